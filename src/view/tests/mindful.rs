//! What is said of predictions, of what was written, of a week, and of the learner's own choices.

use crate::core::{ActivityKind, Confidence, Helped};
use crate::event::{Candidate, Term};
use crate::learner::{ConfBin, Foreseen, Week as LearnerWeek};
use crate::session::testing::Player;
use crate::session::{Input, Opening, Phase, Summary};
use crate::view::{self, Question, Scene, offers, why};

/// The second morning of someone who wrote something on the first.
fn next_morning() -> Player {
    let mut player = Player::novice(30);
    while player.is_doing() {
        player.play(true);
    }
    player.sleep(1);
    player
}

fn scene(player: &Player) -> Scene {
    view::scene(&player.session, player.now)
}

fn today(player: &Player) -> view::Today {
    match scene(player) {
        Scene::Today(today) => today,
        other => panic!("not home but {other:?}"),
    }
}

fn ended(player: &Player) -> view::Ended {
    match scene(player) {
        Scene::Ended(ended) => ended,
        other => panic!("not over but {other:?}"),
    }
}

#[test]
fn today_returns_to_what_was_written_and_asks_once() {
    let mut player = next_morning();
    let shown = today(&player);
    let written = "Yesterday you wrote: “watch the last use”";
    assert_eq!(shown.last_time.as_deref(), Some(written));
    assert!(shown.asks_if_helped);
    player.send(Input::Return(Some(Helped::Partly))).unwrap();
    let shown = today(&player);
    let said = format!("{written} It helped in part.");
    assert_eq!(shown.last_time, Some(said));
    assert!(!shown.asks_if_helped);
}

#[test]
fn a_prediction_is_asked_for_without_giving_away_what_is_expected() {
    let mut player = next_morning();
    player.send(Input::Start { minutes: None }).unwrap();
    let Scene::Opening(opening) = scene(&player) else {
        panic!("it returns first");
    };
    assert!(matches!(opening.question, Question::Return { .. }));
    player.send(Input::Return(None)).unwrap();
    let Phase::Opening(Opening::Predict(session)) = player.session.phase else {
        panic!("then it asks for a prediction");
    };
    let Scene::Opening(opening) = scene(&player) else {
        panic!("a question");
    };
    let told = serde_json::to_string(&opening).unwrap();
    let numbers = told.split(|c: char| !c.is_ascii_digit());
    let planned = session.exercises.to_string();
    assert!(
        numbers.filter(|it| !it.is_empty()).all(|it| it == planned),
        "{told}"
    );
    player
        .send(Input::Predict(Some(session.exercises)))
        .unwrap();
    for turn in 0..80 {
        if player.is_doing() {
            player.play(turn % 2 == 0);
        }
    }
    let shown = ended(&player);
    let sentence = &shown.foreseen[0];
    let begins = format!("You predicted {0} of {0} right alone; ", session.exercises);
    assert!(sentence.starts_with(&begins), "{sentence}");
    assert!(sentence.contains("I expected "), "{sentence}");
    assert_eq!(shown.foreseen.len(), 1, "one session shows no leaning");
}

fn summary(foreseen: Foreseen) -> Summary {
    Summary {
        minutes: 15.0,
        answered: 12,
        unaided: 6,
        cut_short: false,
        foreseen: Some(foreseen),
    }
}

#[test]
fn a_session_is_held_against_its_prediction_and_several_only_where_they_lean() {
    let mut player = next_morning();
    let close = Foreseen {
        day: player.now.day,
        thought: 8,
        planned: 12,
        expected: 7.6,
        answered: 12,
        right: 8,
    };
    let said = |player: &mut Player, foreseen: Foreseen, kept: usize| {
        player.session.learner.foresight.kept = vec![foreseen; kept];
        player.session.phase = Phase::Ended(summary(foreseen));
        ended(player).foreseen
    };
    let one = "You predicted 8 of 12 right alone; it was 8. I expected 8.";
    assert_eq!(said(&mut player, close, 4), [one]);
    let far = Foreseen {
        thought: 11,
        right: 6,
        ..close
    };
    let lean = said(&mut player, far, 3);
    assert_eq!(
        lean[1],
        "Over your last 3 predicted sessions you foresaw 33 of 36 right alone, and 18 were: \
         a lower number is likely nearer."
    );
    assert_eq!(said(&mut player, far, 2).len(), 1, "too few sessions");
    let cut = Foreseen {
        answered: 6,
        right: 2,
        ..close
    };
    assert_eq!(
        said(&mut player, cut, 0),
        [
            "You predicted 8 of 12 right alone; of the 6 that came without help, it was 2. \
          I expected 8 of 12."
        ]
    );
    let none = Foreseen {
        answered: 0,
        right: 0,
        ..close
    };
    assert!(said(&mut player, none, 0).is_empty());
}

/// Home after a week of so many answers, sure or unsure, of which so many were right.
fn after_a_week(sure: (u32, u32), unsure: (u32, u32)) -> Option<String> {
    let mut player = next_morning();
    let bin = |(right, n): (u32, u32)| ConfBin {
        n,
        right: right.into(),
    };
    let (mut confidence, none) = ([ConfBin::default(); 4], ConfBin::default());
    confidence[Confidence::Certain as usize] = bin(sure);
    confidence[Confidence::Guess as usize] = bin(unsure);
    confidence[Confidence::Unsure as usize] = none;
    player.session.learner.calibration.weeks = vec![LearnerWeek {
        start: player.now.day - 7,
        confidence,
        ..LearnerWeek::default()
    }];
    let told = today(&player).thought;
    player.session.phase = Phase::Ended(Summary {
        foreseen: None,
        ..summary(Foreseen {
            day: player.now.day,
            thought: 0,
            planned: 1,
            expected: 0.0,
            answered: 0,
            right: 0,
        })
    });
    assert_eq!(ended(&player).thought, told, "both say the same");
    told
}

