//! The command line: arguments in, text and an exit code out.

mod arguments;
mod bars;
mod commands;
mod context;
mod exit;
mod text;

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use arguments::{
    Arguments, Command, ConfigCommand, DeckCommand, ExportCommand, ModelCommand, PilotCommand,
};
use context::Context;
use exit::Exit;

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(exit) => exit.into(),
        // Who reads our output may stop whenever they have seen enough.
        Err(error) if is_broken_pipe(&error) => Exit::Fine.into(),
        Err(error) => {
            say(format_args!("error: {error:#}"));
            Exit::Impossible.into()
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<Exit> {
    let context = Context::new(arguments.everywhere);
    let Some(command) = arguments.command else {
        return commands::open(&context);
    };
    let out = &mut io::stdout();
    match command {
        Command::Study { deck, minutes } => commands::study(&context, deck.id(), minutes),
        Command::Baseline { deck } => commands::baseline(&context, deck.id()),
        Command::Progress { deck, json, why } => {
            commands::progress(&context, deck.id(), json, why, out)
        }
        Command::Plan {
            deck,
            minutes,
            by,
            json,
        } => {
            let what = commands::What { minutes, by, json };
            commands::plan(&context, deck.id(), &what, out)
        }
        Command::Why { deck, json } => commands::why(&context, deck.id(), json, out),
        Command::Config(ConfigCommand::Check) => commands::config_check(&context, out),
        Command::Week { deck, json } => commands::week(&context, deck.id(), json, out),
        Command::Due { short, json } => commands::due(&context, short, json, out),
        Command::Ask(it) => commands::ask(&context, it.deck.id(), out),
        Command::Helps(it) => commands::helps(&context, it.deck.id(), it.json, out),
        Command::Memory {
            json,
            retention,
            undo_fit,
        } => commands::memory(&context, json, retention, undo_fit, out),
        Command::Deck(DeckCommand::Check {
            paths,
            responses,
            format,
        }) => commands::deck_check(&context, &paths, &responses, format, out),
        Command::Deck(DeckCommand::List { json }) => commands::deck_list(&context, json, out),
        Command::Deck(DeckCommand::Calibrate {
            deck,
            responses,
            dry_run,
        }) => commands::deck_calibrate(&context, &deck, &responses, dry_run, out),
        Command::Export(ExportCommand::Responses {
            anonymous,
            deck,
            output,
            force,
        }) => {
            let to = output.as_deref();
            commands::export_responses(&context, anonymous, deck.as_deref(), to, force, out)
        }
        Command::Model(ModelCommand::Evaluate {
            responses,
            params,
            known,
            json,
        }) => {
            let (responses, params) = (responses.as_deref(), params.as_deref());
            commands::model_evaluate(&context, responses, params, known.choice(), json, out)
        }
        Command::Model(ModelCommand::Fit { responses, out: to }) => {
            commands::model_fit(&responses, to.as_deref(), out)
        }
        Command::Pilot(command) => pilot(&context, command, out),
        Command::Backup { file } => commands::backup(&context, file, out),
        Command::Doctor {
            restore: Some(backup),
            ..
        } => commands::restore(&context, backup, out),
        Command::Doctor { rebuild, .. } => commands::doctor(&context, rebuild, out),
        Command::Paths => commands::paths(&context, out),
        Command::Serve { clock, seed } => commands::serve(&context, clock, seed, out),
        Command::Simulate(asked) => commands::simulate(&asked, out),
        Command::Completions { shell } => commands::completions(shell, out),
    }
}

fn pilot(context: &Context, command: PilotCommand, out: &mut impl Write) -> anyhow::Result<Exit> {
    match command {
        PilotCommand::Start {
            comparison,
            deck,
            weeks,
            yes,
            dry_run,
            pairs,
            json,
        } => {
            let what = (comparison, weeks);
            match (dry_run, pairs) {
                (true, Some(pairs)) => commands::pilot_imagined(pairs, json, out),
                (true, None) => commands::pilot_proposed(context, deck.id(), what, json, out),
                (false, _) => commands::pilot_start(context, deck.id(), what, yes, out),
            }
        }
        PilotCommand::Status { deck, json } => {
            commands::pilot_status(context, deck.id(), json, out)
        }
        PilotCommand::Stop { deck } => commands::pilot_stop(context, deck.id(), out),
        PilotCommand::Undo { deck } => commands::pilot_undo(context, deck.id(), out),
    }
}

/// Says something on standard error; where that cannot be written to, there is nobody to tell.
fn say(what: fmt::Arguments) {
    let _ = writeln!(io::stderr(), "{what}");
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|it| {
        it.downcast_ref::<io::Error>()
            .is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
    })
}
