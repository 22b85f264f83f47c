//! A learner of whom only a part is kept, so that what a step would change can be played through
//! without copying all the rest.

use super::params::Params;
use super::state::Learner;
use crate::core::{ItemId, SkillId};

impl Learner {
    /// What is known of the learner in general and of these skills and items, and nothing of all
    /// else. The chances of items whose skills are all kept are those of the whole.
    pub fn only<'a>(
        &self,
        params: &Params,
        skills: impl Iterator<Item = &'a SkillId>,
        items: impl Iterator<Item = &'a ItemId>,
    ) -> Self {
        let skills = skills.filter_map(|id| Some((id.clone(), self.skills.get(id)?.clone())));
        let items = items.filter_map(|id| Some((id.clone(), self.items.get(id)?.clone())));
        let last = self
            .last_version
            .and_then(|id| self.versions.get_key_value(&id));
        Self {
            traits: self.traits.clone(),
            trust: self.trust,
            form: self.form,
            last_version: self.last_version,
            target: self.target,
            skills: skills.collect(),
            items: items.collect(),
            versions: last.map(|(id, it)| (*id, it.clone())).into_iter().collect(),
            retention: self.retention,
            own_forgetting: self.own_forgetting.clone(),
            pace: self.pace,
            responses: self.responses,
            ..Self::new(params)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::learner::testing::{DAY_MS, any_item, any_log, at};

    proptest! {
        #[test]
        fn chances_of_what_is_kept_are_those_of_the_whole(
            log in any_log(),
            asked in any_item(),
            later in 0..400_i64,
        ) {
            let params = Params::default();
            let whole = log.fold();
            let part = whole.only(&params, asked.skills.iter(), [&asked.item].into_iter());
            let now = at(log.ms + later * DAY_MS);
            prop_assert_eq!(
                part.predict(&params, &asked, now),
                whole.predict(&params, &asked, now)
            );
            for skill in &asked.skills {
                prop_assert_eq!(
                    part.estimate(&params, skill, [&asked].into_iter(), now),
                    whole.estimate(&params, skill, [&asked].into_iter(), now)
                );
            }
        }
    }
}
