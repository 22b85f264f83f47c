//! Two items that ask nearly the same: the second shows memory for the first, not the skill.

use std::collections::BTreeMap;

use crate::core::SkillId;
use crate::deck::finding::Finding;
use crate::deck::link::Linked;
use crate::deck::{Exercise, Item, Piece};

/// Share of letter pairs that two texts have in common (Dice), from which on they read the same.
const NEARLY_THE_SAME: f64 = 0.93;

/// Each item is compared with so many that are next in length. A skill may hold thousands of items.
const NEIGHBORS: usize = 40;

pub(super) fn lint(linked: &Linked, findings: &mut Vec<Finding>) {
    // Items that differ in their answer alone are a contrast, or facts of one pattern, and welcome.
    let mut alike: BTreeMap<(Option<&SkillId>, String), Vec<Asked>> = BTreeMap::new();
    for (index, (item, _)) in linked.items().enumerate() {
        let asked = Asked {
            index,
            id: item.id.as_str(),
            pairs: letter_pairs(&asked(item)),
        };
        let key = (item.skills.first(), answer(&item.exercise));
        alike.entry(key).or_default().push(asked);
    }
    for group in alike.values_mut() {
        group.sort_by_key(|it| it.pairs.len());
        for (at, shorter) in group.iter().enumerate() {
            let neighbors = group.iter().skip(at + 1).take(NEIGHBORS);
            for longer in neighbors.take_while(|it| shorter.may_equal(it)) {
                if shorter.likeness(longer) >= NEARLY_THE_SAME {
                    findings.extend(finding(linked, shorter, longer));
                }
            }
        }
    }
}

/// What an item puts before the learner.
struct Asked<'a> {
    index: usize,
    id: &'a str,
    /// Sorted.
    pairs: Vec<(char, char)>,
}

impl Asked<'_> {
    /// Even if all of the shorter text stood in the longer one.
    fn may_equal(&self, longer: &Self) -> bool {
        dice(self.pairs.len(), self.pairs.len(), longer.pairs.len()) >= NEARLY_THE_SAME
    }

    /// `strsim` would count the pairs anew for each comparison, and there may be a million.
    fn likeness(&self, other: &Self) -> f64 {
        let mut others = other.pairs.iter().peekable();
        let mut common = 0;
        for pair in &self.pairs {
            while others.next_if(|it| *it < pair).is_some() {}
            common += usize::from(others.next_if_eq(&pair).is_some());
        }
        dice(common, self.pairs.len(), other.pairs.len())
    }
}

/// 2 |A and B| / (|A| + |B|): 1 where all is common, 0 where nothing is.
fn dice(common: usize, a: usize, b: usize) -> f64 {
    2.0 * common as f64 / (a + b).max(1) as f64
}

/// Each letter with the next, blanks left out.
fn letter_pairs(text: &str) -> Vec<(char, char)> {
    let letters = || text.chars().filter(|it| !it.is_whitespace());
    let mut pairs: Vec<(char, char)> = letters().zip(letters().skip(1)).collect();
    pairs.sort_unstable();
    pairs
}

/// At the later of the two in the deck.
fn finding(linked: &Linked, a: &Asked<'_>, b: &Asked<'_>) -> Option<Finding> {
    let (first, second) = if a.index < b.index { (a, b) } else { (b, a) };
    let (_, at) = linked.items().nth(second.index)?;
    let message = format!("this asks nearly the same as the item `{}`", first.id);
    let help = "change the setting or the question, or leave one of them out";
    Some(Finding::warning("lint::near-duplicate", at.place(&at.prompt), message).help(help))
}

fn asked(item: &Item) -> String {
    let mut parts: Vec<&str> = vec![&item.prompt];
    match &item.exercise {
        Exercise::Choice { options } | Exercise::Multi { options } => {
            parts.extend(options.iter().map(|it| it.text.as_str()));
        }
        Exercise::Cloze { pieces, .. } => {
            parts = pieces
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Text(text) => Some(text.as_str()),
                    Piece::Gap(_) => None,
                })
                .collect();
        }
        Exercise::Order { lines, .. } => parts.extend(lines.iter().map(String::as_str)),
        Exercise::Steps { steps, .. } => {
            parts.extend(steps.iter().map(|it| it.prompt.as_str()));
        }
        Exercise::Short { .. } | Exercise::Number { .. } | Exercise::Recall { .. } => {}
    }
    parts.join(" ").to_lowercase()
}

fn answer(exercise: &Exercise) -> String {
    let joined = |texts: &mut dyn Iterator<Item = &String>| {
        let texts: Vec<&str> = texts.map(String::as_str).collect();
        texts.join("\n").to_lowercase()
    };
    match exercise {
        Exercise::Choice { options } | Exercise::Multi { options } => {
            joined(&mut options.iter().filter(|it| it.correct).map(|it| &it.text))
        }
        Exercise::Cloze { gaps, .. } => joined(&mut gaps.iter().filter_map(|it| it.accept.first())),
        Exercise::Short { accept, .. } => joined(&mut accept.iter().take(1)),
        Exercise::Number { answer, .. } => answer.to_string(),
        Exercise::Order { lines, .. } => joined(&mut lines.iter()),
        Exercise::Steps { steps, .. } => {
            joined(&mut steps.iter().filter_map(|it| it.accept.first()))
        }
        Exercise::Recall { points, .. } => joined(&mut points.iter()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> f64 {
        let asked = |text| Asked {
            index: 0,
            id: "",
            pairs: letter_pairs(text),
        };
        asked(a).likeness(&asked(b))
    }

    #[test]
    fn likeness_is_that_of_the_library() {
        for (a, b) in [
            ("night", "nacht"),
            ("which method adds one?", "which method adds an element?"),
            ("aaaa", "aa"),
            ("same", "same"),
            ("ab", "cd"),
        ] {
            assert_eq!(likeness(a, b), strsim::sorensen_dice(a, b), "{a} {b}");
        }
    }
}
