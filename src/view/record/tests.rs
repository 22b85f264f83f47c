//! Words and rows on predictions.

use super::*;

fn record(n: u32, own: f64, running: f64, spread: f64) -> Record {
    let count = f64::from(n);
    let gain = running - own;
    Record {
        n,
        predicted: 0.7 * count,
        right: 0.6 * count,
        log_loss: own * count,
        mean_log_loss: running * count,
        gain_squares: (gain * gain + spread * spread) * count,
    }
}

fn said(all: &Record) -> String {
    sentence(all, gain(all, 1.2816))
}

#[test]
fn the_record_is_judged_by_what_the_answers_can_tell() {
    assert_eq!(
        said(&record(0, 0.0, 0.0, 0.0)),
        "0 of 30 answers needed before I can tell how well my predictions hold for you."
    );
    assert!(said(&record(29, 0.4, 0.6, 0.3)).starts_with("29 of 30 answers needed"));
    assert_eq!(
        said(&record(144, 0.48, 0.56, 0.3)),
        "On the whole my predictions hold: your answers surprise me less than your plain average \
         would, by 14 % (9–20)."
    );
    assert!(said(&record(144, 0.54, 0.56, 0.3)).starts_with("After 144 answers I cannot tell"));
    assert!(said(&record(144, 0.66, 0.56, 0.3)).starts_with("Your plain average predicts"));
    assert_eq!(
        numbers(
            &record(20, 0.4, 0.5, 0.3),
            gain(&record(20, 0.4, 0.5, 0.3), 1.28)
        ),
        None
    );
}

#[test]
fn a_drift_is_told_in_counts_and_to_either_side() {
    let drift = |right, errors| {
        drift_sentence(&Drift {
            n: 50,
            expected: 38.2,
            right,
            errors,
        })
    };
    assert_eq!(
        drift(27.3, -3.6),
        "Lately I expect too much of you: of the last 50 answers I expected 38 right alone, and 27 \
         were. My numbers are too high at the moment; they will follow."
    );
    assert_eq!(
        drift(49.0, 3.6),
        "Lately I expect too little of you: of the last 50 answers I expected 38 right alone, and \
         49 were. My numbers are too low at the moment; they will follow."
    );
}

#[test]
fn few_weeks_are_told_by_the_week_many_by_the_month() {
    let monday = StudyDay::parse("2026-01-05").unwrap();
    let weeks = |n: i32| -> Vec<Week> {
        let week = |at| Week {
            start: monday + 7 * at,
            model: record(10, 0.5, 0.6, 0.1),
            confidence: [ConfBin { n: 1, right: 1.0 }; 4],
        };
        (0..n).map(week).collect()
    };
    let words = |n| -> Vec<(String, u32, u32)> {
        let spans = periods(&weeks(n)).into_iter();
        spans
            .map(|it| (it.words, it.model.n, it.confidence[0].n))
            .collect()
    };
    assert!(words(0).is_empty());
    assert_eq!(
        words(2),
        [("5 Jan".to_owned(), 10, 1), ("12 Jan".to_owned(), 10, 1)]
    );
    assert_eq!(words(8).len(), 8);
    let months = words(9);
    assert_eq!(months.len(), 3);
    assert_eq!(months[0], ("January".to_owned(), 40, 4));
    assert_eq!(months[2], ("March".to_owned(), 10, 1));
    assert_eq!(words(52).len(), 8, "the latest");
}

#[test]
fn bins_without_answers_are_left_out() {
    let mut calibration = Calibration::default();
    calibration.model.bins[7] = ModelBin {
        n: 24,
        predicted: 18.0,
        right: 15.0,
    };
    let judge = Judge { deviations: 1.2816 };
    let [row] = &by_chance(&calibration, &judge)[..] else {
        panic!("one bin has answers");
    };
    assert_eq!((row.words.as_str(), row.answers), ("70–80 %", 24));
    assert_eq!(row.share.compact(), "63 % (49–74)");
}
