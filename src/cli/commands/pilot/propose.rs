//! A pilot before it begins: what is compared, how, and what that could show.

use std::io::{self, Write};

use super::tell::{heading, label, percent, points, way_title};
use crate::cli::text::{count, one_line, write_table};
use crate::core::{SkillId, Way};
use crate::deck::Deck;
use crate::pilot::{Known, LARGEST, MEDIUM, OUTCOME, Power, Proposal, RUNS, Status};

pub(super) fn write_proposal(
    out: &mut impl Write,
    deck: Option<&Deck>,
    proposal: &Proposal,
) -> io::Result<()> {
    let [first, second] = proposal.comparison.ways();
    let deck_title = deck.map_or("", |deck| &deck.title);
    writeln!(out, "{}\n", heading([first, second], deck_title))?;
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
        "\n{} in {}, each about alike in your chance, in level, in the number of\n\
         exercises and in what they build on. Chance says which is studied which way.",
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
        "\nFixed beforehand: it runs for {} weeks. What counts is the first answer, {} days\n\
         or more after a skill was begun, to another exercise than its first: right and\n\
         without help, or not. Told as well: the minutes that the skill took until then.",
        proposal.weeks, OUTCOME.after_days,
    )?;
    writeln!(out, "{}\n", time_for(proposal))
}

/// How many skills the weeks have time for.
fn time_for(proposal: &Proposal) -> String {
    let skills = 2 * proposal.pairs.len();
    let measured = (proposal.power.measured * skills as f64).round();
    let pace = format!("At about {:.0} new skills a week", proposal.skills_a_week);
    if measured as usize >= skills {
        format!("{pace} there is time for all of them.")
    } else {
        format!("{pace} there is time for about {measured} of the {skills}.")
    }
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
    rows.push([
        "  0 points".to_owned(),
        format!("{} (by mistake)", percent(power.false_alarms)),
    ]);
    rows.extend(
        power
            .found
            .iter()
            .map(|it| [format!("  {}", points(it.difference)), percent(it.share)]),
    );
    write_table(out, &rows)?;
    writeln!(
        out,
        "10 points: of 100 skills studied each way, 10 more come right. Found: the 95 %\n\
         interval leaves out 0.\n"
    )
}

/// In a sentence: what can be seen, and what it would take to see more.
pub(super) fn write_what_it_takes(
    out: &mut impl Write,
    power: &Power,
    for_medium: Option<u32>,
) -> io::Result<()> {
    let detectable = power.detectable();
    writeln!(out, "{}", can_be_seen(detectable))?;
    let medium_is_seen = detectable.is_some_and(|least| least <= MEDIUM);
    match for_medium.filter(|_| !medium_is_seen) {
        Some(pairs) => writeln!(
            out,
            "It takes about {pairs} complete pairs to find {} that often.",
            points(MEDIUM)
        ),
        None => Ok(()),
    }
}

/// Of the smallest difference that is found four times in five.
fn can_be_seen(detectable: Option<f64>) -> String {
    match detectable {
        Some(least) => format!(
            "So only differences above about {} would be found four times in five.",
            points(least)
        ),
        None => format!(
            "So even {} would be missed more than once in five: expect a first\n\
             impression, not an answer.",
            points(LARGEST)
        ),
    }
}

/// Which skill is studied which way, now that chance has spoken.
pub(super) fn write_dealt(out: &mut impl Write, status: &Status) -> io::Result<()> {
    writeln!(out, "\nBegun. It runs until {}.", status.until)?;
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
        "Study as always. `w` on a step names its way; `gradus pilot status` says more."
    )
}
