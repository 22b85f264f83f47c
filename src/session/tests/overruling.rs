//! What the learner may do instead: claim, not today, and what is learned from it.

use crate::coach::claim_place;
use crate::core::{ActivityKind, SkillId};
use crate::event::{Body, Guess};
use crate::learner::Learner;
use crate::session::testing::Player;
use crate::session::{Input, Phase, Refusal};

/// A skill that nobody has met, with enough to check it by.
fn claimable(player: &Player) -> SkillId {
    let skills = &player.session.deck.skills;
    let target = player.session.deck.target;
    let fits = |id: &SkillId| {
        let items = player.session.deck.items_of(id);
        items
            .filter(|it| it.level >= target && it.skills[0] == *id)
            .filter(|it| it.version.guess != Guess::SelfGraded && it.skills.len() == 1)
            .count()
            >= 3
    };
    let found = skills.iter().skip(1).find(|it| fits(&it.id));
    found.expect("a skill with three items").id.clone()
}

fn claimed() -> (Player, SkillId) {
    let mut player = Player::novice(15);
    let skill = claimable(&player);
    player.send(Input::Claim(skill.clone())).unwrap();
    (player, skill)
}

fn is_asked_of(player: &Player, skill: &SkillId) -> bool {
    let decision = player.decision();
    decision.rules == ["claimed"]
        && decision.activity == ActivityKind::Check
        && decision.skill == *skill
}

/// Questions of the check answered, and of how many.
fn place(player: &Player) -> (usize, usize) {
    let place = claim_place(&player.session.desk(player.now)).expect("a claim");
    (place.answered, place.of)
}

#[test]
fn a_claim_is_shown_by_three_different_items_the_reserved_first() {
    let (mut player, skill) = claimed();
    let mut asked = Vec::new();
    let mut reserved = Vec::new();
    for n in 1..=3 {
        assert!(is_asked_of(&player, &skill), "question {n}");
        assert_eq!(place(&player), (n - 1, 3));
        let item = player.session.item_of(player.decision()).unwrap();
        asked.push(item.id.clone());
        reserved.push(item.reserved);
        player.answer(true, None);
        player.send(Input::GoOn).unwrap();
    }
    asked.dedup();
    assert_eq!(asked.len(), 3);
    assert!(reserved[0] && reserved.is_sorted_by(|a, b| a >= b));
    assert!(!is_asked_of(&player, &skill));
    let learner = &player.session.learner;
    assert!(learner.skill(&skill).passed_check_at.is_some());
    assert_eq!(&Learner::fold(&player.session.params, &player.log), learner);
}

#[test]
fn a_miss_ends_a_claim_and_leads_over_to_teaching() {
    let (mut player, skill) = claimed();
    player.answer(true, None);
    player.send(Input::GoOn).unwrap();
    player.answer(false, None);
    assert_eq!(place(&player), (2, 2));
    player.send(Input::GoOn).unwrap();
    let decision = player.decision().clone();
    assert_eq!(
        (decision.activity, &decision.skill, &*decision.rules[0]),
        (ActivityKind::Lesson, &skill, "claim not shown")
    );
    assert_eq!(player.session.learner.skill(&skill).passed_check_at, None);
    player.read();
    assert_eq!(player.session.learner.claim, None);
}

#[test]
fn a_claim_goes_on_after_a_new_start_and_past_the_minutes() {
    let (mut player, skill) = claimed();
    player.answer(true, None);
    player.send(Input::GoOn).unwrap();
    let open = player.decision().item.clone();
    player.send(Input::Home).unwrap();
    player.send(Input::Begin { minutes: None }).unwrap();
    assert_eq!(player.decision().item, open);
    assert_eq!(place(&player), (1, 3));
    player.send(Input::End).unwrap();
    player.send(Input::Home).unwrap();
    player.send(Input::Begin { minutes: Some(1) }).unwrap();
    assert!(is_asked_of(&player, &skill));
    for n in 2..=3 {
        assert_eq!(place(&player), (n - 1, 3));
        // Half a minute each, and the feedback: the minute is used up.
        player.answer(true, None);
        player.send(Input::GoOn).unwrap();
    }
    assert!(
        player
            .session
            .learner
            .skill(&skill)
            .passed_check_at
            .is_some(),
        "what was begun is finished"
    );
}

