//! Thought against shown: how sure the learner was, and how they rated themselves, against what
//! their answers were. Only numbers, and a word on them where there are enough.

use super::baseline::RATING_WORDS;
use super::foresight;
use super::judge::{ENOUGH, Judge, SURE_MEANS};
use super::record::periods;
use super::scene::{Fit, Interval, Period, RatingRow, Shown, Thought};
use super::words::ago;
use crate::core::StudyDay;
use crate::learner::{ConfBin, SURE, SkillState, UNSURE, Untaught, Week};
use crate::session::Session;

/// Standard errors from which two shares differ: by chance alone one pair in ten would.
const DIFFERENT: f64 = 1.645;
/// Weeks with answers that count as lately.
const LATELY: usize = 4;

pub(super) fn thought(session: &Session) -> Thought {
    let calibration = &session.learner.calibration;
    let judge = Judge::of(session);
    let ratings = ratings(session, &judge);
    let sure = ConfBin::sum(&calibration.confidence, SURE);
    let unsure = ConfBin::sum(&calibration.confidence, UNSURE);
    Thought {
        sentence: whole(&judge, sure, unsure),
        foreseen: foresight::over_sessions(session),
        trend: trend(&calibration.weeks),
        periods: periods(&calibration.weeks)
            .into_iter()
            .map(|it| Period {
                from: it.from,
                words: it.words,
                sure: judge.sure(ConfBin::sum(&it.confidence, SURE), ENOUGH),
                unsure: judge.unsure(ConfBin::sum(&it.confidence, UNSURE)),
            })
            .filter(|it| it.sure.answers + it.unsure.answers > 0)
            .collect(),
        rated: rated(&ratings),
        ratings,
    }
}

/// By each self-rating, the answers to the skills that were rated so.
fn ratings(session: &Session, judge: &Judge) -> Vec<RatingRow> {
    let row = |(rating, thought): (usize, &&'static str)| {
        let skills = session.deck.skills.iter();
        let rated: Vec<&SkillState> = skills
            .map(|skill| session.learner.skill(&skill.id))
            .filter(|state| state.rating.map(usize::from) == Some(rating))
            .collect();
        let sum = rated
            .iter()
            .fold(Untaught::default(), |sum, state| Untaught {
                n: sum.n + state.untaught.n,
                right: sum.right + state.untaught.right,
                by_chance: sum.by_chance + state.untaught.by_chance,
            });
        (!rated.is_empty()).then(|| RatingRow {
            thought,
            skills: rated.len(),
            untaught: judge.rated(Some(rating), sum),
        })
    };
    RATING_WORDS.iter().enumerate().filter_map(row).collect()
}

/// Where the learner's ratings of themselves and their answers part.
fn rated(rows: &[RatingRow]) -> String {
    let said = |fit: Fit| -> Vec<String> {
        let fitting = rows.iter().filter(|row| row.untaught.fit == Some(fit));
        fitting.map(|row| format!("“{}”", row.thought)).collect()
    };
    let (more, less) = (said(Fit::More).join(" and "), said(Fit::Less).join(" and "));
    match (more.is_empty(), less.is_empty()) {
        _ if rows.iter().all(|row| row.untaught.fit.is_none()) => {
            "Too few answers before any teaching to hold your ratings of yourself against."
                .to_owned()
        }
        (true, true) => "Your ratings of yourself fit what you did before any teaching.".to_owned(),
        (false, true) => {
            format!("Before any teaching you did more than you thought where you said {more}.")
        }
        (true, false) => {
            format!("Before any teaching you did less than you thought where you said {less}.")
        }
        (false, false) => format!(
            "Before any teaching you did more than you thought where you said {more}, less where you said {less}."
        ),
    }
}

/// How being sure and being right went together, in all.
fn whole(judge: &Judge, sure: ConfBin, unsure: ConfBin) -> String {
    let most = sure.n.max(unsure.n);
    if most == 0 {
        return "You have not said how sure you are yet. It is asked where it tells something."
            .to_owned();
    }
    if most < ENOUGH {
        return format!(
            "Too few answers yet to tell how well your sureness fits: {most} of the {ENOUGH} it takes."
        );
    }
    let of = |it: ConfBin, said: &str| {
        let share = judge.share(it.right, it.n).map(Interval::spoken);
        let (n, right) = (it.n, it.right);
        let share = share.unwrap_or_default();
        format!("of {n} answers you were {said} of, {right:.0} were right: {share}.")
    };
    let shown = judge.sure(sure, ENOUGH);
    let proven = shown.share.is_some_and(|it| it.low >= SURE_MEANS);
    match (shown.fit, judge.unsure(unsure).fit) {
        (Some(Fit::Less), _) => {
            format!("Feeling sure is worth a second look: {}", of(sure, "sure"))
        }
        (_, Some(Fit::More)) => format!("You know more than you think: {}", of(unsure, "unsure")),
        (Some(_), _) if proven => format!("You can rely on feeling sure: {}", of(sure, "sure")),
        (Some(_), _) => format!(
            "Being sure and being right go together so far: {}",
            of(sure, "sure")
        ),
        (None, _) => format!(
            "You are sure too seldom to compare yet: {}",
            of(unsure, "unsure")
        ),
    }
}

