//! What is believed, and what comes next.

use divan::Bencher;
use gradus::coach::{Desk, Policy, choose, follow, next_question};
use gradus::deck::{Deck, Library};
use gradus::learner::{Learner, Params};

use crate::deck::made;
use crate::history::history;
use crate::now;

const MINUTES: f64 = 15.0;

#[divan::bench(args = [1_000, 100_000, 1_000_000], sample_count = 5)]
fn fold_answers(bencher: Bencher, answers: usize) {
    let params = Params::default();
    let events = history(&made(100, 10), answers, now());
    bencher.bench(|| Learner::fold(&params, &events));
}

#[divan::bench]
fn choose_in_the_starter_deck(bencher: Bencher) {
    let library = Library::load(&[]);
    choose_in(bencher, &library.decks()[0]);
}

/// Ten items a skill.
#[divan::bench(args = [100, 500], sample_count = 10)]
fn choose_among_skills(bencher: Bencher, skills: usize) {
    choose_in(bencher, &made(skills, 10));
}

/// With 200 answers behind.
fn choose_in(bencher: Bencher, deck: &Deck) {
    let (params, policy) = (Params::default(), Policy::default());
    let learner = Learner::fold(&params, &history(deck, 200, now()));
    bencher.bench(|| {
        let desk = Desk::new(deck, &learner, &params, &policy, now());
        choose(&desk, MINUTES)
    });
}

/// From the belief as it stands; ten items a skill.
#[divan::bench(args = [100, 500], sample_count = 30)]
fn next_baseline_question(bencher: Bencher, skills: usize) {
    let (params, policy) = (Params::default(), Policy::default());
    let (deck, learner) = (made(skills, 10), Learner::new(&params));
    let desk = Desk::new(&deck, &learner, &params, &policy, now());
    let before = follow(&desk, None);
    bencher.bench(|| next_question(&desk, &before.joint).map(|question| question.predicted));
}

/// The belief itself, from the graph and the ratings.
#[divan::bench(args = [100, 500], sample_count = 10)]
fn baseline_belief(bencher: Bencher, skills: usize) {
    let (params, policy) = (Params::default(), Policy::default());
    let (deck, learner) = (made(skills, 10), Learner::new(&params));
    let desk = Desk::new(&deck, &learner, &params, &policy, now());
    bencher.bench(|| follow(&desk, None));
}
