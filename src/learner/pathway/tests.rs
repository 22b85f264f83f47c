//! What a pathway comes to, and what an answer elsewhere says of it.

use proptest::prelude::*;

use super::*;
use crate::core::Support;
use crate::event::Body;
use crate::learner::testing::{Log, any_log, decision, item, right, studied, wrong};

const ALL: [PathwayStep; 4] = [
    PathwayStep::Contrast,
    PathwayStep::Example,
    PathwayStep::Sibling,
    PathwayStep::Again,
];

fn started(steps: &[PathwayStep]) -> Body {
    Body::PathwayStarted(PathwayStarted {
        cause: "missed twice".to_owned(),
        skill: "a".into(),
        misconception: Some("m".into()),
        failed: item(1, &["a"]).item,
        steps: steps.to_vec(),
        propensity: 1.0,
        default: true,
    })
}

/// The item 1 was missed, and a pathway of these steps has begun.
fn begun(steps: &[PathwayStep]) -> Log {
    let failed = item(1, &["a"]);
    let mut log = Log::default();
    log.answer(&failed, wrong(&failed));
    log.add(started(steps));
    log
}

/// Takes a step, right where it asks.
fn take(log: &mut Log, step: PathwayStep, comes: bool) {
    let answer = |log: &mut Log, id| {
        let asked = item(id, &["a"]);
        let attempt = if comes { right(&asked) } else { wrong(&asked) };
        log.answer(&asked, attempt);
    };
    match step {
        PathwayStep::Contrast => {
            log.add(Body::Studied(studied("a", Walk::Repair("m".into()))));
        }
        PathwayStep::Example => {
            log.add(Body::Studied(studied("a", Walk::Example)));
        }
        PathwayStep::Sibling => answer(log, 2),
        PathwayStep::Again => answer(log, 1),
    }
}

fn left(log: &Log) -> Vec<PathwayStep> {
    let open = log.fold().pathways.open;
    open.map(|it| it.left()).unwrap_or_default()
}

fn ended(log: &Log) -> Pathway {
    let pathways = log.fold().pathways;
    assert_eq!(pathways.open, None);
    pathways.past.last().expect("a pathway that ended").clone()
}

#[test]
fn its_steps_are_taken_one_after_the_other() {
    let mut log = begun(&ALL);
    for (at, step) in ALL.into_iter().enumerate() {
        assert_eq!(left(&log), ALL[at..]);
        take(&mut log, step, true);
    }
    assert_eq!(ended(&log).came(), Came::Right);
    assert_eq!(ended(&log).said.len(), 1, "what began it");
}

#[test]
fn success_on_the_easier_one_and_the_missed_one_skips_the_rest() {
    use PathwayStep::{Again, Contrast, Example, Sibling};
    let order = [Sibling, Contrast, Example, Again];
    let mut log = begun(&order);
    take(&mut log, Sibling, true);
    assert_eq!(left(&log), [Again]);
    let mut missed = log.clone();
    take(&mut log, Again, true);
    assert_eq!(ended(&log).came(), Came::Right);

    take(&mut missed, Again, false);
    assert_eq!(
        left(&missed),
        [Contrast, Example, Again],
        "back to what was not tried"
    );
    take(&mut missed, Contrast, true);
    take(&mut missed, Example, true);
    take(&mut missed, Again, false);
    assert_eq!(ended(&missed).came(), Came::Not);
    assert_eq!(ended(&missed).said.len(), 3);
}

#[test]
fn a_miss_at_the_end_of_all_steps_is_a_pathway_that_did_not_help() {
    let mut log = begun(&ALL);
    for step in ALL {
        take(&mut log, step, false);
    }
    assert_eq!(ended(&log).came(), Came::Not);
    assert_eq!(ended(&log).helped(), Some(false));
}

#[test]
fn help_is_not_taken_for_success() {
    let mut log = begun(&ALL);
    for step in &ALL[..3] {
        take(&mut log, *step, true);
    }
    let failed = item(1, &["a"]);
    log.answer(
        &failed,
        Attempt {
            support: Support::Hints,
            hints: 1,
            ..right(&failed)
        },
    );
    assert_eq!(ended(&log).came(), Came::Not);
}

#[test]
fn what_is_skipped_is_passed_over() {
    let mut log = begun(&ALL);
    let skip = |log: &mut Log, decision| {
        log.add(Body::Decision(Box::new(decision)));
        log.add(Body::Override(crate::event::Override {
            overruling: crate::event::Overruling::Skip,
            skill: Some("a".into()),
            item: None,
        }));
    };
    let failed = item(1, &["a"]);
    let repair = Decision {
        activity: ActivityKind::Repair,
        item: None,
        misconception: Some("m".into()),
        ..decision(&failed)
    };
    skip(&mut log, repair);
    assert_eq!(left(&log), ALL[1..]);
    skip(&mut log, decision(&failed));
    assert_eq!(ended(&log).came(), Came::Left);
    assert_eq!(ended(&log).helped(), None);
}

