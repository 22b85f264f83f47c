use proptest::prelude::*;

use super::*;
use crate::learner::testing::{Log, item, right, wrong};

/// A chain of skills, and one that stands alone.
const CHAIN: [(usize, usize); 3] = [(0, 1), (1, 2), (2, 3)];
const DEPTHS: [usize; 5] = [0, 1, 2, 3, 0];
const LONER: usize = 4;

fn chain() -> Joint {
    Joint::prior(&Params::default(), &DEPTHS, &CHAIN)
}

/// Ten skills, each of which requires the one before.
fn ladder() -> Joint {
    let edges: Vec<(usize, usize)> = (1..10).map(|it| (it - 1, it)).collect();
    Joint::prior(
        &Params::default(),
        &std::array::from_fn::<_, 10, _>(|it| it),
        &edges,
    )
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

fn mean_chance(joint: &Joint) -> f64 {
    let chances = (0..joint.len()).map(|it| joint.chance(it).mean);
    chances.sum::<f64>() / joint.len() as f64
}

#[test]
fn deeper_skills_are_harder_and_neighbors_go_together() {
    let joint = chain();
    for skill in 1..LONER {
        assert!(joint.mean(skill) < joint.mean(skill - 1) - 1.0);
    }
    assert!(joint.mean(LONER).abs() < 1.0, "nothing is known of it");
    assert!(joint.variance(LONER) > joint.variance(1));
    let covariance = &joint.prior.covariance;
    assert!(covariance[(1, 2)] > covariance[(1, LONER)] + 0.5);
    let none = Joint::prior(&Params::default(), &[], &[]);
    assert!(none.is_empty() && none.wrong_share(&[]) == 0.0);
}

#[test]
fn the_same_graph_gives_the_same_belief() {
    let (a, b) = (chain(), chain());
    assert!((0..a.len()).all(|it| a.mean(it) == b.mean(it) && a.variance(it) == b.variance(it)));
}

#[test]
fn an_answer_tells_of_prerequisites_and_of_what_builds_on_it() {
    let params = Params::default();
    let asked = 2;
    for score in [0.0, 1.0] {
        let before = chain();
        let mut joint = before.clone();
        joint.answer(&on(asked), score, None);
        let moved = |skill| (joint.mean(skill) - before.mean(skill)) * (2.0 * score - 1.0);
        for skill in 0..LONER {
            assert!(moved(skill) > moved(LONER), "{skill}");
            assert!(moved(asked) >= moved(skill), "{skill}");
        }
        assert!(joint.variance(asked) < before.variance(asked));
        assert!(joint.predict(&on(asked)) != before.predict(&on(asked)));
        assert!(joint.answers[0].guess < params.response.guessing);
    }
}

#[test]
fn a_guess_tells_less_than_certainty() {
    let picked = JointItem {
        guess: 0.1,
        ..on(2)
    };
    let mean = |confidence| {
        let mut joint = chain();
        joint.answer(&picked, 1.0, confidence);
        joint.mean(2)
    };
    assert!(mean(Some(Confidence::Guess)) < mean(None));
    assert!(mean(None) < mean(Some(Confidence::Certain)));
    assert!(near(mean(None), mean(Some(Confidence::Fairly))));
}

#[test]
fn an_answer_leaves_the_moments_of_the_exact_posterior() {
    let response = Params::default().response;
    let before = Gaussian {
        mean: -0.4,
        variance: 6.0,
    };
    for (guess, score) in [(0.0, 1.0), (0.0, 0.0), (0.25, 1.0), (0.1, 0.5)] {
        let (after, evidence) = field::answered(&response, before, guess, score);
        // A much finer sum.
        let (mut total, mut first, mut second, mut prior) = (0.0, 0.0, 0.0, 0.0);
        for step in -200_000..=200_000 {
            let x = f64::from(step) / 5_000.0;
            let weight = (-(x - before.mean).powi(2) / (2.0 * before.variance)).exp();
            let right = response.chance(x, 0.0, guess);
            let likelihood = weight * right.powf(score) * (1.0 - right).powf(1.0 - score);
            prior += weight;
            total += likelihood;
            first += likelihood * x;
            second += likelihood * x * x;
        }
        let mean = first / total;
        assert!((after.mean - mean).abs() < 1e-3);
        assert!((after.variance - (second / total - mean * mean)).abs() < 1e-2);
        assert!((evidence - (total / prior).ln()).abs() < 1e-4);
    }
}

#[test]
fn never_met_everywhere_leaves_little_expected() {
    let mut joint = ladder();
    let unrated = mean_chance(&joint);
    for skill in 0..joint.len() {
        joint.rate(skill, 0);
    }
    let rated = mean_chance(&joint);
    assert!(rated < 0.35 && rated < unrated - 0.1, "{rated}");

    // Wrong answers bear it out; right ones show someone too modest, and lift all other skills.
    let mut modest = joint.clone();
    for skill in [9, 5, 2, 7] {
        joint.answer(&on(skill), 0.0, None);
        modest.answer(&on(skill), 1.0, None);
    }
    assert!(mean_chance(&joint) < rated);
    assert!(mean_chance(&modest) > 0.4, "{}", mean_chance(&modest));
}

#[test]
fn ratings_that_answers_contradict_come_to_weigh_less() {
    let unconnected = Joint::prior(&Params::default(), &[0; 12], &[]);
    // Every other skill is rated wrongly: no bias explains that.
    let (mut contradicted, mut confirmed) = (unconnected.clone(), unconnected);
    for skill in 0..12 {
        let able = skill % 2 == 0;
        contradicted.rate(skill, if able { 0 } else { 4 });
        confirmed.rate(skill, if able { 4 } else { 0 });
    }
    let (at_first, trusted) = (contradicted.weights()[0], confirmed.weights()[0]);
    assert!(
        (at_first - trusted).abs() < 0.1,
        "little tells them apart yet"
    );
    for skill in 0..10 {
        let score = if skill % 2 == 0 { 1.0 } else { 0.0 };
        contradicted.answer(&on(skill), score, None);
        confirmed.answer(&on(skill), score, None);
    }
    assert!(contradicted.weights()[0] < 0.5 * at_first);
    assert!(confirmed.weights()[0] > trusted);
    let spread = |joint: &Joint| (joint.mean(10) - joint.mean(11)).abs();
    assert!(spread(&contradicted) < spread(&confirmed));
}

#[test]
fn ratings_and_answers_say_the_same_in_any_order() {
    let rate = |joint: &mut Joint| {
        for (skill, rating) in [(0, 4), (2, 1), (3, 0)] {
            joint.rate(skill, rating);
        }
    };
    let mut rated_first = chain();
    rate(&mut rated_first);
    rated_first.answer(&on(1), 1.0, None);
    let mut answered_first = chain();
    answered_first.answer(&on(1), 1.0, None);
    rate(&mut answered_first);
    for skill in 0..rated_first.len() {
        assert!(near(rated_first.mean(skill), answered_first.mean(skill)));
        assert!(near(
            rated_first.variance(skill),
            answered_first.variance(skill)
        ));
    }
}

#[test]
fn a_later_rating_replaces_the_earlier_one() {
    let mut once = chain();
    once.rate(2, 4);
    let mut twice = chain();
    twice.rate(2, 0);
    twice.rate(2, 4);
    twice.rate(99, 4);
    twice.rate(1, 200);
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
    let joint = Joint::from_everyday(&params, &learner, &skills, &[0, 1, 2], &[(0, 1), (1, 2)]);
    for (at, skill) in skills.iter().enumerate() {
        let today = learner.at_target(&params, skill);
        assert!(near(joint.mean(at), today.mean));
        assert!(near(joint.variance(at), today.variance));
    }
    assert!(joint.prior.covariance[(1, 2)] > 0.0);
}

#[test]
fn what_lies_on_the_edge_is_worth_asking() {
    let weights = [1.0; 10];
    let mut joint = ladder();
    let worth = |joint: &Joint, skill| joint.asking(&weights).worth(&on(skill));
    // The middle of a ladder tells of more than its ends.
    assert!(worth(&joint, 5) > worth(&joint, 0) && worth(&joint, 5) > worth(&joint, 9));
    let (before, wrong) = (worth(&joint, 5), joint.wrong_share(&weights));
    for _ in 0..6 {
        joint.answer(&on(5), 1.0, None);
    }
    assert!(worth(&joint, 5) < 0.5 * before, "nothing new in the known");
    assert!(joint.wrong_share(&weights) < wrong);
    assert_eq!(worth(&joint, 99), 0.0);
    assert_eq!(joint.asking(&[0.0; 10]).worth(&on(1)), 0.0);
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
        let mut joint = chain();
        let widest = joint.variance(LONER);
        for (skill, other, kind, difficulty, guess) in steps {
            if kind < 2 {
                let skills = vec![skill, other];
                let item = JointItem { skills, difficulty, guess };
                joint.answer(&item, f64::from(kind), None);
            } else {
                joint.rate(skill, kind - 2);
            }
        }
        let weights = [1.0, 0.2, 1.0, 0.2, 1.0];
        prop_assert!((0.0..=0.5).contains(&joint.wrong_share(&weights)));
        for skill in 0..joint.len() {
            prop_assert!(joint.mean(skill).is_finite());
            for view in &joint.views {
                let variance = view.field.covariance[(skill, skill)];
                prop_assert!((0.0..=widest + 1e-9).contains(&variance), "{variance}");
            }
            prop_assert!(joint.asking(&weights).worth(&on(skill)) >= 0.0);
            let chance = joint.chance(skill);
            prop_assert!(chance.low <= chance.mean && chance.mean <= chance.high);
        }
    }
}
