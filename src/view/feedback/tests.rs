//! Wordings, case by case, over items made up for them.

use std::sync::Arc;

use super::feedback;
use crate::core::{
    ActivityKind, Confidence, ItemId, MisconceptionId, Response, Stage, StudyDay, Support,
};
use crate::deck::{
    Ask, Because, Compare, Example, Exercise, Gap, Item, Option_, Piece, Step, StepAnswer,
    Tolerance,
};
use crate::event::{Attempt, Decision};
use crate::exercise::{Instance, grade};
use crate::learner::{Band, ConfBin, Estimate, Moment, Outcome, Sighting};
use crate::session::testing::Player;
use crate::session::{Standing, Told};
use crate::view::scene::Feedback;

/// An answer to an item of which the deck says no more than what is right.
struct Case {
    player: Player,
    item: Item,
    response: Response,
    confidence: Option<Confidence>,
    took_ms: u32,
    hints: u8,
    stage: Stage,
    predicted: f64,
    after: Band,
    earlier: Vec<Sighting>,
    next: Option<Decision>,
}

impl Case {
    fn new(exercise: Exercise, response: Response) -> Self {
        let player = Player::novice(20);
        let item = Item {
            exercise,
            hints: Vec::new(),
            explain: String::new(),
            improve: String::new(),
            ..player.session.deck.items[0].clone()
        };
        Self {
            player,
            item,
            response,
            confidence: None,
            took_ms: 20_000,
            hints: 0,
            stage: Stage::Bare,
            predicted: 0.5,
            after: Band::Growing,
            earlier: Vec::new(),
            next: None,
        }
    }

    fn sure(mut self, confidence: Confidence) -> Self {
        self.confidence = Some(confidence);
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    fn decision(&self, activity: ActivityKind) -> Decision {
        Decision {
            activity,
            skill: self.item.skills[0].clone(),
            item: Some(self.item.id.clone()),
            misconception: None,
            stage: self.stage,
            seed: 7,
            predicted: Some(self.predicted),
            candidates: Vec::new(),
            rules: Vec::new(),
            minutes_left: 10.0,
        }
    }

    fn told(&self) -> Feedback {
        let mut session = self.player.session.clone();
        let mut deck = session.deck.as_ref().clone();
        deck.items[0] = self.item.clone();
        session.deck = Arc::new(deck);
        let graded = grade(
            &self.item,
            &Instance::new(&self.item, 7, self.stage),
            &self.response,
        );
        let attempt = Attempt {
            item: self.item.id.clone(),
            version: self.item.version.id,
            activity: ActivityKind::Practice,
            response: self.response.clone(),
            score: graded.score,
            support: if self.hints > 0 {
                Support::Hints
            } else {
                Support::None
            },
            hints: self.hints,
            confidence: self.confidence,
            took_ms: self.took_ms,
            predicted: self.predicted,
            misconceptions: graded.misconceptions.clone(),
            seed: 7,
        };
        let standing = |band| Standing {
            estimate: Estimate {
                mean: 0.5,
                low: 0.4,
                high: 0.6,
            },
            band,
        };
        let told = Told {
            decision: self.decision(ActivityKind::Practice),
            attempt,
            grade: graded,
            before: standing(Band::Growing),
            after: standing(self.after),
            earlier: self.earlier.clone(),
            next: self.next.clone(),
            rest: false,
        };
        feedback(&session, &told, self.player.now)
    }

    fn today(&self) -> StudyDay {
        self.player.now.day
    }

    fn sighting(&self, days_ago: i32) -> Sighting {
        Sighting {
            day: self.today() - days_ago,
            utc_ms: 0,
            item: self.item.id.clone(),
            skill: self.player.session.deck.skills[2].id.clone(),
            certain: false,
        }
    }
}

fn option(text: &str, correct: bool, because: &str) -> Option_ {
    Option_ {
        text: text.to_owned(),
        correct,
        because: because.to_owned(),
        misconception: None,
    }
}

fn choice(response: Response) -> Case {
    let options = vec![
        option("It moves.", true, "Nothing copies it."),
        option("It copies.", false, ""),
    ];
    Case::new(Exercise::Choice { options }, response)
}

/// A choice whose wrong option shows the first misconception of the deck's third skill.
fn misled() -> Case {
    let mut case = choice(Response::Choice(1));
    let misconception = case.player.session.deck.skills[2].misconceptions[0].clone();
    if let Exercise::Choice { options } = &mut case.item.exercise {
        options[1].misconception = Some(misconception.id);
    }
    case
}

fn multi(picked: &[u8]) -> Case {
    let options = vec![
        option("`i32`", true, ""),
        option("`&str`", true, "A reference is an address."),
        option("`String`", false, "It owns memory."),
        option("`Vec<u8>`", false, ""),
        option("`bool`", true, ""),
    ];
    Case::new(
        Exercise::Multi { options },
        Response::Multi(picked.to_vec()),
    )
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|it| (*it).to_owned()).collect()
}

