use std::io::{self, Write};

use anyhow::Context as _;
use indicatif::ProgressBar;
use serde::Serialize;

use crate::cli::bars;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::{one_line, write_json, write_table};
use crate::coach::Watch;
use crate::core::StudyDay;
use crate::view::{Ahead, PlanLine, Today};

/// Other minutes and another date than those of the goal, to see what they would bring.
pub(in crate::cli) struct What {
    pub minutes: Option<u16>,
    pub by: Option<StudyDay>,
    pub json: bool,
}

#[derive(Serialize)]
struct Plan<'a> {
    deck: &'a str,
    day: StudyDay,
    steps: &'a [PlanLine],
    ahead: Option<&'a Ahead>,
}

pub(in crate::cli) fn plan(
    context: &Context,
    deck: Option<&str>,
    what: &What,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let app = context.app(deck)?;
    let today = app
        .today()
        .context("There is no deck to study. `gradus paths` says where decks go.")?;
    let mut bar = Bar(bars::looking_ahead());
    let ahead = app.ahead(what.minutes, what.by, &mut bar)?;
    bar.0.finish_and_clear();
    if what.json {
        let plan = Plan {
            deck: today.deck.as_str(),
            day: today.day,
            steps: &today.plan,
            ahead: ahead.as_ref(),
        };
        write_json(out, &plan)?;
    } else {
        write_text(out, &today, ahead.as_ref())?;
    }
    Ok(Exit::Fine)
}

struct Bar(ProgressBar);

impl Watch for Bar {
    fn goes_on(&mut self, share: f64) -> bool {
        bars::looked_ahead(&self.0, share);
        true
    }
}

fn write_text(out: &mut impl Write, today: &Today, ahead: Option<&Ahead>) -> io::Result<()> {
    writeln!(out, "{}\n", one_line(&today.deck_title))?;
    if let Some(nothing) = &today.nothing {
        writeln!(out, "{}", one_line(nothing))?;
    }
    let rows: Vec<[String; 3]> = today.plan.iter().map(row).collect();
    write_table(out, &rows)?;
    if let Some(ahead) = ahead {
        writeln!(out, "\n{}", one_line(&ahead.sentence))?;
    }
    Ok(())
}

fn row(line: &PlanLine) -> [String; 3] {
    let minutes = format!("{:>3.0} min", line.minutes);
    [minutes, line.verb.to_owned(), line.what.clone()]
}
