//! How a client finds its way: what `next` does where, and how the coach is overruled.

use serde_json::{Value, json};

use crate::harness::Home;
use crate::serve_client::Client;
use crate::serve_student::Key;

const DECK: &str = "rust-ownership";

fn started() -> (Home, Client, Key) {
    let home = Home::new();
    let client = Client::start(&home, 7);
    (home, client, Key::to_built_in(DECK))
}

/// The next activity that fits, with what comes before it done rightly.
fn until(client: &mut Client, key: &Key, fits: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..100 {
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
            key.answer(client, &activity, true);
        }
    }
    panic!("no such activity came");
}

fn is_exercise(activity: &Value) -> bool {
    !activity["item"].is_null()
}

#[test]
fn next_takes_nothing_away_that_waits_for_an_answer() {
    let (_home, mut client, key) = started();
    let exercise = until(&mut client, &key, is_exercise);
    assert_eq!(client.get("next")["activity"], exercise);
    assert_eq!(
        client.call("next", json!({ "minutes_left": 3 }))["activity"],
        exercise
    );
    let asks = |it: &Value| it["exercise"]["now"]["ask"].is_string();
    let lesson = until(&mut client, &key, asks);
    assert_eq!(client.get("next")["activity"], lesson);
    client.call("reply", json!({ "text": "?" }));
}

#[test]
fn every_scene_has_one_form() {
    let (_home, mut client, key) = started();
    let mut see = |method: &str, params: Value, name: &str, done: bool| {
        let scene = client.call(method, params);
        assert_eq!(
            (&scene["scene"], &scene["done"]),
            (&json!(name), &json!(done)),
            "{method}"
        );
        assert!(scene[name].is_object(), "{method}: {scene}");
        let again = client.get("scene");
        assert_eq!(
            (&again["scene"], &again[name]),
            (&scene["scene"], &scene[name]),
            "{method}"
        );
        scene
    };
    see("scene", json!({}), "welcome", false);
    see("goal.set", json!({}), "rating", false);
    let question = see("baseline.next", json!({}), "activity", false);
    let right = key.right(&question["activity"]);
    see(
        "baseline.answer",
        json!({ "response": right }),
        "activity",
        false,
    );
    see("next", json!({}), "activity", false);
    see("end", json!({}), "ended", true);
    see("deck.open", json!({ "deck": DECK }), "today", true);
}

#[test]
fn the_baseline_is_not_begun_again_by_asking_for_a_question() {
    let (_home, mut client, key) = started();
    let mut scene = client.get("baseline.next");
    let mut asked = 0;
    while scene["done"] == false {
        assert_eq!(client.get("baseline.next")["activity"], scene["activity"]);
        let activity = scene["activity"].take();
        client.wait(10);
        scene = key.answer(&mut client, &activity, asked % 2 == 0);
        asked += 1;
    }
    assert_eq!(
        (&scene["map"]["asked"], &scene["settled"]),
        (&json!(asked), &json!(1.0))
    );
    let map = client.get("baseline.result");
    assert_eq!(map, scene["map"]);
    for _ in 0..2 {
        let again = client.get("baseline.next");
        assert_eq!((&again["done"], &again["map"]), (&json!(true), &map));
    }
    client.get("next");
    let again = client.get("baseline.next");
    assert_eq!(
        (&again["done"], &again["scene"]),
        (&json!(true), &json!("activity"))
    );
    assert_eq!(client.get("baseline.repeat")["scene"], "rating");
    let again = client.get("baseline.next");
    assert_eq!(
        (&again["done"], &again["activity"]["kind"]),
        (&json!(false), &json!("baseline"))
    );
}

#[test]
fn a_session_ends_when_the_client_says_so() {
    let (_home, mut client, _) = started();
    client.get("next");
    for _ in 0..2 {
        let scene = client.call("next", json!({ "minutes_left": 0 }));
        assert_eq!(
            (&scene["scene"], &scene["done"]),
            (&json!("ended"), &json!(true))
        );
    }
    let scene = client.call("next", json!({ "minutes_left": 2.5 }));
    assert_eq!(scene["activity"]["position"]["minutes_left"], 3.0);
    assert_eq!(client.get("end")["scene"], "ended");
}

#[test]
fn a_new_day_has_a_session_of_its_own() {
    let (_home, mut client, key) = started();
    for answered in [false, true] {
        let activity = until(&mut client, &key, is_exercise);
        client.wait(20);
        if answered {
            key.answer(&mut client, &activity, true);
        }
        client.wait(86_400);
        let scene = client.call("next", json!({ "minutes_left": 9 }));
        assert_eq!(scene["scene"], "activity", "{scene}");
        let position = &scene["activity"]["position"];
        assert_eq!(
            (&position["minutes_left"], &position["done"]),
            (&json!(9.0), &json!(0))
        );
        client.get("end");
        client.wait(86_400);
    }
}

