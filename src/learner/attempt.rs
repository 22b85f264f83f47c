//! One attempt, taken in: counts and the everyday update.

use super::answer::Answer;
use super::belief::Gaussian;
use super::daily::{Recent, push_bounded};
use super::estimate::{theta, trace};
use super::features::Occasion;
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
            self.pilot_answered(now, &skill, attempt, answer.right);
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
                self.learn(params, now, &item, &answer, credit);
                let checked = attempt.activity == ActivityKind::Check;
                self.rate_memory(params, now, &item, &answer, checked);
            }
        }
        for skill in &item.skills {
            self.note_outcome(params, now, skill, &item, attempt, &answer);
        }
        self.responses = self.responses.saturating_add(1);
        self.last_version = Some(item.id);
    }

    /// What is counted of every answer: totals, pace, calibration.
    fn count(&mut self, params: &Params, now: Now, attempt: &Attempt, answer: &Answer) {
        let took_ms = u64::from(attempt.took_ms);
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
                practiced: 0.0,
                memory: None,
                recall: None,
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

    /// The everyday update: evidence, then practice, then what the time tells.
    fn learn(
        &mut self,
        params: &Params,
        now: Now,
        item: &ItemVersion,
        answer: &Answer,
        credit: f64,
    ) {
        let belief = &params.belief;
        let met = self.items.get(&item.item);
        let features = self.features(params, item, met, Occasion::Next(now));
        let loaded = self.traits.load(&features);
        let mut trace = trace(params, item, met);
        let mut believed = self.believed(params, item, &features, loaded.variance, trace);
        // No answer could have shown more: what practice has added up to beyond goes back.
        let limit = belief.logit_limit;
        trace.mean -= believed.logit - believed.logit.clamp(-limit, limit);
        believed.logit = believed.logit.clamp(-limit, limit);
        let logit = Gaussian {
            mean: believed.logit,
            variance: believed.shared + believed.own,
        };
        let evidence = params
            .response
            .expected_evidence(logit, answer.guess, credit);
        let trusted = self.trust.applied(logit);
        let of_trust = params
            .response
            .expected_evidence(trusted, answer.guess, credit);

        self.trust.learn(&params.trust, logit.mean, of_trust);
        self.form = self
            .form
            .after(&params.traits, credit - evidence.expected, now);
        self.traits.learn(evidence, &loaded, belief);
        let loading = 1.0 / item.skills.len().max(1) as f64;
        let traits = &params.traits;
        let practice = |wrong: f64| credit + (1.0 - credit) * wrong;
        for skill in &item.skills {
            let state = self.skill_mut(skill);
            state.theta = theta(params, item, state.theta);
            state.theta.learn(evidence, loading, belief.skill, belief);
            state.theta.shift(0.0, belief);
            state.practiced += practice(traits.skill_wrong);
            let outcome = 2.0 * credit - 1.0;
            state.outcomes += (1.0 - traits.outcome_decay) * (outcome - state.outcomes);
        }
        if let Some(state) = self.items.get_mut(&item.item) {
            state.trace = trace;
            state.trace.learn(evidence, 1.0, belief.item, belief);
            state.trace.mean += answer.tempo_shift(params) / params.trust.slope.mean;
            state.practiced += practice(traits.item_wrong);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::{MisconceptionId, Support, VersionId};
    use crate::event::{Body, Guess};
    use crate::learner::Trait;
    use crate::learner::testing::{
        DAY_MS, Log, assert_sound, at, decision, fixed, item, right, wrong,
    };

    fn assert_near(belief: Gaussian, mean: f64, variance: f64) {
        assert!((belief.mean - mean).abs() < 1e-9, "{belief:?}, not {mean}");
        let off = (belief.variance - variance).abs();
        assert!(off < 1e-9, "{belief:?}, not {variance}");
    }

    /// The logit of the chance where the belief says 2.
    fn trusted(learner: &Learner) -> f64 {
        let (mean, variance) = (2.0, 0.0);
        learner.trust.applied(Gaussian { mean, variance }).mean
    }

    /// The expected numbers were computed apart from this program, from the equations.
    #[test]
    fn a_first_right_answer_moves_beliefs_as_the_equations_say() {
        let params = fixed();
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        let before = log.fold_with(&params).predict(&params, &asked, at(0));
        assert!((before - 0.472_672_018_564).abs() < 1e-9);
        log.answer(&asked, right(&asked));
        let learner = log.fold_with(&params);
        let traits = &learner.traits;
        assert_near(traits.ability(), 0.667_834_926_574, 1.447_598_581_010);
        assert_near(
            traits.get(Trait::WarmUp),
            0.596_335_610_828,
            0.009_988_532_268,
        );
        let state = learner.skill(&"a".into());
        assert_near(state.theta, 0.228_694_528_216, 0.616_433_092_862);
        let trace = learner.items[&asked.item].trace;
        assert_near(trace, 0.150_093_380_480, 0.420_360_339_135);
        assert!((trusted(&learner) - 1.060_390_915_411).abs() < 1e-9);
        assert!((learner.form.level - 0.140_234_875_906).abs() < 1e-9);
        assert!((state.outcomes - 0.52).abs() < 1e-9);
        assert_eq!(state.practiced, 1.0);
    }

    #[test]
    fn a_picked_wrong_answer_on_two_skills_moves_beliefs_as_the_equations_say() {
        let params = fixed();
        let asked = ItemVersion {
            level: 5,
            guess: Guess::Picked(4),
            ..item(1, &["a", "b"])
        };
        let mut log = Log::default();
        let before = log.fold_with(&params).predict(&params, &asked, at(0));
        assert!((before - 0.358_034_501_824).abs() < 1e-9);
        log.answer(&asked, wrong(&asked));
        let learner = log.fold_with(&params);
        let ability = learner.traits.ability();
        assert_near(ability, -0.248_238_766_313, 1.665_231_807_501);
        for skill in ["a", "b"] {
            let state = learner.skill(&skill.into());
            assert_near(state.theta, -0.042_503_652_690, 0.656_313_535_032);
            assert_eq!(state.practiced, 0.4);
        }
        let state = &learner.items[&asked.item];
        assert_near(state.trace, -0.055_790_726_300, 0.431_353_182_065);
        assert_eq!(state.practiced, 0.3);
        assert!((trusted(&learner) - 1.021_909_580_899).abs() < 1e-9);
    }

    #[test]
    fn partial_credit_moves_beliefs_as_the_equations_say() {
        let params = fixed();
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
        let learner = log.fold_with(&params);
        let ability = learner.traits.ability();
        assert_near(ability, -0.171_922_176_153, 1.526_138_343_912);
        let theta = learner.skill(&"a".into()).theta;
        assert_near(theta, -0.058_873_322_435, 0.625_643_161_718);
        let trace = learner.items[&asked.item].trace;
        assert_near(trace, -0.038_638_860_550, 0.424_327_450_643);
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
        assert_eq!((state.attempts, state.practiced), (1, 0.0));
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
        let params = Params::default();
        let slope = params.trust.slope.mean;
        assert!((trace(2_000) - usual - params.pace.fast / slope).abs() < 1e-9);
        assert!((trace(60_000) - usual - params.pace.slow / slope).abs() < 1e-9);
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
