//! Where a pilot stands: from what the log's fold knows of it, and nothing else.

use serde::Serialize;

use super::minutes::MinutesRatio;
use super::posterior::{Counts, Difference, Model};
use super::power::Power;
use crate::core::{Comparison, SkillId, StudyDay, Way};
use crate::deck::Deck;
use crate::event::{PilotPair, PilotSkill};
use crate::learner::{Pilot, Trial};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    Running,
    /// Its weeks are over.
    Over,
    /// Ended by the learner before its time.
    Stopped,
}

/// A pilot and what it shows so far.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    pub comparison: Comparison,
    /// The first and the second way.
    pub ways: [Way; 2],
    pub state: State,
    pub since: StudyDay,
    /// Its last day, by plan or by having been stopped.
    pub until: StudyDay,
    pub weeks: u8,
    /// Whole weeks, up to its last day.
    pub weeks_gone: u8,
    /// Days from the first step on a skill to the answer that counts, at least.
    pub after_days: u8,
    pub pairs: Vec<PairStatus>,
    /// Pairs with both outcomes, with one, with none.
    pub complete: usize,
    pub halves: usize,
    pub missing: usize,
    /// First way less second way.
    pub difference: Difference,
    /// None before the first complete pair.
    pub minutes: Option<MinutesRatio>,
    /// The smallest true difference, of those tried, that so many complete pairs would show four
    /// times in five; none if they would show none of them so often.
    pub detectable: Option<f64>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PairStatus {
    pub first: SkillStatus,
    pub second: SkillStatus,
}

#[derive(Clone, Debug, Serialize)]
pub struct SkillStatus {
    pub skill: SkillId,
    /// None where the deck has the skill no more.
    pub title: Option<String>,
    pub way: Way,
    /// As believed when the pilot began, 0..1.
    pub chance: f64,
    /// None: not yet.
    pub begun: Option<StudyDay>,
    /// Spent on it up to the answer that counts.
    pub minutes: f64,
    pub measured: Option<StudyDay>,
    /// Right and unaided; none: not measured.
    pub success: Option<bool>,
}

impl Status {
    pub fn new(deck: &Deck, pilot: &Pilot, today: StudyDay) -> Self {
        let started = &pilot.started;
        let ways = started.comparison.ways();
        let pairs: Vec<PairStatus> = started
            .pairs
            .iter()
            .map(|pair| PairStatus::new(deck, pilot, ways, pair))
            .collect();
        let outcomes = || pairs.iter().map(PairStatus::outcomes);
        let counts = Counts::of(outcomes());
        let model = Model::new(&started.prior);
        let with = |n: usize| move |it: &PairStatus| it.measured() == n;
        let until = pilot
            .last_day()
            .min(pilot.stopped.unwrap_or(StudyDay(i32::MAX)));
        // The day on which it ends counts as well.
        let days = (until + 1).min(today).days_since(pilot.since);
        Self {
            comparison: started.comparison,
            ways,
            state: match pilot.stopped {
                Some(_) => State::Stopped,
                None if pilot.runs_on(today) => State::Running,
                None => State::Over,
            },
            since: pilot.since,
            until,
            weeks: started.weeks,
            weeks_gone: u8::try_from(days / 7).unwrap_or(u8::MAX),
            after_days: started.outcome.after_days,
            complete: pairs.iter().filter(|it| with(2)(it)).count(),
            halves: pairs.iter().filter(|it| with(1)(it)).count(),
            missing: pairs.iter().filter(|it| with(0)(it)).count(),
            difference: model.difference(&counts),
            minutes: MinutesRatio::of(&minutes(&pairs)),
            detectable: Power::of(&model, counts.complete(), 1.0).detectable(),
            pairs,
        }
    }
}

impl PairStatus {
    fn new(deck: &Deck, pilot: &Pilot, ways: [Way; 2], pair: &PilotPair) -> Self {
        let [first, second] = ways;
        Self {
            first: SkillStatus::new(deck, pilot, first, &pair.first),
            second: SkillStatus::new(deck, pilot, second, &pair.second),
        }
    }

    fn outcomes(&self) -> (Option<bool>, Option<bool>) {
        (self.first.success, self.second.success)
    }

    /// How many of the two outcomes are there.
    fn measured(&self) -> usize {
        [&self.first, &self.second]
            .into_iter()
            .filter(|it| it.success.is_some())
            .count()
    }
}

impl SkillStatus {
    fn new(deck: &Deck, pilot: &Pilot, way: Way, it: &PilotSkill) -> Self {
        let trial = pilot.trials.get(&it.skill);
        let outcome = trial.and_then(|trial| trial.outcome);
        let took_ms = trial.map_or(0, |trial: &Trial| trial.took_ms);
        Self {
            title: deck.skill(&it.skill).map(|skill| skill.title.clone()),
            skill: it.skill.clone(),
            way,
            chance: it.chance,
            begun: trial.map(|trial| trial.begun),
            minutes: took_ms as f64 / 60_000.0,
            measured: outcome.map(|it| it.on),
            success: outcome.map(|it| it.success),
        }
    }
}

/// Of complete pairs.
fn minutes(pairs: &[PairStatus]) -> Vec<(f64, f64)> {
    let complete = pairs.iter().filter(|it| it.measured() == 2);
    complete
        .map(|it| (it.first.minutes, it.second.minutes))
        .collect()
}
