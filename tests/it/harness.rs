//! Runs the real program, with an environment of its own and a home that goes away.

use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A learner's home, and the program run in it.
pub struct Home {
    folder: TempDir,
}

/// What the program said, and how it left.
#[derive(Debug)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    /// None where a signal ended it.
    pub code: Option<i32>,
}

impl Home {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file below the home, with its folders.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        let folder = path.parent().expect("a file lies in a folder");
        std::fs::create_dir_all(folder).expect("a folder below the home");
        std::fs::write(&path, text).expect("a file below the home");
        path
    }

    /// The program in this home. Nothing of the environment that runs the tests reaches it.
    pub fn gradus(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gradus"));
        command
            .env_clear()
            .env("GRADUS_HOME", self.path())
            .current_dir(self.path())
            .stdin(Stdio::null());
        command
    }

    pub fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Run {
        self.finish(self.gradus().args(arguments))
    }

    /// What the program prints where all is well: exit code 0, nothing on standard error.
    #[track_caller]
    pub fn printed<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> String {
        let run = self.run(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        run.stdout
    }

    /// The program, told this on its standard input.
    pub fn told<'a>(&self, arguments: impl IntoIterator<Item = &'a str>, input: &str) -> Run {
        let mut told = tempfile::tempfile().expect("a temporary file");
        told.write_all(input.as_bytes())
            .and_then(|()| told.rewind())
            .expect("a temporary file can be written");
        self.finish(self.gradus().args(arguments).stdin(told))
    }

    /// Waits for the program and names the home `HOME` in what it said.
    pub fn finish(&self, command: &mut Command) -> Run {
        let Output {
            status,
            stdout,
            stderr,
        } = command.output().expect("the program starts");
        Run {
            stdout: self.anonymous(stdout),
            stderr: self.anonymous(stderr),
            code: status.code(),
        }
    }

    fn anonymous(&self, text: Vec<u8>) -> String {
        let text = String::from_utf8(text).expect("the program writes UTF-8");
        text.replace(&self.path().display().to_string(), "HOME")
    }
}
