//! What was thought, weighed against answers; nothing is said of too few.

use super::baseline::IMPLIED;
use super::scene::{Fit, Interval, Shown};
use crate::learner::{ConfBin, SURE, SkillState, Untaught};
use crate::session::Session;

/// Answers from which something is said of all of them, of those of one skill, and of those
/// that a self-rating is held against.
pub const ENOUGH: u32 = 10;
pub const ENOUGH_OF_SKILL: u32 = 5;
const ENOUGH_OF_RATING: u32 = 3;

/// Being fairly sure says that at least so many come right; being unsure, at most so many.
pub const SURE_MEANS: f64 = 0.75;
const UNSURE_MEANS: f64 = 0.6;

/// Weighs what was thought against answers.
pub struct Judge {
    /// Standard deviations to either end of an interval.
    pub deviations: f64,
}

impl Judge {
    pub fn of(session: &Session) -> Self {
        Self {
            deviations: session.params.bands.interval,
        }
    }

    pub fn share(&self, right: f64, n: u32) -> Option<Interval> {
        Interval::of_share(right, n, self.deviations)
    }

    pub fn sure_of_skill(&self, state: &SkillState) -> Shown {
        self.sure(ConfBin::sum(&state.confidence, SURE), ENOUGH_OF_SKILL)
    }

    pub fn sure(&self, it: ConfBin, enough: u32) -> Shown {
        self.shown(it, enough, |share| {
            if share.high < SURE_MEANS {
                Fit::Less
            } else {
                Fit::AsThought
            }
        })
    }

    pub fn unsure(&self, it: ConfBin) -> Shown {
        self.shown(it, ENOUGH, |share| {
            if share.low > UNSURE_MEANS {
                Fit::More
            } else {
                Fit::AsThought
            }
        })
    }

    fn shown(&self, it: ConfBin, enough: u32, fit: fn(Interval) -> Fit) -> Shown {
        let share = self.share(it.right, it.n);
        Shown {
            answers: it.n,
            right: it.right,
            share,
            fit: share.filter(|_| it.n >= enough).map(fit),
        }
    }

    /// Answers before any teaching against a self-rating. What guessing alone would bring is taken
    /// off first, from the share and from both its ends.
    pub fn rated(&self, rating: Option<usize>, it: Untaught) -> Shown {
        let share = self.share(f64::from(it.right), it.n);
        let guess = it.by_chance / f64::from(it.n.max(1));
        let known = |share: f64| (share - guess) / (1.0 - guess);
        let implied = rating.and_then(|it| IMPLIED.get(it));
        let fit = share.zip(implied).map(|(share, &implied)| {
            if known(share.low) > implied {
                Fit::More
            } else if known(share.high) < implied {
                Fit::Less
            } else {
                Fit::AsThought
            }
        });
        Shown {
            answers: it.n,
            right: f64::from(it.right),
            share,
            fit: fit.filter(|_| it.n >= ENOUGH_OF_RATING),
        }
    }
}