fn cloze(typed: &[&str]) -> Case {
    let gap = |accept: &str, wrong: &str| Gap {
        accept: texts(&[accept]),
        wrong: vec![Because {
            text: wrong.to_owned(),
            because: "That is for reading.".to_owned(),
            misconception: None,
        }],
    };
    let exercise = Exercise::Cloze {
        pieces: vec![
            Piece::Gap(0),
            Piece::Text(" ".to_owned()),
            Piece::Gap(1),
            Piece::Gap(2),
        ],
        gaps: vec![gap("&mut", "&ref"), gap("drop", "x"), gap("String", "y")],
        compare: Compare::default(),
    };
    Case::new(exercise, Response::Cloze(texts(typed)))
}

fn steps(typed: &[&str]) -> Case {
    let step = |accept: &str| StepAnswer {
        say: String::new(),
        prompt: String::new(),
        accept: texts(&[accept]),
        number: None,
        because: format!("It says `{accept}`."),
    };
    let exercise = Exercise::Steps {
        steps: vec![step("owner"), step("borrow"), step("return")],
        compare: Compare::default(),
    };
    Case::new(exercise, Response::Steps(texts(typed)))
}

fn order(placed: &[u8]) -> Case {
    let exercise = Exercise::Order {
        lines: texts(&["a", "b", "c", "d"]),
        distractors: texts(&["x"]),
    };
    Case::new(exercise, Response::Order(placed.to_vec()))
}

fn number(typed: &str) -> Case {
    let exercise = Exercise::Number {
        answer: 5_000.0,
        tolerance: Tolerance::Absolute(0.0),
        unit: "m".to_owned(),
        wrong: Vec::new(),
    };
    Case::new(exercise, Response::Number(typed.to_owned()))
}

fn short(typed: &str) -> Case {
    let exercise = Exercise::Short {
        accept: texts(&["the owner"]),
        wrong: Vec::new(),
        compare: Compare::default(),
    };
    Case::new(exercise, Response::Short(typed.to_owned()))
}

#[test]
fn what_was_right_is_said_of_what_was_picked() {
    let saw = |picked: &[u8]| multi(picked).told().saw.unwrap_or_default();
    for (picked, expected) in [
        (
            &[0, 1][..],
            "Both that you picked are right; one is missing.",
        ),
        (&[0], "The one that you picked is right; two are missing."),
        (
            &[0, 1, 4, 2],
            "Three of the four that you picked are right.",
        ),
        (
            &[0, 2],
            "One of the two that you picked is right; two are missing.",
        ),
        (&[2], "One option you rightly left alone."),
        (&[2, 3], ""),
    ] {
        assert_eq!(saw(picked), expected, "{picked:?}");
    }
    assert_eq!(
        multi(&[0, 1, 4]).told().saw,
        None,
        "all right is said otherwise"
    );
}

