//! What each method does.

use serde::Serialize;
use serde_json::{Value, json};

use super::params::{Goal, Index, Next, Nothing, OneDeck, OneSkill, Text, read};
use super::rpc::Fault;
use super::scene::{no_deck, value};
use super::{Clock, PROTOCOL, Server};
use crate::core::{DeckId, Now, StudyDay};
use crate::session::{self, Input, Phase, Session};
use crate::view::{self, Exercise, Scene};

impl Server {
    pub(super) fn call(&mut self, method: &str, params: &Value) -> Result<Value, Fault> {
        match method {
            "goal.set" => self.set_goal(read(params)?),
            "deck.open" => self.open(&read::<OneDeck>(params)?.deck),
            "baseline.rate" => self.rate(read(params)?),
            "baseline.answer" => self.answer_question(read(params)?),
            "next" => self.next(&read(params)?),
            "choose" => self.send(Input::Choose(read::<Index>(params)?.index)),
            "claim" => self.send(Input::Claim(read::<OneSkill>(params)?.skill)),
            "answer" => self.answer(read(params)?),
            "pilot.propose" => self.propose_pilot(&read(params)?),
            "pilot.start" => self.start_pilot(&read(params)?),
            "reply" => self.reply(read::<Text>(params)?.text),
            _ => self.call_plain(method, params),
        }
    }

    /// The methods that have no parameters.
    fn call_plain(&mut self, method: &str, params: &Value) -> Result<Value, Fault> {
        let run: fn(&mut Self) -> Result<Value, Fault> = match method {
            "initialize" => |it| it.initialize(),
            "shutdown" => |it| it.shut_down(),
            "notices" => |it| value(&it.app.take_notices()),
            "decks" => |it| value(&it.app.decks()),
            "decks.reload" => |it| it.reload_decks(),
            "scene" => |it| it.scene_as_it_stands(),
            "progress" => |it| it.look(view::progress),
            "plan" => |it| it.look(view::today),
            "options" => |it| it.look(view::offers),
            "why" => |it| it.why(),
            "baseline.next" => |it| it.next_question(),
            "baseline.result" => |it| it.baseline_result(),
            "baseline.repeat" => |it| it.send(Input::RepeatBaseline),
            "pilot.status" => |it| it.pilot(),
            "pilot.stop" => |it| it.stop_pilot(),
            "pilot.undo" => |it| it.undo_pilot(),
            "hint" => |it| it.hint(),
            "reveal" => |it| it.send(Input::Reveal),
            "more_help" => |it| it.send(Input::MoreHelp),
            "less_help" => |it| it.send(Input::LessHelp),
            "skip" => |it| it.send(Input::Skip),
            "postpone" => |it| it.send(Input::Postpone),
            "suspend" => |it| it.send(Input::Suspend),
            "undo" => |it| it.send(Input::Undo),
            "end" => |it| it.send(Input::End),
            other => return Err(Fault::no_method(other)),
        };
        read::<Nothing>(params)?;
        run(self)
    }

    fn initialize(&self) -> Result<Value, Fault> {
        let deck = self.app.session().map(|session| &session.deck.id);
        Ok(json!({
            "name": env!("CARGO_PKG_NAME"),
            "version": env!("CARGO_PKG_VERSION"),
            "protocol": PROTOCOL,
            "clock": if self.clock == Clock::System { "system" } else { "client" },
            "deck": deck,
        }))
    }

    fn shut_down(&mut self) -> Result<Value, Fault> {
        self.running = false;
        Ok(Value::Null)
    }

    fn open(&mut self, deck: &DeckId) -> Result<Value, Fault> {
        self.app.open_deck(deck)?;
        self.scene().map(Value::Object)
    }

    fn reload_decks(&mut self) -> Result<Value, Fault> {
        self.app.reload_decks()?;
        value(&self.app.decks())
    }

