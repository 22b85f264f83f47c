//! Families of learners. Each is a theory of its own, and none knows anything of the coach's model.

mod ability;
mod activation;
#[cfg(test)]
pub mod fixture;
mod tracing;

use std::fmt::Debug;

use serde::Serialize;

use super::chance::Chance;
use super::course::{Course, Task};
use super::student::Person;

/// A theory of how learners learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// ACT-R: traces of memory that decay, the faster the easier they came.
    Activation,
    /// Bayesian knowledge tracing with forgetting: a skill is known or not.
    Tracing,
    /// A logistic ability for each skill, with expertise reversal.
    Ability,
}

/// Something that is true of learners in a family, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// What was learned fades, and less if it came back after a while.
    Forgetting,
    /// A skill is harder to learn without what it builds on.
    Prerequisites,
    /// Lessons teach.
    Teaching,
    /// Worked examples and help serve novices, and cost those who know.
    ExpertiseReversal,
    /// Exercises of middling difficulty teach most.
    DesirableDifficulty,
    /// Confusable skills are learned better when mixed.
    Interleaving,
    /// Wrong beliefs stand in the way until they are repaired.
    Misconceptions,
    /// Some skills are known beforehand.
    PriorKnowledge,
}

impl Effect {
    /// As in "learners without …".
    pub fn words(self) -> &'static str {
        match self {
            Self::Forgetting => "forgetting",
            Self::Prerequisites => "prerequisites",
            Self::Teaching => "teaching",
            Self::ExpertiseReversal => "expertise reversal",
            Self::DesirableDifficulty => "desirable difficulty",
            Self::Interleaving => "confusable skills",
            Self::Misconceptions => "misconceptions",
            Self::PriorKnowledge => "prior knowledge",
        }
    }
}

/// One learner's knowledge, as a family has it. Times are days since the start; study begins at
/// whole days.
pub trait Mind: Debug + Send {
    /// Chance of solving it unaided and without guessing, 0..1.
    fn chance(&self, task: &Task, now: f64) -> f64;

    /// What time has done up to now, where that is left to chance.
    fn settle(&mut self, _now: f64, _chance: &mut Chance) {}

    /// After an answer and, if there was any, its feedback.
    fn tried(&mut self, task: &Task, tried: Tried, now: f64, chance: &mut Chance);

    /// After reading something on a skill.
    fn studied(&mut self, skill: usize, study: Study, now: f64, chance: &mut Chance);

    /// How much longer than usual an answer takes, for how well it is known.
    fn slowness(&self, task: &Task, now: f64) -> f64 {
        1.3 - 0.5 * self.chance(task, now)
    }
}

/// How an exercise went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tried {
    pub right: bool,
    /// With a hint, or partly laid out.
    pub aided: bool,
    /// Whether the learner saw what was right, and why.
    pub feedback: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Study {
    Lesson,
    Example,
    /// What explains a misconception.
    Repair,
}

impl Family {
    pub const ALL: [Self; 3] = [Self::Activation, Self::Tracing, Self::Ability];

    pub fn name(self) -> &'static str {
        match self {
            Self::Activation => "activation",
            Self::Tracing => "tracing",
            Self::Ability => "ability",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Activation => "memory by activation (ACT-R)",
            Self::Tracing => "known or not (BKT with forgetting)",
            Self::Ability => "ability with expertise reversal (IRT)",
        }
    }

    /// Whether the effect is there to be found.
    pub fn contains(self, effect: Effect) -> bool {
        match effect {
            Effect::Forgetting
            | Effect::Prerequisites
            | Effect::Teaching
            | Effect::PriorKnowledge => true,
            Effect::Misconceptions => self != Self::Activation,
            Effect::ExpertiseReversal | Effect::DesirableDifficulty | Effect::Interleaving => {
                self == Self::Ability
            }
        }
    }

    /// The knowledge that a person begins the course with.
    pub fn mind(self, course: &Course, person: &Person, chance: &mut Chance) -> Box<dyn Mind> {
        match self {
            Self::Activation => Box::new(activation::Traces::new(course, person, chance)),
            Self::Tracing => Box::new(tracing::Known::new(course, person, chance)),
            Self::Ability => Box::new(ability::Abilities::new(course, person, chance)),
        }
    }
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}
