//! A learner in the starter deck, driven by hand.

use std::sync::Arc;

use uuid::Uuid;

use super::{Commit, Given, Input, LogEnd, Phase, Refusal, Session, Step, walk_text};
use crate::coach::{Policy, prepared_by};
use crate::core::{ActivityKind, Confidence, EventId, Now, Random, Response, SkillId};
use crate::deck::{Exercise, Library};
use crate::event::{Body, Decision, Device, Event};
use crate::learner::{Learner, Params};

/// A session with everything it has committed.
pub struct Player {
    pub session: Session,
    pub log: Vec<Event>,
    pub now: Now,
}

pub const MINUTE: i64 = 60_000;

impl Player {
    /// Someone who has just opened the starter deck.
    pub fn new() -> Self {
        let params = Arc::<Params>::default();
        let library = Library::load(&[]);
        let deck = library.decks().first().expect("a starter deck").clone();
        let learner = Learner::new(&params);
        let end = LogEnd {
            device: Device(Uuid::from_u128(1)),
            last: None,
            sequence: 0,
        };
        let now = Now::parse("2026-11-22T09:00:00+01:00").expect("a time");
        let session = Session::open(deck, params, learner, end, Random::seeded(1), now);
        Self {
            session,
            log: Vec::new(),
            now,
        }
    }

    /// Someone with a goal who skipped the baseline and has begun.
    pub fn begun(minutes: u16) -> Self {
        let mut player = Self::new();
        player.send(goal(minutes)).expect("a goal fits");
        player
            .send(Input::CloseBaseline)
            .expect("a baseline can be skipped");
        player
            .send(Input::Begin { minutes: None })
            .expect("a session begins");
        player
    }

    /// Someone who has never met any of it and has begun.
    pub fn novice(minutes: u16) -> Self {
        let mut player = Self::new();
        player.send(goal(minutes)).expect("a goal fits");
        let skills = player
            .session
            .deck
            .skills
            .iter()
            .map(|it| it.id.clone())
            .collect();
        player
            .send(Input::Rate { skills, rating: 0 })
            .expect("ratings fit");
        player
            .send(Input::CloseBaseline)
            .expect("a check can be skipped");
        player
            .send(Input::Begin { minutes: None })
            .expect("a session begins");
        player
    }

    /// Someone who misses every so many times, before a question that warms up for a skill; and
    /// that skill. The coach asks a little more than usual of what it builds on, so that this does
    /// not hang on where exactly the chances lie.
    pub fn at_a_warm_up() -> (Self, SkillId) {
        let found = [4, 5, 3, 6].into_iter().find_map(Self::before_a_warm_up);
        found.expect("some prerequisite is shaky before what builds on it is taught")
    }

    fn before_a_warm_up(missing: usize) -> Option<(Self, SkillId)> {
        let mut player = Self::novice(20);
        let usual = Policy::default();
        player.session.policy = Arc::new(Policy {
            carries: usual.carries + 0.1,
            ..usual
        });
        for turn in 1..400 {
            if !player.is_doing() {
                player.sleep(1);
                let begin = Input::Begin { minutes: None };
                player.send(begin).expect("a session begins");
                continue;
            }
            let desk = player.session.desk(player.now);
            let mut rules = player.decision().rules.iter();
            if let Some(skill) = rules.find_map(|rule| prepared_by(&desk, rule)) {
                let prepared = skill.id.clone();
                return Some((player, prepared));
            }
            player.play(turn % missing != 0);
        }
        None
    }

    pub fn send(&mut self, input: Input) -> Result<(), Refusal> {
        let step = if input == Input::Undo {
            self.session.undo(&self.log, self.now)?
        } else {
            self.session.step(input, self.now)?
        };
        self.take(step);
        Ok(())
    }

    /// Puts a fact behind the log that the learner's work does not leave.
    pub fn note(&mut self, body: Body) {
        let step = self.session.note(body, self.now);
        self.take(step);
    }

    /// A fact that never counted.
    pub fn take_back(&mut self, id: EventId) {
        let step = self.session.take_back(vec![id], &self.log, self.now);
        self.take(step);
    }

    fn take(&mut self, step: Step) {
        if let Some(Commit {
            expected, events, ..
        }) = step.commit
        {
            assert_eq!(expected, self.log.last().map(|event| event.id));
            self.log.extend(events);
        }
        self.session = step.next;
    }

    pub fn pass(&mut self, minutes: i64) {
        let later = self.now.utc_ms + minutes * MINUTE;
        self.now = Now::new(later, self.now.offset_s).expect("a time");
    }

