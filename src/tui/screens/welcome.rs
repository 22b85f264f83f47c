//! A deck with no goal yet: what this is, what for, how much a day.

use ratatui::text::Span;

use super::Screen;
use crate::core::{Now, StudyDay};
use crate::session::Input;
use crate::tui::action::{Action, Effect, Over};
use crate::tui::keymap::{Key, Place};
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::rich::wrap::{blank, pad, width};
use crate::tui::widgets::doc::{Doc, Row};
use crate::tui::widgets::field::Field;
use crate::tui::widgets::select::Select;
use crate::tui::words::{counted, long_date};
use crate::view::{Scene, Welcome};

/// Minutes a day: a step, the least, the most.
const STEP: u16 = 5;
const LEAST: u16 = 5;
const MOST: u16 = 120;

pub struct WelcomeScreen {
    welcome: Welcome,
    today: StudyDay,
    track: Select,
    minutes: u16,
    date: Field,
    intention: Field,
    focus: Focus,
    /// What is wrong with the date, until it is changed.
    date_trouble: Option<&'static str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    Goal,
    Date,
    Intention,
}

impl Focus {
    fn next(self) -> Self {
        match self {
            Self::Goal => Self::Date,
            Self::Date => Self::Intention,
            Self::Intention => Self::Goal,
        }
    }
}

impl WelcomeScreen {
    pub fn new(welcome: Welcome, today: StudyDay) -> Self {
        let mut screen = Self {
            minutes: welcome.default_minutes.clamp(LEAST, MOST),
            today,
            track: Select::first(),
            date: Field::default(),
            intention: Field::default(),
            focus: Focus::Goal,
            date_trouble: None,
            welcome,
        };
        screen.fill_in();
        screen
    }

    /// The goal there is, when it is to be changed.
    fn fill_in(&mut self) {
        let Some(goal) = &self.welcome.goal else {
            return;
        };
        let tracks = &self.welcome.tracks;
        if let Some(at) = tracks.iter().position(|it| it.track == goal.track) {
            self.track.set(at);
        }
        if let Some(date) = goal.date {
            self.date.insert(&date.to_string());
        }
        self.intention.insert(&goal.intention);
    }

    fn begin(&mut self) -> Effect {
        let date = match parse_date(self.date.text(), self.today) {
            Ok(date) => date,
            Err(why) => {
                self.focus = Focus::Date;
                self.date_trouble = Some(why);
                return Effect::Nothing;
            }
        };
        let chosen = self.track.at().and_then(|at| self.welcome.tracks.get(at));
        Effect::Send(Input::SetGoal {
            track: chosen.and_then(|it| it.track.clone()),
            date,
            minutes: self.minutes,
            intention: self.intention.trimmed(),
        })
    }

    fn field(&mut self) -> Option<&mut Field> {
        match self.focus {
            Focus::Goal => None,
            Focus::Date => Some(&mut self.date),
            Focus::Intention => Some(&mut self.intention),
        }
    }

    fn goals(&self, doc: &mut Doc<'_>) {
        let theme = doc.look.theme;
        doc.strong("What do you want to be able to do?");
        doc.gap();
        let widest = self
            .welcome
            .tracks
            .iter()
            .map(|it| width(&it.title))
            .max()
            .unwrap_or(0);
        let column = widest.min(doc.width.saturating_sub(4 + 14));
        for (n, track) in self.welcome.tracks.iter().enumerate() {
            let here = self.track.at() == Some(n);
            let style = if here { theme.selected } else { theme.text };
            doc.marked(here, |doc| {
                doc.line(vec![
                    Span::styled(format!("{:<4}", n + 1), style),
                    Span::styled(pad(&track.title, column), style),
                    Span::styled(format!("   {}", counted(track.skills, "skill")), theme.dim),
                ]);
            });
        }
    }

    fn fields(&self, doc: &mut Doc<'_>) {
        let theme = doc.look.theme;
        doc.labelled("Minutes a day", |doc| {
            doc.spans(&[
                Span::styled(self.minutes.to_string(), theme.selected),
                Span::styled("   + and − change it", theme.dim),
            ]);
        });
        let date = match parse_date(self.date.text(), self.today) {
            Ok(Some(day)) => long_date(day),
            Ok(None) => "2026-12-12, or: 6 weeks. May stay empty.".to_owned(),
            Err(_) => "2026-12-12, or: 6 weeks".to_owned(),
        };
        let note = match self.date_trouble {
            Some(trouble) => Span::styled(trouble, theme.trouble),
            None => Span::styled(date, theme.dim),
        };
        self.one_field(doc, "By when", &self.date, Focus::Date, note);
        let example = "“After breakfast, at the kitchen table.” May stay empty.";
        self.one_field(
            doc,
            "When and where",
            &self.intention,
            Focus::Intention,
            Span::styled(example, theme.dim),
        );
    }

