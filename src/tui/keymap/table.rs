//! The one table of keys. Help bar, help screen and tests read it.
//!
//! A row says: keys, action, what the help bar says (nothing: only the help screen names it), what
//! the help screen says.

use super::{Binding, Key, Place};
use crate::tui::action::Action::{self, *};

macro_rules! bindings {
    ($($keys:expr => $action:expr, $short:literal, $long:literal;)*) => {
        &[$(Binding { keys: $keys, action: $action, short: $short, long: $long }),*]
    };
}

const ENTER: Key = Key::ENTER;
const SPACE: Key = Key::char(' ');
const ESC: Key = Key::ESC;
const TAB: Key = Key::TAB;
const BACK_TAB: Key = Key::BACK_TAB;
const UP: Key = Key::UP;
const DOWN: Key = Key::DOWN;

/// Which one is picked, the pressed digit tells.
const PICK: Action = Pick(0);
const DIGITS: &[Key] = &[
    k('1'),
    k('2'),
    k('3'),
    k('4'),
    k('5'),
    k('6'),
    k('7'),
    k('8'),
    k('9'),
];

const fn k(c: char) -> Key {
    Key::char(c)
}

const EVERYWHERE: &[Binding] = bindings! {
    &[k('q')] => Quit, "quit", "leave; what is open is kept";
    &[Key::ctrl('c')] => Quit, "", "leave from anywhere";
    &[k('?'), Key::F1] => Help, "help", "the keys that hold here";
    &[Key::PAGE_UP, Key::ctrl('b')] => PageUp, "", "a page up";
    &[Key::PAGE_DOWN, Key::ctrl('f')] => PageDown, "", "a page down";
    &[Key::ctrl('z')] => ToShell, "", "to the shell; fg comes back";
    &[Key::ctrl('l')] => Redraw, "", "draw everything anew";
};

/// Where one of several lines is chosen.
const MOVING: &[Binding] = bindings! {
    &[k('j'), DOWN] => Down, "", "down";
    &[k('k'), UP] => Up, "", "up";
    &[k('g'), Key::HOME] => First, "", "to the first";
    &[k('G'), Key::END] => Last, "", "to the last";
};

/// Where there is nothing to choose, the same keys scroll.
const READING: &[Binding] = bindings! {
    &[k('j'), DOWN] => ScrollDown, "", "scroll down";
    &[k('k'), UP] => ScrollUp, "", "scroll up";
    &[k('g'), Key::HOME] => ScrollTop, "", "to the top";
    &[k('G'), Key::END] => ScrollBottom, "", "to the end";
};

const OVER: &[Binding] = bindings! {
    &[ESC] => Back, "back", "back";
};

/// Before a thing to do.
const EXERCISE: &[Binding] = bindings! {
    &[k('h')] => Hint, "hint", "take a hint; the answer then counts as helped";
    &[k('d')] => DontKnow, "don't know", "I don't know: an honest answer; outside a check it is then shown";
    &[k('w')] => Why, "why this", "why this and not something else";
    &[k('c')] => Another, "another", "choose another step";
    &[k('m')] => MoreHelp, "", "more help with it";
    &[k('l')] => LessHelp, "", "less help with it";
    &[k('s')] => Skip, "", "skip it for now";
    &[k('z')] => Postpone, "", "not before tomorrow";
    &[k('S')] => Suspend, "", "never this exercise again";
    &[k('a')] => Claim, "", "I know this already: check me";
    &[k('u')] => Undo, "", "take the last answer back";
    &[k('e')] => End, "", "end here for now";
};

/// An exercise or feedback in no field.
const AWAY: &[Binding] = bindings! {
    &[ESC] => Back, "today", "to today; this stays open";
};

/// An exercise answered in a field that was left with Esc.
const FIELD_LEFT: &[Binding] = bindings! {
    &[k('i'), ENTER] => EnterField, "write on", "back into the field; so does typing";
};

const TODAY: &[Binding] = bindings! {
    &[ENTER, SPACE] => GoOn, "start", "do what is marked";
    &[k('c')] => Another, "something else", "choose another step";
    &[k('p')] => Progress, "progress", "where you stand";
    &[k('d')] => Decks, "decks", "all decks";
    &[k('m')] => Memory, "memory", "what you remember, and how much of it to keep";
    &[k('o')] => ChangeGoal, "", "another goal, date or minutes a day";
    &[k('b')] => CheckAgain, "", "find out again where you stand";
    &[k('+'), Key::RIGHT] => More, "", "five minutes more";
    &[k('-'), Key::LEFT] => Less, "", "five minutes less";
};

