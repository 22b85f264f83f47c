use std::io::{self, Write};

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::{count, one_line, write_json, write_table};
use crate::view::{Memory, RetentionChoice};

pub(in crate::cli) fn memory(
    context: &Context,
    json: bool,
    retention: Option<u8>,
    undo_fit: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let mut app = context.app(None)?;
    if undo_fit {
        app.undo_fit()?;
    }
    if let Some(percent) = retention {
        app.set_retention(f64::from(percent) / 100.0)?;
    }
    let memory = app.memory()?;
    if json {
        write_json(out, &memory)?;
    } else {
        write_text(out, &memory)?;
    }
    Ok(Exit::Fine)
}

fn write_text(out: &mut impl Write, memory: &Memory) -> io::Result<()> {
    writeln!(out, "{}", memory.sentence())?;
    if memory.units() > 0 {
        writeln!(out, "\nWhat comes back when:")?;
        let due = memory.due.iter();
        let due = due.map(|it| [it.day.to_string(), it.units.to_string()]);
        write_table(out, &due.collect::<Vec<_>>())?;
        writeln!(
            out,
            "\nWhat keeping more or less would take, on what you remember now and at your pace:"
        )?;
        let heading = ["COMES AT", "NEXT 30 DAYS", "NEXT 60 DAYS", "THEN KNOWN", ""];
        let mut rows = vec![heading.map(String::from)];
        rows.extend(memory.choices.iter().map(|it| row(memory, it)));
        write_table(out, &rows)?;
    }
    if !memory.leeches.is_empty() {
        writeln!(out, "\nWhat keeps slipping, and is explained anew first:")?;
        let leeches = memory.leeches.iter().map(|it| {
            let lapses = format!("lost {}", count(usize::from(it.lapses), "time"));
            [one_line(&it.title), lapses, one_line(&it.deck_title)]
        });
        write_table(out, &leeches.collect::<Vec<_>>())?;
    }
    writeln!(out, "\nHow you forget:")?;
    for weights in &memory.weights {
        writeln!(out, "{}: {}.", weights.what, weights.whence)?;
        let values: Vec<String> = weights.values.iter().map(f32::to_string).collect();
        writeln!(out, "  {}", values.join(" "))?;
    }
    writeln!(out, "\nYour pace: {}.", memory.pace.whence)?;
    if !memory.pace.own.is_empty() {
        let mut rows = vec![["", "YOURS", "OF EVERYONE"].map(String::from)];
        rows.extend(memory.pace.own.iter().map(|it| {
            let numbers = [it.value, it.of_everyone].map(|it| format!("{it:.3}"));
            let [own, of_everyone] = numbers;
            [format!("{} ({})", it.words, it.name), own, of_everyone]
        }));
        write_table(out, &rows)?;
    }
    Ok(())
}

fn row(memory: &Memory, choice: &RetentionChoice) -> [String; 5] {
    let a_day = |minutes: f64| format!("{minutes:.1} min a day");
    [
        format!("{:.0} %", choice.retention * 100.0),
        a_day(choice.month),
        a_day(choice.two_months),
        format!("{:.0} of {}", choice.known, memory.units()),
        if choice.is_now { "now" } else { "" }.to_owned(),
    ]
}
