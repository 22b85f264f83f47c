//! From the start of the process to the first question on the screen, beside a program that only
//! takes the terminal and draws a paragraph: `cargo bench --bench start`.
//!
//! The programs take turns, so that whatever else the machine does meets them all alike.

mod bare;
#[path = "../domain/history.rs"]
mod history;
mod home;
mod run;

use std::env;
use std::process::Command;
use std::time::Duration;

use home::Home;
use run::{Run, run};

const RUNS: usize = 30;

/// A program, and the text that stands on the screen once it can be used.
struct Program {
    name: &'static str,
    command: Command,
    ready: &'static str,
    runs: Vec<Run>,
}

impl Program {
    fn new(name: &'static str, command: Command, ready: &'static str) -> Self {
        let runs = Vec::with_capacity(RUNS);
        Self {
            name,
            command,
            ready,
            runs,
        }
    }

    /// The middle of what was measured.
    fn median<T: Ord + Copy>(&self, of: impl Fn(&Run) -> T) -> T {
        let mut all: Vec<T> = self.runs.iter().map(of).collect();
        all.sort_unstable();
        all[all.len() / 2]
    }

    fn least(&self) -> Duration {
        let times = self.runs.iter().map(|run| run.took);
        times.min().unwrap_or_default()
    }
}

fn main() {
    if env::args().any(|it| it == bare::ARGUMENT) {
        return bare::main().expect("a terminal");
    }
    // Without this argument it is only tried out, by `cargo test --benches`.
    let runs = if env::args().any(|it| it == "--bench") {
        RUNS
    } else {
        1
    };
    let (fresh, some, much) = (
        Home::fresh(),
        Home::with_answers(200),
        Home::with_answers(50_000),
    );
    let mut programs = [
        Program::new("a bare program", bare::command(), bare::READY),
        Program::new("gradus, first start", fresh.gradus(&[]), "Enter begin"),
        Program::new(
            "gradus study, 200 answers",
            some.gradus(&["study"]),
            "don't know",
        ),
        Program::new(
            "gradus study, 50,000 answers",
            much.gradus(&["study"]),
            "don't know",
        ),
    ];
    for n in 0..=runs {
        for program in &mut programs {
            fresh.forget();
            let run = run(&program.command, program.ready);
            // The first time around brings files into memory.
            if n > 0 {
                program.runs.push(run);
            }
        }
    }
    report(&programs);
}

fn report(programs: &[Program]) {
    let bare = programs[0].median(|run| run.took);
    println!(
        "{:30} {:>9} {:>9} {:>9} {:>7} {:>12}",
        "", "median", "least", "over", "times", "peak memory"
    );
    for program in programs {
        let median = program.median(|run| run.took);
        println!(
            "{:30} {:>6.1} ms {:>6.1} ms {:>6.1} ms {:>7.1} {:>8.1} MiB",
            program.name,
            ms(median),
            ms(program.least()),
            ms(median) - ms(bare),
            ms(median) / ms(bare),
            program.median(|run| run.peak_kib) as f64 / 1024.0,
        );
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
