//! `govcat diff` from outside: exit codes, formats, files, hostile texts.
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

const CASE: &str = "tests/cli/diff.in";

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
    command
        .arg("diff")
        .args(args)
        .env("LC_ALL", "C.UTF-8")
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR");
    command.current_dir(CASE).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn exit_codes_tell_what_fails() {
    for (args, expected) in [
        (&["2024", "2025"][..], 1),
        (&["2024", "2024"], 0),
        (&["2024", "2024", "--fail-on", "any"], 0),
        (&["2024", "2025", "--fail-on", "never"], 0),
        (&["2024", "2025", "--fail-on", "any"], 1),
        // Accepted, and lowered to a notice: only what strengthens is left.
        (&["2024", "accepted"], 0),
        (&["2024", "accepted", "--fail-on", "undetermined"], 0),
        (&["2024", "accepted", "--fail-on", "any"], 1),
        (&["2024", "2025", "--fail-on", "sometimes"], 2),
        (&["2024", "2025", "2026"], 2),
        (&["2024", "no/such"], 2),
        (&["2024", "2025", "--format", "text", "--format", "json"], 2),
    ] {
        let output = run(args);
        assert_eq!(
            output.status.code(),
            Some(expected),
            "{args:?}: {}{}",
            out(&output),
            err(&output)
        );
    }
}

#[test]
fn several_formats_go_to_several_files() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let to = |format: &str| format!("{format}={}", at(format).display());
    let formats = ["json", "markdown", "github", "html", "public"].map(to);
    let args: Vec<&str> = formats.iter().flat_map(|it| ["--format", it.as_str()]).collect();
    let output = run(&[&["2024", "2025", "--fail-on", "never"][..], &args].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).starts_with("减弱 2，"), "the totals are told: {}", out(&output));
    let read = |name: &str| fs::read_to_string(at(name)).unwrap();
    let report: Value = serde_json::from_str(&read("json")).unwrap();
    assert_eq!(report["changes"].as_array().unwrap().len(), 7);
    for name in ["html", "public"] {
        let page = read(name);
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"), "{name}");
        assert!(!page.contains("http") && !page.contains("src="), "{name} needs no other file");
    }
    assert!(read("html").contains("<del>10</del>") && read("html").contains("<ins>20</ins>"));
    assert!(read("public").contains("公布得更慢") && !read("public").contains("改编号"));
    assert!(read("markdown").contains("### 减弱 2") && read("github").contains("::error file="));
}

#[test]
fn the_machine_format_keeps_its_keys() {
    let report: Value =
        serde_json::from_slice(&run(&["2024", "2025", "--format", "json"]).stdout).unwrap();
    let keys = |it: &Value| it.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&report), ["version", "summary", "changes"]);
    assert_eq!(keys(&report["summary"]), ["strengthened", "weakened", "neutral", "undetermined"]);
    let contract = [
        "agency",
        "domain",
        "entry",
        "was",
        "action",
        "field",
        "direction",
        "old",
        "new",
        "old_at",
        "new_at",
        "affects",
        "fingerprint",
    ];
    for change in report["changes"].as_array().unwrap() {
        assert_eq!(keys(change)[..contract.len()], contract);
        assert_eq!(change["fingerprint"].as_str().unwrap().len(), 16);
    }
    let laxer = report["changes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["rule"] == "deadline-laxer")
        .unwrap();
    assert_eq!(laxer["affects"], serde_json::json!(["county"]));
    assert_eq!(laxer["new_at"], serde_json::json!({"file": "catalogs/nation/20.yaml", "line": 9}));
}

#[test]
fn neither_threads_nor_languages_nor_readers_change_what_is_found() {
    let prints = |args: &[&str]| {
        let output = run(&[&["2024", "2025", "--format", "json"], args].concat());
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let changes = report["changes"].as_array().unwrap().clone();
        changes.iter().map(|it| it["fingerprint"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let usual = prints(&[]);
    for args in [&["--threads", "1"][..], &["--lang", "en"], &["--no-fast-path"], &["--expand"]] {
        assert_eq!(prints(args), usual, "{args:?}");
    }
}

#[test]
fn lines_fit_the_terminal_and_colours_are_for_terminals() {
    let plain = out(&run(&["2024", "2025"]));
    for line in plain.lines() {
        let width: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        assert!(width <= 84, "{line}");
    }
    assert!(!plain.contains('\u{1b}'));
    let painted = out(&run(&["2024", "2025", "--color", "always"]));
    assert!(painted.contains("制定或获取信息之日起\u{1b}[1;31m10\u{1b}[0m个工作日内"), "{painted}");
    let mut rest = painted.as_str();
    let mut bare = String::new();
    while let Some((before, behind)) = rest.split_once("\u{1b}[") {
        bare.push_str(before);
        rest = behind.split_once('m').unwrap().1;
    }
    bare.push_str(rest);
    assert_eq!(bare, plain, "colours are all that is different");
}

/// A workspace with one entry of a name.
fn named(name: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let agency = folder.path().join("catalogs/x");
    fs::create_dir_all(&agency).unwrap();
    fs::write(folder.path().join("govcat.toml"), "").unwrap();
    let name = serde_json::to_string(name).unwrap();
    let text = format!(
        "govcat: 1\ndomain: social-assistance\nentries:\n  - {{id: a1, name: {name}, content: [甲]}}\n"
    );
    fs::write(agency.join("20.yaml"), text).unwrap();
    folder
}

#[test]
fn texts_from_files_stay_texts() {
    let path = |it: &TempDir| it.path().to_str().unwrap().to_owned();
    let hostile = "<b>&\"x\" `code` *a* @team #12 | [l](u) \u{1b}[2J ::error::x";
    let (old, new) = (named("办事指南"), named(hostile));
    let written = |format: &str| out(&run(&[&path(&old), &path(&new), "--format", format]));
    for page in [written("html"), written("public")] {
        assert!(!page.contains("<b>&\"x\""), "{page}");
    }
    let markdown = written("markdown");
    assert!(
        !markdown.contains("<b>") && !markdown.contains("@team") && !markdown.contains("#12"),
        "{markdown}"
    );
    for text in [written("text"), markdown, written("github")] {
        assert!(!text.contains('\u{1b}'), "{text:?}");
    }
    assert!(written("github").lines().all(|it| it.starts_with("::")), "one command a line");
}

#[test]
fn nothing_is_no_answer() {
    let empty = tempfile::tempdir().unwrap();
    fs::create_dir_all(empty.path().join("catalogs")).unwrap();
    let path = empty.path().to_str().unwrap();
    let output = run(&[path, path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("什么也没比较"), "{}", err(&output));
    assert!(Path::new(CASE).is_dir());
    // A variable of a script that was not set.
    for args in [&[""][..], &["", "2024"], &["2024", ""]] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains("写成了空的"), "{}", err(&output));
    }
}
