//! A study session: begin, answer, be told, go on; and the ways to overrule the coach.

use super::change::Change;
use super::response::checked;
use super::{Doing, Given, Phase, Refusal, Standing, Summary, Told};
use crate::coach::{CLAIMED, Desk, check_item};
use crate::core::{ActivityKind, ItemId, MisconceptionId, SkillId, Stage};
use crate::deck::{Exercise, Item};
use crate::event::{
    Attempt, Body, Candidate, Decision, HintShown, Override, Overruling, SessionEnd, SessionStart,
    Subject, Suspension,
};
use crate::exercise::{Grade, grade};
use crate::learner::{Learner, Sighting};

/// An answer that took longer was interrupted: more says nothing about the answer.
const LONGEST_MS: u32 = 10 * 60_000;

/// How a session was opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    Anew,
    GoesOn,
    /// What was left open lies before the learner again.
    Resumed,
}

/// The learner's own rule by which something is explained.
pub(super) const ASKED_FOR_HELP: &str = "asked for help";

impl Change {
    pub fn begin(&mut self, minutes: Option<u16>) -> Result<(), Refusal> {
        if self.open_session(minutes)? != Opened::Resumed {
            self.go_ahead();
        }
        Ok(())
    }

    /// To the first step of a session.
    pub fn go_ahead(&mut self) {
        let decision = self.decide();
        self.show(decision);
    }

    /// Begins a session, or goes on with the one that has minutes left.
    pub fn open_session(&mut self, minutes: Option<u16>) -> Result<Opened, Refusal> {
        let learner = &self.next.learner;
        if learner.goal.is_none() {
            return Err(Refusal::NotHere);
        }
        if self.next.is_under_way(self.now) {
            return Err(Refusal::NotHere);
        }
        let planned = super::minutes_to_plan(&self.next, self.now);
        let minutes = minutes.map_or(planned, |minutes| f64::from(minutes.clamp(1, 600)));
        if learner.baseline.closed.is_none() {
            self.next.phase = Phase::Rating;
            self.close_baseline()?;
        }
        let goes_on = self.next.minutes_left(self.now) > 0.0;
        if !goes_on || self.next.began.is_empty() {
            self.next.began = self.next.standings(self.now);
        }
        if !goes_on {
            self.record(Body::SessionStart(SessionStart { minutes }));
            return Ok(Opened::Anew);
        }
        Ok(match self.next.left_open(self.now) {
            Some(doing) => {
                self.next.phase = Phase::Doing(Box::new(doing));
                Opened::Resumed
            }
            None => Opened::GoesOn,
        })
    }

    pub fn answer(&mut self, given: Given) -> Result<(), Refusal> {
        let (doing, item) = self.exercise()?;
        let instance = doing.instance.clone().ok_or(Refusal::NotHere)?;
        let response = checked(&item.exercise, &instance, doing.revealed, given.response)?;
        let graded = grade(&item, &instance, &response);
        let attempt = Attempt {
            item: item.id.clone(),
            version: item.version.id,
            activity: doing.decision.activity,
            response,
            score: graded.score,
            support: doing.support(),
            hints: doing.hints,
            confidence: given.confidence,
            took_ms: given.took_ms.min(LONGEST_MS),
            predicted: self.predicted(&doing, &item),
            misconceptions: graded.misconceptions.clone(),
            seed: doing.decision.seed,
        };
        let earlier = self.sightings(&graded.misconceptions);
        let known = self.next.learner.clone();
        let before = self.standing(&known, &doing.decision.skill);
        if !self.next.learner.versions.contains_key(&item.version.id) {
            self.record(Body::ItemVersion(item.version.as_ref().clone()));
        }
        self.record(Body::Attempt(attempt.clone()));
        if doing.decision.activity == ActivityKind::Baseline {
            self.ask_or_close();
            return Ok(());
        }
        let after = self.by_evidence(&known, &doing.decision.skill, &attempt.item);
        self.tell(doing.decision, attempt, graded, (before, after), earlier);
        Ok(())
    }

    fn tell(
        &mut self,
        decision: Decision,
        attempt: Attempt,
        grade: Grade,
        (before, after): (Standing, Standing),
        earlier: Vec<Sighting>,
    ) {
        let next = self.decide();
        let rest = next.is_some() && self.suggest_break();
        let told = Told {
            decision,
            attempt,
            grade,
            before,
            after,
            earlier,
            next,
            rest,
        };
        self.next.phase = Phase::Told(Box::new(told));
    }

    /// What was predicted of the answer, in the baseline by the joint belief.
    fn predicted(&self, doing: &Doing, item: &Item) -> f64 {
        match (doing.decision.activity, doing.decision.predicted) {
            (ActivityKind::Baseline, Some(predicted)) => predicted,
            _ => self
                .next
                .learner
                .predict(&self.next.params, &item.version, self.now),
        }
    }

