//! How well the learner model predicts real answers, and which parameters predict best.
//!
//! Histories of answers, one learner's own or many others', are replayed through the learner model
//! that the coach itself runs: each answer is predicted before it is taken in.

mod answers;
mod baselines;
mod bootstrap;
mod difficulty;
mod forgetting;
mod metrics;
mod own_fit;
mod population;
mod prerequisites;
mod ratings;
mod replay;
mod report;
mod responses;
mod scoring;
mod workload;

pub use difficulty::{Calibrator, Difficulties, Difficulty, REPLAYS};
pub use forgetting::{Fit, FitProgress};
pub use own_fit::{OwnAnswers, OwnFit};
pub use population::{AnswerSet, PopulationFit};
pub use prerequisites::{Counts, LikelyPrerequisite, Shown, likely_prerequisites};
pub use ratings::Ratings;
#[cfg(test)]
mod testing;

pub use answers::{Answers, Predictor, Resampled};
pub use bootstrap::{Interval, WALKS};
pub use metrics::BINS;
pub use replay::{History, Predicted, replay};
pub use report::{Bin, Figure, Gain, Measured, Part, PartOf, Report};
pub use responses::{Exported, Responses, ResponsesError, Unknown, write_anonymous};
pub use workload::{DAYS as FORECAST_DAYS, Forecast, Workload};
