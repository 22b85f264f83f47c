//! Every screen at the smallest, the common and a wide size.

use super::samples;
use super::{draw, press, text, ui, ui_of};
use crate::tui::screens::decks::DecksScreen;
use crate::tui::screens::memory::MemoryScreen;
use crate::tui::screens::offers::OffersScreen;
use crate::tui::screens::progress::ProgressScreen;
use crate::tui::screens::why::WhyScreen;
use crate::tui::screens::{self, Screen};
use crate::tui::theme::Theme;
use crate::tui::ui::Ui;
use crate::view::{Exercise, Scene};

const SIZES: [(u16, u16); 3] = [(80, 24), (40, 12), (160, 50)];

fn at_all_sizes(name: &str, mut ui: Ui) {
    for (columns, rows) in SIZES {
        let shown = text(&draw(&mut ui, columns, rows));
        snapshot(&format!("{name}-{columns}x{rows}"), &shown);
    }
}

fn snapshot(name: &str, shown: &str) {
    insta::with_settings!({
        snapshot_path => "../../../tests/tui",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, shown);
    });
}

/// The scene after some keys.
fn after(name: &str, scene: Scene, keys: &[&str]) {
    let mut ui = ui(scene);
    draw(&mut ui, 80, 24);
    press(&mut ui, keys);
    at_all_sizes(name, ui);
}

fn over(name: &str, screen: Box<dyn Screen>, keys: &[&str]) {
    let mut ui = ui(samples::today());
    ui.open(screen, super::at(0));
    press(&mut ui, keys);
    at_all_sizes(name, ui);
}

#[test]
fn today() {
    after("today", samples::today(), &[]);
    after("today-drift", samples::today_with_a_drift(), &[]);
    after("today-nothing", samples::today_with_nothing(), &[]);
    after("today-after-a-pause", samples::today_after_a_pause(), &[]);
}

#[test]
fn the_first_minutes() {
    after("welcome", samples::welcome(), &["2", "Tab", "\"6 weeks\""]);
    after("rating", Scene::Rating(samples::rating()), &[]);
    after(
        "rating-unfolded",
        Scene::Rating(samples::rating()),
        &["Enter", "j", "e"],
    );
    after("baseline", samples::baseline(), &["2"]);
    after("map", samples::map(), &[]);
}

#[test]
fn exercises() {
    after("choice", samples::choice(), &["3", "Enter"]);
    after("multi", samples::multi(), &["1", "3"]);
    after("cloze", samples::cloze(), &["\"&mut\"", "Enter", "\"&m\""]);
    after("short", samples::short(), &["\"song\""]);
    after("number", samples::number(), &["\"3 * 8\""]);
    after("order", samples::order(), &["j", "x", "Space"]);
    after("steps", samples::steps(), &["\"it moves\"", "Enter"]);
    after("recall", samples::recall(false), &["\"one owner\""]);
    after("recall-points", samples::recall(true), &["1", "2"]);
    after(
        "reflection",
        samples::reflection(),
        &["\"I drew the arrows\""],
    );
}

#[test]
fn a_lesson() {
    after("lesson", samples::lesson(0), &[]);
    let mut ui = ui(samples::lesson(0));
    draw(&mut ui, 80, 24);
    press(&mut ui, &["Enter", "\"r\""]);
    at_all_sizes("lesson-read", ui);
    let mut ui = super::ui(samples::lesson(0));
    draw(&mut ui, 80, 24);
    ui.show(samples::lesson(1), super::at(5));
    at_all_sizes("lesson-replied", ui);
    after("lesson-foreseen", samples::lesson_foreseen(), &[]);
    after("warm-up", samples::warm_up(), &[]);
}

#[test]
fn feedback() {
    after(
        "feedback-not-yet",
        samples::feedback(samples::feedback_not_yet()),
        &[],
    );
    after("feedback-in-part", samples::feedback_in_part(), &[]);
    after("feedback-break", samples::feedback_with_a_break(), &[]);
    after("feedback-multi", samples::feedback_multi(), &[]);
    after("feedback-order", samples::feedback_order(), &[]);
    after("feedback-recall", samples::feedback_recall(), &[]);
    after("feedback-question", samples::feedback_multi(), &["Tab"]);
    after("feedback-brief", samples::feedback_brief(), &[]);
    after("feedback-brief-rest", samples::feedback_brief(), &["o"]);
    after("feedback-neighbors", samples::feedback_neighbors(), &[]);
    after("feedback-swapped", samples::feedback_swapped(), &[]);
    after("feedback-sure", samples::feedback_sure(), &[]);
    after("feedback-unsure", samples::feedback_unsure(), &[]);
    after("feedback-unknown", samples::feedback_unknown(), &[]);
    after("ended", samples::ended(), &[]);
}

