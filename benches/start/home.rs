//! The homes that it starts in.

use std::process::Command;

use gradus::app::{App, Clock, Options};
use gradus::deck::Library;
use gradus::event::Device;
use gradus::learner::{Learner, Params};
use gradus::session::{Input, Phase};
use gradus::store::Store;
use tempfile::TempDir;
use uuid::Uuid;

use crate::history::history;

pub struct Home(TempDir);

impl Home {
    /// Of someone who has never started it.
    pub fn fresh() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// Of someone who has so many answers behind, and an exercise of today open.
    pub fn with_answers(answers: usize) -> Self {
        let home = Self::fresh();
        let options = home.options();
        let deck = Library::load(&[]).decks()[0].clone();
        let events = history(&deck, answers, options.clock.now());
        let rows = Learner::fold(&Params::default(), &events).rows(&deck.id, None);
        let device = Device(Uuid::from_u128(1));
        Store::open(&options.data, device.0)
            .and_then(|mut store| store.commit(None, &events, &rows))
            .expect("a history that can be written");
        let mut app = App::open(options).expect("a home that can be opened");
        let mut input = Input::CloseBaseline;
        loop {
            app.send(input).expect("a step");
            input = match app.session().map(|session| &session.phase) {
                Some(Phase::Doing(doing)) if doing.instance.is_some() => return home,
                Some(Phase::Doing(_)) => Input::Skip,
                _ => Input::Begin { minutes: Some(60) },
            };
        }
    }

    fn options(&self) -> Options {
        Options {
            data: self.0.path().to_owned(),
            deck_folder: self.0.path().join("decks"),
            more_decks: Vec::new(),
            settings: self.0.path().join("config.toml"),
            retention: 0.9,
            rules: Vec::new(),
            clock: Clock::System,
            seed: Some(1),
        }
    }

    /// Back to the first start.
    pub fn forget(&self) {
        for file in std::fs::read_dir(self.0.path())
            .into_iter()
            .flatten()
            .flatten()
        {
            let path = file.path();
            let gone = std::fs::remove_file(&path).or_else(|_| std::fs::remove_dir_all(&path));
            gone.expect("a file that can be removed");
        }
    }

    pub fn gradus(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gradus"));
        command.args(arguments).env("GRADUS_HOME", self.0.path());
        command
    }
}
