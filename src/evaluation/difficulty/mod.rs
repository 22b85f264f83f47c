//! How hard items are, from the answers of many learners.
//!
//! The learner model is replayed over each learner's answers: what it expects of each, apart from
//! the item's difficulty, says how able the learner was by then. Given that, the difficulties are
//! found that make the answers likeliest, shrunk as [`shrink`] says; with them the model expects
//! better, so that both are repeated. `docs/MODEL.md`, section 12.

mod shrink;

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::replay::{Asked, each_answer};
use super::responses::Responses;
use crate::core::{ItemId, SkillId};
use crate::event::ItemVersion;
use crate::learner::{Params, ResponseParams};
use shrink::{Seen, Shrunk};

/// How often the answers are replayed, with what was found so far.
pub const REPLAYS: usize = 3;
/// Difficulties are kept within this many logits.
const LIMIT: f64 = 6.0;
/// Two difficulties so far apart show how the chance depends on it.
const PROBE: f64 = 1.0;
const SLOPES: (f64, f64) = (0.1, 1.5);
/// A share is kept this far from 0 and 1.
const CLIP: f64 = 1e-4;

/// How hard items are.
#[derive(Clone, Debug, Default)]
pub struct Difficulties {
    items: BTreeMap<ItemId, Difficulty>,
    /// Logits by which items of these skills exceed their level, where any was answered.
    skills: HashMap<Vec<SkillId>, f64>,
    /// Logits by which items exceed their level on the whole: how much less able these learners were
    /// than those whom the model takes for average, where it is not the items.
    pub mean: f64,
    /// Standard deviation of items about the others of the same skills, logits,
    pub within: f64,
    /// and of those means.
    pub between: f64,
}

/// How hard one item is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difficulty {
    /// Logits, as [`ItemVersion::difficulty`] has it.
    pub logits: f64,
    /// Standard deviation of what is believed of it.
    pub sd: f64,
    /// Unaided answers, and of how many learners.
    pub answers: usize,
    pub learners: usize,
}

impl Difficulties {
    /// Of an item that may not have been answered: what others of the same skills say of it.
    pub fn of(&self, params: &ResponseParams, item: &ItemVersion) -> Option<f64> {
        if let Some(known) = self.items.get(&item.item) {
            return Some(known.logits);
        }
        let excess = self.skills.get(&sorted(&item.skills))?;
        Some(limited(params.level_difficulty(item.level) + excess))
    }

    /// The item's own, where it was answered.
    pub fn answered(&self, item: &ItemId) -> Option<Difficulty> {
        self.items.get(item).copied()
    }

    /// How many items were answered.
    pub fn items(&self) -> usize {
        self.items.len()
    }
}

/// Skills in whatever order are the same skills.
fn sorted(skills: &[SkillId]) -> Vec<SkillId> {
    let mut skills = skills.to_vec();
    skills.sort();
    skills
}

fn limited(difficulty: f64) -> f64 {
    difficulty.clamp(-LIMIT, LIMIT)
}

/// Answers ready to find difficulties from, for any of the learners.
pub struct Calibrator<'a> {
    params: &'a Params,
    responses: &'a Responses,
    items: Items<'a>,
    /// Of each learner, as replayed while nothing is known but levels: it is the same whoever the
    /// others are.
    at_level: Vec<Vec<Answered>>,
}

/// An answer, and the item it was to.
type Answered = (usize, Seen);

impl<'a> Calibrator<'a> {
    /// Replays all learners once; `done` is told of each how many events that were.
    pub fn new(params: &'a Params, responses: &'a Responses, done: impl Fn(u64) + Sync) -> Self {
        let mut calibrator = Self {
            params,
            responses,
            items: Items::of(&params.response, responses.versions()),
            at_level: Vec::new(),
        };
        let versions = responses.versions_with(|_| None);
        let learners = (0..responses.learners()).into_par_iter();
        calibrator.at_level = learners
            .map(|learner| calibrator.replay(learner, &versions, &done))
            .collect();
        calibrator
    }

    /// The difficulties that the answers of these learners speak for.
    pub fn estimate(
        &self,
        learners: impl Fn(usize) -> bool,
        done: impl Fn(u64) + Sync,
    ) -> Difficulties {
        let learners: Vec<usize> = (0..self.at_level.len())
            .filter(|&it| learners(it))
            .collect();
        let items = &self.items;
        let ability = self.params.belief.ability.prior().variance / learners.len().max(1) as f64;
        let mut shrunk = Shrunk::new(items.ids.len(), items.groups, ability);
        let at_level = |&it: &usize| self.at_level.get(it);
        let at_level: Vec<&Vec<Answered>> = learners.iter().filter_map(at_level).collect();
        let mut seen = items.sorted(at_level.iter().copied());
        shrunk.fit(&seen, &items.group_of);
        for _ in 1..REPLAYS {
            let versions = self.responses.versions_with(|it| {
                let at = items.numbers.get(&it.item)?;
                items.difficulty(&shrunk, *at)
            });
            let replayed: Vec<Vec<Answered>> = learners
                .par_iter()
                .map(|&learner| self.replay(learner, &versions, &done))
                .collect();
            seen = items.sorted(&replayed);
            shrunk.fit(&seen, &items.group_of);
        }
        let learners_of = items.learners(at_level);
        self.found(&shrunk, &seen, &learners_of)
    }

