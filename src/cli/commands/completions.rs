use std::io::Write;

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::cli::arguments::Arguments;
use crate::cli::exit::Exit;

pub(in crate::cli) fn completions(shell: Shell, out: &mut impl Write) -> anyhow::Result<Exit> {
    // By way of memory: the generators panic where writing fails.
    let mut script = Vec::new();
    generate(shell, &mut Arguments::command(), "gradus", &mut script);
    out.write_all(&script)?;
    Ok(Exit::Fine)
}
