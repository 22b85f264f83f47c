//! A simulated learner: knows the deck's right answers, gives them or not, and learns.

use std::collections::BTreeMap;
use std::sync::Arc;

use gradus::core::{ItemId, Random, SkillId};
use gradus::deck::{Deck, Exercise, Item, Library, Option_};
use serde_json::{Value, json};

use crate::serve_client::Client;

/// What a student needs of a deck.
pub struct Key {
    pub deck: Arc<Deck>,
}

/// Someone who learns as they study, the same way each time.
pub struct Student {
    pub key: Key,
    /// By skill, in logits.
    ability: BTreeMap<SkillId, f64>,
    random: Random,
}

impl Key {
    /// The answers to a deck that is built in.
    pub fn to_built_in(deck: &str) -> Self {
        let library = Library::load(&[]);
        let deck = library.deck(&deck.into()).expect("a deck that is built in");
        Self { deck: deck.clone() }
    }

    /// The answers to a deck in one file.
    pub fn to_text(text: &str) -> Self {
        let (deck, _) = gradus::deck::parse("deck.toml", text);
        Self {
            deck: Arc::new(deck.expect("a deck that can be used")),
        }
    }

    pub fn item(&self, activity: &Value) -> &Item {
        let id = ItemId::new(activity["item"].as_str().expect("an exercise has an item"));
        self.deck.item(&id).expect("an item of the deck")
    }

    /// The right response to an exercise as it is shown.
    pub fn right(&self, activity: &Value) -> Value {
        let exercise = &activity["exercise"];
        let firsts = |texts: &[&Vec<String>]| -> Vec<String> {
            texts.iter().map(|accept| accept[0].clone()).collect()
        };
        match &self.item(activity).exercise {
            Exercise::Choice { options } => json!({ "choice": picks(options, exercise, true)[0] }),
            Exercise::Multi { options } => json!({ "multi": picks(options, exercise, true) }),
            Exercise::Cloze { gaps, .. } => {
                let accept: Vec<_> = gaps.iter().map(|gap| &gap.accept).collect();
                json!({ "cloze": firsts(&accept) })
            }
            Exercise::Short { accept, .. } => json!({ "short": accept[0] }),
            Exercise::Number { answer, .. } => json!({ "number": answer.to_string() }),
            Exercise::Order { lines, .. } => json!({ "order": places(lines, exercise) }),
            Exercise::Steps { steps, .. } => {
                let worked = exercise["worked"].as_array().expect("worked steps").len();
                let accept: Vec<_> = steps.iter().skip(worked).map(|it| &it.accept).collect();
                json!({ "steps": firsts(&accept) })
            }
            Exercise::Recall { points, .. } => {
                let all: Vec<usize> = (0..points.len()).collect();
                json!({ "recall": { "text": "aloud", "ticked": all } })
            }
        }
    }

    /// A wrong response of the right form.
    pub fn wrong(&self, activity: &Value) -> Value {
        const NEVER: &str = "never an answer";
        let exercise = &activity["exercise"];
        match &self.item(activity).exercise {
            Exercise::Choice { options } => json!({ "choice": picks(options, exercise, false)[0] }),
            Exercise::Multi { options } => json!({ "multi": picks(options, exercise, false) }),
            Exercise::Cloze { gaps, .. } => json!({ "cloze": vec![NEVER; gaps.len()] }),
            Exercise::Short { .. } => json!({ "short": NEVER }),
            Exercise::Number { .. } => json!({ "number": "-987654321" }),
            Exercise::Order { lines, .. } => {
                let mut order = places(lines, exercise);
                order.reverse();
                json!({ "order": order })
            }
            Exercise::Steps { .. } => {
                let open = exercise["open"].as_array().expect("open steps").len();
                json!({ "steps": vec![NEVER; open] })
            }
            Exercise::Recall { .. } => json!({ "recall": { "text": "aloud", "ticked": [] } }),
        }
    }

    /// The right answers to the questions of a lesson or example, in order. An example that comes back
    /// asks only its last steps.
    pub fn replies(&self, activity: &Value) -> Vec<String> {
        let id = SkillId::new(activity["skill"].as_str().expect("a skill"));
        let skill = self.deck.skill(&id).expect("a skill of the deck");
        let asks = match activity["kind"].as_str() {
            Some("lesson") => skill.asks.iter().collect(),
            Some("example") => {
                let steps = skill.example.as_ref().map_or(&[][..], |it| &it.steps);
                let left = activity["exercise"]["steps"].as_u64().expect("steps") as usize;
                let left = &steps[steps.len() - left..];
                left.iter().filter_map(|step| step.ask.as_ref()).collect()
            }
            _ => Vec::new(),
        };
        asks.iter().map(|ask| ask.accept[0].clone()).collect()
    }

