//! The terminal while it is ours, and giving it back whatever happens.

use std::io::{self, Stdout, Write, stdout};
use std::sync::Once;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ratatui::Frame;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{cursor, style};

/// Raw mode, the alternate screen and bracketed paste, for as long as this lives.
pub struct Terminal {
    inner: ratatui::Terminal<CrosstermBackend<Stdout>>,
}

impl Terminal {
    /// # Errors
    /// When there is no terminal to take.
    pub fn enter() -> io::Result<Self> {
        give_back_on_panic();
        take()?;
        match ratatui::Terminal::new(CrosstermBackend::new(stdout())) {
            Ok(inner) => Ok(Self { inner }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.inner.draw(view).map(|_| ())
    }

    /// To the terminal's clipboard (OSC 52); one that does not know it, or may not, ignores it.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut out = stdout();
        write!(out, "\x1b]52;c;{}\x07", STANDARD.encode(text))?;
        out.flush()
    }

    /// Whatever is on the screen, all of it is drawn next time. (`Terminal::clear` would ask the
    /// terminal where the cursor is, and the answer would go to the thread that reads keys.)
    pub fn forget_screen(&mut self) -> io::Result<()> {
        execute!(stdout(), Clear(ClearType::All))?;
        self.inner = ratatui::Terminal::new(CrosstermBackend::new(stdout()))?;
        Ok(())
    }

    /// Stops this process as Ctrl-Z does anywhere else; returns when it is called back.
    #[cfg(unix)]
    pub fn stop(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.take_again()
    }

    #[cfg(not(unix))]
    pub fn stop(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// After the process was stopped, by whomever: the modes are gone and so is the screen.
    pub fn take_again(&mut self) -> io::Result<()> {
        take()?;
        self.forget_screen()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    let taken = execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste);
    if taken.is_err() {
        give_back();
    }
    taken
}

/// Nothing can be done where this fails: the terminal may be gone already.
fn give_back() {
    let _ = execute!(
        stdout(),
        style::ResetColor,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
}

/// A message of a panic is only readable on a terminal that was given back.
fn give_back_on_panic() {
    static HOOKED: Once = Once::new();
    HOOKED.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            before(panic);
        }));
    });
}
