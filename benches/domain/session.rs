//! From an answer to what is committed and shown: graded, folded, the next step chosen.

use std::sync::Arc;

use divan::Bencher;
use gradus::core::{Random, Response};
use gradus::deck::Library;
use gradus::event::Device;
use gradus::learner::{Learner, Params};
use gradus::session::{Given, Input, LogEnd, Phase, Session, assumed_goal};
use gradus::view;
use uuid::Uuid;

use crate::deck::made;
use crate::history::history;
use crate::now;

#[divan::bench]
fn answer(bencher: Bencher) {
    let session = at_an_exercise();
    let given = Input::Answer(Given {
        response: Response::DontKnow,
        confidence: None,
        took_ms: 9_000,
    });
    bencher.bench(|| session.step(given.clone(), now()));
}

#[divan::bench]
fn scene(bencher: Bencher) {
    let session = at_an_exercise();
    bencher.bench(|| view::scene(&session, now()));
}

/// In the starter deck, with 200 answers behind.
fn at_an_exercise() -> Session {
    let deck = Library::load(&[]).decks()[0].clone();
    let params = Arc::<Params>::default();
    let events = history(&deck, 200, now());
    let learner = Learner::fold(&params, &events);
    let end = LogEnd {
        device: Device(Uuid::from_u128(1)),
        last: events.last().map(|it| (it.id, it.stamp)),
        sequence: events.len() as u64,
    };
    let mut session = Session::open(deck, params, learner, end, Random::seeded(1), now());
    let mut input = Input::CloseBaseline;
    loop {
        session = session.step(input, now()).expect("a step").next;
        input = match &session.phase {
            Phase::Doing(doing) if doing.instance.is_some() => return session,
            Phase::Doing(_) => Input::Skip,
            _ => Input::Begin { minutes: Some(15) },
        };
    }
}

/// From an answer in the baseline to the next question, three answers in: ten items a skill.
#[divan::bench(args = [100, 500], sample_count = 20)]
fn baseline_answer(bencher: Bencher, skills: usize) {
    let deck = Arc::new(made(skills, 10));
    let params = Arc::<Params>::default();
    let learner = Learner::new(&params);
    let end = LogEnd {
        device: Device(Uuid::from_u128(1)),
        last: None,
        sequence: 0,
    };
    let mut session = Session::open(deck, params, learner, end, Random::seeded(1), now());
    let mut send = |input| session = session.step(input, now()).expect("a step").next;
    send(assumed_goal());
    send(Input::StartCheck);
    let answer = Input::Answer(Given {
        response: Response::DontKnow,
        confidence: None,
        took_ms: 9_000,
    });
    for _ in 0..3 {
        send(answer.clone());
    }
    bencher.bench(|| {
        let next = session.step(answer.clone(), now()).expect("a step").next;
        view::scene(&next, now())
    });
}
