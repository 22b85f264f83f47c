use proptest::prelude::*;

use super::*;
use crate::evaluation::History;
use crate::evaluation::testing::histories;
use crate::learner::Params;

/// A small class: each learner is right about as often as they are able.
fn class(learners: usize, answers: usize) -> Vec<History> {
    let mut random = crate::core::Random::seeded(5);
    let mut rows = String::new();
    for learner in 0..learners {
        for at in 0..answers {
            let item = random.below(12);
            let right = usize::from(random.below(learners) <= learner);
            let seconds = at * 20_000;
            rows += &format!("{learner},{at},{seconds},i{item},s{},{right}\n", item % 3);
        }
    }
    histories(&rows)
}

fn report(histories: &[History], resampled: Resampled) -> Report {
    let params = Params::default();
    let answers = Answers::foretell(&params, histories.par_iter(), resampled);
    Report::of(&params.fit, &answers, || ())
}

fn part(report: &Report, of: PartOf) -> Option<&Part> {
    report.parts.iter().find(|it| it.of == of)
}

#[test]
fn the_figures_are_the_same_on_any_number_of_threads() {
    let class = class(7, 30);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let report = pool
            .unwrap()
            .install(|| report(&class, Resampled::Learners));
        serde_json::to_string(&report).unwrap()
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn answers_are_parted_by_place_and_by_how_long_ago_the_item_was_met() {
    let day = 86_400;
    let mut rows = String::new();
    for (at, seconds) in [0, 43_199, 86_399, 4 * day].into_iter().enumerate() {
        rows += &format!("a,{at},{seconds},x,s,1\n");
    }
    for at in 0..25 {
        rows += &format!("b,{at},-1,x,s,0\n");
    }
    let report = report(&histories(&rows), Resampled::Learners);
    let counts: Vec<_> = report.parts.iter().map(|it| (it.of, it.answers)).collect();
    // 43,199 and 43,200 s after the one before, and more than three days.
    let expected = [
        (PartOf::All, 29),
        (PartOf::First, 24),
        (PartOf::MetAgain, 2),
        (PartOf::MetLater, 1),
    ];
    assert_eq!(counts, expected);
    assert_eq!((report.answers, report.histories, report.units), (29, 2, 2));
}

#[test]
fn without_times_nothing_is_known_of_what_was_met_again() {
    let rows = "a,1,-1,x,s,1\na,2,-1,x,s,0\nb,1,-1,x,s,1\n";
    let report = report(&histories(rows), Resampled::Learners);
    assert!(part(&report, PartOf::All).is_some());
    assert!(part(&report, PartOf::MetAgain).is_none());
}

#[test]
fn a_gain_is_the_others_loss_less_ones_own() {
    let report = report(&class(9, 40), Resampled::Learners);
    for part in &report.parts {
        let [model, others @ ..] = &part.measured[..] else {
            panic!("nothing measured")
        };
        assert_eq!(model.predictor, Predictor::Model);
        assert_eq!(others.len(), part.gains.len());
        for (other, gain) in others.iter().zip(&part.gains) {
            assert_eq!(other.predictor, gain.over);
            let expected = other.log_loss.value.unwrap() - model.log_loss.value.unwrap();
            assert!((gain.log_loss.value.unwrap() - expected).abs() < 1e-12);
        }
    }
}

#[test]
fn every_figure_of_a_class_lies_in_its_interval() {
    let report = report(&class(12, 40), Resampled::Learners);
    assert_eq!(report.resamples, 1000);
    for measured in report.parts.iter().flat_map(|it| &it.measured) {
        for figure in [measured.log_loss, measured.auc, measured.rmse] {
            let Interval { low, high } = figure.interval.unwrap();
            let value = figure.value.unwrap();
            assert!(low < value && value < high, "{measured:?}");
        }
    }
}

#[test]
fn of_one_learner_study_days_are_drawn() {
    let one = class(1, 40);
    let by_learner = report(&one, Resampled::Learners);
    assert_eq!((by_learner.units, by_learner.resamples), (1, 0));
    assert!(by_learner.parts[0].measured[0].log_loss.interval.is_none());
    let by_day = report(&one, Resampled::StudyDays);
    // 40 answers, 20,000 s apart.
    assert_eq!((by_day.units, by_day.resamples), (10, 1000));
    assert!(by_day.parts[0].measured[0].log_loss.interval.is_some());
}

#[test]
fn of_very_many_learners_groups_are_drawn() {
    let rows: String = (0..5_003)
        .map(|it| format!("{it},0,-1,x,s,{}\n", it % 2))
        .collect();
    let histories = histories(&rows);
    let resampled = Resampled::among(histories.len());
    assert_eq!(resampled, Resampled::GroupsOfLearners);
    let report = report(&histories, resampled);
    assert_eq!((report.histories, report.units), (5_003, 5_000));
    // Half of them were right, and Elo gave all the same chance of .517493, .07 logits: the standard
    // error of the log loss is that of a proportion times these logits.
    let elo = &report.parts[0].measured[2];
    assert_eq!(elo.predictor, Predictor::Elo);
    let Interval { low, high } = elo.log_loss.interval.unwrap();
    let expected = 2.0 * 1.96 * 0.07 * 0.5 / 5_003_f64.sqrt();
    assert!(((high - low) / expected - 1.0).abs() < 0.1, "{low} {high}");
}

#[test]
fn of_no_answers_there_is_nothing_to_say() {
    let report = report(&[], Resampled::StudyDays);
    assert_eq!((report.answers, report.parts.len()), (0, 0));
}

#[test]
fn the_reliability_diagram_holds_all_answers() {
    let report = report(&class(5, 30), Resampled::Learners);
    let all = part(&report, PartOf::All).unwrap();
    let answers: usize = all.reliability.iter().map(|it| it.answers).sum();
    assert_eq!(answers, all.answers);
    let off: f64 = all
        .reliability
        .iter()
        .map(|it| it.answers as f64 * (it.right - it.predicted).abs())
        .sum();
    let ece = all.measured[0].ece.value.unwrap();
    assert!((off / answers as f64 - ece).abs() < 1e-6);
    for bin in &all.reliability {
        assert!(
            bin.from <= bin.predicted && bin.predicted <= bin.to,
            "{bin:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_table_makes_figures_that_are_no_numbers(
        rows in prop::collection::vec((0..4_u8, -2..900_000_i64, 0..5_u8, 0..=2_u8), 1..40),
    ) {
        let mut table = String::from("z,0,-1,i,s,1\n");
        for (at, (learner, seconds, item, correct)) in rows.iter().enumerate() {
            let seconds = (*seconds).max(-1);
            let correct = f64::from(*correct) / 2.0;
            table += &format!("{learner},{at},{seconds},i{item},s{},{correct}\n", item % 2);
        }
        let report = report(&histories(&table), Resampled::Learners);
        for part in &report.parts {
            for it in &part.measured {
                let defined = [it.log_loss, it.rmse, it.ece].map(|figure| figure.value.is_some());
                prop_assert_eq!(defined, [true; 3]);
            }
        }
    }
}
