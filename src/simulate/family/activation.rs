//! ACT-R declarative memory in which decay depends on spacing (Pavlik and Anderson, 2005):
//!
//! activation m = ln sum_i b_i t_i^(-d_i), with d_i = c e^m + a, m as it was when the i-th
//! encoding came; recall is logistic in (m - tau) / s; the latency of recall falls with e^(-m).
//!
//! A skill has a trace, and so has every item. An item can be recalled by its own trace or worked
//! out by that of its skill, so the two add up; an unseen item has the skill's alone.

use super::{Mind, Study, Tried, logistic};
use crate::simulate::chance::Chance;
use crate::simulate::course::{Course, Task};
use crate::simulate::student::Person;

/// Of Pavlik and Anderson (2005), fitted to vocabulary over days: decay where nothing was active,
/// how decay grows with activation, threshold and noise of recall.
const A: f64 = 0.177;
const C: f64 = 0.217;
const TAU: f64 = -0.704;
const S: f64 = 0.255;
/// Time between sessions interferes so much less than time within (the same).
const H: f64 = 0.025;

// Judgment, as all that follows.
/// What an encoding weighs: unaided success, feedback on a failure, an aided success.
const RIGHT: f64 = 1.0;
const TOLD: f64 = 0.7;
const AIDED: f64 = 0.7;
/// Success that nobody confirms.
const UNCONFIRMED: f64 = 0.8;
const LESSON: f64 = 1.5;
const EXAMPLE: f64 = 1.2;
const REPAIR: f64 = 0.5;
/// What an encoding of an item is worth to the skill.
const TRANSFER: f64 = 0.6;
/// Activation that a level more asks for.
const LEVEL: f64 = 0.2;
/// What an encoding is worth without any of what the skill builds on.
const UNPREPARED: f64 = 0.35;
/// Spread between learners, of the weight of encodings (log) and of activation.
const RATES: f64 = 0.25;
const ACTIVATIONS: f64 = 0.15;
/// Encodings of a skill known before, and of one known in part, over so many days.
const BEFORE: (usize, usize, f64) = (10, 4, 120.0);

/// The encodings of one thing.
#[derive(Clone, Debug, Default)]
struct Trace(Vec<Encoding>);

#[derive(Clone, Copy, Debug)]
struct Encoding {
    /// Seconds of interfering time.
    at: f64,
    weight: f64,
    decay: f64,
}

impl Trace {
    /// e^m: what is left of all encodings.
    fn strength(&self, now: f64) -> f64 {
        let left = |it: &Encoding| it.weight * (now - it.at).max(1.0).powf(-it.decay);
        self.0.iter().map(left).sum()
    }

    fn encode(&mut self, weight: f64, now: f64) {
        let decay = C * self.strength(now) + A;
        self.0.push(Encoding {
            at: now,
            weight,
            decay,
        });
    }
}

/// One learner's traces.
#[derive(Clone, Debug)]
pub struct Traces {
    requires: Vec<Vec<usize>>,
    skills: Vec<Trace>,
    items: Vec<Trace>,
    /// What this learner's encodings weigh, and what is added to all activations.
    rate: f64,
    bonus: f64,
    /// Day of the last event, and the interfering time it stands for.
    last: f64,
    time: f64,
}

impl Traces {
    pub fn new(course: &Course, person: &Person, chance: &mut Chance) -> Self {
        let mut traces = Self {
            requires: course.topics.iter().map(|it| it.requires.clone()).collect(),
            skills: vec![Trace::default(); course.topics.len()],
            items: vec![Trace::default(); course.tasks.len()],
            rate: (RATES * person.quickness).exp(),
            bonus: ACTIVATIONS * person.retention,
            last: 0.0,
            time: 0.0,
        };
        let (full, part, days) = BEFORE;
        for (trace, known) in traces.skills.iter_mut().zip(&person.prior) {
            let encodings = match *known {
                known if known >= 1.0 => full,
                known if known > 0.0 => part,
                _ => 0,
            };
            let mut past: Vec<f64> = (0..encodings)
                .map(|_| -chance.between(10.0, days))
                .collect();
            past.sort_by(f64::total_cmp);
            for day in past {
                trace.encode(RIGHT, H * 86_400.0 * day);
            }
        }
        traces
    }

    /// Interfering time at a day.
    fn time_at(&self, now: f64) -> f64 {
        let share = if now.floor() > self.last.floor() {
            H
        } else {
            1.0
        };
        self.time + share * 86_400.0 * (now - self.last).max(0.0)
    }

    fn recall(&self, strength: f64, hardness: f64) -> f64 {
        logistic((strength.ln() + self.bonus - LEVEL * hardness - TAU) / S)
    }

    fn skill_chance(&self, skill: usize, time: f64) -> f64 {
        self.recall(self.skills[skill].strength(time), 0.0)
    }

