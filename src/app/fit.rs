//! Fits to the learner's own answers: when one is due, how it becomes a fact, and how it is taken
//! back. What is learned of a memory holds in every deck, so these facts belong to none.

use super::background::Said;
use super::{App, RETRIES, Trouble, current_learner};
use crate::core::DeckId;
use crate::evaluation::{FitProgress, OwnAnswers, Ratings};
use crate::event::{Body, Event, FitTarget, MemoryUnit, ParametersFitted, Rows, Undo};
use crate::learner::{Forgetting, Learner, MODEL, OwnParams, Params, counted, undone};
use crate::session::LogEnd;
use crate::store::{Committed, Store, StoreError};

/// A fit for which it is time.
pub(super) enum Wanted {
    Memory {
        target: FitTarget,
        ratings: Ratings,
        in_use: Forgetting,
    },
    Model {
        answers: OwnAnswers,
        everyone: Box<Params>,
        in_use: Box<Params>,
    },
}

impl Wanted {
    pub fn fit(&self, progress: &FitProgress) -> Option<ParametersFitted> {
        match self {
            Self::Memory {
                target,
                ratings,
                in_use,
            } => Some(ratings.fit(in_use, progress)?.into_event(*target)),
            Self::Model {
                answers,
                everyone,
                in_use,
            } => Some(answers.fit(everyone, in_use, progress)?.into_event()),
        }
    }

    pub fn what(&self) -> &'static str {
        match self {
            Self::Memory {
                target: FitTarget::MemoryItems,
                ..
            } => "learning how you forget facts",
            Self::Memory { .. } => "learning how you forget skills",
            Self::Model { .. } => "learning your pace",
        }
    }
}

/// The fits for which there is enough new since the last one was tried.
///
/// The log is read whole only where the stored rows already say that it is worth it.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn wanted(store: &Store, params: &Params) -> Result<Vec<Wanted>, StoreError> {
    let program = store.program_events()?;
    let decks = store.deck_ids()?;
    let mut reviews = [0, 0];
    let mut responses = 0;
    for deck in &decks {
        let learner = current_learner(store, params, deck)?.learner;
        responses += learner.responses as usize;
        for (count, unit) in reviews.iter_mut().zip(UNITS) {
            let of_kind = learner.memories().filter(|it| it.unit == unit);
            *count += of_kind.map(|it| delayed(it.days)).sum::<usize>();
        }
    }
    let next = MEMORY.map(|target| next_at(&program, target));
    let mut of_memory = reviews.iter().zip(next);
    let memory_is_due = of_memory.any(|(reviews, next)| *reviews >= next);
    let model_is_due = responses >= next_at(&program, FitTarget::Model);
    if !memory_is_due && !model_is_due {
        return Ok(Vec::new());
    }
    let logs = decks
        .iter()
        .map(|deck| store.events(Some(deck)))
        .collect::<Result<Vec<_>, _>>()?;
    let mut wanted = Vec::new();
    if memory_is_due {
        wanted.extend(wanted_of_memory(params, &program, &logs));
    }
    if model_is_due {
        wanted.extend(wanted_of_model(params, &program, &logs));
    }
    Ok(wanted)
}

fn wanted_of_memory<'a>(
    params: &Params,
    program: &'a [Event],
    logs: &[Vec<Event>],
) -> impl Iterator<Item = Wanted> + use<'a> {
    let learner = Learner::fold(params, program);
    let in_use = UNITS.map(|unit| learner.forgetting(params, unit).clone());
    let both = Ratings::read(params, logs.iter().map(Vec::as_slice));
    let wanted = both.into_iter().zip(MEMORY).zip(in_use);
    wanted
        .filter(|((ratings, target), _)| ratings.delayed() >= next_at(program, *target))
        .map(|((ratings, target), in_use)| Wanted::Memory {
            target,
            ratings,
            in_use,
        })
}

fn wanted_of_model(params: &Params, program: &[Event], logs: &[Vec<Event>]) -> Option<Wanted> {
    let logs = logs.iter().map(|log| counted(log).cloned().collect());
    let answers = OwnAnswers::new(params, logs.collect());
    let is_due = answers.count() >= next_at(program, FitTarget::Model);
    is_due.then(|| Wanted::Model {
        answers,
        everyone: Box::new(params.clone()),
        in_use: Box::new(OwnParams::of(program).over(params)),
    })
}

