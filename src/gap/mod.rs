//! What an agency's catalogs lack against their standard, entry by entry, with the line that
//! proves it.
//!
//! The standard is the layer below. Where an agency inherits it, the layers tell which entry is
//! which; where its tables stand alone, entries are paired (`compare::pair`).
pub mod against;
mod agency;
pub mod cause;
pub mod grade;
mod ledger;
mod owners;
pub mod narrow;
pub mod state;

use std::{fmt, sync::Arc};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::{
    diagnostic::Message,
    gap::{
        grade::Scale,
        state::{Shortfall, State},
    },
    model::registry::DomainId,
    resolve::{AgencyId, Resolution},
    source::Workspace,
    span::Span,
};

/// A line of a file, told without the file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

impl Line {
    /// The line in which a span begins.
    #[must_use]
    pub fn of(workspace: &Workspace, span: Span) -> Self {
        let (file, line) = workspace.line(span);
        Self { file: file.to_owned(), line }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
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
pub struct EntryGap<'r> {
    /// The entry's id in the standard.
    pub id: &'r str,
    /// Its name.
    pub name: &'r str,
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
    /// The entry's line in the standard.
    pub standard_at: Span,
    /// The offices that owe it; roles of the standard where no office fills them.
    pub owners: Arc<[String]>,
    /// The deadline by which it is owed: the agency's, else the standard's.
    pub deadline: &'r str,
    /// The local entry's id, where it has another.
    pub local_id: Option<&'r str>,
}

/// An agency's entry that the standard does not have, or a power that no entry discloses.
#[derive(Clone, Debug)]
pub struct ExtraEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is written.
    pub at: Span,
    /// The offices named for it.
    pub owners: Arc<[String]>,
}

/// How many entries are in each state.
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

    /// The score as it is printed and judged by, with one decimal.
    #[must_use]
    pub fn rounded(self) -> Option<f64> {
        self.score().map(|it| (it * 10.0).round() / 10.0)
    }

    fn absorb(&mut self, other: Self) {
        self.earned += other.earned;
        self.possible += other.possible;
    }
}

/// One domain of one agency.
#[derive(Clone, Debug)]
pub struct DomainGap<'r> {
    /// The domain.
    pub domain: DomainId,
    /// Its entries, in the order of the standard.
    pub entries: Vec<EntryGap<'r>>,
    /// Entries that the standard does not have.
    pub extra: Vec<ExtraEntry>,
    /// How many are in each state.
    pub counts: Counts,
    /// The score's parts.
    pub tally: Tally,
}

impl<'r> DomainGap<'r> {
    /// Adds a domain's entries up.
    #[must_use]
    pub fn new(domain: DomainId, entries: Vec<EntryGap<'r>>, extra: Vec<ExtraEntry>) -> Self {
        let mut counts = Counts::default();
        let mut tally = Tally::default();
        for entry in &entries {
            counts.add(entry.state);
            if let Some(earned) = entry.earned {
                tally.earned += earned * entry.weight;
                tally.possible += entry.weight;
            }
        }
        Self { domain, entries, extra, counts, tally }
    }
}

/// One agency against its standard.
#[derive(Clone, Debug)]
pub struct AgencyGap<'r> {
    /// The agency.
    pub agency: AgencyId,
    /// The agency whose catalogs are the standard.
    pub standard: AgencyId,
    /// Its domains, in the order of the register.
    pub domains: Vec<DomainGap<'r>>,
    /// How many entries are in each state.
    pub counts: Counts,
    /// The score's parts.
    pub tally: Tally,
    /// In how many entries it still owes something.
    pub gaps: usize,
    /// Essential entries that are missing: they gate the grade.
    pub essential_missing: usize,
    /// The grade, by `[gap]` of `govcat.toml`.
    pub grade: String,
    /// Powers and services of the agency's lists that no entry discloses; they do not count.
    pub undisclosed: Vec<ExtraEntry>,
}

