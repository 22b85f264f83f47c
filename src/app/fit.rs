//! Fits to the learner's own answers: when one is due, how it becomes a fact, and how it is taken
//! back. What is learned of a memory holds in every deck, so these facts belong to none.

use super::background::Said;
use super::{App, RETRIES, Trouble, current_learner};
use crate::core::DeckId;
use crate::evaluation::{FitProgress, Ratings};
use crate::event::{Body, Event, FitTarget, MemoryUnit, ParametersFitted, Rows, Undo};
use crate::learner::{Forgetting, Learner, Params, undone};
use crate::session::LogEnd;
use crate::store::{Committed, Store, StoreError};

/// A fit for which it is time.
pub(super) struct Wanted {
    target: FitTarget,
    ratings: Ratings,
    in_use: Forgetting,
}

impl Wanted {
    pub fn fit(&self, progress: &FitProgress) -> Option<ParametersFitted> {
        let fit = self.ratings.fit(&self.in_use, progress)?;
        Some(fit.into_event(self.target))
    }

    pub fn what(&self) -> &'static str {
        match self.target {
            FitTarget::MemoryItems => "learning how you forget facts",
            FitTarget::MemorySkills | FitTarget::Model => "learning how you forget skills",
        }
    }
}

/// The fits for which there are enough new reviews since the last one was tried.
///
/// The log is read whole only where the stored rows already say that it is worth it.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn wanted(store: &Store, params: &Params) -> Result<Vec<Wanted>, StoreError> {
    let program = store.program_events()?;
    let decks = store.deck_ids()?;
    let mut reviews = [0, 0];
    for deck in &decks {
        let learner = current_learner(store, params, deck)?.learner;
        for (count, unit) in reviews.iter_mut().zip(UNITS) {
            let of_kind = learner.memories().filter(|it| it.unit == unit);
            *count += of_kind.map(|it| delayed(it.days)).sum::<usize>();
        }
    }
    let next = TARGETS.map(|target| next_at(&program, target));
    if reviews
        .iter()
        .zip(next)
        .all(|(reviews, next)| *reviews < next)
    {
        return Ok(Vec::new());
    }
    let logs = decks
        .iter()
        .map(|deck| store.events(Some(deck)))
        .collect::<Result<Vec<_>, _>>()?;
    let both = Ratings::read(params, logs.iter().map(Vec::as_slice));
    let learner = Learner::fold(params, &program);
    let wanted = both.into_iter().zip(TARGETS).zip(UNITS);
    Ok(wanted
        .filter(|((ratings, target), _)| ratings.delayed() >= next_at(&program, *target))
        .map(|((ratings, target), unit)| Wanted {
            target,
            ratings,
            in_use: learner.forgetting(params, unit).clone(),
        })
        .collect())
}

/// In the order of [`Ratings::read`].
const TARGETS: [FitTarget; 2] = [FitTarget::MemoryItems, FitTarget::MemorySkills];
const UNITS: [MemoryUnit; 2] = [MemoryUnit::Item, MemoryUnit::Skill];

/// The first rating of a unit tells nothing of forgetting.
pub(super) fn delayed(days_rated: u16) -> usize {
    usize::from(days_rated.saturating_sub(1))
}

/// After how many answers a fit was last tried, whatever became of it: one that was taken back is
/// not made again before there is much more to learn from.
pub(super) fn tried_at(program: &[Event], target: FitTarget) -> usize {
    let tried = program.iter().filter_map(|event| match &event.body {
        Body::ParametersFitted(fit) if fit.target == target => Some(fit.responses as usize),
        _ => None,
    });
    tried.max().unwrap_or(0)
}

/// At how many delayed reviews the next fit is tried.
pub(super) fn next_at(program: &[Event], target: FitTarget) -> usize {
    Ratings::next_fit(tried_at(program, target))
}

/// The fits of memory that hold now: the last of each target that was kept and not taken back.
pub(super) fn in_use(program: &[Event]) -> Vec<(&Event, &ParametersFitted)> {
    let undone = undone(program);
    let kept = |target| {
        program.iter().rev().find_map(|event| match &event.body {
            Body::ParametersFitted(fit)
                if fit.target == target
                    && !fit.values.is_empty()
                    && !undone.contains(&event.id) =>
            {
                Some((event, fit))
            }
            _ => None,
        })
    };
    TARGETS.into_iter().filter_map(kept).collect()
}

impl App {
    /// Takes in what the background has to say.
    pub(super) fn listen_to_background(&mut self) {
        let mut fitted = Vec::new();
        for said in self.background.said() {
            match said {
                Said::Notice(notice) => self.notices.push(notice),
                Said::WorkingOn(what) => self.background.working_on = what,
                Said::Fitted(fit) => fitted.push(fit),
            }
        }
        if fitted.is_empty() {
            return;
        }
        let news: Vec<String> = fitted.iter().filter_map(news).collect();
        let bodies = fitted.into_iter().map(Body::ParametersFitted).collect();
        match self.commit_for_all(bodies) {
            Ok(()) => self.notices.extend(news),
            Err(trouble) => self.notices.push(trouble.to_string()),
        }
    }

