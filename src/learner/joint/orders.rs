//! Orders in which someone could learn all skills of a graph, prerequisites first, drawn at random.

use crate::core::Random;

/// How much hardness varies apart from depth or place in the deck, as a share of their range.
const NOISE: f64 = 0.9;

/// A prerequisite graph by the places of its skills.
pub(super) struct Graph {
    requires: Vec<Vec<usize>>,
    opens: Vec<Vec<usize>>,
    depths: Vec<usize>,
    /// Every skill behind what it requires.
    bottom_up: Vec<usize>,
}

/// How someone goes about it. Nobody knows which way a learner came, and each leaves other sets of
/// skills known together, so all of them count.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way {
    /// Next is any skill that is ready.
    Upward,
    /// The same seen from the end: last is any skill that opens nothing else.
    Downward,
    /// Any skill is a goal, and all that it requires comes right before it.
    ByGoals,
    /// By depth, more or less.
    ByDepth,
    /// Each skill is as hard as the hardest below it, whatever its depth.
    ByHardest,
    /// As the author has them in the deck, more or less: that also tells of prerequisites that
    /// nobody wrote down.
    AsWritten,
}

impl Way {
    pub const ALL: [Self; 6] = [
        Self::Upward,
        Self::Downward,
        Self::ByGoals,
        Self::ByDepth,
        Self::ByHardest,
        Self::AsWritten,
    ];
}

impl Graph {
    /// `edges` lead from a prerequisite to what requires it; what is not in the graph is left out.
    pub fn new(depths: &[usize], edges: &[(usize, usize)]) -> Self {
        let skills = depths.len();
        let mut graph = Self {
            requires: vec![Vec::new(); skills],
            opens: vec![Vec::new(); skills],
            depths: depths.to_vec(),
            bottom_up: Vec::new(),
        };
        for &(below, above) in edges {
            let known = below != above && below < skills && above < skills;
            if known && !graph.opens[below].contains(&above) {
                graph.opens[below].push(above);
                graph.requires[above].push(below);
            }
        }
        graph.bottom_up = peel(&graph.requires, &graph.opens, |_| 0);
        graph
    }

    pub fn len(&self) -> usize {
        self.depths.len()
    }

    pub fn order(&self, way: Way, random: &mut Random) -> Vec<usize> {
        match way {
            Way::Upward => peel(&self.requires, &self.opens, |ready| random.below(ready)),
            Way::Downward => {
                let mut order = peel(&self.opens, &self.requires, |ready| random.below(ready));
                order.reverse();
                order
            }
            Way::ByGoals => self.by_goals(&random.permutation(self.len())),
            Way::ByDepth => {
                let deepest = self.depths.iter().max().map_or(1, |it| it + 1);
                self.by_hardness(along(self.depths.iter().copied(), deepest, random))
            }
            Way::AsWritten => self.by_hardness(along(0..self.len(), self.len(), random)),
            Way::ByHardest => self.by_hardness(self.depths.iter().map(|_| unit(random)).collect()),
        }
    }

    fn by_goals(&self, goals: &[usize]) -> Vec<usize> {
        let mut wanted = vec![false; self.len()];
        let mut order = Vec::with_capacity(self.len());
        for &goal in goals {
            let mut open = vec![goal];
            let mut fresh = vec![false; self.len()];
            while let Some(skill) = open.pop() {
                if !wanted[skill] {
                    wanted[skill] = true;
                    fresh[skill] = true;
                    open.extend(&self.requires[skill]);
                }
            }
            if fresh[goal] {
                order.extend(self.bottom_up.iter().filter(|&&it| fresh[it]));
            }
        }
        order
    }

    /// No skill comes before one that it requires.
    fn by_hardness(&self, mut hardness: Vec<f64>) -> Vec<usize> {
        for &skill in &self.bottom_up {
            for &below in &self.requires[skill] {
                hardness[skill] = hardness[skill].max(hardness[below]);
            }
        }
        let mut order = self.bottom_up.clone();
        order.sort_by(|&a, &b| hardness[a].total_cmp(&hardness[b]));
        order
    }
}

/// Takes one skill after another that waits for none that is left; `pick` says which of so many.
/// Skills in a cycle, of which a checked deck has none, come last.
fn peel(
    waits_for: &[Vec<usize>],
    frees: &[Vec<usize>],
    mut pick: impl FnMut(usize) -> usize,
) -> Vec<usize> {
    let mut waiting: Vec<usize> = waits_for.iter().map(Vec::len).collect();
    let mut ready: Vec<usize> = (0..waiting.len()).filter(|&it| waiting[it] == 0).collect();
    let mut order = Vec::with_capacity(waiting.len());
    while !ready.is_empty() {
        let skill = ready.swap_remove(pick(ready.len()));
        order.push(skill);
        for &freed in &frees[skill] {
            waiting[freed] -= 1;
            if waiting[freed] == 0 {
                ready.push(freed);
            }
        }
    }
    order.extend((0..waiting.len()).filter(|&it| waiting[it] > 0));
    order
}

/// Hardness that grows along so many steps, with noise.
fn along(at: impl Iterator<Item = usize>, steps: usize, random: &mut Random) -> Vec<f64> {
    at.map(|it| it as f64 / steps as f64 + NOISE * unit(random))
        .collect()
}

/// Within 0..1.
fn unit(random: &mut Random) -> f64 {
    (random.bits() >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_learns_all_and_prerequisites_first() {
        let edges = [
            (0, 2),
            (1, 2),
            (2, 3),
            (2, 4),
            (4, 6),
            (5, 6),
            (9, 0),
            (3, 3),
        ];
        let graph = Graph::new(&[0, 0, 1, 2, 2, 0, 3], &edges);
        let mut random = Random::seeded(1);
        for way in Way::ALL {
            let mut met = std::collections::BTreeSet::new();
            for _ in 0..50 {
                let order = graph.order(way, &mut random);
                let place = |skill| order.iter().position(|&it| it == skill);
                for &(below, above) in &edges[..6] {
                    assert!(place(below) < place(above), "{way:?}: {order:?}");
                }
                let mut all = order.clone();
                all.sort_unstable();
                assert_eq!(all, [0, 1, 2, 3, 4, 5, 6]);
                met.insert(order);
            }
            assert!(met.len() > 5, "{way:?} always goes the same way");
        }
    }

    #[test]
    fn a_cycle_costs_its_order_alone() {
        let graph = Graph::new(&[0, 0, 0], &[(1, 2), (2, 1)]);
        assert_eq!(graph.order(Way::Upward, &mut Random::seeded(1)), [0, 1, 2]);
    }
}
