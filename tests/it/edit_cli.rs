//! `govcat fmt` and `govcat fix` on a disk.
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use tempfile::TempDir;

const UNTIDY: &str = "\u{feff}govcat: 1\r\ndomain: social-assistance   # 领域\r\nentries:\r\n- id: '20-001'\r\n  method: \
                      主动\r\n  name: 监督检查\r\n";
const TIDY: &str = "govcat: 1\ndomain: social-assistance  # 领域\nentries:\n  - id: \"20-001\"\n    name: 监督检查\n    \
                    method: 主动\n";

fn run(root: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
    let root = root.to_str().unwrap();
    command.args(args).args(["--workspace", root, "--lang", "en"]).env("LC_ALL", "C.UTF-8");
    command.output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn workspace(catalog: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("catalogs/x")).unwrap();
    fs::write(root.join("govcat.toml"), "").unwrap();
    let agency = "govcat: 1\nagency: x\nname: 某机关\n";
    fs::write(root.join("catalogs/x/agency.yaml"), agency).unwrap();
    fs::write(root.join("catalogs/x/20.yaml"), catalog).unwrap();
    folder
}

fn catalog(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("catalogs/x/20.yaml")).unwrap()
}

/// What is in the folder of the catalogs: no temporary file stays.
fn names(folder: &TempDir) -> Vec<String> {
    let list = fs::read_dir(folder.path().join("catalogs/x")).unwrap();
    let mut names: Vec<_> = list.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn fmt_checks_shows_and_writes() {
    let folder = workspace(UNTIDY);
    let root = folder.path();
    let checked = run(root, &["fmt", "--check"]);
    assert_eq!(code(&checked), 1);
    assert!(out(&checked).starts_with("catalogs/x/20.yaml\n"), "{}", out(&checked));
    assert!(err(&checked).contains("byte order mark"), "{}", err(&checked));
    let shown = run(root, &["fmt", "--diff"]);
    assert_eq!(code(&shown), 0);
    assert!(out(&shown).contains("+  - id: \"20-001\"\n"), "{}", out(&shown));
    assert_eq!(catalog(&folder), UNTIDY, "neither writes");
    assert_eq!(code(&run(root, &["fmt"])), 0);
    assert_eq!(catalog(&folder), TIDY);
    assert_eq!(code(&run(root, &["fmt", "--check"])), 0);
    assert_eq!(names(&folder), ["20.yaml", "agency.yaml"]);
}

#[test]
fn a_mark_alone_is_taken_away() {
    let folder = workspace(&format!("\u{feff}{TIDY}"));
    assert_eq!(code(&run(folder.path(), &["fmt", "--check"])), 1);
    assert_eq!(code(&run(folder.path(), &["fmt"])), 0);
    assert_eq!(catalog(&folder), TIDY);
}

#[test]
fn what_cannot_be_read_is_left_alone_and_said() {
    let broken = "govcat: 1\nentries: [\n";
    let folder = workspace(broken);
    let output = run(folder.path(), &["fmt"]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("catalogs/x/20.yaml: left alone"), "{}", err(&output));
    assert_eq!(catalog(&folder), broken);
}

#[test]
fn fmt_leaves_alone_what_a_suppression_would_not_reach() {
    // The comment holds for the line of `method`; in the house layout the list has lines of its own.
    let text = "govcat: 1\ndomain: social-assistance\nentries:\n  - id: \"20-001\"\n    method: [主动,  # govcat: \
                allow(non-standard-term): 已报批\n      依申请]\n";
    let folder = workspace(text);
    let before = out(&run(folder.path(), &["validate", "--format", "json"]));
    run(folder.path(), &["fmt"]);
    let after = out(&run(folder.path(), &["validate", "--format", "json"]));
    let prints = |text: &str| {
        let report: serde_json::Value = serde_json::from_str(text).unwrap();
        let all = report["findings"].as_array().unwrap().iter();
        let mut all: Vec<String> = all.map(|it| it["fingerprint"].to_string()).collect();
        all.sort();
        all
    };
    assert_eq!(prints(&before), prints(&after));
    assert!(!prints(&before).is_empty());
}

#[test]
fn fix_shows_mends_and_says_what_is_left() {
    let folder = workspace(UNTIDY);
    let root = folder.path();
    let shown = run(root, &["fix", "--diff"]);
    assert!(out(&shown).contains("-  method: 主动\r\n+  method: 主动公开\r\n"), "{}", out(&shown));
    assert!(err(&shown).contains("would mend: 1 (files: 1)"), "{}", err(&shown));
    assert_eq!(catalog(&folder), UNTIDY);
    let other = run(root, &["fix", "--only", "stray-whitespace"]);
    assert!(out(&other).contains("mended: 0 (files: 0)"), "{}", out(&other));
    let fixed = run(root, &["fix"]);
    assert!(out(&fixed).contains("1  non-standard-term"), "{}", out(&fixed));
    assert!(out(&fixed).contains("left for people: errors 6"), "{}", out(&fixed));
    assert_eq!(code(&fixed), 1, "required fields are still missing");
    // Nothing but the value changed: neither the mark nor the ends of lines.
    assert_eq!(catalog(&folder), UNTIDY.replace("主动\r", "主动公开\r"));
    assert_eq!(names(&folder), ["20.yaml", "agency.yaml"]);
    assert_eq!(code(&run(root, &["fix", "--only", "no-such-rule"])), 2);
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = workspace(UNTIDY);
    let path = folder.path().join("catalogs/x/20.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(code(&run(folder.path(), &["fmt"])), 0);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}
