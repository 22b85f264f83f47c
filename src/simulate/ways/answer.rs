//! Answers as they are typed and picked: the right one, or one that is wrong as a misconception has
//! it.

use crate::core::{MisconceptionId, Response};
use crate::deck::{Exercise, Item};
use crate::exercise::Instance;
use crate::simulate::chance::Chance;
use crate::simulate::student::Work;

/// What nobody accepts.
const WRONG: &str = "zzz";

/// The answer that the work came to, in the places on the screen.
pub fn response(
    item: &Item,
    instance: &Instance,
    work: &Work,
    misconception: Option<&MisconceptionId>,
    chance: &mut Chance,
) -> Response {
    if work.gave_up {
        return Response::DontKnow;
    }
    match work.right {
        true => right(item, instance),
        false => wrong(item, instance, misconception, chance),
    }
}

/// Places on the screen of what stands at these places in the deck.
fn places(instance: &Instance, wanted: impl Fn(usize) -> bool) -> Vec<u8> {
    let shown = instance.order.iter().enumerate();
    shown
        .filter(|(_, at)| wanted(**at))
        .map(|(place, _)| place as u8)
        .collect()
}

fn first(texts: &[String]) -> String {
    texts.first().cloned().unwrap_or_default()
}

fn right(item: &Item, instance: &Instance) -> Response {
    match &item.exercise {
        Exercise::Choice { options } => {
            let correct = places(instance, |at| options[at].correct);
            correct
                .first()
                .map_or(Response::DontKnow, |it| Response::Choice(*it))
        }
        Exercise::Multi { options } => Response::Multi(places(instance, |at| options[at].correct)),
        Exercise::Cloze { gaps, .. } => {
            Response::Cloze(gaps.iter().map(|gap| first(&gap.accept)).collect())
        }
        Exercise::Short { accept, .. } => Response::Short(first(accept)),
        Exercise::Number { answer, unit, .. } => {
            Response::Number(format!("{answer} {unit}").trim().to_owned())
        }
        Exercise::Order { lines, .. } => Response::Order(in_order(instance, lines.len())),
        Exercise::Steps { steps, .. } => {
            let open = steps.iter().skip(instance.worked);
            Response::Steps(open.map(|step| first(&step.accept)).collect())
        }
        Exercise::Recall { points, .. } => Response::Recall {
            text: String::new(),
            ticked: (0..points.len() as u8).collect(),
        },
    }
}

fn wrong(
    item: &Item,
    instance: &Instance,
    misconception: Option<&MisconceptionId>,
    chance: &mut Chance,
) -> Response {
    let shows = |id: &Option<MisconceptionId>| id.is_some() && id.as_ref() == misconception;
    match &item.exercise {
        Exercise::Choice { options } => {
            let misled = places(instance, |at| {
                !options[at].correct && shows(&options[at].misconception)
            });
            let wrong = places(instance, |at| !options[at].correct);
            let from = if misled.is_empty() { wrong } else { misled };
            chance
                .pick(&from)
                .map_or(Response::DontKnow, |it| Response::Choice(*it))
        }
        Exercise::Multi { options } => {
            let picked = |at: usize| !options[at].correct;
            Response::Multi(places(instance, picked))
        }
        Exercise::Cloze { gaps, .. } => {
            let typed = gaps.iter().map(|gap| {
                let misled = gap.wrong.iter().find(|it| shows(&it.misconception));
                misled.map_or(WRONG.to_owned(), |it| it.text.clone())
            });
            Response::Cloze(typed.collect())
        }
        Exercise::Short { wrong, .. } => {
            let misled = wrong.iter().find(|it| shows(&it.misconception));
            Response::Short(misled.map_or(WRONG.to_owned(), |it| it.text.clone()))
        }
        Exercise::Number {
            answer,
            wrong,
            unit,
            ..
        } => {
            let misled = wrong.iter().find(|it| shows(&it.misconception));
            let given = misled.map_or(2.0 * answer + 13.0, |it| it.answer);
            Response::Number(format!("{given} {unit}").trim().to_owned())
        }
        Exercise::Order { lines, .. } => {
            let mut placed = in_order(instance, lines.len());
            placed.reverse();
            Response::Order(placed)
        }
        Exercise::Steps { steps, .. } => {
            let open = steps.len().saturating_sub(instance.worked);
            Response::Steps(vec![WRONG.to_owned(); open])
        }
        Exercise::Recall { .. } => Response::Recall {
            text: String::new(),
            ticked: Vec::new(),
        },
    }
}

fn in_order(instance: &Instance, lines: usize) -> Vec<u8> {
    (0..lines)
        .flat_map(|line| places(instance, move |at| at == line))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::{Confidence, Stage};
    use crate::deck::{self, Library};
    use crate::exercise::grade;

    fn work(right: bool) -> Work {
        Work {
            right,
            gave_up: false,
            misled: None,
            hinted: false,
            aided: false,
            confidence: Confidence::Fairly,
            seconds: 1.0,
        }
    }

    /// Right answers to every kind of exercise are graded as right, and wrong ones as wrong.
    #[test]
    fn answers_are_graded_as_they_are_meant() {
        let kinds = include_str!("../../../tests/data/decks/every-kind.toml");
        let every_kind = deck::parse("every-kind.toml", kinds).0.unwrap();
        let library = Library::load(&[]);
        let built_in = library.decks().iter().flat_map(|deck| &deck.items);
        for item in every_kind.items.iter().chain(built_in) {
            for stage in [Stage::Bare, Stage::Guided] {
                let instance = Instance::new(item, 3, stage);
                let score = |right: bool| {
                    let chance = &mut Chance::of(&[1]);
                    let given = response(item, &instance, &work(right), None, chance);
                    let given = instance.to_deck_order(given).unwrap();
                    grade(item, &instance, &given).score
                };
                assert_eq!(score(true), 1.0, "{}", item.id);
                assert!(score(false) < 1.0, "{}", item.id);
            }
        }
    }

    #[test]
    fn a_misconception_shows_where_the_deck_knows_it() {
        let library = Library::load(&[]);
        let mut shown = 0;
        for deck in library.decks() {
            for item in &deck.items {
                let skill = deck.skill(&item.skills[0]).unwrap();
                for misconception in &skill.misconceptions {
                    let instance = Instance::new(item, 5, Stage::Bare);
                    let chance = &mut Chance::of(&[2]);
                    let id = Some(&misconception.id);
                    let given = response(item, &instance, &work(false), id, chance);
                    let given = instance.to_deck_order(given).unwrap();
                    let shows = grade(item, &instance, &given).misconceptions;
                    shown += usize::from(shows.contains(&misconception.id));
                }
            }
        }
        assert!(shown > 50, "{shown}");
    }
}