    /// What is under way beside the learner's work, in a few words.
    pub fn working_on(&self) -> Option<&str> {
        self.background.working_on.as_deref()
    }

    /// Forgets the fits of memory that hold: all units are remembered again as before them.
    ///
    /// # Errors
    /// When there is none, or the store cannot be read or written.
    pub fn undo_fit(&mut self) -> Result<(), Trouble> {
        let program = self.store.program_events()?;
        let events: Vec<_> = in_use(&program).iter().map(|(event, _)| event.id).collect();
        if events.is_empty() {
            return Err(Trouble::refused(
                "The weights of memory are those of everyone: there is no fit to take back.",
            ));
        }
        self.commit_for_all(vec![Body::Undo(Undo { events })])
    }

    /// Puts facts of the whole program into the log, and what follows from them into every deck.
    fn commit_for_all(&mut self, bodies: Vec<Body>) -> Result<(), Trouble> {
        for _ in 0..RETRIES {
            let mut end: LogEnd = self.log_end()?;
            let expected = end.last.map(|(id, _)| id);
            let now = self.now();
            let mut random = self.random_behind(end);
            let events: Vec<Event> = bodies
                .iter()
                .map(|body| end.event(&mut random, None, body.clone(), now))
                .collect();
            let mut rows = Vec::new();
            for deck in self.store.deck_ids()? {
                rows.push(self.rows_after(&deck, &events)?);
            }
            if self.store.commit_all(expected, &events, &rows)? == Committed::Done {
                if self.session.is_some() {
                    self.catch_up()?;
                }
                return Ok(());
            }
        }
        Err(Trouble::moved(
            "Another process keeps writing. Try again in a moment.",
        ))
    }

    fn rows_after(&self, deck: &DeckId, events: &[Event]) -> Result<Rows, StoreError> {
        let takes_back = events.iter().any(|it| matches!(it.body, Body::Undo(_)));
        if takes_back {
            let mut log = self.store.events(Some(deck))?;
            log.extend_from_slice(events);
            return Ok(Learner::fold(&self.params, &log).rows(deck, None));
        }
        let read = current_learner(&self.store, &self.params, deck)?;
        let mut after = read.learner.clone();
        for event in events {
            after.apply(&self.params, event);
        }
        let before = (!read.anew).then_some(&read.learner);
        Ok(after.rows(deck, before))
    }
}

/// What the learner is told of a fit, once; nothing where all stays as it was.
fn news(fit: &ParametersFitted) -> Option<String> {
    let what = match fit.target {
        FitTarget::MemoryItems => "facts",
        FitTarget::MemorySkills => "skills",
        FitTarget::Model => return None,
    };
    (!fit.values.is_empty()).then(|| {
        format!(
            "From {} reviews Gradus has learned how you forget {what}. The Memory screen shows it, and can take it back.",
            fit.responses
        )
    })
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::*;
    use crate::app::examine;
    use crate::app::testing::{app_in, store_in};

    fn is_own(app: &App) -> bool {
        let learner = &app.session().unwrap().learner;
        learner.own_forgetting.item.is_some()
    }

    #[test]
    fn a_fit_is_made_told_once_kept_and_taken_back_for_good() {
        let folder = tempdir().unwrap();
        let store = store_in(folder.path(), 100);
        let params = Params::default();
        let made = wanted(&store, &params).unwrap();
        assert_eq!(made.len(), 1);
        let fit = made[0].fit(&FitProgress::default()).unwrap();
        assert_eq!((fit.target, fit.responses), (FitTarget::MemoryItems, 600));
        assert!(news(&fit).unwrap().contains("600 reviews"));

        let mut app = app_in(folder.path());
        app.commit_for_all(vec![Body::ParametersFitted(fit)])
            .unwrap();
        assert!(is_own(&app));
        assert!(is_own(&app_in(folder.path())));
        assert!(examine(folder.path(), &params, false).unwrap().is_healthy());
        assert!(wanted(&store, &params).unwrap().is_empty());

        app.undo_fit().unwrap();
        assert!(!is_own(&app));
        assert!(!is_own(&app_in(folder.path())));
        assert!(examine(folder.path(), &params, false).unwrap().is_healthy());
        assert!(app.undo_fit().is_err());
        assert!(wanted(&store, &params).unwrap().is_empty());
    }

    #[test]
    fn a_fit_holds_in_decks_that_are_begun_later() {
        let folder = tempdir().unwrap();
        let store = store_in(folder.path(), 100);
        let params = Params::default();
        let fit = wanted(&store, &params).unwrap()[0]
            .fit(&FitProgress::default())
            .unwrap();
        let mut app = app_in(folder.path());
        app.commit_for_all(vec![Body::ParametersFitted(fit)])
            .unwrap();
        let new = app.learner(&DeckId::new("new")).unwrap();
        assert!(new.own_forgetting.item.is_some());
    }

    #[test]
    fn too_few_reviews_are_left_alone() {
        let folder = tempdir().unwrap();
        let store = store_in(folder.path(), 60);
        assert!(wanted(&store, &Params::default()).unwrap().is_empty());
    }
}
