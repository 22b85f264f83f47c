//! What learners are shown, over the starter deck.

mod mindful;

use super::{
    Interval, PredictionRow, Scene, Verdict, activity, feedback, offers, progress, scene, why,
};
use crate::core::{ActivityKind, Confidence, Response, Stage};
use crate::deck::Exercise;
use crate::event::Decision;
use crate::exercise::Instance;
use crate::learner::Sighting;
use crate::session::testing::Player;
use crate::session::{Doing, Input, Phase};

fn told(player: &Player) -> super::Feedback {
    match &player.session.phase {
        Phase::Told(told) => feedback(&player.session, told, player.now),
        other => panic!("no feedback in {other:?}"),
    }
}

/// Plays on, rightly, until a choice lies before the learner that has an option with a
/// misconception.
fn at_a_tempting_choice() -> (Player, usize) {
    let mut player = Player::novice(120);
    for _ in 0..80 {
        if player.decision().item.is_some()
            && let Exercise::Choice { options } = player.exercise()
            && let Some(at) = options.iter().position(|it| it.misconception.is_some())
        {
            return (player, at);
        }
        player.play(true);
    }
    panic!("the starter deck has such choices");
}

fn place_of(player: &Player, at: usize) -> u8 {
    let Phase::Doing(doing) = &player.session.phase else {
        panic!("nothing to do");
    };
    let order = &doing.instance.as_ref().expect("an exercise").order;
    order.iter().position(|it| *it == at).expect("an option") as u8
}

#[test]
fn an_activity_gives_nothing_away() {
    let player = Player::novice(15);
    for item in &player.session.deck.items {
        let decision = Decision {
            activity: ActivityKind::Practice,
            skill: item.skills[0].clone(),
            item: Some(item.id.clone()),
            misconception: None,
            stage: Stage::Bare,
            seed: 7,
            predicted: Some(0.5),
            candidates: Vec::new(),
            rules: Vec::new(),
            minutes_left: 10.0,
        };
        let doing = Doing {
            instance: Some(Instance::new(item, 7, Stage::Bare)),
            decision,
            hints: 0,
            revealed: false,
            replies: Vec::new(),
            asks_confidence: false,
            began_ms: 0,
        };
        let shown = activity(&player.session, &doing, player.now);
        let shown = serde_json::to_string(&shown.exercise).unwrap();
        let secret = |text: &str| {
            let text = serde_json::to_string(text).unwrap();
            !text.trim_matches('"').is_empty() && shown.contains(text.trim_matches('"'))
        };
        assert!(!secret(&item.explain), "{} shows why it is so", item.id);
        assert!(
            !item.hints.iter().any(|hint| secret(hint)),
            "{} shows a hint",
            item.id
        );
        if let Exercise::Choice { options } | Exercise::Multi { options } = &item.exercise {
            let given = options.iter().any(|it| secret(&it.because));
            assert!(!given, "{} shows a reason", item.id);
        }
        if let Exercise::Recall { points, .. } = &item.exercise {
            assert!(
                !points.iter().any(|point| secret(point)),
                "{} shows a point",
                item.id
            );
        }
        assert!(
            !shown.contains("fails=") && !shown.contains("prints="),
            "{}",
            item.id
        );
    }
}

#[test]
fn feedback_on_a_wrong_option_speaks_of_that_option() {
    let (mut player, at) = at_a_tempting_choice();
    let Exercise::Choice { options } = player.exercise() else {
        unreachable!()
    };
    let place = place_of(&player, at);
    player
        .respond(Response::Choice(place), Some(Confidence::Certain))
        .unwrap();
    let shown = told(&player);
    assert_eq!(shown.verdict, Verdict::NotYet);
    assert_eq!(shown.why, [options[at].because.clone()]);
    assert!(shown.misconception.is_some_and(|it| it.before.is_none()));
    assert!(!shown.improve.is_empty() && !shown.explain.is_empty() && !shown.next.is_empty());
    assert!(
        shown
            .notes
            .iter()
            .any(|note| note.starts_with("You were certain"))
    );
    assert!(!shown.brief);
}

