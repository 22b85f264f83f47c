//! A chance as a line, and a change of it in words.

use ratatui::style::Style;
use ratatui::text::Span;

use crate::tui::theme::Theme;
use crate::tui::words::percent;
use crate::view::{Interval, SkillEstimate};

/// The 80 % interval as a line on an axis from 0 to 100 of `columns`, the chance as a point on it.
pub fn line(estimate: &SkillEstimate, columns: usize, theme: &Theme) -> Vec<Span<'static>> {
    scale(
        estimate.into(),
        None,
        columns,
        theme.band(estimate.band),
        theme,
    )
}

/// A number 0..1 as a point of that style within its interval, and a bar where it was expected;
/// the point hides a bar in its own column.
pub fn scale(
    it: Interval,
    expected: Option<f64>,
    columns: usize,
    point: Style,
    theme: &Theme,
) -> Vec<Span<'static>> {
    let Some(last) = columns.checked_sub(1) else {
        return Vec::new();
    };
    // In 0..=last by the clamp; what is no number becomes 0.
    let at = |share: f64| (share.clamp(0.0, 1.0) * last as f64).round() as usize;
    let mean = at(it.mean);
    let (low, high) = (at(it.low).min(mean), at(it.high).max(mean));
    let bar = expected.map(at);
    let cell = |column: usize| match column {
        _ if column == mean => ("●", point),
        _ if Some(column) == bar => ("│", theme.accent),
        _ if (low..=high).contains(&column) => ("─", theme.dim),
        _ => (" ", theme.text),
    };
    let mut spans: Vec<Span<'static>> = Vec::new();
    for (sign, style) in (0..columns).map(cell) {
        match spans.last_mut().filter(|it| it.style == style) {
            Some(span) => span.content.to_mut().push_str(sign),
            None => spans.push(Span::styled(sign, style)),
        }
    }
    spans
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

/// "46 (33–60) → 41 % (28–56)": what was and what is, each with how sure that is.
pub fn change(before: &SkillEstimate, after: &SkillEstimate, theme: &Theme) -> Vec<Span<'static>> {
    let (was, is) = (Interval::from(before), Interval::from(after));
    let mut spans = Vec::new();
    if percent(was.mean) != percent(is.mean) {
        let was = format!("{} ({}) → ", percent(was.mean), was.range());
        spans.push(Span::styled(was, theme.dim));
    }
    spans.extend(number(is, theme.accent, theme));
    spans
}

/// "41 % (28–56)".
pub fn number(it: Interval, style: Style, theme: &Theme) -> Vec<Span<'static>> {
    vec![
        Span::styled(format!("{} %", percent(it.mean)), style),
        Span::styled(format!(" ({})", it.range()), theme.dim),
    ]
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
    fn what_was_expected_is_marked_beside_what_came() {
        let theme = Theme::mono();
        let it = Interval::from(&estimate(0.5, 0.25, 0.75));
        let drawn = |expected| text(&scale(it, Some(expected), 21, theme.text, &theme));
        assert_eq!(drawn(0.7), "     ─────●───│─     ");
        assert_eq!(drawn(0.95), "     ─────●─────   │ ");
        assert_eq!(drawn(0.5), "     ─────●─────     ");
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
        assert_eq!(
            text(&change(&low, &high, &theme)),
            "46 (30–60) → 41 % (28–56)"
        );
        assert_eq!(text(&change(&high, &high, &theme)), "41 % (28–56)");
    }
}
