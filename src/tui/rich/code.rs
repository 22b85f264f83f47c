//! Code highlighting in a thread of its own: the first highlight compiles regular expressions for
//! tens of milliseconds, so code is drawn plain first and drawn again when its tokens arrive.

use std::cell::RefCell;
use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use ratatui::style::Style;
use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use crate::tui::theme::CodeStyles;

/// So many pieces of code are remembered before all are forgotten.
const REMEMBERED: usize = 512;

/// What a stretch of code is, as far as the calm look tells it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    Plain,
    Keyword,
    Text,
    Number,
    Name,
    Comment,
}

impl Token {
    pub fn style(self, styles: &CodeStyles) -> Style {
        match self {
            Self::Plain => styles.plain,
            Self::Keyword => styles.keyword,
            Self::Text => styles.string,
            Self::Number => styles.number,
            Self::Name => styles.name,
            Self::Comment => styles.comment,
        }
    }
}

/// The tokens of each line.
pub type Tokens = Vec<Vec<(Token, String)>>;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Snippet {
    pub language: String,
    pub code: String,
}

/// A piece of code that has been highlighted.
#[derive(Clone, Debug)]
pub struct Highlighted {
    snippet: Snippet,
    tokens: Arc<Tokens>,
}

/// What has been highlighted so far, and the way to ask for more.
#[derive(Debug)]
pub struct Highlights {
    known: RefCell<HashMap<Snippet, Option<Arc<Tokens>>>>,
    jobs: Option<Sender<Snippet>>,
}

impl Highlights {
    /// Highlights nothing: all code stays plain.
    #[cfg(test)]
    pub fn off() -> Self {
        Self {
            known: RefCell::default(),
            jobs: None,
        }
    }

    /// Starts the thread; `deliver` says whether anyone still listens.
    pub fn start(deliver: impl Fn(Highlighted) -> bool + Send + 'static) -> Self {
        let (jobs, todo) = channel();
        let started = thread::Builder::new()
            .name("highlight".to_owned())
            .spawn(move || work(&todo, deliver));
        Self {
            known: RefCell::default(),
            jobs: started.is_ok().then_some(jobs),
        }
    }

    /// The tokens if they are there already; else they are asked for.
    pub fn tokens(&self, language: &str, code: &str) -> Option<Arc<Tokens>> {
        let jobs = self.jobs.as_ref()?;
        if language.is_empty() {
            return None;
        }
        let snippet = Snippet {
            language: language.to_owned(),
            code: code.to_owned(),
        };
        let mut known = self.known.borrow_mut();
        if let Some(found) = known.get(&snippet) {
            return found.clone();
        }
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(snippet.clone(), None);
        // Without the thread the code just stays plain.
        let _ = jobs.send(snippet);
        None
    }

    pub fn arrived(&mut self, highlighted: Highlighted) {
        let Highlighted { snippet, tokens } = highlighted;
        self.known.get_mut().insert(snippet, Some(tokens));
    }
}

fn work(todo: &Receiver<Snippet>, deliver: impl Fn(Highlighted) -> bool) {
    let set = two_face::syntax::extra_newlines();
    let kinds = Kinds::new();
    while let Ok(snippet) = todo.recv() {
        let Some(tokens) = highlight(&set, &kinds, &snippet) else {
            continue;
        };
        let tokens = Arc::new(tokens);
        if !deliver(Highlighted { snippet, tokens }) {
            return;
        }
    }
}

/// None where the language is unknown.
fn highlight(set: &SyntaxSet, kinds: &Kinds, snippet: &Snippet) -> Option<Tokens> {
    let syntax = set.find_syntax_by_token(&snippet.language)?;
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut lines = Vec::new();
    for line in snippet.code.lines() {
        let ended = format!("{line}\n");
        let changes = state.parse_line(&ended, set).ok()?;
        let mut tokens: Vec<(Token, String)> = Vec::new();
        for (text, change) in ScopeRegionIterator::new(&changes, &ended) {
            stack.apply(change).ok()?;
            let text = text.trim_end_matches('\n');
            let token = kinds.token(&stack);
            match tokens.last_mut() {
                Some((before, so_far)) if *before == token => so_far.push_str(text),
                _ if text.is_empty() => {}
                _ => tokens.push((token, text.to_owned())),
            }
        }
        lines.push(tokens);
    }
    Some(lines)
}

/// Which scopes make which token; the innermost that is listed decides.
struct Kinds(Vec<(Scope, Token)>);

impl Kinds {
    fn new() -> Self {
        let listed = [
            ("comment", Token::Comment),
            ("string", Token::Text),
            ("constant.character", Token::Text),
            ("constant.numeric", Token::Number),
            ("constant.language", Token::Number),
            ("keyword.operator", Token::Plain),
            ("keyword", Token::Keyword),
            ("storage", Token::Keyword),
            ("entity.name", Token::Name),
            ("support.function", Token::Name),
            ("support.macro", Token::Name),
        ];
        let scopes = listed
            .into_iter()
            .filter_map(|(name, token)| Some((Scope::from_str(name).ok()?, token)));
        Self(scopes.collect())
    }

    fn token(&self, stack: &ScopeStack) -> Token {
        let of = |scope: &Scope| {
            let listed = self
                .0
                .iter()
                .find(|(known, _)| known.is_prefix_of(*scope))?;
            Some(listed.1)
        };
        let found = stack.as_slice().iter().rev().find_map(of);
        found.unwrap_or(Token::Plain)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn rust_is_told_apart_and_stays_the_same_text() {
        let (sender, results) = channel();
        let mut highlights = Highlights::start(move |it| sender.send(it).is_ok());
        let code = "let first = \"a\"; // lent\nfoo(42);\n";
        assert_eq!(highlights.tokens("rust", code), None);
        highlights.arrived(results.recv().unwrap());
        let tokens = highlights.tokens("rust", code).unwrap();
        let text = |line: &[(Token, String)]| -> String {
            line.iter().map(|(_, text)| text.as_str()).collect()
        };
        assert_eq!(text(&tokens[0]), "let first = \"a\"; // lent");
        assert_eq!(text(&tokens[1]), "foo(42);");
        let token_of = |word: &str| {
            let all = tokens.iter().flatten();
            all.filter(|(_, text)| text.contains(word))
                .map(|it| it.0)
                .next()
        };
        assert_eq!(token_of("let"), Some(Token::Keyword));
        assert_eq!(token_of("\"a\""), Some(Token::Text));
        assert_eq!(token_of("lent"), Some(Token::Comment));
        assert_eq!(token_of("42"), Some(Token::Number));
    }

    #[test]
    fn no_language_asks_for_nothing() {
        let highlights = Highlights::start(|_| panic!("nothing was to be highlighted"));
        assert_eq!(highlights.tokens("", "let x = 1;"), None);
        assert!(highlights.known.borrow().is_empty());
    }
}
