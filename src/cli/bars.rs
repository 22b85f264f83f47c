//! How far it has come, on standard error while that is a terminal.

use indicatif::{ProgressBar, ProgressStyle};

pub(super) fn reading(bytes: u64) -> ProgressBar {
    bar(bytes, "reading")
}

/// How hard items are.
pub(super) fn calibrating(events: u64) -> ProgressBar {
    bar(events, "calibrating")
}

pub(super) fn predicting(events: u64) -> ProgressBar {
    bar(events, "predicting")
}

pub(super) fn resampling(walks: u64) -> ProgressBar {
    bar(walks, "resampling")
}

/// Learners' lives.
pub(super) fn simulating(lives: u64) -> ProgressBar {
    bar(lives, "simulating")
}

/// Of a fit; [`fitted`] moves it.
pub(super) fn fitting() -> ProgressBar {
    let bar = ProgressBar::new(STEPS);
    match ProgressStyle::with_template("fitting    {bar:40} {percent:>3} %  {msg}") {
        Ok(style) => bar.with_style(style.progress_chars("━╸ ")),
        Err(_) => bar,
    }
}

const STEPS: u64 = 1_000;

/// So much of it is done, 0..1, and the log loss is now this; not a number before it is known.
pub(super) fn fitted(bar: &ProgressBar, share: f64, loss: f64) {
    bar.set_position((share * STEPS as f64) as u64);
    if loss.is_finite() {
        bar.set_message(format!("log loss {loss:.4}"));
    }
}

/// Days played forward; [`looked_ahead`] moves it.
pub(super) fn looking_ahead() -> ProgressBar {
    bar(STEPS, "looking ahead")
}

/// So much of it is done, 0..1.
pub(super) fn looked_ahead(bar: &ProgressBar, share: f64) {
    bar.set_position((share * STEPS as f64) as u64);
}

fn bar(length: u64, doing: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(length).with_message(doing);
    match ProgressStyle::with_template("{msg:13} {bar:40} {percent:>3} %") {
        Ok(style) => bar.with_style(style.progress_chars("━╸ ")),
        Err(_) => bar,
    }
}
