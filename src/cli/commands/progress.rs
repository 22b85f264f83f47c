use std::io::{self, Write};

use anyhow::Context as _;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::{one_line, write_json, write_table};
use crate::view::{Interval, Progress, SkillRow};

pub(in crate::cli) fn progress(
    context: &Context,
    deck: Option<&str>,
    json: bool,
    why: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let app = context.app(deck)?;
    let progress = app
        .progress()
        .context("There is no deck to study. `gradus paths` says where decks go.")?;
    if json {
        write_json(out, &progress)?;
    } else {
        write_text(out, &progress, why)?;
    }
    Ok(Exit::Fine)
}

fn write_text(out: &mut impl Write, progress: &Progress, why: bool) -> io::Result<()> {
    writeln!(out, "{}\n", one_line(&progress.deck_title))?;
    writeln!(
        out,
        "{} of what you want to be able to do, you can do now.\n",
        progress.reached().compact(),
    )?;
    if why {
        for skill in &progress.rows {
            write_skill(out, skill)?;
        }
    } else {
        let mut rows = vec![["", "SKILL", "CHANCE (80 %)", "LAST", "NEXT"].map(String::from)];
        rows.extend(progress.rows.iter().map(row));
        write_table(out, &rows)?;
    }
    if !progress.next.is_empty() {
        writeln!(out, "\nNext: {}.", one_line(&progress.next.join(", ")))?;
    }
    let reliability = &progress.reliability;
    let drift = reliability.drift.as_ref().map(|it| &it.sentence);
    let said = [&progress.thought.sentence, &reliability.sentence];
    for text in said.into_iter().chain(drift) {
        writeln!(out, "\n{}", one_line(text))?;
    }
    Ok(())
}

fn row(skill: &SkillRow) -> [String; 5] {
    [
        standing(skill),
        skill.title.clone(),
        Interval::from(&skill.estimate).compact(),
        skill.last_seen_words.clone().unwrap_or_default(),
        skill.due_words.clone(),
    ]
}

/// A skill with what its chance rests on.
fn write_skill(out: &mut impl Write, skill: &SkillRow) -> io::Result<()> {
    let due = one_line(&skill.due_words);
    writeln!(
        out,
        "{}: {}, {due}",
        one_line(&skill.title),
        standing(skill)
    )?;
    for text in std::iter::once(&skill.because).chain(&skill.detail) {
        writeln!(out, "  {}", one_line(text))?;
    }
    Ok(())
}

fn standing(skill: &SkillRow) -> String {
    format!("{} {}", skill.estimate.mark, skill.estimate.band)
}
