//! Where everything stands: where I am at the top left, how far at the top right, what I can do at
//! the bottom, and the text between them, which scrolls.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::rich::wrap::{self, blank, clip, spans_width};
use super::scroll::Scroll;
use super::theme::{CURSOR, Theme};
use super::widgets::doc::{Doc, Row};

/// Below this a page cannot be read; a sentence says so.
pub const LEAST_COLUMNS: u16 = 40;
pub const LEAST_ROWS: u16 = 12;

/// From here on there is a side column.
const WIDE: u16 = 120;

const TALL: u16 = 18;

/// Text starts here; the pointer stands before it.
const MARGIN: u16 = 3;
const RIGHT_MARGIN: u16 = 2;

/// Lines of status at most.
const MOST_STATUS: u16 = 4;

/// The text beside a side column at least and at most, the air between, and the side column at most.
const BESIDE: u16 = 76;
const WIDEST_BESIDE: u16 = 96;
const SIDE_GAP: u16 = 6;
const WIDEST_SIDE: u16 = 56;

/// Columns for the text, and for the side column where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub width: usize,
    pub side: Option<usize>,
    /// Whether something may stay at the bottom without taking the room from the text.
    pub tall: bool,
}

impl Room {
    pub fn of(area: Rect) -> Self {
        let inner = area.width.saturating_sub(MARGIN + RIGHT_MARGIN);
        let tall = area.height >= TALL;
        if area.width < WIDE {
            return Self {
                width: usize::from(inner),
                side: None,
                tall,
            };
        }
        let side = inner.saturating_sub(BESIDE + SIDE_GAP).min(WIDEST_SIDE);
        let width = inner.saturating_sub(side + SIDE_GAP).min(WIDEST_BESIDE);
        Self {
            width: usize::from(width),
            side: Some(usize::from(side)),
            tall,
        }
    }
}

/// A screen as text.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Where I am.
    pub title: String,
    /// How far.
    pub progress: Vec<Span<'static>>,
    pub rows: Vec<Row>,
    pub focus: Option<std::ops::Range<usize>>,
    pub side: Vec<Row>,
    /// Stays at the bottom, whatever is scrolled above it.
    pub foot: Vec<Row>,
}

impl Page {
    pub fn new(title: impl Into<String>, progress: Vec<Span<'static>>, body: Doc<'_>) -> Self {
        Self {
            title: title.into(),
            progress,
            rows: body.rows,
            focus: body.focus,
            side: Vec::new(),
            foot: Vec::new(),
        }
    }

    pub fn with_side(mut self, side: Doc<'_>) -> Self {
        self.side = side.rows;
        self
    }

    pub fn with_foot(mut self, foot: Doc<'_>) -> Self {
        self.foot = foot.rows;
        self
    }

    /// The row that is being written in.
    pub fn cursor_row(&self) -> Option<usize> {
        let on = |row: &Row| {
            row.line
                .spans
                .iter()
                .any(|it| is_cursor(it.style.add_modifier))
        };
        self.rows.iter().position(on)
    }
}

fn is_cursor(modifier: Modifier) -> bool {
    modifier.contains(CURSOR.add_modifier)
}

/// The lines around a page that its screen does not draw.
pub struct Margins {
    pub status: Vec<Line<'static>>,
    pub help: Line<'static>,
}

/// Where the text goes, above the page's foot and so many lines of status; none where the terminal
/// is too small.
pub fn body(area: Rect, page: &Page, status: usize) -> Option<Rect> {
    if area.width < LEAST_COLUMNS || area.height < LEAST_ROWS {
        return None;
    }
    let status = u16::try_from(status)
        .unwrap_or(MOST_STATUS)
        .clamp(1, MOST_STATUS);
    let top = if area.height >= 16 { 3 } else { 2 };
    let foot = foot_rows(area, page);
    let height = area.height - 1 - status - foot - top;
    Some(Rect::new(MARGIN, top, area.width - MARGIN, height))
}

/// Rows that the foot takes, with an empty one above it: a third of the window at most.
fn foot_rows(area: Rect, page: &Page) -> u16 {
    let rows = u16::try_from(page.foot.len()).unwrap_or(u16::MAX);
    match rows {
        0 => 0,
        rows => rows.saturating_add(1).min(area.height / 3),
    }
}

pub fn draw(
    frame: &mut Frame<'_>,
    page: &Page,
    scroll: &Scroll,
    body: Rect,
    around: &Margins,
    theme: &Theme,
) {
    let area = frame.area();
    title(frame, page, theme);
    text(frame, page, scroll, body, theme);
    side(frame, page, body);
    let foot = foot_rows(area, page);
    for (y, row) in (body.bottom() + 1..body.bottom() + foot).zip(&page.foot) {
        put(frame, MARGIN, y, &row.line, area.width - MARGIN);
    }
    status(frame, &around.status, scroll, body.bottom() + foot, theme);
    put(frame, 1, area.height - 1, &around.help, area.width - 1);
}

