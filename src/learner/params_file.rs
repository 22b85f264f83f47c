//! Files of parameters: some or all of those that are shipped, with other values.

use std::fmt;
use std::ops::RangeInclusive;

use toml::de::{DeFloat, DeInteger, DeTable, DeValue};
use toml::{Spanned, Table, Value};
use toml_edit::{DocumentMut, Item, RawString};

use super::params::{Params, SHIPPED};
use super::tuning::{TUNABLES, Tunable};

/// Everything that is wrong in a file of parameters.
#[derive(Debug, PartialEq, Eq)]
pub struct ParamsError(Vec<Finding>);

#[derive(Debug, PartialEq, Eq)]
struct Finding {
    /// From 1.
    line: usize,
    message: String,
}

impl Params {
    /// Those that are shipped, with what the file says in their place. A group of which the file
    /// does not say where it comes from is an imported one.
    ///
    /// # Errors
    /// When it is not TOML, names what is no parameter, or gives one a value that it cannot have.
    pub fn parse(text: &str) -> Result<Self, ParamsError> {
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader {
            text,
            findings: Vec::new(),
        };
        for error in errors {
            reader.find(error.span().map_or(0, |it| it.start), error.message());
        }
        let mut table = shipped();
        reader.table(root.get_ref(), &mut table, "");
        let params = Value::Table(table).try_into::<Self>();
        match params {
            Ok(params) if reader.findings.is_empty() => return Ok(params),
            Err(error) if reader.findings.is_empty() => reader.find(0, error.message()),
            _ => {}
        }
        reader.findings.sort_by_key(|it| it.line);
        Err(ParamsError(reader.findings))
    }
}

impl Params {
    /// The file that is shipped, with the tunables as they are here, and said of each what it was.
    /// `made` tells in a few lines by what they were found.
    pub fn written(&self, made: &str) -> String {
        let shipped = Self::default();
        let mut file = SHIPPED.parse().unwrap_or_else(|_| DocumentMut::new());
        for it in TUNABLES {
            let (value, was) = (it.get(self), it.get(&shipped));
            if value != was {
                write_value(file.as_item_mut(), it.name, value, was);
            }
        }
        let made = made
            .lines()
            .map(|line| format!("# {line}").trim_end().to_owned() + "\n");
        format!("{}#\n{file}", made.collect::<String>())
    }
}

fn write_value(file: &mut Item, name: &str, value: f64, was: f64) {
    if let Some((group, _)) = name.split_once('.')
        && let Some(provenance) = file.get_mut(group).and_then(|it| it.get_mut(PROVENANCE))
    {
        *provenance = toml_edit::value("fitted");
    }
    let place = name.split('.').try_fold(file, |at, key| at.get_mut(key));
    if let Some(place) = place.and_then(Item::as_value_mut) {
        let before = place.decor().prefix().cloned().unwrap_or_default();
        let after = RawString::from(format!("  # fitted, was {was}"));
        *place = value.into();
        *place.decor_mut() = toml_edit::Decor::new(before, after);
    }
}

fn shipped() -> Table {
    toml::from_str(SHIPPED).unwrap_or_default()
}

