//! The planted defects of the generated corpus are all found, at the right file, line, entry and
//! field, and nothing else is.
#[path = "../../benches/corpus/mod.rs"]
pub(crate) mod generator;

use std::collections::BTreeSet;

use generator::{Plan, Shape, ranks::Ranks};
use govcat::{rules, source::Workspace};

use crate::support;

#[test]
fn planted_defects_are_found_and_none_besides() {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan { shape: Shape::Flat { files: 60 }, defects: 600, ..Plan::default() };
    let written = plan.write(folder.path()).unwrap();
    assert_eq!(written.defects.len(), 600);
    let codes: BTreeSet<_> = written.defects.iter().map(|it| it.code).collect();
    assert!(codes.len() >= 18, "{codes:?}");
    let workspace = Workspace::load(folder.path()).unwrap().value;
    let report = support::run(&workspace, rules::ALL);
    let mut found: Vec<_> = report
        .findings
        .iter()
        .map(|finding| {
            let (path, at) = workspace.place(finding.span);
            (finding.code, path.to_owned(), at.line, finding.entry.as_deref(), finding.field)
        })
        .collect();
    let mut missed = Vec::new();
    for defect in &written.defects {
        let hit = found.iter().position(|(code, file, line, entry, field)| {
            *code == defect.code
                && *file == defect.file
                && (defect.line..=defect.end_line).contains(line)
                && defect.entry.as_deref().is_none_or(|it| *entry == Some(it))
                && defect.field.is_none_or(|it| *field == Some(it))
        });
        match hit {
            Some(at) => {
                found.swap_remove(at);
            }
            None => missed.push(defect),
        }
    }
    assert!(
        missed.is_empty(),
        "missed {}: {:#?}\nbesides: {found:#?}",
        missed.len(),
        &missed[..missed.len().min(5)]
    );
    assert!(found.is_empty(), "besides {}: {:#?}", found.len(), &found[..found.len().min(10)]);
}

#[test]
fn a_clean_corpus_is_clean() {
    let folder = tempfile::tempdir().unwrap();
    for (name, shape) in [
        ("flat", Shape::Flat { files: 52 }),
        ("layered", Shape::Layered { counties: 3, alone_percent: 34 }),
        ("ranks", Shape::Layered { counties: 4, alone_percent: 50 }),
    ] {
        let folder = folder.path().join(name);
        let has_ranks = name == "ranks";
        let ranks =
            Ranks { provinces: has_ranks, township_percent: if has_ranks { 75 } else { 0 } };
        Plan { shape, ranks, ..Plan::default() }.write(&folder).unwrap();
        let workspace = Workspace::load(&folder).unwrap().value;
        let report = support::run(&workspace, rules::ALL);
        let first: Vec<_> = report
            .findings
            .iter()
            .take(5)
            .map(|it| (workspace.place(it.span), it.code, &it.message.en))
            .collect();
        assert!(
            report.findings.is_empty(),
            "{name}: {} findings: {first:#?}",
            report.findings.len()
        );
        assert!(report.counts.entries >= 52 * 60);
    }
}
