//! Every number of the coach in one place. What is marked † is judgment, not yet a fit.

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
    /// Predicted chance at which an exercise is hard enough to teach and easy enough to work;
    /// about 85 % right is optimal for a learner that follows a gradient (Wilson et al., 2019).
    pub productive: (f64, f64),
    /// Weight in the goal of skills outside it.†
    pub outside: f64,
    /// Weight of making dependents ready, against chances themselves.†
    pub opening: f64,
    /// Retrievability that each unit shall have on the day of an exam.†
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
    /// Sightings of a misconception within two weeks that call for its repair.
    pub repair_after: usize,
    /// Misses on a skill in one day after which it is taught again.†
    pub misses_to_teach: u16,
    /// Unaided successes after which a new skill rests for the day (facts: one).
    pub successes_a_day: u16,
    /// Other items between two successes of a skill on its first day.
    pub items_between: usize,
    /// Study days with a success after which a skill is secure.
    pub secure_days: u16,
    /// Share of wrong placements below which the baseline stops asking.
    pub baseline_wrong_share: f64,
    /// Questions the baseline asks at least: ratings alone show nothing.
    pub baseline_least: usize,
    /// Questions about confidence in one session, at most.
    pub confidence_a_session: u8,
    /// The part left out, if any: for simulations only.
    pub without: Option<Part>,
}

impl Policy {
    /// The usual policy with one part left out.
    pub fn without(part: Part) -> Self {
        let usual = Self::default();
        Self {
            opening: if part == Part::Opening {
                0.0
            } else {
                usual.opening
            },
            without: Some(part),
            ..usual
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
            repair_after: 2,
            misses_to_teach: 2,
            successes_a_day: 2,
            items_between: 3,
            secure_days: 3,
            baseline_wrong_share: 0.08,
            baseline_least: 4,
            confidence_a_session: 12,
            without: None,
        }
    }
}
