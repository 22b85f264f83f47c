//! What an answer leaves in memory: ratings, implicit repetition, and when each unit comes back.

use super::answer::{Answer, unit};
use super::forgetting::Forgetting;
use super::memory::Memory;
use super::params::Params;
use super::state::{Learner, SkillState};
use crate::core::{Now, SkillId};
use crate::event::{ItemVersion, MemoryUnit};

impl Learner {
    pub(super) fn rate_memory(
        &mut self,
        params: &Params,
        now: Now,
        item: &ItemVersion,
        answer: &Answer,
        checked: bool,
    ) {
        let of_items = self.own_forgetting.or_all(params, MemoryUnit::Item);
        if let Some(state) = self.items.get_mut(&item.item) {
            let rate = |before| rated(params, of_items, MemoryUnit::Item, before, answer, now);
            match item.unit {
                MemoryUnit::Item => {
                    let after = rate(state.memory);
                    self.load.plan(params, &mut state.memory, after, now.day);
                }
                MemoryUnit::Skill => state.recall = rate(state.recall),
            }
        }
        let of_skills = self.own_forgetting.or_all(params, MemoryUnit::Skill);
        let skills = match item.unit {
            MemoryUnit::Item => &[][..],
            MemoryUnit::Skill => &item.skills,
        };
        for skill in skills {
            let fresh = || self.fresh.clone();
            let state = self.skills.entry(skill.clone()).or_insert_with(fresh);
            let after = if checked && shows_old_knowledge(state, item, answer) {
                Some(Memory::shown(params, of_skills, item.unit, now))
            } else {
                rated(params, of_skills, item.unit, state.memory, answer, now)
            };
            self.load.plan(params, &mut state.memory, after, now.day);
        }
        if answer.right {
            for it in &item.practices {
                self.practice_implicitly(params, now, &it.skill, unit(it.weight));
            }
        }
    }

    /// A success repeats in part what its skills require, once a study day.
    fn practice_implicitly(&mut self, params: &Params, now: Now, skill: &SkillId, weight: f64) {
        let forgetting = self.own_forgetting.or_all(params, MemoryUnit::Skill);
        if let Some(state) = self.skills.get_mut(skill)
            && let Some(memory) = state.memory
            && memory.rated_on != Some(now.day)
            && memory.practiced_on != Some(now.day)
        {
            let after = memory.practiced(params, forgetting, weight, now);
            self.load
                .plan(params, &mut state.memory, Some(after), now.day);
        }
    }
}

/// Whether a check shows what was known before there was anything to remember here, as the
/// baseline does.
fn shows_old_knowledge(state: &SkillState, item: &ItemVersion, answer: &Answer) -> bool {
    let taught = state.lesson_on.is_some() || state.example_on.is_some();
    state.memory.is_none() && !taught && answer.right && item.level >= item.target
}

/// A unit's memory after an answer: one rating a study day, however often it is met.
fn rated(
    params: &Params,
    forgetting: &Forgetting,
    unit: MemoryUnit,
    before: Option<Memory>,
    answer: &Answer,
    now: Now,
) -> Option<Memory> {
    let met = before.map(|memory| Memory {
        met_ms: now.utc_ms,
        ..memory
    });
    if met.is_some_and(|it| it.rated_on == Some(now.day)) {
        return met;
    }
    match answer.rating(params, met.map_or(0, |it| it.days)) {
        Some(rating) => Some(Memory::review(params, forgetting, unit, met, rating, now)),
        None => met,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Practiced;
    use crate::learner::testing::{Log, at, item, right, wrong};

    #[test]
    fn a_unit_is_rated_once_a_study_day() {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        log.answer(&asked, wrong(&asked));
        let first = log.fold().skill(&"a".into()).memory.unwrap();
        log.after_minutes(5).answer(&asked, right(&asked));
        let second = log.fold().skill(&"a".into()).memory.unwrap();
        assert_eq!(
            (second.stability, second.last_ms),
            (first.stability, first.last_ms)
        );
        assert_eq!(second.met_ms, at(log.ms).utc_ms);
        log.after_days(1).answer(&asked, right(&asked));
        let third = log.fold().skill(&"a".into()).memory.unwrap();
        assert!(third.stability > first.stability);
        assert_eq!(third.days, 2);
    }

    #[test]
    fn facts_are_remembered_each_on_its_own() {
        let fact = ItemVersion {
            unit: MemoryUnit::Item,
            ..item(1, &["a"])
        };
        let mut log = Log::default();
        log.answer(&fact, right(&fact));
        let learner = log.fold();
        assert_eq!(learner.skill(&"a".into()).memory, None);
        let memory = learner.items[&fact.item].memory.unwrap();
        assert_eq!(memory.unit, MemoryUnit::Item);
    }

    #[test]
    fn a_success_repeats_what_it_rests_on_once_a_day() {
        let below = item(1, &["below"]);
        let above = ItemVersion {
            practices: vec![Practiced {
                skill: "below".into(),
                weight: 0.6,
            }],
            ..item(2, &["above"])
        };
        let mut log = Log::default();
        log.answer(&below, right(&below));
        let params = Params::default();
        let memory = |log: &Log| log.fold().skill(&"below".into()).memory.unwrap();
        let first = memory(&log);
        log.after_days(3).answer(&above, wrong(&above));
        assert_eq!(memory(&log), first);
        log.answer(&above, right(&above));
        let practiced = memory(&log);
        assert_eq!(
            practiced,
            first.practiced(&params, &params.memory.skill, 0.6, at(log.ms))
        );
        log.after_minutes(1).answer(&above, right(&above));
        assert_eq!(memory(&log), practiced);
    }
}
