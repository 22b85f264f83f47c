//! Where the learner stands: strengths, gaps, what fades, what is next, and how far to trust it.

use super::baseline::RATING_WORDS;
use super::belief::belief;
use super::judge::Judge;
use super::reason::lapses;
use super::record::reliability;
use super::scene::{DayTotal, Progress, SkillRow};
use super::thought::{on_skill, thought};
use super::words::{ago, ahead, list};
use crate::coach::{Desk, comes_back, due_on, plan, wants_teaching};
use crate::core::{Now, StudyDay};
use crate::deck::Skill;
use crate::learner::{Band, SkillState};
use crate::session::{Session, Standing};

pub fn progress(session: &Session, now: Now) -> Progress {
    let desk = session.desk(now);
    let standings = session.standings(now);
    let rows: Vec<SkillRow> = session
        .deck
        .skills
        .iter()
        .enumerate()
        .filter_map(|(at, skill)| {
            let standing = *standings.get(&skill.id)?;
            Some(row(session, skill, standing, desk.in_goal(at), now))
        })
        .collect();
    let titled = |band: Band| {
        let rows = rows.iter().filter(|row| row.estimate.band == band.word());
        rows.map(|row| row.title.clone()).collect::<Vec<_>>()
    };
    let minutes = session
        .learner
        .goal
        .as_ref()
        .map_or(15, |goal| goal.minutes);
    let mut next: Vec<String> = plan(&desk, f64::from(minutes))
        .iter()
        .flat_map(|step| &step.skills)
        .filter_map(|id| session.deck.skill(id))
        .map(|skill| skill.title.clone())
        .collect();
    next.dedup();
    let share = desk.share();
    Progress {
        deck: session.deck.id.clone(),
        deck_title: session.deck.title.clone(),
        share: share.mean,
        low: share.low,
        high: share.high,
        strengths: titled(Band::Strong),
        gaps: titled(Band::Gap),
        fading: titled(Band::Fading),
        next,
        thought: thought(session),
        reliability: reliability(session),
        days: days(session),
        rows,
    }
}

fn row(session: &Session, skill: &Skill, standing: Standing, in_goal: bool, now: Now) -> SkillRow {
    let state = session.learner.skill(&skill.id);
    let judge = Judge::of(session);
    let desk = session.desk(now);
    let due = due_on(&desk, skill).or_else(|| earliest_item(session, &desk, skill));
    SkillRow {
        skill: skill.id.clone(),
        title: skill.title.clone(),
        unit: skill.unit.clone(),
        can: skill.can.clone(),
        in_goal,
        estimate: standing.into(),
        retrievability: state
            .memory
            .as_ref()
            .map(|memory| memory.retrievability_at(now)),
        last_seen: state.last_seen.map(|it| it.day),
        last_seen_words: state.last_seen.map(|it| ago(it.day, now.day)),
        due,
        due_words: due_words(session, skill, state, due, now),
        because: belief(session, &skill.id, now),
        untaught: judge.rated(state.rating.map(usize::from), state.untaught),
        sure: judge.sure_of_skill(state),
        thought: state
            .rating
            .and_then(|it| RATING_WORDS.get(usize::from(it)).copied()),
        shown: match state.attempts {
            0 => "not tried yet".to_owned(),
            attempts => format!("{} of {attempts} alone", state.unaided_right),
        },
        detail: detail(session, skill, state, standing, now),
    }
}

/// Facts are remembered one by one: the first that is due.
fn earliest_item(session: &Session, desk: &Desk<'_>, skill: &Skill) -> Option<StudyDay> {
    let items = session.deck.items_of(&skill.id);
    items
        .filter_map(|item| session.learner.items.get(&item.id)?.memory.as_ref())
        .map(|memory| comes_back(desk, memory))
        .min()
}

fn due_words(
    session: &Session,
    skill: &Skill,
    state: &SkillState,
    due: Option<StudyDay>,
    now: Now,
) -> String {
    if let Some(due) = due {
        return ahead(due, now.day);
    }
    let desk = session.desk(now);
    let missing = skill
        .requires
        .iter()
        .filter(|it| !desk.holds(&it.skill))
        .filter_map(|it| session.deck.skill(&it.skill))
        .next();
    match missing {
        Some(missing) if wants_teaching(skill, state) => format!("after {}", missing.title),
        _ => "now".to_owned(),
    }
}

fn detail(
    session: &Session,
    skill: &Skill,
    state: &SkillState,
    standing: Standing,
    now: Now,
) -> Vec<String> {
    let mut said = on_skill(session, state, now.day);
    let mixed: Vec<&str> = skill
        .misconceptions
        .iter()
        .filter(|it| session.learner.misconceptions.contains_key(&it.id))
        .map(|it| it.belief.trim_end_matches('.'))
        .collect();
    if !mixed.is_empty() {
        said.push(format!("Has misled you: {}.", list(&mixed, 3)));
    }
    let lapses = lapses(&session.desk(now), &skill.id);
    if lapses > 0 {
        said.push(format!(
            "Keeps slipping: lost {lapses} times after you had it, so it is explained anew before \
             it is asked again."
        ));
    }
    match standing.band {
        Band::Strong => {}
        Band::Fading => said.push("It was strong; one review brings it back.".to_owned()),
        _ => said.push(to_be_strong(state)),
    }
    said
}

fn to_be_strong(state: &SkillState) -> String {
    let check = if state.passed_check_at.is_some() {
        "the check is passed"
    } else {
        "and a check a day after the last help"
    };
    format!("Strong would be: 85 %, sure to 70, {check}.")
}

fn days(session: &Session) -> Vec<DayTotal> {
    session
        .learner
        .days
        .iter()
        .map(|(day, total)| DayTotal {
            day: *day,
            attempts: total.attempts,
            right: total.right,
            minutes: total.took_ms as f64 / 60_000.0,
        })
        .collect()
}
