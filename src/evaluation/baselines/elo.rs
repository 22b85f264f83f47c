use std::collections::HashMap;

use super::Baseline;
use crate::core::SkillId;
use crate::event::ItemVersion;

/// Logits of a right answer of the average learner to the average item.
const INTERCEPT: f64 = 0.07;
/// A rating moves by K / (1 + a n) times the surprise, after n answers before.
const ABILITY_STEP: Step = Step { k: 0.44, a: 0.08 };
const SKILL_STEP: Step = Step { k: 0.63, a: 0.004 };

struct Step {
    k: f64,
    a: f64,
}

/// Elo ratings as for adaptive practice (Pelánek 2016, "Applications of the Elo rating system in
/// adaptive educational systems", Computers & Education 98): one of the learner and one of the
/// learner in each skill, both with an uncertainty that falls with their answers. Items are not
/// rated: a cold start knows no other learner who met them.
#[derive(Default)]
pub struct Elo {
    ability: Rating,
    skills: HashMap<SkillId, Rating>,
}

#[derive(Clone, Copy, Default)]
struct Rating {
    logits: f64,
    answers: u32,
}

impl Rating {
    fn learn(&mut self, step: &Step, surprise: f64) {
        self.logits += step.k / (1.0 + step.a * f64::from(self.answers)) * surprise;
        self.answers += 1;
    }
}

impl Baseline for Elo {
    /// Of several skills the mean counts.
    fn predict(&self, item: &ItemVersion) -> f64 {
        let ratings = item.skills.iter().filter_map(|it| self.skills.get(it));
        let sum: f64 = ratings.map(|it| it.logits).sum();
        let logits = INTERCEPT + self.ability.logits + sum / item.skills.len().max(1) as f64;
        1.0 / (1.0 + (-logits).exp())
    }

    fn learn(&mut self, item: &ItemVersion, credit: f64) {
        let surprise = credit - self.predict(item);
        self.ability.learn(&ABILITY_STEP, surprise);
        for skill in &item.skills {
            let rating = self.skills.entry(skill.clone()).or_default();
            rating.learn(&SKILL_STEP, surprise);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::testing::item;

    /// By hand: the surprise is 1 - sigmoid(.07) = .482507, times .44 + .63.
    #[test]
    fn a_right_answer_raises_ability_and_skill() {
        let asked = item("a", &["s"]);
        let mut elo = Elo::default();
        assert!((elo.predict(&asked) - 0.517_493).abs() < 1e-6);
        elo.learn(&asked, 1.0);
        assert!((elo.predict(&asked) - 0.642_512).abs() < 1e-6);
        let elsewhere = elo.predict(&item("b", &["t"]));
        assert!((elsewhere - 0.570_111).abs() < 1e-6);
    }

    #[test]
    fn of_several_skills_the_mean_counts() {
        let mut elo = Elo::default();
        elo.learn(&item("a", &["s"]), 1.0);
        let [of_s, of_t, of_both] = [&["s"][..], &["t"], &["s", "t"]].map(|skills| {
            let p = elo.predict(&item("b", skills));
            (p / (1.0 - p)).ln()
        });
        assert!((of_both - f64::midpoint(of_s, of_t)).abs() < 1e-12);
    }
}
