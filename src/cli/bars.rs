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

fn bar(length: u64, doing: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(length).with_message(doing);
    match ProgressStyle::with_template("{msg:11} {bar:40} {percent:>3} %") {
        Ok(style) => bar.with_style(style.progress_chars("━╸ ")),
        Err(_) => bar,
    }
}
