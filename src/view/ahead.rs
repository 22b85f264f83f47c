//! Whether goal, date and minutes fit, in a sentence or two, and what would.

use serde::Serialize;

use super::scene::Interval;
use super::words::percent;
use crate::coach::{Forecast, Policy};
use crate::core::StudyDay;

/// Whether goal, date and minutes fit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ahead {
    pub until: StudyDay,
    /// Minutes, on each of the days that the learner comes.
    pub minutes: f64,
    pub days_a_week: f64,
    /// The expected share of the goal that can be done alone on that day.
    pub expected: Interval,
    pub fits: bool,
    /// Minutes that would be enough, and the day on which those as they are would be.
    pub would_do: Option<f64>,
    pub later: Option<StudyDay>,
    pub sentence: String,
}

impl Ahead {
    pub fn new(forecast: &Forecast, policy: &Policy) -> Self {
        Self {
            until: forecast.until,
            minutes: forecast.minutes,
            days_a_week: forecast.days_a_week,
            expected: forecast.expected.into(),
            fits: forecast.is_enough(policy.enough),
            would_do: forecast.would_do,
            later: forecast.later,
            sentence: ahead(forecast, policy),
        }
    }
}

/// Answers from which it is known how fast someone learns.†
const KNOWN_FROM: u32 = 100;
/// Every day, or as good as.
const EVERY_DAY: f64 = 6.5;

/// What to expect of the goal's day at these minutes, and what would do where that does not.
pub fn ahead(forecast: &Forecast, policy: &Policy) -> String {
    let expected = Interval::from(forecast.expected).spoken();
    let pace = pace(forecast);
    let until = day(forecast.until);
    if forecast.is_enough(policy.enough) {
        return format!("It fits: {pace} should bring you to {expected}, by {until}.");
    }
    let enough = percent(policy.enough);
    let comes_to = format!(
        "{} should bring you to {expected}, by {until}.",
        start(&pace)
    );
    let more = forecast.would_do.map(|it| format!("{it:.0} minutes"));
    let later = forecast
        .later
        .map(|it| format!("the same until {}", day(it)));
    let would = match (more, later) {
        (Some(more), Some(later)) => format!("For {enough} %: {more}, or {later}."),
        (Some(more), None) => format!("For {enough} %: {more}."),
        (None, Some(later)) => format!("For {enough} %: {later}."),
        (None, None) if forecast.answers < KNOWN_FROM => {
            "I know little yet of how fast you learn: the first days will tell more.".to_owned()
        }
        (None, None) => format!(
            "I see neither minutes nor weeks that would make it {enough} %; a smaller goal may."
        ),
    };
    format!("{comes_to} {would}")
}

/// "15 minutes a day", "15 minutes on four days a week".
fn pace(forecast: &Forecast) -> String {
    let minutes = forecast.minutes;
    if forecast.days_a_week >= EVERY_DAY {
        return format!("{minutes:.0} minutes a day");
    }
    let days = forecast.days_a_week.round().max(1.0);
    let word = if days < 2.0 { "day" } else { "days" };
    format!("{minutes:.0} minutes on {days:.0} {word} a week, as lately,")
}

fn start(pace: &str) -> String {
    super::words::sentence(pace)
}

fn day(day: StudyDay) -> String {
    day.date().format("%-d %B").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learner::Estimate;

    fn forecast(mean: f64) -> Forecast {
        Forecast {
            until: StudyDay::parse("2026-12-20").unwrap(),
            expected: Estimate {
                mean,
                low: mean - 0.1,
                high: mean + 0.05,
            },
            minutes: 15.0,
            days_a_week: 7.0,
            answers: 100,
            would_do: None,
            later: None,
        }
    }

    fn said(forecast: &Forecast) -> String {
        ahead(forecast, &Policy::default())
    }

    #[test]
    fn what_fits_is_said_to_fit() {
        assert_eq!(
            said(&forecast(0.85)),
            "It fits: 15 minutes a day should bring you to 85 %, 75 to 90, by 20 December."
        );
    }

    #[test]
    fn what_does_not_fit_is_said_with_what_would() {
        let short = Forecast {
            would_do: Some(25.0),
            later: StudyDay::parse("2027-01-10").ok(),
            days_a_week: 4.2,
            ..forecast(0.57)
        };
        assert_eq!(
            said(&short),
            "15 minutes on 4 days a week, as lately, should bring you to 57 %, 47 to 62, by 20 \
             December. For 80 %: 25 minutes, or the same until 10 January."
        );
        assert_eq!(
            said(&forecast(0.3)),
            "15 minutes a day should bring you to 30 %, 20 to 35, by 20 December. I see neither \
             minutes nor weeks that would make it 80 %; a smaller goal may."
        );
        let new = Forecast {
            answers: 4,
            ..forecast(0.3)
        };
        assert!(said(&new).ends_with("the first days will tell more."));
    }
}
