//! What follows from the rules, for learners as they may come.

use super::before_step;
use crate::coach::candidates::{exercise, proposals};
use crate::coach::{Desk, Policy, choose};
use crate::core::{ActivityKind, Confidence, Now, SkillId, Support};
use crate::deck::{Deck, Library, Skill, SkillKind};
use crate::event::MemoryUnit;
use crate::learner::{Learner, Memory, Moment, Outcome, Params, Rating, Sighting};
use crate::rule::{Rules, Test};

const KEEPS_SLIPPING: &str = "keeps slipping";

fn now() -> Now {
    Now::parse("2026-11-22T09:00:00+01:00").unwrap()
}

fn skill(deck: &Deck) -> &Skill {
    let able = |it: &&Skill| it.kind != SkillKind::Facts && !it.misconceptions.is_empty();
    deck.skills.iter().find(able).unwrap()
}

/// Someone who had the deck's first skill and lost it so many times, the last time yesterday.
fn after_lapses(deck: &Deck, lapses: u16) -> Learner {
    let params = Params::default();
    let yesterday = Now {
        utc_ms: now().utc_ms - 86_400_000,
        day: now().day - 1,
        ..now()
    };
    let (forgetting, unit) = (&params.memory.skill, MemoryUnit::Skill);
    let mut memory = Memory::review(&params, forgetting, unit, None, Rating::Again, yesterday);
    memory.lapses = lapses;
    let mut learner = Learner::new(&params);
    let mut state = learner.fresh.clone();
    state.memory = Some(memory);
    state.lesson_on = Some(now().day - 40);
    state.begun_on = state.lesson_on;
    state.attempts = 9;
    state.last_seen = Some(Moment::from(yesterday));
    learner.skills.insert(skill(deck).id.clone(), state);
    learner
}

fn proposed(deck: &Deck, learner: &Learner) -> (Vec<ActivityKind>, Vec<String>) {
    let (params, policy) = (Params::default(), Policy::default());
    let desk = Desk::new(deck, learner, &params, &policy, now());
    let of_skill = proposals(&desk).into_iter();
    let of_skill = of_skill.filter(|it| it.skill == skill(deck).id);
    let kinds = of_skill.map(|it| it.activity).collect();
    (kinds, choose(&desk, 15.0).unwrap().rules)
}

#[test]
fn what_keeps_slipping_is_explained_instead_of_repeated() {
    let library = Library::load(&[]);
    let deck = &library.decks()[0];
    let (kinds, rules) = proposed(deck, &after_lapses(deck, 3));
    assert!(kinds.contains(&ActivityKind::Review), "{kinds:?}");
    assert!(rules.is_empty());

    let (kinds, rules) = proposed(deck, &after_lapses(deck, 4));
    assert!(kinds.contains(&ActivityKind::Lesson), "{kinds:?}");
    assert!(!kinds.contains(&ActivityKind::Review), "{kinds:?}");
    assert_eq!(rules, [KEEPS_SLIPPING]);
}

#[test]
fn a_misconception_that_showed_is_what_is_repaired() {
    let library = Library::load(&[]);
    let deck = &library.decks()[0];
    let mut learner = after_lapses(deck, 4);
    let sighting = Sighting {
        day: now().day - 9,
        utc_ms: 0,
        item: deck.items[0].id.clone(),
        skill: skill(deck).id.clone(),
        certain: false,
    };
    let id = skill(deck).misconceptions[0].id.clone();
    learner.misconceptions.insert(id, vec![sighting]);
    let (kinds, _) = proposed(deck, &learner);
    assert!(kinds.contains(&ActivityKind::Repair), "{kinds:?}");
}

#[test]
fn once_explained_it_is_asked_again() {
    let library = Library::load(&[]);
    let deck = &library.decks()[0];
    let mut learner = after_lapses(deck, 4);
    for state in learner.skills.values_mut() {
        state.example_on = Some(now().day - 1);
    }
    let (kinds, rules) = proposed(deck, &learner);
    assert!(kinds.contains(&ActivityKind::Review), "{kinds:?}");
    assert!(rules.is_empty());
}

