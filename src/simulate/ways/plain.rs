//! Ways that need no model: the author's order, chance, and mastery in order.

use super::{Follow, Sitting};
use crate::simulate::course::{Course, Task};

/// Which lessons were read. One is read before the first exercise on its skill, unless the learner
/// feels able without it.
#[derive(Debug)]
pub struct Lessons(Vec<bool>);

impl Lessons {
    pub fn of(course: &Course) -> Self {
        Self(vec![false; course.topics.len()])
    }

    pub fn before(&mut self, task: &Task, sitting: &mut Sitting<'_, '_>) {
        for &skill in &task.skills {
            if !self.0[skill] {
                self.0[skill] = true;
                if !sitting.student.feels_able(skill, sitting.now()) {
                    sitting.read_lesson(skill);
                }
            }
        }
    }
}

/// All exercises in the author's order, again and again.
pub struct Author<'a> {
    course: &'a Course,
    lessons: Lessons,
    order: Vec<usize>,
    next: usize,
}

impl<'a> Author<'a> {
    pub fn new(course: &'a Course) -> Self {
        let skills = 0..course.topics.len();
        Self {
            course,
            lessons: Lessons::of(course),
            order: skills.flat_map(|it| course.tasks_of(it)).collect(),
            next: 0,
        }
    }
}

impl Follow for Author<'_> {
    fn study(&mut self, sitting: &mut Sitting<'_, '_>) {
        while sitting.left() > 0.0 {
            let Some(&at) = self.order.get(self.next) else {
                return;
            };
            self.next = (self.next + 1) % self.order.len();
            let task = &self.course.tasks[at];
            self.lessons.before(task, sitting);
            sitting.practice(task);
        }
    }
}

/// Any exercise.
pub struct AtRandom<'a> {
    course: &'a Course,
    lessons: Lessons,
}

impl<'a> AtRandom<'a> {
    pub fn new(course: &'a Course) -> Self {
        Self {
            course,
            lessons: Lessons::of(course),
        }
    }
}

impl Follow for AtRandom<'_> {
    fn study(&mut self, sitting: &mut Sitting<'_, '_>) {
        while sitting.left() > 0.0 {
            let Some(task) = sitting.student.chance().pick(&self.course.tasks) else {
                return;
            };
            self.lessons.before(task, sitting);
            sitting.practice(task);
        }
    }
}

/// A skill is done after so many right in a row, or left after so many tries.
const IN_A_ROW: usize = 3;
const TRIES: usize = 20;
/// Misses in a row after which the lesson is read again, once a day.
const MISSES: usize = 3;

/// One skill after the other, prerequisites first; from the start when through.
pub struct Mastery<'a> {
    course: &'a Course,
    lessons: Lessons,
    order: Vec<usize>,
    /// Place in the order, and how it goes there.
    at: usize,
    tries: usize,
    right: usize,
    wrong: usize,
    /// By skill: which of its exercises comes next.
    next: Vec<usize>,
}

impl<'a> Mastery<'a> {
    pub fn new(course: &'a Course) -> Self {
        Self {
            course,
            lessons: Lessons::of(course),
            order: course.teachable_order(),
            at: 0,
            tries: 0,
            right: 0,
            wrong: 0,
            next: vec![0; course.topics.len()],
        }
    }

    /// The skill's exercises in turn, up to the target level where there are any.
    fn task(&mut self, skill: usize) -> Option<&'a Task> {
        let target = self.course.deck.target;
        let filed: Vec<usize> = self.course.tasks_of(skill).collect();
        let fits = |at: &&usize| self.course.deck.items[**at].level <= target;
        let fitting: Vec<usize> = filed.iter().filter(fits).copied().collect();
        let from = if fitting.is_empty() { filed } else { fitting };
        let at = from.get(self.next[skill] % from.len().max(1))?;
        self.next[skill] += 1;
        self.course.tasks.get(*at)
    }

    fn go_on(&mut self) {
        self.at = (self.at + 1) % self.order.len().max(1);
        (self.tries, self.right, self.wrong) = (0, 0, 0);
    }
}

impl Follow for Mastery<'_> {
    fn study(&mut self, sitting: &mut Sitting<'_, '_>) {
        let mut reread = None;
        let mut empty = 0;
        while sitting.left() > 0.0 && empty < self.order.len() {
            let skill = self.order[self.at];
            let Some(task) = self.task(skill) else {
                empty += 1;
                self.go_on();
                continue;
            };
            empty = 0;
            self.lessons.before(task, sitting);
            let work = sitting.practice(task);
            self.tries += 1;
            let unaided = work.right && !work.aided;
            (self.right, self.wrong) = match unaided {
                true => (self.right + 1, 0),
                false => (0, self.wrong + 1),
            };
            if self.wrong >= MISSES && reread != Some(skill) {
                sitting.read_lesson(skill);
                reread = Some(skill);
                self.wrong = 0;
            }
            if self.right >= IN_A_ROW || self.tries >= TRIES {
                self.go_on();
            }
        }
    }
}