const WELCOME: &[Binding] = bindings! {
    &[ENTER] => GoOn, "begin", "begin with this goal";
    DIGITS => PICK, "goal", "pick a goal";
    &[TAB] => Next, "next field", "to the next field";
    &[BACK_TAB] => Previous, "", "to the field before";
    &[k('+'), Key::RIGHT] => More, "", "five minutes more a day";
    &[k('-'), Key::LEFT] => Less, "", "five minutes less a day";
    &[k('d')] => Decks, "decks", "all decks";
    &[ESC] => Back, "", "keep the goal as it is";
};

const WELCOME_FIELD: &[Binding] = bindings! {
    &[ENTER] => GoOn, "begin", "begin with this goal";
    &[TAB, DOWN] => Next, "next field", "to the next field";
    &[BACK_TAB, UP] => Previous, "", "to the field before";
    &[ESC] => LeaveField, "leave field", "leave the field";
};

const RATING: &[Binding] = bindings! {
    &[ENTER] => GoOn, "unfold", "unfold a unit; start the check once all is rated";
    DIGITS => PICK, "rate", "rate what is marked";
    &[k('o'), Key::RIGHT, Key::LEFT] => Unfold, "", "unfold or fold a unit";
    &[k('n'), TAB] => Next, "next", "to the next one not rated";
    &[k('e')] => Sample, "example", "an exercise to rate yourself against";
    &[ESC] => Back, "today", "to today; the check can wait";
    &[k('s')] => SkipCheck, "skip the check", "start without the check";
};

const CHOICE: &[Binding] = bindings! {
    DIGITS => PICK, "pick", "pick an answer";
    &[ENTER, SPACE] => GoOn, "answer", "answer with what is picked";
};

const MULTI: &[Binding] = bindings! {
    DIGITS => PICK, "tick", "tick an answer, or take the tick away";
    &[SPACE] => Toggle, "", "tick what is marked, or take the tick away";
    &[ENTER] => GoOn, "answer", "answer with what is ticked";
};

const ORDER: &[Binding] = bindings! {
    &[SPACE] => Grab, "grab", "take the line up; again puts it down";
    &[k('J'), Key::SHIFT_DOWN] => LineDown, "move", "move the line down";
    &[k('K'), Key::SHIFT_UP] => LineUp, "", "move the line up";
    &[k('x'), Key::DELETE] => SetAside, "set aside", "set aside what does not belong, or take it back";
    &[ENTER] => GoOn, "answer", "answer with this order";
    &[ESC] => Back, "", "put the line down, else to today; this stays open";
};

const FIELDS: &[Binding] = bindings! {
    &[ENTER] => GoOn, "answer", "to the next empty field; then answer";
    &[TAB, DOWN] => Next, "next field", "to the next field";
    &[BACK_TAB, UP] => Previous, "", "to the field before";
    &[ESC] => LeaveField, "", "leave the field, so that letters are keys";
};

const RECALL: &[Binding] = bindings! {
    &[ENTER] => GoOn, "compare", "show the points to compare with";
    &[ESC] => LeaveField, "", "leave the field, so that letters are keys";
};

const RECALL_LEFT: &[Binding] = bindings! {
    &[ENTER, SPACE] => GoOn, "compare", "show the points to compare with";
    &[k('i')] => EnterField, "write on", "back into the field; so does typing";
};

const WALK: &[Binding] = bindings! {
    &[ENTER] => GoOn, "answer", "answer";
    &[k('p')] => Plain, "plain words", "the same in plainer words, and back";
    &[ESC] => LeaveField, "", "leave the field, so that letters are keys";
};

const WALK_LEFT: &[Binding] = bindings! {
    &[k('p')] => Plain, "plain words", "the same in plainer words, and back";
};

const WALK_READ: &[Binding] = bindings! {
    &[ENTER, SPACE] => GoOn, "go on", "go on";
    &[k('p')] => Plain, "plain words", "the same in plainer words, and back";
};

const REFLECTION: &[Binding] = bindings! {
    &[ENTER] => GoOn, "keep it", "keep what you wrote";
    &[ESC] => Skip, "skip", "skip this";
};

const CONFIDENCE: &[Binding] = bindings! {
    DIGITS => PICK, "how sure", "how sure you are";
    &[ENTER] => GoOn, "rather not say", "answer without saying how sure";
    &[ESC, Key::BACKSPACE] => Back, "back to the answer", "back to the answer";
};

const FEEDBACK: &[Binding] = bindings! {
    &[ENTER, SPACE] => GoOn, "go on", "go on";
    &[k('w')] => Why, "why that next", "why that comes next";
    &[TAB] => Question, "question", "the question again, and back";
    &[k('o')] => Unfold, "the rest", "the rest, where one line is enough, and back";
    &[k('u')] => Undo, "undo", "take the answer back";
    &[k('m')] => MoreHelp, "more help", "more help from here";
    &[k('l')] => LessHelp, "", "less help from here";
    &[k('c')] => Another, "another", "choose another step";
    &[k('p')] => Progress, "", "where you stand";
    &[k('e')] => End, "end", "end here for now";
};

