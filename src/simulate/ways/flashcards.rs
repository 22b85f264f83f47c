//! Cards as flashcard programs have them: FSRS-6 with its published weights, learning steps within
//! the day, due cards first, then new ones. A card is an exercise, in the author's order, or, which
//! hardly any program does, a whole skill whose exercises take turns, prerequisites first.

use fsrs::{FSRS, MemoryState};

use super::plain::Lessons;
use super::{Follow, Sitting};
use crate::core::Confidence;
use crate::simulate::course::{Course, Task};

/// Days of the steps of a new card, and of one that was lost (Anki: 1 and 10 minutes; 10).
const STEPS: [f64; 2] = [1.0 / 1440.0, 10.0 / 1440.0];
const RELEARN: f64 = 10.0 / 1440.0;
/// A step is shown so much early where nothing else is left (Anki: 20 minutes).
const AHEAD: f64 = 20.0 / 1440.0;
/// Minutes of a day for each new card it may bring: an exercise, or a skill.
const MINUTES_AN_ITEM: f64 = 1.5;
const MINUTES_A_SKILL: f64 = 7.0;

#[derive(Clone, Debug)]
struct Card {
    /// What is asked, in turns.
    tasks: Vec<usize>,
    asked: usize,
    memory: Option<MemoryState>,
    /// Day of the last review.
    last: f64,
    due: f64,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    New,
    /// Within the steps of a day, with so many done.
    Learning(usize),
    Review,
}

pub struct Flashcards<'a> {
    course: &'a Course,
    lessons: Lessons,
    cards: Vec<Card>,
    fsrs: FSRS,
    retention: f32,
    new_a_day: usize,
}

impl<'a> Flashcards<'a> {
    pub fn of_items(course: &'a Course, retention: f64, minutes: u16) -> Self {
        let skills = 0..course.topics.len();
        let cards = skills.flat_map(|it| course.tasks_of(it)).map(|it| vec![it]);
        let new_a_day = f64::from(minutes) / MINUTES_AN_ITEM;
        Self::of(course, retention, new_a_day, cards)
    }

    pub fn of_skills(course: &'a Course, retention: f64, minutes: u16) -> Self {
        let skills = course.teachable_order().into_iter();
        let cards = skills.map(|it| course.tasks_of(it).collect::<Vec<_>>());
        let new_a_day = f64::from(minutes) / MINUTES_A_SKILL;
        Self::of(course, retention, new_a_day, cards)
    }

    fn of(
        course: &'a Course,
        retention: f64,
        new_a_day: f64,
        cards: impl Iterator<Item = Vec<usize>>,
    ) -> Self {
        let card = |tasks| Card {
            tasks,
            asked: 0,
            memory: None,
            last: 0.0,
            due: 0.0,
            stage: Stage::New,
        };
        Self {
            course,
            lessons: Lessons::of(course),
            cards: cards.filter(|it| !it.is_empty()).map(card).collect(),
            fsrs: FSRS::default(),
            retention: retention as f32,
            new_a_day: new_a_day.ceil() as usize,
        }
    }

    /// The card to show now; none when the day's are done.
    fn next(&self, now: f64, new: usize) -> Option<usize> {
        let of = |fits: &dyn Fn(&Card) -> bool| {
            let cards = self.cards.iter().enumerate();
            cards
                .filter(|(_, card)| fits(card))
                .min_by(|(_, one), (_, other)| one.due.total_cmp(&other.due))
                .map(|(at, _)| at)
        };
        let steps = |card: &Card| matches!(card.stage, Stage::Learning(_));
        of(&|card| steps(card) && card.due <= now)
            .or_else(|| of(&|card| card.stage == Stage::Review && card.due <= now.floor()))
            .or_else(|| of(&|card| card.stage == Stage::New).filter(|_| new < self.new_a_day))
            .or_else(|| of(&|card| steps(card) && card.due <= now + AHEAD))
    }

