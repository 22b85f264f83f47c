//! Everything that a learner can do at the terminal, and what follows from it.

use crate::core::DeckId;
use crate::session::Input;

/// What a key means in the place where it is pressed. Typed text is not among these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Reveals, answers, or goes on: whatever comes next.
    GoOn,
    /// Picks the option, the rating, the confidence of that number, counted from 0.
    Pick(u8),
    Toggle,

    Up,
    Down,
    First,
    Last,
    Next,
    Previous,
    ScrollUp,
    ScrollDown,
    ScrollTop,
    ScrollBottom,
    PageUp,
    PageDown,

    Grab,
    LineUp,
    LineDown,
    SetAside,

    LeaveField,
    EnterField,
    Plain,
    Question,
    Sample,
    Unfold,
    More,
    Less,

    Hint,
    DontKnow,
    Why,
    Another,
    MoreHelp,
    LessHelp,
    Skip,
    Postpone,
    NotToday,
    Suspend,
    Claim,
    Undo,
    End,
    SkipCheck,
    CheckAgain,

    Progress,
    Week,
    Decks,
    Memory,
    /// The questions to take to a person.
    Ask,
    Copy,
    ChangeGoal,
    Reload,
    Help,
    Back,
    Quit,
    /// Gives the terminal back to the shell until it is called again.
    ToShell,
    Redraw,
}

/// What the loop is to do for a screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    Nothing,
    Send(Input),
    /// A line above the help bar.
    Say(String),
    Open(Over),
    Back,
    OpenDeck(DeckId),
    ReloadDecks,
    SetRetention(f64),
    UndoFit,
    /// To the clipboard of the terminal.
    Copy(String),
    ToShell,
    Redraw,
    Quit,
}

/// What can lie over the scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    Why,
    Offers,
    Progress,
    Week,
    Decks,
    Memory,
    Ask,
}

impl Effect {
    pub fn say(text: &str) -> Self {
        Self::Say(text.to_owned())
    }
}

#[cfg(test)]
impl Action {
    pub const ALL: [Self; 55] = [
        Self::GoOn,
        Self::Pick(0),
        Self::Toggle,
        Self::Up,
        Self::Down,
        Self::First,
        Self::Last,
        Self::Next,
        Self::Previous,
        Self::ScrollUp,
        Self::ScrollDown,
        Self::ScrollTop,
        Self::ScrollBottom,
        Self::PageUp,
        Self::PageDown,
        Self::Grab,
        Self::LineUp,
        Self::LineDown,
        Self::SetAside,
        Self::LeaveField,
        Self::EnterField,
        Self::Plain,
        Self::Question,
        Self::Sample,
        Self::Unfold,
        Self::More,
        Self::Less,
        Self::Hint,
        Self::DontKnow,
        Self::Why,
        Self::Another,
        Self::MoreHelp,
        Self::LessHelp,
        Self::Skip,
        Self::Postpone,
        Self::NotToday,
        Self::Suspend,
        Self::Claim,
        Self::Undo,
        Self::End,
        Self::SkipCheck,
        Self::CheckAgain,
        Self::Progress,
        Self::Week,
        Self::Decks,
        Self::Memory,
        Self::Ask,
        Self::Copy,
        Self::ChangeGoal,
        Self::Reload,
        Self::Help,
        Self::Back,
        Self::Quit,
        Self::ToShell,
        Self::Redraw,
    ];
}
