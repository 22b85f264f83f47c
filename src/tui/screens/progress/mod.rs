//! Where the learner stands: by skill, by what they thought, by how far to trust it, by day.

mod days;
mod record;
mod skills;
mod thought;

use ratatui::text::Span;

use super::Screen;
use crate::core::Now;
use crate::session::Input;
use crate::tui::action::{Action, Effect};
use crate::tui::keymap::Place;
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::rich::wrap::{blank, spans_width, width};
use crate::tui::widgets::chance;
use crate::tui::widgets::doc::Doc;
use crate::tui::widgets::select::Select;
use crate::tui::widgets::standing::band_rank;
use crate::view::{Progress, SkillRow};

/// Below this the views' names stand closer together.
const NARROW: usize = 60;

pub struct ProgressScreen {
    progress: Progress,
    tab: Tab,
    skill: Select,
    day: Select,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Skills,
    Thought,
    Trust,
    Days,
}

const TABS: [Tab; 4] = [Tab::Skills, Tab::Thought, Tab::Trust, Tab::Days];

impl Tab {
    fn word(self) -> &'static str {
        match self {
            Self::Skills => "Skills",
            Self::Thought => "Thought",
            Self::Trust => "Trust",
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
            let sign = if here { "●" } else { " " };
            line.push(Span::styled(format!("{sign} {}", tab.word()), style));
            line.push(blank(if doc.width < NARROW { 1 } else { 2 }));
        }
        let reached = self.progress.reached();
        let says = format!("{} of your goal", reached.compact());
        let taken = spans_width(&line) + width(&says);
        if taken < doc.width {
            line.push(blank(doc.width - taken));
            line.extend(chance::number(reached, theme.strong, theme));
            line.push(Span::styled(" of your goal", theme.dim));
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
            Action::Up | Action::Down | Action::First | Action::Last => self.is_list(),
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
        matches!(self.tab, Tab::Skills | Tab::Days)
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
                    Tab::Thought | Tab::Trust => false,
                };
            }
        }
        Effect::Nothing
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let theme = look.theme;
        let mut doc = Doc::new(look, room.width);
        self.head(&mut doc);
        let progress = &self.progress;
        match self.tab {
            Tab::Skills => skills::table(&mut doc, progress, self.skill),
            Tab::Thought => thought::answers(&mut doc, progress),
            Tab::Trust => record::record(&mut doc, &progress.reliability),
            Tab::Days => days::days(&mut doc, &progress.days, self.day),
        }
        let mut beside = Doc::new(look, room.side.unwrap_or(room.width));
        match (self.tab, self.selected()) {
            (Tab::Skills, Some(row)) => skills::detail(&mut beside, row),
            (Tab::Thought, _) => thought::skills(&mut beside, progress),
            _ => {}
        }
        let title = format!("Where you stand · {}", progress.deck_title);
        let legend = match self.tab {
            // Too narrow for any line that it could explain.
            _ if room.width < NARROW => "",
            Tab::Skills | Tab::Thought => "● now  ── 80 %",
            Tab::Trust => "● right  ── 80 %  │ expected",
            Tab::Days => "",
        };
        let legend = vec![Span::styled(legend, theme.dim)];
        match (self.tab, room.side) {
            (Tab::Skills, Some(_)) => {
                skills::lists(&mut beside, progress);
                Page::new(title, legend, doc).with_side(beside)
            }
            (Tab::Skills, None) => Page::new(title, legend, doc).with_foot(beside),
            (_, Some(_)) => Page::new(title, legend, doc).with_side(beside),
            (_, None) => {
                doc.gap();
                doc.append(beside);
                Page::new(title, legend, doc)
            }
        }
    }
}
