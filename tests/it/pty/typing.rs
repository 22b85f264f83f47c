//! Text that is more than letters one after the other.

use super::*;

/// Wide enough that something stands beside the field.
const WIDE: Size = (160, 50);

#[test]
fn wide_letters_and_combining_marks_stand_where_they_belong() {
    let home = Home::new();
    let mut terminal = home.at_a_typed_exercise(WIDE);
    let before = terminal.screen().clone();
    terminal
        .press("日本 cafe\u{301} x")
        .shows("› 日本 cafe\u{301} x");
    let after = terminal.screen();

    let letter = |screen: &vt100::Screen, (row, column)| {
        let cell = screen.cell(row, column).expect("a cell on the screen");
        cell.contents().trim().to_owned()
    };
    let cells = || (0..WIDE.1).flat_map(|row| (0..WIDE.0).map(move |column| (row, column)));
    let field = cells().find(|&at| letter(after, at) == "›");
    let (row, column) = field.expect("a field");
    let changed: Vec<(u16, String)> = cells()
        .filter(|&at| letter(&before, at) != letter(after, at))
        .inspect(|at| assert_eq!(at.0, row, "nothing moves but what is typed"))
        .map(|at| (at.1 - column, letter(after, at)))
        .collect();
    let typed = [
        (2, "日"),
        (4, "本"),
        (7, "c"),
        (8, "a"),
        (9, "f"),
        (10, "e\u{301}"),
        (12, "x"),
    ];
    assert_eq!(changed, typed.map(|(at, letter)| (at, letter.to_owned())));
}

#[test]
fn several_lines_pasted_are_not_an_answer() {
    let home = Home::new();
    let mut terminal = home.at_a_typed_exercise(USUAL);
    terminal.press("\x1b[200~one\rtwo\nthree\r\x1b[201~");
    terminal.shows("› one two three").shows("Enter answer");
    terminal.press("four").shows("› one two three four");
    terminal.press(ENTER).shows("How sure are you?");
}
