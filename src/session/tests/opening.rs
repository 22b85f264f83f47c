//! What is asked before a session and after it, over days, and what comes of passing it over.

use std::sync::Arc;

use crate::coach::Policy;
use crate::core::{ActivityKind, Confidence, Helped};
use crate::event::Body;
use crate::learner::Learner;
use crate::session::testing::Player;
use crate::session::{Input, Opening, Phase, Refusal};

fn start(player: &mut Player) {
    player
        .send(Input::Start { minutes: None })
        .expect("a session begins");
}

fn asked(player: &Player) -> Option<Opening> {
    match &player.session.phase {
        Phase::Opening(opening) => Some(*opening),
        _ => None,
    }
}

fn predicts(player: &Player) -> Option<u16> {
    match asked(player)? {
        Opening::Predict(session) => Some(session.exercises),
        Opening::Return => None,
    }
}

/// Plays until the session is over; every third answer is wrong.
fn play_on(player: &mut Player) {
    for turn in 0..80 {
        if !player.is_doing() {
            return;
        }
        player.play(turn % 3 != 0);
    }
    panic!("a session ends");
}

/// Someone who played one session without being asked anything, on the next morning.
fn next_morning(minutes: u16) -> Player {
    let mut player = Player::novice(minutes);
    play_on(&mut player);
    player.sleep(1);
    player
}

#[test]
fn three_days_with_a_prediction_each_and_what_came_of_it() {
    let mut player = next_morning(60);
    for day in 0..3 {
        start(&mut player);
        assert_eq!(asked(&player), Some(Opening::Return), "day {day}");
        player.send(Input::Return(Some(Helped::Partly))).unwrap();
        let planned = predicts(&player).expect("the first sessions are predicted");
        assert!(planned >= player.session.policy.least_to_predict);
        assert_eq!(
            player.send(Input::Predict(Some(planned + 1))),
            Err(Refusal::MoreThanPlanned(planned))
        );
        player.send(Input::Predict(Some(planned))).unwrap();
        assert!(player.is_doing());
        play_on(&mut player);
        let Phase::Ended(summary) = &player.session.phase else {
            panic!("the session is over");
        };
        let foreseen = summary.foreseen.expect("it was predicted");
        assert_eq!((foreseen.thought, foreseen.planned), (planned, planned));
        assert!(foreseen.expected > 0.0 && foreseen.expected <= f64::from(planned));
        assert!(foreseen.right < foreseen.answered);
        assert_eq!(player.session.learner.foresight.kept.len(), day + 1);
        player.sleep(1);
    }
    let leaning = player.session.learner.foresight.leaning().unwrap();
    assert!(
        leaning.is_clear() && leaning.z > 0.0,
        "all right is too much"
    );
    let folded = Learner::fold(&player.session.params, &player.log);
    assert_eq!(folded, player.session.learner);
}

#[test]
fn what_was_close_three_times_is_asked_again_only_after_a_while() {
    let mut player = next_morning(60);
    for _ in 0..3 {
        start(&mut player);
        player.send(Input::Return(None)).unwrap();
        let Some(Opening::Predict(session)) = asked(&player) else {
            panic!("the first sessions are predicted");
        };
        let about = session.exercises * 2 / 3;
        player.send(Input::Predict(Some(about))).unwrap();
        play_on(&mut player);
        player.sleep(1);
    }
    let leaning = player.session.learner.foresight.leaning().unwrap();
    assert!(!leaning.is_clear(), "{leaning:?}");
    start(&mut player);
    player.send(Input::Return(None)).unwrap();
    assert!(player.is_doing(), "there is nothing to learn from it");
    player.sleep(14);
    start(&mut player);
    assert!(predicts(&player).is_some());
}

#[test]
fn who_passes_it_over_twice_is_left_in_peace() {
    let mut player = next_morning(60);
    for expected in [true, true, false] {
        start(&mut player);
        player.send(Input::Return(None)).unwrap();
        assert_eq!(predicts(&player).is_some(), expected);
        if expected {
            player.send(Input::Predict(None)).unwrap();
        }
        play_on(&mut player);
        player.sleep(1);
    }
    assert_eq!(player.session.learner.foresight.kept, []);
}

