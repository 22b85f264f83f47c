//! Answers that are numbers, expressions or quantities, compared by value.

use super::calculator::{Reading, read};
use super::slip::number::{of_other_unit, of_unit, of_value};
use super::{Marked, Slip};
use crate::deck::{Mistake, Tolerance};

/// The share by which two numbers may differ and still be the same one, written or computed in
/// another way.
const ROUNDING: f64 = 1e-12;

/// The number asked for.
pub(super) struct Wanted<'a> {
    pub answer: f64,
    pub tolerance: Tolerance,
    /// Empty where a bare number is asked for.
    pub unit: &'a str,
}

impl Wanted<'_> {
    /// Whether the value is this number as nearly as asked for.
    pub(super) fn fits(&self, answer: f64, value: f64) -> bool {
        let allowed = match self.tolerance {
            Tolerance::Absolute(distance) => distance.max(0.0),
            Tolerance::Relative(share) => share.max(0.0) * answer.abs(),
        };
        (value - answer).abs() <= allowed + ROUNDING * answer.abs()
    }
}

/// What was typed against the number asked for and those that are foreseeably wrong.
pub(super) fn judge(wanted: &Wanted<'_>, wrong: &[Mistake], typed: &str) -> Marked {
    let right = quantity(wanted.answer, wanted.unit);
    if typed.trim().is_empty() {
        return Marked::wrong(typed, &right).seen(Some(Slip::Empty));
    }
    let (value, has_unit) = match read(typed, wanted.unit) {
        Reading::Number(value) => (value, false),
        Reading::Quantity(value) => (value, true),
        Reading::OtherUnit(yours) => {
            let wrong_unit = || Slip::WrongUnit {
                yours,
                wanted: wanted.unit.to_owned(),
            };
            let slip = of_other_unit(wanted, typed).unwrap_or_else(wrong_unit);
            return Marked::wrong(typed, &right).seen(Some(slip));
        }
        Reading::Nothing => return Marked::wrong(typed, &right).seen(Some(Slip::NotANumber)),
    };
    if wanted.fits(wanted.answer, value) || is_percentage(wanted, typed) {
        return Marked::right(typed, &right);
    }
    if let Some(it) = wrong.iter().find(|it| wanted.fits(it.answer, value)) {
        return Marked::wrong(typed, &right)
            .noted(&it.because)
            .showing(it.misconception.as_ref());
    }
    Marked::wrong(typed, &right).seen(Some(slip(wanted, value, has_unit, typed)))
}

/// Of the unit, where that alone is amiss; else of the number.
fn slip(wanted: &Wanted<'_>, value: f64, has_unit: bool, typed: &str) -> Slip {
    let of_unit = || of_unit(wanted, value);
    if let Some(slip) = of_other_unit(wanted, typed).or_else(of_unit) {
        return slip;
    }
    match of_value(wanted, value) {
        // That it was taken to be in the unit asked for tells more than on which side it lies.
        Slip::TooLarge | Slip::TooSmall if !has_unit && !wanted.unit.is_empty() => {
            Slip::MissingUnit
        }
        slip => slip,
    }
}

/// A number with its unit, as it is shown.
pub(super) fn quantity(value: f64, unit: &str) -> String {
    let is_handy = value == 0.0 || (1e-5..1e15).contains(&value.abs());
    let number = if is_handy {
        value.to_string()
    } else {
        format!("{value:e}")
    };
    match unit {
        "" => number,
        "%" => format!("{number}%"),
        _ => format!("{number} {unit}"),
    }
}

