//! What is doubtful in a table, and in which cell.
use crate::diagnostic::Message;

/// How much somebody must look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Something was not taken over; it is in a comment or in this report.
    Lost,
    /// A meaning was guessed; the original text is in a comment.
    Guessed,
    /// Worth knowing.
    Told,
}

impl Weight {
    /// The word in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Guessed => "guessed",
            Self::Told => "told",
        }
    }
}

/// One doubtful thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much somebody must look.
    pub weight: Weight,
    /// What it is about, as a word that never changes.
    pub code: &'static str,
    /// The file.
    pub file: String,
    /// The sheet, or the table in its document.
    pub sheet: String,
    /// The cell, as `B17`; nothing where it is about a whole table.
    pub cell: String,
    /// What is the matter.
    pub message: Message,
    /// What the cell says.
    pub original: String,
}
