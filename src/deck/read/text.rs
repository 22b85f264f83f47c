//! Texts as they reach the model: nothing that could move the cursor, nothing that gives an answer
//! away.

use std::borrow::Cow;

/// Markdown with the info string of each code fence cut to its first word, since authors put
/// claims there for a machine to check (` ```rust,fails=E0382 `), and without blank lines around
/// it.
pub(super) fn markdown(text: &str) -> String {
    let text = text.trim_end().trim_start_matches(['\n', '\r']);
    if !text.contains("```") && !text.contains("~~~") {
        return text.to_owned();
    }
    let mut open: Option<Fence> = None;
    let lines = text.lines().map(|line| match (Fence::at(line), open) {
        (None, _) => Cow::Borrowed(line),
        (Some(fence), None) => {
            open = Some(fence);
            fence.with_first_word(line)
        }
        (Some(fence), Some(opened)) => {
            if fence.closes(opened, line) {
                open = None;
            }
            Cow::Borrowed(line)
        }
    });
    let lines: Vec<Cow<'_, str>> = lines.collect();
    lines.join("\n")
}

/// A line that may open or close a code block (CommonMark 0.31, section 4.5).
#[derive(Clone, Copy)]
struct Fence {
    mark: char,
    length: usize,
    /// Bytes up to the end of the marks.
    end: usize,
}

impl Fence {
    fn at(line: &str) -> Option<Self> {
        let trimmed = line.trim_start();
        let mark = trimmed.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let length = trimmed.chars().take_while(|&c| c == mark).count();
        let end = line.len() - trimmed.len() + length;
        // ``` within a line, as in ```x```, is code in running text.
        let inline = mark == '`' && line[end..].contains('`');
        (length >= 3 && !inline).then_some(Self { mark, length, end })
    }

    fn closes(self, opened: Self, line: &str) -> bool {
        self.mark == opened.mark
            && self.length >= opened.length
            && line[self.end..].trim().is_empty()
    }

    fn with_first_word(self, line: &str) -> Cow<'_, str> {
        let info = line[self.end..].trim();
        match info.find([',', ' ', '\t']) {
            Some(at) => Cow::Owned(format!("{}{}", &line[..self.end], &info[..at])),
            None => Cow::Borrowed(line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_in_info_strings_never_reach_the_learner() {
        assert_eq!(
            markdown("a\n\n```rust,prints=4\nlet x = 4;\n```\n"),
            "a\n\n```rust\nlet x = 4;\n```"
        );
        assert_eq!(markdown("  ~~~ rust no_run\nx\n~~~"), "  ~~~rust\nx\n~~~");
        assert_eq!(
            markdown("````rust,check\n```rust,no\n````\n```text a\nb"),
            "````rust\n```rust,no\n````\n```text\nb"
        );
    }

    #[test]
    fn what_only_looks_like_a_fence_stays() {
        assert_eq!(markdown("write ```a, b``` now"), "write ```a, b``` now");
        assert_eq!(markdown("```a, b``` stays"), "```a, b``` stays");
        assert_eq!(markdown("\n\n    indented\n\n"), "    indented");
    }
}
