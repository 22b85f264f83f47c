//! What is known, as rows and back: exactly.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::MODEL;
use super::belief::Gaussian;
use super::daily::DayTotal;
use super::load::Load;
use super::memory::Memory;
use super::state::{ItemState, Learner, SkillState};
use crate::core::{DeckId, ItemId, SkillId};
use crate::event::{DayRow, DeckRow, ItemVersion, Rows, StateRow, UnitRow};

const SKILL: &str = "skill";
const ITEM: &str = "item";

/// An item's row: its state, if it was met, and its versions.
#[derive(Serialize, Deserialize)]
struct ItemRecord<S, V> {
    state: Option<S>,
    versions: Vec<V>,
}

impl Learner {
    /// The rows that differ from those of `before`; all of them, to replace what stands, without
    /// it or where it knew of something that is gone.
    pub fn rows(&self, deck: &DeckId, before: Option<&Learner>) -> Rows {
        let before = before.filter(|it| self.covers(it));
        let mut rows = Rows {
            deck: Some(DeckRow {
                deck: deck.clone(),
                model: MODEL,
                state: json(self),
            }),
            replace: before.is_none(),
            ..Rows::default()
        };
        for (id, state) in &self.skills {
            if before.and_then(|it| it.skills.get(id)) != Some(state) {
                rows.states.push(skill_row(deck, id, state));
                rows.units.extend(
                    state
                        .memory
                        .map(|it| unit_row(deck, SKILL, id.as_str(), &it)),
                );
            }
        }
        for (id, record) in self.changed_items(before) {
            let memory = record.state.and_then(|it| it.memory);
            rows.states.push(item_row(deck, id, &record));
            rows.units
                .extend(memory.map(|it| unit_row(deck, ITEM, id.as_str(), &it)));
        }
        for (day, total) in &self.days {
            if before.and_then(|it| it.days.get(day)) != Some(total) {
                rows.days.push(DayRow {
                    deck: deck.clone(),
                    day: *day,
                    attempts: total.attempts,
                    right: total.right,
                    took_ms: total.took_ms,
                });
            }
        }
        rows
    }

    /// What these rows, all of one deck, were made from.
    ///
    /// # Errors
    /// When there is no row of the deck, or one is not of the form that [`MODEL`] writes.
    pub fn from_rows(rows: &Rows) -> Result<Self, serde_json::Error> {
        let deck = rows
            .deck
            .as_ref()
            .ok_or_else(|| invalid("the rows hold none of the deck itself"))?;
        let mut learner: Self = serde_json::from_str(&deck.state)?;
        for row in &rows.states {
            match row.kind {
                SKILL => {
                    let state = serde_json::from_str(&row.state)?;
                    learner.skills.insert(SkillId::new(&row.id), state);
                }
                ITEM => learner.restore_item(row)?,
                other => return Err(invalid(format!("`{other}` is no kind of state"))),
            }
        }
        learner.days = rows
            .days
            .iter()
            .map(|row| {
                let total = DayTotal {
                    attempts: row.attempts,
                    right: row.right,
                    took_ms: row.took_ms,
                };
                (row.day, total)
            })
            .collect();
        learner.load = Load::of(&learner);
        Ok(learner)
    }

    fn restore_item(&mut self, row: &StateRow) -> Result<(), serde_json::Error> {
        let record: ItemRecord<ItemState, ItemVersion> = serde_json::from_str(&row.state)?;
        if let Some(state) = record.state {
            self.items.insert(ItemId::new(&row.id), state);
        }
        let versions = record.versions.into_iter().map(|it| (it.id, Arc::new(it)));
        self.versions.extend(versions);
        Ok(())
    }

    /// Whether each row of `before` has one here that would be written over it.
    fn covers(&self, before: &Learner) -> bool {
        fn within<K: Ord, V>(before: &BTreeMap<K, V>, now: &BTreeMap<K, V>) -> bool {
            before.keys().all(|key| now.contains_key(key))
        }
        let no_unit_gone = before.skills.iter().all(|(id, it)| {
            it.memory.is_none() || self.skills.get(id).is_some_and(|it| it.memory.is_some())
        }) && before.items.iter().all(|(id, it)| {
            it.memory.is_none() || self.items.get(id).is_some_and(|it| it.memory.is_some())
        });
        no_unit_gone
            && within(&before.skills, &self.skills)
            && within(&before.items, &self.items)
            && within(&before.versions, &self.versions)
            && within(&before.days, &self.days)
    }

    fn changed_items<'a>(
        &'a self,
        before: Option<&Learner>,
    ) -> BTreeMap<&'a ItemId, ItemRecord<&'a ItemState, &'a ItemVersion>> {
        let mut changed: BTreeSet<&ItemId> = BTreeSet::new();
        for (id, state) in &self.items {
            if before.and_then(|it| it.items.get(id)) != Some(state) {
                changed.insert(id);
            }
        }
        for (id, version) in &self.versions {
            if before.and_then(|it| it.versions.get(id)) != Some(version) {
                changed.insert(&version.item);
            }
        }
        let mut records: BTreeMap<_, _> = changed
            .into_iter()
            .map(|id| {
                let record = ItemRecord {
                    state: self.items.get(id),
                    versions: Vec::new(),
                };
                (id, record)
            })
            .collect();
        for version in self.versions.values() {
            if let Some(record) = records.get_mut(&version.item) {
                record.versions.push(version.as_ref());
            }
        }
        records
    }
}

