//! Whether goal, date and minutes fit: the coach played forward over the days to come, on answers
//! that come right as often as it predicts.

use super::Desk;
use super::play::Play;
use crate::core::{Now, StudyDay};
use crate::learner::{Estimate, Learner};

/// What the coach expects of the days until the goal's date.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// The goal's date, or so many days on where it has none.
    pub until: StudyDay,
    /// The share of the goal that can be done alone on that day, 0..1, as unsure as that of today.
    pub expected: Estimate,
    /// Minutes a day, and days a week, that this takes for granted.
    pub minutes: f64,
    pub days_a_week: f64,
    /// Answers of the learner that it rests on.
    pub answers: u32,
    /// Where that is not enough: the least of the minutes tried that would be.
    pub would_do: Option<f64>,
    /// Where that is not enough: the day on which the minutes as they are will be.
    pub later: Option<StudyDay>,
}

/// How far it has come, and whether to go on.
pub trait Watch {
    /// `share` of the work is done, 0..1; false to stop.
    fn goes_on(&mut self, share: f64) -> bool;
}

/// Ways in which the days may go, that are averaged.†
const RUNS: usize = 2;
/// Times the minutes of the goal that are tried where those do not do.
const TRIED: [f64; 3] = [1.5, 2.0, 3.0];
/// Minutes a day beyond which nothing is proposed.
const MOST_MINUTES: f64 = 120.0;
/// Weeks beyond the date that are looked at.
const WEEKS_BEYOND: i32 = 12;
/// Days whose attendance tells what to expect, once there are so many.
const ATTENDANCE_DAYS: i32 = 14;

impl Forecast {
    pub fn is_enough(&self, enough: f64) -> bool {
        self.expected.mean >= enough
    }
}

/// The forecast for these minutes a day; none if `watch` stopped it.
pub fn forecast(desk: &Desk<'_>, minutes: f64, watch: &mut impl Watch) -> Option<Forecast> {
    let enough = desk.policy.enough;
    let until = desk.horizon().day;
    let attendance = attendance(desk.learner, desk.now.day);
    let mut course = Course {
        attendance,
        watch,
        done: 0.0,
        // The minutes as they are until the date and beyond it, and more minutes.
        part: 1.0 / (2.0 + TRIED.len() as f64),
    };
    let runs = course.until(desk, until, minutes)?;
    let (today, then) = (desk.share(), share(&runs));
    let mut found = Forecast {
        until,
        expected: Estimate {
            mean: then,
            low: (then - (today.mean - today.low)).max(0.0),
            high: (then + (today.high - today.mean)).min(1.0),
        },
        minutes,
        days_a_week: 7.0 * attendance,
        answers: desk.learner.responses,
        would_do: None,
        later: None,
    };
    if found.is_enough(enough) {
        return Some(found);
    }
    found.later = course.later(runs, until, (minutes, enough))?;
    course.done += course.part;
    let more = TRIED.map(|times| (times * minutes / 5.0).ceil() * 5.0);
    for more in more.into_iter().filter(|it| *it <= MOST_MINUTES) {
        if share(&course.until(desk, until, more)?) >= enough {
            found.would_do = Some(more);
            break;
        }
    }
    Some(found)
}

/// The share of days on which the learner comes: that of the last two weeks once they have been
/// here so long, and every day before, 0..1.
fn attendance(learner: &Learner, today: StudyDay) -> f64 {
    let Some((first, _)) = learner.days.first_key_value() else {
        return 1.0;
    };
    let span = today.days_since(*first).min(ATTENDANCE_DAYS);
    if span < ATTENDANCE_DAYS {
        return 1.0;
    }
    let came = learner.days.range(today - span..today).count();
    (came as f64 / f64::from(span)).max(1.0 / 7.0)
}

/// One way in which the days may go.
struct Run<'a> {
    play: Play<'a>,
    answers: AsOften,
    attends: AsOften,
}

/// Makes things happen as often as their chances say, and no oftener or seldomer as drawing them
/// would: what is not yet known of the learner is not to be decided by luck here.
struct AsOften(f64);

impl AsOften {
    fn happens(&mut self, chance: f64) -> bool {
        self.0 += chance;
        let happens = self.0 >= 1.0;
        self.0 -= f64::from(u8::from(happens));
        happens
    }
}

fn share(runs: &[Run<'_>]) -> f64 {
    let shares = runs.iter().map(|it| it.play.desk().share().mean);
    shares.sum::<f64>() / runs.len().max(1) as f64
}

struct Course<'w, W> {
    attendance: f64,
    watch: &'w mut W,
    /// Share of the work done, and what one part of it makes up.
    done: f64,
    part: f64,
}

