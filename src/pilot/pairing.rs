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
    let known = !taught
        && desk.is_informed(&skill.id)
        && desk.estimate_by_id(&skill.id).mean >= desk.policy.check_instead;
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::coach::Policy;
    use crate::core::Now;
    use crate::deck::Library;
    use crate::event::Subject;
    use crate::learner::{Learner, Params};

    fn known(at: usize, chance: f64, depth: usize) -> Known {
        Known {
            skill: SkillId::new(format!("skill-{at}")),
            chance,
            level: 3.0,
            exercises: 12,
            depth,
        }
    }

    fn ids(pairs: &[Pair]) -> Vec<[&str; 2]> {
        let pairs = pairs.iter();
        pairs
            .map(|it| it.each_ref().map(|it| it.skill.as_str()))
            .collect()
    }

    #[test]
    fn skills_are_paired_with_those_most_alike() {
        let skills = [
            known(0, 0.2, 0),
            known(1, 0.6, 0),
            known(2, 0.21, 0),
            known(3, 0.62, 0),
            known(4, 0.95, 4),
        ];
        let pairs = paired(&skills);
        assert_eq!(
            ids(&pairs),
            [["skill-0", "skill-2"], ["skill-1", "skill-3"]]
        );
        assert!(paired(&skills[..1]).is_empty() && paired(&[]).is_empty());
    }

    #[test]
    fn partners_are_exchanged_where_the_closest_two_would_leave_others_far_apart() {
        // The two in the middle are the closest; the outer two would be far apart.
        let skills = [0, 3, 5, 8].map(|depth| known(depth, 0.5, depth));
        let pairs = paired(&skills);
        assert_eq!(
            ids(&pairs),
            [["skill-0", "skill-3"], ["skill-5", "skill-8"]]
        );
    }

    #[test]
    fn what_was_recorded_deals_the_same_again() {
        let pairs: Vec<Pair> = (0..8)
            .map(|n| [known(n, 0.3, 0), known(n + 8, 0.3, 0)])
            .collect();
        assert_eq!(dealt(&pairs, 5), dealt(&pairs, 5));
        assert_ne!(dealt(&pairs, 5), dealt(&pairs, 6));
    }

    #[test]
    fn either_of_a_pair_is_as_likely_studied_the_first_way() {
        let pairs = [[known(0, 0.3, 0), known(1, 0.3, 0)]];
        let first = SkillId::new("skill-0");
        let dealt = (0..2_000).map(|seed| dealt(&pairs, seed));
        let times = dealt.filter(|it| it[0].first.skill == first).count();
        // Three standard deviations of fair coins.
        assert!((933..=1_067).contains(&times), "{times}");
    }

    /// The skills of the first deck that can take part, once something was changed in a learner.
    fn of_deck(comparison: Comparison, change: impl Fn(&Deck, &mut Learner)) -> Vec<SkillId> {
        let (params, policy) = (Params::default(), Policy::default());
        let library = Library::load(&[]);
        let deck = &library.decks()[0];
        let mut learner = Learner::new(&params);
        change(deck, &mut learner);
        let now = Now::parse("2026-11-22T09:00:00+01:00").unwrap();
        let desk = Desk::new(deck, &learner, &params, &policy, now);
        eligible(&desk, comparison)
            .into_iter()
            .map(|it| it.skill)
            .collect()
    }

    #[test]
    fn what_is_secure_put_aside_or_probably_known_takes_no_part() {
        let comparison = Comparison::InterleavedOrBlocked;
        let all = of_deck(comparison, |_, _| {});
        assert_eq!(all.len(), 13);
        let without = of_deck(comparison, |deck, learner| {
            let ids = deck.skills.iter().map(|it| it.id.clone());
            let mut states = ids.map(|id| (id, learner.fresh.clone()));
            let (secure, mut state) = states.next().unwrap();
            state.success_days = 3;
            learner.skills.insert(secure, state);
            let (known, mut state) = states.next().unwrap();
            state.theta.mean = 4.0;
            state.rating = Some(4);
            learner.skills.insert(known, state);
            let (aside, _) = states.next().unwrap();
            learner.suspended.insert(Subject::Skill(aside), None);
        });
        assert_eq!(without, all[3..]);
    }

    fn any_known() -> impl Strategy<Value = Vec<Known>> {
        let one = (0.0..=1.0, 1.0..5.0, 4..40_usize, 0..9_usize);
        prop::collection::vec(one, 0..24).prop_map(|skills| {
            let skills = skills.into_iter().enumerate();
            skills
                .map(|(at, (chance, level, exercises, depth))| Known {
                    level,
                    exercises,
                    ..known(at, chance, depth)
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn each_way_gets_one_of_each_pair_and_no_skill_comes_twice(
            skills in any_known(), seed in any::<u64>(),
        ) {
            let pairs = paired(&skills);
            prop_assert_eq!(pairs.len(), skills.len() / 2);
            let dealt = dealt(&pairs, seed);
            let mut all: Vec<SkillId> = Vec::new();
            for (pair, dealt) in pairs.iter().zip(&dealt) {
                let mut of_pair = [&pair[0].skill, &pair[1].skill];
                let mut of_deal = [&dealt.first.skill, &dealt.second.skill];
                of_pair.sort();
                of_deal.sort();
                prop_assert_eq!(of_pair, of_deal);
                all.extend(of_pair.map(SkillId::clone));
            }
            let n = all.len();
            all.sort();
            all.dedup();
            prop_assert_eq!(all.len(), n);
        }
    }
}
