//! `docs/PROTOCOL.md` is true: its transcript is what the server says, and its methods are those
//! there are.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;

use serde_json::Value;
use similar::TextDiff;

use crate::harness::Home;

const DOCUMENT: &str = "docs/PROTOCOL.md";
const OPENS: &str = "```jsonl\n";
const CLOSES: &str = "```\n";

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(path).expect("a file of the repository")
}

/// What stands before the transcript, in it, and after it.
fn parts(document: &str) -> (&str, &str, &str) {
    let (before, rest) = document.split_once(OPENS).expect("a transcript begins");
    let (transcript, after) = rest.split_once(CLOSES).expect("a transcript ends");
    (before, transcript, after)
}

/// The requests of a transcript with the answers that the server gives now.
fn replayed(transcript: &str) -> String {
    let requests: Vec<&str> = transcript
        .lines()
        .filter_map(|line| line.strip_prefix("→ "))
        .collect();
    let home = Home::new();
    home.write(
        "decks/percent.toml",
        read("tests/data/decks/every-kind.toml"),
    );
    let arguments = ["serve", "--clock", "client", "--seed", "7"];
    let run = home.told(arguments, &format!("{}\n", requests.join("\n")));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let answers: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(answers.len(), requests.len());
    requests
        .iter()
        .zip(answers)
        .map(|(request, answer)| format!("→ {request}\n← {answer}\n"))
        .collect()
}

#[test]
fn the_transcript_is_what_the_server_says() {
    let document = read(DOCUMENT);
    let (before, transcript, after) = parts(&document);
    let replayed = replayed(transcript);
    if env::var_os("UPDATE_TRANSCRIPT").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(DOCUMENT);
        let updated = [before, OPENS, &replayed, CLOSES, after].concat();
        fs::write(path, updated).expect("the document is written");
        return;
    }
    let stale = TextDiff::from_lines(&laid_out(transcript), &laid_out(&replayed))
        .unified_diff()
        .context_radius(2)
        .to_string();
    assert!(
        stale.is_empty(),
        "UPDATE_TRANSCRIPT=1 writes {DOCUMENT} anew:\n{stale}"
    );
    assert_eq!(replayed, transcript);
}

/// A transcript with a line for each field, so that differences can be read.
fn laid_out(transcript: &str) -> String {
    let lines = transcript.lines().map(|line| {
        let (arrow, message) = line.split_once(' ').expect("an arrow and a message");
        let message: Value = serde_json::from_str(message).expect("a message is JSON");
        format!("{arrow} {message:#}\n")
    });
    lines.collect()
}

#[test]
fn the_methods_documented_are_those_there_are() {
    let document = read(DOCUMENT);
    let documented: BTreeSet<&str> = document
        .split("## Methods")
        .nth(1)
        .and_then(|rest| rest.split("## Activities").next())
        .expect("methods")
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let source = read("src/serve/methods.rs");
    let implemented: BTreeSet<&str> = source
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix('"')?.split_once("\" => "))
        .map(|(method, _)| method)
        .collect();
    assert!(implemented.len() > 20);
    assert_eq!(documented, implemented);
}

#[test]
fn every_field_of_the_transcript_is_explained() {
    let document = read(DOCUMENT);
    let (explanation, transcript, _) = parts(&document);
    let mut fields = BTreeSet::new();
    for answer in transcript
        .lines()
        .filter_map(|line| line.strip_prefix("← "))
    {
        gather(&serde_json::from_str(answer).expect("JSON"), &mut fields);
    }
    assert!(fields.len() > 80, "{fields:?}");
    fields.retain(|field| !explanation.contains(&format!("`{field}`")));
    assert!(fields.is_empty(), "{DOCUMENT} does not explain {fields:?}");
}

/// The names of all fields in a message.
fn gather(value: &Value, fields: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (field, value) in object {
                fields.insert(field.clone());
                gather(value, fields);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| gather(value, fields)),
        _ => {}
    }
}
