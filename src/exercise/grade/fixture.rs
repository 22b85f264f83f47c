//! Items and responses for the tests.

use std::sync::Arc;

use uuid::Uuid;

use super::{Grade, Slip, grade};
use crate::core::{ItemId, MisconceptionId, Response, SkillId, Stage, VersionId};
use crate::deck::{Because, Compare, Exercise, Item, Mistake, Option_, StepAnswer, Tolerance};
use crate::event::{Guess, ItemVersion, MemoryUnit};
use crate::exercise::Instance;

pub(super) fn item(exercise: Exercise) -> Item {
    let (id, skill) = (ItemId::new("item"), SkillId::new("skill"));
    Item {
        id: id.clone(),
        skills: vec![skill.clone()],
        level: 3,
        prompt: String::new(),
        exercise,
        hints: Vec::new(),
        explain: String::new(),
        improve: String::new(),
        source: String::new(),
        reserved: false,
        was: Vec::new(),
        version: Arc::new(ItemVersion {
            id: VersionId(Uuid::nil()),
            item: id,
            skills: vec![skill],
            level: 3,
            target: 3,
            difficulty: None,
            guess: Guess::Produced,
            unit: MemoryUnit::Skill,
            practices: Vec::new(),
        }),
    }
}

pub(super) fn strings<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

pub(super) fn option(
    text: &str,
    correct: bool,
    because: &str,
    misconception: Option<&str>,
) -> Option_ {
    Option_ {
        text: text.to_owned(),
        correct,
        because: because.to_owned(),
        misconception: misconception.map(MisconceptionId::new),
    }
}

pub(super) fn options() -> Vec<Option_> {
    vec![
        option("moves", true, "it owns", None),
        option("copies", false, "not a `Copy` type", Some("copies")),
        option("borrows", true, "", None),
        option("clones", false, "", Some("copies")),
    ]
}

pub(super) fn short(accept: &[&str], wrong: &[(&str, &str)], compare: Compare) -> Item {
    item(Exercise::Short {
        accept: accept.iter().map(|&it| it.to_owned()).collect(),
        wrong: wrong.iter().map(because).collect(),
        compare,
    })
}

pub(super) fn because(&(text, because): &(&str, &str)) -> Because {
    Because {
        text: text.to_owned(),
        because: because.to_owned(),
        misconception: Some(MisconceptionId::new("belief")),
    }
}

pub(super) fn number(answer: f64, tolerance: Tolerance, unit: &str) -> Item {
    item(Exercise::Number {
        answer,
        tolerance,
        unit: unit.to_owned(),
        wrong: vec![Mistake {
            answer: 42.0,
            because: "that is the answer to everything".to_owned(),
            misconception: Some(MisconceptionId::new("belief")),
        }],
    })
}

pub(super) fn order(lines: &[&str], distractors: &[&str]) -> Item {
    let owned = |lines: &[&str]| lines.iter().map(|&it| it.to_owned()).collect();
    item(Exercise::Order {
        lines: owned(lines),
        distractors: owned(distractors),
    })
}

pub(super) fn step(accept: &[&str], number: Option<f64>) -> StepAnswer {
    StepAnswer {
        say: "say".to_owned(),
        prompt: "prompt".to_owned(),
        accept: accept.iter().map(|&it| it.to_owned()).collect(),
        number,
        because: "step".to_owned(),
    }
}

pub(super) fn graded(item: &Item, response: Response) -> Grade {
    let instance = Instance::new(item, 1, Stage::Open);
    grade(item, &instance, &response)
}

pub(super) fn graded_text(item: &Item, typed: &str) -> (bool, Option<Slip>) {
    let grade = graded(item, Response::Short(typed.to_owned()));
    (grade.score == 1.0, grade.parts[0].saw.clone())
}

pub(super) fn graded_number(item: &Item, typed: &str) -> (bool, Option<Slip>) {
    let grade = graded(item, Response::Number(typed.to_owned()));
    (grade.score == 1.0, grade.parts[0].saw.clone())
}
