//! Everything that a learner can do in a deck.

use serde::Deserialize;

use crate::core::{Confidence, Helped, Response, SkillId, StudyDay, TrackId};

#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The goal, which opens the baseline where there was none.
    SetGoal {
        track: Option<TrackId>,
        date: Option<StudyDay>,
        minutes: u16,
        intention: String,
    },
    /// Back to the choice of a goal.
    ChangeGoal,
    /// The learner's own rating, 0..4, of one skill or of a unit's skills at once.
    Rate {
        skills: Vec<SkillId>,
        rating: u8,
    },
    /// From rating oneself to the adaptive check.
    StartCheck,
    /// Closes the baseline with what is known so far; from rating it skips the check.
    CloseBaseline,
    RepeatBaseline,
    /// Starts a session, or goes on with what was left open. Also leads on from the map.
    Begin {
        minutes: Option<u16>,
    },
    /// The same by way of what is asked before a session, where there is anything to ask.
    Start {
        minutes: Option<u16>,
    },
    /// Whether what they wrote last time helped; none: they would rather not say.
    Return(Option<Helped>),
    /// How many exercises will come right alone; none: they would rather not say.
    Predict(Option<u16>),
    Answer(Given),
    Hint,
    /// Shows the points of a self-graded exercise.
    Reveal,
    /// Answers the question of a lesson or example.
    Reply(String),
    /// From feedback to the next activity; past a step that asks nothing.
    GoOn,
    /// Takes one of the steps offered, counted from 0.
    Choose(usize),
    /// Not this, not now.
    Skip,
    /// Not before tomorrow.
    Postpone,
    /// None of this skill before tomorrow.
    NotToday,
    /// Never this item again.
    Suspend,
    /// "I know this": a check instead of teaching.
    Claim(SkillId),
    MoreHelp,
    LessHelp,
    Reflect(String),
    Undo,
    /// Ends the session.
    End,
    /// From the end of a session to today.
    Home,
}

/// An answer as it was given, with indices counting the places on the screen.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Given {
    pub response: Response,
    pub confidence: Option<Confidence>,
    /// Milliseconds from the exercise being shown; time spent away is the face's to leave out.
    pub took_ms: u32,
}
