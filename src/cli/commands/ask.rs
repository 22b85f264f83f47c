use std::io::Write;

use crate::cli::context::Context;
use crate::cli::exit::Exit;

/// Plain text, so that it can be sent to someone as it is.
pub(in crate::cli) fn ask(
    context: &Context,
    deck: Option<&str>,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let questions = context.app(deck)?.questions();
    if questions.is_empty() {
        writeln!(
            out,
            "There is nothing to take to a person: no two repairs of one thing have failed lately."
        )?;
    }
    for (n, question) in questions.iter().enumerate() {
        if n > 0 {
            writeln!(out, "\n---\n")?;
        }
        writeln!(out, "{}", question.text)?;
    }
    Ok(Exit::Fine)
}
