//! The chance: what the model predicts, what is shown of a skill, and what that is called.

use serde::{Deserialize, Serialize};

use super::belief::{Gaussian, logit, sigmoid};
use super::memory::Memory;
use super::params::{Combining, Params, ResponseParams};
use super::state::Learner;
use crate::core::{Now, SkillId};
use crate::event::ItemVersion;

/// A chance with its 80 % interval, each 0..1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    pub mean: f64,
    pub low: f64,
    pub high: f64,
}

/// What a chance is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    Unknown,
    Gap,
    Growing,
    Strong,
    Fading,
}

impl Band {
    pub const ALL: [Self; 5] = [
        Self::Unknown,
        Self::Gap,
        Self::Growing,
        Self::Strong,
        Self::Fading,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Gap => "gap",
            Self::Growing => "growing",
            Self::Strong => "strong",
            Self::Fading => "fading",
        }
    }

    /// A sign of its own, since color is never the only one.
    pub fn mark(self) -> char {
        match self {
            Self::Unknown => '?',
            Self::Gap => '○',
            Self::Growing => '△',
            Self::Strong => '▲',
            Self::Fading => '▽',
        }
    }
}

/// What is believed of one answer before it is given.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prospect {
    /// The mean logit: x.
    pub logit: f64,
    /// Variance from ability and skills, which all items of a skill share.
    pub shared: f64,
    /// Variance from the trace of this item alone.
    pub own: f64,
    /// Logits by which memory shifts the chance now.
    pub memory: f64,
}

impl Prospect {
    /// Chance of a right answer now: P_now.
    pub fn chance(&self, response: &ResponseParams, guess: f64) -> f64 {
        let variance = self.shared + self.own;
        self.remembered(response.chance(self.logit, variance, guess))
    }

    /// The chance, unaided and without guessing, if what is shared lay so many standard deviations
    /// off its mean.
    fn at(&self, response: &ResponseParams, deviations: f64) -> f64 {
        let logit = self.logit + deviations * self.shared.sqrt();
        self.remembered(response.chance(logit, self.own, 0.0))
    }

    fn remembered(&self, chance: f64) -> f64 {
        sigmoid(logit(chance) + self.memory)
    }
}

impl Estimate {
    /// The mean over what is believed of several answers, with so many standard deviations to
    /// either end of its interval. Traces of items are independent of each other and average out
    /// over a skill's items, so the interval is that of what the items share.
    pub(super) fn of(response: &ResponseParams, interval: f64, prospects: &[Prospect]) -> Self {
        let mean_of = |chance: &dyn Fn(&Prospect) -> f64| {
            prospects.iter().map(chance).sum::<f64>() / prospects.len().max(1) as f64
        };
        let mean = mean_of(&|it| it.chance(response, 0.0));
        // Far from one half the mean of so skewed a belief can lie beyond its own quantiles.
        Self {
            mean,
            low: mean_of(&|it| it.at(response, -interval)).min(mean),
            high: mean_of(&|it| it.at(response, interval)).max(mean),
        }
    }

    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}

impl Learner {
    /// Chance of a right unaided answer to an item now, guessing included, 0..1.
    pub fn predict(&self, params: &Params, item: &ItemVersion, now: Now) -> f64 {
        let guess = params.response.guess(item.guess, None);
        self.prospect(params, item, Some(now))
            .chance(&params.response, guess)
    }

    /// The same apart from memory: as if nothing had faded since it was last met.
    pub fn predict_believed(&self, params: &Params, item: &ItemVersion) -> f64 {
        let guess = params.response.guess(item.guess, None);
        self.prospect(params, item, None)
            .chance(&params.response, guess)
    }

    /// The same with its 80 % interval, which takes in what is unsure about this item alone.
    pub fn forecast(&self, params: &Params, item: &ItemVersion, now: Now) -> Estimate {
        let guess = params.response.guess(item.guess, None);
        let prospect = self.prospect(params, item, Some(now));
        let mean = prospect.chance(&params.response, guess);
        let spread = params.bands.interval * (prospect.shared + prospect.own).sqrt();
        let end = |off: f64| {
            let chance = params.response.chance(prospect.logit + off, 0.0, guess);
            prospect.remembered(chance)
        };
        Estimate {
            mean,
            low: end(-spread).min(mean),
            high: end(spread).max(mean),
        }
    }

