//! Decks are text that people own: dropped in, broken, edited, taken away.

use std::fs;

use serde_json::{Value, json};
use toml::Table;

use crate::harness::Home;
use crate::serve_client::Client;
use crate::serve_student::Key;

const EVERY_KIND: &str = include_str!("../data/decks/every-kind.toml");
const BROKEN: &str = include_str!("../data/decks/broken/options.toml");

/// The line that a deck has in the list.
fn listed<'a>(decks: &'a Value, deck: &str) -> Option<&'a Value> {
    let lines = decks["decks"].as_array().expect("decks");
    lines.iter().find(|line| line["deck"] == deck)
}

/// Two days of answers, right and wrong in turn.
fn study(client: &mut Client, key: &Key) {
    for _ in 0..2 {
        let mut round = 0;
        loop {
            let mut scene = client.call("next", json!({ "deck": "percent", "minutes_left": 10 }));
            if scene["done"] == true {
                break;
            }
            let activity = scene["activity"].take();
            client.wait(20);
            if activity["item"].is_null() {
                key.walk(client, &activity);
            } else {
                key.answer(client, &activity, round % 3 != 0);
            }
            round += 1;
        }
        client.wait(86_400);
    }
}

/// What is known of each skill.
fn standing(client: &mut Client) -> Value {
    let progress = client.get("progress");
    assert_eq!(progress["deck"], "percent");
    json!([progress["rows"], progress["days"], progress["reliability"]])
}

#[test]
fn a_deck_that_is_dropped_in_is_studied_as_it_is() {
    let home = Home::new();
    home.write("decks/percent.toml", EVERY_KIND);
    let mut client = Client::start(&home, 7);
    let decks = client.get("decks");
    let line = listed(&decks, "percent").expect("it is listed");
    assert_eq!(
        (&line["title"], &line["started"]),
        (&json!("Percentages"), &json!(false))
    );
    assert_eq!(
        (&line["skills"], &line["items"], &line["errors"]),
        (&json!(2), &json!(12), &json!(0))
    );
    study(&mut client, &Key::to_text(EVERY_KIND));
    let decks = client.get("decks");
    let line = listed(&decks, "percent").expect("it is listed");
    assert_eq!(
        (&line["started"], &line["current"]),
        (&json!(true), &json!(true))
    );
    assert!(line["due"].as_u64() > Some(0), "{line}");
}

#[test]
fn a_deck_is_found_while_the_server_runs() {
    let home = Home::new();
    let mut client = Client::start(&home, 7);
    client.get("next");
    home.write("decks/percent.toml", EVERY_KIND);
    assert_eq!(listed(&client.get("decks"), "percent"), None);
    let decks = client.get("decks.reload");
    assert!(listed(&decks, "percent").is_some());
    assert_eq!(
        client.get("scene")["scene"],
        "today",
        "what was open waits at home"
    );
    let scene = client.call("next", json!({ "deck": "percent" }));
    assert_eq!(scene["activity"]["deck"], "percent");
}

#[test]
fn a_broken_deck_is_reported_and_stops_no_other() {
    let home = Home::new();
    home.write("decks/a-broken.toml", "format = 1\n[deck\n");
    home.write("decks/b-broken/deck.toml", BROKEN);
    home.write("decks/c-broken.toml", [0xff, 0xfe, 0x00]);
    home.write("decks/percent.toml", EVERY_KIND);
    let mut client = Client::start(&home, 7);
    let decks = client.get("decks");
    let lines = decks["decks"].as_array().expect("decks");
    let broken: Vec<&Value> = lines.iter().filter(|line| line["errors"] != 0).collect();
    assert_eq!(broken.len(), 3);
    for line in broken {
        let (findings, origin) = (&line["findings"], line["origin"].as_str().expect("a path"));
        assert!(
            findings[0]
                .as_str()
                .is_some_and(|it| it.starts_with("error")),
            "{findings}"
        );
        assert!(origin.contains("broken"), "{origin}");
    }
    study(&mut client, &Key::to_text(EVERY_KIND));
}

