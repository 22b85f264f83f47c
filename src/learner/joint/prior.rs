//! What is believed of all skills before the first answer, made from the prerequisite graph.

use nalgebra::{DMatrix, DVector};

use super::orders::{Graph, Way};
use crate::core::Random;
use crate::learner::belief::logit;
use crate::learner::params::Params;

/// The same graph gives the same belief, always and everywhere.
const SEED: u64 = 0x6772_6164;

/// Mean and covariance of x_s = ability - spread * logit(place of s) + what is the skill's own, the
/// place being that in a random order of learning, 0..1. Someone can do what stands before the
/// place that they have come to; the mean place of a skill makes it easy or hard, and skills whose
/// places go together are known together.
pub(super) fn prior(
    params: &Params,
    depths: &[usize],
    edges: &[(usize, usize)],
) -> (DVector<f64>, DMatrix<f64>) {
    let graph = Graph::new(depths, edges);
    let skills = graph.len();
    let numbers = &params.graph;
    let mut random = Random::seeded(SEED);
    let orders = numbers.orders.max(1);
    let mut drawn = DMatrix::zeros(skills, orders);
    for (way, mut column) in Way::ALL.iter().cycle().zip(drawn.column_iter_mut()) {
        for (at, skill) in graph.order(*way, &mut random).into_iter().enumerate() {
            let place =
                numbers.margin + (1.0 - 2.0 * numbers.margin) * (at as f64 + 0.5) / skills as f64;
            column[skill] = -numbers.spread * logit(place);
        }
    }
    let mean = drawn.column_mean();
    for mut column in drawn.column_iter_mut() {
        column -= &mean;
    }
    let mut covariance = &drawn * drawn.transpose() / orders as f64;
    covariance.add_scalar_mut(params.belief.ability.prior().variance);
    for skill in 0..skills {
        covariance[(skill, skill)] += numbers.own_sd * numbers.own_sd;
    }
    (mean, covariance)
}
