//! Fits the parameters that hold for everyone to answers of many learners.

use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::Context as _;
use rayon::prelude::*;

use super::{bars, read_responses};
use crate::cli::commands::interrupt::stop_on_interrupt;
use crate::cli::exit::Exit;
use crate::cli::say;
use crate::cli::text::count;
use crate::config;
use crate::evaluation::{AnswerSet, PopulationFit};
use crate::learner::Params;

pub(in crate::cli) fn model_fit(
    responses: &[PathBuf],
    to: Option<&Path>,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let read = |path: &PathBuf| {
        let responses = read_responses(path)?;
        let answers = responses.answers;
        Ok(AnswerSet::new(responses.histories().collect(), answers))
    };
    let sets = responses
        .iter()
        .map(read)
        .collect::<anyhow::Result<Vec<_>>>()?;
    let stopped = Arc::new(AtomicBool::new(false));
    stop_on_interrupt(&stopped)?;

    let bar = bars::fitting();
    let told = |share: f64, loss: f64| bars::fitted(&bar, share, loss);
    let fit = AnswerSet::fit(&sets, &Params::default(), &stopped, &told);
    bar.finish_and_clear();
    if fit.stopped {
        say(format_args!(
            "Stopped: these are the best parameters so far."
        ));
    }

    let made = made_by(responses, &sets, &fit);
    let text = fit.params.written(&made);
    match to {
        Some(path) if path != Path::new("-") => {
            config::replace_file(path, &text).with_context(|| path.display().to_string())?;
            writeln!(out, "{made}\nWritten to {}.", path.display())?;
        }
        _ => out.write_all(text.as_bytes())?,
    }
    Ok(Exit::Fine)
}

/// By what the parameters were found, and how much it helped. Folders say nothing to others.
fn made_by(files: &[PathBuf], sets: &[AnswerSet], fit: &PopulationFit) -> String {
    let mut text = format!(
        "Fitted with gradus {} to {}; log loss with the shipped parameters, and with these:\n",
        env!("CARGO_PKG_VERSION"),
        count(files.len(), "file")
    );
    for ((file, set), (before, after)) in files.iter().zip(sets).zip(&fit.losses) {
        let name = file.file_name().unwrap_or(file.as_os_str());
        let _ = writeln!(
            text,
            "  {}: {} of {}, {before:.4}, {after:.4}",
            name.display(),
            count(set.answers(), "answer"),
            count(set.learners(), "learner"),
        );
    }
    let mean = |of: fn(&(f64, f64)) -> f64| {
        fit.losses.iter().map(of).sum::<f64>() / fit.losses.len().max(1) as f64
    };
    let (before, after) = (mean(|it| it.0), mean(|it| it.1));
    let _ = write!(
        text,
        "  each file counting the same: {before:.4}, {after:.4}"
    );
    if fit.stopped {
        text += "\nStopped before it was done.";
    }
    text
}
