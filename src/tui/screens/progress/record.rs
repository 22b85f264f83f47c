//! What was: how sure the learner was against how often they were right, and day by day.

use ratatui::text::Span;

use crate::tui::rich::wrap::blank;
use crate::tui::theme::Theme;
use crate::tui::widgets::doc::Doc;
use crate::tui::widgets::select::Select;
use crate::tui::words::{counted, minutes, percent, short_date};
use crate::view::{ConfidenceRow, DayTotal, Reliability};

/// Numbers from fewer predictions than this would mislead.
const ENOUGH: u32 = 30;

/// A chart of fewer columns than this is left out.
const SHORTEST_CHART: usize = 13;

pub fn confidence(doc: &mut Doc<'_>, reliability: &Reliability) {
    let said = reliability.by_confidence.iter().any(|row| row.answers > 0);
    if said {
        doc.strong("How often you were right, by how sure you said you were");
        doc.gap();
        for row in &reliability.by_confidence {
            confidence_row(doc, row);
        }
    } else {
        doc.text("You have not said how sure you are yet. It is asked where it tells something.");
    }
    doc.gap();
    doc.text(&reliability.sentence);
    let losses = (reliability.log_loss, reliability.running_mean_log_loss);
    if let (Some(loss), Some(mean)) = losses
        && reliability.predictions >= ENOUGH
    {
        doc.gap();
        doc.dim(&format!(
            "Over {} predictions, my log loss is {loss:.2}; guessing your average would have \
             {mean:.2}. Less is better.",
            reliability.predictions
        ));
    }
}

fn confidence_row(doc: &mut Doc<'_>, row: &ConfidenceRow) {
    let theme = doc.look.theme;
    let known = row.answers > 0;
    let share = row.right / f64::from(row.answers.max(1));
    let chart = doc.prose_width().saturating_sub(13 + 6 + 14).min(41);
    let word = format!("{:<13}", row.confidence.word());
    let mut line = vec![Span::styled(word, theme.text)];
    if chart >= SHORTEST_CHART {
        line.extend(share_bar(share, chart, theme));
    }
    let number = if known {
        format!("{} %", percent(share))
    } else {
        String::new()
    };
    let answers = counted(usize::try_from(row.answers).unwrap_or(usize::MAX), "answer");
    line.push(Span::styled(format!("{number:>6}"), theme.strong));
    line.push(Span::styled(format!("   {answers}"), theme.dim));
    doc.line(line);
}

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

/// A share of 0..1 drawn as a bar.
fn share_bar(share: f64, columns: usize, theme: &Theme) -> Vec<Span<'static>> {
    let filled = usize::from(percent(share)) * columns / 100;
    vec![
        Span::styled("━".repeat(filled), theme.accent),
        Span::styled("─".repeat(columns - filled), theme.rule),
    ]
}
