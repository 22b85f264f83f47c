//! Deck, learner and goal as they lie before the coach at one moment.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::{Part, Policy};
use crate::core::{Now, SkillId, StudyDay};
use crate::deck::{Deck, Item, Skill, SkillKind, Track};
use crate::event::{ItemVersion, Subject};
use crate::learner::{Band, Estimate, Learner, Params};

/// What the coach looks at when it decides.
pub struct Desk<'a> {
    pub deck: &'a Deck,
    pub learner: &'a Learner,
    pub params: &'a Params,
    pub policy: &'a Policy,
    pub now: Now,
    /// By skill, in the deck's order: what the learner wants of it, 0..1.
    weights: Vec<f64>,
    /// By skill: the items whose chance is the skill's chance.
    shown: Vec<Vec<&'a ItemVersion>>,
    /// By skill: the chance now, once it was asked for.
    estimates: Vec<OnceLock<Estimate>>,
}

impl<'a> Desk<'a> {
    pub fn new(
        deck: &'a Deck,
        learner: &'a Learner,
        params: &'a Params,
        policy: &'a Policy,
        now: Now,
    ) -> Self {
        let track = track_of(deck, learner);
        let wanted: BTreeSet<SkillId> = deck.closure(track).into_iter().collect();
        let weights = deck
            .skills
            .iter()
            .map(|skill| {
                if wanted.contains(&skill.id) {
                    1.0
                } else {
                    policy.outside
                }
            })
            .collect();
        let target = track.and_then(|track| track.level).unwrap_or(deck.target);
        let shown = deck
            .skills
            .iter()
            .map(|skill| {
                let facts = skill.kind == SkillKind::Facts;
                deck.items_of(&skill.id)
                    .filter(|item| facts || item.level == target)
                    .map(|item| item.version.as_ref())
                    .collect()
            })
            .collect();
        Self {
            deck,
            learner,
            params,
            policy,
            now,
            weights,
            shown,
            estimates: vec![OnceLock::new(); deck.skills.len()],
        }
    }

    /// The items whose chance is that of the skill at this place in the deck.
    pub fn shown(&self, at: usize) -> &[&'a ItemVersion] {
        self.shown.get(at).map_or(&[], Vec::as_slice)
    }

    /// The places of what the skill at this place requires.
    pub fn prerequisites(&self, at: usize) -> impl Iterator<Item = usize> {
        let skill = self.deck.skills.get(at);
        let requires = skill.map_or(&[][..], |it| it.requires.as_slice());
        requires
            .iter()
            .filter_map(|it| self.deck.skill_index(&it.skill))
    }

    pub fn weight(&self, at: usize) -> f64 {
        self.weights.get(at).copied().unwrap_or(0.0)
    }

    pub fn in_goal(&self, at: usize) -> bool {
        self.weight(at) >= 1.0
    }

    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The chance of the skill at that place in the deck, for this learner or one as they would be.
    pub fn estimate_of(&self, learner: &Learner, at: usize, when: Now) -> Estimate {
        let (Some(skill), Some(items)) = (self.deck.skills.get(at), self.shown.get(at)) else {
            return Estimate {
                mean: 0.5,
                low: 0.0,
                high: 1.0,
            };
        };
        learner.estimate(self.params, &skill.id, items.iter().copied(), when)
    }

    pub fn estimate(&self, at: usize) -> Estimate {
        let of_now = || self.estimate_of(self.learner, at, self.now);
        match self.estimates.get(at) {
            Some(known) => *known.get_or_init(of_now),
            None => of_now(),
        }
    }

    pub fn estimate_by_id(&self, id: &SkillId) -> Estimate {
        self.estimate(self.deck.skill_index(id).unwrap_or(usize::MAX))
    }

    pub fn band(&self, id: &SkillId) -> Band {
        self.band_of(id, self.estimate_by_id(id))
    }

    /// What an estimate of the skill is called; unknown where only the prior speaks, however sure.
    pub fn band_of(&self, id: &SkillId, estimate: Estimate) -> Band {
        if self.is_informed(id) {
            self.learner.band(self.params, id, estimate)
        } else {
            Band::Unknown
        }
    }

