//! One attempt, read against the item as it was: what it is worth as evidence.

use std::cmp::Ordering;

use super::daily::{Pace, Tempo};
use super::memory::Rating;
use super::params::{HelpParams, Params};
use crate::core::{Confidence, Support};
use crate::event::{Attempt, ItemVersion};

/// An attempt as evidence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    /// 0..1, before any reduction for help.
    pub score: f64,
    /// What is left of the score after help; none where everything was shown.
    pub credit: Option<f64>,
    pub unaided: bool,
    /// Unaided and fully right.
    pub right: bool,
    /// Chance of a right answer without knowing.
    pub guess: f64,
    pub tempo: Tempo,
    pub confidence: Option<Confidence>,
    /// The item's level against the one at which a skill counts as mastered.
    pub against_target: Ordering,
}

impl Answer {
    pub fn read(params: &Params, pace: &Pace, attempt: &Attempt, item: &ItemVersion) -> Self {
        let score = unit(attempt.score);
        let credit = credit(&params.help, attempt, score);
        let unaided = attempt.support == Support::None && attempt.hints == 0;
        Self {
            score,
            credit,
            unaided,
            right: unaided && score >= params.help.full_score,
            guess: params.response.guess(item.guess, attempt.confidence),
            tempo: pace.tempo(&params.pace, attempt.took_ms),
            confidence: attempt.confidence,
            against_target: item.level.cmp(&item.target),
        }
    }

    /// How well a memory unit was remembered; none where this tells nothing of it. `rated_days`
    /// counts the study days on which the unit was rated before.
    pub fn rating(&self, params: &Params, rated_days: u16) -> Option<Rating> {
        self.credit?;
        if self.against_target.is_gt() && !self.right {
            return None;
        }
        let easy_day = rated_days.saturating_add(1) >= params.memory.easy_from_day;
        let certain = self.confidence == Some(Confidence::Certain);
        Some(if !self.unaided || self.score < params.help.part_score {
            Rating::Again
        } else if !self.right || self.tempo == Tempo::Slow {
            Rating::Hard
        } else if self.tempo == Tempo::Fast && certain && easy_day {
            Rating::Easy
        } else {
            Rating::Good
        })
    }

    /// Logits by which the time taken moves the trace of the item.
    pub fn tempo_shift(&self, params: &Params) -> f64 {
        match self.tempo {
            Tempo::Fast if self.right => params.pace.fast,
            Tempo::Slow if self.right => params.pace.slow,
            _ => 0.0,
        }
    }
}

/// What is left of a score after the help that was shown: otherwise hinted success would be taken
/// for ability.
fn credit(params: &HelpParams, attempt: &Attempt, score: f64) -> Option<f64> {
    match (attempt.support, attempt.hints) {
        (Support::FullyWorked, _) => None,
        (Support::None, 0) => Some(score),
        (Support::None | Support::Hints, 0 | 1) => Some(score * params.first_hint),
        _ => Some(0.0),
    }
}

/// Within 0..1, whatever the log holds.
pub(super) fn unit(score: f64) -> f64 {
    if score.is_finite() {
        score.clamp(0.0, 1.0)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::ActivityKind;
    use crate::learner::testing::{item, right};

    fn read(attempt: Attempt) -> Answer {
        let params = Params::default();
        Answer::read(&params, &Pace::default(), &attempt, &item(1, &["a"]))
    }

    fn helped(support: Support, hints: u8, score: f64) -> Option<f64> {
        let attempt = right(&item(1, &["a"]));
        let answer = read(Attempt {
            support,
            hints,
            score,
            ..attempt
        });
        answer.credit
    }

    #[test]
    fn help_is_not_taken_for_ability() {
        assert_eq!(helped(Support::None, 0, 1.0), Some(1.0));
        assert_eq!(helped(Support::None, 0, 0.25), Some(0.25));
        assert_eq!(helped(Support::Hints, 1, 1.0), Some(1.0 / 3.0));
        assert_eq!(helped(Support::Hints, 1, 0.5), Some(0.5 / 3.0));
        assert_eq!(helped(Support::Hints, 2, 1.0), Some(0.0));
        assert_eq!(helped(Support::PartlyWorked, 0, 1.0), Some(0.0));
        assert_eq!(helped(Support::FullyWorked, 0, 1.0), None);
        assert_eq!(helped(Support::None, 0, f64::NAN), Some(0.0));
        assert_eq!(helped(Support::None, 0, 7.0), Some(1.0));
    }

    #[test]
    fn memory_is_rated_by_what_was_shown_unaided() {
        let params = Params::default();
        let base = Answer {
            tempo: Tempo::Usual,
            ..read(right(&item(1, &["a"])))
        };
        let fast_and_certain = Answer {
            tempo: Tempo::Fast,
            confidence: Some(Confidence::Certain),
            ..base
        };
        let in_part = |score| Answer {
            score,
            right: false,
            ..base
        };
        let slow = Answer {
            tempo: Tempo::Slow,
            ..base
        };
        let hinted = Answer {
            unaided: false,
            right: false,
            ..base
        };
        let rating = |answer: Answer, days| answer.rating(&params, days);
        assert_eq!(rating(base, 9), Some(Rating::Good));
        assert_eq!(rating(fast_and_certain, 1), Some(Rating::Good));
        assert_eq!(rating(fast_and_certain, 2), Some(Rating::Easy));
        assert_eq!(rating(slow, 2), Some(Rating::Hard));
        assert_eq!(rating(in_part(0.6), 2), Some(Rating::Hard));
        assert_eq!(rating(in_part(0.4), 2), Some(Rating::Again));
        assert_eq!(rating(hinted, 2), Some(Rating::Again));
        let shown = Answer {
            credit: None,
            ..hinted
        };
        assert_eq!(rating(shown, 2), None);
    }

    #[test]
    fn above_the_target_only_successes_are_rated() {
        let params = Params::default();
        let harder = ItemVersion {
            level: 4,
            ..item(1, &["a"])
        };
        let rating = |score| {
            let attempt = Attempt {
                score,
                activity: ActivityKind::Stretch,
                ..right(&harder)
            };
            Answer::read(&params, &Pace::default(), &attempt, &harder).rating(&params, 0)
        };
        assert_eq!(rating(1.0), Some(Rating::Good));
        assert_eq!(rating(0.9), None);
        assert_eq!(rating(0.0), None);
    }
}
