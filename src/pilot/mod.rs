//! A learner compares two ways of studying on themselves: skills alike are paired, chance gives each
//! its way, and what comes unaided a week later is compared. `docs/PILOT.md` has the model, its
//! sources, and what it can and cannot show. Pure, as all below it.

mod chance;
mod minutes;
mod pairing;
mod posterior;
mod power;
mod proposal;
mod status;

pub use minutes::MinutesRatio;
pub use pairing::{Known, LEAST_EXERCISES, Pair};
pub use posterior::{CLEARLY, Counts, Difference, Model};
pub use power::{Found, LARGEST, MEDIUM, Power, RUNS, pairs_for};
pub use proposal::{LEAST_PAIRS, Proposal};
pub use status::{PairStatus, SkillStatus, State, Status};

use crate::event::{PilotOutcome, PilotPrior};

/// Weeks that a pilot may take.
pub const WEEKS: std::ops::RangeInclusive<u8> = 8..=12;

/// Fixed for every pilot that begins with this version; each keeps what it began with.
pub const OUTCOME: PilotOutcome = PilotOutcome { after_days: 7 };

/// Weakly informative: differences beyond some .5 are unlikely beforehand, which is more than any
/// way of studying is known to gain (interleaving: .42 standard deviations, about .76 logits,
/// Brunmair and Richter, 2019; the same for worked examples, Barbieri et al., 2023, .48). An average
/// skill comes about twice in three a week later.†
pub const PRIOR: PilotPrior = PilotPrior {
    difference_sd: 1.5,
    average_mean: 0.8,
    average_sd: 1.5,
    spread_sd: 1.0,
};