/// In the order of [`Ratings::read`].
const MEMORY: [FitTarget; 2] = [FitTarget::MemoryItems, FitTarget::MemorySkills];
const UNITS: [MemoryUnit; 2] = [MemoryUnit::Item, MemoryUnit::Skill];

/// The first rating of a unit tells nothing of forgetting.
pub(super) fn delayed(days_rated: u16) -> usize {
    usize::from(days_rated.saturating_sub(1))
}

/// After how many answers a fit was last tried, whatever became of it: one that was taken back is
/// not made again before there is much more to learn from.
pub(super) fn tried_at(program: &[Event], target: FitTarget) -> usize {
    let tried = program.iter().filter_map(|event| match &event.body {
        Body::ParametersFitted(fit) if fit.target == target && is_of_this_model(fit) => {
            Some(fit.responses as usize)
        }
        _ => None,
    });
    tried.max().unwrap_or(0)
}

/// Fits of another version of the model say nothing of this one.
fn is_of_this_model(fit: &ParametersFitted) -> bool {
    fit.model.is_none_or(|model| model == MODEL)
}

/// At how many delayed reviews, of the model answers, the next fit is tried.
pub(super) fn next_at(program: &[Event], target: FitTarget) -> usize {
    let tried_at = tried_at(program, target);
    match target {
        FitTarget::Model => OwnAnswers::next_fit(tried_at),
        FitTarget::MemoryItems | FitTarget::MemorySkills => Ratings::next_fit(tried_at),
    }
}

