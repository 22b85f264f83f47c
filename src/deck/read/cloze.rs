//! Gaps in a prompt: `⟦answer|another spelling⟧`, or `⟦id⟧` of an `[[item.gap]]`.

use super::draft::ItemAt;
use super::exercise::{compare, wrong};
use super::table::Table;
use super::value::Value;
use crate::core::ItemId;
use crate::core::{nearest, quote};
use crate::deck::finding::Finding;
use crate::deck::source::Span;
use crate::deck::{Exercise, Gap, Piece};

const OPEN: char = '⟦';
const CLOSE: char = '⟧';

/// `[[item.gap]]`.
struct Named {
    id: String,
    at: Span,
    gap: Gap,
    used: bool,
}

pub(super) fn read(item: &mut Table<'_>, prompt: Option<Value<'_>>, at: &mut ItemAt) -> Exercise {
    let mut named: Vec<Named> = item
        .tables("gap", "a gap")
        .into_iter()
        .map(|table| named_gap(table, at))
        .collect();
    let mut pieces = Vec::new();
    let mut gaps = Vec::new();
    if let Some(prompt) = prompt {
        let text = prompt.full_text();
        match cut(&text) {
            Ok(parts) => {
                for part in parts {
                    pieces.push(match part {
                        Part::Text(text) => Piece::Text(text.to_owned()),
                        Part::Gap(inner) => {
                            gaps.push(fill(inner, &mut named, prompt));
                            Piece::Gap(gaps.len() - 1)
                        }
                    });
                }
                if gaps.is_empty() && !text.is_empty() {
                    let message = "a cloze needs at least one gap, written `⟦answer⟧`";
                    prompt.error("deck::gap", message);
                }
            }
            Err(unpaired) => {
                let span = within(prompt, unpaired);
                let message = "this gap is opened or closed, but not both";
                prompt.log().error("deck::gap", &span, message);
            }
        }
        report_unused(&named, &text, prompt);
    }
    Exercise::Cloze {
        pieces,
        gaps,
        compare: compare(item),
    }
}

/// The prompt as it can be quoted anywhere: without what stands in its gaps.
pub(super) fn with_blanks(pieces: &[Piece]) -> String {
    let shown = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text,
        Piece::Gap(_) => "____",
    });
    shown.collect()
}

fn named_gap(mut table: Table<'_>, at: &mut ItemAt) -> Named {
    let span = table
        .value("id")
        .map_or_else(|| table.span().clone(), Value::span);
    let named = Named {
        id: table.id::<ItemId>().as_str().to_owned(),
        at: span,
        gap: Gap {
            accept: table.need_lines("accept"),
            wrong: wrong(&mut table, at),
        },
        used: false,
    };
    table.finish(&[]);
    named
}

enum Part<'a> {
    Text(&'a str),
    Gap(&'a str),
}

/// The text cut at its gaps, or the bracket that has no other.
fn cut(text: &str) -> Result<Vec<Part<'_>>, &str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find([OPEN, CLOSE]) {
        let (before, bracketed) = rest.split_at(open);
        let Some(inside) = bracketed.strip_prefix(OPEN) else {
            return Err(first_line(bracketed));
        };
        let close = inside.find([OPEN, CLOSE]).ok_or(first_line(bracketed))?;
        let (gap, after) = inside.split_at(close);
        rest = after.strip_prefix(CLOSE).ok_or(first_line(bracketed))?;
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        parts.push(Part::Gap(gap));
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    Ok(parts)
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// The gap that stands in the brackets: a named one, or the answers themselves.
fn fill(inner: &str, named: &mut [Named], prompt: Value<'_>) -> Gap {
    let bracketed = format!("{OPEN}{inner}{CLOSE}");
    if let Some(found) = named.iter_mut().find(|it| it.id == inner.trim()) {
        if found.used {
            let message = format!("the gap {} stands in the prompt twice", quote(&found.id));
            let span = within(prompt, &bracketed);
            prompt.log().error("deck::gap", &span, message);
        }
        found.used = true;
        return found.gap.clone();
    }
    let answers = inner.split('|').map(str::trim);
    let accept: Vec<String> = answers.map(str::to_owned).collect();
    if accept.iter().any(String::is_empty) {
        let span = within(prompt, &bracketed);
        let message = "an answer in this gap is empty";
        prompt.log().error("deck::gap", &span, message);
    }
    Gap {
        accept,
        wrong: Vec::new(),
    }
}

fn report_unused(named: &[Named], text: &str, prompt: Value<'_>) {
    let inline = || {
        let parts = cut(text).unwrap_or_default().into_iter();
        parts.filter_map(|part| match part {
            Part::Gap(inner) => Some(inner),
            Part::Text(_) => None,
        })
    };
    for gap in named.iter().filter(|it| !it.used && !it.id.is_empty()) {
        let message = format!("the prompt has no gap `⟦{}⟧`", gap.id);
        let place = prompt.log().place(&gap.at);
        let finding = Finding::error("deck::gap", place, message);
        prompt.log().add(match nearest(&gap.id, inline()) {
            Some(near) => finding.help(format!("the prompt has {}", quote(near))),
            None => finding,
        });
    }
}

/// Where the words stand within a text; all of it where they are escaped in the file.
fn within(value: Value<'_>, words: &str) -> Span {
    let span = value.span();
    match value.log().source.slice(&span).find(words) {
        Some(at) => span.start + at..span.start + at + words.len(),
        None => span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Result<String, &str> {
        let parts = cut(text)?.into_iter().map(|part| match part {
            Part::Text(text) => format!("{text:?}"),
            Part::Gap(gap) => format!("<{gap}>"),
        });
        Ok(parts.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_prompt_is_cut_at_its_gaps() {
        assert_eq!(
            shape("a ⟦b|c⟧⟦d⟧ e").as_deref(),
            Ok(r#""a " <b|c> <d> " e""#)
        );
        assert_eq!(shape("none").as_deref(), Ok(r#""none""#));
    }

    #[test]
    fn a_bracket_without_its_other_is_named() {
        assert_eq!(shape("a ⟦b\nc"), Err("⟦b"));
        assert_eq!(shape("a b⟧ c"), Err("⟧ c"));
        assert_eq!(shape("a ⟦b ⟦c⟧"), Err("⟦b ⟦c⟧"));
    }
}
