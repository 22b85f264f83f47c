//! In what learners differ.

use crate::simulate::chance::Chance;
use crate::simulate::course::Course;

/// What stays the same with a learner.
#[derive(Clone, Debug)]
pub struct Person {
    /// By skill: known before (1), in part (.5), not at all (0).
    pub prior: Vec<f64>,
    /// How easily they learn, and how well they retain, in standard deviations.
    pub quickness: f64,
    pub retention: f64,
    /// Factor on all times.
    pub tempo: f64,
    /// Chance of a wrong answer by carelessness.
    pub slip: f64,
    /// How much better they think of themselves than they should, in chances: on average .1, about
    /// what studies of calibration find (Lichtenstein et al., 1982).
    pub bias: f64,
    /// Chance to ask for a hint when they do not know.
    pub asks: f64,
    /// Share of days on which they study.
    pub diligence: f64,
}

/// Share of skills known at least in part.
const KNOWN: (f64, f64) = (0.15, 0.70);
/// Of these, known in full.
const IN_FULL: f64 = 0.6;
/// Chance a month of a week without study.
const WEEK_OFF: f64 = 0.4;

impl Person {
    pub fn draw(course: &Course, chance: &mut Chance) -> Self {
        Self {
            prior: prior(course, chance),
            quickness: chance.normal(),
            retention: chance.normal(),
            tempo: chance.factor(0.25),
            slip: chance.between(0.01, 0.06),
            bias: 0.10 + 0.12 * chance.normal(),
            asks: chance.between(0.05, 0.5),
            diligence: chance.between(0.65, 0.95),
        }
    }

    /// In the middle of all, new to everything.
    #[cfg(test)]
    pub fn average() -> Self {
        Self {
            prior: Vec::new(),
            quickness: 0.0,
            retention: 0.0,
            tempo: 1.0,
            slip: 0.03,
            bias: 0.1,
            asks: 0.2,
            diligence: 0.8,
        }
    }
}

/// What lies lower is known rather than what builds on it, though not without exception.
fn prior(course: &Course, chance: &mut Chance) -> Vec<f64> {
    let skills = course.topics.len();
    let share = chance.between(KNOWN.0, KNOWN.1);
    let known = (share * skills as f64).round() as usize;
    let mut order: Vec<(f64, usize)> = course
        .deck
        .depths()
        .into_iter()
        .take(skills)
        .enumerate()
        .map(|(skill, depth)| (depth as f64 + 0.8 * chance.normal(), skill))
        .collect();
    order.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut prior = vec![0.0; skills];
    for &(_, skill) in order.iter().take(known) {
        prior[skill] = if chance.comes(IN_FULL) { 1.0 } else { 0.5 };
    }
    prior
}

/// On which of so many days someone studies: always on the first.
pub fn study_days(person: &Person, days: usize, chance: &mut Chance) -> Vec<bool> {
    let mut studies: Vec<bool> = (0..days).map(|_| chance.comes(person.diligence)).collect();
    for month in 0..days.div_ceil(30) {
        let from = 30 * month + chance.below(30);
        let off = chance.comes(WEEK_OFF);
        for studies in studies.iter_mut().skip(from).take(7) {
            *studies &= !off;
        }
    }
    if let Some(first) = studies.first_mut() {
        *first = true;
    }
    studies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_15_and_70_percent_of_the_skills_are_known_at_least_in_part() {
        let course = Course::named("layered-20", 1).unwrap();
        for seed in 0..50 {
            let person = Person::draw(&course, &mut Chance::of(&[seed]));
            let known = person.prior.iter().filter(|it| **it > 0.0).count();
            assert!((3..=14).contains(&known), "{known}");
        }
    }

    #[test]
    fn some_days_are_missed_and_sometimes_a_week() {
        let mut person = Person::average();
        person.diligence = 1.0;
        let longest = |seed: u64| {
            let days = study_days(&person, 60, &mut Chance::of(&[seed]));
            assert!(days[0]);
            let gaps = days.split(|studies| *studies).map(<[bool]>::len);
            gaps.max().unwrap_or(0)
        };
        let longest: Vec<usize> = (0..40).map(longest).collect();
        assert!(longest.iter().any(|gap| *gap >= 7) && longest.contains(&0));
        person.diligence = 0.7;
        let studied = study_days(&person, 400, &mut Chance::of(&[1]));
        let studied = studied.iter().filter(|it| **it).count();
        assert!((200..300).contains(&studied), "{studied}");
    }
}
