//! What came of it: figures with 95 % intervals by the bootstrap over learners (Efron, 1979).

mod figure;

use serde::Serialize;

pub use figure::Figure;

use super::diary::Diary;
use super::family::{Effect, Family};
use super::run::{Run, Setup};
use super::ways::Way;
use crate::coach::Part;
use figure::Sample;

#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub learners: usize,
    pub days: usize,
    pub minutes_a_day: u16,
    pub seed: u64,
    pub groups: Vec<Group>,
}

/// One family in one course.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    pub family: Family,
    pub course: String,
    pub skills: usize,
    pub items: usize,
    /// How many finished.
    pub learners: usize,
    pub ways: Vec<WayFigures>,
    /// The coach against each other way.
    pub against: Vec<Comparison>,
    /// Its gain over that of the best of flashcards.
    pub ratio: Option<Ratio>,
    pub ablations: Vec<Ablation>,
}

/// Scores and shares are 0..1; times are minutes of study.
#[derive(Clone, Debug, Serialize)]
pub struct WayFigures {
    pub way: String,
    /// Expected score in the exam on unseen exercises: before, at the end, and a month later.
    pub before: Figure,
    pub after: Figure,
    pub later: Figure,
    /// From before to a month later.
    pub gain: Figure,
    /// For each hour of study.
    pub gain_an_hour: Figure,
    pub minutes: Figure,
    /// Of these, for finding out where the learner stands.
    pub asking: Figure,
    /// Until half of the skills that were not competent are; all planned minutes where that never
    /// was.
    pub half_way: Figure,
    /// Share of learners who got there.
    pub got_there: Figure,
    /// For each skill more that is competent at the end; without bound where there may be none.
    pub per_skill: Figure,
    /// Share of the minutes on what would have been known a month later anyway, and on what lacked
    /// its foundations.
    pub wasted_known: Figure,
    pub wasted_unready: Figure,
    /// Mean score before the first day, and after each.
    pub scores: Vec<f64>,
}

/// The same learners in two ways: the coach's figure less the other's.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    pub with: String,
    pub after: Figure,
    pub later: Figure,
}

#[derive(Clone, Debug, Serialize)]
pub struct Ratio {
    pub best: String,
    pub gain: Figure,
}

/// What a part of the coach earns: the score a month later with it, less that without.
#[derive(Clone, Debug, Serialize)]
pub struct Ablation {
    pub without: &'static str,
    /// What would have to be true of learners for the part to earn something.
    pub needs: Effect,
    /// None: it is not true of this family, so nothing can be said.
    pub earns: Option<Figure>,
}

impl Report {
    /// None where no learner finished.
    pub fn of(setup: &Setup, runs: &[Run]) -> Option<Self> {
        if runs.is_empty() {
            return None;
        }
        let mut groups = Vec::new();
        for course in 0..setup.courses.len() {
            for family in 0..setup.families.len() {
                let fits = |run: &&Run| run.course == course && run.family == family;
                let of: Vec<&Run> = runs.iter().filter(fits).collect();
                if !of.is_empty() {
                    groups.push(group(setup, course, setup.families[family], &of));
                }
            }
        }
        Some(Self {
            learners: setup.learners,
            days: setup.days,
            minutes_a_day: setup.minutes,
            seed: setup.seed,
            groups,
        })
    }
}

fn group(setup: &Setup, course: usize, family: Family, runs: &[&Run]) -> Group {
    let course = &setup.courses[course];
    let sample = Sample::new(runs.len(), setup.seed);
    let diaries = |at: usize| -> Vec<&Diary> { runs.iter().map(|run| &run.diaries[at]).collect() };
    let planned = f64::from(setup.minutes) * setup.days as f64;
    let is_way = |way: &Way| !matches!(way, Way::Coach(Some(_)));
    let ways: Vec<(usize, Way)> = setup.ways.iter().copied().enumerate().collect();
    let coach = ways.iter().find(|(_, way)| *way == Way::Coach(None));
    let coached = coach.map(|(at, _)| diaries(*at));
    let mut against = Vec::new();
    let mut ablations = Vec::new();
    for (at, way) in &ways {
        let Some(coached) = &coached else { continue };
        match way {
            Way::Coach(None) => {}
            Way::Coach(Some(part)) => {
                ablations.push(ablation(&sample, family, *part, coached, &diaries(*at)));
            }
            _ => against.push(comparison(&sample, *way, coached, &diaries(*at))),
        }
    }
    let cards: Vec<(Way, Vec<&Diary>)> = ways
        .iter()
        .filter(|(_, way)| way.is_flashcards())
        .map(|(at, way)| (*way, diaries(*at)))
        .collect();
    Group {
        family,
        course: course.name.clone(),
        skills: course.topics.len(),
        items: course.tasks.len(),
        learners: runs.len(),
        ratio: coached.and_then(|coached| ratio(&sample, &coached, &cards)),
        ways: ways
            .iter()
            .filter(|(_, way)| is_way(way))
            .map(|(at, way)| figures(&sample, *way, &diaries(*at), planned))
            .collect(),
        against,
        ablations,
    }
}

