//! How the help with a skill fades, by how its last exercises and its worked example went.

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::params::Params;
use super::state::{Learner, Open};
use crate::core::{ActivityKind, ItemId, Stage, StudyDay, Support};
use crate::event::{Attempt, ItemVersion, Studied, Walk};

/// Answers alone at the bare exercise, in a row, after which nothing but the problem is shown.
const ALONE_TO_OPEN: u16 = 2;

/// Where the help with a skill stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fading {
    /// The stage that the last answers alone call for next; none before the first.
    pub next: Option<Stage>,
    /// How the last answer came about.
    pub way: Way,
    /// So many in a row came about like that; 0 before the first.
    pub times: u16,
    /// The worked example, as it was last gone through.
    pub example: Option<Worked>,
}

/// How an answer came about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Not right, or not all of it.
    #[default]
    Missed,
    /// Right, with hints that the learner took.
    Hinted,
    /// Right, with what was laid out from the start.
    LaidOut,
    /// Right, with nothing laid out.
    Alone,
}

/// A worked example that was gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worked {
    pub stage: Stage,
    /// Whether all its questions were answered rightly.
    pub right: bool,
    pub day: StudyDay,
}

impl Fading {
    fn answered(&mut self, stage: Stage, way: Way) {
        self.times = if way == self.way {
            self.times.saturating_add(1)
        } else {
            1
        };
        self.way = way;
        let stage = stage.max(Stage::Guided);
        self.next = Some(match way {
            Way::Missed => stage.back().max(Stage::Guided),
            Way::Hinted => stage,
            Way::Alone if stage == Stage::Bare && self.times < ALONE_TO_OPEN => stage,
            Way::LaidOut | Way::Alone => stage.on(),
        });
    }

    /// How much of the worked example stands there when it comes next: all of it at first, then
    /// less with each time that what was open came right.
    pub fn of_example(&self) -> Stage {
        let next = match self.example {
            None => return Stage::Example,
            Some(Worked { stage, right, .. }) if right => stage.on(),
            Some(Worked { stage, .. }) => stage.back(),
        };
        next.min(Stage::Faded)
    }
}

impl Way {
    fn of(params: &Params, stage: Stage, attempt: &Attempt, answer: &Answer) -> Self {
        let laid_out = match attempt.support {
            Support::PartlyWorked | Support::FullyWorked => attempt.hints == 0,
            Support::None | Support::Hints => stage == Stage::Guided && attempt.hints <= 1,
        };
        if answer.score < params.help.full_score {
            Self::Missed
        } else if answer.unaided {
            Self::Alone
        } else if laid_out {
            Self::LaidOut
        } else {
            Self::Hinted
        }
    }
}

impl Learner {
    /// What an answer says of the help that its skills need. Checks and the baseline are done
    /// without, and what goes beyond is not for this.
    pub(super) fn fade(
        &mut self,
        params: &Params,
        open: Option<&Open>,
        item: &ItemVersion,
        attempt: &Attempt,
        answer: &Answer,
    ) {
        if matches!(
            attempt.activity,
            ActivityKind::Baseline | ActivityKind::Check | ActivityKind::Stretch
        ) {
            return;
        }
        let stage = open.map_or(Stage::Bare, |it| it.stage_of(&item.item));
        let way = Way::of(params, stage, attempt, answer);
        for skill in &item.skills {
            self.skill_mut(skill).fading.answered(stage, way);
        }
    }

    /// What going through a worked example says of how much of it has to stand there next time.
    pub(super) fn fade_example(&mut self, open: Option<&Open>, it: &Studied, day: StudyDay) {
        if it.walk != Walk::Example {
            return;
        }
        let stage = open
            .filter(|open| open.decision.skill == it.skill && open.decision.item.is_none())
            .map_or(Stage::Example, |open| open.decision.stage);
        let right = it.right >= it.asked;
        self.skill_mut(&it.skill).fading.example = Some(Worked { stage, right, day });
    }
}

