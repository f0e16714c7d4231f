//! `govcat init`: what it makes is sound, and what is there is never touched.
use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

fn govcat(at: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
    command.current_dir(at).args(args).env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
    command.output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Every file below a folder, with its text.
fn files(folder: &Path) -> BTreeMap<String, String> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|it| it.file_type().is_file())
        .map(|it| {
            let path = it.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            (path, String::from_utf8_lossy(&fs::read(it.path()).unwrap()).into_owned())
        })
        .collect()
}

fn made(args: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let output = govcat(folder.path(), args);
    assert_eq!(code(&output), 0, "{}", err(&output));
    folder
}

#[test]
fn a_new_workspace_is_sound_and_builds_at_once() {
    let folder = made(&["init", "xiuyan", "--name", "岫岩满族自治县", "--code", "210323"]);
    let root = folder.path().join("xiuyan");
    let validated = govcat(&root, &["validate", "--fail-on", "warning"]);
    assert_eq!(code(&validated), 0, "{}", out(&validated));
    assert_eq!(code(&govcat(&root, &["fmt", "--check"])), 0);
    let built = govcat(&root, &["build", "--out", "dist"]);
    assert_eq!(code(&built), 0, "{}", err(&built));
    assert!(root.join("dist/xiuyan/index.html").is_file());
    let resolved = out(&govcat(&root, &["resolve", "xiuyan/social-assistance"]));
    assert!(resolved.contains("\"20-001\""), "{resolved}");
    let all = files(&root);
    for path in ["govcat.toml", "README.md", ".gitattributes", ".githooks/pre-commit"] {
        assert!(all.contains_key(path), "{path}");
    }
    for (path, text) in all.iter().filter(|(path, _)| path.starts_with("catalogs/")) {
        let kind = if path.ends_with("agency.yaml") { "agency" } else { "catalog" };
        let line = format!("# yaml-language-server: $schema=../../schema/{kind}.json\n");
        assert!(text.starts_with(&line), "{path}");
        assert!(all.contains_key(&format!("schema/{kind}.json")));
    }
    let agency = &all["catalogs/xiuyan/agency.yaml"];
    assert!(agency.contains("code: \"210323\"\nlevel: 县级\nextends: national\n"), "{agency}");
}

#[cfg(unix)]
#[test]
fn the_hook_can_be_started() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = made(&["init", "w", "--name", "某县"]);
    let hook = fs::metadata(folder.path().join("w/.githooks/pre-commit")).unwrap();
    assert_eq!(hook.permissions().mode() & 0o111, 0o111);
}

#[test]
fn names_that_yaml_and_toml_must_quote_are_quoted() {
    let name = "甲: 乙 \"丙\" #丁";
    let folder = made(&["init", "w", "--name", name]);
    let root = folder.path().join("w");
    let validated = govcat(&root, &["validate"]);
    assert_eq!(code(&validated), 0, "{}", out(&validated));
    assert!(fs::read_to_string(root.join("catalogs/w/agency.yaml")).unwrap().contains("甲: 乙"));
}

#[test]
fn what_is_there_is_never_touched_and_nothing_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("README.md"), "mine").unwrap();
    let output = govcat(folder.path(), &["init", ".", "--name", "某县", "--agency", "x"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("README.md"), "{}", err(&output));
    assert_eq!(files(folder.path()), [("README.md".to_owned(), "mine".to_owned())].into());
    // Twice the same.
    let folder = made(&["init", "w", "--name", "某县"]);
    let before = files(folder.path());
    let output = govcat(folder.path(), &["init", "w", "--name", "某县"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("catalogs/w/agency.yaml"), "{}", err(&output));
    assert_eq!(files(folder.path()), before);
}

#[test]
fn an_agency_joins_a_workspace() {
    let folder = made(&["init", "w", "--name", "某县"]);
    let root = folder.path().join("w");
    let args = ["init", "--name", "某镇", "--agency", "zhen", "--code", "210323101"];
    let before = files(&root).len();
    let joined = govcat(&root, &[&args[..], &["--extends", "w"]].concat());
    assert_eq!(code(&joined), 0, "{}", err(&joined));
    assert_eq!(files(&root).len(), before + 1);
    let text = fs::read_to_string(root.join("catalogs/zhen/agency.yaml")).unwrap();
    assert!(text.contains("level: 乡级\nextends: w\n"), "{text}");
    assert_eq!(code(&govcat(&root, &["validate", "--fail-on", "warning"])), 0);
}

#[test]
fn what_would_be_a_finding_is_refused_before_anything_is_written() {
    for (args, word) in [
        (&["--name", "某县", "--code", "2103"][..], "2103"),
        (&["--name", "某县", "--level", "州府级别"], "州府级别"),
        (&["--name", "某县", "--extends", "nationl"], "nationl"),
        (&["--name", "某县", "--agency", "a/b"], "a/b"),
        (&["--name", "某县", "--agency", "../b"], "../b"),
        (&[], "--name"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let output = govcat(folder.path(), &[&["init", "w"], args].concat());
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(err(&output).contains(word), "{args:?}: {}", err(&output));
        assert!(files(folder.path()).is_empty() && !folder.path().join("w").exists(), "{args:?}");
    }
}
