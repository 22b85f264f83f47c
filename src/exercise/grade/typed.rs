//! Answers that were typed as text.

use super::number::{self, Wanted};
use super::slip::{place, text};
use super::text::Answer;
use super::{Marked, Slip, shared};
use crate::deck::{Because, Compare, Gap, StepAnswer, Tolerance};

/// Whether what was typed is one of the answers.
pub fn accepts(accept: &[String], compare: Compare, typed: &str) -> bool {
    let typed = Answer::new(typed, compare);
    accept
        .iter()
        .map(|it| Answer::new(it, compare))
        .any(|right| right.is(&typed) || compare.typos && right.is_but_for_a_typo(&typed))
}

/// One text against those that are right and those that are foreseeably wrong. A typo is forgiven only
/// where what was typed is no foreseen wrong answer.
pub(super) fn judge(accept: &[String], wrong: &[Because], compare: Compare, typed: &str) -> Marked {
    let right = accept.first().map_or("", String::as_str);
    let answer = Answer::new(typed, compare);
    let strict = Compare {
        typos: false,
        ..compare
    };
    if accepts(accept, strict, typed) {
        return Marked::right(typed, right);
    }
    let foreseen = |it: &&Because| Answer::new(&it.text, compare).is(&answer);
    if let Some(it) = wrong.iter().find(foreseen) {
        return foreseen_mistake(it, right, typed);
    }
    if accepts(accept, compare, typed) {
        return Marked::right(typed, right).seen(Some(Slip::Typo));
    }
    let nearly = |it: &&Because| Answer::new(&it.text, compare).is_but_for_a_typo(&answer);
    match wrong.iter().find(nearly).filter(|_| compare.typos) {
        Some(it) => foreseen_mistake(it, right, typed),
        None => Marked::wrong(typed, right).seen(text::of_text(accept, compare, typed)),
    }
}

fn foreseen_mistake(it: &Because, right: &str, typed: &str) -> Marked {
    Marked::wrong(typed, right)
        .noted(&it.because)
        .showing(it.misconception.as_ref())
}

/// One text a gap; gaps left out are empty.
pub(super) fn gaps(gaps: &[Gap], compare: Compare, typed: &[String]) -> (f64, Vec<Marked>) {
    let typed = filled(typed, gaps.len());
    let each = gaps.iter().zip(&typed);
    let mut marked: Vec<Marked> = each
        .map(|(gap, typed)| judge(&gap.accept, &gap.wrong, compare, typed))
        .collect();
    let fits = |at: usize, text: &str| accepts(&gaps[at].accept, compare, text);
    place::mark(&mut marked, &typed, 0, fits);
    shared(marked)
}

/// One text for each open step; `worked` ones stood there before them.
pub(super) fn steps(
    open: &[StepAnswer],
    worked: usize,
    compare: Compare,
    typed: &[String],
) -> (f64, Vec<Marked>) {
    let typed = filled(typed, open.len());
    let each = open.iter().zip(&typed);
    let mut marked: Vec<Marked> = each
        .map(|(step, typed)| judge_step(step, compare, typed))
        .collect();
    let fits = |at: usize, text: &str| judge_step(&open[at], compare, text).part.ok;
    place::mark(&mut marked, &typed, worked, fits);
    let noted = marked.into_iter().zip(open);
    shared(noted.map(|(it, step)| it.noted(&step.because)).collect())
}

/// A text for each place; those left out are empty.
fn filled(typed: &[String], places: usize) -> Vec<&str> {
    let texts = typed.iter().map(String::as_str);
    texts.chain(std::iter::repeat("")).take(places).collect()
}

fn judge_step(step: &StepAnswer, compare: Compare, typed: &str) -> Marked {
    let right = right_step(step);
    match step.number {
        Some(answer) if !accepts(&step.accept, compare, typed) => {
            let wanted = Wanted {
                answer,
                tolerance: Tolerance::Absolute(0.0),
                unit: "",
            };
            let mut marked = number::judge(&wanted, &[], typed);
            marked.part.right = right;
            marked
        }
        _ => judge(&step.accept, &[], compare, typed),
    }
}

