use std::io::Write;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::write_table;

pub(in crate::cli) fn paths(context: &Context, out: &mut impl Write) -> anyhow::Result<Exit> {
    let paths = context.paths()?;
    let mut places = vec![
        ("evidence", paths.database()),
        ("backups", paths.backups()),
        ("settings", paths.settings()),
        ("decks", paths.decks()),
    ];
    let named = &context.settings()?.deck_folders;
    places.extend(named.iter().map(|folder| ("decks", folder.clone())));

    let rows: Vec<_> = places
        .iter()
        .map(|(what, path)| {
            let state = if path.exists() {
                "exists"
            } else {
                "not there yet"
            };
            [what.to_string(), path.display().to_string(), state.into()]
        })
        .collect();
    write_table(out, &rows)?;
    Ok(Exit::Fine)
}
