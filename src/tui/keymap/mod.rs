//! From keys to actions, by place.
//!
//! One table says which key means what where. In a place where text is typed, a binding to a plain
//! character holds with Alt only, so that letters stay letters; everywhere else Alt changes nothing.

mod key;
mod table;

pub use key::Key;

use super::action::Action;

/// Where the focus is: what a key means depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Today,
    Welcome,
    WelcomeField,
    Rating,
    Returning,
    Predicting,
    Choice,
    Multi,
    Order,
    Fields,
    FieldsLeft,
    Recall,
    RecallLeft,
    RecallTick,
    Walk,
    WalkLeft,
    WalkRead,
    Reflection,
    Confidence,
    Feedback,
    Map,
    Ended,
    Why,
    Offers,
    Progress,
    ProgressRead,
    Week,
    Decks,
    Memory,
    Ask,
    Help,
}

#[derive(Clone, Copy, Debug)]
pub struct Binding {
    pub keys: &'static [Key],
    pub action: Action,
    /// For the help bar; empty where only the help screen names it.
    pub short: &'static str,
    /// For the help screen.
    pub long: &'static str,
}

impl Place {
    /// Whether typed characters are text here.
    pub fn is_text(self) -> bool {
        matches!(
            self,
            Self::WelcomeField
                | Self::Predicting
                | Self::Fields
                | Self::Recall
                | Self::Walk
                | Self::Reflection
        )
    }

    pub fn bindings(self) -> impl Iterator<Item = &'static Binding> {
        self.tables().iter().copied().flatten()
    }

    /// What the key means here, if it is a command at all.
    pub fn lookup(self, key: Key) -> Option<Action> {
        let mut bindings = self.bindings();
        bindings.find_map(|binding| binding.action_on(key, self))
    }

    fn first_key(self, action: Action) -> Option<Key> {
        let binding = self.bindings().find(|binding| binding.action == action)?;
        binding.keys.first().copied()
    }

    /// The first key of the action, as it has to be pressed here.
    pub fn key_of(self, action: Action) -> Option<String> {
        self.first_key(action).map(|key| self.name(key))
    }

    /// The key as it has to be pressed here.
    fn name(self, key: Key) -> String {
        if self.is_text() && key.is_text() {
            format!("Alt-{key}")
        } else {
            key.to_string()
        }
    }
}

impl Binding {
    fn action_on(&self, key: Key, place: Place) -> Option<Action> {
        let bound = self.keys.iter().position(|bound| {
            if place.is_text() && bound.is_text() {
                key == bound.with_alt()
            } else {
                key == *bound || key.without_alt() == *bound
            }
        })?;
        match self.action {
            // The keys are the digits from 1 on.
            Action::Pick(_) => u8::try_from(bound).ok().map(Action::Pick),
            action => Some(action),
        }
    }

    /// The key as the help bar names it: of a pair both, of digits as many as there is to pick.
    pub fn shown_key(&self, place: Place, digits: usize) -> String {
        // Where letters are text, a key without Alt is the simpler one.
        let simplest = self
            .keys
            .iter()
            .find(|key| !place.is_text() || !key.is_text());
        let Some(first) = simplest.or(self.keys.first()) else {
            return String::new();
        };
        let first = place.name(*first);
        let other = match self.action {
            Action::Pick(_) if digits > 1 => return format!("{first}-{}", digits.min(9)),
            Action::Down => place.first_key(Action::Up),
            Action::ScrollDown => place.first_key(Action::ScrollUp),
            Action::LineDown => place.first_key(Action::LineUp),
            _ => None,
        };
        match other {
            Some(other) => format!("{first} {}", place.name(other)),
            None => first,
        }
    }

    /// All its keys, for the help screen.
    pub fn all_keys(&self, place: Place) -> String {
        match (self.action, self.keys) {
            (Action::Pick(_), [first, .., last]) => {
                format!("{} to {}", place.name(*first), place.name(*last))
            }
            (_, keys) => {
                let names: Vec<String> = keys.iter().map(|key| place.name(*key)).collect();
                names.join(", ")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;

    const ALL: [Place; 31] = [
        Place::Ask,
        Place::Today,
        Place::Welcome,
        Place::WelcomeField,
        Place::Rating,
        Place::Returning,
        Place::Predicting,
        Place::Choice,
        Place::Multi,
        Place::Order,
        Place::Fields,
        Place::FieldsLeft,
        Place::Recall,
        Place::RecallLeft,
        Place::RecallTick,
        Place::Walk,
        Place::WalkLeft,
        Place::WalkRead,
        Place::Reflection,
        Place::Confidence,
        Place::Feedback,
        Place::Map,
        Place::Ended,
        Place::Why,
        Place::Offers,
        Place::Progress,
        Place::ProgressRead,
        Place::Week,
        Place::Decks,
        Place::Memory,
        Place::Help,
    ];

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for place in ALL {
            let mut taken: HashMap<Key, Action> = HashMap::new();
            for binding in place.bindings() {
                for key in binding.keys {
                    let before = taken.insert(*key, binding.action);
                    assert_eq!(before, None, "{key} in {place:?}: {:?}", binding.action);
                }
            }
        }
    }

    #[test]
    fn everywhere_one_can_leave_ask_for_help_and_go_to_the_shell() {
        for place in ALL {
            assert_eq!(
                place.lookup(Key::ctrl('c')),
                Some(Action::Quit),
                "{place:?}"
            );
            assert_eq!(place.lookup(Key::ctrl('z')), Some(Action::ToShell));
            assert_eq!(place.lookup(Key::F1), Some(Action::Help));
        }
    }

    #[test]
    fn letters_and_digits_are_text_where_text_is_typed() {
        for place in ALL.into_iter().filter(|place| place.is_text()) {
            for c in (' '..='~').chain("é語".chars()) {
                assert_eq!(place.lookup(Key::char(c)), None, "{c} in {place:?}");
            }
        }
        assert_eq!(
            Place::Fields.lookup(Key::char('h').with_alt()),
            Some(Action::Hint)
        );
        assert_eq!(Place::Choice.lookup(Key::char('h')), Some(Action::Hint));
        assert_eq!(
            Place::Choice.lookup(Key::char('h').with_alt()),
            Some(Action::Hint)
        );
        assert_eq!(Place::Choice.lookup(Key::char('3')), Some(Action::Pick(2)));
    }

    #[test]
    fn every_action_has_a_key_somewhere() {
        let bound: HashSet<Action> = ALL
            .into_iter()
            .flat_map(|place| place.bindings().map(|it| it.action))
            .collect();
        for action in Action::ALL {
            assert!(bound.contains(&action), "{action:?}");
        }
        assert_eq!(
            bound.len(),
            Action::ALL.len(),
            "an action is missing in the list of all"
        );
    }

    #[test]
    fn the_help_names_every_binding() {
        for place in ALL {
            for binding in place.bindings() {
                assert!(
                    !binding.long.is_empty(),
                    "{:?} in {place:?}",
                    binding.action
                );
            }
        }
        let hint = Place::Fields
            .bindings()
            .find(|it| it.action == Action::Hint);
        assert_eq!(
            hint.map(|it| it.shown_key(Place::Fields, 0)).as_deref(),
            Some("Alt-h")
        );
    }
}
