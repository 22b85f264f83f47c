//! The coach keeps to the ways of a pilot.

use crate::coach::{IN_A_ROW, step_by_rule, tells_way, way_rule};
use crate::core::{ActivityKind, Comparison, SkillId, Stage};
use crate::event::{
    Body, Decision, Event, PilotOutcome, PilotPair, PilotPrior, PilotSkill, PilotStarted,
    PilotStopped,
};
use crate::session::Input;
use crate::session::testing::Player;

const PAIRS: [[&str; 2]; 3] = [
    ["scopes", "stack-heap"],
    ["moves", "functions"],
    ["shared-borrows", "copy-clone"],
];

fn pilot(comparison: Comparison) -> Body {
    let of = |skill: &str| PilotSkill {
        skill: skill.into(),
        chance: 0.4,
    };
    let pairs = PAIRS.map(|[first, second]| PilotPair {
        first: of(first),
        second: of(second),
    });
    Body::PilotStarted(PilotStarted {
        comparison,
        weeks: 8,
        pairs: pairs.to_vec(),
        seed: 1,
        outcome: PilotOutcome { after_days: 7 },
        prior: PilotPrior {
            difference_sd: 1.5,
            average_mean: 0.8,
            average_sd: 1.5,
            spread_sd: 1.0,
        },
    })
}

/// A novice of twenty minutes a day who compares two ways and has begun.
fn novice(comparison: Comparison) -> Player {
    let mut player = Player::novice(20);
    player.send(Input::End).unwrap();
    player.note(pilot(comparison));
    player.send(Input::Begin { minutes: None }).unwrap();
    player
}

/// What was decided in so many days of someone who is always right, or never, a day at a time.
fn decided(player: &mut Player, days: usize, right: bool) -> Vec<Vec<Decision>> {
    let mut decided = Vec::new();
    for day in 0..days {
        if day > 0 {
            player.send(Input::Begin { minutes: None }).unwrap();
        }
        let mut today = Vec::new();
        while player.is_doing() {
            let decision = player.decision().clone();
            assert_eq!(decision.rules.last(), named(player, &decision).as_ref());
            player.play(right);
            today.push(decision);
        }
        decided.push(today);
        player.sleep(1);
    }
    decided
}

/// How a decision is to end its rules; a look back is no step on a skill.
fn named(player: &Player, decision: &Decision) -> Option<String> {
    if decision.activity == ActivityKind::Reflection {
        return None;
    }
    let way = way_rule(&player.session.desk(player.now), &decision.skill);
    way.or_else(|| decision.rules.last().cloned())
}

fn is_first(decision: &Decision) -> bool {
    PAIRS
        .iter()
        .any(|pair| decision.skill == SkillId::new(pair[0]))
}

fn is_second(decision: &Decision) -> bool {
    PAIRS
        .iter()
        .any(|pair| decision.skill == SkillId::new(pair[1]))
}

/// Practice that follows practice of the same skill without a rule of teaching.
fn repeats(day: &[Decision]) -> Vec<&Decision> {
    let practiced = |it: &Decision| it.activity == ActivityKind::Practice;
    let two = day
        .windows(2)
        .filter(|two| practiced(&two[0]) && practiced(&two[1]) && two[0].skill == two[1].skill);
    two.map(|two| &two[1]).collect()
}

#[test]
fn practice_stays_with_a_blocked_skill_and_leaves_an_interleaved_one() {
    let mut player = novice(Comparison::InterleavedOrBlocked);
    let days = decided(&mut player, 6, true);
    let blocked: Vec<&Decision> = days
        .iter()
        .flat_map(|day| repeats(day))
        .filter(|it| is_second(it))
        .collect();
    assert!(blocked.len() >= 3, "{}", blocked.len());
    for decision in blocked {
        assert_eq!(decision.rules, [IN_A_ROW, "pilot: blocked"]);
    }
    // On the first day there may be nothing else yet.
    let interleaved = days[1..]
        .iter()
        .flat_map(|day| repeats(day))
        .filter(|it| is_first(it));
    assert_eq!(interleaved.count(), 0);
}

#[test]
fn what_rests_for_the_day_rests_either_way() {
    let mut player = novice(Comparison::InterleavedOrBlocked);
    let enough = player.session.policy.successes_a_day;
    let mut practiced = 0;
    for _ in 0..3 {
        while player.is_doing() {
            let decision = player.decision();
            if decision.activity == ActivityKind::Practice && is_second(decision) {
                let state = player.session.learner.skill(&decision.skill);
                assert!(
                    state.successes_on(player.now.day) < enough,
                    "{}",
                    decision.skill
                );
                practiced += 1;
            }
            player.play(true);
        }
        player.sleep(1);
        player.send(Input::Begin { minutes: None }).unwrap();
    }
    assert!(practiced >= 2);
}

