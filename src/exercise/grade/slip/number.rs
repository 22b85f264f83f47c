//! How a wrong number misses the right one.

use super::Slip;
use crate::exercise::grade::calculator::{Reading, read, split_quantity};
use crate::exercise::grade::number::{Wanted, quantity};

/// Something that is easily done to the right number.
struct Way {
    slip: Slip,
    /// Whether it can be told from the right answer alone that this would be a slip.
    applies: fn(&Wanted<'_>) -> bool,
    /// What takes it back.
    back: fn(&Wanted<'_>, f64) -> f64,
}

const WAYS: [Way; 5] = [
    Way {
        slip: Slip::Sign,
        applies: |wanted| wanted.answer != 0.0,
        back: |_, value| -value,
    },
    Way {
        slip: Slip::Doubled,
        applies: |wanted| wanted.answer != 0.0,
        back: |_, value| value / 2.0,
    },
    Way {
        slip: Slip::Halved,
        applies: |wanted| wanted.answer != 0.0,
        back: |_, value| value * 2.0,
    },
    Way {
        slip: Slip::Reciprocal,
        applies: |wanted| wanted.answer != 0.0,
        back: |_, value| 1.0 / value,
    },
    Way {
        slip: Slip::Complement,
        applies: |wanted| wanted.answer > 0.0 && wanted.answer < wanted.whole(),
        back: |wanted, value| wanted.whole() - value,
    },
];

/// Powers of ten that are looked for.
const POWERS: f64 = 12.0;
/// Decimals to which a number may have been rounded.
const DECIMALS: u8 = 6;

/// Units of one kind, in which a number may be right without its unit.
const KINDS: [&[&str]; 7] = [
    &["mm", "cm", "m", "km"],
    &["mg", "g", "kg"],
    &["ms", "s", "min", "h", "days"],
    &["bits", "bytes", "kB", "KiB", "MB", "MiB"],
    &["ml", "cl", "l"],
    &["m/s", "km/h"],
    &["W", "kW"],
];

impl Wanted<'_> {
    /// What a share is a share of.
    fn whole(&self) -> f64 {
        if self.unit == "%" { 100.0 } else { 1.0 }
    }
}

/// What sets a wrong value apart from the right one: the only thing that turns it into the right
/// one, or else on which side it lies.
pub fn of_value(wanted: &Wanted<'_>, value: f64) -> Slip {
    let mut fitting = one_step_away(wanted, value);
    match (fitting.pop(), fitting.pop()) {
        (Some(only), None) => only,
        _ if value > wanted.answer => Slip::TooLarge,
        _ => Slip::TooSmall,
    }
}

fn one_step_away(wanted: &Wanted<'_>, value: f64) -> Vec<Slip> {
    let answer = wanted.answer;
    let ways = WAYS
        .iter()
        .filter(|way| (way.applies)(wanted) && wanted.fits(answer, (way.back)(wanted, value)));
    let mut found: Vec<Slip> = ways.map(|way| way.slip.clone()).collect();
    let power = (value / answer).abs().log10().round();
    let scaled = value / 10_f64.powf(power);
    if power != 0.0 && power.abs() <= POWERS && wanted.fits(answer, scaled) {
        found.push(Slip::FactorOfTen(power as i32));
    }
    found.extend(less_exact(answer, value));
    let whole = value.fract() == 0.0 && answer.fract() == 0.0;
    if whole && (value - answer).abs() == 1.0 {
        found.push(Slip::OffByOne);
    }
    found
}

/// Rounded or cut off, where enough digits are left to know the number by.
fn less_exact(answer: f64, value: f64) -> Option<Slip> {
    (0..=DECIMALS).find_map(|decimals| {
        let scale = 10_f64.powi(decimals.into());
        let is = |digits: f64| digits / scale == value && digits.abs() >= 10.0;
        if is((answer * scale).round()) {
            Some(Slip::Rounded(decimals))
        } else {
            is((answer * scale).trunc()).then_some(Slip::CutOff(decimals))
        }
    })
}

/// The number alone, or in the unit asked for, would be right in one other unit of its kind.
pub fn of_unit(wanted: &Wanted<'_>, value: f64) -> Option<Slip> {
    let in_unit = |value: f64, unit: &str| match read(&quantity(value, unit), wanted.unit) {
        Reading::Quantity(value) => Some(value),
        _ => None,
    };
    if wanted.unit.is_empty() || value == 0.0 {
        return None;
    }
    let of_kind = |units: &&&[&str]| in_unit(1.0, units[0]).is_some();
    let mut fitting = KINDS
        .iter()
        .find(of_kind)?
        .iter()
        .filter(|unit| in_unit(value, unit).is_some_and(|it| wanted.fits(wanted.answer, it)));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(Slip::InUnit {
            fits: (*only).to_owned(),
            wanted: wanted.unit.to_owned(),
        }),
        _ => None,
    }
}

