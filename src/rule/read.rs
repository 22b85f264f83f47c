//! `[[rule]]`, in a deck or in the settings.
//!
//! ```toml
//! [[rule]]
//! name = "missed more than once today"
//! when = { misses-today = ">= 2" }
//! do = "pathway"
//! ```

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Condition, Entry, Measure, Response, Rule, Test, Trigger};
use crate::core::{listed, nearest, quote, safe_text};

type Value<'a> = Spanned<DeValue<'a>>;

/// Something wrong with a rule, in bytes of the file it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    pub at: Range<usize>,
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    MissingKey,
    WrongType,
    /// There, and says nothing.
    Empty,
    UnknownTrigger,
    UnknownResponse,
    /// A condition that is none, or a threshold out of range.
    Condition,
    /// Two of one name in the same file.
    Twice,
    /// Switches off what there is not.
    NoSuchRule,
    /// A key that means nothing: the rule holds all the same.
    UnknownKey,
}

impl ProblemKind {
    /// Whether the rule it is about is left out.
    pub fn is_error(self) -> bool {
        !matches!(self, Self::NoSuchRule | Self::UnknownKey)
    }
}

/// Characters of a name, which has to fit a line.
const LONGEST_NAME: usize = 60;

/// The rules in the value of `rule`, without those that have errors. What is switched off must be
/// one of the `known`, where these are given.
pub fn read(value: &Value<'_>, known: Option<&[&str]>) -> (Vec<Entry>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    let DeValue::Array(rules) = value.get_ref() else {
        let help = "its header has two brackets on each side: `[[rule]]`";
        let problem = Problem::new(ProblemKind::WrongType, value.span(), "rules are a list");
        return (entries, vec![problem.help(help)]);
    };
    for rule in rules.iter() {
        let (entry, found) = entry(rule);
        let sound = found.iter().all(|it| !it.kind.is_error());
        problems.extend(found);
        let Some((entry, at)) = entry.filter(|_| sound) else {
            continue;
        };
        let missing = known.filter(|known| entry.rule.is_none() && !known.contains(&&*entry.name));
        problems.extend(missing.map(|known| no_such_rule(&entry.name, at.clone(), known)));
        if entries.iter().any(|it| it.name == entry.name) {
            let message = format!("there is a rule {} already", quote(&entry.name));
            let help = "the first one counts";
            problems.push(Problem::new(ProblemKind::Twice, at, message).help(help));
        } else {
            entries.push(entry);
        }
    }
    (entries, problems)
}

fn no_such_rule(name: &str, at: Range<usize>, known: &[&str]) -> Problem {
    let message = format!("there is no rule {} to switch off", quote(name));
    let problem = Problem::new(ProblemKind::NoSuchRule, at, message);
    problem.help(match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`gradus why` lists all rules by name".to_owned(),
    })
}

/// With the place of its name.
fn entry(value: &Value<'_>) -> (Option<(Entry, Range<usize>)>, Vec<Problem>) {
    let mut reader = Reader {
        span: value.span(),
        problems: Vec::new(),
    };
    let entry = match value.get_ref() {
        DeValue::Table(table) => reader.entry(table),
        _ => {
            reader.find(ProblemKind::WrongType, value.span(), "a rule is a table");
            None
        }
    };
    (entry, reader.problems)
}

struct Reader {
    /// Of the rule's header.
    span: Range<usize>,
    problems: Vec<Problem>,
}

const KEYS: [&str; 4] = ["name", "when", "do", "off"];

impl Reader {
    fn entry(&mut self, table: &DeTable<'_>) -> Option<(Entry, Range<usize>)> {
        self.unknown_keys(table);
        let name = self.need(table, "name").and_then(|it| self.name(it));
        if let Some(off) = table.get("off")
            && self.flag(off)?
        {
            let (name, at) = name?;
            return Some((Entry { name, rule: None }, at));
        }
        let when = self.need(table, "when").map(|it| self.conditions(it));
        let response = self.need(table, "do").and_then(|it| self.response(it));
        let (name, at) = name?;
        let rule = Rule {
            name: name.clone(),
            when: when?,
            response: response?,
        };
        let rule = Some(rule);
        Some((Entry { name, rule }, at))
    }

    fn unknown_keys(&mut self, table: &DeTable<'_>) {
        for key in table.keys() {
            let word = key.get_ref().as_ref();
            if !KEYS.contains(&word) {
                let message = format!("a rule has no key {}", quote(word));
                let problem = Problem::new(ProblemKind::UnknownKey, key.span(), message);
                self.problems.push(problem.did_you_mean(word, KEYS));
            }
        }
    }

