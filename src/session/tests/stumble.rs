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

    player.play(true);
    let next = player.decision();
    assert_eq!(
        (next.activity, &next.skill),
        (ActivityKind::Lesson, &prepared)
    );
}

#[test]
fn a_warm_up_that_is_skipped_does_not_come_back_that_day() {
    let (mut player, prepared) = Player::at_a_warm_up();
    player.send(Input::Skip).unwrap();
    let next = player.decision();
    assert_eq!(
        (next.activity, &next.skill),
        (ActivityKind::Lesson, &prepared)
    );
}