#[test]
fn practice_in_a_row_ends_even_if_nothing_comes() {
    let mut player = novice(Comparison::InterleavedOrBlocked);
    let most = player.session.policy.blocked_in_a_row;
    let mut longest = 0;
    for day in decided(&mut player, 4, false) {
        let exercises: Vec<&Decision> = day.iter().filter(|it| it.item.is_some()).collect();
        let mut in_a_row = 0;
        for (at, decision) in exercises.iter().enumerate() {
            let same = at > 0 && exercises[at - 1].skill == decision.skill;
            in_a_row = if same { in_a_row + 1 } else { 1 };
            if calling_rule(decision) == Some(IN_A_ROW) {
                longest = longest.max(in_a_row);
            }
        }
    }
    assert_eq!(longest, most);
}

#[test]
fn examples_come_first_one_way_and_not_at_all_the_other() {
    for right in [true, false] {
        let mut player = novice(Comparison::ExamplesOrHints);
        let all: Vec<Decision> = decided(&mut player, 5, right).concat();
        let hints = || all.iter().filter(|it| is_second(it));
        assert!(hints().any(|it| it.activity == ActivityKind::Practice));
        for decision in hints() {
            assert_ne!(decision.activity, ActivityKind::Example);
            assert_ne!(decision.stage, Stage::Guided);
        }
        let mut seen = 0;
        for pair in PAIRS {
            let mut of_skill = all.iter().filter(|it| it.skill == SkillId::new(pair[0]));
            let first = of_skill.position(|it| it.activity == ActivityKind::Practice);
            let Some(first) = first else { continue };
            let mut before = all
                .iter()
                .filter(|it| it.skill == SkillId::new(pair[0]))
                .take(first);
            assert!(
                before.any(|it| it.activity == ActivityKind::Example),
                "{pair:?}"
            );
            seen += 1;
        }
        assert!(seen >= 1);
    }
}

#[test]
fn misses_bring_the_example_back_first() {
    let mut player = novice(Comparison::ExamplesOrHints);
    let days = decided(&mut player, 4, false);
    let after_misses = days
        .iter()
        .flatten()
        .filter(|it| is_first(it) && calling_rule(it).and_then(step_by_rule).is_some());
    let kinds: Vec<ActivityKind> = after_misses.map(|it| it.activity).collect();
    assert_eq!(kinds.first(), Some(&ActivityKind::Example), "{kinds:?}");
}

#[test]
fn the_answer_that_counts_comes_and_is_asked_bare_either_way() {
    let mut player = novice(Comparison::ExamplesOrHints);
    let before = decided(&mut player, 7, false).concat();
    assert!(
        before
            .iter()
            .any(|it| it.stage == Stage::Guided && it.item.is_some())
    );
    player.send(Input::Begin { minutes: None }).unwrap();
    let mut asked = 0;
    while player.is_doing() {
        let decision = player.decision();
        let pilot = player.session.learner.pilot.as_ref().unwrap();
        if decision.item.is_some() && pilot.is_to_be_measured(&decision.skill, player.now.day) {
            assert_ne!(decision.stage, Stage::Guided);
            asked += 1;
        }
        player.play(false);
    }
    assert!(asked >= 2);
    let trials = &player.session.learner.pilot.as_ref().unwrap().trials;
    let measured: Vec<_> = trials.values().filter_map(|it| it.outcome).collect();
    assert!(
        measured.len() >= 2 && measured.iter().all(|it| !it.success),
        "{trials:?}"
    );
}

#[test]
fn once_stopped_or_taken_back_it_changes_nothing() {
    let decided_without = decided(&mut Player::novice(20), 1, true);
    let ways = |days: &[Vec<Decision>]| -> usize {
        let rules = days.iter().flatten().flat_map(|it| &it.rules);
        rules.filter(|rule| rule.starts_with("pilot: ")).count()
    };
    assert_eq!(ways(&decided_without), 0);

    let mut player = novice(Comparison::InterleavedOrBlocked);
    player.note(Body::PilotStopped(PilotStopped {}));
    // What was open when it was stopped had been decided before.
    let days = decided(&mut player, 2, true);
    assert_eq!(ways(&days[1..]), 0);

    let mut player = novice(Comparison::InterleavedOrBlocked);
    let started = |it: &&Event| matches!(it.body, Body::PilotStarted(_));
    let id = player.log.iter().find(started).unwrap().id;
    player.take_back(id);
    assert_eq!(player.session.learner.pilot, None);
    assert!(player.is_doing(), "what lies before the learner stays");
}

#[test]
fn undoing_an_answer_leaves_a_pilot_begun_since() {
    let mut player = Player::novice(20);
    while player.decision().item.is_none() {
        player.play(true);
    }
    player.answer(true, None);
    player.note(pilot(Comparison::InterleavedOrBlocked));
    player.send(Input::Undo).unwrap();
    assert!(player.session.learner.pilot.is_some());
}

/// The rule that called for it; that a pilot holds says how, not what.
fn calling_rule(decision: &Decision) -> Option<&str> {
    let mut rules = decision.rules.iter().map(String::as_str);
    rules.find(|rule| !tells_way(rule))
}
