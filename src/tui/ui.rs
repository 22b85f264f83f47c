//! What is on the screen: the scene, what lies over it, and a line above the help bar.

use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::action::{Action, Effect};
use super::keymap::{Binding, Key, Place};
use super::layout::{self, Margins, Room};
use super::look::Look;
use super::rich::code::{Highlighted, Highlights};
use super::rich::wrap::{self, blank, spans_width};
use super::screens::{self, Screen};
use super::scroll::{Follow, Scroll};
use super::theme::Theme;
use crate::core::Now;
use crate::view::Scene;

pub struct Ui {
    /// The scene, and what lies over it; the last is on top.
    layers: Vec<Layer>,
    status: Option<Status>,
    /// What is done in the background, where that takes a while.
    working_on: Option<String>,
    theme: Theme,
    code: Highlights,
}

struct Layer {
    screen: Box<dyn Screen>,
    scroll: Scroll,
}

impl Layer {
    fn new(screen: Box<dyn Screen>) -> Self {
        let mut scroll = Scroll::default();
        if screen.is_list() {
            scroll.follow = Follow::Focus;
        }
        Self { screen, scroll }
    }

    fn allows(&self, action: Action) -> bool {
        match action {
            Action::Pick(digit) => usize::from(digit) < self.screen.digits(),
            Action::Quit | Action::ToShell | Action::Redraw | Action::Help => true,
            Action::ScrollUp | Action::ScrollDown | Action::PageUp | Action::PageDown => true,
            Action::ScrollTop | Action::ScrollBottom => true,
            action => self.screen.allows(action),
        }
    }

    /// Whether going on first means reading on.
    fn reads_on(&self) -> bool {
        self.screen.reads() && self.scroll.has_more()
    }
}

enum Status {
    Note(String),
    Trouble(String),
}

impl Ui {
    pub fn new(first: Box<dyn Screen>, theme: Theme, code: Highlights) -> Self {
        Self {
            layers: vec![Layer::new(first)],
            status: None,
            working_on: None,
            theme,
            code,
        }
    }

    fn top(&mut self) -> Option<&mut Layer> {
        self.layers.last_mut()
    }

    /// What lies before the learner now; whatever was over it goes.
    pub fn show(&mut self, scene: Scene, now: Now) {
        self.layers.truncate(1);
        let Some(base) = self.top() else {
            return;
        };
        base.screen.resume(now);
        if base.screen.renew(&scene, now) {
            base.scroll.follow = Follow::Focus;
        } else {
            *base = Layer::new(screens::for_scene(scene, now));
        }
    }

    /// The same scene with more known of it; whatever lies over it stays.
    pub fn renew(&mut self, scene: &Scene, now: Now) {
        if let Some(base) = self.layers.first_mut() {
            base.screen.renew(scene, now);
        }
    }

    /// Lays a screen over what is there.
    pub fn open(&mut self, screen: Box<dyn Screen>, now: Now) {
        if let Some(top) = self.top() {
            top.screen.pause(now);
        }
        self.layers.push(Layer::new(screen));
    }

    /// Puts a screen in the place of the one on top.
    pub fn replace(&mut self, screen: Box<dyn Screen>) {
        self.layers.pop();
        self.layers.push(Layer::new(screen));
    }

    fn back(&mut self, now: Now) {
        if self.layers.len() > 1 {
            self.layers.pop();
        }
        if let Some(top) = self.top() {
            top.screen.resume(now);
        }
    }

    pub fn pause(&mut self, now: Now) {
        if let Some(top) = self.top() {
            top.screen.pause(now);
        }
    }

    pub fn resume(&mut self, now: Now) {
        if let Some(top) = self.top() {
            top.screen.resume(now);
        }
    }

    /// Something to know, until the next key.
    pub fn note(&mut self, text: String) {
        self.status = Some(Status::Note(text));
    }

    /// What is done in the background, until it is done; a quiet line where nothing else is said.
    pub fn working_on(&mut self, what: Option<&str>) {
        self.working_on = what.map(str::to_owned);
    }

    /// What was just done, and the key that takes it back where there is one.
    pub fn note_undoable(&mut self, text: &str) {
        let layer = self.layers.last();
        let undo = layer
            .filter(|layer| layer.allows(Action::Undo))
            .and_then(|layer| layer.screen.place().key_of(Action::Undo));
        self.note(match undo {
            Some(key) => format!("{text} {key} takes it back."),
            None => text.to_owned(),
        });
    }

    /// Something went wrong; what was typed stays.
    pub fn trouble(&mut self, text: String) {
        self.status = Some(Status::Trouble(text));
    }

    pub fn highlighted(&mut self, highlighted: Highlighted) {
        self.code.arrived(highlighted);
    }

    pub fn press(&mut self, key: Key, now: Now) -> Effect {
        self.status = None;
        let Some(top) = self.top() else {
            return Effect::Quit;
        };
        match top.screen.place().lookup(key) {
            Some(action) if top.allows(action) => self.act(action, now),
            Some(_) => Effect::Nothing,
            None => {
                if top.screen.type_key(key) {
                    top.scroll.follow = Follow::Cursor;
                }
                Effect::Nothing
            }
        }
    }

