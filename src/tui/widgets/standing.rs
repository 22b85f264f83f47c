//! Where one stands, skill by skill, as a table.

use ratatui::text::Span;

use super::chance;
use super::doc::Doc;
use super::select::Select;
use crate::tui::rich::wrap::{blank, pad, width};
use crate::tui::theme::Theme;
use crate::tui::words::percent;
use crate::view::{Interval, SkillEstimate};

const NUMBER: usize = 4;
/// Of "90–100".
const INTERVAL: usize = 6;
const GAP: usize = 2;

/// Of the line on the axis from 0 to 100.
const SHORTEST_LINE: usize = 11;
const LONGEST_LINE: usize = 41;
/// Titles are not cut below this to make room for the line.
const SHORTEST_TITLE: usize = 18;

/// Below this, bands are told by their sign alone.
const NARROW: usize = 60;

/// Remarks up to so many columns are shown whole; where some are longer, they are cut sooner.
const WHOLE_REMARK: usize = 22;
const CUT_REMARK: usize = 18;

/// What one line of the table shows.
pub struct Standing<'a> {
    pub title: &'a str,
    pub estimate: &'a SkillEstimate,
    pub remark: &'a str,
    /// Matters less than the others.
    pub faint: bool,
}

/// The skills with their bands, chances on an axis and in numbers, and remarks under their `head`. A
/// band is named at the first of its kind.
pub fn table(doc: &mut Doc<'_>, rows: &[Standing<'_>], head: &str, at: Select) {
    let columns = Columns::new(doc.width, rows, head);
    let theme = doc.look.theme;
    doc.line(columns.heads(head, theme));
    let mut band = "";
    for (n, row) in rows.iter().enumerate() {
        let here = at.at() == Some(n);
        let first = row.estimate.band != band;
        band = row.estimate.band;
        let style = match (here, row.faint) {
            (true, _) => theme.selected,
            (false, true) => theme.dim,
            (false, false) => theme.text,
        };
        let mut spans = vec![
            Span::styled(columns.band_of(row, first), theme.band(band)),
            Span::styled(pad(row.title, columns.title), style),
            blank(GAP),
        ];
        spans.extend(columns.chance_of(row, theme));
        spans.extend(columns.remarked(row.remark, theme));
        doc.marked(here, |doc| doc.line(spans));
    }
}

/// Widths, the gaps between them left out.
#[derive(Clone, Copy, Debug)]
struct Columns {
    band: usize,
    title: usize,
    /// None where there is no room to draw one.
    line: Option<usize>,
    remark: usize,
}

impl Columns {
    /// The interval stands beside each chance, in numbers or, where there is more room, as a line
    /// too. Then come the remarks where titles need not be cut too short for them, and the titles.
    fn new(room: usize, rows: &[Standing<'_>], head: &str) -> Self {
        let longest = |text: fn(&Standing<'_>) -> usize| rows.iter().map(text).max().unwrap_or(0);
        let narrow = room < NARROW;
        let band = if narrow { 2 } else { 11 };
        let around = band + GAP + NUMBER + 1 + INTERVAL;
        let remark = match longest(|row| width(row.remark)).max(width(head)) {
            0 => 0,
            whole @ ..=WHOLE_REMARK => whole + GAP,
            _ => CUT_REMARK + GAP,
        };
        let remark = if around + SHORTEST_TITLE + remark <= room {
            remark
        } else {
            0
        };
        let left = room.saturating_sub(around + remark);
        let beside = SHORTEST_LINE + GAP;
        let title_room = match left.saturating_sub(beside) {
            enough @ SHORTEST_TITLE.. => enough,
            _ => left,
        };
        let title = longest(|row| width(row.title)).min(title_room);
        let line = left.saturating_sub(title + GAP);
        Self {
            band,
            title,
            line: (line >= SHORTEST_LINE).then_some(line.min(LONGEST_LINE)),
            remark: remark.saturating_sub(GAP),
        }
    }

    fn heads(&self, head: &str, theme: &Theme) -> Vec<Span<'static>> {
        let dim = |text: String| Span::styled(text, theme.dim);
        let mut spans = vec![blank(self.band), dim(pad("skill", self.title)), blank(GAP)];
        if let Some(line) = self.line {
            spans.extend(chance::axis(line, theme));
            spans.push(blank(GAP));
        }
        spans.push(dim(format!("{:>NUMBER$}", "now")));
        spans.push(blank(1));
        spans.push(dim(format!("{:<INTERVAL$}", "80 %")));
        spans.extend(self.remarked(head, theme));
        spans
    }

    fn band_of(&self, row: &Standing<'_>, first: bool) -> String {
        let estimate = row.estimate;
        let band = match (self.band > GAP, first) {
            (true, true) => format!("{} {}", estimate.mark, estimate.band),
            (true, false) => String::new(),
            (false, _) => estimate.mark.to_string(),
        };
        pad(&band, self.band)
    }

    /// Where there is room for remarks.
    fn remarked(&self, text: &str, theme: &Theme) -> Option<Span<'static>> {
        let text = || format!("{:GAP$}{}", "", pad(text, self.remark));
        (self.remark > 0).then(|| Span::styled(text(), theme.dim))
    }

    /// The line and the numbers; nothing where nothing is known.
    fn chance_of(&self, row: &Standing<'_>, theme: &Theme) -> Vec<Span<'static>> {
        let known = row.estimate.band != "unknown";
        let mut spans = Vec::new();
        if let Some(line) = self.line {
            if known {
                spans.extend(chance::line(row.estimate, line, theme));
            } else {
                spans.push(blank(line));
            }
            spans.push(blank(GAP));
        }
        let (number, range) = if known {
            let it = Interval::from(row.estimate);
            (percent(it.mean).to_string(), it.range())
        } else {
            Default::default()
        };
        spans.push(Span::styled(format!("{number:>NUMBER$}"), theme.strong));
        spans.push(blank(1));
        spans.push(Span::styled(format!("{range:<INTERVAL$}"), theme.dim));
        spans
    }
}

/// Bands in the order in which they are listed.
pub fn band_rank(band: &str) -> usize {
    let order = ["strong", "fading", "growing", "gap"];
    order
        .iter()
        .position(|it| *it == band)
        .unwrap_or(order.len())
}