fn figures(sample: &Sample, way: Way, diaries: &[&Diary], planned: f64) -> WayFigures {
    let mean = |of: &dyn Fn(&Diary) -> f64| {
        let values: Vec<f64> = diaries.iter().map(|it| of(it)).collect();
        sample.mean(&values)
    };
    let share = |of: &dyn Fn(&Diary) -> f64| {
        let parts: Vec<(f64, f64)> = diaries.iter().map(|it| (of(it), it.minutes)).collect();
        sample.ratio(&parts)
    };
    let days = diaries.first().map_or(0, |it| it.scores.len());
    let an_hour: Vec<(f64, f64)> = diaries
        .iter()
        .map(|it| (it.later - it.before(), it.minutes / 60.0))
        .collect();
    let per_skill: Vec<(f64, f64)> = diaries
        .iter()
        .map(|it| (it.competent[1] - it.competent[0], it.minutes))
        .collect();
    WayFigures {
        way: way.name(),
        before: mean(&Diary::before),
        after: mean(&Diary::after),
        later: mean(&|it| it.later),
        gain: mean(&|it| it.later - it.before()),
        gain_an_hour: sample.ratio(&an_hour),
        minutes: mean(&|it| it.minutes),
        asking: mean(&|it| it.asked),
        half_way: mean(&|it| it.half_way.unwrap_or(planned)),
        got_there: mean(&|it| f64::from(u8::from(it.half_way.is_some()))),
        per_skill: sample.ratio(&per_skill).inverse(),
        wasted_known: share(&|it| it.known),
        wasted_unready: share(&|it| it.unready),
        scores: (0..days)
            .map(|day| {
                let on_day = diaries.iter().filter_map(|it| it.scores.get(day));
                on_day.sum::<f64>() / diaries.len() as f64
            })
            .collect(),
    }
}

fn differences(
    sample: &Sample,
    one: &[&Diary],
    other: &[&Diary],
    of: impl Fn(&Diary) -> f64,
) -> Figure {
    let pairs = one.iter().zip(other);
    let differences: Vec<f64> = pairs.map(|(one, other)| of(one) - of(other)).collect();
    sample.mean(&differences)
}

fn comparison(sample: &Sample, way: Way, coached: &[&Diary], other: &[&Diary]) -> Comparison {
    Comparison {
        with: way.name(),
        after: differences(sample, coached, other, Diary::after),
        later: differences(sample, coached, other, |it| it.later),
    }
}

/// Against the retention that turned out best, which favors the cards.
fn ratio(sample: &Sample, coached: &[&Diary], cards: &[(Way, Vec<&Diary>)]) -> Option<Ratio> {
    let gain = |it: &Diary| it.later - it.before();
    let total = |diaries: &[&Diary]| diaries.iter().map(|it| gain(it)).sum::<f64>();
    let (way, best) = cards
        .iter()
        .max_by(|(_, one), (_, other)| total(one).total_cmp(&total(other)))?;
    let pairs = coached.iter().zip(best);
    let gains: Vec<(f64, f64)> = pairs.map(|(one, other)| (gain(one), gain(other))).collect();
    Some(Ratio {
        best: way.name(),
        gain: sample.ratio(&gains),
    })
}

fn ablation(
    sample: &Sample,
    family: Family,
    part: Part,
    with: &[&Diary],
    without: &[&Diary],
) -> Ablation {
    let needs = needed(part);
    let earned = || differences(sample, with, without, |it| it.later);
    Ablation {
        without: part.name(),
        needs,
        earns: family.contains(needs).then(earned),
    }
}

/// What has to be true of learners for a part to earn something.
fn needed(part: Part) -> Effect {
    match part {
        Part::Baseline | Part::Checks => Effect::PriorKnowledge,
        Part::Worth | Part::Reviews | Part::Relearning | Part::Pace => Effect::Forgetting,
        Part::Opening | Part::Readiness => Effect::Prerequisites,
        Part::Difficulty => Effect::DesirableDifficulty,
        Part::Interleaving => Effect::Interleaving,
        Part::Repairs => Effect::Misconceptions,
        Part::Reteaching => Effect::Teaching,
        Part::Support => Effect::ExpertiseReversal,
    }
}
