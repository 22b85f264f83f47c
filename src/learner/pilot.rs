//! A pilot as the log shows it: when each of its skills was begun, what it took, and whether it came
//! unaided a week or more later.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::state::Learner;
use crate::core::{ActivityKind, ItemId, Now, SkillId, StudyDay, Way};
use crate::event::{Attempt, PilotStarted, Studied};

/// The last pilot that was started.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pilot {
    pub started: Arc<PilotStarted>,
    pub since: StudyDay,
    /// Ended by the learner before its time.
    pub stopped: Option<StudyDay>,
    /// Of the skills that were begun since.
    pub trials: BTreeMap<SkillId, Trial>,
}

/// One skill, studied its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    /// Of the first step on it since the pilot began.
    pub begun: StudyDay,
    /// Of lessons, examples and answers, up to the answer that counts.
    pub took_ms: u64,
    /// The item answered first since it was begun.
    first: Option<ItemId>,
    pub outcome: Option<TrialOutcome>,
}

/// The answer that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialOutcome {
    pub on: StudyDay,
    /// Right and unaided.
    pub success: bool,
}

impl Pilot {
    pub(super) fn begin(started: &PilotStarted, now: Now) -> Self {
        Self {
            started: Arc::new(started.clone()),
            since: now.day,
            stopped: None,
            trials: BTreeMap::new(),
        }
    }

    /// The last day on which it runs, if nobody stops it.
    pub fn last_day(&self) -> StudyDay {
        self.since + (7 * i32::from(self.started.weeks) - 1)
    }

    pub fn runs_on(&self, day: StudyDay) -> bool {
        self.stopped.is_none() && day <= self.last_day()
    }

    /// The way that a skill is to be studied on a day; none once the pilot is over.
    pub fn way_on(&self, skill: &SkillId, day: StudyDay) -> Option<Way> {
        let way = self.started.way_of(skill)?;
        self.runs_on(day).then_some(way)
    }

    /// Whether the answer that counts is waited for.
    pub fn is_to_be_measured(&self, skill: &SkillId, day: StudyDay) -> bool {
        self.runs_on(day)
            && self.trials.get(skill).is_some_and(|trial| {
                trial.outcome.is_none() && trial.has_waited(self.started.outcome.after_days, day)
            })
    }

    fn trial(&mut self, skill: &SkillId, now: Now) -> Option<&mut Trial> {
        self.way_on(skill, now.day)?;
        let trial = self.trials.entry(skill.clone()).or_insert_with(|| Trial {
            begun: now.day,
            took_ms: 0,
            first: None,
            outcome: None,
        });
        trial.outcome.is_none().then_some(trial)
    }

    fn studied(&mut self, studied: &Studied, now: Now) {
        if let Some(trial) = self.trial(&studied.skill, now) {
            trial.took_ms += u64::from(studied.took_ms);
        }
    }

    /// What counts is the first answer to another item, late enough. Help that was asked for makes it
    /// no success: to leave such answers out would favor the way that leads to asking.
    fn answered(&mut self, skill: &SkillId, attempt: &Attempt, right: bool, now: Now) {
        if attempt.activity == ActivityKind::Baseline {
            return;
        }
        let after_days = self.started.outcome.after_days;
        let Some(trial) = self.trial(skill, now) else {
            return;
        };
        let is_other = trial
            .first
            .as_ref()
            .is_some_and(|first| *first != attempt.item);
        if is_other && trial.has_waited(after_days, now.day) {
            trial.outcome = Some(TrialOutcome {
                on: now.day,
                success: right,
            });
            return;
        }
        trial.took_ms += u64::from(attempt.took_ms);
        trial.first.get_or_insert_with(|| attempt.item.clone());
    }
}

impl Trial {
    fn has_waited(&self, days: u8, until: StudyDay) -> bool {
        until.days_since(self.begun) >= i32::from(days)
    }
}

impl Learner {
    pub(super) fn pilot_studied(&mut self, now: Now, studied: &Studied) {
        if let Some(pilot) = &mut self.pilot {
            pilot.studied(studied, now);
        }
    }

