//! Thirty days of study, fifteen minutes a day, some missed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::NaiveDate;
use gradus::app::histories;
use gradus::core::{ActivityKind, Support};
use gradus::evaluation::replay;
use gradus::event::Body;
use gradus::learner::Params;
use rusqlite::{Connection, types};
use serde_json::{Value, json};

use crate::harness::{Home, Run};
use crate::serve_client::Client;
use crate::serve_student::{Key, Student};

const DECK: &str = "rust-ownership";
const MINUTES: f64 = 15.0;
const DAYS: i64 = 30;
const MISSED: [i64; 7] = [5, 11, 12, 19, 20, 21, 27];

/// What happened on one study day.
struct Day {
    date: String,
    /// Progress before the session and after it.
    morning: Value,
    evening: Value,
    done: Vec<Done>,
    ended: Value,
    /// Minutes left when the last activity was proposed.
    minutes_left: f64,
}

/// One activity, and what became of it.
struct Done {
    activity: Value,
    why: Value,
    /// Progress when it was proposed, if it began a new skill.
    when_begun: Option<Value>,
    /// What came of an exercise.
    result: Value,
}

struct Month {
    days: Vec<Day>,
    examined: Run,
    rows: Vec<String>,
    rebuilt: Run,
    rows_rebuilt: Vec<String>,
    evaluated: Run,
    /// Chances as they were predicted at the time, and as the log predicts them now.
    predicted: Vec<(f64, f64)>,
}

static MONTH: LazyLock<Month> = LazyLock::new(|| {
    let home = Home::new();
    let mut client = Client::start(&home, 1);
    let mut student = Student::new(Key::to_built_in(DECK), 1);
    client.call("goal.set", json!({ "deck": DECK, "minutes": MINUTES }));
    student.take_baseline(&mut client);
    let days = (0..DAYS)
        .filter(|day| !MISSED.contains(day))
        .map(|day| study(&mut client, &mut student, day))
        .collect();
    client.get("shutdown");
    let examined = home.run(["doctor"]);
    let rows = projections(&home);
    let rebuilt = home.run(["doctor", "--rebuild"]);
    Month {
        days,
        examined,
        rows,
        rebuilt,
        rows_rebuilt: projections(&home),
        evaluated: home.run(["model", "evaluate", "--json"]),
        predicted: predicted(&home),
    }
});

/// Of each unaided answer outside the baseline.
fn predicted(home: &Home) -> Vec<(f64, f64)> {
    let histories = histories(home.path()).expect("a log that can be read");
    let [history] = &histories[..] else {
        panic!("one deck was studied")
    };
    let attempts = history.events.iter().filter_map(|event| match &event.body {
        Body::Attempt(attempt) => Some(attempt),
        _ => None,
    });
    let logged = attempts.filter(|it| {
        it.support == Support::None && it.hints == 0 && it.activity != ActivityKind::Baseline
    });
    let now = replay(&Params::default(), history);
    let logged: Vec<f64> = logged.map(|it| it.predicted).collect();
    assert_eq!(logged.len(), now.len());
    logged
        .into_iter()
        .zip(now.iter().map(|it| it.chance))
        .collect()
}

/// One day's session, from nine in the morning.
fn study(client: &mut Client, student: &mut Student, day: i64) -> Day {
    if day > 0 {
        client.go_to_day(day);
    }
    let date = client.now().date_naive().to_string();
    let morning = client.get("progress");
    let mut begun = begun(&morning);
    let mut done = Vec::new();
    let mut minutes_left = MINUTES;
    let ended = loop {
        let mut scene = client.call("next", json!({ "minutes_left": MINUTES }));
        if scene["done"] == true {
            break scene["ended"].take();
        }
        let activity = scene["activity"].take();
        minutes_left = activity["position"]["minutes_left"]
            .as_f64()
            .expect("minutes");
        let is_new = begun.insert(text(&activity, "skill").to_owned());
        let when_begun = is_new.then(|| client.get("progress"));
        let why = client.get("why");
        let result = if activity["item"].is_null() {
            student.walk(client, &activity);
            Value::Null
        } else {
            student.answer(client, &activity)
        };
        done.push(Done {
            activity,
            why,
            when_begun,
            result,
        });
        assert!(done.len() < 60, "a session of fifteen minutes ends");
    };
    Day {
        date,
        morning,
        evening: client.get("progress"),
        done,
        ended,
        minutes_left,
    }
}

/// The skills that were taught or practiced before.
fn begun(progress: &Value) -> BTreeSet<String> {
    let rows = rows(progress).into_iter();
    let met = rows.filter(|(_, row)| !row["last_seen"].is_null());
    met.map(|(skill, _)| skill.to_owned()).collect()
}

/// By skill.
fn rows(progress: &Value) -> BTreeMap<&str, &Value> {
    let rows = progress["rows"].as_array().expect("rows");
    rows.iter().map(|row| (text(row, "skill"), row)).collect()
}