/// Where the author names no unit, `50%` may be fifty as well as a half.
fn is_percentage(wanted: &Wanted<'_>, typed: &str) -> bool {
    wanted.unit.is_empty()
        && typed
            .trim()
            .strip_suffix('%')
            .map(|number| read(number, ""))
            .is_some_and(
                |it| matches!(it, Reading::Number(value) if wanted.fits(wanted.answer, value)),
            )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::core::{MisconceptionId, Response};
    use crate::deck::Tolerance;
    use crate::exercise::grade::fixture::{graded, graded_number, number};
    use crate::exercise::{Slip, right_answer};

    #[test]
    fn numbers_are_compared_by_value() {
        let exact = Tolerance::Absolute(0.0);
        for (answer, unit, typed) in [
            (12.0, "", "12"),
            (12.0, "", "3*4"),
            (12.0, "", " 12.0 "),
            (12.0, "", "x = 12"),
            (12.0, "", "`12`."),
            (2.0 / 3.0, "", "2/3"),
            (1000.0, "", "1_000"),
            (1000.0, "", "1,000"),
            (1000.0, "", "1 000"),
            (1000.0, "", "1.000,0"),
            (1_000_000.5, "", "1,000,000.5"),
            (3.75, "", "3,75"),
            (0.5, "", "0,500"),
            (-5.0, "", "−5"),
            (120.0, "", "5!"),
            (255.0, "", "0xff"),
            (9.0, "", "3²"),
            (3.0, "", "√9"),
            (3.5, "", "3 1/2"),
            (1e300, "", "1e300"),
            (0.5, "", "50%"),
            (50.0, "", "50%"),
            (12.0, "", "x ≈ 12"),
            (24.0, "", "24 bytes"),
            (5.0, "", "5 apples"),
            (24.0, "bytes", "24 bytes"),
            (24.0, "bytes", "24"),
            (24.0, "bytes", "3*8 bytes"),
            (24.0, "bytes", "192 bits"),
            (24.0, "bytes", "24 Bytes"),
            (24.0, "bytes", "0,024 kB"),
            (25.0, "m/s", "90 km/h"),
            (25.0, "m/s", "25 m/s"),
            (150.0, "min", "2 hours 30 min"),
            (50.0, "%", "50 %"),
            (50.0, "%", "50"),
            (5.0, "m", "0.005 km"),
            (3.0, "m²", "3 m^2"),
            (3.0, "m²", "3 m²"),
            (5.0, "Ziegel", "5 ziegel"),
            (5.0, "€", "5 €"),
        ] {
            let item = number(answer, exact, unit);
            assert_eq!(
                graded_number(&item, typed),
                (true, None),
                "{answer} {typed}"
            );
        }
    }

    #[test]
    fn a_wrong_number_is_told_how_it_misses() {
        let wrong_unit = |yours: &str| Slip::WrongUnit {
            yours: yours.to_owned(),
            wanted: "bytes".to_owned(),
        };
        for (answer, unit, typed, slip) in [
            (12.0, "", "-12", Some(Slip::Sign)),
            (12.0, "", "1.2", Some(Slip::FactorOfTen(-1))),
            (12.0, "", "12000", Some(Slip::FactorOfTen(3))),
            (12.0, "", "13", Some(Slip::OffByOne)),
            (12.0, "", "11", Some(Slip::OffByOne)),
            (12.5, "", "13.5", Some(Slip::TooLarge)),
            (12.0, "", "17", Some(Slip::TooLarge)),
            (0.0, "", "0.5", Some(Slip::TooLarge)),
            (0.0, "", "1", Some(Slip::OffByOne)),
            (12.0, "", "", Some(Slip::Empty)),
            (12.0, "", "twelve apples", Some(Slip::NotANumber)),
            (1.0, "", "a", Some(Slip::NotANumber)),
            (12.0, "", "1,2,3", Some(Slip::NotANumber)),
            (12.0, "", "(\\x. x x)(\\x. x x)", Some(Slip::NotANumber)),
            (12.0, "", "λx. x", Some(Slip::NotANumber)),
            (12.0, "", "10^10^10", Some(Slip::NotANumber)),
            (12.0, "", "1 << 1000000000000", Some(Slip::NotANumber)),
            (12.0, "", "100d1000", Some(Slip::NotANumber)),
            (12.0, "", "println 5", Some(Slip::NotANumber)),
            (12.0, "", "1/0", Some(Slip::NotANumber)),
            (24.0, "bytes", "17", Some(Slip::MissingUnit)),
            (24.0, "bytes", "17 bytes", Some(Slip::TooSmall)),
            (24.0, "bytes", "25 km", Some(wrong_unit("km"))),
            (24.0, "bytes", "25 apples", Some(wrong_unit("apples"))),
            (24.0, "bytes", "bytes", Some(Slip::NotANumber)),
            (5.0, "km", "50 km", Some(Slip::FactorOfTen(1))),
        ] {
            let item = number(answer, Tolerance::Absolute(0.0), unit);
            assert_eq!(
                graded_number(&item, typed),
                (false, slip),
                "{answer} {typed}"
            );
        }
    }

    #[test]
    fn a_foreseen_wrong_number_tells_why() {
        let item = number(6.0, Tolerance::Absolute(0.0), "");
        let grade = graded(&item, Response::Number("6*7".to_owned()));
        assert_eq!(grade.misconceptions, [MisconceptionId::new("belief")]);
        assert!(grade.parts[0].note.is_some());
    }

    #[test]
    fn tolerance_is_what_the_author_says() {
        let within = number(3.2, Tolerance::Absolute(0.01), "");
        assert!(graded_number(&within, "3.21").0);
        assert!(graded_number(&within, "pi + .05").0);
        assert!(!graded_number(&within, "3.211").0);
        let share = number(-200.0, Tolerance::Relative(0.01), "");
        assert!(graded_number(&share, "-202").0);
        assert!(!graded_number(&share, "-203").0);
    }

    /// What a calculator might stumble over.
    fn formula() -> impl Strategy<Value = String> {
        let pieces = prop_oneof![
            "[0-9]{1,4}",
            "[-+*/^%!(),._ √°€²=]",
            proptest::sample::select(vec![
                "to",
                "in",
                "of",
                "per",
                "mod",
                "choose",
                "permute",
                "xor",
                "and",
                "sqrt",
                "cbrt",
                "sin",
                "acos",
                "tan",
                "ln",
                "log2",
                "exp",
                "fact",
                "floor",
                "abs",
                "conjugate",
                "real",
                "e",
                "pi",
                "i",
                "km",
                "bytes",
                "°C",
                "K",
                "kg",
                "hex",
                "binary",
                "base",
                "dp",
                "sf",
                "fraction",
                "roman",
                "words",
                "float",
                "exact",
                "auto",
                "now",
                "today",
                "date",
                "true",
                "not",
                "fib",
                "sample",
                "d6",
                "mean",
                "string",
                "codepoint",
                "lambda",
                "0x",
                "1e9",
            ])
            .prop_map(|word| format!(" {word} ")),
        ];
        proptest::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_number_is_right_as_it_is_shown(
            answer in any::<f64>().prop_filter("a deck holds finite numbers", |it| it.is_finite()),
            unit in prop_oneof![Just(""), Just("bytes"), Just("m/s"), Just("%"), Just("Ziegel")],
        ) {
            let item = number(answer, Tolerance::Absolute(0.0), unit);
            let shown = right_answer(&item);
            prop_assert_eq!(graded_number(&item, &shown), (true, None), "{}", shown);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_formula_can_be_graded(typed in formula(), answer in -9_i8..9) {
            for unit in ["", "bytes"] {
                let item = number(f64::from(answer), Tolerance::Absolute(0.0), unit);
                let (is_right, slip) = graded_number(&item, &typed);
                prop_assert!(!is_right || slip.is_none());
            }
        }
    }
}
