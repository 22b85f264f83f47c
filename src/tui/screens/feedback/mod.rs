//! What was done, why, and what next.

mod compare;
mod question;

use ratatui::text::Span;

use super::Screen;
use crate::core::Now;
use crate::session::Input;
use crate::tui::action::{Action, Effect, Over};
use crate::tui::keymap::Place;
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::rich::wrap::{blank, spans_width};
use crate::tui::widgets::chance;
use crate::tui::widgets::doc::Doc;
use crate::tui::words;
use crate::view::{self, Feedback, Scene, Verdict};

pub struct FeedbackScreen {
    feedback: Feedback,
    /// The question is shown again.
    question: bool,
    /// All that there is to say of what would take one line.
    unfolded: bool,
}

impl FeedbackScreen {
    pub fn new(feedback: Feedback) -> Self {
        Self {
            feedback,
            question: false,
            unfolded: false,
        }
    }

    /// One line is enough.
    fn is_brief(&self) -> bool {
        self.feedback.brief && !self.unfolded
    }

    /// Why it is not what was answered, and the idea behind that; then what to do now and next time,
    /// and why the right answer is right.
    fn reasons(&self, doc: &mut Doc<'_>) {
        let feedback = &self.feedback;
        let right = feedback.verdict == Verdict::Yes;
        let (of_answer, of_right) = match feedback.why.is_empty() {
            true => ("", "Why"),
            false if right => ("Why", "And"),
            false => ("Why it is not this", "Why it is so"),
        };
        // Of several places each has its mark; picks and lines are summed up as well.
        let summed_up = matches!(feedback.item_kind, "multi" | "order");
        if feedback.parts.len() < 2 || summed_up {
            section(
                doc,
                "What you saw rightly",
                feedback.saw.as_deref().unwrap_or_default(),
            );
        }
        section(doc, of_answer, &feedback.why.join("\n\n"));
        self.misconception(doc);
        // Who was sure reads first what holds instead, then what to do about it.
        if feedback.deep {
            section(doc, of_right, &feedback.explain);
            section(doc, "To do now", &feedback.to_do);
            section(doc, "Next time", &feedback.improve);
        } else {
            section(doc, "Next time", &feedback.improve);
            section(doc, of_right, &feedback.explain);
        }
    }

    fn misconception(&self, doc: &mut Doc<'_>) {
        if let Some(note) = &self.feedback.misconception {
            let before = note.before.as_deref().unwrap_or_default();
            let text = format!("“{}” {before}", note.belief);
            section(doc, "The idea behind it", text.trim_end());
            section(doc, "The case against it", &note.repair);
        }
    }

    /// What comes next, and what the coach now thinks of the skill: in the same place every time.
    fn outlook(&self, doc: &mut Doc<'_>) {
        if let Some(rest) = &self.feedback.rest {
            let key = Place::Feedback.key_of(Action::End);
            let key = key.map(|key| format!(" `{key}` ends here; all of it is kept."));
            doc.rich(&format!("{rest}{}", key.unwrap_or_default()));
            doc.gap();
        }
        doc.rich(&format!("Next: {}", self.feedback.next));
        if !self.is_brief() {
            doc.gap();
            self.belief(doc);
        }
    }

    fn belief(&self, doc: &mut Doc<'_>) {
        let theme = doc.look.theme;
        let feedback = &self.feedback;
        let band = chance::band(Some(&feedback.before), &feedback.after, theme);
        let change = chance::change(&feedback.before, &feedback.after, theme);
        let skill = Span::styled(feedback.skill_title.clone(), theme.strong);
        let mut line = vec![skill, blank(4)];
        line.extend(band);
        line.push(blank(4));
        line.extend(change);
        if spans_width(&line) <= doc.width {
            doc.line(line);
        } else {
            let parts: Vec<Span<'static>> = line.drain(2..).collect();
            doc.line(line);
            doc.spans(&parts);
        }
    }

    fn body(&self, doc: &mut Doc<'_>) {
        compare::verdict(doc, &self.feedback);
        if !self.is_brief() {
            compare::parts(doc, &self.feedback);
            self.reasons(doc);
        }
        doc.gap();
        for note in &self.feedback.notes {
            doc.rich(note);
        }
        if !self.is_brief() {
            for text in [&self.feedback.source, &self.feedback.because] {
                doc.gap();
                doc.dim(text);
            }
        }
    }
}

/// A label and what it labels, where there is something.
fn section(doc: &mut Doc<'_>, label: &str, text: &str) {
    if !text.is_empty() {
        doc.gap();
        doc.labelled(label, |doc| doc.rich(text));
    }
}

impl Screen for FeedbackScreen {
    fn place(&self) -> Place {
        Place::Feedback
    }

    fn allows(&self, action: Action) -> bool {
        let baseline = matches!(self.feedback.position, view::Position::Baseline { .. });
        match action {
            Action::MoreHelp | Action::LessHelp | Action::Another => !baseline,
            Action::Why | Action::Back => !baseline,
            Action::Unfold => self.feedback.brief,
            _ => true,
        }
    }

    fn label(&self, action: Action) -> Option<String> {
        match action {
            Action::Question if self.question => Some("feedback".to_owned()),
            Action::Unfold if self.unfolded => Some("one line".to_owned()),
            _ => None,
        }
    }

    fn reads(&self) -> bool {
        !self.question
    }

    fn act(&mut self, action: Action, _now: Now) -> Effect {
        match action {
            Action::GoOn => Effect::Send(Input::GoOn),
            Action::Why => Effect::Open(Over::Why),
            Action::Another => Effect::Open(Over::Offers),
            Action::Progress => Effect::Open(Over::Progress),
            Action::MoreHelp => Effect::Send(Input::MoreHelp),
            Action::LessHelp => Effect::Send(Input::LessHelp),
            Action::Undo => Effect::Send(Input::Undo),
            Action::End => Effect::Send(Input::End),
            Action::Back => Effect::Send(Input::Home),
            Action::Unfold => {
                self.unfolded = !self.unfolded;
                Effect::Nothing
            }
            Action::Question => {
                self.question = !self.question;
                Effect::Nothing
            }
            _ => Effect::Nothing,
        }
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let feedback = &self.feedback;
        let mut doc = Doc::new(look, room.width);
        let mut foot = Doc::new(look, room.width);
        if self.question {
            question::view(&mut doc, feedback);
        } else {
            self.body(&mut doc);
            if room.tall {
                self.outlook(&mut foot);
            } else {
                doc.gap();
                self.outlook(&mut doc);
            }
        }
        let title = format!("{} · {}", feedback.skill_title, feedback.kind.word());
        let place = words::position(&feedback.position);
        let progress = vec![Span::styled(place, look.theme.dim)];
        let page = Page::new(title, progress, doc).with_foot(foot);
        match room.side {
            Some(width) if !self.question => {
                let mut side = Doc::new(look, width);
                side.dim("The question");
                side.gap();
                question::view(&mut side, feedback);
                page.with_side(side)
            }
            _ => page,
        }
    }

    fn renew(&mut self, scene: &Scene, _now: Now) -> bool {
        matches!(scene, Scene::Feedback(feedback) if **feedback == self.feedback)
    }
}
