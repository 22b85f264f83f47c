//! The server is killed (SIGKILL), or is not alone: nothing that was answered is lost.

use serde_json::{Value, json};

use crate::harness::Home;
use crate::serve_client::Client;
use crate::serve_student::Key;

const DECK: &str = "rust-ownership";
const MOVED: i64 = 2;

/// Kills the server and starts it again, at the same moment and with the same seed: nothing but
/// what is on disk can tell the two apart.
fn killed(client: Client, home: &Home) -> Client {
    let now = client.kill();
    Client::start_at(now, home, 7)
}

/// Goes on with a session, right and wrong in turn, until an activity is open that fits.
fn until(client: &mut Client, key: &Key, fits: impl Fn(&Value) -> bool) -> Value {
    for round in 0..200 {
        let mut scene = client.get("next");
        if scene["done"] == true {
            client.wait(86_400);
            continue;
        }
        let activity = scene["activity"].take();
        if fits(&activity) {
            return activity;
        }
        client.wait(20);
        if activity["item"].is_null() {
            key.walk(client, &activity);
        } else {
            key.answer(client, &activity, round % 2 == 0);
        }
    }
    panic!("no such activity came");
}

#[test]
fn what_was_answered_is_there_after_a_kill() {
    let home = Home::new();
    let key = Key::to_built_in(DECK);
    let mut client = Client::start(&home, 7);
    client.call("goal.set", json!({ "minutes": 10 }));
    for round in 0..8 {
        let activity = until(&mut client, &key, |it| !it["item"].is_null());
        client.wait(20);
        key.answer(&mut client, &activity, round % 2 == 0);
        let progress = client.get("progress");
        client = killed(client, &home);
        assert_eq!(client.get("progress"), progress, "after answer {round}");
        assert_eq!(client.get("scene")["scene"], "today");
    }
    drop(client);
    let report = home.run(["doctor"]);
    assert!(
        report.stdout.contains("agrees with its log"),
        "{}",
        report.stdout
    );
}

#[test]
fn an_open_exercise_is_the_same_after_a_kill() {
    let home = Home::new();
    let key = Key::to_built_in(DECK);
    let mut client = Client::start(&home, 7);
    for kind in ["choice", "order", "multi"] {
        let activity = until(&mut client, &key, |it| it["item_kind"] == kind);
        client = killed(client, &home);
        assert_eq!(client.get("next")["activity"], activity);
        client.wait(20);
        key.answer(&mut client, &activity, true);
    }
}

#[test]
fn hints_shown_stay_shown_after_a_kill() {
    let home = Home::new();
    let key = Key::to_built_in(DECK);
    let mut client = Client::start(&home, 7);
    until(&mut client, &key, |it| it["hints_left"].as_u64() >= Some(2));
    client.get("hint");
    let mut shown = client.get("hint");
    assert_eq!(shown["activity"]["hints"].as_array().map(Vec::len), Some(2));
    let activity = shown["activity"].take();
    client = killed(client, &home);
    assert_eq!(client.get("next")["activity"], activity);
    let result = key.answer(&mut client, &activity, true);
    let notes = result["feedback"]["notes"].to_string();
    assert!(notes.contains("With help"), "{notes}");
}

#[test]
fn a_lesson_goes_on_where_it_was_after_a_kill() {
    let home = Home::new();
    let key = Key::to_built_in(DECK);
    let mut client = Client::start(&home, 7);
    let open = |it: &Value| it["exercise"]["now"]["ask"].is_string();
    let activity = until(&mut client, &key, open);
    let replies = key.replies(&activity);
    assert!(replies.len() > 1);
    let mut shown = client.call("reply", json!({ "text": "a wrong reply" }));
    assert_eq!(shown["step"]["right"], false);
    let activity = shown["activity"].take();
    client = killed(client, &home);
    assert_eq!(client.get("next")["activity"], activity);
    let shown = client.call("reply", json!({ "text": replies[1] }));
    let right = shown["activity"]["exercise"]["done"]
        .as_array()
        .expect("steps");
    let right: Vec<_> = right.iter().map(|step| step["right"] == true).collect();
    assert_eq!(right, [false, true]);
}

#[test]
fn the_baseline_goes_on_where_it_was_after_a_kill() {
    let home = Home::new();
    let key = Key::to_built_in(DECK);
    let mut client = Client::start(&home, 7);
    client.call(
        "baseline.rate",
        json!({ "ratings": { "moves": 2, "scopes": 3 } }),
    );
    client = killed(client, &home);
    let rated = &client.get("scene")["rating"]["units"][0]["skills"];
    assert!(rated.to_string().contains("\"rating\":3"), "{rated}");
    let mut activity = client.get("baseline.next")["activity"].take();
    for _ in 0..2 {
        client = killed(client, &home);
        assert_eq!(client.get("baseline.next")["activity"], activity);
        client.wait(12);
        activity = key.answer(&mut client, &activity, true)["activity"].take();
    }
    assert_eq!(activity["position"]["asked"], 2);
}

