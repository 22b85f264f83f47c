//! Up to three next steps to choose from.

use ratatui::text::Span;

use super::Screen;
use crate::core::Now;
use crate::session::Input;
use crate::tui::action::{Action, Effect};
use crate::tui::keymap::Place;
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::rich::wrap::NO_BREAK;
use crate::tui::widgets::doc::Doc;
use crate::tui::widgets::select::Select;
use crate::tui::words::minutes;
use crate::view::Offer;

pub struct OffersScreen {
    offers: Vec<Offer>,
    at: Select,
}

impl OffersScreen {
    pub fn new(offers: Vec<Offer>) -> Self {
        Self {
            offers,
            at: Select::first(),
        }
    }
}

impl Screen for OffersScreen {
    fn place(&self) -> Place {
        Place::Offers
    }

    fn allows(&self, action: Action) -> bool {
        action == Action::Back || !self.offers.is_empty()
    }

    fn digits(&self) -> usize {
        self.offers.len()
    }

    fn is_list(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, _now: Now) -> Effect {
        match action {
            Action::Back => return Effect::Back,
            Action::GoOn => {
                if let Some(at) = self.at.at() {
                    return Effect::Send(Input::Choose(at));
                }
            }
            Action::Pick(digit) => return Effect::Send(Input::Choose(digit.into())),
            moving => {
                self.at.act(moving, self.offers.len());
            }
        }
        Effect::Nothing
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let theme = look.theme;
        let mut doc = Doc::new(look, room.width);
        if self.offers.is_empty() {
            doc.text("There is nothing else to choose from just now. Esc goes back.");
        } else {
            doc.text("Any of these is a good next step. The first is what the coach would take.");
        }
        for (n, offer) in self.offers.iter().enumerate() {
            let here = self.at.at() == Some(n);
            let style = if here { theme.selected } else { theme.strong };
            doc.gap();
            doc.marked(here, |doc| {
                let sign = vec![Span::styled((n + 1).to_string(), style)];
                let kind = format!("{} · {}", offer.kind.word(), minutes(offer.minutes));
                let kind = kind.replace(' ', NO_BREAK);
                doc.hang(sign, 4, |doc| {
                    doc.spans(&[
                        Span::styled(offer.title.clone(), style),
                        Span::styled(format!("   {kind}"), theme.dim),
                    ]);
                    doc.text(&offer.reason);
                });
            });
        }
        Page::new("Something else", Vec::new(), doc)
    }
}
