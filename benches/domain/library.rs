//! From text to decks.

use divan::Bencher;
use gradus::deck::{Library, parse};

use crate::deck;

/// The decks that are built in.
#[divan::bench]
fn built_in() -> Library {
    Library::load(&[])
}

/// A deck of one file.
#[divan::bench(args = [10, 100], sample_count = 30)]
fn deck_of_skills(bencher: Bencher, skills: usize) {
    let text = deck::text(skills, 10);
    bencher.bench(|| parse("made.toml", &text));
}
