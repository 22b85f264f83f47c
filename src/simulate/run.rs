//! All learners in all ways, on as many cores as there are.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::chance::Chance;
use super::course::Course;
use super::diary::Diary;
use super::family::Family;
use super::report::Report;
use super::student::{Person, Student, study_days};
use super::ways::{Sitting, Way};
use crate::learner::Params;

/// What is simulated.
#[derive(Clone, Debug)]
pub struct Setup {
    pub families: Vec<Family>,
    pub courses: Vec<Course>,
    pub ways: Vec<Way>,
    /// In each family and course.
    pub learners: usize,
    pub days: usize,
    /// On each day on which they study.
    pub minutes: u16,
    pub seed: u64,
}

/// One learner in all ways.
#[derive(Clone, Debug)]
pub struct Run {
    pub family: usize,
    pub course: usize,
    /// By way.
    pub diaries: Vec<Diary>,
}

impl Setup {
    /// How many lives are lived: learners times ways.
    pub fn lives(&self) -> usize {
        self.families.len() * self.courses.len() * self.learners * self.ways.len()
    }
}

/// Simulates and reports. `lived` is called after each life. Once `stop` is set, what is not whole
/// is left out; none where that is everything.
pub fn run(setup: &Setup, lived: &(impl Fn() + Sync), stop: &AtomicBool) -> Option<Report> {
    let params = Arc::<Params>::default();
    let learners: Vec<(usize, usize, usize)> = (0..setup.learners)
        .flat_map(|learner| {
            let courses = 0..setup.courses.len();
            courses.flat_map(move |course| {
                (0..setup.families.len()).map(move |family| (learner, course, family))
            })
        })
        .collect();
    let runs: Vec<Run> = learners
        .into_par_iter()
        .filter_map(|(learner, course, family)| {
            let live = |way: &Way| {
                let life = Life {
                    setup,
                    learner,
                    course,
                    family,
                    way: *way,
                };
                let diary = life.live(&params, stop)?;
                lived();
                Some(diary)
            };
            let diaries: Option<Vec<Diary>> = setup.ways.par_iter().map(live).collect();
            Some(Run {
                family,
                course,
                diaries: diaries?,
            })
        })
        .collect();
    Report::of(setup, &runs)
}

/// One learner in one way.
struct Life<'a> {
    setup: &'a Setup,
    learner: usize,
    course: usize,
    family: usize,
    way: Way,
}

impl Life<'_> {
    /// None where it was stopped.
    fn live(&self, params: &Arc<Params>, stop: &AtomicBool) -> Option<Diary> {
        let setup = self.setup;
        let course = &setup.courses[self.course];
        let family = setup.families[self.family];
        let who = [setup.seed, self.learner as u64, self.course as u64];
        // The person and the days are the same in all ways and families.
        let chance = &mut Chance::of(&who);
        let person = Person::draw(course, chance);
        let studies = study_days(&person, setup.days, chance);
        let mut student = Student::new(course, family, person, &who);
        let mut follow = self.way.follow(course, params, setup.minutes, chance);
        let mut diary = Diary::begin(course, &student);
        for (day, studies) in studies.into_iter().enumerate() {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            if studies {
                let mut sitting =
                    Sitting::new(course, &mut student, &mut diary, day, setup.minutes);
                follow.study(&mut sitting);
            }
            diary.end_of_day(course, &student, (day + 1) as f64);
        }
        diary.end(course, &student, setup.days as f64);
        Some(diary)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::Part;

    fn setup() -> Setup {
        Setup {
            families: Family::ALL.to_vec(),
            courses: vec![Course::named("layered-4", 1).unwrap()],
            ways: vec![
                Way::Coach(None),
                Way::Author,
                Way::Random,
                Way::Mastery,
                Way::Flashcards(0.9),
                Way::Coach(Some(Part::Baseline)),
            ],
            learners: 2,
            days: 4,
            minutes: 10,
            seed: 1,
        }
    }

    fn report(setup: &Setup) -> Report {
        run(setup, &|| (), &AtomicBool::new(false)).unwrap()
    }

    #[test]
    fn the_same_seed_gives_the_same_figures_and_another_does_not() {
        let few = |seed| {
            report(&Setup {
                ways: vec![Way::Coach(None), Way::Random],
                days: 2,
                seed,
                ..setup()
            })
        };
        let (one, other) = (few(1), few(1));
        assert_eq!(format!("{one:?}"), format!("{other:?}"));
        let changed = few(2);
        assert_ne!(format!("{one:?}"), format!("{changed:?}"));
    }

    #[test]
    fn all_ways_begin_with_the_same_learner_and_none_takes_more_than_its_minutes() {
        let setup = setup();
        for group in report(&setup).groups {
            let starts: Vec<f64> = group.ways.iter().map(|it| it.before.value).collect();
            assert!(starts.iter().all(|it| *it == starts[0]), "{starts:?}");
            for way in &group.ways {
                // What is begun on a day is brought to its end.
                let most = (setup.days * (usize::from(setup.minutes) + 6)) as f64;
                assert!((10.0..most).contains(&way.minutes.value), "{way:?}");
                assert!(way.after.value > way.before.value, "{way:?}");
            }
        }
    }

    #[test]
    fn what_is_stopped_at_once_reports_nothing() {
        assert!(run(&setup(), &|| (), &AtomicBool::new(true)).is_none());
    }

    #[test]
    fn every_part_that_is_left_out_changes_what_is_done() {
        let setup = Setup {
            families: vec![Family::Ability],
            courses: vec![Course::named("layered-9", 1).unwrap()],
            days: 16,
            ..setup()
        };
        let params = Arc::<Params>::default();
        let live = |learner: usize, without: Option<Part>| {
            let life = Life {
                setup: &setup,
                learner,
                course: 0,
                family: 0,
                way: Way::Coach(without),
            };
            life.live(&params, &AtomicBool::new(false)).unwrap()
        };
        let usual: Vec<Diary> = (0..4).map(|learner| live(learner, None)).collect();
        let idle: Vec<&str> = Part::ALL
            .into_iter()
            .filter(|part| (0..4).all(|learner| live(learner, Some(*part)) == usual[learner]))
            .map(Part::name)
            .collect();
        assert!(idle.is_empty(), "nothing hangs on {idle:?}");
    }
}