    /// Whether every prerequisite is strong enough to build on.
    pub fn is_ready(&self, skill: &Skill) -> bool {
        let whatever = !self.policy.has(Part::Readiness);
        whatever || skill.requires.iter().all(|it| self.holds(&it.skill))
    }

    /// Whether a skill can be built on: likely enough, and not by the prior alone.
    pub fn holds(&self, skill: &SkillId) -> bool {
        let estimate = self.estimate_by_id(skill);
        let met = self.learner.skill(skill).begun_on.is_some();
        let sure = estimate.low >= self.policy.sure_from && self.is_informed(skill);
        estimate.mean >= self.policy.ready && (met || sure)
    }

    /// Whether anything but the prior speaks of a skill: a rating, a baseline, an answer.
    pub fn is_informed(&self, skill: &SkillId) -> bool {
        let state = self.learner.skill(skill);
        state.rating.is_some() || state.attempts > 0 || self.learner.baseline.asked > 0
    }

    /// The goal's skills: the expected share that can be done now, 0..1, with its 80 % interval.
    /// Errors of different skills are taken to correlate by one half, since all share the ability.
    pub fn share(&self) -> Estimate {
        let parts: Vec<(f64, Estimate)> = (0..self.deck.skills.len())
            .filter(|&at| self.in_goal(at))
            .map(|at| (1.0, self.estimate(at)))
            .collect();
        let total: f64 = parts.iter().map(|(weight, _)| weight).sum::<f64>().max(1.0);
        let mean = parts
            .iter()
            .map(|(weight, it)| weight * it.mean)
            .sum::<f64>()
            / total;
        let halves: Vec<f64> = parts
            .iter()
            .map(|(w, it)| w * (it.high - it.low) / 2.0 / total)
            .collect();
        let sum: f64 = halves.iter().sum();
        let squares: f64 = halves.iter().map(|half| half * half).sum();
        let half = (0.5 * squares + 0.5 * sum * sum).sqrt();
        Estimate {
            mean,
            low: (mean - half).max(0.0),
            high: (mean + half).min(1.0),
        }
    }

    /// The day by which the learner wants it, while it lies ahead.
    pub fn exam(&self) -> Option<StudyDay> {
        let date = self.learner.goal.as_ref()?.date?;
        (date > self.now.day).then_some(date)
    }

    /// The moment at which a choice is judged: the goal's date, or some weeks on.
    pub fn horizon(&self) -> Now {
        let days = self.exam().map_or(self.policy.horizon_days, |date| {
            date.days_since(self.now.day)
        });
        Now {
            utc_ms: self.now.utc_ms + i64::from(days) * 86_400_000,
            day: self.now.day + days,
            ..self.now
        }
    }

    /// Whether the learner put the item or its skill aside.
    pub fn is_suspended(&self, item: &Item) -> bool {
        let aside = |subject| self.learner.is_suspended(&subject, self.now.day);
        aside(Subject::Item(item.id.clone())) || item.skills.iter().any(|it| self.is_aside(it))
    }

    pub fn is_aside(&self, skill: &SkillId) -> bool {
        self.learner
            .is_suspended(&Subject::Skill(skill.clone()), self.now.day)
    }

    /// Whether the learner skipped the item, or its skill as a whole, today.
    pub fn is_skipped(&self, skill: &SkillId, item: Option<&Item>) -> bool {
        let id = item.map(|item| &item.id);
        self.learner.today_on(self.now.day).is_some_and(|today| {
            today.skipped.iter().any(|(other, skipped)| match skipped {
                Some(skipped) => Some(skipped) == id,
                None => other == skill && item.is_none(),
            })
        })
    }
}

/// The track of the learner's goal, if the deck still has it.
pub fn track_of<'a>(deck: &'a Deck, learner: &Learner) -> Option<&'a Track> {
    let id = learner.goal.as_ref()?.track.as_ref()?;
    deck.tracks.iter().find(|track| track.id == *id)
}