struct Reader<'a> {
    text: &'a str,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    /// Puts what stands in the file over what is known. `above` is the name of the table.
    fn table(&mut self, table: &DeTable, known: &mut Table, above: &str) {
        for (key, value) in table {
            let word = key.get_ref().as_ref();
            let name = match above {
                "" => word.to_owned(),
                _ => format!("{above}.{word}"),
            };
            match known.get_mut(word) {
                None => self.unknown(key.span().start, &name, known),
                Some(Value::Table(inner)) => match value.get_ref() {
                    DeValue::Table(table) => {
                        if inner.contains_key(PROVENANCE) && !table.contains_key(PROVENANCE) {
                            inner.insert(PROVENANCE.to_owned(), "imported".into());
                        }
                        self.table(table, inner, &name);
                    }
                    _ => self.wrong(value, &name, "a table"),
                },
                Some(place) => self.value(value, place, &name),
            }
        }
    }

    fn value(&mut self, value: &Spanned<DeValue>, place: &mut Value, name: &str) {
        let range = allowed(name);
        let inside = |it: f64| Some(it).filter(|it| range.contains(it));
        let (lowest, highest) = (range.start(), range.end());
        match place {
            Value::Float(place) => match number(value).and_then(inside) {
                Some(it) => *place = it,
                None => self.wrong(value, name, &format!("a number from {lowest} to {highest}")),
            },
            Value::Integer(place) => {
                match number(value)
                    .and_then(inside)
                    .filter(|it| it.fract() == 0.0)
                {
                    Some(it) => *place = it as i64,
                    None => {
                        let wanted = format!("a whole number from {lowest} to {highest}");
                        self.wrong(value, name, &wanted);
                    }
                }
            }
            Value::Array(places) => {
                let count = places.len();
                let numbers = match value.get_ref() {
                    DeValue::Array(them) if them.len() == count => {
                        them.iter().map(|it| number(it).and_then(inside)).collect()
                    }
                    _ => None::<Vec<f64>>,
                };
                match numbers {
                    Some(them) => *places = them.into_iter().map(Value::Float).collect(),
                    None => {
                        let wanted = format!("{count} numbers from {lowest} to {highest}");
                        self.wrong(value, name, &wanted);
                    }
                }
            }
            other => match value.get_ref().as_str() {
                Some(word) if PROVENANCES.contains(&word) => *other = word.into(),
                _ => self.wrong(value, name, "\"default\", \"fitted\" or \"imported\""),
            },
        }
    }

    fn unknown(&mut self, at: usize, name: &str, known: &Table) {
        let word = name.rsplit('.').next().unwrap_or(name);
        let near = known
            .keys()
            .filter(|it| strsim::damerau_levenshtein(it, word) <= it.len() / 3)
            .map(|it| format!("; did you mean `{it}`?"))
            .next();
        let hint = near.unwrap_or_default();
        self.find(at, &format!("`{name}` is no parameter{hint}"));
    }

    fn wrong(&mut self, value: &Spanned<DeValue>, name: &str, wanted: &str) {
        self.find(value.span().start, &format!("`{name}` must be {wanted}"));
    }

    fn find(&mut self, at: usize, message: &str) {
        let before = &self.text[..self.text.floor_char_boundary(at)];
        self.findings.push(Finding {
            line: before.matches('\n').count() + 1,
            message: message.to_owned(),
        });
    }
}

const PROVENANCE: &str = "provenance";
const PROVENANCES: [&str; 3] = ["default", "fitted", "imported"];

fn number(value: &Spanned<DeValue>) -> Option<f64> {
    let (DeValue::Float(_) | DeValue::Integer(_)) = value.get_ref() else {
        return None;
    };
    let digits = match value.get_ref() {
        DeValue::Float(it) => DeFloat::as_str(it),
        DeValue::Integer(it) if DeInteger::radix(it) == 10 => DeInteger::as_str(it),
        _ => return None,
    };
    digits.parse().ok().filter(|it: &f64| it.is_finite())
}

/// What a parameter may be, so that no equation of the model breaks.
fn allowed(name: &str) -> RangeInclusive<f64> {
    if let Some(tunable) = Tunable::named(name) {
        return tunable.range.clone();
    }
    match name {
        "response.level_step" | "graph.own_sd" => 0.0..=10.0,
        "response.difficulty_limit" | "belief.mean_limit" | "belief.logit_limit" => 1.0..=20.0,
        "belief.known_share" => 0.1..=1.0,
        "response.guessing_by_confidence" => 0.0..=1.0,
        "belief.variance_cap" | "trust.limit" => 1.0..=10.0,
        "belief.ability.sd" | "graph.ability_sd" => 0.1..=10.0,
        "trust.slope.mean" | "trust.least_slope" => 0.05..=2.0,
        "help.first_hint" | "teaching.novice" | "teaching.example_known" => 0.0..=1.0,
        "help.full_score" | "help.part_score" => 0.0..=1.0,
        "pace.answers" => 2.0..=1_000.0,
        "pace.width" | "teaching.widening" | "rating.bias_sd" => 0.0..=5.0,
        "rating.logits" | "rating.usual" => -10.0..=10.0,
        "rating.closely.noise" | "rating.loosely.noise" | "rating.in_all.noise" => 0.01..=100.0,
        "rating.varied" | "graph.apart" | "graph.spread" => 0.01..=100.0,
        "graph.margin" => 0.0..=0.49,
        "graph.orders" => 1.0..=10_000.0,
        "memory.retention" => 0.7..=0.97,
        "memory.easy_from_day" | "memory.leech.item_lapses" | "memory.leech.skill_lapses" => {
            1.0..=1_000.0
        }
        "memory.balance.from_days" | "checks.picked" => 1.0..=1_000.0,
        "memory.shown_stability" | "memory.leech.stability" => 0.1..=36_500.0,
        "memory.balance.share" => 0.0..=0.5,
        "checks.days_after_help" => 0.0..=365.0,
        "traits.recall_clip" | "fit.clip" => 0.000_001..=0.1,
        "bands.interval" | "fit.drift_errors" => 0.1..=10.0,
        "fit.mean_weight" => 0.1..=1_000.0,
        _ => 0.0..=1.0,
    }
}

