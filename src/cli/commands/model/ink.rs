//! What stands out and what steps back, where there may be colors.

use std::fmt::Display;

use clap::builder::styling::Style;

#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    color: bool,
}

impl Ink {
    pub fn new(color: bool) -> Self {
        Self { color }
    }

    pub fn strong(self, text: impl Display) -> String {
        self.styled(Style::new().bold(), text)
    }

    pub fn faint(self, text: impl Display) -> String {
        self.styled(Style::new().dimmed(), text)
    }

    fn styled(self, style: Style, text: impl Display) -> String {
        match self.color {
            true => format!("{style}{text}{style:#}"),
            false => text.to_string(),
        }
    }
}
