//! A learner's own answers as rows that others may see.

use std::collections::BTreeMap;
use std::io::Write;

use sha2::{Digest, Sha256};

use crate::core::{DeckId, Now, StudyDay, Support, VersionId};
use crate::event::{Attempt, Body, Event, Guess, ItemVersion};
use crate::learner::undone;

const HEADER: [&str; 10] = [
    "learner", "seq", "ts", "item", "skills", "correct", "deck", "level", "options", "hints",
];
const DAY_S: i64 = 86_400;
/// Study days begin at four; each day's answers are told from then on.
const DAY_BEGINS_S: i64 = 4 * 3600;
/// So that what was answered on a study day stays in it.
const LAST_MINUTE: i64 = 24 * 60 - 1;
/// What is left open is not told apart from the second hint: neither leaves any credit.
const PARTLY_WORKED: u8 = 2;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    pub decks: usize,
    /// One for each answer, and for each exercise that was shown worked.
    pub rows: usize,
}

/// Writes the answers of each deck's log, without what was undone.
///
/// Nothing in a row says who or when: the learner has another name in each deck, made from the id
/// of the first answer, which chance made and which is not written; so it is the same in the
/// next export. Days are counted from the first, and minutes from the day's first answer; what was
/// typed, confidence and the time taken are left out.
///
/// # Errors
/// When it cannot be written.
pub fn write_anonymous<'a>(
    out: impl Write,
    logs: impl IntoIterator<Item = (&'a DeckId, &'a [Event])>,
) -> csv::Result<Exported> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(HEADER)?;
    let mut exported = Exported::default();
    for (deck, events) in logs {
        let rows = rows_of(deck, events);
        exported.decks += usize::from(!rows.is_empty());
        exported.rows += rows.len();
        for row in rows {
            table.write_record(row)?;
        }
    }
    table.flush()?;
    Ok(exported)
}

fn rows_of(deck: &DeckId, events: &[Event]) -> Vec<[String; HEADER.len()]> {
    let undone = undone(events);
    let versions = events.iter().filter_map(|event| match &event.body {
        Body::ItemVersion(it) => Some((it.id, it)),
        _ => None,
    });
    let versions: BTreeMap<VersionId, &ItemVersion> = versions.collect();
    let mut days = Days::default();
    let mut name = String::new();
    let mut rows = Vec::new();
    let attempts = events.iter().filter_map(|event| match &event.body {
        Body::Attempt(it) => Some((event, it)),
        _ => None,
    });
    // What was undone keeps its number, so that numbers are the same whenever this is written.
    for (seq, (event, attempt)) in (1..).zip(attempts) {
        if name.is_empty() {
            name = name_of(deck, event);
        }
        let seconds = days.seconds(event.now);
        if undone.contains(&event.id) {
            continue;
        }
        if let Some(item) = versions.get(&attempt.version) {
            rows.push(row(&name, seq, seconds, deck, item, attempt));
        }
    }
    rows
}

fn row(
    name: &str,
    seq: u64,
    seconds: i64,
    deck: &DeckId,
    item: &ItemVersion,
    attempt: &Attempt,
) -> [String; HEADER.len()] {
    let skills: Vec<&str> = item.skills.iter().map(|it| it.as_str()).collect();
    let correct = match attempt.support {
        Support::FullyWorked => String::new(),
        _ => format!("{:.3}", attempt.score.clamp(0.0, 1.0)),
    };
    let options = match item.guess {
        Guess::Picked(options) => options,
        Guess::Produced | Guess::SelfGraded => 0,
    };
    let hints = match attempt.support {
        Support::PartlyWorked => attempt.hints.max(PARTLY_WORKED),
        Support::Hints => attempt.hints.max(1),
        Support::None | Support::FullyWorked => attempt.hints,
    };
    [
        name.to_owned(),
        seq.to_string(),
        seconds.to_string(),
        item.item.to_string(),
        skills.join(";"),
        correct,
        deck.to_string(),
        item.level.to_string(),
        options.to_string(),
        hints.to_string(),
    ]
}

fn name_of(deck: &DeckId, first: &Event) -> String {
    let hash = Sha256::digest(format!("gradus export\n{deck}\n{}", first.id));
    hash.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Time as it is told: which study day after the first, and which minute after that day's first
/// answer.
#[derive(Default)]
struct Days {
    first: Option<StudyDay>,
    today: Option<Now>,
}

impl Days {
    fn seconds(&mut self, now: Now) -> i64 {
        let first = *self.first.get_or_insert(now.day);
        let began = *self.today.filter(|it| it.day == now.day).get_or_insert(now);
        self.today = Some(began);
        let minutes = (now.utc_ms - began.utc_ms).max(0) / 60_000;
        let day = i64::from(now.day.days_since(first));
        day * DAY_S + DAY_BEGINS_S + minutes.min(LAST_MINUTE) * 60
    }
}
