//! What keeps slipping is explained anew before it is asked again: repeating it as it is did not
//! help.

use super::Desk;
use super::candidates::{Proposal, walk};
use crate::core::{ActivityKind, StudyDay};
use crate::deck::Skill;
use crate::learner::{Memory, Rating};

/// The rule by which a leech is explained instead of repeated.
pub const KEEPS_SLIPPING: &str = "keeps slipping";

/// What explains a leech since it was lost last: the misconception that showed most often, else the
/// lesson, else the example. None where it was explained since, or the deck has nothing to say.
pub fn mend<'a>(desk: &Desk<'a>, skill: &'a Skill, memory: &Memory) -> Option<Proposal<'a>> {
    let lost_on = memory
        .rated_on
        .filter(|_| memory.rating == Some(Rating::Again) && memory.is_leech(desk.params))?;
    if was_explained(desk, skill, lost_on) {
        return None;
    }
    let misled = skill
        .misconceptions
        .iter()
        .filter_map(|it| Some((desk.learner.misconceptions.get(&it.id)?.len(), &it.id)))
        .max_by_key(|(sightings, _)| *sightings);
    let mut proposal = match misled {
        Some((_, id)) => Proposal {
            misconception: Some(id.clone()),
            ..walk(ActivityKind::Repair, skill)
        },
        None if !skill.lesson.is_empty() => walk(ActivityKind::Lesson, skill),
        None => skill
            .example
            .as_ref()
            .map(|_| walk(ActivityKind::Example, skill))?,
    };
    proposal.rule = Some(KEEPS_SLIPPING);
    Some(proposal)
}

fn was_explained(desk: &Desk<'_>, skill: &Skill, lost_on: StudyDay) -> bool {
    let state = desk.learner.skill(&skill.id);
    let repairs = skill
        .misconceptions
        .iter()
        .filter_map(|it| Some(desk.learner.repaired.get(&it.id)?.day));
    repairs
        .chain(state.lesson_on)
        .chain(state.example_on)
        .any(|day| day >= lost_on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::candidates::proposals;
    use crate::coach::{Policy, choose};
    use crate::core::Now;
    use crate::deck::{Deck, Library, SkillKind};
    use crate::event::MemoryUnit;
    use crate::learner::{Learner, Moment, Params, Sighting};

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
}
