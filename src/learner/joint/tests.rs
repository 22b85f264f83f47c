use nalgebra::DMatrix;
use proptest::prelude::*;

use super::*;
use crate::core::Random;
use crate::learner::testing::{Log, item, right, wrong};

/// A chain of skills, and one that stands alone.
const CHAIN: [(usize, usize); 3] = [(0, 1), (1, 2), (2, 3)];
const LONER: usize = 4;

fn chain() -> Joint {
    Joint::prior(&Params::default(), &[0; 5], &CHAIN)
}

fn on(skill: usize) -> JointItem {
    JointItem {
        skills: vec![skill],
        difficulty: 0.0,
        guess: 0.0,
    }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[test]
fn the_prior_is_wide_and_ties_neighbors() {
    let joint = chain();
    for skill in 0..joint.len() {
        assert!(near(joint.mean(skill), 0.0));
        assert!(near(joint.variance(skill), 1.35 * 1.35 + 3.0));
    }
    let tie = |other| joint.belief.covariance[(0, other)];
    assert!(tie(1) > tie(2) && tie(2) > tie(3) && tie(3) > tie(LONER));
    assert!(near(tie(LONER), 1.35 * 1.35));
}

#[test]
fn deeper_skills_are_harder() {
    let params = Params::default();
    let joint = Joint::prior(&params, &[0, 1, 2], &[(0, 1), (1, 2)]);
    // Depths 0, 1, 2 have a standard deviation of sqrt(2/3).
    let z = 1.5_f64.sqrt();
    assert!(near(joint.mean(0), 2.0 * z) && near(joint.mean(2), -2.0 * z));
    assert!(Joint::prior(&params, &[], &[]).is_empty());
    assert_eq!(Joint::prior(&params, &[], &[]).wrong_share(&[]), 0.0);
}

#[test]
fn an_answer_tells_of_neighbors_more_than_of_strangers() {
    let params = Params::default();
    for score in [0.0, 1.0] {
        let mut joint = chain();
        joint.answer(&params, &on(0), score, None);
        let moved = |skill| joint.mean(skill) * (2.0 * score - 1.0);
        assert!(moved(0) > moved(1) && moved(1) > moved(2) && moved(2) > moved(3));
        assert!(moved(3) > moved(LONER) && moved(LONER) > 0.0);
        assert!(joint.variance(0) < joint.variance(1));
        assert!(joint.variance(1) < joint.variance(LONER));
    }
}

#[test]
fn a_guess_tells_less_than_certainty() {
    let params = Params::default();
    let picked = JointItem {
        guess: 0.1,
        ..on(0)
    };
    let mean = |confidence| {
        let mut joint = chain();
        joint.answer(&params, &picked, 1.0, confidence);
        joint.mean(0)
    };
    assert!(mean(Some(Confidence::Guess)) < mean(None));
    assert!(mean(None) < mean(Some(Confidence::Certain)));
    assert!(near(mean(None), mean(Some(Confidence::Fairly))));
}

#[test]
fn the_mode_is_where_the_posterior_is_highest() {
    let params = Params::default();
    let before = chain();
    let (mean, variance) = (before.mean(0) - 0.7, before.variance(0));
    let hard = JointItem {
        difficulty: 0.7,
        guess: 0.1,
        ..on(0)
    };
    for score in [0.0, 0.5, 1.0] {
        let mut joint = before.clone();
        joint.answer(&params, &hard, score, None);
        let log_posterior = |x: f64| {
            let right = params.response.chance(x, 0.0, 0.1);
            score * right.ln() + (1.0 - score) * (1.0 - right).ln()
                - (x - mean).powi(2) / (2.0 * variance)
        };
        let found = joint.mean(0) - 0.7;
        for off in [-1.0, -0.1, -0.01, 0.01, 0.1, 1.0] {
            assert!(log_posterior(found) > log_posterior(found + off));
        }
    }
}

#[test]
fn never_met_everywhere_leaves_little_expected() {
    let params = Params::default();
    let skills = 10;
    let edges: Vec<(usize, usize)> = (1..skills).map(|it| (it - 1, it)).collect();
    let depths: Vec<usize> = (0..skills).collect();
    let mut joint = Joint::prior(&params, &depths, &edges);
    for skill in 0..skills {
        joint.rate(&params, skill, 0);
    }
    let mean_chance =
        |joint: &Joint| (0..skills).map(|it| joint.chance(it).mean).sum::<f64>() / skills as f64;
    let rated = mean_chance(&joint);
    assert!(rated < 0.25, "{rated}");

    // Wrong answers bear it out; right ones show someone too modest, and lift all other skills.
    let mut modest = joint.clone();
    for skill in [9, 5, 2, 7] {
        joint.answer(&params, &on(skill), 0.0, None);
        modest.answer(&params, &on(skill), 1.0, None);
    }
    assert!(mean_chance(&joint) < rated);
    assert!(mean_chance(&modest) > 0.4);
    assert!(modest.mean(modest.len()) < joint.mean(joint.len()) - 0.5);
    assert!(modest.noise > 2.0 * joint.noise);
}

#[test]
fn ratings_that_answers_contradict_come_to_weigh_less() {
    let params = Params::default();
    // Every other skill is rated wrongly: no bias explains that.
    let mut contradicted = Joint::prior(&params, &[0; 12], &[]);
    let mut confirmed = contradicted.clone();
    for skill in 0..12 {
        let able = skill % 2 == 0;
        contradicted.rate(&params, skill, if able { 0 } else { 4 });
        confirmed.rate(&params, skill, if able { 4 } else { 0 });
    }
    for skill in 0..10 {
        let score = if skill % 2 == 0 { 1.0 } else { 0.0 };
        contradicted.answer(&params, &on(skill), score, None);
        confirmed.answer(&params, &on(skill), score, None);
    }
    assert!(contradicted.noise > 2.0 * confirmed.noise);
    let spread = |joint: &Joint| (joint.mean(10) - joint.mean(11)).abs();
    assert!(spread(&contradicted) < spread(&confirmed));
}

#[test]
fn a_later_rating_replaces_the_earlier_one() {
    let params = Params::default();
    let mut once = chain();
    once.rate(&params, 2, 4);
    let mut twice = chain();
    twice.rate(&params, 2, 0);
    twice.rate(&params, 2, 4);
    twice.rate(&params, 99, 4);
    twice.rate(&params, 1, 200);
    for skill in 0..once.len() {
        assert!(near(once.mean(skill), twice.mean(skill)));
        assert!(near(once.variance(skill), twice.variance(skill)));
    }
}

#[test]
fn a_repeated_baseline_starts_from_today() {
    let params = Params::default();
    let (a, b) = (item(1, &["a"]), item(2, &["b"]));
    let mut log = Log::default();
    for _ in 0..4 {
        log.answer(&a, right(&a));
        log.answer(&b, wrong(&b));
    }
    let learner = log.fold();
    let skills: Vec<SkillId> = ["a", "b", "c"].map(SkillId::new).to_vec();
    let joint = Joint::from_everyday(&params, &learner, &skills, &[(0, 1), (1, 2)]);
    for (at, skill) in skills.iter().enumerate() {
        let today = learner.at_target(&params, skill);
        assert!(near(joint.mean(at), today.mean));
        assert!(near(joint.variance(at), today.variance));
    }
    let tie = |a, b| joint.belief.covariance[(a, b)];
    assert!(tie(1, 2) > tie(0, 2));
}

#[test]
fn what_lies_on_the_edge_is_worth_asking() {
    let params = Params::default();
    let weights = [1.0; 5];
    let mut joint = chain();
    let worth = |joint: &Joint, skill| joint.worth_asking(&on(skill), &weights);
    // The middle of a chain tells of more than its end, and that of more than a loner.
    assert!(worth(&joint, 1) > worth(&joint, 0));
    assert!(worth(&joint, 0) > worth(&joint, LONER));
    let before = worth(&joint, 1);
    for _ in 0..6 {
        joint.answer(&params, &on(1), 1.0, None);
    }
    assert!(worth(&joint, 1) < 0.5 * before, "nothing new in the known");
    assert!(joint.wrong_share(&weights) < chain().wrong_share(&weights));
    assert_eq!(worth(&joint, 99), 0.0);
    assert_eq!(joint.worth_asking(&on(1), &[0.0; 5]), 0.0);
}

#[test]
fn an_item_is_placed_against_the_target_of_its_deck() {
    let params = Params::default();
    let version = ItemVersion {
        level: 4,
        target: 2,
        ..item(1, &["b", "elsewhere"])
    };
    let place = |skill: &SkillId| (skill.as_str() == "b").then_some(3);
    let placed = JointItem::new(&params, &version, place).unwrap();
    assert_eq!(placed.skills, [3]);
    assert!(near(placed.difficulty, 0.9));
    assert_eq!(JointItem::new(&params, &version, |_| None), None);
}

proptest! {
    #[test]
    fn a_joint_belief_stays_one(
        steps in prop::collection::vec((0..7_usize, 0..7_usize, 0..6_u8, -3.0..3.0, 0.0..0.5), 1..60),
    ) {
        let params = Params::default();
        let mut joint = chain();
        for (skill, other, kind, difficulty, guess) in steps {
            if kind < 2 {
                let skills = vec![skill, other];
                let item = JointItem { skills, difficulty, guess };
                joint.answer(&params, &item, f64::from(kind), None);
            } else {
                joint.rate(&params, skill, kind - 2);
            }
        }
        let weights = [1.0, 0.2, 1.0, 0.2, 1.0];
        prop_assert!((0.0..=0.5).contains(&joint.wrong_share(&weights)));
        for skill in 0..joint.len() {
            prop_assert!(joint.mean(skill).is_finite());
            prop_assert!((0.0..=4.83).contains(&joint.belief.covariance[(skill, skill)]));
            prop_assert!(joint.worth_asking(&on(skill), &weights) >= 0.0);
            let chance = joint.chance(skill);
            prop_assert!(chance.low <= chance.mean && chance.mean <= chance.high);
        }
    }
}

/// Standard normal (Box and Muller 1958).
fn normal(random: &mut Random) -> f64 {
    let (a, b) = (uniform(random), uniform(random));
    (-2.0 * a.ln()).sqrt() * (2.0 * PI * b).cos()
}

/// Within 0..1, never 0.
fn uniform(random: &mut Random) -> f64 {
    ((random.bits() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
}

/// Someone drawn from the prior.
fn learner_of(prior: &Joint, random: &mut Random) -> Vec<f64> {
    let covariance: DMatrix<f64> = prior.belief.covariance.clone();
    let factor = covariance.cholesky().unwrap().l();
    let draws = DVector::from_fn(prior.len() + 1, |_, _| normal(random));
    let drawn = &prior.belief.mean + factor * draws;
    drawn.iter().take(prior.len()).copied().collect()
}

/// Asks so many four-option questions, each time the one worth most; the share of skills that then
/// stand on their right side.
fn placed_rightly(mut joint: Joint, truth: &[f64], questions: usize, random: &mut Random) -> f64 {
    let params = Params::default();
    let weights = vec![1.0; joint.len()];
    let items: Vec<JointItem> = (0..joint.len())
        .map(|skill| JointItem {
            guess: 0.1,
            ..on(skill)
        })
        .collect();
    for _ in 0..questions {
        let worth = |it: &JointItem| joint.worth_asking(it, &weights);
        let best = items
            .iter()
            .max_by(|a, b| worth(a).total_cmp(&worth(b)))
            .unwrap();
        let chance = params.response.chance(truth[best.skills[0]], 0.0, 0.1);
        let score = f64::from(u8::from(uniform(random) < chance));
        joint.answer(&params, best, score, None);
    }
    let right = (0..joint.len()).filter(|&it| (joint.mean(it) > 0.0) == (truth[it] > 0.0));
    right.count() as f64 / joint.len() as f64
}

#[test]
fn the_graph_places_more_skills_rightly_than_independent_beliefs() {
    const SKILLS: usize = 40;
    const LEARNERS: u64 = 20;
    const QUESTIONS: usize = 12;
    let params = Params::default();
    let edges: Vec<(usize, usize)> = (1..SKILLS).map(|it| ((it - 1) / 2, it)).collect();
    let joint = Joint::prior(&params, &[0; SKILLS], &edges);
    let diagonal = DMatrix::from_diagonal(&joint.belief.covariance.diagonal());
    let mut independent = joint.clone();
    independent.prior.covariance = diagonal.clone();
    independent.belief.covariance = diagonal;

    let mut shares = [0.0; 2];
    for seed in 0..LEARNERS {
        let mut random = Random::seeded(seed);
        let truth = learner_of(&joint, &mut random);
        for (share, belief) in shares.iter_mut().zip([&joint, &independent]) {
            let placed = placed_rightly(belief.clone(), &truth, QUESTIONS, &mut random);
            *share += placed / LEARNERS as f64;
        }
    }
    let [with_graph, apart] = shares;

    assert!(with_graph > apart + 0.1, "{with_graph} against {apart}");
}
