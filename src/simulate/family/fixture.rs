//! A small course and an average learner, for tests.

use std::sync::Arc;

use crate::deck::Library;
use crate::simulate::course::{Course, Task, Topic};
use crate::simulate::student::Person;

/// Skills that each require the one before, two items each, all confusable with their neighbors.
pub fn chain(skills: usize) -> Course {
    let topic = |at: usize| Topic {
        requires: at.checked_sub(1).into_iter().collect(),
        confusable: (0..skills).filter(|it| it.abs_diff(at) == 1).collect(),
        misconceptions: Vec::new(),
        lesson_minutes: 2.0,
        example_minutes: 1.5,
    };
    let task = |item: Option<usize>, skill: usize| Task {
        item,
        skills: vec![skill],
        hardness: 0.0,
        guess: 0.0,
        seconds: 30.0,
        hints: 2,
        misleads: Vec::new(),
    };
    let library = Library::load(&[]);
    Course {
        name: "chain".to_owned(),
        deck: Arc::clone(library.decks().first().expect("a built-in deck")),
        topics: (0..skills).map(topic).collect(),
        tasks: (0..2 * skills).map(|at| task(Some(at), at / 2)).collect(),
        exam: (0..skills).map(|at| vec![task(None, at)]).collect(),
        misconceptions: 0,
    }
}

pub fn average(course: &Course) -> Person {
    Person {
        prior: vec![0.0; course.topics.len()],
        ..Person::average()
    }
}
