//! Parts of the coach that can be left out, to see in simulation what each earns.

/// Something the coach does that it could do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The adaptive check and the ratings before the first session.
    Baseline,
    /// Taking what is worth most; else what the deck has first.
    Worth,
    /// The weight of making dependents ready.
    Opening,
    /// Teaching only where prerequisites hold.
    Readiness,
    /// So many new skills a session, and no more.
    Pace,
    /// Checks instead of teaching where the skill is probably there.
    Checks,
    /// Exercises within the productive range of difficulty.
    Difficulty,
    /// Other skills in between.
    Interleaving,
    /// Reviews when memory says so.
    Reviews,
    /// Early returns of what is not secure yet.
    Relearning,
    /// Repairs of misconceptions.
    Repairs,
    /// Teaching again after misses.
    Reteaching,
    /// Worked examples, and exercises partly laid out.
    Support,
}

impl Part {
    pub const ALL: [Self; 13] = [
        Self::Baseline,
        Self::Worth,
        Self::Opening,
        Self::Readiness,
        Self::Pace,
        Self::Checks,
        Self::Difficulty,
        Self::Interleaving,
        Self::Reviews,
        Self::Relearning,
        Self::Repairs,
        Self::Reteaching,
        Self::Support,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Worth => "worth",
            Self::Opening => "opening",
            Self::Readiness => "readiness",
            Self::Pace => "pace",
            Self::Checks => "checks",
            Self::Difficulty => "difficulty",
            Self::Interleaving => "interleaving",
            Self::Reviews => "reviews",
            Self::Relearning => "relearning",
            Self::Repairs => "repairs",
            Self::Reteaching => "reteaching",
            Self::Support => "support",
        }
    }

    /// The built-in rules that belong to it.
    pub fn rules(self) -> &'static [&'static str] {
        match self {
            Self::Repairs => &["same misconception again", "sure of a misconception"],
            Self::Reteaching => &[
                "missed more than once today",
                "sure of a wrong answer",
                "keeps slipping",
                "a fact keeps slipping",
            ],
            Self::Support => &[
                "an example follows a lesson",
                "an example where it is shaky",
            ],
            _ => &[],
        }
    }
}
