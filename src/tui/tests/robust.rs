//! Nothing panics at any size, whatever is pressed.

use proptest::prelude::*;
use ratatui::crossterm::event::KeyCode;

use super::{at, draw, samples};
use crate::tui::keymap::Key;
use crate::tui::screens::decks::DecksScreen;
use crate::tui::screens::offers::OffersScreen;
use crate::tui::screens::progress::ProgressScreen;
use crate::tui::screens::week::WeekScreen;
use crate::tui::screens::why::WhyScreen;
use crate::tui::screens::{self, Screen};
use crate::tui::theme::Theme;
use crate::tui::ui::Ui;
use crate::view::Scene;

fn scenes() -> Vec<Scene> {
    vec![
        samples::today(),
        samples::today_with_nothing(),
        samples::today_with_questions(),
        samples::returning(),
        samples::predicting(),
        samples::claimed(),
        samples::welcome(),
        Scene::Rating(samples::rating()),
        samples::baseline(),
        samples::choice(),
        samples::multi(),
        samples::cloze(),
        samples::short(),
        samples::number(),
        samples::order(),
        samples::steps(),
        samples::recall(false),
        samples::recall(true),
        samples::lesson(0),
        samples::lesson(1),
        samples::lesson(2),
        samples::reflection(),
        samples::feedback(samples::feedback_not_yet()),
        samples::feedback_in_part(),
        samples::feedback_multi(),
        samples::feedback_order(),
        samples::feedback_recall(),
        samples::feedback_brief(),
        samples::feedback_unknown(),
        samples::map(),
        samples::ended(),
    ]
}

fn screens() -> Vec<Box<dyn Screen>> {
    let mut all: Vec<Box<dyn Screen>> = Vec::new();
    all.extend(
        scenes()
            .into_iter()
            .map(|scene| screens::for_scene(scene, at(0))),
    );
    all.push(Box::new(WhyScreen::new(samples::why())));
    all.push(Box::new(OffersScreen::new(samples::offers())));
    all.push(Box::new(OffersScreen::new(Vec::new())));
    all.push(Box::new(ProgressScreen::new(samples::progress())));
    all.push(Box::new(WeekScreen::new(samples::week())));
    all.push(Box::new(DecksScreen::new(samples::decks())));
    all.push(Box::new(DecksScreen::new(samples::no_decks())));
    all
}

fn keys() -> Vec<Key> {
    let letters = (' '..='~').map(Key::char);
    let alt = ('a'..='z').map(|c| Key::char(c).with_alt());
    let named = [
        Key::ENTER,
        Key::ESC,
        Key::TAB,
        Key::BACK_TAB,
        Key::UP,
        Key::DOWN,
        Key::LEFT,
        Key::RIGHT,
        Key::HOME,
        Key::END,
        Key::PAGE_UP,
        Key::PAGE_DOWN,
        Key::DELETE,
        Key::plain(KeyCode::Backspace),
        Key::SHIFT_UP,
        Key::SHIFT_DOWN,
        Key::F1,
        Key::char('語'),
    ];
    letters.chain(alt).chain(named).collect()
}

/// Every screen, then keys and sizes in turn.
fn play(nth: usize, presses: &[usize], sizes: &[(u16, u16)]) {
    let mut all = screens();
    let screen = all.swap_remove(nth % all.len());
    let mut ui = Ui::new(
        screen,
        Theme::mono(),
        crate::tui::rich::code::Highlights::off(),
    );
    let keys = keys();
    for (n, press) in presses.iter().enumerate() {
        ui.press(keys[press % keys.len()], at(n as i64));
        if let Some((columns, rows)) = sizes.get(n % sizes.len().max(1)) {
            draw(&mut ui, *columns, *rows);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_keys_and_no_size_make_it_panic(
        nth in 0usize..64,
        presses in proptest::collection::vec(0usize..200, 1..12),
        sizes in proptest::collection::vec((1u16..=300, 1u16..=100), 1..4),
    ) {
        play(nth, &presses, &sizes);
    }

    #[test]
    fn the_narrowest_sizes_do_not_either(
        nth in 0usize..64,
        presses in proptest::collection::vec(0usize..200, 1..12),
        sizes in proptest::collection::vec((38u16..=44, 10u16..=20), 1..4),
    ) {
        play(nth, &presses, &sizes);
    }
}

#[test]
fn every_screen_draws_at_its_edges() {
    for (nth, _) in screens().iter().enumerate() {
        for size in [
            (1, 1),
            (2, 100),
            (300, 1),
            (39, 12),
            (40, 11),
            (40, 12),
            (119, 24),
            (120, 24),
            (300, 100),
        ] {
            play(nth, &[0], &[size]);
        }
    }
}
