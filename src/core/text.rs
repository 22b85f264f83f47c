//! Decks are untrusted text: nothing in them may move the cursor or reverse what is read.

use std::borrow::Cow;

/// The text without control characters (but tab and newline) and without bidirectional overrides
/// (Unicode TR #36), so that it can be shown in any terminal as what it is.
pub fn safe_text(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unsafe) {
        Cow::Owned(text.chars().filter(|&c| !is_unsafe(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn is_unsafe(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(
            c,
            '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_overrides_are_taken_out() {
        assert_eq!(safe_text("a\x1b[2Jb\u{202E}c\r\n\td"), "a[2Jbc\n\td");
        assert!(matches!(safe_text("plain ⟦x⟧ 語"), Cow::Borrowed(_)));
    }
}
