//! The learner's answer against the right one.

use ratatui::style::Modifier;
use ratatui::text::Span;

use crate::core::Confidence;
use crate::tui::rich::wrap::{blank, spans_width, width};
use crate::tui::theme::Theme;
use crate::tui::widgets::doc::Doc;
use crate::view::{self, Feedback, Part, Verdict};

/// Where "you: …" stands beside the verdict, as long as there is room for it.
const YOU: usize = 36;

/// The verdict, and beside it what the learner said.
pub fn verdict(doc: &mut Doc<'_>, feedback: &Feedback) {
    let theme = doc.look.theme;
    let style = match feedback.verdict {
        Verdict::Yes => theme.right,
        _ => theme.text,
    };
    let word = feedback.verdict.word();
    let verdict = Span::styled(word, style.patch(theme.strong));
    let you = you(feedback, theme);
    let (columns, taken) = (doc.prose_width(), spans_width(&you));
    if you.is_empty() {
        doc.spans(&[verdict]);
    } else if width(word) + 3 + taken <= columns {
        let column = YOU.min(columns - taken).max(width(word) + 3);
        let mut line = vec![verdict, blank(column - width(word))];
        line.extend(you);
        doc.line(line);
    } else {
        doc.spans(&[verdict]);
        doc.spans(&you);
    }
}

/// "you: It panics, certain"; only how sure where the answer is shown part by part.
fn you(feedback: &Feedback, theme: &Theme) -> Vec<Span<'static>> {
    if feedback.verdict == Verdict::Unknown {
        return Vec::new();
    }
    let sure = feedback.confidence;
    let dim = |text: String| Span::styled(text, theme.dim);
    match feedback.parts.as_slice() {
        [part] if is_one_line(&part.yours) => {
            let mut spans = vec![dim("you: ".to_owned())];
            spans.extend(marked(&part.yours, theme, part.ok));
            drop_full_stop(&mut spans);
            spans.extend(sure.map(|sure| dim(format!(", {}", as_noun(sure)))));
            spans
        }
        _ => sure.map(|sure| dim(as_verb(sure))).into_iter().collect(),
    }
}

/// After an answer: "a guess", "certain".
fn as_noun(sure: Confidence) -> &'static str {
    match sure {
        Confidence::Guess => "a guess",
        other => other.word(),
    }
}

/// "you guessed", "you were certain".
fn as_verb(sure: Confidence) -> String {
    match sure {
        Confidence::Guess => "you guessed".to_owned(),
        other => format!("you were {}", other.word()),
    }
}

/// How an answer compares with the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One answer, or none.
    One,
    /// Lines that were put in order.
    Order,
    /// Points that the learner's own words had or left out.
    Points,
    /// Several places, each with an answer of its own.
    Places,
}

pub fn shape(feedback: &Feedback) -> Shape {
    match (feedback.item_kind, feedback.parts.len()) {
        (_, 0 | 1) => Shape::One,
        ("order", _) => Shape::Order,
        ("recall", _) if feedback.verdict != Verdict::Unknown => Shape::Points,
        _ => Shape::Places,
    }
}

fn has_text(spans: &[view::Span]) -> bool {
    spans.iter().any(|span| !span.text.is_empty())
}

/// Whether the spans say just this.
pub fn is(spans: &[view::Span], text: &str) -> bool {
    let mut rest = Some(text);
    for span in spans {
        rest = rest.and_then(|rest| rest.strip_prefix(span.text.as_str()));
    }
    !text.is_empty() && rest == Some("")
}

fn is_one_line(spans: &[view::Span]) -> bool {
    has_text(spans) && spans.iter().all(|span| !span.text.contains('\n'))
}

