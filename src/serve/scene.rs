//! What lies before the learner, in the one form in which all methods that change it return it.

use serde::Serialize;
use serde_json::{Map, Value};

use super::Server;
use super::rpc::Fault;
use crate::core::ActivityKind;
use crate::session::{Input, Phase};
use crate::view::Scene;

/// The fields of a result.
pub(super) type Fields = Map<String, Value>;

impl Server {
    /// `scene` names it, the field of that name holds it, and `done` says whether nothing is under
    /// way: the session or the baseline has ended, or none has begun.
    pub(super) fn scene(&self) -> Result<Fields, Fault> {
        let scene = self.app.scene().ok_or_else(no_deck)?;
        let done = matches!(scene, Scene::Ended(_) | Scene::Map(_) | Scene::Today(_));
        let mut content = value(&scene)?;
        let name = content["scene"].take();
        if let Value::Object(fields) = &mut content {
            fields.remove("scene");
        }
        let key = name.as_str().unwrap_or_default().to_owned();
        let fields = [("scene", name), ("done", done.into()), (&key, content)];
        Ok(fields
            .map(|(key, value)| (key.to_owned(), value))
            .into_iter()
            .collect())
    }

    pub(super) fn scene_name(&self) -> Option<String> {
        let name = self.scene().ok()?.remove("scene")?;
        name.as_str().map(str::to_owned)
    }

    pub(super) fn send(&mut self, input: Input) -> Result<Value, Fault> {
        // Looking back is for people: a client's session ends without. So what is undone after the end
        // is what came before it.
        let around = match input {
            Input::Undo => Input::Undo,
            _ => Input::Skip,
        };
        self.app.send(input)?;
        if self.is_doing(ActivityKind::Reflection) {
            self.app.send(around)?;
        }
        self.scene().map(Value::Object)
    }

    pub(super) fn is_doing(&self, activity: ActivityKind) -> bool {
        matches!(self.phase(), Some(Phase::Doing(doing)) if doing.decision.activity == activity)
    }
}

pub(super) fn no_deck() -> Fault {
    Fault::refused("there is no deck to study; `decks` says what was found")
}

pub(super) fn value(it: &impl Serialize) -> Result<Value, Fault> {
    serde_json::to_value(it).map_err(|cause| Fault::internal(&cause))
}
