use std::collections::HashMap;

use super::Baseline;
use crate::core::SkillId;
use crate::event::ItemVersion;

/// Chance of knowing a skill before its first answer.
const KNOWN: f64 = 0.37;
/// Chances from one answer to the next on the skill: of coming to know it,
const LEARN: f64 = 0.085;
/// and of forgetting it.
const FORGET: f64 = 0.017;
/// Chance of a wrong answer in spite of knowing.
const SLIP: f64 = 0.115;
/// Chance of a right answer without knowing.
const GUESS: f64 = 0.28;

/// Bayesian knowledge tracing (Corbett and Anderson 1995) with forgetting (Khajah, Lindsey and
/// Mozer 2016): each skill is known or not, and an answer tells which. With the same five numbers
/// for all skills, since a cold start knows none of them. An item of several skills is predicted
/// by the mean of what each predicts, and its answer tells each skill as if it stood alone.
#[derive(Default)]
pub struct Bkt {
    /// Chance of knowing each.
    known: HashMap<SkillId, f64>,
}

impl Baseline for Bkt {
    fn predict(&self, item: &ItemVersion) -> f64 {
        if item.skills.is_empty() {
            return right(KNOWN);
        }
        let known = |skill| self.known.get(skill).copied().unwrap_or(KNOWN);
        let sum: f64 = item.skills.iter().map(|it| right(known(it))).sum();
        sum / item.skills.len() as f64
    }

    fn learn(&mut self, item: &ItemVersion, credit: f64) {
        for skill in &item.skills {
            let known = self.known.entry(skill.clone()).or_insert(KNOWN);
            let right = right(*known);
            let if_right = *known * (1.0 - SLIP) / right;
            let if_wrong = *known * SLIP / (1.0 - right);
            // Credit in part counts as so much of a right and the rest of a wrong answer.
            let told = credit * if_right + (1.0 - credit) * if_wrong;
            *known = told * (1.0 - FORGET) + (1.0 - told) * LEARN;
        }
    }
}

/// Chance of a right answer where the skill is known with this chance.
fn right(known: f64) -> f64 {
    known * (1.0 - SLIP) + (1.0 - known) * GUESS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::testing::item;

    /// By hand from Bayes' rule: .37 becomes .649878 after a right answer, of which .017 is
    /// forgotten again and of the rest .085 learned.
    #[test]
    fn a_right_answer_is_taken_in_by_bayes_rule() {
        let asked = item("a", &["s"]);
        let mut bkt = Bkt::default();
        assert!((bkt.predict(&asked) - 0.503_85).abs() < 1e-9);
        bkt.learn(&asked, 1.0);
        let known: f64 = 0.37 * 0.885 / 0.503_85;
        let known = known * 0.983 + (1.0 - known) * 0.085;
        let expected = known * 0.885 + (1.0 - known) * 0.28;
        assert!((bkt.predict(&asked) - expected).abs() < 1e-12);
    }

    #[test]
    fn what_is_always_right_is_known_up_to_slips_and_forgetting() {
        let asked = item("a", &["s"]);
        let mut bkt = Bkt::default();
        let mut last = 0.0;
        for _ in 0..30 {
            let now = bkt.predict(&asked);
            assert!(now >= last && now < 1.0 - SLIP);
            last = now;
            bkt.learn(&asked, 1.0);
        }
        assert!(last > 0.85);
    }

    #[test]
    fn of_several_skills_the_mean_counts() {
        let mut bkt = Bkt::default();
        bkt.learn(&item("a", &["s"]), 0.0);
        let [of_s, of_t, of_both] =
            [&["s"][..], &["t"], &["s", "t"]].map(|skills| bkt.predict(&item("b", skills)));
        assert!((of_both - f64::midpoint(of_s, of_t)).abs() < 1e-12);
        assert_eq!(bkt.predict(&item("b", &[])), of_t);
    }
}
