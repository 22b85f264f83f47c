//! How much is laid out for the learner. Worked examples help novices and hinder experts (the
//! expertise reversal effect, Kalyuga et al., 2003), so support follows the belief and how the
//! last ones went: it fades by one stage when what was asked came right, and comes back by one when
//! it did not.

use super::Desk;
use crate::core::{ActivityKind, SkillId, Stage};
use crate::deck::{Example, Item};
use crate::exercise::stage_of;
use crate::learner::{Way, Worked};

/// Below this chance a first exercise is partly laid out.†
const GUIDED_BELOW: f64 = 0.4;
/// From this chance on no step stands there worked, whatever came before.†
const BARE_FROM: f64 = 0.6;
/// From this chance on a worked example comes only when it is asked for and, with two unaided
/// successes, nothing but the problem is shown.†
pub const STRONG_FROM: f64 = 0.8;

/// How much is laid out, and why so much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaidOut {
    pub stage: Stage,
    pub because: Because,
}

/// Why so much is laid out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Because {
    /// It is about what can be done alone.
    Alone,
    /// Within a repair each exercise is tried alone.
    Repair,
    /// It is to be read first.
    First,
    /// The worked example was gone through before, and its questions answered so.
    Before { right: bool },
    /// Nothing was answered yet.
    New,
    /// The chance is so high, or so low.
    Chance(f64),
    /// The last ones, so many in a row, came about like this.
    Last { way: Way, times: u16 },
}

/// Whether a worked example would hinder more than it helps.
pub fn is_strong(desk: &Desk<'_>, skill: &SkillId) -> bool {
    desk.estimate_by_id(skill).mean >= STRONG_FROM
}

/// How much a step lays out for the learner.
pub fn laid_out(
    desk: &Desk<'_>,
    skill: &SkillId,
    activity: ActivityKind,
    item: Option<&Item>,
) -> LaidOut {
    let chance = || desk.estimate_by_id(skill).mean;
    let (stage, because) = match activity {
        ActivityKind::Baseline | ActivityKind::Check | ActivityKind::Stretch => {
            (Stage::Open, Because::Alone)
        }
        ActivityKind::Example => of_example(desk, skill),
        ActivityKind::Lesson | ActivityKind::Repair => (Stage::Example, Because::First),
        ActivityKind::Review if chance() >= STRONG_FROM => (Stage::Open, Because::Chance(chance())),
        ActivityKind::Review => (Stage::Bare, Because::Chance(chance())),
        ActivityKind::Practice => of_exercise(desk, skill, item, chance()),
        ActivityKind::Reflection => (Stage::Bare, Because::First),
    };
    LaidOut { stage, because }
}

fn of_exercise(
    desk: &Desk<'_>,
    skill: &SkillId,
    item: Option<&Item>,
    chance: f64,
) -> (Stage, Because) {
    let state = desk.learner.skill(skill);
    let fading = &state.fading;
    let last = Because::Last {
        way: fading.way,
        times: fading.times,
    };
    let (wanted, because) = match fading.next {
        Some(next) => (next, last),
        None if chance >= GUIDED_BELOW => (Stage::Bare, Because::Chance(chance)),
        None if state.attempts == 0 => (Stage::Guided, Because::New),
        None => (Stage::Guided, Because::Chance(chance)),
    };
    let least = match chance {
        strong if strong >= BARE_FROM => Stage::Bare,
        some if some >= GUIDED_BELOW => Stage::Faded,
        _ => Stage::Guided,
    };
    let most = if chance >= STRONG_FROM {
        Stage::Open
    } else {
        Stage::Bare
    };
    let bounded = wanted.clamp(least, most);
    let open = desk.learner.pathways.open.as_ref();
    if open.is_some_and(|it| it.started.skill == *skill) && bounded < Stage::Bare {
        return (Stage::Bare, Because::Repair);
    }
    let because = if bounded == wanted {
        because
    } else {
        Because::Chance(chance)
    };
    let missed = fading.next.is_some() && fading.way == Way::Missed;
    let shown = item.map_or(bounded, |item| stage_of(item, bounded, missed));
    (shown, because)
}

/// The worked example leaves more open each time it comes back; one that asks nothing cannot.
fn of_example(desk: &Desk<'_>, skill: &SkillId) -> (Stage, Because) {
    let example = desk.deck.skill(skill).and_then(|it| it.example.as_ref());
    let fading = &desk.learner.skill(skill).fading;
    match fading.example {
        Some(Worked { right, .. }) if example.is_some_and(asks) => {
            (fading.of_example(), Because::Before { right })
        }
        _ => (Stage::Example, Because::First),
    }
}

fn asks(example: &Example) -> bool {
    example.steps.iter().any(|step| step.ask.is_some())
}
