//! An activity as a page.

use ratatui::text::Span;

use super::Study;
use crate::core::Confidence;
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::rich::wrap::{NO_BREAK, blank};
use crate::tui::widgets::chance;
use crate::tui::widgets::doc::Doc;
use crate::tui::words;
use crate::view::Position;

pub fn page(study: &Study, look: Look<'_>, room: Room) -> Page {
    let mut doc = Doc::new(look, room.width);
    ahead(study, &mut doc);
    study.task.view(&mut doc);
    if room.side.is_none() {
        hints(study, &mut doc);
    }
    if study.unsure.is_some() {
        how_sure(&mut doc);
    }
    let page = Page::new(title(study), progress(study, look, room), doc);
    match room.side {
        Some(width) => page.with_side(side(study, look, width)),
        None => page,
    }
}

/// Columns from which the head has room for how much is settled.
const SETTLED_FROM: usize = 60;

fn title(study: &Study) -> String {
    let skill = &study.activity.skill_title;
    if study.is_baseline() {
        format!("The check · {skill}")
    } else {
        format!("{skill} · {}", study.activity.kind.word())
    }
}

fn progress(study: &Study, look: Look<'_>, room: Room) -> Vec<Span<'static>> {
    let place = words::position(&study.activity.position);
    let mut spans = vec![Span::styled(place, look.theme.dim)];
    if let Position::Baseline { settled, .. } = study.activity.position
        && room.width >= SETTLED_FROM
    {
        let tenths = usize::from(words::percent(settled)) / 10;
        spans.push(Span::styled("   settled ", look.theme.dim));
        spans.push(Span::styled("━".repeat(tenths), look.theme.accent));
        spans.push(Span::styled("─".repeat(10 - tenths), look.theme.rule));
    }
    spans
}

/// What comes before it, and what to watch for.
fn ahead(study: &Study, doc: &mut Doc<'_>) {
    if let Some(before) = &study.activity.before {
        doc.dim(before);
    }
    for watch in &study.activity.watch {
        doc.gap();
        doc.labelled("Watch for", |doc| {
            doc.rich(&format!(
                "“{}” {}. {}",
                watch.belief, watch.showed, watch.rather
            ));
        });
    }
    doc.gap();
}

fn hints(study: &Study, doc: &mut Doc<'_>) {
    for (n, hint) in study.activity.hints.iter().enumerate() {
        let newest = study.new_hint && n + 1 == study.activity.hints.len();
        doc.gap();
        let set = |doc: &mut Doc<'_>| {
            let sign = vec![Span::styled(
                format!("hint {}", n + 1),
                doc.look.theme.accent,
            )];
            doc.hang(sign, 9, |doc| doc.rich(hint));
        };
        if newest { doc.focused(set) } else { set(doc) }
    }
}

fn how_sure(doc: &mut Doc<'_>) {
    let theme = doc.look.theme;
    let mut spans = vec![Span::styled("How sure are you?", theme.strong), blank(4)];
    for (n, confidence) in Confidence::ALL.into_iter().enumerate() {
        spans.push(Span::styled((n + 1).to_string(), theme.selected));
        let word = confidence.word().replace(' ', NO_BREAK);
        spans.push(Span::styled(format!("{NO_BREAK}{word}    "), theme.text));
    }
    doc.gap();
    doc.focused(|doc| doc.spans(&spans));
}

fn side<'a>(study: &Study, look: Look<'a>, width: usize) -> Doc<'a> {
    let mut doc = Doc::new(look, width);
    let estimate = &study.activity.estimate;
    doc.strong(&study.activity.skill_title);
    if !study.is_baseline() {
        let mut spans = chance::band(None, estimate, look.theme);
        spans.push(blank(3));
        spans.extend(chance::number(estimate.into(), look.theme.text, look.theme));
        doc.line(spans);
        doc.line(chance::line(estimate, width, look.theme));
    }
    if !study.activity.reason.is_empty() {
        doc.gap();
        doc.dim("Why this");
        doc.text(&study.activity.reason);
    }
    hints(study, &mut doc);
    doc
}