#[test]
fn a_misconception_that_shows_again_is_told_with_its_history() {
    let (mut player, at) = at_a_tempting_choice();
    let place = place_of(&player, at);
    player.respond(Response::Choice(place), None).unwrap();
    player.send(Input::Undo).unwrap();
    player.respond(Response::Choice(place), None).unwrap();
    let note = told(&player).misconception.expect("it shows");
    assert_eq!(note.before, None, "what was undone never showed");
}

#[test]
fn not_knowing_is_met_kindly_and_explained() {
    let mut player = Player::novice(15);
    player.play(true);
    player.play(true);
    player.answer(false, None);
    let shown = told(&player);
    assert_eq!(shown.verdict, Verdict::Unknown);
    assert!(
        shown.why.is_empty(),
        "there is no thought of theirs to speak of"
    );
    assert!(!shown.explain.is_empty());
    assert!(
        shown.parts.iter().any(|part| !part.right.is_empty()),
        "the answer is shown"
    );
}

#[test]
fn every_step_of_a_session_has_its_reason() {
    let mut player = Player::novice(60);
    for turn in 0..40 {
        if !player.is_doing() {
            break;
        }
        let why = why(&player.session, player.now).expect("a reason");
        for text in [&why.title, &why.reason, &why.belief, &why.stage] {
            assert!(
                !text.is_empty() && !text.contains("NaN") && !text.contains("{}"),
                "{text}"
            );
        }
        let offered = offers(&player.session, player.now);
        if player.decision().activity == ActivityKind::Reflection {
            break;
        }
        assert!((1..=3).contains(&offered.len()));
        assert_eq!(offered[0].skill, player.decision().skill);
        player.play(turn % 4 != 0);
    }
}

#[test]
fn progress_shows_every_skill_with_an_interval_around_its_chance() {
    let mut player = Player::novice(30);
    for turn in 0..15 {
        if player.is_doing() {
            player.play(turn % 3 != 0);
        }
    }
    let shown = progress(&player.session, player.now);
    assert_eq!(shown.rows.len(), player.session.deck.skills.len());
    for row in &shown.rows {
        let it = &row.estimate;
        assert!(0.0 <= it.low && it.low <= it.chance, "{row:?}");
        assert!(it.chance <= it.high && it.high <= 1.0, "{row:?}");
        assert!(!row.due_words.is_empty() && !row.detail.is_empty());
    }
    assert!(shown.low <= shown.share && shown.share <= shown.high);
}

/// Each percentage is followed by "(60–80)" or ", 60 to 80".
fn assert_intervals(text: &str) {
    for (at, _) in text.match_indices(" %") {
        let after = &text[at + " %".len()..];
        let compact = after.starts_with(" (") && after.contains('–');
        let spoken = after.starts_with(", ") && after.contains(" to ");
        assert!(compact || spoken, "a bare number in: {text}");
    }
}

#[test]
fn no_chance_is_told_without_its_interval() {
    let mut player = Player::novice(60);
    let mut told_of = 0;
    for turn in 0..60 {
        if !player.is_doing() {
            player.sleep(3);
            player.send(Input::Begin { minutes: None }).unwrap();
            continue;
        }
        let why = why(&player.session, player.now).expect("a reason");
        let offered = offers(&player.session, player.now);
        let offered = offered.iter().map(|it| &it.reason);
        for text in [&why.reason, &why.belief].into_iter().chain(offered) {
            assert_intervals(text);
            told_of += text.matches(" %").count();
        }
        if player.decision().item.is_some() {
            player.answer(turn % 4 != 0, Some(Confidence::Fairly));
            let shown = told(&player);
            let after = Interval::from(&shown.after).spoken();
            assert!(
                shown.because.ends_with(&format!("{after}.")),
                "{}",
                shown.because
            );
            player.send(Input::GoOn).unwrap();
        } else {
            player.play(true);
        }
    }
    assert!(told_of > 50);
    for row in progress(&player.session, player.now).rows {
        assert_intervals(&row.because);
    }
}