#[track_caller]
fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().expect("a text")
}

fn chance(row: &Value) -> f64 {
    row["estimate"]["chance"].as_f64().expect("a chance")
}

impl Done {
    fn is(&self, kind: &str) -> bool {
        self.activity["kind"] == kind
    }

    fn skill(&self) -> &str {
        text(&self.activity, "skill")
    }

    fn is_exercise(&self) -> bool {
        !self.activity["item"].is_null()
    }

    fn has_rule(&self) -> bool {
        self.why["rules"]
            .as_array()
            .is_some_and(|rules| !rules.is_empty())
    }
}

/// The projections as they are stored, one text a row, reals to the bit.
fn projections(home: &Home) -> Vec<String> {
    let database = Connection::open(home.path().join("gradus.db")).expect("a database");
    let mut dumped = Vec::new();
    for table in ["deck_state", "belief", "unit", "day"] {
        let query = format!("SELECT * FROM {table}");
        let mut statement = database.prepare(&query).expect("a table");
        let columns = statement.column_count();
        let mut found = statement.query([]).expect("rows");
        while let Some(row) = found.next().expect("a row") {
            let values = (0..columns).map(|at| match row.get(at).expect("a value") {
                types::Value::Real(real) => format!("{:x}", real.to_bits()),
                other => format!("{other:?}"),
            });
            dumped.push(format!("{table} {}", values.collect::<Vec<_>>().join(" ")));
        }
    }
    dumped.sort();
    dumped
}

fn all_done() -> impl Iterator<Item = &'static Done> {
    MONTH.days.iter().flat_map(|day| &day.done)
}

#[test]
fn every_activity_says_why_and_how_sure_the_coach_is() {
    assert!(all_done().count() > 100);
    for it in all_done() {
        let activity = &it.activity;
        assert!(text(activity, "reason").len() > 20, "{activity}");
        assert_eq!(activity["reason"], it.why["reason"]);
        assert!(
            it.why["candidates"]
                .as_array()
                .is_some_and(|it| !it.is_empty())
        );
        let bound = |field: &str| activity["estimate"][field].as_f64().expect("a chance");
        let (low, chance, high) = (bound("low"), bound("chance"), bound("high"));
        assert!(
            0.0 <= low && low <= chance && chance <= high && high <= 1.0,
            "{activity}"
        );
    }
}

#[test]
fn what_is_due_comes_back_on_the_first_study_day_that_has_time_for_it() {
    let mut reviews = 0;
    for day in &MONTH.days {
        let is_due = |row: &Value| {
            row["due"]
                .as_str()
                .is_some_and(|due| due <= day.date.as_str())
        };
        let due: Vec<&str> = rows(&day.morning)
            .into_iter()
            .filter_map(|(skill, row)| is_due(row).then_some(skill))
            .collect();
        for it in day.done.iter().filter(|it| it.is("review")) {
            // Misses elsewhere can make what was strong fade in the course of a day.
            let fades = it.activity["estimate"]["band"] == "fading";
            let skill = it.skill();
            assert!(
                due.contains(&skill) || fades,
                "{}: {skill} was not due",
                day.date
            );
            reviews += 1;
        }
        let had_time = day.ended["minutes"].as_f64().expect("minutes") < MINUTES;
        for skill in due.into_iter().filter(|_| had_time) {
            // Or a success elsewhere repeated it.
            let evening = rows(&day.evening)[skill];
            assert!(
                evening["last_seen"] == json!(day.date) || !is_due(evening),
                "{}: {skill} was due",
                day.date
            );
        }
    }
    assert!(reviews >= 20, "only {reviews} reviews in a month");
}

#[test]
fn what_is_due_waits_a_week_at_most() {
    for day in &MONTH.days {
        let today: NaiveDate = day.date.parse().expect("a date");
        for (skill, row) in rows(&day.evening) {
            let Some(due) = row["due"].as_str() else {
                continue;
            };
            let due: NaiveDate = due.parse().expect("a date");
            assert!(
                (today - due).num_days() < 7,
                "{}: {skill} was due on {due}",
                day.date
            );
        }
    }
}

#[test]
fn a_skill_that_succeeded_is_not_reviewed_again_that_day() {
    for day in &MONTH.days {
        let mut succeeded = BTreeSet::new();
        for it in &day.done {
            let again = it.is("review") && succeeded.contains(it.skill());
            assert!(!again, "{}: {} was reviewed again", day.date, it.skill());
            if it.result["score"] == 1.0 {
                succeeded.insert(it.skill());
            }
        }
    }
}

