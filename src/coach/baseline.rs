//! The adaptive check: asks the question that tells most about who stands on which side of
//! "can do", the whole prerequisite graph counted.

use super::Desk;
use crate::core::SkillId;
use crate::deck::{Deck, Exercise, Item};
use crate::event::{ItemVersion, Placement};
use crate::learner::{Joint, JointItem};

/// The question to ask next.
pub struct Question<'a> {
    pub item: &'a Item,
    /// Chance of a right answer, 0..1.
    pub predicted: f64,
}

/// How many questions the check may ask: fewer than there are skills, within three minutes.
pub fn baseline_limit(deck: &Deck) -> usize {
    (deck.skills.len() * 4 / 5).clamp(4, 20)
}

/// Depths and edges of the prerequisite graph, by the skills' places in the deck.
pub fn baseline_graph(deck: &Deck) -> (Vec<usize>, Vec<(usize, usize)>) {
    let edges = deck
        .skills
        .iter()
        .enumerate()
        .flat_map(|(at, skill)| {
            skill
                .requires
                .iter()
                .filter_map(move |it| Some((deck.skill_index(&it.skill)?, at)))
        })
        .collect();
    (deck.depths(), edges)
}

/// The joint belief after the ratings and answers so far.
pub fn replay(desk: &Desk<'_>) -> Joint {
    let (depths, edges) = baseline_graph(desk.deck);
    let again = desk.learner.baseline.closed.is_some();
    let mut joint = if again {
        let skills: Vec<SkillId> = desk.deck.skills.iter().map(|it| it.id.clone()).collect();
        Joint::from_everyday(desk.params, desk.learner, &skills, &edges)
    } else {
        Joint::prior(desk.params, &depths, &edges)
    };
    for (at, skill) in desk.deck.skills.iter().enumerate() {
        if let Some(&rating) = desk.learner.baseline.ratings.get(&skill.id) {
            joint.rate(desk.params, at, rating);
        }
    }
    for answer in &desk.learner.baseline.open {
        if let Some(item) = joint_item(desk, &answer.item) {
            joint.answer(desk.params, &item, answer.score, answer.confidence);
        }
    }
    joint
}

fn joint_item(desk: &Desk<'_>, version: &ItemVersion) -> Option<JointItem> {
    JointItem::new(desk.params, version, |skill| desk.deck.skill_index(skill))
}

/// The most telling question not asked yet; none once enough is settled or the limit is reached.
pub fn next_question<'a>(desk: &Desk<'a>, joint: &Joint) -> Option<Question<'a>> {
    let asked = &desk.learner.baseline.open;
    let enough = asked.len() >= desk.policy.baseline_least
        && joint.wrong_share(desk.weights()) < desk.policy.baseline_wrong_share;
    if enough || asked.len() >= baseline_limit(desk.deck) {
        return None;
    }
    let items = desk.deck.items.iter().filter(|item| {
        !item.reserved
            && is_quick(item)
            && !asked.iter().any(|answer| answer.item.item == item.id)
            && !desk.learner.seen_on(&item.id, desk.now.day)
            && !desk.is_suspended(item)
    });
    items
        .filter_map(|item| Some((item, joint_item(desk, &item.version)?)))
        .map(|(item, asked)| (joint.worth_asking(&asked, desk.weights()), item, asked))
        .max_by(|(left, ..), (right, ..)| left.total_cmp(right))
        .map(|(_, item, asked)| Question {
            item,
            predicted: joint.predict(&asked),
        })
}

/// Kinds that can be answered within seconds and are not graded by the learner.
fn is_quick(item: &Item) -> bool {
    matches!(
        item.exercise,
        Exercise::Choice { .. }
            | Exercise::Multi { .. }
            | Exercise::Cloze { .. }
            | Exercise::Short { .. }
            | Exercise::Number { .. }
    )
}

/// 0..1: how much of who stands on which side is settled, against knowing nothing.
pub fn settled(desk: &Desk<'_>, joint: &Joint) -> f64 {
    let left = joint.wrong_share(desk.weights()) / 0.5;
    (1.0 - left).clamp(0.0, 1.0)
}

/// The belief with which the everyday state starts.
pub fn placements(desk: &Desk<'_>, joint: &Joint) -> Vec<Placement> {
    let shown = |skill: &SkillId| {
        desk.learner.baseline.open.iter().any(|answer| {
            answer.score >= 1.0
                && answer.item.level >= answer.item.target
                && answer.item.skills.contains(skill)
        })
    };
    desk.deck
        .skills
        .iter()
        .enumerate()
        .map(|(at, skill)| Placement {
            skill: skill.id.clone(),
            mean: joint.mean(at),
            variance: joint.variance(at),
            shown: shown(&skill.id) && joint.mean(at) > 0.0,
        })
        .collect()
}
