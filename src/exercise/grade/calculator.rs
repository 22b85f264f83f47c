//! Reading what a learner types as a number. Whatever it is, the answer comes in bounded time.

use std::sync::atomic::{AtomicU32, Ordering};

use fend_core::{Context, Interrupt, SpanKind, evaluate_with_interrupt};

use super::text::without_frame;

/// Longer input is no answer, and deeper nesting could exhaust the stack.
const MAX_LENGTH: usize = 120;
const MAX_PARENTHESES: usize = 12;

/// How often the calculator may ask whether to go on; a root takes a thousand times. Counted rather
/// than timed, so that grading gives the same on every machine.
const MAX_STEPS: u32 = 8_000;

/// Units spelled out in so many letters may differ in case or by a plural `s`; `Mb` and `MB` may not.
const SPELLED_OUT: usize = 4;

/// What was meant by something typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reading {
    /// A number without a unit, or where no unit is asked for.
    Number(f64),
    /// So many of the unit asked for.
    Quantity(f64),
    /// Something measured in a unit that cannot be turned into the one asked for.
    OtherUnit(String),
    Nothing,
}

/// What was calculated.
struct Quantity {
    value: f64,
    unit: String,
}

/// Reads what was typed where `unit` is asked for; it may be empty.
pub(super) fn read(typed: &str, unit: &str) -> Reading {
    match expression(typed) {
        Some(typed) if unit.is_empty() => read_number(&typed),
        Some(typed) => read_quantity(&typed, unit),
        None => Reading::Nothing,
    }
}

/// A plain number and the unit typed after it.
pub(super) fn split_quantity(typed: &str) -> Option<(f64, String)> {
    let plain = expression(typed)?;
    let (value, unit) = split_number(&plain)?;
    (!unit.is_empty()).then(|| (value, unit.to_owned()))
}

/// A unit that nobody asked for is let pass.
fn read_number(typed: &str) -> Reading {
    dimensionless(typed)
        .or_else(|| Some(measure(typed)?.value))
        .or_else(|| Some(split_number(typed)?.0))
        .map_or(Reading::Nothing, Reading::Number)
}

fn read_quantity(typed: &str, unit: &str) -> Reading {
    if let Some(value) = without_unit(typed, unit).and_then(dimensionless) {
        return Reading::Quantity(value);
    }
    if let Some(value) = dimensionless(typed) {
        return Reading::Number(value);
    }
    let converted = expression(unit).and_then(|unit| measure(&format!("{typed} to ({unit})")));
    if let Some(it) = converted {
        return Reading::Quantity(it.value);
    }
    match (split_number(typed), measure(typed)) {
        (Some((value, yours)), _) if is_same_unit(yours, unit) => Reading::Quantity(value),
        (_, Some(it)) => Reading::OtherUnit(it.unit),
        (Some((_, yours)), None) => Reading::OtherUnit(yours.to_owned()),
        (None, None) => Reading::Nothing,
    }
}

/// So many of a unit; a unit alone, as `a` is for an ampere, is no answer.
fn measure(expression: &str) -> Option<Quantity> {
    let has_digit = expression.contains(|it: char| it.is_ascii_digit());
    calculate(expression).filter(|_| has_digit)
}

/// The value, if it has no unit (or one such as percent, which is but a number).
fn dimensionless(expression: &str) -> Option<f64> {
    calculate(&format!("{expression} to unitless")).map(|it| it.value)
}

/// As precisely as a float can hold.
fn calculate(expression: &str) -> Option<Quantity> {
    let steps = Steps::default();
    let precisely = format!("{expression} to decimal to 17 sf");
    let result = evaluate_with_interrupt(&precisely, &mut Context::new(), &steps).ok()?;
    let of_kind = |kind| {
        result
            .get_main_result_spans()
            .filter(move |it| it.kind() == kind)
    };
    let value: f64 = of_kind(SpanKind::Number).next()?.string().parse().ok()?;
    let unit = of_kind(SpanKind::Ident).last().map(|it| it.string().trim());
    value.is_finite().then(|| Quantity {
        value,
        unit: unit.unwrap_or_default().to_owned(),
    })
}

#[derive(Default)]
struct Steps(AtomicU32);

impl Interrupt for Steps {
    fn should_interrupt(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed) >= MAX_STEPS
    }
}

/// `typed` without the unit at its end; `km` does not end in the unit `m`.
fn without_unit<'a>(typed: &'a str, unit: &str) -> Option<&'a str> {
    let number = typed.strip_suffix(expression(unit)?.as_str())?;
    let cuts_a_word =
        unit.starts_with(char::is_alphabetic) && number.ends_with(char::is_alphabetic);
    (!cuts_a_word).then_some(number)
}

