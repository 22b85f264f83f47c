//! From events to what is known: the fold.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::daily::{DayTotal, Running, Today};
use super::features::Occasion;
use super::params::Params;
use super::pilot::Pilot;
use super::state::{Learner, Open, Reflected, Untaught};
use super::tuning::OwnParams;
use crate::core::{EventId, Now, SkillId};
use crate::event::{Body, Event, HintShown, Override, Overruling, Studied, Walk};

const HIGHEST_RATING: u8 = 4;

impl Learner {
    /// What these events of one deck, in order, leave known. What an undo names never counted; an
    /// undo can itself be undone.
    ///
    /// Parameters fitted to the learner hold from the first event on: by such a fold they were
    /// judged, and what is believed was learned under one set of parameters only. `params` are
    /// those of everyone.
    pub fn fold<'a>(params: &Params, events: impl IntoIterator<Item = &'a Event> + Clone) -> Self {
        let own = OwnParams::of(events.clone());
        let params = &own.over(params);
        let mut learner = Self::new(params);
        learner.own_params = own;
        for event in counted(events) {
            learner.apply(params, event);
        }
        learner
    }

    /// Takes in the next event; `params` are those that hold for the learner, which
    /// [`OwnParams::over`] gives. An undo, or a fit of these parameters, does nothing here: it
    /// takes a new [`Learner::fold`].
    pub fn apply(&mut self, params: &Params, event: &Event) {
        if matches!(event.body, Body::Undo(_) | Body::Unknown(_)) {
            return;
        }
        // A fit is made in the background, on whatever day: it begins none.
        if let Body::ParametersFitted(it) = &event.body {
            self.own_forgetting.take_in(it);
            return;
        }
        let now = event.now;
        self.begin_day(now);
        match &event.body {
            Body::ItemVersion(it) => {
                self.target = it.target;
                self.versions.insert(it.id, Arc::new(it.clone()));
            }
            Body::Decision(it) => {
                self.open = Some(Open {
                    decision_id: event.id,
                    decision: it.as_ref().clone(),
                    hints: 0,
                    replies: Vec::new(),
                    day: now.day,
                    utc_ms: now.utc_ms,
                });
            }
            Body::HintShown(it) => self.hint_shown(now, it),
            Body::Attempt(it) => {
                self.hold_against_foresight(params, it);
                self.hold_against_claim(params, it);
                self.attempt(params, now, it);
            }
            Body::Replied(it) => {
                if let Some(open) = &mut self.open {
                    open.replies.push(it.clone());
                }
            }
            Body::Studied(it) => self.studied(params, now, it),
            Body::SelfRating(it) => {
                let rating = it.rating.min(HIGHEST_RATING);
                self.baseline.ratings.insert(it.skill.clone(), rating);
                let state = self.skill_mut(&it.skill);
                state.rating = Some(rating);
                state.rated_on = Some(now.day);
                state.untaught = Untaught::default();
            }
            Body::BaselineClosed(it) => self.close_baseline(params, now, it),
            Body::Goal(it) => self.goal = Some(it.clone()),
            Body::Override(it) => self.overruled(it),
            Body::Suspension(it) => {
                self.suspended.insert(it.subject.clone(), it.until);
            }
            Body::Reflection(it) => {
                self.open = None;
                self.reflection = Some(Reflected {
                    day: now.day,
                    prompt: it.prompt.clone(),
                    text: it.text.clone(),
                    returned: false,
                    helped: None,
                });
            }
            Body::Returned(it) => {
                if let Some(reflected) = self.reflection.as_mut().filter(|at| at.day == it.of) {
                    reflected.returned = true;
                    reflected.helped = it.helped;
                }
            }
            Body::Predicted(it) => self.foresight.asked(now, it),
            Body::SessionStart(it) => {
                self.foresight.close();
                self.today.session = Some(Running {
                    minutes: it.minutes,
                    done: 0,
                    answered: 0,
                    unaided: 0,
                    took_ms: 0,
                    break_suggested: false,
                });
            }
            Body::SessionEnd(_) => {
                self.foresight.close();
                self.open = None;
                self.today.session = None;
            }
            Body::BreakSuggested(_) => {
                if let Some(session) = &mut self.today.session {
                    session.break_suggested = true;
                }
            }
            Body::PilotStarted(it) => self.pilot = Some(Pilot::begin(it, now)),
            Body::PilotStopped(_) => {
                if let Some(pilot) = &mut self.pilot {
                    pilot.stopped.get_or_insert(now.day);
                }
            }
            Body::PathwayStarted(it) => self.pathways.begin(now, it),
            Body::ParametersFitted(_) | Body::Undo(_) | Body::Unknown(_) => {}
        }
    }

    fn begin_day(&mut self, now: Now) {
        if self.today.day == now.day {
            return;
        }
        self.pathways.close();
        // A session may run past four in the morning.
        let session = self.today.session.take();
        self.today = Today {
            session,
            ..Today::new(now.day)
        };
        for state in self.skills.values_mut() {
            state.successes_today = 0;
            state.misses_today = 0;
        }
    }

    fn hint_shown(&mut self, now: Now, hint: &HintShown) {
        let Some(open) = &mut self.open else { return };
        if open.decision.item.as_ref() == Some(&hint.item) {
            open.hints = open.hints.max(hint.step);
            let skill = open.decision.skill.clone();
            self.skill_mut(&skill).last_help_ms = Some(now.utc_ms);
        }
    }

    fn overruled(&mut self, it: &Override) {
        self.note_preference(it);
        self.note_claim(it);
        match it.overruling {
            Overruling::Skip => {
                if let Some(skill) = &it.skill {
                    self.today.skipped.push((skill.clone(), it.item.clone()));
                }
                if let Some(open) = self.open.take() {
                    self.pathway_skipped(&open.decision);
                }
            }
            Overruling::Choose
            | Overruling::Claim
            | Overruling::MoreHelp
            | Overruling::LessHelp => {}
        }
    }

    /// Teaching may have worked: the mean moves by what was missing, the variance grows, and the
    /// next unaided answer tells.
    fn studied(&mut self, params: &Params, now: Now, it: &Studied) {
        self.claim = None;
        let open = self.open.take();
        self.fade_example(open.as_ref(), it, now.day);
        self.today.took_ms += u64::from(it.took_ms);
        self.day_total(now).took_ms += u64::from(it.took_ms);
        if let Some(session) = &mut self.today.session {
            session.took_ms += u64::from(it.took_ms);
            session.done += 1;
        }
        self.today.last_walk = Some((it.walk.clone(), it.skill.clone()));
        self.begin_skill(&it.skill, now);
        self.pilot_studied(now, it);

        let teaching = &params.teaching;
        let chance = self
            .prospect_at_target(params, &it.skill, Occasion::Unfaded)
            .chance(&params.response, 0.0);
        // Questions that were not answered rightly are what was not taken in.
        let taken_in = match it.asked {
            0 => 1.0,
            asked => f64::from(it.right.min(asked)) / f64::from(asked),
        };
        let gain = taken_in
            * match it.walk {
                Walk::Lesson => teaching.lesson * (1.0 - chance),
                Walk::Example | Walk::Repair(_) if chance < teaching.novice => {
                    teaching.example * (1.0 - chance)
                }
                Walk::Example | Walk::Repair(_) => teaching.example_known,
            };
        let slope = self.trust.slope();
        let belief = &params.belief;
        let theta = &mut self.skill_mut(&it.skill).theta;
        theta.shift(gain / slope, belief);
        theta.widen(teaching.widening / (slope * slope), belief.skill, belief);
        let state = self.skill_mut(&it.skill);
        state.last_help_ms = Some(now.utc_ms);
        match &it.walk {
            Walk::Lesson => state.lesson_on = Some(now.day),
            Walk::Example => state.example_on = Some(now.day),
            Walk::Repair(misconception) => {
                self.repaired.insert(misconception.clone(), now.into());
            }
        }
        self.pathway_studied(it);
    }

    pub(super) fn begin_skill(&mut self, skill: &SkillId, now: Now) {
        self.skill_mut(skill).begun_on.get_or_insert(now.day);
    }

    pub(super) fn day_total(&mut self, now: Now) -> &mut DayTotal {
        self.days.entry(now.day).or_default()
    }
}

