//! The diff of two generated versions says exactly what was planted, and nothing of files that were only written anew.
use std::collections::BTreeSet;

use govcat::{diff::diff, source::Workspace};

use crate::{
    corpus::generator::{Plan, Shape, Versions},
    support,
};

#[test]
fn without_edits_nothing_changes() {
    let versions = planted(Shape::Flat { files: 30 }, 12, 0);
    assert_eq!(versions.new.files, 30);
}

#[test]
fn the_changes_are_the_planted_ones() {
    let versions = planted(Shape::Flat { files: 52 }, 30, 260);
    let kinds: BTreeSet<_> = versions
        .changes
        .iter()
        .map(|it| (it.effect.action, it.effect.field, it.effect.direction))
        .collect();
    assert!(kinds.len() >= 12, "{kinds:?}");
    // What is only reordered is an edit, and no change.
    assert!(versions.changes.len() < versions.edits);
}

#[test]
fn crowded_edits_do_not_hide_each_other() {
    planted(Shape::Flat { files: 6 }, 60, 180);
}

/// Writes two versions and holds their diff against what was planted.
fn planted(shape: Shape, entries: usize, edits: usize) -> Versions {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan { shape, entries, ..Plan::default() };
    let versions = plan.write_versions(folder.path(), edits).unwrap();
    let load = |name: &str| Workspace::load(&folder.path().join(name)).unwrap().value;
    let (old, new) = (load("old"), load("new"));
    let (a, b) = (support::compiled(&old), support::compiled(&new));
    let set = diff(&a.resolution, &b.resolution);
    let entries = old_entries(&versions);
    assert_eq!((set.compared.old_entries, set.compared.new_entries), entries);
    let found: BTreeSet<String> = set
        .changes
        .iter()
        .map(|it| {
            row(
                it.agency.as_deref(),
                it.domain.as_deref(),
                it.entry.as_deref(),
                it.was.as_deref(),
                it.action.name(),
                it.field,
                it.direction.name(),
            )
        })
        .collect();
    assert_eq!(found.len(), set.changes.len());
    let expected: BTreeSet<String> = versions
        .changes
        .iter()
        .map(|it| {
            let effect = &it.effect;
            row(
                Some(&it.agency),
                Some(it.domain),
                Some(&effect.entry),
                effect.was.as_deref(),
                effect.action,
                effect.field,
                effect.direction,
            )
        })
        .collect();
    let missed: Vec<_> = expected.difference(&found).take(20).collect();
    let besides: Vec<_> = found.difference(&expected).take(20).collect();
    assert!(missed.is_empty() && besides.is_empty(), "missed {missed:#?}\nbesides {besides:#?}");
    let noted = std::fs::read_to_string(folder.path().join("edits.json")).unwrap();
    let noted: serde_json::Value = serde_json::from_str(&noted).unwrap();
    assert_eq!(noted.as_array().map(Vec::len), Some(expected.len()));
    versions
}

fn old_entries(versions: &Versions) -> (usize, usize) {
    (versions.old.entries, versions.new.entries)
}

fn row(
    agency: Option<&str>,
    domain: Option<&str>,
    entry: Option<&str>,
    was: Option<&str>,
    action: &str,
    field: Option<&str>,
    direction: &str,
) -> String {
    format!("{agency:?} {domain:?} {entry:?} {was:?} {action} {field:?} {direction}")
}
