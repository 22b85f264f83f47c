//! How lines that were arranged miss the right order.

use super::Slip;

/// What puts the whole arrangement right in one step.
pub fn of_arrangement(right: &[&str], yours: &[&str]) -> Option<Slip> {
    if right == yours || yours.is_empty() {
        return None;
    }
    if right.len() != yours.len() {
        return too_many_or_few(right, yours);
    }
    let wrong: Vec<usize> = (0..right.len())
        .filter(|&at| right[at] != yours[at])
        .collect();
    if let [first, second] = wrong[..] {
        let swapped = right[first] == yours[second] && right[second] == yours[first];
        let ends = right.len() > 2 && first == 0 && second + 1 == right.len();
        return swapped.then_some(if ends {
            Slip::SwappedEnds
        } else {
            Slip::SwappedOrder {
                first: first + 1,
                second: second + 1,
            }
        });
    }
    if right.iter().eq(yours.iter().rev()) {
        return Some(Slip::Reversed);
    }
    moved(right, yours, *wrong.first()?, *wrong.last()?)
}

/// The only line that, put elsewhere, leaves all right: the first or the last that stands wrong.
fn moved(right: &[&str], yours: &[&str], first: usize, last: usize) -> Option<Slip> {
    let (right, yours) = (&right[first..=last], &yours[first..=last]);
    let (top, below) = yours.split_first()?;
    let (bottom, above) = yours.split_last()?;
    let down = right.split_last() == Some((top, below));
    let up = right.split_first() == Some((bottom, above));
    let (from, to) = match (down, up) {
        (true, false) => (first, last),
        (false, true) => (last, first),
        _ => return None,
    };
    Some(Slip::Moved {
        from: from + 1,
        to: to + 1,
    })
}

fn too_many_or_few(right: &[&str], yours: &[&str]) -> Option<Slip> {
    if right.len() > yours.len() {
        let missing = right.len() - yours.len();
        return is_within(yours, right).then_some(Slip::MissingLines(missing));
    }
    let spare = yours.iter().filter(|line| !right.contains(line)).count();
    let all_spare = spare == yours.len() - right.len();
    (all_spare && is_within(right, yours)).then_some(Slip::SpareLines(spare))
}

/// Whether all lines of the one come in the other, in this order.
fn is_within(few: &[&str], many: &[&str]) -> bool {
    let mut rest = many.iter();
    few.iter().all(|line| rest.any(|other| other == line))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_puts_it_right_in_one_step_is_named() {
        let right = ["a", "b", "c", "d"];
        let swapped = |first, second| Some(Slip::SwappedOrder { first, second });
        let moved = |from, to| Some(Slip::Moved { from, to });
        for (yours, slip) in [
            (&["a", "c", "b", "d"][..], swapped(2, 3)),
            (&["a", "d", "c", "b"], swapped(2, 4)),
            (&["d", "b", "c", "a"], Some(Slip::SwappedEnds)),
            (&["d", "c", "b", "a"], Some(Slip::Reversed)),
            (&["b", "c", "d", "a"], moved(4, 1)),
            (&["d", "a", "b", "c"], moved(1, 4)),
            (&["a", "c", "d", "b"], moved(4, 2)),
            (&["b", "d", "a", "c"], None),
            (&["a", "c", "d"], Some(Slip::MissingLines(1))),
            (&["a", "d", "c"], None),
            (&["a", "b", "x", "c", "d"], Some(Slip::SpareLines(1))),
            (&["x", "a", "b", "c", "d", "y"], Some(Slip::SpareLines(2))),
            (&["a", "b", "c", "x"], None),
            (&[], None),
            (&right, None),
        ] {
            assert_eq!(of_arrangement(&right, yours), slip, "{yours:?}");
        }
        // Two lines are not an arrangement with ends.
        assert_eq!(of_arrangement(&["a", "b"], &["b", "a"]), swapped(1, 2));
    }

    proptest! {
        #[test]
        fn a_slip_named_is_what_puts_the_lines_right(
            (right, yours) in proptest::collection::vec("[a-d]", 2..6)
                .prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
        ) {
            let right: Vec<&str> = right.iter().map(String::as_str).collect();
            let yours: Vec<&str> = yours.iter().map(String::as_str).collect();
            let mut mended = yours.clone();
            match of_arrangement(&right, &yours) {
                Some(Slip::SwappedOrder { first, second }) => mended.swap(first - 1, second - 1),
                Some(Slip::SwappedEnds) => mended.swap(0, yours.len() - 1),
                Some(Slip::Reversed) => mended.reverse(),
                Some(Slip::Moved { from, to }) => {
                    let line = mended.remove(from - 1);
                    mended.insert(to - 1, line);
                }
                None => return Ok(()),
                other => return Err(TestCaseError::fail(format!("{other:?}"))),
            }
            prop_assert_eq!(mended, right);
        }

        #[test]
        fn of_lines_left_out_or_put_in_the_number_is_true(
            lines in proptest::sample::subsequence(vec!["a", "b", "c", "d", "x", "y"], 0..6),
        ) {
            let right = ["a", "b", "c", "d"];
            let kept = lines.iter().filter(|it| right.contains(it)).count();
            match of_arrangement(&right, &lines) {
                Some(Slip::MissingLines(n)) => prop_assert!(kept == lines.len() && kept + n == 4),
                Some(Slip::SpareLines(n)) => prop_assert!(kept == 4 && kept + n == lines.len()),
                None => prop_assert!(kept < 4 && kept < lines.len() || lines.is_empty() || lines == right),
                other => return Err(TestCaseError::fail(format!("{other:?}"))),
            }
        }
    }
}
