//! What the gap report's template reads: the struct's documentation is the template author's manual.
use serde::Serialize;

use crate::render::site::Page;

/// `gap/index.html`, `<agency>/gap.html`, and what `govcat gap --format html` writes.
#[derive(Debug, Serialize)]
pub struct GapPage {
    /// The frame.
    pub page: Page,
    /// The stylesheet, where the page stands by itself.
    pub style: Option<String>,
    /// The title.
    pub title: String,
    /// The day for which it holds, where another day could change it.
    pub day: Option<String>,
    /// What of everything it shows, in words.
    pub view: Option<String>,
    /// How the score comes about.
    pub formula: Vec<String>,
    /// Agencies by domains.
    pub overview: Option<Overview>,
    /// What several agencies have in common.
    pub causes: Vec<CauseRow>,
    /// What changed since an earlier report.
    pub movement: Option<MovementView>,
    /// The agencies, each with everything.
    pub agencies: Vec<AgencySection>,
}

/// Agencies by domains, the worst agency first.
#[derive(Debug, Serialize)]
pub struct Overview {
    /// The domains' numbers and names.
    pub domains: Vec<DomainHead>,
    /// One row an agency.
    pub rows: Vec<OverviewRow>,
}

/// A domain.
#[derive(Debug, Serialize)]
pub struct DomainHead {
    /// Its number, with two digits.
    pub number: String,
    /// Its name.
    pub name: String,
}

/// An agency by domains.
#[derive(Debug, Serialize)]
pub struct OverviewRow {
    /// Its name.
    pub name: String,
    /// Its own report.
    pub href: Option<String>,
    /// Its score.
    pub score: Score,
    /// Its grade.
    pub grade: String,
    /// How many entries owe something.
    pub gaps: usize,
    /// Its score in each domain; `None` where the domain is not its business.
    pub cells: Vec<Option<Score>>,
}

/// A score, and how good it is.
#[derive(Clone, Debug, Serialize)]
pub struct Score {
    /// With one decimal; a dash where nothing counts.
    pub text: String,
    /// The grade's band: `0` the best; `none` where nothing counts.
    pub band: String,
}

/// One cause.
#[derive(Debug, Serialize)]
pub struct CauseRow {
    /// The entry's id and name.
    pub entry: Option<String>,
    /// What is short.
    pub lack: String,
    /// Why.
    pub why: Option<String>,
    /// How many agencies.
    pub agencies: usize,
    /// How many entries, over all agencies.
    pub entries: usize,
    /// Where the standard says it.
    pub place: String,
}

/// What changed since an earlier report.
#[derive(Debug, Serialize)]
pub struct MovementView {
    /// The day of the earlier report.
    pub since: Option<String>,
    /// Gaps that were not there.
    pub opened: Vec<ChangeRow>,
    /// Gaps that are no more.
    pub closed: Vec<ChangeRow>,
}

/// One gap that came or went.
#[derive(Debug, Serialize)]
pub struct ChangeRow {
    /// The agency's folder.
    pub agency: String,
    /// The entry's id and name.
    pub entry: String,
    /// What is, or was, short.
    pub lack: String,
    /// Where it is now.
    pub place: Option<String>,
}

/// An agency's own report.
#[derive(Debug, Serialize)]
pub struct AgencySection {
    /// Its folder; the section's anchor.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The name of the agency whose catalogs are the standard.
    pub standard: String,
    /// Its score.
    pub score: Score,
    /// Its grade.
    pub grade: String,
    /// What was earned, and the denominator.
    pub fraction: String,
    /// Essential entries that hold the grade down.
    pub essential_missing: usize,
    /// What the report must not be taken for, where no ledger is kept.
    pub caution: Option<String>,
    /// How many entries are in each state.
    pub states: Vec<StateCount>,
    /// Its domains.
    pub domains: Vec<DomainRow>,
    /// What is short, by state, the worst first.
    pub gaps: Vec<StateGroup>,
    /// What is excluded, disclosed elsewhere, waived or undetermined.
    pub notes: Vec<StateGroup>,
    /// Entries that the standard does not have.
    pub extra: Vec<ExtraRow>,
    /// Powers and services that no entry discloses.
    pub undisclosed: Vec<ExtraRow>,
    /// What each office owes.
    pub offices: Vec<OfficeGroup>,
}

/// How many entries are in a state.
#[derive(Clone, Debug, Serialize)]
pub struct StateCount {
    /// The state, as a class.
    pub state: &'static str,
    /// The state in words.
    pub label: String,
    /// How many.
    pub count: usize,
    /// Where its part of the bar begins, of 100.
    pub from: f64,
    /// How long its part of the bar is, of 100.
    pub length: f64,
}

/// A domain of an agency.
#[derive(Debug, Serialize)]
pub struct DomainRow {
    /// Its number, with two digits.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
    /// Its score.
    pub score: Score,
    /// What was earned, and the denominator.
    pub fraction: String,
    /// How many entries are in each state, in the order of the agency's `states`.
    pub states: Vec<StateCount>,
}

/// Entries in one state.
#[derive(Debug, Serialize)]
pub struct StateGroup {
    /// The state, as a class.
    pub state: &'static str,
    /// The state in words.
    pub label: String,
    /// The entries.
    pub entries: Vec<EntryRow>,
}

/// An entry.
#[derive(Debug, Serialize)]
pub struct EntryRow {
    /// Its id in the standard.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The agency's page of it.
    pub href: Option<String>,
    /// The local entry's id, where it has another.
    pub local_id: Option<String>,
    /// Its domain's name.
    pub domain: String,
    /// Whether the grade is gated on it.
    pub is_essential: bool,
    /// The reason given.
    pub reason: Option<String>,
    /// What is short about it.
    pub findings: Vec<FindingRow>,
    /// The offices.
    pub owners: String,
    /// By when.
    pub deadline: String,
    /// What is to be done.
    pub owed: String,
    /// The line that proves it.
    pub place: String,
}

/// A field that is short.
#[derive(Debug, Serialize)]
pub struct FindingRow {
    /// What is short.
    pub lack: String,
    /// Why.
    pub why: String,
    /// What the standard says, where both are worth reading side by side.
    pub standard: Option<String>,
    /// What the agency says.
    pub local: Option<String>,
    /// Where the agency says it.
    pub place: String,
    /// Where the standard says it.
    pub standard_place: String,
}

/// An entry that the standard does not have.
#[derive(Debug, Serialize)]
pub struct ExtraRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
    /// Where it is written.
    pub place: String,
}

/// An office, and what it owes.
#[derive(Debug, Serialize)]
pub struct OfficeGroup {
    /// Its name.
    pub name: String,
    /// In how many entries it is named.
    pub entries: usize,
    /// What it owes.
    pub owed: Vec<EntryRow>,
}
