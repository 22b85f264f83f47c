//! `[[skill]]`.

use std::sync::Arc;

use super::draft::{SkillAt, SkillDraft};
use super::table::Table;
use super::value::Value;
use crate::core::{MisconceptionId, SkillId};
use crate::deck::source::Span;
use crate::deck::{Ask, Example, Misconception, Requirement, Skill, SkillKind, Step};

const KINDS: [(&str, SkillKind); 3] = [
    ("facts", SkillKind::Facts),
    ("concept", SkillKind::Concept),
    ("procedure", SkillKind::Procedure),
];

pub(super) fn skill(mut table: Table<'_>) -> SkillDraft {
    let log = table.log();
    let (requires, requires_at) = with_spans(table.list("requires"), requirement);
    let (misconceptions, misconceptions_at) = with_spans(table.list("misconception"), |value| {
        let table = value.table("a misconception")?;
        Some(misconception(table))
    });
    let at = SkillAt {
        source: Arc::clone(&log.source),
        id: table.value("id").map_or(table.span().clone(), Value::span),
        requires: requires_at,
        misconceptions: misconceptions_at,
        has_criterion: table.has("can"),
    };
    let skill = Skill {
        id: table.id(),
        title: table.need_line("title"),
        can: table.text("can"),
        unit: table.line("unit"),
        kind: table
            .value("kind")
            .and_then(|value| value.word(&KINDS))
            .unwrap_or(SkillKind::Concept),
        requires,
        lesson: table.text("lesson"),
        plain: table.text("plain"),
        asks: parts(table.tables("asks", "a question"), ask),
        example: table
            .value("example")
            .and_then(|value| log.sound(|| value.table("an example").map(example))?),
        misconceptions,
    };
    table.finish(&[]);
    SkillDraft { skill, at }
}

/// The elements that have no errors of their own, and where they stand.
fn with_spans<'a, T>(
    values: Vec<Value<'a>>,
    read: impl Fn(Value<'a>) -> Option<T>,
) -> (Vec<T>, Vec<Span>) {
    let sound = |value: Value<'a>| Some((value.log().sound(|| read(value))??, value.span()));
    values.into_iter().filter_map(sound).unzip()
}

/// The tables that have no errors of their own.
fn parts<'a, T>(tables: Vec<Table<'a>>, read: impl Fn(Table<'a>) -> T) -> Vec<T> {
    let sound = |table: Table<'a>| table.log().sound(|| read(table));
    tables.into_iter().filter_map(sound).collect()
}

/// `"scopes"` or `{ skill = "scopes", practiced = 0.5 }`.
fn requirement(value: Value<'_>) -> Option<Requirement> {
    if !value.is_table() {
        return Some(Requirement {
            skill: value.id(),
            practiced: 0.0,
        });
    }
    let mut table = value.table("a requirement")?;
    let requirement = Requirement {
        skill: table
            .need("skill")
            .map_or_else(|| SkillId::from(""), Value::id),
        practiced: table
            .value("practiced")
            .map_or(0.0, |it| it.number_within(0.0..=1.0)),
    };
    table.finish(&[]);
    Some(requirement)
}

fn misconception(mut table: Table<'_>) -> Misconception {
    let misconception = Misconception {
        id: table.id::<MisconceptionId>(),
        belief: table.need_text("belief"),
        repair: table.need_text("repair"),
    };
    table.finish(&[]);
    misconception
}

fn ask(mut table: Table<'_>) -> Ask {
    let ask = Ask {
        ask: table.need_text("ask"),
        accept: table.need_lines("accept"),
        because: table.text("because"),
    };
    table.finish(&[]);
    ask
}

fn example(mut table: Table<'_>) -> Example {
    let problem = table.need_text("problem");
    let steps = table.need_list("steps");
    let steps = steps
        .into_iter()
        .filter_map(|value| value.table("a step").map(example_step))
        .collect();
    table.finish(&[]);
    Example { problem, steps }
}

fn example_step(mut table: Table<'_>) -> Step {
    let say = table.need_text("say");
    let asks = table.has("ask") || table.has("accept");
    let ask = Ask {
        ask: if asks {
            table.need_text("ask")
        } else {
            table.text("ask")
        },
        accept: if asks {
            table.need_lines("accept")
        } else {
            table.lines("accept")
        },
        because: table.text("because"),
    };
    table.finish(&[]);
    Step {
        say,
        ask: asks.then_some(ask),
    }
}
