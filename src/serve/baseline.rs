//! Finding out where the learner stands: rating oneself, the adaptive check, the map.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Server;
use super::params::{Answer, Ratings};
use super::rpc::Fault;
use super::scene::no_deck;
use crate::core::{ActivityKind, SkillId};
use crate::session::{Input, Phase};
use crate::view;

const HIGHEST_RATING: u8 = 4;

impl Server {
    /// Nothing is rated where a rating is wrong.
    pub(super) fn rate(&mut self, rated: Ratings) -> Result<Value, Fault> {
        let session = self.app.session().ok_or_else(no_deck)?;
        for (skill, rating) in &rated.ratings {
            if session.deck.skill(skill).is_none() {
                return Err(Fault::params(format!("this deck has no skill `{skill}`")));
            }
            if *rating > HIGHEST_RATING {
                return Err(Fault::params(format!(
                    "ratings run from 0 to {HIGHEST_RATING}; `{skill}` has {rating}"
                )));
            }
        }
        self.need_goal()?;
        let mut together: BTreeMap<u8, Vec<SkillId>> = BTreeMap::new();
        for (skill, rating) in rated.ratings {
            together.entry(rating).or_default().push(skill);
        }
        for (rating, skills) in together {
            self.app.send(Input::Rate { skills, rating })?;
        }
        self.scene().map(Value::Object)
    }

    /// The question asked now, or the map once the baseline has ended.
    pub(super) fn next_question(&mut self) -> Result<Value, Fault> {
        self.need_goal()?;
        match self.phase() {
            Some(Phase::Rating) => self.send(Input::StartCheck),
            _ if self.in_baseline() => self.scene().map(Value::Object),
            _ => Ok(json!({
                "scene": self.scene_name(),
                "done": true,
                "map": self.look(view::map)?,
            })),
        }
    }

    pub(super) fn answer_question(&mut self, answer: Answer) -> Result<Value, Fault> {
        let predicted = match self.phase() {
            Some(Phase::Doing(doing)) if self.in_baseline() => doing.decision.predicted,
            _ => {
                return Err(Fault::refused(
                    "no question of the baseline is open; `baseline.next` asks one",
                ));
            }
        };
        let given = self.given(answer);
        self.app.send(Input::Answer(given))?;
        let mut scene = self.scene()?;
        let settled = scene
            .get("activity")
            .map(|it| it["position"]["settled"].clone());
        scene.insert("settled".to_owned(), settled.unwrap_or_else(|| 1.0.into()));
        scene.insert("score".to_owned(), self.last_score().into());
        scene.insert("predicted".to_owned(), predicted.into());
        Ok(Value::Object(scene))
    }

    /// Ends the baseline if it has not ended, and gives its map.
    pub(super) fn baseline_result(&mut self) -> Result<Value, Fault> {
        self.need_goal()?;
        self.leave_baseline()?;
        self.look(view::map)
    }

    pub(super) fn leave_baseline(&mut self) -> Result<(), Fault> {
        if self.in_baseline() || matches!(self.phase(), Some(Phase::Rating)) {
            self.app.send(Input::CloseBaseline)?;
        }
        Ok(())
    }

    pub(super) fn in_baseline(&self) -> bool {
        self.is_doing(ActivityKind::Baseline)
    }

    fn last_score(&self) -> Option<f64> {
        let recent = &self.app.session()?.learner.today.recent;
        recent.last().map(|it| it.score)
    }
}
