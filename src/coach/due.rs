//! When a skill wants to come back, and whether it was ever taught.

use super::{Desk, Part};
use crate::core::StudyDay;
use crate::deck::{Skill, SkillKind};
use crate::learner::{Band, Memory, SkillState};

/// The day on which nothing comes back any more.
const NEVER: StudyDay = StudyDay(i32::MAX);

/// Whether the skill was never taught although it could be, nor shown to need no teaching.
pub fn wants_teaching(skill: &Skill, state: &SkillState) -> bool {
    let can_be_taught = !skill.lesson.is_empty() || skill.example.is_some();
    let taught = state.lesson_on.is_some() || state.example_on.is_some();
    let shown = state.placed.is_some_and(|placed| placed.shown) || state.passed_check_at.is_some();
    can_be_taught && !taught && !shown
}

/// Whether a remembered skill wants to come back today.
pub fn is_due(desk: &Desk<'_>, skill: &Skill) -> bool {
    let state = desk.learner.skill(&skill.id);
    state.last_seen.is_none_or(|it| it.day < desk.now.day)
        && due_on(desk, skill).is_some_and(|due| due <= desk.now.day)
}

/// The study day on which a skill wants to come back: when its memory says so or, while it is not
/// secure yet, sooner (successive relearning: after one day, then three). What is still to be
/// taught is not remembered but taught.
pub fn due_on(desk: &Desk<'_>, skill: &Skill) -> Option<StudyDay> {
    let state = desk.learner.skill(&skill.id);
    let by_memory = comes_back(desk, state.memory.as_ref()?);
    if wants_teaching(skill, state)
        && desk.estimate_by_id(&skill.id).mean < desk.policy.check_instead
    {
        return None;
    }
    let taught = state.lesson_on.is_some() || state.example_on.is_some();
    let relearn = match (state.success_days, state.last_success_on) {
        _ if !taught || !desk.policy.has(Part::Relearning) => None,
        (1, Some(last)) => Some(last + 1),
        (days, Some(last)) if days > 1 && days < desk.policy.secure_days => Some(last + 3),
        _ => None,
    };
    let fading = (desk.band(&skill.id) == Band::Fading).then_some(desk.now.day);
    [relearn, fading]
        .into_iter()
        .flatten()
        .chain([by_memory])
        .min()
}

/// How many memory units want to come back today; what the learner put aside does not.
pub fn due_now(desk: &Desk<'_>) -> usize {
    let skills = remembered_skills(desk).filter(|skill| is_due(desk, skill));
    let items = remembered_items(desk)
        .filter(|it| comes_back(desk, it) <= desk.now.day && it.rated_on < Some(desk.now.day));
    skills.count() + items.count()
}

/// The first day after today on which something comes back.
pub fn next_return(desk: &Desk<'_>) -> Option<StudyDay> {
    let skills = remembered_skills(desk).filter_map(|skill| due_on(desk, skill));
    let items = remembered_items(desk).map(|it| comes_back(desk, it));
    let days = skills.chain(items);
    days.map(|due| due.max(desk.now.day + 1)).min()
}

/// Skills that are remembered as a whole.
fn remembered_skills<'a>(desk: &Desk<'a>) -> impl Iterator<Item = &'a Skill> {
    let aside = |skill: &&Skill| desk.is_aside(&skill.id);
    let skills = desk.deck.skills.iter();
    skills.filter(move |skill| skill.kind != SkillKind::Facts && !aside(skill))
}

/// The memories of items that are remembered each on its own.
fn remembered_items<'a>(desk: &Desk<'a>) -> impl Iterator<Item = &'a Memory> {
    let items = desk.deck.items.iter();
    let there = items.filter(|item| !desk.is_suspended(item));
    there.filter_map(|item| desk.learner.items.get(&item.id)?.memory.as_ref())
}

