//! Breaking styled text into lines by what a terminal shows: grapheme clusters and their columns.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub const ELLIPSIS: &str = "…";

/// A space at which no line ends; set as a plain one.
pub const NO_BREAK: &str = "\u{a0}";

/// Columns that the text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Columns that the spans take together.
pub fn spans_width(spans: &[Span<'_>]) -> usize {
    spans.iter().map(|span| width(&span.content)).sum()
}

/// The stretches of `text` that stand on lines of `first`, then `rest` columns. Breaks at spaces,
/// which are left out, beside wide characters, and inside a word only where it is too long for a line.
pub fn breaks(text: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    let mut lines = Lines::new(first.max(1), rest.max(1));
    let mut before = "";
    for (at, grapheme) in text.grapheme_indices(true) {
        let columns = width(grapheme);
        if grapheme == "\n" || grapheme == "\r\n" {
            lines.end(text, at, at + grapheme.len());
        } else if grapheme == " " && !before_percent(before, &text[at + 1..]) {
            lines.space(at, before == " ");
        } else {
            if parts(before, grapheme) {
                lines.may_break = Some((at, at));
            }
            lines.put(text, at, columns);
        }
        before = grapheme;
    }
    lines.end(text, text.len(), text.len());
    lines.done
}

/// Whether the space between stands in something like "85 %", which is not parted.
fn before_percent(before: &str, after: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with('%')
}

/// Whether a line may end between two characters that are not spaces: beside wide ones, but never
/// before closing or after opening punctuation.
fn parts(before: &str, after: &str) -> bool {
    const CLOSING: &str = "。、，．！？：；）」』】〉》〕ー…,.!?:;)]}";
    const OPENING: &str = "（「『【〈《〔([{";
    let wide = width(before) > 1 || width(after) > 1;
    wide && !before.is_empty()
        && before != " "
        && !CLOSING.contains(after)
        && !OPENING.contains(before)
}

struct Lines {
    done: Vec<Range<usize>>,
    start: usize,
    columns: usize,
    limit: usize,
    rest: usize,
    /// Where the line could end, and where the next would then start.
    may_break: Option<(usize, usize)>,
}

impl Lines {
    fn new(first: usize, rest: usize) -> Self {
        Self {
            done: Vec::new(),
            start: 0,
            columns: 0,
            limit: first,
            rest,
            may_break: None,
        }
    }

    fn space(&mut self, at: usize, after_space: bool) {
        self.may_break = match self.may_break {
            Some((end, _)) if after_space => Some((end, at + 1)),
            _ => Some((at, at + 1)),
        };
        self.columns += 1;
    }

    fn put(&mut self, text: &str, at: usize, columns: usize) {
        while self.columns + columns > self.limit && at > self.start {
            let cut = || {
                let cut = fitting(&text[self.start..at], self.limit) + self.start;
                (cut, cut)
            };
            let (end, next) = self.may_break.take().unwrap_or_else(cut);
            // Spaces that open a line and leave no room for anything else are left out.
            if end > self.start {
                self.done.push(self.start..end);
                self.limit = self.rest;
            }
            self.start = next;
            self.columns = width(&text[next..at]);
        }
        self.columns += columns;
    }

    fn end(&mut self, text: &str, end: usize, next: usize) {
        let kept = text[self.start..end].trim_end_matches(' ').len();
        self.done.push(self.start..self.start + kept);
        self.start = next;
        self.columns = 0;
        self.limit = self.rest;
        self.may_break = None;
    }
}

/// How much of a word fits: at least one cluster.
fn fitting(word: &str, columns: usize) -> usize {
    let mut taken = 0;
    let mut clusters = word.grapheme_indices(true);
    let first = clusters.next().map_or(0, |(_, first)| {
        taken = width(first);
        first.len()
    });
    let fits = clusters.map_while(|(at, cluster)| {
        taken += width(cluster);
        (taken <= columns).then_some(at + cluster.len())
    });
    fits.last().unwrap_or(first)
}

/// The spans as lines of `first`, then `rest` columns.
pub fn wrap(spans: &[Span<'_>], first: usize, rest: usize) -> Vec<Line<'static>> {
    let text: String = spans.iter().map(|span| span.content.as_ref()).collect();
    breaks(&text, first, rest)
        .into_iter()
        .map(|range| Line::from(slice(spans, range)))
        .collect()
}

/// The part of the spans between two byte offsets of their joined text.
fn slice(spans: &[Span<'_>], range: Range<usize>) -> Vec<Span<'static>> {
    let mut offset = 0;
    let mut cut = Vec::new();
    for span in spans {
        let end = offset + span.content.len();
        let from = range.start.clamp(offset, end) - offset;
        let to = range.end.clamp(offset, end) - offset;
        if from < to {
            // What was not to be parted is a plain space once it is set.
            let text = span.content[from..to].replace(NO_BREAK, " ");
            cut.push(Span::styled(text, span.style));
        }
        offset = end;
    }
    cut
}

/// The text in at most `columns`, its end replaced by an ellipsis where it is longer.
pub fn clip(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut taken = 0;
    for grapheme in text.graphemes(true) {
        taken += width(grapheme);
        if taken + 1 > columns {
            break;
        }
        kept.push_str(grapheme);
    }
    if columns > 0 {
        kept.push_str(ELLIPSIS);
    }
    kept
}

/// The spans in at most `columns`.
pub fn clip_spans(spans: &[Span<'_>], columns: usize) -> Vec<Span<'static>> {
    let mut left = columns;
    let mut kept = Vec::new();
    let whole = spans_width(spans) <= columns;
    for span in spans {
        let here = width(&span.content);
        if whole || here < left {
            left = left.saturating_sub(here);
            kept.push(Span::styled(span.content.to_string(), span.style));
        } else {
            let longer = format!("{}  ", span.content);
            kept.push(Span::styled(clip(&longer, left), span.style));
            break;
        }
    }
    kept
}

/// The text cut or filled with spaces to exactly `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    let mut padded = clip(text, columns);
    let missing = columns.saturating_sub(width(&padded));
    padded.push_str(&" ".repeat(missing));
    padded
}

/// A span of spaces.
pub fn blank(columns: usize) -> Span<'static> {
    Span::styled(" ".repeat(columns), Style::new())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wrapped(text: &str, columns: usize) -> Vec<&str> {
        let ranges = breaks(text, columns, columns);
        ranges.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn breaks_at_spaces_and_leaves_them_out() {
        assert_eq!(
            wrapped("what moves and what", 10),
            ["what moves", "and what"]
        );
        assert_eq!(wrapped("a  b", 2), ["a", "b"]);
        assert_eq!(wrapped("", 5), [""]);
        assert_eq!(wrapped("two\nlines", 20), ["two", "lines"]);
    }

    #[test]
    fn a_number_keeps_its_percent_sign() {
        assert_eq!(wrapped("now at 85 % of it", 10), ["now at", "85 % of it"]);
        assert_eq!(wrapped("at least 85 %", 11), ["at least", "85 %"]);
    }

    #[test]
    fn a_word_longer_than_a_line_is_cut() {
        assert_eq!(
            wrapped("a borrowchecker b", 6),
            ["a", "borrow", "checke", "r b"]
        );
    }

    #[test]
    fn wide_characters_take_two_columns_and_part_anywhere_but_before_a_full_stop() {
        assert_eq!(wrapped("所有権と借用。", 8), ["所有権と", "借用。"]);
        assert_eq!(wrapped("所有権借用。", 10), ["所有権借", "用。"]);
    }

    #[test]
    fn a_cluster_is_never_cut() {
        let family = "👩‍👩‍👧 e\u{301}e\u{301}e\u{301}";
        assert_eq!(wrapped(family, 2), ["👩‍👩‍👧", "e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(clip("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    }

    #[test]
    fn clipping_ends_with_an_ellipsis() {
        assert_eq!(clip("borrowing", 5), "borr…");
        assert_eq!(clip("借用規則", 5), "借用…");
        assert_eq!(clip("ab", 0), "");
        let spans = [Span::raw("borrow"), Span::raw("ing")];
        let text = |columns| Line::from(clip_spans(&spans, columns)).to_string();
        assert_eq!(text(9), "borrowing");
        assert_eq!(text(8), "borrowi…");
        assert_eq!(text(6), "borro…");
    }

    proptest! {
        #[test]
        fn every_line_fits_and_nothing_but_spaces_is_lost(
            text in "[a-z 借é👍\n]{0,60}", first in 2usize..20, rest in 2usize..20,
        ) {
            let ranges = breaks(&text, first, rest);
            for (n, range) in ranges.iter().enumerate() {
                let limit = if n == 0 { first } else { rest };
                prop_assert!(width(&text[range.clone()]) <= limit.max(2));
            }
            let kept: String = ranges.into_iter().map(|range| &text[range]).collect();
            let solid = |it: &str| it.replace([' ', '\n'], "");
            prop_assert_eq!(solid(&kept), solid(&text));
        }

        #[test]
        fn clipped_text_fits(text in "\\PC{0,40}", columns in 0usize..30) {
            prop_assert!(width(&clip(&text, columns)) <= columns);
            prop_assert!(width(&pad(&text, columns)) == columns);
        }
    }
}
