//! How memory fades: weights of FSRS-6, the published ones or those fitted to this learner.

use fsrs::{DEFAULT_PARAMETERS, FSRS};
use serde::{Deserialize, Serialize};

use super::params::{Params, Provenance};
use super::state::Learner;
use crate::event::{FitTarget, MemoryUnit, ParametersFitted};

/// How many weights FSRS-6 has.
const WEIGHTS: usize = 21;
/// The crate keeps the exponent of the forgetting curve within this.
const DECAYS: (f32, f32) = (0.1, 0.8);

/// Memory of items and of skills.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemoryParams {
    /// The published weights are those of the crate, and stand nowhere else.
    #[serde(skip)]
    pub item: Forgetting,
    #[serde(skip)]
    pub skill: Forgetting,
    /// A unit is due when its retrievability has fallen to this, .70 to .97.
    pub retention: f64,
    /// Days of stability of what the baseline showed †.
    pub shown_stability: f64,
    /// The study day of a unit from which it may be rated Easy.
    pub easy_from_day: u16,
    pub balance: BalanceParams,
    pub leech: LeechParams,
}

/// How far a review may be moved to a day on which less is due †.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BalanceParams {
    /// Shorter intervals, in days, are left as they are.
    pub from_days: i32,
    /// Share of the interval by which it may be moved either way; a day at least.
    pub share: f64,
}

/// What no longer helps to repeat as it is †.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeechParams {
    /// Lapses from which an item unit is a leech.
    pub item_lapses: u16,
    /// The same of a skill unit, whose items differ each time.
    pub skill_lapses: u16,
    /// Days of stability from which it is none any more.
    pub stability: f64,
}

/// FSRS-6 with one set of weights.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "Vec<f32>", into = "Vec<f32>")]
pub struct Forgetting {
    pub provenance: Provenance,
    weights: [f32; WEIGHTS],
    fsrs: FSRS,
}

impl Forgetting {
    /// With weights fitted to this learner; none unless there are 21, all finite.
    pub fn fitted(weights: &[f32]) -> Option<Self> {
        let weights = <[f32; WEIGHTS]>::try_from(weights).ok()?;
        Some(Self {
            provenance: Provenance::Fitted,
            weights,
            fsrs: FSRS::new(&weights).ok()?,
        })
    }

    pub fn fsrs(&self) -> &FSRS {
        &self.fsrs
    }

    pub fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// Exponent of the forgetting curve: the last of the weights.
    pub fn decay(&self) -> f32 {
        let (lowest, highest) = DECAYS;
        self.weights[WEIGHTS - 1].clamp(lowest, highest)
    }
}

impl Default for Forgetting {
    fn default() -> Self {
        Self {
            provenance: Provenance::Default,
            weights: DEFAULT_PARAMETERS,
            fsrs: FSRS::default(),
        }
    }
}

impl PartialEq for Forgetting {
    fn eq(&self, other: &Self) -> bool {
        self.provenance == other.provenance && self.weights == other.weights
    }
}

impl TryFrom<Vec<f32>> for Forgetting {
    type Error = &'static str;

    fn try_from(weights: Vec<f32>) -> Result<Self, Self::Error> {
        Self::fitted(&weights).ok_or("these are no weights of FSRS-6")
    }
}

impl From<Forgetting> for Vec<f32> {
    fn from(forgetting: Forgetting) -> Self {
        forgetting.weights.to_vec()
    }
}

/// How this learner forgets, as far as a fit has found out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OwnForgetting {
    pub item: Option<Forgetting>,
    pub skill: Option<Forgetting>,
}

impl OwnForgetting {
    /// The name under which a fit keeps the weights.
    pub const WEIGHTS: &str = "weights";

    /// Takes over fitted weights; what is no set of weights changes nothing.
    pub(super) fn take_in(&mut self, fit: &ParametersFitted) {
        let place = match fit.target {
            FitTarget::MemoryItems => &mut self.item,
            FitTarget::MemorySkills => &mut self.skill,
            FitTarget::Model => return,
        };
        if let Some(values) = fit.values.get(Self::WEIGHTS) {
            let weights: Vec<f32> = values.iter().map(|it| *it as f32).collect();
            if let Some(forgetting) = Forgetting::fitted(&weights) {
                *place = Some(forgetting);
            }
        }
    }
}

impl OwnForgetting {
    /// How units of this kind are forgotten from here on: as fitted, else as for everyone.
    pub(super) fn or_all<'a>(&'a self, params: &'a Params, unit: MemoryUnit) -> &'a Forgetting {
        let (own, of_all) = match unit {
            MemoryUnit::Item => (&self.item, &params.memory.item),
            MemoryUnit::Skill => (&self.skill, &params.memory.skill),
        };
        own.as_ref().unwrap_or(of_all)
    }
}

impl Learner {
    /// How units of this kind are forgotten from here on.
    pub fn forgetting<'a>(&'a self, params: &'a Params, unit: MemoryUnit) -> &'a Forgetting {
        self.own_forgetting.or_all(params, unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Body, Undo};
    use crate::learner::testing::{Log, fitted, item, right, wrong};

    /// The published weights, but everything starts twice as stable.
    fn sturdier() -> ParametersFitted {
        let mut weights = DEFAULT_PARAMETERS.map(f64::from).to_vec();
        for stability in &mut weights[..4] {
            *stability *= 2.0;
        }
        fitted(FitTarget::MemorySkills, weights)
    }

    fn stability(log: &Log, skill: &str) -> f64 {
        let memory = log.fold().skill(&skill.into()).memory;
        memory.map_or(0.0, |it| it.stability)
    }

    #[test]
    fn a_fit_holds_for_what_comes_after_it_until_it_is_undone() {
        let (first, second) = (item(1, &["before"]), item(2, &["after"]));
        let mut log = Log::default();
        log.answer(&first, right(&first));
        let before = stability(&log, "before");
        let fit = log.add(Body::ParametersFitted(sturdier()));
        assert_eq!(stability(&log, "before"), before);
        log.answer(&second, right(&second));
        assert!((stability(&log, "after") - 2.0 * before).abs() < 1e-5);

        log.add(Body::Undo(Undo { events: vec![fit] }));
        assert_eq!(stability(&log, "after"), before);
        assert_eq!(log.fold().own_forgetting, OwnForgetting::default());
    }

    #[test]
    fn items_and_skills_have_weights_of_their_own() {
        let params = Params::default();
        let mut log = Log::default();
        log.add(Body::ParametersFitted(sturdier()));
        let learner = log.fold();
        let forgetting = |unit| learner.forgetting(&params, unit).provenance;
        assert_eq!(forgetting(MemoryUnit::Skill), Provenance::Fitted);
        assert_eq!(forgetting(MemoryUnit::Item), Provenance::Default);
    }

    #[test]
    fn what_is_no_set_of_weights_changes_nothing() {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        log.answer(&asked, wrong(&asked));
        let before = log.fold();
        for weights in [vec![], vec![1.0; 20], vec![f64::NAN; 21]] {
            log.add(Body::ParametersFitted(fitted(
                FitTarget::MemorySkills,
                weights,
            )));
            assert_eq!(log.fold(), before);
        }
    }
}
