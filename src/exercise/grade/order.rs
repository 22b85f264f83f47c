//! Lines that were arranged.

use super::slip::order::of_arrangement;
use super::{Marked, Slip, share};

/// Scored by neighborhoods: of those in the right answer (each line with the one after it, its start
/// and its end counted), the share that the arrangement has as well. Moving one line breaks a few of
/// them, not all that follows, and lines in a random order have hardly any. Lines with the same text
/// stand for one another. Only the right arrangement scores 1.
pub(super) fn arranged(
    lines: &[String],
    distractors: &[String],
    placed: &[u8],
) -> (f64, Vec<Marked>) {
    let right: Vec<&str> = lines.iter().map(String::as_str).collect();
    let yours = texts(lines, distractors, placed);
    let right_pairs = neighborhoods(&right);
    let mut left = neighborhoods(&yours);
    let mut kept = 0;
    for pair in &right_pairs {
        if let Some(at) = left.iter().position(|it| it == pair) {
            left.swap_remove(at);
            kept += 1;
        }
    }
    // With repeated lines, another arrangement can have the same neighborhoods.
    if yours != right {
        kept = kept.min(right_pairs.len() - 1);
    }
    (share(kept, right_pairs.len()), parts(&right, &yours))
}

/// What was placed, each line at most once.
fn texts<'a>(lines: &'a [String], distractors: &'a [String], placed: &[u8]) -> Vec<&'a str> {
    let mut all: Vec<Option<&str>> = lines
        .iter()
        .chain(distractors)
        .map(|it| Some(it.as_str()))
        .collect();
    placed
        .iter()
        .filter_map(|&at| all.get_mut(usize::from(at))?.take())
        .collect()
}

/// Each line with the one after it; `None` before the first and after the last.
fn neighborhoods<'a>(lines: &[&'a str]) -> Vec<(Option<&'a str>, Option<&'a str>)> {
    let before = std::iter::once(None).chain(lines.iter().copied().map(Some));
    let after = lines.iter().copied().map(Some).chain([None]);
    before.zip(after).collect()
}

/// Place by place. What puts all of it right is said of the first wrong place; of others, whether
/// the line belongs at all.
fn parts(right: &[&str], yours: &[&str]) -> Vec<Marked> {
    let mut whole = of_arrangement(right, yours);
    (0..right.len().max(yours.len()))
        .map(|at| {
            let (is, should_be) = (yours.get(at), right.get(at));
            let ok = is == should_be;
            let foreign = is.is_some_and(|line| !right.contains(line));
            let of_all = if ok { None } else { whole.take() };
            let saw = of_all.or(foreign.then_some(Slip::DoesNotBelong));
            Marked::new(is.unwrap_or(&""), should_be.unwrap_or(&""), ok).seen(saw)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::core::{Random, Response};
    use crate::exercise::grade::Slip;
    use crate::exercise::grade::fixture::{graded, order};

    #[test]
    fn lines_are_scored_by_what_stands_beside_what() {
        let item = order(&["a", "b", "c", "d"], &["x"]);
        let score = |placed: &[u8]| graded(&item, Response::Order(placed.to_vec())).score;
        for (placed, expected) in [
            (&[0, 1, 2, 3][..], 1.0),
            (&[0, 1, 3, 2], 0.4),
            (&[1, 2, 3, 0], 0.4),
            (&[3, 2, 1, 0], 0.0),
            (&[0, 1, 4, 2, 3], 0.8),
            (&[0, 1, 2, 3, 4], 0.8),
            (&[0, 1, 2], 0.6),
            (&[], 0.0),
            (&[0, 0, 1, 1, 2, 3, 99], 1.0),
        ] {
            assert_eq!(score(placed), expected, "{placed:?}");
        }
    }

    #[test]
    fn the_first_line_that_stands_wrong_is_named() {
        let item = order(&["a", "b", "c", "d"], &["x"]);
        let parts = |placed: &[u8]| graded(&item, Response::Order(placed.to_vec())).parts;
        let swapped = parts(&[0, 3, 2, 1]);
        let first = swapped.iter().position(|it| !it.ok);
        assert_eq!(first, Some(1));
        let in_each_others_place = Slip::SwappedOrder {
            first: 2,
            second: 4,
        };
        assert_eq!(swapped[1].saw, Some(in_each_others_place));
        assert_eq!(
            (swapped[1].yours.as_str(), swapped[1].right.as_str()),
            ("d", "b")
        );
        assert_eq!(parts(&[2, 0, 3, 1])[0].saw, None);

        let with_distractor = parts(&[0, 4, 1, 2, 3]);
        assert_eq!(with_distractor[1].saw, Some(Slip::SpareLines(1)));
        assert_eq!(parts(&[0, 4, 2, 1, 3])[1].saw, Some(Slip::DoesNotBelong));
        assert_eq!(with_distractor.len(), 5);
        assert!(!with_distractor[4].ok);
    }

    #[test]
    fn lines_with_the_same_text_stand_for_one_another() {
        let item = order(&["{", "x", "}", "y", "}"], &[]);
        let right = graded(&item, Response::Order(vec![0, 1, 4, 3, 2]));
        assert_eq!(right.score, 1.0);
        // The same neighborhoods in another order are still not the answer.
        let item = order(&["a", "b", "a", "c", "a"], &[]);
        let wrong = graded(&item, Response::Order(vec![0, 3, 2, 1, 4]));
        assert!(wrong.score < 1.0, "{}", wrong.score);
    }

    proptest! {
        #[test]
        fn only_the_right_arrangement_scores_one(
            lines in proptest::collection::vec("[abc]", 1..6),
            seed in any::<u64>(),
        ) {
            let placed = Random::seeded(seed).permutation(lines.len());
            let arranged: Vec<&String> = placed.iter().map(|&at| &lines[at]).collect();
            let is_right = arranged.iter().copied().eq(&lines);
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let response = placed.iter().map(|&at| at as u8).collect();
            let grade = graded(&order(&lines, &[]), Response::Order(response));
            prop_assert_eq!(grade.score == 1.0, is_right);
            prop_assert_eq!(grade.parts.iter().all(|it| it.ok), is_right);
        }
    }
}
