//! What could get in the way of a skill, told before it is taught.

use super::reason::title;
use super::scene::{Interval, Watch};
use super::words::{ago, counted, sentence};
use crate::coach::{Block, Desk, prepared_by, stumbling_blocks};
use crate::core::{ActivityKind, Now, SkillId};
use crate::deck::Skill;
use crate::event::Decision;
use crate::learner::Sighting;
use crate::session::Session;

/// Misconceptions that a lesson warns of, at most: more would be a lesson of their own.
const WATCHED: usize = 2;

/// What comes before a skill is taught: of a warm-up, why it comes first; of a lesson, how what it
/// builds on stands. None where nothing is in the way.
pub fn before_this(session: &Session, decision: &Decision, now: Now) -> Option<String> {
    let desk = session.desk(now);
    match subject(&desk, decision)? {
        Subject::WarmUp(skill) => Some(warm_up(session, &desk, decision, skill)),
        Subject::Teaching(skill) => footing(session, &desk, skill),
    }
}

/// Ideas that may well mislead in what is about to be taught.
pub fn watch(session: &Session, decision: &Decision, now: Now) -> Vec<Watch> {
    let desk = session.desk(now);
    let Some(Subject::Teaching(skill)) = subject(&desk, decision) else {
        return Vec::new();
    };
    let blocks = stumbling_blocks(&desk, skill);
    let misled = blocks.iter().filter_map(|block| match block {
        Block::Misled {
            misconception,
            times,
            last,
        } => {
            let (_, found) = session.deck.misconception(misconception)?;
            Some(Watch {
                belief: found.belief.clone(),
                showed: sentence(&showed(session, *times, last, now)),
                rather: opening(&found.repair),
            })
        }
        Block::Shaky { .. } => None,
    });
    misled.take(WATCHED).collect()
}

/// All that could get in the way, each with what it rests on.
pub fn in_the_way(session: &Session, decision: &Decision, now: Now) -> Vec<String> {
    let desk = session.desk(now);
    let skill = match subject(&desk, decision) {
        Some(Subject::WarmUp(skill) | Subject::Teaching(skill)) => skill,
        None => return Vec::new(),
    };
    let blocks = stumbling_blocks(&desk, skill);
    let said = blocks.iter().filter_map(|block| match block {
        Block::Shaky {
            skill,
            estimate,
            fading,
        } => {
            let fades = if *fading { ", and fading" } else { "" };
            let chance = Interval::from(*estimate).compact();
            Some(format!("{} is at {chance}{fades}.", title(session, skill)))
        }
        Block::Misled {
            misconception,
            times,
            last,
        } => {
            let (_, found) = session.deck.misconception(misconception)?;
            let showed = showed(session, *times, last, now);
            Some(format!("“{}” {showed}.", found.belief))
        }
    });
    said.collect()
}

enum Subject<'a> {
    /// The skill that a warm-up prepares.
    WarmUp(&'a Skill),
    /// The skill that is taught for the first time.
    Teaching(&'a Skill),
}

fn subject<'a>(desk: &Desk<'a>, decision: &Decision) -> Option<Subject<'a>> {
    let prepared = |rule: &String| prepared_by(desk, rule);
    if let Some(skill) = decision.rules.iter().find_map(prepared) {
        return Some(Subject::WarmUp(skill));
    }
    let state = desk.learner.skill(&decision.skill);
    let teaches = matches!(
        decision.activity,
        ActivityKind::Lesson | ActivityKind::Example
    );
    let first = state.lesson_on.is_none() && state.example_on.is_none();
    let skill = desk.deck.skill(&decision.skill)?;
    (teaches && first).then_some(Subject::Teaching(skill))
}

fn warm_up(session: &Session, desk: &Desk<'_>, decision: &Decision, next: &Skill) -> String {
    let asked = title(session, &decision.skill);
    let blocks = stumbling_blocks(desk, next);
    let of_asked = blocks.iter().find_map(|block| match block {
        Block::Shaky {
            skill,
            estimate,
            fading,
        } if *skill == decision.skill => {
            let is = if *fading { "is fading, now" } else { "is" };
            let chance = Interval::from(*estimate).compact();
            Some(format!(
                "{asked} {is} at {chance}, so a question or two on it first."
            ))
        }
        Block::Misled {
            misconception,
            times,
            last,
        } => {
            let (owner, found) = session.deck.misconception(misconception)?;
            let showed = showed(session, *times, last, desk.now);
            (owner.id == decision.skill).then(|| {
                format!(
                    "“{}” {showed}, so a question on {asked} first.",
                    found.belief
                )
            })
        }
        Block::Shaky { .. } => None,
    });
    let why = of_asked.unwrap_or_else(|| format!("a question on {asked}, which it builds on."));
    format!("Before {}: {why}", next.title)
}

/// How the prerequisites stand: those that are shaky, and those done today.
fn footing(session: &Session, desk: &Desk<'_>, skill: &Skill) -> Option<String> {
    let blocks = stumbling_blocks(desk, skill);
    let is_shaky = |id: &SkillId| {
        let mut of_skills = blocks.iter();
        of_skills.any(|it| matches!(it, Block::Shaky { skill, .. } if *skill == *id))
    };
    let today = |id: &SkillId| {
        let state = desk.learner.skill(id);
        state.successes_on(desk.now.day) + state.misses_on(desk.now.day) > 0
    };
    let stand: Vec<String> = skill
        .requires
        .iter()
        .map(|it| &it.skill)
        .filter(|id| is_shaky(id) || today(id))
        .map(|id| {
            let chance = Interval::from(desk.estimate_by_id(id)).compact();
            let when = if today(id) { ", done today" } else { "" };
            format!("{}: {chance}{when}", title(session, id))
        })
        .collect();
    (!stand.is_empty()).then(|| format!("This builds on {}.", stand.join("; ")))
}

/// "showed twice, last on Tuesday in Moves".
fn showed(session: &Session, times: usize, last: &Sighting, now: Now) -> String {
    let when = ago(last.day, now.day);
    let place = title(session, &last.skill);
    match times {
        0 | 1 => format!("showed {when} in {place}"),
        2 => format!("showed twice, last {when} in {place}"),
        more => format!(
            "showed {}, last {when} in {place}",
            counted(more, "time", "times")
        ),
    }
}

/// What a repair says without its examples: whole sentences of the first paragraph that has any
/// which do not lead up to code.
fn opening(repair: &str) -> String {
    let paragraphs = repair.split("\n\n").filter(|it| !it.contains("```"));
    let mut said = paragraphs.map(|paragraph| {
        let text = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.ends_with(':') {
            return text;
        }
        let end = text.rfind(". ").map_or(0, |at| at + 1);
        text[..end].to_owned()
    });
    said.find(|text| !text.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::opening;

    #[test]
    fn a_repair_opens_with_what_needs_no_code() {
        for (repair, expected) in [
            (
                "It is\ntempting. It breaks.\n\n```rust\nx\n```",
                "It is tempting. It breaks.",
            ),
            (
                "It is tempting. Here it breaks:\n\n```rust\nx\n```",
                "It is tempting.",
            ),
            ("Here:\n\n```rust\nx\n```", ""),
            (
                "Numbers do:\n\n```rust\nx\n```\n\nTexts do not. See:\n\n```rust\ny\n```",
                "Texts do not.",
            ),
            ("```rust\nx\n\ny\n```\n\nSo it is.", "So it is."),
            ("", ""),
        ] {
            assert_eq!(opening(repair), expected, "{repair}");
        }
    }
}
