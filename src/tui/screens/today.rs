//! Home: how far, what today holds, and one key to begin.

use ratatui::text::Span;

use super::Screen;
use crate::core::Now;
use crate::session::Input;
use crate::tui::action::{Action, Effect, Over};
use crate::tui::keymap::Place;
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::rich::wrap::{blank, pad, width};
use crate::tui::widgets::chance;
use crate::tui::widgets::doc::Doc;
use crate::tui::widgets::select::Select;
use crate::tui::words::{counted, long_date, minutes, minutes_long, percent};
use crate::view::{Interval, Scene, Today};

/// Minutes that one key press adds or takes away, and how far.
const STEP: u16 = 5;
const MOST: u16 = 120;

/// Below this the plan is written as sentences, not as columns.
const NARROW: usize = 60;

#[derive(Debug)]
pub struct TodayScreen {
    today: Today,
    entry: Select,
    /// As the learner set it; none: what is left of the day's plan.
    minutes: Option<u16>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    Start,
    Another,
    Progress,
    Goal,
    CheckAgain,
}

const ENTRIES: [Entry; 4] = [Entry::Start, Entry::Another, Entry::Progress, Entry::Goal];
const ENTRIES_AFTER_A_PAUSE: [Entry; 5] = [
    Entry::Start,
    Entry::CheckAgain,
    Entry::Another,
    Entry::Progress,
    Entry::Goal,
];

impl TodayScreen {
    pub fn new(today: Today) -> Self {
        Self {
            today,
            entry: Select::first(),
            minutes: None,
        }
    }

    fn entry(&self) -> Entry {
        let at = self.entry.at().unwrap_or(0);
        self.entries().get(at).copied().unwrap_or(Entry::Start)
    }

    fn entries(&self) -> &'static [Entry] {
        if self.today.check_again {
            &ENTRIES_AFTER_A_PAUSE
        } else {
            &ENTRIES
        }
    }

    fn planned_minutes(&self) -> u16 {
        self.minutes.unwrap_or(self.today.minutes)
    }

    fn word(&self, entry: Entry) -> &'static str {
        match entry {
            Entry::Start if self.today.resumes.is_some() => "Go on",
            Entry::Start if self.today.plan.is_empty() => "Study all the same",
            Entry::Start => "Start",
            Entry::Another => "Do something else",
            Entry::Progress => "Where I stand",
            Entry::Goal => "Change the goal",
            Entry::CheckAgain => "Find out again where I stand",
        }
    }

    fn share(&self, doc: &mut Doc<'_>) {
        let theme = doc.look.theme;
        let today = &self.today;
        let mut spans = chance::number(today.reached(), theme.strong, theme);
        let says = "  of what you want to be able to do, you can do now";
        spans.push(Span::styled(says, theme.text));
        doc.spans(&spans);
        doc.line(bar(today.reached(), doc.prose_width(), doc.look));
    }

    fn plan(&self, doc: &mut Doc<'_>) {
        let theme = doc.look.theme;
        let today = &self.today;
        if let Some(nothing) = &today.nothing {
            return doc.text(nothing);
        }
        let mut heading = vec![Span::styled("Today, ", theme.strong)];
        let planned = minutes_long(f64::from(self.planned_minutes()));
        let style = if self.minutes.is_some() {
            theme.selected
        } else {
            theme.strong
        };
        heading.push(Span::styled(planned, style));
        if today.minutes_done >= 0.5 {
            let done = format!("   {} done", minutes(today.minutes_done));
            heading.push(Span::styled(done, theme.dim));
        }
        doc.line(heading);
        doc.gap();
        if doc.width < NARROW {
            for line in &today.plan {
                let sign = vec![Span::styled(
                    format!("{:>6}", minutes(line.minutes)),
                    theme.dim,
                )];
                let what = [
                    Span::styled(format!("{} ", line.verb), theme.text),
                    Span::styled(line.what.clone(), theme.strong),
                ];
                doc.hang(sign, 9, |doc| doc.spans(&what));
            }
            return;
        }
        let verbs = today
            .plan
            .iter()
            .map(|line| width(line.verb))
            .max()
            .unwrap_or(0);
        for line in &today.plan {
            let sign = vec![
                Span::styled(format!("{:>8}", minutes(line.minutes)), theme.dim),
                blank(3),
                Span::styled(pad(line.verb, verbs), theme.text),
            ];
            doc.hang(sign, 8 + 3 + verbs + 3, |doc| doc.strong(&line.what));
        }
    }
}

