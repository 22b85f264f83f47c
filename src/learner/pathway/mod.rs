//! Micro-pathways after an error: which is under way, how those before ended, and what the first
//! answer elsewhere, on a later day, said of them.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::answer::{Answer, unit};
use super::daily::push_bounded;
use super::helps::Helps;
use super::state::Learner;
use crate::core::{ActivityKind, ItemId, MisconceptionId, Now, Response, SkillId, StudyDay};
use crate::event::{Attempt, Decision, ItemVersion, PathwayStarted, PathwayStep, Studied, Walk};

/// How many pathways that ended are kept.
const PAST: usize = 16;
/// How many answers of a pathway are kept.
const SAID: usize = 4;
/// Days after a pathway within which an answer elsewhere tells of it.
const TELLS: std::ops::RangeInclusive<i32> = 1..=14;

/// What is known of a learner's pathways in one deck.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pathways {
    /// The one under way.
    pub open: Option<Pathway>,
    /// Those that ended, the oldest first.
    pub past: Vec<Pathway>,
    pub helps: Helps,
    /// The last answer that was not right, from which a pathway may begin.
    last_miss: Option<Said>,
}

/// Some minutes that repair one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pathway {
    pub started: PathwayStarted,
    pub day: StudyDay,
    /// In the order in which they were done.
    pub done: Vec<Done>,
    /// Answers that were not right, the one that began it first.
    pub said: Vec<Said>,
    /// Whether the first answer elsewhere is still waited for.
    pub waits: bool,
    /// Whether that answer was right.
    pub later: Option<bool>,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub step: PathwayStep,
    pub item: Option<ItemId>,
    pub how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// Read, and its questions answered.
    Studied,
    /// Right at once and without help.
    Alone,
    /// Not right, or with help.
    NotAlone,
    Skipped,
}

/// What the learner answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub item: ItemId,
    pub response: Response,
}

/// How a pathway ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// What was missed came alone.
    Right,
    /// It did not come, with all steps taken.
    Not,
    /// It was left before that could be told.
    Left,
}

impl Pathway {
    /// The steps still to take if all goes well: a success on the easier exercise leads to the one
    /// that was missed at once, and a success there ends it. What did not come leads back to what
    /// has not been tried yet.
    pub fn left(&self) -> Vec<PathwayStep> {
        let steps = &self.started.steps;
        let untried = |step: PathwayStep| steps.contains(&step) && self.last(step).is_none();
        let mut left: Vec<PathwayStep> = steps
            .iter()
            .copied()
            .filter(|step| *step != PathwayStep::Again && untried(*step))
            .collect();
        let alone = |step| self.last(step) == Some(How::Alone);
        let sibling_came = alone(PathwayStep::Sibling);
        if !steps.contains(&PathwayStep::Again) {
            return if sibling_came { Vec::new() } else { left };
        }
        match self.last(PathwayStep::Again) {
            Some(How::Alone) => left.retain(|step| *step == PathwayStep::Sibling),
            Some(How::Skipped) => left.clear(),
            Some(_) if self.tried_again() > 1 => left.clear(),
            Some(_) if left.is_empty() && self.ends_with_again() => {}
            Some(_) => left.push(PathwayStep::Again),
            None if sibling_came => left = vec![PathwayStep::Again],
            None => left.push(PathwayStep::Again),
        }
        left
    }

    pub fn is_over(&self) -> bool {
        self.left().is_empty()
    }

    pub fn came(&self) -> Came {
        let by = if self.started.steps.contains(&PathwayStep::Again) {
            PathwayStep::Again
        } else {
            PathwayStep::Sibling
        };
        match self.last(by) {
            Some(How::Alone) => Came::Right,
            Some(How::NotAlone) if self.is_over() => Came::Not,
            _ => Came::Left,
        }
    }

    /// Whether it helped, as far as that can be told: by the first answer elsewhere if there was
    /// one.
    pub fn helped(&self) -> Option<bool> {
        match self.came() {
            Came::Not => Some(false),
            Came::Right | Came::Left => self.later,
        }
    }

    /// The step that was chosen to come first.
    pub fn first(&self) -> Option<PathwayStep> {
        self.started.steps.first().copied()
    }

    /// Whether an item belongs to it, so that success on it is not success elsewhere.
    pub fn has(&self, item: &ItemId) -> bool {
        self.started.failed == *item || self.done.iter().any(|it| it.item.as_ref() == Some(item))
    }

    /// The step that a decision puts before the learner.
    pub fn step_of(&self, decision: &Decision) -> Option<PathwayStep> {
        let of_skill = decision.skill == self.started.skill;
        match (&decision.item, decision.activity) {
            (Some(item), ActivityKind::Practice) if *item == self.started.failed => {
                Some(PathwayStep::Again)
            }
            (Some(_), ActivityKind::Practice) if of_skill => Some(PathwayStep::Sibling),
            (None, ActivityKind::Repair)
                if decision.misconception == self.started.misconception =>
            {
                Some(PathwayStep::Contrast)
            }
            (None, ActivityKind::Example | ActivityKind::Lesson) if of_skill => {
                Some(PathwayStep::Example)
            }
            _ => None,
        }
    }

    fn last(&self, step: PathwayStep) -> Option<How> {
        let taken = self.done.iter().rev().find(|it| it.step == step);
        taken.map(|it| it.how)
    }

    fn ends_with_again(&self) -> bool {
        let last = self.done.last();
        last.is_some_and(|it| it.step == PathwayStep::Again)
    }