#[test]
fn reasons_name_the_option_the_gap_or_the_step_they_are_about() {
    assert_eq!(
        multi(&[0, 2]).told().why,
        [
            "You left out `&str`: A reference is an address.",
            "You picked `String`: It owns memory."
        ]
    );
    // What is not code alone is set apart by quotes.
    let prose = multi(&[0, 2]).with(|it| {
        if let Exercise::Multi { options } = &mut it.item.exercise {
            options[2].text = "`r` can change it.".to_owned();
        }
    });
    assert_eq!(
        prose.told().why[1],
        "You picked “`r` can change it”: It owns memory."
    );
    assert_eq!(
        cloze(&["&ref", "String", "drop"]).told().why,
        [
            "Gap 1: That is for reading.",
            "Gaps 2 and 3 have each other's answers."
        ]
    );
    assert_eq!(
        steps(&["owner", "borrows", ""]).told().why,
        [
            "Step 2: Right but for an s at the end of a word. It says `borrow`.",
            "Step 3: Nothing stands there yet. It says `return`."
        ]
    );
    // Two of three steps stood there already: only one is left to speak of.
    let guided = steps(&["returned"]).with(|it| it.stage = Stage::Guided);
    assert_eq!(guided.told().why, ["It says `return`."]);
    assert_eq!(
        short("owner").told().why,
        ["Right but for `the`, which is missing."]
    );
    assert_eq!(
        number("5").told().why,
        ["The number would be right in km; it is asked for in m."]
    );
}

#[test]
fn a_long_option_is_named_by_its_number_on_the_screen() {
    let long = "let longest = pick_the_longer_of(first.as_str(), second.as_str());";
    let case = multi(&[0, 2]).with(|it| {
        if let Exercise::Multi { options } = &mut it.item.exercise {
            options[2].text = long.to_owned();
        }
    });
    let told = case.told();
    let place = told.options.iter().position(|it| it == long).unwrap() + 1;
    let expected = format!("You picked option {place}: It owns memory.");
    assert_eq!(told.why[1], expected);
}

#[test]
fn of_lines_it_says_what_puts_them_right_and_how_far_they_are() {
    let told = order(&[0, 2, 1, 3]).told();
    assert_eq!(
        told.why,
        ["Right but for two neighbors: lines 2 and 3 stand in each other's place."]
    );
    assert_eq!(told.saw.as_deref(), Some("The first line is right."));
    let told = order(&[0, 1, 4, 3, 2]).told();
    assert!(told.why.is_empty(), "{:?}", told.why);
    assert_eq!(told.saw.as_deref(), Some("The first two lines are right."));
    assert_eq!(order(&[3, 2, 1, 0]).told().saw, None);
}

#[test]
fn why_the_right_answer_is_right_is_told_by_its_option_where_the_item_says_nothing() {
    let told = choice(Response::Choice(1)).told();
    assert_eq!(told.explain, "Nothing copies it.");
    let explained = choice(Response::Choice(1)).with(|it| it.item.explain = "So.".to_owned());
    assert_eq!(explained.told().explain, "So.");
    // Who was unsure reads it as the reason of their own option, once.
    let unsure = choice(Response::Choice(0)).sure(Confidence::Unsure).told();
    assert_eq!(unsure.why, ["Nothing copies it."]);
    assert_eq!(unsure.explain, "");
}

#[test]
fn next_time_is_the_authors_else_the_examples_else_the_first_hints() {
    let with = |case: Case, improve: &str, hint: &str| {
        case.with(|it| {
            it.item.improve = improve.to_owned();
            it.item.hints = texts(&[hint]);
        })
    };
    let hinted = with(short("x"), "", "Who ends it?");
    assert_eq!(
        hinted.told().improve,
        "Begin with what the first hint says: Who ends it?"
    );
    let taken = with(short("x"), "", "Who ends it?").with(|it| it.hints = 1);
    assert_eq!(taken.told().improve, "", "they have read it");
    let authors = with(short("x"), "Look first.", "Who ends it?");
    assert_eq!(authors.told().improve, "Look first.");

    let example = |asks: &[&str]| Example {
        problem: String::new(),
        steps: asks
            .iter()
            .map(|accept| Step {
                say: String::new(),
                ask: Some(Ask {
                    ask: format!("Is it {accept}?"),
                    accept: texts(&[accept]),
                    because: String::new(),
                }),
            })
            .collect(),
    };
    let told = |asks: &[&str]| {
        let case = short("x").with(|it| {
            let mut deck = it.player.session.deck.as_ref().clone();
            let at = deck.skill_index(&it.item.skills[0]).unwrap();
            deck.skills[at].example = Some(example(asks));
            it.player.session.deck = Arc::new(deck);
        });
        case.told().improve
    };
    assert_eq!(
        told(&["no", "The owner."]),
        "The worked example asks for the same in its step 2: Is it The owner.?"
    );
    assert_eq!(told(&["the owner", "the owner"]), "", "which of the two?");
    assert_eq!(told(&["the reader"]), "");
}

