//! What is remembered, and when it would fade: FSRS-6, one state for each memory unit.

use fsrs::{FSRS, MemoryState, current_retrievability};
use serde::{Deserialize, Serialize};

use super::params::{Forgetting, Params};
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
    /// The study day on which retrievability falls to the retention wanted by the parameters.
    pub due: StudyDay,
}

/// How well a unit was remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    Again,
    Hard,
    Good,
    Easy,
}

impl Memory {
    /// Chance of recall so many days after `last`, 0..1. Negative days count as none.
    pub fn retrievability(&self, params: &Params, elapsed: f64) -> f64 {
        let forgetting = params.forgetting(self.unit);
        let recall =
            current_retrievability(self.state(), elapsed.max(0.0) as f32, forgetting.decay);
        f64::from(recall).clamp(0.0, 1.0)
    }

    /// Chance of recall at a moment, 0..1.
    pub fn retrievability_at(&self, params: &Params, now: Now) -> f64 {
        self.retrievability(params, now.days_since(self.last_ms))
    }

    /// The first study day on which retrievability has fallen to `retention`; at the earliest the
    /// day after the last one.
    pub fn due(&self, params: &Params, retention: f64) -> StudyDay {
        let days = self.interval(params.forgetting(self.unit), retention);
        // Saturates: a century at the most, since FSRS bounds stability.
        self.last + days.round().max(1.0) as i32
    }

    /// The memory after a rating; `before` is none the first time.
    pub fn review(
        params: &Params,
        unit: MemoryUnit,
        before: Option<Self>,
        rating: Rating,
        now: Now,
    ) -> Self {
        let fsrs = &params.forgetting(unit).fsrs;
        let elapsed = before.map_or(0, |it| it.days_until(now.day));
        let next = next_state(fsrs, before.map(|it| it.state()), elapsed, rating);
        let rated = before.map_or(0, |it| it.days);
        Self {
            rated_on: Some(now.day),
            practiced_on: before.and_then(|it| it.practiced_on),
            days: rated.saturating_add(1),
            ..Self::starting(params, unit, next, now)
        }
    }

    /// The memory of what the baseline showed to be known, without a rating of its own.
    pub fn shown(params: &Params, unit: MemoryUnit, now: Now) -> Self {
        let first = next_state(&params.forgetting(unit).fsrs, None, 0, Rating::Good);
        let state = MemoryState {
            stability: params.memory.shown_stability as f32,
            ..first
        };
        Self::starting(params, unit, state, now)
    }

    /// The memory after a success elsewhere that repeated this unit with weight 0..1. FSRS knows
    /// no fractions, so both stability and retrievability go that share of the way to what a
    /// rating of Good would make of them.
    pub fn practiced(&self, params: &Params, weight: f64, now: Now) -> Self {
        let weight = weight.clamp(0.0, 1.0);
        let forgetting = params.forgetting(self.unit);
        let state = Some(self.state());
        let good = next_state(
            &forgetting.fsrs,
            state,
            self.days_until(now.day),
            Rating::Good,
        );
        let recall = self.retrievability_at(params, now);
        let mut after = Self {
            stability: self.stability + weight * (f64::from(good.stability) - self.stability),
            practiced_on: Some(now.day),
            ..*self
        };
        let faded = after.interval(forgetting, recall + weight * (1.0 - recall));
        after.last = now.day - faded.round() as i32;
        after.last_ms = now.utc_ms.saturating_sub((faded * DAY_MS) as i64);
        after.due = after.due(params, params.memory.retention);
        after
    }

    fn starting(params: &Params, unit: MemoryUnit, state: MemoryState, now: Now) -> Self {
        let mut memory = Self {
            unit,
            stability: f64::from(state.stability),
            difficulty: f64::from(state.difficulty),
            last: now.day,
            last_ms: now.utc_ms,
            met_ms: now.utc_ms,
            rated_on: None,
            practiced_on: None,
            days: 0,
            due: now.day,
        };
        memory.due = memory.due(params, params.memory.retention);
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

    /// Days in which retrievability falls from 1 to `retention`.
    fn interval(&self, forgetting: &Forgetting, retention: f64) -> f64 {
        let (lowest, highest) = RETENTIONS;
        let retention = retention.clamp(lowest, highest) as f32;
        let stability = Some(self.stability as f32);
        // The rating matters only where there is no stability yet.
        f64::from(forgetting.fsrs.next_interval(stability, retention, 0))
    }
}

impl Params {
    /// How units of this kind are forgotten.
    pub fn forgetting(&self, unit: MemoryUnit) -> &Forgetting {
        match unit {
            MemoryUnit::Item => &self.memory.item,
            MemoryUnit::Skill => &self.memory.skill,
        }
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

    fn first(rating: Rating) -> Memory {
        Memory::review(&Params::default(), MemoryUnit::Skill, None, rating, at(0))
    }

    fn again(memory: Memory, rating: Rating, now: Now) -> Memory {
        Memory::review(&Params::default(), memory.unit, Some(memory), rating, now)
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
        let params = Params::default();
        let memory = first(Rating::Easy);
        assert_eq!(memory.retrievability(&params, 0.0), 1.0);
        let faded = memory.retrievability(&params, memory.stability);
        assert!((faded - 0.9).abs() < 1e-5);
        assert!(memory.due(&params, 0.8) > memory.due(&params, 0.9));
    }

    #[test]
    fn what_the_baseline_showed_is_due_in_a_month() {
        let memory = Memory::shown(&Params::default(), MemoryUnit::Skill, at(0));
        assert_eq!(memory.stability, 30.0);
        assert_eq!(memory.due, at(30 * DAY_MS).day);
        assert_eq!(memory.rated_on, None);
    }

    #[test]
    fn time_set_back_counts_as_none() {
        let params = Params::default();
        let memory = first(Rating::Good);
        assert_eq!(memory.retrievability_at(&params, at(-3 * DAY_MS)), 1.0);
        let back = again(memory, Rating::Good, at(-3 * DAY_MS));
        let same_day = again(memory, Rating::Good, at(0));
        assert_eq!(back.stability, same_day.stability);
    }

    #[test]
    fn implicit_repetition_goes_its_share_of_the_way() {
        let params = Params::default();
        let memory = first(Rating::Good);
        let now = at(3 * DAY_MS);
        let recall = memory.retrievability_at(&params, now);
        let good = again(memory, Rating::Good, now);

        let half = memory.practiced(&params, 0.5, now);
        let expected = f64::midpoint(memory.stability, good.stability);
        assert!((half.stability - expected).abs() < 1e-9);
        let expected = f64::midpoint(recall, 1.0);
        assert!((half.retrievability_at(&params, now) - expected).abs() < 1e-4);

        let none = memory.practiced(&params, 0.0, now);
        assert_eq!(none.stability, memory.stability);
        assert!((none.retrievability_at(&params, now) - recall).abs() < 1e-4);
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
            let params = Params::default();
            let memory = first(RATINGS[start]);
            let now = at(hours * DAY_MS / 24);
            let after = memory.practiced(&params, weight, now);
            prop_assert!(after.stability >= memory.stability);
            let recall = |it: &Memory| it.retrievability(&params, now.days_since(it.last_ms) + later);
            prop_assert!(recall(&after) >= recall(&memory) - 1e-5);
            prop_assert!(after.due >= after.last);
        }
    }
}
