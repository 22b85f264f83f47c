//! What is to be said about a deck: where, what, how bad, and what to do about it.

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::{Serialize, Serializer};

use super::source::{LineColumn, Place};
use crate::core::safe_text;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The item, skill or deck it stands in is left out until it is mended.
    Error,
    /// All is read; it would teach better, or something in it has no effect.
    Warning,
    /// What learners' answers suggest; the author may know better.
    Hint,
}

/// One thing to say about a deck file.
#[derive(Clone, Debug)]
pub struct Finding {
    pub severity: Severity,
    /// Stable, `deck::…` where it is about the format, `lint::…` where it is about teaching.
    pub code: &'static str,
    pub place: Place,
    pub message: String,
    pub help: Option<String>,
}

impl Finding {
    pub(super) fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, place, message)
    }

    pub(super) fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, place, message)
    }

    pub(super) fn hint(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Hint, code, place, message)
    }

    fn new(
        severity: Severity,
        code: &'static str,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code,
            place,
            message: safe_text(&message.into()).into_owned(),
            help: None,
        }
    }

    #[must_use]
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(safe_text(&help.into()).into_owned());
        self
    }

    /// The file or folder it is about.
    pub fn path(&self) -> &str {
        self.place.source.path()
    }

    pub fn line_column(&self) -> Option<LineColumn> {
        self.place.line_column()
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The order in which findings are shown: by file, by place, errors first.
    pub(super) fn sort(findings: &mut [Self]) {
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
    }

    fn order(&self) -> (&str, Option<usize>, Severity, &'static str) {
        let start = self.place.span.as_ref().map(|span| span.start);
        (self.path(), start, self.severity, self.code)
    }

    /// The finding with its source line and a caret, for a terminal of so many columns.
    pub fn render(&self, color: bool, columns: usize) -> String {
        let renderer = if color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Hint => Level::NOTE.with_name("hint"),
        };
        let path = one_line(self.path());
        let mut group = Group::with_title(level.primary_title(&self.message).id(self.code));
        group = match self.excerpt() {
            Some(excerpt) => group.element(excerpt.snippet(&path)),
            None => group.element(self.origin(&path)),
        };
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help));
        }
        renderer.term_width(columns).render(&[group])
    }

    fn origin<'a>(&self, path: &'a str) -> Origin<'a> {
        let origin = Origin::path(path);
        match self.line_column() {
            Some(at) => origin.line(at.line).char_column(at.column),
            None => origin,
        }
    }

    /// The line where the span begins; none where there is no span, or a line no screen can hold.
    fn excerpt(&self) -> Option<Excerpt<'_>> {
        const LONGEST: usize = 4096;
        let span = self.place.span.as_ref()?;
        let text = self.place.source.text();
        let at = text.floor_char_boundary(span.start);
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[at..].find('\n').map_or(text.len(), |rest| at + rest);
        let line = &text[start..end];
        let first = at - start;
        let last = text.floor_char_boundary(span.end).clamp(at, end) - start;
        (line.len() <= LONGEST).then_some(Excerpt {
            line,
            number: self.place.source.line_column(at).line,
            marked: first..last,
        })
    }
}

/// One line of a source with what is marked in it.
struct Excerpt<'a> {
    line: &'a str,
    number: usize,
    marked: std::ops::Range<usize>,
}

impl<'a> Excerpt<'a> {
    fn snippet(self, path: &'a str) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        Snippet::source(self.line)
            .line_start(self.number)
            .path(path)
            .annotation(AnnotationKind::Primary.span(self.marked))
    }
}

/// File names are untrusted as well, and the renderer prints a path as it is.
fn one_line(path: &str) -> String {
    safe_text(path).replace(['\n', '\t'], " ")
}

/// As `gradus deck check --format json` writes it.
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Record<'a> {
            file: &'a str,
            /// From 1; null where the finding is about the whole file or folder.
            line: Option<usize>,
            /// From 1, in characters.
            column: Option<usize>,
            severity: Severity,
            code: &'static str,
            message: &'a str,
            help: Option<&'a str>,
        }
        let at = self.line_column();
        Record {
            file: self.path(),
            line: at.map(|at| at.line),
            column: at.map(|at| at.column),
            severity: self.severity,
            code: self.code,
            message: &self.message,
            help: self.help.as_deref(),
        }
        .serialize(serializer)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::source::Source;

    fn finding(path: &str, text: &str, marked: &str) -> Finding {
        let start = text.find(marked).unwrap();
        let source = Source::new(path, text);
        let place = Place::new(&source, &(start..start + marked.len()));
        Finding::error("deck::gap", place, "this is not so").help("make it so")
    }

    #[test]
    fn editors_get_lines_and_columns_in_characters() {
        let finding = finding("a.toml", "x = 1\nä = \"⟦b\"\n", "⟦b");
        assert_eq!(
            serde_json::to_string(&finding).unwrap(),
            r#"{"file":"a.toml","line":2,"column":6,"severity":"error","code":"deck::gap","#
                .to_owned()
                + r#""message":"this is not so","help":"make it so"}"#
        );
        let whole = Finding::warning("deck::unreadable", Place::whole("b"), "gone");
        assert_eq!(
            serde_json::to_string(&whole).unwrap(),
            r#"{"file":"b","line":null,"column":null,"severity":"warning","#.to_owned()
                + r#""code":"deck::unreadable","message":"gone","help":null}"#
        );
    }

    #[test]
    fn color_adds_nothing_but_escape_sequences() {
        let finding = finding("a.toml", "x = 1", "1");
        let plain = finding.render(false, 80);
        let mut colored = finding.render(true, 80);
        assert!(!plain.contains('\x1b') && colored.contains("\x1b["));
        while let Some(start) = colored.find("\x1b[") {
            let end = colored[start..].find('m').unwrap();
            colored.replace_range(start..=start + end, "");
        }
        assert_eq!(plain, colored);
    }

    #[test]
    fn neither_paths_nor_texts_reach_the_terminal_raw() {
        let finding = finding("a\x1b]0;b\n\u{202e}.toml", "x = \"\u{202e}\x1b[2J\"", "x");
        let shown = finding.render(false, 80);
        assert!(!shown.contains(['\x1b', '\u{202e}']), "{shown}");
        assert!(shown.contains("a]0;b .toml:1:1"), "{shown}");
    }

    #[test]
    fn a_place_without_a_line_to_show_is_still_named() {
        let long = "x".repeat(5000) + "y";
        let shown = finding("a.toml", &long, "y").render(false, 80);
        assert!(
            shown.contains("a.toml:1:5001") && shown.len() < 500,
            "{shown}"
        );
        let whole = Finding::error("deck::unreadable", Place::whole("b.toml"), "gone");
        assert_eq!(
            whole.help("bring it back").render(false, 80),
            "error[deck::unreadable]: gone\n--> b.toml\n = help: bring it back"
        );
    }
}
