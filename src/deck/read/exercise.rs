//! What each kind of item asks and accepts.

use super::cloze;
use super::draft::ItemAt;
use super::table::Table;
use super::value::Value;
use crate::core::MisconceptionId;
use crate::core::quote;
use crate::deck::{Because, Compare, Exercise, Mistake, Option_, StepAnswer, Tolerance};

/// What can be listed for a learner to pick from or arrange. Responses count it in a byte.
const MOST_LISTED: usize = 99;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Choice,
    Multi,
    Cloze,
    Short,
    Number,
    Order,
    Steps,
    Recall,
}

impl Kind {
    const ALL: [Self; 8] = [
        Self::Choice,
        Self::Multi,
        Self::Cloze,
        Self::Short,
        Self::Number,
        Self::Order,
        Self::Steps,
        Self::Recall,
    ];

    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    pub fn words() -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().map(Self::word)
    }

    fn word(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Multi => "multi",
            Self::Cloze => "cloze",
            Self::Short => "short",
            Self::Number => "number",
            Self::Order => "order",
            Self::Steps => "steps",
            Self::Recall => "recall",
        }
    }

    /// The keys that only items of some kinds have.
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Choice | Self::Multi => &["options"],
            Self::Cloze => &["gap", "compare"],
            Self::Short => &["accept", "wrong", "compare"],
            Self::Number => &["answer", "tolerance", "unit", "wrong"],
            Self::Order => &["lines", "distractors"],
            Self::Steps => &["steps", "compare"],
            Self::Recall => &["answer", "points"],
        }
    }

    /// Keys that are known in an item, but not in one of this kind.
    pub fn keys_of_others(self) -> Vec<&'static str> {
        let others = Self::ALL.into_iter().flat_map(Self::keys).copied();
        others.filter(|key| !self.keys().contains(key)).collect()
    }
}

pub(super) fn read(
    kind: Kind,
    item: &mut Table<'_>,
    prompt: Option<Value<'_>>,
    at: &mut ItemAt,
) -> Exercise {
    match kind {
        Kind::Choice => choice(item, at),
        Kind::Multi => multi(item, at),
        Kind::Cloze => cloze::read(item, prompt, at),
        Kind::Short => short(item, at),
        Kind::Number => number(item, at),
        Kind::Order => order(item),
        Kind::Steps => steps(item),
        Kind::Recall => recall(item),
    }
}

fn choice(item: &mut Table<'_>, at: &mut ItemAt) -> Exercise {
    let options = options(item, at);
    if options.iter().filter(|it| it.correct).count() > 1 {
        let message = "more than one option is `correct`; where several hold, the kind is `multi`";
        wrongly_marked(item, message);
    }
    Exercise::Choice { options }
}

fn multi(item: &mut Table<'_>, at: &mut ItemAt) -> Exercise {
    Exercise::Multi {
        options: options(item, at),
    }
}

fn wrongly_marked(item: &mut Table<'_>, message: &str) {
    if let Some(value) = item.value("options") {
        value.error("deck::options", message);
    }
}

fn options(item: &mut Table<'_>, at: &mut ItemAt) -> Vec<Option_> {
    let values = item.need_list("options");
    bounded(item, "options", 2, values.len());
    let mut options: Vec<Option_> = Vec::new();
    for value in values.into_iter().take(MOST_LISTED) {
        let Some(mut table) = value.table("an option") else {
            continue;
        };
        let option = Option_ {
            text: table.need_text("text"),
            correct: table.flag("correct"),
            because: table.text("because"),
            misconception: misconception(&mut table, at),
        };
        let span = table
            .value("text")
            .map_or_else(|| value.span(), Value::span);
        if !option.text.is_empty() && options.iter().any(|it| it.text == option.text) {
            let message = format!("another option reads {} as well", quote(&option.text));
            item.log().error("deck::options", &span, message);
        }
        table.finish(&[]);
        at.options.push(span);
        options.push(option);
    }
    if !options.is_empty() && !options.iter().any(|it| it.correct) {
        wrongly_marked(item, "no option is marked `correct = true`");
    }
    options
}

fn short(item: &mut Table<'_>, at: &mut ItemAt) -> Exercise {
    Exercise::Short {
        accept: item.need_lines("accept"),
        wrong: wrong(item, at),
        compare: compare(item),
    }
}

