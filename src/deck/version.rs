//! An item as it stands now, named by its content.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::read::ItemDraft;
use super::{Because, Compare, Exercise, Option_, Piece, Skill, SkillKind, Tolerance};
use crate::core::{MisconceptionId, SkillId, VersionId};
use crate::event::{Guess, ItemVersion, MemoryUnit, Practiced};

/// What the learner model needs of the item, given the skills it names and the deck's target level.
pub(super) fn item_version(item: &ItemDraft, skills: &[&Skill], target: u8) -> Arc<ItemVersion> {
    let facts = skills.iter().all(|skill| skill.kind == SkillKind::Facts);
    let unit = if facts {
        MemoryUnit::Item
    } else {
        MemoryUnit::Skill
    };
    let practices = practices(skills);
    let mut content = Content::default();
    content.item(item);
    content.byte(target);
    content.flag(facts);
    content.list(&practices, |content, it| {
        content.text(it.skill.as_str());
        content.number(it.weight);
    });
    Arc::new(ItemVersion {
        id: content.id(),
        item: item.id.clone(),
        skills: item.skills.clone(),
        level: item.level,
        target,
        difficulty: item.difficulty,
        guess: guess(&item.exercise),
        unit,
        practices,
    })
}

fn guess(exercise: &Exercise) -> Guess {
    match exercise {
        Exercise::Choice { options } => {
            Guess::Picked(u8::try_from(options.len()).unwrap_or(u8::MAX))
        }
        // A random subset rarely is the right one.
        Exercise::Multi { options } => Guess::Picked(
            u32::try_from(options.len())
                .ok()
                .and_then(|count| 1_u8.checked_shl(count))
                .unwrap_or(u8::MAX),
        ),
        Exercise::Recall { .. } => Guess::SelfGraded,
        _ => Guess::Produced,
    }
}

/// What a success repeats of the skills that the item's skills require, the largest weight where
/// several do.
fn practices(skills: &[&Skill]) -> Vec<Practiced> {
    let own = |id: &SkillId| skills.iter().any(|skill| skill.id == *id);
    let mut practices: Vec<Practiced> = Vec::new();
    for requirement in skills.iter().flat_map(|skill| &skill.requires) {
        if requirement.practiced <= 0.0 || own(&requirement.skill) {
            continue;
        }
        let same = |it: &&mut Practiced| it.skill == requirement.skill;
        match practices.iter_mut().find(same) {
            Some(known) => known.weight = known.weight.max(requirement.practiced),
            None => practices.push(Practiced {
                skill: requirement.skill.clone(),
                weight: requirement.practiced,
            }),
        }
    }
    practices
}

/// The canonical form of an item's content, hashed: every text with its length before it, every
/// list with its count, so that no two contents read the same. The order of keys and of items in a
/// file, blanks and comments are no part of it.
#[derive(Default)]
struct Content(Sha256);

impl Content {
    fn id(self) -> VersionId {
        let hash = self.0.finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        VersionId(Uuid::from_bytes(bytes))
    }

    fn item(&mut self, item: &ItemDraft) {
        self.text(item.id.as_str());
        self.list(&item.skills, |content, it| content.text(it.as_str()));
        self.byte(item.level);
        self.text(&item.prompt);
        self.text(item.exercise.kind());
        self.exercise(&item.exercise);
        self.texts(&item.hints);
        self.text(&item.explain);
        self.text(&item.improve);
        self.text(&item.source);
        self.flag(item.reserved);
        self.flag(item.difficulty.is_some());
        self.number(item.difficulty.unwrap_or_default());
    }

