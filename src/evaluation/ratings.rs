//! How memory units were rated, taken down from the fold that rated them.

use std::collections::BTreeMap;

use fsrs::{FSRSItem, FSRSReview};

use crate::core::{ItemId, SkillId, StudyDay};
use crate::event::{Body, Event, ItemVersion, MemoryUnit};
use crate::learner::{Learner, Memory, Params, Rating, undone};

/// Longer histories of one unit are not learned from: the optimizer leaves them out.
const LONGEST: usize = 256;

/// The ratings of all memory units of one kind, over all decks, as the fold made them.
#[derive(Clone, Debug, Default)]
pub struct Ratings {
    pub(super) units: Vec<Vec<FSRSReview>>,
    /// All but the first of each unit, in the order of time.
    pub(super) delayed: Vec<Delayed>,
}

/// A rating that tells what was left of the one before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Delayed {
    pub day: StudyDay,
    pub unit: usize,
    /// Its place among the ratings of the unit.
    pub at: usize,
}

impl Ratings {
    /// Those of items and those of skills, from the logs of all decks.
    pub fn read<'a>(params: &Params, decks: impl IntoIterator<Item = &'a [Event]>) -> [Self; 2] {
        let mut both = [Self::default(), Self::default()];
        for events in decks {
            Reader::new(params, &mut both).read(events);
        }
        for ratings in &mut both {
            ratings.delayed.sort_by_key(|it| it.day);
        }
        both
    }

    /// How many tell of forgetting.
    pub fn delayed(&self) -> usize {
        self.delayed.len()
    }

    /// Of the first so many delayed reviews: one item for each, with the history before it, and of
    /// which unit it is, which lets the optimizer walk through each history once only.
    pub fn training_set(&self, until: usize) -> (Vec<FSRSItem>, Vec<i64>) {
        let delayed = self.delayed.iter().take(until);
        let history = |it: &Delayed| self.units.get(it.unit)?.get(..=it.at);
        delayed
            .filter(|it| it.at < LONGEST)
            .filter_map(|it| {
                let reviews = history(it)?.to_vec();
                Some((FSRSItem { reviews }, it.unit as i64))
            })
            .unzip()
    }

    /// Adds a rating. A unit that was remembered before it was ever rated, because the baseline had
    /// shown it, is left out: how it was learned is not known.
    pub(super) fn add(
        &mut self,
        known: Option<Followed>,
        is_new: bool,
        day: StudyDay,
        rating: Rating,
    ) -> Option<Followed> {
        let rating = rating as u32;
        let Some(known) = known else {
            let unit = self.units.len();
            let first = FSRSReview { rating, delta_t: 0 };
            return is_new.then(|| {
                self.units.push(vec![first]);
                Followed { unit, last: day }
            });
        };
        let reviews = self.units.get_mut(known.unit)?;
        let delta_t = u32::try_from(day.days_since(known.last)).unwrap_or(0);
        // A clock that was set back: the day tells nothing of forgetting.
        if delta_t > 0 {
            let (unit, at) = (known.unit, reviews.len());
            reviews.push(FSRSReview { rating, delta_t });
            self.delayed.push(Delayed { day, unit, at });
        }
        let last = day.max(known.last);
        Some(Followed { last, ..known })
    }
}

/// Follows the fold of one deck and takes down each rating it makes.
struct Reader<'a> {
    params: &'a Params,
    both: &'a mut [Ratings; 2],
    learner: Learner,
    items: BTreeMap<ItemId, Followed>,
    skills: BTreeMap<SkillId, Followed>,
}

/// A unit in [`Ratings`], and the day it was last rated.
#[derive(Clone, Copy)]
pub(super) struct Followed {
    pub unit: usize,
    pub last: StudyDay,
}

impl<'a> Reader<'a> {
    fn new(params: &'a Params, both: &'a mut [Ratings; 2]) -> Self {
        Self {
            params,
            both,
            learner: Learner::new(params),
            items: BTreeMap::new(),
            skills: BTreeMap::new(),
        }
    }

