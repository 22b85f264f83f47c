//! What the learner thought against what they showed.

use crate::tui::widgets::doc::Doc;
use crate::tui::widgets::shares::{Share, table};
use crate::view::{Fit, Progress, Shown, SkillRow};

/// Skills that are told of at most.
const MOST_SKILLS: usize = 8;

/// By how sure they were, over time, and by how they had rated themselves.
pub fn answers(doc: &mut Doc<'_>, progress: &Progress) {
    let thought = &progress.thought;
    doc.text(&thought.sentence);
    let said = &progress.reliability.by_confidence;
    if said.iter().any(|row| row.answers > 0) {
        doc.gap();
        let rows: Vec<Share> = said
            .iter()
            .map(|row| Share {
                label: row.confidence.word().to_owned(),
                share: row.share,
                expected: None,
                right: row.right,
                answers: row.answers,
            })
            .collect();
        table(doc, "you said", &rows, false);
    }
    if let Some(foreseen) = &thought.foreseen {
        doc.gap();
        doc.text(foreseen);
    }
    if thought.periods.iter().any(|it| it.sure.answers > 0) {
        doc.gap();
        doc.text(&thought.trend);
        doc.gap();
        let rows: Vec<Share> = thought
            .periods
            .iter()
            .map(|it| share(&it.words, &it.sure))
            .collect();
        table(doc, "sure, from", &rows, false);
    }
    if thought.ratings.iter().any(|it| it.untaught.answers > 0) {
        doc.gap();
        doc.text(&thought.rated);
        doc.gap();
        let rows: Vec<Share> = thought
            .ratings
            .iter()
            .map(|it| share(it.thought, &it.untaught))
            .collect();
        table(doc, "you thought", &rows, false);
    }
}

/// Skill by skill, what they were sure of: first where that told less than they thought.
pub fn skills(doc: &mut Doc<'_>, progress: &Progress) {
    let mut rows: Vec<&SkillRow> = progress
        .rows
        .iter()
        .filter(|row| row.sure.answers > 0)
        .collect();
    if rows.is_empty() {
        return;
    }
    let rank = |row: &SkillRow| {
        let less = row.sure.fit == Some(Fit::Less);
        (!less, std::cmp::Reverse(row.sure.answers))
    };
    rows.sort_by_key(|row| rank(row));
    let shares: Vec<Share> = rows
        .iter()
        .take(MOST_SKILLS)
        .map(|row| share(&row.title, &row.sure))
        .collect();
    table(doc, "sure, in", &shares, false);
    let less: Vec<&str> = rows
        .iter()
        .filter(|row| row.sure.fit == Some(Fit::Less))
        .map(|row| row.title.as_str())
        .collect();
    if !less.is_empty() {
        doc.gap();
        doc.text(&format!("Worth a second look: {}.", less.join(", ")));
    }
}

fn share(label: &str, it: &Shown) -> Share {
    Share {
        label: label.to_owned(),
        share: it.share,
        expected: None,
        right: it.right,
        answers: it.answers,
    }
}
