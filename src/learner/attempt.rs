//! One attempt, taken in: counts and the everyday update.

use super::answer::Answer;
use super::daily::{Recent, push_bounded};
use super::params::Params;
use super::state::{BaselineAnswer, ItemState, Learner, Sighting};
use crate::core::{ActivityKind, Confidence, Now, SkillId};
use crate::event::{Attempt, ItemVersion};

/// How many sightings of a misconception are kept.
const SIGHTINGS: usize = 12;

impl Learner {
    pub(super) fn attempt(&mut self, params: &Params, now: Now, attempt: &Attempt) {
        let open = self.open.take();
        // The version travels in the transaction of its first attempt; without it nothing can be
        // told of what was answered.
        let Some(item) = self.versions.get(&attempt.version).cloned() else {
            return;
        };
        let answer = Answer::read(params, &self.pace, attempt, &item);
        let asked_for = open
            .filter(|it| it.decision.item.as_ref() == Some(&item.item))
            .map(|it| it.decision.skill)
            .or_else(|| item.skills.first().cloned());

        self.count(params, now, attempt, &answer);
        if let Some(skill) = asked_for {
            self.note_sightings(now, attempt, &item, &skill);
            self.today.remember(Recent {
                item: item.item.clone(),
                skill,
                activity: attempt.activity,
                score: answer.score,
                took_ms: attempt.took_ms,
            });
        }
        self.meet_item(params, now, &item, &answer);
        if attempt.activity == ActivityKind::Baseline {
            let answered = answer.credit.map(|score| BaselineAnswer {
                item: item.as_ref().clone(),
                score,
                confidence: attempt.confidence,
            });
            self.baseline.open.extend(answered);
        } else {
            for skill in &item.skills {
                self.begin_skill(skill, now);
            }
            if let Some(credit) = answer.credit {
                self.learn(params, &item, &answer, credit);
                let checked = attempt.activity == ActivityKind::Check;
                self.rate_memory(params, now, &item, &answer, checked);
            }
        }
        for skill in &item.skills {
            self.note_outcome(params, now, skill, &item, attempt, &answer);
        }
    }

    /// What is counted of every answer: totals, pace, calibration.
    fn count(&mut self, params: &Params, now: Now, attempt: &Attempt, answer: &Answer) {
        let took_ms = u64::from(attempt.took_ms);
        self.responses = self.responses.saturating_add(1);
        let total = self.day_total(now);
        total.attempts += 1;
        total.right += answer.score;
        total.took_ms += took_ms;

        let asked = u8::from(attempt.confidence.is_some());
        let today = &mut self.today;
        today.last_walk = None;
        today.attempts += 1;
        today.right += answer.score;
        today.took_ms += took_ms;
        today.confidence_asked = today.confidence_asked.saturating_add(asked);
        if attempt.activity == ActivityKind::Review {
            today.review_ms += took_ms;
        }
        if let Some(session) = &mut today.session {
            session.done += 1;
            session.answered += 1;
            session.unaided += u32::from(answer.right);
            session.took_ms += took_ms;
        }

        if answer.credit.is_some() {
            self.pace.count(attempt.took_ms);
        }
        self.calibration
            .count(&params.fit, now.day, attempt, answer);
    }

    fn note_sightings(&mut self, now: Now, attempt: &Attempt, item: &ItemVersion, skill: &SkillId) {
        for misconception in &attempt.misconceptions {
            let sighting = Sighting {
                day: now.day,
                utc_ms: now.utc_ms,
                item: item.item.clone(),
                skill: skill.clone(),
                certain: attempt.confidence >= Some(Confidence::Fairly),
            };
            let seen = self
                .misconceptions
                .entry(misconception.clone())
                .or_default();
            push_bounded(seen, sighting, SIGHTINGS);
        }
    }

    fn meet_item(&mut self, params: &Params, now: Now, item: &ItemVersion, answer: &Answer) {
        let state = self
            .items
            .entry(item.item.clone())
            .or_insert_with(|| ItemState {
                trace: params.belief.item.prior(),
                practiced: 0,
                memory: None,
                attempts: 0,
                last: now.into(),
                last_score: answer.score,
                version: item.id,
            });
        state.attempts += 1;
        state.last = now.into();
        state.last_score = answer.score;
        state.version = item.id;
    }

