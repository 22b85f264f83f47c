//! The parameters that are fitted to answers: one table, a line for each.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::MODEL;
use super::belief::{logit, sigmoid};
use super::fold::undone;
use super::params::{Params, Provenance};
use crate::event::{Body, Event, FitTarget, ParametersFitted};

/// A parameter that can be fitted.
pub struct Tunable {
    /// As in a file of parameters, and in the facts that a fit leaves: it never changes meaning.
    pub name: &'static str,
    /// What it is to a learner.
    pub words: &'static str,
    /// What it may be.
    pub range: RangeInclusive<f64>,
    scale: Scale,
    /// How far learners are taken to differ in it: a standard deviation on the scale.
    pub sd: f64,
    fitted: Fitted,
    get: fn(&Params) -> f64,
    set: fn(&mut Params, f64),
}

/// The scale on which a parameter has no bounds, and learners differ by about as much either way.
#[derive(Clone, Copy)]
enum Scale {
    Plain,
    /// Of what is above 0.
    Log,
    /// Of what lies between 0 and 1.
    Logit,
}

/// To whose answers a parameter is fitted.
#[derive(Clone, Copy, PartialEq)]
enum Fitted {
    /// Many learners': a learner's own tell too little of it.
    Everyone,
    /// The learner's own: no file of many learners' answers tells of it.
    Own,
    Both,
}

use Fitted::{Both, Everyone, Own};
use Scale::{Log, Logit, Plain};

macro_rules! tunables {
    ($($group:ident.$($field:ident).+: $fitted:ident, $scale:ident, $sd:literal, $range:expr, $words:literal;)*) => {
        /// All of them.
        pub static TUNABLES: &[Tunable] = &[$(Tunable {
            name: concat!(stringify!($group) $(, ".", stringify!($field))+),
            words: $words,
            range: $range,
            scale: $scale,
            sd: $sd,
            fitted: $fitted,
            get: |params| params.$group.$($field).+,
            set: |params, value| {
                params.$group.$($field).+ = value;
                params.$group.provenance = Provenance::Fitted;
            },
        }),*];
    };
}

// Name: whose answers, scale, spread among learners on it †, range, what it is to a learner.
tunables! {
    response.intercept: Both, Plain, 0.3, -5.0..=5.0, "How well you do from the start";
    response.slip: Both, Logit, 0.5, 0.0005..=0.3, "Slips: wrong though you know it";
    response.guessing: Own, Logit, 0.5, 0.01..=0.99, "Picked rightly by guessing";
    belief.ability.sd: Everyone, Log, 0.3, 0.1..=5.0, "How far learners differ in a deck";
    belief.ability.drift: Both, Log, 0.5, 0.00001..=1.0, "How fast what you can do in a deck changes";
    belief.skill.sd: Both, Log, 0.3, 0.1..=5.0, "How far your skills lie apart";
    belief.skill.drift: Both, Log, 0.5, 0.00001..=1.0, "How fast your skills change";
    belief.item.sd: Both, Log, 0.3, 0.1..=5.0, "How far exercises of a skill lie apart for you";
    belief.item.drift: Both, Log, 0.5, 0.00001..=1.0, "How fast single exercises change for you";
    practice.skill_right: Both, Log, 0.5, 0.001..=3.0, "What a right answer gains a skill";
    practice.skill_wrong: Both, Log, 0.5, 0.001..=3.0, "What a wrong answer gains a skill";
    practice.item_right: Both, Log, 0.5, 0.001..=3.0, "What a right answer gains an exercise";
    practice.item_wrong: Both, Log, 0.5, 0.001..=3.0, "What a wrong answer gains an exercise";
    practice.rho: Everyone, Log, 0.3, 0.01..=3.0, "How soon practice gains less";
    teaching.lesson: Own, Log, 0.5, 0.01..=5.0, "What a lesson gains";
    teaching.example: Own, Log, 0.5, 0.01..=5.0, "What a worked example gains";
    pace.fast: Own, Plain, 0.2, -2.0..=2.0, "What a fast right answer tells";
    pace.slow: Own, Plain, 0.2, -2.0..=2.0, "What a slow right answer tells";
    combining.soon.item: Both, Plain, 0.1, -2.0..=2.0, "What memory of a fact tells the same day";
    combining.soon.skill: Both, Plain, 0.1, -2.0..=2.0, "What memory of a skill tells the same day";
    combining.soon.offset: Both, Plain, 0.2, -3.0..=3.0, "What a pause changes the same day";
    combining.later.item: Both, Plain, 0.1, -2.0..=2.0, "What memory of a fact tells later";
    combining.later.skill: Both, Plain, 0.1, -2.0..=2.0, "What memory of a skill tells later";
    combining.later.offset: Both, Plain, 0.2, -3.0..=3.0, "What a pause changes later";
}

impl Tunable {
    /// Those that are fitted to many learners' answers.
    pub fn of_everyone() -> impl Iterator<Item = &'static Self> {
        TUNABLES.iter().filter(|it| it.fitted != Own)
    }

    /// Those that are fitted to a learner's own answers.
    pub fn of_one() -> impl Iterator<Item = &'static Self> {
        TUNABLES.iter().filter(|it| it.fitted != Everyone)
    }

    pub fn named(name: &str) -> Option<&'static Self> {
        TUNABLES.iter().find(|it| it.name == name)
    }

    pub fn get(&self, params: &Params) -> f64 {
        (self.get)(params)
    }

    /// Sets it, as near as its range allows; the group is then a fitted one.
    pub fn set(&self, params: &mut Params, value: f64) {
        let (lowest, highest) = (*self.range.start(), *self.range.end());
        if value.is_finite() {
            (self.set)(params, value.clamp(lowest, highest));
        }
    }

    /// Its place on the scale without bounds.
    pub fn scaled(&self, params: &Params) -> f64 {
        let value = self.get(params);
        match self.scale {
            Plain => value,
            Log => value.ln(),
            Logit => logit(value),
        }
    }

    /// Sets it from its place on the scale.
    pub fn set_scaled(&self, params: &mut Params, place: f64) {
        let value = match self.scale {
            Plain => place,
            Log => place.exp(),
            Logit => sigmoid(place),
        };
        self.set(params, value);
    }
}

