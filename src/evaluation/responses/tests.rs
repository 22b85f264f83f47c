use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::core::Support;
use crate::evaluation::testing::{HEADER, histories};
use crate::event::{Attempt, Body, Guess};

fn read(table: impl AsRef<[u8]>) -> Result<Responses, ResponsesError> {
    Responses::read(table.as_ref())
}

fn complaint(table: impl AsRef<[u8]>) -> String {
    read(table).unwrap_err().to_string()
}

fn complaint_of_row(row: &str) -> String {
    complaint(format!("{HEADER}a,1,0,i,s,1\n{row}\n"))
}

fn zipped(table: &str) -> Vec<u8> {
    let mut zipped = GzEncoder::new(Vec::new(), Compression::default());
    zipped.write_all(table.as_bytes()).unwrap();
    zipped.finish().unwrap()
}

fn attempts(history: &History) -> Vec<&Attempt> {
    let attempts = history.events.iter().filter_map(|event| match &event.body {
        Body::Attempt(attempt) => Some(attempt),
        _ => None,
    });
    attempts.collect()
}

/// Which items were answered, in order.
fn items(history: &History) -> Vec<&str> {
    attempts(history)
        .iter()
        .map(|it| it.item.as_str())
        .collect()
}

#[test]
fn rows_may_stand_in_any_order() {
    let histories = histories("b,2,-1,y,,1\na,1.5,-1,p,,0\nb,-1,-1,x,,1\na,1,-1,q,,1\n");
    let names: Vec<&str> = histories.iter().map(|it| it.learner.as_str()).collect();
    assert_eq!(names, ["b", "a"]);
    assert_eq!(items(&histories[0]), ["x", "y"]);
    assert_eq!(items(&histories[1]), ["q", "p"]);
}

#[test]
fn columns_may_stand_in_any_order_and_others_beside_them() {
    let table = "\u{feff}correct, item ,more,skills,learner,ts,seq\r\n1,\"x,\ny\",?,s,a,,1\r\n\r\n";
    let all: Vec<History> = read(table).unwrap().histories().collect();
    assert_eq!(items(&all[0]), ["x,\ny"]);
}

#[test]
fn of_rows_with_the_same_place_the_first_counts() {
    let table = format!("{HEADER}a,1,-1,x,,1\na,2,-1,y,,1\na,1,-1,z,,0\na,1.0,-1,x,,1\n");
    let all = read(table).unwrap();
    assert_eq!((all.repeated, all.answers), (2, 2));
    let histories: Vec<History> = all.histories().collect();
    assert_eq!(items(&histories[0]), ["x", "y"]);
}

#[test]
fn what_was_studied_without_an_answer_is_shown_worked() {
    let table = format!("{HEADER}a,1,-1,x,,\na,2,-1,x,,0.25\n");
    let all = read(table).unwrap();
    assert_eq!(all.answers, 1);
    let histories: Vec<History> = all.histories().collect();
    let attempts = attempts(&histories[0]);
    let read: Vec<_> = attempts.iter().map(|it| (it.support, it.score)).collect();
    assert_eq!(read, [(Support::FullyWorked, 1.0), (Support::None, 0.25)]);
}

#[test]
fn a_learner_with_a_row_without_time_has_no_times() {
    let table = format!("{HEADER}a,1,90,x,,1\na,2,,y,,1\nb,1,90.5,x,,1\nb,2,80,y,,1\n");
    let all = read(table).unwrap();
    assert_eq!(all.untimed(), 1);
    let ms =
        |history: &History| -> Vec<i64> { history.events.iter().map(|it| it.now.utc_ms).collect() };
    let histories: Vec<History> = all.histories().collect();
    assert_eq!(ms(&histories[0]), [0; 4]);
    // What goes back in time is left as it is: the model counts it as no time gone by.
    assert_eq!(ms(&histories[1]), [90_500, 90_500, 80_000, 80_000]);
    let stamps: Vec<_> = histories[1].events.iter().map(|it| it.stamp).collect();
    assert!(stamps.is_sorted());
}

#[test]
fn skills_are_separated_by_semicolons() {
    let histories = histories("a,1,-1,x, t; s;;t ,1\na,2,-1,x,s;t,1\na,3,-1,x,,1\n");
    let skills: Vec<Vec<&str>> = histories[0]
        .events
        .iter()
        .filter_map(|it| match &it.body {
            Body::ItemVersion(it) => Some(it.skills.iter().map(|it| it.as_str()).collect()),
            _ => None,
        })
        .collect();
    assert_eq!(skills, [vec!["s", "t"], vec!["s", "t"], vec![]]);
}

#[test]
fn gzip_is_known_by_its_first_bytes() {
    let table = format!("{HEADER}a,1,-1,x,,1\n");
    assert_eq!(read(zipped(&table)).unwrap().answers, 1);
    // Files that were zipped apart and then put together are one file.
    let parts = [zipped(&table), zipped("b,1,-1,x,,1\n")].concat();
    assert_eq!(read(parts).unwrap().answers, 2);
    let mut cut = zipped(&table);
    cut.truncate(cut.len() - 12);
    assert!(complaint(cut).starts_with("it cannot be read: "));
}