    fn tried_again(&self) -> usize {
        let again = |it: &&Done| it.step == PathwayStep::Again;
        self.done.iter().filter(again).count()
    }

    fn is_of(&self, skill: &SkillId, misconception: Option<&MisconceptionId>) -> bool {
        self.started.skill == *skill && self.started.misconception.as_ref() == misconception
    }

    /// Whether what came first was given and not passed over.
    fn was_given(&self) -> bool {
        let first = self.done.first();
        first.is_some_and(|it| Some(it.step) == self.first() && it.how != How::Skipped)
    }

    /// Whether an answer on that day could still tell of it.
    pub fn waits_on(&self, day: StudyDay) -> bool {
        self.waits && day.days_since(self.day) <= *TELLS.end()
    }

    fn waits_for(&self, item: &ItemVersion, day: StudyDay) -> bool {
        self.waits
            && item.skills.contains(&self.started.skill)
            && !self.has(&item.item)
            && TELLS.contains(&day.days_since(self.day))
    }
}

impl Pathways {
    /// How many in a row, up to the last, did not help with this.
    pub fn failed_in_a_row(
        &self,
        skill: &SkillId,
        misconception: Option<&MisconceptionId>,
    ) -> usize {
        let of_this = self.past.iter().filter(|it| it.is_of(skill, misconception));
        let told = of_this.rev().filter_map(Pathway::helped);
        told.take_while(|helped| !helped).count()
    }

    /// The pathways that ended on a skill and wait for an answer elsewhere to be told by.
    pub fn waiting(&self, skill: &SkillId, day: StudyDay) -> Option<&Pathway> {
        self.past.iter().rev().find(|it| {
            it.started.skill == *skill && it.waits && TELLS.contains(&day.days_since(it.day))
        })
    }

    pub(super) fn begin(&mut self, now: Now, started: &PathwayStarted) {
        self.close();
        // Nothing that comes now could be told apart from what the new one does.
        for before in &mut self.past {
            if before.started.skill == started.skill {
                before.waits = false;
            }
        }
        self.helps.choose(started.steps.first().copied());
        let said = self.last_miss.take();
        self.open = Some(Pathway {
            said: said
                .into_iter()
                .filter(|it| it.item == started.failed)
                .collect(),
            started: started.clone(),
            day: now.day,
            done: Vec::new(),
            waits: true,
            later: None,
        });
        self.close_if_over();
    }

    /// What is under way ends as it is.
    pub(super) fn close(&mut self) {
        if let Some(ended) = self.open.take() {
            push_bounded(&mut self.past, ended, PAST);
        }
    }

    fn close_if_over(&mut self) {
        if self.open.as_ref().is_some_and(Pathway::is_over) {
            self.close();
        }
    }

    fn take(&mut self, step: PathwayStep, item: Option<&ItemId>, how: How) {
        let Some(open) = &mut self.open else { return };
        if open.left().contains(&step) {
            open.done.push(Done {
                step,
                item: item.cloned(),
                how,
            });
        }
        self.close_if_over();
    }

    fn say(&mut self, within: bool, said: Said) {
        if let Some(open) = self.open.as_mut().filter(|_| within) {
            push_bounded(&mut open.said, said.clone(), SAID);
        }
        self.last_miss = Some(said);
    }

    /// What an unaided answer on another day says of those that wait for one.
    fn tell(&mut self, now: Now, item: &ItemVersion, right: bool, reward: f64) {
        for ended in &mut self.past {
            if ended.waits_for(item, now.day) {
                ended.waits = false;
                ended.later = Some(right);
                if let (true, Some(first)) = (ended.was_given(), ended.first()) {
                    self.helps.reward(first, reward);
                }
            }
        }
    }
}

impl Learner {
    pub(super) fn pathway_answer(
        &mut self,
        now: Now,
        item: &ItemVersion,
        attempt: &Attempt,
        answer: &Answer,
    ) {
        if attempt.activity == ActivityKind::Baseline {
            return;
        }
        let pathways = &mut self.pathways;
        if answer.unaided {
            let reward = answer.score - unit(attempt.predicted);
            pathways.tell(now, item, answer.right, reward);
        }
        let step = pathways.open.as_ref().and_then(|open| {
            if item.item == open.started.failed {
                Some(PathwayStep::Again)
            } else {
                let of_skill = item.skills.contains(&open.started.skill);
                of_skill.then_some(PathwayStep::Sibling)
            }
        });
        if !answer.right {
            pathways.say(
                step.is_some(),
                Said {
                    item: item.item.clone(),
                    response: attempt.response.clone(),
                },
            );
        }
        let how = if answer.right {
            How::Alone
        } else {
            How::NotAlone
        };
        if let Some(step) = step {
            pathways.take(step, Some(&item.item), how);
        }
    }

    pub(super) fn pathway_studied(&mut self, it: &Studied) {
        let Some(open) = &self.pathways.open else {
            return;
        };
        let step = match &it.walk {
            Walk::Repair(id) if Some(id) == open.started.misconception.as_ref() => {
                PathwayStep::Contrast
            }
            Walk::Lesson | Walk::Example if it.skill == open.started.skill => PathwayStep::Example,
            _ => return,
        };
        self.pathways.take(step, None, How::Studied);
    }

    /// A step that the learner passes over is not given again in this pathway.
    pub(super) fn pathway_skipped(&mut self, decision: &Decision) {
        let open = self.pathways.open.as_ref();
        if let Some(step) = open.and_then(|it| it.step_of(decision)) {
            let item = decision.item.as_ref();
            self.pathways.take(step, item, How::Skipped);
        }
    }
}
