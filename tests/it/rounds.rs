//! `--at-once` of `gap` and `diff`: however few files are in memory at a time, the reports are those of the whole, byte
//! for byte; and what `diff` need not read twice is told as if it had been.
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use govcat::source::Workspace;
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    corpus::generator::{Plan, Shape, ranks::Ranks},
    diff::compared,
    git::git,
    room::{code, copy, err, tree},
};

const ALL: &str = "1000000";

fn govcat(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
    command.args(args).args(["--today", "2026-11-21", "--color", "never", "--lang", "en"]);
    command.current_dir(folder).output().unwrap()
}

/// What a run says, writes and ends with, in all formats at once.
fn told(
    folder: &Path,
    args: &[&str],
    formats: &[&str],
    at_once: &str,
) -> (i32, String, Vec<Vec<u8>>) {
    let out = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> = formats.iter().map(|it| out.path().join(it)).collect();
    let outlets: Vec<String> =
        formats.iter().zip(&files).map(|(it, file)| format!("{it}={}", file.display())).collect();
    let mut all = args.to_vec();
    all.extend(outlets.iter().flat_map(|it| ["--format", it.as_str()]));
    all.extend(["--at-once", at_once]);
    let output = govcat(folder, &all);
    let reports = files.iter().map(|it| fs::read(it).unwrap_or_default()).collect();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &err(&output);
    (code(&output), said, reports)
}

const GAP: [&str; 5] = ["text", "json", "html", "csv", "xlsx"];

/// Holds rounds of several sizes against the whole; gives the whole JSON.
fn hold_gap(workspace: &Path, options: &[&str]) -> String {
    let args = [&["gap"][..], options].concat();
    let what = format!("{} {args:?}", workspace.display());
    let whole = told(workspace, &args, &GAP, ALL);
    for at_once in ["1", "30", "100"] {
        let rounds = told(workspace, &args, &GAP, at_once);
        assert_eq!((rounds.0, &rounds.1), (whole.0, &whole.1), "{what} {at_once}");
        for ((format, a), b) in GAP.iter().zip(&rounds.2).zip(&whole.2) {
            assert!(a == b, "{what} {at_once}: {format}");
        }
    }
    String::from_utf8(whole.2[1].clone()).unwrap()
}

#[test]
fn gap_in_rounds_is_the_whole() {
    let mut told = 0;
    for workspace in [".", "tests/cli/broken.in", "tests/cli/gap.in", "tests/cases/site/in"] {
        told += hold_gap(Path::new(workspace), &[]).len();
    }
    assert!(told > 100_000);
}

