//! A row's cells, and what they must hold.

use csv::StringRecord;

use super::ResponsesError;
use crate::core::Now;

/// Where each column stands.
pub(super) struct Columns {
    learner: usize,
    seq: usize,
    ts: usize,
    item: usize,
    skills: usize,
    correct: usize,
}

/// One row, checked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells<'a> {
    pub learner: &'a str,
    pub seq: f64,
    /// Milliseconds; none where only the order is known.
    pub ms: Option<i64>,
    pub item: &'a str,
    pub skills: &'a str,
    /// 0..1; none where the item was studied without an answer.
    pub score: Option<f64>,
}

impl Columns {
    pub const NAMES: [&'static str; 6] = ["learner", "seq", "ts", "item", "skills", "correct"];

    pub fn find(header: &StringRecord) -> Result<Self, ResponsesError> {
        let found = Self::NAMES.map(|name| header.iter().position(|it| it == name));
        let [
            Some(learner),
            Some(seq),
            Some(ts),
            Some(item),
            Some(skills),
            Some(correct),
        ] = found
        else {
            let missing = Self::NAMES.into_iter().zip(found);
            let missing = missing.filter(|(_, found)| found.is_none());
            return Err(ResponsesError::columns(
                missing.map(|(name, _)| name),
                header,
            ));
        };
        Ok(Self {
            learner,
            seq,
            ts,
            item,
            skills,
            correct,
        })
    }

    pub fn read<'a>(&self, record: &'a StringRecord) -> Result<Cells<'a>, ResponsesError> {
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let wrong = |column, at, expected| {
            let row = record.position().map_or(0, csv::Position::line);
            ResponsesError::value(row, column, cell(at), expected)
        };
        let name = |column, at| match cell(at) {
            "" => Err(wrong(column, at, "a name or number")),
            name => Ok(name),
        };
        let seq = number(cell(self.seq)).ok_or_else(|| wrong("seq", self.seq, "a number"))?;
        let ms = moment(cell(self.ts)).map_err(|expected| wrong("ts", self.ts, expected))?;
        let score = score(cell(self.correct))
            .map_err(|expected| wrong("correct", self.correct, expected))?;
        Ok(Cells {
            learner: name("learner", self.learner)?,
            seq,
            ms,
            item: name("item", self.item)?,
            skills: cell(self.skills),
            score,
        })
    }
}

/// A number that is one: neither infinite nor NaN.
fn number(cell: &str) -> Option<f64> {
    cell.parse().ok().filter(|it: &f64| it.is_finite())
}

fn moment(cell: &str) -> Result<Option<i64>, &'static str> {
    let expected = "seconds since 1970, or -1 where only the order is known";
    if cell.is_empty() {
        return Ok(None);
    }
    let seconds = number(cell).ok_or(expected)?;
    if seconds == -1.0 {
        return Ok(None);
    }
    let ms = (seconds * 1000.0) as i64;
    let in_calendar = seconds >= 0.0 && Now::new(ms, 0).is_ok();
    in_calendar.then_some(Some(ms)).ok_or(expected)
}

fn score(cell: &str) -> Result<Option<f64>, &'static str> {
    if cell.is_empty() {
        return Ok(None);
    }
    number(cell)
        .filter(|it| (0.0..=1.0).contains(it))
        .map(Some)
        .ok_or("a score from 0 to 1, or empty where nothing was answered")
}
