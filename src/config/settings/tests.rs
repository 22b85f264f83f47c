//! What of `config.toml` holds, and what is said of the rest.

use super::*;

fn parse(text: &str) -> (Settings, Vec<String>) {
    let path = Path::new("/etc/gradus/config.toml");
    let (settings, warnings) = Settings::parse(path, text, Some(Path::new("/home/ada")), None);
    let warnings = warnings.iter().map(Warning::to_string).collect();
    (settings, warnings)
}

#[test]
fn folders_may_be_absolute_relative_or_below_home() {
    let (settings, warnings) = parse(
        "[decks]\nfolders = [\"/srv/decks\", \"mine\", \"~/decks\"]\n[theme]\nname = \"light\"",
    );
    assert_eq!(
        settings.deck_folders,
        [
            Path::new("/srv/decks"),
            Path::new("/etc/gradus/mine"),
            Path::new("/home/ada/decks")
        ]
    );
    assert_eq!(settings.theme, Theme::Light);
    assert!(warnings.is_empty(), "{warnings:?}");
}

#[test]
fn what_cannot_be_used_is_told_with_its_line_and_the_rest_holds() {
    let (settings, warnings) = parse(
        "color = 1\n[deks]\n[decks]\nfoldres = []\nfolders = [1, \"a\"]\n[theme]\nname = \"drak\"\n",
    );
    assert_eq!(settings.deck_folders, [Path::new("/etc/gradus/a")]);
    assert_eq!(settings.theme, Theme::Auto);
    assert_eq!(
        warnings,
        [
            "/etc/gradus/config.toml:1:1: `color` is not a setting",
            "/etc/gradus/config.toml:2:2: `deks` is not a setting; did you mean `decks`?",
            "/etc/gradus/config.toml:4:1: `foldres` is not a setting; did you mean `folders`?",
            "/etc/gradus/config.toml:5:12: this must be a folder in quotation marks",
            "/etc/gradus/config.toml:7:8: this must be \"auto\", \"dark\" or \"light\"",
        ]
    );
}

#[test]
fn retention_is_a_share_within_bounds() {
    let (settings, warnings) = parse("[memory]\nretention = 0.85");
    assert_eq!((settings.retention, warnings.len()), (0.85, 0));
    for text in ["0.5", "0.99", "1", "\"high\"", "nan"] {
        let (settings, warnings) = parse(&format!("[memory]\nretention = {text}"));
        assert_eq!(settings.retention, 0.9);
        assert_eq!(
            warnings,
            ["/etc/gradus/config.toml:2:13: this must be a number from 0.70 to 0.97"]
        );
    }
}

#[test]
fn a_file_that_is_not_toml_is_told_and_what_can_be_read_of_it_holds() {
    let (settings, warnings) = parse("[theme]\nname = \"dark\"\n[decks\n");
    assert_eq!(settings.theme, Theme::Dark);
    assert!(
        warnings[0].starts_with("/etc/gradus/config.toml:3:"),
        "{warnings:?}"
    );
}

#[test]
fn without_a_file_the_defaults_hold() {
    let empty = tempfile::tempdir().unwrap();
    let read = Settings::read(&Paths::below(empty.path()));
    assert_eq!(read, (Settings::default(), Vec::new()));
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("config.toml")).unwrap();
    let (settings, warnings) = Settings::read(&Paths::below(home.path()));
    assert_eq!(settings, Settings::default());
    assert_eq!(warnings.len(), 1);
    assert!(warnings[0].to_string().contains("cannot be read"));
}

fn check(text: &str) -> Vec<String> {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::below(home.path());
    std::fs::write(paths.settings(), text).unwrap();
    let warnings = Settings::check(&paths, &["only listed once"]);
    let file = paths.settings().display().to_string();
    let told = warnings.iter().map(Warning::to_string);
    told.map(|it| it.replace(&file, "config.toml")).collect()
}

#[test]
fn rules_that_exist_can_be_switched_off_wherever_they_come_from() {
    for name in ["keeps slipping", "only listed once"] {
        let text = format!("[[rule]]\nname = \"{name}\"\noff = true");
        assert!(check(&text).is_empty());
    }
}

#[test]
fn all_that_is_amiss_is_told_in_its_order() {
    let text = "[[rule]]\nname = \"kepes slipping\"\noff = true\n\n[theme]\nname = \"drak\"\n\n\
                [[rule]]\nname = \"mine\"\nwhen = { days-awya = \">= 3\" }\ndo = \"restart\"\n";
    assert_eq!(
        check(text),
        [
            "config.toml:2:8: there is no rule `kepes slipping` to switch off; did you mean \
             `keeps slipping`?",
            "config.toml:6:8: this must be \"auto\", \"dark\" or \"light\"",
            "config.toml:10:10: no rule can be hung on `days-awya`; did you mean `days-away`?",
        ]
    );
}
