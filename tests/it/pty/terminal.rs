//! A program in a terminal of its own: used by keys, read as text.

use std::fmt::Debug;
use std::io::{Read, Write};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtyPair, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// How long a program may stay silent before what is waited for will not come.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often to look where nothing is written.
const MOMENT: Duration = Duration::from_millis(10);

const HIDE_CURSOR: &[u8] = b"\x1b[?25l";
const SHOW_CURSOR: &[u8] = b"\x1b[?25h";

pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// Everything that was written since the program started.
    pub written: Vec<u8>,
    /// The program left, and nothing more will be written.
    left: bool,
}

/// Columns and rows.
pub type Size = (u16, u16);

impl Terminal {
    /// Starts the program, in a terminal that calls itself what `TERM` says in its environment.
    pub fn start(command: &Command, (columns, rows): Size) -> Self {
        let PtyPair { slave, master } = open((columns, rows));
        let child = slave
            .spawn_command(in_pty(command))
            .expect("the program starts");
        let mut reader = master.try_clone_reader().expect("a terminal can be read");
        let (sender, output) = channel();
        // Ends with an error once nobody has the other side open: with the program.
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut chunk) {
                if sender.send(chunk[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            keys: master.take_writer().expect("a terminal can be written"),
            master,
            child,
            output,
            screen: vt100::Parser::new(rows, columns, 0),
            written: Vec::new(),
            left: false,
        }
    }

    pub fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// What stands on the screen, without the spaces that end its lines.
    pub fn text(&self) -> String {
        contents(self.screen())
    }

    /// Sends keys as a terminal does: `"\r"` is Enter, `"\x1bd"` is Alt-d.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.keys
            .write_all(keys.as_bytes())
            .and_then(|()| self.keys.flush())
            .expect("a terminal takes keys");
        self
    }

    pub fn resize(&mut self, (columns, rows): Size) -> &mut Self {
        self.screen.screen_mut().set_size(rows, columns);
        let size = size((columns, rows));
        self.master.resize(size).expect("a terminal can be resized");
        self
    }

    /// Waits until a whole frame has this on it, however its lines are broken.
    #[track_caller]
    pub fn shows(&mut self, text: &str) -> &mut Self {
        self.waits(&format!("“{text}”"), |screen| {
            one_line(&screen.contents()).contains(text)
        })
    }

    /// Waits until a whole frame is as it should be.
    #[track_caller]
    pub fn waits(&mut self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        while !(self.is_whole() && holds(self.screen())) {
            self.read_on(what);
        }
        self
    }

    /// Waits for something that the program does without writing.
    #[track_caller]
    pub fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) -> &mut Self {
        let often = PATIENCE.as_millis() / MOMENT.as_millis();
        for _ in 0..often {
            if holds(self) {
                return self;
            }
            if let Ok(chunk) = self.output.recv_timeout(MOMENT) {
                self.take_in(&chunk);
            }
        }
        panic!("waited for {what}, but there is:\n{}", self.text());
    }

    /// Presses one key and waits for what changes; what then stands on the screen.
    #[track_caller]
    pub fn press_on(&mut self, key: &str) -> String {
        let seen = |screen: &vt100::Screen| {
            let cursor = (!screen.hide_cursor()).then(|| screen.cursor_position());
            (contents(screen), cursor)
        };
        let before = seen(self.screen());
        self.press(key);
        self.waits(&format!("a change after {key:?}"), |it| seen(it) != before);
        self.text()
    }

    /// Presses keys one after the other, each once the one before it has shown.
    #[track_caller]
    pub fn press_all(&mut self, keys: &str) -> String {
        for key in keys.chars() {
            self.press_on(key.encode_utf8(&mut [0; 4]));
        }
        self.text()
    }

    /// Waits until the program leaves; its exit code.
    #[track_caller]
    pub fn leaves(&mut self) -> u32 {
        while !self.left {
            self.read_on("the program leaving");
        }
        self.child.wait().expect("a program that left").exit_code()
    }

    #[track_caller]
    fn read_on(&mut self, what: &str) {
        match self.output.recv_timeout(PATIENCE) {
            Ok(chunk) => self.take_in(&chunk),
            Err(RecvTimeoutError::Disconnected) if !self.left => self.left = true,
            Err(why) => panic!("waited for {what} ({why}), but there is:\n{}", self.text()),
        }
    }

    fn take_in(&mut self, chunk: &[u8]) {
        self.screen.process(chunk);
        self.written.extend(chunk);
    }

    /// Whether a frame has come to its end: it hides the cursor, or shows it and moves it to where
    /// something is typed.
    fn is_whole(&self) -> bool {
        let written = self.written.as_slice();
        let last = written.iter().rposition(|byte| *byte == 0x1b);
        let (before, end) = written.split_at(last.unwrap_or(0));
        let shown = before.ends_with(SHOW_CURSOR) && end.ends_with(b"H");
        self.left || end == HIDE_CURSOR || shown
    }

    /// What another program writes over the screen.
    pub fn scribble(&mut self, text: &str) {
        self.screen.process(text.as_bytes());
    }

    pub fn signal(&mut self, signal: Signal) {
        let pid = Pid::from_raw(self.pid().cast_signed()).expect("a process");
        kill_process(pid, signal).expect("a program that runs");
    }

    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("a program that runs")
    }

    /// What the kernel tells of the process, from its state on: `S` sleeps, `T` is stopped.
    #[cfg(target_os = "linux")]
    pub fn stat(&self) -> Vec<String> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid()));
        let stat = stat.expect("a process");
        let (_, after_name) = stat.rsplit_once(") ").expect("a name in parentheses");
        after_name.split(' ').map(str::to_owned).collect()
    }

    /// Whether keys reach the program as they are pressed, without echo.
    pub fn is_raw(&self) -> bool {
        modes(&*self.master) != modes(&*open((80, 24)).master)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if !self.left {
            let _ = self.child.kill();
        }
    }
}

fn modes(master: &dyn MasterPty) -> impl PartialEq + Debug + use<> {
    master.get_termios()
}

fn open(of: Size) -> PtyPair {
    let terminal = native_pty_system().openpty(size(of));
    terminal.expect("a pseudo-terminal")
}

fn size((cols, rows): Size) -> PtySize {
    PtySize {
        rows,
        cols,
        ..PtySize::default()
    }
}

fn in_pty(command: &Command) -> CommandBuilder {
    let mut builder = CommandBuilder::new(command.get_program());
    builder.args(command.get_args());
    builder.env_clear();
    for (name, value) in command.get_envs() {
        builder.env(name, value.unwrap_or_default());
    }
    if let Some(folder) = command.get_current_dir() {
        builder.cwd(folder);
    }
    builder
}

fn contents(screen: &vt100::Screen) -> String {
    let (_, columns) = screen.size();
    let lines: Vec<String> = screen
        .rows(0, columns)
        .map(|line| line.trim_end().to_owned())
        .collect();
    lines.join("\n").trim_end().to_owned()
}

/// The words of a text, whatever stands between them.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
