//! Finding out where the learner stands: goal, self-rating, adaptive check, map.

use std::sync::Arc;

use super::change::Change;
use super::response::typed;
use super::{Input, Phase, Refusal};
use crate::coach::{Choice, next_question, placements};
use crate::core::{ActivityKind, SkillId, Stage, StudyDay, TrackId};
use crate::event::{BaselineClosed, Body, Decision, Goal, SelfRating};

impl Change {
    pub fn set_goal(
        &mut self,
        track: Option<TrackId>,
        date: Option<StudyDay>,
        minutes: u16,
        intention: String,
    ) -> Result<(), Refusal> {
        let unknown = |id: &&TrackId| !self.next.deck.tracks.iter().any(|it| it.id == **id);
        if let Some(id) = track.as_ref().filter(unknown) {
            return Err(Refusal::NoSuchTrack(id.clone()));
        }
        let minutes = minutes.clamp(1, 600);
        self.record(Body::Goal(Goal {
            track,
            date,
            minutes,
            intention: typed(&intention)?,
        }));
        self.next.phase = match self.next.learner.baseline.closed {
            None => Phase::Rating,
            Some(_) => Phase::Home,
        };
        Ok(())
    }

    pub fn change_goal(&mut self) -> Result<(), Refusal> {
        if !self.next.phase.is_between_sessions() {
            return Err(Refusal::NotHere);
        }
        self.next.phase = Phase::Welcome;
        Ok(())
    }

    pub fn rate(&mut self, skills: &[SkillId], rating: u8) -> Result<(), Refusal> {
        if rating > 4 {
            return Err(Refusal::NoSuchRating);
        }
        if let Some(id) = skills.iter().find(|id| self.next.deck.skill(id).is_none()) {
            return Err(Refusal::NoSuchSkill((*id).clone()));
        }
        for skill in skills {
            self.record(Body::SelfRating(SelfRating {
                skill: skill.clone(),
                rating,
            }));
        }
        Ok(())
    }

    pub fn start_check(&mut self) -> Result<(), Refusal> {
        if !matches!(self.next.phase, Phase::Rating | Phase::Home | Phase::Map) {
            return Err(Refusal::NotHere);
        }
        self.ask_or_close();
        Ok(())
    }

    pub fn close_baseline(&mut self) -> Result<(), Refusal> {
        if !matches!(self.next.phase, Phase::Rating) && !self.is_doing(ActivityKind::Baseline) {
            return Err(Refusal::NotHere);
        }
        self.close();
        Ok(())
    }

    pub fn repeat_baseline(&mut self) -> Result<(), Refusal> {
        if self.next.learner.goal.is_none() {
            return Err(Refusal::NotHere);
        }
        self.next.phase = Phase::Rating;
        Ok(())
    }

    /// The next question of the check, or its result.
    pub fn ask_or_close(&mut self) {
        match self.next_question() {
            Some(decision) => self.show(Some(decision)),
            None => self.close(),
        }
    }

    fn next_question(&mut self) -> Option<Decision> {
        let followed = self.next.followed(self.now);
        self.next.followed = Some(Arc::clone(&followed));
        let desk = self.desk();
        let question = next_question(&desk, &followed.joint)?;
        let choice = Choice {
            activity: ActivityKind::Baseline,
            skill: question.item.skills.first()?.clone(),
            item: Some(question.item.id.clone()),
            misconception: None,
            stage: Stage::Open,
            predicted: Some(question.predicted),
            candidates: Vec::new(),
            rules: Vec::new(),
            begins: None,
        };
        Some(self.record_decision(choice, 0.0))
    }

    fn close(&mut self) {
        let desk = self.desk();
        let placements = placements(&desk, &self.next.followed(self.now).joint);
        let asked = u16::try_from(desk.learner.baseline.open.len()).unwrap_or(u16::MAX);
        self.record(Body::BaselineClosed(BaselineClosed { placements, asked }));
        self.next.followed = None;
        self.next.phase = Phase::Map;
    }
}

/// Minutes a day that are assumed where the learner does not say.
pub const USUAL_MINUTES: u16 = 15;

/// The goal that is assumed where a learner goes straight to work.
pub fn assumed_goal() -> Input {
    Input::SetGoal {
        track: None,
        date: None,
        minutes: USUAL_MINUTES,
        intention: String::new(),
    }
}
