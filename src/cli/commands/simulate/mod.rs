//! Simulated learners: the coach against other ways of choosing what to do.

mod chart;
mod tables;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, anyhow, bail};

use crate::cli::arguments::Simulated;
use crate::cli::bars;
use crate::cli::commands::interrupt::stop_on_interrupt;
use crate::cli::exit::Exit;
use crate::cli::text::write_json;
use crate::coach::Part;
use crate::simulate::{Course, Family, Setup, Shape, Way, run};

/// Courses that are simulated unless others are named.
const COURSES: [&str; 2] = ["rust-ownership", "layered-20"];
const RETENTIONS: [f64; 3] = [0.70, 0.80, 0.90];

pub(in crate::cli) fn simulate(asked: &Simulated, out: &mut impl Write) -> anyhow::Result<Exit> {
    let setup = setup(asked)?;
    let stopped = Arc::new(AtomicBool::new(false));
    stop_on_interrupt(&stopped)?;
    let bar = bars::simulating(setup.lives() as u64);
    let report = run(&setup, &|| bar.inc(1), &stopped);
    bar.finish_and_clear();
    let Some(report) = report else {
        bail!("stopped before any learner was through");
    };
    if let Some(file) = &asked.svg {
        write_whole(file, &chart::draw(&report))?;
    }
    if asked.json {
        write_json(out, &report)?;
    } else {
        tables::write_report(out, &setup, &report)?;
        if stopped.load(Ordering::Relaxed) {
            writeln!(
                out,
                "\nStopped before all were through: only whole lives count."
            )?;
        }
        if let Some(file) = &asked.svg {
            writeln!(out, "\nThe chart is in {}.", file.display())?;
        }
    }
    Ok(Exit::Fine)
}

fn setup(asked: &Simulated) -> anyhow::Result<Setup> {
    let names: Vec<&str> = match asked.course.is_empty() {
        true => COURSES.to_vec(),
        false => asked.course.iter().map(String::as_str).collect(),
    };
    let course = |name: &&str| {
        Course::named(name, asked.seed).ok_or_else(|| {
            let shapes: Vec<String> = Shape::ALL.iter().map(|it| format!("{}-20", it.name())).collect();
            anyhow!(
                "there is no course `{name}`: name a built-in deck, as `gradus deck list` shows it, or a \
                 made one with 3 to 100 skills, such as {}",
                shapes.join(", ")
            )
        })
    };
    let families = match asked.family.is_empty() {
        true => Family::ALL.to_vec(),
        false => asked.family.clone(),
    };
    Ok(Setup {
        families,
        courses: names.iter().map(course).collect::<anyhow::Result<_>>()?,
        ways: ways(asked),
        learners: asked.learners.into(),
        days: asked.days.into(),
        minutes: asked.minutes,
        seed: asked.seed,
    })
}

/// All ways; of parts left out, those that are asked for, and then only beside the coach.
fn ways(asked: &Simulated) -> Vec<Way> {
    let parts: &[Part] = if asked.ablate {
        &Part::ALL
    } else {
        &asked.without
    };
    if !parts.is_empty() {
        let without = parts.iter().map(|part| Way::Coach(Some(*part)));
        return std::iter::once(Way::Coach(None)).chain(without).collect();
    }
    let retentions: Vec<f64> = match asked.retention.is_empty() {
        true => RETENTIONS.to_vec(),
        false => asked
            .retention
            .iter()
            .map(|it| f64::from(*it) / 100.0)
            .collect(),
    };
    [Way::Coach(None), Way::Author, Way::Random, Way::Mastery]
        .into_iter()
        .chain(retentions.iter().copied().map(Way::Flashcards))
        .chain(retentions.iter().copied().map(Way::SkillCards).next_back())
        .collect()
}

/// Writes beside the file first, so that it is whole or as it was.
fn write_whole(file: &Path, text: &str) -> anyhow::Result<()> {
    let shown = || format!("{} cannot be written", file.display());
    let beside = file.with_extension("part");
    std::fs::write(&beside, text).with_context(shown)?;
    std::fs::rename(&beside, file).with_context(shown)
}
