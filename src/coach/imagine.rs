//! The learner as they would be after a step: folded by the very code that folds the log.

use uuid::Uuid;

use super::Desk;
use crate::core::{ActivityKind, EventId, MisconceptionId, Now, Response, SkillId, Support};
use crate::deck::{Deck, Item};
use crate::event::{Attempt, Body, Device, Event, Stamp, Studied, Walk};
use crate::learner::{Learner, Params};

/// An unaided answer with this score, as quick as usual.
pub fn attempted(learner: &Learner, activity: ActivityKind, item: &Item, score: f64) -> Attempt {
    Attempt {
        item: item.id.clone(),
        version: item.version.id,
        activity,
        response: Response::DontKnow,
        score,
        support: Support::None,
        hints: 0,
        confidence: None,
        took_ms: learner.pace.usual_ms(),
        predicted: 0.5,
        misconceptions: Vec::new(),
        seed: 0,
    }
}

/// A lesson, an example or a repair gone through.
pub fn studied_now(
    activity: ActivityKind,
    skill: &SkillId,
    misconception: Option<&MisconceptionId>,
) -> Studied {
    Studied {
        skill: skill.clone(),
        walk: match misconception {
            Some(misconception) => Walk::Repair(misconception.clone()),
            None if activity == ActivityKind::Lesson => Walk::Lesson,
            None => Walk::Example,
        },
        right: 0,
        asked: 0,
        took_ms: 0,
    }
}

/// This learner after an unaided answer with this score.
pub fn answered(
    desk: &Desk<'_>,
    learner: &Learner,
    activity: ActivityKind,
    item: &Item,
    score: f64,
) -> Learner {
    let attempt = attempted(learner, activity, item, score);
    let mut learner = learner.clone();
    let version = Body::ItemVersion(item.version.as_ref().clone());
    for body in [version, Body::Attempt(attempt)] {
        take_in(&mut learner, desk.deck, desk.params, desk.now, body);
    }
    learner
}

/// This learner after a lesson, an example or a repair.
pub fn studied(
    desk: &Desk<'_>,
    learner: &Learner,
    activity: ActivityKind,
    skill: &SkillId,
    misconception: Option<&MisconceptionId>,
) -> Learner {
    let studied = studied_now(activity, skill, misconception);
    let mut learner = learner.clone();
    let body = Body::Studied(studied);
    take_in(&mut learner, desk.deck, desk.params, desk.now, body);
    learner
}

/// Folds a fact that never happened.
pub fn take_in(learner: &mut Learner, deck: &Deck, params: &Params, now: Now, body: Body) {
    let imagined = Event {
        id: EventId(Uuid::nil()),
        stamp: Stamp {
            clock: 0,
            device: Device(Uuid::nil()),
            sequence: 0,
        },
        now,
        deck: Some(deck.id.clone()),
        body,
    };
    learner.apply(params, &imagined);
}
