//! The coach as it is: the session that learners have, in memory, with time and answers made up.

use std::sync::Arc;

use uuid::Uuid;

use super::answer::response;
use super::{Follow, Sitting};
use crate::coach::{Part, Policy};
use crate::core::{ActivityKind, MisconceptionId, Now, Random, Stage};
use crate::event::{Decision, Device};
use crate::learner::{Learner, Params};
use crate::session::{Doing, Given, Input, LogEnd, Phase, Session, walk_text};
use crate::simulate::course::{Course, Task, reading_minutes, words};
use crate::simulate::family::Study;
use crate::simulate::student::{Setting, Work};

/// 18:00 UTC on 5 January 2026, a Monday: when the first day's study begins.
const START_MS: i64 = 1_767_636_000_000;
const DAY_MS: f64 = 86_400_000.0;
/// Minutes to rate oneself on a skill.
const RATING_MINUTES: f64 = 0.1;
/// Minutes for a look back at the end.
const REFLECTION_MINUTES: f64 = 0.4;
/// More steps than a day can have.
const STEPS: usize = 2_000;

pub struct Coached<'a> {
    course: &'a Course,
    session: Session,
    minutes: u16,
    baseline: bool,
}

/// What kept the session from going on; it ends the day.
struct Stuck;

impl<'a> Coached<'a> {
    pub fn new(
        course: &'a Course,
        params: Arc<Params>,
        minutes: u16,
        without: Option<Part>,
        seed: u64,
    ) -> Self {
        let learner = Learner::new(&params);
        let end = LogEnd {
            device: Device(Uuid::nil()),
            last: None,
            sequence: 0,
        };
        let deck = Arc::clone(&course.deck);
        let random = Random::seeded(seed);
        let mut session = Session::open(deck, params, learner, end, random, moment(0.0));
        if let Some(part) = without {
            session.policy = Arc::new(Policy::clone(&session.policy).without(part));
        }
        Self {
            course,
            session,
            minutes,
            baseline: without != Some(Part::Baseline),
        }
    }

    fn send(&mut self, input: Input, now: f64) -> Result<(), Stuck> {
        let step = self.session.step(input, moment(now)).map_err(|_| Stuck)?;
        self.session = step.next;
        Ok(())
    }

    /// Goal, ratings and the adaptive check.
    fn place(&mut self, sitting: &mut Sitting<'_, '_>) -> Result<(), Stuck> {
        let goal = Input::SetGoal {
            track: None,
            date: None,
            minutes: self.minutes,
            intention: String::new(),
        };
        self.send(goal, sitting.now())?;
        if !self.baseline {
            return self.send(Input::CloseBaseline, sitting.now());
        }
        for (at, skill) in self.course.deck.skills.iter().enumerate() {
            let rating = sitting.student.rate(at, sitting.now());
            sitting.pass_asking(RATING_MINUTES);
            let skills = vec![skill.id.clone()];
            self.send(Input::Rate { skills, rating }, sitting.now())?;
        }
        self.send(Input::StartCheck, sitting.now())?;
        while let Some(doing) = self.doing(ActivityKind::Baseline) {
            let task = self.task(&doing.decision).ok_or(Stuck)?;
            let work = sitting.be_asked(task);
            self.answer(&doing, &work, sitting)?;
        }
        Ok(())
    }

    fn doing(&self, activity: ActivityKind) -> Option<Doing> {
        match &self.session.phase {
            Phase::Doing(doing) if doing.decision.activity == activity => Some((**doing).clone()),
            _ => None,
        }
    }

    /// From the beginning of a session to its end, or the end of the minutes.
    fn day(&mut self, sitting: &mut Sitting<'_, '_>) -> Result<(), Stuck> {
        if self.session.learner.goal.is_none() {
            self.place(sitting)?;
        }
        let left = sitting.left().floor();
        if left < 1.0 {
            return Ok(());
        }
        let minutes = Some(left as u16);
        self.send(Input::Begin { minutes }, sitting.now())?;
        for _ in 0..STEPS {
            if sitting.left() <= 0.0 {
                break;
            }
            match self.session.phase.clone() {
                Phase::Doing(doing) => self.act(&doing, sitting)?,
                _ => break,
            }
        }
        Ok(())
    }

