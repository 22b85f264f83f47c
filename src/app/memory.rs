//! Memory in all decks: how it stands, what is due when, and how much of it shall be kept.

use std::sync::Arc;

use super::{App, Trouble, TroubleKind, current_learner, fit};
use crate::config::{self, RETENTIONS};
use crate::core::{DeckId, StudyDay};
use crate::evaluation::{FORECAST_DAYS, Forecast};
use crate::event::{Event, FitTarget, MemoryUnit, ParametersFitted};
use crate::learner::{Forgetting, Learner, Memory, OwnParams, Params, Provenance, Tunable};
use crate::session::FEEDBACK_MINUTES;
use crate::store::StoreError;
use crate::view::{self, DueOn, Leech, OwnParameter, Pace, RetentionChoice, Weights};

/// Retentions to choose among.
const CHOICES: [f64; 9] = [0.70, 0.75, 0.80, 0.85, 0.88, 0.90, 0.92, 0.95, 0.97];
/// Days that are listed one by one.
const DAYS_LISTED: i32 = 14;
/// Seconds that an answer is taken to need before enough were given.
pub(super) const USUAL_SECONDS: f64 = 15.0;

/// What is known of the learner in one deck.
struct Known {
    deck: DeckId,
    learner: Learner,
}

impl App {
    /// How memory stands over all decks, and what each retention would cost.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn memory(&self) -> Result<view::Memory, Trouble> {
        let now = self.now();
        let params = &*self.params;
        let all = self.known()?;
        let learners = || all.iter().map(|it| &it.learner);
        let memories = || learners().flat_map(Learner::memories);
        let of_kind = |unit| memories().filter(|it| it.unit == unit).count();
        let seconds = seconds(params, learners()) + 60.0 * FEEDBACK_MINUTES;
        let forecast = Forecast::new(params, learners(), seconds, now.day);
        let program = self.store.program_events()?;
        Ok(view::Memory {
            facts: of_kind(MemoryUnit::Item),
            skills: of_kind(MemoryUnit::Skill),
            known: memories().map(|it| it.retrievability_at(now)).sum(),
            due: due(memories(), now.day),
            leeches: all.iter().flat_map(|it| self.leeches(it)).collect(),
            retention: params.memory.retention,
            seconds,
            days_ahead: FORECAST_DAYS,
            choices: choices(&forecast, params.memory.retention),
            weights: weights(params, &program, memories),
            pace: pace(params, &program, learners().map(|it| it.responses).sum()),
        })
    }

    /// Sets the desired retention in the learner's settings, and plans anew when all comes back.
    ///
    /// # Errors
    /// When it is out of range, the settings cannot be written, or the store cannot be read.
    pub fn set_retention(&mut self, retention: f64) -> Result<(), Trouble> {
        if !RETENTIONS.contains(&retention) {
            return Err(Trouble::refused(
                "A desired retention lies between 70 and 97 %.",
            ));
        }
        config::set_retention(&self.options.settings, retention)
            .map_err(|error| Trouble::new(TroubleKind::Failed, error.to_string()))?;
        self.options.retention = retention;
        self.params = Arc::new(params_for(retention));
        self.open_again()
    }

    fn known(&self) -> Result<Vec<Known>, StoreError> {
        let decks = self.store.deck_ids()?.into_iter();
        decks
            .map(|deck| {
                let learner = current_learner(&self.store, &self.params, &deck)?.learner;
                Ok(Known { deck, learner })
            })
            .collect()
    }

    fn leeches(&self, known: &Known) -> Vec<Leech> {
        let Some(deck) = self.library.deck(&known.deck) else {
            return Vec::new();
        };
        let leech = |title: Option<&str>, memory: &Memory| Leech {
            deck_title: deck.title.clone(),
            title: title
                .unwrap_or("something this deck no longer has")
                .to_owned(),
            lapses: memory.lapses,
        };
        let stuck = |memory: &&Memory| memory.is_leech(&self.params);
        let skills = known.learner.skills.iter().filter_map(|(id, state)| {
            let memory = state.memory.as_ref().filter(stuck)?;
            let title = deck.skill(id).map(|it| it.title.as_str());
            Some(leech(title, memory))
        });
        let items = known.learner.items.iter().filter_map(|(id, state)| {
            let memory = state.memory.as_ref().filter(stuck)?;
            let title = deck.item(id).and_then(|it| it.prompt.lines().next());
            Some(leech(title, memory))
        });
        skills.chain(items).collect()
    }
}

/// The parameters of the model, with what the learner has set.
pub fn params_for(retention: f64) -> Params {
    let mut params = Params::default();
    params.memory.retention = retention;
    params
}

/// What an answer takes the learner, from the decks where they gave enough.
fn seconds<'a>(params: &Params, learners: impl Iterator<Item = &'a Learner>) -> f64 {
    let (mut total, mut answers) = (0.0, 0.0);
    for pace in learners.map(|it| it.pace) {
        if let Some(mean) = pace.mean_seconds(&params.pace) {
            total += mean * f64::from(pace.answers);
            answers += f64::from(pace.answers);
        }
    }
    if answers > 0.0 {
        total / answers
    } else {
        USUAL_SECONDS
    }
}

fn due<'a>(memories: impl Iterator<Item = &'a Memory>, today: StudyDay) -> Vec<DueOn> {
    let mut days: Vec<DueOn> = (0..DAYS_LISTED)
        .map(|ahead| DueOn {
            day: today + ahead,
            units: 0,
        })
        .collect();
    for memory in memories {
        let day = memory.due.max(today);
        if let Some(due) = days.iter_mut().find(|it| it.day == day) {
            due.units += 1;
        }
    }
    days
}

