//! Answers of many learners in a table of comma-separated values, plain or compressed by gzip.
//!
//! Columns, in any order, others are ignored:
//!
//! | column | |
//! |---|---|
//! | `learner` | any text |
//! | `seq` | a number that orders a learner's rows |
//! | `ts` | seconds; -1 or empty where only the order is known |
//! | `item` | any text |
//! | `skills` | separated by `;`; may be empty |
//! | `correct` | 0..1; empty where the item was studied without an answer |
//!
//! Rows may stand in any order. Of rows with the same learner and `seq` the first counts. A
//! learner of whom one row has no time is taken to have answered all at one moment: what time would
//! do to memory is then not known, and not guessed.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};

use csv::StringRecord;
use flate2::bufread::MultiGzDecoder;
use sha2::{Digest, Sha256};
use thiserror::Error;
use uuid::Uuid;

use super::History;
use crate::core::{ActivityKind, EventId, ItemId, Now, Response, SkillId, Support, VersionId};
use crate::event::{Attempt, Body, Device, Event, Guess, ItemVersion, MemoryUnit, Stamp};

const GZIP: [u8; 2] = [0x1f, 0x8b];
const TARGET: u8 = 3;

/// The answers of many learners.
#[derive(Clone, Debug)]
pub struct Responses {
    /// In the order in which learners first appear.
    pub histories: Vec<History>,
    /// Answers, without what was merely studied.
    pub answers: usize,
    /// Rows left out because an earlier one had the same learner and `seq`.
    pub repeated: usize,
    /// Whether every row had a time.
    pub timed: bool,
}

#[derive(Debug, Error)]
pub enum ResponsesError {
    #[error("the column `{0}` is missing; there must be learner, seq, ts, item, skills, correct")]
    NoColumn(&'static str),
    #[error("row {row}: {column} is `{found}`, and must be {expected}")]
    Value {
        row: u64,
        column: &'static str,
        found: String,
        expected: &'static str,
    },
    #[error("there is no answer in it")]
    Empty,
    #[error(transparent)]
    Csv(#[from] csv::Error),
}

/// One row as it was read.
struct Row {
    seq: f64,
    seconds: Option<i64>,
    item: usize,
    score: Option<f64>,
}

impl Responses {
    /// # Errors
    /// When it cannot be read or unpacked, a column is missing, a row does not hold what its
    /// columns must, or no row holds an answer.
    pub fn read(source: impl Read) -> Result<Self, ResponsesError> {
        let mut source = BufReader::new(source);
        let start = source.fill_buf().map_err(csv::Error::from)?;
        if start.starts_with(&GZIP) {
            Self::parse(MultiGzDecoder::new(source))
        } else {
            Self::parse(source)
        }
    }

    fn parse(source: impl Read) -> Result<Self, ResponsesError> {
        let mut table = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(source);
        let columns = Columns::find(table.headers()?)?;
        let mut items = Items::default();
        let mut order = Vec::new();
        let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        let mut record = StringRecord::new();
        while table.read_record(&mut record)? {
            let (learner, row) = columns.row(&record, &mut items)?;
            if let Some(known) = rows.get_mut(learner) {
                known.push(row);
            } else {
                order.push(learner.to_owned());
                rows.insert(learner.to_owned(), vec![row]);
            }
        }
        let mut all = Self {
            histories: Vec::with_capacity(order.len()),
            answers: 0,
            repeated: 0,
            timed: true,
        };
        for learner in order {
            let rows = rows.remove(&learner).unwrap_or_default();
            all.add(learner, rows, &items.versions);
        }
        if all.answers == 0 {
            return Err(ResponsesError::Empty);
        }
        Ok(all)
    }

    fn add(&mut self, learner: String, mut rows: Vec<Row>, versions: &[ItemVersion]) {
        let before = rows.len();
        rows.sort_by(|a, b| a.seq.total_cmp(&b.seq));
        rows.dedup_by(|later, earlier| later.seq == earlier.seq);
        self.repeated += before - rows.len();
        self.answers += rows.iter().filter(|it| it.score.is_some()).count();
        let timed = rows.iter().all(|it| it.seconds.is_some());
        self.timed &= timed;
        let mut log = Log::default();
        for row in rows {
            let seconds = row.seconds.filter(|_| timed).unwrap_or(0);
            log.answer(&versions[row.item], seconds, row.score);
        }
        self.histories.push(History {
            learner,
            events: log.events,
        });
    }
}

/// Where each column stands.
struct Columns {
    learner: usize,
    seq: usize,
    ts: usize,
    item: usize,
    skills: usize,
    correct: usize,
}

impl Columns {
    fn find(header: &StringRecord) -> Result<Self, ResponsesError> {
        let find = |name: &'static str| {
            let found = header.iter().position(|it| it == name);
            found.ok_or(ResponsesError::NoColumn(name))
        };
        Ok(Self {
            learner: find("learner")?,
            seq: find("seq")?,
            ts: find("ts")?,
            item: find("item")?,
            skills: find("skills")?,
            correct: find("correct")?,
        })
    }

    fn row<'a>(
        &self,
        record: &'a StringRecord,
        items: &mut Items,
    ) -> Result<(&'a str, Row), ResponsesError> {
        let row = record.position().map_or(0, csv::Position::line);
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let wrong = |column, at, expected| ResponsesError::Value {
            row,
            column,
            found: cell(at).to_owned(),
            expected,
        };
        let number = |at: usize| cell(at).parse::<f64>().ok().filter(|it| it.is_finite());
        if cell(self.learner).is_empty() {
            return Err(wrong("learner", self.learner, "a name or number"));
        }
        if cell(self.item).is_empty() {
            return Err(wrong("item", self.item, "a name or number"));
        }
        let seq = number(self.seq).ok_or_else(|| wrong("seq", self.seq, "a number"))?;
        let seconds = match cell(self.ts) {
            "" | "-1" => None,
            _ => {
                let expected = "seconds since 1970, or -1 where only the order is known";
                let seconds = number(self.ts).ok_or_else(|| wrong("ts", self.ts, expected))?;
                Some(seconds as i64)
            }
        };
        let score = match cell(self.correct) {
            "" => None,
            _ => {
                let expected = "a score from 0 to 1, or empty where nothing was answered";
                let score = number(self.correct).filter(|it| (0.0..=1.0).contains(it));
                Some(score.ok_or_else(|| wrong("correct", self.correct, expected))?)
            }
        };
        let row = Row {
            seq,
            seconds,
            item: items.find(cell(self.item), cell(self.skills)),
            score,
        };
        Ok((cell(self.learner), row))
    }
}

