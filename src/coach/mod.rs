//! The coach: what next, how much help, and why. Pure: reads a deck and a learner, decides.

mod baseline;
mod candidates;
mod choose;
mod confidence;
mod desk;
mod due;
mod forecast;
mod imagine;
mod leech;
mod parts;
mod pick;
mod plan;
mod play;
mod policy;
mod support;
mod what_if;
mod worth;

pub use baseline::{
    Followed, Question, baseline_graph, baseline_limit, follow, next_question, placements, settled,
};
pub use choose::{Choice, choose};
pub use confidence::asks_confidence;
pub use desk::{Desk, track_of};
pub use due::{comes_back, due_on, is_due, wants_teaching};
pub use forecast::{Forecast, Watch, forecast};
pub use leech::KEEPS_SLIPPING;
pub use parts::Part;
pub use pick::check_item;
pub use plan::{PlannedStep, plan};
pub use policy::Policy;
pub use support::stage_for;
pub use what_if::{WhatIf, what_if};
