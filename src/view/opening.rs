//! The questions before a session, in words.

use super::scene::{Opening, Question};
use super::words::{ago, sentence};
use crate::core::{Helped, Now};
use crate::session::{self, Session};

pub fn opening(session: &Session, question: session::Opening, now: Now) -> Opening {
    Opening {
        deck: session.deck.id.clone(),
        deck_title: session.deck.title.clone(),
        question: match question {
            session::Opening::Return => Question::Return {
                written: written(session, now).unwrap_or_default(),
                question: "Did it help?".to_owned(),
            },
            session::Opening::Predict(it) => Question::Predict {
                exercises: it.exercises,
                question: format!(
                    "Of the next {} or so exercises without help, how many will you get right alone?",
                    it.exercises
                ),
            },
        },
    }
}

/// What the learner wrote on an earlier day, with what they have said of it since.
pub fn written(session: &Session, now: Now) -> Option<String> {
    let reflected = session.learner.reflection.as_ref();
    let it = reflected.filter(|it| it.day < now.day)?;
    let when = sentence(&ago(it.day, now.day));
    let said = helped(it.helped);
    Some(format!("{when} you wrote: “{}”{said}", it.text))
}

/// What was said of it, as a sentence that follows what was written.
pub fn helped(said: Option<Helped>) -> &'static str {
    match said {
        Some(Helped::Yes) => " It helped.",
        Some(Helped::Partly) => " It helped in part.",
        Some(Helped::No) => " It did not help.",
        None => "",
    }
}
