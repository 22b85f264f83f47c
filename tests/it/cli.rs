//! The command line, as someone at a shell meets it.

use std::fs::File;
use std::io;

use insta::assert_snapshot;

use crate::harness::Home;

/// A deck with nothing amiss but what a linter would say of its size.
const DECK: &str = r#"
format = 1

[deck]
id = "birds"
title = "Birds"
summary = "Who sings there."
language = "en"
version = "1.0.0"
authors = ["Ada"]
license = "CC0-1.0"

[[skill]]
id = "songs"
title = "Songs"
can = "Name a bird by its song."
unit = "Listening"
kind = "facts"

[[item]]
id = "songs-cuckoo"
skills = ["songs"]
kind = "short"
level = 2
prompt = "It sings its own name, from April on."
accept = ["cuckoo"]
"#;

/// Subcommands as the help of a command lists them.
fn subcommands(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    listed
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_command_has_a_help_that_teaches() {
    let home = Home::new();
    let mut open: Vec<Vec<String>> = vec![vec![]];
    while let Some(command) = open.pop() {
        let words = command.iter().map(String::as_str);
        let help = home.printed(words.chain(["--help"]));
        let nested = subcommands(&help);
        let teaches = help.contains("Examples:") || !nested.is_empty();
        assert!(teaches, "{command:?} shows no example");
        let name = format!("help {}", command.join(" "));
        assert_snapshot!(name.trim_end().replace(' ', "-"), help);
        open.extend(nested.into_iter().map(|it| [&command[..], &[it]].concat()));
    }
}

#[test]
fn a_mistyped_command_is_a_matter_of_usage() {
    let run = Home::new().run(["dekc"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(
        run.stderr.contains("similar subcommand exists: 'deck'"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_version_is_the_packages() {
    let run = Home::new().run(["--version"]);
    assert_eq!(
        run.stdout,
        concat!("gradus ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn without_a_terminal_the_app_says_what_to_do_instead() {
    let home = Home::new();
    for arguments in [&[][..], &["study", "--minutes", "10"], &["baseline"]] {
        let run = home.run(arguments.iter().copied());
        assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
        assert!(
            run.stderr.starts_with("error: This is not a terminal"),
            "{}",
            run.stderr
        );
        for instead in ["`gradus progress`", "`gradus serve`"] {
            assert!(run.stderr.contains(instead), "{}", run.stderr);
        }
        assert!(!run.stderr.contains('\u{1b}'));
    }
    assert!(!home.path().join("gradus.db").exists());
}

#[test]
fn whoever_reads_may_stop_reading() {
    let home = Home::new();
    for arguments in [&["paths"][..], &["deck", "list"], &["completions", "zsh"]] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let run = home.finish(home.gradus().args(arguments).stdout(writer));
        assert_eq!(
            (run.code, run.stderr.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_not_success() {
    // A file that is always full.
    let full = File::options().write(true).open("/dev/full").unwrap();
    let home = Home::new();
    let run = home.finish(home.gradus().arg("paths").stdout(full));
    assert_eq!(run.code, Some(3));
    assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
    let full = File::options().write(true).open("/dev/full").unwrap();
    let run = home.finish(home.gradus().arg("study").stderr(full));
    assert_eq!(run.code, Some(3));
}

#[test]
fn paths_says_where_things_live_and_whether_they_are_there() {
    let home = Home::new();
    home.write("config.toml", "[decks]\nfolders = [\"shared\"]\n");
    home.write("decks/birds.toml", DECK);
    assert_snapshot!(home.printed(["paths"]), @r"
    evidence  HOME/gradus.db    not there yet
    backups   HOME/backups      not there yet
    settings  HOME/config.toml  exists
    decks     HOME/decks        exists
    decks     HOME/shared       not there yet
    ");
}

#[test]
fn a_home_on_the_command_line_goes_before_the_environment() {
    let home = Home::new();
    let printed = home.printed(["paths", "--home", "elsewhere"]);
    assert!(
        printed.starts_with("evidence  elsewhere/gradus.db "),
        "{printed}"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_home_of_its_own_everything_lies_where_the_platform_wants_it() {
    let home = Home::new();
    let mut command = home.gradus();
    // Set but empty counts as not set.
    command.env("GRADUS_HOME", "").env("HOME", home.path());
    let run = home.finish(command.arg("paths"));
    assert_snapshot!(run.stdout, @r"
    evidence  HOME/.local/share/gradus/gradus.db  not there yet
    backups   HOME/.local/share/gradus/backups    not there yet
    settings  HOME/.config/gradus/config.toml     not there yet
    decks     HOME/.config/gradus/decks           not there yet
    ");
}

#[test]
fn a_setting_that_means_nothing_is_told_and_stops_nothing() {
    let home = Home::new();
    home.write("config.toml", "[deck]\nfolders = []\n");
    let run = home.run(["deck", "list"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.contains("rust-ownership"));
    assert_snapshot!(run.stderr, @"warning: HOME/config.toml:1:2: `deck` is not a setting; did you mean `decks`?");
}

#[test]
fn completions_know_the_commands() {
    let home = Home::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = home.printed(["completions", shell]);
        for word in ["completions", "paths", "home"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
}

#[test]
fn decks_are_listed_and_the_broken_ones_named() {
    let home = Home::new();
    home.write("decks/birds.toml", DECK);
    home.write("decks/broken.toml", "format = 1\n[deck]\nid = 3\n");
    home.write(
        "decks/partly.toml",
        DECK.replace("birds", "partly") + "\n[[item]]\nid = \"x\"\n",
    );
    home.write("decks/mine.toml", DECK.replace("birds", "rust-ownership"));
    assert_snapshot!(home.printed(["deck", "list"]));
}

#[test]
fn listed_decks_can_be_read_by_programs() {
    let home = Home::new();
    home.write("decks/birds.toml", DECK);
    let json = home.printed(["deck", "list", "--json"]);
    let decks: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(decks[0]["from"], "built in");
    assert_eq!(decks[1]["from"], "HOME/decks/birds.toml");
    assert_eq!(decks[1]["deck"]["id"], "birds");
    assert_eq!(decks[1]["deck"]["items"], 1);
}

#[test]
fn a_deck_cannot_write_to_the_terminal_as_it_likes() {
    let home = Home::new();
    home.write(
        "decks/birds.toml",
        DECK.replace("\"Birds\"", r#""Bi\u001b[2Jrds\nX""#),
    );
    let printed = home.printed(["deck", "list"]);
    assert!(!printed.contains('\u{1b}'));
    assert!(printed.contains("Bi[2Jrds X"), "{printed}");
}

#[test]
fn the_decks_built_in_are_without_findings() {
    let decks = concat!(env!("CARGO_MANIFEST_DIR"), "/decks");
    let printed = Home::new().printed(["deck", "check", decks]);
    assert_eq!(printed, "1 deck checked, nothing found\n");
}

#[test]
fn advice_is_given_and_is_no_failure() {
    let home = Home::new();
    home.write("birds.toml", DECK);
    let printed = home.printed(["deck", "check", "birds.toml"]);
    assert!(printed.contains("warning[lint::"), "{printed}");
    assert!(!printed.contains("error["), "{printed}");
}

#[test]
fn all_findings_of_all_decks_come_in_one_run() {
    let home = Home::new();
    let no_level = DECK.replace("level = 2\n", "");
    home.write(
        "decks/birds.toml",
        no_level.replace("kind = \"short\"", "kind = \"shrt\""),
    );
    home.write("folder/deck.toml", DECK.replace("[[item]]", "[[items]]"));
    home.write("folder/empty.toml", "");
    let run = home.run(["deck", "check", "decks", "folder", "gone.toml"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert_snapshot!(run.stdout);
}

#[test]
fn findings_can_be_read_by_programs() {
    let home = Home::new();
    home.write("birds.toml", DECK.replace("level = 2", "level = 9"));
    let run = home.run(["deck", "check", "--format", "json", "birds.toml"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let at_level = findings.iter().find(|it| it["line"] == 24).unwrap();
    assert_eq!(at_level["file"], "birds.toml");
    assert_eq!(at_level["column"], 9);
    assert_eq!(at_level["severity"], "error");
}

#[test]
fn a_check_of_nothing_is_a_matter_of_usage() {
    let run = Home::new().run(["deck", "check"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("<PATH>..."), "{}", run.stderr);
}

/// A home where the baseline was begun.
fn begun() -> Home {
    let home = Home::new();
    let requests = [
        r#"{"jsonrpc":"2.0","id":1,"method":"goal.set","params":{"now":"2026-11-22T09:00:00Z","minutes":15}}"#,
        r#"{"jsonrpc":"2.0","id":2,"method":"baseline.next","params":{"now":"2026-11-22T09:01:00Z"}}"#,
    ];
    let serve = ["serve", "--clock", "client", "--seed", "7"];
    let run = home.told(serve, &requests.join("\n"));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(run.stdout.lines().count(), requests.len());
    home
}

#[test]
fn progress_can_be_read_by_people_and_by_programs() {
    let home = begun();
    let text = home.printed(["progress"]);
    assert!(
        text.starts_with("Rust: ownership and borrowing\n\n"),
        "{text}"
    );
    assert!(text.contains("unknown  Moves "), "{text}");
    let json: serde_json::Value =
        serde_json::from_str(&home.printed(["progress", "--json"])).unwrap();
    assert_eq!(json["deck"], "rust-ownership");
    assert_eq!(json["rows"].as_array().unwrap().len(), 13);
}

#[test]
fn memory_is_told_and_how_much_to_keep_is_set() {
    let home = begun();
    let text = home.printed(["memory"]);
    assert!(text.starts_with("Nothing is remembered yet"), "{text}");
    assert!(
        text.contains("\nskills: those of everyone; at 400 "),
        "{text}"
    );

    let text = home.printed(["memory", "--retention", "85", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["retention"], 0.85);
    let written = std::fs::read_to_string(home.path().join("config.toml")).unwrap();
    assert_eq!(written, "[memory]\nretention = 0.85\n");
    let json: serde_json::Value =
        serde_json::from_str(&home.printed(["memory", "--json"])).unwrap();
    assert_eq!(json["retention"], 0.85);
    assert!(home.printed(["doctor"]).contains("agrees with its log"));

    let run = home.run(["memory", "--undo-fit"]);
    assert_eq!(run.code, Some(3));
    assert!(run.stderr.contains("no fit to take back"), "{}", run.stderr);
    assert_eq!(home.run(["memory", "--retention", "99"]).code, Some(2));
}

#[test]
fn a_deck_that_is_not_there_is_named_with_those_that_are() {
    let run = Home::new().run(["progress", "rust-ownersihp"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
    assert!(run.stderr.contains("`rust-ownersihp`"), "{}", run.stderr);
    assert!(run.stderr.contains("rust-ownership"), "{}", run.stderr);
}

#[test]
fn a_doctor_finds_nothing_amiss_where_nothing_is() {
    let home = begun();
    let whole = "The database is whole.\nrust-ownership  2 events  ";
    let printed = home.printed(["doctor"]);
    assert_eq!(printed, format!("{whole}agrees with its log\n"));
    let printed = home.printed(["doctor", "--rebuild"]);
    assert_eq!(printed, format!("{whole}rebuilt, the same as before\n"));
}

#[test]
fn a_doctor_makes_no_database_where_none_was() {
    let home = Home::new();
    home.printed(["doctor"]);
    assert!(!home.path().join("gradus.db").exists());
}

#[test]
fn a_damaged_database_is_told_and_left_as_it_is() {
    let home = Home::new();
    let garbage = "not a database, ".repeat(1000);
    let database = home.write("gradus.db", &garbage);
    let run = home.run(["doctor"]);
    assert_ne!(run.code, Some(0));
    assert!(
        run.stderr.contains("HOME/gradus.db is damaged"),
        "{}",
        run.stderr
    );
    assert_eq!(std::fs::read_to_string(database).unwrap(), garbage);
}

#[test]
fn a_backup_takes_the_place_of_a_damaged_database() {
    let home = begun();
    let healthy = home.printed(["doctor"]);
    home.printed(["backup", "copy.db"]);
    let garbage = "not a database, ".repeat(1000);
    home.write("gradus.db", &garbage);
    let printed = home.printed(["doctor", "--restore", "copy.db"]);
    assert_eq!(
        printed,
        "restored   copy.db\nset aside  HOME/gradus.db.damaged-1\n"
    );
    assert_eq!(home.printed(["doctor"]), healthy);
    let aside = home.path().join("gradus.db.damaged-1");
    assert_eq!(std::fs::read_to_string(aside).unwrap(), garbage);
    let none = home.run(["doctor", "--restore"]);
    assert!(none.stderr.contains("no whole backup"), "{}", none.stderr);
}

#[test]
fn a_backup_holds_what_was_there_and_overwrites_nothing() {
    let home = begun();
    let copies = Home::new();
    let copy = copies.path().join("gradus.db");
    let copy = copy.to_str().unwrap();
    let printed = home.printed(["backup", copy]);
    assert_eq!(printed.trim_end(), copy);
    let healthy = copies.printed(["doctor"]);
    assert_eq!(healthy, home.printed(["doctor"]));
    let again = home.run(["backup", copy]);
    assert_eq!(again.code, Some(3));
    assert!(
        again.stderr.contains("was left as it is"),
        "{}",
        again.stderr
    );
}

#[test]
fn a_backup_goes_to_its_folder_by_itself() {
    let home = begun();
    let printed = home.printed(["backup"]);
    let (folder, name) = printed.trim_end().rsplit_once('/').unwrap();
    assert_eq!(folder, "HOME/backups");
    assert!(home.path().join("backups").join(name).exists());
}

#[test]
fn there_is_nothing_to_back_up_before_there_is() {
    let home = Home::new();
    let run = home.run(["backup"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
    assert!(!home.path().join("gradus.db").exists());
}

#[test]
fn a_home_that_cannot_be_used_is_told() {
    let home = Home::new();
    home.write("file", "");
    let run = home.run(["progress", "--home", "file/home"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
    assert!(
        run.stderr.contains("error: file/home cannot be used"),
        "{}",
        run.stderr
    );
}
