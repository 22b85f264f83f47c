//! Requests that are wrong: each gets a clear error, and the server goes on.

use serde_json::{Value, json};
use toml::Table;

use crate::harness::Home;
use crate::serve_client::Client;
use crate::serve_student::Key;

const REFUSED: i64 = 1;
const PARAMS: i64 = -32602;

const EVERY_KIND: &str = include_str!("../data/decks/every-kind.toml");

/// A session that opened with an exercise of a kind.
struct Opened {
    /// There as long as the server runs in it.
    _home: Home,
    client: Client,
    key: Key,
    activity: Value,
}

/// The only exercise of a deck, which is of that kind.
fn opened(kind: &str) -> Opened {
    let deck = with_only(kind);
    let home = Home::new();
    home.write("decks/percent.toml", &deck);
    let mut client = Client::start(&home, 7);
    let activity = client.call("next", json!({ "deck": "percent" }))["activity"].take();
    assert_eq!(activity["item_kind"], kind);
    Opened {
        _home: home,
        client,
        key: Key::to_text(&deck),
        activity,
    }
}

/// The deck with every kind of item, of which the first of one kind is left and nothing is taught.
fn with_only(kind: &str) -> String {
    let mut deck: Table = EVERY_KIND.parse().expect("a deck");
    let items = deck["item"].as_array_mut().expect("items");
    items.retain(|item| item["kind"].as_str() == Some(kind) && item.get("reserve").is_none());
    items.truncate(1);
    items[0]["skills"]
        .as_array_mut()
        .expect("skills")
        .truncate(1);
    for skill in deck["skill"].as_array_mut().expect("skills") {
        let skill = skill.as_table_mut().expect("a skill");
        skill.retain(|name, _| !["lesson", "asks", "example", "requires"].contains(&name));
    }
    deck.to_string()
}

#[test]
fn what_is_no_request_is_told_so() {
    let home = Home::new();
    let mut client = Client::start(&home, 7);
    let mut code = |line: &[u8]| {
        let answer = client.line(line);
        (answer["error"]["code"].as_i64(), answer["id"].clone())
    };
    assert_eq!(code(b"this is no JSON"), (Some(-32700), Value::Null));
    assert_eq!(
        code(b"{\"method\": \"decks\xff\"}"),
        (Some(-32700), Value::Null)
    );
    assert_eq!(code(b"[]"), (Some(-32600), Value::Null));
    assert_eq!(code(b"\"decks\""), (Some(-32600), Value::Null));
    assert_eq!(code(b"{\"id\": 3}"), (Some(-32600), json!(3)));
    assert_eq!(
        code(b"{\"id\": 3, \"method\": 4}"),
        (Some(-32600), json!(3))
    );
    assert_eq!(
        code(b"{\"id\": {}, \"method\": \"decks\"}"),
        (Some(-32600), Value::Null)
    );
    assert_eq!(
        code(b"{\"id\": \"a\", \"method\": \"decks\", \"params\": [1]}"),
        (Some(PARAMS), json!("a"))
    );
    client.get("decks");
}

#[test]
fn a_notification_is_carried_out_without_an_answer() {
    let home = Home::new();
    let mut client = Client::start(&home, 7);
    let now = client.now().to_rfc3339();
    let notify = |method: &str, params: Value| {
        let mut params = params;
        params["now"] = json!(now);
        json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string()
    };
    client.tell(notify("goal.set", json!({ "minutes": 20 })));
    client.tell(notify("no such method", json!({})));
    client.tell("");
    assert_eq!(client.get("scene")["scene"], "rating");
    assert_eq!(client.get("plan")["minutes"], 20);
}

#[test]
fn a_message_that_is_too_long_is_left_out() {
    let home = Home::new();
    let mut client = Client::start(&home, 7);
    let answer = client.line(vec![b'x'; 3 << 20]);
    assert_eq!(answer["error"]["code"], -32600);
    let message = answer["error"]["message"].as_str().expect("a message");
    assert!(message.contains("1048576 bytes"), "{message}");
    client.get("decks");
}

