//! What a learner foresees of a session, and what it came to.

use serde::{Deserialize, Serialize};

use super::daily::push_bounded;
use super::params::Params;
use super::state::Learner;
use crate::core::{Now, Stage, StudyDay, Support};
use crate::event::{Attempt, Predicted};

/// Sessions that are kept.
const KEPT: usize = 20;
/// Answers from which a session can be held against what was foreseen of it.
const ENOUGH_ANSWERS: u16 = 4;
/// Sessions from which a leaning to one side is looked for.
const ENOUGH_SESSIONS: usize = 3;
/// Sessions from which earlier ones are compared with later ones.
const ENOUGH_FOR_A_TREND: usize = 8;
/// Standard errors from zero beyond which chance alone lies one time in ten.
const CLEAR: f64 = 1.645;

/// What the learner foresaw of their sessions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Foresight {
    pub asked_on: Option<StudyDay>,
    /// How often in a row they would rather not say.
    pub passed_over: u8,
    /// Of the session under way.
    pub open: Option<Foreseen>,
    /// Of sessions with enough answers, the oldest first.
    pub kept: Vec<Foreseen>,
}

/// What was foreseen of one session, and what it came to. Only exercises that are put without help
/// count: no one can foresee what help will be laid out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Foreseen {
    pub day: StudyDay,
    /// How many the learner thought would come right alone, 0..planned.
    pub thought: u16,
    pub planned: u16,
    /// How many the model expected, 0..planned.
    pub expected: f64,
    pub answered: u16,
    /// Right at once and alone, 0..answered.
    pub right: u16,
}

/// By how much the learner foresees more than comes, over several sessions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leaning {
    pub sessions: usize,
    pub answers: u16,
    /// How many of the answers were foreseen to be right.
    pub thought: f64,
    pub right: u16,
    /// Standard errors from zero; positive where more was foreseen than came.
    pub z: f64,
}

impl Foreseen {
    pub fn is_enough(&self) -> bool {
        self.answered >= ENOUGH_ANSWERS
    }

    /// How many of those answered were foreseen to be right, by the share foreseen of all.
    pub fn thought_of_answered(&self) -> f64 {
        f64::from(self.thought) / f64::from(self.planned.max(1)) * f64::from(self.answered)
    }

    /// Share foreseen less share that came, -1..1.
    fn error(&self) -> f64 {
        let answered = f64::from(self.answered.max(1));
        (self.thought_of_answered() - f64::from(self.right)) / answered
    }
}

impl Leaning {
    fn of(sessions: &[Foreseen]) -> Option<Self> {
        let answers: u16 = sessions.iter().map(|it| it.answered).sum();
        let right: u16 = sessions.iter().map(|it| it.right).sum();
        if answers == 0 {
            return None;
        }
        let thought: f64 = sessions.iter().map(Foreseen::thought_of_answered).sum();
        let n = f64::from(answers);
        // A little to the middle, so that a run of all right is not taken for certain.
        let share = (f64::from(right) + 1.0) / (n + 2.0);
        let error = (n * share * (1.0 - share)).sqrt();
        Some(Self {
            sessions: sessions.len(),
            answers,
            thought,
            right,
            z: (thought - f64::from(right)) / error,
        })
    }

    /// Whether its interval leaves zero out.
    pub fn is_clear(&self) -> bool {
        self.z.abs() > CLEAR
    }
}

impl Foresight {
    /// The leaning of the last sessions; none where they are too few.
    pub fn leaning(&self) -> Option<Leaning> {
        let lately = self.kept.len().saturating_sub(ENOUGH_FOR_A_TREND);
        let lately = &self.kept[lately..];
        (lately.len() >= ENOUGH_SESSIONS)
            .then(|| Leaning::of(lately))
            .flatten()
    }

    /// Mean distance, in shares, of what was foreseen from what came: in the earlier half of the
    /// sessions and in the later one, where the two clearly differ.
    pub fn change(&self) -> Option<(f64, f64)> {
        if self.kept.len() < ENOUGH_FOR_A_TREND {
            return None;
        }
        let off: Vec<f64> = self.kept.iter().map(|it| it.error().abs()).collect();
        let (early, late) = off.split_at(off.len() / 2);
        let (early, late) = (Mean::of(early), Mean::of(late));
        let error = (early.square_error + late.square_error).sqrt();
        let clear = (early.mean - late.mean).abs() > CLEAR * error;
        clear.then_some((early.mean, late.mean))
    }

    pub(super) fn asked(&mut self, now: Now, it: &Predicted) {
        self.asked_on = Some(now.day);
        self.passed_over = match it.right {
            Some(_) => 0,
            None => self.passed_over.saturating_add(1),
        };
        let planned = it.planned;
        self.open = it.right.map(|right| Foreseen {
            day: now.day,
            thought: right.min(planned),
            planned,
            expected: if it.expected.is_finite() {
                it.expected.clamp(0.0, f64::from(planned))
            } else {
                0.0
            },
            answered: 0,
            right: 0,
        });
    }

    /// The session it was about is over.
    pub(super) fn close(&mut self) {
        if let Some(it) = self.open.take().filter(Foreseen::is_enough) {
            push_bounded(&mut self.kept, it, KEPT);
        }
    }
}

