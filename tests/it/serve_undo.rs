//! Undo: what was taken back never was.

use serde_json::{Value, json};

use crate::harness::Home;
use crate::serve_client::Client;
use crate::serve_student::Key;

const DECK: &str = "rust-ownership";

struct Desk {
    home: Home,
    client: Client,
    key: Key,
}

impl Desk {
    fn new() -> Self {
        let home = Home::new();
        let client = Client::start(&home, 7);
        let key = Key::to_built_in(DECK);
        Self { home, client, key }
    }

    /// The next activity, with what came before it done: rightly or wrongly, in turn.
    fn until(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        for round in 0..100 {
            let mut scene = self.client.get("next");
            if scene["done"] == true {
                self.client.wait(86_400);
                continue;
            }
            let activity = scene["activity"].take();
            if fits(&activity) {
                return activity;
            }
            self.client.wait(20);
            self.work(&activity, round % 2 == 0);
        }
        panic!("no such activity came");
    }

    fn work(&mut self, activity: &Value, rightly: bool) -> Value {
        if activity["item"].is_null() {
            self.key.walk(&mut self.client, activity)
        } else {
            self.key.answer(&mut self.client, activity, rightly)
        }
    }

    fn progress(&mut self) -> Value {
        self.client.get("progress")
    }

    #[track_caller]
    fn undo(&mut self) -> Value {
        let mut scene = self.client.get("undo");
        assert_eq!(scene["scene"], "activity", "{scene}");
        scene["activity"].take()
    }

    /// The log and what is believed still agree.
    fn examine(self) {
        drop(self.client);
        let report = self.home.run(["doctor"]);
        assert!(
            report.stdout.contains("agrees with its log"),
            "{}",
            report.stdout
        );
    }
}

fn is_exercise(activity: &Value) -> bool {
    !activity["item"].is_null()
}

#[test]
fn an_answer_taken_back_never_was() {
    let mut desk = Desk::new();
    for kind in ["choice", "order", "short", "cloze", "multi"] {
        for rightly in [true, false] {
            let open = desk.until(|it| it["item_kind"] == kind);
            let before = desk.progress();
            desk.work(&open, rightly);
            assert_ne!(desk.progress(), before, "the answer to a {kind} counts");
            assert_eq!(desk.undo(), open, "the same {kind} is open again");
            assert_eq!(desk.progress(), before);
            desk.client.wait(20);
            desk.work(&open, true);
        }
    }
    desk.examine();
}

#[test]
fn hints_stay_taken_when_the_answer_is_taken_back() {
    let mut desk = Desk::new();
    desk.until(|it| it["hints_left"].as_u64() >= Some(1));
    let open = desk.client.get("hint")["activity"].take();
    let before = desk.progress();
    desk.work(&open, true);
    assert_eq!(desk.undo(), open);
    assert_eq!(desk.progress(), before);
    assert_ne!(open["hints"], json!([]));
    desk.examine();
}

#[test]
fn answers_are_taken_back_one_by_one() {
    let mut desk = Desk::new();
    let mut were = Vec::new();
    for _ in 0..3 {
        let open = desk.until(is_exercise);
        were.push((desk.client.now(), open.clone(), desk.progress()));
        desk.work(&open, false);
    }
    for (then, open, before) in were.iter().rev() {
        desk.client.set_now(*then);
        let mut reopened = desk.undo();
        // Lessons that were gone through between two answers.
        while !is_exercise(&reopened) {
            reopened = desk.undo();
        }
        assert_eq!((&reopened, &desk.progress()), (open, before));
    }
    desk.examine();
}

#[test]
fn the_last_answer_of_a_session_is_taken_back_after_its_end() {
    let mut desk = Desk::new();
    desk.client.call("goal.set", json!({ "minutes": 3 }));
    let open = desk.until(is_exercise);
    let before = desk.progress();
    let params = json!({ "response": "dont-know", "took_ms": 600_000 });
    desk.client.call("answer", params);
    assert_eq!(desk.client.get("next")["scene"], "ended");
    assert_eq!(desk.undo(), open);
    assert_eq!(desk.progress(), before);
    // The session runs again, and ends again.
    let params = json!({ "response": "dont-know", "took_ms": 600_000 });
    assert_eq!(desk.client.call("answer", params)["scene"], "feedback");
    assert_eq!(desk.client.get("next")["ended"]["answered"], 1);
    desk.examine();
}

#[test]
fn a_lesson_is_open_at_its_end_when_it_is_taken_back() {
    let mut desk = Desk::new();
    let lesson = desk.until(|it| it["kind"] == "lesson");
    let before = desk.progress();
    let now = desk.client.now();
    let finished = desk.work(&lesson, true);
    desk.client.get("next");
    let reopened = desk.undo();
    assert_eq!(reopened["exercise"], finished["exercise"]);
    desk.client.set_now(now);
    assert_eq!(desk.progress(), before);
    desk.examine();
}

#[test]
fn what_was_skipped_comes_back() {
    let mut desk = Desk::new();
    for way in ["skip", "postpone", "suspend"] {
        let open = desk.until(is_exercise);
        let before = desk.progress();
        desk.client.get(way);
        assert_eq!(desk.undo(), open, "after {way}");
        assert_eq!(desk.progress(), before);
        desk.client.wait(20);
        desk.work(&open, true);
    }
    desk.examine();
}

#[test]
fn a_question_of_the_baseline_is_asked_again() {
    let mut desk = Desk::new();
    let first = desk.client.get("baseline.next")["activity"].take();
    let second = desk.work(&first, false)["activity"].take();
    assert_ne!(first["item"], second["item"]);
    assert_eq!(desk.undo(), first);
    let again = desk.work(&first, false)["activity"].take();
    assert_eq!(again["item"], second["item"]);
}

#[test]
fn what_was_taken_back_stays_so_after_a_kill() {
    let mut desk = Desk::new();
    let open = desk.until(is_exercise);
    let before = desk.progress();
    desk.work(&open, true);
    desk.undo();
    let now = desk.client.kill();
    desk.client = Client::start_at(now, &desk.home, 7);
    assert_eq!(desk.progress(), before);
    assert_eq!(desk.client.get("next")["activity"], open);
    desk.examine();
}

#[test]
fn yesterday_stays_as_it_was() {
    let mut desk = Desk::new();
    desk.client.get("next");
    let fault = desk.client.refused("undo", json!({}));
    assert!(
        fault.message.contains("nothing to undo"),
        "{}",
        fault.message
    );
    let open = desk.until(is_exercise);
    desk.work(&open, true);
    desk.client.wait(86_400);
    let fault = desk.client.refused("undo", json!({}));
    assert!(
        fault.message.contains("nothing to undo"),
        "{}",
        fault.message
    );
}
