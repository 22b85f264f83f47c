//! Runs what sessions decide: reads the clock, commits to the store, loads decks. The two faces
//! drive a session through here and nowhere else.

mod ahead;
mod background;
mod clock;
mod decks;
mod doctor;
mod fit;
mod histories;
mod memory;
mod pilot;
#[cfg(test)]
mod testing;
mod trouble;
mod why;

use std::path::PathBuf;
use std::sync::Arc;

use uuid::Uuid;

pub use clock::Clock;
pub use doctor::{Examined, Report, Restored, examine, restore};
pub use histories::{deck_logs, histories};
pub use memory::params_for;
pub use trouble::{Trouble, TroubleKind};

use crate::coach::{Desk, Policy, Watch, forecast};
use crate::core::{DeckId, Now, Random, StudyDay};
use crate::deck::{Deck, Library};
use crate::event::Device;
use crate::learner::{Learner, MODEL, Params};
use crate::rule::Entry;
use crate::session::{Commit, Input, LogEnd, Session};
use crate::store::{Committed, Store, StoreError};
use crate::view;
use ahead::Ahead;
use background::{Background, Task};

/// How often a step is computed again because another process wrote meanwhile.
const RETRIES: usize = 5;

/// Where things are, and how reproducible they shall be.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the database.
    pub data: PathBuf,
    /// Where a learner drops decks; shown, and searched with the others.
    pub deck_folder: PathBuf,
    /// Further folders to search for decks.
    pub more_decks: Vec<PathBuf>,
    /// The file of the learner's settings.
    pub settings: PathBuf,
    /// The chance of recall at which something comes back, as they set it.
    pub retention: f64,
    /// What they change of the coach's rules.
    pub rules: Vec<Entry>,
    pub clock: Clock,
    /// Makes everything reproducible; none: seeded by the operating system.
    pub seed: Option<u64>,
}

/// The program behind its faces.
pub struct App {
    options: Options,
    store: Store,
    library: Library,
    session: Option<Session>,
    params: Arc<Params>,
    random: Random,
    notices: Vec<String>,
    background: Background,
    ahead: Ahead,
}

impl App {
    /// Opens the store, finds the decks, and opens the deck that was studied last, or the first.
    ///
    /// # Errors
    /// When the store cannot be used; the text says what to do.
    pub fn open(options: Options) -> Result<Self, Trouble> {
        let mut random = Random::seeded(options.seed.unwrap_or_else(clock::entropy));
        let device = Uuid::from_u64_pair(random.bits(), random.bits());
        let store = Store::open(&options.data, device)?;
        let library = Library::load(&folders(&options));
        let params = Arc::new(params_for(options.retention));
        let mut app = Self {
            options,
            store,
            library,
            session: None,
            params,
            random,
            notices: Vec::new(),
            background: Background::default(),
            ahead: Ahead::default(),
        };
        let last = app
            .store
            .last_deck()?
            .filter(|id| app.library.deck(id).is_some());
        if let Some(deck) = last.or_else(|| app.library.decks().first().map(|it| it.id.clone())) {
            app.open_deck(&deck)?;
        }
        Ok(app)
    }

    /// Makes the daily backup, checks the file and learns from what was answered, beside whatever
    /// else is done. `wake` is called from there when [`App::take_notices`] has something to tell.
    pub fn start_background(&mut self, wake: impl Fn() + Send + 'static) {
        let task = Task {
            data: self.options.data.clone(),
            device: self.store.device().0,
            day: self.now().day,
            params: self.params.clone(),
        };
        self.background.start(task, wake);
    }

    /// Works out beside all else what the days ahead will bring, while nothing is under way. `wake`
    /// is called once it is known.
    pub fn look_ahead(&mut self, wake: impl FnOnce() + Send + 'static) {
        let now = self.now();
        match self.session.as_ref() {
            Some(session) if session.phase.is_between_sessions() => {
                self.ahead.start(session, now, wake);
            }
            _ => self.ahead.stop(),
        }
    }

    /// The one place where time is read, unless a client gives it.
    pub fn now(&self) -> Now {
        self.options.clock.now()
    }

    /// With a clock of the client's: what time it is from here on.
    pub fn set_now(&mut self, now: Now) {
        self.options.clock = Clock::Client(now);
    }

    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Opens a deck where the log left it.
    ///
    /// # Errors
    /// When there is no such usable deck, or the store cannot be read.
    pub fn open_deck(&mut self, id: &DeckId) -> Result<(), Trouble> {
        let deck = self
            .library
            .deck(id)
            .cloned()
            .ok_or_else(|| self.no_such_deck(id))?;
        let session = self.load(deck)?;
        self.session = Some(session);
        Ok(())
    }

