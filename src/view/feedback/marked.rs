//! The learner's words against the right ones, marked where they part.

use similar::{ChangeTag, TextDiff};

use crate::exercise;
use crate::view::scene::{Part, Span};

/// Bytes of an answer beyond which it is not marked up.
const LONGEST_MARKED_UP: usize = 2_000;
/// Share of letters in common from which marking up the rest helps.
const ALIKE: f32 = 0.5;

pub fn part(part: &exercise::Part) -> Part {
    let plain = |text: &str| {
        vec![Span {
            text: text.to_owned(),
            differs: false,
        }]
    };
    let short = part.yours.len() + part.right.len() <= LONGEST_MARKED_UP;
    let alike = || TextDiff::from_chars(&part.yours, &part.right).ratio() >= ALIKE;
    if part.ok || part.yours.is_empty() || !short || !alike() {
        return Part {
            ok: part.ok,
            yours: plain(&part.yours),
            right: plain(&part.right),
        };
    }
    let diff = TextDiff::from_unicode_words(&part.yours, &part.right);
    let side = |own: ChangeTag| {
        diff.iter_all_changes()
            .filter(|change| change.tag() == ChangeTag::Equal || change.tag() == own)
            .map(|change| Span {
                text: change.value().to_owned(),
                differs: change.tag() == own,
            })
            .collect()
    };
    Part {
        ok: false,
        yours: side(ChangeTag::Delete),
        right: side(ChangeTag::Insert),
    }
}