#[test]
fn who_was_sure_and_wrong_is_told_most() {
    let plain = misled().told();
    assert!(!plain.deep);
    assert_eq!(
        (plain.to_do.as_str(), plain.misconception.unwrap().repair),
        ("", String::new())
    );

    let case = misled().sure(Confidence::Fairly);
    let deep = case.told();
    assert!(deep.deep);
    let found = &case.player.session.deck.skills[2].misconceptions[0];
    let note = deep.misconception.unwrap();
    assert_eq!((&note.belief, &note.repair), (&found.belief, &found.repair));
    assert!(!deep.to_do.is_empty());
    assert_eq!(
        deep.notes[0],
        "You were fairly sure, so this one is worth a moment."
    );
}

#[test]
fn the_contrast_is_not_told_twice() {
    let id = |case: &Case| {
        case.player.session.deck.skills[2].misconceptions[0]
            .id
            .clone()
    };
    let repair = |case: Case| case.told().misconception.unwrap().repair;
    let next = misled().sure(Confidence::Certain).with(|it| {
        it.next = Some(Decision {
            misconception: Some(id(it)),
            ..it.decision(ActivityKind::Repair)
        });
    });
    assert_eq!(repair(next), "", "it comes next");
    let repaired = |days_ago| {
        misled().sure(Confidence::Certain).with(|it| {
            let day = it.today() - days_ago;
            let (id, utc_ms) = (id(it), 0);
            let repaired = &mut it.player.session.learner.repaired;
            repaired.insert(id, Moment { utc_ms, day });
        })
    };
    assert_eq!(repair(repaired(0)), "", "it was read today");
    assert!(!repair(repaired(1)).is_empty());
}

#[test]
fn each_kind_has_one_thing_to_do() {
    let to_do = |case: Case| case.sure(Confidence::Certain).told().to_do;
    let plain = |case: Case| case.with(|it| it.item.prompt = "Which?".to_owned());
    let code = |case: Case| case.with(|it| it.item.prompt = "```rust\nx\n```".to_owned());
    let said = [
        to_do(plain(choice(Response::Choice(1)))),
        to_do(code(choice(Response::Choice(1)))),
        to_do(cloze(&["a", "b", "c"])),
        to_do(number("3")),
        to_do(order(&[2, 0, 3, 1])),
        to_do(steps(&["a"])),
    ];
    let different: std::collections::BTreeSet<&String> = said.iter().collect();
    assert_eq!(different.len(), said.len(), "{said:?}");
    assert!(said.iter().all(|it| it.ends_with('.')));
}

#[test]
fn a_misconception_is_told_with_when_and_where_it_showed() {
    let place = Player::new().session.deck.skills[2].title.clone();
    for (days_ago, expected) in [
        (&[5][..], "Second time, as on Tuesday in"),
        (&[9, 1], "Third time, as yesterday in"),
        (&[12, 11, 10], "Four times now, as 10 days ago in"),
        (&[0], "Second time, as earlier today in"),
        (&[9; 12], "Again, as 9 days ago in"),
    ] {
        let case = misled();
        let earlier = days_ago.iter().map(|it| case.sighting(*it)).collect();
        let note = case.with(|it| it.earlier = earlier).told().misconception;
        let before = note.unwrap().before.unwrap();
        assert_eq!(before, format!("{expected} {place}."));
    }
    assert_eq!(misled().told().misconception.unwrap().before, None);
}