/// The study day on which a memory unit comes back: as its memory has it or, where that serves an
/// exam better, sooner.
pub fn comes_back(desk: &Desk<'_>, memory: &Memory) -> StudyDay {
    if !desk.policy.has(Part::Reviews) {
        return NEVER;
    }
    let target = desk.policy.exam_retention.max(desk.params.memory.retention);
    let before_exam = desk
        .exam()
        .and_then(|exam| before_exam(memory, exam, target, desk.policy.exam_days));
    before_exam.map_or(memory.due, |day| day.min(memory.due))
}

/// The day before an exam from which a unit wants one more repetition, so that it is known best on
/// the day itself: as early as it then still lasts, within the last week; none where it lasts until
/// the exam as it is. Reviews that would come after the exam are so drawn before it. They are not
/// spread here: from that day on the unit waits its turn in the day's minutes.
fn before_exam(memory: &Memory, exam: StudyDay, target: f64, days: i32) -> Option<StudyDay> {
    if memory.retrievability_on(exam) >= target {
        return None;
    }
    let lasts = memory.interval(target).floor() as i32;
    let day = exam - lasts.clamp(1, days);
    Some(day.max(memory.last + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::core::Now;
    use crate::event::MemoryUnit;
    use crate::learner::{Params, Rating};

    const EXAM: StudyDay = StudyDay(20_100);
    const TARGET: f64 = 0.95;

    fn on(day: StudyDay) -> Now {
        Now {
            utc_ms: i64::from(day.0) * 86_400_000,
            day,
            ..Now::EPOCH
        }
    }

    fn reviewed(before: Option<Memory>, rating: Rating, day: StudyDay) -> Memory {
        let params = Params::default();
        let (forgetting, unit) = (&params.memory.item, MemoryUnit::Item);
        Memory::review(&params, forgetting, unit, before, rating, on(day))
    }

    fn of_stability(days: f64, last: StudyDay) -> Memory {
        Memory {
            stability: days,
            due: last + days.round() as i32,
            ..reviewed(None, Rating::Good, last)
        }
    }

    fn drawn(memory: &Memory) -> Option<i32> {
        before_exam(memory, EXAM, TARGET, 7).map(|day| EXAM.0 - day.0)
    }

    #[test]
    fn a_review_that_would_come_after_the_exam_comes_before_it() {
        // R falls to .95 about 40 % into the days in which it falls to .9.
        assert_eq!(drawn(&of_stability(60.0, EXAM - 50)), Some(7));
        assert_eq!(drawn(&of_stability(10.0, EXAM - 8)), Some(4));
        assert_eq!(drawn(&of_stability(1.0, EXAM - 3)), Some(1));
    }

    #[test]
    fn what_lasts_until_the_exam_is_left_alone() {
        assert_eq!(drawn(&of_stability(400.0, EXAM - 20)), None);
        assert_eq!(drawn(&of_stability(60.0, EXAM - 5)), None);
    }

    #[test]
    fn what_was_just_repeated_is_not_asked_again_the_same_day() {
        assert_eq!(drawn(&of_stability(0.5, EXAM - 1)), Some(0));
    }

    proptest! {
        #[test]
        fn on_the_day_all_is_known_as_well_as_a_review_can_make_it(
            ratings in prop::collection::vec(0..4_usize, 1..6),
            started in 1..300_i32,
        ) {
            const RATINGS: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];
            let mut memory: Option<Memory> = None;
            let mut day = EXAM - started;
            let mut ratings = ratings.into_iter();
            while day < EXAM {
                // Remembered from where the ratings end.
                let rating = ratings.next().map_or(Rating::Good, |it| RATINGS[it]);
                let after = reviewed(memory, rating, day);
                let drawn = before_exam(&after, EXAM, TARGET, 7);
                day = drawn.map_or(after.due, |it| it.min(after.due));
                prop_assert!(day > after.last);
                memory = Some(after);
            }
            let memory = memory.unwrap();
            let known = memory.retrievability_on(EXAM) >= TARGET;
            prop_assert!(known || memory.last == EXAM - 1, "{memory:?}");
        }
    }
}