/// The fits that hold now: the last of each target that was kept and not taken back.
pub(super) fn in_use(program: &[Event]) -> Vec<(&Event, &ParametersFitted)> {
    let undone = undone(program);
    let kept = |target| {
        program.iter().rev().find_map(|event| match &event.body {
            Body::ParametersFitted(fit)
                if fit.target == target
                    && !fit.values.is_empty()
                    && is_of_this_model(fit)
                    && !undone.contains(&event.id) =>
            {
                Some((event, fit))
            }
            _ => None,
        })
    };
    let all = [MEMORY[0], MEMORY[1], FitTarget::Model];
    all.into_iter().filter_map(kept).collect()
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

    /// Forgets the fits that hold: all is believed and remembered again as if they had never been.
    ///
    /// # Errors
    /// When there is none, or the store cannot be read or written.
    pub fn undo_fit(&mut self) -> Result<(), Trouble> {
        let program = self.store.program_events()?;
        let events: Vec<_> = in_use(&program).iter().map(|(event, _)| event.id).collect();
        if events.is_empty() {
            return Err(Trouble::refused(
                "All parameters are those of everyone: there is no fit to take back.",
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
        let from_the_start = events
            .iter()
            .any(|it| matches!(it.body, Body::Undo(_)) || OwnParams::read(it).is_some());
        if from_the_start {
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
    let learned = match fit.target {
        FitTarget::MemoryItems => "reviews Gradus has learned how you forget facts",
        FitTarget::MemorySkills => "reviews Gradus has learned how you forget skills",
        FitTarget::Model => {
            "answers Gradus has learned your pace: it foresees your answers better by how you learn \
             and forget than by how most do, so some chances have moved"
        }
    };
    (!fit.values.is_empty()).then(|| {
        format!(
            "From {} {learned}. The Memory screen shows it, and can take it back.",
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

    fn of_memory(store: &Store) -> Vec<Wanted> {
        let mut wanted = wanted(store, &Params::default()).unwrap();
        wanted.retain(|it| matches!(it, Wanted::Memory { .. }));
        wanted
    }

    /// A fit that found practice to gain twice as much, made by this version of the model.
    fn of_model(responses: u32) -> ParametersFitted {
        ParametersFitted {
            target: FitTarget::Model,
            values: [("traits.growth.mean".to_owned(), vec![0.52])].into(),
            model: Some(MODEL),
            responses,
            log_loss_before: 0.6,
            log_loss_after: 0.5,
        }
    }

    #[test]
    fn a_fit_is_made_told_once_kept_and_taken_back_for_good() {
        let folder = tempdir().unwrap();
        let store = store_in(folder.path(), 100);
        let params = Params::default();
        let made = of_memory(&store);
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
        assert!(of_memory(&store).is_empty());

        app.undo_fit().unwrap();
        assert!(!is_own(&app));
        assert!(!is_own(&app_in(folder.path())));
        assert!(examine(folder.path(), &params, false).unwrap().is_healthy());
        assert!(app.undo_fit().is_err());
        assert!(of_memory(&store).is_empty());
    }

    #[test]
    fn a_fit_of_the_model_holds_from_the_first_answer_until_it_is_taken_back() {
        let folder = tempdir().unwrap();
        drop(store_in(folder.path(), 20));
        let params = Params::default();
        let gain = |app: &App| app.session().unwrap().params.traits.growth.mean;
        let ability = |app: &App| app.session().unwrap().learner.traits.ability();
        let mut app = app_in(folder.path());
        let before = app.session().unwrap().learner.clone();

        app.commit_for_all(vec![Body::ParametersFitted(of_model(140))])
            .unwrap();
        assert!(news(&of_model(140)).unwrap().contains("140 answers"));
        assert_eq!(gain(&app), 0.52);
        assert_ne!(
            ability(&app),
            before.traits.ability(),
            "all was learned anew"
        );
        let again = app_in(folder.path());
        assert_eq!((gain(&again), ability(&again)), (0.52, ability(&app)));
        assert!(examine(folder.path(), &params, false).unwrap().is_healthy());
        assert_eq!(app.memory().unwrap().pace.own.len(), 1);

        app.undo_fit().unwrap();
        assert_eq!(gain(&app), params.traits.growth.mean);
        assert_eq!(app.session().unwrap().learner, before);
        assert!(examine(folder.path(), &params, false).unwrap().is_healthy());
        assert!(app.memory().unwrap().pace.own.is_empty());
    }

    #[test]
    fn the_model_is_fitted_at_a_hundred_answers_and_at_each_doubling() {
        let folder = tempdir().unwrap();
        let params = Params::default();
        let is_wanted = |store: &Store| {
            let wanted = wanted(store, &params).unwrap();
            wanted.iter().any(|it| matches!(it, Wanted::Model { .. }))
        };
        let few = tempdir().unwrap();
        assert!(!is_wanted(&store_in(few.path(), 14)), "98 answers");
        let store = store_in(folder.path(), 20);
        assert!(is_wanted(&store), "140 answers");
        let mut app = app_in(folder.path());
        let not_kept = ParametersFitted {
            values: [].into(),
            ..of_model(71)
        };
        let by_another_model = ParametersFitted {
            model: Some(MODEL + 1),
            ..of_model(140)
        };
        for fit in [
            by_another_model,
            ParametersFitted {
                responses: 70,
                ..not_kept.clone()
            },
        ] {
            app.commit_for_all(vec![Body::ParametersFitted(fit)])
                .unwrap();
            assert!(is_wanted(&store));
            assert!(app.session().unwrap().learner.own_params.is_empty());
        }
        app.commit_for_all(vec![Body::ParametersFitted(not_kept)])
            .unwrap();
        assert!(!is_wanted(&store));
    }

    #[test]
    fn a_fit_holds_in_decks_that_are_begun_later() {
        let folder = tempdir().unwrap();
        let store = store_in(folder.path(), 100);
        let fit = of_memory(&store)[0].fit(&FitProgress::default()).unwrap();
        let mut app = app_in(folder.path());
        app.commit_for_all(vec![Body::ParametersFitted(fit)])
            .unwrap();
        app.commit_for_all(vec![Body::ParametersFitted(of_model(700))])
            .unwrap();
        let new = app.learner(&DeckId::new("new")).unwrap();
        assert!(new.own_forgetting.item.is_some());
        assert_eq!(app.params_of(&new).traits.growth.mean, 0.52);
    }

    #[test]
    fn too_few_reviews_are_left_alone() {
        let folder = tempdir().unwrap();
        assert!(of_memory(&store_in(folder.path(), 60)).is_empty());
    }
}
