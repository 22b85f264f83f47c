//! What a skill remembers of an answer: successes, checks, strength.

use super::answer::Answer;
use super::calibration::ConfBin;
use super::daily::push_bounded;
use super::estimate::is_strong;
use super::params::{CheckParams, Params};
use super::state::{Learner, Outcome, SkillState};
use crate::core::{ActivityKind, Confidence, Now, SkillId};
use crate::event::{Attempt, Guess, ItemVersion};

/// How many answers a skill remembers one by one.
const OUTCOMES: usize = 8;

impl Learner {
    /// What a skill remembers of an answer, checks and strength included.
    pub(super) fn note_outcome(
        &mut self,
        params: &Params,
        now: Now,
        skill: &SkillId,
        item: &ItemVersion,
        attempt: &Attempt,
        answer: &Answer,
    ) {
        let state = self.skill_mut(skill);
        state.attempts += 1;
        state.last_seen = Some(now.into());
        if answer.right {
            state.unaided_right += 1;
            state.successes_today += 1;
            if state.last_success_on != Some(now.day) {
                state.success_days = state.success_days.saturating_add(1);
                state.last_success_on = Some(now.day);
            }
        } else {
            state.misses_today += 1;
        }
        if let Some(confidence) = attempt.confidence {
            ConfBin::count(&mut state.confidence, confidence, answer.score);
        }
        if state.rating.is_some() && !state.taught_since_rating() {
            let shown = &mut state.untaught;
            shown.n += 1;
            shown.right += u32::from(answer.right);
            shown.by_chance += params.response.guess(item.guess, Some(Confidence::Guess));
        }
        let outcome = Outcome {
            item: item.item.clone(),
            day: now.day,
            score: answer.score,
            support: attempt.support,
            level: item.level,
            confidence: attempt.confidence,
            activity: attempt.activity,
        };
        push_bounded(&mut state.recent, outcome, OUTCOMES);
        if attempt.activity == ActivityKind::Check {
            note_check(&params.checks, now, state, item, answer);
        }
        if !answer.unaided {
            state.last_help_ms = Some(now.utc_ms);
        }
        if state.passed_check_at.is_some() || state.strong_since.is_some() {
            self.note_strength(params, now, skill);
        }
    }

    fn note_strength(&mut self, params: &Params, now: Now, skill: &SkillId) {
        let estimate = self.estimate(params, skill, std::iter::empty(), now);
        let state = self.skill_mut(skill);
        if estimate.mean < params.bands.gap {
            state.strong_since = None;
        } else if state.passed_check_at.is_some() && is_strong(params, estimate) {
            state.strong_since.get_or_insert(now.day);
        }
    }
}

