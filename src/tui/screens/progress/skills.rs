//! Skill by skill: the table, the one at hand looked at closely, and what stands out.

use ratatui::text::Span;

use crate::tui::widgets::doc::Doc;
use crate::tui::widgets::select::Select;
use crate::tui::widgets::standing::{self, Standing};
use crate::view::{Progress, SkillRow};

pub fn table(doc: &mut Doc<'_>, progress: &Progress, at: Select) {
    let rows = &progress.rows;
    if rows.is_empty() {
        return doc.text("This deck has no skills that can be studied. d on Today shows why.");
    }
    if rows.iter().all(|row| row.estimate.band == "unknown") {
        doc.text("Nothing is known yet. A session, or b for the check, changes that.");
        doc.gap();
    }
    let standings: Vec<Standing<'_>> = rows
        .iter()
        .map(|row| Standing {
            title: &row.title,
            estimate: &row.estimate,
            remark: &row.due_words,
            faint: !row.in_goal,
        })
        .collect();
    standing::table(doc, &standings, "comes back", at);
}

pub fn detail(doc: &mut Doc<'_>, row: &SkillRow) {
    let theme = doc.look.theme;
    let scope = if row.in_goal {
        ""
    } else {
        ", beyond your goal"
    };
    doc.line(vec![
        Span::styled(row.title.clone(), theme.strong),
        Span::styled(format!(", {}{scope}", row.due_words), theme.dim),
    ]);
    doc.text(&row.because);
    doc.text(&row.detail.join(" "));
    if !row.can.is_empty() {
        doc.dim(&row.can);
    }
}

pub fn lists(doc: &mut Doc<'_>, progress: &Progress) {
    let lists = [
        ("Strong", &progress.strengths),
        ("Fading", &progress.fading),
        ("Gaps", &progress.gaps),
        ("Next", &progress.next),
    ];
    for (label, titles) in lists {
        if !titles.is_empty() {
            doc.gap();
            doc.dim(label);
            doc.text(&titles.join(", "));
        }
    }
}
