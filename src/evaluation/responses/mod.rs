//! Answers of many learners in a table of comma-separated values, plain or compressed by gzip.
//!
//! Columns, in any order, others are ignored; of two with one name the first counts:
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
//! There may also be these, any cell of which may be empty:
//!
//! | column | |
//! |---|---|
//! | `deck` | the deck the item is of |
//! | `level` | 1..5; else all items stand at the middle level |
//! | `options` | out of how many the answer was picked; else it was not picked |
//! | `hints` | how many were shown before the answer; such an answer is taken in, not predicted |
//!
//! Rows may stand in any order. Of rows with the same learner and `seq` the first counts. A
//! learner of whom one row has no time is taken to have answered all at one moment: what time would
//! do to memory is then not known, and not guessed. A time before that of the row it follows counts
//! as no time gone by. An item whose skills differ from row to row is one item all the same.

mod columns;
mod error;
mod export;
mod join;
mod log;
mod shown;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::ops::Range;

use csv::StringRecord;
use flate2::bufread::MultiGzDecoder;
use rayon::prelude::*;

pub use error::ResponsesError;
pub use export::{Exported, write_anonymous};
pub use join::Unknown;

use super::History;
use crate::event::ItemVersion;
use columns::{Cells, Columns};
use log::{Log, version};

const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The answers of many learners. Only rows are kept: of a million learners all events would not
/// fit into memory, so each history is written when it is asked for.
#[derive(Clone, Debug)]
pub struct Responses {
    /// In the order in which they first appear.
    learners: Vec<Learner>,
    /// By learner, then by `seq`.
    rows: Vec<Row>,
    versions: Vec<ItemVersion>,
    /// Of each version, the deck it is of; empty where that is not known.
    decks: Vec<String>,
    /// Answers, without what was merely studied.
    pub answers: usize,
    /// Rows left out because an earlier one had the same learner and `seq`.
    pub repeated: usize,
}

#[derive(Clone, Debug)]
struct Learner {
    name: String,
    rows: Range<usize>,
    /// Whether every row has a time.
    timed: bool,
}

/// One row as it was read.
#[derive(Clone, Copy, Debug)]
struct Row {
    learner: usize,
    seq: f64,
    ms: Option<i64>,
    version: usize,
    score: Option<f64>,
    hints: u8,
}

impl Responses {
    /// # Errors
    /// When it cannot be read or unpacked, a column is missing, a row does not hold what its
    /// columns must, or no row holds an answer.
    pub fn read(source: impl Read) -> Result<Self, ResponsesError> {
        let mut source = BufReader::new(source);
        let start = source.fill_buf().map_err(ResponsesError::Unreadable)?;
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
        let mut learners = Numbered::default();
        let mut versions = Versions::default();
        let mut rows = Vec::new();
        let mut record = StringRecord::new();
        while table.read_record(&mut record)? {
            let cells = columns.read(&record)?;
            rows.push(Row {
                learner: learners.find(cells.learner),
                seq: cells.seq,
                ms: cells.ms,
                version: versions.find(&cells),
                score: cells.score,
                hints: cells.hints,
            });
        }
        Self::sorted(learners.into_names(), rows, versions)
    }

    fn sorted(
        names: Vec<String>,
        mut rows: Vec<Row>,
        Versions {
            versions, decks, ..
        }: Versions,
    ) -> Result<Self, ResponsesError> {
        let before = rows.len();
        let key = |row: &Row| (row.learner, row.seq);
        // The sort is stable, so the first of several stays the first.
        rows.par_sort_by(|a, b| a.learner.cmp(&b.learner).then(a.seq.total_cmp(&b.seq)));
        rows.dedup_by(|later, earlier| key(later) == key(earlier));
        let answers = rows.iter().filter(|it| it.score.is_some()).count();
        if answers == 0 {
            return Err(ResponsesError::Empty);
        }
        let mut begin = 0;
        let learners = rows
            .chunk_by(|a, b| a.learner == b.learner)
            .zip(names)
            .map(|(own, name)| {
                let rows = begin..begin + own.len();
                begin = rows.end;
                let timed = own.iter().all(|it| it.ms.is_some());
                Learner { name, rows, timed }
            })
            .collect();
        Ok(Self {
            learners,
            repeated: before - rows.len(),
            rows,
            versions,
            decks,
            answers,
        })
    }

    /// One for each learner, in the order in which they first appear.
    pub fn histories(&self) -> impl IndexedParallelIterator<Item = History> {
        let learners = self.learners.par_iter();
        learners.map(|it| self.history_of(it, &self.versions))
    }

    /// How many learners there are.
    pub fn learners(&self) -> usize {
        self.learners.len()
    }

    /// The items, each once with the same skills.
    pub fn versions(&self) -> &[ItemVersion] {
        &self.versions
    }

    /// The items, each as hard as is known.
    pub fn versions_with(
        &self,
        difficulty: impl Fn(&ItemVersion) -> Option<f64>,
    ) -> Vec<ItemVersion> {
        let known = |it: &ItemVersion| ItemVersion {
            difficulty: difficulty(it),
            ..it.clone()
        };
        self.versions.iter().map(known).collect()
    }

    /// What one learner did, with other knowledge of the items, in the order of `versions`. None
    /// where there is no such learner.
    pub fn history(&self, learner: usize, versions: &[ItemVersion]) -> Option<History> {
        let learner = self.learners.get(learner)?;
        Some(self.history_of(learner, versions))
    }

    /// Learners of whom some row has no time.
    pub fn untimed(&self) -> usize {
        self.learners.iter().filter(|it| !it.timed).count()
    }

    fn history_of(&self, learner: &Learner, versions: &[ItemVersion]) -> History {
        let mut log = Log::default();
        for row in self.rows.get(learner.rows.clone()).unwrap_or_default() {
            if let Some(version) = versions.get(row.version) {
                let ms = row.ms.filter(|_| learner.timed).unwrap_or(0);
                log.answer(version, ms, row.score, row.hints);
            }
        }
        History {
            learner: learner.name.clone(),
            events: log.events,
        }
    }
}

/// Names, numbered as they come up.
#[derive(Default)]
struct Numbered(HashMap<String, usize>);

impl Numbered {
    fn find(&mut self, name: &str) -> usize {
        if let Some(&known) = self.0.get(name) {
            return known;
        }
        let next = self.0.len();
        self.0.insert(name.to_owned(), next);
        next
    }

    fn into_names(self) -> Vec<String> {
        let mut names: Vec<_> = self.0.into_iter().collect();
        names.sort_unstable_by_key(|&(_, number)| number);
        names.into_iter().map(|(name, _)| name).collect()
    }
}

/// Items as they come up, each with what its row says of it.
#[derive(Default)]
struct Versions {
    versions: Vec<ItemVersion>,
    decks: Vec<String>,
    known: Numbered,
    key: String,
}

impl Versions {
    fn find(&mut self, cells: &Cells) -> usize {
        self.key.clear();
        // A line break keeps apart what a cell could hold on either side.
        self.key
            .extend([cells.item, "\n", cells.skills, "\n", cells.deck]);
        self.key
            .extend([cells.level.unwrap_or(0), cells.options].map(char::from));
        let at = self.known.find(&self.key);
        if at == self.versions.len() {
            self.versions.push(version(cells));
            self.decks.push(cells.deck.to_owned());
        }
        at
    }
}

#[cfg(test)]
mod tests;
