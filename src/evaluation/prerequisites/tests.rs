use super::*;
use crate::core::Random;

/// Nobody knows all or nothing.
const KNOWN: (f64, f64) = (0.15, 0.7);
const SLIP: f64 = 0.1;
/// Where an answer is picked, which every other is.
const GUESS: f64 = 0.25;
const SKILLS: usize = 20;

type Graph = Vec<Vec<usize>>;

fn unit(random: &mut Random) -> f64 {
    (random.bits() >> 11) as f64 / (1_u64 << 53) as f64
}

/// None to three prerequisites among the six skills before; or one or two of the layer below, of
/// four; or trees with a quarter of links across.
fn graph(shape: usize, random: &mut Random) -> Graph {
    let layer = |it: usize| it * 4 / SKILLS;
    let mut graph: Graph = vec![Vec::new(); SKILLS];
    for (skill, requires) in graph.iter_mut().enumerate() {
        let from = match shape {
            0 => skill.saturating_sub(6)..skill,
            1 => {
                let own = layer(skill);
                (own.saturating_sub(1) * SKILLS / 4)..(own * SKILLS / 4)
            }
            _ => 0..skill,
        };
        let count = match shape {
            0 => [0, 1, 1, 1, 2, 2, 3][random.below(7)],
            1 => 1 + random.below(2),
            _ => 1 + usize::from(random.below(4) == 0),
        };
        if !from.is_empty() {
            requires.extend((0..count).map(|_| from.start + random.below(from.len())));
            requires.sort_unstable();
            requires.dedup();
        }
    }
    nearest(&graph)
}

/// Without what follows from the rest.
fn nearest(graph: &Graph) -> Graph {
    let below = closure(graph);
    let of = |requires: &Vec<usize>| {
        let far = |it: usize| requires.iter().any(|&near| below[near][it]);
        requires.iter().copied().filter(|&it| !far(it)).collect()
    };
    graph.iter().map(of).collect()
}

/// How a closed set is drawn.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// Any skill that is ready comes next.
    Upward,
    /// Any skill with all that it requires.
    ByGoals,
    /// The easiest, each as hard as the hardest below it.
    ByChance,
    /// The same, and the harder the deeper: all learn in about one order.
    ByDepth,
}

const WAYS: [Way; 4] = [Way::Upward, Way::ByGoals, Way::ByChance, Way::ByDepth];

fn state(graph: &Graph, ways: &[Way], random: &mut Random) -> Vec<bool> {
    let known = ((KNOWN.0 + KNOWN.1 * unit(random)) * graph.len() as f64).round() as usize;
    let mut can = vec![false; graph.len()];
    match ways[random.below(ways.len())] {
        Way::Upward => {
            for _ in 0..known {
                let ready = |it: &usize| !can[*it] && graph[*it].iter().all(|&below| can[below]);
                let ready: Vec<usize> = (0..graph.len()).filter(ready).collect();
                can[ready[random.below(ready.len())]] = true;
            }
        }
        Way::ByGoals => {
            let below = closure(graph);
            for goal in random.permutation(graph.len()) {
                let with = (0..graph.len()).filter(|&it| it == goal || below[goal][it]);
                let fresh: Vec<usize> = with.filter(|&it| !can[it]).collect();
                if can.iter().filter(|&&it| it).count() + fresh.len() <= known + 2 {
                    fresh.into_iter().for_each(|it| can[it] = true);
                }
            }
        }
        way => {
            let by_depth = if way == Way::ByDepth { 0.3 } else { 0.0 };
            let mut hard: Vec<f64> = Vec::new();
            for requires in graph {
                let deepest = requires.iter().map(|&it| hard[it] + by_depth);
                hard.push(deepest.fold(unit(random), f64::max));
            }
            let mut order: Vec<usize> = (0..graph.len()).collect();
            order.sort_by(|&a, &b| hard[a].total_cmp(&hard[b]));
            order[..known].iter().for_each(|&it| can[it] = true);
        }
    }
    can
}

/// What so many answers to each skill show, as the program judges them: by most.
fn answered(can: &[bool], answers: usize, random: &mut Random) -> Shown {
    let mut right = |can: bool| {
        let picked = random.below(2) == 0;
        let chance = match (can, picked) {
            (true, _) => 1.0 - SLIP,
            (false, true) => GUESS,
            (false, false) => 0.0,
        };
        unit(random) < chance
    };
    let mut shows = |can: bool| (0..answers).filter(|_| right(can)).count() * 2 > answers;
    can.iter().map(|&it| Some(shows(it))).collect()
}

