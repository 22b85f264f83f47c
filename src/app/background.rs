//! What is done beside the learner's work: the daily backup, a look at the whole file, and fits to
//! their own answers.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use uuid::Uuid;

use super::fit::{self, Wanted};
use crate::core::StudyDay;
use crate::evaluation::FitProgress;
use crate::event::ParametersFitted;
use crate::learner::Params;
use crate::store::{Store, StoreError};

/// How often progress is told.
const TICK: Duration = Duration::from_millis(250);

/// Work under way on a thread of its own.
#[derive(Default)]
pub(super) struct Background {
    said: Option<Receiver<Said>>,
    /// What it is at now, for who wants to see.
    pub working_on: Option<String>,
    progress: FitProgress,
}

/// What is to be looked after.
pub(super) struct Task {
    pub data: PathBuf,
    pub device: Uuid,
    pub day: StudyDay,
    pub params: Arc<Params>,
}

/// What the thread has to say.
pub(super) enum Said {
    Notice(String),
    WorkingOn(Option<String>),
    Fitted(ParametersFitted),
}

impl Background {
    /// Starts it; `wake` is called whenever there is something to ask for.
    pub fn start(&mut self, task: Task, wake: impl Fn() + Send + 'static) {
        let (say, said) = channel();
        self.said = Some(said);
        let voice = Voice {
            say,
            wake: Box::new(wake),
        };
        let progress = self.progress.clone();
        thread::spawn(move || {
            for message in look_after(&task) {
                voice.say(Said::Notice(message));
            }
            if let Err(error) = fit_all(&task, &progress, &voice) {
                voice.say(Said::Notice(format!(
                    "Your answers could not be looked at: {error}"
                )));
            }
        });
    }

    /// What was said by now.
    pub fn said(&mut self) -> Vec<Said> {
        let said = self.said.as_ref();
        said.map(|said| said.try_iter().collect())
            .unwrap_or_default()
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.progress.stop();
    }
}

/// The thread's way to who started it.
struct Voice {
    say: Sender<Said>,
    wake: Box<dyn Fn() + Send>,
}

impl Voice {
    fn say(&self, what: Said) {
        // Nobody listens any more once the program ends.
        if self.say.send(what).is_ok() {
            (self.wake)();
        }
    }
}

fn look_after(task: &Task) -> Vec<String> {
    match check_and_back_up(&task.data, task.device, task.day) {
        Ok(wrong) if wrong.is_empty() => Vec::new(),
        Ok(wrong) => vec![format!(
            "The database shows damage ({}). `gradus doctor` says more.",
            wrong.first().map_or("", String::as_str)
        )],
        Err(error) => vec![format!("No backup was made today: {error}")],
    }
}

fn check_and_back_up(data: &Path, device: Uuid, day: StudyDay) -> Result<Vec<String>, StoreError> {
    let store = Store::open(data, device)?;
    let wrong = store.quick_check()?;
    if wrong.is_empty() {
        store.daily_backup(day)?;
    }
    Ok(wrong)
}

fn fit_all(task: &Task, progress: &FitProgress, voice: &Voice) -> Result<(), StoreError> {
    let store = Store::open(&task.data, task.device)?;
    for wanted in fit::wanted(&store, &task.params)? {
        if let Some(fitted) = watched(&wanted, progress, voice) {
            voice.say(Said::Fitted(fitted));
        }
    }
    voice.say(Said::WorkingOn(None));
    Ok(())
}

/// Fits, and tells all the while how far it has come.
fn watched(wanted: &Wanted, progress: &FitProgress, voice: &Voice) -> Option<ParametersFitted> {
    thread::scope(|scope| {
        let fit = scope.spawn(|| wanted.fit(progress));
        while !fit.is_finished() {
            let percent = (100.0 * progress.share()).round();
            let doing = format!("{}: {percent} %", wanted.what());
            voice.say(Said::WorkingOn(Some(doing)));
            thread::park_timeout(TICK);
        }
        fit.join().ok().flatten()
    })
}
