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

    fn title(&self) -> String {
        format!("Where you stand · {}", self.progress.deck_title)
    }

    /// What the signs on the lines mean, where there is room for lines.
    fn legend(&self, look: Look<'_>, room: Room) -> Vec<Span<'static>> {
        let signs = match self.tab {
            _ if room.width < NARROW => "",
            Tab::Skills => "● now  ── 80 %",
            Tab::Thought => "● right  ── 80 %",
            Tab::Trust => "● right  ── 80 %  │ expected",
            Tab::Days => "",
        };
        vec![Span::styled(signs, look.theme.dim)]
    }
}

impl Screen for ProgressScreen {
    fn place(&self) -> Place {
        match self.tab {
            Tab::Skills | Tab::Days => Place::Progress,
            Tab::Thought | Tab::Trust => Place::ProgressRead,
        }
    }

    fn allows(&self, action: Action) -> bool {
        let skills = self.tab == Tab::Skills;
        match action {
            Action::Claim => skills && self.selected().is_some(),
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
                    Tab::Thought | Tab::Trust => false,
                };
            }
        }
        Effect::Nothing
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let mut doc = Doc::new(look, room.width);
        self.head(&mut doc);
        let progress = &self.progress;
        let mut beside = Doc::new(look, room.side.unwrap_or(room.width));
        match self.tab {
            Tab::Skills => {
                skills::table(&mut doc, progress, self.skill);
                if let Some(row) = self.selected() {
                    skills::detail(&mut beside, row);
                }
            }
            Tab::Thought => {
                thought::answers(&mut doc, progress);
                thought::skills(&mut beside, progress);
            }
            Tab::Trust => record::record(&mut doc, &progress.reliability),
            Tab::Days => days::days(&mut doc, &progress.days, self.day),
        }
        let is_list = self.tab == Tab::Skills;
        let is_wide = room.side.is_some();
        if is_wide && is_list {
            skills::lists(&mut beside, progress);
        } else if !is_wide && !is_list {
            doc.gap();
            doc.append(std::mem::replace(&mut beside, Doc::new(look, room.width)));
        }
        let page = Page::new(self.title(), self.legend(look, room), doc);
        let page = if is_wide {
            page.with_side(beside)
        } else {
            page.with_foot(beside)
        };
        match self.place() {
            // Turning to it begins at its top.
            Place::ProgressRead => Page {
                focus: Some(0..1),
                ..page
            },
            _ => page,
        }
    }
}
