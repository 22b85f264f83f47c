//! Decks to measure with.

use std::fmt::Write;

use gradus::deck::Deck;

/// The text of a deck of so many skills, each with so many items at levels 1 to 5, two of them
/// reserved for checks. A skill requires the one at half its number: a tree.
pub fn text(skills: usize, items_each: usize) -> String {
    let mut text = "format = 1\n[deck]\nid = \"made\"\ntitle = \"Made\"\n".to_owned();
    for skill in 0..skills {
        let requires = match skill {
            0 => String::new(),
            skill => format!("\"s{}\"", (skill - 1) / 2),
        };
        let _ = write!(
            text,
            "[[skill]]\nid = \"s{skill}\"\ntitle = \"Skill {skill}\"\ncan = \"Do thing {skill}.\"\n\
             unit = \"Unit {}\"\nkind = \"concept\"\nrequires = [{requires}]\n\
             lesson = \"Thing {skill} is done like this.\"\n",
            skill / 10,
        );
        for item in 0..items_each {
            text.push_str(&item_text(skill, item));
        }
    }
    text
}

fn item_text(skill: usize, item: usize) -> String {
    let level = item % 5 + 1;
    let reserve = if item < 2 {
        "reserve = \"check\"\n"
    } else {
        ""
    };
    let answer = if item.is_multiple_of(2) {
        "kind = \"short\"\naccept = [\"yes\"]"
    } else {
        "kind = \"choice\"\noptions = [{ text = \"yes\", correct = true }, { text = \"no\" }, \
         { text = \"perhaps\" }, { text = \"never\" }]"
    };
    format!(
        "[[item]]\nid = \"s{skill}-{item}\"\nskills = [\"s{skill}\"]\nlevel = {level}\n{reserve}\
         prompt = \"Question {item} on {skill}?\"\n{answer}\n"
    )
}

pub fn made(skills: usize, items_each: usize) -> Deck {
    let (deck, _) = gradus::deck::parse("made.toml", &text(skills, items_each));
    deck.expect("a deck without errors")
}