    /// Opens the deck again that lies open, as the log left it.
    ///
    /// # Errors
    /// As [`App::open_deck`].
    pub fn open_again(&mut self) -> Result<(), Trouble> {
        match self.session.as_ref().map(|session| session.deck.id.clone()) {
            Some(id) => self.open_deck(&id),
            None => Ok(()),
        }
    }

    fn no_such_deck(&self, id: &DeckId) -> Trouble {
        let known: Vec<&str> = self
            .library
            .decks()
            .iter()
            .map(|deck| deck.id.as_str())
            .collect();
        Trouble::refused(format!(
            "There is no usable deck `{id}`. There are: {}.",
            known.join(", ")
        ))
    }

    fn load(&mut self, deck: Arc<Deck>) -> Result<Session, Trouble> {
        let learner = self.learner(&deck.id)?;
        let end = self.log_end()?;
        let random = self.random_behind(end);
        let policy = Policy::with_rules(&[&deck.rules, &self.options.rules]);
        let params = self.params_of(&learner);
        let mut session = Session::open(deck, params, learner, end, random, self.now());
        session.policy = Arc::new(policy);
        Ok(session)
    }

    /// What is known of the learner in a deck: from its rows, or folded anew where they are of
    /// another version of the model.
    fn learner(&mut self, deck: &DeckId) -> Result<Learner, Trouble> {
        let last = self.store.last()?.map(|(id, _)| id);
        let read = current_learner(&self.store, &self.params, deck)?;
        if read.anew {
            // Where another process writes at this moment, the next commit finds out.
            let rows = read.learner.rows(deck, None);
            self.store.commit(last, &[], &rows)?;
        }
        if read.other_model {
            self.notices.push(
                "Your history was read anew by this version of the model; estimates may have moved a little."
                    .to_owned(),
            );
        }
        Ok(read.learner)
    }

    /// The parameters that hold for the learner: their own, where a fit found any.
    fn params_of(&self, learner: &Learner) -> Arc<Params> {
        if learner.own_params.is_empty() {
            return self.params.clone();
        }
        Arc::new(learner.own_params.over(&self.params))
    }

    /// Chance for a session that goes on behind the log's end: a seed that is used again, or by
    /// another process, does not make the ids again that stand there.
    fn random_behind(&mut self, end: LogEnd) -> Random {
        Random::seeded(self.random.bits() ^ end.sequence)
    }

    fn log_end(&self) -> Result<LogEnd, Trouble> {
        let next = self.store.next_sequence()?;
        Ok(LogEnd {
            device: Device(self.store.device().0),
            last: self.store.last()?,
            sequence: next.saturating_sub(1),
        })
    }

    /// What lies before the learner now; none where there is no usable deck.
    pub fn scene(&self) -> Option<view::Scene> {
        Some(view::scene(self.session.as_ref()?, self.now()))
    }

    /// Decides, commits, and only then goes on. After trouble all is as it was.
    ///
    /// # Errors
    /// When the input does not fit, or the store cannot be written; the text says which.
    pub fn send(&mut self, input: Input) -> Result<(), Trouble> {
        for _ in 0..RETRIES {
            let session = self.session.as_ref().ok_or_else(Trouble::no_deck)?;
            let now = self.now();
            let step = if input == Input::Undo {
                session.undo(&self.store.events(Some(&session.deck.id))?, now)?
            } else {
                session.step(input.clone(), now)?
            };
            if self.commit(step.commit.as_ref())? == Committed::Done {
                self.session = Some(step.next);
                return Ok(());
            }
            if !self.catch_up()? {
                return Err(Trouble::moved(
                    "Another window of Gradus went on with this deck. Here is where it stands now.",
                ));
            }
        }
        Err(Trouble::moved(
            "Another process keeps writing. Try again in a moment.",
        ))
    }

    fn commit(&mut self, commit: Option<&Commit>) -> Result<Committed, Trouble> {
        match commit {
            None => Ok(Committed::Done),
            Some(it) => Ok(self.store.commit(it.expected, &it.events, &it.rows)?),
        }
    }