fn skill_row(deck: &DeckId, id: &SkillId, state: &SkillState) -> StateRow {
    StateRow {
        deck: deck.clone(),
        kind: SKILL,
        id: id.to_string(),
        mean: state.theta.mean,
        variance: state.theta.variance,
        state: json(state),
    }
}

fn item_row(deck: &DeckId, id: &ItemId, record: &ItemRecord<&ItemState, &ItemVersion>) -> StateRow {
    // Of an item that was never answered nothing is believed.
    const NOTHING: Gaussian = Gaussian {
        mean: 0.0,
        variance: 0.0,
    };
    let trace = record.state.map_or(NOTHING, |it| it.trace);
    StateRow {
        deck: deck.clone(),
        kind: ITEM,
        id: id.to_string(),
        mean: trace.mean,
        variance: trace.variance,
        state: json(record),
    }
}

fn unit_row(deck: &DeckId, kind: &'static str, id: &str, memory: &Memory) -> UnitRow {
    UnitRow {
        deck: deck.clone(),
        kind,
        id: id.to_owned(),
        stability: memory.stability,
        difficulty: memory.difficulty,
        last: memory.last,
        due: memory.due,
    }
}

fn json(state: &impl Serialize) -> String {
    serde_json::to_string(state).expect("maps with texts as keys and plain fields are JSON")
}

fn invalid(why: impl std::fmt::Display) -> serde_json::Error {
    serde::de::Error::custom(why)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::learner::Params;
    use crate::learner::testing::{Log, any_log, item, right};

    fn deck() -> DeckId {
        DeckId::from("deck")
    }

    /// As the store does it: a row replaces the one with its key.
    fn write(stored: &mut Rows, rows: Rows) {
        if rows.replace {
            *stored = Rows::default();
        }
        stored.deck = rows.deck.or(stored.deck.take());
        let states = rows.states;
        stored.states.retain(|it| {
            !states
                .iter()
                .any(|new| (new.kind, &new.id) == (it.kind, &it.id))
        });
        stored.states.extend(states);
        let units = rows.units;
        stored.units.retain(|it| {
            !units
                .iter()
                .any(|new| (new.kind, &new.id) == (it.kind, &it.id))
        });
        stored.units.extend(units);
        let days = rows.days;
        stored
            .days
            .retain(|it| !days.iter().any(|new| new.day == it.day));
        stored.days.extend(days);
    }

    fn sorted(mut rows: Rows) -> Rows {
        rows.states.sort_by_key(|it| (it.kind, it.id.clone()));
        rows.units.sort_by_key(|it| (it.kind, it.id.clone()));
        rows.days.sort_by_key(|it| it.day);
        rows.replace = true;
        rows
    }

    #[test]
    fn one_answer_touches_only_its_own_rows() {
        let (first, second) = (item(1, &["a"]), item(2, &["b"]));
        let mut log = Log::default();
        log.answer(&first, right(&first));
        let before = log.fold();
        log.answer(&second, right(&second));
        let rows = log.fold().rows(&deck(), Some(&before));
        let ids: Vec<&str> = rows.states.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["b", "item-2"]);
        assert_eq!((rows.units.len(), rows.days.len()), (1, 1));
        assert!(!rows.replace);
    }

    #[test]
    fn what_is_gone_is_replaced() {
        let first = item(1, &["a"]);
        let mut log = Log::default();
        log.answer(&first, right(&first));
        let rows = Learner::new(&Params::default()).rows(&deck(), Some(&log.fold()));
        assert!(rows.replace);
        assert!(rows.states.is_empty());
    }

    #[test]
    fn rows_of_another_form_are_refused() {
        let mut rows = Learner::new(&Params::default()).rows(&deck(), None);
        assert!(Learner::from_rows(&Rows::default()).is_err());
        rows.states.push(StateRow {
            deck: deck(),
            kind: "planet",
            id: "x".to_owned(),
            mean: 0.0,
            variance: 0.0,
            state: "{}".to_owned(),
        });
        assert!(Learner::from_rows(&rows).is_err());
    }

    proptest! {
        #[test]
        fn rows_hold_all_that_is_known(log in any_log(), cut in any::<prop::sample::Index>()) {
            let params = Params::default();
            let known = log.fold();
            prop_assert_eq!(&Learner::from_rows(&known.rows(&deck(), None)).unwrap(), &known);

            let (early, late) = log.events.split_at(cut.index(log.events.len()));
            let then = Learner::fold(&params, early);
            let mut stored = then.rows(&deck(), None);
            let mut restored = Learner::from_rows(&stored).unwrap();
            for event in late {
                let before = restored.clone();
                restored.apply(&params, event);
                write(&mut stored, restored.rows(&deck(), Some(&before)));
            }
            prop_assert_eq!(&restored, &known);
            prop_assert_eq!(sorted(stored), sorted(known.rows(&deck(), None)));
        }
    }
}
