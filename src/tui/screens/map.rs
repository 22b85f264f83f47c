//! The result of the baseline: what the learner thought, and what the answers show.

use ratatui::text::Span;

use super::Screen;
use crate::core::Now;
use crate::session::Input;
use crate::tui::action::{Action, Effect, Over};
use crate::tui::keymap::Place;
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::widgets::doc::Doc;
use crate::tui::widgets::select::Select;
use crate::tui::widgets::standing::{self, Standing, band_rank};
use crate::tui::words::capital;
use crate::view::{Interval, Map, MapRow};

/// Below this there is no room for what the learner thought.
const NARROW: usize = 60;

pub struct MapScreen {
    map: Map,
    at: Select,
}

impl MapScreen {
    pub fn new(mut map: Map) -> Self {
        map.rows.sort_by_key(|row| band_rank(row.estimate.band));
        Self {
            map,
            at: Select::none(),
        }
    }

    fn selected(&self) -> Option<&MapRow> {
        self.map.rows.get(self.at.at()?)
    }

    fn rows(&self, doc: &mut Doc<'_>) {
        let narrow = doc.width < NARROW;
        let standings: Vec<Standing<'_>> = self
            .map
            .rows
            .iter()
            .map(|row| Standing {
                title: &row.title,
                estimate: &row.estimate,
                remark: if narrow { "" } else { remark_on(row) },
                faint: false,
            })
            .collect();
        let head = if narrow { "" } else { "you thought" };
        standing::table(doc, &standings, head, self.at);
    }

    fn detail(&self, doc: &mut Doc<'_>) {
        let Some(row) = self.selected() else {
            return;
        };
        let how = if row.shown {
            "The check shows it"
        } else {
            "Inferred from its neighbors"
        };
        let thought = match row.thought {
            Some(thought) => format!(" You thought “{thought}”."),
            None => String::new(),
        };
        let surprise = match row.surprise {
            Some(surprise) => format!(" {}.", capital(surprise)),
            None => String::new(),
        };
        doc.text(&format!(
            "{}. {how}: {}.{thought}{surprise}",
            row.title,
            Interval::from(&row.estimate).spoken(),
        ));
    }
}

/// What surprises comes first.
fn remark_on(row: &MapRow) -> &str {
    match (row.surprise, row.thought) {
        (Some(surprise), _) => surprise,
        (None, Some(thought)) => thought,
        (None, None) => "",
    }
}

impl Screen for MapScreen {
    fn place(&self) -> Place {
        Place::Map
    }

    fn allows(&self, action: Action) -> bool {
        match action {
            Action::Claim => self.selected().is_some(),
            _ => true,
        }
    }

    fn label(&self, action: Action) -> Option<String> {
        (action == Action::Down).then(|| "skill".to_owned())
    }

    fn act(&mut self, action: Action, _now: Now) -> Effect {
        match action {
            Action::GoOn => return Effect::Send(Input::Start { minutes: None }),
            Action::Progress => return Effect::Open(Over::Progress),
            Action::Claim => {
                if let Some(row) = self.selected() {
                    return Effect::Send(Input::Claim(row.skill.clone()));
                }
            }
            moving => {
                self.at.act(moving, self.map.rows.len());
            }
        }
        Effect::Nothing
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let mut doc = Doc::new(look, room.width);
        // It says where to start, too.
        doc.text(&self.map.summary);
        doc.gap();
        self.rows(&mut doc);
        let title = format!("Your map · {}", self.map.deck_title);
        let asked = match self.map.asked {
            0 if self.map.rows.iter().all(|row| row.thought.is_none()) => "guesses".to_owned(),
            0 => "as you rated yourself".to_owned(),
            asked => format!("from {asked} answers"),
        };
        let page = Page::new(title, vec![Span::styled(asked, look.theme.dim)], doc);
        let width = room.side.unwrap_or(room.width);
        let mut detail = Doc::new(look, width);
        self.detail(&mut detail);
        match room.side {
            Some(_) => page.with_side(detail),
            None => page.with_foot(detail),
        }
    }
}
