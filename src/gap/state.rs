//! How an entry, and how a field stands to the standard.
use crate::diagnostic::Message;

/// How an entry of the standard stands in an agency's catalogs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It is there, and no weaker; where there is a ledger, it was published in time.
    Met,
    /// It is there, and some field promises less, or nobody is named for it.
    Partial,
    /// It is not there.
    Missing,
    /// Its domain does not apply to the agency, which says why.
    NotApplicable,
    /// It is left out for a lawful reason.
    Excluded,
    /// It is disclosed elsewhere, and the place is given.
    Elsewhere,
    /// There is a ledger, and it says nothing of this entry.
    NotChecked,
    /// By the ledger, something was formed, is due, and is not published.
    Overdue,
}

impl State {
    /// Every state, in the order of the machine-readable output.
    pub const NAMED: [Self; 8] = [
        Self::Met,
        Self::Partial,
        Self::Missing,
        Self::NotApplicable,
        Self::Excluded,
        Self::Elsewhere,
        Self::NotChecked,
        Self::Overdue,
    ];

    /// Every state, in the order of reports: worst first, then what does not count.
    pub const ALL: [Self; 8] = [
        Self::Overdue,
        Self::Missing,
        Self::Partial,
        Self::NotChecked,
        Self::Met,
        Self::Elsewhere,
        Self::Excluded,
        Self::NotApplicable,
    ];

    /// The word of the machine-readable output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partial => "partial",
            Self::Missing => "missing",
            Self::NotApplicable => "not-applicable",
            Self::Excluded => "excluded",
            Self::Elsewhere => "elsewhere",
            Self::NotChecked => "not-checked",
            Self::Overdue => "overdue",
        }
    }

    /// The state of that word.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Whether the agency still owes something.
    #[must_use]
    pub fn is_gap(self) -> bool {
        matches!(self, Self::Overdue | Self::Missing | Self::Partial | Self::NotChecked)
    }

    /// The word for people.
    #[must_use]
    pub fn label(self) -> Message {
        let (zh, en) = match self {
            Self::Met => ("达标", "met"),
            Self::Partial => ("部分达标", "partial"),
            Self::Missing => ("缺失", "missing"),
            Self::NotApplicable => ("不适用", "not applicable"),
            Self::Excluded => ("不纳入", "excluded"),
            Self::Elsewhere => ("他处已公开", "elsewhere"),
            Self::NotChecked => ("未核查", "not checked"),
            Self::Overdue => ("逾期", "overdue"),
        };
        Message { zh: zh.to_owned(), en: en.to_owned() }
    }
}

/// Why a field does not meet the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shortfall {
    /// It promises less.
    Weaker,
    /// It promises less, and a waiver allows it until a date.
    Waived,
    /// The texts cannot decide.
    Undetermined,
    /// No office fills the role.
    Unlocalised,
    /// It was published late.
    Late,
    /// It was not published, and is due.
    Overdue,
}

impl Shortfall {
    /// The word of the machine-readable output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Weaker => "weaker",
            Self::Waived => "waived",
            Self::Undetermined => "undetermined",
            Self::Unlocalised => "unlocalised",
            Self::Late => "late",
            Self::Overdue => "overdue",
        }
    }

    /// The shortfall of that word.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let all = [
            Self::Weaker,
            Self::Waived,
            Self::Undetermined,
            Self::Unlocalised,
            Self::Late,
            Self::Overdue,
        ];
        all.into_iter().find(|it| it.name() == name)
    }

    /// The word for people.
    #[must_use]
    pub fn label(self) -> Message {
        let (zh, en) = match self {
            Self::Weaker => ("弱于标准", "weaker"),
            Self::Waived => ("弱于标准，经批准", "weaker, waived"),
            Self::Undetermined => ("无法判断", "undetermined"),
            Self::Unlocalised => ("没有落到机构", "no office"),
            Self::Late => ("迟公开", "late"),
            Self::Overdue => ("逾期未公开", "overdue"),
        };
        Message { zh: zh.to_owned(), en: en.to_owned() }
    }

    /// Whether the agency still owes something for it.
    #[must_use]
    pub fn is_gap(self) -> bool {
        !matches!(self, Self::Waived | Self::Undetermined)
    }
}
