//! `gradus deck calibrate`, and what its difficulties are worth to learners it never saw.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;

use flate2::read::GzDecoder;
use gradus::core::Random;
use serde_json::Value;

use crate::harness::Home;

const HEADER: &str = "learner,seq,ts,item,skills,correct";
const FOLDS: usize = 3;
/// A deck file may hold 4 MiB.
const ITEMS_IN_A_FILE: usize = 10_000;

/// The rows of each learner, in the order in which learners first appear.
type Class = Vec<Vec<String>>;

/// Learners of different ability at items that are the harder the higher their number.
fn class(learners: usize) -> Class {
    let mut random = Random::seeded(5);
    let mut of_learner = |learner: usize| {
        let ability = (learner % 7) as f64 / 3.0 - 1.0;
        let answers = (0..40).map(|seq| {
            let item = random.below(12);
            let chance = 1.0 / (1.0 + (item as f64 / 3.0 - 2.0 - ability).exp());
            let right = u8::from(random.below(1000) < (chance * 1000.0) as usize);
            format!("l{learner},{seq},-1,i{item:02},s{},{right}", item % 3)
        });
        answers.collect()
    };
    (0..learners).map(&mut of_learner).collect()
}

fn table(rows: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut table = HEADER.to_owned();
    for row in rows {
        table.push('\n');
        table.push_str(row.as_ref());
    }
    table + "\n"
}

/// The files of a deck with all items that anyone answered, at the middle level.
fn deck_of(class: &Class) -> Vec<String> {
    let mut items = BTreeMap::new();
    let mut skills = BTreeSet::new();
    for row in class.iter().flatten() {
        let cells: Vec<&str> = row.split(',').collect();
        skills.extend(cells[4].split(';'));
        items.entry(cells[3]).or_insert(cells[4]);
    }
    let mut main = "format = 1\n[deck]\nid = \"class\"\ntitle = \"Class\"\n".to_owned();
    for skill in skills {
        writeln!(
            main,
            "[[skill]]\nid = \"{skill}\"\ntitle = \"{skill}\"\nkind = \"concept\""
        )
        .unwrap();
    }
    let mut files = vec![main];
    let items: Vec<_> = items.into_iter().collect();
    for some in items.chunks(ITEMS_IN_A_FILE) {
        let mut file = "format = 1\n".to_owned();
        for (item, skills) in some {
            let skills = skills.replace(';', "\", \"");
            writeln!(
                file,
                "[[item]]\nid = \"{item}\"\nskills = [\"{skills}\"]\nkind = \"number\"\n\
                 level = 3  # apply\nprompt = \"?\"\nanswer = 1"
            )
            .unwrap();
        }
        files.push(file);
    }
    files
}

fn write_deck(home: &Home, class: &Class) {
    for (at, file) in deck_of(class).iter().enumerate() {
        let name = if at == 0 {
            "deck".to_owned()
        } else {
            format!("items-{at}")
        };
        home.write(&format!("class/{name}.toml"), file);
    }
}

fn difficulties(text: &str) -> Vec<f64> {
    let lines = text
        .lines()
        .filter_map(|it| it.strip_prefix("difficulty = "));
    lines.map(|it| it.parse().unwrap()).collect()
}

fn evaluated(home: &Home, arguments: &[&str]) -> Value {
    let all = ["model", "evaluate", "--json", "--responses"]
        .iter()
        .chain(arguments);
    serde_json::from_str(&home.printed(all.copied())).unwrap()
}

/// The answers, and log loss and area under the curve of the model.
fn scores(report: &Value) -> (f64, f64, f64) {
    let all = &report["parts"][0];
    let model = &all["measured"][0];
    let score = |name: &str| model[name]["value"].as_f64().unwrap();
    (
        all["answers"].as_f64().unwrap(),
        score("log_loss"),
        score("auc"),
    )
}

