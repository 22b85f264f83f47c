//! Today's quarter of an hour, played by keys from the first start to the end.

use super::learner::{Asks, Learner, a_guess};
use super::*;

/// What came back on the answers.
#[derive(Default)]
struct Told {
    answered: usize,
    /// Right, and without help.
    unaided: usize,
    /// The learner was asked to look back.
    looked_back: bool,
}

impl Told {
    fn note(&mut self, feedback: &str) {
        self.answered += 1;
        let right = feedback.contains("\n   Yes.");
        self.unaided += usize::from(right && !feedback.contains("With help"));
    }
}

#[test]
fn a_session_is_played_to_its_end() {
    let home = Home::new();
    // High enough for every text at once.
    let mut terminal = home.terminal([], (80, 60));
    terminal
        .shows("Enter begin")
        .shows("Minutes a day 15")
        .press(ENTER);
    for n in 1..=3 {
        terminal.press("1").shows(&format!("{n} of 3"));
    }
    terminal.press("s").shows("Your map").press_on(ENTER);
    let told = study(&mut terminal);
    assert!(
        (1..told.answered).contains(&told.unaided),
        "some right, some wrong"
    );

    let ended = one_line(&terminal.text());
    assert!(told.looked_back, "it ends with a look back");
    let Told {
        answered, unaided, ..
    } = told;
    assert!(ended.contains(&format!("{answered} answered")), "{ended}");
    assert!(ended.contains(&format!("{unaided} right")), "{ended}");
    assert!(
        ended.contains("What moved") && ended.contains(" → "),
        "{ended}"
    );
    assert!(
        ended.contains("come back.") || ended.contains("comes back."),
        "{ended}"
    );
    terminal
        .press(ENTER)
        .shows("of what you want to be able to do");
    terminal.press("q");
    assert_eq!(terminal.leaves(), 0);
}

/// Reads and answers to the end of the session; what is not known is guessed, and so is every
/// fourth answer.
fn study(terminal: &mut Terminal) -> Told {
    let learner = Learner::new();
    let mut told = Told::default();
    loop {
        let screen = terminal.text();
        let keys = match Asks::of(&screen) {
            Asks::Exercise if told.answered % 4 == 3 => a_guess(&screen),
            Asks::Exercise => learner.right(&screen).unwrap_or_else(|| a_guess(&screen)),
            Asks::Confidence => "3".to_owned(),
            Asks::Lesson => learner.reply(&screen).unwrap_or_else(|| ENTER.to_owned()),
            Asks::Reflection => {
                told.looked_back = true;
                format!("Draw it.{ENTER}")
            }
            Asks::Feedback => {
                told.note(&screen);
                ENTER.to_owned()
            }
            Asks::Ended => return told,
        };
        terminal.press_all(&keys);
    }
}
