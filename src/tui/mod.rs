//! The terminal's face of the coach: draws what lies before the learner, sends what they do.
//!
//! Screens get display structures and return effects; only the loop here knows the application.
//! It sleeps until something happens and draws only then.

mod action;
mod events;
mod keymap;
mod layout;
mod look;
mod rich;
mod screens;
mod scroll;
mod terminal;
#[cfg(test)]
mod tests;
mod theme;
mod ui;
mod widgets;
mod words;

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::sync::mpsc::{Sender, channel};

use anyhow::{Context, ensure};

use self::action::{Effect, Over};
use self::events::Event;
use self::rich::code::Highlights;
use self::screens::Screen;
use self::screens::ask::AskScreen;
use self::screens::decks::DecksScreen;
use self::screens::memory::MemoryScreen;
use self::screens::offers::OffersScreen;
use self::screens::progress::ProgressScreen;
use self::screens::week::WeekScreen;
use self::screens::why::WhyScreen;
use self::terminal::Terminal;
use self::theme::{Environment, Theme};
use self::ui::Ui;
use crate::app::{App, Trouble};
use crate::core::DeckId;
use crate::session::Input;

pub use theme::ThemeChoice;

/// How it should look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    pub theme: ThemeChoice,
    /// Bold, dim and underline only; `NO_COLOR` in the environment asks for the same.
    pub no_color: bool,
}

/// Runs until the learner leaves.
///
/// # Errors
/// When there is no terminal, or it cannot be drawn on.
pub fn run(app: &mut App, options: Options) -> anyhow::Result<()> {
    ensure!(
        io::stdout().is_terminal(),
        "this is not a terminal; `gradus --plain` works without one"
    );
    let (sender, events) = channel();
    let told = sender.clone();
    let finished = sender.clone();
    let code = Highlights::start(move |it| finished.send(Event::Highlighted(it)).is_ok());
    let theme = Theme::new(options.theme, options.no_color, &Environment::read());
    let terminal = Terminal::enter().context("cannot take the terminal")?;
    events::listen(&sender).context("cannot listen to the terminal")?;
    let ui = Ui::new(front(app), theme, code);
    let mut desk = Desk {
        app,
        ui,
        terminal,
        sender: sender.clone(),
    };
    desk.take_notices();
    desk.draw()?;
    // After the first frame: the learner need not wait for it.
    desk.app.start_background(move || {
        // Nobody waits any more once the loop has ended.
        let _ = told.send(Event::Told);
    });
    loop {
        desk.draw()?;
        let mut next = events.recv().ok();
        // Whatever waits is taken in before anything is drawn again.
        while let Some(event) = next {
            if desk.handle(event)?.is_break() {
                return Ok(());
            }
            next = events.try_recv().ok();
        }
    }
}

/// What lies before the learner; where no deck can be used, the decks and what is wrong with them.
fn front(app: &App) -> Box<dyn Screen> {
    match app.scene() {
        Some(scene) => screens::for_scene(scene, app.now()),
        None => Box::new(DecksScreen::new(app.decks())),
    }
}

/// The application, what is shown of it, and where.
struct Desk<'a> {
    app: &'a mut App,
    ui: Ui,
    terminal: Terminal,
    sender: Sender<Event>,
}