#[test]
fn one_of_the_steps_offered_can_be_chosen() {
    let (_home, mut client, key) = started();
    until(&mut client, &key, is_exercise);
    let offers = client.get("options");
    let offers = offers.as_array().expect("offers");
    assert!((2..=3).contains(&offers.len()), "{offers:?}");
    let why = client.get("why");
    assert_eq!(
        why["candidates"].as_array().map(Vec::len),
        Some(offers.len())
    );
    let chosen = &client.call("choose", json!({ "index": 1 }))["activity"];
    assert_eq!(
        (&chosen["kind"], &chosen["skill"]),
        (&offers[1]["kind"], &offers[1]["skill"])
    );
    let fault = client.refused("choose", json!({ "index": 3 }));
    assert_eq!((fault.code, fault.scene.as_deref()), (1, Some("activity")));
}

#[test]
fn what_is_known_can_be_claimed_and_is_checked() {
    let (_home, mut client, _) = started();
    client.get("next");
    let check = client.call("claim", json!({ "skill": "slices" }))["activity"].take();
    assert_eq!(
        (&check["kind"], &check["skill"]),
        (&json!("check"), &json!("slices"))
    );
    assert_eq!(check["hints_left"], 0);
    let fault = client.refused("hint", json!({}));
    assert!(fault.message.contains("No more hints"), "{}", fault.message);
}

#[test]
fn help_goes_from_hints_to_the_lesson() {
    let (_home, mut client, key) = started();
    let exercise = until(&mut client, &key, |it| it["kind"] == "review");
    let hints = exercise["hints_left"].as_u64().expect("hints");
    for left in (0..hints).rev() {
        let shown = client.get("more_help");
        assert_eq!(shown["activity"]["hints_left"], left);
    }
    assert_eq!(client.refused("hint", json!({})).code, 1);
    let help = client.get("more_help")["activity"].take();
    assert_eq!(
        (&help["exercise"]["type"], &help["skill"]),
        (&json!("walk"), &exercise["skill"])
    );
}

#[test]
fn what_is_suspended_does_not_come_again() {
    let (_home, mut client, key) = started();
    let exercise = until(&mut client, &key, is_exercise);
    client.get("suspend");
    for _ in 0..25 {
        let other = until(&mut client, &key, is_exercise);
        assert_ne!(other["item"], exercise["item"]);
        client.wait(20);
        key.answer(&mut client, &other, true);
    }
}

/// On the second morning, after a first session that was ended at once.
fn second_morning() -> (Home, Client, Key) {
    let (home, mut client, key) = started();
    client.call("goal.set", json!({ "minutes": 40 }));
    client.get("next");
    client.get("end");
    client.go_to_day(1);
    (home, client, key)
}

#[test]
fn nothing_is_asked_before_a_session_of_a_client_that_did_not_ask_for_it() {
    let (_home, mut client, _) = second_morning();
    assert_eq!(client.get("next")["scene"], "activity");
}

#[test]
fn a_client_may_ask_to_be_asked_and_answer_or_go_on() {
    let (_home, mut client, _) = second_morning();
    let asked = client.call("next", json!({ "ask": true }));
    assert_eq!(
        (&asked["scene"], &asked["done"]),
        (&json!("opening"), &json!(false))
    );
    let question = &asked["opening"]["question"];
    assert_eq!(question["ask"], "predict");
    let exercises = question["exercises"].as_u64().unwrap();
    let fault = client.refused("predict", json!({ "right": exercises + 1 }));
    assert_eq!(fault.code, 1);
    let begun = client.call("predict", json!({ "right": exercises }));
    assert_eq!(begun["scene"], "activity");
    let fault = client.refused("return", json!({ "helped": "yes" }));
    assert_eq!(fault.code, 1);

    client.get("end");
    client.go_to_day(2);
    assert_eq!(
        client.call("next", json!({ "ask": true }))["scene"],
        "opening"
    );
    assert_eq!(
        client.get("next")["scene"],
        "activity",
        "it stands in no way"
    );
}

#[test]
fn a_skill_can_be_put_off_until_tomorrow() {
    let (_home, mut client, key) = second_morning();
    let skill = until(&mut client, &key, is_exercise)["skill"].take();
    let other = client.get("not_today");
    assert_ne!(other["activity"]["skill"], skill);
    let again = client.get("undo");
    assert_eq!(again["activity"]["skill"], skill);
}
