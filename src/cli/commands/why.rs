use std::io::{self, Write};

use anyhow::Context as _;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::{one_line, write_json, write_table};
use crate::view::{Decided, RuleTrace, WhyCandidate};

pub(in crate::cli) fn why(
    context: &Context,
    deck: Option<&str>,
    json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let app = context.app(deck)?;
    let decided = app
        .why_last()?
        .context("Nothing was proposed in this deck yet. `gradus study` begins.")?;
    if json {
        write_json(out, &decided)?;
    } else {
        write_text(out, &decided)?;
    }
    Ok(Exit::Fine)
}

fn write_text(out: &mut impl Write, decided: &Decided) -> io::Result<()> {
    let why = &decided.why;
    let state = if decided.open { "open" } else { "done" };
    writeln!(
        out,
        "{} ({}, {state})\n",
        one_line(&why.title),
        decided.when
    )?;
    for text in [&why.reason, &why.belief, &why.stage] {
        writeln!(out, "{}", one_line(text))?;
    }
    if !why.candidates.is_empty() {
        writeln!(
            out,
            "\nWhat could come next, by what a minute of it brings:"
        )?;
        let rows: Vec<_> = why.candidates.iter().map(row).collect();
        write_table(out, &rows)?;
    }
    for text in why.why_not.iter().chain(&why.what_if) {
        writeln!(out, "{}", one_line(text))?;
    }
    let (hold, do_not): (Vec<_>, Vec<_>) = why.trace.iter().partition(|it| it.holds);
    write_rules(out, "Rules that hold:", &hold)?;
    write_rules(out, "Rules that do not:", &do_not)
}

fn row(candidate: &WhyCandidate) -> [String; 4] {
    let terms = candidate.terms.iter();
    let terms: Vec<String> = terms
        .map(|it| format!("{} {:+.2}", it.name, it.value))
        .collect();
    [
        candidate.title.clone(),
        format!("{:.0} min", candidate.minutes.max(1.0)),
        format!("{:+.2} points", candidate.worth),
        terms.join(", "),
    ]
}

fn write_rules(out: &mut impl Write, heading: &str, rules: &[&RuleTrace]) -> io::Result<()> {
    if rules.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{heading}")?;
    for it in rules {
        let followed = if it.followed { " (followed)" } else { "" };
        let (rule, because) = (one_line(&it.rule), one_line(&it.because));
        writeln!(out, "  {rule}: {because}. Then {}{followed}", it.response)?;
    }
    Ok(())
}
