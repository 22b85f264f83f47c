use std::io::{self, Write};

use crate::app::Clock;
use crate::cli::arguments::ClockChoice;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::core::Now;
use crate::serve::Server;

pub(in crate::cli) fn serve(
    context: &Context,
    clock: ClockChoice,
    seed: Option<u64>,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let client_clock = clock == ClockChoice::Client;
    let clock = if client_clock {
        // Until the first request says better.
        Clock::Client(Now::EPOCH)
    } else {
        Clock::System
    };
    let app = context.app_with(clock, seed)?;
    Server::new(app, client_clock).run(io::stdin().lock(), out)?;
    Ok(Exit::Fine)
}
