//! How far a page is scrolled, and what brings it elsewhere.

use ratatui::layout::Rect;

use super::layout::Page;

/// What should be brought into view when the page is next drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Follow {
    /// Stays where the learner scrolled to; a page opens at its top.
    #[default]
    Nothing,
    /// The rows in focus.
    Focus,
    /// The line that is being written.
    Cursor,
}

/// How far a page is scrolled.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scroll {
    top: usize,
    pub follow: Follow,
    /// Rows in view and in all when last drawn.
    seen: usize,
    all: usize,
}

impl Scroll {
    pub fn by(&mut self, rows: isize) {
        self.follow = Follow::Nothing;
        let last = self.all.saturating_sub(self.seen);
        self.top = self.top.saturating_add_signed(rows).min(last);
    }

    /// All but one row of what is in view.
    pub fn page(&self) -> isize {
        isize::try_from(self.seen.saturating_sub(1).max(1)).unwrap_or(1)
    }

    pub fn has_more(&self) -> bool {
        self.below() > 0
    }

    /// Rows scrolled away at the top.
    pub fn above(&self) -> usize {
        self.top
    }

    /// Rows still to come at the bottom.
    pub fn below(&self) -> usize {
        self.all.saturating_sub(self.top + self.seen)
    }

    /// Fits the scrolling to the page and to the rows there are for it.
    pub fn settle(&mut self, page: &Page, body: Rect) {
        let seen = usize::from(body.height);
        self.seen = seen;
        self.all = page.rows.len();
        let cursor = || page.cursor_row().map(|row| row..row + 1);
        let wanted = match self.follow {
            Follow::Nothing => None,
            Follow::Cursor => cursor().or_else(|| page.focus.clone()),
            Follow::Focus => page.focus.clone().or_else(cursor),
        };
        if let Some(rows) = wanted {
            let lowest = rows.end.saturating_sub(seen);
            // Where not all of it fits, its beginning counts.
            self.top = self.top.max(lowest).min(rows.start);
        }
        self.top = self.top.min(self.all.saturating_sub(seen));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widgets::doc::Row;

    fn page(rows: usize, focus: Option<std::ops::Range<usize>>) -> Page {
        Page {
            rows: vec![Row::default(); rows],
            focus,
            ..Page::default()
        }
    }

    fn settled(scroll: &mut Scroll, page: &Page, follow: Follow) -> usize {
        scroll.follow = follow;
        scroll.settle(page, Rect::new(0, 0, 80, 10));
        scroll.top
    }

    #[test]
    fn a_page_opens_at_its_top_and_follows_only_when_asked() {
        let mut scroll = Scroll::default();
        let long = page(40, Some(30..32));
        assert_eq!(settled(&mut scroll, &long, Follow::Nothing), 0);
        assert_eq!(settled(&mut scroll, &long, Follow::Focus), 22);
        assert_eq!(
            settled(&mut scroll, &page(40, Some(5..6)), Follow::Focus),
            5
        );
    }

    #[test]
    fn of_a_focus_taller_than_the_window_the_beginning_is_shown() {
        let mut scroll = Scroll::default();
        assert_eq!(
            settled(&mut scroll, &page(40, Some(12..30)), Follow::Focus),
            12
        );
    }

    #[test]
    fn scrolling_stops_at_both_ends_and_shrinks_with_the_page() {
        let mut scroll = Scroll::default();
        settled(&mut scroll, &page(25, None), Follow::Nothing);
        scroll.by(-3);
        assert_eq!(scroll.top, 0);
        scroll.by(scroll.page());
        assert_eq!(scroll.top, 9);
        assert!(scroll.has_more());
        scroll.by(1000);
        assert_eq!(scroll.top, 15);
        assert!(!scroll.has_more());
        assert_eq!(settled(&mut scroll, &page(12, None), Follow::Nothing), 2);
    }
}