/// A plain number and the words after it.
fn split_number(typed: &str) -> Option<(f64, &str)> {
    let at = typed.find(|it: char| !matches!(it, '0'..='9' | '.' | '+' | '-'))?;
    let (number, words) = typed.split_at(at);
    let value = number.parse().ok()?;
    let are_words = words
        .chars()
        .all(|it| it.is_alphabetic() || it.is_whitespace() || it == '/');
    are_words.then(|| (value, words.trim()))
}

fn is_same_unit(yours: &str, wanted: &str) -> bool {
    let (yours, wanted) = (yours.to_lowercase(), wanted.to_lowercase());
    let singular = |unit: &str| unit.strip_suffix('s').unwrap_or(unit).to_owned();
    wanted.chars().count() >= SPELLED_OUT && singular(&yours) == singular(&wanted)
}

/// What was typed in the calculator's own notation, if it is a formula: no definitions, functions or
/// texts, and no `<<`, within which the calculator does not ask whether to go on.
fn expression(typed: &str) -> Option<String> {
    // `x = 5` is five, and so is `≈ 5`.
    let typed = typed.rsplit(['=', '≈', '~']).next()?;
    let typed = without_frame(typed.trim());
    let is_allowed = |it: char| {
        let is_word = it.is_alphanumeric() && it != 'λ';
        is_word || it.is_whitespace() || "+-*/^%!().,_°€$£×÷·−√".contains(it)
    };
    let is_formula = typed.chars().count() <= MAX_LENGTH
        && typed.matches('(').count() <= MAX_PARENTHESES
        && typed.chars().all(is_allowed);
    if !is_formula {
        return None;
    }
    let plain = with_decimal_points(&with_digits_joined(typed))?
        .replace('·', "*")
        .replace('√', "sqrt ")
        .replace('²', "^2")
        .replace('³', "^3");
    let mut runs = plain.split(|it: char| !it.is_alphanumeric());
    (!runs.any(is_no_arithmetic)).then_some(plain)
}

/// Statements of the calculator that print, and its dice, whose sums take forever.
fn is_no_arithmetic(run: &str) -> bool {
    let is_digit = |it: char| it.is_ascii_digit();
    let after_count = run.trim_start_matches(is_digit);
    let is_dice = after_count
        .strip_prefix('d')
        .is_some_and(|faces| faces.starts_with(is_digit));
    is_dice || matches!(run, "print" | "println")
}

/// `1 000 000` is one number.
fn with_digits_joined(typed: &str) -> String {
    let mut joined = String::with_capacity(typed.len());
    for word in typed.split_whitespace() {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let goes_on = digits == 3 && joined.ends_with(|it: char| it.is_ascii_digit());
        if !goes_on && !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// All numerals with a decimal point and no marks between thousands; none where one cannot be read.
fn with_decimal_points(typed: &str) -> Option<String> {
    let in_numeral = |it: char| it.is_ascii_digit() || matches!(it, '.' | ',');
    let mut plain = String::with_capacity(typed.len());
    let mut rest = typed;
    while !rest.is_empty() {
        let (numeral, after) = rest.split_at(rest.find(|it| !in_numeral(it)).unwrap_or(rest.len()));
        let (others, after) = after.split_at(after.find(in_numeral).unwrap_or(after.len()));
        plain.push_str(&decimal_point(numeral)?);
        plain.push_str(others);
        rest = after;
    }
    Some(plain)
}

/// A comma between groups of three digits marks thousands, any other single one decimals; where comma
/// and point meet, the last one marks decimals.
fn decimal_point(numeral: &str) -> Option<String> {
    let (commas, points) = (numeral.matches(',').count(), numeral.matches('.').count());
    match (commas, points) {
        (0, 0 | 1) => Some(numeral.to_owned()),
        (0, _) if is_grouped(numeral, '.') => Some(numeral.replace('.', "")),
        (_, 0) if is_grouped(numeral, ',') => Some(numeral.replace(',', "")),
        (1, 0) => Some(numeral.replace(',', ".")),
        (1, _) if numeral.rfind(',') > numeral.rfind('.') => {
            Some(numeral.replace('.', "").replace(',', "."))
        }
        (_, 1) if numeral.rfind('.') > numeral.rfind(',') => Some(numeral.replace(',', "")),
        _ => None,
    }
}

fn is_grouped(numeral: &str, mark: char) -> bool {
    let mut groups = numeral.split(mark);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|it| it.len() == 3)
}
