//! Which bracket closes which, in one pass, whatever is missing.
use crate::model::basis::{
    number_scan::{Found, is_close, is_open},
    text::Chars,
};

/// The partner of each bracket; brackets inside document numbers have none.
pub(super) struct Pairs {
    partner: Vec<Option<usize>>,
}

impl Pairs {
    pub(super) fn new(chars: &Chars<'_>, numbers: &[Found]) -> Self {
        let mut pairs = Self { partner: vec![None; chars.len()] };
        let mut open: Vec<(Class, usize)> = Vec::new();
        // How many of each class are open, so that a stray closing bracket costs nothing.
        let mut depth = [0usize; 3];
        let mut numbers = numbers.iter().peekable();
        let mut i = 0;
        while i < chars.len() {
            if let Some(number) = numbers.next_if(|it| it.range.start <= i) {
                i = number.range.end.max(i);
                continue;
            }
            let c = chars.at(i);
            if let Some(class) = Class::opened_by(c) {
                open.push((class, i));
                depth[class as usize] += 1;
            } else if let Some(class) = Class::closed_by(c) {
                if depth[class as usize] > 0 {
                    while let Some((other, at)) = open.pop() {
                        depth[other as usize] -= 1;
                        if other == class {
                            pairs.partner[at] = Some(i);
                            pairs.partner[i] = Some(at);
                            break;
                        }
                    }
                }
            } else if matches!(c, '；' | ';') {
                // No title has a semicolon in it: what is open here was never closed.
                while let Some((other, _)) = open.pop_if(|it| it.0 != Class::Bracket) {
                    depth[other as usize] -= 1;
                }
            }
            i += 1;
        }
        pairs
    }

    /// The closing partner of the bracket that opens at `i`.
    pub(super) fn close_of(&self, i: usize) -> Option<usize> {
        self.partner[i].filter(|it| *it > i)
    }

    /// The opening partner of the bracket that closes at `i`.
    pub(super) fn open_of(&self, i: usize) -> Option<usize> {
        self.partner[i].filter(|it| *it < i)
    }

    /// Whether the bracket at `i` has its partner inside `from..to`.
    pub(super) fn within(&self, i: usize, from: usize, to: usize) -> bool {
        self.partner[i].is_some_and(|it| (from..to).contains(&it))
    }
}

/// What may close what.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// 《》.
    Title = 0,
    /// 〈〉 and what people type for it.
    Angle = 1,
    /// （）〔〕[]【】; half a pair of one kind may be closed by another.
    Bracket = 2,
}

impl Class {
    pub(super) fn opened_by(c: char) -> Option<Self> {
        match c {
            '《' => Some(Self::Title),
            '〈' | '<' | '＜' | '﹤' | '⟨' => Some(Self::Angle),
            _ if is_open(c) => Some(Self::Bracket),
            _ => None,
        }
    }

    pub(super) fn closed_by(c: char) -> Option<Self> {
        match c {
            '》' => Some(Self::Title),
            '〉' | '>' | '＞' | '﹥' | '⟩' => Some(Self::Angle),
            _ if is_close(c) => Some(Self::Bracket),
            _ => None,
        }
    }
}
