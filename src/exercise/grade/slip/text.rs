//! How a typed text misses the answers that are right.

use super::Slip;
use crate::deck::Compare;
use crate::exercise::grade::text::{Answer, fold_letters, without_frame, words};

/// What sets `typed` apart from the answer that is closest.
pub fn of_text(accept: &[String], compare: Compare, typed: &str) -> Option<Slip> {
    if typed.trim().is_empty() {
        return Some(Slip::Empty);
    }
    of_form(accept, compare, typed).or_else(|| of_words(accept, compare, typed))
}

/// Right but for how it is written.
fn of_form(accept: &[String], compare: Compare, typed: &str) -> Option<Slip> {
    let but_for = |relaxed: Compare| {
        let typed = Answer::new(typed, relaxed);
        accept.iter().any(|it| Answer::new(it, relaxed).is(&typed))
    };
    let without_case = Compare {
        case: false,
        ..compare
    };
    if compare.case && but_for(without_case) {
        return Some(Slip::CaseOnly);
    }
    let without_accents = Compare {
        accents: false,
        ..compare
    };
    if compare.accents && but_for(without_accents) {
        return Some(Slip::Accent);
    }
    let letters = |text: &str| -> String {
        let folded = fold_letters(text, compare);
        folded.chars().filter(|it| it.is_alphanumeric()).collect()
    };
    let typed_letters = letters(typed);
    if !typed_letters.is_empty() && accept.iter().any(|it| letters(it) == typed_letters) {
        return Some(Slip::Punctuation);
    }
    if accept
        .iter()
        .any(|it| has_other_s(&pieces(it, compare), &pieces(typed, compare)))
    {
        return Some(Slip::FinalS);
    }
    let typed = Answer::new(typed, compare);
    let is_near = |it: &String| Answer::new(it, compare).is_but_for_a_typo(&typed);
    accept.iter().any(is_near).then_some(Slip::Typo)
}

/// A word or sign of a text.
struct Piece<'a> {
    written: &'a str,
    compared: String,
}

fn pieces(text: &str, compare: Compare) -> Vec<Piece<'_>> {
    let all = words(without_frame(text.trim())).into_iter();
    all.filter(|it| !it.trim().is_empty())
        .map(|written| Piece {
            written,
            compared: fold_letters(written, compare),
        })
        .collect()
}

