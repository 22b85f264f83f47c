use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::core::{
    ActivityKind, Comparison, Confidence, EventId, ItemId, MisconceptionId, Response, SkillId,
    Stage, StudyDay, Support, TrackId, VersionId,
};
use crate::event::{
    Attempt, BaselineClosed, BreakSuggested, Candidate, Decision, FitTarget, Goal, Guess,
    HintShown, ItemVersion, MemoryUnit, Override, Overruling, ParametersFitted, PilotOutcome,
    PilotPair, PilotPrior, PilotSkill, PilotStarted, PilotStopped, Placement, Practiced,
    Reflection, Replied, SelfRating, SessionEnd, SessionStart, Studied, Subject, Suspension, Term,
    Undo, Walk,
};

fn assert_round_trip(body: &Body) {
    let (kind, version, payload) = encode(body).unwrap();
    assert_eq!(decode(kind, version, &payload).unwrap(), *body);
}

fn skill() -> SkillId {
    SkillId::new("moves")
}

fn pilot(comparison: Comparison) -> PilotStarted {
    let of = |skill: &str| PilotSkill {
        skill: SkillId::new(skill),
        chance: 1.0 / 3.0,
    };
    PilotStarted {
        comparison,
        weeks: 8,
        pairs: vec![PilotPair {
            first: of("moves"),
            second: of("borrows"),
        }],
        seed: u64::MAX,
        outcome: PilotOutcome { after_days: 7 },
        prior: PilotPrior {
            difference_sd: 1.5,
            average_mean: 0.8,
            average_sd: 1.5,
            spread_sd: 1.0,
        },
    }
}

/// One fact of every kind that is written as JSON, with each of its variants.
fn rare() -> Vec<Body> {
    let studied = |walk| {
        Body::Studied(Studied {
            skill: skill(),
            walk,
            right: 1,
            asked: 2,
            took_ms: u32::MAX,
        })
    };
    let suspension = |subject, until| Body::Suspension(Suspension { subject, until });
    let goal = |track, date| {
        Body::Goal(Goal {
            track,
            date,
            minutes: 15,
            intention: "nach dem Frühstück ☕ \"hier\"\n".to_owned(),
        })
    };
    let placements = vec![Placement {
        skill: skill(),
        mean: -0.1,
        variance: 1e-300,
        shown: true,
    }];
    let mut bodies = vec![
        Body::HintShown(HintShown {
            item: ItemId::new("item"),
            step: 1,
        }),
        Body::Replied(Replied {
            skill: skill(),
            step: 0,
            text: "it moves".to_owned(),
            right: true,
        }),
        studied(Walk::Lesson),
        studied(Walk::Example),
        studied(Walk::Repair(MisconceptionId::new("copies"))),
        Body::SelfRating(SelfRating {
            skill: skill(),
            rating: 4,
        }),
        Body::BaselineClosed(BaselineClosed {
            placements,
            asked: 12,
        }),
        goal(None, None),
        goal(Some(TrackId::new("read")), Some(StudyDay(-3))),
        suspension(Subject::Skill(skill()), None),
        suspension(Subject::Item(ItemId::new("item")), Some(StudyDay(20_000))),
        Body::Undo(Undo {
            events: vec![EventId(Uuid::max()), EventId(Uuid::nil())],
        }),
        Body::Reflection(Reflection {
            prompt: "What was hard?".to_owned(),
            text: "語 👩‍👩‍👧".to_owned(),
        }),
        Body::SessionStart(SessionStart { minutes: 0.1 }),
        Body::SessionEnd(SessionEnd { answered: 9 }),
        Body::ItemVersion(ItemVersion {
            id: VersionId(Uuid::from_u128(5)),
            item: ItemId::new("item"),
            skills: vec![skill()],
            level: 3,
            target: 3,
            difficulty: Some(0.1 + 0.2),
            guess: Guess::Picked(4),
            unit: MemoryUnit::Skill,
            practices: vec![Practiced {
                skill: skill(),
                weight: 1.0 / 3.0,
            }],
        }),
    ];
    for target in [
        FitTarget::MemoryItems,
        FitTarget::MemorySkills,
        FitTarget::Model,
    ] {
        bodies.push(Body::ParametersFitted(ParametersFitted {
            target,
            values: [("weights".to_owned(), vec![0.212, 1.0 / 3.0])].into(),
            model: (target == FitTarget::Model).then_some(3),
            responses: 400,
            log_loss_before: 0.4,
            log_loss_after: 0.3,
        }));
    }
    bodies.push(Body::BreakSuggested(BreakSuggested {
        rule: "slower and less right than usual".to_owned(),
    }));
    for comparison in Comparison::ALL {
        bodies.push(Body::PilotStarted(pilot(comparison)));
    }
    bodies.push(Body::PilotStopped(PilotStopped {}));
    for overruling in [
        Overruling::Skip,
        Overruling::Choose,
        Overruling::Claim,
        Overruling::MoreHelp,
        Overruling::LessHelp,
    ] {
        bodies.push(Body::Override(Override {
            overruling,
            skill: Some(skill()),
            item: None,
        }));
    }
    bodies
}

