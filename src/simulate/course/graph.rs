//! Prerequisite graphs drawn at random. Skills stand in an order an author could have written them
//! in: prerequisites first.

use crate::simulate::chance::Chance;

/// What each skill requires.
pub type Graph = Vec<Vec<usize>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// About as many layers as skills in one; one to three prerequisites from the layer below.
    Layered,
    /// Three layers, one or two prerequisites.
    Wide,
    /// Trees: one prerequisite, a quarter of the skills two.
    Forest,
}

impl Shape {
    pub const ALL: [Self; 3] = [Self::Layered, Self::Wide, Self::Forest];

    pub fn name(self) -> &'static str {
        match self {
            Self::Layered => "layered",
            Self::Wide => "wide",
            Self::Forest => "forest",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    pub fn draw(self, skills: usize, chance: &mut Chance) -> Graph {
        match self {
            Self::Layered => {
                let layers = (0.9 * (skills as f64).sqrt()).round() as usize;
                layered(skills, layers.max(3), 3, chance)
            }
            Self::Wide => layered(skills, 3, 2, chance),
            Self::Forest => forest(skills, chance),
        }
    }
}

fn layered(skills: usize, layers: usize, most: usize, chance: &mut Chance) -> Graph {
    let layer = |skill: usize| skill * layers / skills;
    let requires = |skill: usize| {
        let below: Vec<usize> = (0..skill)
            .filter(|&it| layer(it) + 1 == layer(skill))
            .collect();
        let mut found = Vec::new();
        for _ in 0..=chance.below(most) {
            found.extend(chance.pick(&below));
        }
        unique(found)
    };
    (0..skills).map(requires).collect()
}

fn forest(skills: usize, chance: &mut Chance) -> Graph {
    let requires = |skill: usize| {
        let mut found = Vec::new();
        if skill > 0 && !chance.comes(0.1) {
            found.push(chance.below(skill));
            if chance.comes(0.25) {
                found.push(chance.below(skill));
            }
        }
        unique(found)
    };
    (0..skills).map(requires).collect()
}

fn unique(mut skills: Vec<usize>) -> Vec<usize> {
    skills.sort_unstable();
    skills.dedup();
    skills
}
