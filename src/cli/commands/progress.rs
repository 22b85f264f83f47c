use std::io::{self, Write};

use anyhow::Context as _;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::{one_line, write_json, write_table};
use crate::view::{Progress, SkillRow};

pub(in crate::cli) fn progress(
    context: &Context,
    deck: Option<&str>,
    json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let app = context.app(deck)?;
    let progress = app
        .progress()
        .context("There is no deck to study. `gradus paths` says where decks go.")?;
    if json {
        write_json(out, &progress)?;
    } else {
        write_text(out, &progress)?;
    }
    Ok(Exit::Fine)
}

fn write_text(out: &mut impl Write, progress: &Progress) -> io::Result<()> {
    writeln!(out, "{}\n", one_line(&progress.deck_title))?;
    writeln!(
        out,
        "{} of what you want to be able to do, you can do now (between {}).\n",
        percent(progress.share),
        range(progress.low, progress.high),
    )?;
    let mut rows = vec![["", "SKILL", "CHANCE", "BETWEEN", "LAST", "NEXT"].map(String::from)];
    rows.extend(progress.rows.iter().map(row));
    write_table(out, &rows)?;
    if !progress.next.is_empty() {
        writeln!(out, "\nNext: {}.", one_line(&progress.next.join(", ")))?;
    }
    writeln!(out, "\n{}", one_line(&progress.reliability.sentence))
}

fn row(skill: &SkillRow) -> [String; 6] {
    let estimate = &skill.estimate;
    [
        format!("{} {}", estimate.mark, estimate.band),
        skill.title.clone(),
        percent(estimate.chance),
        range(estimate.low, estimate.high),
        skill.last_seen_words.clone().unwrap_or_default(),
        skill.due_words.clone(),
    ]
}

/// An 80 % interval.
fn range(low: f64, high: f64) -> String {
    format!("{:.0} and {}", low * 100.0, percent(high))
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}