#[test]
fn an_edited_deck_keeps_all_progress() {
    let home = Home::new();
    let file = home.write("decks/percent.toml", EVERY_KIND);
    let mut client = Client::start(&home, 7);
    study(&mut client, &Key::to_text(EVERY_KIND));
    let before = standing(&mut client);
    let open = client.get("next")["activity"].take();
    let at = client.kill();

    // Words are changed.
    let reworded = EVERY_KIND
        .replace("Which fraction", "What fraction")
        .replace("**Percent** means", "*Percent* means")
        .replace("Divide by ten.", "Divide it by ten.")
        .replace("That is 4 of 100.", "It is 4 of 100.");
    assert_ne!(reworded, EVERY_KIND);
    fs::write(&file, &reworded).expect("the deck is written");
    let mut client = Client::start_at(at, &home, 7);
    assert_eq!(standing(&mut client), before, "reworded");
    client.kill();

    // Items change places.
    let mut deck: Table = reworded.parse().expect("a deck");
    deck["item"].as_array_mut().expect("items").reverse();
    fs::write(&file, deck.to_string()).expect("the deck is written");
    let mut client = Client::start_at(at, &home, 7);
    assert_eq!(standing(&mut client), before, "reordered");
    client.kill();

    // The file becomes a folder, with the items in a file of their own.
    fs::remove_file(&file).expect("the file is removed");
    let items = deck.remove("item").expect("items");
    home.write("decks/shop/deck.toml", deck.to_string());
    home.write(
        "decks/shop/exercises.toml",
        Table::from_iter([("item".to_owned(), items)]).to_string(),
    );
    let mut client = Client::start_at(at, &home, 7);
    assert_eq!(standing(&mut client), before, "moved");
    let same = client.get("next")["activity"].take();
    assert_eq!(
        (&same["item"], &same["kind"]),
        (&open["item"], &open["kind"])
    );
    drop(client);
    let report = home.run(["doctor"]);
    assert!(
        report.stdout.contains("agrees with its log"),
        "{}",
        report.stdout
    );
}

#[test]
fn a_deck_that_is_gone_comes_back_with_its_progress() {
    let home = Home::new();
    let file = home.write("decks/percent.toml", EVERY_KIND);
    let mut client = Client::start(&home, 7);
    study(&mut client, &Key::to_text(EVERY_KIND));
    let before = standing(&mut client);
    let at = client.kill();
    fs::remove_file(&file).expect("the file is removed");
    let mut client = Client::start_at(at, &home, 7);
    assert_eq!(client.get("scene")["welcome"]["deck"], "rust-ownership");
    let fault = client.refused("next", json!({ "deck": "percent" }));
    assert!(
        fault.message.contains("no usable deck `percent`"),
        "{}",
        fault.message
    );
    fs::write(&file, EVERY_KIND).expect("the deck is written");
    client.get("decks.reload");
    client.call("deck.open", json!({ "deck": "percent" }));
    assert_eq!(standing(&mut client), before);
}

#[test]
fn a_lesson_that_its_author_took_out_is_not_waited_for() {
    let home = Home::new();
    let file = home.write("decks/percent.toml", EVERY_KIND);
    let mut client = Client::start(&home, 7);
    let mut scene = client.call("next", json!({ "deck": "percent" }));
    while scene["activity"]["kind"] != "lesson" {
        client.call("answer", json!({ "response": "dont-know" }));
        scene = client.get("next");
        assert_eq!(scene["done"], false, "no lesson came");
    }
    let at = client.kill();
    let mut deck: Table = EVERY_KIND.parse().expect("a deck");
    for skill in deck["skill"].as_array_mut().expect("skills") {
        let skill = skill.as_table_mut().expect("a skill");
        skill.retain(|name, _| !["lesson", "plain", "asks", "example"].contains(&name));
    }
    fs::write(&file, deck.to_string()).expect("the deck is written");
    let mut client = Client::start_at(at, &home, 7);
    let scene = client.get("next");
    assert!(scene["activity"]["item"].is_string(), "{scene}");
}