/// An answer that is a sentence goes on with how sure the learner was.
fn drop_full_stop(spans: &mut [Span<'static>]) {
    let mut with_text = spans
        .iter_mut()
        .rev()
        .filter(|span| !span.content.is_empty());
    if let Some(last) = with_text.next()
        && let Some(shorter) = last.content.strip_suffix('.')
    {
        last.content = shorter.to_owned().into();
    }
}

/// What is right, where the verdict does not say it: in one place, or place by place.
pub fn parts(doc: &mut Doc<'_>, feedback: &Feedback) {
    match feedback.parts.as_slice() {
        [part] if part.ok || part.right.is_empty() => {}
        [part] => {
            doc.gap();
            if !part.yours.is_empty() && !is_one_line(&part.yours) {
                let yours = marked(&part.yours, doc.look.theme, false);
                doc.labelled("You", |doc| doc.spans(&yours));
            }
            let right = right_spans(part, doc.look.theme);
            doc.labelled("The answer", |doc| doc.spans(&right));
        }
        parts => {
            doc.gap();
            match shape(feedback) {
                Shape::Order => order(doc, feedback),
                Shape::Points => points(doc, parts),
                _ => {
                    for part in parts {
                        place(doc, part, feedback.verdict == Verdict::Unknown);
                    }
                }
            }
        }
    }
}

/// The right order, its lines marked where the learner had them in place; then what does not belong.
fn order(doc: &mut Doc<'_>, feedback: &Feedback) {
    let theme = doc.look.theme;
    let parts = &feedback.parts;
    for part in parts.iter().filter(|part| has_text(&part.right)) {
        let (sign, style) = if part.ok {
            ("✓", theme.right)
        } else {
            ("·", theme.dim)
        };
        doc.hang(vec![Span::styled(sign, style)], 3, |doc| {
            doc.code(&joined(&part.right))
        });
    }
    let belongs = |line: &str| parts.iter().any(|part| is(&part.right, line));
    let mut spare = parts
        .iter()
        .map(|part| joined(&part.yours))
        .filter(|line| !line.is_empty() && !belongs(line))
        .peekable();
    if spare.peek().is_some() {
        doc.gap();
        doc.labelled("Does not belong", |doc| {
            spare.for_each(|line| doc.code(&line))
        });
    }
}

fn points(doc: &mut Doc<'_>, parts: &[Part]) {
    for (label, had) in [("✓ had", true), ("· left out", false)] {
        let mut of_these = parts.iter().filter(|part| part.ok == had).peekable();
        if of_these.peek().is_some() {
            doc.gap();
            doc.labelled(label, |doc| {
                of_these.for_each(|part| doc.rich(&joined(&part.right)));
            });
        }
    }
}

fn joined(spans: &[view::Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// One of several places.
fn place(doc: &mut Doc<'_>, part: &Part, unknown: bool) {
    let theme = doc.look.theme;
    let (sign, style) = match (part.ok, unknown) {
        (true, _) => ("✓", theme.right),
        (false, true) => ("·", theme.dim),
        (false, false) => ("·", theme.differs.remove_modifier(Modifier::UNDERLINED)),
    };
    let dim = |text: &str| Span::styled(text.to_owned(), theme.dim);
    let mut yours = marked(&part.yours, theme, part.ok);
    let mut right = right_spans(part, theme);
    doc.hang(vec![Span::styled(sign, style)], 3, |doc| {
        match (has_text(&part.yours), has_text(&part.right)) {
            _ if part.ok => doc.spans(&yours),
            (true, true) => {
                right.insert(0, dim("it is   "));
                if spans_width(&yours) + 3 + spans_width(&right) <= doc.prose_width() {
                    yours.push(blank(3));
                    yours.extend(right);
                    doc.spans(&yours);
                } else {
                    doc.spans(&yours);
                    doc.spans(&right);
                }
            }
            (true, false) => {
                yours.push(dim("   does not belong"));
                doc.spans(&yours);
            }
            (false, _) => {
                if !unknown {
                    right.push(dim("   left out"));
                }
                doc.spans(&right);
            }
        }
    });
}

/// What is right, heavier than what is not.
fn right_spans(part: &Part, theme: &Theme) -> Vec<Span<'static>> {
    let mut spans = marked(&part.right, theme, false);
    for span in &mut spans {
        if span.style == theme.text {
            span.style = theme.strong;
        }
    }
    spans
}

/// The spans of an answer, those that differ marked by more than color.
fn marked(spans: &[view::Span], theme: &Theme, ok: bool) -> Vec<Span<'static>> {
    let mut marked = Vec::new();
    for span in spans {
        let text = span.text.replace('\t', "    ");
        let solid = text.trim();
        if !span.differs || ok || solid.is_empty() {
            marked.push(Span::styled(text, theme.text));
            continue;
        }
        let start = text.len() - text.trim_start().len();
        let (before, after) = (&text[..start], &text[start + solid.len()..]);
        let solid = if theme.brackets {
            format!("[{solid}]")
        } else {
            solid.to_owned()
        };
        marked.push(Span::styled(before.to_owned(), theme.text));
        marked.push(Span::styled(solid, theme.differs));
        marked.push(Span::styled(after.to_owned(), theme.text));
    }
    marked
}