#[test]
fn gap_of_a_part_in_rounds_is_the_whole() {
    let room = layered(40, 0, 40);
    let county = tree(room.path()).into_keys().find(|it| it.contains("/county-")).unwrap();
    let county = county.split('/').nth(1).unwrap();
    assert!(hold_gap(room.path(), &[county, "--fail-under", "100"]).contains(county));
    let of_domain = hold_gap(room.path(), &["--domain", "social-assistance"]);
    let office = of_domain.split("\"owners\":[\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(hold_gap(room.path(), &["--office", office]).contains(office));
    // A slip leaves no report behind, though agencies were looked at.
    assert_eq!(hold_gap(room.path(), &["--office", office, "--office", "无此机构"]), "");
    assert_eq!(hold_gap(room.path(), &["--domain", "nothing"]), "");
}

#[test]
fn gap_against_an_earlier_version_in_rounds_is_the_whole() {
    let room = layered(40, 0, 40);
    let before = govcat(room.path(), &["gap", "--format", "json"]).stdout;
    let report = room.path().join("before.json");
    fs::write(&report, before).unwrap();
    git(room.path(), &["init", "-q", "-b", "main"]);
    git(room.path(), &["add", "-A"]);
    git(room.path(), &["commit", "-q", "-m", "first"]);
    edit(room.path(), "catalogs/national/", "20个工作日", "3个工作日");
    let [of_report, of_revision] = ["before.json", "HEAD"].map(|it| {
        let text = hold_gap(room.path(), &["--against", it]);
        let mut report: Value = serde_json::from_str(&text).unwrap();
        report["against"].take()
    });
    assert_eq!(of_report["opened"], of_revision["opened"]);
    assert!(of_report["opened"].as_array().unwrap().len() > 10, "{of_report}");
    // Of an agency that is no more, and of one that is new, nothing is compared.
    let catalogs = room.path().join("catalogs");
    fs::rename(catalogs.join("county-0002"), catalogs.join("county-9999")).unwrap();
    let text = hold_gap(room.path(), &["--against", "before.json"]);
    assert!(text.contains("\"uncompared\":[\"county-9999\",\"county-0002\"]"));
}

#[test]
fn a_cause_is_told_once_with_its_agencies() {
    let room = layered(100, 0, 0);
    edit(room.path(), "catalogs/national/20-", "20个工作日", "3个工作日");
    let text = hold_gap(room.path(), &[]);
    let report: Value = serde_json::from_str(&text).unwrap();
    let gaps = report["agencies"].as_array().unwrap().iter().flat_map(|it| {
        let domains = it["domains"].as_array().unwrap().iter();
        domains
            .flat_map(|it| it["entries"].as_array().unwrap())
            .filter(|it| it["state"] == "partial")
    });
    let causes = report["causes"].as_array().unwrap();
    let of_causes: u64 = causes.iter().map(|it| it["entries"].as_u64().unwrap()).sum();
    let agencies = causes[0]["agencies"].as_array().unwrap();
    assert!(agencies.len() > 1, "{}", causes[0]);
    assert_eq!((&causes[0]["field"], &causes[0]["state"]), (&"deadline".into(), &"weaker".into()));
    // Each gap of these is of one field.
    assert_eq!(of_causes, gaps.count() as u64);
    let line = format!("{} agencies  {}", agencies.len(), causes[0]["entry"].as_str().unwrap());
    let out = govcat(room.path(), &["gap"]).stdout;
    assert!(String::from_utf8(out).unwrap().contains(&line), "{line}");
}

/// A nation in small: provinces, counties with tables of their own and without, townships.
fn layered(alone_percent: usize, defects: usize, gaps: usize) -> TempDir {
    let room = tempfile::tempdir().unwrap();
    Plan {
        shape: Shape::Layered { counties: 4, alone_percent },
        entries: 2,
        defects,
        gaps,
        ranks: Ranks { provinces: true, township_percent: 40 },
        ..Plan::default()
    }
    .write(room.path())
    .unwrap();
    room
}

/// Changes a text in all files whose paths begin so.
fn edit(workspace: &Path, start: &str, from: &str, to: &str) {
    let mut count = 0;
    for (path, bytes) in tree(workspace) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if path.starts_with(start) && text.contains(from) {
            fs::write(workspace.join(path), text.replace(from, to)).unwrap();
            count += 1;
        }
    }
    assert!(count > 0, "{start} {from}");
}

const DIFF: [&str; 6] = ["text", "json", "markdown", "github", "html", "public"];

/// Holds shares of several sizes against the whole, and against a comparison of all that was read.
fn hold_diff(folder: &Path, what: &str) {
    let args = ["diff", "old", "new", "--fail-on", "never", "--expand"];
    let whole = told(folder, &args, &DIFF, ALL);
    for at_once in ["1", "70"] {
        let shares = told(folder, &args, &DIFF, at_once);
        assert_eq!((shares.0, &shares.1), (whole.0, &whole.1), "{what} {at_once}");
        for ((format, a), b) in DIFF.iter().zip(&shares.2).zip(&whole.2) {
            assert!(a == b, "{what} {at_once}: {format}");
        }
    }
    let load = |name: &str| Workspace::load(&folder.join(name)).unwrap().value;
    let set = compared(&load("old"), &load("new"));
    let report: Value = serde_json::from_slice(&whole.2[1]).unwrap();
    let changes = report["changes"].as_array().unwrap();
    let told: Vec<(String, usize, usize)> = changes
        .iter()
        .map(|it| {
            let count = |key: &str| it[key].as_array().map_or(0, Vec::len);
            (it["fingerprint"].as_str().unwrap().to_owned(), count("affects"), count("touches"))
        })
        .collect();
    let expected: Vec<(String, usize, usize)> = set
        .changes
        .iter()
        .map(|it| (format!("{:016x}", it.fingerprint), it.affects.len(), it.touches.len()))
        .collect();
    assert_eq!(told, expected, "{what}");
    let (old, new) = (set.compared.old_entries, set.compared.new_entries);
    let counts = format!("{} agencies, {old} entries before, {new} after", set.compared.agencies);
    assert!(whole.1.contains(&counts), "{what}: {counts}: {}", whole.1);
}

