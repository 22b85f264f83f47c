//! A page's text as it grows: paragraphs, labels and hanging signs, set to a width.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tui::look::Look;
use crate::tui::rich::markdown::{self, Columns, Fill};
use crate::tui::rich::wrap::{self, blank, clip_spans, spans_width};

/// Prose wraps here however wide the terminal is.
pub const PROSE: usize = 70;

/// Labels stand in a column of this width where there is room for it.
const LABELS: usize = 22;

/// One line of a page.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub line: Line<'static>,
    /// Has the pointer in the margin.
    pub marked: bool,
}

#[derive(Debug)]
pub struct Doc<'a> {
    pub look: Look<'a>,
    pub width: usize,
    pub rows: Vec<Row>,
    /// The rows that should be in view.
    pub focus: Option<Range<usize>>,
}

impl<'a> Doc<'a> {
    pub fn new(look: Look<'a>, width: usize) -> Self {
        Self {
            look,
            width: width.max(1),
            rows: Vec::new(),
            focus: None,
        }
    }

    pub fn prose_width(&self) -> usize {
        self.width.min(PROSE)
    }

    /// One line, cut where it is too long.
    pub fn line(&mut self, spans: Vec<Span<'static>>) {
        let line = Line::from(clip_spans(&spans, self.width));
        self.rows.push(Row {
            line,
            marked: false,
        });
    }

    /// An empty line between two parts; none at the start, never two.
    pub fn gap(&mut self) {
        if self.rows.last().is_some_and(|row| row.line.width() > 0) {
            self.rows.push(Row::default());
        }
    }

    /// A paragraph.
    pub fn spans(&mut self, spans: &[Span<'_>]) {
        let width = self.prose_width();
        for line in wrap::wrap(spans, width, width) {
            self.rows.push(Row {
                line,
                marked: false,
            });
        }
    }

    pub fn styled(&mut self, text: &str, style: Style) {
        self.spans(&[Span::styled(text.replace('\t', " "), style)]);
    }

    pub fn text(&mut self, text: &str) {
        self.styled(text, self.look.theme.text);
    }

    pub fn dim(&mut self, text: &str) {
        self.styled(text, self.look.theme.dim);
    }

    pub fn strong(&mut self, text: &str) {
        self.styled(text, self.look.theme.strong);
    }

    pub fn rich(&mut self, markdown: &str) {
        self.fill(markdown, None);
    }

    /// Markdown with something in its gaps.
    pub fn fill(&mut self, markdown: &str, fill: Option<Fill<'_>>) {
        let columns = Columns {
            prose: self.prose_width(),
            full: self.width,
        };
        for line in markdown::render(markdown, columns, self.look, fill) {
            self.rows.push(Row {
                line,
                marked: false,
            });
        }
    }

    /// One line of code, which goes on after a sign where it is too long.
    pub fn code(&mut self, line: &str) {
        let theme = self.look.theme;
        let code = Span::styled(line.replace('\t', "    "), theme.code.plain);
        let lines = wrap::wrap(&[code], self.width, self.width.saturating_sub(2));
        for (n, mut line) in lines.into_iter().enumerate() {
            if n > 0 {
                line.spans.insert(0, Span::styled("↪ ", theme.dim));
            }
            self.rows.push(Row {
                line,
                marked: false,
            });
        }
    }

    /// What `body` sets stands `indent` columns in, with `sign` before its first line.
    pub fn hang(
        &mut self,
        sign: Vec<Span<'static>>,
        indent: usize,
        body: impl FnOnce(&mut Doc<'a>),
    ) {
        let mut inner = Doc::new(self.look, self.width.saturating_sub(indent));
        body(&mut inner);
        if inner.rows.is_empty() {
            inner.rows.push(Row::default());
        }
        let start = self.rows.len();
        self.focus = match inner.focus {
            Some(rows) => Some(rows.start + start..rows.end + start),
            None => self.focus.take(),
        };
        let mut sign = Some(clip_spans(&sign, indent));
        for row in inner.rows {
            let mut line = sign.take().unwrap_or_default();
            if row.line.width() > 0 || !line.is_empty() {
                line.push(blank(indent.saturating_sub(spans_width(&line))));
            }
            line.extend(row.line.spans);
            self.rows.push(Row {
                line: Line::from(line),
                marked: row.marked,
            });
        }
    }

    pub fn indented(&mut self, indent: usize, body: impl FnOnce(&mut Doc<'a>)) {
        self.hang(Vec::new(), indent, body);
    }

    /// A dim label with what it labels beside it, or below it where there is no room for both.
    pub fn labelled(&mut self, label: &str, body: impl FnOnce(&mut Doc<'a>)) {
        let fits = wrap::width(label) < LABELS;
        let label = Span::styled(label.to_owned(), self.look.theme.dim);
        if fits && self.width >= 2 * LABELS + 12 {
            self.hang(vec![label], LABELS, body);
        } else {
            self.line(vec![label]);
            self.indented(2, body);
        }
    }

    /// What another one of the same width holds comes below.
    pub fn append(&mut self, other: Self) {
        self.rows.extend(other.rows);
    }

    /// The rows that `body` sets should be in view.
    pub fn focused(&mut self, body: impl FnOnce(&mut Doc<'a>)) {
        let start = self.rows.len();
        body(self);
        self.focus = Some(start..self.rows.len());
    }

    /// The pointer stands before the first row that `body` sets, which is in view.
    pub fn marked(&mut self, marked: bool, body: impl FnOnce(&mut Doc<'a>)) {
        if !marked {
            return body(self);
        }
        let start = self.rows.len();
        self.focused(body);
        if let Some(row) = self.rows.get_mut(start) {
            row.marked = true;
        }
    }
}
