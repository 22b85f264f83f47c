//! Ways of choosing what to do in the minutes of a day: the coach's, and those it is compared with.

mod answer;
mod coach;
mod flashcards;
mod plain;
mod sitting;

use std::sync::Arc;

pub use sitting::Sitting;

use super::chance::Chance;
use super::course::Course;
use crate::coach::Part;
use crate::learner::Params;

/// How it is chosen what comes next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    /// The coach, perhaps without one of its parts.
    Coach(Option<Part>),
    /// Lesson, then exercises, in the author's order; from the start when through.
    Author,
    /// Any exercise.
    Random,
    /// One skill after the other, each until three right in a row.
    Mastery,
    /// Spaced repetition of single cards by FSRS, at this desired retention.
    Flashcards(f64),
    /// The same with a card for each skill.
    SkillCards(f64),
}

/// A way, followed by one learner.
pub trait Follow {
    /// One day's study.
    fn study(&mut self, sitting: &mut Sitting<'_, '_>);
}

impl Way {
    pub fn name(self) -> String {
        match self {
            Self::Coach(None) => "coach".to_owned(),
            Self::Coach(Some(part)) => format!("without {}", part.name()),
            Self::Author => "author's order".to_owned(),
            Self::Random => "random".to_owned(),
            Self::Mastery => "mastery in order".to_owned(),
            Self::Flashcards(retention) => format!("FSRS at {retention:.2}"),
            Self::SkillCards(retention) => format!("FSRS by skill {retention:.2}"),
        }
    }

    pub fn is_flashcards(self) -> bool {
        matches!(self, Self::Flashcards(_))
    }

    pub fn follow<'a>(
        self,
        course: &'a Course,
        params: &Arc<Params>,
        minutes: u16,
        chance: &mut Chance,
    ) -> Box<dyn Follow + 'a> {
        match self {
            Self::Coach(without) => Box::new(coach::Coached::new(
                course,
                Arc::clone(params),
                minutes,
                without,
                chance.bits(),
            )),
            Self::Author => Box::new(plain::Author::new(course)),
            Self::Random => Box::new(plain::AtRandom::new(course)),
            Self::Mastery => Box::new(plain::Mastery::new(course)),
            Self::Flashcards(retention) => {
                Box::new(flashcards::Flashcards::of_items(course, retention, minutes))
            }
            Self::SkillCards(retention) => Box::new(flashcards::Flashcards::of_skills(
                course, retention, minutes,
            )),
        }
    }
}