/// What can surely be done now is drawn heavily, what cannot lightly; between them, the interval
/// with the point in it.
fn bar(share: Interval, columns: usize, look: Look<'_>) -> Vec<Span<'static>> {
    let theme = look.theme;
    let last = columns.saturating_sub(1);
    let at = |share: f64| usize::from(percent(share)) * last / 100;
    let point = at(share.mean);
    let (low, high) = (at(share.low).min(point), at(share.high).max(point));
    vec![
        Span::styled("━".repeat(low), theme.accent),
        Span::styled("╌".repeat(point - low), theme.accent),
        Span::styled("●", theme.selected),
        Span::styled("╌".repeat(high - point), theme.accent),
        Span::styled("─".repeat(last - high), theme.rule),
    ]
}

impl Screen for TodayScreen {
    fn place(&self) -> Place {
        Place::Today
    }

    fn allows(&self, action: Action) -> bool {
        match action {
            Action::More => self.planned_minutes() < MOST,
            Action::Less => self.planned_minutes() > STEP,
            _ => true,
        }
    }

    fn label(&self, action: Action) -> Option<String> {
        let word = match (action, self.entry()) {
            (Action::GoOn, Entry::Start) if self.today.resumes.is_none() => return None,
            (Action::GoOn, Entry::Start) => "go on",
            (Action::GoOn, _) => "choose",
            _ => return None,
        };
        Some(word.to_owned())
    }

    fn act(&mut self, action: Action, _now: Now) -> Effect {
        match action {
            Action::GoOn => {
                return match self.entry() {
                    Entry::Start => Effect::Send(Input::Begin {
                        minutes: self.minutes,
                    }),
                    Entry::Another => Effect::Open(Over::Offers),
                    Entry::Progress => Effect::Open(Over::Progress),
                    Entry::Goal => Effect::Send(Input::ChangeGoal),
                    Entry::CheckAgain => Effect::Send(Input::RepeatBaseline),
                };
            }
            Action::Another => return Effect::Open(Over::Offers),
            Action::Progress => return Effect::Open(Over::Progress),
            Action::Decks => return Effect::Open(Over::Decks),
            Action::Memory => return Effect::Open(Over::Memory),
            Action::ChangeGoal => return Effect::Send(Input::ChangeGoal),
            Action::CheckAgain => return Effect::Send(Input::RepeatBaseline),
            Action::More => self.minutes = Some((self.planned_minutes() + STEP).min(MOST)),
            Action::Less => {
                self.minutes = Some(self.planned_minutes().saturating_sub(STEP).max(STEP));
            }
            moving => {
                self.entry.act(moving, self.entries().len());
            }
        }
        Effect::Nothing
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let today = &self.today;
        let mut doc = Doc::new(look, room.width);
        self.share(&mut doc);
        if room.side.is_none() {
            doc.dim(&today.goal_title);
        }
        doc.gap();
        if let Some(back) = &today.back {
            doc.text(back);
            doc.gap();
        }
        if let Some(resumes) = &today.resumes {
            doc.strong(resumes);
            doc.gap();
        }
        self.plan(&mut doc);
        doc.gap();
        for (n, entry) in self.entries().iter().copied().enumerate() {
            let here = self.entry.at() == Some(n);
            let style = if here {
                look.theme.selected
            } else {
                look.theme.text
            };
            doc.marked(here, |doc| doc.styled(self.word(entry), style));
        }
        doc.gap();
        if let Some(last_time) = &today.last_time {
            doc.text(last_time);
        }
        if let Some(ahead) = &today.ahead {
            doc.gap();
            doc.dim(ahead);
        }
        if let Some(drift) = &today.drift {
            doc.gap();
            doc.dim(drift);
            doc.gap();
        }
        if let Some(intention) = &today.intention {
            doc.dim(&format!("When and where: {intention}"));
        }
        let title = format!("gradus · {}", today.deck_title);
        let date = vec![Span::styled(long_date(today.day), look.theme.dim)];
        let page = Page::new(title, date, doc);
        match room.side {
            Some(side) => page.with_side(self.side(look, side)),
            None => page,
        }
    }

    fn renew(&mut self, scene: &Scene, _now: Now) -> bool {
        match scene {
            Scene::Today(today) if today.deck == self.today.deck => {
                self.today = today.clone();
                true
            }
            _ => false,
        }
    }
}

impl TodayScreen {
    fn side<'a>(&self, look: Look<'a>, width: usize) -> Doc<'a> {
        let mut doc = Doc::new(look, width);
        doc.dim("Your goal");
        doc.text(&self.today.goal_title);
        doc.gap();
        doc.dim("Due");
        doc.text(&match self.today.due {
            0 => "Nothing fades today.".to_owned(),
            due => format!("{} to come back to.", counted(due, "thing")),
        });
        doc
    }
}
