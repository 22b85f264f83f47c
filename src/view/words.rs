//! Numbers and dates as people say them.

use crate::core::StudyDay;

/// "yesterday", "on Tuesday", "12 days ago".
pub fn ago(day: StudyDay, today: StudyDay) -> String {
    match today.days_since(day) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=6 => day.date().format("on %A").to_string(),
        days @ 7..=60 => format!("{days} days ago"),
        days => format!("{} months ago", days / 30),
    }
}

/// "now", "tomorrow", "in 12 days", "in 3 months".
pub fn ahead(day: StudyDay, today: StudyDay) -> String {
    match day.days_since(today) {
        0 => "now".to_owned(),
        1 => "tomorrow".to_owned(),
        days @ 2..=60 => format!("in {days} days"),
        days => format!("in {} months", days / 30),
    }
}

/// A share as a whole number of percent, 0..100.
pub fn percent(share: f64) -> u8 {
    // In 0..=100 by the clamp; what is no number becomes 0.
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}

/// "A", "A and B", "A, B and two more".
pub fn list(names: &[&str], at_most: usize) -> String {
    let shown = if names.len() <= at_most {
        names.len()
    } else {
        at_most.saturating_sub(1).max(1)
    };
    let (head, rest) = names.split_at(shown.min(names.len()));
    match (head, rest.len()) {
        ([], _) => String::new(),
        ([only], 0) => (*only).to_owned(),
        ([all @ .., last], 0) => format!("{} and {last}", all.join(", ")),
        (head, more) => format!("{} and {} more", head.join(", "), count(more)),
    }
}

/// Small numbers in words.
pub fn count(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(n)
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// `one thing` or `n things`, spelled out.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { many })
}

/// "a second", "45 seconds", "2 minutes"; whole minutes from a minute and a half on.
pub fn seconds(ms: u32) -> String {
    match (f64::from(ms) / 1_000.0).round() as u32 {
        0 | 1 => "a second".to_owned(),
        seconds @ 2..90 => format!("{seconds} seconds"),
        seconds => format!("{} minutes", (f64::from(seconds) / 60.0).round()),
    }
}

/// The first letter made large.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_said_as_people_say_them() {
        let today = StudyDay::parse("2026-11-22").unwrap();
        assert_eq!(ago(today, today), "today");
        assert_eq!(ago(today - 1, today), "yesterday");
        assert_eq!(ago(today - 5, today), "on Tuesday");
        assert_eq!(ago(today - 12, today), "12 days ago");
        assert_eq!(ago(today - 90, today), "3 months ago");
        assert_eq!(ahead(today - 3, today), "now");
        assert_eq!(ahead(today + 1, today), "tomorrow");
        assert_eq!(ahead(today + 12, today), "in 12 days");
    }

    #[test]
    fn times_are_said_in_seconds_or_minutes() {
        assert_eq!(seconds(0), "a second");
        assert_eq!(seconds(44_600), "45 seconds");
        assert_eq!(seconds(89_400), "89 seconds");
        assert_eq!(seconds(90_000), "2 minutes");
        assert_eq!(seconds(600_000), "10 minutes");
    }

    #[test]
    fn shares_are_whole_percent_whatever_comes() {
        assert_eq!(percent(0.415), 42);
        assert_eq!(percent(7.0), 100);
        assert_eq!(percent(f64::NAN), 0);
    }

    #[test]
    fn lists_end_in_and() {
        assert_eq!(list(&[], 3), "");
        assert_eq!(list(&["A"], 3), "A");
        assert_eq!(list(&["A", "B", "C"], 3), "A, B and C");
        assert_eq!(list(&["A", "B", "C", "D"], 3), "A, B and two more");
    }
}
