//! What a skill's chance rests on, in one sentence with true numbers.

use super::baseline::RATING_WORDS;
use super::scene::Interval;
use super::words::{ago, list};
use crate::coach::track_of;
use crate::core::{Now, SkillId, StudyDay, Support};
use crate::deck::{Skill, SkillKind};
use crate::learner::{Drift, Estimate, Outcome, SkillState};
use crate::session::Session;

/// Below so many answers, most of a chance comes from elsewhere.
const FEW: usize = 3;
/// Days from which an answer is long ago.
const LONG: i32 = 7;

/// What is believed of a skill, with the evidence behind it.
pub(super) fn belief(session: &Session, skill: &SkillId, now: Now) -> String {
    let estimate = session.desk(now).estimate_by_id(skill);
    belief_of(session, skill, estimate, now)
}

/// The same where the chance is one that stands beside it.
pub(super) fn belief_of(
    session: &Session,
    skill: &SkillId,
    estimate: Estimate,
    now: Now,
) -> String {
    let learner = &session.learner;
    let state = learner.skill(skill);
    let found = session.deck.skill(skill);
    let builds_on = found.map_or(&[][..], |it| &it.requires);
    let target = track_of(&session.deck, learner).and_then(|track| track.level);
    let grounds = Grounds {
        state,
        chance: estimate.into(),
        target: target.unwrap_or(session.deck.target),
        facts: found.and_then(|it| facts(session, it, now)),
        builds_on: builds_on
            .iter()
            .filter(|it| learner.skill(&it.skill).attempts > 0)
            .filter_map(|it| session.deck.skill(&it.skill))
            .map(|it| it.title.as_str())
            .collect(),
        checked: learner.baseline.asked,
        elsewhere: learner.responses.saturating_sub(state.attempts),
        drift: learner.calibration.drift(&session.params.fit),
        today: now.day,
    };
    grounds.sentence()
}

/// Of facts, which are remembered one by one: how many want to come back, and how many there are.
fn facts(session: &Session, skill: &Skill, now: Now) -> Option<(usize, usize)> {
    if skill.kind != SkillKind::Facts {
        return None;
    }
    let items = session.deck.items_of(&skill.id);
    let known: Vec<StudyDay> = items
        .filter_map(|item| Some(session.learner.items.get(&item.id)?.memory.as_ref()?.due))
        .collect();
    let due = known.iter().filter(|due| **due <= now.day).count();
    Some((due, known.len()))
}

/// What a chance rests on.
struct Grounds<'a> {
    state: &'a SkillState,
    chance: Interval,
    /// The level at which the skill counts as mastered.
    target: u8,
    /// See [`facts`].
    facts: Option<(usize, usize)>,
    /// Titles of the prerequisites that were answered.
    builds_on: Vec<&'a str>,
    /// Questions answered in the baseline.
    checked: u16,
    /// Answers to other skills.
    elsewhere: u32,
    /// All answers of late were better or worse than expected, which moves every skill.
    drift: Option<Drift>,
    today: StudyDay,
}