    /// To the morning of another study day, at home, ready to begin.
    pub fn sleep(&mut self, days: i64) {
        if matches!(self.session.phase, Phase::Doing(_) | Phase::Told(_)) {
            self.send(Input::End).expect("a session can be ended");
        }
        self.send(Input::Home).expect("there is always a way home");
        self.pass(days * 24 * 60);
    }

    /// The decision that lies before the learner.
    pub fn decision(&self) -> &Decision {
        match &self.session.phase {
            Phase::Doing(doing) => &doing.decision,
            other => panic!("nothing to do in {other:?}"),
        }
    }

    pub fn is_doing(&self) -> bool {
        matches!(self.session.phase, Phase::Doing(_))
    }

    /// Answers the exercise, or goes through the lesson, rightly or not; goes on to what follows.
    pub fn play(&mut self, right: bool) -> ActivityKind {
        let activity = self.decision().activity;
        if activity == ActivityKind::Reflection {
            self.send(Input::Reflect("watch the last use".to_owned()))
                .expect("it is kept");
        } else if self.decision().item.is_some() {
            self.answer(right, None);
        } else {
            self.read();
        }
        if matches!(self.session.phase, Phase::Told(_)) {
            self.pass(1);
            self.send(Input::GoOn).expect("feedback leads on");
        }
        activity
    }

    pub fn answer(&mut self, right: bool, confidence: Option<Confidence>) {
        if matches!(self.exercise(), Exercise::Recall { .. }) {
            self.send(Input::Reveal).expect("points can be shown");
        }
        let response = if right {
            self.right_response()
        } else {
            Response::DontKnow
        };
        self.respond(response, confidence).expect("an answer fits");
    }

    pub fn respond(
        &mut self,
        response: Response,
        confidence: Option<Confidence>,
    ) -> Result<(), Refusal> {
        self.pass(1);
        self.send(Input::Answer(Given {
            response,
            confidence,
            took_ms: 30_000,
        }))
    }

    pub fn exercise(&self) -> Exercise {
        let item = self.session.item_of(self.decision()).expect("an item");
        item.exercise.clone()
    }

    /// The right response, in the places on the screen.
    pub fn right_response(&self) -> Response {
        let Phase::Doing(doing) = &self.session.phase else {
            panic!("nothing to do");
        };
        let instance = doing.instance.as_ref().expect("an exercise");
        let places = |wanted: &dyn Fn(usize) -> bool| -> Vec<u8> {
            let shown = instance.order.iter().enumerate();
            shown
                .filter(|(_, at)| wanted(**at))
                .map(|(place, _)| place as u8)
                .collect()
        };
        match self.exercise() {
            Exercise::Choice { options } => Response::Choice(places(&|at| options[at].correct)[0]),
            Exercise::Multi { options } => Response::Multi(places(&|at| options[at].correct)),
            Exercise::Cloze { gaps, .. } => {
                Response::Cloze(gaps.iter().map(|gap| gap.accept[0].clone()).collect())
            }
            Exercise::Short { accept, .. } => Response::Short(accept[0].clone()),
            Exercise::Number { answer, .. } => Response::Number(answer.to_string()),
            Exercise::Order { lines, .. } => Response::Order(
                (0..lines.len())
                    .map(|line| places(&|at| at == line)[0])
                    .collect(),
            ),
            Exercise::Steps { steps, .. } => Response::Steps(
                steps[instance.worked..]
                    .iter()
                    .map(|step| step.accept[0].clone())
                    .collect(),
            ),
            Exercise::Recall { points, .. } => Response::Recall {
                text: String::new(),
                ticked: (0..points.len() as u8).collect(),
            },
        }
    }

    /// Through a lesson, example or repair to its end.
    pub fn read(&mut self) {
        let decision = self.decision().clone();
        let asks: Vec<Option<String>> = walk_text(&self.session, &decision)
            .expect("something to read")
            .steps
            .iter()
            .map(|(_, ask)| ask.map(|ask| ask.accept[0].clone()))
            .collect();
        for ask in asks {
            self.pass(1);
            match ask {
                Some(reply) => self.send(Input::Reply(reply)).expect("a reply fits"),
                None => self.send(Input::GoOn).expect("a step leads on"),
            }
        }
        self.send(Input::GoOn).expect("a lesson ends");
    }
}

pub fn goal(minutes: u16) -> Input {
    Input::SetGoal {
        track: None,
        date: None,
        minutes,
        intention: String::new(),
    }
}