#[test]
fn a_skill_is_begun_once_what_it_requires_is_there() {
    let key = Key::to_built_in(DECK);
    // Of the coach's policy, less what fades between a decision and a look at it.
    const READY: f64 = 0.59;
    let taught = all_done().filter(|it| it.is("lesson") || it.is("example"));
    let mut begun = 0;
    for it in taught {
        let Some(progress) = &it.when_begun else {
            continue;
        };
        begun += 1;
        let standings = rows(progress);
        let skill = key.deck.skill(&it.skill().into()).expect("a skill");
        for required in &skill.requires {
            let chance = chance(standings[required.skill.as_str()]);
            assert!(
                chance >= READY,
                "{} with {} at {chance}",
                skill.id,
                required.skill
            );
        }
    }
    assert!(begun >= 5, "only {begun} skills were taught");
}

#[test]
fn a_session_begins_two_skills_in_fifteen_minutes() {
    for day in &MONTH.days {
        let begun = day
            .done
            .iter()
            .filter(|it| it.when_begun.is_some() && it.is("lesson"));
        assert!(begun.count() <= 2, "{}", day.date);
    }
}

#[test]
fn a_session_keeps_to_its_minutes() {
    for day in &MONTH.days {
        assert!(day.minutes_left > 0.0, "{}", day.date);
        let minutes = day.ended["minutes"].as_f64().expect("minutes");
        assert!(minutes < MINUTES + 5.0, "{}: {minutes}", day.date);
    }
}

#[test]
fn no_skill_comes_three_times_in_a_row_while_there_is_another() {
    for day in &MONTH.days {
        let exercises: Vec<&Done> = day.done.iter().filter(|it| it.is_exercise()).collect();
        for three in exercises.windows(3) {
            let last = three[2];
            let same = three.iter().all(|it| it.skill() == last.skill());
            // A repair stays with one skill, and may leave nothing else that fits.
            let repaired = three.iter().any(|it| !it.activity["pathway"].is_null());
            if !same || repaired || last.has_rule() {
                continue;
            }
            let others = last.why["candidates"].as_array().expect("candidates");
            let title = text(&last.activity, "skill_title");
            let only = others.iter().all(|it| text(it, "title").ends_with(title));
            assert!(only, "{}: {title} came a third time", day.date);
        }
    }
}

#[test]
fn what_is_reserved_is_kept_for_checks() {
    let key = Key::to_built_in(DECK);
    let mut checks = 0;
    for it in all_done().filter(|it| it.is_exercise()) {
        let check = it.is("check");
        checks += usize::from(check);
        assert!(check || !key.item(&it.activity).reserved, "{}", it.activity);
    }
    assert!(checks >= 10, "only {checks} checks in a month");
}

#[test]
fn chances_rise_for_a_learner_who_learns() {
    let (first, last) = (
        &MONTH.days[0].morning,
        &MONTH.days[MONTH.days.len() - 1].evening,
    );
    let share = |progress: &Value| progress["share"].as_f64().expect("a share");
    assert!(
        share(last) > share(first) + 0.4,
        "{} to {}",
        share(first),
        share(last)
    );
    let before = rows(first);
    for (skill, row) in rows(last) {
        assert!(chance(row) > chance(before[skill]), "{skill}");
        assert_ne!(row["last_seen"], Value::Null, "{skill} was never met");
    }
}

#[test]
fn the_projections_are_what_the_log_gives() {
    let month = &*MONTH;
    let told = "agrees with its log";
    assert!(
        month.examined.stdout.contains(told),
        "{}",
        month.examined.stdout
    );
    assert_eq!(month.examined.code, Some(0));
    let told = "rebuilt, the same as before";
    assert!(
        month.rebuilt.stdout.contains(told),
        "{}",
        month.rebuilt.stdout
    );
    assert_eq!(month.rebuilt.code, Some(0));
    assert!(month.rows.len() > 100);
    assert_eq!(month.rows, month.rows_rebuilt);
}

#[test]
fn the_same_seed_and_the_same_answers_give_the_same_words() {
    let said = |seed: u64| {
        let home = Home::new();
        let mut client = Client::start(&home, seed);
        let mut student = Student::new(Key::to_built_in(DECK), 3);
        student.take_baseline(&mut client);
        for day in 0..3 {
            study(&mut client, &mut student, day);
        }
        client.said.clone()
    };
    let first = said(5);
    assert!(first == said(5), "the second time differs from the first");
    assert!(first != said(6), "the seed makes no difference");
}

#[test]
fn the_log_predicts_again_what_was_predicted_at_the_time() {
    for (then, now) in &MONTH.predicted {
        assert!((then - now).abs() < 1e-6, "{then} then, {now} now");
    }
}

#[test]
fn the_month_can_be_evaluated() {
    let Run { stdout, code, .. } = &MONTH.evaluated;
    assert_eq!(*code, Some(0));
    let report: Value = serde_json::from_str(stdout).expect("JSON");
    assert_eq!(report["answers"], MONTH.predicted.len());
    assert_eq!(report["resampled"], "study-days");
    assert_eq!(report["parts"].as_array().map(Vec::len), Some(4));
    let log_loss = &report["parts"][0]["measured"][0]["log_loss"];
    assert!(log_loss["interval"]["low"].as_f64() < log_loss["value"].as_f64());
}
