//! Reviews spread over the days: a unit may come back a little before or after the day its memory
//! asks for, where that day holds less.
//!
//! It is done in the fold, once, when a unit's memory changes, and kept with it. So the day that is
//! stored, counted and shown is the day on which it comes, and what was promised is not moved again
//! when something else is answered. What is due on which day is known from the units themselves, in
//! the order of the events, so that the same log always gives the same days.

use std::collections::BTreeMap;

use super::forgetting::BalanceParams;
use super::memory::Memory;
use super::params::Params;
use super::state::Learner;
use crate::core::StudyDay;

/// How many units are due on each day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Load(BTreeMap<StudyDay, u32>);

impl Load {
    /// That of all units of a learner.
    pub(super) fn of(learner: &Learner) -> Self {
        let mut load = Self::default();
        for memory in learner.memories() {
            load.add(memory.due);
        }
        load
    }

    /// Puts a changed memory in its place, and plans the day on which it comes back. What was met
    /// but not rated keeps its day.
    pub(super) fn plan(
        &mut self,
        params: &Params,
        place: &mut Option<Memory>,
        after: Option<Memory>,
        today: StudyDay,
    ) {
        let Some(mut after) = after else { return };
        let keeps_its_day = |it: &Memory| it.due == after.due && it.last_ms == after.last_ms;
        if !place.as_ref().is_some_and(keeps_its_day) {
            if let Some(before) = place {
                self.take(before.due);
            }
            after.due = self.lightest(&params.memory.balance, &after, today);
            self.add(after.due);
        }
        *place = Some(after);
    }

    /// The day with the fewest units due among those to which the memory's may be moved; of
    /// several the nearest, and of those the earlier.
    fn lightest(&self, balance: &BalanceParams, memory: &Memory, today: StudyDay) -> StudyDay {
        let asked = memory.due;
        let interval = asked.days_since(memory.last);
        if interval < balance.from_days || asked <= today {
            return asked;
        }
        let leeway = (balance.share * f64::from(interval)).floor().max(1.0) as i32;
        let earliest = (asked - leeway).max(today + 1);
        let latest = asked + leeway;
        (earliest.0..=latest.0)
            .map(StudyDay)
            .min_by_key(|day| (self.on(*day), (day.0 - asked.0).abs(), *day))
            .unwrap_or(asked)
    }

    fn on(&self, day: StudyDay) -> u32 {
        self.0.get(&day).copied().unwrap_or(0)
    }

    fn add(&mut self, day: StudyDay) {
        *self.0.entry(day).or_default() += 1;
    }

    fn take(&mut self, day: StudyDay) {
        if let Some(due) = self.0.get_mut(&day) {
            *due -= 1;
            if *due == 0 {
                self.0.remove(&day);
            }
        }
    }
}

impl Learner {
    /// Of all units, skills first.
    pub fn memories(&self) -> impl Iterator<Item = &Memory> {
        let of_skills = self.skills.values().filter_map(|it| it.memory.as_ref());
        let of_items = self.items.values().filter_map(|it| it.memory.as_ref());
        of_skills.chain(of_items)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::event::{ItemVersion, MemoryUnit};
    use crate::learner::testing::{Log, any_log, item, right};

    /// Facts learned on one day, all as well.
    fn learned(count: u128) -> Log {
        let mut log = Log::default();
        for id in 1..=count {
            let fact = ItemVersion {
                unit: MemoryUnit::Item,
                ..item(id, &["a"])
            };
            log.answer(&fact, right(&fact));
        }
        log
    }

    #[test]
    fn what_would_all_come_on_one_day_is_spread() {
        let mut log = learned(30);
        for _ in 0..2 {
            log.after_days(10);
            for event in learned(30).events {
                log.add(event.body);
            }
        }
        let learner = log.fold();
        let asked: Vec<StudyDay> = learner.memories().map(|it| it.falls_to(0.9)).collect();
        assert!(asked.iter().all(|day| *day == asked[0]));
        let counts: Vec<u32> = learner.load.0.values().copied().collect();
        let interval = asked[0].days_since(learner.today.day);
        let days = 2 * (f64::from(interval) * 0.05) as usize + 1;
        assert_eq!(counts.len(), days);
        assert!(counts.iter().max().unwrap() - counts.iter().min().unwrap() <= 1);
    }

    proptest! {
        #[test]
        fn a_review_is_moved_within_bounds_only(log in any_log()) {
            let learner = log.fold();
            for it in learner.memories() {
                let asked = it.falls_to(learner.retention);
                let interval = asked.days_since(it.last);
                let moved = (it.due.0 - asked.0).abs();
                let most = if interval < 7 { 0 } else { (interval / 20).max(1) };
                prop_assert!(moved <= most, "{it:?}");
                prop_assert!(it.due > it.last, "{it:?}");
            }
        }

        #[test]
        fn what_is_due_is_counted_along(log in any_log()) {
            let learner = log.fold();
            prop_assert_eq!(&learner.load, &Load::of(&learner));
        }
    }
}
