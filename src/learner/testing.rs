//! Events for tests: a log that is short to write.

use fsrs::DEFAULT_PARAMETERS;
use proptest::prelude::*;
use uuid::Uuid;

use super::forgetting::OwnForgetting;
use super::params::{
    BeliefParams, Component, Normal, Params, ResponseParams, TraitParams, TrustParams,
};
use super::state::Learner;
use crate::core::{
    ActivityKind, Comparison, Confidence, EventId, ItemId, Now, Response, SkillId, Stage, Support,
    VersionId,
};
use crate::event::{
    Attempt, BaselineClosed, Body, Decision, Device, Event, FitTarget, Guess, HintShown,
    ItemVersion, MemoryUnit, Override, Overruling, ParametersFitted, PilotOutcome, PilotPair,
    PilotPrior, PilotSkill, PilotStarted, PilotStopped, Placement, Practiced, Reflection,
    SelfRating, SessionEnd, SessionStart, Stamp, Studied, Subject, Suspension, Walk,
};

pub const MINUTE_MS: i64 = 60_000;
pub const DAY_MS: i64 = 86_400_000;
/// 2026-01-05 at noon, UTC.
const START_MS: i64 = 1_767_614_400_000;

pub fn at(ms: i64) -> Now {
    Now::new(START_MS + ms, 0).unwrap()
}

/// A produced answer at the target level, remembered by skill.
pub fn item(id: u128, skills: &[&str]) -> ItemVersion {
    ItemVersion {
        id: VersionId(Uuid::from_u128(id)),
        item: ItemId::new(format!("item-{id}")),
        skills: skills.iter().map(SkillId::new).collect(),
        level: 3,
        target: 3,
        difficulty: None,
        guess: Guess::Produced,
        unit: MemoryUnit::Skill,
        practices: Vec::new(),
    }
}

/// A right, unaided answer in practice.
pub fn right(item: &ItemVersion) -> Attempt {
    Attempt {
        item: item.item.clone(),
        version: item.id,
        activity: ActivityKind::Practice,
        response: Response::DontKnow,
        score: 1.0,
        support: Support::None,
        hints: 0,
        confidence: None,
        took_ms: 10_000,
        predicted: 0.5,
        misconceptions: Vec::new(),
        seed: 0,
    }
}

pub fn wrong(item: &ItemVersion) -> Attempt {
    Attempt {
        score: 0.0,
        ..right(item)
    }
}

pub fn in_check(attempt: Attempt) -> Attempt {
    Attempt {
        activity: ActivityKind::Check,
        ..attempt
    }
}

pub fn decision(item: &ItemVersion) -> Decision {
    Decision {
        activity: ActivityKind::Practice,
        skill: item.skills.last().cloned().unwrap_or(SkillId::new("none")),
        item: Some(item.item.clone()),
        misconception: None,
        stage: Stage::Bare,
        seed: 0,
        predicted: Some(0.5),
        candidates: Vec::new(),
        rules: Vec::new(),
        minutes_left: 10.0,
    }
}

pub fn studied(skill: &str, walk: Walk) -> Studied {
    Studied {
        skill: SkillId::new(skill),
        walk,
        right: 1,
        asked: 1,
        took_ms: 60_000,
    }
}

/// Events in order, with a clock that is set by hand.
#[derive(Clone, Debug, Default)]
pub struct Log {
    pub events: Vec<Event>,
    /// Since the start.
    pub ms: i64,
}

impl Log {
    pub fn add(&mut self, body: Body) -> EventId {
        let now = at(self.ms);
        let sequence = self.events.len() as u64 + 1;
        let id = EventId(Uuid::from_u128(u128::from(sequence)));
        let last = self.events.last().map(|it| it.stamp);
        self.events.push(Event {
            id,
            stamp: Stamp::after(last, sequence, Device(Uuid::nil()), now.utc_ms),
            now,
            deck: None,
            body,
        });
        id
    }

    pub fn after_minutes(&mut self, minutes: i64) -> &mut Self {
        self.ms += minutes * MINUTE_MS;
        self
    }

    pub fn after_days(&mut self, days: i64) -> &mut Self {
        self.ms += days * DAY_MS;
        self
    }

    /// The item's version, and the attempt.
    pub fn answer(&mut self, item: &ItemVersion, attempt: Attempt) -> EventId {
        self.add(Body::ItemVersion(item.clone()));
        self.add(Body::Attempt(attempt))
    }

    pub fn fold(&self) -> Learner {
        self.fold_with(&Params::default())
    }

    pub fn fold_with(&self, params: &Params) -> Learner {
        Learner::fold(params, &self.events)
    }
}

