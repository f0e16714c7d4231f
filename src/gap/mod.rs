//! What an agency's catalogs lack against their standard, entry by entry, with the line that
//! proves it.
//!
//! The standard is the layer below. Where an agency inherits it, the layers tell which entry is
//! which; where its tables stand alone, entries are paired (`compare::pair`).
mod agency;
pub mod grade;
mod ledger;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::{
    diagnostic::Message,
    gap::grade::Scale,
    model::registry::DomainId,
    resolve::{AgencyId, Resolution},
    span::Span,
};

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
}

/// One field that does not meet the standard.
#[derive(Clone, Debug)]
pub struct FieldGap {
    /// The field, as files name it; `ledger` for what was published late or not at all.
    pub field: &'static str,
    /// What is short about it.
    pub shortfall: Shortfall,
    /// What the standard says.
    pub standard: String,
    /// What the agency says.
    pub local: String,
    /// Why, in words.
    pub why: Message,
    /// Where the agency says it.
    pub at: Span,
    /// Where the standard says it.
    pub standard_at: Span,
}

/// One entry of the standard, as it stands with an agency.
#[derive(Clone, Debug)]
pub struct EntryGap {
    /// The entry's id in the standard.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How it stands.
    pub state: State,
    /// How much it weighs.
    pub weight: f64,
    /// Whether the grade is gated on it.
    pub is_essential: bool,
    /// The share of its weight that is earned, from 0 to 1; `None` where it does not count.
    pub earned: Option<f64>,
    /// What is short about it.
    pub findings: Vec<FieldGap>,
    /// The reason given, for entries that are left out or do not apply.
    pub reason: Option<String>,
    /// The line that proves it: the agency's where it has one, else the standard's.
    pub at: Span,
    /// The offices that owe it.
    pub owners: Vec<String>,
    /// The local entry's id, where it has another.
    pub local_id: Option<String>,
}

/// An agency's entry that the standard does not have.
#[derive(Clone, Debug)]
pub struct ExtraEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is written.
    pub at: Span,
}

/// How many entries are in each state, in the order of [`State::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([usize; 8]);

impl Counts {
    /// How many are in a state.
    #[must_use]
    pub fn of(&self, state: State) -> usize {
        self.0[state as usize]
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    fn add(&mut self, state: State) {
        self.0[state as usize] += 1;
    }

    fn absorb(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }
}

/// The weights that were earned, and those that could be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// The sum of what was earned.
    pub earned: f64,
    /// The denominator: the weights of all entries that count.
    pub possible: f64,
}

impl Tally {
    /// From 0 to 100; `None` where nothing counts.
    #[must_use]
    pub fn score(self) -> Option<f64> {
        (self.possible > 0.0).then(|| self.earned / self.possible * 100.0)
    }

    fn absorb(&mut self, other: Self) {
        self.earned += other.earned;
        self.possible += other.possible;
    }
}

/// One domain of one agency.
#[derive(Clone, Debug)]
pub struct DomainGap {
    /// The domain.
    pub domain: DomainId,
    /// Its entries, in the order of the standard.
    pub entries: Vec<EntryGap>,
    /// Entries that the standard does not have.
    pub extra: Vec<ExtraEntry>,
    /// How many are in each state.
    pub counts: Counts,
    /// The score's parts.
    pub tally: Tally,
}

/// One agency against its standard.
#[derive(Clone, Debug)]
pub struct AgencyGap {
    /// The agency.
    pub agency: AgencyId,
    /// The agency whose catalogs are the standard.
    pub standard: AgencyId,
    /// Its domains, in the order of the register.
    pub domains: Vec<DomainGap>,
    /// How many entries are in each state.
    pub counts: Counts,
    /// The score's parts.
    pub tally: Tally,
    /// Essential entries that are missing: they gate the grade.
    pub essential_missing: usize,
    /// The grade, by `[gap]` of `govcat.toml`.
    pub grade: String,
}

/// All agencies against their standards.
#[derive(Clone, Debug)]
pub struct GapReport {
    /// The day for which it holds.
    pub today: Date,
    /// The agencies that have a standard, in order.
    pub agencies: Vec<AgencyGap>,
}

/// Compares `agencies` with their standards. Those that extend nothing have none and are left out.
#[must_use]
pub fn gap(resolution: &Resolution<'_>, agencies: &[AgencyId], scale: &Scale, today: Date) -> GapReport {
    let agencies = agencies
        .par_iter()
        .filter_map(|&id| agency::compare(resolution, id, scale, today))
        .collect();
    GapReport { today, agencies }
}
