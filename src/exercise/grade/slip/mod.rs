//! What can be said truthfully of a wrong answer that the author did not foresee.
//!
//! Each slip but the vaguest names what turns the answer into the right one; the tests do just
//! that. Where several would, the weakest is said.

pub(super) mod number;
pub(super) mod order;
pub(super) mod place;
pub(super) mod text;

/// How an answer misses the right one, as far as the two alone show it. Places count from 1.
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
    /// Right but for an s at the end of a word.
    FinalS,
    /// Right but for one letter in a word.
    Typo,
    /// The right words in another order.
    WordOrder,
    /// Right but for these words, which are missing.
    Missing(String),
    /// Right but for these words, which are too many.
    Spare(String),
    /// The right words are in it, with others around them.
    Among,

    /// Right in another place, whose answer stands here.
    SwappedWith(usize),
    /// Right in another place.
    BelongsAt(usize),
    /// Right in several other places.
    BelongsElsewhere,

    /// Right but for two lines that stand in each other's place.
    SwappedOrder {
        first: usize,
        second: usize,
    },
    /// Right but for the first and the last line, which stand in each other's place.
    SwappedEnds,
    /// The right lines from the last to the first.
    Reversed,
    /// Right but for one line, which is to move from here to there.
    Moved {
        from: usize,
        to: usize,
    },
    /// In the right order, but so many lines are missing.
    MissingLines(usize),
    /// In the right order, but with so many lines that do not belong.
    SpareLines(usize),
    /// A line that is no part of the answer.
    DoesNotBelong,

    /// Cannot be read as a number.
    NotANumber,
    /// The right number with the other sign.
    Sign,
    /// The right number times ten to this power.
    FactorOfTen(i32),
    /// Twice the right number.
    Doubled,
    /// Half the right number.
    Halved,
    /// One divided by the right number.
    Reciprocal,
    /// One, or a hundred percent, less the right number.
    Complement,
    /// The right number, rounded to so many decimals.
    Rounded(u8),
    /// The right number, cut off after so many decimals.
    CutOff(u8),
    /// One more or one less than the right whole number.
    OffByOne,
    TooLarge,
    TooSmall,
    /// The number alone would be right in the unit `fits`.
    InUnit {
        fits: String,
        wanted: String,
    },
    /// The right number, in a unit that is not the one asked for.
    OtherUnit {
        yours: String,
        wanted: String,
    },
    /// A unit that does not measure what was asked, or is not known.
    WrongUnit {
        yours: String,
        wanted: String,
    },
    /// No unit was given, so the number was taken to be in the unit asked for.
    MissingUnit,
}

impl Slip {
    /// Whether it says of a text that it is right but for how it is written.
    fn is_of_form(&self) -> bool {
        matches!(
            self,
            Self::Empty | Self::CaseOnly | Self::Accent | Self::Punctuation | Self::Typo
        )
    }
}