/// Parameters for which results were computed apart from this program: they stay as they are when
/// the defaults are fitted anew.
pub fn fixed() -> Params {
    let component = |sd, drift| Component { sd, drift };
    let normal = |mean, sd| Normal { mean, sd };
    let defaults = Params::default();
    Params {
        response: ResponseParams {
            intercept: 0.2,
            slip: 0.011,
            level_step: 0.45,
            guessing: 0.4,
            ..defaults.response
        },
        belief: BeliefParams {
            ability: component(1.35, 0.006),
            skill: component(0.79, 0.037),
            item: component(0.64, 0.030),
            ..defaults.belief
        },
        traits: TraitParams {
            warm_up: normal(0.6, 0.1),
            form_decay: 0.74,
            outcome_decay: 0.48,
            skill_wrong: 0.4,
            item_wrong: 0.3,
            ..defaults.traits
        },
        trust: TrustParams {
            slope: normal(0.5, 0.25),
            offset_sd: 0.4,
            ..defaults.trust
        },
        ..defaults
    }
}

fn skill() -> impl Strategy<Value = SkillId> {
    (0..4_u8).prop_map(|at| SkillId::new(format!("skill-{at}")))
}

prop_compose! {
    /// An item as a log may hold it, nonsense included.
    pub fn any_item()(
        id in 0..12_u128,
        skills in prop::collection::vec(skill(), 0..4),
        level in prop_oneof![1..=5_u8, any::<u8>()],
        target in prop_oneof![Just(3), 2..=4_u8, any::<u8>()],
        difficulty in prop::option::of(prop_oneof![-3.0..3.0, any::<f64>()]),
        guess in prop_oneof![
            Just(Guess::Produced), any::<u8>().prop_map(Guess::Picked), Just(Guess::SelfGraded)
        ],
        is_fact in any::<bool>(),
        practices in prop::collection::vec((skill(), -1.0..2.0), 0..2),
    ) -> ItemVersion {
        ItemVersion {
            skills,
            level,
            target,
            difficulty: difficulty.filter(|it: &f64| it.is_finite()),
            guess,
            unit: if is_fact { MemoryUnit::Item } else { MemoryUnit::Skill },
            practices: practices
                .into_iter()
                .map(|(skill, weight)| Practiced { skill, weight })
                .collect(),
            ..item(id, &[])
        }
    }
}

prop_compose! {
    fn any_attempt()(
        item in any_item(),
        activity in prop::sample::select(vec![
            ActivityKind::Baseline, ActivityKind::Practice, ActivityKind::Review,
            ActivityKind::Check, ActivityKind::Stretch,
        ]),
        score in prop_oneof![Just(0.0), Just(1.0), 0.0..1.0, any::<f64>()],
        support in prop::sample::select(vec![
            Support::None, Support::None, Support::Hints, Support::PartlyWorked,
            Support::FullyWorked,
        ]),
        hints in 0..3_u8,
        confidence in prop::option::of(prop::sample::select(Confidence::ALL.to_vec())),
        took_ms in any::<u32>(),
        predicted in prop_oneof![0.0..1.0, any::<f64>()],
        misconceptions in prop::collection::vec(Just("m".into()), 0..2),
    ) -> (ItemVersion, Attempt) {
        let attempt = Attempt {
            activity,
            score,
            support,
            hints,
            confidence,
            took_ms,
            predicted,
            misconceptions,
            ..right(&item)
        };
        (item, attempt)
    }
}

prop_compose! {
    /// A fit as a log may hold it, nonsense included.
    fn fit()(
        target in prop::sample::select(vec![
            FitTarget::MemoryItems, FitTarget::MemorySkills, FitTarget::Model,
        ]),
        weights in prop_oneof![
            3 => (0.5..1.5).prop_map(|factor: f64| {
                DEFAULT_PARAMETERS.map(|it| f64::from(it) * factor).to_vec()
            }),
            1 => prop::collection::vec(any::<f64>(), 20..22),
        ],
    ) -> ParametersFitted {
        fitted(target, weights)
    }
}

/// Weights of FSRS that were fitted to some answers.
pub fn fitted(target: FitTarget, weights: Vec<f64>) -> ParametersFitted {
    ParametersFitted {
        target,
        values: [(OwnForgetting::WEIGHTS.to_owned(), weights)].into(),
        model: None,
        responses: 400,
        log_loss_before: 0.4,
        log_loss_after: 0.3,
    }
}

/// Of these skills, one after the other studied the first way and the second.
pub fn pilot(comparison: Comparison, skills: &[&str]) -> PilotStarted {
    let of = |skill: &str| PilotSkill {
        skill: SkillId::new(skill),
        chance: 0.4,
    };
    let pairs = skills.chunks_exact(2).map(|pair| PilotPair {
        first: of(pair[0]),
        second: of(pair[1]),
    });
    PilotStarted {
        comparison,
        weeks: 8,
        pairs: pairs.collect(),
        seed: 1,
        outcome: PilotOutcome { after_days: 7 },
        prior: PilotPrior {
            difference_sd: 1.5,
            average_mean: 0.8,
            average_sd: 1.5,
            spread_sd: 1.0,
        },
    }
}

