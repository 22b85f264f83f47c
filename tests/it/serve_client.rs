//! A client of the line protocol that says itself what time it is.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use chrono::{DateTime, Duration, FixedOffset};
use serde_json::{Value, json};

use crate::harness::Home;

/// The server in a process of its own, and the moment that the client takes it to be.
pub struct Client {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    now: DateTime<FixedOffset>,
    requests: u64,
    /// All that the server said.
    pub said: String,
}

/// An error that the server answered with.
#[derive(Debug, PartialEq)]
pub struct Fault {
    pub code: i64,
    pub message: String,
    /// The scene that it says lies before the learner.
    pub scene: Option<String>,
}

fn first_morning() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-22T09:00:00+01:00").expect("a moment")
}

impl Client {
    /// Starts the server in a home, on a Sunday morning.
    pub fn start(home: &Home, seed: u64) -> Self {
        Self::start_at(first_morning(), home, seed)
    }

    pub fn start_at(now: DateTime<FixedOffset>, home: &Home, seed: u64) -> Self {
        let mut server = home
            .gradus()
            .args(["serve", "--clock", "client", "--seed", &seed.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let input = server.stdin.take().expect("its input is a pipe");
        let output = server.stdout.take().expect("its output is a pipe");
        Self {
            server,
            input,
            output: BufReader::new(output),
            now,
            requests: 0,
            said: String::new(),
        }
    }

    pub fn now(&self) -> DateTime<FixedOffset> {
        self.now
    }

    pub fn set_now(&mut self, now: DateTime<FixedOffset>) {
        self.now = now;
    }

    pub fn wait(&mut self, seconds: i64) {
        self.now += Duration::seconds(seconds);
    }

    /// Nine in the morning, so many days after the first.
    pub fn go_to_day(&mut self, day: i64) {
        self.now = first_morning() + Duration::days(day);
    }

    /// What the server answers to a line.
    pub fn line(&mut self, line: impl AsRef<[u8]>) -> Value {
        self.tell(line);
        let mut answer = String::new();
        self.output
            .read_line(&mut answer)
            .expect("the server answers");
        self.said.push_str(&answer);
        serde_json::from_str(&answer).expect("the server speaks JSON")
    }

    /// Sends a line without waiting for an answer.
    pub fn tell(&mut self, line: impl AsRef<[u8]>) {
        self.input
            .write_all(line.as_ref())
            .and_then(|()| self.input.write_all(b"\n"))
            .expect("the server reads");
    }

    /// The result of a request, or why there is none.
    pub fn ask(&mut self, method: &str, params: Value) -> Result<Value, Fault> {
        self.requests += 1;
        let id = self.requests;
        let mut params = params;
        params["now"] = json!(self.now.to_rfc3339());
        let request = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        let mut response = self.line(request.to_string());
        assert_eq!(
            (&response["jsonrpc"], &response["id"]),
            (&json!("2.0"), &json!(id))
        );
        match response.get("error") {
            Some(error) => Err(Fault::from(error)),
            None => Ok(response["result"].take()),
        }
    }

    /// The result of a request that is to succeed.
    #[track_caller]
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        match self.ask(method, params) {
            Ok(result) => result,
            Err(fault) => panic!("{method}: {fault:?}"),
        }
    }

    /// The same without parameters.
    #[track_caller]
    pub fn get(&mut self, method: &str) -> Value {
        self.call(method, json!({}))
    }

    /// Why a request was refused.
    #[track_caller]
    pub fn refused(&mut self, method: &str, params: Value) -> Fault {
        match self.ask(method, params) {
            Ok(result) => panic!("{method} was taken: {result}"),
            Err(fault) => fault,
        }
    }

    /// Ends the server as a power failure would (SIGKILL), and gives the moment.
    pub fn kill(mut self) -> DateTime<FixedOffset> {
        self.end();
        self.now
    }

    fn end(&mut self) {
        self.server.kill().expect("a process can be killed");
        self.server.wait().expect("a killed process ends");
    }
}

impl From<&Value> for Fault {
    fn from(error: &Value) -> Self {
        Self {
            code: error["code"].as_i64().expect("an error has a code"),
            message: error["message"]
                .as_str()
                .expect("an error has a message")
                .to_owned(),
            scene: error["data"]["scene"].as_str().map(str::to_owned),
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.server.kill().ok();
        self.server.wait().ok();
    }
}