/// A mean with the square of its standard error.
struct Mean {
    mean: f64,
    square_error: f64,
}

impl Mean {
    fn of(values: &[f64]) -> Self {
        let n = values.len().max(1) as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|it| (it - mean).powi(2)).sum();
        Self {
            mean,
            square_error: squares / (n - 1.0).max(1.0) / n,
        }
    }
}

impl Learner {
    /// Counts an answer towards what was foreseen, while its decision is still open.
    pub(super) fn hold_against_foresight(&mut self, params: &Params, attempt: &Attempt) {
        let Some(foreseen) = &mut self.foresight.open else {
            return;
        };
        let decision = self.open.as_ref().map(|it| &it.decision);
        let put_alone = decision
            .is_some_and(|it| it.item.as_ref() == Some(&attempt.item) && is_put_alone(it.stage));
        if !put_alone {
            return;
        }
        let alone = attempt.support == Support::None && attempt.hints == 0;
        foreseen.answered = foreseen.answered.saturating_add(1);
        foreseen.right += u16::from(alone && attempt.score >= params.help.full_score);
    }
}

/// Whether an exercise is put with nothing laid out.
pub fn is_put_alone(stage: Stage) -> bool {
    matches!(stage, Stage::Bare | Stage::Open)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Body, Decision, SessionEnd, SessionStart};
    use crate::learner::testing::{Log, at, decision, item, right, wrong};

    fn session(thought: u16, answered: u16, right: u16) -> Foreseen {
        Foreseen {
            day: at(0).day,
            thought,
            planned: 10,
            expected: 5.0,
            answered,
            right,
        }
    }

    fn after(sessions: &[Foreseen]) -> Foresight {
        Foresight {
            kept: sessions.to_vec(),
            ..Foresight::default()
        }
    }

    #[test]
    fn a_session_is_held_against_what_was_foreseen_of_it() {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        log.add(Body::SessionStart(SessionStart { minutes: 15.0 }));
        log.add(Body::Predicted(Predicted {
            right: Some(5),
            planned: 6,
            expected: 4.2,
        }));
        let put = |log: &mut Log, stage, attempt| {
            let decision = decision(&asked);
            log.add(Body::Decision(Box::new(Decision { stage, ..decision })));
            log.answer(&asked, attempt);
        };
        for _ in 0..3 {
            put(&mut log, Stage::Bare, right(&asked));
        }
        put(&mut log, Stage::Open, wrong(&asked));
        put(&mut log, Stage::Guided, wrong(&asked));
        let hinted = Attempt {
            support: Support::Hints,
            hints: 1,
            ..right(&asked)
        };
        put(&mut log, Stage::Bare, hinted);
        let open = log.fold().foresight.open.expect("it was foreseen");
        assert_eq!((open.answered, open.right), (5, 3));
        log.add(Body::SessionEnd(SessionEnd { answered: 6 }));
        let foresight = log.fold().foresight;
        assert_eq!(foresight.open, None);
        assert_eq!(foresight.kept, [open]);
        assert_eq!(foresight.asked_on, Some(at(0).day));
    }

    #[test]
    fn who_would_rather_not_say_foresees_nothing() {
        let not_said = Predicted {
            right: None,
            planned: 6,
            expected: 4.2,
        };
        let mut log = Log::default();
        log.add(Body::Predicted(not_said.clone()));
        log.after_days(1).add(Body::Predicted(not_said));
        let foresight = log.fold().foresight;
        assert_eq!((foresight.open, foresight.passed_over), (None, 2));
    }

    #[test]
    fn a_leaning_is_clear_only_where_chance_does_not_explain_it() {
        assert_eq!(after(&[session(9, 10, 6); 2]).leaning(), None);
        let over = after(&[session(9, 10, 6); 3]).leaning().unwrap();
        assert!(over.is_clear() && over.z > 0.0);
        assert_eq!((over.sessions, over.answers, over.right), (3, 30, 18));
        let under = after(&[session(4, 10, 8); 3]).leaning().unwrap();
        assert!(under.is_clear() && under.z < 0.0);
        let close = after(&[session(7, 10, 6); 3]).leaning().unwrap();
        assert!(!close.is_clear());
        let all = after(&[session(10, 10, 10); 3]).leaning().unwrap();
        assert!(!all.is_clear());
    }

    #[test]
    fn coming_closer_takes_a_clear_difference() {
        let far = [session(9, 10, 4), session(10, 10, 6), session(9, 10, 5)];
        let near = [session(6, 10, 6), session(7, 10, 6), session(5, 10, 6)];
        let six: Vec<Foreseen> = [far, near].concat();
        assert_eq!(after(&six).change(), None, "too few sessions");
        let (far, near) = ([far[0]; 2], [near[0]; 2]);
        let closer = [&six[..3], &far[..1], &six[3..], &near[..1]].concat();
        let (early, late) = after(&closer).change().expect("it came closer");
        assert!(early > 0.35 && late < 0.1);
        let same: Vec<Foreseen> = (0..8).map(|n| session(5 + n % 4, 10, 6)).collect();
        assert_eq!(after(&same).change(), None);
    }
}
