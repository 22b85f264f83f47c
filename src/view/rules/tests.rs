//! Rules of a learner's own, and those that are built in, over a session.

use std::sync::Arc;

use toml::de::DeTable;

use crate::coach::{Policy, trace};
use crate::core::{ActivityKind, Confidence, Response};
use crate::event::Body;
use crate::rule::{Entry, read};
use crate::session::testing::Player;
use crate::session::{Given, Input, Phase};
use crate::view;

fn entries(text: &str) -> Vec<Entry> {
    let root = DeTable::parse(text).unwrap().into_inner();
    let (entries, problems) = read(root.get("rule").unwrap(), None);
    assert!(problems.is_empty(), "{problems:?}");
    entries
}

fn with_rules(mut player: Player, text: &str) -> Player {
    player.session.policy = Arc::new(Policy::with_rules(&[&entries(text)]));
    player
}

/// To the first exercise.
fn at_an_exercise(mut player: Player) -> Player {
    while player.decision().item.is_none() {
        player.play(true);
    }
    player
}

#[test]
fn a_rule_of_ones_own_is_obeyed_and_named_and_its_evidence_shown() {
    let own = "[[rule]]\nname = \"an example at the first miss\"\n\
               when = { misses-today = \">= 1\" }\ndo = \"lesson\"\n";
    let mut player = at_an_exercise(with_rules(Player::begun(15), own));
    let skill = player.decision().skill.clone();
    player.play(false);
    let decision = player.decision();
    assert_eq!(
        (decision.activity, &decision.skill),
        (ActivityKind::Lesson, &skill)
    );
    assert_eq!(decision.rules, ["an example at the first miss"]);

    let why = view::why(&player.session, player.now).unwrap();
    let title = &player.session.deck.skill(&skill).unwrap().title;
    let first = &why.trace[0];
    assert_eq!(first.rule, "an example at the first miss");
    assert_eq!(first.because, format!("1 miss on {title} today, from 1"));
    assert!(first.holds && first.followed);
    let built_in = why
        .trace
        .iter()
        .find(|it| it.rule == "missed more than once today");
    let built_in = built_in.unwrap();
    assert_eq!(built_in.because, format!("1 miss on {title} today, from 2"));
    assert!(!built_in.holds && !built_in.followed);
}

#[test]
fn a_rule_switched_off_is_not_followed() {
    let off = "[[rule]]\nname = \"an example follows a lesson\"\noff = true\n\
               [[rule]]\nname = \"an example where it is shaky\"\noff = true\n";
    let mut player = with_rules(Player::novice(15), off);
    assert_eq!(player.play(true), ActivityKind::Lesson);
    assert_eq!(player.decision().activity, ActivityKind::Practice);
    assert_eq!(player.decision().rules, ["first exercise after teaching"]);
}

#[test]
fn every_rule_that_was_followed_holds_in_its_trace() {
    let mut player = Player::novice(60);
    let mut followed = 0;
    for turn in 0..60 {
        if !player.is_doing() || player.decision().activity == ActivityKind::Reflection {
            break;
        }
        let decision = player.decision().clone();
        let desk = player.session.desk(player.now);
        let verdicts = trace(&desk, &decision);
        for name in &decision.rules {
            let verdict = verdicts.iter().find(|it| it.rule.name == *name).unwrap();
            assert!(verdict.holds, "{name}: {:?}", verdict.evidence);
            followed += 1;
        }
        player.play(turn % 3 != 2);
    }
    assert!(followed >= 4, "{followed}");
}

#[test]
fn sure_and_wrong_where_little_is_known_is_explained() {
    let mut player = at_an_exercise(Player::begun(30));
    loop {
        let skill = player.decision().skill.clone();
        player.answer(false, Some(Confidence::Certain));
        let Phase::Told(told) = &player.session.phase else {
            panic!("an answer is met with feedback");
        };
        let next = told.next.clone().unwrap();
        if told.after.estimate.mean < 0.5 {
            assert_eq!(next.rules, ["sure of a wrong answer"]);
            assert_eq!((next.activity, next.skill), (ActivityKind::Lesson, skill));
            return;
        }
        player.send(Input::GoOn).unwrap();
        player = at_an_exercise(player);
    }
}

/// Answers an exercise in so many seconds.
fn answer_in(player: &mut Player, right: bool, seconds: u32) {
    if matches!(player.exercise(), crate::deck::Exercise::Recall { .. }) {
        player.send(Input::Reveal).unwrap();
    }
    let response = if right {
        player.right_response()
    } else {
        Response::DontKnow
    };
    player.pass(1);
    let given = Given {
        response,
        confidence: None,
        took_ms: seconds * 1_000,
    };
    player.send(Input::Answer(given)).unwrap();
}

/// How often a break was suggested, and what was said.
fn suggestions(player: &mut Player, right: bool, seconds: u32, answers: usize) -> Vec<String> {
    let mut said = Vec::new();
    let mut given = 0;
    while given < answers && player.is_doing() {
        if player.decision().item.is_none() {
            player.play(true);
            continue;
        }
        answer_in(player, right, seconds);
        given += 1;
        let view::Scene::Feedback(feedback) = view::scene(&player.session, player.now) else {
            panic!("an answer is met with feedback");
        };
        said.extend(feedback.rest);
        player.send(Input::GoOn).unwrap();
    }
    said
}

#[test]
fn a_break_is_suggested_once_a_session_where_someone_gets_slower_and_misses() {
    let mut player = Player::begun(200);
    assert!(suggestions(&mut player, true, 20, 16).is_empty());
    let said = suggestions(&mut player, false, 90, 12);
    assert_eq!(said.len(), 1, "{said:?}");
    let numbers = said[0].starts_with("2 of the last six came right (33 %) and they took ");
    assert!(numbers, "{said:?}");
    let told = |player: &Player| {
        let suggested = player
            .log
            .iter()
            .filter(|it| matches!(it.body, Body::BreakSuggested(_)));
        suggested.count()
    };
    assert_eq!(told(&player), 1);

    // Only slow, or only wrong, is no sign of being tired.
    let mut player = Player::begun(200);
    suggestions(&mut player, true, 20, 16);
    assert!(suggestions(&mut player, true, 90, 12).is_empty());
    let mut player = Player::begun(200);
    suggestions(&mut player, true, 20, 16);
    assert!(suggestions(&mut player, false, 20, 12).is_empty());
}

#[test]
fn a_worked_example_that_was_skipped_does_not_come_again_at_once() {
    let mut player = Player::novice(15);
    player.play(true);
    let decision = player.decision().clone();
    assert_eq!(decision.activity, ActivityKind::Example);
    player.send(Input::Skip).unwrap();
    assert_ne!(player.decision().activity, ActivityKind::Example);
}
