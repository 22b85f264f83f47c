//! Items as exercises: an instance in the order it is shown, and grading.

mod grade;
mod instance;

pub use grade::{Grade, Part, Slip, accepts, grade, right_answer};
pub use instance::{Instance, open_steps, stage_of};
