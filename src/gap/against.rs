//! A report against an earlier one: which gaps were opened, which were closed.
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::{
    gap::{AgencyGap, DomainGap, EntryGap, FieldGap, GapReport, Line, state::State},
    resolve::Resolution,
    source::Workspace,
    span::Span,
};

/// An earlier report, as `govcat gap --format json` printed it; only what the comparison needs.
#[derive(Debug, Deserialize)]
pub struct Earlier {
    version: u32,
    #[serde(default)]
    today: Option<String>,
    #[serde(default)]
    view: Option<EarlierView>,
    agencies: Vec<EarlierAgency>,
}

/// What an earlier report looked at, where that was not everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct EarlierView {
    /// The domains' codes.
    pub domains: Vec<String>,
    /// The offices.
    pub offices: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct EarlierAgency {
    agency: String,
    score: Option<f64>,
    domains: Vec<EarlierDomain>,
}

#[derive(Debug, Deserialize)]
struct EarlierDomain {
    domain: String,
    entries: Vec<EarlierEntry>,
}

#[derive(Debug, Deserialize)]
struct EarlierEntry {
    entry: String,
    #[serde(default)]
    name: String,
    state: String,
    #[serde(default)]
    findings: Vec<EarlierFinding>,
}

#[derive(Debug, Deserialize)]
struct EarlierFinding {
    field: String,
    state: String,
}

/// What changed between two reports.
#[derive(Clone, Debug, Default)]
pub struct Movement {
    /// The day for which the earlier report held, where it says; or the revision that it is of.
    pub since: Option<String>,
    /// Gaps that were not there.
    pub opened: Vec<Change>,
    /// Gaps that are no more.
    pub closed: Vec<Change>,
    /// The scores of the agencies that both have: earlier and now.
    pub scores: Vec<(String, Option<f64>, Option<f64>)>,
    /// Agencies that only one of the reports has; nothing was compared for them.
    pub uncompared: Vec<String>,
}

/// One gap that came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The agency's folder.
    pub agency: String,
    /// The domain's code.
    pub domain: String,
    /// The entry's id in the standard.
    pub entry: String,
    /// Its name.
    pub name: String,
    /// The field; `None` for the entry as a whole.
    pub field: Option<String>,
    /// The state of the field or of the entry, as the machine-readable output names it.
    pub state: String,
    /// Where it is now; `None` where it is no more.
    pub at: Option<Line>,
}

/// What a gap is, in one entry: its field, and its state.
type What = (Option<String>, String);

impl Earlier {
    /// Reads a report.
    ///
    /// # Errors
    /// With what is wrong, when it is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let report: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if report.version == 1 { Ok(report) } else { Err(format!("version {}", report.version)) }
    }

    /// A report that is made just now of an earlier version of the catalogs, which `since` names; its agencies
    /// are still to be added.
    #[must_use]
    pub fn since(since: String) -> Self {
        Self { version: 1, today: Some(since), view: None, agencies: Vec::new() }
    }

    /// Adds agencies of that version. What is no gap there is none that could be closed, and is not kept.
    pub fn add(&mut self, report: &GapReport, resolution: &Resolution<'_>) {
        let finding = |it: &FieldGap| EarlierFinding {
            field: it.field.to_owned(),
            state: it.shortfall.name().to_owned(),
        };
        let entry = |it: &EntryGap<'_>| EarlierEntry {
            entry: it.id.to_owned(),
            name: it.name.to_owned(),
            state: it.state.name().to_owned(),
            findings: it.findings.iter().map(finding).collect(),
        };
        let domain = |it: &DomainGap<'_>| EarlierDomain {
            domain: resolution.registries.domains.get(it.domain).code.clone(),
            entries: it.entries.iter().filter(|it| it.is_gap()).map(entry).collect(),
        };
        let agency = |it: &AgencyGap<'_>| EarlierAgency {
            agency: resolution.agency(it.agency).key.clone(),
            score: it.tally.rounded(),
            domains: it.domains.iter().map(domain).collect(),
        };
        self.agencies.extend(report.agencies.iter().map(agency));
    }

    /// What it looked at; `None` where it shows everything.
    #[must_use]
    pub fn view(&self) -> Option<&EarlierView> {
        self.view.as_ref()
    }
}

impl Earlier {
    /// Compares a report with this earlier one, in the agencies, domains and entries that are in both; an
    /// entry that the standard did not have before counts as without a gap. Of agencies that only this one
    /// has, see [`Self::gone`].
    #[must_use]
    pub fn movement(
        &self,
        report: &GapReport,
        resolution: &Resolution<'_>,
        workspace: &Workspace,
    ) -> Movement {
        let mut movement = Movement { since: self.today.clone(), ..Movement::default() };
        let before: FxHashMap<&str, &EarlierAgency> =
            self.agencies.iter().map(|it| (it.agency.as_str(), it)).collect();
        for agency in &report.agencies {
            let key = resolution.agency(agency.agency).key.as_str();
            let Some(old) = before.get(key) else {
                movement.uncompared.push(key.to_owned());
                continue;
            };
            movement.scores.push((key.to_owned(), old.score, agency.tally.rounded()));
            for domain in &agency.domains {
                let code = &resolution.registries.domains.get(domain.domain).code;
                // A domain that the earlier report does not have was not looked at then, or is new.
                let old_domain = old.domains.iter().find(|it| it.domain == *code);
                let place = Place { agency: key, domain: code, workspace };
                movement.compare(&place, old_domain.map_or(&[], |it| &it.entries), &domain.entries);
            }
        }
        movement
    }

