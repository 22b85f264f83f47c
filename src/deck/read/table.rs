//! A TOML table being read: it remembers which keys it was asked for, and reports those left over.

use std::collections::BTreeSet;

use toml::de::DeTable;

use super::log::Log;
use super::value::Value;
use crate::core::{nearest, quote};
use crate::deck::finding::Finding;
use crate::deck::source::Span;

pub(super) struct Table<'a> {
    log: &'a Log,
    entries: &'a DeTable<'a>,
    /// Of its header, or of the whole table where it is written in braces.
    span: Span,
    /// What it is called in messages: "an item".
    what: &'static str,
    asked: BTreeSet<&'static str>,
}

impl<'a> Table<'a> {
    pub fn new(log: &'a Log, entries: &'a DeTable<'a>, span: Span, what: &'static str) -> Self {
        Self {
            log,
            entries,
            span,
            what,
            asked: BTreeSet::new(),
        }
    }

    pub fn log(&self) -> &'a Log {
        self.log
    }

    pub fn span(&self) -> &Span {
        &self.span
    }

    pub fn value(&mut self, key: &'static str) -> Option<Value<'a>> {
        self.asked.insert(key);
        let inner = self.entries.get(key)?;
        Some(Value::new(self.log, key, inner))
    }

    /// The value of a key that must be there.
    pub fn need(&mut self, key: &'static str) -> Option<Value<'a>> {
        let value = self.value(key);
        if value.is_none() {
            let message = format!("{} needs `{key}`", self.what);
            self.log.error("deck::missing-key", &self.span, message);
        }
        value
    }

    /// The `id` that progress hangs on.
    pub fn id<T: for<'s> From<&'s str>>(&mut self) -> T {
        match self.value("id") {
            Some(value) => value.id(),
            None => {
                let place = self.log.place(&self.span);
                let message = format!("{} without an id cannot be used", self.what);
                self.log.add(
                    Finding::error("deck::missing-id", place, message)
                        .help("give it one, `id = \"…\"`: progress hangs on it, never on text"),
                );
                T::from("")
            }
        }
    }

    /// A text in Markdown; empty where there is none.
    pub fn text(&mut self, key: &'static str) -> String {
        self.value(key).map(Value::text).unwrap_or_default()
    }

    /// A text in Markdown that must be there.
    pub fn need_text(&mut self, key: &'static str) -> String {
        self.need(key).map(Value::full_text).unwrap_or_default()
    }

    /// A text shown as it is; empty where there is none.
    pub fn line(&mut self, key: &'static str) -> String {
        self.value(key).map(Value::line).unwrap_or_default()
    }

    /// A text shown as it is that must be there.
    pub fn need_line(&mut self, key: &'static str) -> String {
        self.need(key).map(Value::full_line).unwrap_or_default()
    }

    pub fn flag(&mut self, key: &'static str) -> bool {
        self.value(key).is_some_and(Value::flag)
    }

    /// The values of a list; none where there is no list.
    pub fn list(&mut self, key: &'static str) -> Vec<Value<'a>> {
        self.value(key).map(Value::list).unwrap_or_default()
    }

    /// The values of a list that must hold at least one.
    pub fn need_list(&mut self, key: &'static str) -> Vec<Value<'a>> {
        let Some(value) = self.need(key) else {
            return Vec::new();
        };
        let list = value.list();
        if list.is_empty() && value.is_list() {
            value.error("deck::empty", format!("`{key}` is empty"));
        }
        list
    }

    /// Texts shown as they are, each of which must say something.
    pub fn lines(&mut self, key: &'static str) -> Vec<String> {
        self.list(key).into_iter().map(Value::full_line).collect()
    }

    pub fn need_lines(&mut self, key: &'static str) -> Vec<String> {
        let list = self.need_list(key);
        list.into_iter().map(Value::full_line).collect()
    }

    /// The tables of a list, each called `what` in messages.
    pub fn tables(&mut self, key: &'static str, what: &'static str) -> Vec<Table<'a>> {
        let list = self.list(key);
        list.into_iter().filter_map(|it| it.table(what)).collect()
    }

    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Reports the keys that nobody asked for. `elsewhere` are known in such a table, but without
    /// effect in this one.
    pub fn finish(self, elsewhere: &[&str]) {
        for key in self.entries.keys() {
            let name = key.get_ref().as_ref();
            if self.asked.contains(name) {
                continue;
            }
            let place = self.log.place(&key.span());
            self.log.add(if elsewhere.contains(&name) {
                let message = format!("`{name}` has no effect on {} of this kind", self.what);
                Finding::warning("deck::unused-key", place, message)
            } else {
                let message = format!("{} has no key {}", self.what, quote(name));
                let finding = Finding::warning("deck::unknown-key", place, message);
                match nearest(name, self.asked.iter().copied()) {
                    Some(known) => finding.help(format!("did you mean `{known}`?")),
                    None => finding,
                }
            });
        }
    }
}
