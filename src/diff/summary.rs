//! How many changes there are of each direction.
use crate::diff::{ChangeSet, Direction};

/// How many changes there are of each direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    counts: [usize; 4],
    /// How many of them somebody approved.
    pub accepted: usize,
}

impl Summary {
    /// How many there are of a direction.
    #[must_use]
    pub fn of(&self, direction: Direction) -> usize {
        self.counts[direction as usize]
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

impl ChangeSet {
    /// Counts the changes.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for change in &self.changes {
            summary.counts[change.direction as usize] += 1;
            summary.accepted += usize::from(change.accepted.is_some());
        }
        summary
    }
}
