//! What an answer loads on the learner's traits with: how much practice came before it, what has
//! faded, and how it has been going.

use super::belief::logit;
use super::memory::Memory;
use super::params::{Params, TraitParams};
use super::state::{ItemState, Learner};
use super::traits::{Features, TRAITS, Trait};
use crate::core::{Now, SkillId};
use crate::event::ItemVersion;

/// Of which answer a chance is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Occasion {
    /// The very next one: how it has been going counts.
    Next(Now),
    /// The same, as if nothing had faded.
    NextUnfaded(Now),
    /// Any at that time.
    Around(Now),
    /// Any, as if nothing had faded.
    Unfaded,
}

impl Occasion {
    /// Until when memory fades.
    fn fades_until(self) -> Option<Now> {
        match self {
            Self::Next(now) | Self::Around(now) => Some(now),
            Self::NextUnfaded(_) | Self::Unfaded => None,
        }
    }

    /// When the next answer comes, where it is of that.
    fn next(self) -> Option<Now> {
        match self {
            Self::Next(now) | Self::NextUnfaded(now) => Some(now),
            Self::Around(_) | Self::Unfaded => None,
        }
    }
}

impl Learner {
    /// Of an answer to an item; `met` is what is known of the item itself.
    pub(super) fn features(
        &self,
        params: &Params,
        item: &ItemVersion,
        met: Option<&ItemState>,
        occasion: Occasion,
    ) -> Features {
        let traits = &params.traits;
        let mut features = self.skill_features(params, &item.skills, occasion);
        if let Some(met) = met {
            features[Trait::Repetition as usize] = met.practiced.ln_1p();
            let memory = met.memory.or(met.recall);
            features[Trait::ItemForgetting as usize] = lost(traits, memory, occasion);
        }
        if let Some(now) = occasion.next() {
            let lasting = self.form.lasting(traits, now);
            features[Trait::Form as usize] = self.form.level * lasting;
            if self.answered_last(&item.skills) {
                features[Trait::Run as usize] = lasting;
            }
            let before = f64::from(self.responses);
            features[Trait::WarmUp as usize] = -1.0 / (1.0 + traits.warm_up_rate * before);
        }
        features
    }

    /// Of an answer to an item of these skills that was never met, on no occasion in particular.
    pub(super) fn skill_features(
        &self,
        params: &Params,
        skills: &[SkillId],
        occasion: Occasion,
    ) -> Features {
        let mut features = [0.0; TRAITS];
        features[Trait::Ability as usize] = 1.0;
        let share = 1.0 / skills.len().max(1) as f64;
        for state in skills.iter().filter_map(|it| self.skills.get(it)) {
            features[Trait::Growth as usize] += share * state.practiced.ln_1p();
            features[Trait::Outcomes as usize] += share * state.outcomes;
            features[Trait::SkillForgetting as usize] +=
                share * lost(&params.traits, state.memory, occasion);
        }
        features
    }

    fn answered_last(&self, skills: &[SkillId]) -> bool {
        let last = self.last_version.and_then(|id| self.versions.get(&id));
        last.is_some_and(|it| it.skills == skills)
    }
}

impl super::state::Form {
    /// 0..1: how much of it a pause until now leaves.
    fn lasting(self, params: &TraitParams, now: Now) -> f64 {
        (-now.days_since(self.utc_ms) / params.form_days).exp()
    }

    /// After an answer that was better or worse than expected by this much, -1..1.
    pub(super) fn after(self, params: &TraitParams, surprise: f64, now: Now) -> Self {
        let before = self.level * self.lasting(params, now);
        Self {
            level: params.form_decay * before + (1.0 - params.form_decay) * surprise,
            utc_ms: now.utc_ms,
        }
    }
}

/// Logits of retrievability lost since it was fresh, 0 or below; 0 without a memory.
fn lost(params: &TraitParams, memory: Option<Memory>, occasion: Occasion) -> f64 {
    let (Some(memory), Some(now)) = (memory, occasion.fades_until()) else {
        return 0.0;
    };
    let fresh = 1.0 - params.recall_clip;
    let recall = memory.retrievability_at(now);
    logit(recall.clamp(params.recall_clip, fresh)) - logit(fresh)
}
