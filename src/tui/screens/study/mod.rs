//! One thing to do: an exercise, a lesson, an example, a repair, a reflection.

mod choice;
mod filled;
mod order;
mod recall;
mod stopwatch;
mod task;
mod typed;
mod view;
mod walk;

use self::stopwatch::Stopwatch;
use self::task::{Step, Task};
use super::Screen;
use crate::core::{Confidence, Now, Response};
use crate::session::{Given, Input};
use crate::tui::action::{Action, Effect, Over};
use crate::tui::keymap::{Key, Place};
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::view::{Activity, Exercise, Position, Scene};

pub struct Study {
    activity: Activity,
    task: Box<dyn Task>,
    watch: Stopwatch,
    /// What waits for the learner to say how sure they are.
    unsure: Option<Pending>,
    /// They were asked how sure they are, and the exercise went on after that.
    asked: bool,
    /// What they said.
    sure: Option<Confidence>,
    /// A hint has just come: it should be in view.
    new_hint: bool,
    /// Pressed once; done when pressed again.
    armed: Option<Action>,
}

#[derive(Clone, Debug)]
enum Pending {
    Answer(Response),
    Reveal,
}

impl Study {
    pub fn new(activity: Activity, now: Now) -> Self {
        Self {
            task: task_for(&activity.exercise),
            activity,
            watch: Stopwatch::start(now),
            unsure: None,
            asked: false,
            sure: None,
            new_hint: false,
            armed: None,
        }
    }

    fn is_baseline(&self) -> bool {
        matches!(self.activity.position, Position::Baseline { .. })
    }

    fn is_graded(&self) -> bool {
        self.activity.item_kind.is_some()
    }

    /// Whether the answer still waits for how sure the learner is.
    fn asks_confidence(&self) -> bool {
        self.activity.asks_confidence && !self.asked
    }

    fn answer(&self, response: Response, confidence: Option<Confidence>, now: Now) -> Effect {
        Effect::Send(Input::Answer(Given {
            response,
            confidence,
            took_ms: self.watch.took_ms(now),
        }))
    }

    fn step(&mut self, step: Step, now: Now) -> Effect {
        let pending = match step {
            Step::Stay => return Effect::Nothing,
            Step::Say(text) => return Effect::say(text),
            Step::Send(input) => return Effect::Send(input),
            Step::Answer(response) => Pending::Answer(response),
            Step::Reveal => Pending::Reveal,
        };
        self.watch.pause(now);
        if self.asks_confidence() {
            self.unsure = Some(pending);
            return Effect::Nothing;
        }
        self.send(pending, now)
    }

    fn send(&self, pending: Pending, now: Now) -> Effect {
        match pending {
            Pending::Answer(response) => self.answer(response, self.sure, now),
            Pending::Reveal => Effect::Send(Input::Reveal),
        }
    }

    /// At the question how sure the learner is.
    fn act_unsure(&mut self, pending: Pending, action: Action, now: Now) -> Effect {
        let confidence = match action {
            Action::Back => {
                self.unsure = None;
                self.watch.resume(now);
                return Effect::Nothing;
            }
            Action::Pick(digit) => Confidence::ALL.get(usize::from(digit)).copied(),
            _ => None,
        };
        match pending {
            // The question stays until the answer is saved.
            Pending::Answer(response) => self.answer(response, confidence, now),
            Pending::Reveal => {
                self.unsure = None;
                self.asked = true;
                self.sure = confidence;
                Effect::Send(Input::Reveal)
            }
        }
    }

    /// What cannot be taken back by a key is done when it is pressed twice.
    fn twice(&mut self, action: Action, then: &str, input: Input) -> Effect {
        if self.armed.replace(action) == Some(action) {
            self.armed = None;
            return Effect::Send(input);
        }
        let key = self.place().key_of(action).unwrap_or_default();
        Effect::Say(format!("{key} again {then}"))
    }

    /// To today; the exercise stays open, but what is typed here goes with the screen.
    fn home(&mut self) -> Effect {
        if self.task.has_draft() {
            return self.twice(
                Action::Back,
                "goes to today. The exercise stays open; what you typed is not kept.",
                Input::Home,
            );
        }
        Effect::Send(Input::Home)
    }

    fn end(&mut self) -> Effect {
        if self.is_baseline() {
            let then = "ends the check with what is known so far.";
            return self.twice(Action::End, then, Input::CloseBaseline);
        }
        Effect::Send(Input::End)
    }
}

/// What changes with every activity and with nothing else.
fn place_in_session(position: &Position) -> (bool, usize) {
    match *position {
        Position::Session { done, .. } => (false, done),
        Position::Baseline { asked, .. } => (true, asked),
    }
}

