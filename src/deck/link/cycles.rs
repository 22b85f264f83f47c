//! Prerequisites that go round in a circle.

use std::collections::BTreeMap;

use super::index;
use crate::core::SkillId;
use crate::deck::finding::Finding;
use crate::deck::read::SkillDraft;
use crate::deck::source::Place;

/// A message names no more skills of a circle than this.
const MOST_NAMED: usize = 6;

/// Leaves out each requirement that closes a circle, so that there is an order to teach in.
pub(super) fn cut_cycles(skills: &mut [SkillDraft], findings: &mut Vec<Finding>) {
    let index: BTreeMap<SkillId, usize> = index(skills.iter().map(|it| &it.skill.id));
    let indices = |draft: &SkillDraft| {
        let required = draft.skill.requires.iter();
        let indices = required.filter_map(|it| index.get(&it.skill).copied());
        indices.collect()
    };
    let requires: Vec<Vec<usize>> = skills.iter().map(indices).collect();
    for circle in circles(&requires) {
        let message = circle.message(skills);
        let required = skills[circle.required].skill.id.clone();
        let SkillDraft { skill, at } = &mut skills[circle.closing];
        let Some(edge) = skill.requires.iter().position(|it| it.skill == required) else {
            continue;
        };
        skill.requires.remove(edge);
        let place = Place::new(&at.source, &at.requires.remove(edge));
        let help = "this requirement is left out, so that there is an order to teach in";
        findings.push(Finding::error("deck::cycle", place, message).help(help));
    }
}

/// Skills of which each requires the next, and the last the first.
#[derive(Debug, PartialEq, Eq)]
struct Circle {
    /// The skill whose requirement closes it.
    closing: usize,
    required: usize,
    /// From `required` on, as far as a message names them.
    named: Vec<usize>,
}

impl Circle {
    fn message(&self, skills: &[SkillDraft]) -> String {
        let name = |&at: &usize| format!("`{}`", skills[at].skill.id);
        if self.closing == self.required {
            return format!("{} requires itself", name(&self.closing));
        }
        let mut names: Vec<String> = self.named.iter().map(name).collect();
        if self.named.last() != Some(&self.closing) {
            names.push("…".to_owned());
        }
        format!("{} require each other in a circle", names.join(" → "))
    }
}

/// All edges back to a skill that a depth-first walk is still in, each with the circle it closes.
fn circles(requires: &[Vec<usize>]) -> Vec<Circle> {
    let mut found = Vec::new();
    let mut met = vec![false; requires.len()];
    // How deep in the path a skill stands.
    let mut depth: Vec<Option<usize>> = vec![None; requires.len()];
    for root in 0..requires.len() {
        // A stack of its own: a deck may chain more skills than there is call stack.
        let mut path = Vec::new();
        let mut next = Some(root).filter(|&root| !met[root]);
        loop {
            if let Some(skill) = next {
                met[skill] = true;
                depth[skill] = Some(path.len());
                path.push((skill, requires[skill].iter()));
            }
            let Some((skill, edges)) = path.last_mut() else {
                break;
            };
            let closing = *skill;
            let edge = edges.next().copied();
            match edge.and_then(|required| depth[required]) {
                Some(start) => {
                    let circle = path[start..].iter().map(|(skill, _)| *skill);
                    found.push(Circle {
                        closing,
                        required: path[start].0,
                        named: circle.take(MOST_NAMED).collect(),
                    });
                }
                None if edge.is_none() => {
                    depth[closing] = None;
                    path.pop();
                }
                None => {}
            }
            next = edge.filter(|&required| !met[required]);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles_of(requires: &[&[usize]]) -> Vec<Vec<usize>> {
        let requires: Vec<Vec<usize>> = requires.iter().map(|it| it.to_vec()).collect();
        circles(&requires).into_iter().map(|it| it.named).collect()
    }

    #[test]
    fn a_circle_is_found_once_and_a_diamond_is_none() {
        assert_eq!(circles_of(&[&[1], &[2], &[0]]), [vec![0, 1, 2]]);
        assert_eq!(circles_of(&[&[0]]), [vec![0]]);
        assert_eq!(circles_of(&[&[1], &[2], &[1]]), [vec![1, 2]]);
        assert!(circles_of(&[&[1, 2], &[3], &[3], &[]]).is_empty());
    }

    #[test]
    fn what_is_left_has_no_circle() {
        let requires = vec![vec![1, 2], vec![2, 0], vec![0, 3, 1], vec![3, 0]];
        let mut left = requires.clone();
        for circle in circles(&requires) {
            left[circle.closing].retain(|&it| it != circle.required);
        }
        assert_ne!(left, requires);
        assert_eq!(circles(&left), []);
    }

    #[test]
    fn a_chain_longer_than_the_call_stack_is_walked() {
        let mut chain: Vec<Vec<usize>> = (1..200_000).map(|next| vec![next, next / 2]).collect();
        chain.push(vec![]);
        assert_eq!(circles(&chain).len(), 199_999);
    }
}
