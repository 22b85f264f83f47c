//! What can be said truthfully of a wrong answer that the author did not foresee.

/// How an answer misses the right one, as far as the two alone show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Nothing was given.
    Empty,
    /// Right but for upper and lower case.
    CaseOnly,
    /// Right but for accents.
    Accent,
    /// Right but for punctuation, operators or spaces.
    Punctuation,
    /// Right but for one letter in a word.
    Typo,
    /// Right but for two lines that stand in each other's place.
    SwappedOrder,
    /// A line that is no part of the answer.
    DoesNotBelong,
    /// Cannot be read as a number.
    NotANumber,
    /// The right number with the other sign.
    Sign,
    /// The right number times ten to this power.
    FactorOfTen(i32),
    /// One more or one less than the right whole number.
    OffByOne,
    /// A unit that does not measure what was asked, or is not known.
    WrongUnit { yours: String, wanted: String },
    /// No unit was given, so the number was taken to be in the unit asked for.
    MissingUnit,
}
