//! The learner model: what is believed of a learner in one deck, folded from events.
//! Pure and deck-free. `docs/MODEL.md` gives every equation, its source, and what is still a prior.

mod answer;
mod attempt;
mod belief;
mod calibration;
mod daily;
mod estimate;
mod fold;
mod forgetting;
mod joint;
mod load;
mod memory;
mod outcome;
mod params;
mod placement;
mod remember;
mod rows;
mod state;
#[cfg(test)]
mod testing;

pub use belief::Gaussian;
pub use calibration::{
    Calibration, ConfBin, Drift, ModelBin, ModelFit, Prediction, Record, SURE, UNSURE, Week,
    log_loss,
};
pub use daily::{DayTotal, Pace, Recent, Running, Tempo, Today};
pub use estimate::{Band, Estimate};
pub use fold::counted;
pub use fold::undone;
pub use forgetting::{BalanceParams, Forgetting, LeechParams, MemoryParams, OwnForgetting};
pub use joint::{Asking, Joint, JointItem};
pub use memory::{Memory, Rating};
pub use params::{
    BandParams, BeliefParams, CheckParams, Combining, CombiningParams, Component, FitParams,
    GraphParams, HelpParams, PaceParams, Params, PracticeParams, Provenance, Rated, RatingParams,
    ResponseParams, TeachingParams, Trust,
};
pub use state::{
    Baseline, BaselineAnswer, ItemState, Learner, Moment, Open, Outcome, Placed, Sighting,
    SkillState, Untaught,
};

/// The version of this model. Rows made by another version are stale and must be refolded.
pub const MODEL: u32 = 2;
