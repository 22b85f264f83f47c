//! Simulated learners, to compare the coach with other ways of choosing what to do. Pure: the same
//! seed gives the same figures.
//!
//! What a simulation shows is that a policy is sound if learners are as a family has them; not that
//! people learn more. `docs/SIMULATION.md` describes the families, the ways and their limits.

mod chance;
mod course;
mod diary;
mod family;
mod report;
mod run;
mod student;
mod ways;

pub use course::{Course, Shape};
pub use family::{Effect, Family};
pub use report::{Ablation, Comparison, Figure, Group, Ratio, Report, WayFigures};
pub use run::{Setup, run};
pub use ways::Way;
