//! How far to trust the coach's numbers: what it expected of this learner, and what came.

use crate::tui::widgets::doc::Doc;
use crate::tui::widgets::shares::{Share, table};
use crate::view::{PredictionRow, Reliability};

pub fn record(doc: &mut Doc<'_>, reliability: &Reliability) {
    if let Some(drift) = &reliability.drift {
        doc.strong(&drift.sentence);
        doc.gap();
    }
    doc.text(&reliability.sentence);
    if reliability.by_chance.is_empty() {
        return;
    }
    doc.gap();
    let rows: Vec<Share> = reliability.by_chance.iter().map(share).collect();
    table(doc, "I gave", &rows, false);
    doc.gap();
    let rows: Vec<Share> = reliability.periods.iter().map(share).collect();
    table(doc, "from", &rows, true);
    if let Some(numbers) = &reliability.numbers {
        doc.gap();
        doc.dim(numbers);
    }
}

fn share(row: &PredictionRow) -> Share {
    Share {
        label: row.words.clone(),
        share: Some(row.share),
        expected: Some(row.expected / f64::from(row.answers.max(1))),
        right: row.right,
        answers: row.answers,
    }
}
