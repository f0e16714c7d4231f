//! Lays entries out as YAML, in the styles that people write, and remembers on which line each field begins.

use std::fmt::Write as _;

use super::entry::{Entry, Owner};
use super::prng::Prng;

/// How one file is typed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// Content and basis with an item on each line; else in square brackets.
    pub(crate) block: bool,
    /// An empty line between entries.
    pub(crate) spaced: bool,
    /// A comment above the entries.
    pub(crate) comment: bool,
}

impl Style {
    /// The style of a file, from the file's stream.
    pub(crate) fn of(prng: &mut Prng) -> Self {
        Self { block: prng.chance(70), spaced: prng.chance(20), comment: prng.chance(30) }
    }
}

/// One entry's text, used again for each entry.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// The lines, each with its line feed.
    pub(crate) text: String,
    /// How many lines the text has.
    pub(crate) lines: usize,
    /// Each field and the line that it begins on, counted from 0.
    pub(crate) fields: Vec<(&'static str, usize)>,
}

impl Sheet {
    /// Forgets the last entry.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.fields.clear();
        self.lines = 0;
    }

    /// Lays out a whole entry. Now and then a value is quoted, as people do.
    pub(crate) fn entry(&mut self, entry: &Entry, style: Style, prng: &mut Prng) {
        self.id(&entry.id);
        if let Some(was) = &entry.was {
            self.line(&["    was: [\"", was, "\"]"]);
        }
        self.scalar("category", entry.category, "");
        self.scalar("name", &entry.name, if prng.chance(6) { "\"" } else { "" });
        self.list("content", &entry.content, style.block);
        self.list("basis", &entry.basis, style.block);
        self.scalar("deadline", entry.deadline, if prng.chance(6) { "'" } else { "" });
        self.owner(&entry.owner);
        self.one_or_list("method", entry.method);
        self.list("channel", &entry.channel, false);
        self.scalar("audience", entry.audience, "");
        self.list("level", entry.level, false);
    }

    /// Begins an entry that states only what differs.
    pub(crate) fn id(&mut self, id: &str) {
        self.begin("id");
        self.line(&["  - id: \"", id, "\""]);
    }

    /// A field with one value, between `quote` marks.
    pub(crate) fn scalar(&mut self, key: &'static str, value: &str, quote: &str) {
        self.begin(key);
        self.line(&["    ", key, ": ", quote, value, quote]);
    }

    /// A field with several values.
    pub(crate) fn list<T: AsRef<str>>(&mut self, key: &'static str, items: &[T], block: bool) {
        self.begin(key);
        if block {
            self.line(&["    ", key, ":"]);
            for item in items {
                self.line(&["      - ", item.as_ref()]);
            }
        } else {
            self.text.extend(["    ", key, ": "]);
            self.flow(items);
            self.line(&[]);
        }
    }

    fn one_or_list(&mut self, key: &'static str, items: &[&str]) {
        match items {
            [one] => self.scalar(key, one, ""),
            _ => self.list(key, items, false),
        }
    }

    fn owner(&mut self, owner: &Owner) {
        if owner.with.is_empty() {
            self.list("owner", &owner.lead, false);
        } else {
            self.begin("owner");
            self.text.push_str("    owner: {lead: ");
            self.flow(&owner.lead);
            self.text.push_str(", with: ");
            self.flow(&owner.with);
            self.line(&["}"]);
        }
    }

    fn flow<T: AsRef<str>>(&mut self, items: &[T]) {
        self.text.push_str(&flow(items));
    }

    fn begin(&mut self, key: &'static str) {
        self.fields.push((key, self.lines));
    }

    fn line(&mut self, parts: &[&str]) {
        self.text.extend(parts.iter().copied());
        self.text.push('\n');
        self.lines += 1;
    }
}

/// A list in square brackets.
pub(crate) fn flow<T: AsRef<str>>(items: &[T]) -> String {
    let mut text = String::from("[");
    for (index, item) in items.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{comma}{}", item.as_ref());
    }
    text.push(']');
    text
}
