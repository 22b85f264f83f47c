//! A window that changes its size in the middle of an exercise.

use super::*;

#[test]
fn what_was_typed_survives_every_size() {
    let home = Home::new();
    let mut terminal = home.at_a_typed_exercise(USUAL);
    terminal.press("nightin").shows("› nightin");
    for (size, also) in [
        ((40, 12), "Songs · "),
        ((160, 50), "Why this"),
        ((20, 5), "The window is small: 20 × 5."),
        (USUAL, "Enter answer"),
    ] {
        terminal.resize(size).shows(also);
        if size != (20, 5) {
            terminal.shows("› nightin");
        }
    }
    terminal.press("gale").shows("› nightingale");
    terminal.press(CTRL_C);
    assert_eq!(terminal.leaves(), 0);
}
