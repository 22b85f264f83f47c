//! `config.toml`: what the learner has set. What cannot be used is told and passed over, never a
//! reason to stop.

use std::fmt;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Paths;
use crate::core::safe_text;

#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Folders with decks besides the learner's own.
    pub deck_folders: Vec<PathBuf>,
    pub theme: Theme,
    /// The chance of recall at which something comes back, within [`RETENTIONS`].
    pub retention: f64,
    /// Whether to ask before a session, where it tells something, how it will go.
    pub ask_prediction: bool,
    /// Whether what the learner takes instead of the coach's choice bends what is proposed.
    pub learn_from_choices: bool,
}

/// What may be desired: below, more is lost than kept; above, reviews never end.
pub const RETENTIONS: RangeInclusive<f64> = 0.70..=0.97;

impl Default for Settings {
    fn default() -> Self {
        Self {
            deck_folders: Vec::new(),
            theme: Theme::default(),
            retention: 0.9,
            ask_prediction: true,
            learn_from_choices: true,
        }
    }
}

/// The palette to draw with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// What suits the terminal's background, as far as it tells.
    #[default]
    Auto,
    Dark,
    Light,
}

/// Something in `config.toml` that has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    path: PathBuf,
    /// From 1; none where the file as a whole is meant.
    line: Option<usize>,
    message: String,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::Auto, Self::Dark, Self::Light];

    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

impl Settings {
    /// The settings of the file, the defaults where it says nothing or is not there.
    pub fn read(paths: &Paths) -> (Self, Vec<Warning>) {
        let path = paths.settings();
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&path, &text, std::env::home_dir().as_deref()),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => (Self::default(), Vec::new()),
            Err(cause) => {
                let warning = Warning {
                    path,
                    line: None,
                    message: format!("this file cannot be read: {cause}"),
                };
                (Self::default(), vec![warning])
            }
        }
    }

    fn parse(path: &Path, text: &str, user_home: Option<&Path>) -> (Self, Vec<Warning>) {
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader {
            path,
            text,
            user_home,
            settings: Self::default(),
            warnings: Vec::new(),
        };
        for error in errors {
            reader.warn(error.span().map(|span| span.start), error.message());
        }
        reader.root(root.get_ref());
        reader.warnings.sort_by_key(|warning| warning.line);
        (reader.settings, reader.warnings)
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", safe_text(&self.message))
    }
}

type Value<'a> = Spanned<DeValue<'a>>;

struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    user_home: Option<&'a Path>,
    settings: Settings,
    warnings: Vec<Warning>,
}

