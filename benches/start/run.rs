//! One start in a terminal of its own.

use std::fs;
use std::io::Read;
use std::process::Command;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

pub struct Run {
    /// Until the screen was ready.
    pub took: Duration,
    /// The most memory it held; 0 where the system does not say.
    pub peak_kib: u64,
}

const SIZE: PtySize = PtySize {
    rows: 24,
    cols: 80,
    pixel_width: 0,
    pixel_height: 0,
};

#[expect(clippy::disallowed_methods, reason = "time is what is measured")]
pub fn run(command: &Command, ready: &str) -> Run {
    let terminal = native_pty_system().openpty(SIZE).expect("a terminal");
    let mut output = terminal.master.try_clone_reader().expect("a reader");
    let command = in_terminal(command);
    let mut screen = vt100::Parser::new(SIZE.rows, SIZE.cols, 0);
    let mut chunk = [0; 65_536];
    let begin = Instant::now();
    let mut child = terminal.slave.spawn_command(command).expect("a program");
    drop(terminal.slave);
    while !screen.screen().contents().contains(ready) {
        let n = output.read(&mut chunk).unwrap_or(0);
        assert!(n > 0, "it left:\n{}", screen.screen().contents());
        screen.process(&chunk[..n]);
    }
    let took = begin.elapsed();
    let peak_kib = child.process_id().map_or(0, peak_kib);
    child.kill().and_then(|()| child.wait()).expect("it leaves");
    Run { took, peak_kib }
}

fn in_terminal(command: &Command) -> CommandBuilder {
    let mut builder = CommandBuilder::new(command.get_program());
    builder.args(command.get_args());
    builder.env_clear();
    builder.env("TERM", "xterm-256color");
    for (name, value) in command.get_envs() {
        builder.env(name, value.unwrap_or_default());
    }
    builder
}

fn peak_kib(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|it| it.trim().trim_end_matches(" kB").parse().ok());
    kib.unwrap_or(0)
}
