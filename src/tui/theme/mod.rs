//! The looks: three weights of text, one accent, five bands, and few colors for code.

mod environment;
mod palette;

use ratatui::style::{Color, Modifier, Style};

pub use environment::Environment;
use palette::{DARK, Depth, Ink, LIGHT, Palette};

/// Which palette the learner wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// By `COLORFGBG`; where that is silent, the terminal's own colors, which are right on both.
    #[default]
    Auto,
    Dark,
    Light,
}

/// The cell that the cursor is on: the page finds it by this mark, takes the mark off and puts the
/// terminal's own cursor there. Nothing else is reversed.
pub const CURSOR: Style = Style::new().add_modifier(Modifier::REVERSED);

#[derive(Clone, Debug)]
pub struct Theme {
    pub text: Style,
    pub strong: Style,
    pub dim: Style,
    pub rule: Style,
    /// What can be acted on or has just changed.
    pub accent: Style,
    pub selected: Style,
    /// Where an answer and the right one part.
    pub differs: Style,
    pub right: Style,
    pub trouble: Style,
    pub field: Style,
    pub code: CodeStyles,
    bands: Bands,
    /// Whether what color tells also has to be bracketed or ticked.
    pub brackets: bool,
    /// Whether code in a sentence keeps its backticks.
    pub ticks: bool,
}

#[derive(Clone, Debug)]
pub struct CodeStyles {
    pub plain: Style,
    pub inline: Style,
    pub keyword: Style,
    pub string: Style,
    pub number: Style,
    pub name: Style,
    pub comment: Style,
}

#[derive(Clone, Debug)]
struct Bands {
    strong: Style,
    fading: Style,
    growing: Style,
    gap: Style,
    unknown: Style,
}

impl Theme {
    pub fn new(choice: ThemeChoice, no_color: bool, environment: &Environment) -> Self {
        let depth = environment.depth();
        let choice = match choice {
            ThemeChoice::Auto => environment.background(),
            chosen => chosen,
        };
        if no_color || environment.no_color {
            return Self::mono();
        }
        match choice {
            ThemeChoice::Dark if depth != Depth::Sixteen => Self::colored(&DARK, depth),
            ThemeChoice::Light if depth != Depth::Sixteen => Self::colored(&LIGHT, depth),
            _ => Self::terminal(),
        }
    }

    /// Bold, dim and underline only.
    pub fn mono() -> Self {
        let text = Style::new();
        let strong = text.add_modifier(Modifier::BOLD);
        let dim = text.add_modifier(Modifier::DIM);
        Self {
            text,
            strong,
            dim,
            rule: dim,
            accent: strong,
            selected: strong,
            differs: strong.add_modifier(Modifier::UNDERLINED),
            right: strong,
            trouble: strong,
            field: text.add_modifier(Modifier::UNDERLINED),
            code: CodeStyles {
                plain: text,
                inline: text,
                keyword: strong,
                string: text,
                number: text,
                name: text,
                comment: dim,
            },
            bands: Bands {
                strong,
                fading: text,
                growing: text,
                gap: text,
                unknown: dim,
            },
            brackets: true,
            ticks: true,
        }
    }

    /// The terminal's own foreground, background and sixteen colors: right on dark and light.
    pub fn terminal() -> Self {
        let ink = |color| Style::new().fg(color);
        let mono = Self::mono();
        Self {
            accent: ink(Color::Cyan),
            selected: ink(Color::Cyan).add_modifier(Modifier::BOLD),
            differs: ink(Color::Yellow).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            right: ink(Color::Green),
            trouble: ink(Color::Red).add_modifier(Modifier::BOLD),
            field: ink(Color::Cyan).add_modifier(Modifier::UNDERLINED),
            code: CodeStyles {
                keyword: ink(Color::Magenta),
                string: ink(Color::Green),
                number: ink(Color::Yellow),
                ..mono.code.clone()
            },
            bands: Bands {
                strong: ink(Color::Green),
                fading: ink(Color::Yellow),
                gap: ink(Color::Red),
                ..mono.bands.clone()
            },
            brackets: false,
            ..mono
        }
    }

    fn colored(palette: &Palette, depth: Depth) -> Self {
        let ink = |ink: Ink| Style::new().fg(ink.color(depth));
        let bold = Modifier::BOLD;
        let text = ink(palette.text);
        Self {
            text,
            strong: text.add_modifier(bold),
            dim: ink(palette.dim),
            rule: ink(palette.rule),
            accent: ink(palette.accent),
            selected: ink(palette.accent).add_modifier(bold),
            differs: ink(palette.amber).add_modifier(bold | Modifier::UNDERLINED),
            right: ink(palette.green),
            trouble: ink(palette.rose).add_modifier(bold),
            field: ink(palette.accent).add_modifier(Modifier::UNDERLINED),
            code: CodeStyles {
                plain: text,
                inline: ink(palette.sand),
                keyword: ink(palette.violet),
                string: ink(palette.green),
                number: ink(palette.amber),
                name: ink(palette.blue),
                comment: ink(palette.dim),
            },
            bands: Bands {
                strong: ink(palette.green),
                fading: ink(palette.amber),
                growing: ink(palette.blue),
                gap: ink(palette.rose),
                unknown: ink(palette.dim),
            },
            brackets: false,
            ticks: false,
        }
    }

    #[cfg(test)]
    pub fn dark() -> Self {
        Self::colored(&DARK, Depth::True)
    }

    /// The color of a band, which always stands beside the band's sign or word.
    pub fn band(&self, band: &str) -> Style {
        match band {
            "strong" => self.bands.strong,
            "fading" => self.bands.fading,
            "growing" => self.bands.growing,
            "gap" => self.bands.gap,
            _ => self.bands.unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(colorfgbg: &str, colorterm: &str, term: &str) -> Environment {
        let set = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        Environment {
            no_color: false,
            colorfgbg: set(colorfgbg),
            colorterm: set(colorterm),
            term: set(term),
        }
    }

    fn text_color(choice: ThemeChoice, environment: &Environment) -> Option<Color> {
        Theme::new(choice, false, environment).text.fg
    }

    #[test]
    fn auto_follows_the_background_that_the_terminal_tells() {
        let dark = environment("15;0", "truecolor", "xterm-256color");
        let light = environment("0;default;15", "truecolor", "xterm-256color");
        let silent = environment("", "truecolor", "xterm-256color");
        assert_eq!(
            text_color(ThemeChoice::Auto, &dark),
            Some(Color::Rgb(0xD8, 0xDE, 0xE0))
        );
        assert_eq!(
            text_color(ThemeChoice::Auto, &light),
            Some(Color::Rgb(0x24, 0x29, 0x2C))
        );
        assert_eq!(text_color(ThemeChoice::Auto, &silent), None);
    }

    #[test]
    fn colors_go_no_deeper_than_the_terminal() {
        let indexed = environment("", "", "screen-256color");
        let sixteen = environment("", "", "linux");
        assert_eq!(
            text_color(ThemeChoice::Dark, &indexed),
            Some(Color::Indexed(253))
        );
        assert_eq!(text_color(ThemeChoice::Dark, &sixteen), None);
    }

    #[test]
    fn without_color_no_style_has_one() {
        let asked = Environment {
            no_color: true,
            ..environment("15;0", "truecolor", "xterm-256color")
        };
        let theme = Theme::new(ThemeChoice::Dark, false, &asked);
        for style in [
            theme.text,
            theme.accent,
            theme.differs,
            theme.right,
            theme.trouble,
            theme.field,
            theme.code.keyword,
            theme.band("gap"),
        ] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert!(theme.brackets && theme.ticks);
    }
}
