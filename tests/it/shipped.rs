//! The shipped catalogs: all there, and with nothing wrong.
use std::path::Path;

use govcat::{
    compare::{Verdict, deadline::stricter},
    diagnostic::{Lang, Severity},
    model::{catalog::Kind, choice::Review},
    rules,
    source::Workspace,
};

use crate::support;

/// How many entries the source tables have, by domain.
const NATIONAL: [usize; 26] = [
    16, 30, 39, 4, 24, 20, 12, 15, 26, 13, 27, 24, 20, 16, 18, 19, 100, 25, 77, 13, 11, 31, 17, 33,
    104, 16,
];

#[test]
fn nothing_is_wrong_with_them() {
    let workspace = Workspace::load(Path::new(".")).unwrap();
    assert!(workspace.diagnostics.is_empty());
    let report = support::run(&workspace.value, rules::ALL);
    let wrong: Vec<String> = report
        .findings
        .iter()
        .filter(|finding| finding.severity < Severity::Info)
        .map(|finding| {
            let (path, at) = workspace.value.place(finding.span);
            format!(
                "{path}:{}:{} {} {}",
                at.line,
                at.column,
                finding.code,
                finding.message.text(Lang::Zh)
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(report.counts.files >= 90, "{:?}", report.counts);
    assert!(report.counts.entries >= 1_150, "{:?}", report.counts);
    assert!(report.counts.evaluations >= 1_150 * 10, "{:?}", report.counts);
}

#[test]
fn every_national_entry_is_there() {
    let workspace = Workspace::load(Path::new(".")).unwrap().value;
    let compilation = support::compiled(&workspace);
    let resolution = &compilation.resolution;
    let national = resolution.agency(resolution.find_agency("national").unwrap());
    assert_eq!(national.tables.len(), 26);
    for (&table, expected) in national.tables.iter().zip(NATIONAL) {
        let domain = resolution.registries.domains.get(resolution.table(table).domain.unwrap());
        assert_eq!(resolution.table(table).kind, Kind::Standard);
        assert_eq!(resolution.entries(table).len(), expected, "{}", domain.code);
        for entry in resolution.entries(table) {
            assert!(
                matches!(entry.review(), Some(Review::Published | Review::Reconstructed)),
                "{} does not say how sure it is",
                entry.id()
            );
        }
    }
}

#[test]
fn the_county_lies_over_the_nation() {
    let workspace = Workspace::load(Path::new(".")).unwrap().value;
    let compilation = support::compiled(&workspace);
    let resolution = &compilation.resolution;
    let xiuyan = resolution.agency(resolution.find_agency("xiuyan").unwrap());
    let entries: usize = xiuyan
        .tables
        .iter()
        .filter(|table| resolution.table(**table).kind == Kind::Standard)
        .map(|table| resolution.entries(*table).len())
        .sum();
    assert!(entries >= NATIONAL.iter().sum(), "{entries}");
    // 社会救助: the national role is filled by the county's office.
    let owners: Vec<String> = xiuyan
        .tables
        .iter()
        .flat_map(|table| resolution.entries(*table))
        .find(|entry| entry.id() == "20-003")
        .map(|entry| entry.owner().lead.iter().map(|it| it.name.to_string()).collect())
        .unwrap();
    assert!(owners.contains(&"县民政局".to_owned()), "{owners:?}");
}

#[test]
fn every_deadline_is_read_and_every_citation_registered() {
    let workspace = Workspace::load(Path::new(".")).unwrap().value;
    let compilation = support::compiled(&workspace);
    let resolution = &compilation.resolution;
    let mut phrases = Vec::new();
    let mut citations = 0;
    for written in &resolution.catalogs {
        for entry in &written.catalog.entries {
            if let Some(deadline) = &entry.deadline {
                let reading = resolution.readings.deadline(&deadline.value).unwrap();
                let understood = reading.deadline.as_ref();
                phrases.push(understood.unwrap_or_else(|| panic!("{}", deadline.value)).clone());
            }
            for basis in &entry.basis {
                for cited in resolution.readings.basis(&basis.value) {
                    assert!(cited.found.document.is_some(), "{} is not registered", cited.citation);
                    citations += 1;
                }
            }
        }
    }
    assert!(phrases.len() >= 750 && citations >= 1_500, "{} {citations}", phrases.len());
    phrases.sort_by_key(ToString::to_string);
    phrases.dedup();
    assert!(phrases.len() >= 50, "{}", phrases.len());
    // The order holds over all pairs of them.
    let calendar = &resolution.registries.calendar;
    for a in &phrases {
        for b in &phrases {
            let (there, back) =
                (stricter(a, b, calendar).verdict, stricter(b, a, calendar).verdict);
            assert_eq!(there, back.mirrored(), "{a} against {b}");
            assert!(a != b || there == Verdict::Equal, "{a}");
        }
    }
}

#[test]
fn what_the_civil_code_repealed_leads_to_it() {
    let workspace = Workspace::load(Path::new(".")).unwrap().value;
    let compilation = support::compiled(&workspace);
    let register = &compilation.resolution.registries.register;
    let repealed: Vec<&str> = register
        .documents()
        .filter(|(_, it)| it.replaced_by.as_deref() == Some("中华人民共和国民法典"))
        .filter(|(_, it)| it.replaced_on.as_deref() == Some("2021-01-01"))
        .map(|(_, it)| it.title.trim_start_matches("中华人民共和国"))
        .collect();
    // 民法典 第一千二百六十条 names these nine.
    let named = [
        "侵权责任法",
        "合同法",
        "婚姻法",
        "担保法",
        "收养法",
        "民法总则",
        "民法通则",
        "物权法",
        "继承法",
    ];
    assert_eq!(repealed, named);
    assert!(register.documents().any(|(_, it)| it.title == "中华人民共和国民法典"));
}
