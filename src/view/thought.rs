//! Thought against shown: how sure the learner was, and how they rated themselves, against what
//! their answers were. Only numbers, and a word on them where there are enough.

use super::baseline::{IMPLIED, RATING_WORDS};
use super::record::periods;
use super::scene::{Fit, Interval, Period, RatingRow, Shown, Thought};
use super::words::ago;
use crate::core::StudyDay;
use crate::learner::{ConfBin, SURE, SkillState, UNSURE, Untaught, Week};
use crate::session::Session;

/// Answers from which something is said of all of them, of those of one skill, and of those
/// that a self-rating is held against.
const ENOUGH: u32 = 10;
const ENOUGH_OF_SKILL: u32 = 5;
const ENOUGH_OF_RATING: u32 = 3;

/// Being fairly sure says that at least so many come right; being unsure, at most so many.
const SURE_MEANS: f64 = 0.75;
const UNSURE_MEANS: f64 = 0.6;

/// Standard errors from which two shares differ: one in ten such differences is chance.
const DIFFERENT: f64 = 1.645;

pub(super) fn thought(session: &Session) -> Thought {
    let calibration = &session.learner.calibration;
    let judge = Judge::of(session);
    let ratings = ratings(session, &judge);
    let sure = ConfBin::sum(&calibration.confidence, SURE);
    let unsure = ConfBin::sum(&calibration.confidence, UNSURE);
    Thought {
        sentence: judge.sentence(sure, unsure),
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

/// Weighs what was thought against answers.
pub(super) struct Judge {
    /// Standard deviations to either end of an interval.
    pub deviations: f64,
}

impl Judge {
    pub fn of(session: &Session) -> Self {
        Self {
            deviations: session.params.bands.interval,
        }
    }

    pub fn share(&self, right: f64, n: u32) -> Option<Interval> {
        Interval::of_share(right, n, self.deviations)
    }

    pub fn sure_of_skill(&self, state: &SkillState) -> Shown {
        self.sure(ConfBin::sum(&state.confidence, SURE), ENOUGH_OF_SKILL)
    }

    fn sure(&self, it: ConfBin, enough: u32) -> Shown {
        self.shown(it, enough, |share| {
            if share.high < SURE_MEANS {
                Fit::Less
            } else {
                Fit::AsThought
            }
        })
    }

    fn unsure(&self, it: ConfBin) -> Shown {
        self.shown(it, ENOUGH, |share| {
            if share.low > UNSURE_MEANS {
                Fit::More
            } else {
                Fit::AsThought
            }
        })
    }

    fn shown(&self, it: ConfBin, enough: u32, fit: fn(Interval) -> Fit) -> Shown {
        let share = self.share(it.right, it.n);
        Shown {
            answers: it.n,
            right: it.right,
            share,
            fit: share.filter(|_| it.n >= enough).map(fit),
        }
    }

    /// Answers before any teaching against a self-rating. What guessing alone would bring is taken
    /// off first, from the share and from both its ends.
    pub fn rated(&self, rating: Option<usize>, it: Untaught) -> Shown {
        let share = self.share(f64::from(it.right), it.n);
        let guess = it.by_chance / f64::from(it.n.max(1));
        let known = |share: f64| (share - guess) / (1.0 - guess);
        let implied = rating.and_then(|it| IMPLIED.get(it));
        let fit = share.zip(implied).map(|(share, &implied)| {
            if known(share.low) > implied {
                Fit::More
            } else if known(share.high) < implied {
                Fit::Less
            } else {
                Fit::AsThought
            }
        });
        Shown {
            answers: it.n,
            right: f64::from(it.right),
            share,
            fit: fit.filter(|_| it.n >= ENOUGH_OF_RATING),
        }
    }

    fn sentence(&self, sure: ConfBin, unsure: ConfBin) -> String {
        if sure.n + unsure.n == 0 {
            return "You have not said how sure you are yet. It is asked where it tells something."
                .to_owned();
        }
        if sure.n.max(unsure.n) < ENOUGH {
            return format!(
                "Too few answers yet to tell how well your sureness fits: {} of the {ENOUGH} it \
                 takes.",
                sure.n.max(unsure.n)
            );
        }
        let of = |it: ConfBin| {
            let share = self.share(it.right, it.n).map(Interval::spoken);
            format!("{:.0} were right: {}", it.right, share.unwrap_or_default())
        };
        let sure_fits = self.sure(sure, ENOUGH).fit;
        let unsure_fits = self.unsure(unsure).fit;
        match (sure_fits, unsure_fits) {
            (Some(Fit::Less), _) => format!(
                "Feeling sure is worth a second look: of {} answers you were sure of, {}.",
                sure.n,
                of(sure)
            ),
            (_, Some(Fit::More)) => format!(
                "You know more than you think: of {} answers you were unsure of, {}.",
                unsure.n,
                of(unsure)
            ),
            (Some(_), _) => format!(
                "You can rely on feeling sure: of {} answers you were sure of, {}.",
                sure.n,
                of(sure)
            ),
            (None, _) => format!(
                "You are seldom sure, so far too seldom to compare: of {} answers you were unsure of, \
                 {}.",
                unsure.n,
                of(unsure)
            ),
        }
    }
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
            "{thought}; of what you did before any teaching one answer tells: {}.",
            if right == 1 {
                "right alone"
            } else {
                "not right alone"
            }
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
