//! Texts and lists by number: how an index says the same thing many times.
//!
//! The numbers of a column are digits of a fixed width, to the base of 64: a browser finds the
//! entries of a text by going once over a string.
use std::{borrow::Cow, hash::Hash};

use rustc_hash::FxHashMap;

/// The digits of a column's numbers.
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
/// Between the texts of a list; it is in none of them.
const SEPARATOR: char = '\n';

/// How many digits a number has, and the digits of all of them.
pub type Column = (usize, String);

/// Values with numbers in the order of their first appearance, and a column of such numbers.
#[derive(Debug)]
pub(super) struct Numbered<T> {
    /// Each value once.
    pub(super) values: Vec<T>,
    numbers: FxHashMap<T, u32>,
    column: Vec<u32>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { values: Vec::new(), numbers: FxHashMap::default(), column: Vec::new() }
    }
}

impl<T: Clone + Eq + Hash> Numbered<T> {
    /// The number of a value.
    pub(super) fn number(&mut self, value: T) -> u32 {
        if let Some(number) = self.numbers.get(&value) {
            return *number;
        }
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(value.clone());
        self.numbers.insert(value, number);
        number
    }

    /// Adds a row to the column.
    pub(super) fn add(&mut self, value: T) {
        // Rows often say what the one above says.
        let number = match self.column.last() {
            Some(&last) if self.values[last as usize] == value => last,
            _ => self.number(value),
        };
        self.column.push(number);
    }

    /// The column's digits.
    pub(super) fn column(&self) -> Column {
        let width = self.width();
        (width, digits(width, &self.column))
    }

    /// How many digits the number of the last value has.
    pub(super) fn width(&self) -> usize {
        (1..6).find(|it| self.values.len() <= 1 << (6 * it)).unwrap_or(6)
    }
}

/// Numbers as digits, each as wide as the others.
pub(super) fn digits(width: usize, numbers: &[u32]) -> String {
    let mut out = String::with_capacity(width * numbers.len());
    for number in numbers {
        for place in (0..width).rev() {
            out.push(char::from(DIGITS[(number >> (6 * place)) as usize & 63]));
        }
    }
    out
}

/// Texts as a list that can be cut apart again.
pub(super) fn lines(texts: &[impl AsRef<str>]) -> String {
    let mut out = String::with_capacity(texts.iter().map(|it| it.as_ref().len() + 1).sum());
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            out.push(SEPARATOR);
        }
        out.push_str(text.as_ref());
    }
    out
}

/// A text without line breaks.
pub(super) fn one_line(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains(char::is_control) { text.replace(char::is_control, " ").into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::Numbered;

    #[test]
    fn numbers_are_as_wide_as_the_last_needs() {
        let column = |count: u32| {
            let mut numbered = Numbered::default();
            (0..count).for_each(|it| numbered.add(it));
            numbered.column()
        };
        assert_eq!(column(0), (1, String::new()));
        assert_eq!(column(64).0, 1);
        assert!(column(64).1.ends_with("-_"));
        assert_eq!(column(65).0, 2);
        assert!(column(65).1.ends_with("0_10"));
        assert_eq!(column(4097).0, 3);
        assert!(column(4097).1.ends_with("100"));
    }
}