    fn standing(&self, learner: &Learner, skill: &SkillId) -> Standing {
        let next = &self.next;
        let desk = Desk::new(&next.deck, learner, &next.params, &next.policy, self.now);
        Standing {
            estimate: desk.estimate_by_id(skill),
            band: desk.band(skill),
        }
    }

    /// What the answer itself changed: with memory as it was before, since having just met a thing
    /// makes it likelier for the moment, whether it was answered rightly or not.
    fn by_evidence(&self, before: &Learner, skill: &SkillId, item: &ItemId) -> Standing {
        let mut after = self.next.learner.clone();
        if let Some(state) = after.skills.get_mut(skill) {
            state.memory = before.skill(skill).memory;
        }
        if let Some(state) = after.items.get_mut(item) {
            let before = before.items.get(item);
            state.memory = before.and_then(|it| it.memory);
            state.recall = before.and_then(|it| it.recall);
        }
        self.standing(&after, skill)
    }

    fn sightings(&self, shown: &[MisconceptionId]) -> Vec<Sighting> {
        let first = shown
            .first()
            .and_then(|id| self.next.learner.misconceptions.get(id));
        first.cloned().unwrap_or_default()
    }

    pub fn hint(&mut self) -> Result<(), Refusal> {
        let (doing, item) = self.exercise()?;
        if usize::from(doing.hints) >= item.hints.len() || !self.may_be_helped(&doing) {
            return Err(Refusal::NoMoreHints);
        }
        let step = doing.hints + 1;
        self.record(Body::HintShown(HintShown {
            item: item.id,
            step,
        }));
        if let Phase::Doing(doing) = &mut self.next.phase {
            doing.hints = step;
        }
        Ok(())
    }

    /// A check finds out what is there without help.
    fn may_be_helped(&self, doing: &Doing) -> bool {
        !matches!(
            doing.decision.activity,
            ActivityKind::Baseline | ActivityKind::Check
        )
    }

    pub fn reveal(&mut self) -> Result<(), Refusal> {
        let (_, item) = self.exercise()?;
        match (&mut self.next.phase, item.exercise) {
            (Phase::Doing(doing), Exercise::Recall { .. }) => {
                doing.revealed = true;
                Ok(())
            }
            _ => Err(Refusal::NotHere),
        }
    }

    pub fn go_on(&mut self) -> Result<(), Refusal> {
        match &self.next.phase {
            Phase::Told(told) => {
                let next = told.next.clone();
                self.show(next);
                Ok(())
            }
            Phase::Doing(_) => self.go_on_in_walk(),
            _ => Err(Refusal::NotHere),
        }
    }

    /// What may be chosen now, the coach's own choice first.
    pub fn choose(&mut self, at: usize) -> Result<(), Refusal> {
        let candidates = self.next.candidates(self.now);
        let candidate = candidates.get(at).cloned().ok_or(Refusal::NoSuchChoice)?;
        if self.next.phase.is_between_sessions() {
            self.begin(None)?;
        }
        self.overrule(
            Overruling::Choose,
            Some(candidate.skill.clone()),
            candidate.item.clone(),
        );
        let decision = self.decide_on(&candidate, candidates, None);
        self.show(Some(decision));
        Ok(())
    }

    pub fn skip(&mut self) -> Result<(), Refusal> {
        let Phase::Doing(doing) = &self.next.phase else {
            return Err(Refusal::NotHere);
        };
        let (activity, skill) = (doing.decision.activity, doing.decision.skill.clone());
        let item = doing.decision.item.clone();
        self.overrule(Overruling::Skip, Some(skill), item);
        match activity {
            ActivityKind::Baseline => self.ask_or_close(),
            ActivityKind::Reflection => self.close_session(),
            _ => {
                let decision = self.decide();
                self.show(decision);
            }
        }
        Ok(())
    }

    pub fn postpone(&mut self) -> Result<(), Refusal> {
        let Phase::Doing(doing) = &self.next.phase else {
            return Err(Refusal::NotHere);
        };
        let subject = match &doing.decision.item {
            Some(item) => Subject::Item(item.clone()),
            None => Subject::Skill(doing.decision.skill.clone()),
        };
        let until = Some(self.now.day + 1);
        self.put_aside(Suspension { subject, until })
    }

    pub fn suspend(&mut self) -> Result<(), Refusal> {
        let (_, item) = self.exercise()?;
        self.put_aside(Suspension {
            subject: Subject::Item(item.id),
            until: None,
        })
    }

    fn put_aside(&mut self, suspension: Suspension) -> Result<(), Refusal> {
        self.record(Body::Suspension(suspension));
        self.skip()
    }