    fn need<'t>(&mut self, table: &'t DeTable<'t>, key: &str) -> Option<&'t Value<'t>> {
        let value = table.get(key);
        if value.is_none() {
            let message = format!("a rule needs `{key}`");
            self.find(ProblemKind::MissingKey, self.span.clone(), message);
        }
        value
    }

    fn name(&mut self, value: &Value<'_>) -> Option<(String, Range<usize>)> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(value, "`name`", "a text in quotes");
            return None;
        };
        let name = safe_text(text).replace(['\n', '\t'], " ").trim().to_owned();
        if name.is_empty() {
            self.find(ProblemKind::Empty, value.span(), "`name` is empty");
            return None;
        }
        if name.chars().count() > LONGEST_NAME {
            let message = format!("a name has at most {LONGEST_NAME} characters");
            self.find(ProblemKind::Condition, value.span(), message);
            return None;
        }
        Some((name, value.span()))
    }

    fn flag(&mut self, value: &Value<'_>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(value, "`off`", "true or false");
        }
        flag
    }

    /// In the order in which they are written.
    fn conditions(&mut self, value: &Value<'_>) -> Vec<Condition> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "`when`", "conditions in braces");
            return Vec::new();
        };
        if table.is_empty() {
            let problem = Problem::new(ProblemKind::Empty, value.span(), "`when` is empty");
            let help = "a rule needs at least one condition, such as `misses-today = \">= 2\"`";
            self.problems.push(problem.help(help));
        }
        let mut written: Vec<_> = table.iter().collect();
        written.sort_by_key(|(key, _)| key.span().start);
        let mut conditions = Vec::new();
        for (key, value) in written {
            let word = key.get_ref().as_ref();
            match Trigger::ALL.into_iter().find(|it| it.name() == word) {
                Some(trigger) => {
                    let test = self.test(trigger, value);
                    conditions.extend(test.map(|test| Condition { trigger, test }));
                }
                None => self.unknown_trigger(word, key.span()),
            }
        }
        conditions
    }

    fn unknown_trigger(&mut self, word: &str, at: Range<usize>) {
        let message = format!("no rule can be hung on {}", quote(word));
        let problem = Problem::new(ProblemKind::UnknownTrigger, at, message);
        let names = Trigger::ALL.map(Trigger::name);
        self.problems.push(problem.did_you_mean(word, names));
    }

    fn test(&mut self, trigger: Trigger, value: &Value<'_>) -> Option<Test> {
        let name = trigger.name();
        if trigger.measure() == Measure::Flag {
            let flag = value.get_ref().as_bool();
            if flag.is_none() {
                self.wrong_type(value, &format!("`{name}`"), "true or false");
            }
            return flag.map(Test::Is);
        }
        let (from, to) = trigger.range().into_inner();
        let example = format!("write it as a comparison, such as `{}`", trigger.example());
        let Some(text) = value.get_ref().as_str() else {
            let message = format!("`{name}` takes a comparison in quotes");
            let problem = Problem::new(ProblemKind::WrongType, value.span(), message);
            self.problems.push(problem.help(example));
            return None;
        };
        let Some((test, threshold)) = comparison(text) else {
            let message = format!("{} is no comparison", quote(text));
            let problem = Problem::new(ProblemKind::Condition, value.span(), message);
            self.problems.push(problem.help(example));
            return None;
        };
        if !trigger.range().contains(&threshold) {
            let message = format!("`{name}` goes from {from} to {to}");
            self.find(ProblemKind::Condition, value.span(), message);
            return None;
        }
        Some(test)
    }

    fn response(&mut self, value: &Value<'_>) -> Option<Response> {
        let Some(word) = value.get_ref().as_str() else {
            self.wrong_type(value, "`do`", "a text in quotes");
            return None;
        };
        let found = Response::ALL.into_iter().find(|it| it.name() == word);
        if found.is_none() {
            let message = format!("the coach cannot do {}", quote(word));
            let problem = Problem::new(ProblemKind::UnknownResponse, value.span(), message);
            let names = Response::ALL.map(Response::name);
            self.problems.push(problem.did_you_mean(word, names));
        }
        found
    }

    fn wrong_type(&mut self, value: &Value<'_>, what: &str, wanted: &str) {
        let message = format!("{what} takes {wanted}");
        self.find(ProblemKind::WrongType, value.span(), message);
    }

    fn find(&mut self, kind: ProblemKind, at: Range<usize>, message: impl Into<String>) {
        self.problems.push(Problem::new(kind, at, message));
    }
}

/// `>= 2`, `< 0.5`, with its threshold.
fn comparison(text: &str) -> Option<(Test, f64)> {
    type Make = fn(f64) -> Test;
    // The longer signs first: the shorter ones begin them.
    const SIGNS: [(&str, Make); 4] = [
        (">=", Test::AtLeast),
        ("<=", Test::AtMost),
        (">", Test::Above),
        ("<", Test::Below),
    ];
    let text = text.trim();
    let (number, test) = SIGNS
        .iter()
        .find_map(|(sign, test)| Some((text.strip_prefix(sign)?, test)))?;
    let threshold: f64 = number.trim().parse().ok()?;
    threshold.is_finite().then(|| (test(threshold), threshold))
}

