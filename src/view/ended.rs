//! The end of a session: what changed.

use super::foresight;
use super::scene::{Change, Ended};
use super::thought::sureness_lately;
use super::words::{ahead, list};
use crate::coach::due_on;
use crate::core::Now;
use crate::session::{Session, Summary};

/// A chance that moved less than this is not worth a line.
pub(super) const WORTH_SAYING: f64 = 0.02;

pub fn ended(session: &Session, summary: &Summary, now: Now) -> Ended {
    let after = session.standings(now);
    let mut changes: Vec<Change> = session
        .deck
        .skills
        .iter()
        .filter_map(|skill| {
            let (before, after) = (session.began.get(&skill.id)?, after.get(&skill.id)?);
            let met_today = session
                .learner
                .skill(&skill.id)
                .last_seen
                .is_some_and(|it| it.day == now.day);
            let moved = (after.estimate.mean - before.estimate.mean).abs() >= WORTH_SAYING;
            (met_today && moved).then(|| Change {
                skill_title: skill.title.clone(),
                before: (*before).into(),
                after: (*after).into(),
            })
        })
        .collect();
    changes.sort_by(|left, right| {
        let size = |it: &Change| (it.after.chance - it.before.chance).abs();
        size(right).total_cmp(&size(left))
    });
    Ended {
        deck_title: session.deck.title.clone(),
        minutes: summary.minutes,
        answered: summary.answered,
        unaided: summary.unaided,
        sentence: sentence(summary),
        foreseen: foresight::of_session(session, summary),
        thought: sureness_lately(session),
        next_time: next_time(session, now),
        changes,
    }
}

fn sentence(summary: &Summary) -> String {
    let minutes = summary.minutes.round().max(1.0);
    match (summary.answered, summary.unaided) {
        (0, _) if summary.cut_short => {
            "Ended before anything was answered. It is all still here.".to_owned()
        }
        (0, _) => {
            "Nothing left to do today. Coming back another day is what makes it stay.".to_owned()
        }
        (answered, unaided) => format!(
            "{answered} answered in {minutes} {}, {unaided} right and alone.",
            if minutes < 2.0 { "minute" } else { "minutes" }
        ),
    }
}

fn next_time(session: &Session, now: Now) -> String {
    let desk = session.desk(now);
    let mut due: Vec<_> = session
        .deck
        .skills
        .iter()
        .filter_map(|skill| Some((due_on(&desk, skill)?, skill)))
        .map(|(due, skill)| (due.max(now.day + 1), skill.title.as_str()))
        .collect();
    due.sort_by_key(|(due, _)| *due);
    let Some(&(first, _)) = due.first() else {
        return "Whenever you like: nothing is remembered yet that could fade.".to_owned();
    };
    let titles: Vec<&str> = due
        .iter()
        .filter(|(due, _)| *due == first)
        .map(|(_, title)| *title)
        .collect();
    format!(
        "{} {}.",
        super::words::sentence(&ahead(first, now.day)),
        come_back(&titles)
    )
}

fn come_back(titles: &[&str]) -> String {
    let verb = if titles.len() == 1 { "comes" } else { "come" };
    format!("{} {verb} back", list(titles, 3))
}
