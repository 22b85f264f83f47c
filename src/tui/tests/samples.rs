//! A learner of Rust's ownership on a Sunday, as the screens would get them.

use crate::core::{ActivityKind, Confidence, DeckId, ItemId, SkillId, Stage, StudyDay, TrackId};
use crate::view::*;

fn day(text: &str) -> StudyDay {
    StudyDay::parse(text).unwrap()
}

pub fn estimate(band: &'static str, chance: f64, low: f64, high: f64) -> SkillEstimate {
    let mark = match band {
        "strong" => '▲',
        "fading" => '▽',
        "growing" => '△',
        "gap" => '○',
        _ => '?',
    };
    SkillEstimate {
        chance,
        low,
        high,
        band,
        mark,
    }
}

pub const DECK: &str = "Rust: ownership and borrowing";

const AHEAD: &str = "15 minutes a day should bring you to 71 %, 58 to 82, by 20 December. For 80 %: \
25 minutes, or the same until 10 January.";

pub fn today() -> Scene {
    let line = |minutes, verb, what: &str| PlanLine {
        minutes,
        verb,
        what: what.to_owned(),
    };
    Scene::Today(Today {
        deck: DeckId::new("rust-ownership"),
        deck_title: DECK.to_owned(),
        goal_title: "Write Rust that compiles the first time".to_owned(),
        day: day("2026-11-22"),
        share: 0.58,
        low: 0.52,
        high: 0.64,
        minutes: 15,
        minutes_done: 0.0,
        plan: vec![
            line(
                6.0,
                "come back to",
                "Moves, Slices and two more, before they fade",
            ),
            line(6.0, "learn", "Borrowing, which opens three more"),
            line(3.0, "check", "Scopes, to call it strong"),
        ],
        resumes: None,
        last_time: Some(
            "Last time you took a reference for a copy, twice. It comes back today.".to_owned(),
        ),
        nothing: None,
        intention: Some("After breakfast, at the kitchen table.".to_owned()),
        drift: None,
        due: 7,
        ahead: Some(AHEAD.to_owned()),
        back: None,
        check_again: false,
    })
}

pub fn today_after_a_pause() -> Scene {
    let Scene::Today(today) = today() else {
        unreachable!()
    };
    Scene::Today(Today {
        last_time: None,
        back: Some(
            "60 days since you were here. Of nine skills you had, four likely held; Moves and Slices \
             faded most. 15 minutes bring back what is worth most; the rest can wait."
                .to_owned(),
        ),
        check_again: true,
        ..today
    })
}

pub fn today_with_a_drift() -> Scene {
    let Scene::Today(today) = today() else {
        unreachable!()
    };
    Scene::Today(Today {
        drift: Some(DRIFT.to_owned()),
        ..today
    })
}

pub fn today_with_nothing() -> Scene {
    let Scene::Today(today) = today() else {
        unreachable!()
    };
    Scene::Today(Today {
        plan: Vec::new(),
        minutes_done: 16.0,
        nothing: Some(
            "Done for today. Nothing fades before Tuesday; more now would help less than sleep."
                .to_owned(),
        ),
        last_time: None,
        ..today
    })
}

pub fn welcome() -> Scene {
    let track = |id: Option<&str>, title: &str, skills| TrackChoice {
        track: id.map(TrackId::new),
        title: title.to_owned(),
        skills,
    };
    Scene::Welcome(Welcome {
        deck: DeckId::new("rust-ownership"),
        deck_title: DECK.to_owned(),
        summary: "What moves, what borrows, and why the compiler cares.".to_owned(),
        skills: 12,
        items: 143,
        tracks: vec![
            track(Some("read-code"), "Read other people's Rust", 7),
            track(
                Some("write-code"),
                "Write Rust that compiles the first time",
                11,
            ),
            track(None, "All of it, lifetimes and closures included", 12),
        ],
        goal: None,
        default_minutes: 15,
    })
}

pub const WORDS: [&str; 5] = [
    "never met it",
    "heard of it",
    "follow it",
    "do it with help",
    "do it alone",
];

pub fn rating() -> Rating {
    let skill = |id: &str, title: &str, can: &str, rating| RatingSkill {
        skill: SkillId::new(id),
        title: title.to_owned(),
        can: can.to_owned(),
        rating,
        sample: Some(PROMPT.to_owned()),
    };
    let unit = |title: &str, skills| RatingUnit {
        title: title.to_owned(),
        skills,
    };
    Rating {
        deck_title: DECK.to_owned(),
        units: vec![
            unit(
                "Ownership",
                vec![
                    skill("scopes", "Scopes", "Say where a value is dropped.", Some(4)),
                    skill(
                        "stack-heap",
                        "Stack and heap",
                        "Say what lives where.",
                        Some(4),
                    ),
                ],
            ),
            unit(
                "Borrowing",
                vec![
                    skill(
                        "shared-borrows",
                        "Shared references",
                        "Given a short program, say what each `&` lends and who still owns it.",
                        None,
                    ),
                    skill(
                        "mut-borrows",
                        "Mutable references",
                        "Say who may change what.",
                        None,
                    ),
                ],
            ),
            unit(
                "Lifetimes",
                vec![skill(
                    "lifetimes",
                    "Lifetimes",
                    "Say how long a borrow lasts.",
                    None,
                )],
            ),
        ],
        words: WORDS,
    }
}

pub const PROMPT: &str = "What happens when this is compiled and run?