fn any_body() -> impl Strategy<Value = Vec<Body>> {
    let placement = (skill(), -9.0..9.0, -1.0..9.0, any::<bool>());
    let placements = prop::collection::vec(placement, 0..4).prop_map(|placements| {
        let placement = |(skill, mean, variance, shown)| Placement {
            skill,
            mean,
            variance,
            shown,
        };
        Body::BaselineClosed(BaselineClosed {
            placements: placements.into_iter().map(placement).collect(),
            asked: 1,
        })
    });
    let walk = prop::sample::select(vec![Walk::Lesson, Walk::Example, Walk::Repair("m".into())]);
    let overruling = prop::sample::select(vec![Overruling::Skip, Overruling::Claim]);
    prop_oneof![
        8 => any_attempt().prop_map(|(item, attempt)| {
            vec![Body::ItemVersion(item), Body::Attempt(attempt)]
        }),
        1 => (any_item(), 1..4_u8).prop_map(|(item, step)| vec![
            Body::Decision(Box::new(decision(&item))),
            Body::HintShown(HintShown { item: item.item, step }),
        ]),
        1 => (skill(), walk).prop_map(|(skill, walk)| {
            vec![Body::Studied(Studied { skill, ..studied("", walk) })]
        }),
        1 => (skill(), any::<u8>()).prop_map(|(skill, rating)| {
            vec![Body::SelfRating(SelfRating { skill, rating })]
        }),
        1 => placements.prop_map(|it| vec![it]),
        1 => (skill(), overruling).prop_map(|(skill, overruling)| {
            vec![Body::Override(Override { overruling, skill: Some(skill), item: None })]
        }),
        1 => skill().prop_map(|skill| vec![Body::Suspension(Suspension {
            subject: Subject::Skill(skill),
            until: None,
        })]),
        1 => Just(vec![
            Body::SessionStart(SessionStart { minutes: 15.0 }),
            Body::Reflection(Reflection { prompt: String::new(), text: "so".to_owned() }),
        ]),
        1 => fit().prop_map(|it| vec![Body::ParametersFitted(it)]),
        1 => prop::sample::select(Comparison::ALL.to_vec()).prop_map(|it| {
            let skills = ["skill-0", "skill-1", "skill-2", "skill-3"];
            vec![Body::PilotStarted(pilot(it, &skills))]
        }),
        1 => Just(vec![Body::PilotStopped(PilotStopped {})]),
        1 => Just(vec![Body::SessionEnd(SessionEnd { answered: 1 })]),
    ]
}

/// Logs of anything, with a clock that may be set back.
pub fn any_log() -> impl Strategy<Value = Log> {
    let wait = prop_oneof![
        4 => 0..10 * MINUTE_MS,
        2 => 0..3 * DAY_MS,
        1 => Just(-DAY_MS),
        1 => Just(400 * DAY_MS),
    ];
    prop::collection::vec((wait, any_body()), 1..60).prop_map(|steps| {
        let mut log = Log::default();
        for (wait, bodies) in steps {
            log.ms += wait;
            for body in bodies {
                log.add(body);
            }
        }
        log
    })
}

/// Everything is finite, within its range, and predicts something.
pub fn assert_sound(params: &Params, learner: &Learner, now: Now) {
    let belief = &params.belief;
    // A trace takes back what practice adds up to beyond any evidence.
    let thetas = learner.skills.values().map(|it| it.theta);
    for it in thetas.chain([learner.traits.ability()]) {
        assert!(it.mean.abs() <= belief.mean_limit, "{it:?}");
    }
    let thetas = learner.skills.values().map(|it| it.theta);
    let traces = learner.items.values().map(|it| it.trace);
    for it in thetas.chain(traces).chain([learner.traits.ability()]) {
        assert!(
            it.mean.is_finite() && it.variance.is_finite() && it.variance >= 0.0,
            "{it:?}"
        );
    }
    let of_skills = learner.skills.values().filter_map(|it| it.memory);
    let of_items = learner.items.values().filter_map(|it| it.memory);
    for it in of_skills.chain(of_items) {
        assert!(it.stability.is_finite() && it.stability > 0.0, "{it:?}");
        assert!((1.0..=10.0).contains(&it.difficulty), "{it:?}");
        assert!((0.0..=1.0).contains(&it.retrievability_at(now)), "{it:?}");
        assert!(it.due >= it.last, "{it:?}");
    }
    for id in learner.skills.keys() {
        let estimate = learner.estimate(params, id, std::iter::empty(), now);
        assert!((0.0..=1.0).contains(&estimate.mean), "{estimate:?}");
    }
    let calibration = &learner.calibration;
    let of_weeks = calibration.weeks.iter().map(|it| &it.model);
    for it in of_weeks.chain([&calibration.model.all]) {
        assert!(it.log_loss.is_finite() && it.mean_log_loss.is_finite());
        assert!((0.0..=f64::from(it.n)).contains(&it.predicted), "{it:?}");
    }
    assert!(calibration.weeks.is_sorted_by(|a, b| a.start < b.start));
    assert!(calibration.weeks.len() <= 26 && calibration.lately.len() <= 50);
    assert!(learner.pace.mean.is_finite() && learner.pace.squares >= 0.0);
}