impl<'r> AgencyGap<'r> {
    /// Adds an agency's domains up.
    #[must_use]
    pub fn new(
        agency: AgencyId,
        standard: AgencyId,
        domains: Vec<DomainGap<'r>>,
        scale: &Scale,
    ) -> Self {
        let mut counts = Counts::default();
        let mut tally = Tally::default();
        for domain in &domains {
            counts.absorb(domain.counts);
            tally.absorb(domain.tally);
        }
        let essential_missing = domains
            .iter()
            .flat_map(|it| &it.entries)
            .filter(|it| it.is_essential && matches!(it.state, State::Missing | State::Overdue))
            .count();
        let grade = scale.grade(tally.rounded(), essential_missing);
        let gaps = domains.iter().flat_map(|it| &it.entries).filter(|it| it.is_gap()).count();
        Self {
            agency,
            standard,
            domains,
            counts,
            tally,
            gaps,
            essential_missing,
            grade,
            undisclosed: Vec::new(),
        }
    }

    /// Its entries with their domains, in order.
    pub fn entries(&self) -> impl Iterator<Item = (DomainId, &EntryGap<'r>)> {
        self.domains.iter().flat_map(|it| it.entries.iter().map(|entry| (it.domain, entry)))
    }

    /// The same without its entries: where it stands, which outlives the catalogs.
    #[must_use]
    pub fn standing(&self) -> AgencyGap<'static> {
        let domain = |it: &DomainGap<'_>| DomainGap {
            domain: it.domain,
            entries: Vec::new(),
            extra: Vec::new(),
            counts: it.counts,
            tally: it.tally,
        };
        AgencyGap {
            agency: self.agency,
            standard: self.standard,
            domains: self.domains.iter().map(domain).collect(),
            counts: self.counts,
            tally: self.tally,
            gaps: self.gaps,
            essential_missing: self.essential_missing,
            grade: self.grade.clone(),
            undisclosed: Vec::new(),
        }
    }

    /// What it still owes, the worst first, else in order.
    #[must_use]
    pub fn owed(&self) -> Vec<(DomainId, &EntryGap<'r>)> {
        let mut owed: Vec<_> = self.entries().filter(|(_, it)| it.is_gap()).collect();
        owed.sort_by_key(|(_, it)| it.rank());
        owed
    }
}

/// All agencies against their standards.
#[derive(Clone, Debug)]
pub struct GapReport<'r> {
    /// The day for which it holds.
    pub today: Date,
    /// Whether another day could change it: ledgers fall due, waivers end.
    pub is_dated: bool,
    /// How it was weighed.
    pub scale: Scale,
    /// The agencies that have a standard, in order.
    pub agencies: Vec<AgencyGap<'r>>,
}

impl<'r> GapReport<'r> {
    /// The agencies, the worst first, else in order.
    #[must_use]
    pub fn worst_first(&self) -> Vec<&AgencyGap<'r>> {
        let mut agencies: Vec<_> = self.agencies.iter().collect();
        let score = |it: &AgencyGap<'_>| it.tally.score().unwrap_or(f64::INFINITY);
        agencies.sort_by(|a, b| score(a).total_cmp(&score(b)));
        agencies
    }
}

impl EntryGap<'_> {
    /// Whether the agency still owes something. What a waiver allows is not owed while it holds.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        match self.state {
            State::Partial => self.findings.iter().any(|it| it.shortfall.is_gap()),
            state => state.is_gap(),
        }
    }

    /// The place in reports: the worst state first, essential entries first in it.
    #[must_use]
    pub fn rank(&self) -> (usize, bool) {
        let state = State::ALL.into_iter().position(|it| it == self.state);
        (state.unwrap_or(usize::MAX), !self.is_essential)
    }
}

/// Compares `agencies` with their standards. Those that extend nothing have none and are left out.
#[must_use]
pub fn gap<'r>(
    resolution: &'r Resolution<'_>,
    agencies: &[AgencyId],
    scale: &Scale,
    today: Date,
) -> GapReport<'r> {
    let agencies: Vec<AgencyGap<'_>> = agencies
        .par_iter()
        .filter_map(|&id| agency::compare(resolution, id, scale, today))
        .collect();
    let is_dated = agencies.iter().any(|it| {
        let agency = resolution.agency(it.agency);
        let mut catalogs = agency.catalogs.iter().map(|it| &resolution.catalog(*it).catalog);
        !agency.ledgers.is_empty() || catalogs.any(|it| !it.waivers.is_empty())
    });
    GapReport { today, is_dated, scale: scale.clone(), agencies }
}