    /// The agencies that are no more. One that is there and was not asked for is not missed.
    #[must_use]
    pub fn gone(&self, resolution: &Resolution<'_>) -> Vec<String> {
        let keys = self.agencies.iter().map(|it| &it.agency);
        keys.filter(|it| resolution.find_agency(it).is_none()).cloned().collect()
    }
}

impl Movement {
    /// Adds what changed in further agencies.
    pub fn append(&mut self, other: Self) {
        self.opened.extend(other.opened);
        self.closed.extend(other.closed);
        self.scores.extend(other.scores);
        self.uncompared.extend(other.uncompared);
    }

    /// Leaves only what a narrowed report shows.
    pub fn narrow(&mut self, report: &GapReport, resolution: &Resolution<'_>) {
        let mut shown = FxHashSet::default();
        for agency in &report.agencies {
            let key = resolution.agency(agency.agency).key.as_str();
            for (domain, entry) in agency.entries() {
                let code = resolution.registries.domains.get(domain).code.as_str();
                shown.insert((key, code, entry.id));
            }
        }
        let is_shown = |it: &Change| {
            shown.contains(&(it.agency.as_str(), it.domain.as_str(), it.entry.as_str()))
        };
        self.opened.retain(is_shown);
        self.closed.retain(is_shown);
        // The earlier scores are those of everything.
        self.scores.clear();
    }
}

/// Where entries are.
struct Place<'a> {
    agency: &'a str,
    domain: &'a str,
    workspace: &'a Workspace,
}

impl Movement {
    fn compare(&mut self, place: &Place<'_>, old: &[EarlierEntry], new: &[EntryGap]) {
        let by_id: FxHashMap<&str, &EarlierEntry> =
            old.iter().map(|it| (it.entry.as_str(), it)).collect();
        for entry in new {
            let before = by_id.get(entry.id).map(|it| gaps_before(it)).unwrap_or_default();
            let now = gaps_now(entry);
            for (what, at) in &now {
                if !before.contains(what) {
                    self.opened.push(place.change(entry.id, entry.name, what, Some(*at)));
                }
            }
            for what in before.iter().filter(|it| !now.iter().any(|(what, _)| what == *it)) {
                self.closed.push(place.change(entry.id, entry.name, what, None));
            }
        }
        let ids: FxHashSet<&str> = new.iter().map(|it| it.id).collect();
        for entry in old.iter().filter(|it| !ids.contains(it.entry.as_str())) {
            for what in gaps_before(entry) {
                self.closed.push(place.change(&entry.entry, &entry.name, &what, None));
            }
        }
    }
}

impl Place<'_> {
    fn change(&self, entry: &str, name: &str, what: &What, at: Option<Span>) -> Change {
        Change {
            agency: self.agency.to_owned(),
            domain: self.domain.to_owned(),
            entry: entry.to_owned(),
            name: name.to_owned(),
            field: what.0.clone(),
            state: what.1.clone(),
            at: at.map(|it| Line::of(self.workspace, it)),
        }
    }
}

fn gaps_now(entry: &EntryGap) -> Vec<(What, Span)> {
    if !entry.is_gap() {
        return Vec::new();
    }
    let mut gaps = Vec::new();
    for finding in entry.findings.iter().filter(|it| it.shortfall.is_gap()) {
        let what = (Some(finding.field.to_owned()), finding.shortfall.name().to_owned());
        if !gaps.iter().any(|(it, _)| *it == what) {
            gaps.push((what, finding.at));
        }
    }
    if is_whole(entry.state) {
        gaps.push(((None, entry.state.name().to_owned()), entry.at));
    }
    gaps
}

fn gaps_before(entry: &EarlierEntry) -> Vec<What> {
    let Some(state) = State::find(&entry.state).filter(|it| it.is_gap()) else { return Vec::new() };
    let is_gap = |it: &&EarlierFinding| !matches!(it.state.as_str(), "waived" | "undetermined");
    let mut gaps: Vec<What> = Vec::new();
    for finding in entry.findings.iter().filter(is_gap) {
        let what = (Some(finding.field.clone()), finding.state.clone());
        if !gaps.contains(&what) {
            gaps.push(what);
        }
    }
    if is_whole(state) {
        gaps.push((None, entry.state.clone()));
    }
    gaps
}

/// Whether the state is about the entry as a whole; the others are said by their fields.
fn is_whole(state: State) -> bool {
    matches!(state, State::Missing | State::NotChecked)
}
