//! How well the learner model predicts real answers, and which parameters predict best.
//!
//! Histories of answers, one learner's own or many others', are replayed through the learner model
//! that the coach itself runs: each answer is predicted before it is taken in.

mod forgetting;
mod ratings;
mod replay;
mod responses;
mod workload;

pub use forgetting::{Fit, FitProgress};
pub use ratings::Ratings;
pub use replay::{History, Predicted, replay};
pub use responses::{Responses, ResponsesError};
pub use workload::{DAYS as FORECAST_DAYS, Forecast, Workload};
