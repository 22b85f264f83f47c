use std::fmt::Write as _;

use super::*;
use crate::core::Random;
use crate::evaluation::testing::{HEADER, item};

/// Rows of learners who are each as able as `ability` says, at items as hard as `hard` says.
fn answered(
    learners: usize,
    ability: impl Fn(usize) -> f64,
    items: &[(&str, &str, f64)],
    meets: impl Fn(usize, usize) -> bool,
) -> Responses {
    let mut random = Random::seeded(9);
    let mut table = HEADER.to_owned();
    for learner in 0..learners {
        for round in 0..3 {
            for (at, (item, skill, hard)) in items.iter().enumerate() {
                let chance = 1.0 / (1.0 + (hard - ability(learner)).exp());
                let right = u8::from(random.below(1000) < (chance * 1000.0) as usize);
                if meets(learner, at) {
                    let seq = round * items.len() + at;
                    writeln!(table, "{learner},{seq},-1,{item},{skill},{right}").unwrap();
                }
            }
        }
    }
    Responses::read(table.as_bytes()).unwrap()
}

fn estimated(responses: &Responses) -> Difficulties {
    let params = Params::default();
    Calibrator::new(&params, responses, |_| {}).estimate(|_| true, |_| {})
}

fn logits(found: &Difficulties, item: &str) -> f64 {
    found.answered(&item.into()).unwrap().logits
}

#[test]
fn an_item_is_not_called_easy_for_whom_it_was_given_to() {
    // Two equal items, one answered by the able half and the other by the other half.
    let mut items: Vec<(String, f64)> = (0..10).map(|it| (format!("common-{it}"), 0.0)).collect();
    items.extend(["able", "other"].map(|it| (it.to_owned(), 0.0)));
    let items: Vec<(&str, &str, f64)> = items.iter().map(|it| (it.0.as_str(), "s", it.1)).collect();
    let responses = answered(
        200,
        |learner| if learner % 2 == 0 { 1.5 } else { -1.5 },
        &items,
        |learner, at| at < 10 || at - 10 == learner % 2,
    );
    let found = estimated(&responses);
    let apart = logits(&found, "other") - logits(&found, "able");
    // Shares right alone would put them 3 logits apart.
    assert!(apart.abs() < 0.8, "{apart}");
}

#[test]
fn skills_that_are_hard_make_their_unanswered_items_hard() {
    let items = [
        ("a", "x", 1.5),
        ("b", "x", 1.5),
        ("c", "y", -1.5),
        ("d", "y", -1.5),
    ];
    let found = estimated(&answered(100, |_| 0.0, &items, |_, _| true));
    let response = ResponseParams::default();
    let of = |id: &str, skill: &str| found.of(&response, &item(id, &[skill]));
    assert_eq!(of("a", "x"), Some(logits(&found, "a")));
    assert!(of("new", "x").unwrap() > of("new", "y").unwrap() + 1.0);
    assert_eq!(of("new", "z"), None);
    let harder = ItemVersion {
        level: 5,
        ..item("new", &["x"])
    };
    let by = found.of(&response, &harder).unwrap() - of("new", "x").unwrap();
    assert!((by - 2.0 * response.level_step).abs() < 1e-9);
}

#[test]
fn answers_and_learners_are_counted() {
    let items = [("a", "x", 0.0), ("b", "x", 0.0)];
    let responses = answered(8, |_| 0.0, &items, |learner, at| at == 0 || learner < 2);
    let found = estimated(&responses);
    let counted = ["a", "b"].map(|it| {
        let known = found.answered(&it.into()).unwrap();
        (known.answers, known.learners)
    });
    assert_eq!(counted, [(24, 8), (6, 2)]);
    assert!(found.answered(&"b".into()).unwrap().sd > found.answered(&"a".into()).unwrap().sd);
}

#[test]
fn only_the_learners_asked_for_are_heard() {
    let items = [("a", "x", 0.0), ("b", "x", 1.0)];
    let responses = answered(20, |_| 0.0, &items, |_, _| true);
    let params = Params::default();
    let calibrator = Calibrator::new(&params, &responses, |_| {});
    let half = calibrator.estimate(|learner| learner < 10, |_| {});
    assert_eq!(half.answered(&"a".into()).unwrap().learners, 10);
    let none = calibrator.estimate(|_| false, |_| {});
    assert_eq!(none.items(), 0);
}