/// The step's answer as it is shown.
pub(super) fn right_step(step: &StepAnswer) -> String {
    match (step.accept.first(), step.number) {
        (Some(shown), _) => shown.clone(),
        (None, Some(answer)) => number::quantity(answer, ""),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::accepts;
    use crate::core::{MisconceptionId, Response};
    use crate::deck::{Compare, Exercise, Gap, Piece};
    use crate::exercise::grade::fixture::{
        because, graded, graded_text, item, short, step, strings,
    };
    use crate::exercise::{Instance, Slip, grade, right_answer};

    #[test]
    fn a_typo_is_forgiven_where_asked_and_never_in_short_words_or_signs() {
        let typos = Compare {
            typos: true,
            ..Compare::default()
        };
        let item = short(
            &["ownership of the value"],
            &[("ownership of the valve", "that is a tap")],
            typos,
        );
        let forgiven = (true, Some(Slip::Typo));
        assert_eq!(graded_text(&item, "Ownreship of the value"), forgiven);
        assert_eq!(graded_text(&item, "ownership of the vale."), forgiven);
        assert_eq!(graded_text(&item, "ownership of teh value"), (false, None));
        assert_eq!(graded_text(&item, "ownrshp of the value"), (false, None));
        // What the author foresaw as wrong is no typo.
        assert_eq!(graded_text(&item, "ownership of the valve"), (false, None));

        let item = short(&["12345"], &[], typos);
        assert_eq!(graded_text(&item, "12346"), (false, None));
    }

    #[test]
    fn a_foreseen_wrong_answer_tells_why() {
        let item = short(&["move"], &[("copy", "not `Copy`")], Compare::default());
        let grade = graded(&item, Response::Short("`Copy`.".to_owned()));
        assert_eq!(grade.score, 0.0);
        assert_eq!(grade.parts[0].note.as_deref(), Some("not `Copy`"));
        assert_eq!(grade.misconceptions, [MisconceptionId::new("belief")]);
    }

    #[test]
    fn each_gap_counts() {
        let gap = |accept: &str| Gap {
            accept: strings([accept]),
            wrong: vec![because(&("no", "because"))],
        };
        let item = item(Exercise::Cloze {
            pieces: vec![
                Piece::Gap(0),
                Piece::Text(" and ".to_owned()),
                Piece::Gap(1),
            ],
            gaps: vec![gap("one"), gap("two"), gap("three"), gap("four")],
            compare: Compare::default(),
        });
        let grade = graded(&item, Response::Cloze(strings(["One", "no", "no"])));
        assert_eq!(grade.score, 0.25);
        assert_eq!(grade.misconceptions, [MisconceptionId::new("belief")]);
        assert_eq!(grade.parts[3].saw, Some(Slip::Empty));
        assert_eq!(right_answer(&item), "one\ntwo\nthree\nfour");
    }

    #[test]
    fn only_open_steps_are_graded() {
        let steps = vec![
            step(&["first"], None),
            step(&["x = 5"], Some(5.0)),
            step(&[], Some(0.25)),
        ];
        let item = item(Exercise::Steps {
            steps,
            compare: Compare::default(),
        });
        let instance = Instance {
            order: vec![],
            worked: 1,
        };
        let score = |typed: Vec<String>| grade(&item, &instance, &Response::Steps(typed)).score;
        assert_eq!(score(strings(["x=5", "1/4"])), 1.0);
        assert_eq!(score(strings(["10/2", "25%"])), 1.0);
        assert_eq!(score(strings(["6"])), 0.0);

        let wrong = grade(&item, &instance, &Response::Steps(strings(["-5", ""])));
        assert_eq!(wrong.parts.len(), 2);
        assert_eq!(wrong.parts[0].right, "x = 5");
        assert_eq!(wrong.parts[0].saw, Some(Slip::Sign));
        assert_eq!(wrong.parts[0].note.as_deref(), Some("step"));
        assert_eq!(wrong.parts[1].right, "0.25");
        assert_eq!(wrong.parts[1].saw, Some(Slip::Empty));
    }

    #[test]
    fn questions_of_a_lesson_accept_what_exercises_accept() {
        let accept = strings(["`drop`", "when it goes out of scope"]);
        let typos = Compare {
            typos: true,
            ..Compare::default()
        };
        assert!(accepts(&accept, typos, "Drop."));
        assert!(accepts(&accept, typos, "when it goes out of scoep"));
        assert!(!accepts(
            &accept,
            Compare::default(),
            "when it goes out of scoep"
        ));
        assert!(!accepts(&accept, typos, ""));
        assert!(!accepts(&[], typos, ""));
    }
}
