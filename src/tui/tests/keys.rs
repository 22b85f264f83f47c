//! What keys come to: before, keys, after.

use super::{at, draw, press, samples, text, ui, ui_of};
use crate::core::{Confidence, Response, StudyDay, TrackId};
use crate::session::{Given, Input};
use crate::tui::action::{Effect, Over};
use crate::tui::keymap::Key;
use crate::tui::screens::decks::DecksScreen;
use crate::tui::screens::offers::OffersScreen;
use crate::tui::screens::progress::ProgressScreen;
use crate::tui::screens::why::WhyScreen;
use crate::tui::theme::Theme;
use crate::tui::ui::Ui;
use crate::view::{Activity, Exercise, Position, Scene};

fn effect(scene: Scene, keys: &[&str]) -> Effect {
    press(&mut ui(scene), keys)
}

/// The answer that the keys gave, and how sure.
fn answer(scene: Scene, keys: &[&str]) -> (Response, Option<Confidence>) {
    match effect(scene, keys) {
        Effect::Send(Input::Answer(given)) => (given.response, given.confidence),
        other => panic!("no answer but {other:?}"),
    }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn with(change: impl FnOnce(&mut Activity)) -> Scene {
    let mut activity = samples::activity(samples::choice_exercise(), "choice");
    change(&mut activity);
    Scene::Activity(Box::new(activity))
}

fn shown(ui: &mut Ui) -> String {
    text(&draw(ui, 80, 24))
}

#[test]
fn a_choice_is_picked_answered_and_weighed() {
    let third = (Response::Choice(2), Some(Confidence::Certain));
    assert_eq!(answer(samples::choice(), &["3", "Enter", "4"]), third);
    let moved = ["j", "j", "j", "Up", "Down", "Enter", "4"];
    assert_eq!(answer(samples::choice(), &moved), third);
    let last = (Response::Choice(3), Some(Confidence::Guess));
    assert_eq!(answer(samples::choice(), &["k", "Space", "1"]), last);
}

#[test]
fn nothing_picked_is_no_answer_and_numbers_beyond_the_options_are_none() {
    assert!(matches!(
        effect(samples::choice(), &["Enter"]),
        Effect::Nothing
    ));
    assert!(matches!(
        effect(samples::choice(), &["7", "Enter"]),
        Effect::Nothing
    ));
    let mut ui = ui(samples::choice());
    press(&mut ui, &["Enter"]);
    assert!(shown(&mut ui).contains("Pick one first"));
}

#[test]
fn from_how_sure_esc_goes_back_to_the_answer() {
    let keys = ["3", "Enter", "Esc", "2", "Enter", "2"];
    let second = (Response::Choice(1), Some(Confidence::Unsure));
    assert_eq!(answer(samples::choice(), &keys), second);
    let typed = ["\"songs\"", "Enter", "Backspace", "Backspace", "Enter", "4"];
    assert_eq!(
        answer(samples::short(), &typed).0,
        Response::Short("song".to_owned())
    );
}

#[test]
fn where_confidence_is_not_asked_the_answer_goes_at_once() {
    let scene = with(|activity| activity.asks_confidence = false);
    assert_eq!(answer(scene, &["2", "Enter"]), (Response::Choice(1), None));
}

#[test]
fn how_sure_need_not_be_said() {
    let unsaid = (Response::Choice(1), None);
    assert_eq!(answer(samples::choice(), &["2", "Enter", "Enter"]), unsaid);
}

#[test]
fn not_knowing_is_an_answer() {
    assert_eq!(
        answer(samples::choice(), &["d"]),
        (Response::DontKnow, None)
    );
    assert_eq!(
        answer(samples::short(), &["\"so\"", "Alt-d"]),
        (Response::DontKnow, None)
    );
    let reply = Effect::Send(Input::Reply("I don't know".to_owned()));
    assert_eq!(effect(samples::lesson(0), &["Alt-d"]), reply);
}

#[test]
fn several_are_ticked_with_numbers_and_space() {
    let keys = ["1", "3", "5", "j", "k", "Space", "Space", "3", "Enter", "3"];
    let (response, _) = answer(samples::multi(), &keys);
    assert_eq!(response, Response::Multi(vec![0, 4]));
}

#[test]
fn in_a_field_letters_are_text_and_after_esc_they_are_keys() {
    let typed = ["\"hdwq?1 song\"", "Enter", "3"];
    let (response, sure) = answer(samples::short(), &typed);
    assert_eq!(response, Response::Short("hdwq?1 song".to_owned()));
    assert_eq!(sure, Some(Confidence::Fairly));
    assert_eq!(
        effect(samples::short(), &["Esc", "h"]),
        Effect::Send(Input::Hint)
    );
    assert_eq!(
        effect(samples::short(), &["Alt-h"]),
        Effect::Send(Input::Hint)
    );
    let back = ["\"so\"", "Esc", "i", "\"ng\"", "Enter", "3"];
    assert_eq!(
        answer(samples::short(), &back).0,
        Response::Short("song".to_owned())
    );
    let by_typing = ["\"so\"", "Esc", "n", "g", "Enter", "3"];
    assert_eq!(
        answer(samples::short(), &by_typing).0,
        Response::Short("song".to_owned())
    );
}

#[test]
fn gaps_and_steps_are_filled_in_turn() {
    let keys = [
        "\"&mut\"", "Enter", "\"&mut\"", "Tab", "\"mut\"", "Enter", "4",
    ];
    let filled = Response::Cloze(texts(&["&mut", "&mut", "mut"]));
    assert_eq!(answer(samples::cloze(), &keys).0, filled);
    let keys = [
        "\"moves\"",
        "Enter",
        "\"a\"",
        "Shift-Tab",
        "\" it\"",
        "Enter",
        "4",
    ];
    let steps = Response::Steps(texts(&["moves it", "a"]));
    assert_eq!(answer(samples::steps(), &keys).0, steps);
}

#[test]
fn a_number_keeps_its_words() {
    let keys = ["\"3 * 8 bytes\"", "Enter", "4"];
    assert_eq!(
        answer(samples::number(), &keys).0,
        Response::Number("3 * 8 bytes".to_owned())
    );
}

#[test]
fn where_a_number_is_asked_for_other_words_are_not_sent() {
    for typed in ["\"-\"", "\"x\"", "\"(+)\""] {
        let mut ui = ui(samples::number());
        assert_eq!(press(&mut ui, &[typed, "Enter"]), Effect::Nothing);
        assert!(shown(&mut ui).contains("A number, please"), "{typed}");
    }
    assert_eq!(
        answer(samples::number(), &["\"two\"", "Enter", "4"]).0,
        Response::Number("two".to_owned())
    );
}

#[test]
fn lines_are_moved_and_set_aside() {
    let keys = ["j", "x", "j", "Space", "k", "Space", "Enter", "2"];
    assert_eq!(
        answer(samples::order(), &keys).0,
        Response::Order(vec![0, 3, 2])
    );
    assert_eq!(
        answer(samples::order(), &["J", "Enter", "2"]).0,
        Response::Order(vec![1, 0, 2, 3])
    );
}

#[test]
fn recall_asks_how_sure_before_it_shows_the_points() {
    let mut ui = ui(samples::recall(false));
    assert_eq!(press(&mut ui, &["\"one owner\"", "Enter"]), Effect::Nothing);
    assert_eq!(press(&mut ui, &["2"]), Effect::Send(Input::Reveal));
    ui.show(samples::recall(true), at(20));
    let given = Given {
        response: Response::Recall {
            text: "one owner".to_owned(),
            ticked: vec![0, 2],
        },
        confidence: Some(Confidence::Unsure),
        took_ms: 10_000,
    };
    assert_eq!(
        press(&mut ui, &["1", "2", "3", "2", "Enter"]),
        Effect::Send(Input::Answer(given))
    );
}

#[test]
fn a_lesson_is_read_on_then_replied_to() {
    let mut ui = ui(samples::lesson(0));
    draw(&mut ui, 80, 24);
    assert_eq!(press(&mut ui, &["Enter"]), Effect::Nothing);
    assert!(shown(&mut ui).contains("which variable owns the song?"));
    let reply = Effect::Send(Input::Reply("song".to_owned()));
    assert_eq!(press(&mut ui, &["\"song\"", "Enter"]), reply);
    ui.show(samples::lesson(1), at(20));
    assert!(shown(&mut ui).contains("2 of 2"));
    ui.show(samples::lesson(2), at(30));
    draw(&mut ui, 80, 24);
    assert_eq!(press(&mut ui, &["Space"]), Effect::Send(Input::GoOn));
}

#[test]
fn the_plain_wording_comes_and_goes() {
    let mut ui = ui(samples::lesson(0));
    press(&mut ui, &["Alt-p"]);
    assert!(shown(&mut ui).contains("Ten visitors"));
    press(&mut ui, &["Esc", "p"]);
    assert!(!shown(&mut ui).contains("Ten visitors"));
}

#[test]
fn a_reflection_is_kept_or_skipped() {
    let kept = Effect::Send(Input::Reflect("I drew arrows".to_owned()));
    assert_eq!(
        effect(samples::reflection(), &["\"I drew arrows\"", "Enter"]),
        kept
    );
    assert_eq!(
        effect(samples::reflection(), &["Esc"]),
        Effect::Send(Input::Skip)
    );
}

#[test]
fn what_cannot_be_undone_is_pressed_twice() {
    assert_eq!(effect(samples::choice(), &["S"]), Effect::Nothing);
    assert_eq!(effect(samples::choice(), &["S", "j", "S"]), Effect::Nothing);
    assert_eq!(
        effect(samples::choice(), &["S", "S"]),
        Effect::Send(Input::Suspend)
    );
    assert_eq!(effect(samples::baseline(), &["e"]), Effect::Nothing);
    assert_eq!(
        effect(samples::baseline(), &["e", "e"]),
        Effect::Send(Input::CloseBaseline)
    );
    assert_eq!(effect(samples::choice(), &["e"]), Effect::Send(Input::End));
}

#[test]
fn the_warning_names_the_key_that_holds_there() {
    let mut activity = samples::activity(
        Exercise::Short {
            prompt: "Who owns it?".to_owned(),
        },
        "short",
    );
    activity.position = Position::Baseline {
        asked: 1,
        limit: 9,
        settled: 0.1,
    };
    let mut ui = ui(Scene::Activity(Box::new(activity)));
    press(&mut ui, &["Alt-e"]);
    assert!(shown(&mut ui).contains("Alt-e again ends the check"));
    press(&mut ui, &["Esc", "e"]);
    assert!(shown(&mut ui).contains("e again ends") && !shown(&mut ui).contains("Alt-e again"));
}

#[test]
fn esc_leads_to_today_but_not_out_of_the_check_nor_away_from_a_draft() {
    let home = Effect::Send(Input::Home);
    let scenes = [
        samples::choice(),
        samples::order(),
        samples::lesson(2),
        samples::feedback(samples::feedback_not_yet()),
    ];
    for scene in scenes {
        assert_eq!(effect(scene, &["Esc"]), home);
    }
    assert_eq!(effect(samples::baseline(), &["Esc"]), Effect::Nothing);
    assert_eq!(effect(samples::order(), &["Space", "Esc"]), Effect::Nothing);
    assert_eq!(effect(samples::short(), &["Esc", "Esc"]), home);
    let draft = ["\"so\"", "Esc", "Esc"];
    assert_eq!(effect(samples::short(), &draft), Effect::Nothing);
    assert_eq!(
        effect(samples::short(), &["\"so\"", "Esc", "Esc", "Esc"]),
        home
    );
}

#[test]
fn what_was_done_is_said_with_the_key_that_takes_it_back() {
    let mut ui = ui(samples::short());
    ui.note_undoable("Not before tomorrow.");
    assert!(shown(&mut ui).contains("Not before tomorrow. Alt-u takes it back."));
}

#[test]
fn long_feedback_is_read_before_it_is_left() {
    let mut ui = ui(samples::feedback(samples::feedback_not_yet()));
    draw(&mut ui, 80, 18);
    assert_eq!(press(&mut ui, &["Enter"]), Effect::Nothing);
    draw(&mut ui, 80, 50);
    assert_eq!(press(&mut ui, &["Enter"]), Effect::Send(Input::GoOn));
}

#[test]
fn the_rating_can_be_left_for_today() {
    let rating = || Scene::Rating(samples::rating());
    assert_eq!(effect(rating(), &["Esc"]), Effect::Send(Input::Home));
    assert_eq!(
        effect(rating(), &["Enter", "Esc"]),
        Effect::Send(Input::Home)
    );
}

#[test]
fn the_learner_may_overrule_the_coach_but_not_the_check() {
    let overruling = [
        ("s", Input::Skip),
        ("z", Input::Postpone),
        ("m", Input::MoreHelp),
        ("l", Input::LessHelp),
        ("a", Input::Claim("borrowing".into())),
    ];
    for (key, input) in overruling {
        assert_eq!(effect(samples::choice(), &[key]), Effect::Send(input));
        assert_eq!(
            effect(samples::baseline(), &[key]),
            Effect::Nothing,
            "{key}"
        );
    }
    assert_eq!(
        effect(samples::choice(), &["c"]),
        Effect::Open(Over::Offers)
    );
    assert_eq!(effect(samples::choice(), &["w"]), Effect::Open(Over::Why));
}

#[test]
fn feedback_goes_on_back_or_to_the_question() {
    let scene = || samples::feedback(samples::feedback_not_yet());
    assert_eq!(effect(scene(), &["Space"]), Effect::Send(Input::GoOn));
    assert_eq!(effect(scene(), &["u"]), Effect::Send(Input::Undo));
    assert_eq!(effect(scene(), &["w"]), Effect::Open(Over::Why));
    let mut ui = ui(scene());
    press(&mut ui, &["Tab"]);
    assert!(shown(&mut ui).contains("let first = &v[0];"));
    press(&mut ui, &["Tab"]);
    assert!(shown(&mut ui).contains("Why it is not this"));
}

#[test]
fn one_line_unfolds_to_the_rest_and_back() {
    let mut brief = ui(samples::feedback_brief());
    assert!(!shown(&mut brief).contains("Next time"));
    press(&mut brief, &["o"]);
    assert!(shown(&mut brief).contains("Next time"));
    press(&mut brief, &["o"]);
    assert!(!shown(&mut brief).contains("Next time"));
    // What is told in full has no rest.
    let mut full = ui(samples::feedback(samples::feedback_not_yet()));
    assert!(!shown(&mut full).contains("the rest"));
}

#[test]
fn today_starts_with_the_minutes_that_were_set() {
    let begin = |minutes| Effect::Send(Input::Begin { minutes });
    assert_eq!(effect(samples::today(), &["Enter"]), begin(None));
    assert_eq!(
        effect(samples::today(), &["+", "+", "-", "Enter"]),
        begin(Some(20))
    );
    assert_eq!(
        effect(samples::today(), &["j", "Enter"]),
        Effect::Open(Over::Offers)
    );
    assert_eq!(
        effect(samples::today(), &["j", "j", "Enter"]),
        Effect::Open(Over::Progress)
    );
    let goal = Effect::Send(Input::ChangeGoal);
    assert_eq!(effect(samples::today(), &["G", "Enter"]), goal);
    assert_eq!(effect(samples::today(), &["o"]), goal);
    assert_eq!(effect(samples::today(), &["d"]), Effect::Open(Over::Decks));
}

#[test]
fn a_goal_is_one_enter_away_and_a_date_must_be_one() {
    let goal = |track, date: Option<&str>, minutes, intention: &str| {
        Effect::Send(Input::SetGoal {
            track: Some(TrackId::new(track)),
            date: date.map(|it| StudyDay::parse(it).unwrap()),
            minutes,
            intention: intention.to_owned(),
        })
    };
    assert_eq!(
        effect(samples::welcome(), &["Enter"]),
        goal("read-code", None, 15, "")
    );
    let all = [
        "2",
        "+",
        "Tab",
        "\"2026-12-12\"",
        "Tab",
        "\"at noon\"",
        "Enter",
    ];
    let set = goal("write-code", Some("2026-12-12"), 20, "at noon");
    assert_eq!(effect(samples::welcome(), &all), set);
    let mut ui = ui(samples::welcome());
    assert_eq!(
        press(&mut ui, &["Tab", "\"soon\"", "Tab", "Enter"]),
        Effect::Nothing
    );
    assert!(shown(&mut ui).contains("A date like 2026-12-12"));
}

#[test]
fn units_are_rated_at_once_and_skills_when_unfolded() {
    let mut rating = samples::rating();
    let mut ui = ui(Scene::Rating(rating.clone()));
    let rate = |skills: &[&str], rating| {
        let skills = skills.iter().map(|it| (*it).into()).collect();
        Effect::Send(Input::Rate { skills, rating })
    };
    let unit = rate(&["shared-borrows", "mut-borrows"], 2);
    assert_eq!(press(&mut ui, &["3"]), unit);
    for skill in &mut rating.units[1].skills {
        skill.rating = Some(2);
    }
    ui.show(Scene::Rating(rating.clone()), at(12));
    assert_eq!(
        press(&mut ui, &["1"]),
        rate(&["lifetimes"], 0),
        "on to the next one not rated"
    );
    rating.units[2].skills[0].rating = Some(0);
    ui.show(Scene::Rating(rating), at(14));
    assert_eq!(press(&mut ui, &["g", "o", "j", "5"]), rate(&["scopes"], 4));
    assert_eq!(press(&mut ui, &["Enter"]), Effect::Send(Input::StartCheck));
    assert_eq!(press(&mut ui, &["s"]), Effect::Send(Input::CloseBaseline));
}

#[test]
fn what_lies_over_goes_with_esc_and_the_draft_is_still_there() {
    let mut ui = ui(samples::short());
    press(&mut ui, &["\"so\""]);
    ui.open(Box::new(WhyScreen::new(samples::why())), at(11));
    press(&mut ui, &["?"]);
    assert!(shown(&mut ui).contains("Keys"));
    press(&mut ui, &["Esc", "Esc", "\"ng\""]);
    draw(&mut ui, 40, 12);
    assert!(shown(&mut ui).contains("song"));
}

#[test]
fn an_offer_is_taken_by_number_or_from_the_line() {
    let over = |keys: &[&str]| {
        let mut ui = ui(samples::today());
        ui.open(Box::new(OffersScreen::new(samples::offers())), at(1));
        press(&mut ui, keys)
    };
    assert_eq!(over(&["2"]), Effect::Send(Input::Choose(1)));
    assert_eq!(over(&["G", "Enter"]), Effect::Send(Input::Choose(2)));
    assert_eq!(over(&["4"]), Effect::Nothing);
}

#[test]
fn a_deck_that_cannot_be_used_cannot_be_opened() {
    let keys = |keys: &[&str]| {
        let screen = Box::new(DecksScreen::new(samples::decks()));
        press(&mut ui_of(screen, Theme::mono()), keys)
    };
    assert_eq!(keys(&["j", "Enter"]), Effect::OpenDeck("kana".into()));
    assert_eq!(keys(&["G", "Enter"]), Effect::Nothing);
    assert_eq!(keys(&["r"]), Effect::ReloadDecks);
}

#[test]
fn the_map_starts_and_progress_checks_again() {
    let begin = Effect::Send(Input::Begin { minutes: None });
    assert_eq!(effect(samples::map(), &["Enter"]), begin);
    let claim = Effect::Send(Input::Claim("scopes".into()));
    assert_eq!(effect(samples::map(), &["j", "a"]), claim);
    let progress = Box::new(ProgressScreen::new(samples::progress()));
    let mut ui = ui_of(progress, Theme::mono());
    assert_eq!(
        press(&mut ui, &["j", "j", "a"]),
        Effect::Send(Input::Claim("moves".into()))
    );
    assert_eq!(press(&mut ui, &["b"]), Effect::Send(Input::RepeatBaseline));
    assert_eq!(
        effect(samples::ended(), &["Enter"]),
        Effect::Send(Input::Home)
    );
}

#[test]
fn a_failed_commit_keeps_the_answer_and_can_be_tried_again() {
    let mut ui = ui(samples::short());
    let first = press(&mut ui, &["\"song\"", "Enter", "3"]);
    ui.trouble("The disk is full.".to_owned());
    let screen = shown(&mut ui);
    assert!(screen.contains("The disk is full.") && screen.contains("› song"));
    assert_eq!(press(&mut ui, &["3"]), first);
}

#[test]
fn a_hint_keeps_what_was_typed_and_picked() {
    let mut ui = ui(samples::choice());
    assert_eq!(press(&mut ui, &["3", "h"]), Effect::Send(Input::Hint));
    let hinted = with(|activity| {
        activity.hints = vec!["Who still uses `first`?".to_owned()];
        activity.hints_left = 2;
    });
    ui.show(hinted, at(20));
    let screen = shown(&mut ui);
    assert!(screen.contains("Who still uses") && screen.contains("▸ 3"));
    assert!(screen.contains("hint (2)"));
}

#[test]
fn the_next_activity_begins_with_nothing_picked() {
    let mut ui = ui(samples::choice());
    press(&mut ui, &["3"]);
    let next = with(|activity| {
        activity.position = Position::Session {
            done: 3,
            about: 9,
            minutes_left: 9.0,
        };
    });
    ui.show(next, at(20));
    assert!(!shown(&mut ui).contains('▸'));
}

#[test]
fn time_under_help_is_left_out() {
    let mut ui = ui(samples::choice());
    for (key, seconds) in [("3", 4), ("?", 5), ("Esc", 65), ("Enter", 67)] {
        let key = match key {
            "Esc" => Key::ESC,
            "Enter" => Key::ENTER,
            c => Key::char(c.chars().next().unwrap()),
        };
        ui.press(key, at(seconds));
    }
    match ui.press(Key::char('1'), at(90)) {
        Effect::Send(Input::Answer(given)) => assert_eq!(given.took_ms, 7_000),
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_can_always_leave() {
    let scenes = [
        samples::today(),
        samples::welcome(),
        samples::short(),
        samples::reflection(),
        samples::feedback_brief(),
        samples::ended(),
    ];
    for scene in scenes {
        assert_eq!(effect(scene.clone(), &["Ctrl-c"]), Effect::Quit);
        assert_eq!(
            effect(scene.clone(), &["?", "q"]),
            if text_first(&scene) {
                Effect::Nothing
            } else {
                Effect::Quit
            }
        );
        assert_eq!(effect(scene, &["Ctrl-z"]), Effect::ToShell);
    }
    assert_eq!(
        effect(samples::choice(), &["3", "Enter", "Ctrl-c"]),
        Effect::Quit
    );
}

/// Whether it opens in a field, where `?` and `q` are text.
fn text_first(scene: &Scene) -> bool {
    matches!(scene, Scene::Activity(_))
}

#[test]
fn pasted_text_goes_into_the_field() {
    let mut ui = ui(samples::short());
    ui.paste("let x = 1;\n");
    let (response, _) = match press(&mut ui, &["Enter", "1"]) {
        Effect::Send(Input::Answer(given)) => (given.response, given.confidence),
        other => panic!("{other:?}"),
    };
    assert_eq!(response, Response::Short("let x = 1;".to_owned()));
}
