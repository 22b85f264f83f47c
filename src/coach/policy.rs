//! Every number of the coach in one place, but those of its rules, which are data of their own. What
//! is marked † is judgment, not yet a fit.

use crate::rule::{Entry, Rules};

use super::Part;

/// Thresholds and limits of the coach's choices.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Share of a session's minutes that reviews may take while there is something else to do.†
    pub review_share: f64,
    /// Planned minutes for each new skill a session may hold.†
    pub minutes_per_new_skill: f64,
    /// A skill can be taught when each prerequisite has at least this chance.†
    pub ready: f64,
    /// A prerequisite below this chance is warmed up before what builds on it is first taught.†
    pub carries: f64,
    /// Questions on prerequisites in a day after which nothing more is asked to warm up.†
    pub warm_up_questions: u16,
    /// Days in which a misconception that showed is likely to show again.†
    pub misled_days: i32,
    /// Predicted chance at which an exercise is hard enough to teach and easy enough to work;
    /// about 85 % right is optimal for a learner that follows a gradient (Wilson et al., 2019).
    pub productive: (f64, f64),
    /// Weight in the goal of skills outside it.†
    pub outside: f64,
    /// Weight of making dependents ready, against chances themselves.†
    pub opening: f64,
    /// Retrievability that each unit shall have on the day of an exam, or at the horizon to be left
    /// alone while minutes are left over.†
    pub exam_retention: f64,
    /// Days before an exam in which the last repetitions lie.†
    pub exam_days: i32,
    /// Days over which a choice is judged where the goal has no date.
    pub horizon_days: i32,
    /// Expected share of the goal on its day from which minutes and date fit.†
    pub enough: f64,
    /// Chance from which a skill that was never taught is checked instead of taught.†
    pub check_instead: f64,
    /// Lower end of the interval from which the coach takes for granted what it merely infers.†
    pub sure_from: f64,
    /// Chance from which a skill is worth a check.†
    pub check_from: f64,
    /// Unaided successes after which a new skill rests for the day (facts: one).
    pub successes_a_day: u16,
    /// Other items between two successes of a skill on its first day.
    pub items_between: usize,
    /// Exercises of one skill in a row where a pilot has it studied without others between.†
    pub blocked_in_a_row: usize,
    /// Study days with a success after which a skill is secure.
    pub secure_days: u16,
    /// Share of wrong placements below which the baseline stops asking.
    pub baseline_wrong_share: f64,
    /// Questions the baseline asks at least: ratings alone show nothing.
    pub baseline_least: usize,
    /// Questions about confidence in one session, at most.
    pub confidence_a_session: u8,
    /// Whether what comes first in a pathway follows what has helped the learner.
    pub learn_what_helps: bool,
    /// Share of the pathways, at most, that begin with something else than by default.
    pub off_default: f64,
    /// How many answers the prior of each way to begin is worth.
    pub prior_worth: f64,
    /// By how much the default is taken to help more at first, in shares of right answers.†
    pub default_ahead: f64,
    /// Standard deviation of an answer around its chance: of one that is right or wrong, at most.
    pub reward_sd: f64,
    /// When something holds of the learner, the coach does something.
    pub rules: Rules,
    /// Questions of a check that is to show what the learner says they know.†
    pub claim_questions: usize,
    /// Whether the learner may be asked before a session how it will go.
    pub ask_prediction: bool,
    /// Exercises planned from which there is something to predict.†
    pub least_to_predict: u16,
    /// Sessions predicted before it is asked only where there is something to learn from it.†
    pub predictions_at_first: usize,
    /// Days after which it is asked again all the same.†
    pub predict_again_after: i32,
    /// Whether what the learner takes instead of the coach's choice bends what steps are worth.
    pub learn_from_choices: bool,
    /// The part left out, if any: for simulations only.
    pub without: Option<Part>,
}

impl Policy {
    /// This one, with the rules that are built in and what these say of them, one after the other.
    pub fn with_rules(self, layers: &[&[Entry]]) -> Self {
        let rules = layers
            .iter()
            .fold(Rules::default(), |rules, layer| rules.with(layer));
        Self { rules, ..self }
    }

    /// The same with one part left out, and the rules that make it up.
    pub fn without(self, part: Part) -> Self {
        let off = |name: &&str| Entry {
            name: (*name).to_owned(),
            rule: None,
        };
        let off: Vec<Entry> = part.rules().iter().map(off).collect();
        Self {
            opening: if part == Part::Opening {
                0.0
            } else {
                self.opening
            },
            rules: self.rules.with(&off),
            without: Some(part),
            ..self
        }
    }

    pub fn has(&self, part: Part) -> bool {
        self.without != Some(part)
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            review_share: 0.6,
            minutes_per_new_skill: 7.0,
            ready: 0.6,
            carries: 0.7,
            warm_up_questions: 2,
            misled_days: 28,
            productive: (0.70, 0.85),
            outside: 0.2,
            opening: 0.15,
            exam_retention: 0.95,
            exam_days: 7,
            horizon_days: 30,
            enough: 0.8,
            check_instead: 0.55,
            sure_from: 0.4,
            check_from: 0.8,
            successes_a_day: 2,
            items_between: 3,
            blocked_in_a_row: 4,
            secure_days: 3,
            baseline_wrong_share: 0.08,
            baseline_least: 4,
            confidence_a_session: 12,
            rules: Rules::default(),
            claim_questions: 3,
            ask_prediction: true,
            least_to_predict: 6,
            predictions_at_first: 3,
            predict_again_after: 14,
            learn_from_choices: true,
            learn_what_helps: true,
            off_default: 0.15,
            prior_worth: 50.0,
            default_ahead: 0.1,
            reward_sd: 0.5,
            without: None,
        }
    }
}
