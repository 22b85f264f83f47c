//! The terminal belongs to the shell before and after.

use rustix::process::Signal;

use super::*;

/// As a shell wants it back.
#[track_caller]
fn assert_given_back(terminal: &Terminal) {
    let screen = terminal.screen();
    assert!(!screen.alternate_screen(), "still on the other screen");
    assert!(!screen.hide_cursor(), "no cursor");
    assert!(!screen.bracketed_paste(), "pastes are still marked");
    assert!(!terminal.is_raw(), "still raw");
}

#[track_caller]
fn assert_taken(terminal: &Terminal) {
    let screen = terminal.screen();
    assert!(screen.alternate_screen() && screen.bracketed_paste() && terminal.is_raw());
}

#[test]
fn keys_that_leave_give_the_terminal_back() {
    for key in ["q", CTRL_C] {
        leaves_by(|terminal| {
            terminal.press(key);
        });
    }
}

#[test]
fn signals_that_end_it_give_the_terminal_back() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        leaves_by(|terminal| terminal.signal(signal));
    }
}

#[track_caller]
fn leaves_by(way: impl FnOnce(&mut Terminal)) {
    let home = Home::new();
    let mut terminal = home.terminal([], USUAL);
    terminal.shows("Enter begin");
    assert_taken(&terminal);
    assert!(terminal.screen().hide_cursor(), "nothing is typed here");
    way(&mut terminal);
    assert_eq!(terminal.leaves(), 0);
    assert_given_back(&terminal);
}

#[test]
#[cfg(target_os = "linux")]
fn ctrl_z_stops_with_the_terminal_given_back_and_fg_comes_back() {
    let home = Home::new();
    let mut terminal = home.at_a_typed_exercise(USUAL);
    for n in 1..=2 {
        terminal
            .press("tit")
            .shows(&format!("› {}", "tit".repeat(n)));
        let before = terminal.text();
        terminal.press(CTRL_Z);
        terminal.until("the program to stop", |it| it.stat()[0] == "T");
        terminal.until("the other screen", |it| !it.screen().alternate_screen());
        assert_given_back(&terminal);
        terminal.signal(Signal::CONT);
        terminal.shows("› tit");
        assert_taken(&terminal);
        assert_eq!(terminal.text(), before);
    }
    terminal.press(CTRL_C);
    assert_eq!(terminal.leaves(), 0);
}

#[test]
fn ctrl_l_draws_everything_anew() {
    let home = Home::new();
    let mut terminal = home.terminal([], USUAL);
    terminal.shows("Enter begin");
    let before = terminal.text();
    terminal.scribble("another program wrote here");
    assert_ne!(terminal.text(), before);
    terminal.press(CTRL_L);
    terminal.until("what was there", |it| it.text() == before);
    terminal.press("q");
    assert_eq!(terminal.leaves(), 0);
}
