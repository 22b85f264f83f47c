//! Words on what was thought, over many tallies.

use super::*;
use crate::learner::{Learner, Params};
use crate::view::judge::ENOUGH_OF_SKILL;

const JUDGE: Judge = Judge {
    deviations: 1.281_551_565_5,
};

fn bin(right: f64, n: u32) -> ConfBin {
    ConfBin { n, right }
}

fn today() -> StudyDay {
    StudyDay::parse("2026-11-22").unwrap()
}

fn rated(rating: u8, right: u32, n: u32, by_chance: f64) -> SkillState {
    let mut state = Learner::new(&Params::default()).fresh;
    state.rating = Some(rating);
    state.rated_on = Some(today() - 1);
    state.attempts = n;
    state.untaught = Untaught {
        n,
        right,
        by_chance,
    };
    state
}

#[test]
fn being_sure_is_judged_only_by_enough_answers() {
    for (right, n, fit) in [
        (0.0, 0, None),
        (0.0, 4, None),
        (2.0, 5, Some(Fit::Less)),
        (3.0, 5, Some(Fit::AsThought)),
        (20.0, 20, Some(Fit::AsThought)),
        (12.0, 20, Some(Fit::Less)),
    ] {
        let shown = JUDGE.sure(bin(right, n), ENOUGH_OF_SKILL);
        assert_eq!(shown.fit, fit, "{right} of {n}");
        assert_eq!(shown.share.is_some(), n > 0);
    }
    assert_eq!(JUDGE.unsure(bin(9.0, 9)).fit, None);
    assert_eq!(JUDGE.unsure(bin(9.0, 10)).fit, Some(Fit::More));
    assert_eq!(JUDGE.unsure(bin(6.0, 10)).fit, Some(Fit::AsThought));
}

#[test]
fn the_whole_is_said_in_a_sentence_with_its_numbers() {
    let none = bin(0.0, 0);
    for (sure, unsure, expected) in [
        (none, none, "You have not said how sure you are yet."),
        (
            bin(3.0, 4),
            bin(1.0, 2),
            "Too few answers yet to tell how well your sureness fits: 4 of the 10 it takes.",
        ),
        (
            bin(12.0, 22),
            none,
            "Feeling sure is worth a second look: of 22 answers you were sure of, 12 were right: 55 %, 41 to 67.",
        ),
        (
            bin(18.0, 20),
            bin(9.0, 10),
            "You know more than you think: of 10 answers you were unsure of, 9 were right: 90 %, 72 to 97.",
        ),
        (
            bin(18.0, 20),
            bin(4.0, 10),
            "You can rely on feeling sure: of 20 answers you were sure of, 18 were right: 90 %, 78 to 96.",
        ),
        (
            bin(7.0, 10),
            none,
            "Being sure and being right go together so far: of 10 answers you were sure of, 7 were right: 70 %, 50 to 85.",
        ),
        (
            none,
            bin(4.0, 10),
            "You are sure too seldom to compare yet: of 10 answers you were unsure of, 4 were right: 40 %, 23 to 60.",
        ),
    ] {
        let said = whole(&JUDGE, sure, unsure);
        assert!(said.starts_with(expected), "{said}");
    }
}

#[test]
fn a_self_rating_is_judged_without_what_guessing_brings() {
    let fit = |state: &SkillState| {
        let rating = state.rating.map(usize::from);
        JUDGE.rated(rating, state.untaught).fit
    };
    assert_eq!(fit(&rated(0, 2, 2, 0.0)), None, "too few");
    assert_eq!(fit(&rated(0, 3, 4, 0.0)), Some(Fit::More));
    assert_eq!(fit(&rated(4, 0, 3, 0.0)), Some(Fit::Less));
    assert_eq!(fit(&rated(3, 2, 3, 0.0)), Some(Fit::AsThought));
    // Of eight answers picked from four, two come right by themselves.
    assert_eq!(fit(&rated(0, 2, 8, 2.0)), Some(Fit::AsThought));
    assert_eq!(fit(&rated(0, 2, 8, 0.0)), Some(Fit::More));
}

