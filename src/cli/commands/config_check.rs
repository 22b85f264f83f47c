use std::io::Write;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::count;
use crate::config::Settings;
use crate::deck::Library;

pub(in crate::cli) fn config_check(
    context: &Context,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let paths = context.paths()?;
    // Nothing is said of the file yet: it is all said below.
    let (settings, _) = Settings::read(&paths);
    let mut folders = vec![paths.decks()];
    folders.extend(settings.deck_folders);
    let library = Library::load(&folders);
    let rules = library.decks().iter().flat_map(|deck| &deck.rules);
    let names: Vec<&str> = rules.map(|it| it.name.as_str()).collect();
    let warnings = Settings::check(&paths, &names);
    for warning in &warnings {
        writeln!(out, "{warning}")?;
    }
    let file = paths.settings();
    let file = file.display();
    if warnings.is_empty() {
        let rules = count(settings.rules.len(), "rule");
        writeln!(out, "Nothing amiss in {file}: {rules} of yours.")?;
        return Ok(Exit::Fine);
    }
    let amiss = count(warnings.len(), "thing");
    writeln!(out, "\n{amiss} in {file} without effect.")?;
    Ok(Exit::Findings)
}
