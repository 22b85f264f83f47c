//! A simulated learner: what they know, how they answer, and what they think of themselves.

mod person;

pub use person::{Person, study_days};

use super::chance::Chance;
use super::course::{Course, Task};
use super::family::{Effect, Family, Mind, Study, Tried};
use crate::core::Confidence;

/// One learner in one course.
#[derive(Debug)]
pub struct Student<'a> {
    course: &'a Course,
    person: Person,
    mind: Box<dyn Mind>,
    /// By misconception: whether they believe it.
    held: Vec<bool>,
    chance: Chance,
}

/// In which an exercise is worked on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting {
    pub may_hint: bool,
    /// A hint or worked steps stand there from the start.
    pub laid_out: bool,
}

/// What came of an exercise.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    pub right: bool,
    /// "I don't know."
    pub gave_up: bool,
    /// The misconception that a wrong answer shows.
    pub misled: Option<usize>,
    /// Took a hint.
    pub hinted: bool,
    /// Took a hint, or found one there.
    pub aided: bool,
    pub confidence: Confidence,
    pub seconds: f64,
}

// Judgment, all of these.
/// What a misconception leaves of the chance where it misleads.
const MISLED: f64 = 0.5;
/// Chance that a wrong answer of someone misled shows it.
const SHOWS: f64 = 0.8;
/// Of misconceptions that someone new to a skill brings along.
const BELIEVED: f64 = 0.4;
/// Chances that a misconception is given up: by its repair, the lesson, feedback on an answer that
/// showed it.
const REPAIRED: f64 = 0.6;
const BY_LESSON: f64 = 0.25;
const BY_FEEDBACK: f64 = 0.2;
/// Chance that help leads to the answer.
const HELPS: f64 = 0.45;
/// Chance to say "I don't know" rather than guess, where answers are picked and where they are
/// produced.
const GIVES_UP: (f64, f64) = (0.2, 0.6);
/// From this guess on an answer counts as picked.
const PICKED: f64 = 0.1;
/// Seconds that reading a hint takes.
const HINT_SECONDS: f64 = 10.0;
/// Spread of answer times of one learner (log): van der Linden (2006) finds .2 to .5.
const TIMES: f64 = 0.35;
/// Spread of what one thinks of oneself.
const UNSURE: f64 = 0.15;
/// How able someone feels who does not read a lesson any more.
const ABLE: f64 = 0.75;

impl<'a> Student<'a> {
    /// The same learner for the same numbers.
    pub fn new(course: &'a Course, family: Family, person: Person, seed: &[u64]) -> Self {
        let mut chance = Chance::of(seed);
        let mind = family.mind(course, &person, &mut chance);
        let mut held = vec![false; course.misconceptions];
        for (topic, prior) in course.topics.iter().zip(&person.prior) {
            for &id in &topic.misconceptions {
                // Drawn whether there are any, so that families draw alike.
                let believes = chance.comes(BELIEVED * (1.0 - prior));
                held[id] = believes && family.contains(Effect::Misconceptions);
            }
        }
        Self {
            course,
            person,
            mind,
            held,
            chance,
        }
    }

    /// The true chance of solving it unaided and without guessing.
    pub fn can(&self, task: &Task, now: f64) -> f64 {
        let misled = task.misleads.iter().any(|&it| self.held[it]);
        self.mind.chance(task, now) * if misled { MISLED } else { 1.0 }
    }

    /// The true chance at unseen exercises of the target level.
    pub fn skill(&self, skill: usize, now: f64) -> f64 {
        let exam = &self.course.exam[skill];
        exam.iter().map(|task| self.can(task, now)).sum::<f64>() / exam.len().max(1) as f64
    }

    /// The expected score in the exam.
    pub fn exam(&self, now: f64) -> f64 {
        let skills = self.course.topics.len();
        (0..skills).map(|it| self.skill(it, now)).sum::<f64>() / skills.max(1) as f64
    }

    /// How able they feel: what they can do, seen too kindly, and misconceptions not at all.
    fn feels(&mut self, skill: usize, now: f64) -> f64 {
        let exam = &self.course.exam[skill];
        let truth = exam
            .iter()
            .map(|task| self.mind.chance(task, now))
            .sum::<f64>()
            / exam.len().max(1) as f64;
        truth + self.person.bias + UNSURE * self.chance.normal()
    }

    pub fn feels_able(&mut self, skill: usize, now: f64) -> bool {
        self.feels(skill, now) >= ABLE
    }

    /// Of oneself, 0..4.
    pub fn rate(&mut self, skill: usize, now: f64) -> u8 {
        let felt = self.feels(skill, now);
        let above = [0.15, 0.35, 0.6, 0.85].iter().filter(|it| felt >= **it);
        above.count() as u8
    }

