//! Back after sixty days.

use crate::coach::{absence, restart};
use crate::core::ActivityKind;
use crate::event::Candidate;
use crate::session::Input;
use crate::session::testing::Player;
use crate::view;

const BACK: &str = "back after a while";

/// Every third answer is wrong.
fn studied(player: &mut Player, days: usize) {
    let mut turn = 0;
    for day in 0..days {
        if day > 0 {
            player.send(Input::Begin { minutes: None }).unwrap();
        }
        while player.is_doing() {
            turn += usize::from(player.decision().item.is_some());
            player.play(turn % 3 != 0);
        }
        player.sleep(1);
    }
}

/// Someone who did thirty minutes on each of ten days, and then nothing for sixty.
fn back() -> Player {
    let mut player = Player::novice(30);
    studied(&mut player, 10);
    player.sleep(59);
    player
}

fn today(player: &Player) -> view::Today {
    view::today(&player.session, player.now)
}

#[test]
fn today_says_how_long_it_was_what_faded_and_no_more_than_a_day_holds() {
    let player = back();
    let today = today(&player);
    let said = today.back.unwrap();
    assert!(
        said.starts_with("60 days since you were here. Of "),
        "{said}"
    );
    assert!(said.contains("faded most."), "{said}");
    assert!(said.ends_with("30 minutes bring back what is worth most; the rest can wait."));
    assert!(today.check_again);
    // A review takes about 0.9 minutes, and reviews at most 60 % of the time.
    assert!((1..=20).contains(&today.due), "{}", today.due);
    assert!(!today.plan.is_empty());
}

#[test]
fn a_week_is_no_pause_to_speak_of() {
    let mut player = Player::novice(20);
    studied(&mut player, 3);
    player.sleep(6);
    let today = today(&player);
    assert_eq!((today.back, today.check_again), (None, false));
    assert!(restart(&player.session.desk(player.now)).is_none());
}

#[test]
fn worth_decides_what_comes_back_not_how_long_it_has_waited() {
    let mut player = back();
    player.send(Input::Begin { minutes: None }).unwrap();
    let mut reviews = 0;
    while player.is_doing() && player.decision().activity != ActivityKind::Reflection {
        let decision = player.decision().clone();
        assert!(
            decision.rules.contains(&BACK.to_owned()),
            "{:?}",
            decision.rules
        );
        if let ([first, others @ ..], [_]) = (&decision.candidates[..], &decision.rules[..]) {
            let best = |it: &Candidate| it.worth <= first.worth || is_left_out(it);
            assert!(others.iter().all(best), "{:?}", decision.candidates);
        }
        reviews += usize::from(decision.activity == ActivityKind::Review);
        player.play(true);
    }
    assert!(reviews >= 3, "{reviews}");
    assert_eq!(today(&player).back, None, "it is said once");
}

/// What the shape of a session leaves out is offered whatever it is worth.
fn is_left_out(candidate: &Candidate) -> bool {
    matches!(
        candidate.activity,
        ActivityKind::Lesson | ActivityKind::Example | ActivityKind::Check
    )
}

#[test]
fn the_pause_is_over_once_what_waited_has_come_back() {
    let mut player = back();
    let mut days = 0;
    while restart(&player.session.desk(player.now)).is_some() {
        assert!(days < 30, "it does not take for ever");
        player.send(Input::Begin { minutes: None }).unwrap();
        while player.is_doing() {
            player.play(true);
        }
        player.sleep(1);
        days += 1;
    }
    assert!(days >= 1);
    let pause = absence(&player.session.desk(player.now)).unwrap();
    assert_eq!(pause.days, 1);
}

#[test]
fn to_find_out_again_is_offered_and_leaves_what_was_done() {
    let mut player = back();
    let answers = player.session.learner.responses;
    player.send(Input::RepeatBaseline).unwrap();
    player.send(Input::StartCheck).unwrap();
    for _ in 0..4 {
        player.answer(true, None);
    }
    if player.is_doing() {
        player.send(Input::CloseBaseline).unwrap();
    }
    player.send(Input::Begin { minutes: None }).unwrap();
    assert!(player.is_doing());
    assert_eq!(player.session.learner.responses, answers + 4);
}
