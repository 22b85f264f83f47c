use super::*;
use crate::core::{ActivityKind, ItemId, VersionId};
use crate::event::{Reflection, Returned, SessionStart};
use crate::session::Input;
use crate::session::testing::Player;
use crate::{core::Response, learner::DayTotal};

fn attempt(predicted: f64, right: bool) -> Attempt {
    Attempt {
        item: ItemId::new("item"),
        version: VersionId(uuid::Uuid::nil()),
        activity: ActivityKind::Practice,
        response: Response::DontKnow,
        score: f64::from(u8::from(right)),
        support: Support::None,
        hints: 0,
        confidence: None,
        took_ms: 10_000,
        predicted,
        misconceptions: Vec::new(),
        seed: 0,
    }
}

/// Events of a player's device, in order.
fn log(bodies: Vec<Body>) -> Vec<Event> {
    let mut player = Player::new();
    let now = player.now;
    bodies
        .into_iter()
        .map(|body| player.session.event(body, now))
        .collect()
}

/// Sessions of twelve answers: of each, whether those of the last third are right, with what was
/// predicted of them.
fn long(sessions: usize, late_right: bool, late_predicted: f64) -> Option<LateMisses> {
    let mut bodies = Vec::new();
    for _ in 0..sessions {
        bodies.push(Body::SessionStart(SessionStart { minutes: 20.0 }));
        for n in 0..12 {
            let (predicted, right) = match n {
                0..8 => (0.8, n % 4 != 0),
                _ => (late_predicted, late_right),
            };
            bodies.push(Body::Attempt(attempt(predicted, right)));
        }
    }
    let events = log(bodies);
    let day = events[0].now.day;
    late_misses(&events.iter().collect::<Vec<_>>(), day)
}

#[test]
fn misses_late_in_long_sessions_are_seen_where_nothing_else_explains_them() {
    let found = long(3, false, 0.8).expect("they are clear");
    assert_eq!(
        (found.sessions, found.late, found.early),
        (3, (12, 12), (6, 24))
    );
    assert_eq!(long(2, false, 0.8), None, "too few");
    assert_eq!(long(3, true, 0.8), None, "none");
    assert_eq!(long(3, false, 0.1), None, "hard ones come late");
}

#[test]
fn a_week_is_over_on_the_first_day_of_another_and_until_something_is_done() {
    let mut learner = Learner::new(&crate::learner::Params::default());
    let day = StudyDay(20_000);
    assert!(!week_is_over(&learner, day));
    learner.days.insert(day, DayTotal::default());
    learner.days.insert(day + 3, DayTotal::default());
    assert!(!week_is_over(&learner, day + 6));
    for after in 7..10 {
        assert!(week_is_over(&learner, day + after), "{after}");
    }
    learner.days.insert(day + 8, DayTotal::default());
    assert!(!week_is_over(&learner, day + 9));
    assert!(week_is_over(&learner, day + 14));
    assert!(!week_is_over(&learner, day + 30), "nothing to look back at");
}

/// A learner who plays twenty minutes on each of so many days, always right.
fn played(days: i64) -> Player {
    let mut player = Player::novice(20);
    for day in 0..days {
        if day > 0 {
            player.send(Input::Begin { minutes: None }).unwrap();
        }
        while player.is_doing() {
            player.play(true);
        }
        player.sleep(1);
    }
    player
}

#[test]
fn what_was_believed_a_week_ago_is_what_the_session_said_then() {
    let mut player = played(3);
    let then = player.session.standings(player.now);
    let then_day = player.now.day;
    for _ in 0..7 {
        player.send(Input::Begin { minutes: None }).unwrap();
        while player.is_doing() {
            player.play(true);
        }
        player.sleep(1);
    }
    let past = week_past(&player.session, &player.log, player.now);
    assert_eq!((past.from, past.to), (then_day, player.now.day - 1));
    // The hours of the day differ by what was played since.
    for (skill, before) in &past.before {
        let (before, then) = (before.estimate, then[skill].estimate);
        for (now, earlier) in [
            (before.mean, then.mean),
            (before.low, then.low),
            (before.high, then.high),
        ] {
            assert!((now - earlier).abs() < 0.01, "{skill}: {before:?}");
        }
    }
    assert_eq!((past.days, past.sessions, past.days_in), (7, 7, 7));
    let answered: u32 = player
        .session
        .learner
        .days
        .values()
        .map(|it| it.attempts)
        .sum();
    assert!(past.answered > 0 && past.answered < answered);
    // With help laid out an answer is right, but not alone.
    assert!(past.alone <= past.answered && past.alone > 0);
    assert!(past.minutes > 0.0);
}

#[test]
fn what_was_undone_is_not_told() {
    let mut player = Player::novice(20);
    player.play(true);
    player.play(true);
    player.answer(true, None);
    player.send(Input::Undo).unwrap();
    let past = week_past(&player.session, &player.log, player.now);
    assert_eq!((past.answered, past.alone), (0, 0));
}

#[test]
fn what_was_written_stands_with_what_was_said_of_it() {
    let written = |text: &str| {
        Body::Reflection(Reflection {
            prompt: String::new(),
            text: text.to_owned(),
        })
    };
    let mut events = log(vec![written("a"), written("b")]);
    let day = events[0].now.day;
    events[1].now.day = day + 1;
    let mut returned = log(vec![Body::Returned(Returned {
        of: day,
        helped: Some(Helped::Yes),
    })]);
    events.append(&mut returned);
    let all: Vec<&Event> = events.iter().collect();
    let it = super::written(&all, day, day + 1);
    let said: Vec<_> = it.iter().map(|it| (it.text.as_str(), it.helped)).collect();
    assert_eq!(said, [("a", Some(Helped::Yes)), ("b", None)]);
    assert_eq!(super::written(&all, day + 1, day + 1).len(), 1);
}
