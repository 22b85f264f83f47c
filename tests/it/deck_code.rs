//! Whatever the built-in decks claim about Rust code is tried with the compiler.
//!
//! A fence says what is claimed of its block: `rust,check` compiles, `rust,fails=E0382` is refused
//! with that error first, `rust,prints=a / b` prints these lines, `rust,panics` compiles and panics.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;
use std::thread;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use toml::{Table, Value};

/// Compilers at a time.
const WORKERS: usize = 2;

/// A block of code in a deck.
#[derive(Clone, Debug)]
struct Block {
    /// The file, and the id of the skill or item in it.
    place: String,
    info: String,
    /// Gaps filled with their first accepted answer.
    code: String,
}

#[derive(Debug)]
enum Claim<'a> {
    Compiles,
    Fails(&'a str),
    Prints(&'a str),
    Panics,
}

impl Block {
    /// What is claimed of it; none where it is not Rust.
    fn claim(&self) -> Result<Option<Claim<'_>>, String> {
        let (language, claim) = self.info.split_once(',').unwrap_or((&self.info, ""));
        match (language, claim.split_once('=').unwrap_or((claim, ""))) {
            ("rust", ("check", "")) => Ok(Some(Claim::Compiles)),
            ("rust", ("panics", "")) => Ok(Some(Claim::Panics)),
            ("rust", ("prints", lines)) => Ok(Some(Claim::Prints(lines))),
            ("rust", ("fails", code)) if !code.is_empty() => Ok(Some(Claim::Fails(code))),
            ("rust" | "", _) => Err(format!("the fence `{}` makes no claim", self.info)),
            _ => Ok(None),
        }
    }

    /// A whole program.
    fn program(&self) -> String {
        let code = &self.code;
        let allow = "#![allow(warnings)]\n";
        if code.contains("fn main(") {
            format!("{allow}{code}")
        } else {
            format!("{allow}fn main() {{\n{code}\n}}\n")
        }
    }

    /// What is wrong with the claim, if anything is.
    fn complaint(&self, scratch: &Path) -> Option<String> {
        let wrong = match self.claim() {
            Ok(None) => return None,
            Ok(Some(claim)) => claim.refuted_by(&self.program(), scratch)?,
            Err(wrong) => wrong,
        };
        Some(format!("{}: {wrong}\n{}", self.place, self.code))
    }
}

impl Claim<'_> {
    fn refuted_by(&self, program: &str, scratch: &Path) -> Option<String> {
        let source = scratch.join("block.rs");
        let binary = scratch.join("block");
        fs::write(&source, program).expect("a scratch file");
        let compiler = compile(
            &source,
            &binary,
            matches!(self, Self::Prints(_) | Self::Panics),
        );
        let refused = !compiler.status.success();
        let messages = String::from_utf8_lossy(&compiler.stderr);
        match *self {
            Self::Fails(_) if !refused => Some("compiles, against the claim".to_owned()),
            Self::Fails(code) => {
                let first = first_error_code(&messages);
                (first != Some(code)).then(|| format!("fails with {first:?}, not {code}"))
            }
            _ if refused => Some(format!("does not compile: {messages}")),
            Self::Compiles => None,
            Self::Prints(lines) => {
                let run = run(&binary);
                let printed = String::from_utf8_lossy(&run.stdout);
                let printed = printed.trim_end_matches('\n').replace('\n', " / ");
                let as_claimed = run.status.success() && printed == lines;
                (!as_claimed).then(|| format!("prints {printed:?}, {}", run.status))
            }
            Self::Panics => {
                let run = run(&binary);
                let panicked = String::from_utf8_lossy(&run.stderr).contains("panicked at");
                (!panicked).then(|| format!("does not panic, {}", run.status))
            }
        }
    }
}

/// Compiles a program, and links it only where it is to be run.
fn compile(source: &Path, binary: &Path, to_run: bool) -> Output {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
    let mut command = Command::new(rustc);
    command.args(["--edition=2024", "-Copt-level=0", "-Cdebuginfo=0"]);
    command.arg(if to_run {
        "--emit=link"
    } else {
        "--emit=metadata"
    });
    command.arg(source).arg("-o").arg(binary);
    command
        .output()
        .expect("rustc, which built this test, starts")
}

fn run(binary: &Path) -> Output {
    Command::new(binary)
        .output()
        .expect("what was linked starts")
}

fn first_error_code(messages: &str) -> Option<&str> {
    messages.lines().find_map(|line| {
        let (code, _) = line.strip_prefix("error[")?.split_once(']')?;
        Some(code)
    })
}

/// Tries all blocks; what is wrong with them, in their order.
fn complaints(blocks: &[Block]) -> Vec<String> {
    let next = Mutex::new(blocks.iter().enumerate());
    let found = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                let scratch = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
                loop {
                    let Some((at, block)) = next.lock().unwrap().next() else {
                        break;
                    };
                    if let Some(complaint) = block.complaint(scratch.path()) {
                        found.lock().unwrap().insert(at, complaint);
                    }
                }
            });
        }
    });
    found.into_inner().unwrap().into_values().collect()
}

