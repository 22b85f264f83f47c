//! Shares of answers that were right, each with its interval, as a table.

use ratatui::text::Span;

use super::chance;
use super::doc::Doc;
use crate::tui::rich::wrap::{blank, pad, spans_width, width};
use crate::tui::theme::Theme;
use crate::tui::words::percent;
use crate::view::Interval;

/// A line shorter than this is left out, one longer than that tells no more.
const SHORTEST_LINE: usize = 13;
const LONGEST_LINE: usize = 41;
/// Between columns, where there is a line.
const GAP: usize = 3;

/// Labels are not cut below this.
const SHORTEST_LABEL: usize = 8;

/// Of "100 %".
const EXPECTED: usize = 8;

pub struct Share {
    pub label: String,
    /// None without answers.
    pub share: Option<Interval>,
    /// What was expected, 0..1.
    pub expected: Option<f64>,
    pub right: f64,
    pub answers: u32,
}

/// The rows under a head for their labels. What was expected of each is marked on its line, and
/// told in numbers where the labels do not tell it (`tells_expected`).
pub fn table(doc: &mut Doc<'_>, head: &str, rows: &[Share], tells_expected: bool) {
    let columns = Columns::new(doc, head, rows, tells_expected);
    let theme = doc.look.theme;
    doc.line(columns.heads(head, theme));
    for row in rows {
        doc.line(columns.row(row, theme));
    }
}

/// Widths.
#[derive(Clone, Copy, Debug)]
struct Columns {
    label: usize,
    tells_expected: bool,
    /// None where there is no room to draw one.
    line: Option<usize>,
    number: usize,
    count: usize,
    gap: usize,
}

impl Columns {
    /// The numbers come first, then labels, then the line.
    fn new(doc: &Doc<'_>, head: &str, rows: &[Share], tells_expected: bool) -> Self {
        let longest = |of: &dyn Fn(&Share) -> usize| rows.iter().map(of).max().unwrap_or(0);
        let number = longest(&|row| row.share.map_or(0, |it| width(&it.compact())));
        let count = longest(&|row| width(&row.count()));
        let expected = if tells_expected { EXPECTED } else { 0 };
        let label = longest(&|row| width(&row.label)).max(width(head));
        let label_room = doc.width.saturating_sub(expected + number + count + 2);
        let label = label.min(label_room.max(SHORTEST_LABEL));
        let around = label + expected + number + count + 3 * GAP;
        let line = doc.prose_width().saturating_sub(around);
        let line = (line >= SHORTEST_LINE).then_some(line.min(LONGEST_LINE));
        Self {
            label,
            tells_expected,
            line,
            number,
            count,
            gap: if line.is_some() { GAP } else { 1 },
        }
    }

    fn heads(&self, head: &str, theme: &Theme) -> Vec<Span<'static>> {
        let mut spans = vec![Span::styled(pad(head, self.label), theme.dim)];
        if self.tells_expected {
            spans.push(Span::styled(
                format!("{:>EXPECTED$}", "expected"),
                theme.dim,
            ));
        }
        spans.push(blank(self.gap));
        if let Some(line) = self.line {
            spans.extend(chance::axis(line, theme));
            spans.push(blank(self.gap));
        }
        spans.push(Span::styled("right", theme.dim));
        spans
    }

    fn row(&self, row: &Share, theme: &Theme) -> Vec<Span<'static>> {
        let mut spans = vec![Span::styled(pad(&row.label, self.label), theme.text)];
        if self.tells_expected {
            let expected = row.expected.map(|it| format!("{} %", percent(it)));
            let expected = format!("{:>EXPECTED$}", expected.unwrap_or_default());
            spans.push(Span::styled(expected, theme.dim));
        }
        spans.push(blank(self.gap));
        if let Some(line) = self.line {
            let point = theme.strong;
            match row.share {
                Some(it) => spans.extend(chance::scale(it, row.expected, line, point, theme)),
                None => spans.push(blank(line)),
            }
            spans.push(blank(self.gap));
        }
        let number = row.share.map(|it| chance::number(it, theme.strong, theme));
        let number = number.unwrap_or_default();
        let missing = self.number.saturating_sub(spans_width(&number));
        spans.extend(number);
        spans.push(blank(missing + self.gap));
        spans.push(Span::styled(
            format!("{:>1$}", row.count(), self.count),
            theme.dim,
        ));
        spans
    }
}

impl Share {
    /// "15 of 24".
    fn count(&self) -> String {
        match self.answers {
            0 => "no answers".to_owned(),
            n => format!("{:.0} of {n}", self.right),
        }
    }
}