/// Calibrates on all folds of learners but one with `gradus deck calibrate`, predicts that one with
/// the calibrated deck, and gives the mean log loss over all answers, and the mean of the areas
/// under the curves of the folds.
fn through_the_commands(class: &Class) -> (f64, f64) {
    let mut sums = (0.0, 0.0, 0.0);
    for fold in 0..FOLDS {
        let home = Home::new();
        write_deck(&home, class);
        let (mut training, mut held_out) = (Vec::new(), Vec::new());
        for (at, rows) in class.iter().enumerate() {
            if at % FOLDS == fold {
                &mut held_out
            } else {
                &mut training
            }
            .extend(rows);
        }
        home.write("training.csv", table(training));
        home.write("held-out.csv", table(held_out));
        home.printed(["deck", "calibrate", "class", "--responses", "training.csv"]);
        let (answers, log_loss, auc) =
            scores(&evaluated(&home, &["held-out.csv", "--deck", "class"]));
        sums = (
            sums.0 + answers,
            sums.1 + answers * log_loss,
            sums.2 + answers * auc,
        );
    }
    (sums.1 / sums.0, sums.2 / sums.0)
}

fn warm(class: &Class) -> (f64, f64) {
    let home = Home::new();
    home.write("all.csv", table(class.iter().flatten()));
    let (_, log_loss, auc) = scores(&evaluated(&home, &["all.csv", "--warm", "--folds", "3"]));
    (log_loss, auc)
}

#[test]
fn difficulties_are_written_and_everything_else_stays() {
    let home = Home::new();
    let class = class(60);
    write_deck(&home, &class);
    home.write("class.csv", table(class.iter().flatten()));
    let file = home.path().join("class/items-1.toml");
    let before = fs::read_to_string(&file).unwrap();
    let calibrate = ["deck", "calibrate", "class", "--responses", "class.csv"];

    let would = home.printed(calibrate.into_iter().chain(["--dry-run"]));
    assert!(would.contains("\n+difficulty = "), "{would}");
    assert_eq!(fs::read_to_string(&file).unwrap(), before);

    let printed = home.printed(calibrate);
    assert!(
        printed.starts_with("2,400 answers of 60 learners to 12 of the deck's 12 items.\n"),
        "{printed}"
    );
    assert!(printed.contains("\n  i11  "), "{printed}");
    assert!(printed.ends_with("difficulty of 12 items.\n"), "{printed}");
    let after = fs::read_to_string(&file).unwrap();
    let found = difficulties(&after);
    assert_eq!(found.len(), 12);
    let pairs = (0..12).flat_map(|a| (a + 3..12).map(move |b| (a, b)));
    for (easier, harder) in pairs {
        assert!(found[easier] < found[harder], "{found:?}");
    }
    let kept: Vec<&str> = after
        .lines()
        .filter(|it| !it.starts_with("difficulty"))
        .collect();
    assert_eq!(kept, before.lines().collect::<Vec<_>>());

    let again = home.printed(calibrate);
    assert!(
        again.ends_with("The deck says all this already: nothing was changed.\n"),
        "{again}"
    );
}

#[test]
fn a_calibrated_deck_predicts_others_as_the_warm_evaluation_says() {
    let class = class(60);
    let (log_loss, _) = through_the_commands(&class);
    let (warm, _) = warm(&class);
    // Difficulties are written to two decimals.
    assert!((log_loss - warm).abs() < 5e-4, "{log_loss}, not {warm}");
    let home = Home::new();
    home.write("all.csv", table(class.iter().flatten()));
    let (_, cold, _) = scores(&evaluated(&home, &["all.csv", "--cold"]));
    assert!(warm < cold - 0.02, "{warm}, and cold {cold}");
}