#[test]
fn the_record_adds_up() {
    let mut player = Player::novice(30);
    for turn in 0..30 {
        if player.is_doing() && player.decision().item.is_some() {
            player.answer(turn % 3 != 0, Some(Confidence::ALL[turn % 4]));
            player.send(Input::GoOn).unwrap();
        } else if player.is_doing() {
            player.play(true);
        }
    }
    let shown = progress(&player.session, player.now);
    let sum = |rows: &[PredictionRow]| rows.iter().map(|it| it.answers).sum::<u32>();
    let reliability = &shown.reliability;
    assert!(reliability.predictions > 5);
    assert_eq!(sum(&reliability.by_chance), reliability.predictions);
    assert_eq!(sum(&reliability.periods), reliability.predictions);
    let said: u32 = reliability.by_confidence.iter().map(|it| it.answers).sum();
    let periods = shown.thought.periods.iter();
    let over_time: u32 = periods.map(|it| it.sure.answers + it.unsure.answers).sum();
    assert_eq!(said, over_time);
    let sure_of_skills: u32 = shown.rows.iter().map(|it| it.sure.answers).sum();
    assert!(sure_of_skills > 0);
    let ratings = &shown.thought.ratings;
    assert_eq!(
        ratings.len(),
        1,
        "they said of all skills that they never met it"
    );
    assert_eq!(ratings[0].skills, shown.rows.len());
}

#[test]
fn the_end_says_what_changed_and_when_it_comes_back() {
    let mut player = Player::novice(8);
    while player.is_doing() {
        player.play(true);
    }
    let Scene::Ended(shown) = scene(&player.session, player.now) else {
        panic!("the session is over");
    };
    assert!(shown.answered > 0 && shown.unaided <= shown.answered);
    assert!(
        shown
            .changes
            .iter()
            .any(|it| it.after.chance > it.before.chance)
    );
    assert!(shown.next_time.contains("come"), "{}", shown.next_time);
}

#[test]
fn a_warm_up_says_what_it_prepares_and_the_lesson_what_it_builds_on() {
    let (mut player, prepared) = Player::at_a_warm_up();
    let titled = |player: &Player, id| player.session.deck.skill(id).unwrap().title.clone();
    let (asked, next) = (
        titled(&player, &player.decision().skill),
        titled(&player, &prepared),
    );
    let Scene::Activity(shown) = scene(&player.session, player.now) else {
        panic!("a question");
    };
    let before = shown.before.expect("it says why it comes first");
    assert!(
        before.starts_with(&format!("Before {next}: {asked} is at ")),
        "{before}"
    );
    assert_intervals(&before);
    assert_eq!(shown.reason, before);
    let told = why(&player.session, player.now).unwrap().in_the_way;
    assert!(told.iter().any(|it| it.starts_with(&asked)), "{told:?}");

    player.play(true);
    for _ in 0..2 {
        if player.decision().skill != prepared {
            player.play(true);
        }
    }
    let Scene::Activity(shown) = scene(&player.session, player.now) else {
        panic!("a lesson");
    };
    assert_eq!(
        (shown.kind, &shown.skill),
        (ActivityKind::Lesson, &prepared)
    );
    let before = shown.before.expect("it says what it builds on");
    assert!(before.contains(&asked) && before.contains("done today"));
    assert_intervals(&before);
}

#[test]
fn a_first_lesson_warns_of_what_misled_lately() {
    let mut player = Player::novice(15);
    let decision = player.decision().clone();
    assert_eq!(decision.activity, ActivityKind::Lesson);
    let skill = player.session.deck.skill(&decision.skill).unwrap().clone();
    let sighting = |days: i32| Sighting {
        day: player.now.day - days,
        utc_ms: player.now.utc_ms - i64::from(days) * 86_400_000,
        item: player.session.deck.items[0].id.clone(),
        skill: skill.id.clone(),
        certain: false,
    };
    let sightings = vec![sighting(9), sighting(5)];
    let misled = &skill.misconceptions[0];
    let all = &mut player.session.learner.misconceptions;
    all.insert(misled.id.clone(), sightings);
    let Scene::Activity(shown) = scene(&player.session, player.now) else {
        panic!("a lesson");
    };
    let [watch] = &shown.watch[..] else {
        panic!("{:?}", shown.watch);
    };
    assert_eq!(watch.belief, misled.belief);
    let showed = format!("Showed twice, last on Tuesday in {}", skill.title);
    assert_eq!(watch.showed, showed);
    assert!(!watch.rather.is_empty());
    let in_the_way = why(&player.session, player.now).unwrap().in_the_way;
    let expected = format!(
        "“{}” showed twice, last on Tuesday in {}.",
        misled.belief, skill.title
    );
    assert_eq!(in_the_way, [expected]);
}
