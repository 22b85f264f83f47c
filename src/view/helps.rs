//! What has helped this learner after an error.

use super::scene::{HelpRow, Helps, Interval};
use crate::coach::shares;
use crate::core::Now;
use crate::event::PathwayStep;
use crate::learner::FIRSTS;
use crate::session::Session;

/// Answers below which a mean says too little.
const ENOUGH: u32 = 10;

pub fn helps(session: &Session, now: Now) -> Helps {
    let pathways = &session.learner.pathways;
    let shares = shares(&session.policy, &pathways.helps, &FIRSTS);
    let rows: Vec<HelpRow> = FIRSTS
        .into_iter()
        .zip(shares)
        .map(|(step, share)| {
            let help = pathways.helps.of(step);
            let told = help.mean().filter(|_| help.n >= ENOUGH);
            HelpRow {
                step,
                what: what(step),
                chosen: help.chosen,
                answers: help.n,
                beyond: told.map(|(mean, low, high)| Interval { mean, low, high }),
                share,
            }
        })
        .collect();
    let waits = |it: &&crate::learner::Pathway| it.waits_on(now.day);
    Helps {
        deck_title: session.deck.title.clone(),
        learns: session.policy.learn_what_helps,
        waiting: pathways.past.iter().filter(waits).count(),
        sentence: sentence(&rows),
        rows,
    }
}

fn what(step: PathwayStep) -> &'static str {
    match step {
        PathwayStep::Contrast => "the wrong idea beside the right one",
        PathwayStep::Example => "a worked example",
        PathwayStep::Sibling => "another exercise",
        PathwayStep::Again => "the same exercise again",
    }
}

/// One helps more than another where their intervals lie apart.
fn sentence(rows: &[HelpRow]) -> String {
    let told: Vec<(&HelpRow, Interval)> = rows
        .iter()
        .filter_map(|row| Some((row, row.beyond?)))
        .collect();
    if told.len() < 2 {
        return "Too little is known to tell what helps you most.".to_owned();
    }
    let apart = told.iter().find_map(|(better, high)| {
        let worse = told.iter().find(|(_, low)| low.high < high.low)?;
        Some((better.what, worse.0.what))
    });
    match apart {
        Some((better, worse)) => {
            format!("To begin with {better} has helped you more than to begin with {worse}.")
        }
        None => "So far, none of these has clearly helped you more than another.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::Player;

    #[test]
    fn what_helps_is_told_once_there_is_enough_to_tell() {
        let mut player = Player::novice(15);
        let shown = |player: &Player| helps(&player.session, player.now);
        let before = shown(&player);
        assert!(before.rows.iter().all(|it| it.beyond.is_none()));
        assert!((before.rows[0].share - 0.85).abs() < 1e-9);
        assert!(before.sentence.starts_with("Too little"));

        let known = &mut player.session.learner.pathways.helps;
        for at in 0..40 {
            let by_turns = if at % 2 == 0 { 0.1 } else { -0.1 };
            known.choose(Some(PathwayStep::Contrast));
            known.reward(PathwayStep::Contrast, by_turns);
            known.choose(Some(PathwayStep::Sibling));
            known.reward(PathwayStep::Sibling, 0.4 + by_turns);
        }
        let after = shown(&player);
        assert_eq!(after.rows[1].beyond, None);
        let sibling = after.rows[2].beyond.unwrap();
        assert!((sibling.mean - 0.4).abs() < 1e-9 && sibling.low > 0.3);
        assert_eq!(
            after.sentence,
            "To begin with another exercise has helped you more than to begin with the wrong idea \
             beside the right one."
        );
    }
}