impl<W: Watch> Course<'_, W> {
    /// From now to a day, in several ways; none if it was stopped.
    fn until<'a>(
        &mut self,
        desk: &Desk<'a>,
        until: StudyDay,
        minutes: f64,
    ) -> Option<Vec<Run<'a>>> {
        let fresh = |at| Run {
            play: Play::from(desk),
            answers: AsOften((at as f64 + 0.5) / RUNS as f64),
            attends: AsOften(0.5),
        };
        let mut runs: Vec<Run<'a>> = (0..RUNS).map(fresh).collect();
        let days = until.days_since(desk.now.day);
        for day in 0..days {
            self.day(&mut runs, minutes);
            self.goes_on(f64::from(day) / f64::from(days))?;
        }
        self.done += self.part;
        Some(runs)
    }

    /// The first end of a week after a day on which it is enough; `None` in it if never, and none
    /// if it was stopped.
    fn later(
        &mut self,
        mut runs: Vec<Run<'_>>,
        until: StudyDay,
        (minutes, enough): (f64, f64),
    ) -> Option<Option<StudyDay>> {
        for week in 1..=WEEKS_BEYOND {
            for _ in 0..7 {
                self.day(&mut runs, minutes);
            }
            self.goes_on(f64::from(week) / f64::from(WEEKS_BEYOND))?;
            if share(&runs) >= enough {
                return Some(Some(until + 7 * week));
            }
        }
        Some(None)
    }

    /// One day, studied or not, and on to the next morning.
    fn day(&self, runs: &mut [Run<'_>], minutes: f64) {
        for run in runs {
            let morning = run.play.now;
            if run.attends.happens(self.attendance) {
                let comes_right = |chance| run.answers.happens(chance);
                run.play.session(minutes, comes_right, |_| {});
            }
            run.play.now = Now {
                utc_ms: morning.utc_ms + 86_400_000,
                day: morning.day + 1,
                ..morning
            };
        }
    }

    fn goes_on(&mut self, share_of_part: f64) -> Option<()> {
        let share = self.done + self.part * share_of_part;
        self.watch.goes_on(share).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::Policy;
    use crate::coach::imagine::take_in;
    use crate::deck::Deck;
    use crate::event::{Body, Goal};
    use crate::learner::Params;

    struct Patient;

    impl Watch for Patient {
        fn goes_on(&mut self, share: f64) -> bool {
            (0.0..=1.0).contains(&share)
        }
    }

    struct Stops;

    impl Watch for Stops {
        fn goes_on(&mut self, share: f64) -> bool {
            share < 0.1
        }
    }

    fn now() -> Now {
        Now::parse("2026-11-22T09:00:00+01:00").unwrap()
    }

    /// Four skills, each on the one before, with four exercises each.
    fn deck() -> Deck {
        let mut text = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n".to_owned();
        for skill in 0..4 {
            let before = (0..skill).last().map(|it| format!("\"s{it}\""));
            text += &format!(
                "[[skill]]\nid = \"s{skill}\"\ntitle = \"S\"\nlesson = \"L\"\nrequires = [{}]\n",
                before.unwrap_or_default()
            );
            for item in 0..4 {
                text += &format!(
                    "[[item]]\nid = \"s{skill}-{item}\"\nskills = [\"s{skill}\"]\nlevel = {}\n\
                     kind = \"short\"\nprompt = \"p\"\naccept = [\"x\"]\n",
                    2 + item % 2
                );
            }
        }
        crate::deck::parse("d.toml", &text).0.unwrap()
    }

    fn forecast_of(days: i32, minutes: f64, watch: &mut impl Watch) -> Option<Forecast> {
        let (deck, params, policy) = (deck(), Params::default(), Policy::default());
        let mut learner = Learner::new(&params);
        let goal = Body::Goal(Goal {
            track: None,
            date: Some(now().day + days),
            minutes: 15,
            intention: String::new(),
        });
        take_in(&mut learner, &deck, &params, now(), goal);
        let desk = Desk::new(&deck, &learner, &params, &policy, now());
        forecast(&desk, minutes, watch)
    }

    #[test]
    fn more_minutes_reach_more_and_a_date_too_near_is_told() {
        let near = forecast_of(4, 5.0, &mut Patient).unwrap();
        let long = forecast_of(4, 20.0, &mut Patient).unwrap();
        assert!(long.expected.mean > near.expected.mean);
        assert!(!near.is_enough(Policy::default().enough));
        assert!(near.later.is_none_or(|day| day > near.until));
        assert_eq!(near.days_a_week, 7.0);
        let Estimate { mean, low, high } = near.expected;
        assert!(0.0 <= low && low <= mean && mean <= high && high <= 1.0);
    }

    #[test]
    fn it_is_the_same_each_time_and_can_be_stopped() {
        let once = forecast_of(4, 10.0, &mut Patient);
        assert_eq!(once, forecast_of(4, 10.0, &mut Patient));
        assert_eq!(forecast_of(4, 10.0, &mut Stops), None);
    }

    #[test]
    fn who_comes_every_other_day_is_expected_to_go_on_so() {
        let mut learner = Learner::new(&Params::default());
        let today = now().day;
        assert_eq!(attendance(&learner, today), 1.0);
        for back in (2..=20).step_by(2) {
            learner.days.insert(today - back, Default::default());
        }
        assert_eq!(attendance(&learner, today), 0.5);
    }
}
