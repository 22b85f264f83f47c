//! A question to take to a person, of the deck's words and the learner's own answers.

use super::scene::PersonQuestion;
use super::words::{counted, list};
use crate::coach::{for_a_person, step_by_rule};
use crate::core::{Now, Response, SkillId};
use crate::deck::{Exercise, Item};
use crate::event::{Decision, PathwayStep};
use crate::exercise::{Instance, grade, right_answer};
use crate::learner::{How, Pathway, Said};
use crate::session::Session;

/// What two repairs in a row did not help with, the latest first.
pub fn questions(session: &Session, now: Now) -> Vec<PersonQuestion> {
    let desk = session.desk(now);
    let ended = for_a_person(&desk).into_iter();
    ended
        .filter_map(|it| {
            let skill = session.deck.skill(&it.started.skill)?;
            Some(PersonQuestion {
                skill: skill.id.clone(),
                skill_title: skill.title.clone(),
                text: text(session, it)?,
            })
        })
        .collect()
}

/// That it is time for a person, where it is; of one skill, or of any.
pub(super) fn note(session: &Session, skill: Option<&SkillId>, now: Now) -> Option<String> {
    let questions = questions(session, now);
    let of_skill = |it: &&PersonQuestion| skill.is_none_or(|skill| it.skill == *skill);
    let question = questions.iter().find(of_skill)?;
    Some(format!(
        "Two repairs of {} have not helped. A person can ask back, which I cannot: a question to \
         take to someone is ready.",
        question.skill_title
    ))
}

/// The same, said once: with the answer that ends a repair.
pub(super) fn after_repair(session: &Session, decision: &Decision, now: Now) -> Option<String> {
    step_by_rule(decision.rules.first()?)?;
    note(session, Some(&decision.skill), now)
}

fn text(session: &Session, pathway: &Pathway) -> Option<String> {
    let deck = &session.deck;
    let skill = deck.skill(&pathway.started.skill)?;
    let mut parts = vec![format!(
        "I am learning \"{}\" and I am stuck on one thing: {}. What I want to be able to do: {}",
        deck.title, skill.title, skill.can
    )];
    if let Some(item) = deck.item(&pathway.started.failed) {
        parts.push(format!("The exercise:\n\n{}", asked(item)));
        parts.extend(answered(item, &pathway.said));
    }
    let misconception = pathway.started.misconception.as_ref();
    if let Some((_, found)) = misconception.and_then(|id| deck.misconception(id)) {
        parts.push(format!(
            "My answers look as if I believed: \"{}\" I have read why that does not hold, and it \
             did not help yet.",
            found.belief
        ));
    }
    parts.extend(tried(pathway));
    parts.push(
        "Where does my thinking go wrong, and what would you look at first in this exercise?"
            .to_owned(),
    );
    Some(parts.join("\n\n"))
}

/// The prompt, with the options in the deck's order.
fn asked(item: &Item) -> String {
    let prompt = item.prompt.trim();
    let choices: Vec<&str> = match &item.exercise {
        Exercise::Choice { options } | Exercise::Multi { options } => {
            options.iter().map(|it| it.text.as_str()).collect()
        }
        Exercise::Order { lines, distractors } => lines
            .iter()
            .chain(distractors)
            .map(String::as_str)
            .collect(),
        _ => Vec::new(),
    };
    if choices.is_empty() {
        return prompt.to_owned();
    }
    // The deck has them in the right order, which is the answer.
    let mut choices = choices;
    choices.sort_unstable();
    let lines: Vec<String> = choices.iter().map(|it| format!("- {it}")).collect();
    format!("{prompt}\n\n{}", lines.join("\n"))
}

/// The learner's own answers to the exercise, each once, and the right one.
fn answered(item: &Item, said: &[Said]) -> Option<String> {
    let mut own: Vec<String> = Vec::new();
    for it in said.iter().filter(|it| it.item == item.id) {
        let words = in_words(item, &it.response);
        if !own.contains(&words) {
            own.push(words);
        }
    }
    let right = right_answer(item);
    (!own.is_empty()).then(|| {
        let own = own.join("\n\nAnother time:\n\n");
        format!("My answer:\n\n{own}\n\nThe right answer:\n\n{right}")
    })
}

fn in_words(item: &Item, response: &Response) -> String {
    if *response == Response::DontKnow {
        return "I did not know.".to_owned();
    }
    let worked = match (&item.exercise, response) {
        (Exercise::Steps { steps, .. }, Response::Steps(texts)) => {
            steps.len().saturating_sub(texts.len())
        }
        _ => 0,
    };
    let instance = Instance {
        order: Vec::new(),
        worked,
    };
    let graded = grade(item, &instance, response);
    let parts = graded.parts.iter().map(|part| part.yours.trim());
    let given: Vec<&str> = parts.filter(|it| !it.is_empty()).collect();
    given.join("\n")
}

