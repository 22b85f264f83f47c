//! The app itself, and the ways into it.

use std::io::{self, IsTerminal};

use anyhow::ensure;

use crate::app::{App, Trouble};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::core::ActivityKind;
use crate::session::{Input, Phase};
use crate::tui;

/// Opens where the learner left off.
pub(in crate::cli) fn open(context: &Context) -> anyhow::Result<Exit> {
    run(context, None, |_| Ok(()))
}

/// Opens today's session.
pub(in crate::cli) fn study(
    context: &Context,
    deck: Option<&str>,
    minutes: Option<u16>,
) -> anyhow::Result<Exit> {
    run(context, deck, |app| match phase(app) {
        Some(Phase::Home | Phase::Map | Phase::Ended(_)) => app.send(Input::Start { minutes }),
        // Something else comes first, or the session runs already.
        _ => Ok(()),
    })
}

/// Opens the baseline, from its beginning unless it is under way.
pub(in crate::cli) fn baseline(context: &Context, deck: Option<&str>) -> anyhow::Result<Exit> {
    run(context, deck, |app| match phase(app) {
        None | Some(Phase::Welcome | Phase::Rating) => Ok(()),
        Some(Phase::Doing(doing)) if doing.decision.activity == ActivityKind::Baseline => Ok(()),
        Some(_) => app.send(Input::RepeatBaseline),
    })
}

fn phase(app: &App) -> Option<&Phase> {
    app.session().map(|session| &session.phase)
}

fn run(
    context: &Context,
    deck: Option<&str>,
    begin: impl FnOnce(&mut App) -> Result<(), Trouble>,
) -> anyhow::Result<Exit> {
    ensure!(
        io::stdin().is_terminal() && io::stdout().is_terminal() && !context.is_dumb(),
        "This is not a terminal that can be drawn on, and the app needs one. \
         `gradus progress` prints where you stand; `gradus serve` speaks to programs."
    );
    let mut app = context.app(deck)?;
    begin(&mut app)?;
    tui::run(&mut app, context.look()?)?;
    Ok(Exit::Fine)
}
