//! The prerequisite graph: what a skill or track requires, in an order that can be taught.

use std::collections::BTreeSet;

use super::{Deck, Track};
use crate::core::SkillId;

impl Deck {
    /// The track's skills and all that they require, in the author's order; all skills for none.
    pub fn closure(&self, track: Option<&Track>) -> Vec<SkillId> {
        let Some(track) = track else {
            return self.skills.iter().map(|skill| skill.id.clone()).collect();
        };
        let mut found: BTreeSet<SkillId> = BTreeSet::new();
        let mut open: Vec<SkillId> = track.skills.clone();
        while let Some(id) = open.pop() {
            if let Some(skill) = self.skill(&id)
                && found.insert(id)
            {
                open.extend(skill.requires.iter().map(|it| it.skill.clone()));
            }
        }
        self.skills
            .iter()
            .filter(|skill| found.contains(&skill.id))
            .map(|skill| skill.id.clone())
            .collect()
    }

    /// How many steps of prerequisites lie below each skill, in the order of `skills`: 0 for those
    /// that require nothing.
    pub fn depths(&self) -> Vec<usize> {
        let mut depths = vec![0; self.skills.len()];
        // The graph has no cycles, so this settles: at once where the author goes bottom up.
        let mut settled = false;
        while !settled {
            settled = true;
            for (at, skill) in self.skills.iter().enumerate() {
                let below = skill
                    .requires
                    .iter()
                    .filter_map(|it| self.skill_index(&it.skill));
                let depth = below.map(|under| depths[under] + 1).max().unwrap_or(0);
                settled &= depths[at] == depth;
                depths[at] = depth;
            }
        }
        depths
    }

    /// Skills that require this one directly.
    pub fn opened_by<'a>(&'a self, id: &'a SkillId) -> impl Iterator<Item = &'a super::Skill> {
        self.skills
            .iter()
            .filter(move |skill| skill.requires.iter().any(|it| it.skill == *id))
    }
}

#[cfg(test)]
mod tests {
    use crate::deck::{Deck, parse};

    /// Skills, each with what it requires.
    fn deck(skills: &[(&str, &str)]) -> Deck {
        let mut text = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n".to_owned();
        text += "[[track]]\nid = \"t\"\ntitle = \"T\"\nskills = [\"b\"]\n";
        for (id, requires) in skills {
            text += &format!("[[skill]]\nid = \"{id}\"\ntitle = \"S\"\nrequires = {requires}\n");
        }
        text += "[[item]]\nid = \"i\"\nskills = [\"a\"]\nkind = \"short\"\nlevel = 1\n";
        text += "prompt = \"p\"\naccept = [\"x\"]\n";
        let (deck, findings) = parse("d.toml", &text);
        assert!(findings.is_empty(), "{findings:?}");
        deck.unwrap()
    }

    #[test]
    fn depth_counts_the_longest_way_down_in_whatever_order() {
        let skills = [
            ("d", r#"["c", "a"]"#),
            ("c", r#"["b"]"#),
            ("b", r#"["a"]"#),
            ("a", "[]"),
        ];
        assert_eq!(deck(&skills).depths(), [3, 2, 1, 0]);
    }

    #[test]
    fn a_track_brings_what_it_requires_and_no_more() {
        let deck = deck(&[("a", "[]"), ("b", r#"["a"]"#), ("c", r#"["b"]"#)]);
        let closure = deck.closure(deck.tracks.first());
        assert_eq!(closure, ["a".into(), "b".into()]);
        assert_eq!(deck.closure(None).len(), 3);
        let opened: Vec<_> = deck
            .opened_by(&closure[0])
            .map(|it| it.id.as_str())
            .collect();
        assert_eq!(opened, ["b"]);
    }
}
