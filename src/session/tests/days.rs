//! What the coach chooses, over days in the starter deck.

use crate::coach::{Desk, due_on, next_question, plan};
use crate::core::ActivityKind;
use crate::deck::Skill;
use crate::learner::Band;
use crate::session::Input;
use crate::session::testing::Player;

fn begin(player: &mut Player) {
    player
        .send(Input::Begin { minutes: None })
        .expect("a session begins");
}

/// A novice after so many days of twenty minutes, always right.
fn after_days(days: usize) -> Player {
    let mut player = Player::novice(20);
    for day in 0..days {
        if day > 0 {
            begin(&mut player);
        }
        while player.is_doing() {
            player.play(true);
        }
        player.sleep(1);
    }
    player
}

#[test]
fn what_was_learned_yesterday_comes_first() {
    let mut player = after_days(1);
    let learned: Vec<_> = player
        .session
        .learner
        .skills
        .iter()
        .filter(|(_, state)| state.success_days == 1 && state.lesson_on.is_some())
        .map(|(id, _)| id.clone())
        .collect();
    assert!(!learned.is_empty());
    begin(&mut player);
    assert_eq!(player.decision().activity, ActivityKind::Review);
    assert!(learned.contains(&player.decision().skill));
}

#[test]
fn what_is_learned_comes_back_after_one_day_then_three() {
    let mut player = after_days(1);
    let learned = |player: &Player| {
        let taught = |it: &&Skill| player.session.learner.skill(&it.id).lesson_on.is_some();
        player.session.deck.skills.iter().find(taught).cloned()
    };
    let skill = learned(&player).expect("something was taught");
    let last = player
        .session
        .learner
        .skill(&skill.id)
        .last_success_on
        .expect("a success");
    let due = |player: &Player| due_on(&player.session.desk(player.now), &skill);
    assert_eq!(due(&player), Some(last + 1));

    begin(&mut player);
    while player.is_doing() {
        player.play(true);
    }
    let state = player.session.learner.skill(&skill.id);
    assert_eq!(state.success_days, 2);
    assert!(due(&player).expect("it is remembered") <= last + 1 + 3);
}

#[test]
fn reserved_items_are_met_in_checks_only() {
    let mut player = Player::novice(20);
    for _ in 0..12 {
        while player.is_doing() {
            let decision = player.decision();
            if let Some(item) = player.session.item_of(decision) {
                let kept = !item.reserved || decision.activity == ActivityKind::Check;
                assert!(kept, "{} in {:?}", item.id, decision.activity);
            }
            player.play(true);
        }
        player.sleep(1);
        begin(&mut player);
    }
}

#[test]
fn a_diligent_learner_gets_strong_and_only_by_checks() {
    let player = after_days(15);
    let learner = &player.session.learner;
    let desk = player.session.desk(player.now);
    let strong: Vec<_> = player
        .session
        .deck
        .skills
        .iter()
        .filter(|skill| desk.band(&skill.id) == Band::Strong)
        .collect();
    assert!(strong.len() >= 3, "{} are strong", strong.len());
    for skill in strong {
        let state = learner.skill(&skill.id);
        assert!(state.passed_check_at.is_some());
        assert!(state.strong_since.is_some());
    }
}

#[test]
fn nothing_is_taught_before_what_it_builds_on() {
    let mut player = Player::novice(20);
    for _ in 0..8 {
        while player.is_doing() {
            let decision = player.decision().clone();
            if decision.activity == ActivityKind::Lesson && decision.rules.is_empty() {
                let desk = player.session.desk(player.now);
                let skill = desk
                    .deck
                    .skill(&decision.skill)
                    .expect("a skill of the deck");
                for required in &skill.requires {
                    let chance = desk.estimate_by_id(&required.skill).mean;
                    assert!(
                        chance >= desk.policy.ready,
                        "{} at {chance}",
                        required.skill
                    );
                }
            }
            player.play(true);
        }
        player.sleep(1);
        begin(&mut player);
    }
}

#[test]
fn the_plan_fits_its_minutes() {
    for days in [0, 1, 4] {
        let player = after_days(days);
        for minutes in [5.0, 15.0, 40.0] {
            let desk = player.session.desk(player.now);
            let planned: f64 = plan(&desk, minutes).iter().map(|line| line.minutes).sum();
            assert!(planned > 0.0);
            // The last step may run over.
            assert!(planned <= minutes + 3.0, "{planned} of {minutes} minutes");
        }
    }
}

#[test]
fn the_baseline_asks_what_was_not_asked_and_settles() {
    let mut player = Player::new();
    player.send(crate::session::testing::goal(15)).unwrap();
    player.send(Input::StartCheck).unwrap();
    let wrong_share = |player: &Player| {
        let desk = player.session.desk(player.now);
        player
            .session
            .followed(player.now)
            .joint
            .wrong_share(desk.weights())
    };
    let at_first = wrong_share(&player);
    for _ in 0..4 {
        player.answer(true, None);
    }
    assert!(wrong_share(&player) < at_first);
    let desk: Desk<'_> = player.session.desk(player.now);
    let followed = player.session.followed(player.now);
    if let Some(question) = next_question(&desk, &followed.joint) {
        let asked = &player.session.learner.baseline.open;
        assert!(asked.iter().all(|it| it.item.item != question.item.id));
        assert!((0.0..=1.0).contains(&question.predicted));
    }
}
