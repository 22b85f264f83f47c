//! Broken TOML: what can still be read of a file.
//!
//! One bracket left open makes all that follows unreadable to a parser. So a broken file is cut at
//! its headers, the parts that are broken in themselves are blanked out, and the rest is read as it
//! stands.

use toml::de::DeTable;

use super::draft::Lost;
use super::log::Log;
use crate::deck::source::Span;

/// The headers that begin a part of their own.
const PARTS: [&str; 9] = [
    "[deck]",
    "[[track]]",
    "[[skill]]",
    "[[item]]",
    "[[rule]]",
    // Written with too few brackets, which is reported later.
    "[track]",
    "[skill]",
    "[item]",
    "[rule]",
];

/// So many clashes are sorted out one by one; a file with more is left out.
const MOST_CLASHES: usize = 5;

/// A text of the same length, so that places stay, without what cannot be read.
pub(super) struct Mended {
    pub text: String,
    /// Whether `[deck]` is in what was blanked; `format` may be as well.
    pub lost_head: bool,
    pub lost: Lost,
}

/// Reports what is broken, one finding a part: what follows the first error mostly follows from it.
pub(super) fn mend(text: &str, log: &Log) -> Mended {
    let mut mended = Mended {
        text: text.to_owned(),
        lost_head: false,
        lost: Lost::default(),
    };
    let parts = parts(text);
    for part in &parts {
        let alone = &text[part.clone()];
        let (table, errors) = DeTable::parse_recoverable(alone);
        if let Some(error) = errors.first() {
            let span = unclosed_text(alone, error).or(error.span());
            report(log, error, span, part.start);
            mended.lost.note_all(&table.into_inner());
            mended.lose(part);
        }
    }
    mended.lose_clashes(&parts, log);
    mended
}

impl Mended {
    /// Parts that are sound alone may still clash, such as two `[deck]`.
    fn lose_clashes(&mut self, parts: &[Span], log: &Log) {
        for _ in 0..=MOST_CLASHES {
            let (_, errors) = DeTable::parse_recoverable(&self.text);
            let Some(error) = errors.first() else { return };
            report(log, error, error.span(), 0);
            let at = error.span().map_or(0, |span| span.start);
            match parts.iter().find(|part| part.contains(&at)) {
                Some(part) => self.blank(part),
                None => break,
            }
        }
        self.lost_head = true;
        self.blank(&(0..self.text.len()));
    }

    fn lose(&mut self, part: &Span) {
        self.lost_head |= self.text[part.clone()].trim_start().starts_with("[deck]");
        self.blank(part);
    }

    fn blank(&mut self, part: &Span) {
        let blank = |byte| if byte == b'\n' { '\n' } else { ' ' };
        let blanked: String = self.text[part.clone()].bytes().map(blank).collect();
        self.text.replace_range(part.clone(), &blanked);
    }
}

fn report(log: &Log, error: &toml::de::Error, span: Option<Span>, offset: usize) {
    let span = span.unwrap_or_default();
    let span = span.start + offset..span.end + offset;
    log.error("deck::toml", &span, error.message());
}

/// Where a text begins that never ends: the parser complains at the end of the part.
fn unclosed_text(part: &str, error: &toml::de::Error) -> Option<Span> {
    let at_end = error.span()?.start >= part.trim_end().len();
    let opened = ["'''", "\"\"\""]
        .iter()
        .filter_map(|quotes| part.rfind(quotes));
    let start = opened.max().filter(|_| at_end)?;
    Some(start..start + 3)
}

/// From header to header, and before the first of them line by line.
fn parts(text: &str) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::new();
    let mut in_header = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start();
        let header = PARTS.iter().any(|part| content.starts_with(part));
        in_header |= header;
        let end = start + line.len();
        match parts.last_mut() {
            Some(part) if in_header && !header => part.end = end,
            _ => parts.push(start..end),
        }
        start = end;
    }
    parts
}
