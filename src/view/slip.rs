//! What can be said truthfully of a wrong answer from the answer itself.

use super::words::{counted, sentence};
use crate::exercise::Slip;

/// What a place of an answer is called in exercises of this kind.
pub(super) fn place_word(kind: &str) -> &'static str {
    match kind {
        "cloze" => "gap",
        "steps" => "step",
        "order" => "line",
        _ => "place",
    }
}

/// One sentence or two on what stands `at` a place, from 1; `kind` is the exercise's.
pub(super) fn slip(slip: &Slip, at: usize, kind: &str) -> String {
    let place = place_word(kind);
    match slip {
        Slip::SwappedWith(other) => {
            let (first, second) = (at.min(*other), at.max(*other));
            let places = sentence(place);
            format!("{places}s {first} and {second} have each other's answers.")
        }
        Slip::BelongsAt(other) => format!("This is right, but in {place} {other}."),
        Slip::BelongsElsewhere => format!("This is right, but in other {place}s."),
        Slip::SwappedOrder { .. }
        | Slip::SwappedEnds
        | Slip::Reversed
        | Slip::Moved { .. }
        | Slip::MissingLines(_)
        | Slip::SpareLines(_)
        | Slip::DoesNotBelong => of_lines(slip),
        Slip::Empty
        | Slip::CaseOnly
        | Slip::Accent
        | Slip::Punctuation
        | Slip::FinalS
        | Slip::Typo
        | Slip::WordOrder
        | Slip::Missing(_)
        | Slip::Spare(_)
        | Slip::Among => of_text(slip),
        _ => of_number(slip),
    }
}

fn of_text(slip: &Slip) -> String {
    match slip {
        Slip::CaseOnly => "Right but for upper and lower case, which matter here.",
        Slip::Accent => "Right but for the accents, which matter here.",
        Slip::Punctuation => "Close: only signs or spaces differ, and they matter here.",
        Slip::FinalS => "Right but for an s at the end of a word.",
        Slip::Typo => "Off by one letter.",
        Slip::WordOrder => "The right words, in another order.",
        Slip::Missing(words) => return format!("Right but for {}, which is missing.", code(words)),
        Slip::Spare(words) => return format!("Right but for {}, which is too much.", code(words)),
        Slip::Among => "What was asked for is in it, with more around it.",
        _ => "Nothing stands there yet.",
    }
    .to_owned()
}

/// Words of an answer, so that Markdown leaves them as they are.
fn code(words: &str) -> String {
    if words.contains('`') {
        format!("“{words}”")
    } else {
        format!("`{words}`")
    }
}

fn of_lines(slip: &Slip) -> String {
    match slip {
        Slip::SwappedOrder { first, second } if first + 1 == *second => format!(
            "Right but for two neighbors: lines {first} and {second} stand in each other's place."
        ),
        Slip::SwappedOrder { first, second } => {
            format!("Right but for lines {first} and {second}, which stand in each other's place.")
        }
        Slip::SwappedEnds => {
            "Right but for the first and the last line, which stand in each other's place."
                .to_owned()
        }
        Slip::Reversed => "The right lines, from the last to the first.".to_owned(),
        Slip::Moved { from, to } => {
            format!("Right but for one line: the one that you put at {from} belongs at {to}.")
        }
        Slip::MissingLines(n) => {
            let are = if *n == 1 { "is" } else { "are" };
            format!(
                "In the right order; {} {are} missing.",
                counted(*n, "line", "lines")
            )
        }
        Slip::SpareLines(n) => {
            let do_not = if *n == 1 { "does" } else { "do" };
            let lines = counted(*n, "line", "lines");
            format!("In the right order; {lines} {do_not} not belong.")
        }
        _ => "This line does not belong here.".to_owned(),
    }
}

fn of_number(slip: &Slip) -> String {
    match slip {
        Slip::NotANumber => "I cannot read this as a number.".to_owned(),
        Slip::Sign => "The right number with the other sign.".to_owned(),
        Slip::FactorOfTen(power) => {
            let side = if *power > 0 { "large" } else { "small" };
            match power.unsigned_abs() {
                1 => format!("Ten times too {side}."),
                2 => format!("A hundred times too {side}."),
                3 => format!("A thousand times too {side}."),
                power => format!("Too {side} by a factor of ten to the {power}."),
            }
        }
        Slip::Doubled => "Twice the right number.".to_owned(),
        Slip::Halved => "Half the right number.".to_owned(),
        Slip::Reciprocal => "One divided by the right number.".to_owned(),
        Slip::Complement => "The rest: what the right number leaves of the whole.".to_owned(),
        Slip::Rounded(decimals) => format!(
            "The right number rounded to {}; it is asked for more exactly.",
            places(*decimals)
        ),
        Slip::CutOff(0) => "The right number without its decimals.".to_owned(),
        Slip::CutOff(decimals) => {
            format!("The right number cut off after {}.", places(*decimals))
        }
        Slip::OffByOne => "Off by one: look at where you began or stopped counting.".to_owned(),
        Slip::TooLarge => "Too large.".to_owned(),
        Slip::TooSmall => "Too small.".to_owned(),
        Slip::InUnit { fits, wanted } => {
            format!("The number would be right in {fits}; it is asked for in {wanted}.")
        }
        Slip::OtherUnit { yours, wanted } => {
            format!(
                "The number is right, the unit is not: it is asked for in {wanted}, not in {yours}."
            )
        }
        Slip::WrongUnit { yours, wanted } => {
            format!("It is asked for in {wanted}, and {yours} cannot be turned into that.")
        }
        _ => "The number alone was taken to be in the unit asked for.".to_owned(),
    }
}