#[test]
fn memory() {
    let screen = || Box::new(MemoryScreen::new(samples::memory()));
    over("memory", screen(), &[]);
    over("memory-end", screen(), &["j", "PgDn", "PgDn"]);
}

#[test]
fn what_lies_over() {
    over("why", Box::new(WhyScreen::new(samples::why())), &[]);
    over(
        "why-warm-up",
        Box::new(WhyScreen::new(samples::why_warm_up())),
        &[],
    );
    over(
        "offers",
        Box::new(OffersScreen::new(samples::offers())),
        &["j"],
    );
    over("offers-none", Box::new(OffersScreen::new(Vec::new())), &[]);
    over(
        "progress",
        Box::new(ProgressScreen::new(samples::progress())),
        &["j", "j", "j"],
    );
    for (name, keys) in [
        ("progress-thought", &["Tab"][..]),
        ("progress-trust", &["Tab", "Tab"]),
        ("progress-days", &["Tab", "Tab", "Tab"]),
    ] {
        let screen = ProgressScreen::new(samples::progress());
        over(name, Box::new(screen), keys);
    }
    over(
        "decks",
        Box::new(DecksScreen::new(samples::decks())),
        &["G"],
    );
    over(
        "decks-none",
        Box::new(DecksScreen::new(samples::no_decks())),
        &[],
    );
    over(
        "decks-broken",
        Box::new(DecksScreen::new(samples::only_broken_decks())),
        &[],
    );
    after("help", samples::short(), &["F1"]);
}

#[test]
fn trouble_stands_above_the_keys_and_the_answer_stays() {
    let mut ui = ui(samples::short());
    press(&mut ui, &["\"song\""]);
    ui.trouble(
        "The answer could not be saved: the disk is full. Make room and press Enter again; what \
         you typed stays."
            .to_owned(),
    );
    at_all_sizes("trouble", ui);
}

#[test]
fn without_color_signs_say_what_color_says() {
    for (name, scene) in [
        ("mono-choice", samples::choice()),
        ("mono-cloze", samples::cloze()),
        ("mono-feedback", samples::feedback_in_part()),
        ("mono-map", samples::map()),
    ] {
        let screen = screens::for_scene(scene, super::at(0));
        at_all_sizes(name, ui_of(screen, Theme::mono()));
    }
    for (name, keys) in [
        ("mono-progress", &[][..]),
        ("mono-progress-thought", &["Tab"]),
        ("mono-progress-trust", &["Tab", "Tab"]),
    ] {
        let screen = Box::new(ProgressScreen::new(samples::progress()));
        let mut ui = ui_of(screen, Theme::mono());
        press(&mut ui, keys);
        at_all_sizes(name, ui);
    }
}

#[test]
fn wide_glyphs_keep_their_columns() {
    let exercise = Exercise::Choice {
        prompt: "「木」は何ですか。次の中から一つ選んでください。漢字は絵から生まれたものが多く、「木」は枝と根のある木の形です。👩‍👩‍👧 e\u{301}"
            .to_owned(),
        options: ["木 (き)", "水 (みず) 🌊", "cafe\u{301}"].map(str::to_owned).to_vec(),
    };
    let activity = samples::activity(exercise, "choice");
    after("wide-glyphs", Scene::Activity(Box::new(activity)), &["2"]);
}

/// The styles beside the text, so that a change of looks is seen.
#[test]
fn styles() {
    for (name, theme) in [("dark", Theme::dark()), ("mono", Theme::mono())] {
        let screen = screens::for_scene(samples::feedback_in_part(), super::at(0));
        let mut ui = ui_of(screen, theme);
        let buffer = draw(&mut ui, 80, 24);
        snapshot(&format!("styles-{name}"), &styled(&buffer));
    }
}

fn styled(buffer: &ratatui::buffer::Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut before = None;
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let style = (cell.fg, cell.modifier);
            let blank = cell.symbol() == " " && cell.modifier.is_empty();
            if before != Some(style) && !blank {
                out.push_str(&format!("⟨{} {:?}⟩", cell.fg, cell.modifier));
                before = Some(style);
            }
            out.push_str(cell.symbol());
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    out
}
