//! Rating oneself, unit by unit, unfolded into skills where a unit is too coarse.

use ratatui::text::Span;

use super::Screen;
use crate::core::{Now, SkillId};
use crate::session::Input;
use crate::tui::action::{Action, Effect};
use crate::tui::keymap::Place;
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::rich::wrap::{NO_BREAK, blank, clip, width};
use crate::tui::widgets::doc::Doc;
use crate::view::{Rating, RatingSkill, RatingUnit, Scene};

pub struct RatingScreen {
    rating: Rating,
    /// By unit.
    unfolded: Vec<bool>,
    /// Among the lines now shown.
    at: usize,
    sample: bool,
    /// A rating was sent; when it is taken in, the next line not rated is at hand.
    moves_on: bool,
}

/// A line that can be rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Unit(usize),
    Skill(usize, usize),
}

impl RatingScreen {
    pub fn new(rating: Rating) -> Self {
        let mut screen = Self {
            unfolded: vec![false; rating.units.len()],
            rating,
            at: 0,
            sample: false,
            moves_on: false,
        };
        if !screen.all_rated() {
            screen.at = screen.next_open(0).unwrap_or(0);
        }
        screen
    }

    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (unit, of) in self.rating.units.iter().enumerate() {
            lines.push(Line::Unit(unit));
            if self.unfolded.get(unit) == Some(&true) {
                lines.extend((0..of.skills.len()).map(|skill| Line::Skill(unit, skill)));
            }
        }
        lines
    }

    fn here(&self) -> Option<Line> {
        self.lines().get(self.at).copied()
    }

    fn skills(&self, line: Line) -> &[RatingSkill] {
        let of = |unit: usize| self.rating.units.get(unit).map(|it| it.skills.as_slice());
        match line {
            Line::Unit(unit) => of(unit).unwrap_or_default(),
            Line::Skill(unit, skill) => of(unit)
                .and_then(|all| all.get(skill..=skill))
                .unwrap_or_default(),
        }
    }

    fn is_rated(&self, line: Line) -> bool {
        self.skills(line).iter().all(|skill| skill.rating.is_some())
    }

    fn all_rated(&self) -> bool {
        let units = 0..self.rating.units.len();
        units
            .into_iter()
            .all(|unit| self.is_rated(Line::Unit(unit)))
    }

    /// The first line from there on, and around, that still wants a rating.
    fn next_open(&self, from: usize) -> Option<usize> {
        let lines = self.lines();
        let n = lines.len();
        let mut places = (0..n).map(|step| (from + step) % n);
        places.find(|&at| lines.get(at).is_some_and(|line| !self.is_rated(*line)))
    }

    fn rate(&mut self, rating: u8) -> Effect {
        let Some(here) = self.here() else {
            return Effect::Nothing;
        };
        let skills: Vec<SkillId> = self
            .skills(here)
            .iter()
            .map(|it| it.skill.clone())
            .collect();
        self.moves_on = true;
        Effect::Send(Input::Rate { skills, rating })
    }

    fn unfold(&mut self) {
        let Some(Line::Unit(unit) | Line::Skill(unit, _)) = self.here() else {
            return;
        };
        let lines = self.lines();
        self.at = lines
            .iter()
            .position(|line| *line == Line::Unit(unit))
            .unwrap_or(0);
        if let Some(unfolded) = self.unfolded.get_mut(unit) {
            *unfolded = !*unfolded;
        }
    }

    fn move_by(&mut self, action: Action) {
        let last = self.lines().len().saturating_sub(1);
        self.at = match action {
            Action::Down => (self.at + 1).min(last),
            Action::Up => self.at.saturating_sub(1),
            Action::First => 0,
            Action::Next => self
                .next_open(self.at + 1)
                .unwrap_or((self.at + 1).min(last)),
            _ => last,
        };
        self.sample = false;
    }

    /// An exercise to rate oneself against.
    fn sample(&self) -> Option<&str> {
        let skills = self.skills(self.here()?);
        skills.iter().find_map(|skill| skill.sample.as_deref())
    }

    fn word(&self, line: Line) -> String {
        let skills = self.skills(line);
        let first = skills.first().and_then(|it| it.rating);
        if skills.iter().any(|it| it.rating != first) {
            return "as unfolded".to_owned();
        }
        let word = first.and_then(|rating| self.rating.words.get(usize::from(rating)));
        word.map_or_else(|| "–".to_owned(), |word| (*word).to_owned())
    }

    fn line(&self, doc: &mut Doc<'_>, line: Line, here: bool) {
        let theme = doc.look.theme;
        let word = self.word(line);
        let rated = self.is_rated(line);
        let (indent, title, can) = match line {
            Line::Unit(unit) => (0, self.rating.units.get(unit).map(unit_title), None),
            Line::Skill(..) => {
                let skill = self.skills(line).first();
                (
                    4,
                    skill.map(|it| it.title.clone()),
                    skill.map(|it| it.can.clone()),
                )
            }
        };
        let column = doc.width.min(62).saturating_sub(indent + 18).max(8);
        let title = clip(&title.unwrap_or_default(), column);
        let style = match (here, rated) {
            (true, _) => theme.selected,
            (false, true) => theme.text,
            (false, false) => theme.strong,
        };
        let word_style = if rated { theme.accent } else { theme.dim };
        doc.marked(here, |doc| {
            doc.line(vec![
                blank(indent),
                Span::styled(title.clone(), style),
                blank(column.saturating_sub(width(&title)) + 2),
                Span::styled(word, word_style),
            ]);
            if let Some(can) = can {
                doc.indented(indent, |doc| doc.dim(&can));
            }
        });
    }

    fn scale(&self, doc: &mut Doc<'_>) {
        let theme = doc.look.theme;
        let mut spans = Vec::new();
        for (n, word) in self.rating.words.iter().enumerate() {
            let word = word.replace(' ', NO_BREAK);
            spans.push(Span::styled((n + 1).to_string(), theme.selected));
            spans.push(Span::styled(format!("{NO_BREAK}{word}   "), theme.text));
        }
        doc.spans(&spans);
    }
}

