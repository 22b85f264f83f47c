//! `gradus model evaluate`, on tables of answers and on a learner's own log.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use gradus::core::Random;
use serde_json::Value;

use crate::harness::Home;

const HEADER: &str = "learner,seq,ts,item,skills,correct\n";
const LEARNERS: usize = 25;
const ANSWERS: usize = 40;

/// One answer: learner, place, seconds, item, whether it was right.
type Answer = (usize, usize, usize, usize, bool);

/// A class, each of whom is right about as often as they are able.
fn class() -> Vec<Answer> {
    let mut random = Random::seeded(11);
    let mut answers = Vec::new();
    for learner in 0..LEARNERS {
        for place in 0..ANSWERS {
            let seconds = 1_700_000_000 + place * 30_000;
            let right = random.below(LEARNERS) <= learner;
            answers.push((learner, place, seconds, random.below(15), right));
        }
    }
    answers
}

fn table(answers: &[Answer]) -> String {
    let mut table = HEADER.to_owned();
    for (learner, place, seconds, item, right) in answers {
        let (skill, right) = (item % 4, u8::from(*right));
        writeln!(
            table,
            "l{learner},{place},{seconds},i{item},s{skill},{right}"
        )
        .unwrap();
    }
    table
}

fn evaluated(home: &Home, table: impl AsRef<[u8]>) -> Value {
    home.write("answers.csv", table);
    let printed = home.printed(["model", "evaluate", "--responses", "answers.csv", "--json"]);
    serde_json::from_str(&printed).unwrap()
}

fn complaint(table: impl AsRef<[u8]>) -> String {
    let home = Home::new();
    home.write("answers.csv", table);
    let run = home.run(["model", "evaluate", "--responses", "answers.csv"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
    run.stderr
}

/// The part of a report, and what one predictor scored in it.
fn measured<'a>(report: &'a Value, of: &str, predictor: &str) -> &'a Value {
    let find = |list: &'a Value, key: &str, value: &str| {
        let found = list.as_array().unwrap().iter().find(|it| it[key] == value);
        found.unwrap_or_else(|| panic!("no {value}"))
    };
    find(
        &find(&report["parts"], "of", of)["measured"],
        "predictor",
        predictor,
    )
}

#[track_caller]
fn assert_near(found: &Value, expected: f64) {
    let found = found["value"].as_f64().unwrap();
    assert!((found - expected).abs() < 1e-6, "{found}, not {expected}");
}

/// What is printed of the running mean, computed apart from the program.
#[test]
fn the_figures_are_those_of_the_definitions() {
    let report = evaluated(&Home::new(), table(&class()));
    let mut predicted = Vec::new();
    let (mut right, mut of) = (0.0, 0);
    for (learner, place, .., was_right) in class() {
        if place == 0 {
            (right, of) = (0.0, learner);
        }
        assert_eq!(of, learner);
        let credit = f64::from(u8::from(was_right));
        predicted.push(((right + 1.0) / (place as f64 + 2.0), credit));
        right += credit;
    }
    let mean = |each: &dyn Fn(f64, f64) -> f64| {
        predicted.iter().map(|&(p, y)| each(p, y)).sum::<f64>() / predicted.len() as f64
    };
    let found = measured(&report, "all", "running-mean");
    assert_near(
        &found["log_loss"],
        mean(&|p, y| -(y * p.ln() + (1.0 - y) * (1.0 - p).ln())),
    );
    assert_near(&found["rmse"], mean(&|p, y| (y - p).powi(2)).sqrt());
    let chances = |credit: f64| {
        predicted
            .iter()
            .filter(move |it| it.1 == credit)
            .map(|it| it.0 as f32)
    };
    let pairs = chances(1.0).flat_map(|right| chances(0.0).map(move |wrong| (right, wrong)));
    let (won, all) = pairs.fold((0.0, 0), |(won, all), (right, wrong)| {
        let ahead = f64::from(u8::from(right > wrong)) + f64::from(u8::from(right == wrong)) / 2.0;
        (won + ahead, all + 1)
    });
    assert_near(&found["auc"], won / f64::from(all));
}

