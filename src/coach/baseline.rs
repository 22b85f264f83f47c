//! The adaptive check: asks the question that tells most about who stands on which side of
//! "can do", the whole prerequisite graph counted.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Desk;
use crate::core::SkillId;
use crate::deck::{Deck, Exercise, Item, Skill};
use crate::event::{ItemVersion, Placement};
use crate::learner::{BaselineAnswer, Gaussian, Joint, JointItem};

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

/// The joint belief of a check under way, and what it has taken in.
#[derive(Clone, Debug)]
pub struct Followed {
    pub joint: Joint,
    /// Of a repeated check, what was believed of each skill when it began.
    began: Option<Vec<Gaussian>>,
    ratings: BTreeMap<SkillId, u8>,
    answers: Vec<BaselineAnswer>,
}

/// The joint belief after the ratings and answers so far: `before` with what came since, if it
/// belongs to this check, and else all of it from the prior. Either way comes to the same.
pub fn follow(desk: &Desk<'_>, before: Option<&Arc<Followed>>) -> Arc<Followed> {
    let baseline = &desk.learner.baseline;
    let again = baseline.closed.is_some();
    let began = again.then(|| {
        let today = |skill: &Skill| desk.learner.at_target(desk.params, &skill.id);
        desk.deck.skills.iter().map(today).collect::<Vec<_>>()
    });
    let still_holds = |it: &&Arc<Followed>| {
        it.began == began
            && it.ratings == baseline.ratings
            && baseline.open.starts_with(&it.answers)
    };
    let mut followed = match before.filter(still_holds) {
        Some(before) if before.answers.len() == baseline.open.len() => return Arc::clone(before),
        Some(before) => Followed::clone(before),
        None => Followed {
            joint: rated(desk),
            began,
            ratings: baseline.ratings.clone(),
            answers: Vec::new(),
        },
    };
    for answer in baseline.open.iter().skip(followed.answers.len()) {
        if let Some(item) = joint_item(desk, &answer.item) {
            followed
                .joint
                .answer(&item, answer.score, answer.confidence);
        }
        followed.answers.push(answer.clone());
    }
    Arc::new(followed)
}

/// The joint belief before the first answer.
fn rated(desk: &Desk<'_>) -> Joint {
    let (depths, edges) = baseline_graph(desk.deck);
    let mut joint = if desk.learner.baseline.closed.is_some() {
        let skills: Vec<SkillId> = desk.deck.skills.iter().map(|it| it.id.clone()).collect();
        Joint::from_everyday(desk.params, desk.learner, &skills, &depths, &edges)
    } else {
        Joint::prior(desk.params, &depths, &edges)
    };
    for (at, skill) in desk.deck.skills.iter().enumerate() {
        if let Some(&rating) = desk.learner.baseline.ratings.get(&skill.id) {
            joint.rate(at, rating);
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
    let mut asking = joint.asking(desk.weights());
    items
        .filter_map(|item| Some((item, joint_item(desk, &item.version)?)))
        .map(|(item, asked)| (asking.worth(&asked), item, asked))
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