    /// Answers an exercise rightly or not, with what that takes: looking at the points before
    /// ticking them, and saying how sure one is where that is asked.
    #[track_caller]
    pub fn answer(&self, client: &mut Client, activity: &Value, rightly: bool) -> Value {
        if activity["item_kind"] == "recall" {
            client.get("reveal");
        }
        let response = if rightly {
            self.right(activity)
        } else {
            self.wrong(activity)
        };
        let mut params = json!({ "response": response });
        if activity["asks_confidence"] == true {
            params["confidence"] = json!("fairly");
        }
        let method = match activity["kind"].as_str() {
            Some("baseline") => "baseline.answer",
            _ => "answer",
        };
        client.call(method, params)
    }

    /// Goes through a lesson, example or repair, and gives it as it stands at its end.
    #[track_caller]
    pub fn walk(&self, client: &mut Client, activity: &Value) -> Value {
        let mut shown = activity.clone();
        let answered = answered(&shown);
        for text in self.replies(activity).into_iter().skip(answered) {
            while shown["exercise"]["now"]["ask"].is_null() {
                client.wait(10);
                shown = client.get("next")["activity"].take();
            }
            client.wait(30);
            let mut result = client.call("reply", json!({ "text": text }));
            assert_eq!(result["step"]["right"], true, "{result}");
            shown = result["activity"].take();
        }
        client.wait(40);
        shown
    }
}

/// Questions of a lesson answered so far.
fn answered(activity: &Value) -> usize {
    let done = activity["exercise"]["done"].as_array();
    done.map_or(0, |steps| {
        steps.iter().filter(|step| !step["ask"].is_null()).count()
    })
}

/// The places of the right, or the wrong, options.
fn picks(options: &[Option_], exercise: &Value, correct: bool) -> Vec<usize> {
    let shown = exercise["options"].as_array().expect("options");
    let is_meant = |text: &Value| {
        options
            .iter()
            .any(|it| it.correct == correct && Some(it.text.as_str()) == text.as_str())
    };
    (0..shown.len())
        .filter(|&at| is_meant(&shown[at]))
        .collect()
}

/// Where each line stands on the screen; lines that read the same stand for one another.
fn places(lines: &[String], exercise: &Value) -> Vec<usize> {
    let shown = exercise["lines"].as_array().expect("lines");
    let mut taken: Vec<usize> = Vec::new();
    for line in lines {
        let at = (0..shown.len()).find(|at| shown[*at] == line.as_str() && !taken.contains(at));
        taken.push(at.expect("each line is shown"));
    }
    taken
}

impl Student {
    /// Someone who knows little of the deck, and `seed` decides the rest.
    pub fn new(key: Key, seed: u64) -> Self {
        let skills = key.deck.skills.iter();
        Self {
            ability: skills.map(|skill| (skill.id.clone(), -1.0)).collect(),
            key,
            random: Random::seeded(seed),
        }
    }

    /// Answers as well as they can by now, and learns from it.
    #[track_caller]
    pub fn answer(&mut self, client: &mut Client, activity: &Value) -> Value {
        let item = self.key.item(activity);
        let harder = 0.5 * (f64::from(item.level) - 3.0);
        let weakest = item
            .skills
            .iter()
            .map(|skill| self.ability[skill])
            .fold(9.0, f64::min);
        let chance = 1.0 / (1.0 + (harder - weakest).exp());
        for skill in item.skills.clone() {
            self.learn(&skill, 0.15);
        }
        let rightly = (self.random.bits() as f64 / u64::MAX as f64) < chance;
        client.wait(25);
        let result = self.key.answer(client, activity, rightly);
        client.wait(15);
        result
    }

    #[track_caller]
    pub fn walk(&mut self, client: &mut Client, activity: &Value) {
        self.key.walk(client, activity);
        let skill = SkillId::new(activity["skill"].as_str().expect("a skill"));
        self.learn(&skill, 0.8);
    }

    fn learn(&mut self, skill: &SkillId, by: f64) {
        *self.ability.get_mut(skill).expect("a skill of the deck") += by;
    }

    /// Rates themselves and goes through the baseline to its end.
    pub fn take_baseline(&mut self, client: &mut Client) {
        let first = &self.key.deck.skills[0].id;
        client.call("baseline.rate", json!({ "ratings": { first.as_str(): 1 } }));
        let mut scene = client.get("baseline.next");
        while scene["done"] == false {
            let activity = scene["activity"].take();
            scene = self.answer(client, &activity);
        }
        assert_eq!(scene["scene"], "map");
    }
}
