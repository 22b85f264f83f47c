//! The program in a real terminal, as a person has it before them. What is waited for is text on
//! the screen, never time.

mod decks;
mod evidence;
mod first_run;
#[cfg(target_os = "linux")]
mod idle;
mod learner;
mod resize;
mod restore;
mod session;
mod surroundings;
mod terminal;
mod typing;

use crate::harness::Home;
use terminal::{Size, Terminal, one_line};

const USUAL: Size = (80, 24);

const ENTER: &str = "\r";
const ESC: &str = "\x1b";
const CTRL_C: &str = "\x03";
const CTRL_L: &str = "\x0c";
const CTRL_Z: &str = "\x1a";
const PAGE_DOWN: &str = "\x1b[6~";

/// A deck whose exercises are answered by typing.
const BIRDS: &str = include_str!("pty/birds.toml");

/// With Alt a letter is a command even where letters are text.
fn alt(letter: char) -> String {
    format!("{ESC}{letter}")
}

impl Home {
    /// The program in a terminal, with these arguments.
    fn terminal<'a>(&self, arguments: impl IntoIterator<Item = &'a str>, size: Size) -> Terminal {
        let mut command = self.gradus();
        command.env("TERM", "xterm-256color").args(arguments);
        Terminal::start(&command, size)
    }

    /// A line of shell in a terminal; `$0` is the program.
    fn shell(&self, line: &str, term: &str) -> Terminal {
        let gradus = self.gradus();
        let mut shell = std::process::Command::new("/bin/sh");
        shell.args(["-c", line]).arg(gradus.get_program());
        for (name, value) in gradus.get_envs() {
            shell.env(name, value.unwrap_or_default());
        }
        shell.env("TERM", term).current_dir(self.path());
        Terminal::start(&shell, USUAL)
    }

    /// The program with the first exercise of a new learner, waiting for a word.
    fn at_a_typed_exercise(&self, size: Size) -> Terminal {
        self.write("decks/birds.toml", BIRDS);
        let mut terminal = self.terminal(["study", "birds"], size);
        terminal.shows("Enter begin").press(ENTER);
        terminal.shows("0 of 1").press("s");
        terminal.shows("Your map").press(ENTER);
        terminal.shows("Songs · ").shows("Enter answer");
        terminal
    }
}
