//! An answer that has feedback is an answer that is kept.

use rustix::process::Signal;
use serde_json::Value;

use super::*;

/// Answers of today, as the program tells other programs.
fn attempts(home: &Home) -> u64 {
    let progress = home.printed(["progress", "birds", "--json"]);
    let progress: Value = serde_json::from_str(&progress).expect("JSON");
    let days = progress["days"].as_array().expect("days");
    let attempts = |day: &Value| day["attempts"].as_u64().expect("a count");
    days.iter().map(attempts).sum()
}

#[test]
fn what_has_feedback_is_on_disk() {
    let home = Home::new();
    let mut terminal = home.at_a_typed_exercise(USUAL);
    assert_eq!(attempts(&home), 0);
    terminal.press(&format!("owl{ENTER}")).shows("How sure");
    terminal.press("3").shows("Not yet.");
    terminal.signal(Signal::KILL);
    terminal.leaves();
    assert_eq!(attempts(&home), 1);
    let mut again = home.terminal([], USUAL);
    again.shows("▸ Go on").press("p").shows("● Skills");
    again.press("\t").shows("● Thought");
    again.press("\t").shows("● Trust").press("\t");
    again.shows("● Days").shows("1 answered, 0 right");
}
