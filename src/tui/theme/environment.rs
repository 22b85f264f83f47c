//! What the environment says about colors.

use super::ThemeChoice;
use super::palette::Depth;

/// What the environment says about colors.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    pub no_color: bool,
    pub colorfgbg: Option<String>,
    pub colorterm: Option<String>,
    pub term: Option<String>,
}

impl Environment {
    pub fn read() -> Self {
        let get = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            no_color: get("NO_COLOR").is_some(),
            colorfgbg: get("COLORFGBG"),
            colorterm: get("COLORTERM"),
            term: get("TERM"),
        }
    }

    /// `COLORFGBG` is `foreground;background`, sometimes with a part between; backgrounds 7 and 9
    /// to 15 are light.
    pub(super) fn background(&self) -> ThemeChoice {
        let background = self.colorfgbg.as_ref().and_then(|it| {
            let number = it.rsplit(';').next()?;
            number.parse::<u8>().ok()
        });
        match background {
            Some(7 | 9..=15) => ThemeChoice::Light,
            Some(0..=6 | 8) => ThemeChoice::Dark,
            _ => ThemeChoice::Auto,
        }
    }

    pub(super) fn depth(&self) -> Depth {
        let says =
            |value: &Option<String>, word| value.as_ref().is_some_and(|it| it.contains(word));
        if says(&self.colorterm, "truecolor") || says(&self.colorterm, "24bit") {
            Depth::True
        } else if says(&self.term, "256color") {
            Depth::Indexed
        } else {
            Depth::Sixteen
        }
    }
}