    pub fn work(&mut self, task: &Task, setting: Setting, now: f64) -> Work {
        self.mind.settle(now, &mut self.chance);
        let chance = &mut self.chance;
        let misled = task.misleads.iter().copied().find(|&it| self.held[it]);
        let p = self.mind.chance(task, now) * if misled.is_some() { MISLED } else { 1.0 };
        let mut knows = chance.comes(p);
        let may_hint = setting.may_hint && task.hints > 0;
        let hinted = !knows && may_hint && chance.comes(self.person.asks);
        let aided = hinted || setting.laid_out;
        knows = knows || (aided && chance.comes(HELPS));
        let picked = task.guess >= PICKED;
        let gives_up = if picked { GIVES_UP.0 } else { GIVES_UP.1 };
        let shows = !knows && misled.is_some() && chance.comes(SHOWS);
        let gave_up = !knows && !shows && chance.comes(gives_up);
        let right = match knows {
            true => !chance.comes(self.person.slip),
            false => !shows && !gave_up && chance.comes(task.guess),
        };
        let felt = 0.5 * p + 0.5 * f64::from(u8::from(knows || shows));
        let felt = felt + self.person.bias + UNSURE * chance.normal();
        let slowness = self.mind.slowness(task, now) * if right { 1.0 } else { 1.2 };
        let seconds = task.seconds * self.person.tempo * slowness * chance.factor(TIMES);
        Work {
            right,
            gave_up,
            misled: misled.filter(|_| shows),
            hinted,
            aided,
            confidence: match felt {
                felt if felt < 0.3 => Confidence::Guess,
                felt if felt < 0.55 => Confidence::Unsure,
                felt if felt < 0.8 => Confidence::Fairly,
                _ => Confidence::Certain,
            },
            seconds: seconds + if hinted { HINT_SECONDS } else { 0.0 },
        }
    }

    /// Once an answer is given and, with feedback, explained.
    pub fn learn(&mut self, task: &Task, work: &Work, feedback: bool, now: f64) {
        let tried = Tried {
            right: work.right,
            aided: work.aided,
            feedback,
        };
        self.mind.settle(now, &mut self.chance);
        self.mind.tried(task, tried, now, &mut self.chance);
        if let Some(shown) = work.misled.filter(|_| feedback) {
            self.give_up(shown, BY_FEEDBACK);
        }
    }

    /// Once something on a skill is read.
    pub fn read(&mut self, skill: usize, study: Study, repaired: Option<usize>, now: f64) {
        self.mind.settle(now, &mut self.chance);
        self.mind.studied(skill, study, now, &mut self.chance);
        let course = self.course;
        if study == Study::Lesson {
            for &id in &course.topics[skill].misconceptions {
                self.give_up(id, BY_LESSON);
            }
        }
        if let Some(id) = repaired {
            self.give_up(id, REPAIRED);
        }
    }

    fn give_up(&mut self, misconception: usize, chance: f64) {
        if self.chance.comes(chance) {
            self.held[misconception] = false;
        }
    }

    /// Whether a question within a lesson is answered rightly.
    pub fn follows(&mut self, skill: usize, now: f64) -> bool {
        let p = self.skill(skill, now);
        self.chance.comes(0.6 + 0.4 * p)
    }

    /// How long reading takes this learner that takes others so many minutes.
    pub fn reading(&mut self, minutes: f64) -> f64 {
        minutes * self.person.tempo * self.chance.factor(0.2)
    }

    pub fn chance(&mut self) -> &mut Chance {
        &mut self.chance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course() -> Course {
        Course::named("layered-12", 1).unwrap()
    }

    fn students(course: &Course, family: Family) -> impl Iterator<Item = Student<'_>> {
        (0..40).map(move |seed| {
            let person = Person::draw(course, &mut Chance::of(&[seed]));
            Student::new(course, family, person, &[seed])
        })
    }

    #[test]
    fn learners_know_some_of_it_beforehand_and_not_all() {
        let course = course();
        for family in Family::ALL {
            let scores: Vec<f64> = students(&course, family).map(|it| it.exam(0.0)).collect();
            let mean = scores.iter().sum::<f64>() / scores.len() as f64;
            assert!((0.1..0.6).contains(&mean), "{family:?}: {mean}");
            let [low, high] = [f64::min, f64::max].map(|of| scores.iter().copied().reduce(of));
            assert!(high.unwrap() - low.unwrap() > 0.15, "{family:?}: all alike");
        }
    }

    #[test]
    fn people_think_too_well_of_themselves() {
        let course = course();
        let mut over = 0.0;
        for mut student in students(&course, Family::Ability) {
            over += student.feels(3, 0.0) - student.skill(3, 0.0);
        }
        assert!(over / 40.0 > 0.05, "{over}");
    }

    #[test]
    fn without_knowing_options_are_guessed_and_words_are_not() {
        let course = course();
        let rights = |guess: f64| {
            let mut right = 0;
            for mut student in students(&course, Family::Tracing) {
                let task = Task {
                    guess,
                    hardness: 20.0,
                    misleads: Vec::new(),
                    ..course.exam[11][0].clone()
                };
                for _ in 0..20 {
                    let work = student.work(&task, Setting::default(), 0.0);
                    right += u32::from(work.right);
                }
            }
            f64::from(right) / 800.0
        };
        assert!((0.12..0.30).contains(&rights(0.25)), "{}", rights(0.25));
        assert!(rights(0.0) < 0.08);
    }

    #[test]
    fn a_misconception_lowers_the_chance_until_it_is_given_up() {
        let course = course();
        let held = |it: &Student<'_>| it.held.iter().filter(|it| **it).count();
        let mut before = 0;
        let mut after = 0;
        for mut student in students(&course, Family::Tracing) {
            before += held(&student);
            for (skill, topic) in course.topics.iter().enumerate() {
                for &id in &topic.misconceptions {
                    student.read(skill, Study::Repair, Some(id), 0.0);
                }
            }
            after += held(&student);
        }
        assert!(before > 20 && after * 2 < before, "{before} {after}");
        assert!(students(&course, Family::Activation).all(|it| held(&it) == 0));
    }
}
