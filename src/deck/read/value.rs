//! One value of a TOML table, read as what it should be.
//!
//! Where it is something else, a finding says so and a stand-in is returned: reading goes on, so
//! that all findings come in one run, and [`Log::sound`] leaves out what had errors.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::DeValue;

use super::log::Log;
use super::table::Table;
use super::text::markdown;
use crate::core::safe_text;
use crate::core::{listed, nearest, quote};
use crate::deck::finding::Finding;
use crate::deck::source::Span;

#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    log: &'a Log,
    /// The key it stands under.
    key: &'static str,
    inner: &'a Spanned<DeValue<'a>>,
}

impl<'a> Value<'a> {
    pub fn new(log: &'a Log, key: &'static str, inner: &'a Spanned<DeValue<'a>>) -> Self {
        Self { log, key, inner }
    }

    pub fn span(self) -> Span {
        self.inner.span()
    }

    pub fn log(self) -> &'a Log {
        self.log
    }

    pub fn error(self, code: &'static str, message: impl Into<String>) {
        self.log.error(code, &self.span(), message);
    }

    /// A text shown as it is, such as an answer or a line of code.
    pub fn line(self) -> String {
        let Some(text) = self.inner.get_ref().as_str() else {
            self.expected("a text in quotes");
            return String::new();
        };
        // Line endings of another system are no attack.
        let unified = if text.contains('\r') {
            Cow::Owned(text.replace("\r\n", "\n"))
        } else {
            Cow::Borrowed(text)
        };
        let safe = safe_text(&unified);
        if safe.len() != unified.len() {
            self.log.add(
                Finding::warning(
                    "deck::unsafe-text",
                    self.log.place(&self.span()),
                    "control or direction characters were taken out of this text",
                )
                .help("they could make a terminal show something else than what is written"),
            );
        }
        safe.into_owned()
    }

    /// A text shown as it is, which must say something.
    pub fn full_line(self) -> String {
        let line = self.line();
        self.must_say_something(&line);
        line
    }

    /// A text written in Markdown.
    pub fn text(self) -> String {
        markdown(&self.line())
    }

    /// A text written in Markdown, which must say something.
    pub fn full_text(self) -> String {
        let text = self.text();
        self.must_say_something(&text);
        text
    }

    fn must_say_something(self, text: &str) {
        if self.inner.get_ref().is_str() && text.trim().is_empty() {
            self.error("deck::empty", format!("`{}` is empty", self.key));
        }
    }

    /// An id: lower-case letters, digits and hyphens.
    pub fn id<T: for<'s> From<&'s str>>(self) -> T {
        const LONGEST: usize = 80;
        let text = self.line();
        if self.inner.get_ref().is_str() && (!is_slug(&text) || text.len() > LONGEST) {
            let mut finding = Finding::error(
                "deck::bad-id",
                self.log.place(&self.span()),
                format!("{} cannot be an id", quote(&text)),
            );
            let better = slug(&text);
            finding = if better.is_empty() || better.len() > LONGEST {
                finding.help("an id has up to 80 lower-case letters, digits and hyphens")
            } else {
                finding.help(format!(
                    "an id has lower-case letters, digits and hyphens: `{better}`"
                ))
            };
            self.log.add(finding);
        }
        T::from(&text)
    }

    /// One of the words known here.
    pub fn word<T: Copy>(self, known: &[(&'static str, T)]) -> Option<T> {
        let text = self.line();
        let found = known.iter().find(|(word, _)| *word == text);
        if found.is_none() && self.inner.get_ref().is_str() {
            let words = || known.iter().map(|(word, _)| *word);
            let finding = Finding::error(
                "deck::unknown-word",
                self.log.place(&self.span()),
                format!("{} is not known as a `{}`", quote(&text), self.key),
            );
            self.log.add(finding.help(match nearest(&text, words()) {
                Some(word) => format!("did you mean `{word}`?"),
                None => format!("known here: {}", listed(words())),
            }));
        }
        found.map(|&(_, meaning)| meaning)
    }

    pub fn flag(self) -> bool {
        self.inner.get_ref().as_bool().unwrap_or_else(|| {
            self.expected("true or false");
            false
        })
    }

    /// A whole or decimal number.
    pub fn number(self) -> f64 {
        let number = match self.inner.get_ref() {
            DeValue::Integer(it) => i64::from_str_radix(it.as_str(), it.radix())
                .ok()
                .map(|it| it as f64),
            DeValue::Float(it) => it.as_str().parse::<f64>().ok(),
            _ => {
                self.expected("a number");
                return 0.0;
            }
        };
        number.filter(|it| it.is_finite()).unwrap_or_else(|| {
            self.error(
                "deck::out-of-range",
                "this is not a number one can calculate with",
            );
            0.0
        })
    }

    pub fn number_within(self, range: RangeInclusive<f64>) -> f64 {
        let number = self.number();
        if !range.contains(&number) {
            let (from, to) = (range.start(), range.end());
            let message = format!("`{}` goes from {from} to {to}", self.key);
            self.error("deck::out-of-range", message);
        }
        number
    }

    /// A level, 1 to 5.
    pub fn level(self) -> u8 {
        let level = self.number();
        match [1, 2, 3, 4, 5].iter().find(|&&it| f64::from(it) == level) {
            Some(&level) => level,
            None => {
                if self.is_number() {
                    self.log.add(
                        Finding::error(
                            "deck::out-of-range",
                            self.log.place(&self.span()),
                            format!("`{}` is a whole number from 1 to 5", self.key),
                        )
                        .help("1 recognize, 2 recall, 3 apply, 4 combine, 5 transfer"),
                    );
                }
                1
            }
        }
    }

    pub fn is_number(self) -> bool {
        matches!(
            self.inner.get_ref(),
            DeValue::Integer(_) | DeValue::Float(_)
        )
    }

    pub fn is_list(self) -> bool {
        self.inner.get_ref().is_array()
    }

    pub fn is_table(self) -> bool {
        self.inner.get_ref().is_table()
    }

    pub fn list(self) -> Vec<Self> {
        let Some(array) = self.inner.get_ref().as_array() else {
            if self.is_table() {
                let message = format!("`{}` can stand more than once", self.key);
                let place = self.log.place(&self.span());
                self.log.add(
                    Finding::error("deck::wrong-type", place, message)
                        .help("its header has two brackets on each side: `[[…]]`"),
                );
            } else {
                self.expected("a list in brackets");
            }
            return Vec::new();
        };
        array.iter().map(|inner| Self { inner, ..self }).collect()
    }

    /// As a table called `what` in messages.
    pub fn table(self, what: &'static str) -> Option<Table<'a>> {
        let Some(entries) = self.inner.get_ref().as_table() else {
            self.expected(&format!("{what} in braces"));
            return None;
        };
        Some(Table::new(self.log, entries, self.span(), what))
    }

    pub fn spanned(self) -> &'a Spanned<DeValue<'a>> {
        self.inner
    }

    pub fn raw(self) -> &'a DeValue<'a> {
        self.inner.get_ref()
    }

    fn expected(self, what: &str) {
        let found = match self.inner.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.error(
            "deck::wrong-type",
            format!("`{}` takes {what} here, and this is {found}", self.key),
        );
    }
}

fn is_slug(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.split('-').all(part)
}

/// The text as an id, as near as it gets.
fn slug(text: &str) -> String {
    let hyphened: String = text
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let parts: Vec<&str> = hyphened.split('-').filter(|it| !it.is_empty()).collect();
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_slugs_and_others_become_one() {
        assert!(is_slug("moves-2-print") && is_slug("a"));
        assert!(!is_slug("") && !is_slug("-a") && !is_slug("a--b") && !is_slug("A b"));
        assert_eq!(slug("Moves: after print"), "moves-after-print");
        assert!(slug("日本").is_empty());
    }
}
