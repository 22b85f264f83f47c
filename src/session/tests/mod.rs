//! What a session does, from the learner's first key to the thirtieth day.

mod days;
mod pilot;
mod stumble;

use super::testing::{Player, goal};
use super::{Input, Phase, Refusal};
use crate::core::{ActivityKind, Confidence, Response, Stage};
use crate::deck::Exercise;
use crate::event::Body;
use crate::learner::{Band, Learner};

#[test]
fn a_stranger_is_asked_for_a_goal_then_for_a_rating_then_checked() {
    let mut player = Player::new();
    assert!(matches!(player.session.phase, Phase::Welcome));
    player.send(goal(15)).unwrap();
    assert!(matches!(player.session.phase, Phase::Rating));
    let skills = player
        .session
        .deck
        .skills
        .iter()
        .map(|it| it.id.clone())
        .collect();
    player.send(Input::Rate { skills, rating: 2 }).unwrap();
    player.send(Input::StartCheck).unwrap();
    assert_eq!(player.decision().activity, ActivityKind::Baseline);

    let mut asked = Vec::new();
    while player.is_doing() {
        asked.push(player.decision().item.clone().unwrap());
        player.answer(true, Some(Confidence::Certain));
    }
    assert!(matches!(player.session.phase, Phase::Map));
    let different: std::collections::BTreeSet<_> = asked.iter().collect();
    assert_eq!(different.len(), asked.len(), "no question comes twice");
    let reserved = asked
        .iter()
        .filter(|id| player.session.deck.item(id).unwrap().reserved);
    assert_eq!(reserved.count(), 0, "reserved items are kept for checks");
}

#[test]
fn a_goal_can_be_changed_and_the_change_be_dropped() {
    let mut player = Player::begun(15);
    player.send(Input::Home).unwrap();
    player.send(Input::ChangeGoal).unwrap();
    assert!(matches!(player.session.phase, Phase::Welcome));
    player.send(Input::Home).unwrap();
    assert!(matches!(player.session.phase, Phase::Home));
    player.send(Input::ChangeGoal).unwrap();
    player.send(goal(30)).unwrap();
    assert!(
        matches!(player.session.phase, Phase::Home),
        "the baseline is not asked again"
    );
    assert_eq!(player.session.learner.goal.as_ref().unwrap().minutes, 30);
}

#[test]
fn a_novice_is_taught_before_being_asked() {
    let mut player = Player::novice(15);
    assert_eq!(player.play(true), ActivityKind::Lesson);
    assert_eq!(player.play(true), ActivityKind::Example);
    let skill = player.decision().skill.clone();
    assert_eq!(player.play(true), ActivityKind::Practice);
    assert!(
        player
            .session
            .deck
            .skill(&skill)
            .unwrap()
            .requires
            .is_empty()
    );
}

#[test]
fn what_nobody_has_shown_is_found_out_before_it_is_built_on() {
    let mut player = Player::begun(15);
    let standings = player.session.standings(player.now);
    assert!(
        standings.values().all(|it| it.band == Band::Unknown),
        "nobody said anything"
    );
    for _ in 0..2 {
        assert_eq!(player.decision().activity, ActivityKind::Check);
        player.play(true);
    }
}

#[test]
fn what_was_answered_is_in_the_log_before_feedback_is_shown() {
    let mut player = Player::novice(15);
    player.play(true);
    player.play(true);
    player.answer(true, None);
    assert!(matches!(player.session.phase, Phase::Told(_)));
    let kinds: Vec<_> = player
        .log
        .iter()
        .rev()
        .take(2)
        .map(|event| &event.body)
        .collect();
    assert!(matches!(kinds[..], [Body::Decision(_), Body::Attempt(_)]));
}

#[test]
fn what_is_believed_is_the_fold_of_the_log() {
    let mut player = Player::novice(15);
    for right in [true, true, false, true, true, false, true] {
        if player.is_doing() {
            player.play(right);
        }
    }
    let folded = Learner::fold(&player.session.params, &player.log);
    assert_eq!(folded, player.session.learner);
}

#[test]
fn a_session_ends_when_its_minutes_are_used_up() {
    let mut player = Player::novice(5);
    let mut steps = 0;
    while player.is_doing() {
        player.play(true);
        steps += 1;
        assert!(steps < 30, "five minutes do not last for ever");
    }
    assert!(matches!(player.session.phase, Phase::Ended(_)));
    assert!(matches!(
        player.log.last().unwrap().body,
        Body::SessionEnd(_)
    ));
    player.send(Input::Home).unwrap();
    player.send(Input::Begin { minutes: None }).unwrap();
    assert!(player.is_doing(), "more is there for who wants more");
}

