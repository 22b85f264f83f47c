//! A learner changes what the coach does: writes a rule, has it checked, studies, and asks why.

use insta::assert_snapshot;
use serde_json::Value;

use crate::harness::Home;
use crate::serve_client::Client;
use crate::serve_student::Key;

const OWN: &str = r#"
[[rule]]
name = "an example after the first miss"
when = { misses-today = ">= 1" }
do = "example"

[[rule]]
name = "slower and less right than usual"
off = true
"#;

/// The rule that the README shows is this one.
#[test]
fn the_readme_shows_a_rule_that_works() {
    let readme = include_str!("../../README.md");
    let home = Home::new();
    let (_, block) = readme.split_once("```toml\n[[rule]]").expect("rules");
    let (rules, _) = block.split_once("```").expect("the end of a block");
    home.write("config.toml", format!("[[rule]]{rules}"));
    assert_eq!(
        home.printed(["config", "check"]),
        "Nothing amiss in HOME/config.toml: 2 rules of yours.\n"
    );
}

#[test]
fn a_rule_in_the_settings_is_checked_obeyed_and_shown() {
    let home = Home::new();
    home.write("config.toml", OWN);
    home.printed(["config", "check"]);
    let run = home.run(["why"]);
    assert_eq!(run.code, Some(3));
    assert_snapshot!(run.stderr, @"error: Nothing was proposed in this deck yet. `gradus study` begins.");

    let mut client = Client::start(&home, 7);
    let key = Key::to_built_in("rust-ownership");
    let missed = loop {
        let activity = client.get("next")["activity"].take();
        client.wait(20);
        if activity["item"].is_null() {
            key.walk(&mut client, &activity);
        } else {
            key.answer(&mut client, &activity, false);
            break activity;
        }
    };
    let next = client.get("next")["activity"].take();
    assert_eq!(
        (&next["kind"], &next["skill"]),
        (&"example".into(), &missed["skill"])
    );
    assert_eq!(
        next["reason"],
        format!(
            "A rule asks for this on {}: an example after the first miss.",
            missed["skill_title"].as_str().unwrap()
        )
    );

    let shown = home.printed(["why"]);
    let title = missed["skill_title"].as_str().unwrap();
    let held = format!(
        "Rules that hold:\n  an example after the first miss: 1 miss on {title} today, from 1. Then \
         example (followed)\n"
    );
    assert!(shown.contains(&held), "{shown}");
    let off =
        format!("  missed more than once today: 1 miss on {title} today, from 2. Then pathway\n");
    assert!(shown.contains(&off), "{shown}");
    assert!(
        !shown.contains("slower and less right than usual"),
        "{shown}"
    );

    let why: Value = serde_json::from_str(&home.printed(["why", "--json"])).unwrap();
    assert_eq!(
        (&why["open"], &why["day"]),
        (&true.into(), &"2026-11-22".into())
    );
    assert_eq!(why["trace"][0]["evidence"][0]["measured"], 1.0);
    // The face that is at work says the same of it as the log does later.
    let said = client.get("why");
    let told = |why: &Value| -> Vec<String> {
        let trace = why["trace"].as_array().unwrap().iter();
        trace
            .map(|it| format!("{} {} {}", it["rule"], it["because"], it["followed"]))
            .collect()
    };
    assert_eq!(told(&said), told(&why));
    assert_eq!(said["belief"], why["belief"]);

    key.walk(&mut client, &next);
    client.get("next");
    client.get("end");
    let after: Value = serde_json::from_str(&home.printed(["why", "--json"])).unwrap();
    assert_eq!(after["rules"][0], "practice follows teaching");
    assert_eq!(after["open"], false);
}

#[test]
fn what_is_amiss_in_the_settings_is_told_whole() {
    let home = Home::new();
    assert_eq!(
        home.printed(["config", "check"]),
        "Nothing amiss in HOME/config.toml: 0 rules of yours.\n"
    );
    home.write(
        "config.toml",
        "[theme]\nname = \"drak\"\n\n[[rule]]\nname = \"mine\"\nwhen = { misses-todya = \">= 1\" }\n\
         do = \"example\"\n\n[[rule]]\nname = \"kepes slipping\"\noff = true\n",
    );
    let run = home.run(["config", "check"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert_snapshot!(run.stdout, @r#"
    HOME/config.toml:2:8: this must be "auto", "dark" or "light"
    HOME/config.toml:6:10: no rule can be hung on `misses-todya`; did you mean `misses-today`?
    HOME/config.toml:10:8: there is no rule `kepes slipping` to switch off; did you mean `keeps slipping`?

    3 things in HOME/config.toml without effect.
    "#);
}
