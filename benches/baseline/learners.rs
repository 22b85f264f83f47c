//! Simulated learners of whom it is known what they can do: 15 to 85 % of the skills, with all
//! that these require, but for 5 % either way.

use crate::chance::Chance;
use crate::graphs::{Graph, depths, opens};

/// Chance that a skill is known against its prerequisites, or not known in spite of them.
const EXCEPTIONS: f64 = 0.05;
/// Right answers to a four-option question by those who cannot do it.
const GUESS: f64 = 0.25;

/// How a set of known skills is drawn that is closed under prerequisites.
#[derive(Clone, Copy, Debug)]
pub enum Way {
    /// One skill after another that is ready.
    Upward,
    /// All skills, less one after another that opens no other known one.
    Downward,
    /// Any skill, with all that it requires.
    ByGoals,
    /// Ability against depth with noise, and against that of all it requires.
    ByDepth,
    /// Each skill that is ready with the same chance.
    ByChance,
    /// What was opened last comes next: deep and narrow. The belief knows no such way.
    DeepFirst,
    /// A step to a random neighbor set, many times: all closed sets of about the size are as likely
    /// as each other. The belief knows no such way either.
    Evenly,
}

impl Way {
    pub const ALL: [Self; 7] = [
        Self::Upward,
        Self::Downward,
        Self::ByGoals,
        Self::ByDepth,
        Self::ByChance,
        Self::DeepFirst,
        Self::Evenly,
    ];

    fn draw(self, graph: &Graph, known: usize, chance: &mut Chance) -> Vec<bool> {
        match self {
            Self::Upward => grown(graph, known, |ready| chance.below(ready)),
            Self::DeepFirst => grown(graph, known, |ready| {
                let last = chance.unit() < 0.9;
                if last { ready - 1 } else { chance.below(ready) }
            }),
            Self::Downward => {
                let unknown = grown(&opens(graph), graph.len() - known, |it| chance.below(it));
                unknown.into_iter().map(|it| !it).collect()
            }
            Self::ByGoals => by_goals(graph, known, chance),
            Self::ByDepth => {
                let depths = depths(graph);
                let deepest = depths.iter().max().map_or(1, |it| it + 1) as f64;
                let hardness = depths.iter();
                easiest(
                    graph,
                    known,
                    hardness
                        .map(|&it| it as f64 / deepest + 0.25 * chance.normal())
                        .collect(),
                )
            }
            Self::ByChance => {
                let hardness = graph.iter().map(|_| chance.unit()).collect();
                easiest(graph, known, hardness)
            }
            Self::Evenly => evenly(graph, known, chance),
        }
    }
}

/// Takes so many skills, each when it waits for none; `pick` says which of those ready.
fn grown(waits_for: &Graph, known: usize, mut pick: impl FnMut(usize) -> usize) -> Vec<bool> {
    let frees = opens(waits_for);
    let mut waiting: Vec<usize> = waits_for.iter().map(Vec::len).collect();
    let mut ready: Vec<usize> = (0..waiting.len()).filter(|&it| waiting[it] == 0).collect();
    let mut taken = vec![false; waiting.len()];
    for _ in 0..known {
        let skill = ready.remove(pick(ready.len()));
        taken[skill] = true;
        for &freed in &frees[skill] {
            waiting[freed] -= 1;
            if waiting[freed] == 0 {
                ready.push(freed);
            }
        }
    }
    taken
}

fn by_goals(graph: &Graph, known: usize, chance: &mut Chance) -> Vec<bool> {
    let mut taken = vec![false; graph.len()];
    for goal in chance.order(graph.len()) {
        let mut open = vec![goal];
        let mut fresh = Vec::new();
        while let Some(skill) = open.pop() {
            if !taken[skill] && !fresh.contains(&skill) {
                fresh.push(skill);
                open.extend(&graph[skill]);
            }
        }
        if taken.iter().filter(|&&it| it).count() + fresh.len() <= known + 2 {
            fresh.into_iter().for_each(|it| taken[it] = true);
        }
    }
    taken
}

fn easiest(graph: &Graph, known: usize, mut hardness: Vec<f64>) -> Vec<bool> {
    for skill in 0..graph.len() {
        for &below in &graph[skill] {
            hardness[skill] = hardness[skill].max(hardness[below]);
        }
    }
    let mut order: Vec<usize> = (0..graph.len()).collect();
    order.sort_by(|&a, &b| hardness[a].total_cmp(&hardness[b]));
    let mut taken = vec![false; graph.len()];
    order[..known].iter().for_each(|&it| taken[it] = true);
    taken
}

fn evenly(graph: &Graph, known: usize, chance: &mut Chance) -> Vec<bool> {
    let opens = opens(graph);
    let mut taken = grown(graph, known, |ready| chance.below(ready));
    for _ in 0..20 * graph.len() {
        let out: Vec<usize> = (0..graph.len())
            .filter(|&it| taken[it] && opens[it].iter().all(|&above| !taken[above]))
            .collect();
        let leaves = out[chance.below(out.len())];
        taken[leaves] = false;
        let ready: Vec<usize> = (0..graph.len())
            .filter(|&it| !taken[it] && graph[it].iter().all(|&below| taken[below]))
            .collect();
        taken[ready[chance.below(ready.len())]] = true;
    }
    taken
}

/// What someone can do.
pub fn drawn(way: Way, graph: &Graph, chance: &mut Chance) -> Vec<bool> {
    let share = 0.15 + 0.7 * chance.unit();
    let known = (share * graph.len() as f64).round() as usize;
    let mut can = way.draw(graph, known.clamp(1, graph.len() - 1), chance);
    for it in &mut can {
        *it ^= chance.comes(EXCEPTIONS);
    }
    can
}

/// 0 or 1.
pub fn answer(can: bool, slip: f64, chance: &mut Chance) -> f64 {
    let right = if can { 1.0 - slip } else { GUESS };
    f64::from(u8::from(chance.comes(right)))
}

/// How someone rates themselves.
#[derive(Clone, Copy, Debug)]
pub enum Rater {
    None,
    /// Mostly on the right side.
    Good,
    /// The same, shifted by a bias of their own.
    Biased,
    /// Hardly better than chance.
    Rough,
    /// Like someone who can do all that they cannot.
    Reversed,
    AtRandom,
    /// "Do it alone" everywhere.
    Proud,
    /// "Never met it" everywhere.
    Modest,
}

impl Rater {
    pub const ALL: [Self; 8] = [
        Self::None,
        Self::Good,
        Self::Biased,
        Self::Rough,
        Self::Reversed,
        Self::AtRandom,
        Self::Proud,
        Self::Modest,
    ];

    /// 0..4 for each skill; nothing without ratings.
    pub fn rates(self, can: &[bool], chance: &mut Chance) -> Vec<u8> {
        let (bias, noise) = match self {
            Self::None => return Vec::new(),
            Self::AtRandom => return can.iter().map(|_| chance.below(5) as u8).collect(),
            Self::Proud => return vec![4; can.len()],
            Self::Modest => return vec![0; can.len()],
            Self::Biased => (chance.normal(), 0.9),
            Self::Rough => (0.4 * chance.normal(), 1.6),
            Self::Good | Self::Reversed => (0.4 * chance.normal(), 0.9),
        };
        let reversed = matches!(self, Self::Reversed);
        can.iter()
            .map(|&it| {
                let middle = if it ^ reversed { 3.2 } else { 0.9 };
                let felt: f64 = middle + bias + noise * chance.normal();
                felt.round().clamp(0.0, 4.0) as u8
            })
            .collect()
    }
}