    fn read(mut self, events: &[Event]) {
        let undone = undone(events);
        for event in events {
            if undone.contains(&event.id) {
                continue;
            }
            let item = match &event.body {
                Body::Attempt(attempt) => self.learner.versions.get(&attempt.version).cloned(),
                _ => None,
            };
            let before = item.as_ref().map(|item| self.memories(item));
            self.learner.apply(self.params, event);
            if let (Some(item), Some(before)) = (item, before) {
                self.take_down(&item, &before);
            }
        }
    }

    /// Of the units that an answer to the item would rate.
    fn memories(&self, item: &ItemVersion) -> Vec<Option<Memory>> {
        match item.unit {
            MemoryUnit::Item => {
                let state = self.learner.items.get(&item.item);
                vec![state.and_then(|it| it.memory)]
            }
            MemoryUnit::Skill => {
                let skills = item.skills.iter();
                skills.map(|it| self.learner.skill(it).memory).collect()
            }
        }
    }

    fn take_down(&mut self, item: &ItemVersion, before: &[Option<Memory>]) {
        let after = self.memories(item);
        for (at, (before, after)) in before.iter().zip(after).enumerate() {
            let Some(after) = after.filter(|it| it.days > before.map_or(0, |it| it.days)) else {
                continue;
            };
            let (Some(day), Some(rating)) = (after.rated_on, after.rating) else {
                continue;
            };
            let [of_items, of_skills] = &mut *self.both;
            match item.unit {
                MemoryUnit::Item => {
                    let known = self.items.get(&item.item).copied();
                    let followed = of_items.add(known, before.is_none(), day, rating);
                    self.items
                        .extend(followed.map(|it| (item.item.clone(), it)));
                }
                MemoryUnit::Skill => {
                    let Some(skill) = item.skills.get(at) else {
                        continue;
                    };
                    let known = self.skills.get(skill).copied();
                    let followed = of_skills.add(known, before.is_none(), day, rating);
                    self.skills.extend(followed.map(|it| (skill.clone(), it)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::core::{ActivityKind, EventId, Now, Response, Support, VersionId};
    use crate::event::{Attempt, Device, Guess, Stamp, Undo};

    const DAY_MS: i64 = 86_400_000;

    fn fact() -> ItemVersion {
        ItemVersion {
            id: VersionId(Uuid::from_u128(1)),
            item: ItemId::new("fact"),
            skills: vec![SkillId::new("a")],
            level: 3,
            target: 3,
            difficulty: None,
            guess: Guess::Produced,
            unit: MemoryUnit::Item,
            practices: Vec::new(),
        }
    }

    fn event(sequence: u64, day: i64, body: Body) -> Event {
        Event {
            id: EventId(Uuid::from_u128(sequence.into())),
            stamp: Stamp::after(None, sequence, Device(Uuid::nil()), day * DAY_MS),
            now: Now::new(day * DAY_MS + DAY_MS / 2, 0).unwrap(),
            deck: None,
            body,
        }
    }

    fn answer(score: f64) -> Body {
        Body::Attempt(Attempt {
            item: fact().item,
            version: fact().id,
            activity: ActivityKind::Practice,
            response: Response::DontKnow,
            score,
            support: Support::None,
            hints: 0,
            confidence: None,
            took_ms: 10_000,
            predicted: 0.5,
            misconceptions: Vec::new(),
            seed: 0,
        })
    }

    #[test]
    fn ratings_are_those_that_the_fold_makes() {
        let mut log = vec![event(1, 0, Body::ItemVersion(fact()))];
        // Twice on the second day, of which the first counts; the last answer is taken back.
        for (day, score) in [(0, 1.0), (3, 0.0), (3, 1.0), (4, 1.0), (9, 0.0)] {
            log.push(event(log.len() as u64 + 1, day, answer(score)));
        }
        let last = vec![log[5].id];
        log.push(event(7, 9, Body::Undo(Undo { events: last })));
        let [items, skills] = Ratings::read(&Params::default(), [log.as_slice()]);
        let review = |rating, delta_t| FSRSReview { rating, delta_t };
        assert_eq!(
            items.units,
            [vec![review(3, 0), review(1, 3), review(3, 1)]]
        );
        assert_eq!((items.delayed(), skills.delayed()), (2, 0));
        let (training, cards) = items.training_set(1);
        assert_eq!(training[0].reviews, items.units[0][..2]);
        assert_eq!(cards, [0]);
    }
}
