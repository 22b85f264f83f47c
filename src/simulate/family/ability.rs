//! A logistic ability for each skill (item response theory; Rasch, 1960), which practice raises most
//! where it is neither easy nor hopeless, worked examples most where it is low, and time lowers by a
//! power law.
//!
//! - Gain of practice goes with p (1 - p), the slope of the logistic: what a learner that follows a
//!   gradient learns, and the inverted U of the challenge point (Guadagnoli and Lee, 2004).
//! - Expertise reversal: what a worked example gives falls with the square of what is known, and help
//!   takes from those who know (Kalyuga et al., 2003).
//! - Forgetting: (1 + t / S)^-psi (Wixted and Carpenter, 2007); a success makes S longer, the more the
//!   more was lost (spacing: Cepeda et al., 2006).
//! - Interleaving: after a confusable skill practice gives more, after the same skill less (Rohrer and
//!   Taylor, 2007; Brunmair and Richter, 2019).

use super::{Mind, Study, Tried, logistic};
use crate::simulate::chance::Chance;
use crate::simulate::course::{Course, Task};
use crate::simulate::student::Person;

/// Exponent of forgetting: within the .1 to .6 of Wixted and Carpenter's fits.
const PSI: f64 = 0.5;

// Judgment, as all that follows.
/// Logits of someone who knows nothing of a skill, at the target level.
const NOTHING: f64 = -2.5;
/// Logits that a level more takes.
const LEVEL: f64 = 0.7;
/// Logits that an exercise gives where the chance is one half.
const PRACTICE: f64 = 0.5;
/// Share of it where nobody says what was right.
const UNTOLD: f64 = 0.3;
/// Logits that a lesson gives where nothing is known, and an example.
const LESSON: f64 = 0.8;
const EXAMPLE: f64 = 1.0;
const REPAIR: f64 = 0.2;
/// What help leaves of the gain where nothing is known, and where all is.
const HELP: (f64, f64) = (1.6, 0.3);
/// What is left of any gain without what the skill builds on.
const UNPREPARED: f64 = 0.25;
/// Days in which a first learning falls to about 70 %.
const STABILITY: f64 = 2.0;
/// How much longer a success makes it last, if all was lost.
const SPACING: f64 = 2.5;
/// After the same skill, and after a confusable one.
const BLOCKED: f64 = 0.85;
const MIXED: f64 = 1.25;
/// Logits that having met an item lately adds, and the days in which that falls to a third.
const FAMILIAR: f64 = 0.8;
const FAMILIAR_DAYS: f64 = 10.0;
/// Spread between learners: gains and stability (log), and logits to begin with.
const RATES: f64 = 0.3;
const STABILITIES: f64 = 0.3;
const STARTS: f64 = 0.3;
/// Logits and stability of what is known before; in part, less.
const BEFORE: (f64, f64) = (5.0, 60.0);
const IN_PART: (f64, f64) = (2.6, 20.0);

#[derive(Clone, Debug)]
struct Skill {
    requires: Vec<usize>,
    confusable: Vec<usize>,
    /// Logits above knowing nothing, as of `since`.
    learned: f64,
    since: f64,
    stability: f64,
}

#[derive(Clone, Debug)]
pub struct Abilities {
    skills: Vec<Skill>,
    /// By item: when it was last met.
    met: Vec<Option<f64>>,
    /// The skill practiced last, today.
    last: Option<(usize, f64)>,
    rate: f64,
    start: f64,
}

impl Skill {
    fn kept(&self, now: f64) -> f64 {
        (1.0 + (now - self.since).max(0.0) / self.stability).powf(-PSI)
    }
}

impl Abilities {
    pub fn new(course: &Course, person: &Person, chance: &mut Chance) -> Self {
        let usual = STABILITY * (STABILITIES * person.retention).exp();
        let skills = course
            .topics
            .iter()
            .zip(&person.prior)
            .map(|(topic, prior)| {
                let (learned, stability) = match *prior {
                    prior if prior >= 1.0 => BEFORE,
                    prior if prior > 0.0 => IN_PART,
                    _ => (0.0, usual),
                };
                Skill {
                    requires: topic.requires.clone(),
                    confusable: topic.confusable.clone(),
                    learned: learned * chance.factor(0.15),
                    since: 0.0,
                    stability,
                }
            });
        Self {
            skills: skills.collect(),
            met: vec![None; course.tasks.len()],
            last: None,
            rate: (RATES * person.quickness).exp(),
            start: NOTHING + STARTS * person.quickness,
        }
    }

    fn ability(&self, skill: usize, now: f64) -> f64 {
        let skill = &self.skills[skill];
        self.start + skill.learned * skill.kept(now)
    }

    /// What is left of a gain for lack of what the skill builds on.
    fn preparation(&self, skill: usize, now: f64) -> f64 {
        let below = self.skills[skill].requires.iter();
        let weakest = below
            .map(|&it| logistic(self.ability(it, now)))
            .fold(1.0, f64::min);
        UNPREPARED + (1.0 - UNPREPARED) * weakest
    }

