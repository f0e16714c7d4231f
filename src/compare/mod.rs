//! Two entries side by side: which field promises the public more, and which entry is which.
//! The gap report and the diff both stand on this.
//!
//! A comparison reads “`ours` against `theirs`”: a county's entry against the standard's, a new
//! version's against the old one's. It never guesses; what the texts cannot decide is
//! [`Verdict::Undetermined`].
pub mod deadline;
pub mod field;
pub mod pair;
pub mod relation;
pub(crate) mod sets;
pub(crate) mod text;
pub mod waiver;

use crate::diagnostic::Message;

/// How one side stands to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Ours promises the public more.
    Stricter,
    /// Ours promises the public less.
    Laxer,
    /// Both promise the same.
    Equal,
    /// They differ, and the public gets neither more nor less by it.
    Neutral,
    /// The texts cannot decide.
    Undetermined,
}

impl Verdict {
    /// The verdict with the sides exchanged.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Stricter => Self::Laxer,
            Self::Laxer => Self::Stricter,
            other => other,
        }
    }
}

/// A verdict, and the words for why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in a few words: “20 → 7 个工作日：更快”. Nothing where both promise the same.
    pub reason: Message,
}

impl Judgement {
    /// A verdict for a reason.
    #[must_use]
    pub fn new(verdict: Verdict, reason: Message) -> Self {
        Self { verdict, reason }
    }

    /// Both promise the same. It is what most comparisons come to, so it makes no words.
    #[must_use]
    pub fn equal() -> Self {
        Self::new(Verdict::Equal, Message::default())
    }
}
