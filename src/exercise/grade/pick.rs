//! Options that were picked, and points that were ticked.

use super::{Marked, share, shared};
use crate::deck::Option_;

/// One option of several.
pub(super) fn one(options: &[Option_], picked: u8) -> (f64, Vec<Marked>) {
    let right = options
        .iter()
        .find(|it| it.correct)
        .map_or("", |it| it.text.as_str());
    let marked = match options.get(usize::from(picked)) {
        Some(it) if it.correct => Marked::right(&it.text, &it.text).noted(&it.because),
        Some(it) => wrongly_picked(it, right),
        None => Marked::wrong("", right),
    };
    shared(vec![marked])
}

/// All options that hold: (right picks - wrong picks) / right ones, not below 0. Options rightly left
/// alone are no part of the answer.
pub(super) fn several(options: &[Option_], picked: &[u8]) -> (f64, Vec<Marked>) {
    let is_picked = |at: usize| picked.iter().any(|&it| usize::from(it) == at);
    let mut marked = Vec::new();
    let (mut right, mut wrong, mut correct) = (0_usize, 0, 0);
    for (at, it) in options.iter().enumerate() {
        correct += usize::from(it.correct);
        match (is_picked(at), it.correct) {
            (true, true) => {
                right += 1;
                marked.push(Marked::right(&it.text, &it.text).noted(&it.because));
            }
            (true, false) => {
                wrong += 1;
                marked.push(wrongly_picked(it, ""));
            }
            (false, true) => marked.push(Marked::wrong("", &it.text).noted(&it.because)),
            (false, false) => {}
        }
    }
    let score = if correct == 0 {
        f64::from(u8::from(wrong == 0))
    } else {
        share(right.saturating_sub(wrong), correct)
    };
    (score, marked)
}

/// The points that the learner found in their own answer.
pub(super) fn ticked(points: &[String], ticked: &[u8]) -> (f64, Vec<Marked>) {
    let marked = points.iter().enumerate().map(|(at, point)| {
        if ticked.iter().any(|&it| usize::from(it) == at) {
            Marked::right(point, point)
        } else {
            Marked::wrong("", point)
        }
    });
    shared(marked.collect())
}

fn wrongly_picked(option: &Option_, right: &str) -> Marked {
    Marked::wrong(&option.text, right)
        .noted(&option.because)
        .showing(option.misconception.as_ref())
}

#[cfg(test)]
mod tests {
    use crate::core::{MisconceptionId, Response};
    use crate::deck::Exercise;
    use crate::exercise::grade::Part;
    use crate::exercise::grade::fixture::{graded, item, options, strings};
    use crate::exercise::right_answer;

    #[test]
    fn a_choice_tells_what_the_author_says_of_it() {
        let item = item(Exercise::Choice { options: options() });
        let right = graded(&item, Response::Choice(0));
        assert_eq!((right.score, right.misconceptions), (1.0, vec![]));
        assert_eq!(right.parts[0].note.as_deref(), Some("it owns"));

        let wrong = graded(&item, Response::Choice(1));
        assert_eq!(wrong.score, 0.0);
        assert_eq!(wrong.misconceptions, [MisconceptionId::new("copies")]);
        assert_eq!(
            wrong.parts,
            [Part {
                yours: "copies".to_owned(),
                right: "moves".to_owned(),
                ok: false,
                note: Some("not a `Copy` type".to_owned()),
                saw: None,
            }]
        );
        assert_eq!(graded(&item, Response::Choice(9)).score, 0.0);
    }

    #[test]
    fn of_several_options_wrong_picks_take_away_from_right_ones() {
        let item = item(Exercise::Multi { options: options() });
        let score = |picked: &[u8]| graded(&item, Response::Multi(picked.to_vec())).score;
        for (picked, expected) in [
            (&[0, 2][..], 1.0),
            (&[2, 0, 0], 1.0),
            (&[0], 0.5),
            (&[0, 2, 1], 0.5),
            (&[0, 1], 0.0),
            (&[0, 1, 2, 3], 0.0),
            (&[1, 3], 0.0),
            (&[], 0.0),
            (&[200], 0.0),
        ] {
            assert_eq!(score(picked), expected, "{picked:?}");
        }
        let all = graded(&item, Response::Multi(vec![0, 1, 3]));
        assert_eq!(all.misconceptions, [MisconceptionId::new("copies")]);
        let ok: Vec<(&str, &str, bool)> = all
            .parts
            .iter()
            .map(|it| (it.yours.as_str(), it.right.as_str(), it.ok))
            .collect();
        assert_eq!(
            ok,
            [
                ("moves", "moves", true),
                ("copies", "", false),
                ("", "borrows", false),
                ("clones", "", false),
            ]
        );
    }

    #[test]
    fn recall_counts_the_points_that_were_ticked() {
        let item = item(Exercise::Recall {
            answer: "in full".to_owned(),
            points: strings(["one", "two", "three", "four"]),
        });
        let recall = |ticked: &[u8]| Response::Recall {
            text: String::new(),
            ticked: ticked.to_vec(),
        };
        assert_eq!(graded(&item, recall(&[0, 2, 2, 77])).score, 0.5);
        assert_eq!(graded(&item, recall(&[3, 2, 1, 0])).score, 1.0);
        assert_eq!(right_answer(&item), "in full");
    }
}
