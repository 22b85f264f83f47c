//! Comparing texts the way a patient teacher does: what the author did not ask for does not matter.

use unicode_normalization::UnicodeNormalization;

use crate::deck::Compare;

/// Words shorter than this have too many neighbors for a typo in them to be told from an error.
const TYPO_LETTERS: usize = 5;

/// A text in the form in which it is compared.
pub(super) struct Answer {
    text: String,
    /// Without a final `!` or `?`, where the text is prose; in code these are operators.
    prose: Option<String>,
}

impl Answer {
    pub(super) fn new(text: &str, compare: Compare) -> Self {
        let text = tighten(&fold_letters(text, compare));
        if compare.punctuation {
            return Self { text, prose: None };
        }
        let in_backticks = text.len() > 1 && text.starts_with('`') && text.ends_with('`');
        let text = without_frame(&text).to_owned();
        let prose = without_frame(text.trim_end_matches(['!', '?']));
        let is_prose = !in_backticks && !prose.is_empty() && !prose.contains(is_operator);
        Self {
            prose: is_prose.then(|| prose.to_owned()),
            text,
        }
    }

    pub(super) fn is(&self, other: &Self) -> bool {
        self.text == other.text || (self.prose.is_some() && self.prose == other.prose)
    }

    /// Whether `typed` differs by at most one edit in each longer word.
    pub(super) fn is_but_for_a_typo(&self, typed: &Self) -> bool {
        let (right, typed) = match (&self.prose, &typed.prose) {
            (Some(right), Some(typed)) => (words(right), words(typed)),
            _ => (words(&self.text), words(&typed.text)),
        };
        right.len() == typed.len() && right.iter().zip(&typed).all(|(a, b)| is_near(a, b))
    }
}

pub(super) fn fold_letters(text: &str, compare: Compare) -> String {
    let folded: String = text.chars().filter_map(fold_form).collect();
    let cased = if compare.case {
        folded
    } else {
        folded.to_lowercase()
    };
    if compare.accents {
        cased.nfc().collect()
    } else {
        cased.nfd().filter(|&it| !is_accent(it)).nfc().collect()
    }
}

/// What keyboards and editors make of a character, taken back: wide forms, typographic quotes and
/// signs, and marks that are not seen.
fn fold_form(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        '‘' | '’' | '‚' => Some('\''),
        '“' | '”' | '„' => Some('"'),
        '–' | '−' | '\u{2010}' | '\u{2011}' => Some('-'),
        '\u{AD}' | '\u{200B}' | '\u{FEFF}' | '\u{FE0E}' | '\u{FE0F}' => None,
        _ => Some(c),
    }
}

/// Combining marks of Latin, Greek and Cyrillic; those of other scripts make other letters.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Runs of spaces become one, and none is left around an operator: `foo( x )` is `foo(x)`.
fn tighten(text: &str) -> String {
    let mut tight = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tight.is_empty() && !tight.ends_with(is_operator) && !word.starts_with(is_operator) {
            tight.push(' ');
        }
        tight.push_str(word);
    }
    tight
}

/// Signs that need no space around them to be read; quotes and `_` belong to what they touch.
fn is_operator(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '"' | '\'' | '`' | '_')
}

/// Without one closing `.`, `,` or `;` and without quotes or backticks around the whole; never so
/// much that nothing is left.
pub(super) fn without_frame(text: &str) -> &str {
    let mut text = text;
    loop {
        let inner = without_quotes(without_stop(text)).trim();
        if inner.is_empty() || inner == text {
            return text;
        }
        text = inner;
    }
}

fn without_stop(text: &str) -> &str {
    match text.strip_suffix(['.', ',', ';']) {
        // `0..` is a range.
        Some(rest) if !rest.ends_with('.') => rest,
        _ => text,
    }
}

fn without_quotes(text: &str) -> &str {
    ['"', '\'', '`']
        .into_iter()
        .find_map(|quote| {
            let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
            (!inner.contains(quote)).then_some(inner)
        })
        .unwrap_or(text)
}

/// Runs of letters, and every other character by itself.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let letters = rest
            .find(|it: char| !it.is_alphabetic())
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(letters.max(first.len_utf8()).min(rest.len()));
        words.push(word);
        rest = after;
    }
    words
}

