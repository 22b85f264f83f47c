//! A table, its columns narrowed to the room there is.

use ratatui::text::Span;

use super::wrap::{blank, clip_spans, spans_width};
use crate::tui::theme::Theme;

/// Columns between two columns.
const GAP: usize = 2;

#[derive(Default)]
pub struct Table {
    rows: Vec<Vec<Vec<Span<'static>>>>,
}

impl Table {
    pub fn start_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub fn cell(&mut self, cell: Vec<Span<'static>>) {
        if let Some(row) = self.rows.last_mut() {
            row.push(cell);
        }
    }

    /// The first row with a rule under it, then the others.
    pub fn lines(&self, room: usize, theme: &Theme) -> Vec<Vec<Span<'static>>> {
        let widths = self.column_widths(room);
        let mut lines: Vec<_> = self.rows.iter().map(|row| line(row, &widths)).collect();
        if !lines.is_empty() {
            let all = widths.iter().sum::<usize>() + gaps(widths.len());
            lines.insert(1, vec![Span::styled("─".repeat(all), theme.rule)]);
        }
        lines
    }

    /// As wide as the content, the widest columns narrowed until all fit.
    fn column_widths(&self, room: usize) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| spans_width(cell)).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = (0..columns).map(widest).collect();
        while widths.iter().sum::<usize>() + gaps(columns) > room {
            match widths.iter_mut().max() {
                Some(widest) if *widest > 1 => *widest -= 1,
                _ => break,
            }
        }
        widths
    }
}

fn gaps(columns: usize) -> usize {
    GAP * columns.saturating_sub(1)
}

fn line(row: &[Vec<Span<'static>>], widths: &[usize]) -> Vec<Span<'static>> {
    let mut line = Vec::new();
    for (cell, &columns) in row.iter().zip(widths) {
        let cell = clip_spans(cell, columns);
        let fill = columns.saturating_sub(spans_width(&cell)) + GAP;
        line.extend(cell);
        line.push(blank(fill));
    }
    line
}
