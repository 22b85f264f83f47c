//! What is said to who was sure and is not right: the misconception against what holds, and one
//! thing to do about it now.

use super::Seen;
use crate::core::{ActivityKind, MisconceptionId};
use crate::deck::{Exercise, Misconception};

/// The whole contrast, unless it comes next anyway or was read today already.
pub fn repair(seen: &Seen<'_>, id: &MisconceptionId, found: &Misconception) -> String {
    let comes_next = seen.told.next.as_ref().is_some_and(|next| {
        next.activity == ActivityKind::Repair && next.misconception.as_ref() == Some(id)
    });
    let repaired = seen.session.learner.repaired.get(id);
    let read_today = repaired.is_some_and(|it| it.day == seen.now.day);
    if seen.is_deep() && !comes_next && !read_today {
        found.repair.clone()
    } else {
        String::new()
    }
}

/// One thing to do before going on; empty where nothing asks for it.
pub fn to_do(seen: &Seen<'_>) -> &'static str {
    let Some(item) = seen.item.filter(|_| seen.is_deep()) else {
        return "";
    };
    let has_code = item.prompt.contains("```");
    match &item.exercise {
        Exercise::Choice { .. } | Exercise::Multi { .. } if has_code => {
            "Find the line of the code that decides it, and say in one sentence why."
        }
        Exercise::Choice { .. } | Exercise::Multi { .. } | Exercise::Short { .. } => {
            "Say in one sentence what tells your answer from the right one."
        }
        Exercise::Cloze { .. } => {
            "Read it once with the right words in place, and say why yours do not fit."
        }
        Exercise::Number { .. } => {
            "Work it out once more from the start, and find where the two ways part."
        }
        Exercise::Order { .. } => {
            "Take the first line that stood wrong, and say what has to come before it."
        }
        Exercise::Steps { .. } => "Do the first step that went wrong once more, without looking.",
        Exercise::Recall { .. } => "Say what was left out once, in your own words.",
    }
}