#[test]
fn it_is_asked_once_a_day_and_not_where_it_is_switched_off() {
    let mut player = next_morning(60);
    start(&mut player);
    player.send(Input::Return(None)).unwrap();
    player.send(Input::Predict(Some(3))).unwrap();
    player.send(Input::End).unwrap();
    player.send(Input::Home).unwrap();
    start(&mut player);
    assert!(player.is_doing(), "once a day");

    let mut player = next_morning(60);
    player.session.policy = Arc::new(Policy {
        ask_prediction: false,
        ..Policy::default()
    });
    start(&mut player);
    player.send(Input::Return(None)).unwrap();
    assert!(player.is_doing());
}

#[test]
fn a_short_session_has_nothing_to_predict() {
    let mut player = next_morning(60);
    player.send(Input::Start { minutes: Some(2) }).unwrap();
    player.send(Input::Return(None)).unwrap();
    assert!(player.is_doing());
}

#[test]
fn who_begins_is_asked_nothing() {
    let mut player = next_morning(60);
    player.send(Input::Begin { minutes: None }).unwrap();
    assert!(player.is_doing());
}

#[test]
fn a_question_left_open_stands_in_nobodys_way() {
    let mut player = next_morning(60);
    start(&mut player);
    player.send(Input::Begin { minutes: None }).unwrap();
    assert!(player.is_doing());
    player.sleep(1);
    start(&mut player);
    player.send(Input::Home).unwrap();
    assert_eq!(player.send(Input::Predict(Some(1))), Err(Refusal::NotHere));
    player.send(Input::Return(Some(Helped::Yes))).unwrap();
    assert!(matches!(player.session.phase, Phase::Home));
    start(&mut player);
    assert!(player.is_doing(), "the session had begun");
}

#[test]
fn home_returns_to_what_was_written_once() {
    let mut player = next_morning(20);
    assert!(player.session.to_return_to(player.now).is_some());
    player.send(Input::Return(Some(Helped::No))).unwrap();
    let kept = player.session.learner.reflection.clone().unwrap();
    assert_eq!((kept.returned, kept.helped), (true, Some(Helped::No)));
    assert!(matches!(player.log.last().unwrap().body, Body::Returned(_)));
    assert_eq!(
        player.send(Input::Return(Some(Helped::Yes))),
        Err(Refusal::NotHere)
    );
}

/// Through a session up to the look back, and what is asked there.
fn prompt(mut player: Player, mut answer: impl FnMut(&mut Player, usize)) -> String {
    for turn in 0..80 {
        let decision = player.decision();
        if decision.activity == ActivityKind::Reflection {
            let before = player.session.reflection_prompt(player.now);
            player.send(Input::Reflect("so".to_owned())).unwrap();
            let kept = player.session.learner.reflection.as_ref().unwrap();
            assert_eq!(kept.prompt, before);
            return before;
        }
        match decision.item {
            Some(_) => {
                answer(&mut player, turn);
                player.send(Input::GoOn).unwrap();
            }
            None => player.read(),
        }
    }
    panic!("a session ends with a look back");
}

#[test]
fn the_look_back_asks_about_what_happened() {
    let right = |player: &mut Player, _| player.answer(true, None);
    assert_eq!(
        prompt(Player::novice(20), right),
        "What will you watch for next time?"
    );
    let sure = |player: &mut Player, turn: usize| {
        player.answer(turn > 6, Some(Confidence::Certain));
    };
    let asked = prompt(Player::novice(20), sure);
    assert!(
        asked.starts_with("You were sure of an answer in "),
        "{asked}"
    );
    let at_first = |player: &mut Player, turn: usize| player.answer(turn > 4, None);
    let asked = prompt(Player::novice(30), at_first);
    assert!(asked.contains("did not come at first today"), "{asked}");

    let predicted = |right: fn(u16) -> u16| {
        let mut player = next_morning(60);
        start(&mut player);
        player.send(Input::Return(None)).unwrap();
        let planned = predicts(&player).unwrap();
        player.send(Input::Predict(Some(right(planned)))).unwrap();
        player
    };
    let asked = prompt(predicted(|planned| planned), right);
    assert_eq!(asked, "It came out as you foresaw. What did you go by?");
    let asked = prompt(predicted(|_| 0), right);
    assert!(asked.starts_with("More came right alone"), "{asked}");
}
