//! The boundaries between modules, read from the source itself.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Who may import whom; `docs/ARCHITECTURE.md` shows the same.
const MAY_IMPORT: &[(&str, &str)] = &[
    ("core", "-"),
    ("rule", "core"),
    ("event", "core"),
    ("deck", "core rule event"),
    ("exercise", "core event deck"),
    ("learner", "core event"),
    ("evaluation", "core event learner"),
    ("coach", "core rule event deck exercise learner"),
    ("pilot", "core event deck learner coach"),
    ("session", "core rule event deck exercise learner coach"),
    ("simulate", "core event deck exercise learner coach session"),
    (
        "view",
        "core rule event deck exercise learner coach session",
    ),
    ("store", "core event"),
    ("config", "core rule"),
    (
        "app",
        "core rule event deck exercise learner evaluation coach pilot session view store config",
    ),
    ("tui", "core session view app config"),
    ("serve", "core session view app config"),
    (
        "cli",
        "core rule event deck exercise learner evaluation coach pilot session simulate view store config app tui serve",
    ),
];

/// Which libraries have one home only.
const ONLY_IN: &[(&str, &str)] = &[
    ("rusqlite", "store"),
    ("ratatui", "tui"),
    ("crossterm", "tui"),
];

/// Types whose `now` reads the clock.
const CLOCKS: &[&str] = &["SystemTime", "Instant", "Utc", "Local"];

/// The most lines a file may have, tests and their samples apart.
const LONGEST: usize = 500;

