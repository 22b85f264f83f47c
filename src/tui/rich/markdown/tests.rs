use proptest::prelude::*;

use super::*;
use crate::tui::rich::code::Highlights;
use crate::tui::theme::Theme;

fn lines_of(text: &str, prose: usize, fill: Option<Fill<'_>>) -> Vec<String> {
    let (theme, code) = (Theme::mono(), Highlights::off());
    let look = Look {
        theme: &theme,
        code: &code,
    };
    let columns = Columns { prose, full: prose };
    let lines = render(text, columns, look, fill);
    lines
        .iter()
        .map(|line| line.to_string().trim_end().to_owned())
        .collect()
}

fn set(text: &str, prose: usize) -> Vec<String> {
    lines_of(text, prose, None)
}

#[test]
fn blocks_are_parted_by_one_empty_line() {
    let text = "# Head\n\nOne *two*\nthree.\n\n- a\n- b\n\nEnd.";
    assert_eq!(
        set(text, 40),
        ["Head", "", "One two three.", "", "· a", "· b", "", "End."]
    );
}

#[test]
fn lists_hang_and_count_and_nest() {
    let text = "1. first of all\n2. second\n   - inner line\n3. third";
    assert_eq!(
        set(text, 12),
        [
            "1. first of",
            "   all",
            "2. second",
            "   · inner",
            "     line",
            "3. third"
        ]
    );
}

#[test]
fn a_paragraph_after_another_in_one_item_stands_under_it() {
    assert_eq!(set("- a\n\n  b\n- c", 20), ["· a", "", "  b", "· c"]);
}

#[test]
fn quotes_keep_their_bar() {
    assert_eq!(
        set("> long enough to wrap", 12),
        ["│ long", "│ enough to", "│ wrap"]
    );
}

#[test]
fn code_keeps_its_lines_and_goes_on_after_a_sign() {
    let text = "Look:\n\n```rust,fails\nlet a = 1;\n\n\tlet bigger = 2;\n```";
    assert_eq!(
        set(text, 14),
        [
            "Look:",
            "",
            "  let a = 1;",
            "",
            "      let",
            "  ↪ bigger =",
            "  ↪ 2;"
        ]
    );
}

#[test]
fn short_inline_code_is_not_parted() {
    assert_eq!(
        set("what does `let b = a;` do", 18),
        ["what does", "`let b = a;` do"]
    );
}

#[test]
fn tables_are_aligned_and_narrowed_to_fit() {
    let text = "| type | copies |\n|---|---|\n| `i32` | yes |\n| `String` | no, it moves |";
    assert_eq!(
        set(text, 40),
        [
            "type      copies",
            "──────────────────────",
            "`i32`     yes",
            "`String`  no, it moves",
        ]
    );
    assert!(set(text, 14).iter().all(|line| wrap::width(line) <= 14));
}

#[test]
fn gaps_are_filled_in_prose_in_code_and_between_words() {
    let fill = |gap: usize| vec![Span::raw(format!("<{gap}>"))];
    let text = "a ⟦1⟧ b `⟦2⟧`\n\n```rust\nlet ⟦3⟧ = ⟦x⟧;\n```";
    assert_eq!(
        lines_of(text, 40, Some(&fill)),
        ["a <0> b `<1>`", "", "  let <2> = ⟦x⟧;"]
    );
}

proptest! {
    #[test]
    fn no_text_breaks_it_and_prose_fits(
        text in "[a-z `*_#|>\\-\\[\\]()\n⟦1⟧語1.]{0,120}", prose in 8usize..60,
    ) {
        for line in set(&text, prose) {
            prop_assert!(wrap::width(&line) <= prose.max(30), "{line:?}");
        }
    }

    #[test]
    fn the_narrowest_columns_do_not_break_it(text in "\\PC{0,80}", prose in 0usize..8) {
        set(&text, prose);
    }
}
