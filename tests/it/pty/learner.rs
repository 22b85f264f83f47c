//! Someone at the keyboard: reads what the screen asks, and knows the deck by heart.

use std::sync::Arc;

use gradus::deck::{Ask, Deck, Exercise, Item, Library, Option_, Piece};

use super::ENTER;

/// Before what is typed.
const FIELD: char = '›';

pub struct Learner {
    deck: Arc<Deck>,
}

/// What the screen asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    Exercise,
    Confidence,
    /// To read on, or to answer the question that ends a text.
    Lesson,
    Reflection,
    /// To read the feedback.
    Feedback,
    /// Nothing: the session is over.
    Ended,
}

impl Asks {
    /// By the keys that the help bar names.
    pub fn of(screen: &str) -> Self {
        let keys = screen.lines().last().unwrap_or_default();
        let by_keys = [
            ("how sure", Self::Confidence),
            ("keep it", Self::Reflection),
            ("why that next", Self::Feedback),
            ("Enter today", Self::Ended),
        ];
        let title = screen.lines().next().unwrap_or_default();
        let lesson = ["· lesson", "· example", "· repair"]
            .iter()
            .any(|kind| title.contains(kind));
        let found = by_keys.into_iter().find(|(named, _)| keys.contains(named));
        let text = if lesson { Self::Lesson } else { Self::Exercise };
        found.map_or(text, |(_, asks)| asks)
    }
}

/// An answer that is most likely wrong.
pub fn a_guess(screen: &str) -> String {
    let keys = screen.lines().last().unwrap_or_default();
    match keys {
        _ if keys.contains("Alt-") => format!("zzz{ENTER}"),
        _ if keys.contains("Space grab") => ENTER.to_owned(),
        _ => format!("1{ENTER}"),
    }
}

impl Learner {
    /// Of the deck that is built in.
    pub fn new() -> Self {
        let library = Library::load(&[]);
        let deck = library.decks().first().expect("a deck is built in");
        Self { deck: deck.clone() }
    }

    /// The exercise on the screen.
    pub fn item(&self, screen: &str) -> Option<&Item> {
        let screen = squashed(screen);
        let stands = |item: &&Item| screen.contains(&squashed(&prompt(item)));
        let stand = self.deck.items.iter().filter(stands);
        stand.max_by_key(|item| item.prompt.len())
    }

    /// The keys of a right reply, where a lesson or an example waits for one.
    pub fn reply(&self, screen: &str) -> Option<String> {
        if !screen.contains(FIELD) {
            return None;
        }
        let screen = squashed(screen);
        let place = |ask: &Ask| screen.rfind(&squashed(&ask.ask));
        // The one asked last, where several stand there.
        let asked = self.asks().max_by_key(|ask| place(ask))?;
        place(asked)?;
        Some(format!("{}{ENTER}", asked.accept.first()?))
    }

    fn asks(&self) -> impl Iterator<Item = &Ask> {
        self.deck.skills.iter().flat_map(|skill| {
            let steps = skill.example.iter().flat_map(|it| &it.steps);
            let asked = steps.filter_map(|step| step.ask.as_ref());
            skill.asks.iter().chain(asked)
        })
    }

    /// The keys of a right answer, one letter a key; none where it takes more than a memory.
    pub fn right(&self, screen: &str) -> Option<String> {
        let picked = |options: &[Option_]| -> Option<String> {
            let right = options.iter().filter(|option| option.correct);
            let keys = right.map(|option| number_of(&option.text, screen));
            keys.collect()
        };
        let answer = match &self.item(screen)?.exercise {
            Exercise::Choice { options } | Exercise::Multi { options } => picked(options)?,
            Exercise::Short { accept, .. } => accept.first()?.clone(),
            Exercise::Number { answer, .. } => answer.to_string(),
            Exercise::Cloze { gaps, .. } => {
                let words: Option<Vec<&str>> = gaps
                    .iter()
                    .map(|gap| Some(gap.accept.first()?.as_str()))
                    .collect();
                words?.join(ENTER)
            }
            Exercise::Order { .. } | Exercise::Steps { .. } | Exercise::Recall { .. } => {
                return None;
            }
        };
        Some(answer + ENTER)
    }
}

/// What the screen shows of an item, as far as nothing varies in it.
fn prompt(item: &Item) -> String {
    match &item.exercise {
        Exercise::Cloze { pieces, .. } => {
            let text = |piece: &Piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Gap(_) => String::new(),
            };
            pieces.iter().map(text).collect()
        }
        _ => item.prompt.clone(),
    }
}

/// The number before an option, which may take several lines.
fn number_of(option: &str, screen: &str) -> Option<String> {
    let mut options: Vec<(char, String)> = Vec::new();
    for line in screen.lines() {
        let line = line.trim_start_matches([' ', '▸']);
        let mut chars = line.chars();
        match (chars.next(), chars.next()) {
            (Some(number @ '1'..='9'), Some(' ')) => {
                options.push((number, squashed(&line[1..].replace("[ ]", ""))));
            }
            _ => {
                if let Some((_, text)) = options.last_mut() {
                    text.push_str(&squashed(line));
                }
            }
        }
    }
    let option = squashed(option);
    let found = options
        .into_iter()
        .find(|(_, text)| text.starts_with(&option));
    found.map(|(number, _)| number.to_string())
}

/// A text without what Markdown or the screen's width put into it.
fn squashed(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("```"));
    lines
        .flat_map(str::chars)
        .filter(|it| !it.is_whitespace() && !matches!(it, '`' | '*'))
        .collect()
}