impl Problem {
    fn new(kind: ProblemKind, at: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            kind,
            at,
            message: message.into(),
            help: None,
        }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn did_you_mean<const N: usize>(self, word: &str, known: [&str; N]) -> Self {
        let help = match nearest(word, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", listed(known)),
        };
        self.help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (Vec<Entry>, Vec<String>) {
        let (root, errors) = DeTable::parse_recoverable(text);
        assert!(errors.is_empty(), "{errors:?}");
        let root = root.into_inner();
        let known = ["tired", "keeps slipping"];
        let (entries, problems) = read(root.get("rule").unwrap(), Some(&known));
        let told = problems.into_iter().map(|it| {
            let marked = text[it.at.clone()].lines().next().unwrap_or_default();
            let help = it.help.map(|it| format!(": {it}")).unwrap_or_default();
            format!("{marked} | {}{help}", it.message)
        });
        (entries, told.collect())
    }

    #[test]
    fn a_rule_is_conditions_and_a_response() {
        let text = "[[rule]]\nname = \"tired\"\ndo = \"suggest-break\"\n\
                    when = { slowing = \"> 1.5\", recent-accuracy = \"<0.5\", after-repair = false }";
        let (entries, problems) = of(text);
        assert!(problems.is_empty(), "{problems:?}");
        let condition = |trigger, test| Condition { trigger, test };
        let rule = Rule {
            name: "tired".to_owned(),
            when: vec![
                condition(Trigger::Slowing, Test::Above(1.5)),
                condition(Trigger::RecentAccuracy, Test::Below(0.5)),
                condition(Trigger::AfterRepair, Test::Is(false)),
            ],
            response: Response::SuggestBreak,
        };
        assert_eq!(entries[0].rule, Some(rule));
    }

    #[test]
    fn a_rule_is_switched_off_by_its_name_alone() {
        let (entries, problems) = of("[[rule]]\nname = \"tired\"\noff = true");
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!((entries.len(), &entries[0].rule), (1, &None));
        let (_, problems) = of("[[rule]]\nname = \"tirde\"\noff = true");
        assert_eq!(
            problems,
            ["\"tirde\" | there is no rule `tirde` to switch off: did you mean `tired`?"]
        );
    }

    #[test]
    fn what_cannot_be_is_told_at_its_place_and_left_out() {
        let cases = [
            (
                "when = { mises-today = \">= 2\" }\ndo = \"lesson\"",
                "mises-today | no rule can be hung on `mises-today`: did you mean `misses-today`?",
            ),
            (
                "when = { misses-today = \">= 2\" }\ndo = \"leson\"",
                "\"leson\" | the coach cannot do `leson`: did you mean `lesson`?",
            ),
            (
                "when = { recent-accuracy = \"< 50\" }\ndo = \"lesson\"",
                "\"< 50\" | `recent-accuracy` goes from 0 to 1",
            ),
            (
                "when = { misses-today = 2 }\ndo = \"lesson\"",
                "2 | `misses-today` takes a comparison in quotes: write it as a comparison, such as \
                 `misses-today = \">= 2\"`",
            ),
            (
                "when = { misses-today = \"=> 2\" }\ndo = \"lesson\"",
                "\"=> 2\" | `=> 2` is no comparison: write it as a comparison, such as \
                 `misses-today = \">= 2\"`",
            ),
            (
                "when = { slowing = \"> nan\" }\ndo = \"lesson\"",
                "\"> nan\" | `> nan` is no comparison: write it as a comparison, such as \
                 `slowing = \"> 1.5\"`",
            ),
            (
                "when = { after-lesson = \"yes\" }\ndo = \"lesson\"",
                "\"yes\" | `after-lesson` takes true or false",
            ),
            (
                "when = 3\ndo = \"lesson\"",
                "3 | `when` takes conditions in braces",
            ),
            (
                "when = {}\ndo = \"lesson\"",
                "{} | `when` is empty: a rule needs at least one condition, such as \
                 `misses-today = \">= 2\"`",
            ),
            (
                "when = { misses-today = \">= 2\" }",
                "[[rule]] | a rule needs `do`",
            ),
            ("do = \"lesson\"", "[[rule]] | a rule needs `when`"),
            ("off = 1", "1 | `off` takes true or false"),
        ];
        for (body, told) in cases {
            let (entries, problems) = of(&format!("[[rule]]\nname = \"a\"\n{body}"));
            assert_eq!(problems, [told], "{body}");
            assert!(entries.is_empty(), "{body}");
        }
        let (entries, problems) = of("rule = [1]");
        assert_eq!(
            (entries.len(), problems),
            (0, vec!["1 | a rule is a table".to_owned()])
        );
        let (_, problems) = of("[rule]\nname = \"a\"");
        assert_eq!(
            problems,
            ["[rule] | rules are a list: its header has two brackets on each side: `[[rule]]`"]
        );
    }

    #[test]
    fn an_unknown_key_leaves_the_rule_and_a_second_of_the_name_goes() {
        let rule = "[[rule]]\nname = \"a\"\nwhen = { answers = \"< 1\" }\ndo = \"example\"\n";
        let (entries, problems) = of(&format!("{rule}wehn = 1\n{rule}"));
        assert_eq!(entries.len(), 1);
        assert_eq!(
            problems,
            [
                "wehn | a rule has no key `wehn`: did you mean `when`?",
                "\"a\" | there is a rule `a` already: the first one counts",
            ]
        );
    }
}
