//! How rightly the baseline places simulated learners: `cargo bench --bench baseline`.

mod chance;
mod check;
mod graphs;
mod learners;

use gradus::coach::baseline_graph;
use gradus::deck::Library;
use gradus::learner::{Joint, Params};
use rayon::prelude::*;

use chance::Chance;
use check::{Order, Placed, Setting, checked};
use graphs::{Graph, Shape, depths, edges, thinned};
use learners::{Rater, Way, drawn};

const SLIP: f64 = 0.1;

/// What is varied between tables.
#[derive(Clone, Copy)]
struct Trial {
    skills: usize,
    questions: usize,
    order: Order,
    slip: f64,
    /// Share of edges that the belief is not told of.
    missing: f64,
    rater: Rater,
    graphs: u64,
    learners: usize,
}

const USUAL: Trial = Trial {
    skills: 100,
    questions: 20,
    order: Order::Adaptive,
    slip: SLIP,
    missing: 0.0,
    rater: Rater::None,
    graphs: 4,
    learners: 12,
};

fn main() {
    // Tables can be named: cargo bench --bench baseline -- orders ratings
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| it != "--bench")
        .collect();
    let tables: [(&str, fn()); 6] = [
        ("orders", orders),
        ("kinds", kinds),
        ("sizes", sizes),
        ("missing", missing),
        ("slips", slips),
        ("ratings", ratings),
    ];
    for (name, table) in tables {
        if named.is_empty() || named.iter().any(|it| it == name) {
            println!("\n{name}");
            table();
        }
    }
}

fn orders() {
    for order in [Order::Adaptive, Order::Random, Order::Sequential] {
        report(&format!("{order:?}"), &all(&Trial { order, ..USUAL }));
    }
}

fn kinds() {
    for shape in Shape::ALL {
        for way in Way::ALL {
            report(&format!("{shape:?} {way:?}"), &of(shape, way, &USUAL));
        }
    }
}

fn sizes() {
    for (skills, questions) in [(20, 10), (100, 20), (100, 40), (500, 20), (500, 40)] {
        for order in [Order::Adaptive, Order::Random, Order::Sequential] {
            let trial = Trial {
                skills,
                questions,
                order,
                graphs: if skills > 100 { 1 } else { USUAL.graphs },
                learners: if skills > 100 { 8 } else { USUAL.learners },
                ..USUAL
            };
            let name = format!("{skills} skills, {questions} questions, {order:?}");
            report(&name, &all(&trial));
        }
    }
    for deck in Library::load(&[]).decks() {
        let (depths, edges) = baseline_graph(deck);
        let mut graph = vec![Vec::new(); depths.len()];
        edges
            .iter()
            .for_each(|&(below, above)| graph[above].push(below));
        // Simulated learners want prerequisites first.
        if edges.iter().any(|(below, above)| below > above) {
            continue;
        }
        for order in [Order::Adaptive, Order::Random, Order::Sequential] {
            let questions = graph.len() / 2;
            let trial = Trial {
                questions,
                order,
                learners: 100,
                ..USUAL
            };
            let placed: Vec<Placed> = Way::ALL
                .par_iter()
                .flat_map_iter(|&way| on(&graph, way, &trial, 1))
                .collect();
            let name = format!("{}, {questions} questions, {order:?}", deck.id);
            report(&name, &placed);
        }
    }
}

fn missing() {
    for missing in [0.0, 0.25, 0.5, 1.0] {
        report(
            &format!("{missing} of the edges missing"),
            &all(&Trial { missing, ..USUAL }),
        );
    }
}

fn slips() {
    for slip in [0.05, 0.1, 0.15] {
        report(&format!("slip {slip}"), &all(&Trial { slip, ..USUAL }));
    }
}

fn ratings() {
    for rater in Rater::ALL {
        for questions in [0, 5, 10, 20] {
            let trial = Trial {
                rater,
                questions,
                graphs: 2,
                ..USUAL
            };
            report(&format!("{rater:?}, {questions} questions"), &all(&trial));
        }
    }
}

fn all(trial: &Trial) -> Vec<Placed> {
    let kinds = Shape::ALL
        .into_iter()
        .flat_map(|shape| Way::ALL.map(|way| (shape, way)));
    kinds
        .flat_map(|(shape, way)| of(shape, way, trial))
        .collect()
}

fn of(shape: Shape, way: Way, trial: &Trial) -> Vec<Placed> {
    (0..trial.graphs)
        .into_par_iter()
        .flat_map_iter(|seed| {
            let graph = shape.draw(trial.skills, &mut Chance::seeded(900 + seed));
            on(&graph, way, trial, seed)
        })
        .collect()
}

/// Learners of one graph; the same seeds for each way of asking them.
fn on(graph: &Graph, way: Way, trial: &Trial, seed: u64) -> Vec<Placed> {
    let told = thinned(graph, trial.missing, &mut Chance::seeded(500 + seed));
    let params = Params::default();
    let prior = Joint::prior(&params, &depths(&told), &edges(&told));
    let setting = Setting {
        questions: trial.questions,
        order: trial.order,
        slip: trial.slip,
    };
    (0..trial.learners as u64)
        .map(|learner| {
            // The same learners whatever is asked of them.
            let mut chance = Chance::seeded(seed << 32 | learner);
            let can = drawn(way, graph, &mut chance);
            let ratings = trial.rater.rates(&can, &mut chance);
            let joint = checked(&prior, &can, &ratings, &setting, &mut chance);
            Placed::count(&joint, &can)
        })
        .collect()
}

/// Mean balanced accuracy with its standard error, and that of all learners' skills taken together.
fn report(name: &str, placed: &[Placed]) {
    let balanced: Vec<f64> = placed.iter().map(Placed::balanced).collect();
    let count = balanced.len() as f64;
    let mean = balanced.iter().sum::<f64>() / count;
    let spread = balanced.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / (count - 1.0);
    let pooled = placed
        .iter()
        .fold(Placed::default(), Placed::plus)
        .balanced();
    println!(
        "{name:<44} {mean:.3} ± {:.3}   pooled {pooled:.3}   {count} learners",
        (spread / count).sqrt()
    );
}
