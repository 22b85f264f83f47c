//! What an exercise would change: the learner as they would be after it, right or wrong.

use super::Desk;
use super::imagine::answered;
use crate::core::SkillId;
use crate::deck::Item;
use crate::event::Decision;
use crate::learner::{Estimate, Learner};

/// What follows from the answer to an exercise.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// Skills that could be taught if it came right alone, and could not now.
    pub opens: Vec<SkillId>,
    /// The chance of the exercise's skill now, after a right answer without help, and after a wrong
    /// one.
    pub now: Estimate,
    pub right: Estimate,
    pub wrong: Estimate,
}

/// None where nothing is asked.
pub fn what_if(desk: &Desk<'_>, decision: &Decision) -> Option<WhatIf> {
    let item = desk.deck.item(decision.item.as_ref()?)?;
    let after = |item: &Item, score| answered(desk, desk.learner, decision.activity, item, score);
    let (right, wrong) = (after(item, 1.0), after(item, 0.0));
    let of = |learner: &Learner| {
        let at = desk.deck.skill_index(&decision.skill)?;
        Some(desk.estimate_of(learner, at, desk.now))
    };
    let then = Desk::new(desk.deck, &right, desk.params, desk.policy, desk.now);
    let opens = desk
        .deck
        .skills
        .iter()
        .filter(|it| desk.learner.skill(&it.id).begun_on.is_none() && it.id != decision.skill)
        .filter(|it| then.is_ready(it) && !desk.is_ready(it));
    Some(WhatIf {
        opens: opens.map(|it| it.id.clone()).collect(),
        now: of(desk.learner)?,
        right: of(&right)?,
        wrong: of(&wrong)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{Policy, choose};
    use crate::core::Now;
    use crate::deck::Library;
    use crate::learner::Params;

    #[test]
    fn a_right_answer_raises_the_chance_and_a_wrong_one_lowers_it() {
        let library = Library::load(&[]);
        let (deck, params, policy) = (&library.decks()[0], Params::default(), Policy::default());
        let learner = Learner::new(&params);
        let now = Now::parse("2026-11-22T09:00:00+01:00").unwrap();
        let desk = Desk::new(deck, &learner, &params, &policy, now);
        let choice = choose(&desk, 15.0).unwrap();
        let item = deck.items_of(&choice.skill).next().unwrap();
        let decision = Decision {
            activity: crate::core::ActivityKind::Practice,
            skill: choice.skill.clone(),
            item: Some(item.id.clone()),
            misconception: None,
            stage: choice.stage,
            seed: 0,
            predicted: None,
            candidates: Vec::new(),
            rules: Vec::new(),
            minutes_left: 10.0,
        };
        let it = what_if(&desk, &decision).unwrap();
        assert!(
            it.wrong.mean < it.now.mean && it.now.mean < it.right.mean,
            "{it:?}"
        );
        let walk = Decision {
            item: None,
            ..decision
        };
        assert!(what_if(&desk, &walk).is_none());
    }
}