fn places(decimals: u8) -> String {
    match decimals {
        0 => "a whole number".to_owned(),
        n => counted(n.into(), "decimal", "decimals"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slip_has_its_words() {
        let text = str::to_owned;
        for (it, kind, expected) in [
            (Slip::Empty, "short", "Nothing stands there yet."),
            (
                Slip::CaseOnly,
                "short",
                "Right but for upper and lower case, which matter here.",
            ),
            (
                Slip::Accent,
                "short",
                "Right but for the accents, which matter here.",
            ),
            (
                Slip::Punctuation,
                "short",
                "Close: only signs or spaces differ, and they matter here.",
            ),
            (
                Slip::FinalS,
                "short",
                "Right but for an s at the end of a word.",
            ),
            (Slip::Typo, "short", "Off by one letter."),
            (
                Slip::WordOrder,
                "short",
                "The right words, in another order.",
            ),
            (
                Slip::Missing(text("mut")),
                "short",
                "Right but for `mut`, which is missing.",
            ),
            (
                Slip::Spare(text("a `b`")),
                "short",
                "Right but for “a `b`”, which is too much.",
            ),
            (
                Slip::Among,
                "short",
                "What was asked for is in it, with more around it.",
            ),
            (
                Slip::SwappedWith(3),
                "cloze",
                "Gaps 1 and 3 have each other's answers.",
            ),
            (Slip::BelongsAt(2), "steps", "This is right, but in step 2."),
            (
                Slip::BelongsElsewhere,
                "cloze",
                "This is right, but in other gaps.",
            ),
            (
                Slip::SwappedOrder {
                    first: 2,
                    second: 3,
                },
                "order",
                "Right but for two neighbors: lines 2 and 3 stand in each other's place.",
            ),
            (
                Slip::SwappedOrder {
                    first: 1,
                    second: 3,
                },
                "order",
                "Right but for lines 1 and 3, which stand in each other's place.",
            ),
            (
                Slip::SwappedEnds,
                "order",
                "Right but for the first and the last line, which stand in each other's place.",
            ),
            (
                Slip::Reversed,
                "order",
                "The right lines, from the last to the first.",
            ),
            (
                Slip::Moved { from: 4, to: 1 },
                "order",
                "Right but for one line: the one that you put at 4 belongs at 1.",
            ),
            (
                Slip::MissingLines(1),
                "order",
                "In the right order; one line is missing.",
            ),
            (
                Slip::SpareLines(2),
                "order",
                "In the right order; two lines do not belong.",
            ),
            (
                Slip::DoesNotBelong,
                "order",
                "This line does not belong here.",
            ),
            (
                Slip::NotANumber,
                "number",
                "I cannot read this as a number.",
            ),
            (
                Slip::Sign,
                "number",
                "The right number with the other sign.",
            ),
            (Slip::FactorOfTen(1), "number", "Ten times too large."),
            (
                Slip::FactorOfTen(-2),
                "number",
                "A hundred times too small.",
            ),
            (
                Slip::FactorOfTen(3),
                "number",
                "A thousand times too large.",
            ),
            (
                Slip::FactorOfTen(-4),
                "number",
                "Too small by a factor of ten to the 4.",
            ),
            (Slip::Doubled, "number", "Twice the right number."),
            (Slip::Halved, "number", "Half the right number."),
            (
                Slip::Reciprocal,
                "number",
                "One divided by the right number.",
            ),
            (
                Slip::Complement,
                "number",
                "The rest: what the right number leaves of the whole.",
            ),
            (
                Slip::Rounded(1),
                "number",
                "The right number rounded to one decimal; it is asked for more exactly.",
            ),
            (
                Slip::Rounded(0),
                "number",
                "The right number rounded to a whole number; it is asked for more exactly.",
            ),
            (
                Slip::CutOff(2),
                "number",
                "The right number cut off after two decimals.",
            ),
            (
                Slip::CutOff(0),
                "number",
                "The right number without its decimals.",
            ),
            (
                Slip::OffByOne,
                "number",
                "Off by one: look at where you began or stopped counting.",
            ),
            (Slip::TooLarge, "number", "Too large."),
            (Slip::TooSmall, "number", "Too small."),
            (
                Slip::InUnit {
                    fits: text("km"),
                    wanted: text("m"),
                },
                "number",
                "The number would be right in km; it is asked for in m.",
            ),
            (
                Slip::OtherUnit {
                    yours: text("m"),
                    wanted: text("km"),
                },
                "number",
                "The number is right, the unit is not: it is asked for in km, not in m.",
            ),
            (
                Slip::WrongUnit {
                    yours: text("kg"),
                    wanted: text("km"),
                },
                "number",
                "It is asked for in km, and kg cannot be turned into that.",
            ),
            (
                Slip::MissingUnit,
                "number",
                "The number alone was taken to be in the unit asked for.",
            ),
        ] {
            assert_eq!(slip(&it, 1, kind), expected);
        }
    }
}