impl Grounds<'_> {
    fn sentence(&self) -> String {
        let chance = format!("I put your chance now at {}", self.chance.spoken());
        match self.state.recent.last() {
            Some(last) => format!("{}: {chance}.", self.answers(last)),
            None => self.without_answers(&chance),
        }
    }

    fn answers(&self, last: &Outcome) -> String {
        let recent = &self.state.recent;
        let (alone, helped): (Vec<&Outcome>, Vec<&Outcome>) =
            recent.iter().partition(|it| it.support == Support::None);
        let right = alone.iter().filter(|it| it.score >= 1.0).count();
        let all = recent.len() == self.state.attempts as usize;
        let tally = tally(right, alone.len(), helped.len(), all);
        let shown = if alone.is_empty() { &helped } else { &alone };
        let ground = ground(shown, self.target);
        let more = match (alone.len(), helped.len()) {
            (0, _) | (_, 0) => String::new(),
            (_, helped) => format!(", {helped} more with help"),
        };
        let memory = if right > 0 { self.memory() } else { None };
        let when = self.when(last.day, recent.len(), right * 2 > alone.len());
        let memory = memory.unwrap_or_default();
        let taught = match self.taught_on() {
            Some(day) if day > last.day => ", explained since",
            _ => "",
        };
        let rest = match self.sources() {
            sources if recent.len() < FEW && !sources.is_empty() => {
                format!(", and beyond that I go by {}", sources.join(" and by "))
            }
            _ => String::new(),
        };
        let lately = self.lately();
        format!("{tally} {ground}{more}{when}{taught}{memory}{lately}{rest}")
    }

    fn lately(&self) -> String {
        self.drift.map_or_else(String::new, |it| {
            format!(
                "; of your last {} answers in all, {:.0} were right",
                it.n, it.right
            )
        })
    }

    fn when(&self, day: StudyDay, answers: usize, mostly_right: bool) -> String {
        let last = if answers > 1 { "most recently " } else { "" };
        let holds = self.state.memory.is_some_and(|it| it.due > self.today);
        let long_ago = self.today.days_since(day) >= LONG;
        let but = if mostly_right && long_ago && !holds {
            "but "
        } else {
            ""
        };
        format!(", {but}{last}{}", ago(day, self.today))
    }

    /// What memory does to it: by the day on which recall has fallen to nine in ten.
    fn memory(&self) -> Option<String> {
        match self.facts {
            Some((0, _)) => None,
            Some((due, known)) => Some(format!("; {due} of {known} facts are fading")),
            None => self.state.memory.map(|memory| {
                let over = self.today.days_since(memory.due);
                let left = memory.due.days_since(self.today);
                match (over, left) {
                    (0, 0) => "; it fades from today on".to_owned(),
                    (0, 1) => "; it should hold until tomorrow".to_owned(),
                    (0, left) => format!("; it should hold for {left} more days"),
                    (1, _) => "; it has been fading since yesterday".to_owned(),
                    (over, _) => format!("; it has been fading for {over} days"),
                }
            }),
        }
    }

    fn taught_on(&self) -> Option<StudyDay> {
        self.state.lesson_on.max(self.state.example_on)
    }

    fn without_answers(&self, chance: &str) -> String {
        let begin = match self.taught_on() {
            Some(day) => format!("Explained {}, no answers yet", ago(day, self.today)),
            None => "No answers yet".to_owned(),
        };
        let sources = self.sources();
        if !sources.is_empty() {
            format!("{begin}: going by {}, {chance}.", sources.join(" and by "))
        } else if self.state.placed.is_some() {
            format!("{begin}: going only by how the skills build on each other, {chance}.")
        } else {
            format!("{begin}, nothing else to go by: {chance}.")
        }
    }

    /// What a chance rests on where its own answers do not say it all.
    fn sources(&self) -> Vec<String> {
        let state = self.state;
        let said = state
            .rating
            .and_then(|it| RATING_WORDS.get(usize::from(it)))
            .map(|word| format!("what you said (“{word}”)"));
        let placed = state.placed.is_some() && self.checked > 0;
        let around = if placed && !self.builds_on.is_empty() {
            let titles = list(&self.builds_on, 3);
            Some(format!("your answers in {titles}, which it builds on"))
        } else {
            match self.elsewhere {
                0 => None,
                1 => Some("your one answer elsewhere".to_owned()),
                n => Some(format!("your {n} answers elsewhere")),
            }
        };
        said.into_iter().chain(around).collect()
    }
}

/// "4 of 5 right alone"; `all` where these are all there are.
fn tally(right: usize, alone: usize, helped: usize, all: bool) -> String {
    let last = if all { "" } else { "the last " };
    match (right, alone) {
        (_, 0) => match helped {
            1 => "One answer, with help,".to_owned(),
            2 => "2 answers, both with help,".to_owned(),
            n => format!("{n} answers, all with help,"),
        },
        (0, 1) => "Your one answer alone was not right,".to_owned(),
        (_, 1) => "Your one answer alone was right,".to_owned(),
        (0, n) => format!("None of {last}{n} right alone"),
        (2, 2) if all => "Both right alone".to_owned(),
        (right, n) if right == n && all => format!("All {n} right alone"),
        (right, n) if right == n => format!("All of the last {n} right alone"),
        (right, n) => format!("{right} of {last}{n} right alone"),
    }
}

/// How hard they were, against the level at which the skill counts as mastered.
fn ground(answers: &[&Outcome], target: u8) -> String {
    let levels: f64 = answers.iter().map(|it| f64::from(it.level)).sum();
    let above = levels / answers.len().max(1) as f64 - f64::from(target);
    let (article, hard) = match above {
        it if it < -1.2 => ("an", "easy"),
        it if it < -0.4 => ("a", "fairly easy"),
        it if it < 0.4 => ("a", "fairly hard"),
        _ => ("a", "hard"),
    };
    if answers.len() == 1 {
        format!("on {article} {hard} item")
    } else {
        format!("on {hard} items")
    }
}

#[cfg(test)]
mod tests;