    /// `skill` is the one that the answer was asked for; `right` is right and unaided.
    pub(super) fn pilot_answered(
        &mut self,
        now: Now,
        skill: &SkillId,
        attempt: &Attempt,
        right: bool,
    ) {
        if let Some(pilot) = &mut self.pilot {
            pilot.answered(skill, attempt, right, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::core::{Comparison, Support};
    use crate::event::{Body, ItemVersion, PilotStopped, Undo, Walk};
    use crate::learner::testing::{DAY_MS, Log, item, pilot, right, studied, wrong};

    fn begun() -> Log {
        let mut log = Log::default();
        let started = pilot(Comparison::InterleavedOrBlocked, &["a", "b"]);
        log.add(Body::PilotStarted(started));
        log
    }

    fn trial(log: &Log, skill: &str) -> Option<Trial> {
        log.fold().pilot.unwrap().trials.get(skill).cloned()
    }

    fn came(log: &Log) -> Option<bool> {
        Some(trial(log, "a")?.outcome?.success)
    }

    /// Items of the skill `a`.
    fn items() -> [ItemVersion; 3] {
        [1, 2, 3].map(|id| item(id, &["a"]))
    }

    #[test]
    fn what_counts_is_the_first_answer_to_another_item_a_week_later() {
        let [first, second, third] = items();
        let mut log = begun();
        log.after_days(2).answer(&first, right(&first));
        log.after_days(6).answer(&second, right(&second));
        assert_eq!(came(&log), None);
        log.after_days(1).answer(&first, right(&first));
        assert_eq!(came(&log), None, "it was begun with that one");
        log.answer(&second, wrong(&second));
        assert_eq!(came(&log), Some(false));
        log.answer(&third, right(&third));
        assert_eq!(came(&log), Some(false), "the first counts");
        assert_eq!(trial(&log, "b"), None);
    }

    #[test]
    fn a_skill_that_was_only_read_of_is_begun_with_its_first_exercise() {
        let [first, second, _] = items();
        let mut log = begun();
        log.add(Body::Studied(studied("a", Walk::Lesson)));
        log.after_days(8).answer(&first, right(&first));
        assert_eq!(came(&log), None);
        log.answer(&second, right(&second));
        assert_eq!(came(&log), Some(true));
    }

    #[test]
    fn help_makes_it_no_success() {
        let [first, second, _] = items();
        let mut log = begun();
        log.answer(&first, right(&first));
        let helped = Attempt {
            support: Support::Hints,
            hints: 1,
            ..right(&second)
        };
        log.after_days(8).answer(&second, helped);
        assert_eq!(came(&log), Some(false));
    }

    #[test]
    fn a_baseline_is_no_study_and_no_outcome() {
        let [first, second, third] = items();
        let baseline = |item| Attempt {
            activity: ActivityKind::Baseline,
            ..right(item)
        };
        let mut log = begun();
        log.answer(&first, baseline(&first));
        assert_eq!(trial(&log, "a"), None);
        log.answer(&second, right(&second));
        log.after_days(9).answer(&third, baseline(&third));
        assert_eq!(came(&log), None);
    }

    #[test]
    fn minutes_are_those_until_the_answer_that_counts() {
        let [first, second, third] = items();
        let mut log = begun();
        log.add(Body::Studied(studied("a", Walk::Lesson)));
        log.answer(&first, right(&first));
        log.after_days(7).answer(&second, right(&second));
        log.answer(&third, right(&third));
        assert_eq!(trial(&log, "a").unwrap().took_ms, 60_000 + 10_000);
    }

    #[test]
    fn nothing_counts_once_it_is_over_or_stopped() {
        let [first, second, _] = items();
        let mut log = begun();
        log.answer(&first, right(&first));
        let mut stopped = log.clone();
        stopped
            .after_days(10)
            .add(Body::PilotStopped(PilotStopped {}));
        stopped.answer(&second, right(&second));
        let pilot = stopped.fold().pilot.unwrap();
        assert_eq!(pilot.stopped, Some(pilot.since + 10));
        assert_eq!(came(&stopped), None);

        let mut over = log.clone();
        over.after_days(8 * 7).answer(&second, right(&second));
        assert_eq!(came(&over), None);
        log.after_days(8 * 7 - 1).answer(&second, right(&second));
        assert_eq!(came(&log), Some(true), "the last day is one of it");
    }

    #[test]
    fn one_that_was_taken_back_was_never_there() {
        let [first, ..] = items();
        let mut log = begun();
        log.answer(&first, right(&first));
        let events = vec![log.events[0].id];
        log.add(Body::Undo(Undo { events }));
        let learner = log.fold();
        assert_eq!(learner.pilot, None);
        assert_eq!(learner.skill(&"a".into()).attempts, 1);
    }

    #[test]
    fn the_ways_hold_while_it_runs() {
        let log = begun();
        let pilot = log.fold().pilot.unwrap();
        let way = |skill: &str, day: i32| pilot.way_on(&skill.into(), pilot.since + day);
        assert_eq!(way("a", 0), Some(Way::Interleaved));
        assert_eq!(way("b", 55), Some(Way::Blocked));
        assert_eq!((way("b", 56), way("c", 0)), (None, None));
    }

    proptest! {
        /// Whatever else is studied meanwhile.
        #[test]
        fn other_skills_change_no_trial(others in prop::collection::vec((0..20_i64, any::<bool>()), 0..20)) {
            let [first, second, _] = items();
            let (mut alone, mut among) = (begun(), begun());
            for log in [&mut alone, &mut among] {
                log.answer(&first, right(&first));
            }
            let start = among.ms;
            let mut others = others;
            others.sort_unstable();
            for (day, is_right) in others {
                among.ms = start + day.min(9) * DAY_MS;
                let other = item(9, &["c"]);
                let answer = if is_right { right(&other) } else { wrong(&other) };
                among.answer(&other, answer);
            }
            among.ms = start;
            for log in [&mut alone, &mut among] {
                log.after_days(9).answer(&second, right(&second));
            }
            prop_assert_eq!(trial(&alone, "a"), trial(&among, "a"));
        }
    }
}