/// The number as typed is right, the unit typed with it is not.
pub fn of_other_unit(wanted: &Wanted<'_>, typed: &str) -> Option<Slip> {
    let (value, yours) = split_quantity(typed)?;
    let right = !wanted.unit.is_empty() && wanted.fits(wanted.answer, value);
    right.then(|| Slip::OtherUnit {
        yours,
        wanted: wanted.unit.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deck::Tolerance;
    use crate::exercise::grade::fixture::{graded_number, number};

    fn wanted(answer: f64, unit: &str) -> Wanted<'_> {
        Wanted {
            answer,
            tolerance: Tolerance::Absolute(0.0),
            unit,
        }
    }

    #[test]
    fn what_was_done_to_the_number_is_named_where_only_one_thing_would() {
        for (answer, unit, value, slip) in [
            (12.0, "", -12.0, Slip::Sign),
            (12.0, "", 24.0, Slip::Doubled),
            (12.0, "", 6.0, Slip::Halved),
            (8.0, "", 0.125, Slip::Reciprocal),
            (0.3, "", 0.7, Slip::Complement),
            (30.0, "%", 70.0, Slip::Complement),
            (30.0, "", 70.0, Slip::TooLarge),
            (5.0 / 3.0, "", 1.7, Slip::Rounded(1)),
            (5.0 / 3.0, "", 1.6667, Slip::Rounded(4)),
            (5.0 / 3.0, "", 1.6666, Slip::CutOff(4)),
            (12.7, "", 13.0, Slip::Rounded(0)),
            (12.7, "", 12.0, Slip::CutOff(0)),
            (12.0, "", 17.0, Slip::TooLarge),
            (-12.0, "", -17.0, Slip::TooSmall),
        ] {
            assert_eq!(of_value(&wanted(answer, unit), value), slip, "{value}");
        }
    }

    #[test]
    fn where_several_things_would_only_the_side_is_told() {
        for (answer, value, slip) in [
            // A hundred times, and one divided by it.
            (0.1, 10.0, Slip::TooLarge),
            // Twice, and one more.
            (1.0, 2.0, Slip::TooLarge),
            (2.0, 1.0, Slip::TooSmall),
            // A single digit is no number to know again.
            (2.7, 3.0, Slip::TooLarge),
            (0.4, 0.0, Slip::TooSmall),
        ] {
            assert_eq!(of_value(&wanted(answer, ""), value), slip, "{value}");
        }
    }

    #[test]
    fn a_number_in_another_unit_is_told_by_that_unit() {
        let in_unit = |fits: &str, wanted: &str| Slip::InUnit {
            fits: fits.to_owned(),
            wanted: wanted.to_owned(),
        };
        let other = |yours: &str, wanted: &str| Slip::OtherUnit {
            yours: yours.to_owned(),
            wanted: wanted.to_owned(),
        };
        for (answer, unit, typed, slip) in [
            (5_000.0, "m", "5", in_unit("km", "m")),
            (5_000.0, "m", "5 m", in_unit("km", "m")),
            (90.0, "min", "1.5", in_unit("h", "min")),
            (90.0, "minutes", "1.5", in_unit("h", "minutes")),
            (24.0, "bytes", "192", in_unit("bits", "bytes")),
            (25.0, "m/s", "90", in_unit("km/h", "m/s")),
            (5.0, "km", "5 m", other("m", "km")),
            (24.0, "bytes", "24 apples", other("apples", "bytes")),
            (5.0, "Ziegel", "50", Slip::FactorOfTen(1)),
        ] {
            let item = number(answer, Tolerance::Absolute(0.0), unit);
            assert_eq!(graded_number(&item, typed), (false, Some(slip)), "{typed}");
        }
    }

    proptest! {
        /// What is said takes the value to the right number.
        #[test]
        fn a_slip_named_is_what_turns_the_value_into_the_right_one(
            answer in prop_oneof![-40_i32..40, Just(100), Just(-3)].prop_map(|it| f64::from(it) / 8.0),
            way in 0..7_usize,
            power in -3..4_i32,
        ) {
            let value = match way {
                0 => -answer,
                1 => answer * 2.0,
                2 => answer / 2.0,
                3 => 1.0 / answer,
                4 => 1.0 - answer,
                5 => answer * 10_f64.powi(power),
                _ => answer + 1.0,
            };
            let wanted = wanted(answer, "");
            prop_assume!(value.is_finite() && !wanted.fits(answer, value));
            let right = match of_value(&wanted, value) {
                Slip::Sign => -value,
                Slip::Doubled => value / 2.0,
                Slip::Halved => value * 2.0,
                Slip::Reciprocal => 1.0 / value,
                Slip::Complement => 1.0 - value,
                Slip::FactorOfTen(power) => value / 10_f64.powi(power),
                Slip::OffByOne if value > answer => value - 1.0,
                Slip::OffByOne => value + 1.0,
                Slip::Rounded(decimals) | Slip::CutOff(decimals) => {
                    let unit = 10_f64.powi(-i32::from(decimals));
                    prop_assert!((value - answer).abs() < unit);
                    answer
                }
                Slip::TooLarge => { prop_assert!(value > answer); answer }
                Slip::TooSmall => { prop_assert!(value < answer); answer }
                other => return Err(TestCaseError::fail(format!("{other:?}"))),
            };
            prop_assert!((right - answer).abs() < 1e-9, "{answer} {value}");
        }
    }
}