#[test]
fn of_a_skill_is_said_what_was_thought_and_what_came() {
    let said = |state: &SkillState| rated_sentence(&JUDGE, state, today());
    assert_eq!(
        said(&rated(2, 0, 0, 0.0)),
        None,
        "nothing to hold against it"
    );
    let mut taught = rated(2, 0, 0, 0.0);
    taught.attempts = 3;
    for (state, expected) in [
        (taught, "taught since, you did 0 of 3 alone."),
        (
            rated(2, 1, 1, 0.0),
            "your one answer before any teaching was right alone.",
        ),
        (
            rated(2, 0, 1, 0.0),
            "your one answer before any teaching was not right alone.",
        ),
        (
            rated(2, 1, 2, 0.0),
            "before any teaching 1 of 2 were right alone, too few to tell.",
        ),
        (
            rated(2, 4, 4, 0.0),
            "before any teaching 4 of 4 were right alone, more than you thought.",
        ),
        (
            rated(2, 1, 3, 0.0),
            "before any teaching 1 of 3 were right alone, as you thought.",
        ),
    ] {
        let expected = format!("You thought “follow it” yesterday; {expected}");
        assert_eq!(said(&state), Some(expected));
    }
}

#[test]
fn of_a_skill_is_said_how_sure_one_was() {
    let said = |right, n| sure_sentence(&JUDGE.sure(bin(right, n), ENOUGH_OF_SKILL));
    assert_eq!(said(0.0, 0), None);
    for (right, n, expected) in [
        (
            1.0,
            1,
            "Of the one answer here you were sure of, you were right.",
        ),
        (
            0.0,
            1,
            "The one answer here you were sure of was not right.",
        ),
        (
            2.0,
            3,
            "Of 3 answers here you were sure of, 2 were right; too few to say more.",
        ),
        (
            4.0,
            9,
            "Of 9 answers here you were sure of, 4 were right: worth a second look.",
        ),
        (8.0, 9, "Of 9 answers here you were sure of, 8 were right."),
    ] {
        assert_eq!(said(right, n).as_deref(), Some(expected));
    }
}

#[test]
fn a_change_over_time_is_told_only_where_it_is_clear() {
    let weeks = |tallies: &[(f64, u32)]| -> Vec<Week> {
        let week = |&(right, n): &(f64, u32)| Week {
            confidence: [bin(0.0, 0), bin(0.0, 0), bin(right, n), bin(0.0, 0)],
            ..Week::default()
        };
        tallies.iter().map(week).collect()
    };
    for (tallies, expected) in [
        (
            vec![],
            "Too few sure answers yet to see a change over time.",
        ),
        (
            vec![(30.0, 40)],
            "Too few sure answers yet to see a change over time.",
        ),
        (
            vec![(6.0, 10), (6.0, 10), (19.0, 20)],
            "Feeling sure tells more than it did: at first 12 of 20 sure answers were right, since then 19 of 20.",
        ),
        (
            vec![(19.0, 20), (12.0, 20)],
            "Feeling sure tells less than it did: at first 19 of 20 sure answers were right, since then 12 of 20.",
        ),
        (
            vec![(15.0, 20), (16.0, 20)],
            "At first 15 of 20 sure answers were right, since then 16 of 20: no clear change.",
        ),
    ] {
        assert_eq!(trend(&weeks(&tallies)), expected);
    }
}

#[test]
fn ratings_are_summed_up() {
    let row = |thought, fit| RatingRow {
        thought,
        skills: 1,
        untaught: Shown {
            answers: 9,
            right: 4.0,
            share: None,
            fit,
        },
    };
    let (more, less) = (
        row("follow it", Some(Fit::More)),
        row("do it alone", Some(Fit::Less)),
    );
    for (rows, expected) in [
        (
            vec![row("heard of it", None)],
            "Too few answers before any teaching to hold your ratings of yourself against.",
        ),
        (
            vec![row("heard of it", Some(Fit::AsThought))],
            "Your ratings of yourself fit what you did before any teaching.",
        ),
        (
            vec![more.clone()],
            "Before any teaching you did more than you thought where you said “follow it”.",
        ),
        (
            vec![less.clone()],
            "Before any teaching you did less than you thought where you said “do it alone”.",
        ),
        (
            vec![more, less],
            "Before any teaching you did more than you thought where you said “follow it”, less where you said “do it alone”.",
        ),
    ] {
        assert_eq!(super::rated(&rows), expected);
    }
}