#[test]
fn a_missing_column_is_named_beside_those_that_are_there() {
    assert_eq!(
        complaint("learner;seq\n1;2\n"),
        "missing `learner`, `seq`, `ts`, `item`, `skills`, `correct`; the columns found are \
         `learner;seq`, and there must be learner, seq, ts, item, skills, correct"
    );
    let found = complaint("learner,seq,Item,item,skills,cor\x1b[2Jrect\n");
    assert!(found.starts_with("missing `ts`, `correct`; "), "{found}");
    assert!(!found.contains('\x1b'));
    assert!(complaint("").contains("the columns found are none"));
}

#[test]
fn a_cell_that_means_nothing_is_named_with_its_row() {
    let seq = "and must be a number";
    let ts = "and must be seconds since 1970, or -1 where only the order is known";
    let correct = "and must be a score from 0 to 1, or empty where nothing was answered";
    for (row, column, found, expected) in [
        (",2,0,i,s,1", "learner", "", "and must be a name or number"),
        ("a,2,0, ,s,1", "item", "", "and must be a name or number"),
        ("a,,0,i,s,1", "seq", "", seq),
        ("a,NaN,0,i,s,1", "seq", "NaN", seq),
        ("a,inf,0,i,s,1", "seq", "inf", seq),
        ("a,2,yesterday,i,s,1", "ts", "yesterday", ts),
        ("a,2,nan,i,s,1", "ts", "nan", ts),
        ("a,2,-2,i,s,1", "ts", "-2", ts),
        ("a,2,1e300,i,s,1", "ts", "1e300", ts),
        ("a,2,0,i,s,yes", "correct", "yes", correct),
        ("a,2,0,i,s,NaN", "correct", "NaN", correct),
        ("a,2,0,i,s,2", "correct", "2", correct),
        ("a,2,0,i,s,-0.1", "correct", "-0.1", correct),
    ] {
        let complaint = complaint_of_row(row);
        assert_eq!(
            complaint,
            format!("row 3: {column} is `{found}`, {expected}")
        );
    }
    let long = complaint_of_row(&format!("a,2,0,i,s,{}", "é".repeat(500)));
    assert!(long.contains(&format!("`{}…`", "é".repeat(40))), "{long}");
}

#[test]
fn a_row_that_is_none_is_named() {
    assert_eq!(
        complaint_of_row("a,2,0,i,s"),
        "row 3 has 5 cells, and the header 6"
    );
    let bytes = [HEADER.as_bytes(), b"a,1,0,\xff,s,1\n"].concat();
    assert_eq!(complaint(bytes), "row 2 is not UTF-8 text");
    assert_eq!(
        complaint(b"PK\x03\x04\xff\xfe\n"),
        "row 1 is not UTF-8 text"
    );
}

#[test]
fn without_an_answer_there_is_nothing_to_predict() {
    assert_eq!(complaint(HEADER), "there is no answer in it");
    assert_eq!(
        complaint(format!("{HEADER}a,1,0,i,s,\n")),
        "there is no answer in it"
    );
}

const MORE: &str = "learner,seq,ts,item,skills,correct,deck,level,options,hints\n";

#[test]
fn columns_that_may_be_there_say_what_an_item_is_like() {
    let table = format!("{MORE}a,1,0,x,s,1,birds,5,4,0\na,2,0,x,s,1,,,,2\na,3,0,x,s,1,bees,5,4,\n");
    let read = read(table).unwrap();
    let like: Vec<_> = read
        .versions()
        .iter()
        .map(|it| (it.level, it.guess))
        .collect();
    let picked = (5, Guess::Picked(4));
    assert_eq!(like, [picked, (3, Guess::Produced), picked]);
    assert_eq!(read.decks, ["birds", "", "bees"]);
    let history: Vec<History> = read.histories().collect();
    let hints: Vec<u8> = attempts(&history[0]).iter().map(|it| it.hints).collect();
    assert_eq!(hints, [0, 2, 0]);
    let params = crate::learner::Params::default();
    assert_eq!(crate::evaluation::replay(&params, &history[0]).len(), 2);
}

#[test]
fn columns_that_may_be_there_must_hold_what_they_say() {
    for (cells, expected) in [
        (
            ",,6,,",
            "row 2: level is `6`, and must be a level from 1 to 5, or empty",
        ),
        (
            ",,0,,",
            "row 2: level is `0`, and must be a level from 1 to 5, or empty",
        ),
        (
            ",,3,many,",
            "row 2: options is `many`, and must be a number up to 255, or empty",
        ),
        (
            ",,3,,-1",
            "row 2: hints is `-1`, and must be a number up to 255, or empty",
        ),
    ] {
        assert_eq!(
            complaint(format!("{MORE}a,1,0,x,s,1{cells}\n")),
            expected.to_owned()
        );
    }
}
