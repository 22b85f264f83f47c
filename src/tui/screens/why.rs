//! Why this and not something else.

use ratatui::text::Span;

use super::Screen;
use crate::core::Now;
use crate::tui::action::{Action, Effect, Over};
use crate::tui::keymap::Place;
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::rich::wrap::{pad, width};
use crate::tui::widgets::doc::Doc;
use crate::tui::words::{capital, minutes};
use crate::view::{RuleTrace, Why, WhyCandidate};

pub struct WhyScreen {
    why: Why,
}

impl WhyScreen {
    pub fn new(why: Why) -> Self {
        Self { why }
    }

    /// What could have come next, by what it is worth, with what that is made of.
    fn candidates(&self, doc: &mut Doc<'_>) {
        let theme = doc.look.theme;
        let all = &self.why.candidates;
        if all.is_empty() {
            return;
        }
        doc.gap();
        doc.dim("What could come next, by what a minute of it brings");
        doc.gap();
        let titles: Vec<String> = all.iter().map(|it| capital(&it.title)).collect();
        let widest = titles.iter().map(|it| width(it)).max().unwrap_or(0);
        let column = widest.min(doc.prose_width().saturating_sub(26));
        for (n, (candidate, title)) in all.iter().zip(&titles).enumerate() {
            let style = if n == 0 { theme.strong } else { theme.text };
            doc.line(vec![
                Span::styled(pad(title, column), style),
                Span::styled(format!("{:>9}", minutes(candidate.minutes)), theme.dim),
                Span::styled(format!("   {:+.2} points", candidate.worth), style),
            ]);
            doc.indented(2, |doc| terms(doc, candidate));
        }
    }
}

fn terms(doc: &mut Doc<'_>, candidate: &WhyCandidate) {
    let theme = doc.look.theme;
    let terms: Vec<String> = candidate
        .terms
        .iter()
        .map(|term| format!("{} {:+.2}", term.name, term.value))
        .collect();
    if !terms.is_empty() {
        doc.styled(&terms.join(" · "), theme.dim);
    }
}

/// Each with what was measured; those that were followed stand out.
fn rules(doc: &mut Doc<'_>, heading: &str, rules: &[&RuleTrace]) {
    let theme = doc.look.theme;
    if rules.is_empty() {
        return;
    }
    doc.gap();
    doc.dim(heading);
    doc.gap();
    for it in rules {
        let style = match (it.holds, it.followed) {
            (_, true) => theme.strong,
            (true, false) => theme.text,
            (false, _) => theme.dim,
        };
        doc.styled(&it.rule, style);
        doc.indented(2, |doc| {
            doc.dim(&format!("{}. Then {}.", it.because, it.response))
        });
    }
}

impl Screen for WhyScreen {
    fn place(&self) -> Place {
        Place::Why
    }

    fn allows(&self, _action: Action) -> bool {
        true
    }

    fn act(&mut self, action: Action, _now: Now) -> Effect {
        match action {
            Action::Back => Effect::Back,
            Action::Another => Effect::Open(Over::Offers),
            _ => Effect::Nothing,
        }
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let why = &self.why;
        let mut doc = Doc::new(look, room.width);
        doc.strong(&why.reason);
        for part in [&why.belief, &why.stage] {
            if !part.is_empty() {
                doc.gap();
                doc.text(part);
            }
        }
        if !why.in_the_way.is_empty() {
            doc.gap();
            doc.labelled("Could get in the way", |doc| {
                why.in_the_way.iter().for_each(|it| doc.text(it));
            });
        }
        self.candidates(&mut doc);
        if let Some(why_not) = &why.why_not {
            doc.gap();
            doc.labelled("Why not", |doc| doc.text(why_not));
        }
        if let Some(what_if) = &why.what_if {
            doc.gap();
            doc.labelled("What then", |doc| doc.text(what_if));
        }
        let (hold, do_not): (Vec<_>, Vec<_>) = why.trace.iter().partition(|it| it.holds);
        rules(&mut doc, "Rules that hold", &hold);
        rules(&mut doc, "Rules that do not", &do_not);
        Page::new(format!("Why · {}", capital(&why.title)), Vec::new(), doc)
    }
}
