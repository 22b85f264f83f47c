//! A pilot as it could begin now, and what it could show.

use serde::Serialize;

use super::pairing::{Pair, dealt, eligible, paired};
use super::posterior::Model;
use super::power::Power;
use super::{OUTCOME, PRIOR};
use crate::coach::Desk;
use crate::core::{Comparison, SkillId, StudyDay};
use crate::event::PilotStarted;
use crate::learner::Learner;

/// With fewer pairs even outcomes that all agree tell nothing.
pub const LEAST_PAIRS: usize = 2;

/// Study days in a week, before any are known.†
const DAYS_A_WEEK: f64 = 5.0;
/// Share of the new skills that the minutes have room for which a day really begins: reviews come
/// first.†
const BEGUN: f64 = 0.5;
/// Weeks from the first step on a skill until the answer that counts usually has come.†
const WEEKS_TO_OUTCOME: f64 = 2.0;
/// Days over which the learner's own pace is looked at, and how many it takes at least.
const PACE_DAYS: i32 = 28;
const PACE_LEAST: i32 = 14;

/// A pilot that could begin.
#[derive(Clone, Debug, Serialize)]
pub struct Proposal {
    pub comparison: Comparison,
    pub weeks: u8,
    pub pairs: Vec<Pair>,
    /// Of the goal, and not secure, but without a partner.
    pub left_over: Vec<SkillId>,
    /// New skills that are counted on.
    pub skills_a_week: f64,
    pub power: Power,
}

impl Proposal {
    /// What could begin with the deck, learner and goal on the desk.
    pub fn new(desk: &Desk<'_>, comparison: Comparison, weeks: u8) -> Self {
        let skills = eligible(desk, comparison);
        let pairs = paired(&skills);
        let taken = |id: &SkillId| pairs.iter().flatten().any(|it| it.skill == *id);
        let left_over = skills.iter().map(|it| it.skill.clone());
        let left_over = left_over.filter(|id| !taken(id)).collect();
        let skills_a_week = skills_a_week(desk);
        let in_time = skills_a_week * (f64::from(weeks) - WEEKS_TO_OUTCOME);
        let measured = (in_time / (2.0 * pairs.len().max(1) as f64)).min(1.0);
        let number = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
        Self {
            comparison,
            weeks,
            pairs,
            left_over,
            skills_a_week,
            power: Power::of(&Model::new(&PRIOR), number, measured),
        }
    }

    /// Whether there are too few pairs for any outcome to tell something.
    pub fn is_too_small(&self) -> bool {
        self.pairs.len() < LEAST_PAIRS
    }

    /// The fact with which it begins, dealt by chance.
    pub fn started(&self, seed: u64) -> PilotStarted {
        PilotStarted {
            comparison: self.comparison,
            weeks: self.weeks,
            pairs: dealt(&self.pairs, seed),
            seed,
            outcome: OUTCOME,
            prior: PRIOR,
        }
    }
}

/// The learner's own pace where it is known, else what the minutes a day have room for.
fn skills_a_week(desk: &Desk<'_>) -> f64 {
    own_pace(desk.learner, desk.now.day).unwrap_or_else(|| {
        let minutes = desk
            .learner
            .goal
            .as_ref()
            .map_or(0.0, |it| f64::from(it.minutes));
        let room = (minutes / desk.policy.minutes_per_new_skill)
            .floor()
            .max(1.0);
        (BEGUN * room).max(0.5) * DAYS_A_WEEK
    })
}

fn own_pace(learner: &Learner, today: StudyDay) -> Option<f64> {
    let first = learner.days.keys().next()?;
    let days = today.days_since(*first).min(PACE_DAYS);
    let since = today - days;
    let begun = learner.skills.values().filter_map(|it| it.begun_on);
    let begun = begun.filter(|day| *day >= since).count();
    (days >= PACE_LEAST && begun > 0).then(|| 7.0 * begun as f64 / f64::from(days))
}
