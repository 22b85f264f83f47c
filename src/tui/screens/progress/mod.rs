//! Where the learner stands: by skill, by how sure they were, by day.

mod record;
mod skills;

use ratatui::text::Span;

use super::Screen;
use crate::core::Now;
use crate::session::Input;
use crate::tui::action::{Action, Effect};
use crate::tui::keymap::Place;
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::rich::wrap::{blank, spans_width, width};
use crate::tui::widgets::doc::Doc;
use crate::tui::widgets::select::Select;
use crate::tui::widgets::standing::band_rank;
use crate::tui::words::percent;
use crate::view::{Progress, SkillRow};

pub struct ProgressScreen {
    progress: Progress,
    tab: Tab,
    skill: Select,
    day: Select,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Skills,
    Confidence,
    Days,
}

const TABS: [Tab; 3] = [Tab::Skills, Tab::Confidence, Tab::Days];

impl Tab {
    fn word(self) -> &'static str {
        match self {
            Self::Skills => "Skills",
            Self::Confidence => "Confidence",
            Self::Days => "Days",
        }
    }

    fn beside(self, steps: usize) -> Self {
        let at = TABS.iter().position(|it| *it == self).unwrap_or(0);
        TABS.get((at + steps) % TABS.len()).copied().unwrap_or(self)
    }
}

impl ProgressScreen {
    pub fn new(mut progress: Progress) -> Self {
        progress
            .rows
            .sort_by_key(|row| band_rank(row.estimate.band));
        progress
            .days
            .sort_by_key(|total| std::cmp::Reverse(total.day));
        Self {
            progress,
            tab: Tab::Skills,
            skill: Select::first(),
            day: Select::first(),
        }
    }

    fn selected(&self) -> Option<&SkillRow> {
        self.progress.rows.get(self.skill.at()?)
    }

    /// The views to turn to, and how much of the goal is reached.
    fn head(&self, doc: &mut Doc<'_>) {
        let theme = doc.look.theme;
        let mut line = Vec::new();
        for tab in TABS {
            let here = tab == self.tab;
            let style = if here { theme.selected } else { theme.dim };
            let word = if here {
                format!("● {}", tab.word())
            } else {
                format!("  {}", tab.word())
            };
            line.push(Span::styled(word, style));
            line.push(blank(2));
        }
        let share = format!("{} % of your goal", percent(self.progress.share));
        let sure = format!(
            "   {} to {}",
            percent(self.progress.low),
            percent(self.progress.high)
        );
        let taken = spans_width(&line) + width(&share) + width(&sure);
        if taken < doc.width {
            line.push(blank(doc.width - taken));
            line.push(Span::styled(share, theme.strong));
            line.push(Span::styled(sure, theme.dim));
        }
        doc.line(line);
        doc.gap();
    }
}

impl Screen for ProgressScreen {
    fn place(&self) -> Place {
        Place::Progress
    }

    fn allows(&self, action: Action) -> bool {
        let skills = self.tab == Tab::Skills;
        match action {
            Action::Claim => skills && self.selected().is_some(),
            Action::Up | Action::Down | Action::First | Action::Last => self.tab != Tab::Confidence,
            _ => true,
        }
    }

    fn label(&self, action: Action) -> Option<String> {
        let word = match (action, self.tab) {
            (Action::Next, tab) => tab.beside(1).word().to_lowercase(),
            (Action::Down, Tab::Skills) => "skill".to_owned(),
            (Action::Down, Tab::Days) => "day".to_owned(),
            _ => return None,
        };
        Some(word)
    }

    fn is_list(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, _now: Now) -> Effect {
        match action {
            Action::Back => return Effect::Back,
            Action::CheckAgain => return Effect::Send(Input::RepeatBaseline),
            Action::Claim => {
                if let Some(row) = self.selected() {
                    return Effect::Send(Input::Claim(row.skill.clone()));
                }
            }
            Action::Next => self.tab = self.tab.beside(1),
            Action::Previous => self.tab = self.tab.beside(TABS.len() - 1),
            moving => {
                match self.tab {
                    Tab::Skills => self.skill.act(moving, self.progress.rows.len()),
                    Tab::Days => self.day.act(moving, self.progress.days.len()),
                    Tab::Confidence => false,
                };
            }
        }
        Effect::Nothing
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let theme = look.theme;
        let mut doc = Doc::new(look, room.width);
        self.head(&mut doc);
        match self.tab {
            Tab::Skills => skills::table(&mut doc, &self.progress, self.skill),
            Tab::Confidence => record::confidence(&mut doc, &self.progress.reliability),
            Tab::Days => record::days(&mut doc, &self.progress.days, self.day),
        }
        let title = format!("Where you stand · {}", self.progress.deck_title);
        let legend = match self.tab {
            Tab::Skills => vec![Span::styled("● now  ── 80 %", theme.dim)],
            Tab::Confidence | Tab::Days => Vec::new(),
        };
        let page = Page::new(title, legend, doc);
        if self.tab != Tab::Skills {
            return page;
        }
        let mut detail = Doc::new(look, room.side.unwrap_or(room.width));
        if let Some(row) = self.selected() {
            skills::detail(&mut detail, row);
        }
        if room.side.is_none() {
            return page.with_foot(detail);
        }
        skills::lists(&mut detail, &self.progress);
        page.with_side(detail)
    }
}
