//! The first minutes of someone who has never heard of it, at 80 × 24.

use super::learner::{Asks, Learner, a_guess};
use super::*;

#[test]
fn a_stranger_finds_the_way() {
    let home = Home::new();
    let mut terminal = home.terminal([], USUAL);
    find_out_where_one_stands(&mut terminal);
    terminal.press(ENTER).shows("· lesson");
    go_through_a_lesson(&mut terminal);
    begin_an_example(&mut terminal);
    learn_from_a_mistake(&mut terminal);
    let exercise = study_until(&mut terminal, |screen| Asks::of(screen) == Asks::Exercise);
    look_around(&mut terminal);
    terminal.press(&alt('q'));
    assert_eq!(terminal.leaves(), 0);

    let mut again = home.terminal([], USUAL);
    again.shows("▸ Go on").press(ENTER);
    again.until("the same exercise", |it| {
        body(&it.text()) == body(&exercise)
    });
}

/// From the first screen to the map; a question is five keys away.
fn find_out_where_one_stands(terminal: &mut Terminal) {
    terminal.shows("What do you want to be able to do?");
    terminal.press(ENTER).shows("How well do you know this?");
    for n in 1..=3 {
        terminal.press("1").shows(&format!("{n} of 3"));
    }
    terminal.press(ENTER).shows("1 of at most");
    terminal.press(&alt('d')).shows("2 of at most");
    study_until(terminal, |screen| screen.contains("3 of at most"));
    terminal.press(&alt('e')).shows("e again ends the check");
    terminal.press(&alt('e')).shows("Your map");
}

/// A wrong reply to its first question, a right one to its second.
fn go_through_a_lesson(terminal: &mut Terminal) {
    let learner = Learner::new();
    study_until(terminal, |screen| screen.contains("1 of 2"));
    terminal.press_all(&format!("zzz{ENTER}"));
    terminal.shows("· zzz Not yet: it is").shows("2 of 2");
    let right = learner.reply(&terminal.text()).expect("a second question");
    terminal.press_all(&right);
    terminal.shows(&format!("✓ {}", right.trim_end()));
    terminal.shows("That was all of it.").press_on(ENTER);
}

/// Its first question is one of those that need not be known.
fn begin_an_example(terminal: &mut Terminal) {
    terminal.shows("· example");
    study_until(terminal, |screen| screen.contains("1 of "));
    terminal.press(&alt('d')).shows("· It is ").shows("2 of ");
}

fn learn_from_a_mistake(terminal: &mut Terminal) {
    let is_wrong = |screen: &str| Asks::of(screen) == Asks::Feedback && screen.contains("Not yet.");
    study_until(terminal, is_wrong);
    let feedback = read_to_the_end(terminal);
    for part in ["you", "Why", "Next time", "Next: "] {
        assert!(feedback.contains(part), "{part} is missing:\n{feedback}");
    }
    terminal
        .press("p")
        .shows("Where you stand")
        .shows("● Skills");
    terminal.press(ESC).shows("why that next").press_on(ENTER);
}

/// From an exercise: why it is this one, and which keys there are.
fn look_around(terminal: &mut Terminal) {
    let exercise = terminal.text();
    let is_back = |terminal: &Terminal| terminal.text() == exercise;
    terminal.press(&alt('w')).shows("Why · ");
    terminal.shows("What could come next").press(ESC);
    terminal.until("the exercise again", is_back);
    terminal.press(&alt('?')).shows("honest answer").press(ESC);
    terminal.until("the exercise again", is_back);
}

/// Reads, replies rightly and answers at a venture until the screen is as wanted.
fn study_until(terminal: &mut Terminal, wanted: impl Fn(&str) -> bool) -> String {
    let learner = Learner::new();
    loop {
        let screen = terminal.text();
        if wanted(&screen) {
            return screen;
        }
        match Asks::of(&screen) {
            Asks::Exercise => terminal.press_all(&a_guess(&screen)),
            Asks::Confidence => terminal.press_on("4"),
            Asks::Lesson | Asks::Feedback => {
                let reply = learner.reply(&screen);
                terminal.press_all(reply.as_deref().unwrap_or(ENTER))
            }
            Asks::Reflection | Asks::Ended => panic!("the end comes first:\n{screen}"),
        };
    }
}

/// All of a screen that scrolls.
fn read_to_the_end(terminal: &mut Terminal) -> String {
    let mut text = terminal.text();
    while terminal.text().contains('↓') {
        text.push_str(&terminal.press_on(PAGE_DOWN));
    }
    text
}

/// Without the lines that say where one is and what can be done.
fn body(screen: &str) -> String {
    let lines: Vec<&str> = screen.lines().collect();
    lines
        .get(2..lines.len().saturating_sub(1))
        .map_or_else(String::new, |body| body.join("\n"))
}