#[test]
fn rare_facts_are_read_as_they_were_written() {
    for body in rare() {
        assert_round_trip(&body);
    }
}

#[test]
fn every_kind_has_a_number_of_its_own_that_never_changes() {
    let mut kinds: Vec<u16> = rare().iter().map(|it| encode(it).unwrap().0).collect();
    kinds.dedup();
    assert_eq!(
        kinds,
        [3, 15, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 16, 22, 19, 20, 8]
    );
}

#[test]
fn what_a_newer_program_wrote_is_kept_as_it_is() {
    for (kind, version) in [(ATTEMPT, 2), (GOAL, 0), (999, 1), (0, u16::MAX)] {
        let payload = vec![1, 2, 3];
        let body = decode(kind, version, &payload).unwrap();
        assert!(matches!(body, Body::Unknown(_)));
        assert_eq!(encode(&body).unwrap(), (kind, version, payload));
    }
}

#[test]
fn a_broken_payload_is_an_error() {
    for (kind, payload) in [(ATTEMPT, &b"\xff"[..]), (GOAL, b"{}"), (DECISION, b"")] {
        let error = decode(kind, VERSION, payload).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with(&format!("event kind {kind} "))
        );
    }
}

/// The compact form has no names in it: a variant or field moved would change what old logs say.
#[test]
fn the_compact_form_never_changes() {
    let attempt = Attempt {
        item: ItemId::new("i"),
        version: VersionId(Uuid::from_u128(1)),
        activity: ActivityKind::Review,
        response: Response::Recall {
            text: "t".to_owned(),
            ticked: vec![2],
        },
        score: 0.5,
        support: Support::PartlyWorked,
        hints: 3,
        confidence: Some(Confidence::Certain),
        took_ms: 300,
        predicted: 0.25,
        misconceptions: vec![MisconceptionId::new("m")],
        seed: 7,
    };
    let (_, _, payload) = encode(&Body::Attempt(attempt)).unwrap();
    assert_eq!(
        hex(&payload),
        "01691000000000000000000000000000000001040701740102000000000000e03f02030103ac02000000000000d03f01016d07"
    );

    let candidate = Candidate {
        activity: ActivityKind::Repair,
        skill: skill(),
        item: None,
        misconception: Some(MisconceptionId::new("m")),
        worth: 0.5,
        minutes: 2.0,
        terms: vec![Term {
            name: "gain".to_owned(),
            value: 1.0,
        }],
    };
    let decision = Decision {
        activity: ActivityKind::Stretch,
        skill: skill(),
        item: Some(ItemId::new("i")),
        misconception: None,
        stage: Stage::Open,
        seed: 1,
        predicted: Some(0.75),
        candidates: vec![candidate],
        rules: vec!["rule".to_owned()],
        minutes_left: 4.0,
    };
    let (_, _, payload) = encode(&Body::Decision(Box::new(decision))).unwrap();
    assert_eq!(
        hex(&payload),
        "07056d6f76657301016900030101000000000000e83f0105056d6f7665730001016d000000000000e03f000000000000004001046761696e000000000000f03f010472756c650000000000001040"
    );
}