    /// The chance of doing a skill at a moment, unaided and without guessing: the mean over
    /// `items`, which are its items at the target level (of facts, all its items). Without any, of
    /// an item as hard as the target level.
    pub fn estimate<'a>(
        &self,
        params: &Params,
        skill: &SkillId,
        items: impl Iterator<Item = &'a ItemVersion>,
        at: Now,
    ) -> Estimate {
        let mut prospects: Vec<Prospect> = items
            .map(|item| self.prospect(params, item, Some(at)))
            .collect();
        if prospects.is_empty() {
            prospects.push(self.prospect_at_target(params, skill, Some(at)));
        }
        Estimate::of(&params.response, params.bands.interval, &prospects)
    }

    /// What a skill's chance is called.
    pub fn band(&self, params: &Params, skill: &SkillId, estimate: Estimate) -> Band {
        let bands = &params.bands;
        let state = self.skill(skill);
        if state.passed_check_at.is_some() && is_strong(params, estimate) {
            Band::Strong
        } else if state.strong_since.is_some() && estimate.mean < bands.fading {
            Band::Fading
        } else if estimate.width() > bands.unknown_width {
            Band::Unknown
        } else if estimate.mean < bands.gap {
            Band::Gap
        } else {
            Band::Growing
        }
    }

    /// What is believed of the next answer to an item; without a moment, apart from memory.
    pub(super) fn prospect(
        &self,
        params: &Params,
        item: &ItemVersion,
        now: Option<Now>,
    ) -> Prospect {
        let loading = 1.0 / item.skills.len().max(1) as f64;
        let skills = || item.skills.iter().map(|id| self.skill(id));
        let met = self.items.get(&item.item);
        let trace = met.map_or(params.belief.item.prior(), |it| it.trace);
        let thetas: f64 = skills().map(|it| it.theta.mean).sum();
        let spread: f64 = skills().map(|it| it.theta.variance).sum();
        let memory = now.map_or(0.0, |now| {
            let of_item = met.and_then(|it| it.memory);
            let of_skills = skills().filter_map(|it| it.memory);
            memory_shift(params, of_item, of_skills, now)
        });
        Prospect {
            logit: params.response.intercept - params.response.difficulty(item)
                + self.ability.mean
                + loading * thetas
                + trace.mean,
            shared: self.ability.variance + loading * loading * spread,
            own: trace.variance,
            memory,
        }
    }

    /// What is believed of an item never met that is as hard as the target level.
    pub(super) fn prospect_at_target(
        &self,
        params: &Params,
        skill: &SkillId,
        now: Option<Now>,
    ) -> Prospect {
        let at_target = self.at_target(params, skill);
        let memory = now.map_or(0.0, |now| {
            memory_shift(params, None, self.skill(skill).memory.into_iter(), now)
        });
        Prospect {
            logit: at_target.mean,
            shared: at_target.variance,
            own: params.belief.item.prior().variance,
            memory,
        }
    }

    /// The belief about a skill at the target level, ability included: x_s of the joint belief.
    pub fn at_target(&self, params: &Params, skill: &SkillId) -> Gaussian {
        let theta = self.skill(skill).theta;
        Gaussian {
            mean: self.target_intercept(params) + self.ability.mean + theta.mean,
            variance: self.ability.variance + theta.variance,
        }
    }

    /// Logits of a right answer of the average learner at this deck's target level.
    pub(super) fn target_intercept(&self, params: &Params) -> f64 {
        params.response.intercept - params.response.level_difficulty(self.target)
    }
}

/// Whether a chance is high and sure enough to be strong.
pub(super) fn is_strong(params: &Params, estimate: Estimate) -> bool {
    estimate.mean >= params.bands.strong && estimate.low >= params.bands.strong_low
}