```rust,fails=E0502
let mut v = vec![1, 2, 3];
let first = &v[0];
v.push(4);
println!(\"{first}\");
```";

pub fn activity(exercise: Exercise, kind: &'static str) -> Activity {
    Activity {
        deck: DeckId::new("rust-ownership"),
        deck_title: DECK.to_owned(),
        kind: ActivityKind::Practice,
        skill: SkillId::new("borrowing"),
        skill_title: "Borrowing".to_owned(),
        item: Some(ItemId::new("push-while-borrowed")),
        item_kind: Some(kind),
        level: Some(3),
        stage: Stage::Bare,
        exercise,
        hints: Vec::new(),
        hints_left: 3,
        asks_confidence: true,
        reason: "You have shown Borrowing 3 times in 7, and Slices waits for it.".to_owned(),
        before: None,
        watch: Vec::new(),
        position: Position::Session {
            done: 2,
            about: 9,
            minutes_left: 11.0,
        },
        estimate: estimate("growing", 0.46, 0.33, 0.6),
    }
}

fn graded(exercise: Exercise, kind: &'static str) -> Scene {
    Scene::Activity(Box::new(activity(exercise, kind)))
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

pub fn choice_exercise() -> Exercise {
    Exercise::Choice {
        prompt: PROMPT.to_owned(),
        options: strings(&[
            "It prints 1.",
            "It does not compile.",
            "It panics.",
            "It prints 4.",
        ]),
    }
}

pub fn choice() -> Scene {
    graded(choice_exercise(), "choice")
}

pub fn multi() -> Scene {
    let exercise = Exercise::Multi {
        prompt: "Which of these types implement `Copy`?".to_owned(),
        options: strings(&["`i32`", "`String`", "`&str`", "`Vec<u8>`", "`(bool, char)`"]),
    };
    graded(exercise, "multi")
}

pub fn cloze() -> Scene {
    let exercise = Exercise::Cloze {
        prompt: "`append` is to add a line to the caller's text. Fill the gaps.

```rust
fn append(text: ⟦1⟧ String) {
    text.push_str(\"\\n\");
}
append(⟦2⟧ notes);
```

The variable itself has to be declared `let ⟦3⟧ notes`."
            .to_owned(),
        gaps: 3,
    };
    graded(exercise, "cloze")
}

pub fn short() -> Scene {
    let exercise = Exercise::Short {
        prompt: "After `let r = &song;`, which variable owns the text?".to_owned(),
    };
    graded(exercise, "short")
}

pub fn number() -> Scene {
    let exercise = Exercise::Number {
        prompt: "How much memory does a `String` itself take on a 64-bit machine, its text on the \
                 heap left out?"
            .to_owned(),
        unit: "bytes".to_owned(),
    };
    graded(exercise, "number")
}

pub fn order() -> Scene {
    let exercise = Exercise::Order {
        prompt: "Put the lines in an order that compiles and prints `tea`.".to_owned(),
        lines: strings(&[
            "println!(\"{}\", cup);",
            "drop(cup);",
            "let full = String::from(\"tea\");",
            "let cup = &full;",
        ]),
        spare: true,
    };
    graded(exercise, "order")
}

pub fn steps() -> Scene {
    let exercise = Exercise::Steps {
        prompt: "Does this compile? `let a = vec![1]; let b = a; println!(\"{}\", a.len());`"
            .to_owned(),
        worked: vec![WorkedStep {
            prompt: "Who owns the vector first?".to_owned(),
            say: "`a`: it is bound to the new vector.".to_owned(),
        }],
        open: strings(&[
            "What does `let b = a;` do with it?",
            "Which use is then an error?",
        ]),
    };
    graded(exercise, "steps")
}

pub fn recall(revealed: bool) -> Scene {
    let revealed = revealed.then(|| Revealed {
        answer: "A value has one owner; when the owner goes out of scope, the value is dropped."
            .to_owned(),
        points: strings(&[
            "Each value has an owner.",
            "There is one owner at a time.",
            "When the owner goes out of scope, the value is dropped.",
        ]),
    });
    let exercise = Exercise::Recall {
        prompt: "Name the three rules of ownership.".to_owned(),
        revealed,
    };
    graded(exercise, "recall")
}

pub const LESSON: &str = "You have a value. A function should **read** it, and you want to keep
it. Write `&` in front of the value: that makes a *shared reference*.

```rust,prints=Dune has 4 letters
fn letters(text: &String) -> usize {
    text.len()
}
fn main() {
    let title = String::from(\"Dune\");
    let n = letters(&title);
    println!(\"{title} has {n} letters\");
}
```

Three things follow.

- **The owner stays the owner.** `title` still owns the text. When a
  reference goes away, nothing is dropped.
- **Reading only.** Through `&String` you can call `len`, but not
  `push_str`.
- **As many as you like.** Readers do not disturb each other.";

pub fn lesson(done: usize) -> Scene {
    let steps = [
        WalkStep {
            say: String::new(),
            ask: Some("After `let r = &song;`, which variable owns the song?".to_owned()),
            reply: "r".to_owned(),
            right: false,
            answer: "song".to_owned(),
            because: "Borrowing leaves ownership where it was. `r` only holds the address."
                .to_owned(),
        },
        WalkStep {
            say: String::new(),
            ask: Some("A `&String` lets you read the text or change it. Which?".to_owned()),
            reply: "read".to_owned(),
            right: true,
            answer: "read".to_owned(),
            because: "A shared reference is for reading.".to_owned(),
        },
    ];
    let now = steps.get(done).map(|step| WalkQuestion {
        say: String::new(),
        ask: step.ask.clone(),
    });
    let exercise = Exercise::Walk {
        intro: LESSON.to_owned(),
        plain: Some("Think of a painting in a museum. Ten visitors can look at once.".to_owned()),
        done: steps.into_iter().take(done).collect(),
        now,
        steps: 2,
    };
    Scene::Activity(Box::new(Activity {
        kind: ActivityKind::Lesson,
        item: None,
        item_kind: None,
        level: None,
        hints_left: 0,
        asks_confidence: false,
        skill: SkillId::new("shared-borrows"),
        skill_title: "Shared references".to_owned(),
        ..activity(exercise, "")
    }))
}

/// The first lesson of a skill of which the coach foresees what could get in the way.
pub fn lesson_foreseen() -> Scene {
    let Scene::Activity(lesson) = lesson(0) else {
        unreachable!()
    };
    Scene::Activity(Box::new(Activity {
        before: Some("This builds on Moves: 71 % (60–80), done today.".to_owned()),
        watch: vec![Watch {
            belief: "Assignment always copies the value.".to_owned(),
            showed: "Showed twice, last on Tuesday in Moves".to_owned(),
            rather: "Numbers do copy, so it looks that way. A `String` does not.".to_owned(),
        }],
        ..*lesson
    }))
}

pub fn warm_up() -> Scene {
    let before =
        "Before Shared references: Moves is at 62 % (50–74), so a question or two on it first.";
    Scene::Activity(Box::new(Activity {
        kind: ActivityKind::Review,
        skill: SkillId::new("moves"),
        skill_title: "Moves".to_owned(),
        reason: before.to_owned(),
        before: Some(before.to_owned()),
        ..activity(choice_exercise(), "choice")
    }))
}

pub fn why_warm_up() -> Why {
    Why {
        title: "Come back to: Moves".to_owned(),
        reason:
            "Before Shared references: Moves is at 62 % (50–74), so a question or two on it first."
                .to_owned(),
        in_the_way: strings(&[
            "Moves is at 62 % (50–74).",
            "“Assignment always copies the value.” showed twice, last on Tuesday in Moves.",
        ]),
        rules: strings(&["warm-up before Shared references"]),
        ..why()
    }
}

pub fn reflection() -> Scene {
    let exercise = Exercise::Reflection {
        prompt: "Last time you wrote: “I guess before I look where the borrow ends.” What helped \
                 today?"
            .to_owned(),
    };
    Scene::Activity(Box::new(Activity {
        kind: ActivityKind::Reflection,
        item: None,
        item_kind: None,
        level: None,
        hints_left: 0,
        asks_confidence: false,
        ..activity(exercise, "")
    }))
}

pub fn baseline() -> Scene {
    Scene::Activity(Box::new(Activity {
        kind: ActivityKind::Baseline,
        hints_left: 0,
        position: Position::Baseline {
            asked: 4,
            limit: 20,
            settled: 0.35,
        },
        ..activity(choice_exercise(), "choice")
    }))
}

fn part(ok: bool, yours: &[(&str, bool)], right: &[(&str, bool)]) -> Part {
    let spans = |texts: &[(&str, bool)]| {
        let span = |(text, differs): &(&str, bool)| Span {
            text: (*text).to_owned(),
            differs: *differs,
        };
        texts.iter().map(span).collect()
    };
    Part {
        ok,
        yours: spans(yours),
        right: spans(right),
    }
}

pub fn feedback_not_yet() -> Feedback {
    Feedback {
        item_kind: "choice",
        kind: ActivityKind::Practice,
        skill: SkillId::new("borrowing"),
        skill_title: "Borrowing".to_owned(),
        item: ItemId::new("push-while-borrowed"),
        options: strings(&[
            "It prints 1.",
            "It does not compile.",
            "It panics.",
            "It prints 4.",
        ]),
        prompt: PROMPT.to_owned(),
        verdict: Verdict::NotYet,
        score: 0.0,
        confidence: Some(Confidence::Certain),
        parts: vec![part(
            false,
            &[("It panics.", true)],
            &[("It does not compile.", true)],
        )],
        saw: Some("Something is wrong with using `first` after the push.".to_owned()),
        why: vec![
            "A panic would come at run time. Here nothing runs: `push` needs `v` for itself while \
             `first` still borrows from it, and `first` is used on the next line."
                .to_owned(),
        ],
        explain: String::new(),
        improve: "Ask of each reference: where is it used last? Until there, nobody may change \
                  what it points to."
            .to_owned(),
        misconception: Some(MisconceptionNote {
            belief: "Problems show when it runs.".to_owned(),
            before: Some("Second time, as on Tuesday in Moves.".to_owned()),
            repair: String::new(),
        }),
        to_do: "Find the line of the code that decides it, and say in one sentence why.".to_owned(),
        notes: vec!["You were certain: a good moment to look twice.".to_owned()],
        source: "The Rust Reference, Borrow expressions".to_owned(),
        next: "two cases side by side that show the difference, since you were sure of an idea that does \
               not hold."
            .to_owned(),
        before: estimate("growing", 0.46, 0.33, 0.6),
        after: estimate("gap", 0.41, 0.28, 0.56),
        because: "3 of 7 right alone on fairly hard items, most recently today: I put your chance now at \
                  41 %, 28 to 56."
            .to_owned(),
        rest: None,
        deep: true,
        brief: false,
        position: Position::Session {
            done: 2,
            about: 9,
            minutes_left: 11.0,
        },
    }
}

pub fn feedback(feedback: Feedback) -> Scene {
    Scene::Feedback(Box::new(feedback))
}

pub fn feedback_in_part() -> Scene {
    feedback(Feedback {
        item_kind: "cloze",
        prompt: "Lend `notes` so that it can change.\n\n```rust\nlet ⟦1⟧ notes;\n```".to_owned(),
        options: Vec::new(),
        verdict: Verdict::Partly,
        score: 0.67,
        confidence: Some(Confidence::Fairly),
        parts: vec![
            part(true, &[("&mut", false)], &[("&mut", false)]),
            part(
                false,
                &[("&notes", true)],
                &[("&", false), ("mut ", true), ("notes", false)],
            ),
            part(true, &[("mut", false)], &[("mut", false)]),
        ],
        saw: None,
        why: vec![
            "Gap 2: Right but for `mut`, which is missing. `&notes` lends for reading; `append` wants to \
             change the text."
                .to_owned(),
        ],
        misconception: None,
        to_do: "Read it once with the right words in place, and say why yours do not fit.".to_owned(),
        notes: Vec::new(),
        after: estimate("growing", 0.49, 0.36, 0.62),
        ..feedback_not_yet()
    })
}

/// Two ticked, of which one holds, and one missed.
pub fn feedback_multi() -> Scene {
    feedback(Feedback {
        item_kind: "multi",
        prompt: "Which of these types implement `Copy`?".to_owned(),
        options: strings(&["`i32`", "`String`", "`&str`", "`Vec<u8>`", "`(bool, char)`"]),
        verdict: Verdict::NotYet,
        score: 0.0,
        confidence: None,
        parts: vec![
            part(true, &[("`i32`", false)], &[("`i32`", false)]),
            part(false, &[("`String`", false)], &[("", false)]),
            part(false, &[("", false)], &[("`(bool, char)`", false)]),
        ],
        saw: Some("One of the two that you picked is right; one is missing.".to_owned()),
        why: vec![
            "You picked `String`: A `String` owns memory on the heap; two owners would free it twice."
                .to_owned(),
            "You left out `(bool, char)`: A tuple of `Copy` types is `Copy`.".to_owned(),
        ],
        misconception: None,
        to_do: String::new(),
        deep: false,
        next: "practice Borrowing, where I give you 52 % (38–66).".to_owned(),
        notes: Vec::new(),
        ..feedback_not_yet()
    })
}

pub fn feedback_order() -> Scene {
    let long = "let longest = pick_the_longer_of(first.as_str(), second.as_str());";
    feedback(Feedback {
        item_kind: "order",
        prompt: "Put the lines in an order that compiles.".to_owned(),
        options: strings(&[
            "    let cup = &full;",
            "let full = x;",
            "    drop(cup);",
            long,
        ]),
        parts: vec![
            part(
                true,
                &[("let full = x;", false)],
                &[("let full = x;", false)],
            ),
            part(
                false,
                &[("    drop(cup);", false)],
                &[("    let cup = &full;", false)],
            ),
            part(false, &[(long, false)], &[(long, false)]),
        ],
        ..feedback_not_yet()
    })
}

/// Two neighbors in each other's place, by someone who was unsure.
pub fn feedback_neighbors() -> Scene {
    let line = |ok, yours: &str, right: &str| part(ok, &[(yours, false)], &[(right, false)]);
    let (full, cup) = ("let full = String::from(\"tea\");", "let cup = &full;");
    let (print, drop) = ("println!(\"{cup}\");", "drop(full);");
    feedback(Feedback {
        item_kind: "order",
        prompt: "Put the lines in an order that compiles.".to_owned(),
        options: strings(&[drop, cup, full, print]),
        verdict: Verdict::Partly,
        score: 0.4,
        confidence: Some(Confidence::Unsure),
        parts: vec![
            line(true, full, full),
            line(true, cup, cup),
            line(false, drop, print),
            line(false, print, drop),
        ],
        saw: Some("The first two lines are right.".to_owned()),
        why: vec![
            "Right but for two neighbors: lines 3 and 4 stand in each other's place.".to_owned(),
        ],
        misconception: None,
        to_do: String::new(),
        deep: false,
        next: "practice Borrowing, where I give you 52 % (38–66).".to_owned(),
        notes: strings(&[
            "You were unsure, and that fits.",
            "It took you 2 minutes; your usual is 40 seconds.",
        ]),
        ..feedback_not_yet()
    })
}

/// Two answers in each other's gap.
pub fn feedback_swapped() -> Scene {
    let gap = |yours: &str, right: &str| part(yours == right, &[(yours, false)], &[(right, false)]);
    feedback(Feedback {
        item_kind: "cloze",
        prompt: "`let ⟦1⟧ notes;` and `append(⟦2⟧ notes)` and `⟦3⟧(notes)`".to_owned(),
        options: Vec::new(),
        verdict: Verdict::Partly,
        score: 0.33,
        confidence: None,
        parts: vec![gap("&mut", "mut"), gap("mut", "&mut"), gap("drop", "drop")],
        saw: None,
        why: strings(&["Gaps 1 and 2 have each other's answers."]),
        misconception: None,
        to_do: String::new(),
        deep: false,
        next: "practice Borrowing, where I give you 52 % (38–66).".to_owned(),
        notes: Vec::new(),
        ..feedback_not_yet()
    })
}

/// Sure, wrong, and no repair follows: the whole contrast stands here.
pub fn feedback_sure() -> Scene {
    feedback(Feedback {
        saw: None,
        explain: "`push` may move the vector's buffer, so it needs `v` for itself.".to_owned(),
        misconception: Some(MisconceptionNote {
            belief: "Problems show when it runs.".to_owned(),
            before: Some("Second time, as on Tuesday in Moves.".to_owned()),
            repair: "It is tempting because other mistakes with a vector do end that way. But the \
                     compiler looks before anything runs."
                .to_owned(),
        }),
        notes: strings(&[
            "You were certain. Surprises like this one are remembered best, so take a moment with it.",
            "Of six answers of which you were sure in Borrowing, three came right.",
        ]),
        next: "practice Borrowing, where I give you 52 % (38–66).".to_owned(),
        ..feedback_not_yet()
    })
}

/// Right, but unsure of it.
pub fn feedback_unsure() -> Scene {
    feedback(Feedback {
        verdict: Verdict::Yes,
        score: 1.0,
        confidence: Some(Confidence::Unsure),
        parts: vec![part(
            true,
            &[("It does not compile.", false)],
            &[("It does not compile.", false)],
        )],
        saw: None,
        why: vec!["`first` still borrows from `v` when `push` needs it.".to_owned()],
        explain: "`push` may move the vector's buffer, so it needs `v` for itself.".to_owned(),
        misconception: None,
        to_do: String::new(),
        deep: false,
        next: "practice Borrowing, where I give you 52 % (38–66).".to_owned(),
        notes: strings(&[
            "You were unsure, and it is right.",
            "Of six answers of which you were unsure in Borrowing, five came right.",
        ]),
        ..feedback_not_yet()
    })
}

/// Two points ticked, one not.
pub fn feedback_recall() -> Scene {
    let had = |text: &str| part(true, &[(text, false)], &[(text, false)]);
    feedback(Feedback {
        item_kind: "recall",
        prompt: "What does ownership mean?".to_owned(),
        options: Vec::new(),
        verdict: Verdict::Partly,
        score: 0.67,
        confidence: Some(Confidence::Guess),
        parts: vec![
            had("Every value has one owner."),
            part(
                false,
                &[("", false)],
                &[("The owner's end is the value's end.", false)],
            ),
            had("A move hands the value over."),
        ],
        saw: None,
        why: Vec::new(),
        misconception: None,
        to_do: String::new(),
        deep: false,
        next: "practice Borrowing, where I give you 52 % (38–66).".to_owned(),
        notes: Vec::new(),
        ..feedback_not_yet()
    })
}

pub fn feedback_brief() -> Scene {
    feedback(Feedback {
        verdict: Verdict::Yes,
        score: 1.0,
        confidence: None,
        parts: vec![part(true, &[("song", false)], &[("song", false)])],
        saw: None,
        why: Vec::new(),
        notes: Vec::new(),
        misconception: None,
        to_do: String::new(),
        deep: false,
        next: "come back to Slices, last done on Tuesday, before it fades.".to_owned(),
        after: estimate("strong", 0.88, 0.8, 0.94),
        brief: true,
        ..feedback_not_yet()
    })
}

pub fn feedback_with_a_break() -> Scene {
    feedback(Feedback {
        rest: Some(
            "2 of the last six came right (33 %) and they took 1.8 times as long as usual. A break may \
             do more now than another exercise."
                .to_owned(),
        ),
        ..feedback_not_yet()
    })
}

pub fn feedback_unknown() -> Scene {
    feedback(Feedback {
        verdict: Verdict::Unknown,
        confidence: None,
        parts: vec![part(false, &[], &[("It does not compile.", false)])],
        saw: None,
        why: Vec::new(),
        explain: "`push` may move the vector's buffer, so it needs `v` for itself. `first` points \
                  into that buffer and is used afterwards."
            .to_owned(),
        misconception: None,
        to_do: String::new(),
        deep: false,
        next: "practice Borrowing, where I give you 52 % (38–66).".to_owned(),
        notes: Vec::new(),
        ..feedback_not_yet()
    })
}

fn standing() -> Vec<(&'static str, SkillEstimate, &'static str)> {
    vec![
        ("Scopes", estimate("strong", 0.91, 0.83, 0.96), "in 12 days"),
        ("Moves", estimate("fading", 0.74, 0.6, 0.84), "today"),
        ("Borrowing", estimate("growing", 0.41, 0.28, 0.56), "now"),
        ("Slices", estimate("growing", 0.52, 0.4, 0.68), "tomorrow"),
        (
            "Lifetimes",
            estimate("gap", 0.18, 0.07, 0.3),
            "after Borrowing",
        ),
        (
            "Closures",
            estimate("unknown", 0.4, 0.1, 0.8),
            "after Moves",
        ),
        (
            "Stack and heap",
            estimate("strong", 0.88, 0.8, 0.95),
            "in 9 days",
        ),
    ]
}

pub fn map() -> Scene {
    let thought = [4, 3, 3, 2, 1, 0, 4].map(|rating| WORDS[rating]);
    let surprises = [
        None,
        Some("less than you thought"),
        Some("less than you thought"),
        Some("more than you thought"),
        None,
        None,
        None,
    ];
    let rows = standing().into_iter().zip(thought).zip(surprises);
    Scene::Map(Map {
        deck_title: DECK.to_owned(),
        summary: "Your ground is firm; what is lent and for how long is where it gets interesting."
            .to_owned(),
        asked: 11,
        rows: rows
            .map(|(((title, estimate, _), thought), surprise)| MapRow {
                skill: SkillId::new(title.to_lowercase().replace(' ', "-")),
                title: title.to_owned(),
                unit: "Ownership".to_owned(),
                thought: Some(thought),
                shown: estimate.chance > 0.5,
                estimate,
                surprise,
            })
            .collect(),
        start: strings(&["Borrowing", "Slices"]),
    })
}

pub fn ended() -> Scene {
    let change = |title: &str, before, after| Change {
        skill_title: title.to_owned(),
        before,
        after,
    };
    Scene::Ended(Ended {
        deck_title: DECK.to_owned(),
        minutes: 14.6,
        answered: 12,
        unaided: 9,
        changes: vec![
            change(
                "Borrowing",
                estimate("gap", 0.46, 0.33, 0.6),
                estimate("growing", 0.57, 0.45, 0.68),
            ),
            change(
                "Scopes",
                estimate("growing", 0.86, 0.68, 0.93),
                estimate("strong", 0.91, 0.83, 0.96),
            ),
            change(
                "Stack and heap",
                estimate("strong", 0.88, 0.8, 0.95),
                estimate("strong", 0.88, 0.81, 0.95),
            ),
        ],
        sentence: "12 answered in 15 minutes, 9 right and alone.".to_owned(),
        next_time: "Tomorrow, 12 minutes: Borrowing once more, and Moves before it fades."
            .to_owned(),
    })
}

pub fn why() -> Why {
    let candidate = |title: &str, minutes, worth, terms: &[(&str, f64)]| WhyCandidate {
        title: title.to_owned(),
        minutes,
        worth,
        terms: terms
            .iter()
            .map(|(name, value)| WhyTerm {
                name: (*name).to_owned(),
                value: *value,
            })
            .collect(),
    };
    Why {
        title: "practice: Borrowing".to_owned(),
        reason: "Borrowing brings most now: three skills wait for it.".to_owned(),
        belief: "4 of 7 right on fairly hard items, the last a minute ago: I put your chance at \
                 46 % (33 to 60)."
            .to_owned(),
        stage: "Hints are at hand, nothing is laid out: your last two were unaided.".to_owned(),
        in_the_way: Vec::new(),
        candidates: vec![
            candidate(
                "practice Borrowing",
                2.0,
                0.42,
                &[
                    ("this skill", 0.21),
                    ("what it opens", 0.18),
                    ("memory", 0.03),
                ],
            ),
            candidate(
                "come back to Moves",
                1.5,
                0.31,
                &[("memory", 0.29), ("this skill", 0.02)],
            ),
            candidate("learn Slices", 5.0, 0.12, &[("this skill", 0.12)]),
        ],
        why_not: Some("Come back to Moves: this gains 1.4 times as much a minute.".to_owned()),
        what_if: Some("Right answers here bring Slices and Lifetimes closer.".to_owned()),
        rules: strings(&["missed more than once today"]),
        trace: vec![
            rule_trace(
                "missed more than once today",
                [true, true],
                "2 misses on Borrowing today, from 2",
            ),
            rule_trace(
                "same misconception again",
                [false, false],
                "the last step on Borrowing showed no misconception",
            ),
            rule_trace(
                "back after a while",
                [false, false],
                "1 day away, from 14 days",
            ),
        ],
    }
}

fn rule_trace(rule: &str, [holds, followed]: [bool; 2], because: &str) -> RuleTrace {
    RuleTrace {
        rule: rule.to_owned(),
        response: "pathway",
        skill: Some(SkillId::new("borrowing")),
        holds,
        followed,
        because: because.to_owned(),
        evidence: Vec::new(),
    }
}

pub fn offers() -> Vec<Offer> {
    let offer = |kind, title: &str, minutes, reason: &str| Offer {
        kind,
        skill: SkillId::new("moves"),
        title: title.to_owned(),
        minutes,
        reason: reason.to_owned(),
    };
    vec![
        offer(
            ActivityKind::Practice,
            "Borrowing",
            2.0,
            "Three skills wait for it.",
        ),
        offer(
            ActivityKind::Review,
            "Moves",
            1.5,
            "It would lose 2 points by tonight.",
        ),
        offer(
            ActivityKind::Lesson,
            "Slices",
            5.0,
            "Its ground is laid; something new.",
        ),
    ]
}

fn shown(answers: u32, right: f64, share: (f64, f64, f64), fit: Option<Fit>) -> Shown {
    Shown {
        answers,
        right,
        share: (answers > 0).then(|| interval(share)),
        fit,
    }
}

fn interval((mean, low, high): (f64, f64, f64)) -> Interval {
    Interval { mean, low, high }
}

fn thought() -> Thought {
    let period = |from, words: &str, sure, unsure| Period {
        from: day(from),
        words: words.to_owned(),
        sure,
        unsure,
    };
    let none = shown(0, 0.0, (0.0, 0.0, 0.0), None);
    let rating = |thought, skills, untaught| RatingRow {
        thought,
        skills,
        untaught,
    };
    Thought {
        sentence:
            "Being sure and being right go together so far: of 62 answers you were sure of, 48 \
                   were right: 77 %, 70 to 83."
                .to_owned(),
        trend: "At first 21 of 30 sure answers were right, since then 27 of 32: no clear change."
            .to_owned(),
        periods: vec![
            period(
                "2026-11-02",
                "2 Nov",
                shown(12, 8.0, (0.67, 0.48, 0.81), None),
                none,
            ),
            period(
                "2026-11-09",
                "9 Nov",
                shown(18, 13.0, (0.72, 0.57, 0.83), None),
                none,
            ),
            period(
                "2026-11-16",
                "16 Nov",
                shown(32, 27.0, (0.84, 0.74, 0.91), None),
                none,
            ),
        ],
        ratings: vec![
            rating(
                "never met it",
                5,
                shown(4, 0.0, (0.0, 0.0, 0.29), Some(Fit::AsThought)),
            ),
            rating(
                "follow it",
                4,
                shown(9, 7.0, (0.78, 0.56, 0.91), Some(Fit::More)),
            ),
            rating("do it alone", 3, none),
        ],
        rated: "Before any teaching you did more than you thought where you said “follow it”."
            .to_owned(),
    }
}

fn reliability() -> Reliability {
    let sure = |confidence, answers, right, share| ConfidenceRow {
        confidence,
        answers,
        right,
        share: Some(interval(share)),
    };
    let row = |words: &str, answers, expected, right, share| PredictionRow {
        words: words.to_owned(),
        answers,
        expected,
        right,
        share: interval(share),
    };
    Reliability {
        predictions: 143,
        log_loss: Some(0.48),
        running_mean_log_loss: Some(0.56),
        gain: Some(interval((0.08, 0.04, 0.12))),
        by_confidence: vec![
            sure(Confidence::Guess, 9, 3.0, (0.33, 0.17, 0.55)),
            sure(Confidence::Unsure, 31, 18.0, (0.58, 0.47, 0.69)),
            sure(Confidence::Fairly, 40, 31.0, (0.78, 0.68, 0.85)),
            sure(Confidence::Certain, 22, 17.0, (0.77, 0.64, 0.87)),
        ],
        by_chance: vec![
            row("30–40 %", 6, 2.1, 2.0, (0.33, 0.14, 0.6)),
            row("40–50 %", 14, 6.4, 5.0, (0.36, 0.21, 0.53)),
            row("50–60 %", 22, 12.1, 10.0, (0.45, 0.33, 0.59)),
            row("60–70 %", 31, 20.3, 20.0, (0.65, 0.53, 0.74)),
            row("70–80 %", 38, 28.6, 24.0, (0.63, 0.53, 0.72)),
            row("80–90 %", 24, 20.4, 17.0, (0.71, 0.58, 0.81)),
            row("90–100 %", 8, 7.4, 8.0, (1.0, 0.83, 1.0)),
        ],
        periods: vec![
            row("2 Nov", 31, 20.8, 21.0, (0.68, 0.57, 0.77)),
            row("9 Nov", 44, 29.9, 30.0, (0.68, 0.59, 0.76)),
            row("16 Nov", 68, 46.6, 35.0, (0.51, 0.44, 0.59)),
        ],
        drift: Some(DriftNote {
            answers: 50,
            expected: 38.0,
            right: 27.0,
            sentence: DRIFT.to_owned(),
        }),
        sentence:
            "On the whole my predictions hold: your answers surprise me less than your plain \
                   average would, by 14 % (7–21)."
                .to_owned(),
        numbers: Some(
            "Over 143 predictions my log loss is 0.48; predicting your average so far each time \
             would have 0.56. Less is better; the difference is 0.08, 0.04 to 0.12. I expected 97 \
             right alone, and 86 were."
                .to_owned(),
        ),
    }
}

const DRIFT: &str = "Lately I expect too much of you: of the last 50 answers I expected 38 right \
                     alone, and 27 were. My numbers are too high at the moment; they will follow.";

pub fn progress() -> Progress {
    let rows = standing()
        .into_iter()
        .map(|(title, estimate, due)| SkillRow {
            skill: SkillId::new(title.to_lowercase().replace(' ', "-")),
            title: title.to_owned(),
            unit: "Ownership".to_owned(),
            can: "Given a short program, say what each reference lends, and to whom.".to_owned(),
            in_goal: true,
            retrievability: (estimate.band != "unknown").then_some(0.9),
            last_seen: Some(day("2026-11-21")),
            last_seen_words: Some("yesterday".to_owned()),
            due: None,
            due_words: due.to_owned(),
            thought: Some("do it with help"),
            shown: "3 of 7 alone".to_owned(),
            because: "3 of 7 right alone on fairly hard items, most recently yesterday; it should \
                      hold for 2 more days: I put your chance now at 41 %, 28 to 56."
                .to_owned(),
            untaught: shown(3, 1.0, (0.33, 0.11, 0.66), Some(Fit::AsThought)),
            sure: match title {
                "Borrowing" => shown(9, 4.0, (0.44, 0.26, 0.65), Some(Fit::Less)),
                "Scopes" => shown(12, 11.0, (0.92, 0.77, 0.97), Some(Fit::AsThought)),
                "Moves" => shown(3, 3.0, (1.0, 0.65, 1.0), None),
                _ => shown(0, 0.0, (0.0, 0.0, 0.0), None),
            },
            detail: strings(&[
                "You thought “do it with help” on Monday; before any teaching 1 of 3 were right \
                 alone, as you thought.",
                "Of 9 answers here you were sure of, 4 were right: worth a second look.",
                "Strong would be: 85 %, sure to 70, and a check a day after the last help.",
            ]),
            estimate,
        });
    let total = |date, attempts, right, minutes| DayTotal {
        day: day(date),
        attempts,
        right,
        minutes,
    };
    Progress {
        deck: DeckId::new("rust-ownership"),
        deck_title: DECK.to_owned(),
        share: 0.58,
        low: 0.52,
        high: 0.64,
        rows: rows.collect(),
        strengths: strings(&["Scopes", "Stack and heap"]),
        gaps: strings(&["Lifetimes"]),
        fading: strings(&["Moves"]),
        next: strings(&["Borrowing", "Slices"]),
        thought: thought(),
        reliability: reliability(),
        days: vec![
            total("2026-11-20", 14, 10.0, 16.0),
            total("2026-11-21", 9, 8.0, 11.0),
            total("2026-11-22", 12, 9.0, 15.0),
        ],
    }
}

pub fn memory() -> Memory {
    let choice = |retention, month, two_months, known| RetentionChoice {
        retention,
        month,
        two_months,
        known,
        is_now: retention == 0.9,
    };
    let weights = |what, own, whence: &str| Weights {
        what,
        values: vec![0.212; 21],
        own,
        whence: whence.to_owned(),
    };
    let units = [7, 3, 0, 2, 5, 1, 1, 4, 0, 0, 2, 6, 1, 3];
    let due = units.into_iter().enumerate();
    Memory {
        facts: 92,
        skills: 11,
        known: 94.2,
        due: due
            .map(|(ahead, units)| DueOn {
                day: day("2026-11-22") + ahead as i32,
                units,
            })
            .collect(),
        leeches: vec![Leech {
            deck_title: "ひらがな (Hiragana)".to_owned(),
            title: "ぬ or め?".to_owned(),
            lapses: 7,
        }],
        retention: 0.9,
        seconds: 31.4,
        days_ahead: 60,
        choices: vec![
            choice(0.7, 1.12, 0.84, 81.3),
            choice(0.8, 1.9, 1.41, 88.6),
            choice(0.9, 4.2, 3.3, 95.1),
            choice(0.97, 13.8, 12.0, 100.4),
        ],
        weights: vec![
            weights(
                "facts",
                true,
                "fitted to 812 of your reviews on 2026-11-20: they predict what you recall better \
                 than those before (log loss 0.301 instead of 0.348)",
            ),
            weights(
                "skills",
                false,
                "those of everyone; at 400 reviews after a day or more Gradus tries to find your \
                 own (you have 57)",
            ),
        ],
        pace: Pace {
            whence:
                "fitted to 400 of your answers on 2026-11-19: it predicts you better than what \
                     was before (log loss 0.512 instead of 0.534)"
                    .to_owned(),
            own: vec![
                OwnParameter {
                    name: "traits.growth.mean",
                    words: "What practice gains a skill",
                    value: 1.41,
                    of_everyone: 1.08,
                },
                OwnParameter {
                    name: "traits.skill_forgetting.mean",
                    words: "What a skill loses by a pause",
                    value: 0.52,
                    of_everyone: 0.3,
                },
            ],
        },
    }
}

pub fn decks() -> Decks {
    Decks {
        decks: vec![
            DeckLine {
                deck: Some(DeckId::new("rust-ownership")),
                title: DECK.to_owned(),
                summary: "What moves, what borrows, and why the compiler cares.".to_owned(),
                origin: "built in".to_owned(),
                skills: 12,
                items: 143,
                due: 7,
                started: true,
                current: true,
                errors: 0,
                warnings: 0,
                findings: Vec::new(),
            },
            DeckLine {
                deck: Some(DeckId::new("kana")),
                title: "ひらがな (Hiragana)".to_owned(),
                summary: "All 46, and how they sound.".to_owned(),
                origin: "~/decks/kana.toml".to_owned(),
                skills: 5,
                items: 92,
                due: 0,
                started: false,
                current: false,
                errors: 0,
                warnings: 1,
                findings: strings(&[
                    "warning[few-items]: `sa-row` has 3 items at its target level\n  --> kana.toml:41:1\n   |\n41 | id = \"sa-row\"\n   | ^^^^^^^^^^^^^ write one more",
                ]),
            },
            broken_deck(),
        ],
        folder: "~/.local/share/gradus/decks".to_owned(),
    }
}

fn broken_deck() -> DeckLine {
    DeckLine {
        deck: None,
        title: "algebra.toml".to_owned(),
        summary: String::new(),
        origin: "~/decks/algebra.toml".to_owned(),
        skills: 0,
        items: 0,
        due: 0,
        started: false,
        current: false,
        errors: 1,
        warnings: 0,
        findings: strings(&[
            "error[syntax]: expected `=`\n --> algebra.toml:3:7\n  |\n3 | title \"Algebra\"\n  |       ^ here",
        ]),
    }
}

pub fn no_decks() -> Decks {
    Decks {
        decks: Vec::new(),
        ..decks()
    }
}

pub fn only_broken_decks() -> Decks {
    Decks {
        decks: vec![broken_deck()],
        ..decks()
    }
}
