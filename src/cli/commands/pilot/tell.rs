//! A pilot under way or over: where it stands and what it shows.

use std::io::{self, Write};

use crate::cli::text::{count, one_line, write_table};
use crate::core::Way;
use crate::pilot::{CLEARLY, LARGEST, MinutesRatio, SkillStatus, State, Status};

pub(super) fn write_status(
    out: &mut impl Write,
    deck_title: &str,
    status: &Status,
) -> io::Result<()> {
    writeln!(out, "{}", heading(status.ways, deck_title))?;
    writeln!(out, "{}\n", standing(status))?;
    let mut rows = vec![status.ways.map(|way| format!("  {}", way_title(way)))];
    rows.extend(status.pairs.iter().map(|pair| {
        [&pair.first, &pair.second].map(|it| format!("  {}: {}", label(it), state_of(status, it)))
    }));
    write_table(out, &rows)?;
    let missing = match status.state {
        State::Running => "not yet there",
        State::Over | State::Stopped => "never measured",
    };
    writeln!(
        out,
        "{}: {} complete, {} with one answer of two, {} {missing}.\n\
         What is not there changes nothing.\n",
        count(status.pairs.len(), "pair"),
        status.complete,
        status.halves,
        status.missing,
    )?;
    write_estimate(out, status)
}

fn standing(status: &Status) -> String {
    let (since, until) = (status.since, status.until);
    let gone = format!("{} of {} weeks gone", status.weeks_gone, status.weeks);
    match status.state {
        State::Running => format!("{gone}: begun {since}, runs until {until}."),
        State::Over => format!("Over: it ran from {since} to {until}."),
        State::Stopped => format!("Stopped by you on {until}, begun {since}: {gone}."),
    }
}

/// What came of a skill, in few words.
fn state_of(status: &Status, it: &SkillStatus) -> String {
    let runs = status.state == State::Running;
    match (it.success, it.begun) {
        (Some(true), _) => format!("right alone, {:.0} min", it.minutes),
        (Some(false), _) => format!("not alone yet, {:.0} min", it.minutes),
        (None, _) if it.title.is_none() => "no longer in the deck".to_owned(),
        (None, Some(begun)) if runs => {
            format!("counts from {}", begun + i32::from(status.after_days))
        }
        (None, None) if runs => "not begun".to_owned(),
        (None, _) => "not measured".to_owned(),
    }
}

/// What the outcomes say, and how little or much that is.
pub(super) fn write_estimate(out: &mut impl Write, status: &Status) -> io::Result<()> {
    let measured = 2 * status.complete + status.halves;
    if measured == 0 {
        return writeln!(
            out,
            "Nothing is measured yet: the answers that count come {} days or more after a\n\
             skill was begun.",
            status.after_days
        );
    }
    let it = &status.difference;
    let [first, second] = status.ways.map(Way::word);
    writeln!(
        out,
        "{} less {second}: {:+.0} points (95 %: {:+.0} to {:+.0}).",
        capital(first),
        100.0 * it.mean,
        100.0 * it.low,
        100.0 * it.high
    )?;
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    let clearly = points(CLEARLY);
    let rows = [
        [format!("  {first} is better"), percent(it.first_better)],
        [
            format!("  {first} is better by more than {clearly}"),
            percent(it.first_clearly),
        ],
        [
            format!("  {second} is better"),
            percent(1.0 - it.first_better),
        ],
        [
            format!("  {second} is better by more than {clearly}"),
            percent(it.second_clearly),
        ],
    ];
    writeln!(out, "Probability that")?;
    write_table(out, &rows)?;
    if let Some(minutes) = &status.minutes {
        writeln!(out, "{}", told_minutes(minutes, first, second))?;
    }
    writeln!(out, "\n{}", verdict(status, first, second))
}

fn told_minutes(it: &MinutesRatio, first: &str, second: &str) -> String {
    format!(
        "Minutes a skill until then: {:.1} {first}, {:.1} {second}; {:.2} times as many\n\
         (95 %: {:.2} to {:.2}).",
        it.first, it.second, it.ratio, it.low, it.high
    )
}

/// No more than the interval and the number of pairs allow.
fn verdict(status: &Status, first: &str, second: &str) -> String {
    let it = &status.difference;
    let pairs = count(status.complete, "complete pair");
    if it.low > 0.0 || it.high < 0.0 {
        let better = if it.low > 0.0 { first } else { second };
        return format!(
            "The interval leaves out 0: for you, in this deck, {better} seems to serve better.\n\
             With {pairs} the true difference may well be smaller than it looks."
        );
    }
    let seen = match status.detectable {
        Some(least) => format!(
            "with {pairs} only differences above about {} would be found four times in five",
            points(least)
        ),
        None => format!(
            "with {pairs} even {} would be missed more than once in five",
            points(LARGEST)
        ),
    };
    format!(
        "No difference is shown: the interval holds 0. That does not mean there is none:\n{seen}."
    )
}

/// What is compared, where.
pub(super) fn heading([first, second]: [Way; 2], deck_title: &str) -> String {
    let deck_title = one_line(deck_title);
    format!(
        "{} or {}, in {deck_title}",
        capital(first.word()),
        second.word()
    )
}

/// `30 points`, of a hundred.
pub(super) fn points(difference: f64) -> String {
    format!("{:.0} points", 100.0 * difference)
}

pub(super) fn way_title(way: Way) -> String {
    way.word().to_uppercase()
}

pub(super) fn label(it: &SkillStatus) -> String {
    it.title.clone().unwrap_or_else(|| it.skill.to_string())
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