const MAP: &[Binding] = bindings! {
    &[ENTER, SPACE] => GoOn, "start", "start where the coach proposes";
    &[k('a')] => Claim, "I know this", "I know this already: check me";
    &[k('p')] => Progress, "progress", "where you stand";
};

const ENDED: &[Binding] = bindings! {
    &[ENTER, SPACE] => GoOn, "today", "back to today";
    &[k('p')] => Progress, "progress", "where you stand";
    &[k('u')] => Undo, "", "take the last answer back";
};

const WHY: &[Binding] = bindings! {
    &[ENTER, k('w')] => Back, "", "back";
    &[k('c')] => Another, "something else", "choose another step";
};

const OFFERS: &[Binding] = bindings! {
    DIGITS => PICK, "take", "take a step";
    &[ENTER, SPACE] => GoOn, "", "take the marked step";
};

const PROGRESS: &[Binding] = bindings! {
    &[TAB] => Next, "", "skills, thought against shown, trust, days";
    &[BACK_TAB] => Previous, "", "and back";
    &[k('a')] => Claim, "I know this", "I know this already: check me";
    &[k('b')] => CheckAgain, "check again", "find out again where you stand";
    &[k('p')] => Back, "", "back";
};

const DECKS: &[Binding] = bindings! {
    &[ENTER, SPACE] => GoOn, "open", "study this deck";
    &[k('r')] => Reload, "look again", "look for decks again";
    &[k('d')] => Back, "", "back";
};

const MEMORY: &[Binding] = bindings! {
    &[ENTER, SPACE] => GoOn, "set", "keep so much from here on";
    &[k('u')] => Undo, "undo the fit", "take back what was fitted to you";
    &[k('m')] => Back, "", "back";
};

const HELP: &[Binding] = bindings! {
    &[ENTER] => Back, "", "back";
};

impl Place {
    /// The tables that hold there, the most particular first.
    pub(super) fn tables(self) -> &'static [&'static [Binding]] {
        match self {
            Self::Today => &[TODAY, MOVING, EVERYWHERE],
            Self::Welcome => &[WELCOME, MOVING, EVERYWHERE],
            Self::WelcomeField => &[WELCOME_FIELD, EVERYWHERE],
            Self::Rating => &[RATING, MOVING, EVERYWHERE],
            Self::Choice => &[CHOICE, EXERCISE, AWAY, MOVING, EVERYWHERE],
            Self::Multi | Self::RecallTick => &[MULTI, EXERCISE, AWAY, MOVING, EVERYWHERE],
            Self::Order => &[ORDER, EXERCISE, MOVING, EVERYWHERE],
            Self::Fields => &[FIELDS, EXERCISE, EVERYWHERE],
            Self::FieldsLeft => &[FIELD_LEFT, EXERCISE, AWAY, READING, EVERYWHERE],
            Self::Recall => &[RECALL, EXERCISE, EVERYWHERE],
            Self::RecallLeft => &[RECALL_LEFT, EXERCISE, AWAY, READING, EVERYWHERE],
            Self::Walk => &[WALK, EXERCISE, EVERYWHERE],
            Self::WalkLeft => &[FIELD_LEFT, WALK_LEFT, EXERCISE, AWAY, READING, EVERYWHERE],
            Self::WalkRead => &[WALK_READ, EXERCISE, AWAY, READING, EVERYWHERE],
            Self::Reflection => &[REFLECTION, EVERYWHERE],
            Self::Confidence => &[CONFIDENCE, EVERYWHERE],
            Self::Feedback => &[FEEDBACK, AWAY, READING, EVERYWHERE],
            Self::Map => &[MAP, MOVING, EVERYWHERE],
            Self::Ended => &[ENDED, READING, EVERYWHERE],
            Self::Why => &[WHY, OVER, READING, EVERYWHERE],
            Self::Offers => &[OFFERS, OVER, MOVING, EVERYWHERE],
            Self::Progress => &[MOVING, PROGRESS, OVER, EVERYWHERE],
            Self::ProgressRead => &[PROGRESS, OVER, READING, EVERYWHERE],
            Self::Decks => &[MOVING, DECKS, OVER, EVERYWHERE],
            Self::Memory => &[MOVING, MEMORY, OVER, EVERYWHERE],
            Self::Help => &[HELP, OVER, READING, EVERYWHERE],
        }
    }
}
