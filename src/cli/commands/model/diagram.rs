//! The reliability diagram: how often answers came right that were predicted at so much.

use std::io::{self, Write};

use indicatif::HumanCount;

use super::ink::Ink;
use crate::evaluation::Bin;

/// From 0 to 100 %.
const WIDTH: usize = 41;
const SCALE: &str = "0 %       25        50        75    100 %";

pub(super) fn write_diagram(out: &mut impl Write, ink: Ink, bins: &[Bin]) -> io::Result<()> {
    writeln!(
        out,
        "{}",
        ink.faint(format_args!("PREDICTED   RIGHT    ANSWERS   {SCALE}"))
    )?;
    for bin in bins {
        writeln!(
            out,
            "{:>9}  {:>6}  {:>9}   {}",
            percent(bin.predicted),
            percent(bin.right),
            HumanCount(bin.answers as u64).to_string(),
            track(bin),
        )?;
    }
    writeln!(
        out,
        "{:31}{}",
        "",
        ink.faint("○ predicted   ● right   ◉ both")
    )
}

/// One bin on the scale: the farther the two signs lie apart, the worse it is calibrated.
fn track(bin: &Bin) -> String {
    let [predicted, right] = [bin.predicted, bin.right].map(column);
    let between = predicted.min(right)..predicted.max(right);
    let sign = |at| match at {
        _ if at == predicted && at == right => '◉',
        _ if at == predicted => '○',
        _ if at == right => '●',
        _ if between.contains(&at) => '─',
        _ => ' ',
    };
    let track: String = (0..WIDTH).map(sign).collect();
    track.trim_end().to_owned()
}

fn column(share: f64) -> usize {
    (share.clamp(0.0, 1.0) * (WIDTH - 1) as f64).round() as usize
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn track_of(predicted: f64, right: f64) -> String {
        track(&Bin {
            predicted,
            right,
            ..Bin::default()
        })
    }

    #[test]
    fn the_farther_off_the_longer_the_line() {
        assert_eq!(track_of(0.0, 0.1), "○───●");
        assert_eq!(track_of(0.1, 0.0), "●───○");
        assert_eq!(track_of(0.051, 0.049), "  ◉");
        assert_eq!(track_of(0.0, 1.0).chars().count(), WIDTH);
    }

    #[test]
    fn the_scale_stands_above_what_it_measures() {
        let ends = [("0 %", 0.0), ("25", 0.25), ("50", 0.5), ("75", 0.75)];
        for (mark, share) in ends {
            let digits = SCALE.find(mark).unwrap();
            assert!(digits.abs_diff(column(share)) <= 1, "{mark}");
        }
        assert_eq!(SCALE.len(), WIDTH);
    }
}
