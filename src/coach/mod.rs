//! The coach: what next, how much help, and why. Pure: reads a deck and a learner, decides.

mod absence;
mod arms;
mod baseline;
mod candidates;
mod choose;
mod confidence;
mod desk;
mod due;
mod forecast;
mod imagine;
mod pathway;
mod pick;
mod plan;
mod play;
mod policy;
mod rules;
mod support;
mod what_if;
mod worth;

pub use absence::{Absence, absence};
pub use arms::shares;
pub use baseline::{
    Followed, Question, baseline_graph, baseline_limit, follow, next_question, placements, settled,
};
pub use choose::{Choice, choose};
pub use confidence::asks_confidence;
pub use desk::{Desk, track_of};
pub use due::{comes_back, due_on, is_due, wants_teaching};
pub use forecast::{Forecast, Watch, forecast};
pub use pathway::{ELSEWHERE, Repair, called_for, for_a_person, start, step_by_rule, under_way};
pub use pick::check_item;
pub use plan::{PlannedStep, plan};
pub use policy::Policy;
pub use rules::{Evidence, LAST, Trouble, Verdict, asks_for, restart, trace};
pub use support::{Because, LaidOut, laid_out};
pub use what_if::{WhatIf, what_if};
