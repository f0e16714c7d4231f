//! The gap report as a page: by itself, or as pages of the site.
use rustc_hash::FxHashMap;

use crate::{
    diagnostic::message,
    gap::{
        AgencyGap, Counts, DomainGap, EntryGap, ExtraEntry, FieldGap, Tally,
        against::{Change, Movement},
        cause::{Cause, Lack, causes},
        state::{Shortfall, State},
    },
    model::registry::DomainId,
    render::{
        gap::{
            Telling, offices, tables,
            view::{
                AgencySection, CauseRow, ChangeRow, DomainHead, DomainRow, EntryRow, ExtraRow,
                FindingRow, GapPage, MovementView, OfficeGroup, Overview, OverviewRow, Score,
                StateCount, StateGroup,
            },
            words,
        },
        site::Page,
    },
    resolve::AgencyId,
};

/// The address of an agency's table of a domain, or of an entry of it by its id; `None` where there is
/// no such page.
pub type Link<'l> = &'l dyn Fn(DomainId, Option<&str>) -> Option<String>;

impl GapPage {
    /// The report as one page that needs no other file. `sections` are those of the report's agencies, by their
    /// ids.
    #[must_use]
    pub fn alone(
        telling: &Telling<'_, '_>,
        mut sections: FxHashMap<AgencyId, AgencySection>,
        causes: &[Cause],
        movement: Option<&Movement>,
        style: &str,
    ) -> Self {
        let several = telling.report.agencies.len() > 1;
        let link = |agency: &AgencyGap| Some(format!("#{}", telling.key(agency.agency)));
        let title = tables::title(telling);
        let worst_first = telling.report.worst_first().into_iter();
        Self {
            page: Page { title: title.clone(), ..Page::default() },
            // Nothing in a stylesheet may end the element that it stands in.
            style: Some(style.replace("</", "<\\/")),
            day: Some(telling.report.today.to_string()),
            overview: several.then(|| overview(telling, &link)),
            causes: if several { cause_rows(telling, causes) } else { Vec::new() },
            movement: movement.map(|it| movement_view(telling, it)),
            agencies: worst_first.filter_map(|it| sections.remove(&it.agency)).collect(),
            ..Self::bare(telling, title)
        }
    }

    /// The overview page of the site; `link` gives an agency's own report.
    #[must_use]
    pub fn index(
        telling: &Telling<'_, '_>,
        page: Page,
        link: &dyn Fn(&AgencyGap) -> Option<String>,
    ) -> Self {
        let heading = message!("政务公开差距报告", "Disclosure gaps");
        Self {
            page,
            overview: Some(overview(telling, link)),
            causes: cause_rows(telling, &causes(telling.report, telling.workspace)),
            ..Self::bare(telling, heading.text(telling.lang).to_owned())
        }
    }

    /// An agency's page of the site.
    #[must_use]
    pub fn agency(
        telling: &Telling<'_, '_>,
        page: Page,
        agency: &AgencyGap,
        link: Link<'_>,
    ) -> Self {
        let name = telling.agency(agency.agency);
        let title = message!("{name} 政务公开差距报告", "Disclosure gaps of {name}");
        let title = title.text(telling.lang).to_owned();
        Self { page, agencies: vec![section(telling, agency, link)], ..Self::bare(telling, title) }
    }

    fn bare(telling: &Telling<'_, '_>, title: String) -> Self {
        let report = telling.report;
        Self {
            page: Page::default(),
            style: None,
            title,
            day: report.is_dated.then(|| report.today.to_string()),
            view: words::view(telling),
            formula: words::formula(report)
                .into_iter()
                .map(|it| it.text(telling.lang).to_owned())
                .collect(),
            overview: None,
            causes: Vec::new(),
            movement: None,
            agencies: Vec::new(),
        }
    }
}

pub(crate) fn score(telling: &Telling<'_, '_>, tally: Tally) -> Score {
    let band = tally
        .rounded()
        .map_or_else(|| "none".to_owned(), |it| telling.report.scale.band(it).min(4).to_string());
    Score { text: words::score(tally), band }
}