/// The TOML files below the folder.
fn deck_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(deck_files(&path));
        } else if path.extension().is_some_and(|it| it == "toml") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The skills and items of all built-in decks, each with where it stands.
fn entries() -> Vec<(String, Table)> {
    let mut entries = Vec::new();
    for path in deck_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("decks")) {
        let file: Table = fs::read_to_string(&path).unwrap().parse().unwrap();
        let name = path.file_name().unwrap().display();
        for key in ["skill", "item"] {
            for entry in file
                .get(key)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                let entry = entry.as_table().unwrap().clone();
                entries.push((format!("{name}: {}", entry["id"]), entry));
            }
        }
    }
    entries
}

fn blocks_of(place: &str, entry: &Table) -> Vec<Block> {
    let mut texts = Vec::new();
    entry.values().for_each(|value| texts_in(value, &mut texts));
    let answers = first_answers(entry);
    let fences = texts.iter().flat_map(|text| fences(text));
    fences
        .map(|(info, code)| Block {
            place: place.to_owned(),
            info,
            code: fill(&code, &answers),
        })
        .collect()
}

fn texts_in<'a>(value: &'a Value, texts: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(values) => values.iter().for_each(|it| texts_in(it, texts)),
        Value::Table(table) => table.values().for_each(|it| texts_in(it, texts)),
        _ => {}
    }
}

/// Info string and content of each fenced block.
fn fences(markdown: &str) -> Vec<(String, String)> {
    let mut fences = Vec::new();
    let mut open: Option<(String, String)> = None;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                open = Some((info.to_string(), String::new()));
            }
            Event::Text(text) => open.iter_mut().for_each(|(_, code)| code.push_str(&text)),
            Event::End(TagEnd::CodeBlock) => fences.extend(open.take()),
            _ => {}
        }
    }
    fences
}

/// The first accepted answer of each gap that has a table of its own.
fn first_answers(item: &Table) -> BTreeMap<&str, &str> {
    let gaps = item
        .get("gap")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    gaps.filter_map(|gap| {
        Some((
            gap.get("id")?.as_str()?,
            gap.get("accept")?.get(0)?.as_str()?,
        ))
    })
    .collect()
}

fn fill(code: &str, answers: &BTreeMap<&str, &str>) -> String {
    let mut parts = code.split('⟦');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (gap, rest) = part.split_once('⟧').unwrap_or((part, ""));
        let inline = gap.split('|').next().unwrap_or_default();
        filled.push_str(answers.get(gap).unwrap_or(&inline));
        filled.push_str(rest);
    }
    filled
}

/// Lines without what trails on them.
fn trimmed<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    lines.map(str::trim_end).collect()
}

#[test]
fn what_the_decks_claim_about_code_is_so() {
    let entries = entries();
    let blocks: Vec<Block> = entries
        .iter()
        .flat_map(|(place, entry)| blocks_of(place, entry))
        .collect();
    assert!(!blocks.is_empty());
    let complaints = complaints(&blocks);
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn ordered_lines_stand_in_their_explanation() {
    for (place, item) in entries() {
        if item.get("kind").and_then(Value::as_str) != Some("order") {
            continue;
        }
        let explained = fences(item["explain"].as_str().unwrap());
        let Some((_, program)) = explained.iter().find(|(info, _)| info.starts_with("rust")) else {
            continue;
        };
        let lines = item["lines"].as_array().unwrap().iter();
        let lines: Vec<&str> = lines
            .filter_map(Value::as_str)
            .flat_map(str::lines)
            .collect();
        assert_eq!(
            trimmed(lines.into_iter()),
            trimmed(program.lines()),
            "{place}"
        );
    }
}

#[test]
fn a_false_claim_is_found() {
    let claims = [
        ("rust,check", "let n: u8 = 256;"),
        ("rust,fails=E0382", "let n = 1;"),
        ("rust,fails=E0382", "let n: u8 = \"\";"),
        ("rust,prints=1 / 2", "println!(\"1\");"),
        ("rust,prints=1", "println!(\"1\"); std::process::exit(1);"),
        ("rust,panics", "std::process::exit(1);"),
        ("rust,runs", ""),
        ("rust", ""),
        ("", ""),
    ];
    let blocks = claims.map(|(info, code)| Block {
        place: "here".to_owned(),
        info: info.to_owned(),
        code: code.to_owned(),
    });
    let found = complaints(&blocks);
    assert_eq!(found.len(), blocks.len(), "\n{}", found.join("\n"));
}

#[test]
fn gaps_are_filled_with_the_first_answer_accepted() {
    let item: Table = "
        [[gap]]
        id = 'how'
        accept = ['&[1]', '&[1,]']
    "
    .parse()
    .unwrap();
    let filled = fill("let ⟦a|b⟧ = ⟦how⟧;", &first_answers(&item));
    assert_eq!(filled, "let a = &[1];");
}