type Edit = (&'static str, fn(&Path));

/// One edit for each way in which agencies and layers hang together.
const EDITS: [Edit; 13] = [
    ("national", |it| edit(it, "catalogs/national/20-", "deadline: ", "deadline: 不迟于")),
    ("provincial", |it| {
        edit(it, "catalogs/province-", "extends: national", "extends: national\nlevel: 省级");
    }),
    ("lost", |it| {
        let county = it.join("catalogs/county-0001");
        let file = fs::read_dir(county).unwrap().map(|it| it.unwrap().path());
        let file = file.filter(|it| it.extension().is_some_and(|it| it == "yaml"));
        fs::remove_file(file.min().unwrap()).unwrap();
    }),
    ("renamed", |it| {
        let catalogs = it.join("catalogs");
        fs::rename(catalogs.join("county-0002"), catalogs.join("zz")).unwrap();
        edit(it, "catalogs/zz/", "agency: county-0002", "agency: zz");
    }),
    ("gone", |it| fs::remove_dir_all(it.join("catalogs/county-0003")).unwrap()),
    ("new", |it| copy(&it.join("catalogs/county-0001"), &it.join("catalogs/a-new-one"))),
    ("alone", |it| edit(it, "catalogs/county-", "inherit: true", "inherit: false")),
    ("inherits", |it| edit(it, "catalogs/county-", "inherit: false", "inherit: true")),
    ("elsewhere", |it| edit(it, "catalogs/county-0004/", "extends: ", "extends: no-")),
    ("vocabulary", |it| {
        let text = "govcat: 1\nchannels:\n  - {term: 政府网站, synonyms: [门户]}\n";
        fs::write(it.join("catalogs/vocabulary.yaml"), text).unwrap();
    }),
    ("broken", |it| edit(it, "catalogs/county-0001/", "    category:", "   category:")),
    ("strange", |it| {
        let path = it.join("catalogs/county-0002/20-x.yaml");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, b"govcat: 1\ntitle: \xff\xfe\n").unwrap();
    }),
    ("office", |it| edit(it, "catalogs/county-0004/agency.yaml", "- name: ", "- name: 新")),
];

#[test]
fn diff_in_shares_is_the_whole() {
    let room = tempfile::tempdir().unwrap();
    let (old, new) = (room.path().join("old"), room.path().join("new"));
    let start = layered(40, 20, 0);
    let begin = |folder: &Path| {
        let _ = fs::remove_dir_all(folder);
        copy(start.path(), folder);
    };
    begin(&old);
    begin(&new);
    hold_diff(room.path(), "nothing");
    // Several at a time, where they do not meet.
    for group in
        [&EDITS[..1], &EDITS[1..4], &EDITS[4..7], &EDITS[7..9], &EDITS[9..10], &EDITS[10..]]
    {
        begin(&new);
        for (_, edit) in group {
            edit(&new);
        }
        hold_diff(room.path(), group[0].0);
    }
    // What cannot be read whole is the same in both versions.
    begin(&new);
    for (_, edit) in &EDITS[10..12] {
        edit(&old);
        edit(&new);
    }
    hold_diff(room.path(), "broken alike");
    EDITS[0].1(&new);
    EDITS[4].1(&new);
    EDITS[12].1(&new);
    hold_diff(room.path(), "several");
    fs::rename(&old, room.path().join("other")).unwrap();
    fs::rename(&new, &old).unwrap();
    fs::rename(room.path().join("other"), &new).unwrap();
    hold_diff(room.path(), "several, the other way round");
}

#[test]
fn diff_of_revisions_is_that_of_folders() {
    let room = tempfile::tempdir().unwrap();
    let (work, old, new) =
        (room.path().join("work"), room.path().join("old"), room.path().join("new"));
    let start = layered(40, 0, 0);
    copy(start.path(), &work);
    copy(start.path(), &old);
    let commit = |name: &str| {
        git(&work, &["add", "-A"]);
        git(&work, &["commit", "-q", "-m", name]);
        git(&work, &["tag", name]);
    };
    git(&work, &["init", "-q", "-b", "main"]);
    commit("v1");
    let mut found = 0;
    for (at, (what, edit)) in EDITS.iter().enumerate().filter(|it| [1, 2, 4, 9].contains(&it.0)) {
        edit(&work);
        commit(&format!("v{at}-2"));
        let _ = fs::remove_dir_all(&new);
        copy(&work, &new);
        fs::remove_dir_all(new.join(".git")).unwrap();
        let format = ["--format", "json", "--quiet", "--at-once", "40"];
        let revision = format!("v{at}-2");
        let folders = govcat(room.path(), &[&["diff", "old", "new"], &format[..]].concat());
        for versions in [["v1", revision.as_str()], ["v1", "."]] {
            let revisions = govcat(&work, &[&["diff"], &versions[..], &format[..]].concat());
            assert!(revisions.stdout == folders.stdout, "{what} {versions:?} {}", err(&revisions));
        }
        found += folders.stdout.len();
    }
    assert!(found > 1_000);
}
