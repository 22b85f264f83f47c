//! What a learner tends to take instead of what the coach proposes: a small leaning by kind of
//! activity, folded from their overrulings. It bends what a step is worth to the coach a little,
//! and never decides what is asked for by a rule or comes back first.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::state::Learner;
use crate::core::ActivityKind;
use crate::event::{Override, Overruling};

/// Choices for and against that a kind is taken to have had before the first: the more, the
/// slower it moves.†
const PRIOR: f64 = 8.0;
/// What is left of older choices at each new one: half after 23.†
const KEPT: f64 = 0.97;
/// The most by which a kind is worth more or less.†
const MOST: f64 = 0.2;
/// Skipping may be about the one exercise, not its kind.†
const SKIPPED: f64 = 0.5;

/// By kind of activity, how often it was taken and how often left.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Preference(BTreeMap<ActivityKind, Choices>);

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Choices {
    taken: f64,
    left: f64,
}

impl Preference {
    /// By what factor the worth of a kind changes, 0.8..1.2: twice the bound by how far the share of
    /// times it was taken, by a Beta prior, lies from one half. Exactly 1 before any choice.
    pub fn factor(&self, kind: ActivityKind) -> f64 {
        self.0.get(&alike(kind)).map_or(1.0, |it| {
            let share = (PRIOR + it.taken) / (2.0 * PRIOR + it.taken + it.left);
            1.0 + 2.0 * MOST * (share - 0.5)
        })
    }

    fn note(&mut self, left: ActivityKind, weight: f64, taken: Option<ActivityKind>) {
        let (left, taken) = (alike(left), taken.map(alike));
        // Another step of the same kind says nothing of kinds.
        if taken == Some(left) {
            return;
        }
        for choices in self.0.values_mut() {
            choices.taken *= KEPT;
            choices.left *= KEPT;
        }
        self.0.entry(left).or_default().left += weight;
        if let Some(taken) = taken {
            self.0.entry(taken).or_default().taken += weight;
        }
    }
}

/// Kinds between which nobody chooses: a lesson and a worked example are both something new.
fn alike(kind: ActivityKind) -> ActivityKind {
    match kind {
        ActivityKind::Example => ActivityKind::Lesson,
        other => other,
    }
}

impl Learner {
    /// Takes in an overruling while the decision that it overrules is still open.
    pub(super) fn note_preference(&mut self, it: &Override) {
        let Some(open) = &self.open else { return };
        let decision = &open.decision;
        // What the learner is asked outside the coach's choices says nothing of kinds.
        if matches!(
            decision.activity,
            ActivityKind::Baseline | ActivityKind::Reflection
        ) {
            return;
        }
        match it.overruling {
            Overruling::Choose => {
                let taken = decision.candidates.iter().find(|candidate| {
                    Some(&candidate.skill) == it.skill.as_ref() && candidate.item == it.item
                });
                if let Some(taken) = taken {
                    let (left, taken) = (decision.activity, taken.activity);
                    self.preference.note(left, 1.0, Some(taken));
                }
            }
            Overruling::Skip => self.preference.note(decision.activity, SKIPPED, None),
            Overruling::Claim | Overruling::MoreHelp | Overruling::LessHelp => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::event::{Body, Candidate, Decision, Undo};
    use crate::learner::testing::{Log, decision, item};

    fn proposed(log: &mut Log, activity: ActivityKind, others: &[ActivityKind]) {
        let asked = item(1, &["a"]);
        let candidates = others.iter().enumerate().map(|(n, &activity)| Candidate {
            activity,
            skill: format!("s{n}").as_str().into(),
            item: None,
            misconception: None,
            worth: 1.0,
            minutes: 1.0,
            terms: Vec::new(),
        });
        log.add(Body::Decision(Box::new(Decision {
            activity,
            candidates: candidates.collect(),
            ..decision(&asked)
        })));
    }

    fn choose(log: &mut Log, at: usize) -> crate::core::EventId {
        log.add(Body::Override(Override {
            overruling: Overruling::Choose,
            skill: Some(format!("s{at}").as_str().into()),
            item: None,
        }))
    }

    const REVIEW: ActivityKind = ActivityKind::Review;
    const PRACTICE: ActivityKind = ActivityKind::Practice;

    #[test]
    fn what_is_taken_gains_and_what_is_left_loses() {
        let mut log = Log::default();
        for _ in 0..6 {
            proposed(&mut log, REVIEW, &[REVIEW, PRACTICE]);
            choose(&mut log, 1);
        }
        let preference = log.fold().preference;
        let (gains, loses) = (preference.factor(PRACTICE), preference.factor(REVIEW));
        assert!((1.04..1.06).contains(&gains), "{gains}");
        assert!((gains - 1.0 + loses - 1.0).abs() < 1e-12);
        assert_eq!(preference.factor(ActivityKind::Stretch), 1.0);
    }

    #[test]
    fn another_step_of_the_same_kind_says_nothing_of_kinds() {
        let mut log = Log::default();
        proposed(&mut log, PRACTICE, &[PRACTICE, PRACTICE]);
        choose(&mut log, 1);
        proposed(
            &mut log,
            ActivityKind::Lesson,
            &[ActivityKind::Lesson, ActivityKind::Example],
        );
        choose(&mut log, 1);
        assert_eq!(log.fold().preference, Preference::default());
    }

    #[test]
    fn a_choice_undone_was_never_made() {
        let mut log = Log::default();
        proposed(&mut log, REVIEW, &[REVIEW, PRACTICE]);
        let chosen = choose(&mut log, 1);
        assert!(log.fold().preference.factor(PRACTICE) > 1.0);
        log.add(Body::Undo(Undo {
            events: vec![chosen],
        }));
        assert_eq!(log.fold().preference.factor(PRACTICE), 1.0);
    }

    proptest! {
        #[test]
        fn no_habit_moves_a_kind_by_more_than_a_fifth(
            choices in prop::collection::vec((0..3_usize, any::<bool>()), 0..400),
        ) {
            const KINDS: [ActivityKind; 3] = [REVIEW, PRACTICE, ActivityKind::Lesson];
            let mut preference = Preference::default();
            for (left, skipped) in choices {
                let taken = (!skipped).then_some(KINDS[(left + 1) % 3]);
                preference.note(KINDS[left], if skipped { SKIPPED } else { 1.0 }, taken);
            }
            for kind in KINDS {
                prop_assert!((0.8..=1.2).contains(&preference.factor(kind)));
            }
        }
    }
}
