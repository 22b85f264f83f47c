//! Shares of answers that were right, each with its interval, as a table.

use ratatui::text::Span;

use super::chance;
use super::doc::Doc;
use crate::tui::rich::wrap::{blank, clip_spans, pad, spans_width, width};
use crate::tui::words::percent;
use crate::view::Interval;

/// A line shorter than this is left out, one longer than that tells no more.
const SHORTEST_LINE: usize = 13;
const LONGEST_LINE: usize = 41;

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
    let theme = doc.look.theme;
    let longest = |of: &dyn Fn(&Share) -> usize| rows.iter().map(of).max().unwrap_or(0);
    let label = longest(&|row| width(&row.label)).max(width(head));
    let number = longest(&|row| row.share.map_or(0, |it| width(&it.compact())));
    let count = longest(&|row| width(&count(row)));
    let expected = if tells_expected { EXPECTED } else { 0 };
    let wide = label + expected + number + count + 3 * 3;
    let line = doc.prose_width().saturating_sub(wide);
    let line = (line >= SHORTEST_LINE).then_some(line.min(LONGEST_LINE));
    let gap = if line.is_some() { 3 } else { 1 };

    let dim = |text: String| Span::styled(text, theme.dim);
    let mut heads = vec![dim(pad(head, label)), blank(gap)];
    if tells_expected {
        heads.insert(1, dim(format!("{:>EXPECTED$}", "expected")));
    }
    if let Some(line) = line {
        heads.extend(chance::axis(line, theme));
        heads.push(blank(gap));
    }
    heads.push(dim(pad("right", number)));
    doc.line(heads);
    for row in rows {
        let mut spans = vec![Span::styled(pad(&row.label, label), theme.text)];
        if tells_expected {
            let expected = row.expected.map(|it| format!("{} %", percent(it)));
            spans.push(dim(format!("{:>EXPECTED$}", expected.unwrap_or_default())));
        }
        spans.push(blank(gap));
        match (line, row.share) {
            (Some(line), Some(share)) => {
                let point = theme.strong;
                spans.extend(chance::scale(share, row.expected, line, point, theme));
                spans.push(blank(gap));
            }
            (Some(line), None) => spans.push(blank(line + gap)),
            (None, _) => {}
        }
        let told = row.share.map(|it| chance::number(it, theme.strong, theme));
        let told = clip_spans(&told.unwrap_or_default(), number);
        let missing = number - spans_width(&told);
        spans.extend(told);
        spans.push(blank(missing + gap));
        spans.push(dim(format!("{:>width$}", self::count(row), width = count)));
        doc.line(spans);
    }
}

/// "15 of 24".
fn count(row: &Share) -> String {
    match row.answers {
        0 => "no answers".to_owned(),
        n => format!("{:.0} of {n}", row.right),
    }
}
