//! Numbers and times as people say them.

use crate::core::StudyDay;
use crate::session::Input;
use crate::view::Position;
pub use crate::view::percent;

/// "6 min"; never none where there is something to do.
pub fn minutes(minutes: f64) -> String {
    format!("{} min", whole_minutes(minutes))
}

/// "1 minute", "15 minutes".
pub fn minutes_long(minutes: f64) -> String {
    counted(whole_minutes(minutes), "minute")
}

fn whole_minutes(minutes: f64) -> usize {
    // Not negative by the max; beyond any session it saturates.
    minutes.max(1.0).round() as usize
}

/// "1 skill", "12 skills".
pub fn counted(n: usize, noun: &str) -> String {
    if n == 1 {
        format!("1 {noun}")
    } else {
        format!("{n} {noun}s")
    }
}

/// With a capital letter first.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => format!("{}{}", first.to_uppercase(), chars.as_str()),
        None => String::new(),
    }
}

/// What an overruling of the coach came to; nothing for what the next screen shows by itself.
pub fn done(input: &Input) -> Option<&'static str> {
    match input {
        Input::Skip => Some("Left out for now."),
        Input::Postpone => Some("Not before tomorrow."),
        Input::NotToday => Some("All of it rests until tomorrow."),
        Input::Suspend => Some("Put away for good."),
        Input::Claim(_) => Some("Then a check shows it, without teaching."),
        Input::MoreHelp => Some("More help with this from here on."),
        Input::LessHelp => Some("Less help with this from here on."),
        _ => None,
    }
}

/// "Sunday 22 November".
pub fn long_date(day: StudyDay) -> String {
    day.date().format("%A %-d %B").to_string()
}

/// "Sun 22 Nov".
pub fn short_date(day: StudyDay) -> String {
    day.date().format("%a %-d %b").to_string()
}

/// "3 of about 9 · 11 min".
pub fn position(position: &Position) -> String {
    match *position {
        Position::Session {
            done,
            about,
            minutes_left,
        } => {
            let now = done + 1;
            let place = format!("{now} of about {}", about.max(now));
            if minutes_left >= 0.5 {
                format!("{place} · {}", minutes(minutes_left))
            } else {
                place
            }
        }
        Position::Baseline { asked, limit, .. } => {
            format!("{} of at most {}", asked + 1, limit.max(asked + 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_while_is_a_minute() {
        assert_eq!(minutes(0.2), "1 min");
        assert_eq!(minutes_long(5.6), "6 minutes");
        assert_eq!(minutes_long(1.2), "1 minute");
    }

    #[test]
    fn more_done_than_planned_counts_on() {
        let session = |done, about, minutes_left| {
            position(&Position::Session {
                done,
                about,
                minutes_left,
            })
        };
        assert_eq!(session(2, 9, 11.0), "3 of about 9 · 11 min");
        assert_eq!(session(9, 9, 0.0), "10 of about 10");
    }

    #[test]
    fn dates_are_written_out() {
        let day = StudyDay::parse("2026-11-22").unwrap();
        assert_eq!(long_date(day), "Sunday 22 November");
        assert_eq!(short_date(day), "Sun 22 Nov");
    }
}
