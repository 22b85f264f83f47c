//! `[[item]]`.

use std::sync::Arc;

use super::cloze;
use super::draft::{ItemAt, ItemDraft};
use super::exercise::{self, Kind};
use super::table::Table;
use super::value::Value;
use crate::core::{ItemId, SkillId};
use crate::core::{listed, nearest, quote};
use crate::deck::Exercise;
use crate::deck::finding::Finding;

pub(super) fn item(mut table: Table<'_>) -> Option<ItemDraft> {
    let log = table.log();
    let skills = table.need_list("skills");
    let hints = table.list("hints");
    let prompt = table.need("prompt");
    let own_span = || table.span().clone();
    let mut at = ItemAt {
        source: Arc::clone(&log.source),
        id: own_span(),
        prompt: prompt.map_or_else(own_span, Value::span),
        skills: skills.iter().map(|it| it.span()).collect(),
        hints: hints.iter().map(|it| it.span()).collect(),
        options: Vec::new(),
        mentions: Vec::new(),
    };
    if let Some(id) = table.value("id") {
        at.id = id.span();
    }
    let id: ItemId = table.id();
    if let Some(vary) = table.value("vary") {
        vary.error("deck::unknown-kind", "items that vary are not read yet");
    }
    let skills: Vec<SkillId> = skills.into_iter().map(Value::id).collect();
    let level = table.need("level").map_or(1, Value::level);
    let hints = hints.into_iter().map(Value::full_text).collect();
    let explain = table.text("explain");
    let improve = table.text("improve");
    let source = table.line("source");
    let difficulty = table
        .value("difficulty")
        .map(|it| it.number_within(-10.0..=10.0));
    let reserved = table
        .value("reserve")
        .and_then(|it| it.word(&[("check", true)]))
        .unwrap_or_default();
    let was = table.list("was").into_iter().map(Value::id).collect();
    let kind = kind(&mut table)?;
    let exercise = exercise::read(kind, &mut table, prompt, &mut at);
    let prompt = match &exercise {
        Exercise::Cloze { pieces, .. } => cloze::with_blanks(pieces),
        _ => prompt.map(Value::full_text).unwrap_or_default(),
    };
    table.finish(&kind.keys_of_others());
    Some(ItemDraft {
        id,
        skills,
        level,
        prompt,
        exercise,
        hints,
        explain,
        improve,
        source,
        difficulty,
        reserved,
        was,
        at,
    })
}

fn kind(table: &mut Table<'_>) -> Option<Kind> {
    let value = table.need("kind")?;
    let word = value.full_line();
    let kind = Kind::named(&word);
    if kind.is_none() && !word.is_empty() {
        let place = value.log().place(&value.span());
        let message = format!("items of kind {} are not known", quote(&word));
        let known = listed(Kind::words());
        let help = match nearest(&word, Kind::words()) {
            Some(near) => format!("did you mean `{near}`? known kinds: {known}"),
            None => format!("known kinds: {known}"),
        };
        let finding = Finding::error("deck::unknown-kind", place, message);
        value.log().add(finding.help(help));
    }
    kind
}