    pub fn claim(&mut self, id: &SkillId) -> Result<(), Refusal> {
        let desk = self.desk();
        let skill = desk
            .deck
            .skill(id)
            .ok_or_else(|| Refusal::NoSuchSkill(id.clone()))?;
        let item = check_item(&desk, skill)
            .ok_or(Refusal::NothingToCheck)?
            .id
            .clone();
        let candidate = Candidate {
            activity: ActivityKind::Check,
            skill: id.clone(),
            item: Some(item.clone()),
            misconception: None,
            worth: 0.0,
            minutes: 1.0,
            terms: Vec::new(),
        };
        if self.next.phase.is_between_sessions() {
            self.begin(None)?;
        }
        self.overrule(Overruling::Claim, Some(id.clone()), Some(item));
        let decision = self.decide_on(&candidate, vec![candidate.clone()], Some(CLAIMED));
        self.show(Some(decision));
        Ok(())
    }

    /// The next hint; once there is none, or after the answer, the lesson or the example.
    pub fn more_help(&mut self) -> Result<(), Refusal> {
        let skill = match &self.next.phase {
            Phase::Doing(doing) if doing.instance.is_some() => {
                match self.hint() {
                    Err(Refusal::NoMoreHints) => {}
                    other => return other,
                }
                self.exercise()?.0.decision.skill
            }
            Phase::Told(told) => told.decision.skill.clone(),
            _ => return Err(Refusal::NotHere),
        };
        let activity = self.teaching(&skill).ok_or(Refusal::NothingToTeach)?;
        let candidate = Candidate {
            activity,
            skill: skill.clone(),
            item: None,
            misconception: None,
            worth: 0.0,
            minutes: 2.0,
            terms: Vec::new(),
        };
        self.overrule(Overruling::MoreHelp, Some(skill), None);
        let decision = self.decide_on(&candidate, vec![candidate.clone()], Some(ASKED_FOR_HELP));
        self.show(Some(decision));
        Ok(())
    }

    /// The lesson, or the example; not what was read today already.
    fn teaching(&self, id: &SkillId) -> Option<ActivityKind> {
        let skill = self.next.deck.skill(id)?;
        let state = self.next.learner.skill(id);
        let today = Some(self.now.day);
        if !skill.lesson.is_empty() && state.lesson_on != today {
            Some(ActivityKind::Lesson)
        } else {
            (skill.example.is_some() && state.example_on != today).then_some(ActivityKind::Example)
        }
    }

    /// The same exercise with nothing laid out.
    pub fn less_help(&mut self) -> Result<(), Refusal> {
        let (doing, item) = self.exercise()?;
        self.overrule(
            Overruling::LessHelp,
            Some(doing.decision.skill.clone()),
            Some(item.id),
        );
        let decision = self.put(Decision {
            stage: Stage::Open,
            ..doing.decision
        });
        self.show(Some(decision));
        Ok(())
    }

    pub fn end(&mut self) -> Result<(), Refusal> {
        match self.next.phase {
            Phase::Doing(_) | Phase::Told(_) => self.close_session_with(true),
            _ => return Err(Refusal::NotHere),
        }
        Ok(())
    }

    pub fn close_session(&mut self) {
        self.close_session_with(false);
    }

    fn close_session_with(&mut self, cut_short: bool) {
        let running = self.next.learner.today_on(self.now.day);
        let running = running.and_then(|today| today.session.as_ref());
        let summary = Summary {
            minutes: running.map_or(0.0, super::minutes_spent),
            answered: running.map_or(0, |it| it.answered as usize),
            unaided: running.map_or(0, |it| it.unaided as usize),
            cut_short,
            foreseen: self.next.learner.foresight.open,
        };
        let answered = u16::try_from(summary.answered).unwrap_or(u16::MAX);
        self.record(Body::SessionEnd(SessionEnd { answered }));
        self.next.phase = Phase::Ended(summary);
    }

    pub fn home(&mut self) -> Result<(), Refusal> {
        self.next.phase = match self.next.phase {
            Phase::Welcome if self.next.learner.goal.is_none() => return Err(Refusal::NotHere),
            _ => Phase::Home,
        };
        Ok(())
    }

    fn overrule(&mut self, overruling: Overruling, skill: Option<SkillId>, item: Option<ItemId>) {
        self.record(Body::Override(Override {
            overruling,
            skill,
            item,
        }));
    }

    /// The exercise under way.
    fn exercise(&self) -> Result<(Doing, Item), Refusal> {
        let Phase::Doing(doing) = &self.next.phase else {
            return Err(Refusal::NotHere);
        };
        let item = self.next.item_of(&doing.decision).ok_or(Refusal::NotHere)?;
        Ok((doing.as_ref().clone(), item.clone()))
    }
}
