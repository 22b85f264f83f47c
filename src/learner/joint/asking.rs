//! How much asking an item would tell.

use std::collections::BTreeMap;
use std::f64::consts::PI;

use super::{Joint, JointItem, View};

/// Worths of items under one joint belief, for skills of certain weights.
pub struct Asking<'a> {
    joint: &'a Joint,
    views: Vec<Edge<'a>>,
    /// Items differ more than the sets of skills that they test.
    told: BTreeMap<Vec<usize>, Vec<Told>>,
}

/// A view, and by skill how readily its side of "can do" changes, with its weight.
struct Edge<'a> {
    weight: f64,
    view: &'a View,
    swayed: Vec<f64>,
}

/// What a view holds of a set of skills.
struct Told {
    mean: f64,
    variance: f64,
    /// Squared covariances with all skills, each times how readily its side changes.
    swayed: f64,
}

impl<'a> Asking<'a> {
    pub(super) fn new(joint: &'a Joint, weights: &[f64]) -> Self {
        let skills = joint.len();
        let views = joint.views.iter().zip(joint.weights()).map(|(view, own)| {
            let swayed = weights.iter().take(skills).enumerate().map(|(at, weight)| {
                let spread = view.field.variance(at).sqrt();
                let z = view.field.mean[at] / spread;
                weight * normal_density(z) / spread
            });
            Edge {
                weight: own,
                view,
                swayed: swayed.collect(),
            }
        });
        Self {
            views: views.collect(),
            joint,
            told: BTreeMap::new(),
        }
    }

    /// How much asking an item is expected to tell about who stands on which side of "can do":
    /// only to be compared with that of other items.
    pub fn worth(&mut self, item: &JointItem) -> f64 {
        let skills = self.joint.known(item);
        if skills.is_empty() {
            return 0.0;
        }
        let views = &self.views;
        let told = self
            .told
            .entry(skills)
            .or_insert_with_key(|skills| views.iter().map(|it| it.told(skills)).collect());
        let response = &self.joint.response;
        let worths = self.views.iter().zip(told).map(|(edge, told)| {
            let logit = told.mean - item.difficulty;
            let information = response.evidence(logit, item.guess, 0.0).information;
            edge.weight * told.swayed * information / (1.0 + information * told.variance)
        });
        worths.sum()
    }
}

impl Edge<'_> {
    fn told(&self, skills: &[usize]) -> Told {
        let about = self.view.field.about(skills);
        let swayed = self.swayed.iter().zip(about.covariances.iter());
        Told {
            mean: about.mean,
            variance: about.variance,
            swayed: swayed.map(|(sway, it)| sway * it * it).sum(),
        }
    }
}

fn normal_density(z: f64) -> f64 {
    (-0.5 * z * z).exp() / (2.0 * PI).sqrt()
}
