//! The baseline asks little and learns much: simulated learners, fixed seeds, honest margins.
//! `cargo bench --bench baseline` measures the same with many more.

use gradus::learner::{Joint, Params};

use crate::chance::Chance;
use crate::check::{Order, Placed, Setting, checked};
use crate::graphs::{Shape, depths, edges, thinned};
use crate::learners::{Rater, Way, drawn};

const SKILLS: usize = 40;
const LEARNERS: u64 = 3;

struct Trial {
    questions: usize,
    order: Order,
    missing: f64,
    rater: Rater,
}

const USUAL: Trial = Trial {
    questions: 10,
    order: Order::Adaptive,
    missing: 0.0,
    rater: Rater::None,
};

/// Mean balanced accuracy over graphs of all shapes and sets of known skills of all kinds.
fn balanced(trial: &Trial) -> f64 {
    let params = Params::default();
    let setting = Setting {
        questions: trial.questions,
        order: trial.order,
        slip: 0.1,
    };
    let mut placed = Vec::new();
    for shape in Shape::ALL {
        let graph = shape.draw(SKILLS, &mut Chance::seeded(1));
        let told = thinned(&graph, trial.missing, &mut Chance::seeded(2));
        let prior = Joint::prior(&params, &depths(&told), &edges(&told));
        for way in Way::ALL {
            for learner in 0..LEARNERS {
                let mut chance = Chance::seeded(3 + learner);
                let can = drawn(way, &graph, &mut chance);
                let ratings = trial.rater.rates(&can, &mut chance);
                let joint = checked(&prior, &can, &ratings, &setting, &mut chance);
                placed.push(Placed::count(&joint, &can));
            }
        }
    }
    let mean = placed.iter().map(Placed::balanced).sum::<f64>() / placed.len() as f64;
    // All skills of all learners taken together come to about the same, or the mean hides some.
    let pooled = placed.iter().fold(Placed::default(), Placed::plus);
    assert!((pooled.balanced() - mean).abs() < 0.1);
    mean
}

#[test]
fn the_most_telling_question_tells_more_than_the_next_or_any() {
    let adaptive = balanced(&USUAL);
    let [random, sequential] =
        [Order::Random, Order::Sequential].map(|order| balanced(&Trial { order, ..USUAL }));
    assert!(adaptive > 0.76, "{adaptive}");
    assert!(adaptive > random + 0.02, "{adaptive} against {random}");
    assert!(
        adaptive > sequential + 0.02,
        "{adaptive} against {sequential}"
    );
}

#[test]
fn missing_edges_cost_by_how_many_they_are() {
    let [all, most, none] = [0.0, 0.25, 1.0].map(|missing| balanced(&Trial { missing, ..USUAL }));
    assert!(most > all - 0.1, "{most} against {all}");
    assert!(most > none + 0.03, "{most} against {none}");
}

#[test]
fn good_ratings_help_and_bad_ones_mislead_little() {
    let few = Trial {
        questions: 5,
        ..USUAL
    };
    let good = Trial {
        rater: Rater::Good,
        ..few
    };
    let (unrated, rated) = (balanced(&few), balanced(&good));
    assert!(rated > unrated + 0.05, "{rated} against {unrated}");
    let unrated = balanced(&USUAL);
    for rater in Rater::ALL {
        let rated = balanced(&Trial { rater, ..USUAL });
        // Who says the same of all tells nothing by which to doubt it, until answers do.
        let cost = match rater {
            Rater::Proud | Rater::Modest => 0.12,
            _ => 0.05,
        };
        assert!(
            rated > unrated - cost,
            "{rater:?}: {rated} against {unrated}"
        );
    }
}