#[test]
fn a_session_ends_with_a_look_back_to_which_the_next_returns() {
    let mut player = Player::novice(20);
    while player.is_doing() && player.decision().activity != ActivityKind::Reflection {
        player.play(true);
    }
    assert_eq!(
        player.send(Input::Reflect("  ".to_owned())),
        Err(Refusal::Empty)
    );
    player
        .send(Input::Reflect("who owns it now?".to_owned()))
        .unwrap();
    assert!(matches!(player.session.phase, Phase::Ended(_)));
    player.sleep(1);
    let kept = player
        .session
        .learner
        .reflection
        .clone()
        .expect("it is kept");
    assert_eq!(kept, (player.now.day - 1, "who owns it now?".to_owned()));
}

#[test]
fn a_look_back_can_be_skipped() {
    let mut player = Player::novice(20);
    while player.decision().activity != ActivityKind::Reflection {
        player.play(true);
    }
    player.send(Input::Skip).unwrap();
    assert!(matches!(player.session.phase, Phase::Ended(_)));
}

#[test]
fn what_is_shown_falls_with_a_wrong_answer_and_rises_with_a_right_one() {
    let mut player = Player::novice(240);
    for turn in 0..60 {
        if !player.is_doing() || player.decision().activity == ActivityKind::Reflection {
            break;
        }
        if player.decision().item.is_none() {
            player.read();
            continue;
        }
        let right = turn % 3 != 0;
        player.answer(right, None);
        let Phase::Told(told) = &player.session.phase else {
            panic!("an answer is met with feedback");
        };
        let (before, after) = (told.before.estimate.mean, told.after.estimate.mean);
        let alone = told.attempt.support == crate::core::Support::None;
        if !right {
            assert!(after <= before + 0.005, "wrong: {before} to {after}");
        } else if alone {
            assert!(after >= before - 0.005, "right: {before} to {after}");
        }
        player.send(Input::GoOn).unwrap();
    }
}

#[test]
fn undo_puts_the_same_exercise_back() {
    let mut player = Player::novice(15);
    player.play(true);
    player.play(true);
    let before = (player.decision().clone(), player.session.learner.clone());
    player.answer(false, None);
    player.send(Input::Undo).unwrap();
    let Phase::Doing(doing) = &player.session.phase else {
        panic!("the exercise is open again");
    };
    assert_eq!(doing.decision, before.0);
    assert_eq!(player.session.learner.skills, before.1.skills);
    assert_eq!(player.session.learner.items, before.1.items);
    assert_eq!(
        Learner::fold(&player.session.params, &player.log),
        player.session.learner
    );
}

#[test]
fn undo_of_nothing_says_so() {
    let mut player = Player::new();
    assert_eq!(player.send(Input::Undo), Err(Refusal::NothingToUndo));
}

#[test]
fn hints_are_taken_one_by_one_and_kept_for_the_next_start() {
    let mut player = Player::novice(15);
    player.play(true);
    player.play(true);
    player.send(Input::LessHelp).unwrap();
    let hints = player
        .session
        .item_of(player.decision())
        .unwrap()
        .hints
        .len();
    for _ in 0..hints {
        player.send(Input::Hint).unwrap();
    }
    assert_eq!(player.send(Input::Hint), Err(Refusal::NoMoreHints));
    let left = player.session.phase_left(player.now);
    assert!(
        matches!(left, Phase::Home),
        "a new start opens at home, with the rest to go on"
    );
    player.send(Input::Home).unwrap();
    player.send(Input::Begin { minutes: None }).unwrap();
    let Phase::Doing(doing) = &player.session.phase else {
        panic!("it goes on where it was left");
    };
    assert_eq!(usize::from(doing.hints), hints);
}

#[test]
fn replies_in_a_lesson_survive_a_new_start() {
    let mut player = Player::novice(15);
    player.send(Input::Reply("no idea".to_owned())).unwrap();
    player.send(Input::Home).unwrap();
    player.send(Input::Begin { minutes: None }).unwrap();
    let Phase::Doing(doing) = &player.session.phase else {
        panic!("the lesson goes on");
    };
    assert_eq!(doing.replies.len(), 1);
    assert!(!doing.replies[0].right);
}

#[test]
fn answers_of_the_wrong_form_change_nothing() {
    let mut player = Player::novice(15);
    player.play(true);
    player.play(true);
    let wrong = match player.exercise() {
        Exercise::Choice { .. } => Response::Short("x".to_owned()),
        _ => Response::Choice(0),
    };
    let before = player.log.len();
    assert!(matches!(
        player.respond(wrong, None),
        Err(Refusal::WrongForm(_))
    ));
    assert_eq!(player.log.len(), before);
    assert!(player.is_doing());
}

#[test]
fn an_option_that_is_not_there_is_refused() {
    let mut player = Player::novice(60);
    while !matches!(
        player
            .session
            .item_of(player.decision())
            .map(|it| &it.exercise),
        Some(Exercise::Choice { .. })
    ) {
        player.play(true);
    }
    assert!(matches!(
        player.respond(Response::Choice(200), None),
        Err(Refusal::WrongForm(_))
    ));
}

