//! Day by day.

use ratatui::text::Span;

use crate::tui::rich::wrap::blank;
use crate::tui::widgets::doc::Doc;
use crate::tui::widgets::select::Select;
use crate::tui::words::{minutes, short_date};
use crate::view::DayTotal;

pub fn days(doc: &mut Doc<'_>, days: &[DayTotal], at: Select) {
    if days.is_empty() {
        return doc.text("No day of study yet. The first one appears here once you answered.");
    }
    let theme = doc.look.theme;
    let most = days.iter().map(|day| day.minutes).fold(1.0, f64::max);
    let chart = doc.prose_width().saturating_sub(12 + 8 + 26).min(30);
    for (n, day) in days.iter().enumerate() {
        let here = at.at() == Some(n);
        let style = if here { theme.selected } else { theme.text };
        // In 0..=chart, since no day has more than the most.
        let filled = (day.minutes / most * chart as f64).round() as usize;
        let right = format!("   {} answered, {:.0} right", day.attempts, day.right);
        doc.marked(here, |doc| {
            doc.line(vec![
                Span::styled(format!("{:<12}", short_date(day.day)), style),
                Span::styled("━".repeat(filled.min(chart)), theme.accent),
                blank(chart.saturating_sub(filled)),
                Span::styled(format!("{:>8}", minutes(day.minutes)), theme.strong),
                Span::styled(right, theme.dim),
            ]);
        });
    }
}