impl fmt::Display for ParamsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, Finding { line, message }) in self.0.iter().enumerate() {
            if number > 0 {
                writeln!(f)?;
            }
            write!(f, "line {line}: {}", crate::core::safe_text(message))?;
        }
        Ok(())
    }
}

impl std::error::Error for ParamsError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learner::{Provenance, TUNABLES};

    fn wrong(text: &str) -> String {
        Params::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_shipped_is_whole_and_is_the_default() {
        assert_eq!(Params::parse(SHIPPED).unwrap(), Params::default());
        assert_eq!(Params::parse("").unwrap(), Params::default());
        assert_eq!(Params::default().response.provenance, Provenance::Default);
    }

    #[test]
    fn a_file_says_some_and_the_rest_is_as_shipped() {
        let params = Params::parse(
            "[belief.skill]\nsd = 1\n[traits]\nprovenance = \"fitted\"\nform_days = 0.7\n[rating]\nlogits = [-3, -2, -1, 0, 1]",
        )
        .unwrap();
        let shipped = Params::default();
        assert_eq!(params.belief.skill.sd, 1.0);
        assert_eq!(params.belief.skill.drift, shipped.belief.skill.drift);
        assert_eq!(params.belief.provenance, Provenance::Imported);
        assert_eq!(params.traits.provenance, Provenance::Fitted);
        assert_eq!(params.rating.logits, [-3.0, -2.0, -1.0, 0.0, 1.0]);
        assert_eq!(params.response, shipped.response);
    }

    #[test]
    fn all_that_is_wrong_is_told_with_its_line_and_what_is_allowed() {
        let text = "color = 1\n[belief]\nabilty = { sd = 1.0 }\nskill = { sd = -1.0 }\nitem = 3\n\
                    [response]\nslip = nan\nprovenance = \"guessed\"\nguessing_by_confidence = [1.0]\n\
                    [checks]\npicked = 1.5\n";
        assert_eq!(
            wrong(text),
            "line 1: `color` is no parameter\n\
             line 3: `belief.abilty` is no parameter; did you mean `ability`?\n\
             line 4: `belief.skill.sd` must be a number from 0.1 to 5\n\
             line 5: `belief.item` must be a table\n\
             line 7: `response.slip` must be a number from 0.0005 to 0.3\n\
             line 8: `response.provenance` must be \"default\", \"fitted\" or \"imported\"\n\
             line 9: `response.guessing_by_confidence` must be 4 numbers from 0 to 1\n\
             line 11: `checks.picked` must be a whole number from 1 to 1000"
        );
        assert!(wrong("[belief\n").starts_with("line 1: "));
    }

    #[test]
    fn what_is_written_reads_back_and_says_what_it_was() {
        let mut params = Params::default();
        for name in ["response.slip", "belief.skill.sd"] {
            Tunable::named(name).unwrap().set(&mut params, 0.25);
        }
        let text = params.written("Fitted to two files.\nOn both.");
        assert_eq!(Params::parse(&text).unwrap(), params);
        assert!(text.starts_with("# Fitted to two files.\n# On both.\n#\n# The learner model's"));
        assert!(
            text.contains("\nskill.sd = 0.25  # fitted, was 1.3\n"),
            "{text}"
        );
        assert_eq!(text.matches("provenance = \"fitted\"").count(), 2);
    }

    #[test]
    fn every_parameter_is_within_what_it_may_be() {
        fn walk(table: &Table, above: &str) {
            for (key, value) in table {
                let name = format!("{above}{key}");
                let one = |it: &Value| it.as_float().or(it.as_integer().map(|it| it as f64));
                match value {
                    Value::Table(inner) => walk(inner, &format!("{name}.")),
                    Value::Array(them) => {
                        let inside = |it| allowed(&name).contains(&one(it).unwrap());
                        assert!(them.iter().all(inside), "{name}");
                    }
                    Value::String(_) => assert!(name.ends_with(PROVENANCE), "{name}"),
                    other => assert!(allowed(&name).contains(&one(other).unwrap()), "{name}"),
                }
            }
        }
        walk(&shipped(), "");
        assert!(TUNABLES.iter().all(|it| allowed(it.name) == it.range));
    }
}
