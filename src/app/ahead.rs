//! What the days ahead will bring, worked out beside the learner's work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use crate::coach::{Desk, Forecast, Watch, forecast};
use crate::core::{EventId, Now};
use crate::session::Session;

/// A forecast under way, or made.
#[derive(Default)]
pub(super) struct Ahead {
    /// What it is of, the log's last event, so that it is made once.
    of: Option<EventId>,
    said: Option<Receiver<Forecast>>,
    stop: Stop,
}

/// Tells a thread that nobody waits for it any more.
#[derive(Clone, Default)]
struct Stop(Arc<AtomicBool>);

impl Watch for Stop {
    fn goes_on(&mut self, _share: f64) -> bool {
        !self.0.load(Ordering::Relaxed)
    }
}

impl Ahead {
    /// Starts one for where the session stands, unless that is done; `wake` is called once it is.
    pub fn start(&mut self, session: &Session, now: Now, wake: impl FnOnce() + Send + 'static) {
        let of = session.log_end().last.map(|(id, _)| id);
        let Some(goal) = session.learner.goal.as_ref().filter(|_| self.of != of) else {
            return;
        };
        self.stop();
        self.of = of;
        let minutes = f64::from(goal.minutes);
        let (deck, params) = (session.deck.clone(), session.params.clone());
        let (policy, learner) = (session.policy.clone(), session.learner.clone());
        let (say, said) = channel();
        let mut stop = self.stop.clone();
        self.said = Some(said);
        thread::spawn(move || {
            let desk = Desk::new(&deck, &learner, &params, &policy, now);
            let made = forecast(&desk, minutes, &mut stop);
            if made.is_some_and(|it| say.send(it).is_ok()) {
                wake();
            }
        });
    }

    /// The forecast, once it is there.
    pub fn take(&mut self) -> Option<Forecast> {
        let made = self.said.as_ref()?.try_recv().ok()?;
        self.said = None;
        Some(made)
    }

    /// Gives up what is under way.
    pub fn stop(&mut self) {
        self.stop.0.store(true, Ordering::Relaxed);
        *self = Self::default();
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.stop.0.store(true, Ordering::Relaxed);
    }
}
