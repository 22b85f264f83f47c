//! Welcome, rating oneself, and the map that the baseline ends with.

use super::scene::{GoalNow, Map, MapRow, Rating, RatingSkill, RatingUnit, TrackChoice, Welcome};
use super::words::{counted, list, sentence};
use crate::core::Now;
use crate::deck::Skill;
use crate::learner::Band;
use crate::session::{Session, USUAL_MINUTES};

/// How well someone can do a skill, in their own words, from 0.
pub const RATING_WORDS: [&str; 5] = [
    "never met it",
    "heard of it",
    "follow it",
    "do it with help",
    "do it alone",
];

/// A rating is surprised by a chance this far from what it implies.
const SURPRISE: f64 = 0.35;
/// What each rating implies of the chance, by the model's own logits.
pub(super) const IMPLIED: [f64; 5] = [0.05, 0.17, 0.38, 0.65, 0.83];

pub fn welcome(session: &Session) -> Welcome {
    let deck = &session.deck;
    let goal = session.learner.goal.as_ref();
    let whole = TrackChoice {
        track: None,
        title: "All of it".to_owned(),
        skills: deck.skills.len(),
    };
    let tracks = deck.tracks.iter().map(|track| TrackChoice {
        track: Some(track.id.clone()),
        title: track.title.clone(),
        skills: deck.closure(Some(track)).len(),
    });
    Welcome {
        deck: deck.id.clone(),
        deck_title: deck.title.clone(),
        summary: deck.summary.clone(),
        skills: deck.skills.len(),
        items: deck.items.len(),
        tracks: std::iter::once(whole).chain(tracks).collect(),
        default_minutes: goal.map_or(USUAL_MINUTES, |goal| goal.minutes),
        goal: goal.map(|goal| GoalNow {
            track: goal.track.clone(),
            date: goal.date,
            intention: goal.intention.clone(),
        }),
    }
}

pub fn rating(session: &Session) -> Rating {
    let mut units: Vec<RatingUnit> = Vec::new();
    for skill in &session.deck.skills {
        let rated = rating_of(session, skill);
        match units.iter_mut().find(|unit| unit.title == skill.unit) {
            Some(unit) => unit.skills.push(rated),
            None => units.push(RatingUnit {
                title: skill.unit.clone(),
                skills: vec![rated],
            }),
        }
    }
    Rating {
        deck_title: session.deck.title.clone(),
        units,
        words: RATING_WORDS,
    }
}

fn rating_of(session: &Session, skill: &Skill) -> RatingSkill {
    let sample = session.deck.items_of(&skill.id).find(|item| {
        !item.reserved && item.level == session.deck.target && !item.prompt.contains('⟦')
    });
    RatingSkill {
        skill: skill.id.clone(),
        title: skill.title.clone(),
        can: skill.can.clone(),
        rating: session.learner.baseline.ratings.get(&skill.id).copied(),
        sample: sample.map(|item| item.prompt.clone()),
    }
}

pub fn map(session: &Session, now: Now) -> Map {
    let desk = session.desk(now);
    let standings = session.standings(now);
    let rows: Vec<MapRow> = session
        .deck
        .skills
        .iter()
        .filter_map(|skill| {
            let standing = standings.get(&skill.id)?;
            let rating = session.learner.skill(&skill.id).rating;
            let state = session.learner.skill(&skill.id);
            let shown = state.placed.is_some_and(|it| it.shown) || state.unaided_right > 0;
            Some(MapRow {
                skill: skill.id.clone(),
                title: skill.title.clone(),
                unit: skill.unit.clone(),
                thought: rating.and_then(|it| RATING_WORDS.get(usize::from(it)).copied()),
                estimate: (*standing).into(),
                shown,
                surprise: rating.and_then(|it| surprise(it, standing.estimate.mean)),
            })
        })
        .collect();
    let start: Vec<String> = session
        .deck
        .skills
        .iter()
        .enumerate()
        .filter(|(at, skill)| {
            let standing = standings.get(&skill.id);
            desk.in_goal(*at)
                && desk.is_ready(skill)
                && standing.is_some_and(|it| {
                    it.estimate.mean < desk.policy.check_instead || !desk.is_informed(&skill.id)
                })
        })
        .take(2)
        .map(|(_, skill)| skill.title.clone())
        .collect();
    let can = rows.iter().filter(|row| row.estimate.chance >= 0.7).count();
    let unsure = rows
        .iter()
        .filter(|row| row.estimate.band == Band::Unknown.word())
        .count();
    Map {
        deck_title: session.deck.title.clone(),
        summary: if desk
            .deck
            .skills
            .iter()
            .any(|skill| desk.is_informed(&skill.id))
        {
            summary(rows.len(), can, unsure, &start)
        } else {
            unknown(&start)
        },
        asked: session.learner.baseline.asked.into(),
        rows,
        start,
    }
}

fn summary(skills: usize, can: usize, unsure: usize, start: &[String]) -> String {
    let titles: Vec<&str> = start.iter().map(String::as_str).collect();
    let probably = match can {
        0 => "None of this can you do alone yet, as far as I can tell.".to_owned(),
        n if n == skills => {
            "You can probably do all of this already. Checks will show it.".to_owned()
        }
        n => format!(
            "You can probably do {} of {} already.",
            counted(n, "skill", "skills"),
            super::words::count(skills)
        ),
    };
    let open = match unsure {
        0 => String::new(),
        n => format!(
            " {} I cannot tell yet.",
            sentence(&counted(n, "skill", "skills"))
        ),
    };
    let from = match titles.as_slice() {
        [] => String::new(),
        titles => format!(" We start with {}.", list(titles, 2)),
    };
    format!("{probably}{open}{from}")
}

fn unknown(start: &[String]) -> String {
    let titles: Vec<&str> = start.iter().map(String::as_str).collect();
    let from = match titles.as_slice() {
        [] => "the beginning".to_owned(),
        titles => list(titles, 2),
    };
    format!(
        "I know nothing of what you can do yet: these are guesses from how the skills build on each other. We find out from {from} on."
    )
}

fn surprise(rating: u8, chance: f64) -> Option<&'static str> {
    let off = chance - IMPLIED.get(usize::from(rating))?;
    if off >= SURPRISE {
        Some("more than you thought")
    } else if off <= -SURPRISE {
        Some("less than you thought")
    } else {
        None
    }
}
