//! The end of a baseline: its joint belief becomes the start of the everyday one.

use super::belief::Gaussian;
use super::memory::Memory;
use super::params::Params;
use super::state::{Learner, Placed};
use crate::core::{ActivityKind, Now, SkillId};
use crate::event::{BaselineClosed, MemoryUnit, Placement};

impl Learner {
    /// The belief of each skill placed becomes that of the baseline, split into ability and skill
    /// so that their sum is what the baseline says; what was known of all others stays as it is.
    pub(super) fn close_baseline(&mut self, params: &Params, now: Now, closed: &BaselineClosed) {
        let placements: Vec<Placement> = closed
            .placements
            .iter()
            .filter_map(|it| believable(params, it))
            .collect();
        if !placements.is_empty() {
            self.settle_ability(params, &placements);
        }
        for it in &placements {
            self.place(params, now, it);
        }
        self.remember_shown_items(params, now, closed);
        self.baseline.closed = Some(now.day);
        self.baseline.asked = closed.asked;
        // What they said is in the placements now; a repeated baseline asks anew.
        self.baseline.ratings.clear();
        self.baseline.open.clear();
        if self
            .open
            .as_ref()
            .is_some_and(|it| it.decision.activity == ActivityKind::Baseline)
        {
            self.open = None;
        }
    }

    /// The ability that the placements imply under the joint prior, in which skills lie apart
    /// about it; skills not placed keep their sum.
    fn settle_ability(&mut self, params: &Params, placements: &[Placement]) {
        let common = params.graph.ability_sd * params.graph.ability_sd;
        let apart = params.graph.apart;
        let intercept = self.target_intercept(params);
        let count = placements.len() as f64;
        let sum: f64 = placements.iter().map(|it| it.mean - intercept).sum();
        let surest = placements
            .iter()
            .map(|it| it.variance)
            .fold(f64::INFINITY, f64::min);
        let limit = params.belief.mean_limit;
        let ability = Gaussian {
            mean: common * sum / (count * common + apart),
            // More than this share of what is unsure about the surest skill cannot be common to all.
            variance: surest * common / (common + apart),
        };
        let ids: Vec<SkillId> = self.skills.keys().cloned().collect();
        let before: Vec<Gaussian> = ids.iter().map(|it| self.at_target(params, it)).collect();
        let slope = self.trust.slope();
        self.traits.set_ability(Gaussian {
            mean: (ability.mean / slope).clamp(-limit, limit),
            variance: ability.variance / (slope * slope),
        });
        for (id, before) in ids.iter().zip(before) {
            self.settle(params, id, before);
        }
    }

    /// The belief in the skill becomes what, on top of all else that is known of it, makes up this
    /// logit at the target level.
    fn settle(&mut self, params: &Params, skill: &SkillId, at_target: Gaussian) {
        let now = self.at_target(params, skill);
        let slope = self.trust.slope();
        let theta = &mut self.skill_mut(skill).theta;
        theta.shift((at_target.mean - now.mean) / slope, &params.belief);
        let missing = (at_target.variance - now.variance) / (slope * slope);
        theta.variance = (theta.variance + missing).max(0.0);
    }

    fn place(&mut self, params: &Params, now: Now, it: &Placement) {
        let (mean, variance) = (it.mean, it.variance);
        self.settle(params, &it.skill, Gaussian { mean, variance });
        let is_unit = self.is_memory_unit(&it.skill);
        let forgetting = self.forgetting(params, MemoryUnit::Skill).clone();
        let state = self.skill_mut(&it.skill);
        state.placed = Some(Placed {
            shown: it.shown,
            day: now.day,
        });
        if it.shown && is_unit && state.memory.is_none() {
            let memory = Memory::shown(params, &forgetting, MemoryUnit::Skill, now);
            let mut place = None;
            self.load.plan(params, &mut place, Some(memory), now.day);
            self.skill_mut(&it.skill).memory = place;
        }
    }

    /// Whether a skill is remembered as a whole; so it is unless the baseline's own items say that
    /// each of them is.
    fn is_memory_unit(&self, skill: &SkillId) -> bool {
        let mut asked = self
            .baseline
            .open
            .iter()
            .filter(|it| it.item.skills.contains(skill))
            .peekable();
        asked.peek().is_none() || asked.any(|it| it.item.unit == MemoryUnit::Skill)
    }

    /// Items that are remembered on their own and were answered rightly.
    fn remember_shown_items(&mut self, params: &Params, now: Now, closed: &BaselineClosed) {
        let shown = |skill: &SkillId| {
            let placement = closed.placements.iter().find(|it| it.skill == *skill);
            placement.is_some_and(|it| it.shown)
        };
        let forgetting = self.forgetting(params, MemoryUnit::Item).clone();
        for answer in &self.baseline.open {
            let item = &answer.item;
            if item.unit == MemoryUnit::Item
                && answer.score >= params.help.full_score
                && item.skills.iter().any(shown)
                && let Some(state) = self.items.get_mut(&item.item)
                && state.memory.is_none()
            {
                let memory = Memory::shown(params, &forgetting, MemoryUnit::Item, now);
                let place = &mut state.memory;
                self.load.plan(params, place, Some(memory), now.day);
            }
        }
    }
}

