//! A question to take to a person.

use serde::Serialize;

use crate::core::SkillId;

/// What two repairs in a row did not help with, put so that it can be sent to someone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonQuestion {
    pub skill: SkillId,
    pub skill_title: String,
    /// Plain text, of the deck's words and the learner's own answers.
    pub text: String,
}
