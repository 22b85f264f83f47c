//! `config.toml`: what the learner has set. What cannot be used is told and passed over, never a
//! reason to stop.

use std::fmt;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Paths;
use crate::core::{nearest, safe_text};
use crate::rule::{self, Entry, Problem, Rules};

#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Folders with decks besides the learner's own.
    pub deck_folders: Vec<PathBuf>,
    pub theme: Theme,
    /// The chance of recall at which something comes back, within [`RETENTIONS`].
    pub retention: f64,
    /// What the learner changes of the coach's rules.
    pub rules: Vec<Entry>,
}

/// What may be desired: below, more is lost than kept; above, reviews never end.
pub const RETENTIONS: RangeInclusive<f64> = 0.70..=0.97;

impl Default for Settings {
    fn default() -> Self {
        Self {
            deck_folders: Vec::new(),
            theme: Theme::default(),
            retention: 0.9,
            rules: Vec::new(),
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
    /// Line and column, from 1; none where the file as a whole is meant.
    at: Option<(usize, usize)>,
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
        Self::read_against(paths, None)
    }

    /// What has no effect in the file, in its order: what [`Settings::read`] warns of, and rules
    /// switched off that neither the program nor a deck has. `rules_of_decks` names those of decks.
    pub fn check(paths: &Paths, rules_of_decks: &[&str]) -> Vec<Warning> {
        let built_in = Rules::built_in().names();
        let known: Vec<&str> = built_in.chain(rules_of_decks.iter().copied()).collect();
        Self::read_against(paths, Some(&known)).1
    }

    fn read_against(paths: &Paths, rules: Option<&[&str]>) -> (Self, Vec<Warning>) {
        let path = paths.settings();
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&path, &text, std::env::home_dir().as_deref(), rules),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => (Self::default(), Vec::new()),
            Err(cause) => {
                let warning = Warning {
                    path,
                    at: None,
                    message: format!("this file cannot be read: {cause}"),
                };
                (Self::default(), vec![warning])
            }
        }
    }

    fn parse(
        path: &Path,
        text: &str,
        user_home: Option<&Path>,
        known_rules: Option<&[&str]>,
    ) -> (Self, Vec<Warning>) {
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader {
            path,
            text,
            user_home,
            known_rules,
            settings: Self::default(),
            warnings: Vec::new(),
        };
        for error in errors {
            reader.warn(error.span().map(|span| span.start), error.message());
        }
        reader.root(root.get_ref());
        reader.warnings.sort_by_key(|warning| warning.at);
        (reader.settings, reader.warnings)
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some((line, column)) = self.at {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", safe_text(&self.message))
    }
}

type Value<'a> = Spanned<DeValue<'a>>;

struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    user_home: Option<&'a Path>,
    /// What can be switched off; none where that is not minded.
    known_rules: Option<&'a [&'a str]>,
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
                "rule" => self.rules(value),
                _ => self.unknown(key, &["decks", "theme", "memory", "rule"]),
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

    fn rules(&mut self, value: &Value) {
        let (entries, problems) = rule::read(value, self.known_rules);
        self.settings.rules = entries;
        for problem in problems {
            self.warn(Some(problem.at.start), told(&problem));
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
        let near = nearest(word, known.iter().copied());
        let hint = near.map(|it| format!("; did you mean `{it}`?"));
        let hint = hint.unwrap_or_default();
        self.warn(
            Some(key.span().start),
            format!("`{word}` is not a setting{hint}"),
        );
    }

    fn wrong(&mut self, value: &Value, wanted: &str) {
        self.warn(Some(value.span().start), format!("this must be {wanted}"));
    }

    fn warn(&mut self, at: Option<usize>, message: impl Into<String>) {
        self.warnings.push(Warning {
            path: self.path.to_owned(),
            at: at.map(|at| line_column(self.text, at)),
            message: message.into(),
        });
    }
}

/// From 1; columns count characters.
fn line_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at)];
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

fn told(problem: &Problem) -> String {
    match &problem.help {
        Some(help) => format!("{}; {help}", problem.message),
        None => problem.message.clone(),
    }
}

#[cfg(test)]
mod tests;
