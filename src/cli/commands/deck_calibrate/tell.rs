//! What a calibration found and changed, as people read it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use indicatif::HumanCount;
use similar::TextDiff;

use super::unlike::Unlike;
use crate::cli::text::{count, one_line, write_table};
use crate::core::ItemId;
use crate::deck::{Deck, Rewritten};
use crate::evaluation::{Difficulties, Responses, Unknown};

/// So many items are listed.
const LISTED: usize = 20;
const NAMED: usize = 5;

pub(super) struct Told<'a> {
    pub deck: &'a Deck,
    pub responses: &'a Responses,
    pub unknown: &'a Unknown,
    pub difficulties: &'a Difficulties,
    pub known: &'a BTreeMap<ItemId, f64>,
    pub unlike: &'a [Unlike],
}

impl Told<'_> {
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let answered = self.difficulties.items();
        writeln!(
            out,
            "{} of {} to {} of the deck's {}.",
            count(self.responses.answers, "answer"),
            count(self.responses.learners(), "learner"),
            HumanCount(answered as u64),
            count(self.deck.items.len(), "item"),
        )?;
        let by_others = self.known.len().saturating_sub(answered);
        if by_others > 0 {
            let items = count(by_others, "item");
            writeln!(
                out,
                "{items} without answers: taken from others of the same skills."
            )?;
        }
        let alone = self.deck.items.len() - self.known.len();
        if alone > 0 {
            writeln!(
                out,
                "{} left alone: nothing tells of them.",
                count(alone, "item")
            )?;
        }
        self.write_left_out(out)?;
        self.write_spread(out)?;
        self.write_unlike(out)
    }

    fn write_left_out(&self, out: &mut impl Write) -> io::Result<()> {
        let unknown = self.unknown;
        if unknown.rows > 0 {
            let named = unknown.items.iter().take(NAMED);
            let named: Vec<String> = named.map(|it| one_line(it)).collect();
            let more = if unknown.items.len() > NAMED {
                ", …"
            } else {
                ""
            };
            writeln!(
                out,
                "{} left out: to {} that the deck does not have ({}{more}).",
                count(unknown.rows, "row"),
                count(unknown.items.len(), "item"),
                named.join(", "),
            )?;
        }
        if self.responses.repeated > 0 {
            let rows = count(self.responses.repeated, "row");
            writeln!(
                out,
                "{rows} left out: an earlier one has the same learner and seq."
            )?;
        }
        Ok(())
    }

    fn write_spread(&self, out: &mut impl Write) -> io::Result<()> {
        let found = self.difficulties;
        let harder = if found.mean < 0.0 { "easier" } else { "harder" };
        writeln!(
            out,
            "\nFor these learners items are {:.2} logits {harder} on the whole than their levels say.\n\
             Items of the same skills differ by {:.2} (standard deviation), skills by {:.2}.",
            found.mean.abs(),
            found.within,
            found.between,
        )
    }

    fn write_unlike(&self, out: &mut impl Write) -> io::Result<()> {
        if self.unlike.is_empty() {
            return writeln!(out, "\nNo item clearly behaves unlike its level.");
        }
        writeln!(
            out,
            "\nItems that behave unlike their level, which may be wrong or misleading:"
        )?;
        let titles = [
            "  ITEM",
            "LEVEL",
            "LIKE",
            "DIFFICULTY, 95 %",
            "BY LEVEL",
            "ANSWERS",
            "LEARNERS",
        ];
        let mut rows = vec![titles.map(str::to_owned)];
        rows.extend(self.unlike.iter().take(LISTED).map(|it| {
            let known = &it.known;
            [
                format!("  {}", it.item),
                it.level.to_string(),
                it.like.to_string(),
                format!("{:+.2} ({:+.2} to {:+.2})", known.logits, it.low, it.high),
                format!("{:+.2}", it.expected),
                HumanCount(known.answers as u64).to_string(),
                HumanCount(known.learners as u64).to_string(),
            ]
        }));
        write_table(out, &rows)?;
        match self.unlike.len().saturating_sub(LISTED) {
            0 => Ok(()),
            more => writeln!(out, "  and {} more", HumanCount(more as u64)),
        }
    }
}

/// What was written where.
pub(super) fn write_files(out: &mut impl Write, rewritten: &[Rewritten]) -> io::Result<()> {
    writeln!(out)?;
    if rewritten.is_empty() {
        return writeln!(out, "The deck says all this already: nothing was changed.");
    }
    for file in rewritten {
        let name = one_line(&file.path.display().to_string());
        writeln!(
            out,
            "Written to {name}: difficulty of {}.",
            count(file.items, "item")
        )?;
    }
    Ok(())
}

/// What would be written, as a unified diff.
pub(super) fn write_changes(out: &mut impl Write, rewritten: &[Rewritten]) -> io::Result<()> {
    writeln!(out)?;
    if rewritten.is_empty() {
        return writeln!(out, "The deck says all this already: nothing would change.");
    }
    for file in rewritten {
        let name = one_line(&file.path.display().to_string());
        let diff = TextDiff::from_lines(&file.before, &file.after);
        let mut unified = diff.unified_diff();
        write!(out, "{}", unified.context_radius(2).header(&name, &name))?;
    }
    Ok(())
}
