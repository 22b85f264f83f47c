//! What rules can be hung on, measured.

use crate::coach::Desk;
use crate::coach::absence::absence;
use crate::core::{ActivityKind, Confidence, MisconceptionId, SkillId, Support};
use crate::deck::Skill;
use crate::event::{MemoryUnit, Walk};
use crate::learner::{Memory, Outcome, Rating, Recent, Sighting};
use crate::rule::Trigger;

/// Days in which sightings of a misconception add up.
const FORTNIGHT: i32 = 14;
/// Answers by which a run of work is judged.
pub const LAST: usize = 6;

/// A learner and the skill that a rule is asked about.
#[derive(Clone, Copy)]
pub struct Facts<'d, 'a> {
    pub desk: &'d Desk<'a>,
    /// None before the day's first step.
    pub skill: Option<&'a Skill>,
    /// What is about to come back, where it is not the skill itself.
    fact: Option<&'d Memory>,
}

impl<'d, 'a> Facts<'d, 'a> {
    pub fn of(desk: &'d Desk<'a>, skill: Option<&'a Skill>) -> Self {
        let fact = None;
        Self { desk, skill, fact }
    }

    pub fn of_memory(desk: &'d Desk<'a>, skill: &'a Skill, memory: &'d Memory) -> Self {
        Self {
            desk,
            skill: Some(skill),
            fact: Some(memory).filter(|it| it.unit == MemoryUnit::Item),
        }
    }

    /// On the skill of the last step of today.
    pub fn of_last_step(desk: &'d Desk<'a>) -> Self {
        let today = desk.learner.today_on(desk.now.day);
        let last = today.and_then(|today| match &today.last_walk {
            Some((_, skill)) => Some(skill),
            None => today.recent.last().map(|it| &it.skill),
        });
        Self::of(desk, last.and_then(|id| desk.deck.skill(id)))
    }

    /// The number that a rule compares, flags being 1 or 0; none where there is nothing to measure.
    pub fn measured(&self, trigger: Trigger) -> Option<f64> {
        let flag = |holds: bool| Some(f64::from(u8::from(holds)));
        let of_learner = matches!(
            trigger,
            Trigger::DaysAway | Trigger::RecentAccuracy | Trigger::Slowing
        );
        if self.skill.is_none() && !of_learner {
            return None;
        }
        match trigger {
            Trigger::MissesToday => {
                let state = self.desk.learner.skill(&self.skill?.id);
                Some(f64::from(state.misses_on(self.desk.now.day)))
            }
            Trigger::SureMiss => flag(self.was_a_sure_miss()?),
            Trigger::SameMisconception => {
                Some(self.shown().map_or(0.0, |(_, fresh, _)| fresh as f64))
            }
            Trigger::SureOfMisconception => {
                flag(self.shown().is_some_and(|(_, _, last)| last.certain))
            }
            Trigger::SureSuccesses => Some(self.sure_successes()?.count() as f64),
            Trigger::Answers => {
                let state = self.desk.learner.skill(&self.skill?.id);
                Some(f64::from(state.attempts))
            }
            Trigger::UnaidedSuccesses => {
                let state = self.desk.learner.skill(&self.skill?.id);
                Some(f64::from(state.unaided_right))
            }
            Trigger::Chance => Some(self.desk.estimate_by_id(&self.skill?.id).mean),
            Trigger::PrerequisiteChance => self.weakest_prerequisite().map(|(_, chance)| chance),
            Trigger::DaysAway => Some(f64::from(absence(self.desk)?.days)),
            Trigger::RecentAccuracy => {
                let last = self.last_answers()?;
                Some(last.iter().map(|it| it.score).sum::<f64>() / LAST as f64)
            }
            Trigger::Slowing => self.slowing(),
            Trigger::AfterLesson => flag(self.walk() == Some(&Walk::Lesson)),
            Trigger::AfterExample => flag(self.walk() == Some(&Walk::Example)),
            Trigger::AfterTeaching => {
                flag(matches!(self.walk(), Some(Walk::Lesson | Walk::Example)))
            }
            Trigger::AfterRepair => flag(matches!(self.walk(), Some(Walk::Repair(_)))),
            Trigger::Lapses => self.lapses(MemoryUnit::Skill),
            Trigger::FactLapses => self.lapses(MemoryUnit::Item),
            Trigger::Stability => Some(self.memory()?.stability),
        }
    }

