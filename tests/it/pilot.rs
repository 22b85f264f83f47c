//! `gradus pilot`: eight weeks in which two ways of studying are compared.

use chrono::{DateTime, Duration, FixedOffset, Local};
use gradus::core::SkillId;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::harness::Home;
use crate::serve_client::Client;
use crate::serve_student::{Key, Student};

const DECK: &str = "rust-ownership";
const WEEKS: i64 = 8;

/// A home where someone who can do little has a goal and has ended their baseline.
fn placed() -> Home {
    let home = Home::new();
    let mut client = Client::start(&home, 7);
    place(&mut client);
    home
}

fn place(client: &mut Client) {
    client.call("goal.set", json!({ "deck": DECK, "minutes": 15 }));
    client.call("baseline.rate", json!({ "ratings": { "scopes": 0 } }));
    client.get("baseline.result");
}

fn wish(comparison: &str) -> Value {
    json!({ "comparison": comparison, "weeks": WEEKS })
}

/// A sitting on one day: what was proposed, with the rules that held.
fn sit(client: &mut Client, student: &mut Student) -> Vec<Value> {
    let mut done = Vec::new();
    loop {
        let mut scene = client.call("next", json!({ "minutes_left": 15 }));
        if scene["done"] == true {
            return done;
        }
        let activity = scene["activity"].take();
        let why = client.get("why");
        if activity["item"].is_null() {
            student.walk(client, &activity);
        } else {
            student.answer(client, &activity);
        }
        done.push(json!({ "activity": activity, "rules": why["rules"], "reason": why["reason"] }));
    }
}

/// Which way each skill is studied, by what the status says.
fn way(status: &Value, skill: &Value) -> Option<String> {
    let pairs = status["pairs"].as_array().expect("pairs").iter();
    let skills = pairs.flat_map(|pair| [&pair["first"], &pair["second"]]);
    let mut of_pilot = skills.filter(|it| it["skill"] == *skill);
    Some(of_pilot.next()?["way"].as_str().expect("a way").to_owned())
}

/// Today's date and nine in the morning so many weeks ago, so that what follows has happened by now.
fn weeks_ago(weeks: i64) -> DateTime<FixedOffset> {
    let today = clock().date_naive() - Duration::weeks(weeks);
    let morning = today
        .and_hms_opt(9, 0, 0)
        .expect("nine is a time")
        .and_utc();
    morning.fixed_offset()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the command line has no other clock"
)]
fn clock() -> DateTime<Local> {
    Local::now()
}