    fn one_field(
        &self,
        doc: &mut Doc<'_>,
        label: &str,
        field: &Field,
        focus: Focus,
        note: Span<'static>,
    ) {
        let focused = self.focus == focus;
        let theme = doc.look.theme;
        let set = |doc: &mut Doc<'_>| {
            doc.labelled(label, |doc| {
                let lines = field.lines(doc.prose_width().min(44), focused, theme);
                doc.rows.extend(lines.into_iter().map(|line| Row {
                    line,
                    marked: false,
                }));
                if focused {
                    doc.spans(&[note]);
                }
            });
        };
        if focused { doc.focused(set) } else { set(doc) }
    }
}

/// A date of the form 2026-12-12, or a time from today: "6 weeks", "40 days", "2 months".
fn parse_date(text: &str, today: StudyDay) -> Result<Option<StudyDay>, &'static str> {
    const HELP: &str = "By when? A date like 2026-12-12, a time like 6 weeks, or nothing.";
    let text = text.trim().trim_start_matches("in ").trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(day) = StudyDay::parse(text) {
        let ahead = (1..=MOST_DAYS).contains(&(day.0.saturating_sub(today.0)));
        return if ahead {
            Ok(Some(day))
        } else {
            Err("That day is not ahead of us.")
        };
    }
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = text[digits.len()..].trim();
    let days = match unit.trim_end_matches('s') {
        "d" | "day" => 1,
        "w" | "week" => 7,
        "m" | "month" => 30,
        _ => return Err(HELP),
    };
    let n: i32 = digits.parse().map_err(|_| HELP)?;
    match n.checked_mul(days) {
        Some(ahead) if (1..=MOST_DAYS).contains(&ahead) => Ok(Some(today + ahead)),
        _ => Err(HELP),
    }
}

/// Ten years.
const MOST_DAYS: i32 = 3653;

impl Screen for WelcomeScreen {
    fn place(&self) -> Place {
        match self.focus {
            Focus::Goal => Place::Welcome,
            Focus::Date | Focus::Intention => Place::WelcomeField,
        }
    }

    fn allows(&self, action: Action) -> bool {
        match action {
            Action::Back => self.welcome.goal.is_some(),
            Action::More => self.minutes < MOST,
            Action::Less => self.minutes > LEAST,
            _ => true,
        }
    }

    fn digits(&self) -> usize {
        self.welcome.tracks.len()
    }

    fn act(&mut self, action: Action, now: Now) -> Effect {
        self.today = now.day;
        match action {
            Action::GoOn => return self.begin(),
            Action::Decks => return Effect::Open(Over::Decks),
            Action::Back => return Effect::Send(Input::Home),
            Action::Next => self.focus = self.focus.next(),
            Action::Previous => self.focus = self.focus.next().next(),
            Action::LeaveField => self.focus = Focus::Goal,
            Action::More => self.minutes = (self.minutes + STEP).min(MOST),
            Action::Less => self.minutes = self.minutes.saturating_sub(STEP).max(LEAST),
            moving => {
                self.track.act(moving, self.welcome.tracks.len());
            }
        }
        Effect::Nothing
    }

    fn type_key(&mut self, key: Key) -> bool {
        self.date_trouble = None;
        self.field().is_some_and(|field| field.press(key))
    }

    fn paste(&mut self, text: &str) {
        self.date_trouble = None;
        if let Some(field) = self.field() {
            field.insert(text);
        }
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let welcome = &self.welcome;
        let mut doc = Doc::new(look, room.width);
        doc.text(&welcome.summary);
        doc.gap();
        doc.text(
            "gradus finds out where you stand, says what to do next and why, and brings back \
             what would fade.",
        );
        doc.gap();
        self.goals(&mut doc);
        doc.gap();
        self.fields(&mut doc);
        doc.gap();
        let begins = match welcome.goal {
            Some(_) => " takes this goal from here on. Esc keeps the one before.",
            None => {
                " begins. First you say what you know, then a few questions look closer: three \
                 minutes, and you can leave it at any point."
            }
        };
        doc.spans(&[
            Span::styled("Enter", look.theme.selected),
            Span::styled(begins, look.theme.text),
        ]);
        let counts = format!(
            "{} · {}",
            counted(welcome.skills, "skill"),
            counted(welcome.items, "exercise")
        );
        let title = format!("gradus · {}", welcome.deck_title);
        Page::new(
            title,
            vec![Span::styled(counts, look.theme.dim), blank(0)],
            doc,
        )
    }

    fn renew(&mut self, scene: &Scene, _now: Now) -> bool {
        matches!(scene, Scene::Welcome(welcome) if *welcome == self.welcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_date_or_a_time_from_today() {
        let today = StudyDay::parse("2026-11-22").unwrap();
        let parsed = |text| parse_date(text, today).map(|day| day.map(|it| it.to_string()));
        assert_eq!(parsed("  "), Ok(None));
        assert_eq!(parsed("2026-12-12"), Ok(Some("2026-12-12".to_owned())));
        assert_eq!(parsed("in 2 weeks"), Ok(Some("2026-12-06".to_owned())));
        assert_eq!(parsed("10 days"), Ok(Some("2026-12-02".to_owned())));
        for wrong in [
            "2026-11-22",
            "2020-01-01",
            "9999-01-01",
            "soon",
            "0 days",
            "weeks",
            "99999999999 weeks",
        ] {
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }
}
