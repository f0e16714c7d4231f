//! The gap report of the generated corpus says exactly what was planted: each gap with its state, its field and its
//! shortfall, and every other entry of every county met.
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use govcat::{
    gap::{self, GapReport, grade::Scale, state::State},
    resolve::{AgencyId, Resolution},
    rules,
    source::Workspace,
};

use crate::{
    corpus::generator::{Gap, Plan, Shape, Written},
    support,
};

const SHAPE: Shape = Shape::Layered { counties: 8, alone_percent: 50 };
const DOMAINS: usize = 26;

#[test]
fn without_gaps_every_entry_is_met() {
    planted(&Plan { shape: SHAPE, ..Plan::default() });
    planted(&Plan { shape: SHAPE, seed: 2, entries: 25, ..Plan::default() });
}

#[test]
fn the_gaps_are_the_planted_ones() {
    let written = planted(&Plan { shape: SHAPE, gaps: 120, entries: 24, ..Plan::default() });
    let kinds: BTreeSet<_> =
        written.gaps.iter().map(|it| (it.state, it.field, it.shortfall)).collect();
    assert!(kinds.len() >= 21, "{kinds:?}");
    for ledger in [
        ("partial", Some("ledger"), Some("late")),
        ("overdue", Some("ledger"), Some("overdue")),
        ("not-checked", None, None),
    ] {
        assert!(kinds.contains(&ledger), "{ledger:?}");
    }
    let agencies: BTreeSet<_> = written.gaps.iter().map(|it| &it.agency).collect();
    let domains: BTreeSet<_> = written.gaps.iter().map(|it| it.domain).collect();
    assert!(agencies.len() == 8 && domains.len() >= 20, "{agencies:?} {domains:?}");
}

#[test]
fn crowded_gaps_do_not_hide_each_other() {
    planted(&Plan { shape: SHAPE, gaps: 1_600, entries: 25, seed: 3, ..Plan::default() });
}

/// Writes a corpus and holds the report, and the findings of the rules, against what was planted.
fn planted(plan: &Plan) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let written = plan.write(folder.path()).unwrap();
    let workspace = Workspace::load(folder.path()).unwrap().value;
    let compilation = support::compiled(&workspace);
    let resolution = &compilation.resolution;
    let agencies: Vec<AgencyId> = resolution.agency_ids().map(|(id, _)| id).collect();
    let report = gap::gap(resolution, &agencies, &Scale::default(), support::TODAY);
    same(&expected(&written, plan, folder.path()), &found(resolution, &report));
    let per_county = DOMAINS * plan.entries;
    assert!(report.agencies.iter().all(|it| it.counts.total() == per_county));
    let findings = support::run(&workspace, rules::ALL).findings;
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &findings {
        *codes.entry(finding.code).or_default() += 1;
    }
    assert_eq!(codes, expected_codes(&written, folder.path()));
    written
}

/// `agency domain entry: state field shortfall`, for all that is not simply met.
type Rows = BTreeSet<String>;

fn same(expected: &Rows, found: &Rows) {
    let missed: Vec<_> = expected.difference(found).collect();
    let besides: Vec<_> = found.difference(expected).collect();
    assert!(
        missed.is_empty() && besides.is_empty(),
        "missed {}: {:#?}\nbesides {}: {:#?}",
        missed.len(),
        &missed[..missed.len().min(20)],
        besides.len(),
        &besides[..besides.len().min(20)],
    );
}

fn row(agency: &str, domain: &str, entry: &str, state: &str, findings: &[(&str, &str)]) -> String {
    format!("{agency} {domain} {entry}: {state} {findings:?}")
}

fn expected(written: &Written, plan: &Plan, folder: &Path) -> Rows {
    let mut rows: Rows = written
        .gaps
        .iter()
        .filter(|it| it.state != "met")
        .map(|Gap { agency, domain, entry, state, field, shortfall }| {
            let finding: Vec<_> = (*field).zip(*shortfall).into_iter().collect();
            row(agency, domain, entry, state, &finding)
        })
        .collect();
    if plan.gaps > 0 {
        let noted = std::fs::read_to_string(folder.join("gaps.json")).unwrap();
        let noted: serde_json::Value = serde_json::from_str(&noted).unwrap();
        assert_eq!(noted.as_array().map(Vec::len), Some(written.gaps.len()));
    }
    // Every overlay has one entry of the county's own.
    for county in std::fs::read_dir(folder.join("catalogs")).unwrap() {
        let county = county.unwrap();
        if !county.path().is_dir() || !inherits(&county.path()) {
            continue;
        }
        for file in std::fs::read_dir(county.path()).unwrap() {
            let file = file.unwrap().file_name().into_string().unwrap();
            let name = file.trim_end_matches(".yaml");
            if let Some((number, domain)) = name.split_once('-') {
                let entry = format!("{number}-L01");
                rows.insert(row(
                    county.file_name().to_str().unwrap(),
                    domain,
                    &entry,
                    "extra",
                    &[],
                ));
            }
        }
    }
    rows
}

fn inherits(county: &Path) -> bool {
    std::fs::read_to_string(county.join("agency.yaml")).unwrap().contains("inherit: true")
}

fn found(resolution: &Resolution<'_>, report: &GapReport) -> Rows {
    let mut rows = Rows::new();
    for agency in &report.agencies {
        let key = &resolution.agency(agency.agency).key;
        assert_eq!(agency.domains.len(), DOMAINS, "{key}");
        for domain in &agency.domains {
            let code = &resolution.registries.domains.get(domain.domain).code;
            for entry in &domain.entries {
                let findings: Vec<_> =
                    entry.findings.iter().map(|it| (it.field, it.shortfall.name())).collect();
                if entry.state != State::Met || !findings.is_empty() {
                    rows.insert(row(key, code, entry.id, entry.state.name(), &findings));
                }
            }
            rows.extend(domain.extra.iter().map(|it| row(key, code, &it.id, "extra", &[])));
        }
    }
    rows
}

/// What the rules must find: each weakening of an inherited entry that no waiver holds for, the
/// waivers that have ended, and each role that is not filled.
fn expected_codes(written: &Written, folder: &Path) -> BTreeMap<&'static str, usize> {
    let catalogs = folder.join("catalogs");
    let mut codes = BTreeMap::new();
    let inherited = |it: &&Gap| inherits(&catalogs.join(&it.agency));
    let weaker =
        written.gaps.iter().filter(inherited).filter(|it| it.shortfall == Some("weaker")).count();
    let unfilled: BTreeSet<_> = written
        .gaps
        .iter()
        .filter(|it| it.shortfall == Some("unlocalised"))
        .map(|it| (&it.agency, it.domain))
        .collect();
    let expired: usize =
        walk(&catalogs).iter().map(|it| it.matches("until: 2020-12-31").count()).sum();
    codes.insert("weaker-than-standard", weaker);
    codes.insert("unresolved-owner", unfilled.len());
    codes.insert("waiver-expired", expired);
    codes.retain(|_, count| *count > 0);
    codes
}

fn walk(catalogs: &Path) -> Vec<String> {
    let folders =
        std::fs::read_dir(catalogs).unwrap().map(|it| it.unwrap().path()).filter(|it| it.is_dir());
    folders
        .flat_map(|it| std::fs::read_dir(it).unwrap())
        .map(|it| it.unwrap().path())
        .filter(|it| it.is_file())
        .map(|it| std::fs::read_to_string(it).unwrap())
        .collect()
}