/// The events that no undo took back.
pub fn counted<'a>(
    events: impl IntoIterator<Item = &'a Event> + Clone,
) -> impl Iterator<Item = &'a Event> {
    let undone = undone(events.clone());
    events
        .into_iter()
        .filter(move |event| !undone.contains(&event.id))
}

/// The events that never counted, since an undo that itself counts names them.
pub fn undone<'a>(events: impl IntoIterator<Item = &'a Event>) -> BTreeSet<EventId> {
    let undos: Vec<&Event> = events
        .into_iter()
        .filter(|event| matches!(event.body, Body::Undo(_)))
        .collect();
    let mut undone = BTreeSet::new();
    // The latest first: an undo that was undone takes nothing back.
    for event in undos.into_iter().rev() {
        if let Body::Undo(undo) = &event.body
            && !undone.contains(&event.id)
        {
            undone.extend(undo.events.iter().copied());
        }
    }
    undone
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::event::{Goal, Reflection, SessionEnd, SessionStart, Subject, Suspension, Undo};
    use crate::learner::testing::{
        Log, any_log, assert_sound, at, decision, item, right, studied, wrong,
    };

    fn skipped(skill: &str) -> Body {
        Body::Override(Override {
            overruling: Overruling::Skip,
            skill: Some(skill.into()),
            item: None,
        })
    }

    #[test]
    fn a_decision_stays_open_until_it_is_answered() {
        let asked = item(1, &["a"]);
        let closing = [
            Body::Attempt(right(&asked)),
            Body::Studied(studied("a", Walk::Lesson)),
            Body::Reflection(Reflection {
                prompt: "What was hard?".to_owned(),
                text: "moves".to_owned(),
            }),
            skipped("a"),
            Body::SessionEnd(SessionEnd { answered: 0 }),
        ];
        for closing in closing {
            let mut log = Log::default();
            log.add(Body::ItemVersion(asked.clone()));
            let id = log.add(Body::Decision(Box::new(decision(&asked))));
            log.add(Body::HintShown(HintShown {
                item: asked.item.clone(),
                step: 2,
            }));
            let open = log.fold().open;
            assert_eq!(open.map(|it| (it.decision_id, it.hints)), Some((id, 2)));
            log.add(closing);
            assert_eq!(log.fold().open, None);
        }
    }

    #[test]
    fn a_hint_that_was_not_answered_is_help_all_the_same() {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        log.add(Body::Decision(Box::new(decision(&asked))));
        log.add(Body::HintShown(HintShown {
            item: asked.item.clone(),
            step: 1,
        }));
        log.add(skipped("a"));
        let learner = log.fold();
        assert_eq!(learner.skill(&"a".into()).last_help_ms, Some(at(0).utc_ms));
        assert_eq!(learner.today.skipped, [("a".into(), None)]);
    }

    #[test]
    fn teaching_moves_by_what_is_missing_and_widens() {
        let params = Params::default();
        let theta = |walks: &[Walk]| {
            let mut log = Log::default();
            for walk in walks {
                log.add(Body::Studied(studied("a", walk.clone())));
            }
            log.fold().skill(&"a".into()).theta
        };
        let before = Learner::new(&params)
            .prospect_at_target(&params, &"a".into(), Occasion::Unfaded)
            .chance(&params.response, 0.0);
        let slope = params.trust.slope.mean;
        let lesson = theta(&[Walk::Lesson]);
        assert!((slope * lesson.mean - 0.8 * (1.0 - before)).abs() < 1e-9);
        let prior = params.belief.skill.prior().variance;
        let widened = slope * slope * (lesson.variance - prior);
        assert!((widened - 0.3).abs() < 1e-9);
        assert!((slope * theta(&[Walk::Example]).mean - 0.05).abs() < 1e-9);
        assert_eq!(theta(&[Walk::Repair("m".into())]), theta(&[Walk::Example]));
        let cap = params.belief.variance_cap * prior;
        let often = theta(&vec![Walk::Lesson; 20]);
        assert!((often.variance - cap).abs() < 1e-9);
    }

    #[test]
    fn an_example_tells_a_novice_more() {
        let mut log = Log::default();
        let hard = item(1, &["a"]);
        for _ in 0..3 {
            log.answer(&hard, wrong(&hard));
        }
        let before = log.fold();
        log.add(Body::Studied(studied("a", Walk::Example)));
        let after = log.fold();
        let params = Params::default();
        let chance = before
            .prospect_at_target(&params, &"a".into(), Occasion::Unfaded)
            .chance(&params.response, 0.0);
        assert!(chance < 0.5);
        let theta = |learner: &Learner| learner.skill(&"a".into()).theta.mean;
        let gain = before.trust.slope() * (theta(&after) - theta(&before));
        assert!((gain - 0.5 * (1.0 - chance)).abs() < 1e-9);
    }

    #[test]
    fn each_study_day_starts_anew() {
        let first = item(1, &["a"]);
        let mut log = Log::default();
        log.add(Body::SessionStart(SessionStart { minutes: 15.0 }));
        log.answer(&first, wrong(&first));
        log.add(Body::Studied(studied("b", Walk::Lesson)));
        let learner = log.fold();
        assert_eq!(learner.skill(&"b".into()).begun_on, Some(at(0).day));
        assert_eq!(learner.skill(&"a".into()).misses_today, 1);
        assert_eq!(learner.today.took_ms, 70_000);

        log.after_days(1).answer(&first, right(&first));
        let learner = log.fold();
        assert_eq!(learner.today.attempts, 1);
        assert_eq!(learner.skill(&"a".into()).misses_today, 0);
        assert_eq!(learner.skill(&"a".into()).successes_today, 1);
        let session = learner.today.session.map(|it| (it.minutes, it.answered));
        assert_eq!(session, Some((15.0, 2)));
        let totals: Vec<u64> = learner.days.values().map(|it| it.took_ms).collect();
        assert_eq!(totals, [70_000, 10_000]);
    }

    #[test]
    fn what_the_learner_says_is_kept() {
        let until = at(0).day + 3;
        let goal = Goal {
            track: None,
            date: None,
            minutes: 15,
            intention: "after breakfast".to_owned(),
        };
        let subject = Subject::Skill("a".into());
        let mut log = Log::default();
        log.add(Body::Goal(goal.clone()));
        log.add(Body::Suspension(Suspension {
            subject: subject.clone(),
            until: Some(until),
        }));
        let learner = log.fold();
        assert_eq!(learner.goal, Some(goal));
        assert!(learner.is_suspended(&subject, until - 1));
        assert!(!learner.is_suspended(&subject, until));
    }

    #[test]
    fn an_undone_undo_takes_nothing_back() {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        let attempt = log.answer(&asked, wrong(&asked));
        let with = log.fold();
        let undo = log.add(Body::Undo(Undo {
            events: vec![attempt],
        }));
        assert_ne!(log.fold(), with);
        log.add(Body::Undo(Undo { events: vec![undo] }));
        assert_eq!(log.fold(), with);
    }

    proptest! {
        #[test]
        fn a_fold_is_its_events_applied_in_order(log in any_log()) {
            let params = Params::default();
            let mut learner = Learner::new(&params);
            for event in &log.events {
                learner.apply(&params, event);
                assert_sound(&params, &learner, event.now);
            }
            prop_assert_eq!(log.fold(), learner);
        }

        #[test]
        fn what_was_undone_never_was(log in any_log(), picks in prop::collection::vec(any::<prop::sample::Index>(), 1..5)) {
            let named: BTreeSet<EventId> =
                picks.iter().map(|it| it.get(&log.events).id).collect();
            let mut without = log.clone();
            without.events.retain(|it| !named.contains(&it.id));
            let mut undone = log;
            undone.add(Body::Undo(Undo { events: named.into_iter().collect() }));
            prop_assert_eq!(undone.fold(), without.fold());
        }
    }
}
