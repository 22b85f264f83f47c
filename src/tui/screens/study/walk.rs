//! A lesson, a worked example or a repair, gone through step by step; and a reflection.

use ratatui::text::Span;

use super::task::{Step, Task};
use crate::session::Input;
use crate::tui::action::Action;
use crate::tui::keymap::{Key, Place};
use crate::tui::rich::wrap::width;
use crate::tui::widgets::doc::{Doc, Row};
use crate::tui::widgets::fields::Fields;
use crate::view::{Exercise, Markdown, WalkQuestion, WalkStep};

const DONT_KNOW: &str = "I don't know";

pub struct Walk {
    intro: Markdown,
    plain: Option<Markdown>,
    plainly: bool,
    done: Vec<WalkStep>,
    now: Option<WalkQuestion>,
    steps: usize,
    fields: Fields,
}

impl Walk {
    pub fn new(
        intro: Markdown,
        plain: Option<Markdown>,
        done: Vec<WalkStep>,
        now: Option<WalkQuestion>,
        steps: usize,
    ) -> Self {
        Self {
            intro,
            plain,
            plainly: false,
            done,
            now,
            steps,
            fields: Fields::new(1),
        }
    }

    fn asks(&self) -> Option<&str> {
        self.now.as_ref()?.ask.as_deref()
    }

    fn reply(&mut self) -> Step {
        if self.fields.is_empty() {
            Step::Say("Nothing typed yet. Alt-d shows the answer.")
        } else {
            Step::Send(Input::Reply(self.fields.text()))
        }
    }

    /// What was said, and what came of it.
    fn view_done(doc: &mut Doc<'_>, step: &WalkStep) {
        let theme = doc.look.theme;
        if !step.say.is_empty() {
            doc.gap();
            doc.rich(&step.say);
        }
        let Some(ask) = &step.ask else {
            return;
        };
        doc.gap();
        doc.rich(ask);
        let (sign, style) = if step.right {
            ("✓", theme.right)
        } else {
            ("·", theme.strong)
        };
        doc.hang(vec![Span::styled(sign, style)], 2, |doc| {
            let mut spans = Vec::new();
            let said = !step.reply.is_empty() && step.reply != DONT_KNOW;
            if said {
                spans.push(Span::styled(step.reply.clone(), theme.text));
            }
            if !step.right {
                let joint = if said { "   Not yet: it is " } else { "It is " };
                spans.push(Span::styled(joint, theme.dim));
                spans.push(Span::styled(step.answer.clone(), theme.strong));
            }
            doc.spans(&spans);
            doc.rich(&step.because);
        });
    }

    fn view_now(&self, doc: &mut Doc<'_>, now: &WalkQuestion) {
        let theme = doc.look.theme;
        if !now.say.is_empty() {
            doc.gap();
            doc.rich(&now.say);
        }
        let Some(ask) = &now.ask else {
            return;
        };
        doc.gap();
        let of = format!(
            "{} of {}",
            self.done.len() + 1,
            self.steps.max(self.done.len() + 1)
        );
        let indent = width(&of) + 3;
        doc.hang(vec![Span::styled(of, theme.dim)], indent, |doc| {
            doc.rich(ask);
            let lines = self.fields.lines(0, doc.prose_width(), theme);
            doc.rows.extend(lines.into_iter().map(|line| Row {
                line,
                marked: false,
            }));
        });
    }
}

impl Task for Walk {
    fn place(&self) -> Place {
        match (self.asks(), self.fields.left()) {
            (None, _) => Place::WalkRead,
            (Some(_), true) => Place::WalkLeft,
            (Some(_), false) => Place::Walk,
        }
    }

    fn allows(&self, action: Action) -> bool {
        match action {
            Action::GoOn => true,
            Action::Plain => self.plain.is_some(),
            Action::DontKnow => self.asks().is_some(),
            action => self.asks().is_some() && self.fields.allows(action),
        }
    }

    fn label(&self, action: Action) -> Option<String> {
        match action {
            Action::Plain if self.plainly => Some("as before".to_owned()),
            _ => None,
        }
    }

    fn reads(&self) -> bool {
        self.fields.is_empty()
    }

    fn has_draft(&self) -> bool {
        !self.fields.is_empty()
    }

    fn act(&mut self, action: Action) -> Step {
        match action {
            Action::GoOn if self.asks().is_some() => return self.reply(),
            Action::GoOn => return Step::Send(Input::GoOn),
            // As honest a reply as any; the answer is shown.
            Action::DontKnow => return Step::Send(Input::Reply(DONT_KNOW.to_owned())),
            Action::Plain => self.plainly = !self.plainly,
            action => self.fields.act(action),
        }
        Step::Stay
    }

    fn type_key(&mut self, key: Key) -> bool {
        self.asks().is_some() && self.fields.type_key(key)
    }

    fn paste(&mut self, text: &str) {
        if self.asks().is_some() {
            self.fields.paste(text);
        }
    }

    fn renew(&mut self, exercise: &Exercise) -> bool {
        let Exercise::Walk {
            intro, done, now, ..
        } = exercise
        else {
            return false;
        };
        if *intro != self.intro || done.len() < self.done.len() {
            return false;
        }
        if *now != self.now || done.len() > self.done.len() {
            self.fields.clear();
        }
        self.done.clone_from(done);
        self.now.clone_from(now);
        true
    }

    fn view(&self, doc: &mut Doc<'_>) {
        let plain = self.plain.as_ref().filter(|_| self.plainly);
        doc.rich(plain.unwrap_or(&self.intro));
        let Some((newest, older)) = self.done.split_last() else {
            if let Some(now) = &self.now {
                self.view_now(doc, now);
            }
            return;
        };
        for step in older {
            Self::view_done(doc, step);
        }
        doc.focused(|doc| {
            Self::view_done(doc, newest);
            match &self.now {
                Some(now) => self.view_now(doc, now),
                None => {
                    doc.gap();
                    doc.dim("That was all of it. Enter goes on.");
                }
            }
        });
    }
}

pub struct Reflection {
    prompt: String,
    fields: Fields,
}

impl Reflection {
    pub fn new(prompt: String) -> Self {
        Self {
            prompt,
            fields: Fields::new(1),
        }
    }
}

impl Task for Reflection {
    fn place(&self) -> Place {
        Place::Reflection
    }

    fn allows(&self, action: Action) -> bool {
        action == Action::GoOn
    }

    fn act(&mut self, action: Action) -> Step {
        match action {
            Action::GoOn if self.fields.is_empty() => {
                Step::Say("A few words are enough. Esc skips this.")
            }
            Action::GoOn => Step::Send(Input::Reflect(self.fields.text())),
            _ => Step::Stay,
        }
    }

    fn type_key(&mut self, key: Key) -> bool {
        self.fields.type_key(key)
    }

    fn paste(&mut self, text: &str) {
        self.fields.paste(text);
    }

    fn view(&self, doc: &mut Doc<'_>) {
        let theme = doc.look.theme;
        doc.text(&self.prompt);
        doc.gap();
        let lines = self.fields.lines(0, doc.prose_width(), theme);
        doc.rows.extend(lines.into_iter().map(|line| Row {
            line,
            marked: false,
        }));
    }
}
