//! Shaky prerequisites are warmed up before what builds on them is taught.

use crate::coach::prepared_by;
use crate::core::ActivityKind;
use crate::session::Input;
use crate::session::testing::Player;

#[test]
fn a_shaky_prerequisite_is_warmed_up_before_the_lesson() {
    let (mut player, prepared) = Player::at_a_warm_up();
    let decision = player.decision().clone();
    let desk = player.session.desk(player.now);
    let skill = prepared_by(&desk, &decision.rules[0]).expect("it names what it prepares");
    assert_eq!(skill.id, prepared);
    assert!(skill.requires.iter().any(|it| it.skill == decision.skill));
    assert!(desk.estimate_by_id(&decision.skill).mean < desk.policy.carries);
    assert!(matches!(
        decision.activity,
        ActivityKind::Review | ActivityKind::Practice
    ));
    let lesson = |it: &crate::event::Candidate| it.skill == prepared && it.item.is_none();
    assert!(
        decision.candidates.iter().any(lesson),
        "the lesson can be chosen instead"
    );

    // Something else may come between, since much is worth about the same.
    let is_lesson = |player: &Player| {
        let next = player.decision();
        next.skill == prepared && next.activity == ActivityKind::Lesson
    };
    for _ in 0..2 {
        player.play(true);
        if is_lesson(&player) {
            return;
        }
    }
    panic!("the lesson follows");
}

#[test]
fn a_warm_up_that_is_skipped_does_not_come_back_that_day() {
    let (mut player, prepared) = Player::at_a_warm_up();
    let under = player.decision().skill.clone();
    player.send(Input::Skip).unwrap();
    for _ in 0..4 {
        let next = player.decision();
        assert!(
            next.rules.is_empty() || next.skill != under,
            "{:?}",
            next.rules
        );
        if next.skill == prepared && next.activity == ActivityKind::Lesson {
            return;
        }
        player.play(true);
    }
    panic!("the lesson comes all the same");
}
