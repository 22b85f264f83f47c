//! The chance: what the model predicts, what is shown of a skill, and what that is called.

use serde::{Deserialize, Serialize};

use super::belief::Gaussian;
use super::features::Occasion;
use super::params::{Params, ResponseParams};
use super::state::{ItemState, Learner};
use super::traits::Features;
use super::trust::Trust;
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
    /// Variance from traits and skills, which all items of a skill share.
    pub shared: f64,
    /// Variance from the trace of this item alone.
    pub own: f64,
}

impl Prospect {
    /// Chance of a right answer.
    pub fn chance(&self, response: &ResponseParams, guess: f64) -> f64 {
        response.chance(self.logit, self.shared + self.own, guess)
    }

    /// The chance, unaided and without guessing, if what is shared lay so many standard deviations
    /// off its mean.
    fn at(&self, response: &ResponseParams, deviations: f64) -> f64 {
        let logit = self.logit + deviations * self.shared.sqrt();
        response.chance(logit, self.own, 0.0)
    }

    /// The logit of the chance, where so far it is that of the belief.
    fn trusted(self, trust: &Trust) -> Self {
        let of = |mean, variance| trust.applied(Gaussian { mean, variance });
        let shared = of(self.logit, self.shared);
        Self {
            logit: shared.mean,
            shared: shared.variance,
            own: of(self.logit, self.own).variance,
        }
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
    /// Chance of a right unaided answer to an item, if it comes next, guessing included, 0..1.
    pub fn predict(&self, params: &Params, item: &ItemVersion, now: Now) -> f64 {
        let guess = params.response.guess(item.guess, None);
        self.prospect(params, item, Occasion::Next(now))
            .chance(&params.response, guess)
    }

    /// The same apart from forgetting: as if nothing had faded since it was last met.
    pub fn predict_unfaded(&self, params: &Params, item: &ItemVersion, now: Now) -> f64 {
        let guess = params.response.guess(item.guess, None);
        self.prospect(params, item, Occasion::NextUnfaded(now))
            .chance(&params.response, guess)
    }

    /// [`Learner::predict`] with its 80 % interval, which takes in what is unsure about this item
    /// alone.
    pub fn forecast(&self, params: &Params, item: &ItemVersion, now: Now) -> Estimate {
        let guess = params.response.guess(item.guess, None);
        let prospect = self.prospect(params, item, Occasion::Next(now));
        let mean = prospect.chance(&params.response, guess);
        let spread = params.bands.interval * (prospect.shared + prospect.own).sqrt();
        let end = |off: f64| params.response.chance(prospect.logit + off, 0.0, guess);
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
            .map(|item| self.prospect(params, item, Occasion::Around(at)))
            .collect();
        if prospects.is_empty() {
            prospects.push(self.prospect_at_target(params, skill, Occasion::Around(at)));
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

    /// What is believed of an answer to an item.
    pub(super) fn prospect(
        &self,
        params: &Params,
        item: &ItemVersion,
        occasion: Occasion,
    ) -> Prospect {
        let met = self.items.get(&item.item);
        let features = self.features(params, item, met, occasion);
        let variance = self.traits.load(&features).variance;
        let trace = trace(params, item, met);
        self.believed(params, item, &features, variance, trace)
            .trusted(&self.trust)
    }

    /// What the belief says of an answer with these features, with the variance that the traits
    /// give them, before earlier predictions are held against it.
    pub(super) fn believed(
        &self,
        params: &Params,
        item: &ItemVersion,
        features: &Features,
        variance: f64,
        trace: Gaussian,
    ) -> Prospect {
        let loading = 1.0 / item.skills.len().max(1) as f64;
        let thetas = item.skills.iter().map(|id| self.skill(id).theta);
        let thetas = thetas.map(|it| theta(params, item, it));
        let (mean, spread) = thetas.fold((0.0, 0.0), |(mean, spread), it| {
            (mean + it.mean, spread + it.variance)
        });
        Prospect {
            logit: params.belief_of(params.response.difficulty(item))
                + self.traits.logit(features)
                + loading * mean
                + trace.mean,
            shared: variance + loading * loading * spread,
            own: trace.variance,
        }
    }

    /// What is believed of an item never met that is as hard as the target level.
    pub(super) fn prospect_at_target(
        &self,
        params: &Params,
        skill: &SkillId,
        occasion: Occasion,
    ) -> Prospect {
        let skills = std::slice::from_ref(skill);
        let features = self.skill_features(params, skills, occasion);
        let theta = self.skill(skill).theta;
        let target = params.response.level_difficulty(self.target);
        let believed = Prospect {
            logit: params.belief_of(target) + self.traits.logit(&features) + theta.mean,
            shared: self.traits.load(&features).variance + theta.variance,
            own: params.belief.item.prior().variance,
        };
        believed.trusted(&self.trust)
    }

    /// The belief about a skill at the target level, ability included and as if nothing had faded:
    /// x_s of the joint belief.
    pub fn at_target(&self, params: &Params, skill: &SkillId) -> Gaussian {
        let prospect = self.prospect_at_target(params, skill, Occasion::Unfaded);
        Gaussian {
            mean: prospect.logit,
            variance: prospect.shared,
        }
    }

    /// The logit at this deck's target level of a learner of whom nothing else is known.
    pub(super) fn target_intercept(&self, params: &Params) -> f64 {
        let target = params.response.level_difficulty(self.target);
        let (mean, variance) = (params.belief_of(target), 0.0);
        self.trust.applied(Gaussian { mean, variance }).mean
    }
}

/// What is believed of a skill where an item tells of it.
pub(super) fn theta(params: &Params, item: &ItemVersion, believed: Gaussian) -> Gaussian {
    let belief = &params.belief;
    if believed == belief.skill.prior() {
        belief.first_met(belief.skill, item)
    } else {
        believed
    }
}

/// What is believed of an item's trace; `met` is what is known of the item.
pub(super) fn trace(params: &Params, item: &ItemVersion, met: Option<&ItemState>) -> Gaussian {
    let belief = &params.belief;
    match met {
        Some(it) if it.trace != belief.item.prior() => it.trace,
        _ => belief.first_met(belief.item, item),
    }
}

/// Whether a chance is high and sure enough to be strong.
pub(super) fn is_strong(params: &Params, estimate: Estimate) -> bool {
    estimate.mean >= params.bands.strong && estimate.low >= params.bands.strong_low
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::core::StudyDay;
    use crate::event::Guess;
    use crate::learner::state::Moment;
    use crate::learner::testing::{DAY_MS, any_item, any_log, at, item, right};

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
        let produced = learner.predict(&params, &item(1, &["a"]), at(0));
        assert!(predicted > produced + 0.05);
        let skill = "a".into();
        let shown = learner.estimate(&params, &skill, [&picked].into_iter(), at(0));
        let none = learner.estimate(&params, &skill, std::iter::empty(), at(0));
        assert_eq!(shown, none);
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
            let logit = |learner: &Learner| {
                learner.prospect(&params, &asked, Occasion::Unfaded).logit
            };
            let mut log = log;
            let before = log.fold();
            log.answer(&asked, right(&asked));
            let after = log.fold();
            // A slow right answer speaks against its item; a belief at its limit cannot rise.
            let slow = after.items[&asked.item].trace.mean < before.items.get(&asked.item)
                .map_or(0.0, |it| it.trace.mean);
            prop_assert!(slow || logit(&after) >= logit(&before) - 1e-12);
        }
    }
}
