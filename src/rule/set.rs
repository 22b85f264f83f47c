//! The rules that hold: those built in, with what a deck and the learner make of them.

use std::sync::LazyLock;

use toml::de::DeTable;

use super::{Entry, Rule, read};

const BUILT_IN: &str = include_str!("../../assets/rules.toml");

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let (root, _) = DeTable::parse_recoverable(BUILT_IN);
    let rules = root.get_ref().get("rule").map(|it| read(it, None));
    let entries = rules.map(|(entries, _)| entries).unwrap_or_default();
    Rules(entries.into_iter().filter_map(|it| it.rule).collect())
});

/// In the order in which they are asked: the first that holds, and can be followed, decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules(Vec<Rule>);

impl Rules {
    pub fn built_in() -> &'static Self {
        &RULES
    }

    /// With what a deck or the learner says: one of a known name takes its place or switches it
    /// off, a new one is asked before all others, since it is nearer to this learner.
    #[must_use]
    pub fn with(&self, entries: &[Entry]) -> Self {
        let mut rules = self.0.clone();
        let mut new = Vec::new();
        for entry in entries {
            let known = rules.iter().position(|it| it.name == entry.name);
            match (known, &entry.rule) {
                (Some(at), Some(rule)) => rules[at] = rule.clone(),
                (Some(at), None) => drop(rules.remove(at)),
                (None, Some(rule)) => new.push(rule.clone()),
                (None, None) => {}
            }
        }
        new.extend(rules);
        Self(new)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Rule> + use<'_> {
        self.0.iter()
    }

    pub fn named(&self, name: &str) -> Option<&Rule> {
        self.0.iter().find(|it| it.name == name)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> + Clone + use<'_> {
        self.0.iter().map(|it| it.name.as_str())
    }
}

impl Default for Rules {
    fn default() -> Self {
        RULES.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Response;

    fn entries(text: &str) -> Vec<Entry> {
        let root = DeTable::parse(text).unwrap().into_inner();
        let (entries, problems) = read(root.get("rule").unwrap(), None);
        assert!(problems.is_empty(), "{problems:?}");
        entries
    }

    #[test]
    fn the_built_in_rules_are_sound_and_each_response_has_one() {
        let built_in = entries(BUILT_IN);
        assert_eq!(built_in.len(), Rules::built_in().0.len());
        let asked_for = |it: &Response| {
            built_in.iter().any(|rule| {
                let rule = rule.rule.as_ref();
                rule.is_some_and(|rule| rule.response == *it)
            })
        };
        let without: Vec<_> = Response::ALL
            .into_iter()
            .filter(|it| !asked_for(it))
            .collect();
        // A lesson is what a pathway comes down to where it has nothing better.
        assert_eq!(without, [Response::Lesson]);
    }

    #[test]
    fn a_layer_extends_overrides_and_switches_off() {
        let first = "[[rule]]\nname = \"a\"\nwhen = { answers = \"< 1\" }\ndo = \"example\"\n";
        let second = "[[rule]]\nname = \"b\"\nwhen = { answers = \"< 2\" }\ndo = \"lesson\"\n";
        let rules = Rules(Vec::new()).with(&entries(&format!("{first}{second}")));
        assert_eq!(rules.names().collect::<Vec<_>>(), ["a", "b"]);

        let changed = "[[rule]]\nname = \"b\"\nwhen = { answers = \"< 3\" }\ndo = \"practice\"\n\
                       [[rule]]\nname = \"c\"\nwhen = { answers = \"< 4\" }\ndo = \"lesson\"\n\
                       [[rule]]\nname = \"a\"\noff = true\n\
                       [[rule]]\nname = \"d\"\noff = true";
        let rules = rules.with(&entries(changed));
        assert_eq!(rules.names().collect::<Vec<_>>(), ["c", "b"]);
        let b = rules.named("b").unwrap();
        assert_eq!(b.response, Response::Practice);
    }
}