#[test]
fn what_is_skipped_comes_back_only_once_nothing_else_is_left() {
    let mut player = Player::novice(15);
    let skipped = player.decision().skill.clone();
    player.send(Input::Skip).unwrap();
    for _ in 0..3 {
        assert_ne!(player.decision().skill, skipped);
        player.play(true);
    }
    player.send(Input::Skip).unwrap();
    assert!(player.is_doing(), "two things put off do not end the day");
}

#[test]
fn a_claim_is_checked_instead_of_taught() {
    let mut player = Player::novice(15);
    let skill = player.session.deck.skills[2].id.clone();
    player.send(Input::Claim(skill.clone())).unwrap();
    let decision = player.decision();
    assert_eq!(
        (decision.activity, &decision.skill),
        (ActivityKind::Check, &skill)
    );
    let item = player.session.item_of(player.decision()).unwrap();
    assert!(item.reserved && item.level >= player.session.deck.target);
    assert_eq!(
        player.send(Input::Hint),
        Err(Refusal::NoMoreHints),
        "a check is done alone"
    );
}

#[test]
fn more_help_leads_to_the_lesson_once_the_hints_are_used_up() {
    let mut player = Player::novice(15);
    while player.is_doing() {
        player.play(true);
    }
    player.sleep(1);
    player.send(Input::Begin { minutes: None }).unwrap();
    let skill = player.decision().skill.clone();
    for _ in 0..4 {
        player.send(Input::MoreHelp).unwrap();
        if player.decision().item.is_none() {
            break;
        }
    }
    assert_eq!(player.decision().skill, skill);
    assert_eq!(player.decision().activity, ActivityKind::Lesson);
    assert_eq!(player.decision().rules, ["asked for help"]);
}

#[test]
fn another_step_that_was_offered_can_be_taken() {
    let mut player = Player::novice(15);
    let offers = player.session.candidates(player.now);
    assert!(offers.len() > 1, "there is a choice");
    player.send(Input::Choose(1)).unwrap();
    assert_eq!(player.decision().skill, offers[1].skill);
    assert_eq!(player.send(Input::Choose(9)), Err(Refusal::NoSuchChoice));
}

#[test]
fn a_sure_misconception_is_repaired_at_once() {
    let mut player = Player::novice(60);
    for _ in 0..60 {
        let misled = match player.decision().item.as_ref().map(|_| player.exercise()) {
            Some(Exercise::Choice { options }) => {
                let known = |id| player.session.deck.misconception(id).is_some();
                options
                    .iter()
                    .position(|it| it.misconception.as_ref().is_some_and(known))
            }
            _ => None,
        };
        let Some(misled) = misled else {
            player.play(true);
            continue;
        };
        let Phase::Doing(doing) = &player.session.phase else {
            unreachable!()
        };
        let order = &doing.instance.as_ref().unwrap().order;
        let place = order.iter().position(|at| *at == misled).unwrap() as u8;
        player
            .respond(Response::Choice(place), Some(Confidence::Certain))
            .unwrap();
        player.send(Input::GoOn).unwrap();
        assert_eq!(player.decision().activity, ActivityKind::Repair);
        player.read();
        assert_eq!(
            player.decision().activity,
            ActivityKind::Practice,
            "then it is tried again"
        );
        return;
    }
    panic!("the starter deck has options that show a misconception");
}

#[test]
fn help_fades_when_it_comes_right_and_returns_when_it_does_not() {
    let mut player = Player::novice(120);
    let mut stages = Vec::new();
    let skill = player.decision().skill.clone();
    for _ in 0..40 {
        if !player.is_doing() {
            break;
        }
        let mine = player.decision().skill == skill && player.decision().item.is_some();
        if mine {
            stages.push(player.decision().stage);
        }
        player.play(true);
    }
    assert!(
        stages.windows(2).all(|pair| pair[0] <= pair[1]),
        "{stages:?}"
    );
    assert!(stages.contains(&Stage::Bare));
}

#[test]
fn never_more_than_two_of_one_skill_in_a_row_while_there_is_another() {
    let mut player = Player::novice(240);
    let mut last: Vec<(crate::core::SkillId, bool)> = Vec::new();
    for turn in 0..60 {
        if !player.is_doing() {
            break;
        }
        let decision = player.decision();
        let alternatives = decision
            .candidates
            .iter()
            .any(|it| it.skill != decision.skill);
        let free = decision.rules.is_empty() && alternatives;
        if decision.item.is_some() {
            last.push((decision.skill.clone(), free));
        }
        if let [.., (first, _), (second, _), (third, true)] = &last[..] {
            assert!(
                !(first == second && second == third),
                "three of {third} in a row, turn {turn}"
            );
        }
        player.play(turn % 3 != 0);
    }
}
