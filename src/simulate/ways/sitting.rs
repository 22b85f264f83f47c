//! A day's study: the clock, the learner, and who watches.

use crate::session::FEEDBACK_MINUTES;
use crate::simulate::course::{Course, Task};
use crate::simulate::diary::Diary;
use crate::simulate::family::Study;
use crate::simulate::student::{Setting, Student, Work};

const MINUTES_A_DAY: f64 = 1440.0;

/// One learner on one day. Time passes as they work, in every way alike.
pub struct Sitting<'a, 'c> {
    pub course: &'c Course,
    pub student: &'a mut Student<'c>,
    diary: &'a mut Diary,
    /// Days since the start.
    now: f64,
    /// Minutes of the day, used and in all.
    spent: f64,
    minutes: f64,
}

impl<'a, 'c> Sitting<'a, 'c> {
    pub fn new(
        course: &'c Course,
        student: &'a mut Student<'c>,
        diary: &'a mut Diary,
        day: usize,
        minutes: u16,
    ) -> Self {
        Self {
            course,
            student,
            diary,
            now: day as f64,
            spent: 0.0,
            minutes: f64::from(minutes),
        }
    }

    pub fn now(&self) -> f64 {
        self.now
    }

    /// Minutes left. What is begun is brought to its end, even if it takes longer.
    pub fn left(&self) -> f64 {
        self.minutes - self.spent
    }

    pub fn pass(&mut self, minutes: f64) {
        self.spent += minutes;
        self.diary.minutes += minutes;
        self.now += minutes / MINUTES_A_DAY;
    }

    /// Time that goes into finding out where the learner stands.
    pub fn pass_asking(&mut self, minutes: f64) {
        self.diary.asked += minutes;
        self.pass(minutes);
    }

    /// Waits without working; it costs nothing.
    pub fn wait_until(&mut self, when: f64) {
        self.now = self.now.max(when);
    }

    /// Works on an exercise up to its answer.
    pub fn work(&mut self, task: &Task, setting: Setting) -> Work {
        let work = self.student.work(task, setting, self.now);
        let minutes = work.seconds / 60.0;
        if let Some(&skill) = task.skills.first() {
            let all = minutes + FEEDBACK_MINUTES;
            self.diary
                .spends(self.course, self.student, skill, all, self.now);
        }
        self.pass(minutes);
        work
    }

    /// Reads the feedback on it.
    pub fn be_told(&mut self, task: &Task, work: &Work) {
        self.pass(FEEDBACK_MINUTES);
        self.student.learn(task, work, true, self.now);
    }

    /// An exercise with its feedback.
    pub fn practice(&mut self, task: &Task) -> Work {
        let setting = Setting {
            may_hint: true,
            laid_out: false,
        };
        let work = self.work(task, setting);
        self.be_told(task, &work);
        work
    }

    /// Answers a question of a check, on which nothing is said.
    pub fn be_asked(&mut self, task: &Task) -> Work {
        let work = self.student.work(task, Setting::default(), self.now);
        self.pass_asking(work.seconds / 60.0);
        self.student.learn(task, &work, false, self.now);
        work
    }

    /// Reads something that usually takes so many minutes.
    pub fn read(&mut self, skill: usize, study: Study, repaired: Option<usize>, usual: f64) {
        let minutes = self.student.reading(usual);
        self.diary
            .spends(self.course, self.student, skill, minutes, self.now);
        self.pass(minutes);
        self.student.read(skill, study, repaired, self.now);
    }

    /// The lesson and its worked example.
    pub fn read_lesson(&mut self, skill: usize) {
        let topic = &self.course.topics[skill];
        let parts = [
            (Study::Lesson, topic.lesson_minutes),
            (Study::Example, topic.example_minutes),
        ];
        for (study, minutes) in parts {
            if minutes > 0.0 {
                self.read(skill, study, None, minutes);
            }
        }
    }
}