#[test]
fn a_seed_may_be_used_again_at_the_same_moment() {
    let home = Home::new();
    let mut client = Client::start(&home, 7);
    let first = client.get("next")["activity"].take();
    client = killed(client, &home);
    assert_eq!(client.get("next")["activity"], first);
    assert_eq!(client.get("skip")["scene"], "activity");
}

#[test]
fn an_answer_in_flight_counts_or_does_not_and_breaks_nothing() {
    let home = Home::new();
    let key = Key::to_built_in(DECK);
    let mut client = Client::start(&home, 7);
    let answered = |client: &mut Client| {
        let progress = client.get("progress");
        let days = progress["days"].as_array().expect("days");
        days.iter()
            .filter_map(|day| day["attempts"].as_u64())
            .sum::<u64>()
    };
    for _ in 0..6 {
        until(&mut client, &key, |it| !it["item"].is_null());
        let before = answered(&mut client);
        client.wait(20);
        let now = client.now().to_rfc3339();
        let params = json!({ "response": "dont-know", "now": now });
        client.tell(json!({ "id": 0, "method": "answer", "params": params }).to_string());
        client = killed(client, &home);
        let after = answered(&mut client);
        assert!(
            after == before || after == before + 1,
            "{before} to {after}"
        );
    }
    drop(client);
    let report = home.run(["doctor"]);
    assert!(
        report.stdout.contains("agrees with its log"),
        "{}",
        report.stdout
    );
}

#[test]
fn the_time_away_is_not_taken_for_thinking() {
    let home = Home::new();
    let mut client = Client::start(&home, 7);
    client.get("baseline.next");
    client = killed(client, &home);
    client.get("scene");
    client.wait(12);
    client.call("baseline.answer", json!({ "response": "dont-know" }));
    let minutes = client.get("progress")["days"][0]["minutes"].as_f64();
    assert_eq!(minutes, Some(0.2));
}

#[test]
fn two_at_once_lose_nothing() {
    let home = Home::new();
    let key = Key::to_built_in(DECK);
    let (mut first, mut second) = (Client::start(&home, 7), Client::start(&home, 7));
    let open = |client: &mut Client| until(client, &key, |it| !it["item"].is_null());
    let (mut answered, mut moved) = (0, 0);
    for round in 0..8 {
        let one = open(&mut first);
        second.set_now(first.now());
        let two = open(&mut second);
        assert_eq!(one["item"], two["item"], "both have the same before them");
        first.wait(20);
        key.answer(&mut first, &one, round % 2 == 0);
        answered += 1;
        second.set_now(first.now());
        let fault = second.refused("answer", json!({ "response": key.right(&two) }));
        moved += u64::from(fault.code == MOVED);
        assert!(
            fault.message.contains("went on with this deck"),
            "{}",
            fault.message
        );
        assert_eq!(second.get("progress"), first.get("progress"));
    }
    assert_eq!(moved, 8);
    let days = first.get("progress")["days"].clone();
    let attempts: u64 = days
        .as_array()
        .expect("days")
        .iter()
        .filter_map(|day| day["attempts"].as_u64())
        .sum();
    assert!(attempts >= answered, "{attempts} of {answered}");
    drop((first, second));
    let report = home.run(["doctor"]);
    assert!(
        report.stdout.contains("agrees with its log"),
        "{}",
        report.stdout
    );
}

#[test]
fn two_at_once_in_different_decks_do_not_disturb_each_other() {
    let home = Home::new();
    home.write(
        "decks/percent.toml",
        include_str!("../data/decks/every-kind.toml"),
    );
    let (mut first, mut second) = (Client::start(&home, 1), Client::start(&home, 2));
    let keys = [
        Key::to_built_in(DECK),
        Key::to_text(include_str!("../data/decks/every-kind.toml")),
    ];
    first.call("deck.open", json!({ "deck": DECK }));
    second.call("deck.open", json!({ "deck": "percent" }));
    for round in 0..4 {
        for (client, key) in [(&mut first, &keys[0]), (&mut second, &keys[1])] {
            let activity = until(client, key, |it| !it["item"].is_null());
            client.wait(20);
            let result = key.answer(client, &activity, round % 2 == 0);
            assert_eq!(result["scene"], "feedback");
        }
    }
}