fn same(left: &[Piece<'_>], right: &[Piece<'_>]) -> bool {
    let texts = |all| -> Vec<String> {
        let all: &[Piece<'_>] = all;
        all.iter().map(|it| it.compared.clone()).collect()
    };
    texts(left) == texts(right)
}

/// Whether one word alone differs, and by an s at its end.
fn has_other_s(right: &[Piece<'_>], typed: &[Piece<'_>]) -> bool {
    if right.len() != typed.len() {
        return false;
    }
    let pairs = right.iter().zip(typed);
    let mut differing = pairs.filter(|(right, typed)| right.compared != typed.compared);
    let (Some((right, typed)), None) = (differing.next(), differing.next()) else {
        return false;
    };
    let is_word = |it: &Piece<'_>| it.compared.chars().all(char::is_alphabetic);
    let with_s = |it: &Piece<'_>| format!("{}s", it.compared);
    let by_s = with_s(right) == typed.compared || with_s(typed) == right.compared;
    by_s && is_word(right) && is_word(typed)
}

/// Right but for which words there are, and where.
fn of_words(accept: &[String], compare: Compare, typed: &str) -> Option<Slip> {
    let yours = pieces(typed, compare);
    accept.iter().find_map(|right| {
        let right = pieces(right, compare);
        if right.is_empty() || yours.is_empty() {
            return None;
        }
        if let Some(missing) = gap(&right, &yours) {
            // Most of it has to stand there to call it right but for the rest.
            let most = missing.len() <= yours.len();
            return most.then(|| Slip::Missing(written(missing)));
        }
        if let Some(spare) = gap(&yours, &right) {
            return Some(Slip::Spare(written(spare)));
        }
        let reordered = right.len() > 1 && sorted(&right) == sorted(&yours);
        let among = || yours.windows(right.len()).any(|it| same(it, &right));
        if reordered {
            Some(Slip::WordOrder)
        } else {
            among().then_some(Slip::Among)
        }
    })
}

/// The run of pieces without which `long` is `short`.
fn gap<'p, 'a>(long: &'p [Piece<'a>], short: &[Piece<'_>]) -> Option<&'p [Piece<'a>]> {
    let more = long
        .len()
        .checked_sub(short.len())
        .filter(|more| *more > 0)?;
    let alike = |(left, right): (&Piece<'_>, &Piece<'_>)| left.compared == right.compared;
    let before = long.iter().zip(short).take_while(|it| alike(*it)).count();
    same(&long[before + more..], &short[before..]).then(|| &long[before..before + more])
}

fn sorted(pieces: &[Piece<'_>]) -> Vec<String> {
    let mut texts: Vec<String> = pieces.iter().map(|it| it.compared.clone()).collect();
    texts.sort();
    texts
}

/// As the pieces were written, signs close to what they touch.
fn written(pieces: &[Piece<'_>]) -> String {
    let mut text = String::new();
    for piece in pieces {
        let is_word = |it: char| it.is_alphanumeric();
        if text.ends_with(is_word) && piece.written.starts_with(is_word) {
            text.push(' ');
        }
        text.push_str(piece.written);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exercise::accepts;

    fn slip(accept: &str, typed: &str) -> Option<Slip> {
        of_text(&[accept.to_owned()], Compare::default(), typed)
    }

    #[test]
    fn words_that_are_missing_or_too_many_are_named() {
        let missing = |it: &str| Some(Slip::Missing(it.to_owned()));
        let spare = |it: &str| Some(Slip::Spare(it.to_owned()));
        for (accept, typed, expected) in [
            ("&mut v", "&v", missing("mut")),
            ("Box<String>", "Box", None),
            ("Box<String>", "Box<>", missing("String")),
            ("the owner of the text", "owner of the text", missing("the")),
            ("ownership of the value", "the", None),
            ("&v", "&mut v", spare("mut")),
            ("moves", "it moves", spare("it")),
            ("moves", "not moves", spare("not")),
            ("moves", "it moves there", Some(Slip::Among)),
            ("mut r", "r mut", Some(Slip::WordOrder)),
            ("a to b", "b to a", Some(Slip::WordOrder)),
            ("borrow", "borrows", Some(Slip::FinalS)),
            ("two moves", "two move", Some(Slip::FinalS)),
            ("move", "moved", None),
            ("x", "xs", Some(Slip::FinalS)),
            ("moves", "copies", None),
        ] {
            assert_eq!(slip(accept, typed), expected, "{accept} {typed}");
        }
    }

    fn phrase() -> impl Strategy<Value = Vec<String>> {
        proptest::collection::vec("[a-c]{1,2}", 1..5)
    }

    proptest! {
        /// What is said turns the text into one that is accepted.
        #[test]
        fn a_slip_named_is_what_turns_the_text_into_the_right_one(
            right in phrase(),
            typed in phrase(),
        ) {
            let accept = [right.join(" ")];
            let accepted = |words: &[String]| {
                accepts(&accept, Compare::default(), &words.join(" "))
            };
            let spots = || 0..=typed.len();
            match of_text(&accept, Compare::default(), &typed.join(" ")) {
                Some(Slip::Missing(text)) => {
                    let with = |at: usize| {
                        let mut words = typed.clone();
                        words.insert(at, text.clone());
                        accepted(&words)
                    };
                    prop_assert!(spots().any(with), "{text}");
                }
                Some(Slip::Spare(text)) => {
                    let spare = text.split(' ').count();
                    let without = |at: usize| {
                        let mut words = typed.clone();
                        at + spare <= words.len() && {
                            let taken: Vec<String> = words.drain(at..at + spare).collect();
                            taken.join(" ") == text && accepted(&words)
                        }
                    };
                    prop_assert!(spots().any(without), "{text}");
                }
                Some(Slip::WordOrder) => {
                    let (mut left, mut right) = (right.clone(), typed.clone());
                    left.sort();
                    right.sort();
                    prop_assert_eq!(left, right);
                }
                Some(Slip::Among) => {
                    prop_assert!(typed.windows(right.len()).any(|it| it == right));
                }
                Some(Slip::FinalS | Slip::Typo | Slip::Empty) => {
                    prop_assert!(false, "no such letters");
                }
                // The spaces between words.
                Some(Slip::Punctuation) => prop_assert_eq!(right.concat(), typed.concat()),
                None => {}
                other => return Err(TestCaseError::fail(format!("{other:?}"))),
            }
        }

        #[test]
        fn any_text_can_be_looked_at(right in any::<String>(), typed in any::<String>()) {
            of_text(&[right], Compare::default(), &typed);
        }
    }
}
