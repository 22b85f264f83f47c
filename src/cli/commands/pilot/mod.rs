//! `gradus pilot`: two ways of studying, compared on oneself.

mod propose;
mod tell;

use std::io::{self, IsTerminal, Write};

use anyhow::{Context as _, ensure};

use crate::app::App;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::{one_line, write_json};
use crate::core::Comparison;
use crate::pilot::{MEDIUM, Model, PRIOR, Power, Proposal, State, Status, pairs_for};
use propose::{write_dealt, write_power, write_proposal, write_what_it_takes};
use tell::{write_estimate, write_status};

/// What so many pairs could show, whatever the deck.
pub(in crate::cli) fn pilot_imagined(
    pairs: u32,
    json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let power = Power::of(&Model::new(&PRIOR), pairs, 1.0);
    if json {
        write_json(out, &power)?;
    } else {
        write_power(out, &power)?;
        write_what_it_takes(out, &power, pairs_for_medium())?;
    }
    Ok(Exit::Fine)
}

pub(in crate::cli) fn pilot_proposed(
    context: &Context,
    deck: Option<&str>,
    (comparison, weeks): (Comparison, u8),
    json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let app = context.app(deck)?;
    let proposal = app.propose_pilot(comparison, weeks)?;
    if json {
        write_json(out, &proposal)?;
    } else {
        tell_proposal(out, &app, &proposal)?;
        writeln!(out, "\nNothing was begun.")?;
    }
    Ok(Exit::Fine)
}

pub(in crate::cli) fn pilot_start(
    context: &Context,
    deck: Option<&str>,
    (comparison, weeks): (Comparison, u8),
    yes: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let mut app = context.app(deck)?;
    let proposal = app.propose_pilot(comparison, weeks)?;
    tell_proposal(out, &app, &proposal)?;
    if !yes && !confirmed(out)? {
        writeln!(out, "Nothing was begun.")?;
        return Ok(Exit::Fine);
    }
    app.start_pilot(&proposal)?;
    let status = app
        .pilot()?
        .context("The pilot was begun, but is not there.")?;
    write_dealt(out, &status)?;
    Ok(Exit::Fine)
}

pub(in crate::cli) fn pilot_status(
    context: &Context,
    deck: Option<&str>,
    json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let app = context.app(deck)?;
    let status = app.pilot()?;
    match &status {
        _ if json => write_json(out, &status)?,
        Some(status) => write_status(out, &deck_title(&app), status)?,
        None => writeln!(
            out,
            "There was no pilot yet in {}.\n`gradus pilot start --help` says what can be compared.",
            deck_title(&app)
        )?,
    }
    Ok(Exit::Fine)
}

pub(in crate::cli) fn pilot_stop(
    context: &Context,
    deck: Option<&str>,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let mut app = context.app(deck)?;
    app.stop_pilot()?;
    if let Some(status) = app.pilot()? {
        writeln!(
            out,
            "Stopped after {} of {} weeks. Its skills are studied like all others now; what\n\
             was measured stays.\n",
            status.weeks_gone, status.weeks
        )?;
        write_estimate(out, &status)?;
    }
    writeln!(
        out,
        "\nStopping early is fine. What misleads is to look again and again and to stop when\n\
         it looks good: chance alone looks good now and then. `gradus pilot undo` lets it\n\
         go on."
    )?;
    Ok(Exit::Fine)
}

pub(in crate::cli) fn pilot_undo(
    context: &Context,
    deck: Option<&str>,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let mut app = context.app(deck)?;
    app.undo_pilot()?;
    match app.pilot()?.filter(|it| it.state == State::Running) {
        Some(Status { until, .. }) => {
            writeln!(out, "Taken back: the pilot goes on until {until}.")?;
        }
        None => writeln!(
            out,
            "Taken back: the pilot never began. Its skills are studied like all others, and\n\
             what you answered stays."
        )?,
    }
    Ok(Exit::Fine)
}

fn tell_proposal(out: &mut impl Write, app: &App, proposal: &Proposal) -> io::Result<()> {
    let deck = app.session().map(|session| session.deck.as_ref());
    write_proposal(out, deck, proposal)?;
    write_power(out, &proposal.power)?;
    write_what_it_takes(out, &proposal.power, pairs_for_medium())
}

/// With which a difference of [`MEDIUM`] would be found often.
fn pairs_for_medium() -> Option<u32> {
    pairs_for(&Model::new(&PRIOR), MEDIUM)
}

fn deck_title(app: &App) -> String {
    let title = app.session().map(|session| one_line(&session.deck.title));
    title.unwrap_or_default()
}

/// Asks on the terminal.
///
/// # Errors
/// When there is none to ask on.
fn confirmed(out: &mut impl Write) -> anyhow::Result<bool> {
    ensure!(
        io::stdin().is_terminal(),
        "Nothing was begun: this is not a terminal to ask on. `--yes` begins without asking, \
         `--dry-run` only says what could be shown."
    );
    write!(out, "\nBegin? [y/N] ")?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