    /// What was read last on the skill, if nothing was answered since.
    pub fn walk(&self) -> Option<&'a Walk> {
        let today = self.desk.learner.today_on(self.desk.now.day)?;
        let (walk, skill) = today.last_walk.as_ref()?;
        (*skill == self.skill?.id).then_some(walk)
    }

    /// The last answer, if it was on the skill and nothing was read since.
    pub fn answer(&self) -> Option<&'a Recent> {
        let today = self.desk.learner.today_on(self.desk.now.day)?;
        let last = today.recent.last().filter(|_| today.last_walk.is_none())?;
        (last.skill == self.skill?.id).then_some(last)
    }

    fn was_a_sure_miss(&self) -> Option<bool> {
        let skill = self.skill?;
        let (Some(answer), Some(outcome)) = (self.answer(), self.outcomes(&skill.id).last()) else {
            return Some(false);
        };
        let missed = outcome.item == answer.item && outcome.score < 1.0;
        Some(missed && outcome.confidence >= Some(Confidence::Fairly))
    }

    /// The misconception that the last answer shows and that was not repaired today, how often it
    /// showed since its repair, and its last sighting: of several, the one that showed most.
    ///
    /// The same words twice a day help nobody; then it is explained another way.
    pub fn shown(&self) -> Option<(&'a MisconceptionId, usize, &'a Sighting)> {
        let (learner, today) = (self.desk.learner, self.desk.now.day);
        let answer = self.answer()?;
        let shown = learner.misconceptions.iter().filter_map(|(id, sightings)| {
            let last = sightings.last()?;
            let just_now = last.item == answer.item && last.day == today;
            let repaired = learner.repaired.get(id);
            if !just_now || repaired.is_some_and(|it| it.day == today) {
                return None;
            }
            let repaired = repaired.map_or(i64::MIN, |it| it.utc_ms);
            let is_fresh =
                |it: &&Sighting| it.utc_ms > repaired && today.days_since(it.day) <= FORTNIGHT;
            let fresh = sightings.iter().filter(is_fresh).count();
            self.desk.deck.misconception(id)?;
            (fresh > 0).then_some((id, fresh, last))
        });
        shown.max_by_key(|(_, fresh, _)| *fresh)
    }

    /// The last ones in a row, the latest first. An answer of which nobody asked how sure it was
    /// neither counts nor ends the row.
    pub fn sure_successes(&self) -> Option<impl Iterator<Item = &'a Outcome>> {
        let outcomes = self.outcomes(&self.skill?.id);
        let alone = |it: &&Outcome| it.score >= 1.0 && it.support == Support::None;
        let not_unsure = |it: &&Outcome| it.confidence.is_none_or(|it| it >= Confidence::Fairly);
        let row = outcomes
            .iter()
            .rev()
            .take_while(move |it| alone(it) && not_unsure(it));
        Some(row.filter(|it| it.confidence.is_some()))
    }

    fn outcomes(&self, skill: &SkillId) -> &'a [Outcome] {
        &self.desk.learner.skill(skill).recent
    }

    /// The prerequisite with the lowest chance, and that chance.
    pub fn weakest_prerequisite(&self) -> Option<(&'a Skill, f64)> {
        let chance =
            |id: &SkillId| Some((self.desk.deck.skill(id)?, self.desk.estimate_by_id(id).mean));
        let all = self.skill?.requires.iter();
        all.filter_map(|it| chance(&it.skill))
            .min_by(|(_, left), (_, right)| left.total_cmp(right))
    }

    /// Enough to judge by, those of a check apart.
    fn last_answers(&self) -> Option<Vec<&'a Recent>> {
        let today = self.desk.learner.today_on(self.desk.now.day)?;
        let studied = today.recent.iter().rev();
        let last: Vec<_> = studied
            .filter(|it| it.activity != ActivityKind::Baseline)
            .take(LAST)
            .collect();
        (last.len() == LAST).then_some(last)
    }

    /// Times are spread log-normally, so the mean of their logarithms is that of the median.
    fn slowing(&self) -> Option<f64> {
        let pace = &self.desk.learner.pace;
        let enough = pace.answers as usize >= self.desk.params.pace.answers as usize + LAST;
        let mut times: Vec<f64> = self
            .last_answers()
            .filter(|_| enough)?
            .iter()
            .map(|it| f64::from(it.took_ms.max(1)))
            .collect();
        times.sort_by(f64::total_cmp);
        let middle = (times[LAST / 2 - 1] * times[LAST / 2]).sqrt();
        Some(middle / f64::from(pace.usual_ms().max(1)))
    }

    fn memory(&self) -> Option<&Memory> {
        let own = || self.desk.learner.skill(&self.skill?.id).memory.as_ref();
        self.fact.or_else(own)
    }

    /// Of what was lost last time; 0 where it was not.
    fn lapses(&self, unit: MemoryUnit) -> Option<f64> {
        let memory = self.memory().filter(|it| it.unit == unit)?;
        let lost = memory.rating == Some(Rating::Again);
        Some(if lost { f64::from(memory.lapses) } else { 0.0 })
    }
}
