//! The figures as tables.

use std::io::{self, Write};

use crate::cli::text::{count, write_table};
use crate::simulate::{Ablation, Figure, Group, Report, Setup, WayFigures};

pub fn write_report(out: &mut impl Write, setup: &Setup, report: &Report) -> io::Result<()> {
    writeln!(
        out,
        "{} each in {} and {}, {} of {} minutes with days missed, seed {}: {} lives.",
        count(setup.learners, "simulated learner"),
        families(setup.families.len()),
        count(setup.courses.len(), "course"),
        count(setup.days, "day"),
        setup.minutes,
        setup.seed,
        setup.lives(),
    )?;
    writeln!(
        out,
        "Scores are expected shares of an exam on unseen exercises, in percent. In brackets: 95 %\n\
         intervals, by drawing the learners 1,000 times anew. What this shows depends on what the\n\
         families take learners to be: see docs/SIMULATION.md."
    )?;
    for group in &report.groups {
        write_group(out, group)?;
    }
    Ok(())
}

fn families(n: usize) -> String {
    match n {
        1 => "1 family".to_owned(),
        n => format!("{n} families"),
    }
}

fn write_group(out: &mut impl Write, group: &Group) -> io::Result<()> {
    writeln!(
        out,
        "\n{}, {}: {}, {}, {}\n",
        group.course,
        group.family.title(),
        count(group.skills, "skill"),
        count(group.items, "item"),
        count(group.learners, "learner"),
    )?;
    let heading = [
        "",
        "BEFORE",
        "AT THE END",
        "30 DAYS LATER",
        "GAIN",
        "AN HOUR",
    ];
    let rows = group.ways.iter().map(scores);
    write_rows(out, heading, rows)?;
    writeln!(out)?;
    let heading = [
        "MINUTES",
        "STUDIED",
        "HALF WAY",
        "GOT THERE",
        "A SKILL",
        "ON KNOWN",
        "UNREADY",
    ];
    write_rows(out, heading, group.ways.iter().map(times))?;
    if !group.against.is_empty() {
        writeln!(out)?;
        let heading = ["COACH LESS", "AT THE END", "30 DAYS LATER"];
        let rows = group.against.iter();
        let rows = rows.map(|it| [it.with.clone(), signed(it.after), signed(it.later)]);
        write_rows(out, heading, rows)?;
    }
    if let Some(ratio) = &group.ratio {
        let Figure { value, low, high } = ratio.gain;
        writeln!(
            out,
            "\nGain of the coach over that of {}, the best of its kind: {value:.2} ({low:.2} to {high:.2})",
            ratio.best
        )?;
    }
    if !group.ablations.is_empty() {
        writeln!(out)?;
        let rows = group.ablations.iter().map(earned);
        write_rows(out, ["PART", "EARNS, 30 DAYS LATER"], rows)?;
    }
    Ok(())
}

fn write_rows<const COLUMNS: usize>(
    out: &mut impl Write,
    heading: [&str; COLUMNS],
    rows: impl Iterator<Item = [String; COLUMNS]>,
) -> io::Result<()> {
    let all: Vec<_> = std::iter::once(heading.map(str::to_owned))
        .chain(rows)
        .collect();
    write_table(out, &all)
}

fn scores(way: &WayFigures) -> [String; 6] {
    [
        way.way.clone(),
        format!("{:.0}", 100.0 * way.before.value),
        percent(way.after),
        percent(way.later),
        signed(way.gain),
        signed(way.gain_an_hour),
    ]
}

fn times(way: &WayFigures) -> [String; 7] {
    [
        way.way.clone(),
        format!("{:.0}", way.minutes.value),
        minutes(way.half_way),
        percent(way.got_there),
        minutes(way.per_skill),
        percent(way.wasted_known),
        percent(way.wasted_unready),
    ]
}

fn earned(ablation: &Ablation) -> [String; 2] {
    let earns = match ablation.earns {
        Some(figure) => signed(figure),
        None => format!(
            "untestable here: learners without {}",
            ablation.needs.words()
        ),
    };
    [ablation.without.to_owned(), earns]
}

fn percent(figure: Figure) -> String {
    let [value, low, high] = [figure.value, figure.low, figure.high].map(|it| it * 100.0);
    format!("{value:.0} ({low:.0} to {high:.0})")
}

fn minutes(figure: Figure) -> String {
    let Figure { value, low, high } = figure;
    if !value.is_finite() {
        return "none".to_owned();
    }
    if !high.is_finite() {
        return format!("{value:.0} ({low:.0} or more)");
    }
    format!("{value:.0} ({low:.0} to {high:.0})")
}

fn signed(figure: Figure) -> String {
    let [value, low, high] = [figure.value, figure.low, figure.high].map(|it| it * 100.0);
    format!("{value:+.1} ({low:+.1} to {high:+.1})")
}
