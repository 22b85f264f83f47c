//! How much is laid out for the learner. Worked examples help novices and hinder experts (the
//! expertise reversal effect, Kalyuga et al., 2003), so support follows the belief and how the
//! last ones went: it fades by one stage when what was asked came right, and comes back by one when
//! it did not.

use super::{Desk, Part, pilot};
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
    /// A pilot wants it so.
    Pilot,
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
        ActivityKind::Practice if pilot::is_bare(desk, skill) => (Stage::Bare, Because::Pilot),
        ActivityKind::Practice if !desk.policy.has(Part::Support) => (Stage::Bare, Because::Alone),
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::coach::Policy;
    use crate::core::{Now, StudyDay};
    use crate::deck::{Deck, Exercise, Library};
    use crate::learner::{Fading, Learner, Params};

    fn now() -> Now {
        Now::parse("2026-11-22T09:00:00+01:00").unwrap()
    }

    /// Someone with such a belief about a skill, whose last answers went so.
    fn learner(deck: &Deck, skill: &SkillId, theta: f64, fading: Fading) -> Learner {
        let mut learner = Learner::new(&Params::default());
        let mut state = learner.fresh.clone();
        state.theta.mean = theta;
        state.theta.variance = 0.05;
        state.attempts = u32::from(fading.times);
        state.fading = fading;
        assert!(deck.skill(skill).is_some());
        learner.skills.insert(skill.clone(), state);
        learner
    }

    fn with_desk<T>(deck: &Deck, learner: &Learner, run: impl Fn(&Desk<'_>) -> T) -> T {
        let (params, policy) = (Params::default(), Policy::default());
        run(&Desk::new(deck, learner, &params, &policy, now()))
    }

    fn way() -> impl Strategy<Value = Way> {
        prop::sample::select(vec![Way::Missed, Way::Hinted, Way::LaidOut, Way::Alone])
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn support_keeps_to_the_belief(
            theta in -4.0..6.0_f64,
            next in prop::option::of(prop::sample::select(Stage::ALL[1..].to_vec())),
            way in way(),
            times in 1..4_u16,
            picked in any::<prop::sample::Index>(),
        ) {
            let library = Library::load(&[]);
            let deck = &library.decks()[0];
            let item = picked.get(&deck.items);
            let skill = &item.skills[0];
            let fading = Fading { next, way, times, example: None };
            let learner = learner(deck, skill, theta, fading);
            let (chance, shown) = with_desk(deck, &learner, |desk| (
                desk.estimate_by_id(skill).mean,
                laid_out(desk, skill, ActivityKind::Practice, Some(item)),
            ));
            prop_assert!(shown.stage > Stage::Example);
            prop_assert!(chance < BARE_FROM || shown.stage >= Stage::Bare);
            prop_assert!(chance >= STRONG_FROM || shown.stage <= Stage::Bare);
            let steps = matches!(item.exercise, Exercise::Steps { .. });
            prop_assert!(steps || shown.stage != Stage::Faded, "it has no steps");
        }

        #[test]
        fn a_worked_example_is_never_left_bare(
            stage in prop::sample::select(Stage::ALL.to_vec()),
            right in any::<bool>(),
        ) {
            let library = Library::load(&[]);
            let deck = &library.decks()[0];
            let skill = deck.skills.iter().find(|it| it.example.is_some()).unwrap();
            let day = StudyDay(20_000);
            let fading = Fading {
                example: Some(Worked { stage, right, day }),
                ..Fading::default()
            };
            let learner = learner(deck, &skill.id, 0.0, fading);
            let shown = with_desk(deck, &learner, |desk| {
                laid_out(desk, &skill.id, ActivityKind::Example, None)
            });
            prop_assert!(shown.stage <= Stage::Faded);
            prop_assert_eq!(shown.because, Because::Before { right });
        }
    }

    /// From a worked example to nothing laid out, and back by one where it does not come.
    #[test]
    fn a_novice_is_led_from_the_last_step_to_the_whole_exercise() {
        let library = Library::load(&[]);
        let deck = &library.decks()[0];
        let with_steps =
            |it: &&Item| matches!(&it.exercise, Exercise::Steps { steps, .. } if steps.len() > 2);
        let item = deck.items.iter().find(with_steps).unwrap();
        let skill = &item.skills[0];
        let stage = |next: Option<Stage>, way| {
            let times = u16::from(next.is_some());
            let fading = Fading {
                next,
                way,
                times,
                example: None,
            };
            let novice = learner(deck, skill, -3.0, fading);
            with_desk(deck, &novice, |desk| {
                laid_out(desk, skill, ActivityKind::Practice, Some(item)).stage
            })
        };
        assert_eq!(stage(None, Way::Missed), Stage::Guided);
        assert_eq!(stage(Some(Stage::Faded), Way::LaidOut), Stage::Faded);
        assert_eq!(stage(Some(Stage::Bare), Way::LaidOut), Stage::Bare);
        assert_eq!(stage(Some(Stage::Faded), Way::Missed), Stage::Faded);
    }
}
