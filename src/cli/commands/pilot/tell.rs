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

/// In percent, never as if it were certain.
pub(super) fn percent(share: f64) -> String {
    match 100.0 * share {
        share if share < 0.5 => "under 1 %".to_owned(),
        share if share > 99.5 => "over 99 %".to_owned(),
        share => format!("{share:.0} %"),
    }
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

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::core::{Comparison, StudyDay};
    use crate::pilot::{Counts, Model, PRIOR, PairStatus, Power};

    type Outcomes = (Option<bool>, Option<bool>);

    const CAME: Option<bool> = Some(true);
    const NOT: Option<bool> = Some(false);

    fn since() -> StudyDay {
        StudyDay::parse("2026-11-24").unwrap()
    }

    fn skill(at: usize, way: Way, success: Option<bool>) -> SkillStatus {
        SkillStatus {
            skill: format!("skill-{at}").as_str().into(),
            title: Some(format!("Skill {at}")),
            way,
            chance: 0.4,
            begun: success.map(|_| since() + 2),
            minutes: 4.0 + at as f64 / 2.0,
            measured: success.map(|_| since() + 10),
            success,
        }
    }

    fn status(state: State, outcomes: &[Outcomes]) -> Status {
        let ways = Comparison::InterleavedOrBlocked.ways();
        let pairs = outcomes.iter().enumerate();
        let pairs: Vec<PairStatus> = pairs
            .map(|(at, (first, second))| PairStatus {
                first: skill(2 * at, ways[0], *first),
                second: skill(2 * at + 1, ways[1], *second),
            })
            .collect();
        let counts = Counts::of(outcomes.iter().copied());
        let model = Model::new(&PRIOR);
        let there = |n: usize| {
            let there = |it: &&Outcomes| usize::from(it.0.is_some()) + usize::from(it.1.is_some());
            outcomes.iter().filter(|it| there(it) == n).count()
        };
        Status {
            comparison: Comparison::InterleavedOrBlocked,
            ways,
            state,
            since: since(),
            until: since() + 55,
            weeks: 8,
            weeks_gone: 3,
            after_days: 7,
            complete: there(2),
            halves: there(1),
            missing: there(0),
            difference: model.difference(&counts),
            minutes: MinutesRatio::of(&[(9.0, 7.0), (5.0, 6.5)]),
            detectable: Power::of(&model, counts.complete(), 1.0).detectable(),
            pairs,
        }
    }

    fn told(status: &Status) -> String {
        let mut out = Vec::new();
        write_status(&mut out, "Birds", status).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn one_that_runs_says_what_is_there_and_claims_no_more() {
        let outcomes = [
            (CAME, NOT),
            (CAME, CAME),
            (NOT, None),
            (None, None),
            (None, None),
        ];
        let mut status = status(State::Running, &outcomes);
        status.pairs[3].first.begun = Some(since() + 20);
        status.pairs[4].second.title = None;
        assert_snapshot!(told(&status));
    }

    #[test]
    fn one_that_is_over_says_what_was_never_measured() {
        let mut outcomes = vec![(CAME, NOT); 10];
        outcomes.extend([(CAME, CAME), (None, NOT), (None, None)]);
        assert_snapshot!(told(&status(State::Over, &outcomes)));
    }

    #[test]
    fn many_pairs_without_a_difference_say_how_small_one_could_be_seen() {
        let outcomes = [(CAME, NOT), (NOT, CAME), (CAME, CAME), (NOT, NOT)].repeat(10);
        let status = status(State::Stopped, &outcomes);
        let told = told(&status);
        assert!(told.contains("Stopped by you on 2027-01-18"), "{told}");
        let seen = "with 40 complete pairs only differences above about 30 points";
        assert!(told.contains(seen), "{told}");
    }
}
