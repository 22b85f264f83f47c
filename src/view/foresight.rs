//! What was predicted of sessions, against what came. Said of one as it was; said of several only
//! where chance does not explain it.

use super::words::percent;
use crate::learner::Foreseen;
use crate::session::{Session, Summary};

/// What was predicted of the session that ended, what it came to, and where predictions lean.
pub fn of_session(session: &Session, summary: &Summary) -> Vec<String> {
    let Some(foreseen) = summary.foreseen.filter(Foreseen::is_enough) else {
        return Vec::new();
    };
    std::iter::once(of_one(&foreseen))
        .chain(leaning(session))
        .chain(change(session))
        .collect()
}

fn of_one(it: &Foreseen) -> String {
    let (thought, planned, right) = (it.thought, it.planned, it.right);
    if it.answered == planned {
        return format!(
            "You predicted {thought} of {planned} right alone; it was {right}. I expected {:.0}.",
            it.expected
        );
    }
    format!(
        "You predicted {thought} of {planned} right alone; of the {} that came without help, it was {right}. \
         I expected {:.0} of {planned}.",
        it.answered, it.expected
    )
}

/// What predictions of several sessions came to.
pub fn over_sessions(session: &Session) -> Option<String> {
    let foresight = &session.learner.foresight;
    let clear: Vec<String> = leaning(session)
        .into_iter()
        .chain(change(session))
        .collect();
    if !clear.is_empty() {
        return Some(clear.join(" "));
    }
    let Some(all) = foresight.leaning() else {
        let sessions = foresight.kept.len();
        return (sessions > 0).then(|| {
            format!("You predicted {sessions} of your sessions: too few yet to tell how well.")
        });
    };
    Some(format!(
        "Over {} sessions you predicted {:.0} of {} right alone, and {} were: no clear leaning.",
        all.sessions, all.thought, all.answers, all.right
    ))
}

pub fn leaning(session: &Session) -> Option<String> {
    let it = session.learner.foresight.leaning()?;
    let then = if it.z > 0.0 {
        "a lower number is likely nearer"
    } else {
        "you may expect more of yourself"
    };
    it.is_clear().then(|| {
        format!(
            "Over your last {} predicted sessions you foresaw {:.0} of {} right alone, and {} were: {then}.",
            it.sessions, it.thought, it.answers, it.right
        )
    })
}

fn change(session: &Session) -> Option<String> {
    let (early, late) = session.learner.foresight.change()?;
    let verb = if late < early {
        "come closer"
    } else {
        "were closer at first"
    };
    Some(format!(
        "Your predictions {verb}: by {} points off in the earlier half, by {} since.",
        percent(early),
        percent(late)
    ))
}
