//! `gradus export responses --anonymous`: what is in it, and what must not be.

use std::io::Read;
use std::{fs, io};

use flate2::read::GzDecoder;
use gradus::evaluation::Responses;
use serde_json::json;

use crate::harness::Home;
use crate::serve_client::Client;
use crate::serve_student::{Key, Student};

const DECK: &str = "rust-ownership";
const HEADER: &str = "learner,seq,ts,item,skills,correct,deck,level,options,hints";
const EXPORT: [&str; 3] = ["export", "responses", "--anonymous"];
const DAY_S: i64 = 86_400;

/// A home in which someone took a baseline, and went on two days later.
fn studied() -> Home {
    let home = Home::new();
    let mut client = Client::start(&home, 3);
    let mut student = Student::new(Key::to_built_in(DECK), 3);
    client.call("goal.set", json!({ "deck": DECK, "minutes": 15 }));
    student.take_baseline(&mut client);
    client.go_to_day(2);
    study(&mut client, &mut student, 12);
    client.get("shutdown");
    home
}

/// What the coach proposes, as far as it goes.
fn study(client: &mut Client, student: &mut Student, activities: usize) {
    for _ in 0..activities {
        let mut scene = client.get("next");
        if scene["done"] == true {
            break;
        }
        let activity = scene["activity"].take();
        client.wait(90);
        if activity["item"].is_null() {
            student.walk(client, &activity);
        } else {
            student.answer(client, &activity);
        }
    }
}

fn rows(table: &str) -> Vec<Vec<&str>> {
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some(HEADER));
    lines.map(|it| it.split(',').collect()).collect()
}

#[test]
fn it_holds_what_calibrating_needs_and_nothing_that_tells_who_or_when() {
    let home = studied();
    let table = home.printed(EXPORT);
    let read = Responses::read(table.as_bytes()).unwrap();
    assert_eq!(read.learners(), 1);
    let rows = rows(&table);
    assert!(rows.len() > 10, "{table}");
    let name = rows[0][0];
    assert!(name.len() == 16 && name.chars().all(|it| it.is_ascii_hexdigit()));
    assert!(rows.iter().all(|it| it[0] == name && it[6] == DECK));
    // Two study days, each told from four in the morning of a calendar that begins with the first.
    let days: Vec<i64> = rows
        .iter()
        .map(|it| it[2].parse::<i64>().unwrap() / DAY_S)
        .collect();
    assert!(days.is_sorted() && days.first() == Some(&0) && days.last() == Some(&2));
    assert_eq!(rows[0][2], "14400");
    assert!(
        rows.iter()
            .all(|it| it[2].parse::<i64>().unwrap() % 60 == 0)
    );
    assert!(rows.iter().any(|it| it[8].parse::<u8>().unwrap() > 1));
    for secret in ["2026", "HOME"] {
        assert!(!table.contains(secret), "{secret} in {table}");
    }
}

#[test]
fn the_same_answers_have_the_same_rows_in_every_export() {
    let home = studied();
    let early = home.printed(EXPORT);
    assert_eq!(home.printed(EXPORT), early);
    let mut client = Client::start(&home, 4);
    client.go_to_day(3);
    let mut student = Student::new(Key::to_built_in(DECK), 4);
    study(&mut client, &mut student, 6);
    client.get("shutdown");
    let late = home.printed(EXPORT);
    assert!(late.starts_with(&early) && late.len() > early.len());
    let read = |table: &str| Responses::read(table.as_bytes()).unwrap();
    let joined = Responses::join(vec![read(&early), read(&late)]).unwrap();
    assert_eq!(
        (joined.learners(), joined.answers),
        (1, read(&late).answers)
    );
}

#[test]
fn what_was_taken_back_is_not_in_it_and_moves_no_number() {
    let home = studied();
    let before = home.printed(EXPORT);
    let mut client = Client::start(&home, 5);
    client.go_to_day(2);
    // The last thing done may have been a lesson.
    for _ in 0..4 {
        client.get("undo");
    }
    client.get("shutdown");
    let after = home.printed(EXPORT);
    let before = rows(&before);
    let after = rows(&after);
    assert!(after.len() < before.len());
    assert!(after.iter().all(|it| before.contains(it)));
}

#[test]
fn a_file_is_written_packed_and_never_over_another() {
    let home = studied();
    let plain = home.printed(EXPORT);
    let to = |more: &[&'static str]| home.run([&EXPORT[..], &["-o", "mine.csv.gz"], more].concat());
    let run = to(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    assert!(
        run.stderr.ends_with("of 1 deck written to mine.csv.gz.\n"),
        "{run:?}"
    );
    let packed = fs::File::open(home.path().join("mine.csv.gz")).unwrap();
    let mut unpacked = String::new();
    GzDecoder::new(packed)
        .read_to_string(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, plain);
    let refused = to(&["--deck", DECK]);
    assert_eq!(refused.code, Some(3));
    assert!(
        refused.stderr.contains("mine.csv.gz: it exists"),
        "{refused:?}"
    );
    assert_eq!(to(&["--force"]).code, Some(0));
}

#[test]
fn it_says_what_it_would_write_before_it_does() {
    let home = Home::new();
    let run = home.run(["export", "responses"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
    assert!(
        run.stderr
            .contains("Say --anonymous if that is what you want.")
    );
    let run = home.run(EXPORT);
    assert!(
        run.stderr.contains("There is nothing to export yet"),
        "{run:?}"
    );
    let home = studied();
    let run = home.run([&EXPORT[..], &["--deck", "birds"]].concat());
    assert!(
        run.stderr
            .contains("You have not studied a deck with the id birds."),
        "{run:?}"
    );
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    let run = home.finish(home.gradus().args(EXPORT).stdout(writer));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}