impl Reader<'_> {
    fn root(&mut self, root: &DeTable) {
        for (key, value) in root {
            match key.get_ref().as_ref() {
                "decks" => self.table(value, Self::decks),
                "theme" => self.table(value, Self::theme),
                "memory" => self.table(value, Self::memory),
                "coach" => self.table(value, Self::coach),
                _ => self.unknown(key, &["decks", "theme", "memory", "coach"]),
            }
        }
    }

    fn decks(&mut self, table: &DeTable) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "folders" => self.folders(value),
                _ => self.unknown(key, &["folders"]),
            }
        }
    }

    fn theme(&mut self, table: &DeTable) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => self.theme_name(value),
                _ => self.unknown(key, &["name"]),
            }
        }
    }

    fn memory(&mut self, table: &DeTable) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "retention" => self.retention(value),
                _ => self.unknown(key, &["retention"]),
            }
        }
    }

    fn coach(&mut self, table: &DeTable) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "ask_prediction" => self.switch(value, |it| &mut it.ask_prediction),
                "learn_from_choices" => self.switch(value, |it| &mut it.learn_from_choices),
                _ => self.unknown(key, &["ask_prediction", "learn_from_choices"]),
            }
        }
    }

    fn switch(&mut self, value: &Value, setting: fn(&mut Settings) -> &mut bool) {
        match value.get_ref() {
            DeValue::Boolean(it) => *setting(&mut self.settings) = *it,
            _ => self.wrong(value, "true or false"),
        }
    }

    fn retention(&mut self, value: &Value) {
        let number = match value.get_ref() {
            DeValue::Float(it) => it.as_str().parse().ok(),
            _ => None,
        };
        match number.filter(|it| RETENTIONS.contains(it)) {
            Some(retention) => self.settings.retention = retention,
            None => self.wrong(value, "a number from 0.70 to 0.97"),
        }
    }

    fn folders(&mut self, value: &Value) {
        let DeValue::Array(folders) = value.get_ref() else {
            return self.wrong(value, "a list of folders");
        };
        for folder in folders.iter() {
            match folder.get_ref().as_str() {
                Some(typed) => {
                    let folder = self.folder(typed);
                    self.settings.deck_folders.push(folder);
                }
                None => self.wrong(folder, "a folder in quotation marks"),
            }
        }
    }

    /// A folder as typed: `~/` is the user's home, and what is relative starts at the file.
    fn folder(&self, typed: &str) -> PathBuf {
        match (typed.strip_prefix("~/"), self.user_home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => self.path.parent().unwrap_or(self.path).join(typed),
        }
    }

    fn theme_name(&mut self, value: &Value) {
        match value.get_ref().as_str().and_then(Theme::named) {
            Some(theme) => self.settings.theme = theme,
            None => self.wrong(value, "\"auto\", \"dark\" or \"light\""),
        }
    }

    fn table(&mut self, value: &Value, read: impl FnOnce(&mut Self, &DeTable)) {
        match value.get_ref() {
            DeValue::Table(table) => read(self, table),
            _ => self.wrong(value, "a table"),
        }
    }

    fn unknown(&mut self, key: &Spanned<impl AsRef<str>>, known: &[&str]) {
        let word = key.get_ref().as_ref();
        let near = known
            .iter()
            .filter(|&&it| strsim::damerau_levenshtein(it, word) <= it.len() / 3)
            .map(|it| format!("; did you mean `{it}`?"))
            .next();
        let hint = near.unwrap_or_default();
        self.warn(
            Some(key.span().start),
            format!("`{word}` is not a setting{hint}"),
        );
    }

    fn wrong(&mut self, value: &Value, wanted: &str) {
        self.warn(Some(value.span().start), format!("this must be {wanted}"));
    }

    fn warn(&mut self, at: Option<usize>, message: impl Into<String>) {
        let line = at.map(|at| {
            let before = &self.text[..self.text.floor_char_boundary(at)];
            before.matches('\n').count() + 1
        });
        self.warnings.push(Warning {
            path: self.path.to_owned(),
            line,
            message: message.into(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Settings, Vec<String>) {
        let path = Path::new("/etc/gradus/config.toml");
        let (settings, warnings) = Settings::parse(path, text, Some(Path::new("/home/ada")));
        let warnings = warnings.iter().map(Warning::to_string).collect();
        (settings, warnings)
    }

    #[test]
    fn folders_may_be_absolute_relative_or_below_home() {
        let (settings, warnings) = parse(
            "[decks]\nfolders = [\"/srv/decks\", \"mine\", \"~/decks\"]\n[theme]\nname = \"light\"",
        );
        assert_eq!(
            settings.deck_folders,
            [
                Path::new("/srv/decks"),
                Path::new("/etc/gradus/mine"),
                Path::new("/home/ada/decks")
            ]
        );
        assert_eq!(settings.theme, Theme::Light);
        assert!(warnings.is_empty(), "{warnings:?}");
    }

    #[test]
    fn what_cannot_be_used_is_told_with_its_line_and_the_rest_holds() {
        let (settings, warnings) = parse(
            "color = 1\n[deks]\n[decks]\nfoldres = []\nfolders = [1, \"a\"]\n[theme]\nname = \"drak\"\n",
        );
        assert_eq!(settings.deck_folders, [Path::new("/etc/gradus/a")]);
        assert_eq!(settings.theme, Theme::Auto);
        assert_eq!(
            warnings,
            [
                "/etc/gradus/config.toml:1: `color` is not a setting",
                "/etc/gradus/config.toml:2: `deks` is not a setting; did you mean `decks`?",
                "/etc/gradus/config.toml:4: `foldres` is not a setting; did you mean `folders`?",
                "/etc/gradus/config.toml:5: this must be a folder in quotation marks",
                "/etc/gradus/config.toml:7: this must be \"auto\", \"dark\" or \"light\"",
            ]
        );
    }

    #[test]
    fn retention_is_a_share_within_bounds() {
        let (settings, warnings) = parse("[memory]\nretention = 0.85");
        assert_eq!((settings.retention, warnings.len()), (0.85, 0));
        for text in ["0.5", "0.99", "1", "\"high\"", "nan"] {
            let (settings, warnings) = parse(&format!("[memory]\nretention = {text}"));
            assert_eq!(settings.retention, 0.9);
            assert_eq!(
                warnings,
                ["/etc/gradus/config.toml:2: this must be a number from 0.70 to 0.97"]
            );
        }
    }

    #[test]
    fn what_the_coach_does_besides_can_be_switched_off() {
        let (settings, warnings) =
            parse("[coach]\nask_prediction = false\nlearn_from_choices = false");
        assert!(!settings.ask_prediction && !settings.learn_from_choices);
        assert!(warnings.is_empty(), "{warnings:?}");
        let (settings, warnings) = parse("[coach]\nask_prediction = \"no\"\nask_predictoin = 1");
        assert!(settings.ask_prediction);
        assert_eq!(
            warnings,
            [
                "/etc/gradus/config.toml:2: this must be true or false",
                "/etc/gradus/config.toml:3: `ask_predictoin` is not a setting; did you mean `ask_prediction`?",
            ]
        );
    }

    #[test]
    fn a_file_that_is_not_toml_is_told_and_what_can_be_read_of_it_holds() {
        let (settings, warnings) = parse("[theme]\nname = \"dark\"\n[decks\n");
        assert_eq!(settings.theme, Theme::Dark);
        assert!(
            warnings[0].starts_with("/etc/gradus/config.toml:3: "),
            "{warnings:?}"
        );
    }

    #[test]
    fn without_a_file_the_defaults_hold() {
        let empty = tempfile::tempdir().unwrap();
        let read = Settings::read(&Paths::below(empty.path()));
        assert_eq!(read, (Settings::default(), Vec::new()));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told() {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join("config.toml")).unwrap();
        let (settings, warnings) = Settings::read(&Paths::below(home.path()));
        assert_eq!(settings, Settings::default());
        assert_eq!(warnings.len(), 1);
        assert!(warnings[0].to_string().contains("cannot be read"));
    }
}