/// A score among many in a row: the best one is short, so that all domains fit on a page.
fn cell(telling: &Telling<'_, '_>, tally: Tally) -> Score {
    let score = score(telling, tally);
    match score.text.strip_suffix(".0") {
        Some(whole) if whole == "100" => Score { text: whole.to_owned(), ..score },
        _ => score,
    }
}

fn overview(telling: &Telling<'_, '_>, link: &dyn Fn(&AgencyGap) -> Option<String>) -> Overview {
    let domains = offices::domains(telling);
    let row = |agency: &AgencyGap| OverviewRow {
        name: telling.agency(agency.agency).to_owned(),
        href: link(agency),
        score: score(telling, agency.tally),
        grade: agency.grade.clone(),
        gaps: agency.gaps,
        cells: domains
            .iter()
            .map(|id| {
                let found = agency.domains.iter().find(|it| it.domain == *id);
                found.map(|it| cell(telling, it.tally))
            })
            .collect(),
    };
    Overview {
        rows: telling.report.worst_first().into_iter().map(row).collect(),
        domains: domains.iter().map(|it| head(telling, *it)).collect(),
    }
}

fn head(telling: &Telling<'_, '_>, domain: DomainId) -> DomainHead {
    let domain = telling.resolution.registries.domains.get(domain);
    DomainHead { number: format!("{:02}", domain.number), name: domain.name.clone() }
}

fn cause_rows(telling: &Telling<'_, '_>, causes: &[Cause]) -> Vec<CauseRow> {
    let shared = causes.iter().filter(|it| it.agencies.len() > 1);
    shared
        .map(|cause| CauseRow {
            entry: cause.entry.as_ref().map(|(_, id, name)| format!("{id} {name}")),
            lack: words::lack(cause.lack, telling.lang),
            why: cause
                .why
                .as_ref()
                .filter(|_| !matches!(cause.lack, Lack::Field("ledger", _)))
                .map(|it| it.text(telling.lang).to_owned()),
            agencies: cause.agencies.len(),
            entries: cause.entries,
            place: cause.standard_at.to_string(),
        })
        .collect()
}

fn movement_view(telling: &Telling<'_, '_>, movement: &Movement) -> MovementView {
    let row = |change: &Change| ChangeRow {
        agency: change.agency.clone(),
        entry: format!("{} {}", change.entry, change.name),
        lack: words::change(change, telling.lang),
        place: change.at.as_ref().map(ToString::to_string),
    };
    MovementView {
        since: movement.since.clone(),
        opened: movement.opened.iter().map(row).collect(),
        closed: movement.closed.iter().map(row).collect(),
    }
}

fn states(telling: &Telling<'_, '_>, counts: Counts) -> Vec<StateCount> {
    let total = counts.total().max(1);
    // No table of entries is so long that its length is not exact.
    #[expect(clippy::cast_precision_loss, reason = "counts of entries are small")]
    let percent = |count: usize| (count as f64 / total as f64 * 10_000.0).round() / 100.0;
    let mut before = 0;
    State::ALL
        .into_iter()
        .map(|state| {
            let count = counts.of(state);
            let from = percent(before);
            before += count;
            StateCount {
                state: state.name(),
                label: state.label().text(telling.lang).to_owned(),
                count,
                from,
                length: percent(count),
            }
        })
        .collect()
}