    fn task(&mut self, at: usize) -> &'a Task {
        let card = &mut self.cards[at];
        let task = card.tasks[card.asked % card.tasks.len()];
        card.asked += 1;
        &self.course.tasks[task]
    }

    /// Again or Good; Easy, which ends the steps at once, for what is new and yet certain.
    fn review(&mut self, at: usize, right: bool, certain: bool, now: f64) {
        let card = &mut self.cards[at];
        let days = (now.floor() - card.last).max(0.0) as u32;
        let Ok(next) = self.fsrs.next_states(card.memory, self.retention, days) else {
            return;
        };
        let easy = right && certain && card.stage == Stage::New;
        let next = match right {
            true if easy => next.easy,
            true => next.good,
            false => next.again,
        };
        card.memory = Some(next.memory);
        card.last = now.floor();
        let step = match (card.stage, right) {
            _ if easy => None,
            (Stage::New, true) => Some(1),
            (Stage::Learning(done), true) if done + 1 < STEPS.len() => Some(done + 1),
            (_, true) => None,
            (Stage::Review, false) => Some(STEPS.len() - 1),
            (_, false) => Some(0),
        };
        (card.stage, card.due) = match step {
            Some(done) if card.stage == Stage::Review => (Stage::Learning(done), now + RELEARN),
            Some(done) => (Stage::Learning(done), now + STEPS[done]),
            None => {
                let interval = f64::from(next.interval).round().max(1.0);
                (Stage::Review, now.floor() + interval)
            }
        };
    }
}

impl Follow for Flashcards<'_> {
    fn study(&mut self, sitting: &mut Sitting<'_, '_>) {
        let mut new = 0;
        while sitting.left() > 0.0 {
            let Some(at) = self.next(sitting.now(), new) else {
                return;
            };
            new += usize::from(self.cards[at].stage == Stage::New);
            let task = self.task(at);
            self.lessons.before(task, sitting);
            let work = sitting.practice(task);
            let certain = work.confidence == Confidence::Certain;
            self.review(at, work.right && !work.aided, certain, sitting.now());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::family::fixture::chain;

    fn cards(course: &Course) -> Flashcards<'_> {
        Flashcards::of_items(course, 0.9, 15)
    }

    #[test]
    fn a_new_card_comes_twice_on_its_day_and_then_after_days() {
        let course = chain(2);
        let mut cards = cards(&course);
        assert_eq!(cards.next(0.0, 0), Some(0));
        cards.review(0, true, false, 0.001);
        assert_eq!(cards.cards[0].stage, Stage::Learning(1));
        cards.review(0, true, false, 0.01);
        assert_eq!(cards.cards[0].stage, Stage::Review);
        assert!(cards.cards[0].due >= 1.0);
        assert_ne!(cards.next(0.02, 0), Some(0));
    }

    #[test]
    fn what_was_lost_is_relearned_and_comes_back_sooner() {
        let course = chain(2);
        let mut cards = cards(&course);
        for now in [0.0, 0.01, 3.0, 12.0] {
            cards.review(0, true, false, now);
        }
        let long = cards.cards[0].due - 12.0;
        cards.review(0, false, false, 40.0);
        assert_eq!(cards.cards[0].stage, Stage::Learning(1));
        cards.review(0, true, false, 40.01);
        assert_eq!(cards.cards[0].stage, Stage::Review);
        assert!(cards.cards[0].due - 40.0 < long);
    }

    #[test]
    fn what_is_new_and_certain_is_not_asked_again_that_day() {
        let course = chain(2);
        let mut cards = cards(&course);
        cards.review(0, true, true, 0.001);
        assert_eq!(cards.cards[0].stage, Stage::Review);
        assert!(cards.cards[0].due > 3.0);
    }

    #[test]
    fn a_skill_as_a_card_asks_its_exercises_in_turn() {
        let course = chain(2);
        let mut cards = Flashcards::of_skills(&course, 0.9, 15);
        let asked: Vec<_> = (0..3).map(|_| cards.task(1).item).collect();
        assert_eq!(asked, [Some(2), Some(3), Some(2)]);
    }

    #[test]
    fn due_cards_come_before_new_ones_and_new_ones_end() {
        let course = chain(2);
        let mut cards = cards(&course);
        cards.review(1, true, false, 0.0);
        cards.review(1, true, false, 0.01);
        assert_eq!(cards.next(30.0, 0), Some(1));
        assert_eq!(cards.next(0.02, cards.new_a_day), None);
    }
}
