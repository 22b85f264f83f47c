//! The report as people read it, in 80 columns.

use std::io::{self, Write};

use indicatif::HumanCount;
use unicode_width::UnicodeWidthStr;

use super::Evaluated;
use super::diagram::write_diagram;
use super::ink::Ink;
use crate::evaluation::{
    BINS, Figure, Gain, Interval, Measured, Part, PartOf, Predictor, Report, Resampled,
};

pub(super) fn write_report(
    out: &mut impl Write,
    ink: Ink,
    evaluated: &Evaluated,
) -> io::Result<()> {
    let report = &evaluated.report;
    writeln!(
        out,
        "{} of {}, each predicted before it was seen.",
        counted(report.answers, "answer"),
        counted(report.histories, evaluated.whose),
    )?;
    for note in &evaluated.notes {
        writeln!(out, "{note}")?;
    }
    for part in &report.parts {
        write_part(out, ink, part)?;
    }
    if let Some(all) = report.parts.iter().find(|it| it.of == PartOf::All) {
        writeln!(out, "\n{}", ink.strong("How far to trust a prediction"))?;
        write_diagram(out, ink, &all.reliability)?;
    }
    writeln!(out)?;
    for line in legend(report) {
        writeln!(out, "{}", ink.faint(line))?;
    }
    Ok(())
}

fn write_part(out: &mut impl Write, ink: Ink, part: &Part) -> io::Result<()> {
    let heading = ink.strong(title(part.of));
    writeln!(out, "\n{heading}  {}", HumanCount(part.answers as u64))?;
    write_measured(out, ink, &part.measured)?;
    for gain in &part.gains {
        writeln!(out, "  {}", worded(gain))?;
    }
    Ok(())
}

/// One line for each predictor, with its intervals stepping back.
fn write_measured(out: &mut impl Write, ink: Ink, measured: &[Measured]) -> io::Result<()> {
    let rows = measured
        .iter()
        .map(|it| [it.log_loss, it.auc, it.rmse, it.ece].map(Cell::new));
    let rows: Vec<[Cell; 4]> = rows.collect();
    let widest = |width: fn(&Cell) -> usize| {
        let cells = rows.iter().flatten();
        cells.map(width).max().unwrap_or(0)
    };
    let value = widest(|it| it.value.width());
    let interval = widest(|it| it.interval.width());

    let titles = ["LOG LOSS", "AUC", "RMSE", "ECE"];
    let titles = titles.map(|title| format!("  {title:0$}", value + 1 + interval));
    let header = format!("{:NAMES$}{}", "", titles.concat());
    writeln!(out, "{}", ink.faint(header.trim_end()))?;
    for (it, cells) in measured.iter().zip(&rows) {
        write!(out, "{:NAMES$}", name(it.predictor))?;
        for cell in cells {
            let aside = ink.faint(format_args!("{:interval$}", cell.interval));
            write!(out, "  {:>value$} {aside}", cell.value)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A figure in letters.
struct Cell {
    value: String,
    interval: String,
}

impl Cell {
    fn new(figure: Figure) -> Self {
        let range = |it: Interval| format!("{}–{}", decimal(it.low), decimal(it.high));
        Self {
            value: figure.value.map_or_else(|| "–".to_owned(), decimal),
            interval: figure.interval.map(range).unwrap_or_default(),
        }
    }
}

fn worded(gain: &Gain) -> String {
    let other = name(gain.over);
    let Some(value) = gain.log_loss.value else {
        return format!("cannot be compared with {other}");
    };
    let amount = decimal(value.abs());
    match gain.log_loss.interval {
        Some(Interval { low, high }) if low > 0.0 => {
            let (low, high) = (decimal(low), decimal(high));
            format!("better than {other} by {amount} ({low} to {high})")
        }
        Some(Interval { low, high }) if high < 0.0 => {
            let (low, high) = (decimal(-high), decimal(-low));
            format!("worse than {other} by {amount} ({low} to {high})")
        }
        Some(Interval { low, high }) => {
            let (value, low, high) = (decimal(value), decimal(low), decimal(high));
            format!("not clearly better or worse than {other}: {value} ({low} to {high})")
        }
        None if value < 0.0 => format!("worse than {other} by {amount}"),
        None => format!("better than {other} by {amount}"),
    }
}

fn legend(report: &Report) -> Vec<String> {
    let mut lines = vec![
        "Log loss in nats, RMSE and ECE: the lower the better. AUC: .5 is chance, 1 is best."
            .to_owned(),
        format!("ECE over {BINS} bins. What is better or worse is so by log loss."),
    ];
    let over = match report.resampled {
        Resampled::Learners => "learner",
        Resampled::StudyDays => "study day",
    };
    lines.push(match report.resamples {
        0 => format!("No intervals: all is of one {over}."),
        times => format!(
            "Intervals hold 95 %, by drawing {} anew {} times.",
            counted(report.units, over),
            HumanCount(times as u64),
        ),
    });
    if report.parts.iter().any(|it| it.of == PartOf::MetAgain) {
        lines.push(
            "Belief alone: as if nothing faded. Memory alone: FSRS of the item. Product: of both."
                .to_owned(),
        );
    } else {
        lines
            .push("No item was met again after half a day or more, as far as is known.".to_owned());
    }
    lines
}

fn title(of: PartOf) -> &'static str {
    match of {
        PartOf::All => "All answers",
        PartOf::First => "The first 20 answers of each",
        PartOf::MetAgain => "Items met again after half a day or more",
        PartOf::MetLater => "Items met again after three days or more",
    }
}

/// Wide enough for every name.
const NAMES: usize = 12;

fn name(predictor: Predictor) -> &'static str {
    match predictor {
        Predictor::Model => "Gradus",
        Predictor::RunningMean => "running mean",
        Predictor::Elo => "Elo",
        Predictor::Bkt => "BKT",
        Predictor::BeliefAlone => "belief alone",
        Predictor::MemoryAlone => "memory alone",
        Predictor::Product => "product",
    }
}

/// Three decimals; a leading zero says nothing here.
fn decimal(number: f64) -> String {
    let text = format!("{number:.3}");
    match text.strip_prefix('-') {
        Some("0.000") => ".000".to_owned(),
        Some(digits) => format!("-{}", digits.strip_prefix('0').unwrap_or(digits)),
        None => text.strip_prefix('0').unwrap_or(&text).to_owned(),
    }
}

/// `1,234 answers`.
fn counted(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", HumanCount(n as u64))
}