impl Desk<'_> {
    fn draw(&mut self) -> io::Result<()> {
        self.terminal.draw(|frame| self.ui.draw(frame))
    }

    fn handle(&mut self, event: Event) -> io::Result<ControlFlow<()>> {
        match event {
            Event::Key(key) => {
                let effect = self.ui.press(key, self.app.now());
                return self.carry_out(effect);
            }
            Event::Paste(text) => self.ui.paste(&text),
            Event::Highlighted(highlighted) => self.ui.highlighted(highlighted),
            Event::Resize => {}
            Event::Told => self.take_notices(),
            Event::LookedAhead => {
                self.take_notices();
                if let Some(scene) = self.app.scene() {
                    self.ui.renew(&scene, self.app.now());
                }
            }
            Event::ToShell => self.stop()?,
            Event::Continued => self.terminal.take_again()?,
            Event::Leave => return Ok(ControlFlow::Break(())),
        }
        Ok(ControlFlow::Continue(()))
    }

    fn carry_out(&mut self, effect: Effect) -> io::Result<ControlFlow<()>> {
        match effect {
            Effect::Send(input) => self.send(input),
            Effect::Open(over) => self.open(over),
            Effect::OpenDeck(deck) => self.open_deck(&deck),
            Effect::ReloadDecks => self.reload_decks(),
            Effect::SetRetention(retention) => {
                let done = self.app.set_retention(retention);
                self.memory_changed(done, "From here on, all comes back by that.");
            }
            Effect::UndoFit => {
                let done = self.app.undo_fit();
                self.memory_changed(done, "Taken back: all is as if the fit had never been.");
            }
            Effect::Copy(text) => {
                self.terminal.copy(&text)?;
                self.ui.note(
                    "Sent to the terminal's clipboard. If it is not there, `gradus ask` prints it."
                        .to_owned(),
                );
            }
            Effect::ToShell => self.stop()?,
            Effect::Redraw => self.terminal.forget_screen()?,
            Effect::Quit => return Ok(ControlFlow::Break(())),
            // The rest concerns the screens only.
            Effect::Nothing | Effect::Say(_) | Effect::Back => {}
        }
        Ok(ControlFlow::Continue(()))
    }

    fn send(&mut self, input: Input) {
        let said = words::done(&input);
        let done = self.app.send(input);
        let went_well = done.is_ok();
        self.show_scene(done);
        if let Some(said) = said.filter(|_| went_well) {
            self.ui.note_undoable(said);
        }
        self.take_notices();
    }

    fn open_deck(&mut self, deck: &DeckId) {
        let done = self.app.open_deck(deck);
        self.show_scene(done);
        self.take_notices();
    }

    /// The scene as it is now; after trouble everything stays as it was.
    fn show_scene(&mut self, done: Result<(), Trouble>) {
        match done {
            Ok(()) => match self.app.scene() {
                Some(scene) => self.ui.show(scene, self.app.now()),
                None => self.ui.replace(front(self.app)),
            },
            Err(trouble) => self.ui.trouble(trouble.to_string()),
        }
    }

    fn take_notices(&mut self) {
        let notices = self.app.take_notices();
        let told = self.sender.clone();
        self.app.look_ahead(move || {
            let _ = told.send(Event::LookedAhead);
        });
        if !notices.is_empty() {
            self.ui.note(notices.join("  "));
        }
        self.ui.working_on(self.app.working_on());
    }

    fn open(&mut self, over: Over) {
        let screen: Box<dyn Screen> = match over {
            Over::Why => match self.app.why() {
                Some(why) => Box::new(WhyScreen::new(why)),
                None => return self.ui.note("There is nothing to explain here.".to_owned()),
            },
            Over::Offers => Box::new(OffersScreen::new(self.app.offers())),
            Over::Progress => match self.app.progress() {
                Some(progress) => Box::new(ProgressScreen::new(progress)),
                None => {
                    return self
                        .ui
                        .note("There is no deck to show progress in.".to_owned());
                }
            },
            Over::Week => match self.app.week() {
                Ok(Some(week)) => Box::new(WeekScreen::new(week)),
                Ok(None) => return self.ui.note("There is no deck to look back on.".to_owned()),
                Err(trouble) => return self.ui.trouble(trouble.to_string()),
            },
            Over::Decks => Box::new(DecksScreen::new(self.app.decks())),
            Over::Ask => Box::new(AskScreen::new(self.app.questions())),
            Over::Memory => match self.app.memory() {
                Ok(memory) => Box::new(MemoryScreen::new(memory)),
                Err(trouble) => return self.ui.trouble(trouble.to_string()),
            },
        };
        self.ui.open(screen, self.app.now());
    }

    /// Shows the scene and memory over it as they are after a change that concerns all decks.
    fn memory_changed(&mut self, done: Result<(), Trouble>, said: &str) {
        let went_well = done.is_ok();
        self.show_scene(done);
        if went_well {
            self.open(Over::Memory);
            self.ui.note(said.to_owned());
        }
        self.take_notices();
    }

    fn reload_decks(&mut self) {
        match self.app.reload_decks() {
            Ok(()) => {
                self.ui
                    .replace(Box::new(DecksScreen::new(self.app.decks())));
                self.ui.note("Looked again.".to_owned());
                self.take_notices();
            }
            Err(trouble) => self.ui.trouble(trouble.to_string()),
        }
    }

    fn stop(&mut self) -> io::Result<()> {
        self.ui.pause(self.app.now());
        self.terminal.stop()?;
        self.ui.resume(self.app.now());
        Ok(())
    }
}
