//! Answers: to exercises, and to the questions of lessons.

use serde_json::{Value, json};

use super::Server;
use super::params::Answer;
use super::rpc::Fault;
use super::scene::value;
use crate::session::{Given, Input, Phase};
use crate::view::{self, Exercise, Scene};

impl Server {
    pub(super) fn given(&self, answer: Answer) -> Given {
        let shown = match self.phase() {
            Some(Phase::Doing(doing)) => self.app.now().utc_ms - doing.began_ms,
            _ => 0,
        };
        let since_shown = u32::try_from(shown.max(0)).unwrap_or(u32::MAX);
        Given {
            response: answer.response,
            confidence: answer.confidence,
            took_ms: answer.took_ms.unwrap_or(since_shown),
        }
    }

    /// The feedback, with the score, what was predicted of it, and the belief before and after.
    pub(super) fn answer(&mut self, answer: Answer) -> Result<Value, Fault> {
        match self.phase() {
            Some(Phase::Doing(doing)) if doing.instance.is_none() => {
                return Err(Fault::refused(
                    "a lesson is open, not an exercise; `reply` answers its question",
                ));
            }
            Some(Phase::Doing(_)) if self.in_baseline() => {
                return Err(Fault::refused(
                    "a question of the baseline is open; `baseline.answer` answers it",
                ));
            }
            Some(Phase::Doing(_)) => {}
            _ => return Err(Fault::refused("no exercise is open; `next` gives one")),
        }
        let given = self.given(answer);
        // As it stands here: what another process did meanwhile must not take its place.
        let session = self.app.session();
        let forecast = session.and_then(|it| view::forecast(it, self.app.now()));
        self.app.send(Input::Answer(given))?;
        let mut scene = self.scene()?;
        scene.insert("forecast".to_owned(), value(&forecast)?);
        if let Some(Scene::Feedback(feedback)) = self.app.scene() {
            scene.insert("score".to_owned(), json!(feedback.score));
            scene.insert("before".to_owned(), value(&feedback.before)?);
            scene.insert("after".to_owned(), value(&feedback.after)?);
        }
        if let Some(Phase::Told(told)) = self.phase() {
            scene.insert("predicted".to_owned(), json!(told.attempt.predicted));
        }
        Ok(Value::Object(scene))
    }

    /// The step answered, with what is right there, and the lesson as it goes on.
    pub(super) fn reply(&mut self, text: String) -> Result<Value, Fault> {
        if !matches!(self.phase(), Some(Phase::Doing(doing)) if doing.instance.is_none()) {
            return Err(Fault::refused(
                "no lesson is open; `answer` answers exercises",
            ));
        }
        self.app.send(Input::Reply(text))?;
        let mut scene = self.scene()?;
        if let Some(Scene::Activity(activity)) = self.app.scene()
            && let Exercise::Walk { done, .. } = &activity.exercise
        {
            scene.insert("step".to_owned(), value(&done.last())?);
        }
        Ok(Value::Object(scene))
    }
}