fn class(
    graph: &Graph,
    ways: &[Way],
    learners: usize,
    answers: usize,
    random: &mut Random,
) -> Vec<Shown> {
    let mut learner = |_| answered(&state(graph, ways, random), answers, random);
    (0..learners).map(&mut learner).collect()
}

#[derive(Debug, Default)]
struct Figures {
    /// Hints a deck at prerequisites that are none, all being known.
    false_hints: f64,
    /// The same where a quarter is missing.
    false_beside: f64,
    /// Of the missing ones, the share hinted at.
    found: f64,
    /// Hints a deck at what lies further below.
    far: f64,
}

fn figures(ways: &[Way], decks: usize, learners: usize, answers: usize) -> Figures {
    let mut random = Random::seeded(13);
    let mut figures = Figures::default();
    let mut missing = 0;
    for deck in 0..decks {
        let graph = graph(deck % 3, &mut random);
        let below = closure(&graph);
        let shown = class(&graph, ways, learners, answers, &mut random);
        figures.false_hints += likely_prerequisites(&shown, &graph).len() as f64;
        let mut thinned = graph.clone();
        thinned
            .iter_mut()
            .for_each(|it| it.retain(|_| random.below(4) > 0));
        missing += graph.iter().flatten().count() - thinned.iter().flatten().count();
        for hint in likely_prerequisites(&shown, &thinned) {
            *if graph[hint.skill].contains(&hint.requires) {
                &mut figures.found
            } else if below[hint.skill][hint.requires] {
                &mut figures.far
            } else {
                &mut figures.false_beside
            } += 1.0;
        }
    }
    figures.found /= missing as f64;
    for each in [
        &mut figures.false_hints,
        &mut figures.false_beside,
        &mut figures.far,
    ] {
        *each /= decks as f64;
    }
    figures
}

#[test]
fn missing_prerequisites_are_found_and_few_false_ones_hinted_at() {
    for (learners, most_false, least_found) in [(50, 0.5, 0.0), (200, 1.0, 0.3), (1000, 1.0, 0.7)] {
        let found = figures(&WAYS, 18, learners, 3);
        assert!(found.false_hints <= most_false, "{learners}: {found:?}");
        assert!(found.found >= least_found, "{learners}: {found:?}");
    }
}

/// The figures of `docs/MODEL.md`, section 8.
#[test]
#[ignore = "it measures; run it with --release and --nocapture"]
fn prerequisite_figures() {
    for (ways, what) in [(&WAYS[..], "all ways"), (&[Way::ByDepth], "one order")] {
        for answers in [1, 3] {
            for learners in [50, 200, 1000] {
                let found = figures(ways, 150, learners, answers);
                println!("{what}, {answers} answers a skill, {learners} learners: {found:.2?}");
            }
        }
    }
}

/// Four skills, of which the third needs the second and the fourth the third.
fn chain(random: &mut Random) -> Vec<Shown> {
    let graph = vec![vec![], vec![], vec![1], vec![2]];
    class(&graph, &WAYS, 300, 3, random)
}

#[test]
fn a_planted_prerequisite_is_found_and_known_ones_are_not_told_again() {
    let shown = chain(&mut Random::seeded(3));
    let edges = |requires: &Graph| -> Vec<(usize, usize)> {
        let likely = likely_prerequisites(&shown, requires);
        likely.iter().map(|it| (it.skill, it.requires)).collect()
    };
    assert_eq!(edges(&vec![vec![]; 4]), [(2, 1), (3, 2)]);
    assert_eq!(edges(&vec![vec![], vec![], vec![1], vec![]]), [(3, 2)]);
    assert!(edges(&vec![vec![], vec![], vec![1], vec![2]]).is_empty());
}

#[test]
fn skills_that_are_merely_as_hard_or_go_with_ability_are_not_hinted_at() {
    let mut random = Random::seeded(5);
    let mut learner = |_| -> Shown {
        let ability = unit(&mut random);
        (0..12)
            .map(|skill| Some(unit(&mut random) < ability * if skill < 6 { 1.0 } else { 0.6 }))
            .collect()
    };
    let shown: Vec<Shown> = (0..600).map(&mut learner).collect();
    assert!(likely_prerequisites(&shown, &vec![vec![]; 12]).is_empty());
}

#[test]
fn who_answered_one_of_two_only_tells_nothing_and_nobody_is_no_trouble() {
    let half = |it: usize| match it.is_multiple_of(2) {
        true => vec![Some(true), None],
        false => vec![None, Some(false)],
    };
    let shown: Vec<Shown> = (0..100).map(half).collect();
    assert!(likely_prerequisites(&shown, &[vec![], vec![]]).is_empty());
    assert!(likely_prerequisites(&[], &[vec![], vec![]]).is_empty());
    assert!(likely_prerequisites(&[], &[]).is_empty());
}
