//! Waiting costs nothing.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::*;

/// What a process has cost so far.
#[derive(Debug, PartialEq, Eq)]
struct Effort {
    /// Clock ticks of the processor, in the program and in the kernel for it.
    ticks: u64,
    /// How often its threads have gone to sleep: each time one of them had woken.
    slept: u64,
}

impl Effort {
    fn of(terminal: &Terminal) -> Self {
        let stat = terminal.stat();
        let ticks = |at: usize| stat[at].parse::<u64>().expect("clock ticks");
        let slept = threads(terminal).into_iter().filter_map(|status| {
            let slept = field(&status, "voluntary_ctxt_switches:")?;
            slept.parse::<u64>().ok()
        });
        Self {
            ticks: ticks(11) + ticks(12),
            slept: slept.sum(),
        }
    }
}

fn all_sleep(terminal: &Terminal) -> bool {
    let sleeps = |status: &String| field(status, "State:").is_some_and(|it| it.starts_with('S'));
    threads(terminal).iter().all(sleeps)
}

/// What the kernel tells of each thread.
fn threads(terminal: &Terminal) -> Vec<String> {
    let threads = fs::read_dir(format!("/proc/{}/task", terminal.pid())).expect("a process");
    let status = |thread: fs::DirEntry| fs::read_to_string(thread.path().join("status")).ok();
    threads.flatten().filter_map(status).collect()
}

fn field<'a>(status: &'a str, name: &str) -> Option<&'a str> {
    let mut fields = status.lines().filter_map(|line| line.strip_prefix(name));
    fields.next().map(str::trim)
}

#[test]
fn whoever_waits_costs_nothing() {
    let home = Home::new();
    let mut terminal = home.at_a_typed_exercise(USUAL);
    terminal.press("owl").shows("› owl");
    let backups = home.path().join("backups");
    terminal.until("what the start began to end", |it| {
        is_done(&backups) && all_sleep(it)
    });
    let before = Effort::of(&terminal);
    thread::sleep(Duration::from_millis(500));
    assert_eq!(Effort::of(&terminal), before);
}

fn is_done(backups: &Path) -> bool {
    let mut files = fs::read_dir(backups).into_iter().flatten().flatten();
    files.any(|file| file.path().extension().is_some_and(|it| it == "db"))
}
