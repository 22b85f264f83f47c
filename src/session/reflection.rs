//! A look back at the end of a session, to which the next one returns.

use super::change::Change;
use super::response::typed;
use super::{Phase, Refusal, Session};
use crate::coach::Choice;
use crate::core::{ActivityKind, Confidence, Now, SkillId, Stage};
use crate::event::{Body, Reflection};
use crate::learner::{Recent, Sighting};

/// Answers in a session from which there is something to look back at.
const ENOUGH: u32 = 4;

/// Share of the answers by which a session has to be off what was foreseen to be worth a question.†
const OFF: f64 = 0.2;
/// Answers by which it may be off and still be as foreseen.
const CLOSE: f64 = 1.0;

impl Session {
    /// What is asked at the end of a session, by what happened in it: the same until something else
    /// happens.
    pub fn reflection_prompt(&self, now: Now) -> String {
        let recent = self.learner.today_on(now.day).map(|today| &*today.recent);
        let recent = recent.unwrap_or_default();
        self.after_a_sure_miss(recent, now)
            .or_else(|| self.after_a_misconception(now))
            .or_else(|| self.after_a_prediction())
            .or_else(|| self.after_a_miss_made_good(recent))
            .unwrap_or_else(|| "What will you watch for next time?".to_owned())
    }

    fn title(&self, skill: &SkillId) -> Option<&str> {
        self.deck.skill(skill).map(|it| it.title.as_str())
    }

    fn after_a_sure_miss(&self, recent: &[Recent], now: Now) -> Option<String> {
        let was_sure = |it: &&Recent| {
            let outcomes = self.learner.skill(&it.skill).recent.iter();
            let mut of_it = outcomes.filter(|of| of.item == it.item && of.day == now.day);
            it.score < 1.0 && of_it.any(|of| of.confidence >= Some(Confidence::Fairly))
        };
        let missed = recent.iter().rev().find(was_sure)?;
        let title = self.title(&missed.skill)?;
        Some(format!(
            "You were sure of an answer in {title} that did not hold. What will you look at first next time?"
        ))
    }

    fn after_a_misconception(&self, now: Now) -> Option<String> {
        let today = |it: &&Sighting| it.day == now.day;
        let seen = self.learner.misconceptions.iter();
        let (id, _) = seen
            .filter_map(|(id, sightings)| Some((id, sightings.last().filter(today)?)))
            .max_by_key(|(_, sighting)| sighting.utc_ms)?;
        let (_, found) = self.deck.misconception(id)?;
        let belief = found.belief.trim_end_matches('.');
        Some(format!(
            "“{belief}” misled you today. What speaks against it?"
        ))
    }

    fn after_a_prediction(&self) -> Option<String> {
        let foreseen = self.learner.foresight.open.filter(|it| it.is_enough())?;
        let off = foreseen.thought_of_answered() - f64::from(foreseen.right);
        let far = off.abs() >= OFF * f64::from(foreseen.answered) && off.abs() > CLOSE;
        Some(
            match (far, off > 0.0) {
                (true, true) => {
                    "Less came right alone than you foresaw. What was harder than it looked?"
                }
                (true, false) => {
                    "More came right alone than you foresaw. What was easier than it looked?"
                }
                (false, _) if off.abs() <= CLOSE => {
                    "It came out as you foresaw. What did you go by?"
                }
                (false, _) => return None,
            }
            .to_owned(),
        )
    }

    fn after_a_miss_made_good(&self, recent: &[Recent]) -> Option<String> {
        let made_good = |at: usize, it: &Recent| {
            let before = &recent[..at];
            it.score >= 1.0
                && before
                    .iter()
                    .any(|of| of.skill == it.skill && of.score < 1.0)
        };
        let mut answers = recent.iter().enumerate().rev();
        let (_, it) = answers.find(|(at, it)| made_good(*at, it))?;
        let title = self.title(&it.skill)?;
        Some(format!(
            "{title} did not come at first today, then it did. What made the difference?"
        ))
    }
}

impl Change {
    /// Once a day, after a session that had something in it.
    pub fn wants_reflection(&self) -> bool {
        let today = self.next.learner.today_on(self.now.day);
        let session = today.and_then(|today| today.session.as_ref());
        let reflected = self.next.learner.reflection.as_ref();
        session.is_some_and(|session| session.answered >= ENOUGH)
            && reflected.is_none_or(|it| it.day < self.now.day)
            && !self.is_doing(ActivityKind::Reflection)
    }

    /// On the skill met last.
    pub fn ask_for_reflection(&mut self) {
        let today = self.next.learner.today_on(self.now.day);
        let Some(last) = today.and_then(|today| today.recent.last()) else {
            return self.close_session();
        };
        let choice = Choice {
            activity: ActivityKind::Reflection,
            skill: last.skill.clone(),
            item: None,
            misconception: None,
            stage: Stage::default(),
            predicted: None,
            candidates: Vec::new(),
            rules: Vec::new(),
            begins: None,
        };
        self.record_decision(choice, 0.0);
        let doing = self.next.left_open(self.now);
        self.next.phase = doing.map_or(Phase::Home, |it| Phase::Doing(Box::new(it)));
    }

    pub fn reflect(&mut self, text: String) -> Result<(), Refusal> {
        if !self.is_doing(ActivityKind::Reflection) {
            return Err(Refusal::NotHere);
        }
        if text.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        let text = typed(&text)?;
        let prompt = self.next.reflection_prompt(self.now);
        self.record(Body::Reflection(Reflection { prompt, text }));
        self.close_session();
        Ok(())
    }
}