/// Where being sure and being right part in the last weeks, and the interval leaves no doubt of it;
/// said kindly, and what to do.
pub(super) fn sureness_lately(session: &Session) -> Option<String> {
    let judge = Judge::of(session);
    let weeks = &session.learner.calibration.weeks;
    let late = &weeks[weeks.len().saturating_sub(LATELY)..];
    let sum = |of| {
        let bins = late.iter().map(|week| ConfBin::sum(&week.confidence, of));
        bins.fold(ConfBin::default(), ConfBin::plus)
    };
    let (sure, unsure) = (sum(SURE), sum(UNSURE));
    if judge.sure(sure, ENOUGH).fit == Some(Fit::Less) {
        return Some(format!(
            "Of the last {} answers you were sure of, {:.0} were right: a second look pays before you say so.",
            sure.n, sure.right
        ));
    }
    (judge.unsure(unsure).fit == Some(Fit::More)).then(|| {
        format!(
            "Of the last {} answers you were unsure of, {:.0} were right: you know more than you think.",
            unsure.n, unsure.right
        )
    })
}

/// Whether being sure has come to tell more: the sure answers of the earlier weeks against those
/// of the later ones, halved as evenly as weeks allow.
fn trend(weeks: &[Week]) -> String {
    let sure: Vec<ConfBin> = weeks
        .iter()
        .map(|week| ConfBin::sum(&week.confidence, SURE))
        .collect();
    let all = sure
        .iter()
        .fold(ConfBin::default(), |sum, it| sum.plus(*it));
    let (early, late) = (1..sure.len())
        .map(|at| {
            let (early, late) = sure.split_at(at);
            let sum = |part: &[ConfBin]| part.iter().fold(ConfBin::default(), |a, b| a.plus(*b));
            (sum(early), sum(late))
        })
        .min_by_key(|(early, late)| early.n.abs_diff(late.n))
        .unwrap_or_default();
    if early.n < ENOUGH || late.n < ENOUGH {
        return "Too few sure answers yet to see a change over time.".to_owned();
    }
    let share = |it: ConfBin| it.right / f64::from(it.n);
    let common = share(all);
    let spread = common * (1.0 - common) * (1.0 / f64::from(early.n) + 1.0 / f64::from(late.n));
    let change = share(late) - share(early);
    let clear = change.abs() > DIFFERENT * spread.sqrt();
    let of = |it: ConfBin| format!("{:.0} of {}", it.right, it.n);
    let (early, late) = (of(early), of(late));
    match (clear, change > 0.0) {
        (true, true) => format!(
            "Feeling sure tells more than it did: at first {early} sure answers were right, \
             since then {late}."
        ),
        (true, false) => format!(
            "Feeling sure tells less than it did: at first {early} sure answers were right, \
             since then {late}."
        ),
        (false, _) => {
            format!("At first {early} sure answers were right, since then {late}: no clear change.")
        }
    }
}

/// What was thought of one skill against what was shown, where there is something to say.
pub(super) fn on_skill(session: &Session, state: &SkillState, today: StudyDay) -> Vec<String> {
    let judge = Judge::of(session);
    let rating = rated_sentence(&judge, state, today);
    rating
        .into_iter()
        .chain(sure_sentence(&judge.sure_of_skill(state)))
        .collect()
}

fn rated_sentence(judge: &Judge, state: &SkillState, today: StudyDay) -> Option<String> {
    let rating = usize::from(state.rating?);
    let word = RATING_WORDS.get(rating)?;
    let when = state
        .rated_on
        .map_or_else(String::new, |day| ago(day, today));
    let thought = format!("You thought “{word}” {when}");
    let shown = judge.rated(Some(rating), state.untaught);
    let (right, answers) = (state.untaught.right, shown.answers);
    match (answers, shown.fit) {
        (0, _) if state.attempts == 0 => None,
        (0, _) => Some(format!(
            "{thought}; taught since, you did {} of {} alone.",
            state.unaided_right, state.attempts
        )),
        (1, _) => Some(format!(
            "{thought}; your one answer before any teaching was {}right alone.",
            if right == 1 { "" } else { "not " }
        )),
        (n, Some(fit)) => Some(format!(
            "{thought}; before any teaching {right} of {n} were right alone, {}.",
            fit.words()
        )),
        (n, None) => Some(format!(
            "{thought}; before any teaching {right} of {n} were right alone, too few to tell."
        )),
    }
}

fn sure_sentence(sure: &Shown) -> Option<String> {
    let right = sure.right;
    Some(match (sure.answers, sure.fit) {
        (0, _) => return None,
        (1, _) if right >= 1.0 => {
            "Of the one answer here you were sure of, you were right.".to_owned()
        }
        (1, _) => "The one answer here you were sure of was not right.".to_owned(),
        (n, Some(Fit::Less)) => format!(
            "Of {n} answers here you were sure of, {right:.0} were right: worth a second look."
        ),
        (n, Some(_)) => format!("Of {n} answers here you were sure of, {right:.0} were right."),
        (n, None) => format!(
            "Of {n} answers here you were sure of, {right:.0} were right; too few to say more."
        ),
    })
}

#[cfg(test)]
mod tests;
