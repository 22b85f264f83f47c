//! A row's cells, and what they must hold.

use csv::StringRecord;

use super::ResponsesError;
use crate::core::Now;

const LEVEL: &str = "a level from 1 to 5, or empty";
const COUNT: &str = "a number up to 255, or empty";

/// Where each column stands.
pub(super) struct Columns {
    learner: usize,
    seq: usize,
    ts: usize,
    item: usize,
    skills: usize,
    correct: usize,
    deck: Option<usize>,
    level: Option<usize>,
    options: Option<usize>,
    hints: Option<usize>,
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
    /// Empty where it is not said, or not known.
    pub deck: &'a str,
    /// 1..5.
    pub level: Option<u8>,
    /// Out of how many the answer was picked; 0 where it was not.
    pub options: u8,
    /// Shown before the answer.
    pub hints: u8,
}

impl Columns {
    pub const NAMES: [&'static str; 6] = ["learner", "seq", "ts", "item", "skills", "correct"];

    pub fn find(header: &StringRecord) -> Result<Self, ResponsesError> {
        let place = |name| header.iter().position(|it| it == name);
        let found = Self::NAMES.map(place);
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
            deck: place("deck"),
            level: place("level"),
            options: place("options"),
            hints: place("hints"),
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
        let may = |at: Option<usize>| at.map(cell).unwrap_or_default();
        let small = |column, at: Option<usize>, most, expected| match may(at) {
            "" => Ok(None),
            text => match text.parse() {
                Ok(number) if number <= most => Ok(Some(number)),
                _ => Err(wrong(column, at.unwrap_or_default(), expected)),
            },
        };
        let level = small("level", self.level, 5, LEVEL)?;
        if level == Some(0) {
            return Err(wrong("level", self.level.unwrap_or_default(), LEVEL));
        }
        let options = small("options", self.options, u8::MAX, COUNT)?;
        let hints = small("hints", self.hints, u8::MAX, COUNT)?;
        Ok(Cells {
            deck: may(self.deck),
            level,
            options: options.unwrap_or(0),
            hints: hints.unwrap_or(0),
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