#[test]
fn confidence_is_held_against_what_came_of_it() {
    let first = |case: Case| case.told().notes.into_iter().next();
    let right = || choice(Response::Choice(0));
    let wrong = || choice(Response::Choice(1));
    for (case, expected) in [
        (
            right().sure(Confidence::Guess),
            "A guess that came out right: read why, so that next time it is no guess.",
        ),
        (
            right().sure(Confidence::Unsure),
            "You were unsure, and it is right.",
        ),
        (
            wrong().sure(Confidence::Unsure),
            "You were unsure, and that fits.",
        ),
        (
            wrong().sure(Confidence::Certain),
            "You were certain. Surprises like this one are remembered best, so take a moment with it.",
        ),
    ] {
        assert_eq!(first(case).as_deref(), Some(expected));
    }
    assert_eq!(first(right().sure(Confidence::Certain)), None);
    assert_eq!(first(wrong()), None);
}

#[test]
fn how_such_confidence_fared_is_told_from_enough_answers_on() {
    let notes = |n: u32| {
        let case = choice(Response::Choice(1))
            .sure(Confidence::Certain)
            .with(|it| {
                let skill = it.item.skills[0].clone();
                let learner = &mut it.player.session.learner;
                let mut state = learner.fresh.clone();
                state.confidence[3] = ConfBin { n, right: 2.0 };
                learner.skills.insert(skill, state);
            });
        case.told().notes
    };
    assert_eq!(notes(4).len(), 1);
    let title = &Player::new().session.deck.skills[0].title;
    let expected = format!("Of five answers of which you were sure in {title}, two came right.");
    assert_eq!(notes(5)[1], expected);
}

#[test]
fn help_is_named() {
    let helped = |picked, hints| {
        let case = choice(Response::Choice(picked)).with(|it| it.hints = hints);
        case.told().notes
    };
    assert_eq!(
        helped(0, 1),
        ["With help (one hint), so I count on it a little less until it comes alone."]
    );
    assert_eq!(helped(1, 2), ["That was with two hints."]);
    assert!(helped(0, 0).is_empty());
}

#[test]
fn what_was_tried_before_is_named() {
    let notes = |picked, before_score, days_ago| {
        let case = choice(Response::Choice(picked)).with(|it| {
            let outcome = |day, score| Outcome {
                item: it.item.id.clone(),
                day,
                score,
                support: Support::None,
                level: 3,
                confidence: None,
                activity: ActivityKind::Practice,
            };
            let other = Outcome {
                item: ItemId::new("other"),
                ..outcome(it.today(), 1.0)
            };
            let now = outcome(it.today(), if picked == 0 { 1.0 } else { 0.0 });
            let recent = vec![outcome(it.today() - days_ago, before_score), other, now];
            let skill = it.item.skills[0].clone();
            let learner = &mut it.player.session.learner;
            let mut state = learner.fresh.clone();
            state.recent = recent;
            learner.skills.insert(skill, state);
        });
        case.told().notes
    };
    assert_eq!(
        notes(0, 0.0, 5),
        ["This one did not come on Tuesday; now it did."]
    );
    assert_eq!(notes(1, 1.0, 0), ["This one came right earlier today."]);
    assert!(notes(0, 1.0, 5).is_empty() && notes(1, 0.0, 5).is_empty());
}

/// With a pace of twenty seconds, more or less.
fn timed(case: Case, took_ms: u32) -> Case {
    case.with(|it| {
        let pace = &mut it.player.session.learner.pace;
        pace.answers = 20;
        pace.mean = 20_000_f64.ln();
        pace.squares = 20.0 * 0.1;
        it.took_ms = took_ms;
    })
}

