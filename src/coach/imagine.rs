//! The learner as they would be after a step: folded by the very code that folds the log.

use uuid::Uuid;

use super::Desk;
use crate::core::{ActivityKind, EventId, MisconceptionId, Now, Response, SkillId, Support};
use crate::deck::Item;
use crate::event::{Attempt, Body, Device, Event, Stamp, Studied, Walk};
use crate::learner::Learner;

/// This learner after an unaided answer with this score.
pub fn answered(
    desk: &Desk<'_>,
    learner: &Learner,
    activity: ActivityKind,
    item: &Item,
    score: f64,
) -> Learner {
    let attempt = Attempt {
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
    };
    let version = Body::ItemVersion(item.version.as_ref().clone());
    after(desk, learner, desk.now, [version, Body::Attempt(attempt)])
}

/// This learner after a lesson, an example or a repair.
pub fn studied(
    desk: &Desk<'_>,
    learner: &Learner,
    activity: ActivityKind,
    skill: &SkillId,
    misconception: Option<&MisconceptionId>,
) -> Learner {
    let walk = match misconception {
        Some(misconception) => Walk::Repair(misconception.clone()),
        None if activity == ActivityKind::Lesson => Walk::Lesson,
        None => Walk::Example,
    };
    let studied = Studied {
        skill: skill.clone(),
        walk,
        right: 0,
        asked: 0,
        took_ms: 0,
    };
    after(desk, learner, desk.now, [Body::Studied(studied)])
}

/// This learner after these facts, at a moment.
pub fn after<const N: usize>(
    desk: &Desk<'_>,
    learner: &Learner,
    now: Now,
    bodies: [Body; N],
) -> Learner {
    let mut learner = learner.clone();
    for body in bodies {
        let imagined = Event {
            id: EventId(Uuid::nil()),
            stamp: Stamp {
                clock: 0,
                device: Device(Uuid::nil()),
                sequence: 0,
            },
            now,
            deck: Some(desk.deck.id.clone()),
            body,
        };
        learner.apply(desk.params, &imagined);
    }
    learner
}