    fn exercise(&mut self, exercise: &Exercise) {
        match exercise {
            Exercise::Choice { options } | Exercise::Multi { options } => {
                self.list(options, Self::option);
            }
            Exercise::Cloze {
                pieces,
                gaps,
                compare,
            } => {
                self.list(pieces, Self::piece);
                self.list(gaps, |content, gap| {
                    content.texts(&gap.accept);
                    content.list(&gap.wrong, Self::because);
                });
                self.compare(*compare);
            }
            Exercise::Short {
                accept,
                wrong,
                compare,
            } => {
                self.texts(accept);
                self.list(wrong, Self::because);
                self.compare(*compare);
            }
            Exercise::Number {
                answer,
                tolerance,
                unit,
                wrong,
            } => {
                self.number(*answer);
                self.tolerance(*tolerance);
                self.text(unit);
                self.list(wrong, |content, it| {
                    content.number(it.answer);
                    content.text(&it.because);
                    content.misconception(it.misconception.as_ref());
                });
            }
            Exercise::Order { lines, distractors } => {
                self.texts(lines);
                self.texts(distractors);
            }
            Exercise::Steps { steps, compare } => {
                self.list(steps, |content, step| {
                    content.text(&step.say);
                    content.text(&step.prompt);
                    content.texts(&step.accept);
                    content.flag(step.number.is_some());
                    content.number(step.number.unwrap_or_default());
                    content.text(&step.because);
                });
                self.compare(*compare);
            }
            Exercise::Recall { answer, points } => {
                self.text(answer);
                self.texts(points);
            }
        }
    }

    fn option(&mut self, option: &Option_) {
        self.text(&option.text);
        self.flag(option.correct);
        self.text(&option.because);
        self.misconception(option.misconception.as_ref());
    }