#[test]
fn time_is_named_where_it_is_not_the_usual() {
    let notes = |took_ms| timed(choice(Response::Choice(1)), took_ms).told().notes;
    assert_eq!(
        notes(95_000),
        ["It took you 2 minutes; your usual is 20 seconds."]
    );
    assert_eq!(
        notes(4_000),
        ["It took you 4 seconds; your usual is 20 seconds."]
    );
    assert!(notes(20_000).is_empty());
    assert!(
        choice(Response::Choice(1))
            .with(|it| it.took_ms = 1)
            .told()
            .notes
            .is_empty()
    );
}

#[test]
fn who_is_strong_and_right_at_speed_gets_one_line() {
    let brief = |change: fn(&mut Case)| {
        let case = timed(choice(Response::Choice(0)), 20_000).with(|it| {
            it.stage = Stage::Open;
            it.predicted = 0.9;
        });
        case.with(change).told().brief
    };
    assert!(brief(|_| {}));
    assert!(!brief(|it| it.took_ms = 95_000), "not at speed");
    assert!(!brief(|it| it.predicted = 0.6), "that is news");
    assert!(!brief(|it| it.confidence = Some(Confidence::Unsure)));
    assert!(!brief(|it| it.response = Response::Choice(1)));
}

#[test]
fn what_comes_next_is_named_with_why() {
    let next = |activity: ActivityKind, rule: &str| {
        let case = choice(Response::Choice(1)).with(|it| {
            let rules = texts(&[rule]).into_iter().filter(|it| !it.is_empty());
            it.next = Some(Decision {
                rules: rules.collect(),
                ..it.decision(activity)
            });
            let day = it.today() - 5;
            let skill = it.item.skills[0].clone();
            let learner = &mut it.player.session.learner;
            let mut state = learner.fresh.clone();
            state.attempts = 3;
            state.last_seen = Some(Moment { utc_ms: 0, day });
            learner.skills.insert(skill, state);
        });
        case.told().next
    };
    let deck = Player::new().session.deck.clone();
    let title = &deck.skills[0].title;
    let opened = deck.opened_by(&deck.skills[0].id).next().unwrap();
    for (activity, rule, expected) in [
        (ActivityKind::Review, "", format!("come back to {title}, last done on Tuesday, before it fades.")),
        (ActivityKind::Lesson, "", format!("a short lesson on {title}, which opens {}.", opened.title)),
        (ActivityKind::Lesson, "missed more than once today", format!("a short lesson on {title}, since it did not come twice today.")),
        (ActivityKind::Lesson, "keeps slipping", format!("a short lesson on {title}, since it keeps slipping.")),
        (ActivityKind::Repair, "same misconception again", "two cases side by side that show the difference, since the same idea misled you again.".to_owned()),
        (ActivityKind::Review, "warm-up before Moves", format!("come back to {title}, to warm up for Moves.")),
        (ActivityKind::Check, "", format!("check {title}, to call it strong.")),
        (ActivityKind::Stretch, "", format!("go further with {title}, since it is secure.")),
    ] {
        assert_eq!(next(activity, rule), expected);
    }
    let practice = next(ActivityKind::Practice, "");
    let start = format!("practice {title}, where I give you ");
    assert!(
        practice.starts_with(&start) && practice.contains('–'),
        "{practice}"
    );
    assert_eq!(
        choice(Response::Choice(1)).told().next,
        "the end of this session: nothing else wants doing today."
    );
}

#[test]
fn strong_again_is_told_whatever_the_rest() {
    let case = choice(Response::Choice(0)).with(|it| it.after = Band::Strong);
    let notes = case.told().notes;
    assert_eq!(
        notes,
        ["Shown alone, on an exercise you had not seen: this is strong now."]
    );
}

#[test]
fn a_misconception_that_the_deck_does_not_know_is_not_spoken_of() {
    let mut case = choice(Response::Choice(1));
    if let Exercise::Choice { options } = &mut case.item.exercise {
        options[1].misconception = Some(MisconceptionId::new("of-another-deck"));
    }
    assert_eq!(case.told().misconception, None);
}
