//! The learner model: what is believed of a learner in one deck, folded from events.
//! Pure and deck-free. `docs/MODEL.md` gives every equation, its source, and what is still a prior.

mod answer;
mod attempt;
mod belief;
mod calibration;
mod daily;
mod estimate;
mod features;
mod fold;
mod forgetting;
mod joint;
mod load;
mod memory;
mod outcome;
mod params;
mod params_file;
mod part;
mod pilot;
mod placement;
mod remember;
mod rows;
mod state;
#[cfg(test)]
mod testing;
mod traits;
mod trust;
mod tuning;

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
    BandParams, BeliefParams, CheckParams, Component, FitParams, GraphParams, HelpParams, Normal,
    PaceParams, Params, Provenance, Rated, RatingParams, RatingTrust, ResponseParams, SHIPPED,
    TeachingParams, TraitParams, TrustParams,
};
pub use params_file::ParamsError;
pub use pilot::{Pilot, Trial, TrialOutcome};
pub use state::{
    Baseline, BaselineAnswer, Form, ItemState, Learner, Moment, Open, Outcome, Placed, Sighting,
    SkillState, Untaught,
};
pub use traits::{Trait, Traits};
pub use trust::Trust;
pub use tuning::{OwnParams, TUNABLES, Tunable};

/// The version of this model. Rows made by another version are stale and must be refolded.
pub const MODEL: u32 = 4;