/// Parameters fitted to this learner, by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OwnParams(BTreeMap<String, f64>);

impl OwnParams {
    /// Those of the last fit among these events that was kept, not taken back, and made with this
    /// version of the model: in another the same name may have meant something else.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event> + Clone) -> Self {
        let is_kept = |event: &&Event| Self::read(event).is_some();
        let Some(mut last) = events.clone().into_iter().filter(is_kept).last() else {
            return Self::default();
        };
        let undone = undone(events.clone());
        if undone.contains(&last.id) {
            let kept = events.into_iter().filter(is_kept);
            match kept.filter(|it| !undone.contains(&it.id)).last() {
                Some(event) => last = event,
                None => return Self::default(),
            }
        }
        Self::read(last).map_or_else(Self::default, Self::from_fit)
    }

    /// The fit of the model that an event is, if it was kept.
    pub fn read(event: &Event) -> Option<&ParametersFitted> {
        match &event.body {
            Body::ParametersFitted(fit)
                if fit.target == FitTarget::Model
                    && fit.model == Some(MODEL)
                    && !fit.values.is_empty() =>
            {
                Some(fit)
            }
            _ => None,
        }
    }

    pub fn from_fit(fit: &ParametersFitted) -> Self {
        let value = |(name, values): (&String, &Vec<f64>)| Some((name.clone(), *values.first()?));
        Self(fit.values.iter().filter_map(value).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The parameters of all with the learner's own in their place.
    pub fn over(&self, params: &Params) -> Params {
        let mut own = params.clone();
        for (name, value) in &self.0 {
            if let Some(tunable) = Tunable::named(name) {
                tunable.set(&mut own, *value);
            }
        }
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Undo;
    use crate::learner::Learner;
    use crate::learner::testing::{Log, item, right};

    #[test]
    fn each_is_read_written_and_scaled_there_and_back() {
        let shipped = Params::default();
        for it in TUNABLES {
            let value = it.get(&shipped);
            assert!(it.range.contains(&value), "{}", it.name);
            let mut params = shipped.clone();
            it.set_scaled(&mut params, it.scaled(&shipped) + it.sd);
            let up = it.get(&params);
            assert!(up > value && it.range.contains(&up), "{}: {up}", it.name);
            it.set_scaled(&mut params, it.scaled(&shipped));
            assert!((it.get(&params) - value).abs() < 1e-12, "{}", it.name);
            it.set(&mut params, f64::NAN);
            assert!(it.get(&params).is_finite());
            for beyond in [1e300, -1e300] {
                it.set(&mut params, beyond);
                assert!(it.range.contains(&it.get(&params)), "{}", it.name);
            }
        }
    }

    #[test]
    fn names_are_those_of_the_file() {
        let file: toml::Table = toml::from_str(crate::learner::SHIPPED).unwrap();
        let params = Params::default();
        for it in TUNABLES {
            let mut keys = it.name.split('.');
            let group = file[keys.next().unwrap()].clone();
            let value = keys.fold(group, |value, key| value[key].clone());
            assert_eq!(value.as_float(), Some(it.get(&params)), "{}", it.name);
        }
    }

    fn fit(gain: f64) -> ParametersFitted {
        ParametersFitted {
            target: FitTarget::Model,
            values: [
                ("practice.skill_right".to_owned(), vec![gain]),
                ("no.such.name".to_owned(), vec![1.0]),
            ]
            .into(),
            model: Some(MODEL),
            responses: 100,
            log_loss_before: 0.6,
            log_loss_after: 0.5,
        }
    }

    #[test]
    fn a_fit_holds_from_the_first_answer_on_until_it_is_undone() {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        log.answer(&asked, right(&asked));
        let before = log.fold();
        let first = log.add(Body::ParametersFitted(fit(0.5)));
        let own = log.fold();
        let mean = |learner: &Learner| learner.skill(&"a".into()).theta.mean;
        assert!((mean(&own) - mean(&before) - (0.5 - 0.26)).abs() < 1e-9);
        assert_eq!(
            own.own_params.over(&Params::default()).practice.skill_right,
            0.5
        );

        let second = log.add(Body::ParametersFitted(fit(0.7)));
        assert!(mean(&log.fold()) > mean(&own));
        log.add(Body::Undo(Undo {
            events: vec![second],
        }));
        assert_eq!(log.fold(), own);
        log.add(Body::Undo(Undo {
            events: vec![first],
        }));
        assert_eq!(log.fold(), before);
    }

    #[test]
    fn what_was_not_kept_or_is_of_another_model_changes_nothing() {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        log.answer(&asked, right(&asked));
        let before = log.fold();
        let not_kept = ParametersFitted {
            values: BTreeMap::new(),
            ..fit(0.5)
        };
        for model in [None, Some(MODEL + 1)] {
            log.add(Body::ParametersFitted(ParametersFitted {
                model,
                ..fit(0.5)
            }));
        }
        log.add(Body::ParametersFitted(not_kept));
        assert_eq!(log.fold(), before);
    }
}