/// A source file, read into tokens: comments and the text of literals are not code.
struct File {
    path: String,
    /// The module at the top under which it lies; `lib` and `main` for the roots.
    module: String,
    /// How many `super::` lead from it to the root.
    depth: usize,
    tokens: Vec<TokenTree>,
    lines: usize,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files() -> Vec<File> {
    let src = root().join("src");
    let mut found = Vec::new();
    collect(&src, &mut found);
    found.sort();
    found.iter().map(|path| File::read(&src, path)).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

impl File {
    fn read(src: &Path, path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let inner = path.strip_prefix(src).unwrap().with_extension("");
        let mut parts: Vec<_> = inner.iter().map(|it| it.to_str().unwrap()).collect();
        if parts.last() == Some(&"mod") {
            parts.pop();
        }
        let path = path.strip_prefix(root()).unwrap().display().to_string();
        let stream: TokenStream = text
            .parse()
            .unwrap_or_else(|_| panic!("{path} is not Rust"));
        Self {
            path,
            module: parts[0].to_owned(),
            depth: parts.len(),
            tokens: stream.into_iter().collect(),
            lines: text.lines().count(),
        }
    }

    /// The modules at the top that it names, by `crate::` or by enough of `super::`.
    fn imports(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        self.each_group(&mut |tokens| {
            for at in 0..tokens.len() {
                if is_word(&tokens[at], "crate") {
                    names.extend(first_segments(&tokens[at + 1..]));
                } else if is_word(&tokens[at], "super") {
                    names.extend(self.beyond_supers(&tokens[at..]));
                }
            }
        });
        names
    }

    /// What follows a chain of `super::` that is long enough to reach the root.
    fn beyond_supers(&self, tokens: &[TokenTree]) -> Vec<String> {
        let chain = tokens
            .chunks(3)
            .take_while(|link| is_word(&link[0], "super") && is_path_separator(&link[1..]))
            .count();
        if chain < self.depth {
            return Vec::new();
        }
        // From the last separator on.
        first_segments(&tokens[3 * chain - 2..])
    }

    fn names(&self, word: &str) -> bool {
        let mut found = false;
        self.each_group(&mut |tokens| found |= tokens.iter().any(|it| is_word(it, word)));
        found
    }

    fn reads_clock(&self) -> bool {
        let mut found = false;
        self.each_group(&mut |tokens| {
            found |= tokens.windows(4).any(|window| {
                CLOCKS.iter().any(|clock| is_word(&window[0], clock))
                    && is_path_separator(&window[1..3])
                    && is_word(&window[3], "now")
            });
        });
        found
    }

    /// Visits the tokens of the file and those within each pair of brackets.
    fn each_group(&self, visit: &mut impl FnMut(&[TokenTree])) {
        fn go(tokens: &[TokenTree], visit: &mut impl FnMut(&[TokenTree])) {
            visit(tokens);
            for token in tokens {
                if let TokenTree::Group(group) = token {
                    go(&group.stream().into_iter().collect::<Vec<_>>(), visit);
                }
            }
        }
        go(&self.tokens, visit);
    }
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn is_path_separator(tokens: &[TokenTree]) -> bool {
    let colon = |token: &TokenTree| matches!(token, TokenTree::Punct(it) if it.as_char() == ':');
    tokens.len() >= 2 && tokens[..2].iter().all(colon)
}

/// The names that can follow `::` here: one, or each of those in braces.
fn first_segments(tokens: &[TokenTree]) -> Vec<String> {
    if !is_path_separator(tokens) {
        return Vec::new();
    }
    match tokens.get(2) {
        Some(TokenTree::Ident(ident)) => vec![ident.to_string()],
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            let tokens: Vec<_> = group.stream().into_iter().collect();
            tokens
                .split(|it| matches!(it, TokenTree::Punct(punct) if punct.as_char() == ','))
                .filter_map(|path| match path.first() {
                    Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
                    _ => None,
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Fails with all complaints at once.
fn assert_none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn modules_import_only_what_they_may() {
    let modules: BTreeSet<&str> = MAY_IMPORT.iter().map(|&(module, _)| module).collect();
    let mut complaints = Vec::new();
    for file in files() {
        if ["lib", "main"].contains(&file.module.as_str()) {
            continue;
        }
        let row = MAY_IMPORT.iter().find(|(module, _)| *module == file.module);
        let Some((module, allowed)) = row else {
            complaints.push(format!(
                "{}: this module has no row in the table",
                file.path
            ));
            continue;
        };
        let named = file.imports();
        let foreign = named
            .iter()
            .filter(|it| modules.contains(it.as_str()) && it != module);
        for import in foreign {
            if !allowed.split(' ').any(|it| it == import) {
                complaints.push(format!("{}: {module} may not import {import}", file.path));
            }
        }
    }
    assert_none(complaints);
}

#[test]
fn the_map_shows_the_same_table() {
    let map = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).unwrap();
    let rows = MAY_IMPORT.iter().map(|(module, allowed)| {
        let allowed: Vec<_> = allowed.split(' ').map(|it| format!("`{it}`")).collect();
        format!(
            "| `{module}` | {} |",
            allowed.join(", ").replace("`-`", "nothing")
        )
    });
    let missing = rows.filter(|row| !map.lines().any(|line| line == row));
    assert_none(
        missing
            .map(|row| format!("docs/ARCHITECTURE.md lacks: {row}"))
            .collect(),
    );
}

#[test]
fn libraries_keep_to_their_home() {
    let mut complaints = Vec::new();
    for file in files() {
        for (library, home) in ONLY_IN {
            if file.module != *home && file.names(library) {
                complaints.push(format!("{}: {library} belongs to {home}", file.path));
            }
        }
    }
    assert_none(complaints);
}

#[test]
fn only_app_reads_the_clock() {
    let complaints = files()
        .iter()
        .filter(|file| file.module != "app")
        .filter(|file| file.reads_clock() || file.names("disallowed_methods"))
        .map(|file| format!("{}: time is an argument here", file.path))
        .collect();
    assert_none(complaints);
}

#[test]
fn no_file_is_longer_than_one_likes_to_read() {
    let complaints = files()
        .iter()
        .filter(|file| file.lines > LONGEST && !file.path.contains("tests"))
        .map(|file| format!("{}: {} lines", file.path, file.lines))
        .collect();
    assert_none(complaints);
}

#[test]
fn an_import_is_seen_however_it_is_written() {
    let source = "
        use crate::store;
        use crate::{deck::Deck, event as facts, view::{self, Scene}};
        fn f() -> crate::app::App { matches!(x, super::super::coach::Y) }
        // crate::serve
        const TEXT: &str = \"crate::tui\";
        use super::learner::Belief;
    ";
    let file = File {
        path: "src/core/time.rs".to_owned(),
        module: "core".to_owned(),
        depth: 2,
        tokens: source.parse::<TokenStream>().unwrap().into_iter().collect(),
        lines: 0,
    };
    let found: Vec<String> = file.imports().into_iter().collect();
    assert_eq!(found, ["app", "coach", "deck", "event", "store", "view"]);
}
