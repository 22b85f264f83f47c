//! `gradus simulate`, as someone at a shell meets it.

use serde_json::Value;

use crate::harness::Home;

const SMALL: [&str; 9] = [
    "simulate",
    "--learners",
    "3",
    "--days",
    "3",
    "--minutes",
    "6",
    "--course",
    "forest-3",
];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    SMALL.into_iter().chain(more.iter().copied()).collect()
}

#[test]
fn it_compares_all_ways_in_all_families_and_draws_a_chart() {
    let home = Home::new();
    let chart = home.path().join("chart.svg");
    let svg = chart.to_str().unwrap();
    let printed = home.printed(with(&["--svg", svg]));
    for said in [
        "memory by activation (ACT-R)",
        "known or not (BKT with forgetting)",
        "ability with expertise reversal (IRT)",
        "mastery in order",
        "FSRS by skill 0.90",
        "30 DAYS LATER",
        "Gain of the coach over that of FSRS",
    ] {
        assert!(printed.contains(said), "no {said:?} in:\n{printed}");
    }
    let drawn = std::fs::read_to_string(chart).unwrap();
    assert!(drawn.starts_with("<svg") && drawn.ends_with("</svg>\n"));
    assert_eq!(drawn.matches("<polyline").count(), 3 * 8);
}

#[test]
fn a_part_whose_effect_a_family_lacks_is_not_judged() {
    let home = Home::new();
    let parts = ["--without", "interleaving", "--without", "reviews"];
    let json = home.printed(with(&[&parts[..], &["--json"]].concat()));
    let report: Value = serde_json::from_str(&json).unwrap();
    for group in report["groups"].as_array().unwrap() {
        let ablations = group["ablations"].as_array().unwrap();
        assert_eq!(ablations.len(), 2);
        assert_eq!(ablations[0]["without"], "interleaving");
        let testable = group["family"] == "ability";
        assert_eq!(ablations[0]["earns"].is_object(), testable);
        assert!(ablations[1]["earns"]["low"].is_f64());
    }
}

#[test]
fn an_unknown_course_is_told_with_what_there_is() {
    let home = Home::new();
    let run = home.run(["simulate", "--course", "round-20"]);
    assert_eq!(run.code, Some(3));
    let said = run.stderr;
    assert!(
        said.contains("no course `round-20`") && said.contains("layered-20"),
        "{said}"
    );
}