/// What is said of one agency.
#[must_use]
pub fn section(telling: &Telling<'_, '_>, agency: &AgencyGap, link: Link<'_>) -> AgencySection {
    let own = |domain: Option<DomainId>, it: &ExtraEntry| ExtraRow {
        id: it.id.clone(),
        name: it.name.clone(),
        href: domain.and_then(|domain| link(domain, Some(&it.id))),
        place: telling.line(it.at),
    };
    let extra = agency.domains.iter().flat_map(|domain| {
        let own = &own;
        domain.extra.iter().map(move |it| own(Some(domain.domain), it))
    });
    let offices = offices::owing(agency, telling.view).into_iter().map(|office| OfficeGroup {
        name: offices::name(office.name, telling.lang).to_owned(),
        entries: office.entries,
        owed: office
            .owed
            .iter()
            .map(|(domain, it)| entry_row(telling, *domain, it, link))
            .collect(),
    });
    AgencySection {
        key: telling.key(agency.agency).to_owned(),
        name: telling.agency(agency.agency).to_owned(),
        standard: telling.agency(agency.standard).to_owned(),
        score: score(telling, agency.tally),
        grade: agency.grade.clone(),
        fraction: words::fraction(agency.tally).text(telling.lang).to_owned(),
        essential_missing: agency.essential_missing,
        caution: telling
            .resolution
            .agency(agency.agency)
            .ledgers
            .is_empty()
            .then(|| words::without_ledger().text(telling.lang).to_owned()),
        states: states(telling, agency.counts),
        domains: agency.domains.iter().map(|it| domain_row(telling, it, link)).collect(),
        gaps: groups(telling, agency, link, is_owed),
        notes: groups(telling, agency, link, is_noted),
        extra: extra.collect(),
        undisclosed: agency.undisclosed.iter().map(|it| own(None, it)).collect(),
        offices: offices.collect(),
    }
}

fn is_owed(entry: &EntryGap<'_>) -> bool {
    entry.is_gap()
}

/// Whether an entry that owes nothing is worth a line all the same. What does not apply is said
/// once for its domain, elsewhere.
fn is_noted(entry: &EntryGap) -> bool {
    match entry.state {
        State::Excluded | State::Elsewhere => true,
        State::Met | State::Partial => !entry.is_gap() && !entry.findings.is_empty(),
        _ => false,
    }
}

fn domain_row(telling: &Telling<'_, '_>, gap: &DomainGap, link: Link<'_>) -> DomainRow {
    let DomainHead { number, name } = head(telling, gap.domain);
    DomainRow {
        number,
        name,
        href: link(gap.domain, None),
        score: score(telling, gap.tally),
        fraction: words::fraction(gap.tally).text(telling.lang).to_owned(),
        states: states(telling, gap.counts),
    }
}

fn groups(
    telling: &Telling<'_, '_>,
    agency: &AgencyGap,
    link: Link<'_>,
    wanted: impl Fn(&EntryGap) -> bool,
) -> Vec<StateGroup> {
    let mut groups = Vec::new();
    for state in State::ALL {
        let entries: Vec<EntryRow> = agency
            .entries()
            .filter(|(_, it)| it.state == state && wanted(it))
            .map(|(domain, it)| entry_row(telling, domain, it, link))
            .collect();
        if !entries.is_empty() {
            groups.push(StateGroup {
                state: state.name(),
                label: state.label().text(telling.lang).to_owned(),
                entries,
            });
        }
    }
    groups
}

fn entry_row(
    telling: &Telling<'_, '_>,
    domain: DomainId,
    entry: &EntryGap,
    link: Link<'_>,
) -> EntryRow {
    EntryRow {
        id: entry.id.to_owned(),
        name: entry.name.to_owned(),
        href: link(domain, Some(entry.local_id.unwrap_or(entry.id))),
        local_id: entry.local_id.map(str::to_owned),
        domain: telling.resolution.registries.domains.get(domain).name.clone(),
        is_essential: entry.is_essential,
        reason: entry.reason.clone(),
        findings: entry.findings.iter().map(|it| finding_row(telling, it)).collect(),
        owners: entry.owners.join("、"),
        deadline: entry.deadline.to_owned(),
        owed: words::owed(entry, telling.lang),
        place: telling.line(entry.at),
    }
}

fn finding_row(telling: &Telling<'_, '_>, finding: &FieldGap) -> FindingRow {
    // Of a role and of a ledger's row the reason says everything.
    let is_said = finding.field == "ledger" || finding.shortfall == Shortfall::Unlocalised;
    let text = |text: &str| (!is_said && !text.is_empty()).then(|| text.to_owned());
    FindingRow {
        lack: words::shortfall(finding, telling.lang),
        why: finding.why.text(telling.lang).to_owned(),
        standard: text(&finding.standard),
        local: text(&finding.local),
        place: telling.line(finding.at),
        standard_place: telling.line(finding.standard_at),
    }
}
