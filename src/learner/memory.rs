//! What is remembered, and when it would fade: FSRS-6, one state for each memory unit.

use fsrs::{FSRS, MemoryState, current_retrievability};
use serde::{Deserialize, Serialize};

use super::forgetting::Forgetting;
use super::params::Params;
use crate::core::{Now, StudyDay};
use crate::event::MemoryUnit;

const DAY_MS: f64 = 86_400_000.0;
/// Retrievability for which an interval can be computed.
const RETENTIONS: (f64, f64) = (0.01, 1.0);

/// The memory of one unit: an item, or a skill.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    pub unit: MemoryUnit,
    /// Days until retrievability has fallen to .9.
    pub stability: f64,
    /// 1..10.
    pub difficulty: f64,
    /// Exponent of its forgetting curve, .1 to .8: that of the weights by which it was last rated.
    pub decay: f32,
    /// The study day from which it fades; an implicit repetition brings it forward in part.
    pub last: StudyDay,
    /// The same as a moment.
    pub last_ms: i64,
    /// When the unit was last met itself, rated or not.
    pub met_ms: i64,
    /// The study day of the last rating, if any.
    pub rated_on: Option<StudyDay>,
    /// The study day of the last implicit repetition, if any.
    pub practiced_on: Option<StudyDay>,
    /// Study days on which it was rated.
    pub days: u16,
    /// The last rating, if any.
    pub rating: Option<Rating>,
    /// How often it failed after the study day on which it was learned.
    pub lapses: u16,
    /// The study day on which it comes back: when retrievability falls to the retention wanted by
    /// the parameters, or some days around that on which less is due.
    pub due: StudyDay,
}

/// How well a unit was remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rating {
    Again = 1,
    Hard,
    Good,
    Easy,
}

impl Memory {
    /// Chance of recall so many days after `last`, 0..1. Negative days count as none.
    pub fn retrievability(&self, elapsed: f64) -> f64 {
        let recall = current_retrievability(self.state(), elapsed.max(0.0) as f32, self.decay);
        f64::from(recall).clamp(0.0, 1.0)
    }

    /// Chance of recall at a moment, 0..1.
    pub fn retrievability_at(&self, now: Now) -> f64 {
        self.retrievability(now.days_since(self.last_ms))
    }

    /// Chance of recall on a study day, 0..1.
    pub fn retrievability_on(&self, day: StudyDay) -> f64 {
        self.retrievability(f64::from(day.days_since(self.last)))
    }

    /// The first study day on which retrievability has fallen to `retention`; at the earliest the
    /// day after the last one.
    pub fn falls_to(&self, retention: f64) -> StudyDay {
        // Saturates: FSRS bounds stability by a century.
        self.last + self.interval(retention).round().max(1.0) as i32
    }

    /// Days in which retrievability falls from 1 to `retention`: the forgetting curve of FSRS-6,
    /// solved for time.
    pub fn interval(&self, retention: f64) -> f64 {
        let (lowest, highest) = RETENTIONS;
        let decay = -f64::from(self.decay);
        let fall = |to: f64| to.powf(decay.recip()) - 1.0;
        self.stability * fall(retention.clamp(lowest, highest)) / fall(0.9)
    }

    /// Whether it was forgotten so often, and still is held so briefly, that repeating it as it is
    /// does not help.
    pub fn is_leech(&self, params: &Params) -> bool {
        let leech = &params.memory.leech;
        let lapses = match self.unit {
            MemoryUnit::Item => leech.item_lapses,
            MemoryUnit::Skill => leech.skill_lapses,
        };
        self.lapses >= lapses && self.stability < leech.stability
    }

    /// The memory after a rating; `before` is none the first time.
    pub fn review(
        params: &Params,
        forgetting: &Forgetting,
        unit: MemoryUnit,
        before: Option<Self>,
        rating: Rating,
        now: Now,
    ) -> Self {
        let elapsed = before.map_or(0, |it| it.days_until(now.day));
        let state = before.map(|it| it.state());
        let next = next_state(forgetting.fsrs(), state, elapsed, rating);
        let rated = before.map_or(0, |it| it.days);
        let lapsed = u16::from(before.is_some() && rating == Rating::Again);
        Self {
            rated_on: Some(now.day),
            practiced_on: before.and_then(|it| it.practiced_on),
            days: rated.saturating_add(1),
            rating: Some(rating),
            lapses: before.map_or(0, |it| it.lapses).saturating_add(lapsed),
            ..Self::starting(params, forgetting, unit, next, now)
        }
    }

