//! The coach: what next, how much help, and why. Pure: reads a deck and a learner, decides.

mod absence;
mod baseline;
mod candidates;
mod choose;
mod confidence;
mod desk;
mod due;
mod forecast;
mod imagine;
mod parts;
mod pick;
mod pilot;
mod plan;
mod play;
mod policy;
mod rules;
mod stumble;
mod support;
mod what_if;
mod worth;

pub use absence::{Absence, absence};
pub use baseline::{
    Followed, Question, baseline_graph, baseline_limit, follow, next_question, placements, settled,
};
pub use choose::{Choice, choose};
pub use confidence::asks_confidence;
pub use desk::{Desk, track_of};
pub use due::{comes_back, due_on, is_due, wants_teaching};
pub use forecast::{Forecast, Watch, forecast};
pub use parts::Part;
pub use pick::check_item;
pub use pilot::{IN_A_ROW, tells_way, way_of, way_rule};
pub use plan::{PlannedStep, plan};
pub use policy::Policy;
pub use rules::{Evidence, LAST, Trouble, Verdict, asks_for, restart, trace};
pub use stumble::{Block, WARM_UP, prepared_by, stumbling_blocks, warm_up};
pub use support::stage_for;
pub use what_if::{WhatIf, what_if};
