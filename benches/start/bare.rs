//! The least that a program in this toolkit does: takes the terminal, draws a paragraph, waits for
//! a key. The bench starts itself as this.

use std::env;
use std::io;
use std::process::Command;

use ratatui::crossterm::event;
use ratatui::widgets::Paragraph;

pub const ARGUMENT: &str = "bare";
pub const READY: &str = "What do you want to be able to do?";

pub fn command() -> Command {
    let mut command = Command::new(env::current_exe().expect("this program"));
    command.arg(ARGUMENT);
    command
}

pub fn main() -> io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    terminal.draw(|frame| frame.render_widget(Paragraph::new(READY), frame.area()))?;
    event::read()?;
    ratatui::try_restore()
}
