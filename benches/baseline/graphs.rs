//! Prerequisite graphs drawn at random, in five shapes. Skills stand in an order an author could
//! have written them in: prerequisites first.

use crate::chance::Chance;

/// What each skill requires.
pub type Graph = Vec<Vec<usize>>;

#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// About as many layers as skills in one; one to three prerequisites from the layer below, a
    /// quarter of the skills from the two below.
    Layered,
    /// Five layers, one or two prerequisites.
    Wide,
    /// Trees with a quarter of links across.
    Forest,
    /// Units of five skills, one after another; units start somewhere in an earlier one.
    Units,
    /// None to three prerequisites among the last quarter of skills.
    Loose,
}

impl Shape {
    pub const ALL: [Self; 5] = [
        Self::Layered,
        Self::Wide,
        Self::Forest,
        Self::Units,
        Self::Loose,
    ];

    pub fn draw(self, skills: usize, chance: &mut Chance) -> Graph {
        match self {
            Self::Layered => {
                let layers = (0.9 * (skills as f64).sqrt()).round() as usize;
                layered(skills, layers.max(3), 3, 0.25, chance)
            }
            Self::Wide => layered(skills, 5, 2, 0.0, chance),
            Self::Forest => forest(skills, chance),
            Self::Units => units(skills, chance),
            Self::Loose => loose(skills, chance),
        }
    }
}

fn layered(skills: usize, layers: usize, most: usize, far: f64, chance: &mut Chance) -> Graph {
    let layer = |skill: usize| skill * layers / skills;
    let requires = |skill: usize| {
        let own = layer(skill);
        let back = if chance.comes(far) { 2 } else { 1 };
        let below: Vec<usize> = (0..skill)
            .filter(|&it| layer(it) < own && layer(it) + back >= own)
            .collect();
        let mut found = Vec::new();
        if !below.is_empty() {
            for _ in 0..=chance.below(most) {
                add(&mut found, below[chance.below(below.len())]);
            }
        }
        found
    };
    (0..skills).map(requires).collect()
}

fn forest(skills: usize, chance: &mut Chance) -> Graph {
    let requires = |skill: usize| {
        let mut found = Vec::new();
        if skill > 0 && !chance.comes(0.06) {
            let near = chance.comes(0.5);
            let window = if near { skill.min(12) } else { skill };
            found.push(skill - 1 - chance.below(window));
            if chance.comes(0.25) {
                add(&mut found, chance.below(skill));
            }
        }
        found
    };
    (0..skills).map(requires).collect()
}

fn units(skills: usize, chance: &mut Chance) -> Graph {
    const LENGTH: usize = 5;
    let requires = |skill: usize| {
        let mut found = Vec::new();
        if !skill.is_multiple_of(LENGTH) {
            found.push(skill - 1);
            if skill > LENGTH && chance.comes(0.15) {
                add(&mut found, chance.below(skill - 1));
            }
        } else if skill > 0 && chance.comes(0.8) {
            found.push(chance.below(skill));
        }
        found
    };
    (0..skills).map(requires).collect()
}

fn loose(skills: usize, chance: &mut Chance) -> Graph {
    const COUNTS: [usize; 7] = [0, 1, 1, 1, 2, 2, 3];
    let requires = |skill: usize| {
        let mut found = Vec::new();
        let window = (skills / 4).max(6).min(skill);
        for _ in 0..COUNTS[chance.below(COUNTS.len())].min(skill) {
            add(&mut found, skill - 1 - chance.below(window));
        }
        found
    };
    (0..skills).map(requires).collect()
}

fn add(found: &mut Vec<usize>, skill: usize) {
    if !found.contains(&skill) {
        found.push(skill);
    }
}

/// The graph with each edge left out with that chance.
pub fn thinned(graph: &Graph, share: f64, chance: &mut Chance) -> Graph {
    let keep = |requires: &Vec<usize>| {
        let kept = requires.iter().copied();
        kept.filter(|_| !chance.comes(share)).collect()
    };
    graph.iter().map(keep).collect()
}

pub fn edges(graph: &Graph) -> Vec<(usize, usize)> {
    let each = graph.iter().enumerate();
    each.flat_map(|(skill, requires)| requires.iter().map(move |&it| (it, skill)))
        .collect()
}

pub fn depths(graph: &Graph) -> Vec<usize> {
    let mut depths: Vec<usize> = Vec::new();
    for requires in graph {
        let below = requires.iter().map(|&it| depths[it] + 1);
        depths.push(below.max().unwrap_or(0));
    }
    depths
}

pub fn opens(graph: &Graph) -> Graph {
    let mut opens = vec![Vec::new(); graph.len()];
    for (below, above) in edges(graph) {
        opens[below].push(above);
    }
    opens
}