/// Items as they come up, each with the skills its row names.
#[derive(Default)]
struct Items {
    versions: Vec<ItemVersion>,
    known: BTreeMap<(String, String), usize>,
}

impl Items {
    fn find(&mut self, item: &str, skills: &str) -> usize {
        let key = (item.to_owned(), skills.to_owned());
        *self.known.entry(key).or_insert_with_key(|(item, skills)| {
            self.versions.push(version(item, skills));
            self.versions.len() - 1
        })
    }
}

fn version(item: &str, skills: &str) -> ItemVersion {
    let hash = Sha256::digest(format!("{item}\n{skills}"));
    let mut id = [0; 16];
    id.copy_from_slice(&hash[..16]);
    let mut skills: Vec<SkillId> = skills
        .split(';')
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .map(SkillId::new)
        .collect();
    skills.sort();
    skills.dedup();
    ItemVersion {
        id: VersionId(Uuid::from_bytes(id)),
        item: ItemId::new(item),
        skills,
        level: TARGET,
        target: TARGET,
        difficulty: None,
        guess: Guess::Produced,
        unit: MemoryUnit::Skill,
        practices: Vec::new(),
    }
}

/// Events as the program itself would have written them.
#[derive(Default)]
struct Log {
    events: Vec<Event>,
    met: std::collections::BTreeSet<VersionId>,
}

impl Log {
    fn answer(&mut self, item: &ItemVersion, seconds: i64, score: Option<f64>) {
        let now = Now::new(seconds.saturating_mul(1000), 0).unwrap_or(Now::EPOCH);
        if self.met.insert(item.id) {
            self.add(now, Body::ItemVersion(item.clone()));
        }
        self.add(now, Body::Attempt(attempt(item, score)));
    }

    fn add(&mut self, now: Now, body: Body) {
        let sequence = self.events.len() as u64 + 1;
        let last = self.events.last().map(|it| it.stamp);
        self.events.push(Event {
            id: EventId(Uuid::from_u128(u128::from(sequence))),
            stamp: Stamp::after(last, sequence, Device(Uuid::nil()), now.utc_ms),
            now,
            deck: None,
            body,
        });
    }
}

/// An answer in practice; what was studied without one is an item that was shown worked.
fn attempt(item: &ItemVersion, score: Option<f64>) -> Attempt {
    Attempt {
        item: item.item.clone(),
        version: item.id,
        activity: ActivityKind::Practice,
        response: Response::DontKnow,
        score: score.unwrap_or(1.0),
        support: score.map_or(Support::FullyWorked, |_| Support::None),
        hints: 0,
        confidence: None,
        took_ms: 0,
        predicted: 0.5,
        misconceptions: Vec::new(),
        seed: 0,
    }
}