    /// What a view shows of the session, with what other processes did meanwhile.
    pub(super) fn look<T: Serialize>(
        &mut self,
        at: fn(&Session, Now) -> T,
    ) -> Result<Value, Fault> {
        self.app.refresh()?;
        let session = self.app.session().ok_or_else(no_deck)?;
        value(&at(session, self.app.now()))
    }

    fn scene_as_it_stands(&mut self) -> Result<Value, Fault> {
        self.app.refresh()?;
        self.scene().map(Value::Object)
    }

    fn why(&mut self) -> Result<Value, Fault> {
        match self.look(view::why)? {
            Value::Null => Err(Fault::refused(
                "nothing is proposed now; `next` proposes something",
            )),
            why => Ok(why),
        }
    }

    pub(super) fn phase(&self) -> Option<&Phase> {
        self.app.session().map(|session| &session.phase)
    }

    /// Opens the deck named, if another one lies open.
    fn turn_to(&mut self, deck: Option<&DeckId>) -> Result<(), Fault> {
        let open = self.app.session().map(|session| &session.deck.id);
        match deck {
            Some(deck) if Some(deck) != open => Ok(self.app.open_deck(deck)?),
            _ => Ok(()),
        }
    }

    fn set_goal(&mut self, goal: Goal) -> Result<Value, Fault> {
        let date = goal.date.as_deref().map(StudyDay::parse).transpose();
        let date = date.map_err(|_| Fault::params("`date` is a day such as 2026-12-12"))?;
        self.turn_to(goal.deck.as_ref())?;
        self.send(Input::SetGoal {
            track: goal.track,
            date,
            minutes: goal.minutes.map_or(session::USUAL_MINUTES, whole_minutes),
            intention: goal.intention.unwrap_or_default(),
        })
    }

    /// A client that goes straight to work gets the whole deck as its goal.
    pub(super) fn need_goal(&mut self) -> Result<(), Fault> {
        if matches!(self.phase(), Some(Phase::Welcome)) {
            self.app.send(session::assumed_goal())?;
        }
        Ok(())
    }

    /// On to the next activity: begins a session where none is under way, leaves feedback, goes a
    /// step on in a lesson. What waits for an answer stays as it is.
    fn next(&mut self, wish: &Next) -> Result<Value, Fault> {
        self.app.refresh()?;
        self.turn_to(wish.deck.as_ref())?;
        if wish.minutes_left.is_some_and(|minutes| minutes <= 0.0) {
            return self.end_if_begun();
        }
        self.need_goal()?;
        self.leave_baseline()?;
        let now = self.app.now();
        let input = match self.app.session() {
            Some(session) if session.is_under_way(now) => self.going_on(),
            _ => Some(Input::Begin {
                minutes: wish.minutes_left.map(whole_minutes),
            }),
        };
        match input {
            Some(input) => self.send(input),
            None => self.scene().map(Value::Object),
        }
    }

    fn end_if_begun(&mut self) -> Result<Value, Fault> {
        if matches!(self.phase(), Some(Phase::Doing(_) | Phase::Told(_))) {
            self.app.send(Input::End)?;
        }
        self.scene().map(Value::Object)
    }

    /// None where an answer is waited for.
    fn going_on(&self) -> Option<Input> {
        let waits = match self.app.scene() {
            Some(Scene::Activity(activity)) => match activity.exercise {
                Exercise::Walk { now, .. } => now.is_some_and(|step| step.ask.is_some()),
                _ => true,
            },
            _ => false,
        };
        (!waits).then_some(Input::GoOn)
    }

    fn hint(&mut self) -> Result<Value, Fault> {
        self.app.send(Input::Hint)?;
        let mut scene = self.scene()?;
        let hints = scene.get("activity").and_then(|it| it.get("hints"));
        let hint = hints.and_then(Value::as_array).and_then(|it| it.last());
        let hint = hint.cloned().unwrap_or_default();
        scene.insert("hint".to_owned(), hint);
        Ok(Value::Object(scene))
    }
}

/// Saturates; the session bounds it further.
fn whole_minutes(minutes: f64) -> u16 {
    minutes.ceil() as u16
}
