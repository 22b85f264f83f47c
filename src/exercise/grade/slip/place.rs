//! Right answers in the wrong place.

use super::Slip;
use crate::exercise::grade::Marked;

/// Marks wrong answers that would be right in another place. `fits` says whether an answer is right
/// in a place, from 0; `before` places come before the first of these.
pub fn mark(
    marked: &mut [Marked],
    typed: &[&str],
    before: usize,
    fits: impl Fn(usize, &str) -> bool,
) {
    let elsewhere = |at: usize| -> Vec<usize> {
        let others = (0..marked.len()).filter(|other| *other != at);
        others.filter(|other| fits(*other, typed[at])).collect()
    };
    let slips: Vec<Option<Slip>> = marked
        .iter()
        .enumerate()
        .map(|(at, it)| {
            // How it is written tells more; what the author says of it tells most.
            let told = it.part.note.is_some() || it.part.saw.as_ref().is_some_and(Slip::is_of_form);
            if it.part.ok || told {
                return None;
            }
            match elsewhere(at)[..] {
                [] => None,
                [other] if !marked[other].part.ok && fits(at, typed[other]) => {
                    Some(Slip::SwappedWith(before + other + 1))
                }
                [other] => Some(Slip::BelongsAt(before + other + 1)),
                _ => Some(Slip::BelongsElsewhere),
            }
        })
        .collect();
    for (it, slip) in marked.iter_mut().zip(slips) {
        it.part.saw = slip.or(it.part.saw.take());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::core::Response;
    use crate::deck::{Compare, Exercise, Gap, Item, Piece};
    use crate::exercise::grade::fixture::{graded, item, step, strings};
    use crate::exercise::{Instance, grade};

    fn gaps(accept: &[&str]) -> Item {
        item(Exercise::Cloze {
            pieces: (0..accept.len()).map(Piece::Gap).collect(),
            gaps: accept
                .iter()
                .map(|it| Gap {
                    accept: vec![(*it).to_owned()],
                    wrong: Vec::new(),
                })
                .collect(),
            compare: Compare::default(),
        })
    }

    fn saw(item: &Item, typed: &[&str]) -> Vec<Option<Slip>> {
        let typed = typed.iter().map(|it| (*it).to_owned()).collect();
        let grade = graded(item, Response::Cloze(typed));
        grade.parts.into_iter().map(|it| it.saw).collect()
    }

    #[test]
    fn an_answer_in_the_wrong_gap_is_told_where_it_belongs() {
        let item = gaps(&["&", "mut", "drop"]);
        let swapped = [Some(Slip::SwappedWith(2)), Some(Slip::SwappedWith(1)), None];
        assert_eq!(saw(&item, &["mut", "&", "drop"]), swapped);
        assert_eq!(
            saw(&item, &["mut", "mut", "copy"]),
            [Some(Slip::BelongsAt(2)), None, None]
        );
        let around = saw(&item, &["mut", "drop", "&"]);
        let belongs = [2, 3, 1].map(|at| Some(Slip::BelongsAt(at)));
        assert_eq!(
            around, belongs,
            "each is right elsewhere, no two are swapped"
        );
        assert_eq!(
            saw(&gaps(&["a", "b", "b"]), &["b", "b", "b"])[0],
            Some(Slip::BelongsElsewhere)
        );
    }

    #[test]
    fn steps_count_those_that_stood_there_already() {
        let item = item(Exercise::Steps {
            steps: vec![
                step(&["a"], None),
                step(&["two"], None),
                step(&["x = 5"], Some(5.0)),
            ],
            compare: Compare::default(),
        });
        let instance = Instance {
            order: Vec::new(),
            worked: 1,
        };
        let response = Response::Steps(strings(["10/2", "two"]));
        let parts = grade(&item, &instance, &response).parts;
        assert_eq!(parts[0].saw, Some(Slip::SwappedWith(3)));
        assert_eq!(parts[1].saw, Some(Slip::SwappedWith(2)));
    }

    proptest! {
        #[test]
        fn what_is_said_to_belong_elsewhere_is_right_there(
            typed in proptest::collection::vec("[a-d]", 4),
        ) {
            let right = ["a", "b", "c", "d"];
            let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
            for (at, slip) in saw(&gaps(&right), &typed).into_iter().enumerate() {
                match slip {
                    Some(Slip::SwappedWith(other)) => {
                        prop_assert_eq!(right[other - 1], typed[at]);
                        prop_assert_eq!(right[at], typed[other - 1]);
                    }
                    Some(Slip::BelongsAt(other)) => prop_assert_eq!(right[other - 1], typed[at]),
                    None => prop_assert_eq!(right[at], typed[at]),
                    other => return Err(TestCaseError::fail(format!("{other:?}"))),
                }
            }
        }
    }
}
