//! The screens. Each has a model, answers actions with effects, and draws itself as a page.

pub mod ask;
pub mod decks;
pub mod ended;
pub mod feedback;
pub mod help;
pub mod map;
pub mod memory;
pub mod offers;
pub mod opening;
pub mod progress;
pub mod rating;
pub mod study;
pub mod today;
pub mod week;
pub mod welcome;
pub mod why;

use super::action::{Action, Effect};
use super::keymap::{Key, Place};
use super::layout::{Page, Room};
use super::look::Look;
use crate::core::Now;
use crate::view::Scene;

/// What the loop asks of a screen.
pub trait Screen {
    /// Where the focus is.
    fn place(&self) -> Place;

    /// Whether the action makes sense now; what does not is neither shown nor done.
    fn allows(&self, action: Action) -> bool;

    /// What the help bar says of the action, where that depends on what is shown.
    fn label(&self, _action: Action) -> Option<String> {
        None
    }

    /// How many things the digits pick among.
    fn digits(&self) -> usize {
        0
    }

    /// Whether there is nothing to do here but to read, so that going on may mean reading on.
    fn reads(&self) -> bool {
        false
    }

    /// Whether it opens with the focus in view; else it opens at its top.
    fn is_list(&self) -> bool {
        false
    }

    fn act(&mut self, action: Action, now: Now) -> Effect;

    /// A key that is no command; whether it did something.
    fn type_key(&mut self, _key: Key) -> bool {
        false
    }

    fn paste(&mut self, _text: &str) {}

    fn view(&self, look: Look<'_>, room: Room) -> Page;

    /// Takes in the scene as it is now, if it is still the one shown; whether it is.
    fn renew(&mut self, _scene: &Scene, _now: Now) -> bool {
        false
    }

    /// The learner looks elsewhere: time stands still.
    fn pause(&mut self, _now: Now) {}

    fn resume(&mut self, _now: Now) {}
}

/// The screen for what lies before the learner.
pub fn for_scene(scene: Scene, now: Now) -> Box<dyn Screen> {
    match scene {
        Scene::Today(today) => Box::new(today::TodayScreen::new(today)),
        Scene::Opening(opening) => Box::new(opening::OpeningScreen::new(opening)),
        Scene::Activity(activity) => Box::new(study::Study::new(*activity, now)),
        Scene::Feedback(feedback) => Box::new(feedback::FeedbackScreen::new(*feedback)),
        Scene::Welcome(welcome) => Box::new(welcome::WelcomeScreen::new(welcome, now.day)),
        Scene::Rating(rating) => Box::new(rating::RatingScreen::new(rating)),
        Scene::Map(map) => Box::new(map::MapScreen::new(map)),
        Scene::Ended(ended) => Box::new(ended::EndedScreen::new(ended)),
    }
}