fn task_for(exercise: &Exercise) -> Box<dyn Task> {
    match exercise.clone() {
        Exercise::Choice { prompt, options } => Box::new(choice::Choice::new(prompt, options)),
        Exercise::Multi { prompt, options } => Box::new(choice::Multi::new(prompt, options)),
        Exercise::Short { prompt } => Box::new(typed::Typed::short(prompt)),
        Exercise::Number { prompt, unit } => Box::new(typed::Typed::number(prompt, unit)),
        Exercise::Cloze { prompt, gaps } => Box::new(filled::Filled::cloze(prompt, gaps)),
        Exercise::Steps {
            prompt,
            worked,
            open,
        } => Box::new(filled::Filled::steps(prompt, worked, open)),
        Exercise::Order {
            prompt,
            lines,
            spare,
        } => Box::new(order::Order::new(prompt, lines, spare)),
        Exercise::Recall { prompt, revealed } => Box::new(recall::Recall::new(prompt, revealed)),
        Exercise::Walk {
            intro,
            plain,
            done,
            now,
            steps,
        } => Box::new(walk::Walk::new(intro, plain, done, now, steps)),
        Exercise::Reflection { prompt } => Box::new(walk::Reflection::new(prompt)),
    }
}

impl Screen for Study {
    fn place(&self) -> Place {
        if self.unsure.is_some() {
            Place::Confidence
        } else {
            self.task.place()
        }
    }

    fn allows(&self, action: Action) -> bool {
        let asked = self.is_graded();
        let of_coach = !self.is_baseline();
        match action {
            _ if self.unsure.is_some() => matches!(action, Action::Back | Action::GoOn),
            Action::Hint => self.activity.hints_left > 0,
            Action::DontKnow => asked || self.task.allows(action),
            Action::Why | Action::End | Action::Undo => true,
            Action::Skip | Action::Another | Action::MoreHelp | Action::LessHelp => of_coach,
            Action::Postpone | Action::NotToday | Action::Claim => of_coach,
            Action::Suspend => of_coach && self.activity.item.is_some(),
            Action::Back => of_coach || self.task.allows(action),
            action => self.task.allows(action),
        }
    }

    fn label(&self, action: Action) -> Option<String> {
        match action {
            Action::Hint => Some(format!("hint ({})", self.activity.hints_left)),
            Action::End if self.is_baseline() => Some("end the check".to_owned()),
            action => self.task.label(action),
        }
    }

    fn digits(&self) -> usize {
        match self.unsure {
            Some(_) => Confidence::ALL.len(),
            None => self.task.digits(),
        }
    }

    fn reads(&self) -> bool {
        self.unsure.is_none() && self.task.reads()
    }

    fn act(&mut self, action: Action, now: Now) -> Effect {
        self.new_hint = false;
        if self.armed != Some(action) {
            self.armed = None;
        }
        if let Some(pending) = self.unsure.clone() {
            return self.act_unsure(pending, action, now);
        }
        match action {
            Action::Hint => Effect::Send(Input::Hint),
            Action::DontKnow if self.is_graded() => self.answer(Response::DontKnow, None, now),
            Action::Why => Effect::Open(Over::Why),
            Action::Another => Effect::Open(Over::Offers),
            Action::MoreHelp => Effect::Send(Input::MoreHelp),
            Action::LessHelp => Effect::Send(Input::LessHelp),
            Action::Skip => Effect::Send(Input::Skip),
            Action::Postpone => Effect::Send(Input::Postpone),
            Action::NotToday => Effect::Send(Input::NotToday),
            Action::Suspend => {
                self.twice(action, "puts this exercise away for good.", Input::Suspend)
            }
            Action::Claim => Effect::Send(Input::Claim(self.activity.skill.clone())),
            Action::Undo => Effect::Send(Input::Undo),
            Action::End => self.end(),
            Action::Back if !self.task.allows(action) => self.home(),
            action => {
                let step = self.task.act(action);
                self.step(step, now)
            }
        }
    }

    fn type_key(&mut self, key: Key) -> bool {
        self.new_hint = false;
        self.unsure.is_none() && self.task.type_key(key)
    }

    fn paste(&mut self, text: &str) {
        if self.unsure.is_none() {
            self.task.paste(text);
        }
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        view::page(self, look, room)
    }

    /// The same activity goes on where it is of the same item, skill, kind and place in the session
    /// and its exercise has only moved along: what was typed stays.
    fn renew(&mut self, scene: &Scene, now: Now) -> bool {
        let Scene::Activity(activity) = scene else {
            return false;
        };
        let known = &self.activity;
        let same = (
            &activity.deck,
            &activity.skill,
            &activity.item,
            activity.kind,
        ) == (&known.deck, &known.skill, &known.item, known.kind)
            && place_in_session(&activity.position) == place_in_session(&known.position);
        let moved_along =
            activity.exercise == known.exercise || self.task.renew(&activity.exercise);
        if !same || !moved_along {
            return false;
        }
        self.new_hint = activity.hints.len() > known.hints.len();
        self.activity = (**activity).clone();
        self.unsure = None;
        self.watch.resume(now);
        true
    }

    fn pause(&mut self, now: Now) {
        self.watch.pause(now);
    }

    fn resume(&mut self, now: Now) {
        if self.unsure.is_none() {
            self.watch.resume(now);
        }
    }
}