fn number(item: &mut Table<'_>, at: &mut ItemAt) -> Exercise {
    let answer = item.need("answer").map(Value::number).unwrap_or_default();
    let tolerance = item
        .value("tolerance")
        .map_or(Tolerance::Absolute(0.0), tolerance);
    let unit = item.line("unit");
    let mut mistakes = Vec::new();
    for mut table in item.tables("wrong", "a wrong answer") {
        at.options.push(table.span().clone());
        mistakes.push(Mistake {
            answer: table.need("answer").map(Value::number).unwrap_or_default(),
            because: table.need_text("because"),
            misconception: misconception(&mut table, at),
        });
        table.finish(&[]);
    }
    Exercise::Number {
        answer,
        tolerance,
        unit,
        wrong: mistakes,
    }
}

/// A number in the answer's unit, or a share of the answer as `"1%"`.
fn tolerance(value: Value<'_>) -> Tolerance {
    if value.is_number() {
        return Tolerance::Absolute(value.number_within(0.0..=f64::MAX));
    }
    let text = value.line();
    let percent = text
        .trim()
        .strip_suffix('%')
        .and_then(|it| it.trim().parse::<f64>().ok())
        .filter(|percent| (0.0..=100.0).contains(percent));
    if percent.is_none() && !text.is_empty() {
        let message = "`tolerance` is a number, or a share of the answer such as `\"1%\"`";
        value.error("deck::out-of-range", message);
    }
    Tolerance::Relative(percent.unwrap_or_default() / 100.0)
}

fn order(item: &mut Table<'_>) -> Exercise {
    let lines = item.need_lines("lines");
    let distractors = item.lines("distractors");
    bounded(item, "lines", 2, lines.len() + distractors.len());
    Exercise::Order { lines, distractors }
}

fn steps(item: &mut Table<'_>) -> Exercise {
    let values = item.need_list("steps");
    bounded(item, "steps", 1, values.len());
    let steps = values
        .into_iter()
        .filter_map(|value| value.table("a step").map(step))
        .collect();
    Exercise::Steps {
        steps,
        compare: compare(item),
    }
}

fn step(mut table: Table<'_>) -> StepAnswer {
    let say = table.need_text("say");
    let prompt = table.need_text("prompt");
    let accept = table.value("accept").map(|_| table.need_lines("accept"));
    let number = table.value("answer").map(Value::number);
    if accept.is_some() == number.is_some() {
        let message = match number {
            None => "a step needs `accept`, a list of answers, or `answer`, a number",
            Some(_) => "a step has `accept` or `answer`, not both",
        };
        table.log().error("deck::step", table.span(), message);
    }
    let shown = number.map(|number| vec![number.to_string()]);
    let step = StepAnswer {
        say,
        prompt,
        accept: accept.or(shown).unwrap_or_default(),
        number,
        because: table.text("because"),
    };
    table.finish(&[]);
    step
}

fn recall(item: &mut Table<'_>) -> Exercise {
    let answer = item.need_text("answer");
    let points = item.need_list("points");
    bounded(item, "points", 1, points.len());
    Exercise::Recall {
        answer,
        points: points.into_iter().map(Value::full_text).collect(),
    }
}

/// `wrong = [{ text, because, misconception }]` of an item or a gap.
pub(super) fn wrong(table: &mut Table<'_>, at: &mut ItemAt) -> Vec<Because> {
    let mut answers = Vec::new();
    for mut table in table.tables("wrong", "a wrong answer") {
        at.options.push(table.span().clone());
        answers.push(Because {
            text: table.need_line("text"),
            because: table.need_text("because"),
            misconception: misconception(&mut table, at),
        });
        table.finish(&[]);
    }
    answers
}

/// `compare = { case = true, … }`: which differences matter.
pub(super) fn compare(item: &mut Table<'_>) -> Compare {
    let Some(mut table) = item
        .value("compare")
        .and_then(|it| it.table("a table such as `{ case = true }`"))
    else {
        return Compare::default();
    };
    let compare = Compare {
        case: table.flag("case"),
        accents: table.flag("accents"),
        punctuation: table.flag("punctuation"),
        typos: table.flag("typos"),
    };
    table.finish(&[]);
    compare
}

fn misconception(table: &mut Table<'_>, at: &mut ItemAt) -> Option<MisconceptionId> {
    let value = table.value("misconception")?;
    let id: MisconceptionId = value.id();
    at.mentions.push((id.clone(), value.span()));
    Some(id)
}

fn bounded(item: &mut Table<'_>, key: &'static str, fewest: usize, count: usize) {
    let message = if (1..fewest).contains(&count) {
        format!("`{key}` holds {count} and needs at least {fewest}")
    } else if count > MOST_LISTED {
        format!("`{key}` holds {count} and may hold {MOST_LISTED}")
    } else {
        return;
    };
    if let Some(value) = item.value(key) {
        value.error("deck::out-of-range", message);
    }
}
