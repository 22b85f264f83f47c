//! What is done beside the learner's work: the daily backup and a look at the whole file.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use uuid::Uuid;

use crate::core::StudyDay;
use crate::store::{Store, StoreError};

/// Work under way on a thread of its own.
#[derive(Default)]
pub(super) struct Background {
    said: Option<Receiver<String>>,
}

impl Background {
    pub fn start(&mut self, data: PathBuf, device: Uuid, day: StudyDay) {
        let (say, said) = channel();
        self.said = Some(said);
        thread::spawn(move || {
            for message in look_after(&data, device, day) {
                // Nobody listens any more once the program ends.
                if say.send(message).is_err() {
                    break;
                }
            }
        });
    }

    /// What is to be told by now.
    pub fn finished(&self) -> Vec<String> {
        self.said
            .as_ref()
            .map(|said| said.try_iter().collect())
            .unwrap_or_default()
    }
}

fn look_after(data: &Path, device: Uuid, day: StudyDay) -> Vec<String> {
    let look = || -> Result<Vec<String>, StoreError> {
        let store = Store::open(data, device)?;
        let wrong = store.quick_check()?;
        if wrong.is_empty() {
            store.daily_backup(day)?;
        }
        Ok(wrong)
    };
    match look() {
        Ok(wrong) if wrong.is_empty() => Vec::new(),
        Ok(wrong) => vec![format!(
            "The database shows damage ({}). `gradus doctor` says more.",
            wrong.first().map_or("", String::as_str)
        )],
        Err(error) => vec![format!("No backup was made today: {error}")],
    }
}