    fn mixing(&self, skill: usize, now: f64) -> f64 {
        match self.last {
            Some((last, when)) if when.floor() == now.floor() => {
                if last == skill {
                    BLOCKED
                } else if self.skills[skill].confusable.contains(&last) {
                    MIXED
                } else {
                    1.0
                }
            }
            _ => 1.0,
        }
    }

    fn gain(&mut self, at: usize, logits: f64, now: f64) {
        let gain = logits * self.rate * self.preparation(at, now);
        let skill = &mut self.skills[at];
        skill.learned = skill.learned * skill.kept(now) + gain;
        skill.since = now;
    }
}

impl Mind for Abilities {
    fn chance(&self, task: &Task, now: f64) -> f64 {
        let abilities = task.skills.iter().map(|&it| self.ability(it, now));
        let weakest = abilities.fold(f64::INFINITY, f64::min);
        let met = task.item.and_then(|at| self.met[at]);
        let familiar = met.map_or(0.0, |met| FAMILIAR * (-(now - met) / FAMILIAR_DAYS).exp());
        logistic(weakest + familiar - LEVEL * task.hardness)
    }

    fn tried(&mut self, task: &Task, tried: Tried, now: f64, _: &mut Chance) {
        let p = self.chance(task, now);
        let help = match tried.aided {
            true => HELP.0 + (HELP.1 - HELP.0) * p,
            false => 1.0,
        };
        let told = if tried.feedback { 1.0 } else { UNTOLD };
        for &at in &task.skills {
            let kept = self.skills[at].kept(now);
            let mixing = self.mixing(at, now);
            self.gain(
                at,
                PRACTICE * 4.0 * p * (1.0 - p) * help * told * mixing,
                now,
            );
            if tried.right && !tried.aided {
                self.skills[at].stability *= 1.0 + SPACING * (1.0 - kept);
            }
        }
        if let Some(at) = task.item.filter(|_| tried.right || tried.feedback) {
            self.met[at] = Some(now);
        }
        self.last = task.skills.first().map(|&skill| (skill, now));
    }

    fn studied(&mut self, skill: usize, study: Study, now: f64, _: &mut Chance) {
        let unknown = 1.0 - logistic(self.ability(skill, now));
        let logits = match study {
            Study::Lesson => LESSON * unknown,
            Study::Example => EXAMPLE * unknown * unknown,
            Study::Repair => REPAIR * unknown,
        };
        self.gain(skill, logits, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::family::fixture::{average, chain};

    const RIGHT: Tried = Tried {
        right: true,
        aided: false,
        feedback: true,
    };

    fn mind(learned: f64) -> (Course, Abilities) {
        let course = chain(2);
        let mut mind = Abilities::new(&course, &average(&course), &mut Chance::of(&[1]));
        mind.skills[0].learned = learned;
        (course, mind)
    }

    /// Logits gained at the first skill, by someone who begins with so many.
    fn gained(learned: f64, act: impl Fn(&Course, &mut Abilities)) -> f64 {
        let (course, mut mind) = mind(learned);
        act(&course, &mut mind);
        mind.skills[0].learned - learned
    }

    fn example(learned: f64) -> f64 {
        gained(learned, |_, mind| {
            mind.studied(0, Study::Example, 0.0, &mut Chance::of(&[1]));
        })
    }

    fn practice(learned: f64, aided: bool) -> f64 {
        gained(learned, |course, mind| {
            let tried = Tried { aided, ..RIGHT };
            mind.tried(&course.exam[0][0], tried, 0.0, &mut Chance::of(&[1]));
        })
    }

    #[test]
    fn examples_serve_novices_and_practice_those_who_have_begun() {
        assert!(example(0.0) > practice(0.0, false));
        assert!(example(3.0) < practice(3.0, false));
    }

    #[test]
    fn help_serves_novices_and_costs_those_who_know() {
        assert!(practice(0.0, true) > practice(0.0, false));
        assert!(practice(4.5, true) < practice(4.5, false));
    }

    #[test]
    fn middling_difficulty_teaches_most() {
        assert!(practice(2.5, false) > practice(0.0, false));
        assert!(practice(2.5, false) > practice(6.0, false));
    }

    #[test]
    fn a_success_after_a_while_makes_it_last_longer() {
        let kept = |days: &[f64]| {
            let (course, mut mind) = mind(3.0);
            mind.skills[0].since = days[0];
            for &day in days {
                mind.tried(&course.exam[0][0], RIGHT, day, &mut Chance::of(&[1]));
            }
            mind.skills[0].kept(mind.skills[0].since + 30.0)
        };
        assert!(kept(&[0.0, 4.0, 8.0]) > kept(&[8.0, 8.001, 8.002]) + 0.1);
    }

    #[test]
    fn a_confusable_skill_before_it_makes_practice_worth_more() {
        let after = |before: usize| {
            gained(2.0, |course, mind| {
                mind.last = Some((before, 0.0));
                mind.tried(&course.exam[0][0], RIGHT, 0.001, &mut Chance::of(&[1]));
            })
        };
        assert!(after(1) > after(0));
    }
}
