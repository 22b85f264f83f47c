//! Markdown as styled lines of a given width.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::table::Table;
use super::wrap::{self, blank, wrap};
use crate::tui::look::Look;

/// What stands where the text has a gap `⟦n⟧`, by the gap's number from 0.
pub type Fill<'a> = &'a dyn Fn(usize) -> Vec<Span<'static>>;

/// Columns that inline code may take and yet not be parted.
const UNPARTED: usize = 28;

/// Columns: prose wraps at `prose`, code and tables may use `full`.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    pub prose: usize,
    pub full: usize,
}

pub fn render(
    text: &str,
    columns: Columns,
    look: Look<'_>,
    fill: Option<Fill<'_>>,
) -> Vec<Line<'static>> {
    let mut setter = Setter::new(columns, look, fill);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        setter.event(event);
    }
    setter.finish()
}

/// Sets text line by line.
struct Setter<'a> {
    columns: Columns,
    look: Look<'a>,
    fill: Option<Fill<'a>>,
    lines: Vec<Line<'static>>,
    /// The paragraph being gathered.
    inline: Vec<Span<'static>>,
    styles: Vec<Style>,
    /// What opens the lines: bullets, quotes, spaces.
    margins: Vec<Margin>,
    lists: Vec<Option<u64>>,
    code: Option<Code>,
    table: Option<Table>,
}

struct Margin {
    /// Shown once, then spaces of the same width.
    first: Option<Span<'static>>,
    width: usize,
    /// Shown on every line.
    bar: bool,
}

struct Code {
    language: String,
    text: String,
}

