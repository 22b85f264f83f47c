//! The report as people read it, in 80 columns.

use std::io::{self, Write};

use indicatif::HumanCount;
use unicode_width::UnicodeWidthStr;

use super::Evaluated;
use super::diagram::write_diagram;
use super::ink::Ink;
use crate::cli::text::count;
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
        count(report.answers, "answer"),
        count(report.histories, evaluated.whose),
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
    let titles = titles.map(|title| format!("  {title:0$}", value + interval));
    let header = format!("{:NAMES$}{}", "", titles.concat());
    writeln!(out, "{}", ink.faint(header.trim_end()))?;
    for (it, cells) in measured.iter().zip(&rows) {
        write!(out, "{:NAMES$}", name(it.predictor))?;
        for cell in cells {
            let aside = ink.faint(format_args!("{:interval$}", cell.interval));
            write!(out, "  {:>value$}{aside}", cell.value)?;
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
        let range = |it: Interval| format!(" {}–{}", decimal(it.low), decimal(it.high));
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
    let is_worse = value < 0.0;
    let word = if is_worse { "worse" } else { "better" };
    let claim = format!("{word} than {other} by {}", decimal(value.abs()));
    let Some(Interval { low, high }) = gain.log_loss.interval else {
        return claim;
    };
    let (low, high) = if is_worse { (-high, -low) } else { (low, high) };
    let clearly = if low > 0.0 { "" } else { ", but not clearly" };
    format!("{claim}{clearly} ({} to {})", decimal(low), decimal(high))
}

fn legend(report: &Report) -> Vec<String> {
    let over = match report.resampled {
        Resampled::Learners => "learner",
        Resampled::GroupsOfLearners => "learner group",
        Resampled::StudyDays => "study day",
    };
    let intervals = match report.resamples {
        0 => format!("No intervals: all is of one {over}."),
        times => format!(
            "Intervals hold 95 %, by drawing {} anew {} times.",
            count(report.units, over),
            HumanCount(times as u64),
        ),
    };
    let has_met_again = report.parts.iter().any(|it| it.of == PartOf::MetAgain);
    let met_again = if has_met_again {
        "Belief alone: as if nothing faded. Memory alone: FSRS of the item.\n\
         Product: the two multiplied."
    } else {
        "As far as is known, no item was met again after half a day or more."
    };
    vec![
        "The lower the better, except AUC: .5 is chance, 1 is best.".to_owned(),
        format!("Log loss is in nats and says what is better or worse; ECE is over {BINS} bins."),
        intervals,
        met_again.to_owned(),
    ]
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

#[cfg(test)]
mod tests {
    use super::*;

    fn gain(value: f64, interval: Option<(f64, f64)>) -> String {
        worded(&Gain {
            over: Predictor::Elo,
            log_loss: Figure {
                value: Some(value),
                interval: interval.map(|(low, high)| Interval { low, high }),
            },
        })
    }

    #[test]
    fn a_gain_is_clear_where_its_interval_is_on_one_side() {
        assert_eq!(
            gain(0.08, Some((0.07, 0.09))),
            "better than Elo by .080 (.070 to .090)"
        );
        assert_eq!(
            gain(-0.08, Some((-0.09, -0.07))),
            "worse than Elo by .080 (.070 to .090)"
        );
        assert_eq!(
            gain(0.01, Some((-0.02, 0.04))),
            "better than Elo by .010, but not clearly (-.020 to .040)"
        );
        assert_eq!(
            gain(-0.01, Some((-0.04, 0.02))),
            "worse than Elo by .010, but not clearly (-.020 to .040)"
        );
        assert_eq!(gain(-1.25, None), "worse than Elo by 1.250");
    }

    #[test]
    fn a_leading_zero_is_left_out() {
        let written = [0.5, -0.5, 0.0, -0.0001, 1.25, -2.0, 0.9996].map(decimal);
        assert_eq!(
            written,
            [".500", "-.500", ".000", ".000", "1.250", "-2.000", "1.000"]
        );
    }

    #[test]
    fn names_fit_their_column() {
        let widest = Predictor::MET_AGAIN
            .iter()
            .map(|it| name(*it).width())
            .max();
        assert_eq!(widest, Some(NAMES));
    }
}
