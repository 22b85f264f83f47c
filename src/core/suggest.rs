//! "Did you mean": the known word that a mistyped one is closest to.

/// The candidate nearest to `word`, unless all are so far off that naming one would mislead.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A third of the letters may differ: the threshold rustc uses.
    let most = (word.chars().count().max(3)) / 3;
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|&(distance, _)| distance <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The words as a list for people: "`a`, `b` and `c`".
pub fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = words.into_iter().map(quote).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The author's own words as they stand in a message: in backticks, on one line, not too long.
pub fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    let line: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .take(LONGEST + 1)
        .collect();
    if line.chars().count() > LONGEST {
        let cut: String = line.chars().take(LONGEST - 1).collect();
        format!("`{cut}…`")
    } else {
        format!("`{line}`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_named_and_a_far_one_is_not() {
        let kinds = ["choice", "multi", "short"];
        assert_eq!(nearest("chioce", kinds), Some("choice"));
        assert_eq!(nearest("shrt", kinds), Some("short"));
        assert_eq!(nearest("essay", kinds), None);
    }

    #[test]
    fn quoted_text_stays_on_one_line_and_short() {
        assert_eq!(quote("a\nb"), "`a b`");
        assert_eq!(quote(&"x".repeat(500)).chars().count(), 62);
        assert_eq!(listed(["a", "b", "c"]), "`a`, `b` and `c`");
    }
}