#[test]
fn unknown_methods_and_parameters_are_named() {
    let home = Home::new();
    let mut client = Client::start(&home, 7);
    let fault = client.refused("nextt", json!({}));
    assert_eq!(
        (fault.code, fault.message.contains("`nextt`")),
        (-32601, true)
    );
    for method in ["next", "progress", "goal.set"] {
        let fault = client.refused(method, json!({ "minuets": 3 }));
        assert_eq!(fault.code, PARAMS);
        assert!(fault.message.contains("`minuets`"), "{}", fault.message);
    }
}

#[test]
fn each_request_says_what_time_it_is() {
    let home = Home::new();
    let mut client = Client::start(&home, 7);
    let mut told = |now: &str| {
        let answer = client.line(format!(
            r#"{{"id": 1, "method": "decks", "params": {{{now}}}}}"#
        ));
        assert_eq!(answer["error"]["code"], PARAMS, "{answer}");
        answer["error"]["message"].to_string()
    };
    assert!(told("").contains("each request carries `now`"));
    assert!(told(r#""now": 1763798400"#).contains("`now`"));
    assert!(told(r#""now": "yesterday""#).contains("`yesterday`"));
    assert!(told(r#""now": "2026-11-22T09:00:00""#).contains("RFC 3339"));
    client.get("decks");
}

#[test]
fn the_systems_clock_takes_no_time_from_a_client() {
    let home = Home::new();
    let requests = r#"{"id": 1, "method": "decks", "params": {"now": "2026-11-22T09:00:00Z"}}
{"id": 2, "method": "initialize"}
"#;
    let run = home.told(["serve"], requests);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let answers: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(answers[0]["error"]["code"], PARAMS);
    assert_eq!(answers[1]["result"]["clock"], "system");
}

#[test]
fn what_does_not_fit_the_scene_says_what_the_scene_is() {
    let home = Home::new();
    let mut client = Client::start(&home, 7);
    let mut refused = |method: &str, params: Value| {
        let fault = client.refused(method, params);
        assert_eq!(fault.code, REFUSED, "{fault:?}");
        (fault.message, fault.scene.expect("a scene"))
    };
    for method in [
        "hint",
        "reveal",
        "skip",
        "postpone",
        "suspend",
        "more_help",
        "less_help",
        "end",
    ] {
        assert_eq!(refused(method, json!({})).1, "welcome", "{method}");
    }
    assert_eq!(refused("why", json!({})).1, "welcome");
    assert_eq!(refused("undo", json!({})).1, "welcome");
    assert_eq!(refused("baseline.repeat", json!({})).1, "welcome");
    assert_eq!(refused("choose", json!({ "index": 0 })).1, "welcome");
    let answer = json!({ "response": { "choice": 0 } });
    let (message, _) = refused("answer", answer.clone());
    assert!(message.contains("`next`"), "{message}");
    let (message, _) = refused("baseline.answer", answer.clone());
    assert!(message.contains("`baseline.next`"), "{message}");
    let (message, _) = refused("reply", json!({ "text": "a" }));
    assert!(message.contains("`answer`"), "{message}");
    let (message, _) = refused("deck.open", json!({ "deck": "birds" }));
    assert!(message.contains("`birds`"), "{message}");
    let (message, _) = refused("claim", json!({ "skill": "singing" }));
    assert!(message.contains("`singing`"), "{message}");

    client.get("baseline.next");
    let fault = client.refused("answer", answer);
    assert!(
        fault.message.contains("`baseline.answer`"),
        "{}",
        fault.message
    );
    assert_eq!(fault.scene.as_deref(), Some("activity"));
}

#[test]
fn ratings_count_all_or_none() {
    let home = Home::new();
    let mut client = Client::start(&home, 7);
    client.get("baseline.next");
    let before = client.get("baseline.result");
    for ratings in [
        json!({ "moves": 4, "no-skill": 2 }),
        json!({ "moves": 4, "scopes": 5 }),
    ] {
        let fault = client.refused("baseline.rate", json!({ "ratings": ratings }));
        assert_eq!(fault.code, PARAMS);
    }
    assert_eq!(client.get("baseline.result"), before);
}

#[test]
fn goals_that_cannot_be_are_refused() {
    let home = Home::new();
    let mut client = Client::start(&home, 7);
    let fault = client.refused("goal.set", json!({ "date": "next week" }));
    assert_eq!(fault.code, PARAMS);
    let fault = client.refused("goal.set", json!({ "track": "no-track" }));
    assert_eq!(fault.code, REFUSED);
    assert!(fault.message.contains("`no-track`"), "{}", fault.message);
    let fault = client.refused("goal.set", json!({ "deck": "no-deck" }));
    assert_eq!(fault.code, REFUSED);
    assert_eq!(client.get("scene")["scene"], "welcome");
}

#[test]
fn a_response_of_another_form_is_refused_and_the_exercise_stays() {
    let forms = [
        json!({ "choice": 0 }),
        json!({ "multi": [0] }),
        json!({ "cloze": ["a", "b"] }),
        json!({ "short": "a" }),
        json!({ "number": "1" }),
        json!({ "order": [0, 1, 2, 3] }),
        json!({ "steps": ["a"] }),
        json!({ "recall": { "text": "", "ticked": [] } }),
    ];
    for (kind, _) in forms
        .iter()
        .flat_map(|form| form.as_object().expect("a form"))
    {
        let mut it = opened(kind);
        for form in forms.iter().filter(|form| form.get(kind).is_none()) {
            let fault = it.client.refused("answer", json!({ "response": form }));
            assert_eq!(fault.code, REFUSED);
            assert!(
                fault.message.contains(&format!("expected {kind}:")),
                "{}",
                fault.message
            );
        }
        let fault = it
            .client
            .refused("answer", json!({ "response": { "chioce": 0 } }));
        assert_eq!(fault.code, PARAMS);
        assert!(fault.message.contains("`chioce`"), "{}", fault.message);
        for params in [
            json!({}),
            json!({ "response": "dont-know", "confidence": "very" }),
            json!({ "response": "dont-know", "took_ms": -1 }),
        ] {
            assert_eq!(it.client.refused("answer", params).code, PARAMS);
        }
        assert_eq!(it.client.get("next")["activity"], it.activity);
        it.key.answer(&mut it.client, &it.activity, true);
    }
}

#[test]
fn places_that_do_not_exist_are_refused() {
    let refuse = |kind: &str, responses: &[Value]| {
        let mut it = opened(kind);
        if kind == "recall" {
            it.client.get("reveal");
        }
        for response in responses {
            let response = json!({ "response": { kind: response } });
            let fault = it.client.refused("answer", response.clone());
            assert_eq!(fault.code, REFUSED, "{response}");
        }
        let result = it.key.answer(&mut it.client, &it.activity, true);
        assert_eq!(result["score"], 1.0);
    };
    refuse("choice", &[json!(3), json!(255)]);
    refuse(
        "cloze",
        &[json!([]), json!(["25"]), json!(["25", "75", "100"])],
    );
    refuse("multi", &[json!([0, 4]), json!([9]), json!([])]);
    refuse(
        "order",
        &[json!([0, 1, 2, 9]), json!([0, 1, 1, 2]), json!([])],
    );
    refuse("recall", &[json!({ "text": "", "ticked": [3] })]);
    refuse("steps", &[json!([]), json!(["a", "b", "c", "d"])]);
}

#[test]
fn points_are_ticked_once_they_were_revealed() {
    let mut it = opened("recall");
    assert_eq!(it.activity["exercise"]["revealed"], Value::Null);
    let response = json!({ "response": { "recall": { "text": "", "ticked": [0] } } });
    let fault = it.client.refused("answer", response.clone());
    assert!(fault.message.contains("revealed"), "{}", fault.message);
    let scene = it.client.get("reveal");
    let revealed = &scene["activity"]["exercise"]["revealed"];
    assert_eq!(revealed["points"].as_array().map(Vec::len), Some(3));
    assert_eq!(it.client.call("answer", response)["score"], 0.3333);
}

#[test]
fn control_characters_do_not_come_back() {
    let mut it = opened("short");
    let response = json!({ "short": "a \u{1b}[2Jfif\u{0}th\u{202e}\r" });
    let result = it.client.call("answer", json!({ "response": response }));
    assert_eq!(
        result["feedback"]["parts"][0]["yours"][0]["text"],
        "a [2Jfifth"
    );
    let intention = "after\u{7} lunch\u{1b}[0m";
    it.client
        .call("goal.set", json!({ "intention": intention }));
    assert_eq!(it.client.get("plan")["intention"], "after lunch[0m");
}

#[test]
fn a_text_of_half_a_megabyte_is_refused_at_once() {
    let mut it = opened("short");
    let huge = "fifth ".repeat(100_000);
    for (method, params) in [
        ("answer", json!({ "response": { "short": huge } })),
        ("goal.set", json!({ "intention": huge })),
    ] {
        let fault = it.client.refused(method, params);
        assert_eq!(fault.code, REFUSED);
        assert!(fault.message.contains("too long"), "{}", fault.message);
    }
    it.client
        .call("answer", json!({ "response": { "short": "a fifth" } }));
}

#[test]
fn a_number_that_takes_forever_to_work_out_is_no_answer() {
    let mut it = opened("number");
    let response = json!({ "number": "9^9^9^9^9^9" });
    let result = it.client.call("answer", json!({ "response": response }));
    assert_eq!(result["score"], 0.0);
}

#[test]
fn a_clock_set_back_loses_nothing() {
    let home = Home::new();
    let key = Key::to_built_in("rust-ownership");
    let mut client = Client::start(&home, 7);
    let answered = |client: &mut Client| -> u64 {
        let progress = client.get("progress");
        let days = progress["days"].as_array().expect("days");
        days.iter().filter_map(|day| day["attempts"].as_u64()).sum()
    };
    client.get("baseline.next");
    client.call("baseline.answer", json!({ "response": "dont-know" }));
    let before = answered(&mut client);
    // By an hour, by a day, by fifty years.
    for (round, back) in [3_600, 86_400, 50 * 365 * 86_400].into_iter().enumerate() {
        client.wait(-back);
        let mut scene = client.get("next");
        while scene["activity"]["item"].is_null() && scene["done"] == false {
            let walk = scene["activity"].take();
            key.walk(&mut client, &walk);
            scene = client.get("next");
        }
        let activity = scene["activity"].take();
        assert_ne!(
            activity,
            Value::Null,
            "nothing to do in round {round}: {scene}"
        );
        client.wait(-10);
        let result = key.answer(&mut client, &activity, false);
        assert_eq!(result["scene"], "feedback");
        assert_eq!(answered(&mut client), before + round as u64 + 1);
        for row in client.get("progress")["rows"].as_array().expect("rows") {
            let chance = row["estimate"]["chance"].as_f64().expect("a chance");
            assert!((0.0..=1.0).contains(&chance));
            let recall = &row["retrievability"];
            assert!(
                recall.is_null() || recall.as_f64().is_some_and(|it| it <= 1.0),
                "{row}"
            );
        }
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
fn it_ends_when_it_is_told_to_and_when_nobody_speaks_any_more() {
    let home = Home::new();
    let requests = r#"{"id": 1, "method": "shutdown", "params": {}}
{"id": 2, "method": "decks"}
"#;
    let run = home.told(["serve"], requests);
    assert_eq!(
        run.stdout,
        "{\"id\":1,\"jsonrpc\":\"2.0\",\"result\":null}\n"
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let run = home.told(["serve"], "");
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (Some(0), "", "")
    );
}