    /// The memory of what the baseline showed to be known, without a rating of its own.
    pub fn shown(params: &Params, forgetting: &Forgetting, unit: MemoryUnit, now: Now) -> Self {
        let first = next_state(forgetting.fsrs(), None, 0, Rating::Good);
        let state = MemoryState {
            stability: params.memory.shown_stability as f32,
            ..first
        };
        Self::starting(params, forgetting, unit, state, now)
    }

    /// The memory after a success elsewhere that repeated this unit with weight 0..1. FSRS knows
    /// no fractions, so both stability and retrievability go that share of the way to what a
    /// rating of Good would make of them.
    pub fn practiced(
        &self,
        params: &Params,
        forgetting: &Forgetting,
        weight: f64,
        now: Now,
    ) -> Self {
        let weight = weight.clamp(0.0, 1.0);
        let elapsed = self.days_until(now.day);
        let good = next_state(forgetting.fsrs(), Some(self.state()), elapsed, Rating::Good);
        let recall = self.retrievability_at(now);
        let mut after = Self {
            stability: self.stability + weight * (f64::from(good.stability) - self.stability),
            practiced_on: Some(now.day),
            ..*self
        };
        let faded = after.interval(recall + weight * (1.0 - recall));
        after.last = now.day - faded.round() as i32;
        after.last_ms = now.utc_ms.saturating_sub((faded * DAY_MS) as i64);
        after.due = after.falls_to(params.memory.retention);
        after
    }

    fn starting(
        params: &Params,
        forgetting: &Forgetting,
        unit: MemoryUnit,
        state: MemoryState,
        now: Now,
    ) -> Self {
        let mut memory = Self {
            unit,
            stability: f64::from(state.stability),
            difficulty: f64::from(state.difficulty),
            decay: forgetting.decay(),
            last: now.day,
            last_ms: now.utc_ms,
            met_ms: now.utc_ms,
            rated_on: None,
            practiced_on: None,
            days: 0,
            rating: None,
            lapses: 0,
            due: now.day,
        };
        memory.due = memory.falls_to(params.memory.retention);
        memory
    }

    fn state(&self) -> MemoryState {
        MemoryState {
            stability: self.stability as f32,
            difficulty: self.difficulty as f32,
        }
    }

    fn days_until(&self, day: StudyDay) -> u32 {
        u32::try_from(day.days_since(self.last)).unwrap_or(0)
    }
}