    fn because(&mut self, wrong: &Because) {
        self.text(&wrong.text);
        self.text(&wrong.because);
        self.misconception(wrong.misconception.as_ref());
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Text(text) => self.text(text),
            Piece::Gap(index) => self.count(*index),
        }
    }

    fn compare(&mut self, compare: Compare) {
        let Compare {
            case,
            accents,
            punctuation,
            typos,
        } = compare;
        for matters in [case, accents, punctuation, typos] {
            self.flag(matters);
        }
    }

    fn tolerance(&mut self, tolerance: Tolerance) {
        let (relative, width) = match tolerance {
            Tolerance::Absolute(width) => (false, width),
            Tolerance::Relative(share) => (true, share),
        };
        self.flag(relative);
        self.number(width);
    }

    fn misconception(&mut self, id: Option<&MisconceptionId>) {
        self.text(id.map(MisconceptionId::as_str).unwrap_or_default());
    }

    fn texts(&mut self, texts: &[String]) {
        self.list(texts, |content, it| content.text(it));
    }

    fn list<T>(&mut self, list: &[T], each: impl Fn(&mut Self, &T)) {
        self.count(list.len());
        for it in list {
            each(self, it);
        }
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.update(text);
    }

    fn count(&mut self, count: usize) {
        self.0.update((count as u64).to_le_bytes());
    }

    fn number(&mut self, number: f64) {
        self.0.update(number.to_bits().to_le_bytes());
    }

    fn byte(&mut self, byte: u8) {
        self.0.update([byte]);
    }

    fn flag(&mut self, flag: bool) {
        self.byte(flag.into());
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::core::ItemId;
    use crate::deck::{Deck, parse};

    const TEXT: &str = include_str!("../../tests/data/decks/every-kind.toml");

    fn deck(text: &str) -> Deck {
        let (deck, findings) = parse("every-kind.toml", text);
        assert!(findings.is_empty(), "{findings:?}");
        deck.unwrap()
    }

    fn versions(text: &str) -> BTreeMap<ItemId, VersionId> {
        let items = deck(text).items.into_iter();
        items.map(|it| (it.id, it.version.id)).collect()
    }

    fn version(deck: &Deck, item: &str) -> Arc<ItemVersion> {
        Arc::clone(&deck.item(&item.into()).unwrap().version)
    }

    #[test]
    fn the_order_of_items_and_keys_blanks_and_comments_make_no_new_version() {
        let (head, items) = TEXT.split_at(TEXT.find("[[item]]").unwrap());
        let mut items: Vec<&str> = items.split("[[item]]").skip(1).collect();
        items.reverse();
        let turned = items.iter().fold(head.to_owned(), |text, item| {
            let (before, rest) = item.split_once("explain =").unwrap();
            // Keys in another order, tables stay last.
            let source = rest.find("source =").unwrap();
            let (explain, rest) = rest.split_at(source);
            let (source, rest) = rest.split_once('\n').unwrap();
            text + "[[item]]\n# moved\n" + source + "\n\nexplain   =" + explain + before + rest
        });
        assert_ne!(turned, TEXT);
        assert_eq!(versions(&turned), versions(TEXT));
    }

    #[test]
    fn whatever_is_in_an_item_makes_a_new_version_of_it_alone() {
        let before = versions(TEXT);
        for (item, from, to) in [
            (
                "as-fractions-half",
                "Which fraction is 50 %?",
                "What is 50 %?",
            ),
            (
                "as-fractions-half",
                r#"text = "a fiftieth""#,
                r#"text = "one fiftieth""#,
            ),
            (
                "as-fractions-half",
                r#"because = "50 of 100.""#,
                r#"because = "It is 50 of 100.""#,
            ),
            ("as-fractions-quarter", "25|twenty-five", "25|twenty five"),
            ("as-fractions-quarter", "text = \"34\"", "text = \"43\""),
            (
                "as-fractions-quarter",
                "punctuation = true }",
                "case = true }",
            ),
            (
                "as-fractions-fifth",
                "difficulty = -0.4",
                "difficulty = -0.5",
            ),
            ("as-fractions-fifth", "20 of how many?", "20 of what?"),
            (
                "as-fractions-eighth",
                "tolerance = 0.01",
                "tolerance = 0.02",
            ),
            ("as-fractions-eighth", "unit = \"%\"", "unit = \"percent\""),
            (
                "as-fractions-eighth",
                "reserve = \"check\"\nprompt = \"How",
                "prompt = \"How",
            ),
            ("taking-ten", "\"1%\"", "0.01"),
            ("taking-explain", "An example with numbers.", "An example."),
            ("taking-order", "35 / 80 = 0.4375", "80 / 35 = 2.3"),
            ("taking-discount", "answer = 60,", "answer = 61,"),
            (
                "taking-up-down",
                "level = 3\nreserve = \"check\"\nprompt = \"A rent",
                "level = 4\nreserve = \"check\"\nprompt = \"A rent",
            ),
        ] {
            assert_eq!(TEXT.matches(from).count(), 1, "{from}");
            let after = versions(&TEXT.replace(from, to));
            let changed: Vec<&str> = before
                .iter()
                .filter(|(id, version)| after.get(*id) != Some(version))
                .map(|(id, _)| id.as_str())
                .collect();
            assert_eq!(changed, [item], "{from} to {to}");
        }
    }

    #[test]
    fn what_the_model_takes_from_the_deck_makes_a_new_version_as_well() {
        let before = versions(TEXT);
        let all_new = versions(&TEXT.replace("target = 3", "target = 4"));
        assert!(before.iter().all(|(id, version)| all_new[id] != *version));
        let weighed = versions(&TEXT.replace("practiced = 0.5", "practiced = 0.6"));
        assert_ne!(weighed["taking-ten"], before["taking-ten"]);
        let both_skills = "taking-discount";
        assert_eq!(
            weighed[both_skills], before[both_skills],
            "it practices none"
        );
    }

    #[test]
    fn a_version_says_what_the_learner_model_needs() {
        let deck = deck(TEXT);
        let choice = version(&deck, "as-fractions-half");
        assert_eq!(
            (choice.guess, choice.unit),
            (Guess::Picked(3), MemoryUnit::Item)
        );
        assert!(choice.practices.is_empty());
        assert_eq!(version(&deck, "as-fractions-same").guess, Guess::Picked(16));
        assert_eq!(version(&deck, "taking-explain").guess, Guess::SelfGraded);
        let number = version(&deck, "taking-ten");
        assert_eq!(
            (number.guess, number.unit),
            (Guess::Produced, MemoryUnit::Skill)
        );
        let [practiced] = number.practices.as_slice() else {
            panic!("one prerequisite is practiced: {number:?}");
        };
        assert_eq!(
            (practiced.skill.as_str(), practiced.weight),
            ("as-fractions", 0.5)
        );
        // Its own skill is no prerequisite of itself.
        let mixed = version(&deck, "taking-discount");
        assert!(mixed.practices.is_empty());
        assert_eq!(mixed.unit, MemoryUnit::Skill);
    }
}