/// A check passes with one produced answer, or with several different items picked rightly, at the
/// target level or above and at least a day after the last help; never self-graded.
fn note_check(
    params: &CheckParams,
    now: Now,
    state: &mut SkillState,
    item: &ItemVersion,
    answer: &Answer,
) {
    if answer.credit.is_none() {
        return;
    }
    if !answer.right {
        // Failing above the target takes back nothing that was shown at it.
        if answer.against_target.is_le() {
            state.failed_check_on = Some(now.day);
            state.passed_check_at = None;
            state.picked_in_checks.clear();
        }
        return;
    }
    let rested = state
        .last_help_ms
        .is_none_or(|help| now.days_since(help) >= params.days_after_help);
    if !rested || answer.against_target.is_lt() {
        return;
    }
    let picked = &mut state.picked_in_checks;
    if matches!(item.guess, Guess::Picked(_)) && !picked.contains(&item.item) {
        picked.push(item.item.clone());
    }
    if item.guess == Guess::Produced || picked.len() >= params.picked {
        state.passed_check_at = Some(now.into());
        picked.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::{StudyDay, Support};
    use crate::event::{Body, SelfRating, Walk};
    use crate::learner::Band;
    use crate::learner::testing::{Log, at, in_check, item, right, studied, wrong};

    fn passed(log: &Log) -> Option<StudyDay> {
        let learner = log.fold();
        learner.skill(&"a".into()).passed_check_at.map(|it| it.day)
    }

    fn picked(id: u128) -> ItemVersion {
        ItemVersion {
            guess: Guess::Picked(4),
            ..item(id, &["a"])
        }
    }

    #[test]
    fn a_self_rating_is_held_against_the_answers_before_teaching() {
        let (produced, choice) = (item(1, &["a"]), picked(2));
        let rated = Body::SelfRating(SelfRating {
            skill: "a".into(),
            rating: 3,
        });
        let shown = |log: &Log| {
            let it = log.fold().skill(&"a".into()).untaught;
            (it.n, it.right, it.by_chance)
        };
        let mut log = Log::default();
        log.answer(&produced, right(&produced));
        assert_eq!(shown(&log), (0, 0, 0.0), "nothing was thought yet");
        log.add(rated.clone());
        log.answer(&produced, right(&produced));
        let hinted = Attempt {
            support: Support::Hints,
            hints: 1,
            ..right(&choice)
        };
        log.answer(&choice, hinted);
        assert_eq!(shown(&log), (2, 1, 0.25));
        log.after_days(1);
        log.add(Body::Studied(studied("a", Walk::Lesson)));
        log.answer(&produced, right(&produced));
        assert_eq!(shown(&log), (2, 1, 0.25), "what was taught is not counted");
        log.after_days(1);
        log.add(rated);
        log.answer(&produced, wrong(&produced));
        assert_eq!(shown(&log), (1, 0, 0.0), "another rating begins anew");
    }

    #[test]
    fn one_produced_answer_passes_a_check() {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        log.answer(&asked, right(&asked));
        assert_eq!(passed(&log), None);
        log.answer(&asked, in_check(right(&asked)));
        assert_eq!(passed(&log), Some(at(0).day));
        log.answer(&asked, in_check(wrong(&asked)));
        assert_eq!(passed(&log), None);
        let learner = log.fold();
        assert_eq!(learner.skill(&"a".into()).failed_check_on, Some(at(0).day));
    }

    #[test]
    fn two_different_items_picked_pass_a_check() {
        let mut log = Log::default();
        for asked in [picked(1), picked(1)] {
            log.answer(&asked, in_check(right(&asked)));
            assert_eq!(passed(&log), None);
        }
        let other = picked(2);
        log.answer(&other, in_check(right(&other)));
        assert_eq!(passed(&log), Some(at(0).day));
    }

    #[test]
    fn grading_oneself_passes_no_check() {
        let mut log = Log::default();
        for id in 1..5 {
            let asked = ItemVersion {
                guess: Guess::SelfGraded,
                ..item(id, &["a"])
            };
            log.answer(&asked, in_check(right(&asked)));
        }
        assert_eq!(passed(&log), None);
    }

    #[test]
    fn a_check_takes_a_day_since_the_last_help() {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        log.add(Body::Studied(studied("a", Walk::Lesson)));
        log.after_minutes(24 * 60 - 1);
        log.answer(&asked, in_check(right(&asked)));
        assert_eq!(passed(&log), None);
        log.after_minutes(1);
        log.answer(&asked, in_check(right(&asked)));
        assert_eq!(passed(&log), Some(at(log.ms).day));

        let hinted = Attempt {
            support: Support::Hints,
            hints: 1,
            ..right(&asked)
        };
        let mut log = Log::default();
        log.answer(&asked, hinted);
        log.after_minutes(60);
        log.answer(&asked, in_check(right(&asked)));
        assert_eq!(passed(&log), None);
    }

    #[test]
    fn a_check_is_at_the_target_or_above() {
        let at_level = |level| ItemVersion {
            level,
            ..item(u128::from(level), &["a"])
        };
        let passes = |level| {
            let asked = at_level(level);
            let mut log = Log::default();
            log.answer(&asked, in_check(right(&asked)));
            passed(&log).is_some()
        };
        assert_eq!(
            [1, 2, 3, 4, 5].map(passes),
            [false, false, true, true, true]
        );

        let mut log = Log::default();
        log.answer(&at_level(3), in_check(right(&at_level(3))));
        log.answer(&at_level(5), in_check(wrong(&at_level(5))));
        assert!(passed(&log).is_some());
    }

    #[test]
    fn days_of_success_count_once_each() {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        for _ in 0..3 {
            log.answer(&asked, right(&asked));
            log.after_minutes(5).answer(&asked, right(&asked));
            log.after_days(1).answer(&asked, wrong(&asked));
            log.after_days(1);
        }
        let learner = log.fold();
        let state = learner.skill(&"a".into());
        assert_eq!((state.success_days, state.unaided_right), (3, 6));
        assert_eq!(state.recent.len(), OUTCOMES);
    }

    #[test]
    fn strength_is_shown_fades_and_is_lost() {
        let params = Params::default();
        let skill: SkillId = "a".into();
        let items: Vec<ItemVersion> = (1..9).map(|id| item(id, &["a"])).collect();
        let mut log = Log::default();
        let band = |log: &Log| {
            let learner = log.fold();
            let estimate = learner.estimate(&params, &skill, items.iter(), at(log.ms));
            learner.band(&params, &skill, estimate)
        };
        assert_eq!(band(&log), Band::Unknown);
        for asked in &items[..4] {
            log.answer(asked, right(asked));
            log.after_days(1);
        }
        assert_eq!(band(&log), Band::Growing);
        assert_eq!(log.fold().skill(&skill).strong_since, None);

        log.answer(&items[0], in_check(right(&items[0])));
        let since = Some(at(log.ms).day);
        assert_eq!(band(&log), Band::Strong);
        assert_eq!(log.fold().skill(&skill).strong_since, since);

        let chance = |log: &Log| {
            let learner = log.fold();
            learner.estimate(&params, &skill, items.iter(), at(log.ms))
        };
        let strong = chance(&log).mean;
        log.after_days(2_000);
        assert!(chance(&log).mean < strong - 0.03);
        for asked in &items[5..7] {
            log.answer(asked, wrong(asked));
        }
        assert_eq!(band(&log), Band::Fading);
        assert_eq!(log.fold().skill(&skill).strong_since, since);

        for asked in items.iter().cycle().take(24) {
            log.after_minutes(1).answer(asked, wrong(asked));
        }
        assert_eq!(log.fold().skill(&skill).strong_since, None);
        assert_eq!(band(&log), Band::Gap);
    }
}
