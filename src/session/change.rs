//! A session on its way from one state to the next, and the facts it leaves.

use uuid::Builder;

use super::{LogEnd, Phase, Session};
use crate::coach::{Choice, Desk, choose, way_rule};
use crate::core::{ActivityKind, DeckId, EventId, Now, Random, Stage};
use crate::event::{Body, Candidate, Decision, Event, HintShown, Rows, Stamp};

/// The session that follows, and what to commit before going on with it.
#[derive(Debug)]
pub struct Step {
    pub next: Session,
    /// None where nothing happened that the log would hold.
    pub commit: Option<Commit>,
}

/// Facts and the rows they change, to be written together if the log still ends as expected.
#[derive(Clone, Debug)]
pub struct Commit {
    pub expected: Option<EventId>,
    pub events: Vec<Event>,
    pub rows: Rows,
}

/// The session being changed.
pub(super) struct Change {
    pub next: Session,
    pub now: Now,
    events: Vec<Event>,
}

impl Change {
    pub fn new(session: &Session, now: Now) -> Self {
        Self {
            next: session.clone(),
            now,
            events: Vec::new(),
        }
    }

    pub fn finish(self, before: &Session) -> Step {
        let commit = (!self.events.is_empty()).then(|| Commit {
            expected: before.end.last.map(|(id, _)| id),
            rows: self
                .next
                .learner
                .rows(&self.next.deck.id, Some(&before.learner)),
            events: self.events,
        });
        Step {
            next: self.next,
            commit,
        }
    }

    /// Puts a fact behind the log and folds it into what is believed.
    pub fn record(&mut self, body: Body) {
        let event = self.next.event(body, self.now);
        self.next.learner.apply(&self.next.params, &event);
        self.events.push(event);
    }

    pub fn desk(&self) -> Desk<'_> {
        self.next.desk(self.now)
    }

    /// Decides what comes next and records it; none when the minutes are used up or nothing is
    /// left to do today.
    pub fn decide(&mut self) -> Option<Decision> {
        let minutes_left = self.next.minutes_left(self.now);
        if minutes_left <= 0.0 {
            return None;
        }
        let choice = choose(&self.desk(), minutes_left)?;
        Some(self.record_decision(choice, minutes_left))
    }

    pub fn record_decision(&mut self, choice: Choice, minutes_left: f64) -> Decision {
        let decision = Decision {
            activity: choice.activity,
            skill: choice.skill,
            item: choice.item,
            misconception: choice.misconception,
            stage: choice.stage,
            seed: self.next.random.bits(),
            predicted: choice.predicted,
            candidates: choice.candidates,
            rules: choice.rules,
            minutes_left,
        };
        self.put(decision)
    }

    /// Records a decision; guided exercises open with their first hint.
    pub fn put(&mut self, decision: Decision) -> Decision {
        self.record(Body::Decision(Box::new(decision.clone())));
        if let Some(item) = self.next.item_of(&decision)
            && decision.stage == Stage::Guided
            && item.exercise.kind() != "steps"
            && !item.hints.is_empty()
        {
            let item = item.id.clone();
            self.record(Body::HintShown(HintShown { item, step: 1 }));
        }
        decision
    }

    /// Takes one of the candidates instead of the best, by the learner's own rule if there is one.
    pub fn decide_on(
        &mut self,
        candidate: &Candidate,
        candidates: Vec<Candidate>,
        rule: Option<&str>,
    ) -> Decision {
        let desk = self.desk();
        let predicted = candidate
            .item
            .as_ref()
            .and_then(|id| desk.deck.item(id))
            .map(|item| desk.learner.predict(desk.params, &item.version, self.now));
        let choice = Choice {
            activity: candidate.activity,
            skill: candidate.skill.clone(),
            item: candidate.item.clone(),
            misconception: candidate.misconception.clone(),
            stage: crate::coach::stage_for(&desk, &candidate.skill, candidate.activity),
            predicted,
            candidates,
            rules: rule
                .map(str::to_owned)
                .into_iter()
                .chain(way_rule(&desk, &candidate.skill))
                .collect(),
        };
        let minutes_left = self.next.minutes_left(self.now);
        self.record_decision(choice, minutes_left)
    }

    /// Puts the decision before the learner, or ends the session where there is none.
    pub fn show(&mut self, decision: Option<Decision>) {
        match decision {
            Some(_) => {
                let doing = self.next.left_open(self.now);
                self.next.phase = doing.map_or(Phase::Home, |it| Phase::Doing(Box::new(it)));
            }
            None if self.wants_reflection() => self.ask_for_reflection(),
            None => self.close_session(),
        }
    }

    pub fn is_doing(&self, activity: ActivityKind) -> bool {
        matches!(&self.next.phase, Phase::Doing(doing) if doing.decision.activity == activity)
    }
}

impl Session {
    /// An event of this deck that stands behind all others.
    pub(super) fn event(&mut self, body: Body, now: Now) -> Event {
        let deck = Some(self.deck.id.clone());
        self.end.event(&mut self.random, deck, body, now)
    }
}

impl LogEnd {
    /// The event that comes next; of the whole program where it names no deck.
    pub fn event(
        &mut self,
        random: &mut Random,
        deck: Option<DeckId>,
        body: Body,
        now: Now,
    ) -> Event {
        let last = self.last.map(|(_, stamp)| stamp);
        let sequence = self.sequence + 1;
        let stamp = Stamp::after(last, sequence, self.device, now.utc_ms);
        let millis = u64::try_from(now.utc_ms).unwrap_or(0);
        let uuid = Builder::from_unix_timestamp_millis(millis, &random.bytes()).into_uuid();
        let id = EventId(uuid);
        self.last = Some((id, stamp));
        self.sequence = sequence;
        Event {
            id,
            stamp,
            now,
            deck,
            body,
        }
    }
}
