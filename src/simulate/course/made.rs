//! Decks made up for a graph: written as an author would write them, and read by the same reader.

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use super::graph::Graph;
use crate::deck::{self, Deck};
use crate::simulate::chance::Chance;

/// How many skills a made deck may have.
pub const SIZES: RangeInclusive<usize> = 3..=100;

/// Kind, level and whether it is reserved for checks, of each of a skill's items: twelve a skill,
/// as `docs/DECKS.md` advises.
const ITEMS: [(&str, u8, bool); 12] = [
    ("choice", 1, false),
    ("short", 1, false),
    ("choice", 2, false),
    ("short", 2, false),
    ("number", 2, false),
    ("choice", 3, false),
    ("short", 3, false),
    ("number", 3, true),
    ("choice", 3, true),
    ("short", 4, false),
    ("order", 4, false),
    ("number", 5, false),
];

/// Words of a lesson, from and to.
const WORDS: (f64, f64) = (200.0, 420.0);
/// Skills under one heading.
const UNIT: usize = 4;

/// None would mean that what is written here cannot be read.
pub fn deck(name: &str, graph: &Graph, chance: &mut Chance) -> Option<Deck> {
    let mut text = format!(
        "format = 1\n[deck]\nid = \"{name}\"\ntitle = \"{name}\"\nlanguage = \"en\"\n\
         version = \"1.0.0\"\nlicense = \"CC0-1.0\"\ntarget = 3\n"
    );
    for (at, requires) in graph.iter().enumerate() {
        skill(&mut text, at, requires, chance);
    }
    for (at, requires) in graph.iter().enumerate() {
        items(&mut text, at, requires);
    }
    deck::parse(name, &text).0
}

fn skill(text: &mut String, at: usize, requires: &[usize], chance: &mut Chance) {
    let requires: Vec<String> = requires
        .iter()
        .map(|it| format!("{{ skill = \"s{it}\", practiced = 0.3 }}"))
        .collect();
    let words = chance.between(WORDS.0, WORDS.1) as usize;
    let kind = if at.is_multiple_of(3) {
        "concept"
    } else {
        "procedure"
    };
    let _ = write!(
        text,
        "[[skill]]\nid = \"s{at}\"\ntitle = \"Skill {at}\"\ncan = \"Do what skill {at} is about.\"\n\
         unit = \"Unit {}\"\nkind = \"{kind}\"\nrequires = [{}]\nlesson = \"{}\"\n\
         asks = [{{ ask = \"Which skill?\", accept = [\"{at}\"], because = \"This one.\" }}]\n\
         [skill.example]\nproblem = \"{}\"\n\
         steps = [{{ say = \"First.\" }}, {{ say = \"Then.\", ask = \"Which skill?\", accept = [\"{at}\"], because = \"This one.\" }}]\n",
        at / UNIT,
        requires.join(", "),
        "word ".repeat(words),
        "word ".repeat(words / 2),
    );
    // Every other skill invites a mistake.
    if at.is_multiple_of(2) {
        let _ = write!(
            text,
            "[[skill.misconception]]\nid = \"m{at}\"\nbelief = \"Skill {at} is something else.\"\n\
             repair = \"{}\"\n",
            "word ".repeat(120)
        );
    }
}

fn items(text: &mut String, at: usize, requires: &[usize]) {
    for (place, (kind, level, reserved)) in ITEMS.iter().enumerate() {
        // What is combined is combined with something it builds on.
        let also = requires.first().filter(|_| *kind == "order");
        let also = also.map_or(String::new(), |it| format!(", \"s{it}\""));
        let _ = write!(
            text,
            "[[item]]\nid = \"s{at}-{place}\"\nskills = [\"s{at}\"{also}]\nkind = \"{kind}\"\n\
             level = {level}\nprompt = \"Exercise {place} on skill {at}.\"\n\
             hints = [\"A nudge.\", \"A narrower one.\"]\nexplain = \"So it is.\"\n"
        );
        if *reserved {
            text.push_str("reserve = \"check\"\n");
        }
        let misled = |key: &str| match at.is_multiple_of(2) {
            true => format!(
                "wrong = [{{ {key}, because = \"Taken for something else.\", misconception = \"m{at}\" }}]\n"
            ),
            false => String::new(),
        };
        match *kind {
            "choice" => options(text, at),
            "short" => {
                text.push_str("accept = [\"right\"]\n");
                text.push_str(&misled("text = \"misled\""));
            }
            "number" => {
                text.push_str("answer = 7\n");
                text.push_str(&misled("answer = 70"));
            }
            _ => text.push_str("lines = [\"one\", \"two\", \"three\", \"four\"]\n"),
        }
    }
}

fn options(text: &mut String, at: usize) {
    let shows = match at.is_multiple_of(2) {
        true => format!(", misconception = \"m{at}\""),
        false => String::new(),
    };
    let _ = writeln!(
        text,
        "options = [{{ text = \"right\", correct = true, because = \"Yes.\" }}, \
         {{ text = \"misled\", because = \"No.\"{shows} }}, \
         {{ text = \"wrong\", because = \"No.\" }}, {{ text = \"off\", because = \"No.\" }}]"
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::course::Shape;

    #[test]
    fn a_made_deck_reads_without_errors() {
        let mut chance = Chance::of(&[1]);
        for shape in Shape::ALL {
            let graph = shape.draw(12, &mut chance);
            let made = deck("made", &graph, &mut chance).unwrap();
            assert_eq!(made.items.len(), 12 * ITEMS.len());
            let edges: usize = made.skills.iter().map(|it| it.requires.len()).sum();
            assert_eq!(edges, graph.iter().map(Vec::len).sum::<usize>());
        }
    }
}
