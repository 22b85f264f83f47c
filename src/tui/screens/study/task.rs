//! What the kinds of exercises have in common.

use crate::core::Response;
use crate::session::Input;
use crate::tui::action::Action;
use crate::tui::keymap::{Key, Place};
use crate::tui::widgets::doc::Doc;
use crate::view::Exercise;

/// What an action came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Stay,
    Say(&'static str),
    /// The answer stands; how sure the learner is may still be asked.
    Answer(Response),
    /// The learner wants to compare.
    Reveal,
    Send(Input),
}

/// One exercise under the learner's hands.
pub trait Task {
    fn place(&self) -> Place;

    /// Of the actions that belong to the exercise itself.
    fn allows(&self, action: Action) -> bool;

    fn label(&self, _action: Action) -> Option<String> {
        None
    }

    fn digits(&self) -> usize {
        0
    }

    fn reads(&self) -> bool {
        false
    }

    /// Whether something is typed that has not been sent.
    fn has_draft(&self) -> bool {
        false
    }

    fn act(&mut self, action: Action) -> Step;

    fn type_key(&mut self, _key: Key) -> bool {
        false
    }

    fn paste(&mut self, _text: &str) {}

    /// Takes in the exercise as it went on; whether this was possible.
    fn renew(&mut self, _exercise: &Exercise) -> bool {
        false
    }

    fn view(&self, doc: &mut Doc<'_>);
}

pub fn place_number(place: usize) -> Option<u8> {
    u8::try_from(place).ok()
}