    /// Takes in what another process wrote meanwhile.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn refresh(&mut self) -> Result<(), Trouble> {
        let known = self.session.as_ref().map(|session| session.log_end().last);
        let last = self.store.last()?;
        if known.is_some_and(|known| known != last) {
            self.catch_up()?;
        }
        Ok(())
    }

    /// Reads what another process wrote, and says whether what lay before the learner still does.
    fn catch_up(&mut self) -> Result<bool, Trouble> {
        let open = self.session.as_ref().map(|session| session.deck.id.clone());
        let deck = open.ok_or_else(Trouble::no_deck)?;
        let learner = self.learner(&deck)?;
        let end = self.log_end()?;
        let random = self.random_behind(end);
        let now = self.now();
        let mut session = self.session.take().ok_or_else(Trouble::no_deck)?;
        session.params = self.params_of(&learner);
        let (session, still_here) = session.caught_up(learner, end, random, now);
        self.session = Some(session);
        Ok(still_here)
    }

    /// Why the activity at hand or, from feedback, the one that follows.
    pub fn why(&self) -> Option<view::Why> {
        view::why(self.session.as_ref()?, self.now())
    }

    /// Up to three next steps, taken with [`Input::Choose`].
    pub fn offers(&self) -> Vec<view::Offer> {
        let offers = |session: &Session| view::offers(session, self.now());
        self.session.as_ref().map(offers).unwrap_or_default()
    }

    /// Where the learner stands; none where there is no usable deck.
    pub fn progress(&self) -> Option<view::Progress> {
        Some(view::progress(self.session.as_ref()?, self.now()))
    }

    /// What to tell the learner once.
    pub fn take_notices(&mut self) -> Vec<String> {
        self.listen_to_background();
        if let (Some(made), Some(session)) = (self.ahead.take(), self.session.as_mut()) {
            session.ahead = Some(made);
        }
        std::mem::take(&mut self.notices)
    }

    /// What today holds; none where there is no usable deck.
    pub fn today(&self) -> Option<view::Today> {
        Some(view::today(self.session.as_ref()?, self.now()))
    }

    /// Whether goal, date and minutes fit, or others in their place; none without a goal, or if
    /// `watch` stops it.
    ///
    /// # Errors
    /// When the day to look at has passed.
    pub fn ahead(
        &self,
        minutes: Option<u16>,
        by: Option<StudyDay>,
        watch: &mut impl Watch,
    ) -> Result<Option<view::Ahead>, Trouble> {
        let now = self.now();
        let Some(session) = &self.session else {
            return Ok(None);
        };
        if by.is_some_and(|day| day <= now.day) {
            return Err(Trouble::refused(
                "That day has passed: name one that lies ahead.",
            ));
        }
        let mut learner = session.learner.clone();
        let Some(goal) = &mut learner.goal else {
            return Ok(None);
        };
        goal.date = by.or(goal.date);
        let minutes = minutes.unwrap_or(goal.minutes);
        let (deck, params, policy) = (&session.deck, &session.params, &session.policy);
        let desk = Desk::new(deck, &learner, params, policy, now);
        let made = forecast(&desk, f64::from(minutes), watch);
        Ok(made.map(|it| view::Ahead::new(&it, policy)))
    }

    /// Copies the database to a file, or to the day's backup where none is named.
    ///
    /// # Errors
    /// When the copy cannot be written.
    pub fn backup(&self, to: Option<PathBuf>) -> Result<PathBuf, Trouble> {
        let to = to.unwrap_or_else(|| {
            let name = format!("gradus-{}-by-hand.db", self.now().day);
            self.options.data.join("backups").join(name)
        });
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder).map_err(|cause| Trouble::file(folder, &cause))?;
        }
        self.store.backup_to(&to)?;
        Ok(to)
    }
}

/// What is known of the learner in a deck, and whence.
struct Read {
    learner: Learner,
    /// The stored rows were of no use: they are of another model, or planned for another retention.
    anew: bool,
    other_model: bool,
}

/// What is known of the learner in a deck: from its rows, or folded anew where they say something
/// else than the log now would.
fn current_learner(store: &Store, params: &Params, deck: &DeckId) -> Result<Read, StoreError> {
    let rows = store.rows(deck)?;
    let model = rows
        .as_ref()
        .and_then(|it| it.deck.as_ref())
        .map(|it| it.model);
    let stored = rows
        .filter(|_| model == Some(MODEL))
        .and_then(|rows| Learner::from_rows(&rows).ok())
        .filter(|it| it.retention == params.memory.retention);
    if let Some(learner) = stored {
        return Ok(Read {
            learner,
            anew: false,
            other_model: false,
        });
    }
    let events = store.events(Some(deck))?;
    Ok(Read {
        learner: Learner::fold(params, &events),
        anew: events.iter().any(|it| it.deck.is_some()),
        other_model: model.is_some_and(|it| it != MODEL),
    })
}

fn folders(options: &Options) -> Vec<PathBuf> {
    let mut folders = vec![options.deck_folder.clone()];
    folders.extend(options.more_decks.iter().cloned());
    folders
}
