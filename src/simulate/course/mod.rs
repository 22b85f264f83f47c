//! What there is to learn: a deck, and what is true of it that neither coach nor learner is told.

mod graph;
mod made;

use std::sync::Arc;

pub use graph::Shape;

use super::chance::Chance;
use crate::deck::{Deck, Exercise, Item, Library, Skill};
use crate::event::Guess;

/// A deck with the truth about it.
#[derive(Clone, Debug)]
pub struct Course {
    pub name: String,
    pub deck: Arc<Deck>,
    /// In the deck's order.
    pub topics: Vec<Topic>,
    /// The deck's items, in its order.
    pub tasks: Vec<Task>,
    /// By skill: exercises of the target level that nobody practices. They are in no deck.
    pub exam: Vec<Vec<Task>>,
    /// How many misconceptions the deck names.
    pub misconceptions: usize,
}

/// A skill, as far as learning goes.
#[derive(Clone, Debug)]
pub struct Topic {
    pub requires: Vec<usize>,
    /// Skills that are easily taken for it.
    pub confusable: Vec<usize>,
    /// Its misconceptions, counted through the deck.
    pub misconceptions: Vec<usize>,
    /// Minutes to read the lesson and answer its questions; 0 where there is none.
    pub lesson_minutes: f64,
    /// The same of the worked example.
    pub example_minutes: f64,
}

/// An exercise.
#[derive(Clone, Debug)]
pub struct Task {
    /// Its place in the deck; none for those of the exam.
    pub item: Option<usize>,
    pub skills: Vec<usize>,
    /// How much harder than the usual exercise of the target level, in levels.
    pub hardness: f64,
    /// Chance of being right without knowing, 0..1.
    pub guess: f64,
    /// Seconds that an answer usually takes.
    pub seconds: f64,
    pub hints: usize,
    /// Misconceptions that lead to a wrong answer here.
    pub misleads: Vec<usize>,
}

/// Exam exercises of each skill.
const EXAM: usize = 3;
/// Standard deviation of what an exercise is harder than its level says, in levels.
const UNEVEN: f64 = 0.4;
/// Words that are read in a minute: of text with code in it, about two thirds of the 238 of plain
/// text (Brysbaert, 2019).
const WORDS_A_MINUTE: f64 = 160.0;
/// Minutes for a question within a lesson.
const ASK_MINUTES: f64 = 0.25;
/// Chance of a right answer that is produced without knowing.
const PRODUCED: f64 = 0.02;

impl Course {
    /// The course of that name: a built-in deck, or a made one such as `layered-20`.
    pub fn named(name: &str, seed: u64) -> Option<Self> {
        let library = Library::load(&[]);
        if let Some(deck) = library.decks().iter().find(|it| it.id.as_str() == name) {
            return Some(Self::of(name, Arc::clone(deck), seed));
        }
        let (shape, skills) = name.rsplit_once('-')?;
        let shape = Shape::named(shape)?;
        let skills = skills.parse().ok().filter(|n| made::SIZES.contains(n))?;
        let mut chance = Chance::of(&[seed, skills as u64, shape as u64]);
        let deck = made::deck(name, &shape.draw(skills, &mut chance), &mut chance)?;
        Some(Self::of(name, Arc::new(deck), seed))
    }

    fn of(name: &str, deck: Arc<Deck>, seed: u64) -> Self {
        let mut chance = Chance::of(&[seed, deck.items.len() as u64]);
        let mut misconceptions = 0;
        let mut topics: Vec<Topic> = Vec::new();
        for skill in &deck.skills {
            topics.push(topic(&deck, skill, misconceptions));
            misconceptions += skill.misconceptions.len();
        }
        confuse(&deck, &mut topics);
        let tasks = deck.items.iter().enumerate();
        let tasks = tasks
            .map(|(at, item)| task(&deck, &topics, at, item, chance.normal()))
            .collect();
        let exam = (0..topics.len())
            .map(|skill| {
                (0..EXAM)
                    .map(|at| exam_task(&topics[skill], skill, at, chance.normal()))
                    .collect()
            })
            .collect();
        Self {
            name: name.to_owned(),
            deck,
            topics,
            tasks,
            exam,
            misconceptions,
        }
    }

    /// Skills in an order in which each comes after all that it requires, else as in the deck.
    pub fn teachable_order(&self) -> Vec<usize> {
        let depths = self.deck.depths();
        let mut order: Vec<usize> = (0..self.topics.len()).collect();
        order.sort_by_key(|&skill| depths[skill]);
        order
    }

