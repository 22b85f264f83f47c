//! The learner model: what is believed of a learner in one deck, folded from events.
//! Pure and deck-free. `docs/MODEL.md` gives every equation, its source, and what is still a prior.

mod answer;
mod attempt;
mod belief;
mod daily;
mod estimate;
mod fold;
mod joint;
mod memory;
mod outcome;
mod params;
mod placement;
mod rows;
mod state;
#[cfg(test)]
mod testing;

pub use belief::Gaussian;
pub use daily::{
    Calibration, ConfBin, DayTotal, ModelBin, ModelFit, Pace, Recent, Running, Tempo, Today,
    log_loss,
};
pub use estimate::{Band, Estimate};
pub use fold::counted;
pub use joint::{Joint, JointItem};
pub use memory::{Memory, Rating};
pub use params::{
    BandParams, BeliefParams, CheckParams, Combining, CombiningParams, Component, FitParams,
    Forgetting, GraphParams, HelpParams, MemoryParams, PaceParams, Params, PracticeParams,
    Provenance, RatingParams, ResponseParams, TeachingParams,
};
pub use state::{
    Baseline, BaselineAnswer, ItemState, Learner, Moment, Open, Outcome, Placed, Sighting,
    SkillState,
};

/// The version of this model. Rows made by another version are stale and must be refolded.
pub const MODEL: u32 = 1;
