//! How lists and numbers are written.

use std::io::{self, Write};

use indicatif::HumanCount;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::core::safe_text;

/// Writes rows in columns as wide as their widest cell, two spaces apart.
pub(super) fn write_table<const COLUMNS: usize>(
    out: &mut impl Write,
    rows: &[[String; COLUMNS]],
) -> io::Result<()> {
    let rows: Vec<_> = rows
        .iter()
        .map(|row| row.each_ref().map(|cell| one_line(cell)))
        .collect();
    let mut widths = [0; COLUMNS];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    for row in &rows {
        let mut line = String::new();
        for (width, cell) in widths.iter().zip(row) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width + 2 - cell.width()));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

pub(super) fn write_json(out: &mut impl Write, value: &impl Serialize) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    writeln!(out, "{text}")?;
    Ok(())
}

/// Names of files and titles of decks are untrusted: they may not leave their line.
pub(super) fn one_line(text: &str) -> String {
    safe_text(text).replace(['\n', '\t'], " ")
}

/// `1 error`, `2,000 errors`.
pub(super) fn count(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", HumanCount(n as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_however_wide_letters_are() {
        let rows = [["語", "b"], ["aaa", "c\x1b[2J\n"]].map(|row| row.map(String::from));
        let mut out = Vec::new();
        write_table(&mut out, &rows).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "語   b\naaa  c[2J\n");
    }
}