/// Logits by which memory shifts a chance: each kind of unit weighs by how long ago it was met,
/// and so does the offset, by the unit met last.
fn memory_shift(
    params: &Params,
    item: Option<Memory>,
    skills: impl Iterator<Item = Memory>,
    now: Now,
) -> f64 {
    let combining = &params.combining;
    let weights = |memory: &Memory| -> Combining {
        if now.days_since(memory.met_ms) <= combining.soon_days {
            combining.soon
        } else {
            combining.later
        }
    };
    let recall = |memory: &Memory| {
        let recall = memory.retrievability_at(now);
        logit(recall.clamp(combining.clip, 1.0 - combining.clip)) - combining.reference
    };
    let skills: Vec<Memory> = skills.collect();
    let of_item = item.map_or(0.0, |it| weights(&it).item * recall(&it));
    let of_skills: f64 = skills.iter().map(|it| weights(it).skill * recall(it)).sum();
    let met_last = item.iter().chain(&skills).max_by_key(|it| it.met_ms);
    let offset = met_last.map_or(0.0, |it| weights(it).offset);
    of_item + of_skills / skills.len().max(1) as f64 + offset
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::core::StudyDay;
    use crate::event::Guess;
    use crate::learner::state::Moment;
    use crate::learner::testing::{DAY_MS, Log, any_item, any_log, at, item, right};

    #[test]
    fn a_chance_is_called_by_where_it_lies() {
        let params = Params::default();
        let skill: SkillId = "a".into();
        let band = |passed: bool, was_strong: bool, (low, mean, high)| {
            let mut learner = Learner::new(&params);
            let state = learner.skill_mut(&skill);
            state.passed_check_at = passed.then_some(Moment::from(at(0)));
            state.strong_since = was_strong.then_some(StudyDay(0));
            learner.band(&params, &skill, Estimate { mean, low, high })
        };
        assert_eq!(band(false, false, (0.30, 0.50, 0.76)), Band::Unknown);
        assert_eq!(band(false, false, (0.30, 0.49, 0.70)), Band::Gap);
        assert_eq!(band(false, false, (0.30, 0.50, 0.70)), Band::Growing);
        assert_eq!(band(false, false, (0.70, 0.85, 0.95)), Band::Growing);
        assert_eq!(band(true, false, (0.70, 0.85, 0.95)), Band::Strong);
        assert_eq!(band(true, false, (0.69, 0.85, 0.95)), Band::Growing);
        assert_eq!(band(true, true, (0.70, 0.84, 0.95)), Band::Growing);
        assert_eq!(band(true, true, (0.70, 0.79, 0.95)), Band::Fading);
        assert_eq!(band(false, true, (0.10, 0.40, 0.80)), Band::Fading);
    }

    #[test]
    fn guessing_is_predicted_but_not_shown() {
        let params = Params::default();
        let picked = ItemVersion {
            guess: Guess::Picked(2),
            ..item(1, &["a"])
        };
        let learner = Learner::new(&params);
        let predicted = learner.predict(&params, &picked, at(0));
        let skill = "a".into();
        let shown = learner.estimate(&params, &skill, [&picked].into_iter(), at(0));
        assert!(predicted > shown.mean + 0.05);
        let none = learner.estimate(&params, &skill, std::iter::empty(), at(0));
        assert_eq!(shown, none);
    }

    /// sigmoid(logit P + b (logit R - 2.2) + d), by how long ago the skill was met.
    #[test]
    fn belief_and_memory_meet_in_logits() {
        let params = Params::default();
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        log.answer(&asked, right(&asked));
        let learner = log.fold();
        let memory = learner.skill(&"a".into()).memory.unwrap();
        let believed = learner
            .prospect(&params, &asked, None)
            .chance(&params.response, 0.0);
        for (ms, weight, offset) in [
            (0, 0.10, 0.0),
            (DAY_MS / 2, 0.10, 0.0),
            (DAY_MS / 2 + 1, 0.20, -0.3),
            (30 * DAY_MS, 0.20, -0.3),
        ] {
            let recall = memory.retrievability_at(at(ms)).clamp(0.01, 0.99);
            let logit = |p: f64| (p / (1.0 - p)).ln();
            let x = logit(believed) + weight * (logit(recall) - 2.2) + offset;
            let now = learner.predict(&params, &asked, at(ms));
            assert!((now - 1.0 / (1.0 + (-x).exp())).abs() < 1e-9);
        }
    }

    #[test]
    fn without_memory_there_is_no_shift() {
        let learner = Learner::new(&Params::default());
        let asked = item(1, &["a"]);
        let prospect = learner.prospect(&Params::default(), &asked, Some(at(0)));
        assert_eq!(prospect.memory, 0.0);
    }

    proptest! {
        #[test]
        fn a_chance_lies_in_its_interval(
            log in any_log(),
            items in prop::collection::vec(any_item(), 0..5),
            later in -10..4_000_i64,
        ) {
            let params = Params::default();
            let learner = log.fold();
            let now = at(log.ms + later * DAY_MS);
            let estimate = learner.estimate(&params, &"skill-1".into(), items.iter(), now);
            let Estimate { mean, low, high } = estimate;
            prop_assert!(0.0 <= low && low <= mean && mean <= high && high <= 1.0);
            for item in &items {
                let Estimate { mean, low, high } = learner.forecast(&params, item, now);
                prop_assert_eq!(mean, learner.predict(&params, item, now));
                prop_assert!(0.0 <= low && low <= mean && mean <= high && high <= 1.0);
            }
        }

        #[test]
        fn a_right_answer_raises_the_chance(log in any_log(), asked in any_item()) {
            let params = Params::default();
            let believed = |learner: &Learner| {
                learner.prospect(&params, &asked, None).chance(&params.response, 0.0)
            };
            let mut log = log;
            let before = log.fold();
            log.answer(&asked, right(&asked));
            let after = log.fold();
            // A slow right answer speaks against its item; a belief at its limit cannot rise.
            let slow = after.items[&asked.item].trace.mean < before.items.get(&asked.item)
                .map_or(0.0, |it| it.trace.mean);
            let risen = after.prospect(&params, &asked, None).logit
                - before.prospect(&params, &asked, None).logit;
            prop_assert!(slow || risen >= -1e-12);
            prop_assert!(believed(&after).is_finite());
        }
    }
}
