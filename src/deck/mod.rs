//! Decks: skills and items on one subject, read from TOML. See `docs/DECKS.md` for the format.

mod check;
mod finding;
mod folder;
mod graph;
mod library;
mod link;
mod lint;
mod model;
mod read;
mod rewrite;
mod source;
mod version;

use std::sync::Arc;

pub use check::{Report, SkillHint, check, check_with};
pub use finding::{Finding, Severity};
pub use library::{Entry, Library, Origin};
pub use model::{
    Ask, Because, Compare, Deck, Example, Exercise, Gap, Item, Misconception, Mistake, Option_,
    Piece, Requirement, Skill, SkillKind, Step, StepAnswer, Tolerance, Track,
};
pub use rewrite::{OnDisk, Rewritten};
pub use source::{LineColumn, Place, Source, Span};

use link::{Linked, link};
use read::Role;

/// The deck in one file's text; `name` is what findings call the file.
pub fn parse(name: &str, text: &str) -> (Option<Deck>, Vec<Finding>) {
    build(&[Source::new(name, text)])
}

/// The deck in these files, of which the first is the main one.
fn build(sources: &[Arc<Source>]) -> (Option<Deck>, Vec<Finding>) {
    let (linked, findings) = read_and_link(sources);
    (linked.map(|it| it.deck), findings)
}

fn read_and_link(sources: &[Arc<Source>]) -> (Option<Linked>, Vec<Finding>) {
    let mut draft = read::Draft::default();
    let mut findings = Vec::new();
    let mut readable = true;
    for (source, role) in sources.iter().zip(roles()) {
        let (read, found) = read::file(source, role);
        findings.extend(found);
        match read {
            Ok(more) => draft.add(more),
            Err(read::UnknownFormat) => readable = false,
        }
    }
    let linked = if readable {
        link(draft, &mut findings)
    } else {
        None
    };
    Finding::sort(&mut findings);
    (linked, findings)
}

fn roles() -> impl Iterator<Item = Role> {
    std::iter::once(Role::Main).chain(std::iter::repeat(Role::Further))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EVERY_KIND: &str = include_str!("../../tests/data/decks/every-kind.toml");

    #[test]
    fn a_deck_with_every_kind_and_every_key_reads_without_findings() {
        let (deck, findings) = parse("every-kind.toml", EVERY_KIND);
        let shown: String = findings.iter().map(|it| it.render(false, 100)).collect();
        assert_eq!(shown, "");
        insta::assert_debug_snapshot!(deck.unwrap());
    }

    #[test]
    fn windows_line_endings_make_no_difference() {
        let (deck, findings) = parse("every-kind.toml", &EVERY_KIND.replace('\n', "\r\n"));
        assert!(findings.is_empty(), "{findings:?}");
        let (plain, _) = parse("every-kind.toml", EVERY_KIND);
        assert_eq!(format!("{deck:?}"), format!("{plain:?}"));
    }

    #[test]
    fn claims_for_a_machine_never_reach_the_learner() {
        let (deck, _) = parse("every-kind.toml", EVERY_KIND);
        let item = deck.unwrap().item(&"taking-order".into()).cloned().unwrap();
        assert!(EVERY_KIND.contains("```text,order") && item.explain.contains("```text\n"));
    }

    #[test]
    fn an_item_that_is_broken_takes_no_other_with_it() {
        let ids = |deck: &Deck| -> Vec<_> { deck.items.iter().map(|it| it.id.clone()).collect() };
        let all = ids(&parse("d.toml", EVERY_KIND).0.unwrap());
        for (header, _) in EVERY_KIND.match_indices("[[item]]\n") {
            for breakage in [
                "broken",
                "x = [",
                "x = '''",
                "x = \"",
                "[[item.gap",
                "level =",
            ] {
                let mut text = EVERY_KIND.to_owned();
                text.insert_str(header + "[[item]]\n".len(), &format!("{breakage}\n"));
                let (deck, findings) = parse("d.toml", &text);
                let codes: Vec<_> = findings.iter().map(|it| it.code).collect();
                assert_eq!(
                    codes,
                    ["deck::toml"],
                    "{breakage} at {header}: {findings:?}"
                );
                let left = ids(&deck.unwrap());
                let gone: Vec<_> = all.iter().filter(|id| !left.contains(id)).collect();
                assert_eq!((gone.len(), left.len()), (1, all.len() - 1));
            }
        }
    }

    #[test]
    fn a_file_of_nothing_but_errors_is_not_listed_to_its_end() {
        let (_, findings) = parse("d.toml", &"[[item]]\n".repeat(2000));
        let messages: Vec<_> = findings.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(findings.len(), 1001);
        assert_eq!(
            messages[0],
            "9002 further findings in this file are not listed"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        /// Whatever is done to a deck file, reading it neither panics nor points outside of it.
        #[test]
        fn a_mangled_deck_is_read_as_far_as_it_goes(
            cuts in prop::collection::vec((0..EVERY_KIND.len(), 0_usize..80, mangling()), 1..6)
        ) {
            let mut text = EVERY_KIND.to_owned();
            for (at, length, put) in cuts {
                let start = text.floor_char_boundary(at);
                let end = text.floor_char_boundary(start + length);
                text.replace_range(start..end, put);
            }
            let (_, findings) = parse("mangled.toml", &text);
            for finding in findings {
                prop_assert!(!finding.render(false, 80).is_empty());
                let span = finding.place.span.unwrap_or_default();
                prop_assert!(span.start <= span.end && span.end <= text.len());
            }
        }
    }

    fn mangling() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "",
            "\"",
            "'''",
            "[",
            "]",
            "[[item]]",
            "[[item.gap]]\n",
            "[skill.example]\n",
            "{",
            "}",
            "=",
            "⟦",
            "⟧",
            "\n",
            "\r",
            "\0",
            "\\u{1b}",
            "#",
            "id = \"x\"\n",
            "level = 9\n",
            "ä",
            "\u{feff}",
        ])
    }
}