fn is_near(right: &str, typed: &str) -> bool {
    let (letters, given) = (right.chars().count(), typed.chars().count());
    // Words of much the same length only: what was typed may be a whole book.
    let comparable = letters >= TYPO_LETTERS
        && letters.abs_diff(given) <= 1
        && typed.chars().all(char::is_alphabetic);
    right == typed || (comparable && strsim::damerau_levenshtein(right, typed) <= 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::deck::Compare;
    use crate::exercise::accepts;
    use crate::exercise::grade::Slip;
    use crate::exercise::grade::fixture::{graded_text, short};

    #[test]
    fn what_was_not_asked_for_does_not_matter() {
        for (accept, typed) in [
            ("move", " Move. "),
            ("move", "“move”"),
            ("move", "`move`;"),
            ("`move`", "move"),
            ("It moves.", "it   moves"),
            ("Paris", "paris?"),
            ("Paris", "Paris!!"),
            ("déjà vu", "deja vu"),
            ("deja vu", "de\u{301}ja\u{300} vu"),
            ("&mut v", "&mut  v"),
            ("&mut v", "& mut v;"),
            ("let x = &v;", "let x=&v"),
            ("foo(x)", "foo( x )"),
            ("Vec<i32>", "Vec <i32> "),
            ("a, b", "a,b"),
            ("don't", "don’t"),
            ("x = 1", "ｘ　＝　１"),
            ("が", "か\u{3099}"),
            ("❤️", "❤"),
            ("👩‍👩‍👧", "👩‍👩‍👧"),
            ("नमस्ते", "नमस्ते"),
            ("?", "?"),
            ("foo()?", "foo()?"),
            ("`x?`", "x?"),
            ("println!", "println!"),
            ("0..", "0.."),
            (".", "."),
            ("\"", "\""),
            ("`", "`"),
        ] {
            let item = short(&[accept], &[], Compare::default());
            assert_eq!(graded_text(&item, typed), (true, None), "{accept} {typed}");
        }
    }

    #[test]
    fn what_makes_another_answer_does_matter() {
        for (accept, typed, saw) in [
            ("&mut v", "&v", Some(Slip::Missing("mut".to_owned()))),
            ("&mut v", "mut v", Some(Slip::Punctuation)),
            ("&mut v", "&mutv", Some(Slip::Punctuation)),
            ("foo()?", "foo()", Some(Slip::Punctuation)),
            ("`x?`", "x", Some(Slip::Punctuation)),
            ("0..", "0", Some(Slip::Punctuation)),
            ("*p", "p", Some(Slip::Punctuation)),
            ("a[0]", "a(0)", Some(Slip::Punctuation)),
            ("'a'", "'a", Some(Slip::Punctuation)),
            ("\"a\" + \"b\"", "a\" + \"b", Some(Slip::Punctuation)),
            ("borrow", "borow", Some(Slip::Typo)),
            ("move", "mvoe", None),
            ("move", "", Some(Slip::Empty)),
            ("move", " \u{3000}", Some(Slip::Empty)),
            ("move", "copy", None),
            ("が", "か", None),
            ("नमस्ते", "नमसत", None),
            ("", "x", None),
        ] {
            let item = short(&[accept], &[], Compare::default());
            assert_eq!(graded_text(&item, typed), (false, saw), "{accept} {typed}");
        }
    }

    #[test]
    fn what_was_asked_for_is_named_where_it_is_missed() {
        let plain = Compare::default();
        let cases = [
            (
                Compare {
                    case: true,
                    ..plain
                },
                "String",
                "string",
                Slip::CaseOnly,
            ),
            (
                Compare {
                    accents: true,
                    ..plain
                },
                "año",
                "ano",
                Slip::Accent,
            ),
            (
                Compare {
                    punctuation: true,
                    ..plain
                },
                "move;",
                "move",
                Slip::Punctuation,
            ),
            (
                Compare {
                    case: true,
                    ..plain
                },
                "String",
                "Sttring",
                Slip::Typo,
            ),
        ];
        for (compare, accept, typed, slip) in cases {
            let item = short(&[accept], &[], compare);
            assert_eq!(graded_text(&item, accept), (true, None));
            assert_eq!(graded_text(&item, typed), (false, Some(slip)));
        }
        let accents = short(
            &["año"],
            &[],
            Compare {
                accents: true,
                ..plain
            },
        );
        assert_eq!(graded_text(&accents, "an\u{303}o"), (true, None));
    }

    fn compare() -> impl Strategy<Value = Compare> {
        any::<[bool; 4]>().prop_map(|[case, accents, punctuation, typos]| Compare {
            case,
            accents,
            punctuation,
            typos,
        })
    }

    proptest! {
        #[test]
        fn any_text_is_accepted_as_itself(text in any::<String>(), compare in compare()) {
            prop_assert!(accepts(std::slice::from_ref(&text), compare, &text));
        }

        #[test]
        fn code_is_accepted_as_itself_but_not_without_a_sign(
            text in "[a-z]{1,4}[&*<>(){}=+-][a-z]{1,4}",
            compare in compare(),
        ) {
            let without: String = text.chars().filter(|it| it.is_alphanumeric()).collect();
            let accept = [text.clone()];
            prop_assert!(accepts(&accept, compare, &text));
            prop_assert!(!accepts(&accept, compare, &without));
        }
    }
}
