use proptest::prelude::*;

use super::fixture::{graded, item, number, options, order, short, step, strings};
use super::right_answer;
use crate::core::Response;
use crate::deck::{Compare, Exercise, Gap, Item, Piece, Tolerance};

/// One item of each kind with its right response.
fn samples() -> Vec<(Item, Response)> {
    let steps = vec![step(&["a"], None), step(&["2"], Some(2.0))];
    let gap = Gap {
        accept: strings(["gap"]),
        wrong: vec![],
    };
    vec![
        (
            item(Exercise::Choice {
                options: options()[..2].to_vec(),
            }),
            Response::Choice(0),
        ),
        (
            item(Exercise::Multi { options: options() }),
            Response::Multi(vec![0, 2]),
        ),
        (
            item(Exercise::Cloze {
                pieces: vec![Piece::Gap(0)],
                gaps: vec![gap],
                compare: Compare::default(),
            }),
            Response::Cloze(strings(["gap"])),
        ),
        (
            short(&["word"], &[], Compare::default()),
            Response::Short("word".to_owned()),
        ),
        (
            number(24.0, Tolerance::Relative(0.0), "bytes"),
            Response::Number("24 bytes".to_owned()),
        ),
        (order(&["a", "b"], &["x"]), Response::Order(vec![0, 1])),
        (
            item(Exercise::Steps {
                steps,
                compare: Compare::default(),
            }),
            Response::Steps(strings(["a", "2"])),
        ),
        (
            item(Exercise::Recall {
                answer: String::new(),
                points: strings(["point"]),
            }),
            Response::Recall {
                text: String::new(),
                ticked: vec![0],
            },
        ),
    ]
}

#[test]
fn not_knowing_shows_what_is_right() {
    for (item, right) in samples() {
        let grade = graded(&item, Response::DontKnow);
        assert_eq!(grade.score, 0.0);
        assert!(!grade.parts.is_empty());
        for part in &grade.parts {
            assert!(!part.ok && part.yours.is_empty() && !part.right.is_empty());
        }
        // As much as the right answer has places.
        let of_right = graded(&item, right).parts;
        assert_eq!(grade.parts.len(), of_right.len());
    }
}

#[test]
fn a_response_of_another_kind_counts_as_none() {
    for (item, right) in samples() {
        for (_, other) in samples() {
            if std::mem::discriminant(&right) != std::mem::discriminant(&other) {
                assert_eq!(graded(&item, other).score, 0.0);
            }
        }
    }
}

#[test]
fn the_right_answer_scores_one() {
    for (item, right) in samples() {
        let grade = graded(&item, right);
        assert_eq!(grade.score, 1.0, "{}", item.exercise.kind());
        assert!(grade.parts.iter().all(|it| it.ok));
        assert!(!right_answer(&item).is_empty());
    }
}

fn response() -> impl Strategy<Value = Response> {
    let places = || proptest::collection::vec(0..8_u8, 0..8);
    let texts = || proptest::collection::vec(any::<String>(), 0..4);
    prop_oneof![
        any::<u8>().prop_map(Response::Choice),
        places().prop_map(Response::Multi),
        texts().prop_map(Response::Cloze),
        any::<String>().prop_map(Response::Short),
        any::<String>().prop_map(Response::Number),
        places().prop_map(Response::Order),
        texts().prop_map(Response::Steps),
        (any::<String>(), places()).prop_map(|(text, ticked)| Response::Recall { text, ticked }),
        Just(Response::DontKnow),
    ]
}

proptest! {
    #[test]
    fn any_response_scores_between_none_and_all(response in response()) {
        for (item, _) in samples() {
            let score = graded(&item, response.clone()).score;
            prop_assert!((0.0..=1.0).contains(&score), "{score}");
        }
    }
}