    fn replay(
        &self,
        learner: usize,
        versions: &[ItemVersion],
        done: &impl Fn(u64),
    ) -> Vec<Answered> {
        let Some(history) = self.responses.history(learner, versions) else {
            return Vec::new();
        };
        let mut answered = Vec::new();
        each_answer(self.params, &history.events, |asked| {
            if let Some(&item) = self.items.numbers.get(&asked.item.item)
                && asked.everyday
            {
                let level = self.items.level(item);
                answered.push((item, seen(self.params, asked, level)));
            }
        });
        done(history.events.len() as u64);
        answered
    }

    fn found(&self, shrunk: &Shrunk, seen: &[Vec<Seen>], learners_of: &[usize]) -> Difficulties {
        let items = &self.items;
        let mut found = Difficulties {
            mean: shrunk.mean,
            within: shrunk.within.sqrt(),
            between: shrunk.between.sqrt(),
            ..Difficulties::default()
        };
        for (at, id) in items.ids.iter().enumerate() {
            let answers = seen.get(at).map_or(0, Vec::len);
            let (Some(excess), Some(logits)) = (shrunk.items.get(at), items.difficulty(shrunk, at))
            else {
                continue;
            };
            if answers > 0 {
                let difficulty = Difficulty {
                    logits,
                    sd: excess.variance.sqrt(),
                    answers,
                    learners: learners_of.get(at).copied().unwrap_or_default(),
                };
                found.items.insert((*id).clone(), difficulty);
                let group = items.group_of.get(at);
                let excess = group.and_then(|&it| shrunk.groups.get(it));
                if let (Some(skills), Some(excess)) = (items.skills.get(at), excess) {
                    found.skills.insert(skills.clone(), *excess);
                }
            }
        }
        found
    }
}

/// What an answer says of how hard its item is, given all that was known of the learner before.
///
/// However the model comes from what it knows to a chance, the logit falls about evenly with the
/// difficulty; two predictions show how.
fn seen(params: &Params, asked: &Asked, level: f64) -> Seen {
    let floor = params.response.guess(asked.item.guess, None);
    let span = 1.0 - floor - params.response.slip;
    let known = params.response.difficulty(asked.item);
    let logit_at = |difficulty: f64| {
        let item = ItemVersion {
            difficulty: Some(difficulty),
            ..asked.item.clone()
        };
        let chance = asked.learner.predict(params, &item, asked.now);
        let share = ((chance - floor) / span).clamp(CLIP, 1.0 - CLIP);
        (share / (1.0 - share)).ln()
    };
    let here = logit_at(known);
    let there = logit_at(known + PROBE);
    let slope = ((here - there) / PROBE).clamp(SLOPES.0, SLOPES.1);
    Seen {
        ease: here + slope * (known - level),
        slope,
        floor,
        span,
        credit: asked.credit,
    }
}

/// The items of some answers, numbered, with others of the same skills in one group.
struct Items<'a> {
    ids: Vec<&'a ItemId>,
    numbers: HashMap<&'a ItemId, usize>,
    skills: Vec<Vec<SkillId>>,
    group_of: Vec<usize>,
    groups: usize,
    levels: Vec<f64>,
}

impl<'a> Items<'a> {
    fn of(params: &ResponseParams, versions: &'a [ItemVersion]) -> Self {
        let mut items = Self {
            ids: Vec::new(),
            numbers: HashMap::new(),
            skills: Vec::new(),
            group_of: Vec::new(),
            groups: 0,
            levels: Vec::new(),
        };
        let mut groups = HashMap::new();
        for version in versions {
            if items.numbers.contains_key(&version.item) {
                continue;
            }
            let next = groups.len();
            let skills = sorted(&version.skills);
            let group = *groups.entry(skills.clone()).or_insert(next);
            items.numbers.insert(&version.item, items.ids.len());
            items.ids.push(&version.item);
            items.skills.push(skills);
            items.group_of.push(group);
            items.levels.push(params.level_difficulty(version.level));
        }
        items.groups = groups.len();
        items
    }

    fn level(&self, item: usize) -> f64 {
        self.levels.get(item).copied().unwrap_or_default()
    }

    fn difficulty(&self, shrunk: &Shrunk, item: usize) -> Option<f64> {
        let excess = shrunk.items.get(item)?.mean;
        Some(limited(self.level(item) + excess))
    }

    /// The answers to each item.
    fn sorted<'b>(&self, answered: impl IntoIterator<Item = &'b Vec<Answered>>) -> Vec<Vec<Seen>> {
        let mut sorted = vec![Vec::new(); self.ids.len()];
        for (item, seen) in answered.into_iter().flatten() {
            if let Some(of_item) = sorted.get_mut(*item) {
                of_item.push(*seen);
            }
        }
        sorted
    }

    /// How many learners answered each item.
    fn learners<'b>(&self, answered: impl IntoIterator<Item = &'b Vec<Answered>>) -> Vec<usize> {
        let mut learners = vec![0; self.ids.len()];
        let mut last = vec![usize::MAX; self.ids.len()];
        for (learner, answered) in answered.into_iter().enumerate() {
            for (item, _) in answered {
                if let (Some(n), Some(last)) = (learners.get_mut(*item), last.get_mut(*item))
                    && *last != learner
                {
                    *last = learner;
                    *n += 1;
                }
            }
        }
        learners
    }
}

#[cfg(test)]
mod tests;
