//! Which prerequisites between skills the first answers of many learners suggest, beside those that
//! are known. `docs/MODEL.md`, section 8, has the figures by which the limits were chosen.

use std::f64::consts::SQRT_2;

use rayon::prelude::*;

/// Learners of about the same share of other skills are compared with each other.
const STRATA: usize = 4;
/// Shares are told apart by so many steps.
const SHARES: usize = 64;
/// With fewer learners on either side a count says nothing ‡.
const FEWEST: usize = 5;
/// Shown without the prerequisite at most this share of what chance would have ‡.
const RARE: f64 = 0.65;
/// Shown without the prerequisite so many times more rarely than the other way round ‡.
const ONE_SIDED: usize = 3;
/// The chance of one such count where there is nothing, at most ‡.
const CHANCE: f64 = 0.005;

/// Of each skill what one learner showed before being taught much: none where nothing was answered.
pub type Shown = Vec<Option<bool>>;

/// A prerequisite that answers suggest; skills by their numbers. Counted are the learners who
/// answered on both and are not known to lack what either requires already.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LikelyPrerequisite {
    pub skill: usize,
    pub requires: usize,
    pub counts: Counts,
}

/// How many learners showed which of two skills.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub both: usize,
    pub neither: usize,
    /// Not what builds on it.
    pub only_prerequisite: usize,
    /// Against the prerequisite.
    pub only_skill: usize,
}

/// The prerequisites that no path of the known ones (of each skill, without cycles) connects
/// either way, the nearest only, in the order of skills.
///
/// For each pair the learners are stratified by the share of other skills that they showed. Within
/// strata, skill and prerequisite would be independent if neither was needed for the other; how much
/// more rarely the skill comes alone is tested over all of them (Mantel and Haenszel 1959).
pub fn likely_prerequisites(shown: &[Shown], requires: &[Vec<usize>]) -> Vec<LikelyPrerequisite> {
    let mut below = closure(requires);
    let skills = requires.len();
    let pairs: Vec<(usize, usize)> = (0..skills)
        .flat_map(|skill| (0..skills).map(move |it| (skill, it)))
        .filter(|&(skill, it)| skill != it && !below[skill][it] && !below[it][skill])
        .collect();
    let totals: Vec<(usize, usize)> = shown.iter().map(total).collect();
    // No more than one a deck by chance, however many skills there are.
    let chance = CHANCE.min(1.0 / pairs.len().max(1) as f64);
    let mut likely: Vec<LikelyPrerequisite> = pairs
        .par_iter()
        .filter_map(|&(skill, it)| {
            let pair = Pair::of(shown, &totals, requires, skill, it);
            pair.speaks_for_it(chance).then(|| LikelyPrerequisite {
                skill,
                requires: it,
                counts: pair.counts(),
            })
        })
        .collect();
    for it in &likely {
        below[it.skill][it.requires] = true;
    }
    likely.retain(|far| {
        let between = |near: usize| below[far.skill][near] && below[near][far.requires];
        !(0..skills).any(between)
    });
    likely
}

/// Of each skill, which lie below it.
fn closure(requires: &[Vec<usize>]) -> Vec<Vec<bool>> {
    let from = |skill: usize| {
        let mut found = vec![false; requires.len()];
        let mut open = requires[skill].clone();
        while let Some(it) = open.pop() {
            if !found[it] {
                found[it] = true;
                open.extend(&requires[it]);
            }
        }
        found
    };
    (0..requires.len()).map(from).collect()
}

/// How many skills were shown, of how many answered.
fn total(shown: &Shown) -> (usize, usize) {
    let answered = shown.iter().flatten();
    (answered.clone().filter(|&&it| it).count(), answered.count())
}

/// Two skills in the learners who can tell of them, by the share of other skills they showed.
struct Pair([Counts; SHARES]);

impl Pair {
    fn of(
        shown: &[Shown],
        totals: &[(usize, usize)],
        known: &[Vec<usize>],
        skill: usize,
        requires: usize,
    ) -> Self {
        let mut shares = [Counts::default(); SHARES];
        for (own, &(right, answered)) in shown.iter().zip(totals) {
            let (Some(above), Some(below)) = (own[skill], own[requires]) else {
                continue;
            };
            // Who lacks what either requires cannot tell of the two.
            let mut needed = known[skill].iter().chain(&known[requires]);
            if needed.any(|&it| own[it] == Some(false)) {
                continue;
            }
            let right = right - usize::from(above) - usize::from(below);
            let step = right * (SHARES - 1) / (answered - 2).max(1);
            shares[step].add(above, below);
        }
        Self(shares)
    }

    fn counts(&self) -> Counts {
        sum(&self.0)
    }

    /// Whether the skill comes without the prerequisite clearly more rarely than it would by ability.
    fn speaks_for_it(&self, chance: f64) -> bool {
        let all = self.counts();
        let enough = all.without_prerequisite() >= FEWEST && all.with_skill() >= FEWEST;
        if !enough || all.only_skill * ONE_SIDED > all.only_prerequisite {
            return false;
        }
        let (mut expected, mut variance) = (0.0, 0.0);
        for stratum in self.strata() {
            let all = stratum.all() as f64;
            if all < 2.0 {
                continue;
            }
            let without = stratum.without_prerequisite() as f64;
            let with = stratum.with_skill() as f64;
            expected += without * with / all;
            let apart = (all - without) * (all - with);
            variance += without * with * apart / (all * all * (all - 1.0));
        }
        let seen = all.only_skill as f64;
        let z = (expected - seen - 0.5) / variance.sqrt();
        variance > 0.0 && seen <= RARE * expected && 0.5 * libm::erfc(z / SQRT_2) <= chance
    }

    /// Steps of shares, taken together until about as many learners are in each.
    fn strata(&self) -> Vec<Counts> {
        let all = self.counts().all();
        let mut strata = vec![Counts::default(); STRATA];
        let mut before = 0;
        for step in &self.0 {
            let middle = before + step.all() / 2;
            let at = (middle * STRATA / all.max(1)).min(STRATA - 1);
            strata[at] = sum(&[strata[at], *step]);
            before += step.all();
        }
        strata
    }
}

fn sum(counts: &[Counts]) -> Counts {
    counts.iter().fold(Counts::default(), |sum, it| Counts {
        both: sum.both + it.both,
        neither: sum.neither + it.neither,
        only_prerequisite: sum.only_prerequisite + it.only_prerequisite,
        only_skill: sum.only_skill + it.only_skill,
    })
}

impl Counts {
    pub fn with_skill(&self) -> usize {
        self.both + self.only_skill
    }

    pub fn without_prerequisite(&self) -> usize {
        self.neither + self.only_skill
    }

    fn all(&self) -> usize {
        self.with_skill() + self.only_prerequisite + self.neither
    }

    fn add(&mut self, skill: bool, prerequisite: bool) {
        *match (skill, prerequisite) {
            (true, true) => &mut self.both,
            (true, false) => &mut self.only_skill,
            (false, true) => &mut self.only_prerequisite,
            (false, false) => &mut self.neither,
        } += 1;
    }
}

#[cfg(test)]
mod tests;