    /// The weakest of its skills, or the item itself.
    fn strength(&self, task: &Task, time: f64) -> f64 {
        let skills = task.skills.iter().map(|&it| self.skills[it].strength(time));
        let weakest = skills.fold(f64::INFINITY, f64::min);
        weakest + task.item.map_or(0.0, |at| self.items[at].strength(time))
    }

    /// Encoding rests on what the skill builds on.
    fn preparation(&self, skill: usize, time: f64) -> f64 {
        let below = self.requires[skill].iter();
        let weakest = below
            .map(|&it| self.skill_chance(it, time))
            .fold(1.0, f64::min);
        UNPREPARED + (1.0 - UNPREPARED) * weakest
    }

    fn encode(&mut self, skill: usize, weight: f64, time: f64) {
        let weight = weight * self.rate * self.preparation(skill, time);
        self.skills[skill].encode(weight, time);
    }

    fn pass(&mut self, now: f64) -> f64 {
        self.time = self.time_at(now);
        self.last = now;
        self.time
    }
}

impl Mind for Traces {
    fn chance(&self, task: &Task, now: f64) -> f64 {
        self.recall(self.strength(task, self.time_at(now)), task.hardness)
    }

    fn tried(&mut self, task: &Task, tried: Tried, now: f64, _: &mut Chance) {
        let time = self.pass(now);
        let weight = match tried {
            Tried { aided: true, .. } => AIDED,
            Tried {
                right: true,
                feedback: true,
                ..
            } => RIGHT,
            Tried { right: true, .. } => UNCONFIRMED,
            Tried { feedback: true, .. } => TOLD,
            _ => return,
        };
        for &skill in &task.skills {
            self.encode(skill, TRANSFER * weight, time);
        }
        if let Some(at) = task.item {
            let weight = weight * self.rate;
            self.items[at].encode(weight, time);
        }
    }

    fn studied(&mut self, skill: usize, study: Study, now: f64, _: &mut Chance) {
        let time = self.pass(now);
        let weight = match study {
            Study::Lesson => LESSON,
            Study::Example => EXAMPLE,
            Study::Repair => REPAIR,
        };
        self.encode(skill, weight, time);
    }

    /// Recall takes F e^(-m), at the threshold about as long as the rest of the answer.
    fn slowness(&self, task: &Task, now: f64) -> f64 {
        let strength = self.strength(task, self.time_at(now)) * self.bonus.exp();
        0.7 + 0.5 * (TAU.exp() / strength.max(0.01)).min(1.5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::family::fixture::{average, chain};

    const RIGHT_UNAIDED: Tried = Tried {
        right: true,
        aided: false,
        feedback: true,
    };

    fn after(days: &[f64], test: f64) -> f64 {
        let course = chain(2);
        let chance = &mut Chance::of(&[1]);
        let mut mind = Traces::new(&course, &average(&course), chance);
        for &day in days {
            mind.tried(&course.tasks[0], RIGHT_UNAIDED, day, chance);
        }
        mind.chance(&course.exam[0][0], test)
    }

    const MINUTE: f64 = 1.0 / 1440.0;

    #[test]
    fn massing_wins_at_once_and_spacing_wins_later() {
        let massed: Vec<f64> = (0..8).map(|it| 7.0 + f64::from(it) * MINUTE).collect();
        let spaced: Vec<f64> = (0..8).map(f64::from).collect();
        assert!(after(&massed, 7.01) > after(&spaced, 7.01));
        assert!(after(&massed, 37.0) < after(&spaced, 37.0) - 0.1);
    }

    #[test]
    fn what_is_not_repeated_fades() {
        let days = [0.0, 1.0, 2.0, 3.0, 4.0];
        assert!(after(&days, 4.1) > after(&days, 10.0));
        assert!(after(&days, 10.0) > after(&days, 40.0));
    }

    #[test]
    fn practice_of_an_item_carries_over_to_others_in_part() {
        let course = chain(2);
        let chance = &mut Chance::of(&[1]);
        let mut mind = Traces::new(&course, &average(&course), chance);
        let unseen = mind.chance(&course.tasks[1], 3.0);
        for day in 0..3 {
            mind.tried(&course.tasks[0], RIGHT_UNAIDED, f64::from(day), chance);
        }
        let same = |task: &Task| Task {
            hardness: 0.0,
            ..task.clone()
        };
        let practiced = mind.chance(&same(&course.tasks[0]), 3.0);
        let other = mind.chance(&same(&course.tasks[1]), 3.0);
        assert!(
            unseen < other && other < practiced,
            "{unseen} {other} {practiced}"
        );
    }

    #[test]
    fn a_lesson_without_its_prerequisites_teaches_less() {
        let course = chain(2);
        let learned = |prepared: bool| {
            let chance = &mut Chance::of(&[1]);
            let mut person = average(&course);
            person.prior[0] = f64::from(u8::from(prepared));
            let mut mind = Traces::new(&course, &person, chance);
            mind.studied(1, Study::Lesson, 0.0, chance);
            mind.chance(&course.exam[1][0], 0.01)
        };
        assert!(learned(true) > learned(false) + 0.05);
    }
}
