//! A question before a session, which can always be passed over.

use serde::Serialize;

use crate::core::DeckId;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Opening {
    pub deck: DeckId,
    pub deck_title: String,
    pub question: Question,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Question {
    /// Whether what they wrote helped: yes, partly, no.
    Return {
        /// "On Tuesday you wrote: …"
        written: String,
        question: String,
    },
    /// How many of the exercises will come right alone: a number from 0 to `exercises`.
    Predict { exercises: u16, question: String },
}
