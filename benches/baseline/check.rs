//! A baseline played with simulated learners, and how many skills it then holds for what they are.

use gradus::learner::{Joint, JointItem};

use crate::chance::Chance;
use crate::learners::answer;

/// In which order questions are asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Order {
    /// The most telling next, as the coach does.
    Adaptive,
    Random,
    /// As the deck has them.
    Sequential,
}

/// One four-option question for each skill, at the target level, confidence not asked.
pub struct Setting {
    pub questions: usize,
    pub order: Order,
    pub slip: f64,
}

/// The belief after the check of someone with these ratings.
pub fn checked(
    prior: &Joint,
    can: &[bool],
    ratings: &[u8],
    setting: &Setting,
    chance: &mut Chance,
) -> Joint {
    const GUESS: f64 = 0.1;
    let mut joint = prior.clone();
    for (skill, &rating) in ratings.iter().enumerate() {
        joint.rate(skill, rating);
    }
    let weights = vec![1.0; can.len()];
    let mut left: Vec<usize> = match setting.order {
        Order::Random => chance.order(can.len()),
        _ => (0..can.len()).collect(),
    };
    let item = |skill: usize| JointItem {
        skills: vec![skill],
        difficulty: 0.0,
        guess: GUESS,
    };
    for _ in 0..setting.questions.min(can.len()) {
        let place = match setting.order {
            Order::Adaptive => {
                let mut asking = joint.asking(&weights);
                let worths: Vec<f64> = left.iter().map(|&it| asking.worth(&item(it))).collect();
                let best = (0..left.len()).max_by(|&a, &b| worths[a].total_cmp(&worths[b]));
                best.unwrap_or(0)
            }
            _ => 0,
        };
        let skill = left.remove(place);
        joint.answer(&item(skill), answer(can[skill], setting.slip, chance), None);
    }
    joint
}

/// Skills on either side, and how many of them stand there: cannot first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Placed {
    pub all: [f64; 2],
    pub right: [f64; 2],
}

impl Placed {
    pub fn count(joint: &Joint, can: &[bool]) -> Self {
        let mut placed = Self::default();
        for (skill, &can) in can.iter().enumerate() {
            placed.all[usize::from(can)] += 1.0;
            if (joint.mean(skill) > 0.0) == can {
                placed.right[usize::from(can)] += 1.0;
            }
        }
        placed
    }

    /// Mean of sensitivity and specificity; a side without skills is left out.
    pub fn balanced(&self) -> f64 {
        let shares = (0..2).filter(|&side| self.all[side] > 0.0);
        let shares: Vec<f64> = shares.map(|it| self.right[it] / self.all[it]).collect();
        shares.iter().sum::<f64>() / shares.len().max(1) as f64
    }

    pub fn plus(self, other: &Self) -> Self {
        let sum = |a: [f64; 2], b: [f64; 2]| [a[0] + b[0], a[1] + b[1]];
        Self {
            all: sum(self.all, other.all),
            right: sum(self.right, other.right),
        }
    }
}
