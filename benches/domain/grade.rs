//! One answer of each kind.

use divan::Bencher;
use gradus::core::{Response, Stage};
use gradus::deck::{Exercise, parse};
use gradus::exercise::{Instance, grade};

const EVERY_KIND: &str = include_str!("../../tests/data/decks/every-kind.toml");

const KINDS: [&str; 8] = [
    "choice", "multi", "cloze", "short", "number", "order", "steps", "recall",
];

#[divan::bench(args = KINDS)]
fn right_answer(bencher: Bencher, kind: &str) {
    let (deck, _) = parse("every-kind.toml", EVERY_KIND);
    let deck = deck.expect("a deck without errors");
    let item = deck.items.iter().find(|item| item.exercise.kind() == kind);
    let item = item.expect("an item of every kind");
    let instance = Instance::new(item, 1, Stage::Open);
    let response = right(&item.exercise);
    let graded = grade(item, &instance, &response);
    assert!(graded.score >= 1.0, "{graded:?}");
    bencher.bench(|| grade(item, &instance, &response));
}

fn right(exercise: &Exercise) -> Response {
    let first = |accept: &[String]| accept.first().cloned().unwrap_or_default();
    match exercise {
        Exercise::Choice { options } => {
            let right = options.iter().position(|option| option.correct);
            Response::Choice(right.expect("a right option") as u8)
        }
        Exercise::Multi { options } => {
            let right = (0..).zip(options).filter(|(_, option)| option.correct);
            Response::Multi(right.map(|(at, _)| at).collect())
        }
        Exercise::Cloze { gaps, .. } => {
            Response::Cloze(gaps.iter().map(|gap| first(&gap.accept)).collect())
        }
        Exercise::Short { accept, .. } => Response::Short(first(accept)),
        Exercise::Number { answer, .. } => Response::Number(answer.to_string()),
        Exercise::Order { lines, .. } => Response::Order((0..lines.len() as u8).collect()),
        Exercise::Steps { steps, .. } => {
            Response::Steps(steps.iter().map(|step| first(&step.accept)).collect())
        }
        Exercise::Recall { points, .. } => Response::Recall {
            text: String::new(),
            ticked: (0..points.len() as u8).collect(),
        },
    }
}
