//! A micro-pathway, from the error that calls for it to the check on another day.

use crate::core::{ActivityKind, Confidence, MisconceptionId, Response, Stage};
use crate::deck::Exercise;
use crate::event::{Body, PathwayStarted, PathwayStep};
use crate::learner::{Came, Learner};
use crate::session::testing::Player;
use crate::session::{Input, Phase};

/// A place on the screen whose option shows a misconception that the deck knows.
fn tempting(player: &Player) -> Option<u8> {
    player.decision().item.as_ref()?;
    let Exercise::Choice { options } = player.exercise() else {
        return None;
    };
    let known = |id: &MisconceptionId| player.session.deck.misconception(id).is_some();
    let Phase::Doing(doing) = &player.session.phase else {
        return None;
    };
    let order = &doing.instance.as_ref()?.order;
    let misled = |at: &usize| options[*at].misconception.as_ref().is_some_and(known);
    order.iter().position(misled).map(|at| at as u8)
}

/// Right with everything until an option tempts, and then sure of it.
fn misled() -> Player {
    let mut player = Player::novice(120);
    for _ in 0..80 {
        let practice = player.decision().activity == ActivityKind::Practice;
        match tempting(&player).filter(|_| practice) {
            Some(place) => {
                let sure = Some(Confidence::Certain);
                player.respond(Response::Choice(place), sure).unwrap();
                return player;
            }
            None => drop(player.play(true)),
        }
    }
    panic!("the starter deck has options that show a misconception");
}

fn started(player: &Player) -> Vec<PathwayStarted> {
    let started = player.log.iter().filter_map(|event| match &event.body {
        Body::PathwayStarted(it) => Some(it.clone()),
        _ => None,
    });
    started.collect()
}

/// Takes the next step, and says which it was.
fn step(player: &mut Player, comes: bool) -> PathwayStep {
    let open = player.session.learner.pathways.open.clone();
    let step = open.and_then(|it| it.step_of(player.decision()));
    let step = step.expect("a step of the pathway");
    player.play(comes);
    step
}

#[test]
fn an_error_leads_through_the_whole_pathway_and_to_a_check_elsewhere() {
    let mut player = misled();
    let [it] = &started(&player)[..] else {
        panic!("a pathway began with the answer");
    };
    let it = it.clone();
    assert_eq!(it.cause, "sure of a misconception");
    assert!(it.misconception.is_some());
    assert!(it.propensity > 0.0 && it.propensity <= 1.0);
    player.send(Input::GoOn).unwrap();
    assert_eq!(player.decision().rules[1], it.cause);

    let mut taken = Vec::new();
    while player.session.learner.pathways.open.is_some() {
        let stage = player.decision().stage;
        if player.decision().item.is_some() {
            assert!(stage >= Stage::Bare, "it is tried alone");
        }
        // The first try of the missed one does not come.
        let again = player.decision().item.as_ref() == Some(&it.failed);
        taken.push(step(
            &mut player,
            !again || taken.len() + 1 == it.steps.len(),
        ));
    }
    assert_eq!(taken, it.steps);
    let ended = player.session.learner.pathways.past[0].clone();
    assert_eq!(ended.came(), Came::Right);
    assert_eq!(
        Learner::fold(&player.session.params, &player.log),
        player.session.learner
    );

    player.sleep(1);
    player.send(Input::Begin { minutes: None }).unwrap();
    for _ in 0..40 {
        let decision = player.decision().clone();
        let of_skill = decision.skill == it.skill && decision.item.is_some();
        if decision.rules == [crate::coach::ELSEWHERE] {
            assert_eq!(decision.activity, ActivityKind::Check);
            assert!(!ended.has(decision.item.as_ref().unwrap()));
        }
        player.play(true);
        if of_skill && player.session.learner.pathways.past[0].later.is_some() {
            let helps = player.session.learner.pathways.helps;
            assert_eq!(helps.of(it.steps[0]).n, 1, "what came first is rewarded");
            return;
        }
        if !player.is_doing() {
            break;
        }
    }
    panic!("it was asked elsewhere on the next day");
}

#[test]
fn a_pathway_that_was_left_goes_on_where_it_was_the_same_day() {
    let mut player = misled();
    player.send(Input::GoOn).unwrap();
    let first = step(&mut player, true);
    let next = player.decision().clone();
    player.send(Input::Home).unwrap();
    let reopened = Learner::fold(&player.session.params, &player.log);
    assert_eq!(reopened, player.session.learner, "a quit loses nothing");
    player.send(Input::Begin { minutes: None }).unwrap();
    assert_eq!(
        *player.decision(),
        next,
        "the same exercise, in the same order"
    );

    player.send(Input::End).unwrap();
    player.send(Input::Home).unwrap();
    player.pass(60);
    player.send(Input::Begin { minutes: Some(20) }).unwrap();
    let open = player.session.learner.pathways.open.clone().unwrap();
    let second = open.step_of(player.decision()).unwrap();
    assert_eq!([first, second], open.started.steps[..2]);

    player.sleep(1);
    player.send(Input::Begin { minutes: None }).unwrap();
    let pathways = &player.session.learner.pathways;
    assert_eq!(pathways.open, None, "another day begins anew");
    assert_eq!(pathways.past[0].came(), Came::Left);
}

