//! The question again, with what was picked and what is right.

use ratatui::text::Span;

use super::compare::{Shape, is, shape};
use crate::tui::widgets::doc::Doc;
use crate::view::Feedback;

/// Columns of number and marks before an option.
const SIGN: usize = 10;

pub fn view(doc: &mut Doc<'_>, feedback: &Feedback) {
    doc.rich(&blanked(&feedback.prompt));
    if feedback.options.is_empty() {
        return;
    }
    doc.gap();
    if shape(feedback) == Shape::Order {
        for line in &feedback.options {
            doc.indented(2, |doc| doc.code(line));
        }
        return;
    }
    for (n, option) in feedback.options.iter().enumerate() {
        let sign = sign(doc, feedback, n, option);
        doc.hang(sign, SIGN, |doc| doc.rich(option));
    }
}

/// "2  ✓ you": what is right, and what the learner picked.
fn sign(doc: &Doc<'_>, feedback: &Feedback, n: usize, option: &str) -> Vec<Span<'static>> {
    let theme = doc.look.theme;
    let right = feedback.parts.iter().any(|part| is(&part.right, option));
    let yours = feedback.parts.iter().any(|part| is(&part.yours, option));
    vec![
        Span::styled(format!("{:<3}", n + 1), theme.dim),
        Span::styled(if right { "✓ " } else { "  " }, theme.right),
        Span::styled(if yours { "you" } else { "" }, theme.strong),
    ]
}

/// The prompt as it was before its gaps were filled.
fn blanked(prompt: &str) -> String {
    let mut pieces = prompt.split('⟦');
    let mut blanked = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        blanked.push_str("____");
        blanked.push_str(piece.split_once('⟧').map_or(piece, |(_, after)| after));
    }
    blanked
}