/// Someone who learned two skills, the second of which builds on the first.
fn of_two_skills(deck: &Deck) -> (Learner, Skill, Skill) {
    let params = Params::default();
    let has_items = |id: &SkillId| deck.items_of(id).filter(|it| !it.reserved).count() > 3;
    let above = deck
        .skills
        .iter()
        .find(|it| it.requires.len() == 1 && has_items(&it.id));
    let above = above.unwrap().clone();
    let under = deck.skill(&above.requires[0].skill).unwrap().clone();
    let mut learner = Learner::new(&params);
    for (id, mean) in [(&under.id, -1.0), (&above.id, 1.0)] {
        let mut state = learner.fresh.clone();
        state.theta.mean = mean;
        state.lesson_on = Some(now().day - 9);
        state.begun_on = state.lesson_on;
        state.attempts = 4;
        learner.skills.insert(id.clone(), state);
    }
    (learner, under, above)
}

#[test]
fn a_shaky_prerequisite_comes_before_what_builds_on_it_and_once_a_day() {
    let library = Library::load(&[]);
    let deck = &library.decks()[0];
    let (mut learner, under, above) = of_two_skills(deck);
    let (params, policy) = (Params::default(), Policy::default());
    let practice = |learner: &Learner| {
        let desk = Desk::new(deck, learner, &params, &policy, now());
        let item = deck.items_of(&above.id).find(|it| !it.reserved).unwrap();
        let planned = exercise(&desk, ActivityKind::Practice, &above, item);
        before_step(&desk, &planned).map(|it| (it.skill, it.rule.map(str::to_owned)))
    };
    let first = Some("a shaky prerequisite first".to_owned());
    assert_eq!(practice(&learner), Some((under.id.clone(), first)));
    learner.skills.get_mut(&under.id).unwrap().last_seen = Some(Moment::from(now()));
    assert_eq!(practice(&learner), None);
}

#[test]
fn three_that_came_sure_and_alone_are_followed_by_a_harder_one() {
    let library = Library::load(&[]);
    let deck = &library.decks()[0];
    let (mut learner, under, above) = of_two_skills(deck);
    learner.skills.get_mut(&under.id).unwrap().theta.mean = 3.0;
    let (params, policy) = (Params::default(), Policy::default());
    let easy = deck
        .items_of(&above.id)
        .find(|it| !it.reserved && it.level == 1)
        .unwrap();
    let outcome = |score, confidence| Outcome {
        item: easy.id.clone(),
        day: now().day - 1,
        score,
        support: Support::None,
        level: 2,
        confidence,
        activity: ActivityKind::Practice,
    };
    let sure = outcome(1.0, Some(Confidence::Fairly));
    let unasked = outcome(1.0, None);
    let raised = |outcomes: &[&Outcome]| {
        let mut learner = learner.clone();
        let recent = &mut learner.skills.get_mut(&above.id).unwrap().recent;
        recent.extend(outcomes.iter().map(|it| (*it).clone()));
        let desk = Desk::new(deck, &learner, &params, &policy, now());
        let planned = exercise(&desk, ActivityKind::Practice, &above, easy);
        before_step(&desk, &planned).and_then(|it| Some((it.item?.level > 2, it.rule?.to_owned())))
    };
    let harder = Some((true, "three in a row, and sure".to_owned()));
    assert_eq!(raised(&[&sure, &sure, &unasked, &sure]), harder);
    assert_eq!(raised(&[&sure, &sure, &unasked]), None);
    let unsure = outcome(1.0, Some(Confidence::Unsure));
    let missed = outcome(0.0, Some(Confidence::Certain));
    for between in [&unsure, &missed] {
        assert_eq!(raised(&[&sure, &sure, between, &sure]), None);
    }
}

#[test]
fn the_rule_on_leeches_agrees_with_what_memory_calls_one() {
    let leech = Params::default().memory.leech;
    let thresholds = |name: &str| -> Vec<Test> {
        let rule = Rules::built_in().named(name).unwrap();
        rule.when.iter().map(|it| it.test).collect()
    };
    let stability = Test::Below(leech.stability);
    let skills = Test::AtLeast(f64::from(leech.skill_lapses));
    let facts = Test::AtLeast(f64::from(leech.item_lapses));
    assert_eq!(thresholds(KEEPS_SLIPPING), [skills, stability]);
    assert_eq!(thresholds("a fact keeps slipping"), [facts, stability]);
}
