//! Which stage of support an activity stands at, and why, in words.

use super::scene::Support;
use super::words::{count, percent};
use crate::coach::{Because, LaidOut, laid_out};
use crate::core::{ActivityKind, Now, Stage};
use crate::deck::{Exercise, Item};
use crate::event::Decision;
use crate::exercise::open_steps;
use crate::learner::Way;
use crate::session::Session;

/// None where there is no help to speak of: in checks, and where there is only something to read.
pub fn support(session: &Session, decision: &Decision, now: Now) -> Option<Support> {
    if !matches!(
        decision.activity,
        ActivityKind::Example | ActivityKind::Practice | ActivityKind::Review
    ) {
        return None;
    }
    let item = session.item_of(decision);
    let desk = session.desk(now);
    let laid_out = laid_out(&desk, &decision.skill, decision.activity, item);
    let what = match item {
        Some(item) => of_item(item, decision.stage),
        None => of_example(session, decision),
    };
    let (number, of) = (decision.stage.number(), Stage::ALL.len() as u8);
    let why = because(laid_out, decision.stage);
    Some(Support {
        number,
        of,
        sentence: format!("Stage {number} of {of}: {what}{why}."),
    })
}

fn of_item(item: &Item, stage: Stage) -> String {
    let steps = match &item.exercise {
        Exercise::Steps { steps, .. } => steps.len(),
        _ => 0,
    };
    match stage {
        Stage::Example | Stage::Guided if steps > 1 => "all but the last step is worked".to_owned(),
        Stage::Example | Stage::Guided => "the first hint stands there already".to_owned(),
        Stage::Faded if steps > 1 => yours(open_steps(steps, stage)),
        Stage::Faded | Stage::Bare if item.hints.is_empty() => "the exercise as it is".to_owned(),
        Stage::Faded | Stage::Bare => "hints at hand".to_owned(),
        Stage::Open => "the exercise alone".to_owned(),
    }
}

fn of_example(session: &Session, decision: &Decision) -> String {
    let example = session.deck.skill(&decision.skill);
    let example = example.and_then(|skill| skill.example.as_ref());
    let asking = example.map_or(0, |it| {
        it.steps.iter().filter(|it| it.ask.is_some()).count()
    });
    match open_steps(asking, decision.stage) {
        0 => "worked through for you".to_owned(),
        open => yours(open),
    }
}

fn yours(open: usize) -> String {
    match open {
        1 => "the last step is yours".to_owned(),
        open => format!("the last {} steps are yours", count(open)),
    }
}

/// Where the learner asked for more or less, what the coach would have done says nothing.
fn because(laid_out: LaidOut, stage: Stage) -> String {
    if laid_out.stage != stage {
        return ", as you asked".to_owned();
    }
    let since = match laid_out.because {
        Because::Alone | Because::First => return String::new(),
        Because::Repair => "a repair ends with what you do alone".to_owned(),
        Because::Pilot => "your pilot wants it so".to_owned(),
        Because::Before { right: true } => "you had all of it right last time".to_owned(),
        Because::Before { right: false } => "not all of it came last time".to_owned(),
        Because::New => "it is new to you".to_owned(),
        Because::Chance(chance) => format!("I put your chance at {} %", percent(chance)),
        Because::Last { way, times } => last(way, usize::from(times)),
    };
    format!(", since {since}")
}

fn last(way: Way, times: usize) -> String {
    let subject = match times {
        0 | 1 => "the last one".to_owned(),
        times => format!("the last {}", count(times)),
    };
    let came = match way {
        Way::Missed => "did not come",
        Way::Hinted if times > 1 => "came with hints",
        Way::Hinted => "came with a hint",
        Way::LaidOut => "came with more laid out",
        Way::Alone => "came alone",
    };
    format!("{subject} {came}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Input;
    use crate::session::testing::Player;

    fn says(player: &Player) -> Option<String> {
        let shown = support(&player.session, player.decision(), player.now);
        shown.map(|it| it.sentence)
    }

    #[test]
    fn each_stage_is_named_with_its_reason() {
        let mut player = Player::novice(120);
        assert_eq!(says(&player), None, "a lesson is only read");
        player.play(true);
        assert_eq!(
            says(&player).unwrap(),
            "Stage 1 of 5: worked through for you."
        );
        player.play(true);
        let said = says(&player).unwrap();
        assert!(said.contains(", since I put your chance at "), "{said}");
        player.send(Input::LessHelp).unwrap();
        assert_eq!(
            says(&player).unwrap(),
            "Stage 5 of 5: the exercise alone, as you asked."
        );
    }

    #[test]
    fn what_came_last_is_counted() {
        assert_eq!(last(Way::Hinted, 2), "the last two came with hints");
        assert_eq!(last(Way::Missed, 1), "the last one did not come");
        assert_eq!(last(Way::Alone, 3), "the last three came alone");
    }

    /// Over a novice's first days, what is said is what the answers were.
    #[test]
    fn what_is_said_of_the_last_ones_is_true() {
        let mut player = Player::novice(60);
        let mut seen = 0;
        for day in 0..4 {
            for turn in 0..40 {
                if !player.is_doing() {
                    break;
                }
                let decision = player.decision().clone();
                let said = says(&player).unwrap_or_default();
                let recent = &player.session.learner.skill(&decision.skill).recent;
                if said.contains("since the last one did not come") {
                    assert!(recent.last().unwrap().score < 1.0, "{said}");
                    seen += 1;
                }
                if said.contains("since the last two came alone") {
                    let two = recent.iter().rev().take(2);
                    assert!(two.clone().all(|it| it.score >= 1.0), "{said}");
                    seen += 1;
                }
                player.play((turn + day) % 3 != 0);
            }
            player.sleep(1);
            player.send(Input::Begin { minutes: None }).unwrap();
        }
        assert!(seen > 2, "{seen}");
    }
}
