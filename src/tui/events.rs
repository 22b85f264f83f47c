//! What can happen: keys, pasted text, signals, code that has been highlighted. All of it comes
//! through one channel, on which the loop sleeps.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use ratatui::crossterm::event::{self, KeyEventKind};

use super::keymap::Key;
use super::rich::code::Highlighted;

#[derive(Debug)]
pub enum Event {
    Key(Key),
    Paste(String),
    Resize,
    Highlighted(Highlighted),
    /// What is done in the background has something to tell.
    Told,
    /// It is known what the days ahead will bring.
    LookedAhead,
    /// Someone else wants this process to stop for a while.
    ToShell,
    /// The process was stopped and goes on.
    Continued,
    /// Someone else wants this process to end, or the terminal is gone.
    Leave,
}

/// Starts the threads that wait for keys and signals.
///
/// # Errors
/// When a thread or a signal handler cannot be set up.
pub fn listen(events: &Sender<Event>) -> io::Result<()> {
    listen_to_signals(events.clone())?;
    let events = events.clone();
    thread::Builder::new()
        .name("keys".to_owned())
        .spawn(move || while read_into(&events) {})?;
    Ok(())
}

/// Waits for the terminal; whether there is more to wait for.
fn read_into(events: &Sender<Event>) -> bool {
    let event = match event::read() {
        Ok(event::Event::Key(key)) if key.kind != KeyEventKind::Release => Event::Key(key.into()),
        Ok(event::Event::Paste(text)) => Event::Paste(text),
        Ok(event::Event::Resize(..)) => Event::Resize,
        Ok(_) => return true,
        Err(_) => {
            let _ = events.send(Event::Leave);
            return false;
        }
    };
    events.send(event).is_ok()
}

#[cfg(unix)]
fn listen_to_signals(events: Sender<Event>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};

    let mut signals =
        signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let event = match signal {
                    SIGTSTP => Event::ToShell,
                    SIGCONT => Event::Continued,
                    _ => Event::Leave,
                };
                if events.send(event).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

#[cfg(not(unix))]
fn listen_to_signals(_events: Sender<Event>) -> io::Result<()> {
    Ok(())
}