fn hex(payload: &[u8]) -> String {
    payload.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn name() -> impl Strategy<Value = String> {
    "[a-z0-9-]{1,12}"
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        -1e9..1e9_f64,
        proptest::num::f64::NORMAL,
        proptest::num::f64::SUBNORMAL
    ]
}

fn activity() -> impl Strategy<Value = ActivityKind> {
    proptest::sample::select(vec![
        ActivityKind::Baseline,
        ActivityKind::Lesson,
        ActivityKind::Example,
        ActivityKind::Practice,
        ActivityKind::Review,
        ActivityKind::Repair,
        ActivityKind::Check,
        ActivityKind::Stretch,
        ActivityKind::Reflection,
    ])
}

fn response() -> impl Strategy<Value = Response> {
    let places = || proptest::collection::vec(any::<u8>(), 0..6);
    let texts = || proptest::collection::vec(any::<String>(), 0..4);
    prop_oneof![
        any::<u8>().prop_map(Response::Choice),
        places().prop_map(Response::Multi),
        texts().prop_map(Response::Cloze),
        any::<String>().prop_map(Response::Short),
        any::<String>().prop_map(Response::Number),
        places().prop_map(Response::Order),
        texts().prop_map(Response::Steps),
        (any::<String>(), places()).prop_map(|(text, ticked)| Response::Recall { text, ticked }),
        Just(Response::DontKnow),
    ]
}

prop_compose! {
    fn attempt()(
        (item, version, activity) in (name(), any::<u128>(), activity()),
        (response, score, predicted) in (response(), number(), number()),
        (support, hints) in (
            proptest::sample::select(vec![
                Support::None,
                Support::Hints,
                Support::PartlyWorked,
                Support::FullyWorked,
            ]),
            any::<u8>(),
        ),
        confidence in proptest::option::of(
            proptest::sample::select(Confidence::ALL.to_vec()),
        ),
        (took_ms, seed) in any::<(u32, u64)>(),
        misconceptions in proptest::collection::vec(name(), 0..3),
    ) -> Attempt {
        Attempt {
            item: ItemId::new(item),
            version: VersionId(Uuid::from_u128(version)),
            activity,
            response,
            score,
            support,
            hints,
            confidence,
            took_ms,
            predicted,
            misconceptions: misconceptions.iter().map(MisconceptionId::new).collect(),
            seed,
        }
    }
}

prop_compose! {
    fn candidate()(
        activity in activity(),
        (skill, item, misconception) in (
            name(),
            proptest::option::of(name()),
            proptest::option::of(name()),
        ),
        (worth, minutes) in (number(), number()),
        terms in proptest::collection::vec((name(), number()), 0..4),
    ) -> Candidate {
        Candidate {
            activity,
            skill: SkillId::new(skill),
            item: item.map(ItemId::new),
            misconception: misconception.map(MisconceptionId::new),
            worth,
            minutes,
            terms: terms.into_iter().map(|(name, value)| Term { name, value }).collect(),
        }
    }
}

prop_compose! {
    fn decision()(
        first in candidate(),
        candidates in proptest::collection::vec(candidate(), 0..4),
        stage in proptest::sample::select(vec![
            Stage::Example,
            Stage::Guided,
            Stage::Bare,
            Stage::Open,
        ]),
        seed in any::<u64>(),
        predicted in proptest::option::of(number()),
        rules in proptest::collection::vec(any::<String>(), 0..3),
        minutes_left in number(),
    ) -> Decision {
        Decision {
            activity: first.activity,
            skill: first.skill,
            item: first.item,
            misconception: first.misconception,
            stage,
            seed,
            predicted,
            candidates,
            rules,
            minutes_left,
        }
    }
}

proptest! {
    #[test]
    fn attempts_are_read_as_they_were_written(it in attempt()) {
        assert_round_trip(&Body::Attempt(it));
    }

    #[test]
    fn decisions_are_read_as_they_were_written(it in decision()) {
        assert_round_trip(&Body::Decision(Box::new(it)));
    }

    #[test]
    fn no_payload_makes_the_program_stop(
        kind in 0..24_u16,
        payload in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        if let Ok(body) = decode(kind, VERSION, &payload) {
            prop_assert!(encode(&body).is_ok());
        }
    }
}