#[test]
fn every_part_has_its_figures_with_intervals() {
    let report = evaluated(&Home::new(), table(&class()));
    assert_eq!(report["answers"], LEARNERS * ANSWERS);
    assert_eq!(
        (&report["histories"], &report["units"]),
        (&LEARNERS.into(), &LEARNERS.into())
    );
    for (part, predictors) in [("all", 4), ("first", 4), ("met-again", 7), ("met-later", 7)] {
        let part = report["parts"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["of"] == part)
            .unwrap();
        let measured = part["measured"].as_array().unwrap();
        assert_eq!(measured.len(), predictors);
        assert_eq!(part["gains"].as_array().unwrap().len(), predictors - 1);
        for (measured, score) in measured
            .iter()
            .flat_map(|it| ["log_loss", "auc", "rmse"].map(|score| (it, score)))
        {
            let [value, low, high] = ["/value", "/interval/low", "/interval/high"]
                .map(|at| measured[score].pointer(at).and_then(Value::as_f64).unwrap());
            assert!(low < value && value < high, "{measured}");
        }
    }
    let first = report["parts"][1]["answers"].as_u64().unwrap();
    assert_eq!(first, (LEARNERS * 20) as u64);
}

#[test]
fn neither_the_order_of_rows_nor_compression_changes_a_figure() {
    let home = Home::new();
    let plain = evaluated(&home, table(&class()));
    let mut shuffled = class();
    // Learners first appear in the same order: it numbers them for the intervals.
    shuffled.sort_by_key(|it| (it.1 == 0, it.1 * 7 % ANSWERS));
    shuffled.rotate_right(LEARNERS);
    assert_ne!(shuffled, class());
    assert_eq!(evaluated(&home, table(&shuffled)), plain);
    let mut zipped = GzEncoder::new(Vec::new(), Compression::fast());
    zipped.write_all(table(&class()).as_bytes()).unwrap();
    assert_eq!(evaluated(&home, zipped.finish().unwrap()), plain);
}

#[test]
fn what_is_printed_fits_a_terminal_of_eighty_columns() {
    let home = Home::new();
    let table = table(&class()) + "l0,0,1700000000,i1,s1,1\nlate,1,-1,i1,s1,1\n";
    home.write("answers.csv", table);
    let printed = home.printed(["model", "evaluate", "--cold", "--responses", "answers.csv"]);
    assert!(!printed.contains('\x1b'));
    for line in printed.lines() {
        assert!(line.chars().count() <= 80, "{line}");
        assert_eq!(line, line.trim_end());
    }
    for expected in [
        "1,001 answers of 26 learners, each predicted before it was seen.\n",
        "1 row left out: ",
        "1 learner without times: ",
        "\nItems met again after three days or more  ",
        "\n  better than BKT by .",
        "by drawing 26 learners anew 1,000 times.\n",
    ] {
        assert!(
            printed.contains(expected),
            "{expected} is not in\n{printed}"
        );
    }
    let diagram = printed.lines().filter(|it| it.contains(['○', '◉']));
    assert!((5..=16).contains(&diagram.count()), "{printed}");
}

#[test]
fn a_table_that_cannot_be_used_is_refused_with_its_row() {
    let cases = [
        (String::new(), "missing `learner`"),
        (HEADER.to_owned(), "there is no answer in it"),
        (HEADER.replace("item", "question"), "missing `item`; "),
        (
            format!("{HEADER}a,1,-1,i,s,1\na,2,-1,i,s,NaN\n"),
            "row 3: correct is `NaN`",
        ),
        (
            format!("{HEADER}a,1,-1,i,s,right\n"),
            "row 2: correct is `right`",
        ),
        (format!("{HEADER}a,1,-1,i\n"), "row 2 has 4 cells"),
    ];
    for (table, expected) in cases {
        let complaint = complaint(table);
        let start = format!("error: answers.csv: {expected}");
        assert!(complaint.starts_with(&start), "{complaint}");
        assert_eq!(complaint.lines().count(), 1);
    }
    let run = Home::new().run(["model", "evaluate", "--responses", "nowhere.csv"]);
    assert_eq!(run.code, Some(3));
    assert!(
        run.stderr.starts_with("error: nowhere.csv: "),
        "{}",
        run.stderr
    );
}

