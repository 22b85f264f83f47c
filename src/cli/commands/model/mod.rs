//! How well the learner model predicts.

mod diagram;
mod figures;
mod fit;
mod ink;
mod known;

use std::fs::File;
use std::io::{Read as _, Write};
use std::path::Path;

use anyhow::{Context as _, anyhow};
use rayon::prelude::*;

use crate::app;
use crate::cli::arguments::Known;
use crate::cli::bars;
use crate::cli::commands::responses::read_responses;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::{count, write_json};
use crate::evaluation::{Answers, History, Report, Resampled, Responses, WALKS};
use crate::learner::Params;
use figures::write_report;
pub(in crate::cli) use fit::model_fit;
use ink::Ink;
use known::known_versions;

/// Own answers from which figures begin to mean something.
const ENOUGH: usize = 20;

pub(in crate::cli) fn model_evaluate(
    context: &Context,
    responses: Option<&Path>,
    params: Option<&Path>,
    known: Known,
    json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let params = match params {
        Some(file) => read_params(file)?,
        None => Params::default(),
    };
    let evaluated = match responses {
        Some(file) => of_file(&params, context, file, known)?,
        None => of_own_log(&params, context)?,
    };
    if json {
        write_json(out, &evaluated.report)?;
    } else if evaluated.report.answers < ENOUGH && responses.is_none() {
        writeln!(
            out,
            "You have given {} without help so far. From {ENOUGH} on this says how well\n\
             they were predicted: study a little, and ask again.",
            count(evaluated.report.answers, "answer"),
        )?;
    } else {
        write_report(out, Ink::new(context.color()), &evaluated)?;
    }
    Ok(Exit::Fine)
}

/// A report, and whose answers it is about.
struct Evaluated {
    report: Report,
    whose: &'static str,
    /// What one should know of how the file was read.
    notes: Vec<String>,
}

/// So much of a file is read: more parameters than there are would not fill it.
const LONGEST_FILE: u64 = 1 << 20;

fn read_params(path: &Path) -> anyhow::Result<Params> {
    let name = || path.display().to_string();
    let mut text = String::new();
    let file = File::open(path).with_context(name)?;
    file.take(LONGEST_FILE)
        .read_to_string(&mut text)
        .with_context(name)?;
    Params::parse(&text).map_err(|error| anyhow!("{} cannot be used:\n{error}", name()))
}

fn of_file(
    params: &Params,
    context: &Context,
    path: &Path,
    known: Known,
) -> anyhow::Result<Evaluated> {
    let responses = read_responses(path)?;
    let resampled = Resampled::among(responses.learners());
    let (versions, told) = known_versions(params, context, &responses, known)?;
    let histories = (0..responses.learners()).into_par_iter().map(|learner| {
        let fold = versions.get(learner % versions.len().max(1));
        let history = fold.and_then(|it| responses.history(learner, it));
        history.unwrap_or_default()
    });
    Ok(Evaluated {
        report: evaluate(params, histories, responses.answers, resampled),
        whose: "learner",
        notes: notes(&responses).into_iter().chain(told).collect(),
    })
}

/// What one should know of how a file was read.
fn notes(responses: &Responses) -> Vec<String> {
    let mut notes = Vec::new();
    if responses.repeated > 0 {
        let rows = count(responses.repeated, "row");
        notes.push(format!(
            "{rows} left out: an earlier one has the same learner and seq."
        ));
    }
    if responses.untimed() > 0 {
        let learners = count(responses.untimed(), "learner");
        notes.push(format!(
            "{learners} without times: left out of what was met again."
        ));
    }
    notes
}

/// All decks together: the learner is the same.
fn of_own_log(params: &Params, context: &Context) -> anyhow::Result<Evaluated> {
    let paths = context.paths()?;
    let histories = match paths.database().exists() {
        true => app::histories(paths.data())?,
        false => Vec::new(),
    };
    let events = histories.iter().map(|it| it.events.len()).sum();
    let histories = histories.into_par_iter();
    Ok(Evaluated {
        report: evaluate(params, histories, events, Resampled::StudyDays),
        whose: "deck",
        notes: Vec::new(),
    })
}

fn evaluate(
    params: &Params,
    histories: impl IndexedParallelIterator<Item = History>,
    events: usize,
    resampled: Resampled,
) -> Report {
    let bar = bars::predicting(events as u64);
    let histories = histories.inspect(|it| bar.inc(it.events.len() as u64));
    let answers = Answers::foretell(params, histories, resampled);
    bar.finish_and_clear();

    let bar = bars::resampling(WALKS as u64);
    let report = Report::of(&params.fit, &answers, || bar.inc(1));
    bar.finish_and_clear();
    report
}
