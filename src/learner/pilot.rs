//! A pilot as the log shows it: when each of its skills was begun, what it took, and whether it came
//! unaided a week or more later.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::state::{Learner, Moment};
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
    pub begun: Moment,
    /// Of lessons, examples and answers, up to the answer that counts.
    pub took_ms: u64,
    /// Answered since it was begun; emptied once nothing depends on it any more.
    met: Vec<ItemId>,
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

    /// Whether the next answer to an item of the skill not met yet is the one that counts.
    pub fn is_to_be_measured(&self, skill: &SkillId, day: StudyDay) -> bool {
        self.runs_on(day)
            && self.trials.get(skill).is_some_and(|trial| {
                trial.outcome.is_none() && trial.has_waited(self.started.outcome.after_days, day)
            })
    }

    fn trial(&mut self, skill: &SkillId, now: Now) -> Option<&mut Trial> {
        self.way_on(skill, now.day)?;
        let begun = Moment::from(now);
        let trial = self.trials.entry(skill.clone()).or_insert_with(|| Trial {
            begun,
            took_ms: 0,
            met: Vec::new(),
            outcome: None,
        });
        trial.outcome.is_none().then_some(trial)
    }

    fn studied(&mut self, studied: &Studied, now: Now) {
        if let Some(trial) = self.trial(&studied.skill, now) {
            trial.took_ms += u64::from(studied.took_ms);
        }
    }

    /// The first answer to an item not met since the skill was begun, late enough, is what counts.
    /// Help that was asked for makes it no success: to leave such answers out would favor the way
    /// that leads to asking.
    fn answered(&mut self, skill: &SkillId, attempt: &Attempt, right: bool, now: Now) {
        if attempt.activity == ActivityKind::Baseline {
            return;
        }
        let after_days = self.started.outcome.after_days;
        let Some(trial) = self.trial(skill, now) else {
            return;
        };
        if trial.has_waited(after_days, now.day) && !trial.met.contains(&attempt.item) {
            trial.outcome = Some(TrialOutcome {
                on: now.day,
                success: right,
            });
            trial.met = Vec::new();
            return;
        }
        trial.took_ms += u64::from(attempt.took_ms);
        if !trial.met.contains(&attempt.item) {
            trial.met.push(attempt.item.clone());
        }
    }
}

impl Trial {
    fn has_waited(&self, days: u8, until: StudyDay) -> bool {
        until.days_since(self.begun.day) >= i32::from(days)
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
