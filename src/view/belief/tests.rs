//! The sentence over many states of what is known.

use super::*;
use crate::core::ActivityKind;
use crate::learner::{Learner, Memory, Params, Placed, Rating};

fn today() -> StudyDay {
    StudyDay::parse("2026-11-22").unwrap()
}

fn now() -> Now {
    Now::parse("2026-11-22T09:00:00+01:00").unwrap()
}

/// Answers, each with its score, help, level, and how many days ago it was.
fn answered(answers: &[(f64, Support, u8, i32)]) -> SkillState {
    let mut state = Learner::new(&Params::default()).fresh;
    state.attempts = answers.len() as u32;
    state.recent = answers
        .iter()
        .map(|&(score, support, level, days)| Outcome {
            item: "item".into(),
            day: today() - days,
            score,
            support,
            level,
            confidence: None,
            activity: ActivityKind::Practice,
        })
        .collect();
    state
}

fn alone(right: usize, wrong: usize, level: u8, days: i32) -> SkillState {
    let one = |score| (score, Support::None, level, days);
    let mut answers = vec![one(1.0); right];
    answers.extend(vec![one(0.0); wrong]);
    answered(&answers)
}

fn grounds(state: &SkillState) -> Grounds<'_> {
    Grounds {
        state,
        chance: Interval {
            mean: 0.71,
            low: 0.6,
            high: 0.8,
        },
        target: 3,
        facts: None,
        builds_on: Vec::new(),
        checked: 0,
        elsewhere: 0,
        drift: None,
        today: today(),
    }
}

/// Without the chance, which always ends it.
fn said(grounds: &Grounds<'_>) -> String {
    let sentence = grounds.sentence();
    let end = "I put your chance now at 71 %, 60 to 80.";
    let start = sentence.strip_suffix(end).expect("the chance comes last");
    start.trim_end_matches([' ', ':', ',']).to_owned()
}

fn says(state: &SkillState) -> String {
    said(&grounds(state))
}

/// A memory that has its review due so many days from today; negative: was due.
fn due_in(days: i32) -> Memory {
    Memory {
        due: today() + days,
        ..Memory::review(
            &Params::default(),
            &Params::default().memory.skill,
            crate::event::MemoryUnit::Skill,
            None,
            Rating::Good,
            now(),
        )
    }
}

#[test]
fn it_ends_in_the_chance_with_its_interval() {
    assert_eq!(
        grounds(&alone(4, 1, 3, 12)).sentence(),
        "4 of 5 right alone on fairly hard items, but most recently 12 days ago: \
         I put your chance now at 71 %, 60 to 80."
    );
}

#[test]
fn none_one_two_and_many_are_counted_as_people_count() {
    for (right, wrong, expected) in [
        (
            0,
            1,
            "Your one answer alone was not right, on a fairly hard item, today",
        ),
        (
            1,
            0,
            "Your one answer alone was right, on a fairly hard item, today",
        ),
        (
            0,
            2,
            "None of 2 right alone on fairly hard items, most recently today",
        ),
        (
            1,
            1,
            "1 of 2 right alone on fairly hard items, most recently today",
        ),
        (
            2,
            0,
            "Both right alone on fairly hard items, most recently today",
        ),
        (
            0,
            5,
            "None of 5 right alone on fairly hard items, most recently today",
        ),
        (
            5,
            0,
            "All 5 right alone on fairly hard items, most recently today",
        ),
    ] {
        assert_eq!(says(&alone(right, wrong, 3, 0)), expected);
    }
}

#[test]
fn only_the_last_answers_are_kept_one_by_one() {
    for (right, wrong, expected) in [
        (
            8,
            0,
            "All of the last 8 right alone on easy items, most recently yesterday",
        ),
        (
            3,
            5,
            "3 of the last 8 right alone on easy items, most recently yesterday",
        ),
        (
            0,
            8,
            "None of the last 8 right alone on easy items, most recently yesterday",
        ),
    ] {
        let mut state = alone(right, wrong, 1, 1);
        state.attempts = 20;
        assert_eq!(says(&state), expected);
    }
}

#[test]
fn in_part_is_not_right() {
    let state = answered(&[(0.5, Support::None, 3, 0), (1.0, Support::None, 3, 0)]);
    assert!(says(&state).starts_with("1 of 2 right alone"));
}

#[test]
fn help_is_told() {
    let hinted = (1.0, Support::Hints, 2, 1);
    let alone = (1.0, Support::None, 3, 1);
    for (answers, expected) in [
        (
            vec![hinted],
            "One answer, with help, on a fairly easy item, yesterday",
        ),
        (
            vec![hinted; 2],
            "2 answers, both with help, on fairly easy items, most recently yesterday",
        ),
        (
            vec![hinted; 3],
            "3 answers, all with help, on fairly easy items, most recently yesterday",
        ),
        (
            vec![alone, hinted],
            "Your one answer alone was right, on a fairly hard item, 1 more with help, \
             most recently yesterday",
        ),
        (
            vec![alone, alone, alone, hinted, hinted],
            "All 3 right alone on fairly hard items, 2 more with help, most recently yesterday",
        ),
    ] {
        assert_eq!(says(&answered(&answers)), expected);
    }
}

