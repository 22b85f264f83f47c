//! What can be said truthfully of a wrong answer from the answer itself.

use crate::exercise::Slip;

pub(super) fn slip(slip: &Slip) -> String {
    match slip {
        Slip::Empty => "Nothing stands there yet.".to_owned(),
        Slip::CaseOnly => "Right but for upper and lower case, which matter here.".to_owned(),
        Slip::Accent => "Right but for the accents, which matter here.".to_owned(),
        Slip::Punctuation => "Close: only signs differ, and they matter here.".to_owned(),
        Slip::Typo => "Off by one letter.".to_owned(),
        Slip::SwappedOrder => {
            "Right but for two lines that stand in each other's place.".to_owned()
        }
        Slip::DoesNotBelong => "This line does not belong here.".to_owned(),
        Slip::NotANumber => "I cannot read this as a number.".to_owned(),
        Slip::Sign => "The right number with the other sign.".to_owned(),
        Slip::FactorOfTen(power) => match power {
            1 => "Ten times too large.".to_owned(),
            -1 => "Ten times too small.".to_owned(),
            power if *power > 0 => format!("Too large by a factor of ten to the {power}."),
            power => format!("Too small by a factor of ten to the {}.", -power),
        },
        Slip::OffByOne => "Off by one: look at where you began or stopped counting.".to_owned(),
        Slip::WrongUnit { .. } => "The unit is another than what was asked for.".to_owned(),
        Slip::MissingUnit => "The number alone was taken to be in the unit asked for.".to_owned(),
    }
}