fn title(frame: &mut Frame<'_>, page: &Page, theme: &Theme) {
    let columns = usize::from(frame.area().width) - 2;
    let progress = wrap::clip_spans(&page.progress, columns * 3 / 5);
    let left = columns.saturating_sub(spans_width(&progress) + 2);
    let title = clip(&page.title, left);
    let gap = columns.saturating_sub(wrap::width(&title) + spans_width(&progress));
    let mut line = vec![Span::styled(title, theme.strong), blank(gap)];
    line.extend(progress);
    put(frame, 1, 0, &Line::from(line), frame.area().width - 2);
    let rule = Line::styled("─".repeat(columns), theme.rule);
    put(frame, 1, 1, &rule, frame.area().width - 2);
}

fn text(frame: &mut Frame<'_>, page: &Page, scroll: &Scroll, body: Rect, theme: &Theme) {
    let in_view = page
        .rows
        .iter()
        .skip(scroll.above())
        .take(usize::from(body.height));
    for (y, row) in (body.y..).zip(in_view) {
        if row.marked {
            let pointer = Line::styled("▸", theme.selected);
            put(frame, MARGIN - 2, y, &pointer, 1);
        }
        put(frame, body.x, y, &row.line, body.width);
    }
    set_cursor(frame, body);
}

/// Puts the terminal's cursor where a field marked it.
fn set_cursor(frame: &mut Frame<'_>, body: Rect) {
    let buffer = frame.buffer_mut();
    let mut at = None;
    for position in body.positions() {
        let Some(cell) = buffer.cell_mut(position) else {
            continue;
        };
        if is_cursor(cell.modifier) {
            cell.modifier -= CURSOR.add_modifier;
            at = at.or(Some(position));
        }
    }
    if let Some(position) = at {
        frame.set_cursor_position(position);
    }
}

fn side(frame: &mut Frame<'_>, page: &Page, body: Rect) {
    let room = Room::of(frame.area());
    let Some(width) = room.side else {
        return;
    };
    let width = u16::try_from(width).unwrap_or(0);
    let beside = u16::try_from(room.width).unwrap_or(BESIDE);
    if page.side.is_empty() {
        return;
    }
    let x = MARGIN + beside + SIDE_GAP;
    for (y, row) in (body.y..body.bottom()).zip(&page.side) {
        put(frame, x, y, &row.line, width);
    }
}

/// Troubles and notices, or a sign that there is more to read.
fn status(frame: &mut Frame<'_>, lines: &[Line<'static>], scroll: &Scroll, y: u16, theme: &Theme) {
    let area = frame.area();
    for (y, line) in (y..area.height - 1).zip(lines) {
        put(frame, MARGIN, y, line, area.width - MARGIN);
    }
    let below = scroll.below();
    let sign = match (scroll.above(), below) {
        (0, 0) => return,
        (above, 0) => format!("↑ {above}"),
        (0, below) => format!("↓ {below} more"),
        (above, below) => format!("↑ {above}  ↓ {below} more"),
    };
    if lines.is_empty() {
        let columns = u16::try_from(wrap::width(&sign)).unwrap_or(0);
        let x = area.width.saturating_sub(columns + 1);
        put(frame, x, y, &Line::styled(sign, theme.accent), columns);
    }
}

pub fn too_small(frame: &mut Frame<'_>, theme: &Theme) {
    let area = frame.area();
    let sentence = format!(
        "The window is small: {} × {}. From {LEAST_COLUMNS} × {LEAST_ROWS} on there is room to study.",
        area.width, area.height
    );
    let columns = usize::from(area.width.saturating_sub(2)).max(1);
    let lines = wrap::wrap(&[Span::styled(sentence, theme.text)], columns, columns);
    let x = u16::from(area.width > 2);
    for (y, line) in (0..area.height).zip(&lines) {
        put(frame, x, y, line, area.width.saturating_sub(x));
    }
}

fn put(frame: &mut Frame<'_>, x: u16, y: u16, line: &Line<'_>, columns: u16) {
    let area = frame.area();
    if area.contains(Position::new(x, y)) {
        frame
            .buffer_mut()
            .set_line(x, y, line, columns.min(area.width - x));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_column_comes_with_width_and_never_overflows() {
        assert_eq!(Room::of(Rect::new(0, 0, 119, 24)).side, None);
        for columns in 120..200 {
            let room = Room::of(Rect::new(0, 0, columns, 24));
            let side = room.side.unwrap_or_default();
            let taken = usize::from(MARGIN + SIDE_GAP) + room.width + side;
            assert!(
                side >= 30 && taken <= usize::from(columns),
                "{columns}: {room:?}"
            );
        }
    }
}