#[test]
fn eight_weeks_are_dealt_kept_to_measured_and_told() {
    let home = Home::new();
    let start = weeks_ago(WEEKS + 1);
    let mut client = Client::start_at(start, &home, 3);
    place(&mut client);
    let proposal = client.call("pilot.propose", wish("interleaved-or-blocked"));
    let started = client.call("pilot.start", wish("interleaved-or-blocked"));
    assert_eq!(started["pairs"].as_array().map(Vec::len), Some(6));
    for (proposed, dealt) in proposal["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .zip(started["pairs"].as_array().unwrap())
    {
        let mut proposed = [&proposed[0]["skill"], &proposed[1]["skill"]].map(Value::to_string);
        let mut dealt = [&dealt["first"]["skill"], &dealt["second"]["skill"]].map(Value::to_string);
        proposed.sort();
        dealt.sort();
        assert_eq!(proposed, dealt);
    }
    let again = client.refused("pilot.start", wish("examples-or-hints"));
    assert!(again.message.contains("A pilot is running"), "{again:?}");

    let mut student = Student::new(Key::to_built_in(DECK), 4);
    let mut stayed = 0;
    for day in (0..WEEKS * 7).filter(|day| day % 7 < 5) {
        client.set_now(start + Duration::days(day));
        for step in sit(&mut client, &mut student) {
            let rules = step["rules"].as_array().expect("rules");
            let way = way(&started, &step["activity"]["skill"]);
            let named = rules.iter().any(|rule| {
                Some(rule)
                    == way
                        .as_ref()
                        .map(|way| json!(format!("pilot: {way}")))
                        .as_ref()
            });
            let reflects = step["activity"]["kind"] == "reflection";
            assert!(named || reflects || way.is_none(), "{step}");
            if rules.first() == Some(&json!("practice in a row")) {
                assert_eq!(way.as_deref(), Some("blocked"), "{step}");
                assert!(
                    step["reason"]
                        .as_str()
                        .unwrap()
                        .contains("once more: in your pilot")
                );
                stayed += 1;
            }
        }
    }
    assert!(stayed >= 4, "practice stayed {stayed} times");

    let status = client.get("pilot.status");
    assert_eq!(status["state"], "running");
    assert_eq!(status["weeks_gone"], 7);
    let complete = status["complete"].as_u64().unwrap();
    assert!(complete >= 4, "{status}");
    let bound = |status: &Value, name: &str| status["difference"][name].as_f64().unwrap();
    let [low, mean, high] = ["low", "mean", "high"].map(|name| bound(&status, name));
    assert!(low < mean && mean < high, "{status}");
    client.get("shutdown");

    // The command line's clock says that it is over.
    let told = home.printed(["pilot", "status"]);
    assert!(told.contains("Over: it ran from "), "{told}");
    assert!(told.contains("INTERLEAVED"), "{told}");
    let after: Value = serde_json::from_str(&home.printed(["pilot", "status", "--json"])).unwrap();
    assert_eq!(after["state"], "over");
    assert!((bound(&after, "mean") - mean).abs() < 0.001, "{after}");
    assert!(home.printed(["doctor"]).contains("agrees with its log"));
    // Over, it hinders no other; but all that there was to learn is secure by now.
    let run = home.run(["pilot", "start", "examples-or-hints", "--yes"]);
    assert!(run.stderr.contains("0 could take part"), "{}", run.stderr);
}

#[test]
fn examples_come_one_way_only() {
    let home = Home::new();
    let start = weeks_ago(2);
    let mut client = Client::start_at(start, &home, 3);
    place(&mut client);
    let started = client.call("pilot.start", wish("examples-or-hints"));
    let mut student = Student::new(Key::to_built_in(DECK), 4);
    let mut examples = 0;
    for day in 0..8 {
        client.set_now(start + Duration::days(day));
        for step in sit(&mut client, &mut student) {
            let activity = &step["activity"];
            if activity["kind"] == "example" {
                assert_ne!(
                    way(&started, &activity["skill"]).as_deref(),
                    Some("hints"),
                    "{step}"
                );
                examples += 1;
            }
        }
    }
    assert!(examples >= 2);
    let stopped = client.get("pilot.stop");
    assert_eq!(
        (&stopped["state"], &stopped["weeks_gone"]),
        (&json!("stopped"), &json!(1))
    );
    assert_eq!(client.get("pilot.undo")["state"], "running");
    assert_eq!(client.get("pilot.undo"), Value::Null);
    let gone = client.refused("pilot.undo", json!({}));
    assert!(gone.message.contains("No pilot is running"), "{gone:?}");
    let weeks = json!({ "comparison": "examples-or-hints", "weeks": 7 });
    let short = client.refused("pilot.start", weeks);
    assert!(short.message.contains("8 to 12 weeks"), "{short:?}");
}

#[test]
fn what_it_could_show_is_said_before_it_begins() {
    let home = placed();
    let start = ["pilot", "start", "interleaved-or-blocked"];
    let told = home.printed(start.into_iter().chain(["--dry-run"]));
    assert_snapshot!(told);
    let json = home.printed(start.into_iter().chain(["--dry-run", "--json"]));
    let proposal: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(proposal["power"]["pairs"], 6);
    assert_snapshot!(home.printed(start.into_iter().chain(["--dry-run", "--pairs", "40"])));

    // Without a terminal to ask on, nothing begins unasked.
    let run = home.run(start);
    assert_eq!(run.code, Some(3));
    assert_eq!(
        run.stdout.trim_end(),
        told.trim_end()
            .trim_end_matches("Nothing was begun.")
            .trim_end()
    );
    assert_snapshot!(run.stderr);
    assert!(
        home.printed(["pilot", "status"])
            .starts_with("There was no pilot yet")
    );
    assert_eq!(home.printed(["pilot", "status", "--json"]), "null\n");
}

#[test]
fn a_pilot_is_begun_looked_at_stopped_and_taken_back() {
    let home = placed();
    let begun = home.printed([
        "pilot",
        "start",
        "interleaved-or-blocked",
        "--weeks",
        "12",
        "--yes",
    ]);
    assert!(begun.contains("\nBegun. It runs until "), "{begun}");
    let told = home.printed(["pilot", "status"]);
    assert!(told.contains("0 of 12 weeks gone"), "{told}");
    assert!(told.contains("Nothing is measured yet"), "{told}");

    let run = home.run(["pilot", "start", "examples-or-hints", "--yes"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
    assert!(
        run.stderr.starts_with("error: A pilot is running in Rust"),
        "{}",
        run.stderr
    );

    assert_snapshot!(home.printed(["pilot", "stop"]));
    let run = home.run(["pilot", "stop"]);
    assert_eq!(run.code, Some(3));
    assert_snapshot!(run.stderr);
    assert!(
        home.printed(["pilot", "undo"])
            .starts_with("Taken back: the pilot goes on until ")
    );
    assert_snapshot!(home.printed(["pilot", "undo"]));
    assert_eq!(home.run(["pilot", "undo"]).code, Some(3));
    assert!(home.printed(["doctor"]).contains("agrees with its log"));
}

#[test]
fn without_a_baseline_it_says_what_comes_first() {
    let run = Home::new().run(["pilot", "start", "examples-or-hints", "--yes"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
    assert_snapshot!(run.stderr);
}

/// A deck of so many skills that build on nothing.
fn deck(skills: &[&str]) -> String {
    let mut deck = "format = 1\n[deck]\nid = \"birds\"\ntitle = \"Birds\"\ntarget = 2\n".to_owned();
    for skill in skills {
        deck += &format!(
            "[[skill]]\nid = \"{skill}\"\ntitle = \"{skill}\"\ncan = \"Tell it.\"\nkind = \"concept\"\nlesson = \"So.\"\n"
        );
        for n in 0..5 {
            deck += &format!(
                "[[item]]\nid = \"{skill}-{n}\"\nskills = [\"{skill}\"]\nkind = \"short\"\nlevel = 2\n\
                 prompt = \"{skill} {n}?\"\naccept = [\"yes\"]\n"
            );
        }
    }
    deck
}

/// A home with that deck, its goal set and its baseline ended.
fn home_with(skills: &[&str]) -> Home {
    let home = Home::new();
    home.write("decks/birds.toml", deck(skills));
    let mut client = Client::start(&home, 7);
    client.call("goal.set", json!({ "deck": "birds", "minutes": 15 }));
    client.get("baseline.result");
    home
}

#[test]
fn too_few_skills_tell_nothing_and_what_would_is_said() {
    let home = home_with(&["songs", "nests", "eggs"]);
    let run = home.run(["pilot", "start", "interleaved-or-blocked", "birds", "--yes"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
    assert_snapshot!(run.stderr);
    // None of them has an example.
    let home = home_with(&["songs", "nests", "eggs", "wings"]);
    let run = home.run(["pilot", "start", "examples-or-hints", "birds", "--yes"]);
    assert_eq!(run.code, Some(3));
    assert!(run.stderr.contains("0 could take part"), "{}", run.stderr);
    home.printed(["pilot", "start", "interleaved-or-blocked", "birds", "--yes"]);
}

#[test]
fn a_deck_that_loses_a_skill_meanwhile_keeps_its_pilot() {
    let home = home_with(&["songs", "nests", "eggs", "wings"]);
    home.printed(["pilot", "start", "interleaved-or-blocked", "birds", "--yes"]);
    home.write("decks/birds.toml", deck(&["songs", "nests", "eggs"]));
    let told = home.printed(["pilot", "status", "birds"]);
    assert!(told.contains("wings: no longer in the deck"), "{told}");
    let mut client = Client::start_at(clock().fixed_offset(), &home, 7);
    let mut student = Student::new(Key::to_text(&deck(&["songs", "nests", "eggs"])), 4);
    let steps = sit(&mut client, &mut student);
    let of_pilot = steps
        .iter()
        .filter(|it| it["rules"].to_string().contains("pilot: "));
    assert!(of_pilot.count() >= 3, "{steps:?}");
    assert!(student.key.deck.skill(&SkillId::new("wings")).is_none());
}
