//! Which skills can take part, and which of them are alike.

use serde::Serialize;

use crate::coach::Desk;
use crate::core::{Comparison, Random, SkillId};
use crate::deck::{Deck, Skill};
use crate::event::{PilotPair, PilotSkill};
use crate::learner::Band;

/// Exercises that a skill needs at least: some to practice, and one not met since for the answer
/// that counts.†
pub const LEAST_EXERCISES: usize = 4;
/// A logit of the chance is taken no further than this.
const CLIP: f64 = 0.02;

/// What is known of a skill before it is studied its way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Known {
    pub skill: SkillId,
    /// Of doing it now, 0..1.
    pub chance: f64,
    /// Mean level of its exercises, 1..5.
    pub level: f64,
    pub exercises: usize,
    /// Steps of prerequisites below it.
    pub depth: usize,
}

/// Two skills that are alike, in the deck's order.
pub type Pair = [Known; 2];

/// The skills of the goal that are not secure and can be studied both ways, in the deck's order.
pub fn eligible(desk: &Desk<'_>, comparison: Comparison) -> Vec<Known> {
    let depths = desk.deck.depths();
    let skills = desk.deck.skills.iter().enumerate();
    skills
        .filter(|(at, skill)| desk.in_goal(*at) && is_eligible(desk, skill, comparison))
        .map(|(at, skill)| Known {
            skill: skill.id.clone(),
            chance: desk.estimate(at).mean,
            level: mean_level(desk.deck, &skill.id),
            exercises: desk.deck.items_of(&skill.id).count(),
            depth: depths.get(at).copied().unwrap_or(0),
        })
        .collect()
}

fn is_eligible(desk: &Desk<'_>, skill: &Skill, comparison: Comparison) -> bool {
    let state = desk.learner.skill(&skill.id);
    let taught = state.lesson_on.is_some() || state.example_on.is_some();
    // What is probably known is checked, not taught: neither way would be taken.
    let known = !taught && desk.estimate_by_id(&skill.id).mean >= desk.policy.check_instead;
    let secure = state.success_days >= desk.policy.secure_days
        || state.passed_check_at.is_some()
        || matches!(desk.band(&skill.id), Band::Strong | Band::Fading);
    let both_ways = match comparison {
        Comparison::InterleavedOrBlocked => true,
        Comparison::ExamplesOrHints => !skill.lesson.is_empty() && skill.example.is_some(),
    };
    let exercises = desk.deck.items_of(&skill.id).take(LEAST_EXERCISES).count();
    both_ways && !known && !secure && !desk.is_aside(&skill.id) && exercises == LEAST_EXERCISES
}

fn mean_level(deck: &Deck, skill: &SkillId) -> f64 {
    let levels: Vec<f64> = deck.items_of(skill).map(|it| f64::from(it.level)).collect();
    levels.iter().sum::<f64>() / levels.len().max(1) as f64
}

/// Pairs of skills that lie close together: the two closest first, then partners are exchanged as
/// long as that brings them closer. Of an odd number one is left over.
pub fn paired(skills: &[Known]) -> Vec<Pair> {
    let places = places(skills);
    let apart = |one: usize, other: usize| -> f64 {
        let both = places[one].iter().zip(&places[other]);
        both.map(|(a, b)| (a - b).powi(2)).sum()
    };
    let mut pairs = closest_first(skills.len(), &apart);
    while exchange(&mut pairs, &apart) {}
    pairs.sort_unstable();
    let known = |at: usize| skills[at].clone();
    pairs
        .into_iter()
        .map(|[a, b]| [known(a), known(b)])
        .collect()
}

/// Where each skill lies, every trait in units of its standard deviation among them.
fn places(skills: &[Known]) -> Vec<[f64; 4]> {
    let mut places: Vec<[f64; 4]> = skills.iter().map(traits).collect();
    for at in 0..4 {
        let n = places.len().max(1) as f64;
        let mean = places.iter().map(|it| it[at]).sum::<f64>() / n;
        let square = |it: &[f64; 4]| (it[at] - mean).powi(2);
        let sd = (places.iter().map(square).sum::<f64>() / n).sqrt();
        // Where all are the same there is nothing to tell them apart by.
        let unit = if sd > 1e-9 { sd } else { 1.0 };
        for place in &mut places {
            place[at] = (place[at] - mean) / unit;
        }
    }
    places
}

fn traits(known: &Known) -> [f64; 4] {
    let chance = known.chance.clamp(CLIP, 1.0 - CLIP);
    let logit = (chance / (1.0 - chance)).ln();
    let exercises = known.exercises as f64;
    [logit, known.level, exercises.ln_1p(), known.depth as f64]
}

fn closest_first(n: usize, apart: &impl Fn(usize, usize) -> f64) -> Vec<[usize; 2]> {
    let mut all: Vec<(f64, [usize; 2])> = (0..n)
        .flat_map(|one| (one + 1..n).map(move |other| [one, other]))
        .map(|pair| (apart(pair[0], pair[1]), pair))
        .collect();
    all.sort_by(|(left, one), (right, other)| left.total_cmp(right).then(one.cmp(other)));
    let mut taken = vec![false; n];
    let mut pairs = Vec::new();
    for (_, [one, other]) in all {
        if !taken[one] && !taken[other] {
            (taken[one], taken[other]) = (true, true);
            pairs.push([one, other]);
        }
    }
    pairs
}

/// Exchanges partners between two pairs where that brings them closer together on the whole.
fn exchange(pairs: &mut [[usize; 2]], apart: &impl Fn(usize, usize) -> f64) -> bool {
    /// What rounding alone can gain is no gain.
    const LEAST_GAIN: f64 = 1e-9;
    for at in 0..pairs.len() {
        for to in at + 1..pairs.len() {
            let ([a, b], [c, d]) = (pairs[at], pairs[to]);
            let before = apart(a, b) + apart(c, d);
            for [[one, other], [third, fourth]] in [[[a, c], [b, d]], [[a, d], [b, c]]] {
                if apart(one, other) + apart(third, fourth) < before - LEAST_GAIN {
                    pairs[at] = [one.min(other), one.max(other)];
                    pairs[to] = [third.min(fourth), third.max(fourth)];
                    return true;
                }
            }
        }
    }
    false
}

/// Chance says of each pair which skill is studied the first way: every way gets one of each.
pub fn dealt(pairs: &[Pair], seed: u64) -> Vec<PilotPair> {
    let mut random = Random::seeded(seed);
    let of = |known: &Known| PilotSkill {
        skill: known.skill.clone(),
        chance: known.chance,
    };
    pairs
        .iter()
        .map(|[one, other]| {
            let (first, second) = match random.below(2) {
                0 => (one, other),
                _ => (other, one),
            };
            PilotPair {
                first: of(first),
                second: of(second),
            }
        })
        .collect()
}