#[test]
fn an_answer_to_a_claim_can_be_taken_back() {
    let (mut player, skill) = claimed();
    player.answer(false, None);
    player.send(Input::Undo).unwrap();
    assert!(is_asked_of(&player, &skill));
    assert_eq!(place(&player), (0, 3));
}

#[test]
fn something_else_ends_a_claim() {
    let (mut player, skill) = claimed();
    player.send(Input::Skip).unwrap();
    assert!(!is_asked_of(&player, &skill));
    assert_eq!(player.session.learner.claim, None);
}

fn decided_of(player: &Player, skill: &SkillId) -> bool {
    player.log.iter().rev().any(|event| match &event.body {
        Body::Decision(it) => it.skill == *skill,
        _ => false,
    })
}

#[test]
fn not_today_puts_a_whole_skill_off_until_tomorrow() {
    let mut player = Player::novice(20);
    let skill = player.decision().skill.clone();
    let before = player.session.learner.clone();
    player.send(Input::NotToday).unwrap();
    let from = player.log.len();
    for _ in 0..40 {
        if !player.is_doing() {
            break;
        }
        assert_ne!(player.decision().skill, skill);
        player.play(true);
    }
    let later = &player.log[from..];
    assert!(!later.iter().any(|event| matches!(&event.body, Body::Decision(it) if it.skill == skill && it.activity != ActivityKind::Reflection)));
    player.sleep(1);
    player.send(Input::Begin { minutes: Some(60) }).unwrap();
    for _ in 0..60 {
        if !player.is_doing() || player.decision().skill == skill {
            break;
        }
        player.play(true);
    }
    assert!(decided_of(&player, &skill), "tomorrow it comes");

    let mut player = Player::novice(20);
    player.send(Input::NotToday).unwrap();
    player.send(Input::Undo).unwrap();
    assert_eq!(player.decision().skill, skill);
    assert_eq!(player.session.learner.suspended, before.suspended);
    assert_eq!(player.session.learner.preference, before.preference);
}

#[test]
fn not_today_holds_from_feedback_as_well() {
    let mut player = Player::novice(20);
    player.play(true);
    player.play(true);
    let skill = player.decision().skill.clone();
    player.answer(false, None);
    player.send(Input::NotToday).unwrap();
    let Phase::Told(told) = &player.session.phase else {
        panic!("the feedback stays");
    };
    let next = told.next.as_ref().expect("something else is left");
    assert_ne!(next.skill, skill);
    assert_eq!(player.send(Input::NotToday), Err(Refusal::NotHere));
    player.send(Input::Undo).unwrap();
    assert!(player.session.learner.suspended.is_empty());
}

#[test]
fn what_is_taken_again_and_again_is_worth_a_little_more() {
    let mut player = Player::novice(240);
    let mut taken = 0;
    for _ in 0..60 {
        if !player.is_doing() || player.decision().activity == ActivityKind::Reflection {
            break;
        }
        let (activity, candidates) = {
            let decision = player.decision();
            (decision.activity, decision.candidates.clone())
        };
        let teaches = |kind| matches!(kind, ActivityKind::Lesson | ActivityKind::Example);
        let lesson = candidates.iter().position(|it| teaches(it.activity));
        match lesson {
            Some(at) if !teaches(activity) => {
                player.send(Input::Choose(at)).unwrap();
                taken += 1;
            }
            _ => {
                player.play(true);
            }
        }
    }
    assert!(taken >= 3, "there was a choice {taken} times");
    let preference = &player.session.learner.preference;
    let factor = preference.factor(ActivityKind::Lesson);
    assert!(factor > 1.02 && factor <= 1.2, "{factor}");
    let decisions = player.log.iter().filter_map(|event| match &event.body {
        Body::Decision(it) => Some(it),
        _ => None,
    });
    let bent: Vec<_> = decisions
        .flat_map(|it| &it.candidates)
        .filter_map(|it| {
            let term = it.terms.iter().find(|term| term.name == "your choices")?;
            Some((it, term.value))
        })
        .collect();
    assert!(!bent.is_empty());
    for (candidate, value) in bent {
        let sum: f64 = candidate.terms.iter().map(|term| term.value).sum();
        assert!((sum - candidate.worth).abs() < 1e-12);
        assert!(value.abs() <= 0.2 * (candidate.worth - value).abs() + 1e-12);
    }
    let folded = Learner::fold(&player.session.params, &player.log);
    assert_eq!(folded.preference, *preference);
}
