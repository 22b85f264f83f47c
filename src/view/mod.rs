//! What is shown, as plain structures: both faces, the terminal and the line protocol, show these,
//! so that a wording exists once.

mod absence;
mod activity;
mod ahead;
mod ask;
mod baseline;
mod belief;
mod claim;
mod ended;
mod feedback;
mod foresight;
mod helps;
mod interval;
mod judge;
mod opening;
mod pathway;
mod progress;
mod reason;
mod record;
mod rules;
mod scene;
mod slip;
mod stumble;
mod support;
#[cfg(test)]
mod tests;
mod thought;
mod today;
mod week;
mod why;
mod words;

pub use activity::activity;
pub use ahead::Ahead;
pub use ask::questions;
pub use baseline::{map, rating, welcome};
pub use ended::ended;
pub use feedback::feedback;
pub use helps::helps;
pub use interval::forecast;
pub use opening::opening;
pub use progress::progress;
pub use reason::reason;
pub use scene::*;
pub use today::today;
pub use week::week;
pub use why::{decided, offers, why};
pub use words::{ahead, percent};

use crate::core::Now;
use crate::learner::{Band, Estimate};
use crate::session::{Phase, Session, Standing};

/// What lies before the learner.
pub fn scene(session: &Session, now: Now) -> Scene {
    match &session.phase {
        Phase::Welcome => Scene::Welcome(welcome(session)),
        Phase::Rating => Scene::Rating(rating(session)),
        Phase::Opening(question) => Scene::Opening(opening(session, *question, now)),
        Phase::Doing(doing) => Scene::Activity(Box::new(activity(session, doing, now))),
        Phase::Told(told) => Scene::Feedback(Box::new(feedback(session, told, now))),
        Phase::Map => Scene::Map(map(session, now)),
        Phase::Home => Scene::Today(today(session, now)),
        Phase::Ended(summary) => Scene::Ended(ended(session, summary, now)),
    }
}

fn skill_estimate(estimate: Estimate, band: Band) -> SkillEstimate {
    SkillEstimate {
        chance: estimate.mean,
        low: estimate.low,
        high: estimate.high,
        band: band.word(),
        mark: band.mark(),
    }
}

impl From<Standing> for SkillEstimate {
    fn from(standing: Standing) -> Self {
        skill_estimate(standing.estimate, standing.band)
    }
}