fn choices(forecast: &Forecast, now: f64) -> Vec<RetentionChoice> {
    let is_now = |retention: f64| (retention - now).abs() < 0.005;
    let mut retentions = CHOICES.to_vec();
    if !CHOICES.into_iter().any(is_now) {
        retentions.push(now);
        retentions.sort_by(f64::total_cmp);
    }
    let choice = |retention: f64| {
        let load = forecast.at(retention);
        RetentionChoice {
            retention,
            month: load.month,
            two_months: load.two_months,
            known: load.known,
            is_now: is_now(retention),
        }
    };
    retentions.into_iter().map(choice).collect()
}

/// The weights in use and where they come from.
fn weights<'a, M: Iterator<Item = &'a Memory>>(
    params: &Params,
    program: &[Event],
    memories: impl Fn() -> M,
) -> Vec<Weights> {
    let learner = Learner::fold(params, program);
    let kinds = [
        ("facts", MemoryUnit::Item, FitTarget::MemoryItems),
        ("skills", MemoryUnit::Skill, FitTarget::MemorySkills),
    ];
    kinds
        .into_iter()
        .map(|(what, unit, target)| {
            let forgetting = learner.forgetting(params, unit);
            let reviews = memories().filter(|it| it.unit == unit);
            let reviews = reviews.map(|it| fit::delayed(it.days)).sum();
            Weights {
                what,
                values: forgetting.weights().to_vec(),
                own: forgetting.provenance == Provenance::Fitted,
                whence: whence(forgetting, program, target, reviews),
            }
        })
        .collect()
}

fn whence(forgetting: &Forgetting, program: &[Event], target: FitTarget, reviews: usize) -> String {
    let next = fit::next_at(program, target);
    match (forgetting.provenance, fit_in_use(program, target)) {
        (Provenance::Fitted, Some((event, fit))) => format!(
            "fitted to {} of your reviews on {}: they predict what you recall better than those before (log loss {:.3} instead of {:.3})",
            fit.responses, event.now.day, fit.log_loss_after, fit.log_loss_before
        ),
        _ => format!(
            "those of everyone{}; at {next} reviews after a day or more Gradus tries to find your own (you have {reviews})",
            tried(program, target, "reviews")
        ),
    }
}

fn fit_in_use(program: &[Event], target: FitTarget) -> Option<(&Event, &ParametersFitted)> {
    let mut in_use = fit::in_use(program).into_iter();
    in_use.find(|(_, fit)| fit.target == target)
}

fn tried(program: &[Event], target: FitTarget, what: &str) -> String {
    match fit::tried_at(program, target) {
        0 => String::new(),
        tried => format!(" (a fit to {tried} {what} was no better, or was taken back)"),
    }
}

/// The parameters of the learner model in use and where they come from.
fn pace(params: &Params, program: &[Event], responses: u32) -> Pace {
    let target = FitTarget::Model;
    let mine = OwnParams::of(program).over(params);
    let Some((event, fit)) = fit_in_use(program, target) else {
        return Pace {
            whence: format!(
                "as that of everyone{}; at {} answers Gradus tries to find your own (you have given {responses})",
                tried(program, target, "answers"),
                fit::next_at(program, target),
            ),
            own: Vec::new(),
        };
    };
    let apart = |it: &Tunable| (it.scaled(&mine) - it.scaled(params)).abs() / it.sd;
    let mut own: Vec<&Tunable> = Tunable::of_one().filter(|it| apart(it) > 0.0).collect();
    own.sort_by(|a, b| apart(b).total_cmp(&apart(a)));
    Pace {
        whence: format!(
            "fitted to {} of your answers on {}: it predicts you better than what was before (log loss {:.3} instead of {:.3})",
            fit.responses, event.now.day, fit.log_loss_after, fit.log_loss_before
        ),
        own: own
            .into_iter()
            .map(|it| OwnParameter {
                name: it.name,
                words: it.words,
                value: it.get(&mine),
                of_everyone: it.get(params),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::tempdir;

    use super::*;
    use crate::app::examine;
    use crate::app::testing::{app_in, store_in};

    #[test]
    fn memory_is_told_with_what_each_retention_would_cost() {
        let folder = tempdir().unwrap();
        drop(store_in(folder.path(), 40));
        let memory = app_in(folder.path()).memory().unwrap();
        assert_eq!((memory.facts, memory.skills), (40, 0));
        assert!(memory.known > 10.0 && memory.known < 40.0);
        let due: usize = memory.due.iter().map(|it| it.units).sum();
        assert!(due > 0 && due <= 40);
        let costs = memory.choices.iter().map(|it| it.two_months);
        assert!(costs.is_sorted(), "{:?}", memory.choices);
        assert_eq!(memory.choices.iter().filter(|it| it.is_now).count(), 1);
        assert!(memory.weights[0].whence.contains("you have 240"));
    }

    #[test]
    fn a_lower_retention_brings_all_back_later_and_is_kept() {
        let folder = tempdir().unwrap();
        drop(store_in(folder.path(), 40));
        let mut app = app_in(folder.path());
        let due = |app: &App| -> i32 {
            let learner = &app.session().unwrap().learner;
            learner.memories().map(|it| it.due.0).sum()
        };
        let before = due(&app);
        app.set_retention(0.75).unwrap();
        assert!(due(&app) > before);
        let text = fs::read_to_string(folder.path().join("config.toml")).unwrap();
        assert_eq!(text, "[memory]\nretention = 0.75\n");
        let report = examine(folder.path(), &params_for(0.75), false).unwrap();
        assert!(report.is_healthy(), "{report:?}");
        assert!(app.set_retention(0.5).is_err());
    }
}
