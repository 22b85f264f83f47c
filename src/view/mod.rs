//! What is shown, as plain structures: both faces, the terminal and the line protocol, show these,
//! so that a wording exists once.

mod absence;
mod activity;
mod ahead;
mod baseline;
mod belief;
mod ended;
mod feedback;
mod interval;
mod judge;
mod progress;
mod reason;
mod record;
mod rules;
mod scene;
mod slip;
mod stumble;
#[cfg(test)]
mod tests;
mod thought;
mod today;
mod why;
mod words;

pub use activity::activity;
pub use ahead::Ahead;
pub use baseline::{map, rating, welcome};
pub use ended::ended;
pub use feedback::feedback;
pub use interval::forecast;
pub use progress::progress;
pub use reason::reason;
pub use scene::*;
pub use today::today;
pub use why::{decided, offers, why};
pub use words::percent;

use crate::core::Now;
use crate::learner::{Band, Estimate};
use crate::session::{Phase, Session, Standing};

/// What lies before the learner.
pub fn scene(session: &Session, now: Now) -> Scene {
    match &session.phase {
        Phase::Welcome => Scene::Welcome(welcome(session)),
        Phase::Rating => Scene::Rating(rating(session)),
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
