//! Answers from several files, and those to the items of one deck.

use std::collections::HashMap;

use super::{Numbered, Responses, ResponsesError, Row, Versions};
use crate::event::ItemVersion;

impl Responses {
    /// All answers of several files as if they stood in one. Learners of the same name are the same
    /// one if their first rows agree too: an export that was made twice counts once, and two classes
    /// that each number their learners from 1 stay apart.
    ///
    /// # Errors
    /// When there is no answer in them.
    pub fn join(files: Vec<Self>) -> Result<Self, ResponsesError> {
        let mut learners = Numbered::default();
        let mut names = Vec::new();
        let mut rows = Vec::new();
        let mut versions = Versions::default();
        let mut repeated = 0;
        for file in files {
            repeated += file.repeated;
            let offset = versions.versions.len();
            for learner in &file.learners {
                let own = file.rows.get(learner.rows.clone()).unwrap_or_default();
                let key = file.first_of(&learner.name, own);
                let number = learners.find(&key);
                if number == names.len() {
                    names.push(learner.name.clone());
                }
                rows.extend(own.iter().map(|row| Row {
                    learner: number,
                    version: offset + row.version,
                    ..*row
                }));
            }
            versions.versions.extend(file.versions);
            versions.decks.extend(file.decks);
        }
        let mut joined = Self::sorted(names, rows, versions)?;
        joined.repeated += repeated;
        Ok(joined)
    }

    /// What tells a learner from others of the same name.
    fn first_of(&self, name: &str, rows: &[Row]) -> String {
        let first = rows.first().map(|row| {
            let item = self.versions.get(row.version).map(|it| it.item.as_str());
            (row.seq, row.ms, row.score, item)
        });
        format!("{name}\n{first:?}")
    }

    /// The answers to items that `known` knows, which says what they are in the deck; beside them
    /// the items it does not know, each with its answers. It is asked with the deck that the file
    /// names, which may be empty.
    ///
    /// # Errors
    /// When nothing is left.
    pub fn of_items(
        self,
        known: impl Fn(&str, &ItemVersion) -> Option<ItemVersion>,
    ) -> Result<(Self, Unknown), ResponsesError> {
        let mut unknown = Unknown::default();
        let mut numbers = HashMap::new();
        let mut versions = Versions::default();
        let each = self.versions.iter().zip(&self.decks);
        let found: Vec<Option<usize>> = each
            .map(|(version, deck)| {
                let it = known(deck, version)?;
                Some(*numbers.entry(it.id).or_insert_with(|| {
                    versions.versions.push(it);
                    versions.decks.push(deck.clone());
                    versions.versions.len() - 1
                }))
            })
            .collect();
        let mut rows = Vec::new();
        for row in &self.rows {
            match found.get(row.version).copied().flatten() {
                Some(version) => rows.push(Row { version, ..*row }),
                None => unknown.rows += 1,
            }
        }
        let missing = self.versions.iter().zip(&found);
        let missing = missing.filter(|(_, found)| found.is_none());
        unknown.items = missing.map(|(it, _)| it.item.to_string()).collect();
        unknown.items.sort();
        unknown.items.dedup();
        // Learners without rows are left out, and the others numbered without gaps.
        let mut learners = Numbered::default();
        let mut names = Vec::new();
        for row in &mut rows {
            let name = self.learners.get(row.learner).map(|it| it.name.as_str());
            let number = learners.find(&row.learner.to_string());
            if number == names.len() {
                names.push(name.unwrap_or_default().to_owned());
            }
            row.learner = number;
        }
        let mut left = Self::sorted(names, rows, versions)?;
        left.repeated = self.repeated;
        Ok((left, unknown))
    }
}

/// What a file has that a deck has not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unknown {
    /// Sorted.
    pub items: Vec<String>,
    pub rows: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::VersionId;
    use crate::evaluation::testing::HEADER;

    fn read(rows: &str) -> Responses {
        Responses::read(format!("{HEADER}{rows}").as_bytes()).unwrap()
    }

    #[test]
    fn an_export_made_twice_counts_once() {
        let early = read("ada,1,0,x,s,1\n");
        let late = read("ada,1,0,x,s,1\nada,2,60,y,s,0\n");
        let joined = Responses::join(vec![early, late]).unwrap();
        assert_eq!((joined.learners(), joined.answers), (1, 2));
        assert_eq!(joined.repeated, 1);
    }

    #[test]
    fn learners_of_one_name_in_two_classes_stay_apart() {
        let joined = Responses::join(vec![read("1,1,0,x,s,1\n"), read("1,1,0,x,s,0\n")]).unwrap();
        assert_eq!((joined.learners(), joined.answers), (2, 2));
    }

    #[test]
    fn only_items_of_the_deck_are_left_as_the_deck_has_them() {
        let all = read("a,1,0,x,s,1\na,2,0,y,s,1\nb,1,0,y,s,1\nc,1,0,x,t,0\n");
        let id = VersionId(uuid::Uuid::from_u128(7));
        let known = |_: &str, it: &ItemVersion| {
            (it.item.as_str() == "x").then(|| ItemVersion { id, ..it.clone() })
        };
        let (left, unknown) = all.of_items(known).unwrap();
        assert_eq!((left.learners(), left.answers), (2, 2));
        assert_eq!(left.versions().len(), 1);
        assert_eq!((unknown.items, unknown.rows), (vec!["y".to_owned()], 2));
    }
}