#[test]
fn undo_takes_the_pathway_back_with_the_answer() {
    let mut player = misled();
    assert!(player.session.learner.pathways.open.is_some());
    player.send(Input::Undo).unwrap();
    assert_eq!(player.session.learner.pathways.open, None);
    assert!(player.is_doing());
    player.answer(true, None);
    assert_eq!(player.session.learner.pathways.open, None);
}

#[test]
fn a_step_can_be_skipped() {
    let mut player = misled();
    player.send(Input::GoOn).unwrap();
    let skipped = player.decision().clone();
    player.send(Input::Skip).unwrap();
    assert_ne!(player.decision().activity, skipped.activity);
    let open = player.session.learner.pathways.open.as_ref().unwrap();
    assert!(
        open.step_of(player.decision()).is_some(),
        "the next step comes"
    );
}

#[test]
fn two_that_do_not_help_lead_to_a_person_and_to_no_third() {
    let mut player = misled();
    let first = started(&player)[0].clone();
    let desk_says = |player: &Player| {
        let desk = player.session.desk(player.now);
        crate::coach::for_a_person(&desk).len()
    };
    player.send(Input::GoOn).unwrap();
    for day in 0..60 {
        let failed = player.session.learner.pathways.past.iter();
        let failed = failed.filter(|it| it.came() == Came::Not && it.started.skill == first.skill);
        if desk_says(&player) > 0 {
            assert!(failed.count() >= 2);
            let before = started(&player).len();
            let repair = crate::coach::Repair {
                cause: first.cause.clone(),
                skill: first.skill.clone(),
                misconception: first.misconception.clone(),
                failed: first.failed.clone(),
            };
            let desk = player.session.desk(player.now);
            assert_eq!(
                crate::coach::called_for(&desk, &repair).map(|it| it.activity),
                None
            );
            assert_eq!(started(&player).len(), before);
            return;
        }
        // Nothing of this skill comes; the rest does.
        for _ in 0..40 {
            if !player.is_doing() {
                break;
            }
            let mine = player.decision().skill == first.skill;
            match tempting(&player).filter(|_| mine) {
                Some(place) => {
                    let sure = Some(Confidence::Certain);
                    player.respond(Response::Choice(place), sure).unwrap();
                    player.send(Input::GoOn).unwrap();
                }
                None => drop(player.play(!mine)),
            }
        }
        assert!(day < 59, "two pathways did not help");
        player.sleep(1);
        player.send(Input::Begin { minutes: None }).unwrap();
    }
}

#[test]
fn who_is_strong_sees_no_worked_example_unless_they_ask() {
    let mut player = Player::novice(30);
    for day in 0..20 {
        let mut turn = 0;
        while player.is_doing() && turn < 40 {
            let decision = player.decision().clone();
            let desk = player.session.desk(player.now);
            let chance = desk.estimate_by_id(&decision.skill).mean;
            assert!(
                decision.activity != ActivityKind::Example || chance < 0.8,
                "{} at {chance}",
                decision.skill
            );
            turn += 1;
            player.play((turn + day) % 5 != 0);
        }
        player.sleep(1);
        player.send(Input::Begin { minutes: None }).unwrap();
    }
}

/// The same without an idea behind it: two answers of "I don't know" on one skill.
#[test]
fn two_misses_on_a_skill_are_repaired_without_a_contrast() {
    let mut player = Player::novice(120);
    for _ in 0..60 {
        let taught = player.decision().item.is_some();
        player.play(!taught);
        if let [it, ..] = &started(&player)[..] {
            assert_eq!(it.cause, "missed more than once today");
            assert_eq!(it.misconception, None);
            assert!(!it.steps.contains(&PathwayStep::Contrast));
            assert_eq!(it.steps.last(), Some(&PathwayStep::Again));
            let misses = player.session.learner.skill(&it.skill).misses_today;
            assert!(misses >= 2);
            return;
        }
    }
    panic!("two misses call for a repair");
}

#[test]
fn what_a_repair_did_not_help_with_rests_while_there_is_anything_else() {
    let mut player = misled();
    let skill = started(&player)[0].skill.clone();
    player.send(Input::GoOn).unwrap();
    while player.session.learner.pathways.open.is_some() {
        step(&mut player, false);
    }
    assert_eq!(player.session.learner.pathways.past[0].came(), Came::Not);
    for _ in 0..3 {
        assert_ne!(player.decision().skill, skill);
        player.play(true);
    }
}
