//! The line protocol: JSON-RPC 2.0, one message a line, over the same session as the app.
//! `docs/PROTOCOL.md` documents it; a test replays the transcript there.

mod answer;
mod baseline;
mod methods;
mod params;
mod pilot;
mod rpc;
mod scene;

use std::io::{self, BufRead, ErrorKind, Read, Write};

use crate::app::App;
use rpc::{Fault, Message, Request};
use serde_json::Value;

/// The version of the protocol that `initialize` tells.
const PROTOCOL: u32 = 1;

/// Longest message that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// One client on standard input and output.
pub struct Server {
    app: App,
    clock: Clock,
    running: bool,
}

/// Who says what time it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    System,
    /// Each request does; none has yet.
    ClientSilent,
    Client,
}

impl Server {
    pub fn new(app: App, client_clock: bool) -> Self {
        let clock = if client_clock {
            Clock::ClientSilent
        } else {
            Clock::System
        };
        Self {
            app,
            clock,
            running: true,
        }
    }

    /// Answers each line until `shutdown` or the end of the input.
    ///
    /// # Errors
    /// When the input cannot be read or the output cannot be written; a closed pipe is a good end.
    pub fn run(&mut self, mut input: impl BufRead, mut output: impl Write) -> io::Result<()> {
        if self.clock == Clock::System {
            self.app.start_background(|| {});
        }
        while self.running {
            let Some(message) = next_message(&mut input)? else {
                break;
            };
            let Some(response) = self.respond(message) else {
                continue;
            };
            match writeln!(output, "{response}").and_then(|()| output.flush()) {
                Err(error) if error.kind() == ErrorKind::BrokenPipe => break,
                other => other?,
            }
        }
        Ok(())
    }

    /// The answer to a message; none to a notification.
    fn respond(&mut self, message: Message) -> Option<String> {
        let outcome = message
            .request
            .and_then(|request| self.carry_out(&request))
            .map_err(|fault| fault.seen_from(self.scene_name()));
        Some(rpc::response(&message.id?, outcome))
    }

    fn carry_out(&mut self, request: &Request) -> Result<Value, Fault> {
        self.take_time(request.now.as_ref())?;
        self.call(&request.method, &request.params)
    }

    /// With a client's clock, time is what the request says.
    fn take_time(&mut self, now: Option<&Value>) -> Result<(), Fault> {
        match (self.clock, now) {
            (Clock::System, None) => {}
            (Clock::System, Some(_)) => {
                return Err(Fault::params(
                    "the time is the system's here; `--clock client` takes `now` instead",
                ));
            }
            (_, None) => {
                return Err(Fault::params(
                    "with `--clock client` each request carries `now`, as RFC 3339",
                ));
            }
            (clock, Some(now)) => {
                self.app.set_now(params::moment(now)?);
                if clock == Clock::ClientSilent {
                    // What was left open depends on the day, which was not known before.
                    self.app.open_again()?;
                    self.clock = Clock::Client;
                }
            }
        }
        Ok(())
    }
}

/// The next line that is not empty; none at the end of the input.
fn next_message(input: &mut impl BufRead) -> io::Result<Option<Message>> {
    loop {
        let mut line = Vec::new();
        if input.take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.len() as u64 == LONGEST && !line.ends_with(b"\n") {
            input.skip_until(b'\n')?;
            let fault = Fault::request(format!("a message has at most {LONGEST} bytes"));
            return Ok(Some(Message::unreadable(fault)));
        }
        if !line.trim_ascii().is_empty() {
            return Ok(Some(Message::parse(&line)));
        }
    }
}