#[test]
fn sureness_is_spoken_of_only_where_its_interval_leaves_no_doubt() {
    assert_eq!(after_a_week((0, 0), (0, 0)), None);
    assert_eq!(after_a_week((4, 9), (0, 0)), None, "too few");
    assert_eq!(after_a_week((7, 10), (0, 0)), None, "it may be chance");
    assert_eq!(
        after_a_week((7, 14), (0, 0)).as_deref(),
        Some(
            "Of the last 14 answers you were sure of, 7 were right: a second look pays before you say so."
        )
    );
    assert_eq!(after_a_week((12, 12), (5, 12)), None);
    assert_eq!(
        after_a_week((12, 12), (11, 12)).as_deref(),
        Some(
            "Of the last 12 answers you were unsure of, 11 were right: you know more than you think."
        )
    );
}

#[test]
fn a_claim_says_which_question_it_is_and_what_it_came_to() {
    let mut player = Player::novice(15);
    let skill = player.session.deck.skills[2].id.clone();
    player.send(Input::Claim(skill)).unwrap();
    let place = |player: &Player| match scene(player) {
        Scene::Activity(it) => it.claim.map(|it| it.words()),
        _ => None,
    };
    let notes = |player: &Player| match scene(player) {
        Scene::Feedback(it) => it.notes.join(" "),
        _ => String::new(),
    };
    assert_eq!(place(&player).as_deref(), Some("check 1 of 3"));
    player.answer(true, None);
    assert!(notes(&player).contains("One of three shown alone, two to go."));
    player.send(Input::GoOn).unwrap();
    assert_eq!(place(&player).as_deref(), Some("check 2 of 3"));
    player.answer(true, None);
    player.send(Input::GoOn).unwrap();
    player.answer(true, None);
    assert!(notes(&player).contains("Shown alone: it needs no teaching."));
    player.send(Input::Undo).unwrap();
    player.answer(false, None);
    assert!(notes(&player).contains("it is taught from here"));
    player.send(Input::GoOn).unwrap();
    assert_eq!(place(&player), None);
    let reason = why(&player.session, player.now).unwrap().reason;
    assert!(reason.contains("did not come alone yet"), "{reason}");
}

#[test]
fn what_the_learners_choices_changed_is_told_where_it_is_something() {
    let player = Player::novice(15);
    let told = |bent: f64| {
        let mut player = Player::novice(15);
        if let Phase::Doing(doing) = &mut player.session.phase {
            doing.decision.candidates[0] = Candidate {
                activity: ActivityKind::Practice,
                worth: 1.0 + bent,
                terms: vec![Term {
                    name: "your choices".to_owned(),
                    value: bent,
                }],
                ..doing.decision.candidates[0].clone()
            };
        }
        why(&player.session, player.now).unwrap().your_choices
    };
    assert_eq!(why(&player.session, player.now).unwrap().your_choices, None);
    assert_eq!(told(0.004), None);
    assert_eq!(
        told(0.08).as_deref(),
        Some("You often take practice instead: +8 %.")
    );
    assert_eq!(
        told(-0.05).as_deref(),
        Some("You often leave practice: −5 %.")
    );
}

#[test]
fn each_offer_has_a_reason_of_its_own_and_its_minutes() {
    let mut player = Player::novice(60);
    let mut offered = 0;
    for turn in 0..60 {
        if !player.is_doing() {
            player.sleep(2);
            player.send(Input::Begin { minutes: None }).unwrap();
            continue;
        }
        let all = offers(&player.session, player.now);
        let reasons: std::collections::BTreeSet<_> = all.iter().map(|it| &it.reason).collect();
        assert_eq!(reasons.len(), all.len(), "{reasons:?}");
        assert!(all.iter().all(|it| it.minutes > 0.0) && all.len() <= 3);
        // The first is the step at hand, with the reason it was taken for.
        let decision = player.decision();
        if decision.activity != ActivityKind::Reflection {
            let reason = why(&player.session, player.now).unwrap().reason;
            assert_eq!(all[0].reason, reason, "{:?}", decision.rules);
        }
        let slipping = decision.rules.iter().any(|rule| rule == "keeps slipping");
        assert!(!slipping || all[0].reason.contains("slipped"));
        offered += all.len();
        player.play(turn % 4 != 0);
    }
    assert!(offered > 60);
}

#[test]
fn a_week_is_told_with_one_suggestion() {
    let mut player = Player::novice(20);
    for day in 0..8 {
        if day > 0 {
            player.send(Input::Begin { minutes: None }).unwrap();
        }
        while player.is_doing() {
            player.play(true);
        }
        player.sleep(1);
        assert_eq!(today(&player).week, day == 6, "day {day}");
    }
    let week = view::week(&player.session, &player.log, player.now);
    assert_eq!(
        (week.days, week.sessions, week.planned_minutes),
        (7, 7, 140.0)
    );
    assert!(!week.grew.is_empty());
    assert!(
        week.grew
            .iter()
            .all(|it| it.after.chance > it.before.chance)
    );
    assert!(
        week.faded
            .iter()
            .all(|it| it.after.chance < it.before.chance)
    );
    assert_eq!(week.notes.len(), 7);
    assert!(
        week.done
            .starts_with("You meant 20 minutes a day, 140 in all. It was "),
        "{}",
        week.done
    );
    assert!(
        week.suggestion.starts_with("What would gain most now: "),
        "{}",
        week.suggestion
    );
}
