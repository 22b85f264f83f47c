//! What rules can be hung on.

use std::ops::RangeInclusive;

/// Something that is measured of a learner, mostly about one skill: the one just answered or read
/// about or, for what changes a step before it is taken, the one that step is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// Answers of today on the skill that were not fully right and alone.
    MissesToday,
    /// The last answer was not right, and the learner was fairly sure of it or certain.
    SureMiss,
    /// How often, within 14 days and since its repair, the misconception showed that the last
    /// answer shows.
    SameMisconception,
    /// The learner was fairly sure of an answer, or certain, that shows a misconception.
    SureOfMisconception,
    /// The last answers on the skill that were right, alone, and called at least fairly sure, in a
    /// row.
    SureSuccesses,
    /// Answers on the skill, ever.
    Answers,
    /// Right answers on the skill without help, ever.
    UnaidedSuccesses,
    /// Of doing the skill now.
    Chance,
    /// The lowest chance among the skill's prerequisites.
    PrerequisiteChance,
    /// Since the day before the last pause; over once what waited then was come back to.
    DaysAway,
    /// The mean score of the last six answers of today.
    RecentAccuracy,
    /// The median time of the last six answers of today against the learner's usual time.
    Slowing,
    /// What was done last: the skill's lesson,
    AfterLesson,
    /// its worked example,
    AfterExample,
    /// either of them,
    AfterTeaching,
    /// or the repair of a misconception.
    AfterRepair,
    /// How often the skill was lost, last time too, after it had been remembered.
    Lapses,
    /// The same of a fact that is remembered on its own.
    FactLapses,
    /// Days within which what comes back falls to a chance of recall of 90 %.
    Stability,
}

/// The kind of number that a trigger is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// True or false.
    Flag,
    Count,
    Days,
    /// 0..1.
    Share,
    Ratio,
}

impl Trigger {
    pub const ALL: [Self; 19] = [
        Self::MissesToday,
        Self::SureMiss,
        Self::SameMisconception,
        Self::SureOfMisconception,
        Self::SureSuccesses,
        Self::Answers,
        Self::UnaidedSuccesses,
        Self::Chance,
        Self::PrerequisiteChance,
        Self::DaysAway,
        Self::RecentAccuracy,
        Self::Slowing,
        Self::AfterLesson,
        Self::AfterExample,
        Self::AfterTeaching,
        Self::AfterRepair,
        Self::Lapses,
        Self::FactLapses,
        Self::Stability,
    ];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::MissesToday => "misses-today",
            Self::SureMiss => "sure-miss",
            Self::SameMisconception => "same-misconception-14d",
            Self::SureOfMisconception => "sure-of-misconception",
            Self::SureSuccesses => "sure-successes",
            Self::Answers => "answers",
            Self::UnaidedSuccesses => "unaided-successes",
            Self::Chance => "chance",
            Self::PrerequisiteChance => "prerequisite-chance",
            Self::DaysAway => "days-away",
            Self::RecentAccuracy => "recent-accuracy",
            Self::Slowing => "slowing",
            Self::AfterLesson => "after-lesson",
            Self::AfterExample => "after-example",
            Self::AfterTeaching => "after-teaching",
            Self::AfterRepair => "after-repair",
            Self::Lapses => "lapses",
            Self::FactLapses => "fact-lapses",
            Self::Stability => "stability",
        }
    }

    pub fn measure(self) -> Measure {
        match self {
            Self::MissesToday
            | Self::SameMisconception
            | Self::SureSuccesses
            | Self::Answers
            | Self::UnaidedSuccesses
            | Self::Lapses
            | Self::FactLapses => Measure::Count,
            Self::SureMiss
            | Self::SureOfMisconception
            | Self::AfterLesson
            | Self::AfterExample
            | Self::AfterTeaching
            | Self::AfterRepair => Measure::Flag,
            Self::Chance | Self::PrerequisiteChance | Self::RecentAccuracy => Measure::Share,
            Self::DaysAway | Self::Stability => Measure::Days,
            Self::Slowing => Measure::Ratio,
        }
    }

    /// Thresholds that can make a difference.
    pub fn range(self) -> RangeInclusive<f64> {
        match self {
            // As many as are remembered one by one.
            Self::SameMisconception => 0.0..=12.0,
            Self::SureSuccesses => 0.0..=8.0,
            _ => match self.measure() {
                Measure::Flag | Measure::Share => 0.0..=1.0,
                Measure::Count => 0.0..=1_000.0,
                Measure::Days => 0.0..=36_500.0,
                Measure::Ratio => 0.1..=10.0,
            },
        }
    }

    /// A condition on it, as one may be meant.
    pub fn example(self) -> String {
        let test = match self.measure() {
            Measure::Flag => "true",
            Measure::Count => "\">= 2\"",
            Measure::Days => "\">= 14\"",
            Measure::Share => "\"< 0.5\"",
            Measure::Ratio => "\"> 1.5\"",
        };
        format!("{} = {test}", self.name())
    }

    /// Whether it is about a misconception that showed.
    pub fn is_about_misconceptions(self) -> bool {
        matches!(self, Self::SameMisconception | Self::SureOfMisconception)
    }

    /// Whether it is about something remembered that is about to come back.
    pub fn is_about_memory(self) -> bool {
        matches!(self, Self::Lapses | Self::FactLapses | Self::Stability)
    }
}
