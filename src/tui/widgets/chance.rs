//! A chance as a line, and a change of it in words.

use ratatui::text::Span;

use crate::tui::theme::Theme;
use crate::tui::words::percent;
use crate::view::SkillEstimate;

/// The 80 % interval as a line on an axis from 0 to 100 of `columns`, the chance as a point on it.
pub fn line(estimate: &SkillEstimate, columns: usize, theme: &Theme) -> Vec<Span<'static>> {
    if columns == 0 {
        return Vec::new();
    }
    let at = |share: f64| {
        let last = columns.saturating_sub(1) as f64;
        // In 0..=last by the clamp.
        (share.clamp(0.0, 1.0) * last).round() as usize
    };
    let point = at(estimate.chance);
    let low = at(estimate.low).min(point);
    let high = at(estimate.high).max(point);
    let style = theme.band(estimate.band);
    vec![
        Span::styled(" ".repeat(low), theme.text),
        Span::styled("─".repeat(point - low), theme.dim),
        Span::styled("●", style),
        Span::styled("─".repeat(high - point), theme.dim),
        Span::styled(" ".repeat(columns - high - 1), theme.text),
    ]
}

/// The axis above such lines: its quarters, or where that is too dense its halves.
pub fn axis(columns: usize, theme: &Theme) -> Vec<Span<'static>> {
    let marks: &[usize] = if columns >= 24 {
        &[0, 25, 50, 75, 100]
    } else {
        &[0, 50, 100]
    };
    let mut text = String::new();
    for &mark in marks {
        let label = mark.to_string();
        let center = columns.saturating_sub(1) * mark / 100;
        let start = center
            .saturating_sub(label.len() / 2)
            .min(columns.saturating_sub(label.len()));
        if start >= text.len() {
            text.push_str(&" ".repeat(start - text.len()));
            text.push_str(&label);
        }
    }
    vec![Span::styled(format!("{text:<columns$}"), theme.dim)]
}

/// "46 → 41 %    28 to 56": what was, what is, and how sure that is.
pub fn change(before: &SkillEstimate, after: &SkillEstimate, theme: &Theme) -> Vec<Span<'static>> {
    let (was, is) = (percent(before.chance), percent(after.chance));
    let mut spans = Vec::new();
    if was != is {
        spans.push(Span::styled(format!("{was} → "), theme.dim));
    }
    spans.push(Span::styled(format!("{is} %"), theme.accent));
    spans.push(Span::styled(format!("    {}", interval(after)), theme.dim));
    spans
}

/// "28 to 56".
pub fn interval(estimate: &SkillEstimate) -> String {
    format!("{} to {}", percent(estimate.low), percent(estimate.high))
}

/// "△ growing", colored; "△ growing → ▲ strong" where it changed.
pub fn band(
    before: Option<&SkillEstimate>,
    after: &SkillEstimate,
    theme: &Theme,
) -> Vec<Span<'static>> {
    let name =
        |it: &SkillEstimate| Span::styled(format!("{} {}", it.mark, it.band), theme.band(it.band));
    match before {
        Some(before) if before.band != after.band => {
            vec![name(before), Span::styled(" → ", theme.dim), name(after)]
        }
        _ => vec![name(after)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::rich::wrap::spans_width;

    fn estimate(chance: f64, low: f64, high: f64) -> SkillEstimate {
        SkillEstimate {
            chance,
            low,
            high,
            band: "growing",
            mark: '△',
        }
    }

    fn text(spans: &[Span<'_>]) -> String {
        spans.iter().map(|span| span.content.as_ref()).collect()
    }

    #[test]
    fn the_point_lies_on_its_interval() {
        let theme = Theme::mono();
        let drawn = |it: &SkillEstimate| text(&line(it, 21, &theme));
        assert_eq!(drawn(&estimate(0.5, 0.25, 0.75)), "     ─────●─────     ");
        assert_eq!(drawn(&estimate(1.0, 0.9, 1.0)), "                  ──●");
        assert_eq!(drawn(&estimate(0.0, 0.0, 0.0)), "●                    ");
    }

    #[test]
    fn every_width_is_kept_even_with_numbers_that_are_none() {
        for columns in 0..40 {
            for it in [estimate(f64::NAN, -1.0, 7.0), estimate(0.2, 0.9, 0.1)] {
                assert_eq!(spans_width(&line(&it, columns, &Theme::mono())), columns);
            }
        }
    }

    #[test]
    fn the_axis_names_the_quarters() {
        assert_eq!(
            text(&axis(41, &Theme::mono())),
            "0        25        50        75       100"
        );
    }

    #[test]
    fn a_change_shows_both_numbers_and_an_unchanged_one_once() {
        let (low, high) = (estimate(0.46, 0.3, 0.6), estimate(0.41, 0.28, 0.56));
        let theme = Theme::mono();
        assert_eq!(text(&change(&low, &high, &theme)), "46 → 41 %    28 to 56");
        assert_eq!(text(&change(&high, &high, &theme)), "41 %    28 to 56");
    }
}
