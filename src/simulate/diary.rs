//! What is noted of a learner on the way, by someone who sees into their head.

use super::course::Course;
use super::student::Student;

/// A skill is competent, and an exercise on it wasted, by the true chance at unseen exercises.
pub const COMPETENT: f64 = 0.8;
/// Days after which the exam is taken again.
pub const LATER: f64 = 30.0;
/// Below this true chance what builds on a skill is not ready.
const UNREADY: f64 = 0.4;
/// Of the skills that were not competent in the beginning, the share that makes a learner half way.
const HALF: f64 = 0.5;

/// The course of one learner in one way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diary {
    /// Expected score in the exam before the first day, and after each.
    pub scores: Vec<f64>,
    pub minutes: f64,
    /// Minutes of it that went into finding out where the learner stands.
    pub asked: f64,
    /// On exercises and lessons about what would still be known a month later without them.
    pub known: f64,
    /// On what lacked its foundations.
    pub unready: f64,
    /// Minutes after which half of the skills that were not competent had become so, at the end of a
    /// day.
    pub half_way: Option<f64>,
    /// Skills competent at the beginning, at the end, and a month later.
    pub competent: [f64; 3],
    /// Expected score a month after the end.
    pub later: f64,
}

impl Diary {
    pub fn begin(course: &Course, student: &Student<'_>) -> Self {
        let mut diary = Self::default();
        diary.competent[0] = competent(course, student, 0.0);
        diary.scores.push(student.exam(0.0));
        diary
    }

    /// Minutes about to be spent on a skill.
    pub fn spends(
        &mut self,
        course: &Course,
        student: &Student<'_>,
        skill: usize,
        minutes: f64,
        now: f64,
    ) {
        let below = course.topics[skill].requires.iter();
        let weakest = below.map(|&it| student.skill(it, now)).fold(1.0, f64::min);
        if weakest < UNREADY {
            self.unready += minutes;
        } else if student.skill(skill, now + LATER) >= COMPETENT {
            self.known += minutes;
        }
    }

    pub fn end_of_day(&mut self, course: &Course, student: &Student<'_>, now: f64) {
        self.scores.push(student.exam(now));
        let before = self.competent[0];
        let half = before + HALF * (course.topics.len() as f64 - before);
        if self.half_way.is_none() && competent(course, student, now) >= half {
            self.half_way = Some(self.minutes);
        }
    }

    pub fn end(&mut self, course: &Course, student: &Student<'_>, now: f64) {
        self.competent[1] = competent(course, student, now);
        self.competent[2] = competent(course, student, now + LATER);
        self.later = student.exam(now + LATER);
    }

    /// Score before the first day.
    pub fn before(&self) -> f64 {
        self.scores.first().copied().unwrap_or(0.0)
    }

    pub fn after(&self) -> f64 {
        self.scores.last().copied().unwrap_or(0.0)
    }
}

fn competent(course: &Course, student: &Student<'_>, now: f64) -> f64 {
    let can = (0..course.topics.len()).filter(|&it| student.skill(it, now) >= COMPETENT);
    can.count() as f64
}