#[test]
fn what_the_deck_does_not_have_is_told_and_left_out() {
    let home = Home::new();
    let class = class(30);
    write_deck(&home, &class);
    let other = (0..30).map(|it| format!("l{it},99,-1,elsewhere,s0,1"));
    let rows = class.iter().flatten().cloned().chain(other);
    home.write("class.csv", table(rows));
    let printed = home.printed([
        "deck",
        "calibrate",
        "class",
        "--responses",
        "class.csv",
        "--dry-run",
    ]);
    let told = "30 rows left out: to 1 item that the deck does not have (elsewhere).\n";
    assert!(printed.contains(told), "{printed}");
}

#[test]
fn an_item_without_answers_is_as_hard_as_others_of_its_skills() {
    let home = Home::new();
    let mut class = class(60);
    write_deck(&home, &class);
    for rows in &mut class {
        rows.retain(|it| !it.contains(",i11,"));
    }
    home.write("class.csv", table(class.iter().flatten()));
    let printed = home.printed(["deck", "calibrate", "class", "--responses", "class.csv"]);
    assert!(printed.contains("1 item without answers: taken from others of the same skills.\n"));
    let found = difficulties(&fs::read_to_string(home.path().join("class/items-1.toml")).unwrap());
    assert!(found[2] < found[11] && found[11] < found[8], "{found:?}");
}

#[test]
fn what_cannot_be_calibrated_is_refused_with_what_to_do() {
    let home = Home::new();
    let class = class(8);
    write_deck(&home, &class);
    home.write("broken/deck.toml", "format = 1\n");
    home.write("few.csv", table(class[..4].iter().flatten()));
    home.write("bad.csv", table(["a,1,-1,i00,s0,maybe"]));
    home.write("other.csv", table(["a,1,-1,x,s0,1"]));
    home.write("good.csv", table(class.iter().flatten()));
    let refused = |deck: &str, file: &str, expected: &str| {
        let run = home.run(["deck", "calibrate", deck, "--responses", file]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""), "{run:?}");
        assert!(run.stderr.contains(expected), "{}", run.stderr);
    };
    refused(
        "class",
        "few.csv",
        "Answers of 4 learners to items of this deck are too few",
    );
    refused("class", "bad.csv", "bad.csv: row 2: correct is `maybe`");
    refused(
        "class",
        "other.csv",
        "no answer in other.csv is to an item of this deck",
    );
    refused("class", "none.csv", "none.csv: ");
    refused("nowhere", "good.csv", "There is no deck at nowhere");
    refused(
        "rust-ownership",
        "good.csv",
        "is built in. Copy its folder, decks/rust-ownership",
    );
    refused(
        "broken",
        "good.csv",
        "`gradus deck check broken` says more.",
    );
}

/// The warm figures of a table of answers, through the commands and by `--warm`:
///
/// ```sh
/// GRADUS_RESPONSES=answers.csv.gz cargo test --release --test it -- --ignored --nocapture warm_figures
/// ```
#[test]
#[ignore = "needs a table of answers, named by GRADUS_RESPONSES"]
fn warm_figures_of_a_table() {
    let path = env::var("GRADUS_RESPONSES").expect("GRADUS_RESPONSES names a table");
    let mut text = String::new();
    let file = File::open(&path).unwrap();
    if path.ends_with(".gz") {
        GzDecoder::new(file).read_to_string(&mut text).unwrap();
    } else {
        { file }.read_to_string(&mut text).unwrap();
    }
    let mut class: Class = Vec::new();
    let mut numbers = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let next = numbers.len();
        let learner = *numbers.entry(cells[0].to_owned()).or_insert(next);
        class.resize_with(numbers.len(), Vec::new);
        class[learner].push(cells[..6].join(","));
    }
    let (log_loss, auc) = through_the_commands(&class);
    let (warm, warm_auc) = warm(&class);
    println!("through a calibrated deck  {log_loss:.4}  {auc:.4} (mean of the folds)");
    println!("--warm --folds 3           {warm:.4}  {warm_auc:.4}");
    assert!((log_loss - warm).abs() < 1e-3);
}
