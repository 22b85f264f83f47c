//! What the program finds around it: a terminal without color, none at all, a home it cannot use.

use super::*;

/// Whether a color was ever asked for; 39 and 49 are the terminal's own.
fn has_color(written: &[u8]) -> bool {
    let written = String::from_utf8_lossy(written);
    let attributes = written.split("\x1b[").skip(1).filter_map(|it| {
        let end = it.find(|c: char| c.is_ascii_alphabetic())?;
        it[end..].starts_with('m').then(|| &it[..end])
    });
    let mut codes = attributes.flat_map(|it| it.split(';'));
    codes.any(|code| matches!(code.parse(), Ok(30..=38 | 40..=48 | 90..=97 | 100..=107)))
}

fn look_around(mut terminal: Terminal) -> Vec<u8> {
    terminal.shows("Enter begin").press(ENTER);
    terminal
        .shows("0 of 3")
        .press("1")
        .shows("1 of 3")
        .press("s");
    terminal
        .shows("Your map")
        .press("p")
        .shows("● Skills")
        .press(ESC);
    terminal.shows("Your map").press("q");
    assert_eq!(terminal.leaves(), 0);
    terminal.written.clone()
}

#[test]
fn colors_can_be_switched_off() {
    let colorful = look_around(Home::new().terminal([], USUAL));
    assert!(has_color(&colorful), "or this test proves nothing");
    let plain = look_around(Home::new().terminal(["--no-color"], USUAL));
    assert!(!has_color(&plain));
    let home = Home::new();
    let mut command = home.gradus();
    command.env("TERM", "xterm-256color").env("NO_COLOR", "1");
    assert!(!has_color(&look_around(Terminal::start(&command, USUAL))));
}

#[test]
fn a_dumb_terminal_is_told_so_in_plain_words() {
    let home = Home::new();
    let mut terminal = home.shell(r#"exec "$0""#, "dumb");
    assert_eq!(terminal.leaves(), 3);
    terminal.shows("error: ").shows("gradus progress");
    assert!(!terminal.written.contains(&0x1b));
}

#[test]
fn output_into_a_pipe_is_refused_in_plain_words() {
    let home = Home::new();
    let line = r#"{ "$0"; echo "code $?" >&2; } | wc -c"#;
    let mut terminal = home.shell(line, "xterm-256color");
    assert_eq!(terminal.leaves(), 0);
    terminal
        .shows("error: This is not a terminal")
        .shows("code 3 0");
    assert!(!terminal.written.contains(&0x1b));
}

#[test]
fn a_home_that_cannot_be_written_is_named_on_standard_error() {
    let home = Home::new();
    home.write("file", "in the way");
    let line = r#""$0" --home file/home 2>errors"#;
    let mut terminal = home.shell(line, "xterm-256color");
    assert_eq!(terminal.leaves(), 3);
    assert_eq!(terminal.text(), "");
    assert!(!terminal.written.contains(&0x1b));
    let errors = std::fs::read_to_string(home.path().join("errors")).unwrap();
    let said = errors.lines().last().unwrap_or_default();
    assert!(
        said.starts_with("error: file/home cannot be used"),
        "{errors}"
    );
    assert!(!errors.contains('\u{1b}'));
}