fn unit_title(unit: &RatingUnit) -> String {
    match unit.skills.as_slice() {
        [only] if only.title == unit.title => unit.title.clone(),
        skills => format!("{} ({})", unit.title, skills.len()),
    }
}

impl Screen for RatingScreen {
    fn place(&self) -> Place {
        Place::Rating
    }

    fn allows(&self, action: Action) -> bool {
        match action {
            Action::Sample => self.sample().is_some(),
            _ => true,
        }
    }

    fn label(&self, action: Action) -> Option<String> {
        match action {
            Action::GoOn if self.all_rated() => Some("start the check".to_owned()),
            Action::GoOn => match self.here() {
                Some(Line::Unit(unit)) if self.unfolded.get(unit) != Some(&true) => None,
                _ => Some("fold".to_owned()),
            },
            Action::Sample if self.sample => Some("hide example".to_owned()),
            _ => None,
        }
    }

    fn digits(&self) -> usize {
        self.rating.words.len()
    }

    fn is_list(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, _now: Now) -> Effect {
        match action {
            Action::Pick(digit) => return self.rate(digit),
            Action::GoOn if self.all_rated() => return Effect::Send(Input::StartCheck),
            Action::GoOn | Action::Unfold => self.unfold(),
            Action::Sample => self.sample = !self.sample,
            Action::SkipCheck => return Effect::Send(Input::CloseBaseline),
            Action::Back => return Effect::Send(Input::Home),
            moving => self.move_by(moving),
        }
        Effect::Nothing
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let mut doc = Doc::new(look, room.width);
        if self.all_rated() {
            doc.text("Thank you. Enter starts the check: a few questions, and “don't know” is an answer.");
        } else {
            doc.text("How well do you know this? A guess is good enough; the check looks closer.");
        }
        doc.gap();
        self.scale(&mut doc);
        doc.gap();
        for (n, line) in self.lines().into_iter().enumerate() {
            self.line(&mut doc, line, n == self.at);
        }
        let mut side = None;
        if let Some(sample) = self.sample().filter(|_| self.sample) {
            let width = room.side.unwrap_or(room.width);
            let mut example = Doc::new(look, width);
            example.dim("An exercise of this kind");
            example.gap();
            example.rich(sample);
            if room.side.is_some() {
                side = Some(example);
            } else {
                doc.gap();
                doc.focused(|doc| doc.rows.extend(example.rows));
            }
        }
        let rated = self.rating.units.iter().enumerate();
        let rated = rated
            .filter(|(unit, _)| self.is_rated(Line::Unit(*unit)))
            .count();
        let progress = format!("{rated} of {}", self.rating.units.len());
        let title = format!("Where you stand · {}", self.rating.deck_title);
        let page = Page::new(title, vec![Span::styled(progress, look.theme.dim)], doc);
        match side {
            Some(side) => page.with_side(side),
            None => page,
        }
    }

    fn renew(&mut self, scene: &Scene, _now: Now) -> bool {
        match scene {
            Scene::Rating(rating)
                if rating.deck_title == self.rating.deck_title
                    && rating.units.len() == self.rating.units.len() =>
            {
                self.rating = rating.clone();
                if std::mem::take(&mut self.moves_on) {
                    self.at = self.next_open(self.at).unwrap_or(self.at);
                    self.sample = false;
                }
                true
            }
            _ => false,
        }
    }
}