/// One step of FSRS; where it refuses, which finite states never make it, nothing changes.
fn next_state(fsrs: &FSRS, before: Option<MemoryState>, days: u32, rating: Rating) -> MemoryState {
    const RETENTION_DOES_NOT_MATTER: f32 = 0.9;
    let Ok(next) = fsrs.next_states(before, RETENTION_DOES_NOT_MATTER, days) else {
        return before.unwrap_or(MemoryState {
            stability: 1.0,
            difficulty: 5.0,
        });
    };
    match rating {
        Rating::Again => next.again.memory,
        Rating::Hard => next.hard.memory,
        Rating::Good => next.good.memory,
        Rating::Easy => next.easy.memory,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::learner::testing::{DAY_MS, at};

    const RATINGS: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];

    fn review(before: Option<Memory>, rating: Rating, now: Now) -> Memory {
        let params = Params::default();
        let unit = MemoryUnit::Skill;
        Memory::review(&params, &params.memory.skill, unit, before, rating, now)
    }

    fn first(rating: Rating) -> Memory {
        review(None, rating, at(0))
    }

    fn again(memory: Memory, rating: Rating, now: Now) -> Memory {
        review(Some(memory), rating, now)
    }

    fn practiced(memory: Memory, weight: f64, now: Now) -> Memory {
        let params = Params::default();
        memory.practiced(&params, &params.memory.skill, weight, now)
    }

    #[test]
    fn a_first_rating_starts_as_fsrs_does() {
        let memory = first(Rating::Good);
        assert!((memory.stability - 2.3065).abs() < 1e-6);
        assert!((memory.difficulty - 2.118_104).abs() < 1e-5);
        assert_eq!(memory.due, at(2 * DAY_MS).day);
        assert_eq!(first(Rating::Again).due, at(DAY_MS).day);
    }

    #[test]
    fn retrievability_falls_to_nine_tenths_in_the_days_of_stability() {
        let memory = first(Rating::Easy);
        assert_eq!(memory.retrievability(0.0), 1.0);
        let faded = memory.retrievability(memory.stability);
        assert!((faded - 0.9).abs() < 1e-5);
        assert!(memory.falls_to(0.8) > memory.falls_to(0.9));
    }

    #[test]
    fn intervals_are_those_of_fsrs() {
        let fsrs = fsrs::FSRS::default();
        let memory = first(Rating::Easy);
        for retention in [0.7, 0.8, 0.9, 0.97] {
            let stability = Some(memory.stability as f32);
            let theirs = f64::from(fsrs.next_interval(stability, retention as f32, 0));
            assert!((memory.interval(retention) / theirs - 1.0).abs() < 1e-4);
        }
    }

    #[test]
    fn what_is_forgotten_again_and_again_is_a_leech_until_it_holds() {
        let params = Params::default();
        let mut memory = first(Rating::Again);
        assert_eq!(memory.lapses, 0);
        for day in 1..=4 {
            assert!(!memory.is_leech(&params));
            memory = again(memory, Rating::Again, at(day * DAY_MS));
        }
        assert_eq!(memory.lapses, 4);
        assert!(memory.is_leech(&params));
        let fact = Memory {
            unit: MemoryUnit::Item,
            ..memory
        };
        assert!(!fact.is_leech(&params));
        let mut day = 4;
        while memory.stability < 7.0 {
            day += 3;
            memory = again(memory, Rating::Easy, at(day * DAY_MS));
        }
        assert!(!memory.is_leech(&params));
    }

    #[test]
    fn what_the_baseline_showed_is_due_in_a_month() {
        let params = Params::default();
        let memory = Memory::shown(&params, &params.memory.skill, MemoryUnit::Skill, at(0));
        assert_eq!(memory.stability, 30.0);
        assert_eq!(memory.due, at(30 * DAY_MS).day);
        assert_eq!(memory.rated_on, None);
    }

    #[test]
    fn time_set_back_counts_as_none() {
        let memory = first(Rating::Good);
        assert_eq!(memory.retrievability_at(at(-3 * DAY_MS)), 1.0);
        let back = again(memory, Rating::Good, at(-3 * DAY_MS));
        let same_day = again(memory, Rating::Good, at(0));
        assert_eq!(back.stability, same_day.stability);
    }

    #[test]
    fn implicit_repetition_goes_its_share_of_the_way() {
        let memory = first(Rating::Good);
        let now = at(3 * DAY_MS);
        let recall = memory.retrievability_at(now);
        let good = again(memory, Rating::Good, now);

        let half = practiced(memory, 0.5, now);
        let expected = f64::midpoint(memory.stability, good.stability);
        assert!((half.stability - expected).abs() < 1e-9);
        let expected = f64::midpoint(recall, 1.0);
        assert!((half.retrievability_at(now) - expected).abs() < 1e-4);

        let none = practiced(memory, 0.0, now);
        assert_eq!(none.stability, memory.stability);
        assert!((none.retrievability_at(now) - recall).abs() < 1e-4);
    }

    proptest! {
        #[test]
        fn better_ratings_remember_longer(
            waits in prop::collection::vec((-3..400_i64, 0..4_usize), 0..12),
            wait in 1..400_i64,
        ) {
            let mut memory = first(Rating::Good);
            let mut now = 0;
            for (days, rating) in waits {
                now += days;
                memory = again(memory, RATINGS[rating], at(now * DAY_MS));
            }
            let after = RATINGS.map(|it| again(memory, it, at((now + wait) * DAY_MS)).stability);
            prop_assert!(after.is_sorted());
            prop_assert!(after.iter().all(|it| it.is_finite() && *it > 0.0));
        }

        #[test]
        fn implicit_repetition_never_harms(
            start in 0..4_usize,
            weight in -1.0..2.0,
            hours in -24..9_000_i64,
            later in 0.0..400.0,
        ) {
            let memory = first(RATINGS[start]);
            let now = at(hours * DAY_MS / 24);
            let after = practiced(memory, weight, now);
            prop_assert!(after.stability >= memory.stability);
            let recall = |it: &Memory| it.retrievability(now.days_since(it.last_ms) + later);
            prop_assert!(recall(&after) >= recall(&memory) - 1e-5);
            prop_assert!(after.due >= after.last);
        }
    }
}