    /// The everyday update: evidence, then the gain of practice, then what the time tells.
    fn learn(&mut self, params: &Params, item: &ItemVersion, answer: &Answer, credit: f64) {
        let belief = &params.belief;
        let practice = &params.practice;
        let prospect = self.prospect(params, item, None);
        let variance = prospect.shared + prospect.own;
        let logit = prospect
            .logit
            .clamp(-belief.logit_limit, belief.logit_limit);
        let evidence = params.response.evidence(logit, answer.guess, credit);
        let loading = 1.0 / item.skills.len().max(1) as f64;
        let gain = |right: f64, wrong: f64, practiced: u32| {
            let first = credit * right + (1.0 - credit) * wrong;
            first * (1.0 + f64::from(practiced)).powf(-practice.rho)
        };

        self.ability
            .learn(evidence, variance, 1.0, belief.ability, belief);
        for skill in &item.skills {
            let state = self.skill_mut(skill);
            let theta = &mut state.theta;
            theta.learn(evidence, variance, loading, belief.skill, belief);
            let by = gain(practice.skill_right, practice.skill_wrong, state.practiced);
            theta.shift(by, belief);
            state.practiced += 1;
        }
        if let Some(state) = self.items.get_mut(&item.item) {
            let trace = &mut state.trace;
            trace.learn(evidence, variance, 1.0, belief.item, belief);
            let by = gain(practice.item_right, practice.item_wrong, state.practiced);
            trace.shift(by + answer.tempo_shift(params), belief);
            state.practiced += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::{MisconceptionId, Support, VersionId};
    use crate::event::{Body, Guess};
    use crate::learner::Gaussian;
    use crate::learner::testing::{DAY_MS, Log, assert_sound, at, decision, item, right, wrong};

    fn assert_near(belief: Gaussian, mean: f64, variance: f64) {
        assert!((belief.mean - mean).abs() < 1e-9, "{belief:?}, not {mean}");
        let off = (belief.variance - variance).abs();
        assert!(off < 1e-9, "{belief:?}, not {variance}");
    }

    /// The expected numbers were computed apart from this program, from the equations.
    #[test]
    fn a_first_right_answer_moves_beliefs_as_the_equations_say() {
        let params = Params::default();
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        let before = log.fold().predict(&params, &asked, at(0));
        assert!((before - 0.558_640_433_729).abs() < 1e-9);
        log.answer(&asked, right(&asked));
        let learner = log.fold();
        assert_near(learner.ability, 0.443_075_992_769, 1.361_727_127_600);
        let theta = learner.skill(&"a".into()).theta;
        assert_near(theta, 0.411_727_696_619, 0.606_363_263_652);
        let trace = learner.items[&asked.item].trace;
        assert_near(trace, 0.529_579_657_963, 0.416_022_897_584);
    }

    #[test]
    fn a_picked_wrong_answer_on_two_skills_moves_beliefs_as_the_equations_say() {
        let params = Params::default();
        let asked = ItemVersion {
            level: 5,
            guess: Guess::Picked(4),
            ..item(1, &["a", "b"])
        };
        let mut log = Log::default();
        let before = log.fold().predict(&params, &asked, at(0));
        assert!((before - 0.463_670_030_516).abs() < 1e-9);
        log.answer(&asked, wrong(&asked));
        let learner = log.fold();
        assert_near(learner.ability, -0.460_145_729_736, 1.424_459_303_469);
        for skill in ["a", "b"] {
            let theta = learner.skill(&skill.into()).theta;
            assert_near(theta, 0.001_213_456_810, 0.649_254_908_743);
        }
        let trace = learner.items[&asked.item].trace;
        assert_near(trace, 0.156_583_983_045, 0.419_191_554_168);
    }

    #[test]
    fn partial_credit_moves_beliefs_as_the_equations_say() {
        let asked = ItemVersion {
            level: 2,
            guess: Guess::Picked(4),
            ..item(1, &["a"])
        };
        let mut log = Log::default();
        let half = Attempt {
            score: 0.5,
            ..right(&asked)
        };
        log.answer(&asked, half);
        let learner = log.fold();
        assert_near(learner.ability, -0.247_730_216_160, 1.441_079_130_143);
        let theta = learner.skill(&"a".into()).theta;
        assert_near(theta, 0.085_166_843_399, 0.615_668_580_860);
        let trace = learner.items[&asked.item].trace;
        assert_near(trace, 0.289_323_568_429, 0.420_031_036_020);
    }

    #[test]
    fn fully_worked_gives_no_evidence_but_was_met() {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        let worked = Attempt {
            support: Support::FullyWorked,
            ..right(&asked)
        };
        log.answer(&asked, worked);
        let learner = log.fold();
        let state = learner.skill(&"a".into());
        assert_eq!(state.theta, learner.fresh.theta);
        assert_eq!((state.attempts, state.practiced), (1, 0));
        assert_eq!(state.memory, None);
        assert_eq!(state.last_help_ms, Some(at(0).utc_ms));
        assert_eq!(learner.calibration.model.all.n, 0);
        assert_eq!(learner.pace.answers, 0);
    }

    #[test]
    fn baseline_answers_wait_for_the_joint_belief() {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        let attempt = Attempt {
            activity: ActivityKind::Baseline,
            confidence: Some(Confidence::Certain),
            misconceptions: vec!["m".into()],
            ..wrong(&asked)
        };
        log.answer(&asked, attempt);
        let learner = log.fold();
        let state = learner.skill(&"a".into());
        assert_eq!(state.theta, learner.fresh.theta);
        assert_eq!(state.memory, None);
        assert_eq!(state.begun_on, None);
        assert_eq!(state.attempts, 1);
        assert_eq!(learner.baseline.open.len(), 1);
        assert_eq!(learner.pace.answers, 1);
        assert_eq!(learner.calibration.confidence[3].n, 1);
        assert!(learner.misconceptions[&MisconceptionId::from("m")][0].certain);
        assert_eq!(learner.items[&asked.item].last_score, 0.0);
    }

    #[test]
    fn the_pace_of_a_right_answer_moves_the_trace_of_its_item() {
        let warm_up = item(1, &["b"]);
        let asked = item(2, &["a"]);
        let trace = |took_ms| {
            let mut log = Log::default();
            for around in 0..10 {
                let attempt = right(&warm_up);
                let took_ms = 8_000 + 400 * around;
                log.answer(&warm_up, Attempt { took_ms, ..attempt });
            }
            let attempt = right(&asked);
            log.answer(&asked, Attempt { took_ms, ..attempt });
            log.fold().items[&asked.item].trace.mean
        };
        let usual = trace(10_000);
        assert!((trace(2_000) - usual - 0.3).abs() < 1e-9);
        assert!((trace(60_000) - usual + 0.35).abs() < 1e-9);
    }

    #[test]
    fn an_answer_belongs_to_the_skill_it_was_asked_for() {
        let asked = item(1, &["a", "b"]);
        let mut log = Log::default();
        log.add(Body::Decision(Box::new(decision(&asked))));
        log.answer(&asked, right(&asked));
        log.answer(&asked, right(&asked));
        let recent = log.fold().today.recent;
        let skills: Vec<&str> = recent.iter().map(|it| it.skill.as_str()).collect();
        assert_eq!(skills, ["b", "a"]);
    }

    #[test]
    fn an_attempt_at_a_version_never_seen_tells_nothing() {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        let unknown = VersionId(uuid::Uuid::from_u128(99));
        let attempt = Attempt {
            version: unknown,
            ..right(&asked)
        };
        log.answer(&asked, attempt);
        assert_eq!(log.fold().responses, 0);
    }

    #[test]
    fn ten_thousand_right_answers_leave_it_able_to_listen() {
        let params = Params::default();
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        log.add(Body::ItemVersion(asked.clone()));
        for _ in 0..10_000 {
            log.after_minutes(30).add(Body::Attempt(right(&asked)));
        }
        let sure = log.fold();
        assert_sound(&params, &sure, at(log.ms));
        for _ in 0..10 {
            log.add(Body::Attempt(wrong(&asked)));
        }
        let now = at(log.ms);
        let doubting = log.fold();
        assert_sound(&params, &doubting, now);
        let fall = sure.predict(&params, &asked, now) - doubting.predict(&params, &asked, now);
        assert!(fall > 0.2, "{fall}");
    }

    #[test]
    fn a_year_between_answers_breaks_nothing() {
        let params = Params::default();
        for answer in [right, wrong] {
            let asked = item(1, &["a"]);
            let mut log = Log::default();
            for _ in 0..100 {
                log.after_days(365).answer(&asked, answer(&asked));
                assert_sound(&params, &log.fold(), at(log.ms + 200 * DAY_MS));
            }
        }
    }
}