impl Open {
    fn stage_of(&self, item: &ItemId) -> Stage {
        if self.decision.item.as_ref() == Some(item) {
            self.decision.stage
        } else {
            Stage::Bare
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::event::{Body, Decision};
    use crate::learner::testing::{Log, decision, item, right, studied, wrong};

    /// The help after answers, each at a stage, with so many hints, right or not.
    fn after(answers: &[(Stage, u8, bool)]) -> Fading {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        for (stage, hints, comes) in answers {
            log.add(Body::Decision(Box::new(Decision {
                stage: *stage,
                ..decision(&asked)
            })));
            let attempt = if *comes { right(&asked) } else { wrong(&asked) };
            let support = if *hints > 0 {
                Support::Hints
            } else {
                Support::None
            };
            log.answer(
                &asked,
                Attempt {
                    hints: *hints,
                    support,
                    ..attempt
                },
            );
        }
        log.fold().skill(&"a".into()).fading
    }

    #[test]
    fn help_goes_step_by_step_and_comes_back_by_one() {
        use Stage::{Bare, Faded, Guided, Open};
        let next = |answers: &[(Stage, u8, bool)]| after(answers).next;
        assert_eq!(next(&[]), None);
        assert_eq!(next(&[(Guided, 1, true)]), Some(Faded));
        assert_eq!(next(&[(Guided, 2, true)]), Some(Guided), "with one more");
        assert_eq!(next(&[(Guided, 1, false)]), Some(Guided));
        assert_eq!(next(&[(Faded, 0, true)]), Some(Bare));
        assert_eq!(next(&[(Bare, 1, true)]), Some(Bare));
        assert_eq!(next(&[(Bare, 0, true)]), Some(Bare), "one is not enough");
        assert_eq!(next(&[(Bare, 0, true); 2]), Some(Open));
        assert_eq!(next(&[(Bare, 0, false)]), Some(Faded));
        assert_eq!(next(&[(Open, 0, false)]), Some(Bare));
        let ways = after(&[(Bare, 1, true), (Bare, 2, true)]);
        assert_eq!((ways.way, ways.times), (Way::Hinted, 2));
    }

    #[test]
    fn the_worked_example_leaves_more_open_each_time_it_comes_right() {
        let asked = item(1, &["a"]);
        let next = |rights: &[u8]| {
            let mut log = Log::default();
            for right in rights {
                let stage = log.fold().skill(&"a".into()).fading.of_example();
                log.add(Body::Decision(Box::new(Decision {
                    activity: ActivityKind::Example,
                    item: None,
                    stage,
                    ..decision(&asked)
                })));
                log.add(Body::Studied(Studied {
                    right: *right,
                    asked: 3,
                    ..studied("a", Walk::Example)
                }));
            }
            log.fold().skill(&"a".into()).fading.of_example()
        };
        assert_eq!(next(&[]), Stage::Example);
        assert_eq!(next(&[3]), Stage::Guided);
        assert_eq!(next(&[3, 3]), Stage::Faded);
        assert_eq!(next(&[3, 3, 3]), Stage::Faded);
        assert_eq!(next(&[3, 3, 2]), Stage::Guided);
        assert_eq!(next(&[3, 0]), Stage::Example);
    }

    proptest! {
        #[test]
        fn it_never_moves_by_more_than_one(
            stage in prop::sample::select(Stage::ALL.to_vec()),
            ways in prop::collection::vec((0..3_u8, any::<bool>()), 1..6),
        ) {
            let answers: Vec<_> = ways.into_iter().map(|(hints, right)| (stage, hints, right)).collect();
            let next = after(&answers).next.unwrap();
            let from = stage.max(Stage::Guided).number();
            prop_assert!(next.number().abs_diff(from) <= 1);
            prop_assert!(next >= Stage::Guided);
        }
    }
}
