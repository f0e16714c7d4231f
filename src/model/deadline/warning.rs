//! What the reader guessed or left out, so that nothing is taken for granted in silence.

use crate::diagnostic::Message;

/// One thing about a phrase that somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// A word of the unit is missing (`20内`, `20个工作内`): what it was taken for.
    MissingUnit {
        /// As written.
        written: String,
        /// As understood.
        understood: String,
    },
    /// A slip of the pen or of the scanner was mended (工作曰).
    Slip {
        /// As written.
        written: String,
        /// As understood.
        understood: String,
    },
    /// The words have several readings; one was taken.
    SeveralReadings {
        /// As written.
        written: String,
        /// The reading that was taken.
        understood: String,
    },
    /// The words name a time that the catalog's units only come near to (半个月).
    Approximate {
        /// As written.
        written: String,
        /// As understood.
        understood: String,
    },
    /// An event without a number of days (许可作出前).
    NoNumber {
        /// As written.
        written: String,
        /// As understood.
        understood: String,
    },
    /// It is renewed, but the phrase does not say how often (定期公开).
    NoPeriod {
        /// As written.
        written: String,
    },
    /// A lead time that does not name the event (10日前).
    NoEvent {
        /// As written.
        written: String,
    },
    /// Words were taken for an event, though they look like something else.
    UnknownEvent {
        /// As written.
        written: String,
    },
    /// Words were taken for the part of the content that a promise is for, though they do not look like a name.
    UnknownTopic {
        /// As written.
        written: String,
    },
    /// A table or remark is named in front of a promise; the promise was counted.
    Remark {
        /// As written.
        written: String,
    },
    /// Words that were not understood and have no part in the reading.
    Ignored {
        /// As written.
        written: String,
    },
}

impl Warning {
    /// What to tell people: what stood there and what it was taken for.
    #[must_use]
    pub fn message(&self) -> Message {
        let (zh, en) = match self {
            Self::MissingUnit { written, understood } => (
                format!("“{written}”的单位不完整，按“{understood}”理解"),
                format!(
                    "the unit in “{written}” is incomplete; it was understood as “{understood}”"
                ),
            ),
            Self::Slip { written, understood } => (
                format!("“{written}”疑为笔误，按“{understood}”理解"),
                format!("“{written}” looks like a slip; it was understood as “{understood}”"),
            ),
            Self::SeveralReadings { written, understood } => (
                format!("“{written}”有多种解释，按“{understood}”理解"),
                format!("“{written}” has several readings; it was understood as “{understood}”"),
            ),
            Self::Approximate { written, understood } => (
                format!("“{written}”无法精确换算，按“{understood}”理解"),
                format!("“{written}” has no exact equivalent; it was understood as “{understood}”"),
            ),
            Self::NoNumber { written, understood } => (
                format!("“{written}”没有写明期限，按“{understood}”理解"),
                format!("“{written}” gives no number; it was understood as “{understood}”"),
            ),
            Self::NoPeriod { written } => (
                format!("“{written}”没有写明多长时间一次"),
                format!("“{written}” does not say how often"),
            ),
            Self::NoEvent { written } => (
                format!("“{written}”没有写明在什么事情之前，按提前的天数理解"),
                format!("“{written}” does not say before what; it was understood as a lead time"),
            ),
            Self::UnknownEvent { written } => (
                format!("“{written}”不是常见的起算事项，按原文作为事件理解"),
                format!(
                    "“{written}” is not a usual starting point; it was taken for an event in its own words"
                ),
            ),
            Self::UnknownTopic { written } => (
                format!("“{written}”按公开内容的范围理解"),
                format!(
                    "“{written}” was taken for the part of the content that the promise is for"
                ),
            ),
            Self::Remark { written } => (
                format!("“{written}”之后的说明按另一项时限要求理解"),
                format!("what follows “{written}” was taken for a promise of its own"),
            ),
            Self::Ignored { written } => (
                format!("“{written}”未能理解，没有计入时限"),
                format!("“{written}” was not understood and has no part in the deadline"),
            ),
        };
        Message { zh, en }
    }
}