/// What was tried in the last pathway, and what came of it.
fn tried(pathway: &Pathway) -> Option<String> {
    let taken = |step, how| {
        pathway
            .done
            .iter()
            .any(|it| it.step == step && it.how == how)
    };
    let mut tried = Vec::new();
    if taken(PathwayStep::Example, How::Studied) {
        tried.push("went through a worked example".to_owned());
    }
    if taken(PathwayStep::Sibling, How::Alone) {
        tried.push("did another exercise on it alone".to_owned());
    }
    if taken(PathwayStep::Sibling, How::NotAlone) {
        tried.push("tried another exercise on it in vain".to_owned());
    }
    let again = pathway
        .done
        .iter()
        .filter(|it| it.step == PathwayStep::Again && it.how == How::NotAlone)
        .count();
    if again > 0 {
        let times = match again {
            1 => "once more".to_owned(),
            times => counted(times, "more time", "more times"),
        };
        tried.push(format!("tried this one {times}, without success"));
    }
    let tried: Vec<&str> = tried.iter().map(String::as_str).collect();
    (!tried.is_empty()).then(|| format!("Since then I {}.", list(&tried, tried.len())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Body, PathwayStarted};
    use crate::learner::{Done, Learner};
    use crate::session::testing::Player;

    /// Two pathways on an item that did not help, on this and the day before.
    fn stuck(player: &mut Player, response: &Response) -> Item {
        let misled = |item: &&Item| match &item.exercise {
            Exercise::Choice { options } => !item.reserved && options[1].misconception.is_some(),
            _ => false,
        };
        let deck = player.session.deck.clone();
        let item = deck.items.iter().find(misled).unwrap();
        let Exercise::Choice { options } = &item.exercise else {
            unreachable!()
        };
        let done = |step, how| Done {
            step,
            item: None,
            how,
        };
        for _ in 0..2 {
            let ended = Pathway {
                started: PathwayStarted {
                    cause: "same misconception again".to_owned(),
                    skill: item.skills[0].clone(),
                    misconception: options[1].misconception.clone(),
                    failed: item.id.clone(),
                    steps: vec![
                        PathwayStep::Contrast,
                        PathwayStep::Example,
                        PathwayStep::Again,
                    ],
                    propensity: 0.85,
                    default: true,
                },
                day: player.now.day,
                done: vec![
                    done(PathwayStep::Contrast, How::Studied),
                    done(PathwayStep::Example, How::Studied),
                    done(PathwayStep::Again, How::NotAlone),
                ],
                said: vec![Said {
                    item: item.id.clone(),
                    response: response.clone(),
                }],
                waits: true,
                later: None,
            };
            player.session.learner.pathways.past.push(ended);
        }
        item.clone()
    }

    #[test]
    fn the_question_holds_the_exercise_the_own_answer_and_the_belief() {
        let mut player = Player::novice(15);
        assert_eq!(questions(&player.session, player.now), []);
        let item = stuck(&mut player, &Response::Choice(1));
        let asked = questions(&player.session, player.now);
        let [question] = &asked[..] else {
            panic!("{asked:?}")
        };
        let Exercise::Choice { options } = &item.exercise else {
            unreachable!()
        };
        let deck = &player.session.deck;
        let id = options[1].misconception.clone().unwrap();
        let (_, found) = deck.misconception(&id).unwrap();
        for words in [
            item.prompt.trim(),
            options[1].text.as_str(),
            found.belief.as_str(),
            "Since then I went through a worked example and tried this one once more, without success",
        ] {
            assert!(question.text.contains(words), "{words}: {}", question.text);
        }
        let skill = Some(&question.skill);
        assert!(note(&player.session, skill, player.now).is_some());
        let other = deck.skills.last().map(|it| it.id.clone());
        assert_eq!(note(&player.session, other.as_ref(), player.now), None);
    }

    #[test]
    fn not_knowing_is_said_so() {
        let mut player = Player::novice(15);
        stuck(&mut player, &Response::DontKnow);
        let asked = questions(&player.session, player.now);
        assert!(asked[0].text.contains("I did not know."));
    }

    #[test]
    fn it_is_asked_no_more_once_the_learner_went_on_for_weeks() {
        let mut player = Player::novice(15);
        stuck(&mut player, &Response::DontKnow);
        player.sleep(20);
        assert_eq!(questions(&player.session, player.now), []);
        let folded = Learner::fold(&player.session.params, &player.log);
        assert_eq!(folded.pathways.past, [], "no such facts are in the log");
        assert!(
            !player
                .log
                .iter()
                .any(|it| matches!(it.body, Body::PathwayStarted(_)))
        );
    }
}
