//! Filling gaps in a text, and working a problem step by step.

use ratatui::text::Span;

use super::task::{Step, Task};
use super::typed::{NOTHING_TYPED, place_of};
use crate::core::Response;
use crate::tui::action::Action;
use crate::tui::keymap::{Key, Place};
use crate::tui::widgets::doc::{Doc, Row};
use crate::tui::widgets::fields::{Entered, Fields};
use crate::view::{Markdown, WorkedStep};

pub struct Filled {
    body: Body,
    fields: Fields,
}

enum Body {
    /// The prompt with its gaps.
    Cloze(Markdown),
    Steps {
        prompt: Markdown,
        worked: Vec<WorkedStep>,
        open: Vec<Markdown>,
    },
}

impl Filled {
    pub fn cloze(prompt: Markdown, gaps: usize) -> Self {
        Self {
            body: Body::Cloze(prompt),
            fields: Fields::new(gaps),
        }
    }

    pub fn steps(prompt: Markdown, worked: Vec<WorkedStep>, open: Vec<Markdown>) -> Self {
        Self {
            fields: Fields::new(open.len()),
            body: Body::Steps {
                prompt,
                worked,
                open,
            },
        }
    }

    fn response(&self) -> Response {
        match self.body {
            Body::Cloze(_) => Response::Cloze(self.fields.texts()),
            Body::Steps { .. } => Response::Steps(self.fields.texts()),
        }
    }

    fn view_steps(&self, doc: &mut Doc<'_>, worked: &[WorkedStep], open: &[Markdown]) {
        let theme = doc.look.theme;
        for (n, step) in worked.iter().enumerate() {
            doc.gap();
            doc.hang(vec![sign(n, theme.dim)], SIGN, |doc| {
                doc.rich(&step.prompt);
                doc.rich(&step.say);
            });
        }
        for (n, prompt) in open.iter().enumerate() {
            let here = self.fields.has_focus(n);
            let style = if here { theme.selected } else { theme.dim };
            doc.gap();
            let number = worked.len() + n;
            let set = |doc: &mut Doc<'_>| {
                doc.hang(vec![sign(number, style)], SIGN, |doc| {
                    doc.rich(prompt);
                    let lines = self.fields.lines(n, doc.prose_width(), theme);
                    doc.rows.extend(lines.into_iter().map(|line| Row {
                        line,
                        marked: false,
                    }));
                });
            };
            if here { doc.focused(set) } else { set(doc) }
        }
    }
}

/// Columns that the number of a step takes.
const SIGN: usize = 4;

fn sign(n: usize, style: ratatui::style::Style) -> Span<'static> {
    Span::styled((n + 1).to_string(), style)
}

impl Task for Filled {
    fn place(&self) -> Place {
        place_of(&self.fields)
    }

    fn allows(&self, action: Action) -> bool {
        self.fields.allows(action)
    }

    fn label(&self, action: Action) -> Option<String> {
        (action == Action::GoOn && self.fields.goes_to_next()).then(|| "next".to_owned())
    }

    fn has_draft(&self) -> bool {
        !self.fields.is_empty()
    }

    fn act(&mut self, action: Action) -> Step {
        if action != Action::GoOn {
            self.fields.act(action);
            return Step::Stay;
        }
        match self.fields.enter() {
            Entered::Moved => Step::Stay,
            Entered::Done => Step::Answer(self.response()),
            Entered::AllEmpty => Step::Say(NOTHING_TYPED),
            Entered::SomeEmpty => Step::Say("Enter again answers with what is filled so far."),
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
        match &self.body {
            Body::Cloze(prompt) => doc.fill(prompt, Some(&|gap| self.fields.inline(gap, theme))),
            Body::Steps {
                prompt,
                worked,
                open,
            } => {
                doc.rich(prompt);
                self.view_steps(doc, worked, open);
            }
        }
    }
}