#[test]
fn hard_is_hard_against_the_target() {
    let state = alone(1, 1, 2, 0);
    let word = |target| {
        let grounds = Grounds {
            target,
            ..grounds(&state)
        };
        said(&grounds).replace("1 of 2 right alone on ", "")
    };
    assert_eq!(word(1), "hard items, most recently today");
    assert_eq!(word(2), "fairly hard items, most recently today");
    assert_eq!(word(3), "fairly easy items, most recently today");
    assert_eq!(word(4), "easy items, most recently today");
}

#[test]
fn memory_says_how_long_it_holds() {
    for (due, expected) in [
        (9, "; it should hold for 9 more days"),
        (1, "; it should hold until tomorrow"),
        (0, "; it fades from today on"),
        (-1, "; it has been fading since yesterday"),
        (-5, "; it has been fading for 5 days"),
    ] {
        let mut state = alone(4, 1, 3, 2);
        state.memory = Some(due_in(due));
        let text = says(&state);
        assert_eq!(
            text,
            format!("4 of 5 right alone on fairly hard items, most recently on Friday{expected}")
        );
    }
    let mut wrong = alone(0, 3, 3, 2);
    wrong.memory = Some(due_in(1));
    assert!(!says(&wrong).contains("hold"), "nothing is there to hold");
    let mut held = alone(4, 1, 3, 12);
    held.memory = Some(due_in(3));
    assert_eq!(
        says(&held),
        "4 of 5 right alone on fairly hard items, most recently 12 days ago; it should hold for 3 more days"
    );
}

#[test]
fn facts_fade_one_by_one() {
    let state = alone(4, 0, 3, 3);
    let with = |facts| {
        let grounds = Grounds {
            facts: Some(facts),
            ..grounds(&state)
        };
        said(&grounds)
    };
    let begin = "All 4 right alone on fairly hard items, most recently on Thursday";
    assert_eq!(with((2, 4)), format!("{begin}; 2 of 4 facts are fading"));
    assert_eq!(with((0, 4)), begin);
}

#[test]
fn what_moves_every_skill_is_told_of_each() {
    let state = alone(4, 1, 3, 1);
    let with = |right, errors| {
        let drift = Some(Drift {
            n: 50,
            expected: 38.0,
            right,
            errors,
        });
        said(&Grounds {
            drift,
            ..grounds(&state)
        })
    };
    let begin = "4 of 5 right alone on fairly hard items, most recently yesterday";
    let (low, high) = (with(24.3, -3.5), with(49.0, 3.5));
    assert_eq!(
        low,
        format!("{begin}; of your last 50 answers in all, 24 were right")
    );
    assert_eq!(
        high,
        format!("{begin}; of your last 50 answers in all, 49 were right")
    );
}

#[test]
fn teaching_after_the_last_answer_is_told() {
    let mut state = alone(0, 3, 3, 2);
    state.lesson_on = Some(today() - 1);
    assert_eq!(
        says(&state),
        "None of 3 right alone on fairly hard items, most recently on Friday, explained since"
    );
    state.lesson_on = Some(today() - 2);
    assert!(says(&state).ends_with("most recently on Friday"));
}

#[test]
fn without_answers_it_says_where_it_comes_from() {
    let mut state = alone(0, 0, 3, 0);
    assert_eq!(says(&state), "No answers yet, nothing else to go by");
    state.placed = Some(Placed {
        shown: false,
        day: today(),
    });
    assert_eq!(
        says(&state),
        "No answers yet: going only by how the skills build on each other"
    );
    state.rating = Some(2);
    assert_eq!(
        says(&state),
        "No answers yet: going by what you said (“follow it”)"
    );
    let around = |builds_on: &[&'static str], elsewhere| {
        said(&Grounds {
            builds_on: builds_on.to_vec(),
            checked: 12,
            elsewhere,
            ..grounds(&state)
        })
    };
    let begin = "No answers yet: going by what you said (“follow it”) and by your";
    assert_eq!(around(&[], 1), format!("{begin} one answer elsewhere"));
    assert_eq!(around(&[], 12), format!("{begin} 12 answers elsewhere"));
    assert_eq!(
        around(&["Moves", "Scopes"], 12),
        format!("{begin} answers in Moves and Scopes, which it builds on")
    );
    state.example_on = Some(today() - 1);
    assert_eq!(
        says(&state),
        "Explained yesterday, no answers yet: going by what you said (“follow it”)"
    );
}

#[test]
fn few_answers_say_what_else_counts() {
    let mut state = alone(1, 0, 3, 1);
    state.rating = Some(4);
    assert_eq!(
        says(&state),
        "Your one answer alone was right, on a fairly hard item, yesterday, \
         and beyond that I go by what you said (“do it alone”)"
    );
    let mut state = alone(2, 1, 3, 1);
    state.rating = Some(4);
    assert!(!says(&state).contains("beyond"));
}
