//! `gradus deck check --responses`: prerequisites that answers suggest.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use gradus::core::Random;
use insta::assert_snapshot;

use crate::harness::Home;

const SKILLS: [&str; 6] = ["moves", "borrows", "loops", "tests", "traits", "macros"];

/// A deck in which no skill requires another but as said.
fn deck(borrows_require: &str) -> String {
    let mut deck = "format = 1\n[deck]\nid = \"rust\"\ntitle = \"Rust\"\n".to_owned();
    for skill in SKILLS {
        let requires = if skill == "borrows" {
            borrows_require
        } else {
            ""
        };
        write!(
            deck,
            "[[skill]]\nid = \"{skill}\"\ntitle = \"T\"\nkind = \"facts\"\ncan = \"Do it.\"\n\
             lesson = \"So.\"\nrequires = [{requires}]\n\
             [[item]]\nid = \"{skill}-1\"\nskills = [\"{skill}\"]\nkind = \"number\"\nlevel = 3\n\
             prompt = \"{skill}?\"\nanswer = 1\n"
        )
        .unwrap();
    }
    deck
}

/// Whoever can do `borrows` can do `moves`; all else is a matter of luck.
fn answers() -> String {
    let mut random = Random::seeded(4);
    let mut table = "learner,seq,ts,item,skills,correct\n".to_owned();
    for learner in 0..200 {
        let mut can = SKILLS.map(|_| random.below(2) == 0);
        can[1] &= can[0];
        for (seq, (skill, can)) in SKILLS.iter().zip(can).enumerate() {
            let right = u8::from(random.below(100) < if can { 95 } else { 5 });
            writeln!(table, "l{learner},{seq},-1,{skill}-1,{skill},{right}").unwrap();
        }
    }
    table
}

#[test]
fn a_prerequisite_that_answers_suggest_is_hinted_at_and_is_no_failure() {
    let home = Home::new();
    home.write("rust.toml", deck(""));
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(answers().as_bytes()).unwrap();
    home.write("class.csv.gz", packed.finish().unwrap());
    let check = ["deck", "check", "rust.toml", "--responses", "class.csv.gz"];
    assert_snapshot!(home.printed(check));

    let json = home.printed(check.into_iter().chain(["--format", "json"]));
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    let [finding] = report["findings"].as_array().unwrap().as_slice() else {
        panic!("{report}");
    };
    assert_eq!(finding["severity"], "hint");
    assert_eq!(finding["code"], "lint::missing-prerequisite");
    assert_eq!(
        (&finding["line"], &finding["column"]),
        (&20.into(), &6.into())
    );

    home.write("rust.toml", deck("\"moves\""));
    assert_eq!(home.printed(check), "1 deck checked, nothing found\n");
}

#[test]
fn answers_to_no_deck_that_is_checked_are_told() {
    let home = Home::new();
    home.write("rust.toml", deck("").replace("-1\"", "-2\""));
    home.write("class.csv", answers());
    let run = home.run(["deck", "check", "rust.toml", "--responses", "class.csv"]);
    assert_eq!(run.code, Some(3));
    assert_snapshot!(run.stderr);
}