    pub fn paste(&mut self, text: &str) {
        if let Some(top) = self.top() {
            top.screen.paste(text);
            top.scroll.follow = Follow::Cursor;
        }
    }

    fn act(&mut self, action: Action, now: Now) -> Effect {
        let Some(top) = self.top() else {
            return Effect::Quit;
        };
        let page = top.scroll.page();
        let action = match action {
            Action::GoOn if top.reads_on() => Action::PageDown,
            other => other,
        };
        match action {
            Action::Quit => return Effect::Quit,
            Action::ToShell => return Effect::ToShell,
            Action::Redraw => return Effect::Redraw,
            Action::Help => {
                self.open_help(now);
                return Effect::Nothing;
            }
            Action::ScrollUp => top.scroll.by(-1),
            Action::ScrollDown => top.scroll.by(1),
            Action::ScrollTop => top.scroll.by(isize::MIN),
            Action::ScrollBottom => top.scroll.by(isize::MAX),
            Action::PageUp => top.scroll.by(-page),
            Action::PageDown => top.scroll.by(page),
            action => {
                top.scroll.follow = Follow::Focus;
                let effect = top.screen.act(action, now);
                return self.settle(effect, now);
            }
        }
        Effect::Nothing
    }

    /// Does what needs nobody else; hands the rest on.
    fn settle(&mut self, effect: Effect, now: Now) -> Effect {
        match effect {
            Effect::Say(text) => self.note(text),
            Effect::Back => self.back(now),
            other => return other,
        }
        Effect::Nothing
    }

    fn open_help(&mut self, now: Now) {
        let Some(top) = self.layers.last() else {
            return;
        };
        let place = top.screen.place();
        if place == Place::Help {
            return self.back(now);
        }
        let held = place
            .bindings()
            .filter(|it| top.allows(it.action))
            .collect();
        self.open(Box::new(screens::help::HelpScreen::new(place, held)), now);
    }

    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let status = self.status_lines(usize::from(area.width.saturating_sub(6)).min(90));
        let Some(top) = self.layers.last_mut() else {
            return;
        };
        let look = Look {
            theme: &self.theme,
            code: &self.code,
        };
        let page = top.screen.view(look, Room::of(area));
        let Some(body) = layout::body(area, &page, status.len()) else {
            return layout::too_small(frame, &self.theme);
        };
        top.scroll.settle(&page, body);
        let help = help_bar(top, usize::from(area.width.saturating_sub(1)), &self.theme);
        let around = Margins { status, help };
        layout::draw(frame, &page, &top.scroll, body, &around, &self.theme);
    }

    fn status_lines(&self, columns: usize) -> Vec<Line<'static>> {
        let (text, style) = match (&self.status, &self.working_on) {
            (Some(Status::Note(text)), _) => (text.clone(), self.theme.accent),
            (Some(Status::Trouble(text)), _) => (text.clone(), self.theme.trouble),
            (None, Some(text)) => (format!("… {text}"), self.theme.dim),
            (None, None) => return Vec::new(),
        };
        wrap::wrap(&[Span::styled(text, style)], columns, columns)
    }
}

/// The keys that hold here, as many as fit; how to see all of them always does.
fn help_bar(layer: &Layer, columns: usize, theme: &Theme) -> Line<'static> {
    let place = layer.screen.place();
    let entry = |binding: &Binding| {
        let label = if binding.action == Action::GoOn && layer.reads_on() {
            Some("read on".to_owned())
        } else {
            layer.screen.label(binding.action)
        };
        let label = label.unwrap_or_else(|| binding.short.to_owned());
        let key = binding.shown_key(place, layer.screen.digits());
        (!label.is_empty()).then(|| {
            vec![
                Span::styled(key, theme.strong),
                Span::styled(format!(" {label}"), theme.dim),
            ]
        })
    };
    let narrow = columns < NARROW;
    let gap = if narrow { 2 } else { 3 };
    let mut bindings: Vec<&Binding> = place
        .bindings()
        .filter(|binding| layer.allows(binding.action))
        .collect();
    if narrow {
        bindings.sort_by_key(|binding| need(binding.action));
    }
    let (help, keys): (Vec<_>, Vec<_>) = bindings
        .into_iter()
        .partition(|binding| binding.action == Action::Help);
    let mut last = help.into_iter().find_map(entry).unwrap_or_default();
    if narrow {
        last.truncate(1);
    }
    let room = columns.saturating_sub(spans_width(&last));
    let mut line = Vec::new();
    let mut taken = 0;
    for entry in keys.into_iter().filter_map(entry) {
        taken += spans_width(&entry) + gap;
        if taken > room {
            break;
        }
        line.extend(entry);
        line.push(blank(gap));
    }
    line.extend(last);
    Line::from(line)
}

/// Below this the help bar names what is needed most, and help by its key alone.
const NARROW: usize = 60;

/// What is needed most comes first; the rest keeps its order.
fn need(action: Action) -> u8 {
    match action {
        Action::GoOn | Action::Pick(_) => 0,
        Action::DontKnow => 1,
        _ => 2,
    }
}
