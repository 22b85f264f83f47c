//! The last pause, as long as what waited meanwhile has not been come back to.

use super::Desk;
use super::due::wants_teaching;
use crate::core::StudyDay;
use crate::learner::Memory;

/// Study days without study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// From the last day of study before it.
    pub days: i32,
    /// The first day of study after it: today, if it ends now.
    pub back_on: StudyDay,
}

/// The longest pause that is not over: the one that ends today, or one after which something still
/// waits that wanted to come back before it ended. None before the second day of study.
pub fn absence(desk: &Desk<'_>) -> Option<Absence> {
    let today = desk.now.day;
    let studied = desk.learner.days.keys().copied();
    let mut ends: Vec<StudyDay> = studied.filter(|day| *day < today).collect();
    ends.push(today);
    let waits_since = waits_since(desk).unwrap_or(today);
    ends.windows(2)
        .filter_map(|pair| match pair {
            [before, after] => Some(Absence {
                days: after.days_since(*before),
                back_on: *after,
            }),
            _ => None,
        })
        .filter(|it| it.back_on == today || it.back_on > waits_since)
        .max_by_key(|it| (it.days, it.back_on))
}

/// The day on which the first of all that now waits wanted to come back.
fn waits_since(desk: &Desk<'_>) -> Option<StudyDay> {
    let learner = desk.learner;
    let overdue = |memory: &Memory| {
        let waits = memory.due < desk.now.day && memory.rated_on < Some(desk.now.day);
        waits.then_some(memory.due)
    };
    let skills = learner.skills.iter().filter_map(|(id, state)| {
        let due = overdue(state.memory.as_ref()?)?;
        let skill = desk.deck.skill(id)?;
        let comes = !desk.is_aside(id) && !wants_teaching(skill, state);
        comes.then_some(due)
    });
    let items = learner.items.iter().filter_map(|(id, state)| {
        let due = overdue(state.memory.as_ref()?)?;
        (!desk.is_suspended(desk.deck.item(id)?)).then_some(due)
    });
    skills.chain(items).min()
}
