//! Decks that someone drops into their folder.

use super::*;

#[test]
fn a_broken_deck_is_shown_with_what_is_wrong_and_takes_no_other_with_it() {
    let home = Home::new();
    home.write("decks/birds.toml", BIRDS);
    let broken = BIRDS
        .replace("birds", "fish")
        .replace(r#"kind = "facts""#, r#"kind = "fact""#);
    home.write("decks/fish.toml", broken);
    let mut terminal = home.terminal([], USUAL);
    terminal.shows("Enter begin").press("d");
    terminal
        .shows("Birds")
        .shows("fish.toml")
        .shows("cannot be used");
    terminal.press("G").shows("`fact` is not known as a `kind`");
    terminal
        .shows("fish.toml:18:8")
        .shows("did you mean `facts`?");
    terminal.press("k").shows("Who sings there.").press(ENTER);
    terminal.shows("gradus · Birds").shows("Enter begin");
}