/// The placement within what any belief of this model can be, whatever the log holds.
fn believable(params: &Params, it: &Placement) -> Option<Placement> {
    let belief = &params.belief;
    let common = params.graph.ability_sd * params.graph.ability_sd;
    let widest = common + params.graph.widest();
    let furthest = 2.0 * belief.mean_limit;
    (it.mean.is_finite() && it.variance.is_finite()).then(|| Placement {
        mean: it.mean.clamp(-furthest, furthest),
        variance: it.variance.clamp(0.0, widest),
        ..it.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Attempt, Body, Guess, ItemVersion};
    use crate::learner::Joint;
    use crate::learner::testing::{DAY_MS, Log, at, item, right};

    fn placement(skill: &str, mean: f64, variance: f64, shown: bool) -> Placement {
        Placement {
            skill: skill.into(),
            mean,
            variance,
            shown,
        }
    }

    fn closed(placements: Vec<Placement>) -> Body {
        Body::BaselineClosed(BaselineClosed {
            placements,
            asked: 1,
        })
    }

    #[test]
    fn what_the_map_showed_is_what_the_everyday_belief_starts_with() {
        let params = Params::default();
        let mut joint = Joint::prior(&params, &[0, 1, 2], &[(0, 1), (1, 2)]);
        joint.rate(1, 3);
        let skills = ["a", "b", "c"];
        let placements = skills
            .iter()
            .enumerate()
            .map(|(at, id)| placement(id, joint.mean(at), joint.variance(at), false))
            .collect();
        for target in [2, 3, 5] {
            let mut log = Log::default();
            log.add(Body::ItemVersion(ItemVersion {
                target,
                ..item(1, &["a"])
            }));
            let placements: &Vec<Placement> = &placements;
            log.add(closed(placements.clone()));
            let learner = log.fold();
            for (index, id) in skills.iter().enumerate() {
                let shown = joint.chance(index);
                let id = (*id).into();
                let started = learner.estimate(&params, &id, std::iter::empty(), at(0));
                assert!((started.mean - shown.mean).abs() < 1e-9);
                assert!((started.low - shown.low).abs() < 1e-9);
                assert!((started.high - shown.high).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn what_was_shown_is_remembered_for_a_month_and_what_was_inferred_not_yet() {
        let mut log = Log::default();
        log.add(closed(vec![
            placement("shown", 1.0, 0.5, true),
            placement("inferred", 1.0, 0.5, false),
        ]));
        let learner = log.fold();
        let memory = learner.skill(&"shown".into()).memory.unwrap();
        assert_eq!(memory.due, at(30 * DAY_MS).day);
        let inferred = learner.skill(&"inferred".into());
        assert_eq!(inferred.memory, None);
        assert_eq!(inferred.placed.map(|it| it.shown), Some(false));
        assert_eq!(learner.baseline.closed, Some(at(0).day));
    }

    #[test]
    fn shown_facts_are_remembered_each_on_its_own() {
        let fact = ItemVersion {
            unit: MemoryUnit::Item,
            guess: Guess::Picked(4),
            ..item(1, &["a"])
        };
        let mut log = Log::default();
        let attempt = Attempt {
            activity: ActivityKind::Baseline,
            ..right(&fact)
        };
        log.answer(&fact, attempt);
        log.add(closed(vec![placement("a", 1.0, 0.5, true)]));
        let learner = log.fold();
        assert_eq!(learner.skill(&"a".into()).memory, None);
        assert_eq!(learner.items[&fact.item].memory.unwrap().stability, 30.0);
        assert!(learner.baseline.open.is_empty());
    }

    #[test]
    fn skills_that_were_not_placed_keep_what_was_known_of_them() {
        let params = Params::default();
        let asked = item(1, &["other"]);
        let other: SkillId = "other".into();
        let mut log = Log::default();
        for _ in 0..5 {
            log.answer(&asked, right(&asked));
        }
        let before = log.fold().at_target(&params, &other);
        log.add(closed(vec![placement("a", -1.0, 0.8, true)]));
        let after = log.fold().at_target(&params, &other);
        assert!((after.mean - before.mean).abs() < 1e-9);
        assert!((after.variance - before.variance).abs() < 1e-9);
    }

    #[test]
    fn skills_never_met_profit_from_what_the_placements_have_in_common() {
        let params = Params::default();
        let mut log = Log::default();
        let placements = ["a", "b", "c"].map(|id| placement(id, 3.0, 0.8, true));
        log.add(closed(placements.to_vec()));
        let never_met = log.fold().at_target(&params, &"new".into());
        let unknown = Learner::new(&params).at_target(&params, &"new".into());
        assert!(never_met.mean > unknown.mean + 1.0);
        assert!(never_met.variance < unknown.variance);
    }
}
