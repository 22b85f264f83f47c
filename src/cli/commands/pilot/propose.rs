//! A pilot before it begins: what is compared, how, and what that could show.

use std::io::{self, Write};

use super::tell::{label, points, way_title};
use crate::cli::text::{count, one_line, write_table};
use crate::core::{SkillId, Way};
use crate::deck::Deck;
use crate::pilot::{Known, MEDIUM, OUTCOME, Power, Proposal, RUNS, Status};

pub(super) fn write_proposal(
    out: &mut impl Write,
    deck: Option<&Deck>,
    proposal: &Proposal,
) -> io::Result<()> {
    let deck_title = deck.map(|deck| one_line(&deck.title)).unwrap_or_default();
    let [first, second] = proposal.comparison.ways();
    writeln!(
        out,
        "Which serves you better in {deck_title}: {} or {}?\n",
        first.word(),
        second.word()
    )?;
    let ways = [first, second].map(|way| [format!("  {}", way.word()), meaning(way).to_owned()]);
    write_table(out, &ways)?;

    let title = |id: &SkillId| {
        let skill = deck.and_then(|deck| deck.skill(id));
        skill.map_or_else(|| id.to_string(), |skill| skill.title.clone())
    };
    let skill = |it: &Known| format!("  {} ({:.0} %)", title(&it.skill), 100.0 * it.chance);
    let pairs = proposal.pairs.iter();
    let pairs: Vec<[String; 2]> = pairs
        .map(|[one, other]| [skill(one), skill(other)])
        .collect();
    writeln!(
        out,
        "\n{} in {}, each of two that are about alike in your chance, in level, in exercises and in\n\
         what lies below. Chance says which of a pair is studied which way:",
        count(2 * pairs.len(), "skill"),
        count(pairs.len(), "pair"),
    )?;
    write_table(out, &pairs)?;
    if !proposal.left_over.is_empty() {
        let left_over: Vec<String> = proposal.left_over.iter().map(title).collect();
        let left_over = one_line(&left_over.join(", "));
        writeln!(
            out,
            "Without a partner, and so studied as always: {left_over}."
        )?;
    }
    writeln!(
        out,
        "\nFixed beforehand: it runs for {} weeks. What counts is the first answer to an exercise not\n\
         met since, {} days or more after a skill was begun: right and without help, or not. Told as well:\n\
         the minutes that the skill took until then.\n",
        proposal.weeks, OUTCOME.after_days,
    )?;
    writeln!(
        out,
        "At about {:.0} new skills a week, {:.0} % of them will be measured in time.",
        proposal.skills_a_week,
        100.0 * proposal.power.measured
    )
}

fn meaning(way: Way) -> &'static str {
    match way {
        Way::Interleaved => "exercises of other skills come between those of a new one",
        Way::Blocked => "practice stays with a new skill until it rests for the day",
        Way::Examples => "a worked example before the first exercises, and again after misses",
        Way::Hints => "after the lesson the bare exercise at once, with hints at hand",
    }
}

pub(super) fn write_power(out: &mut impl Write, power: &Power) -> io::Result<()> {
    writeln!(
        out,
        "What {} could show, out of {RUNS} simulated for each true difference:",
        count(power.pairs as usize, "pair")
    )?;
    let mut rows = vec![["  IF THE WAYS DIFFER BY", "IT IS FOUND IN"].map(String::from)];
    let share = |share: f64| format!("{:.0} %", 100.0 * share);
    rows.push([
        "  0 points".to_owned(),
        format!("{} (by mistake)", share(power.false_alarms)),
    ]);
    rows.extend(
        power
            .found
            .iter()
            .map(|it| [format!("  {}", points(it.difference)), share(it.share)]),
    );
    write_table(out, &rows)?;
    writeln!(
        out,
        "10 points: of 100 skills studied each way, 10 more come right. Found: the 95 % interval\n\
         leaves out 0."
    )
}

/// In a sentence: what can be seen, and what it would take to see more.
pub(super) fn write_what_it_takes(
    out: &mut impl Write,
    power: &Power,
    for_medium: Option<u32>,
) -> io::Result<()> {
    let can = can_be_seen(power.detectable());
    let takes = for_medium.map_or(String::new(), |pairs| {
        format!(
            " It takes about {} to see {} so often.",
            count(pairs as usize, "pair"),
            points(MEDIUM)
        )
    });
    writeln!(out, "{can}{takes}")
}

/// Of the smallest difference that is found four times in five.
fn can_be_seen(detectable: Option<f64>) -> String {
    match detectable {
        Some(least) => format!(
            "So only differences of about {} or more could be seen four times in five.",
            points(least)
        ),
        None => "So even a very large difference would be missed more than once in five: expect a \
                 hint, not an answer."
            .to_owned(),
    }
}

/// Which skill is studied which way, now that chance has spoken.
pub(super) fn write_dealt(out: &mut impl Write, status: &Status) -> io::Result<()> {
    writeln!(out, "\nBegun: it runs until {}.", status.until)?;
    let mut rows = vec![status.ways.map(|way| format!("  {}", way_title(way)))];
    rows.extend(
        status
            .pairs
            .iter()
            .map(|pair| [&pair.first, &pair.second].map(|it| format!("  {}", label(it)))),
    );
    write_table(out, &rows)?;
    writeln!(
        out,
        "Study as always. \"Why this\" names the way; `gradus pilot status` says how far it is."
    )
}