    /// The tasks filed under a skill, in the deck's order.
    pub fn tasks_of(&self, skill: usize) -> impl Iterator<Item = usize> + '_ {
        let filed =
            move |(at, task): (usize, &Task)| (task.skills.first() == Some(&skill)).then_some(at);
        self.tasks.iter().enumerate().filter_map(filed)
    }
}

/// Minutes to read so many words and answer so many questions about them.
pub fn reading_minutes(words: usize, asks: usize) -> f64 {
    words as f64 / WORDS_A_MINUTE + asks as f64 * ASK_MINUTES
}

pub fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn topic(deck: &Deck, skill: &Skill, misconceptions: usize) -> Topic {
    let example = skill.example.as_ref().map_or(0.0, |example| {
        let said: usize = example.steps.iter().map(|step| words(&step.say)).sum();
        let asks = example.steps.iter().filter(|step| step.ask.is_some());
        reading_minutes(words(&example.problem) + said, asks.count())
    });
    Topic {
        requires: skill
            .requires
            .iter()
            .filter_map(|it| deck.skill_index(&it.skill))
            .collect(),
        confusable: Vec::new(),
        misconceptions: (misconceptions..misconceptions + skill.misconceptions.len()).collect(),
        lesson_minutes: reading_minutes(words(&skill.lesson), skill.asks.len()),
        example_minutes: example,
    }
}

/// Neighbors under one heading are easily taken for each other, two by two.
fn confuse(deck: &Deck, topics: &mut [Topic]) {
    let mut at = 0;
    while at + 1 < topics.len() {
        if deck.skills[at].unit == deck.skills[at + 1].unit {
            topics[at].confusable.push(at + 1);
            topics[at + 1].confusable.push(at);
            at += 1;
        }
        at += 1;
    }
}

fn task(deck: &Deck, topics: &[Topic], at: usize, item: &Item, uneven: f64) -> Task {
    let skills: Vec<usize> = item
        .skills
        .iter()
        .filter_map(|it| deck.skill_index(it))
        .collect();
    let guess = match (&item.exercise, item.version.guess) {
        (Exercise::Multi { options }, _) => 0.5_f64.powi(options.len() as i32),
        (_, Guess::Picked(options)) => 1.0 / f64::from(options.max(1)),
        _ => PRODUCED,
    };
    let of_skills = skills.iter().flat_map(|&it| &topics[it].misconceptions);
    // Some exercises can be answered rightly whatever one believes.
    let misleads = of_skills.copied().filter(|it| (it + at).is_multiple_of(2));
    Task {
        item: Some(at),
        hardness: f64::from(item.level) - f64::from(deck.target) + UNEVEN * uneven,
        guess,
        seconds: seconds(&item.exercise),
        hints: item.hints.len(),
        misleads: misleads.collect(),
        skills,
    }
}

fn exam_task(topic: &Topic, skill: usize, at: usize, uneven: f64) -> Task {
    let misleads = topic.misconceptions.iter().copied();
    Task {
        item: None,
        skills: vec![skill],
        hardness: UNEVEN * uneven,
        guess: 0.0,
        seconds: 35.0,
        hints: 0,
        misleads: misleads.filter(|it| (it + at).is_multiple_of(2)).collect(),
    }
}

/// Judgment: reading and answering, by what has to be done.
fn seconds(exercise: &Exercise) -> f64 {
    match exercise {
        Exercise::Choice { .. } => 25.0,
        Exercise::Multi { .. } | Exercise::Cloze { .. } => 32.0,
        Exercise::Short { .. } | Exercise::Number { .. } => 35.0,
        Exercise::Order { .. } => 50.0,
        Exercise::Steps { .. } | Exercise::Recall { .. } => 70.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_deck_is_a_course_and_so_is_every_shape() {
        for name in ["rust-ownership", "layered-20", "wide-8", "forest-12"] {
            let course = Course::named(name, 1).unwrap();
            assert_eq!(course.topics.len(), course.deck.skills.len());
            assert_eq!(course.tasks.len(), course.deck.items.len());
            let taught = course.topics.iter().all(|it| it.lesson_minutes > 1.0);
            assert!(taught, "{:?}", course.topics);
            assert!(course.exam.iter().all(|it| it.len() == EXAM));
        }
        for name in ["layered", "layered-1", "layered-2000", "round-9", "-", ""] {
            assert!(Course::named(name, 1).is_none(), "{name}");
        }
    }

    #[test]
    fn prerequisites_come_first() {
        let course = Course::named("layered-20", 3).unwrap();
        let order = course.teachable_order();
        let place = |skill: usize| order.iter().position(|it| *it == skill).unwrap();
        for (skill, topic) in course.topics.iter().enumerate() {
            assert!(topic.requires.iter().all(|it| place(*it) < place(skill)));
        }
    }
}
