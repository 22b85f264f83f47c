//! The coach: what next, how much help, and why. Pure: reads a deck and a learner, decides.

mod absence;
mod arms;
mod baseline;
mod candidates;
mod choose;
mod claim;
mod confidence;
mod desk;
mod due;
mod forecast;
mod foresee;
mod imagine;
mod parts;
mod pathway;
mod pick;
mod pilot;
mod plan;
mod play;
mod policy;
mod preference;
mod rules;
mod stumble;
mod support;
mod what_if;
mod worth;

pub use absence::{Absence, absence};
pub use arms::shares;
pub use baseline::{
    Followed, Question, baseline_graph, baseline_limit, follow, next_question, placements, settled,
};
pub use choose::{Choice, choose};
pub use claim::{CLAIM_MISSED, CLAIMED, ClaimPlace, claim_goes_on, claim_place};
pub use confidence::asks_confidence;
pub use desk::{Desk, track_of};
pub use due::{comes_back, due_now, due_on, is_due, next_return, wants_teaching};
pub use forecast::{Forecast, Watch, forecast};
pub use foresee::{Foreseeable, foreseeable, wants_prediction};
pub use parts::Part;
pub use pathway::{ELSEWHERE, Repair, called_for, for_a_person, start, step_by_rule, under_way};
pub use pick::check_item;
pub use pilot::{IN_A_ROW, tells_way, way_of, way_rule};
pub use plan::{PlannedStep, plan};
pub use policy::Policy;
pub use preference::YOUR_CHOICES;
pub use rules::{Evidence, LAST, Trouble, Verdict, asks_for, restart, trace};
pub use stumble::{Block, WARM_UP, prepared_by, stumbling_blocks, warm_up};
pub use support::{Because, LaidOut, laid_out};
pub use what_if::{WhatIf, what_if};