    fn act(&mut self, doing: &Doing, sitting: &mut Sitting<'_, '_>) -> Result<(), Stuck> {
        if doing.decision.activity == ActivityKind::Reflection {
            sitting.pass(REFLECTION_MINUTES);
            let text = "What I mixed up.".to_owned();
            return self.send(Input::Reflect(text), sitting.now());
        }
        if doing.instance.is_none() {
            return self.walk(doing, sitting);
        }
        let task = self.task(&doing.decision).ok_or(Stuck)?;
        let guided = doing.decision.stage == Stage::Guided;
        let setting = Setting {
            may_hint: doing.decision.activity != ActivityKind::Check,
            laid_out: guided
                && (task.hints > 0 || doing.instance.as_ref().is_some_and(|it| it.worked > 0)),
        };
        let work = sitting.work(task, setting);
        self.answer(doing, &work, sitting)?;
        sitting.be_told(task, &work);
        self.send(Input::GoOn, sitting.now())
    }

    fn answer(
        &mut self,
        doing: &Doing,
        work: &Work,
        sitting: &mut Sitting<'_, '_>,
    ) -> Result<(), Stuck> {
        let item = self
            .session
            .item_of(&doing.decision)
            .cloned()
            .ok_or(Stuck)?;
        let instance = doing.instance.as_ref().ok_or(Stuck)?;
        if work.hinted {
            // Refused where all hints stand there already.
            let _ = self.send(Input::Hint, sitting.now());
        }
        if item.exercise.kind() == "recall" {
            self.send(Input::Reveal, sitting.now())?;
        }
        let misconception = work.misled.and_then(|it| misconception(self.course, it));
        let response = response(
            &item,
            instance,
            work,
            misconception,
            sitting.student.chance(),
        );
        let given = Given {
            response,
            confidence: doing.asks_confidence.then_some(work.confidence),
            took_ms: (work.seconds * 1_000.0) as u32,
        };
        self.send(Input::Answer(given), sitting.now())
    }

    /// Through a lesson, an example or a repair.
    fn walk(&mut self, doing: &Doing, sitting: &mut Sitting<'_, '_>) -> Result<(), Stuck> {
        let decision = &doing.decision;
        let skill = self.course.deck.skill_index(&decision.skill).ok_or(Stuck)?;
        let text = walk_text(&self.session, decision).ok_or(Stuck)?;
        let said: usize = text.steps.iter().map(|(say, _)| words(say)).sum();
        let asks: Vec<Option<String>> = text
            .steps
            .iter()
            .map(|(_, ask)| ask.map(|it| it.accept.first().cloned().unwrap_or_default()))
            .collect();
        let asked = asks.iter().flatten().count();
        let minutes = reading_minutes(words(&text.intro) + said, asked);
        let study = match decision.activity {
            ActivityKind::Lesson => Study::Lesson,
            ActivityKind::Example => Study::Example,
            _ => Study::Repair,
        };
        let repaired = decision.misconception.as_ref();
        let repaired = repaired.and_then(|id| place_of(self.course, id));
        sitting.read(skill, study, repaired, minutes);
        for ask in asks {
            let input = match ask {
                Some(right) if sitting.student.follows(skill, sitting.now()) => Input::Reply(right),
                Some(_) => Input::Reply("no idea".to_owned()),
                None => Input::GoOn,
            };
            self.send(input, sitting.now())?;
        }
        self.send(Input::GoOn, sitting.now())
    }

    fn task(&self, decision: &Decision) -> Option<&'a Task> {
        let id = decision.item.as_ref()?;
        let at = self.course.deck.items.iter().position(|it| it.id == *id)?;
        self.course.tasks.get(at)
    }
}

impl Follow for Coached<'_> {
    fn study(&mut self, sitting: &mut Sitting<'_, '_>) {
        let ended = self.day(sitting);
        debug_assert!(ended.is_ok(), "{:?}", self.session.phase);
        if matches!(self.session.phase, Phase::Doing(_) | Phase::Told(_)) {
            let _ = self.send(Input::End, sitting.now());
        }
        let _ = self.send(Input::Home, sitting.now());
    }
}

fn moment(now: f64) -> Now {
    Now::new(START_MS + (now * DAY_MS) as i64, 0).unwrap_or(Now::EPOCH)
}

/// The misconception of that place, counted through the deck.
fn misconception(course: &Course, place: usize) -> Option<&MisconceptionId> {
    let all = course.deck.skills.iter().flat_map(|it| &it.misconceptions);
    all.map(|it| &it.id).nth(place)
}

fn place_of(course: &Course, id: &MisconceptionId) -> Option<usize> {
    let mut all = course.deck.skills.iter().flat_map(|it| &it.misconceptions);
    all.position(|it| it.id == *id)
}
