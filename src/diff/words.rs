//! Which words of a changed text changed.
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A piece of a text: as it was, or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    /// The text.
    pub text: &'t str,
    /// Whether the other side has something else here.
    pub is_changed: bool,
}

/// Longer texts (in words) are not compared word by word.
const LONGEST: usize = 4_000;

/// The pieces of the old text and of the new one.
#[must_use]
pub fn pieces<'t>(old: &'t str, new: &'t str) -> (Vec<Piece<'t>>, Vec<Piece<'t>>) {
    let (a, b) = (words(old), words(new));
    if a.len().max(b.len()) > LONGEST {
        return (whole(old), whole(new));
    }
    let (mut left, mut right) = (Marker::new(old), Marker::new(new));
    let ops = capture_diff_slices(Algorithm::Myers, &a, &b);
    let count = ops.len();
    for (at, op) in ops.iter().enumerate() {
        let (from, to) = (op.old_range(), op.new_range());
        let (old, new) = (length(&a[from.clone()]), length(&b[to]));
        // A lone character that happens to be the same on both sides is no island worth reading.
        let is_island = at > 0
            && at + 1 < count
            && from.len() == 1
            && a[from].iter().all(|it| it.chars().count() == 1);
        let is_changed = !matches!(op, DiffOp::Equal { .. }) || is_island;
        left.push(old, is_changed);
        right.push(new, is_changed);
    }
    (left.pieces, right.pieces)
}

fn whole(text: &str) -> Vec<Piece<'_>> {
    vec![Piece { text, is_changed: true }]
}

fn length(words: &[&str]) -> usize {
    words.iter().map(|it| it.len()).sum()
}

/// Puts pieces together from left to right.
struct Marker<'t> {
    text: &'t str,
    at: usize,
    pieces: Vec<Piece<'t>>,
}

impl<'t> Marker<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, pieces: Vec::new() }
    }

    fn push(&mut self, length: usize, is_changed: bool) {
        if length == 0 {
            return;
        }
        let mut start = self.at;
        self.at += length;
        if let Some(last) = self.pieces.last()
            && last.is_changed == is_changed
        {
            start -= last.text.len();
            self.pieces.pop();
        }
        self.pieces.push(Piece { text: &self.text[start..self.at], is_changed });
    }
}

/// The words of a text: a number, a word in Latin letters, or one Chinese character.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let kind = Kind::of(c);
        if before.is_some_and(|it| it != kind || kind == Kind::Alone) {
            words.push(&text[start..at]);
            start = at;
        }
        before = Some(kind);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    Alone,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            '0'..='9' | '.' => Self::Digit,
            'a'..='z' | 'A'..='Z' | '-' | '_' => Self::Letter,
            _ => Self::Alone,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    fn shown(pieces: &[Piece<'_>]) -> String {
        pieces
            .iter()
            .map(|it| if it.is_changed { format!("[{}]", it.text) } else { it.text.to_owned() })
            .collect()
    }

    #[test]
    fn numbers_are_words() {
        let (old, new) = pieces("自形成之日起20个工作日内", "自形成之日起7个工作日内");
        assert_eq!(shown(&old), "自形成之日起[20]个工作日内");
        assert_eq!(shown(&new), "自形成之日起[7]个工作日内");
    }

    #[test]
    fn pieces_make_the_text() {
        for (a, b) in
            [("", "甲"), ("甲乙丙", "丙乙甲"), ("a b", "a  b"), ("甲、乙；丙", "甲、丁；丙")]
        {
            let (old, new) = pieces(a, b);
            assert_eq!(old.iter().map(|it| it.text).collect::<String>(), a);
            assert_eq!(new.iter().map(|it| it.text).collect::<String>(), b);
        }
    }
}