#[test]
fn before_anything_is_studied_it_says_when_to_come_back() {
    let home = Home::new();
    let printed = home.printed(["model", "evaluate"]);
    assert!(printed.starts_with("You have given 0 answers without help so far."));
    assert!(!home.path().join("gradus.db").exists());
}

/// A class small enough for a fit.
fn few() -> String {
    let answers = class();
    let few: Vec<Answer> = answers
        .into_iter()
        .filter(|it| it.0 % 5 == 0 && it.1 < 20)
        .collect();
    table(&few)
}

#[test]
fn a_fit_writes_parameters_that_predict_as_well_as_it_says() {
    let home = Home::new();
    home.write("answers.csv", few());
    let printed = home.printed([
        "model",
        "fit",
        "--responses",
        "answers.csv",
        "answers.csv",
        "--out",
        "params.toml",
    ]);
    assert!(
        printed.contains("answers.csv: 100 answers of 5 learners"),
        "{printed}"
    );
    assert!(printed.ends_with("Written to params.toml.\n"), "{printed}");
    let means: Vec<f64> = printed
        .lines()
        .find(|line| line.contains("each file counting the same"))
        .and_then(|line| line.split(": ").nth(1))
        .map(|means| means.split(", ").map(|it| it.parse().unwrap()).collect())
        .unwrap();
    assert!(means[1] < means[0], "{means:?}");

    let evaluated = |params: &[&str]| -> f64 {
        let mut arguments = vec!["model", "evaluate", "--cold", "--json"];
        arguments.extend(["--responses", "answers.csv"]);
        arguments.extend(params);
        let report: Value = serde_json::from_str(&home.printed(arguments)).unwrap();
        let loss = &measured(&report, "all", "model")["log_loss"]["value"];
        loss.as_f64().unwrap()
    };
    assert!((evaluated(&[]) - means[0]).abs() < 1e-4);
    assert!((evaluated(&["--params", "params.toml"]) - means[1]).abs() < 1e-4);
}

#[test]
fn fitted_parameters_are_printed_where_no_file_is_named() {
    let home = Home::new();
    home.write("answers.csv", few());
    let printed = home.printed(["model", "fit", "--responses", "answers.csv"]);
    assert!(printed.starts_with("# Fitted with gradus "), "{printed}");
    assert!(
        printed.contains("\n[response]\nprovenance = \"fitted\"\n"),
        "{printed}"
    );
    assert!(!printed.contains(home.path().to_str().unwrap()));
    home.write("params.toml", printed);
    home.printed([
        "model",
        "evaluate",
        "--responses",
        "answers.csv",
        "--params",
        "params.toml",
    ]);
}

#[test]
fn what_is_wrong_with_parameters_is_told_with_its_line() {
    let home = Home::new();
    home.write("answers.csv", few());
    home.write(
        "params.toml",
        "[belief]\nskil.sd = 1.0\n[response]\nslip = 2\n",
    );
    let arguments = [
        "model",
        "evaluate",
        "--responses",
        "answers.csv",
        "--params",
        "params.toml",
    ];
    let run = home.run(arguments);
    assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
    assert_eq!(
        run.stderr,
        "error: params.toml cannot be used:\n\
         line 2: `belief.skil` is no parameter; did you mean `skill`?\n\
         line 4: `response.slip` must be a number from 0.0005 to 0.3\n"
    );
    let run = home.run(["model", "fit", "--responses", "nowhere.csv"]);
    assert_eq!(run.code, Some(3));
    assert!(
        run.stderr.starts_with("error: nowhere.csv: "),
        "{}",
        run.stderr
    );
}