#[test]
fn another_day_leaves_it_as_it_is() {
    let mut log = begun(&ALL);
    take(&mut log, PathwayStep::Contrast, true);
    log.after_minutes(60);
    log.add(Body::SessionEnd(crate::event::SessionEnd { answered: 1 }));
    assert_eq!(left(&log), ALL[1..], "the same day it goes on");
    log.after_days(1);
    let other = item(9, &["b"]);
    log.answer(&other, right(&other));
    assert_eq!(ended(&log).came(), Came::Left);
}

/// A pathway that helped, and the log on a later day.
fn done(days: i64) -> Log {
    let mut log = begun(&ALL);
    for step in ALL {
        take(&mut log, step, true);
    }
    log.after_days(days);
    log
}

#[test]
fn the_first_unaided_answer_elsewhere_within_two_weeks_rewards_what_came_first() {
    let told = |log: &Log| {
        let help = log.fold().pathways.helps.of(PathwayStep::Contrast);
        (help.chosen, help.n, help.sum)
    };
    let elsewhere = item(5, &["a"]);
    for (days, counts) in [(0, 0), (1, 1), (14, 1), (15, 0)] {
        let mut log = done(days);
        log.answer(&elsewhere, right(&elsewhere));
        log.answer(&elsewhere, wrong(&elsewhere));
        assert_eq!(told(&log), (1, counts, 0.5 * f64::from(counts)), "{days}");
    }
    let mut log = done(2);
    let failed = item(1, &["a"]);
    log.answer(&failed, right(&failed));
    let hinted = Attempt {
        support: Support::Hints,
        hints: 1,
        ..right(&elsewhere)
    };
    log.answer(&elsewhere, hinted);
    assert_eq!(
        told(&log),
        (1, 0, 0.0),
        "the same item, and help, tell nothing"
    );
    log.answer(&elsewhere, wrong(&elsewhere));
    assert_eq!(told(&log), (1, 1, -0.5));
    assert_eq!(ended(&log).helped(), Some(false));
}

#[test]
fn what_was_passed_over_or_overtaken_is_censored() {
    let elsewhere = item(5, &["a"]);
    let mut log = begun(&ALL);
    take(&mut log, PathwayStep::Again, true);
    take(&mut log, PathwayStep::Sibling, true);
    log.after_days(1);
    log.answer(&elsewhere, right(&elsewhere));
    let helps = log.fold().pathways.helps;
    assert_eq!(helps.of(PathwayStep::Contrast).n, 0, "it was not given");

    let mut log = done(1);
    log.add(started(&ALL));
    log.after_days(1);
    log.answer(&elsewhere, right(&elsewhere));
    let helps = log.fold().pathways.helps;
    assert_eq!(helps.of(PathwayStep::Contrast).n, 0, "another came between");
}

#[test]
fn two_that_did_not_help_are_counted_in_a_row() {
    let mut log = Log::default();
    let count = |log: &Log, id: &MisconceptionId| {
        let pathways = log.fold().pathways;
        pathways.failed_in_a_row(&"a".into(), Some(id))
    };
    for round in 1..=2 {
        log.add(started(&ALL));
        for step in ALL {
            take(&mut log, step, false);
        }
        log.after_days(1);
        assert_eq!(count(&log, &"m".into()), round);
    }
    assert_eq!(count(&log, &"another".into()), 0);
    let elsewhere = item(5, &["a"]);
    log.add(started(&ALL));
    for step in ALL {
        take(&mut log, step, true);
    }
    assert_eq!(count(&log, &"m".into()), 2, "not yet shown elsewhere");
    log.after_days(1);
    log.answer(&elsewhere, right(&elsewhere));
    assert_eq!(count(&log, &"m".into()), 0);
}

proptest! {
    #[test]
    fn it_ends_whatever_is_answered(
        comes in prop::collection::vec(any::<bool>(), 8),
        turned in 0..3_usize,
    ) {
        let mut steps = ALL;
        steps[..=turned].rotate_right(1);
        let mut log = begun(&steps);
        let mut taken = 0;
        for comes in comes {
            let Some(next) = left(&log).first().copied() else { break };
            take(&mut log, next, comes);
            taken += 1;
        }
        prop_assert!(left(&log).is_empty());
        prop_assert!((2..=5).contains(&taken), "{} steps", taken);
        prop_assert!(ended(&log).came() != Came::Left);
    }

    #[test]
    fn no_step_is_left_twice(log in any_log()) {
        if let Some(pathway) = log.fold().pathways.open {
            let left = pathway.left();
            let again = left.iter().filter(|it| **it == PathwayStep::Again);
            prop_assert!(again.count() <= 1);
            prop_assert!(!left.is_empty());
        }
    }
}