impl<'a> Setter<'a> {
    fn new(columns: Columns, look: Look<'a>, fill: Option<Fill<'a>>) -> Self {
        Self {
            columns,
            look,
            fill,
            lines: Vec::new(),
            inline: Vec::new(),
            styles: vec![look.theme.text],
            margins: Vec::new(),
            lists: Vec::new(),
            code: None,
            table: None,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.text.push_str(&text),
                None => self.text(&text),
            },
            Event::Code(code) => self.inline_code(&code),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.text("\n"),
            Event::Rule => self.rule(),
            Event::Html(html) | Event::InlineHtml(html) => self.text(&html),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.gap(),
            Tag::Heading { level, .. } => {
                self.gap();
                let strong = self.look.theme.strong;
                self.styles.push(match level {
                    HeadingLevel::H1 | HeadingLevel::H2 => strong,
                    _ => strong
                        .remove_modifier(Modifier::BOLD)
                        .add_modifier(Modifier::UNDERLINED),
                });
            }
            Tag::CodeBlock(kind) => {
                self.gap();
                let language = match kind {
                    CodeBlockKind::Fenced(info) => language(&info).to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                let text = String::new();
                self.code = Some(Code { language, text });
            }
            Tag::List(start) => {
                if self.lists.is_empty() {
                    self.gap();
                } else {
                    self.flush();
                }
                self.lists.push(start);
            }
            Tag::Item => self.item(),
            Tag::BlockQuote(_) => {
                self.gap();
                self.margins.push(Margin {
                    first: None,
                    width: 2,
                    bar: true,
                });
            }
            Tag::Emphasis => self.push_style(Modifier::ITALIC),
            Tag::Strong => self.push_style(Modifier::BOLD),
            Tag::Table(_) => {
                self.gap();
                self.table = Some(Table::default());
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.start_row();
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush(),
            TagEnd::Heading(_) => {
                self.flush();
                self.styles.pop();
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item => {
                self.flush();
                self.margins.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.margins.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong => {
                self.styles.pop();
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.inline);
                if let Some(table) = &mut self.table {
                    table.cell(cell);
                }
            }
            TagEnd::Table => self.end_table(),
            _ => {}
        }
    }

    fn style(&self) -> Style {
        self.styles.last().copied().unwrap_or(self.look.theme.text)
    }

    fn push_style(&mut self, modifier: Modifier) {
        self.styles.push(self.style().add_modifier(modifier));
    }

    fn text(&mut self, text: &str) {
        let spans = self.filled(&text.replace('\t', "    "), self.style());
        self.inline.extend(spans);
    }

    /// Short code stays on one line.
    fn inline_code(&mut self, code: &str) {
        let style = self
            .look
            .theme
            .code
            .inline
            .add_modifier(self.style().add_modifier);
        let mut code = code.to_owned();
        if self.look.theme.ticks {
            code = format!("`{code}`");
        }
        if wrap::width(&code) <= UNPARTED {
            code = code.replace(' ', wrap::NO_BREAK);
        }
        let spans = self.filled(&code, style);
        self.inline.extend(spans);
    }

    /// The text as spans, its gaps filled.
    fn filled(&self, text: &str, style: Style) -> Vec<Span<'static>> {
        let Some(fill) = self.fill else {
            return vec![Span::styled(text.to_owned(), style)];
        };
        let mut spans = Vec::new();
        let mut rest = text;
        while let Some((before, gap, after)) = next_gap(rest) {
            spans.push(Span::styled(before.to_owned(), style));
            spans.extend(fill(gap));
            rest = after;
        }
        spans.push(Span::styled(rest.to_owned(), style));
        spans
    }

    fn item(&mut self) {
        self.flush();
        let bullet = match self.lists.last_mut() {
            Some(Some(number)) => {
                let bullet = format!("{number}. ");
                *number += 1;
                bullet
            }
            _ => "· ".to_owned(),
        };
        self.margins.push(Margin {
            width: wrap::width(&bullet),
            first: Some(Span::styled(bullet, self.look.theme.dim)),
            bar: false,
        });
    }

    /// An empty line between blocks, but none at the start and none within a list item.
    fn gap(&mut self) {
        self.flush();
        let opens_item = self
            .margins
            .last()
            .is_some_and(|margin| margin.first.is_some());
        let after_text = self.lines.last().is_some_and(|line| line.width() > 0);
        if after_text && !opens_item {
            self.lines.push(Line::default());
        }
    }

    fn flush(&mut self) {
        if self.inline.is_empty() {
            return;
        }
        let inline = std::mem::take(&mut self.inline);
        let room = self.columns.prose.saturating_sub(self.margin_width());
        for line in wrap(&inline, room, room) {
            self.push(line.spans);
        }
    }

    fn margin_width(&self) -> usize {
        self.margins.iter().map(|margin| margin.width).sum()
    }

    fn push(&mut self, spans: Vec<Span<'static>>) {
        let rule = self.look.theme.rule;
        let mut line: Vec<Span<'static>> = Vec::new();
        for margin in &mut self.margins {
            line.push(match margin.first.take() {
                Some(first) => first,
                None if margin.bar => Span::styled("│ ", rule),
                None => blank(margin.width),
            });
        }
        line.extend(spans);
        self.lines.push(Line::from(line));
    }

    fn rule(&mut self) {
        self.gap();
        let columns = self.columns.prose.min(24);
        self.push(vec![Span::styled(
            "─".repeat(columns),
            self.look.theme.rule,
        )]);
    }

    /// Code stands two columns in; a line too long goes on after a sign.
    fn code_block(&mut self) {
        let Some(code) = self.code.take() else {
            return;
        };
        let room = self.columns.full.saturating_sub(self.margin_width() + 2);
        for spans in self.code_lines(&code) {
            for (n, line) in wrap(&spans, room, room.saturating_sub(2))
                .into_iter()
                .enumerate()
            {
                let mut indented = vec![blank(2)];
                if n > 0 {
                    indented.push(Span::styled("↪ ", self.look.theme.dim));
                }
                indented.extend(line.spans);
                self.push(indented);
            }
        }
    }

    fn code_lines(&self, code: &Code) -> Vec<Vec<Span<'static>>> {
        let styles = &self.look.theme.code;
        let tokens = self.look.code.tokens(&code.language, &code.text);
        let plain = |line: &str| self.filled(&line.replace('\t', "    "), styles.plain);
        let lines = code.text.lines().enumerate().map(|(n, line)| {
            let known = tokens.as_ref().and_then(|tokens| tokens.get(n));
            match known {
                Some(tokens) if !line.contains('⟦') => tokens
                    .iter()
                    .map(|(token, text)| {
                        Span::styled(text.replace('\t', "    "), token.style(styles))
                    })
                    .collect(),
                _ => plain(line),
            }
        });
        lines.collect()
    }

    fn end_table(&mut self) {
        if let Some(table) = self.table.take() {
            let room = self.columns.full.saturating_sub(self.margin_width());
            for line in table.lines(room, self.look.theme) {
                self.push(line);
            }
        }
    }

    fn finish(mut self) -> Vec<Line<'static>> {
        self.flush();
        self.lines
    }
}

/// The language that a fence names: `rust` of `rust,prints=42`.
fn language(info: &str) -> &str {
    info.split([',', ' ']).next().unwrap_or_default()
}

/// The text before the next gap `⟦n⟧`, the gap's number from 0, and the text after it.
fn next_gap(text: &str) -> Option<(&str, usize, &str)> {
    let (before, rest) = text.split_once('⟦')?;
    let (number, after) = rest.split_once('⟧')?;
    let number: usize = number.trim().parse().ok()?;
    Some((before, number.checked_sub(1)?, after))
}

#[cfg(test)]
mod tests;
