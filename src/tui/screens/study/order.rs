//! Putting lines in order, and setting those aside that do not belong.

use ratatui::text::Span;

use super::choice::moves;
use super::task::{Step, Task, place_number};
use crate::core::Response;
use crate::tui::action::Action;
use crate::tui::keymap::Place;
use crate::tui::widgets::doc::Doc;
use crate::view::Markdown;

pub struct Order {
    prompt: Markdown,
    lines: Vec<String>,
    /// Whether some lines may not belong.
    spare: bool,
    /// Places of the lines as they were given, in the learner's order.
    order: Vec<usize>,
    aside: Vec<usize>,
    /// Counts through the order, then through what is set aside.
    at: usize,
    grabbed: bool,
}

impl Order {
    pub fn new(prompt: Markdown, lines: Vec<String>, spare: bool) -> Self {
        Self {
            prompt,
            order: (0..lines.len()).collect(),
            lines,
            spare,
            aside: Vec::new(),
            at: 0,
            grabbed: false,
        }
    }

    fn in_order(&self) -> bool {
        self.at < self.order.len()
    }

    fn last(&self) -> usize {
        (self.order.len() + self.aside.len()).saturating_sub(1)
    }

    /// Takes the line along to another place of the order.
    fn carry_to(&mut self, to: usize) {
        if self.in_order() && to < self.order.len() {
            let line = self.order.remove(self.at);
            self.order.insert(to, line);
            self.at = to;
        }
    }

    fn travel(&mut self, action: Action) {
        let bottom = self.order.len().saturating_sub(1);
        let (lowest, to) = if self.grabbed {
            (bottom, self.at)
        } else {
            (self.last(), self.at)
        };
        let to = match action {
            Action::Up => to.saturating_sub(1),
            Action::Down => (to + 1).min(lowest),
            Action::First => 0,
            _ => lowest,
        };
        if self.grabbed {
            self.carry_to(to);
        } else {
            self.at = to;
        }
    }

    fn set_aside(&mut self) {
        self.grabbed = false;
        if self.in_order() {
            let line = self.order.remove(self.at);
            self.aside.push(line);
        } else if !self.aside.is_empty() {
            let line = self.aside.remove(self.at - self.order.len());
            self.order.push(line);
        }
        self.at = self.at.min(self.last());
    }

    fn line(&self, doc: &mut Doc<'_>, line: usize, at: usize, sign: String) {
        let theme = doc.look.theme;
        let here = self.at == at;
        let text = self
            .lines
            .get(line)
            .map(|it| it.replace('\t', "    "))
            .unwrap_or_default();
        let (style, sign_style) = match (here, at < self.order.len()) {
            (true, _) => (theme.selected, theme.selected),
            (false, true) => (theme.code.plain, theme.dim),
            (false, false) => (theme.dim, theme.dim),
        };
        doc.marked(here, |doc| {
            let sign = vec![Span::styled(sign, sign_style)];
            doc.hang(sign, 4, |doc| doc.spans(&[Span::styled(text, style)]));
        });
    }

    fn how(&self) -> &'static str {
        match (self.grabbed, self.spare) {
            (true, _) => "Move it with j and k, or the arrows; Space puts it down.",
            (false, true) => {
                "Space takes a line up. Some lines may not belong: x sets one aside, and back."
            }
            (false, false) => "Space takes a line up, or J and K move it at once.",
        }
    }
}

impl Task for Order {
    fn place(&self) -> Place {
        Place::Order
    }

    fn allows(&self, action: Action) -> bool {
        match action {
            Action::GoOn => true,
            Action::Grab | Action::LineUp | Action::LineDown => self.in_order(),
            Action::SetAside => self.spare,
            Action::Back => self.grabbed,
            other => moves(other),
        }
    }

    fn label(&self, action: Action) -> Option<String> {
        let word = match action {
            Action::Grab if self.grabbed => "put down",
            Action::SetAside if !self.in_order() => "take back",
            _ => return None,
        };
        Some(word.to_owned())
    }

    fn act(&mut self, action: Action) -> Step {
        match action {
            Action::GoOn if self.grabbed => self.grabbed = false,
            Action::GoOn if self.order.is_empty() => {
                return Step::Say("All lines are set aside. x takes one back.");
            }
            Action::GoOn => {
                let places = self.order.iter().copied().filter_map(place_number);
                return Step::Answer(Response::Order(places.collect()));
            }
            Action::Grab => self.grabbed = !self.grabbed,
            Action::Back => self.grabbed = false,
            Action::LineUp => self.carry_to(self.at.saturating_sub(1)),
            Action::LineDown => self.carry_to(self.at + 1),
            Action::SetAside => self.set_aside(),
            other => self.travel(other),
        }
        Step::Stay
    }

    fn view(&self, doc: &mut Doc<'_>) {
        doc.rich(&self.prompt);
        doc.gap();
        for (at, line) in self.order.iter().enumerate() {
            let held = self.grabbed && self.at == at;
            let sign = if held {
                "↕".to_owned()
            } else {
                (at + 1).to_string()
            };
            self.line(doc, *line, at, sign);
        }
        if self.spare {
            doc.gap();
            doc.dim(if self.aside.is_empty() {
                "Set aside: nothing yet"
            } else {
                "Set aside"
            });
            for (n, line) in self.aside.iter().enumerate() {
                self.line(doc, *line, self.order.len() + n, "–".to_owned());
            }
        }
        doc.gap();
        doc.dim(self.how());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(spare: bool) -> Order {
        let lines = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        Order::new(String::new(), lines, spare)
    }

    fn answer(task: &mut Order) -> Vec<u8> {
        match task.act(Action::GoOn) {
            Step::Answer(Response::Order(places)) => places,
            other => panic!("{other:?}"),
        }
    }

    fn after(spare: bool, actions: &[Action]) -> Vec<u8> {
        let mut task = order(spare);
        for action in actions {
            assert!(task.allows(*action), "{action:?}");
            task.act(*action);
        }
        answer(&mut task)
    }

    #[test]
    fn a_grabbed_line_goes_along_until_it_is_put_down() {
        use Action::{Down, First, Grab, LineDown, LineUp, Up};
        assert_eq!(after(false, &[Grab, Down, Down, Grab, Up]), [1, 2, 0, 3]);
        assert_eq!(after(false, &[LineDown, LineDown]), [1, 2, 0, 3]);
        assert_eq!(after(false, &[Down, Down, Grab, First, Grab]), [2, 0, 1, 3]);
        assert_eq!(after(false, &[LineUp]), [0, 1, 2, 3]);
    }

    #[test]
    fn lines_that_do_not_belong_are_set_aside_and_taken_back() {
        use Action::{Down, Last, SetAside};
        assert_eq!(after(true, &[Down, SetAside]), [0, 2, 3]);
        assert_eq!(after(true, &[Down, SetAside, Last, SetAside]), [0, 2, 3, 1]);
        assert!(!order(false).allows(SetAside));
    }

    #[test]
    fn with_everything_set_aside_there_is_no_answer() {
        let mut task = order(true);
        for _ in 0..4 {
            task.act(Action::First);
            task.act(Action::SetAside);
        }
        assert!(matches!(task.act(Action::GoOn), Step::Say(_)));
    }
}
