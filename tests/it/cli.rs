//! The command line from outside: exit codes, formats, fingerprints, hostile surroundings.
use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

const BROKEN: &str = "tests/cli/broken.in";
const CLEAN: &str = "tests/cli/clean.in";

fn govcat(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
    command.args(args).env("LC_ALL", "C.UTF-8").env_remove("COLUMNS").env_remove("NO_COLOR");
    command
}

fn run(args: &[&str]) -> Output {
    govcat(args).output().unwrap()
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

fn json(args: &[&str]) -> Value {
    serde_json::from_slice(&run(args).stdout).unwrap()
}

/// A copy of a workspace, to change.
fn copy(from: &str) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.path().join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
    to
}

fn validate_at(folder: &Path, args: &[&str]) -> Output {
    govcat(&["validate", "--workspace", folder.to_str().unwrap()]).args(args).output().unwrap()
}

fn fingerprints(output: &Output) -> Vec<String> {
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|it| it["fingerprint"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn exit_codes_tell_a_wrong_catalog_from_a_failure() {
    for (args, expected) in [
        (&["validate", "--workspace", CLEAN][..], 0),
        (&["validate", "--workspace", BROKEN], 1),
        (&["validate", "--workspace", BROKEN, "--fail-on", "never"], 0),
        (&["validate", "--workspace", BROKEN, "--fail-on", "info"], 1),
        (&["validate", "--workspace", "tests/cli/nothing.in"], 2),
        (&["validate", "--workspace", "no/such/folder"], 2),
        (&["validate", "--workspace", CLEAN, "no/such/path"], 2),
        (&["validate", "--workspace", CLEAN, "src"], 2),
        (&["validate", "--workspace", CLEAN, "--format", "xml"], 2),
        (&["validate", "--workspace", CLEAN, "--format", "json", "--format", "concise"], 2),
        (&["validate", "--workspace", CLEAN, "--format", "json=/no/such/folder/x"], 2),
        (&["validate", "--threads", "0"], 2),
        (&["validate", "--no-such-option"], 2),
        (&["no-such-command"], 2),
        (&[], 2),
        (&["--version"], 0),
        (&["--help"], 0),
        (&["explain", "no-such-rule"], 2),
        (&["schema", "no-such-file"], 2),
        (&["resolve", "--workspace", CLEAN, "county"], 0),
        (&["resolve", "--workspace", BROKEN, "county"], 1),
        (&["resolve", "--workspace", BROKEN, "nation"], 0),
        (&["resolve", "--workspace", CLEAN, "no-such-agency"], 2),
        (&["resolve", "--workspace", CLEAN, "county/no-such-domain"], 2),
        (&["resolve", "--workspace", CLEAN, "county/social-assistance#no-such-id"], 2),
    ] {
        let output = run(args);
        assert_eq!(code(&output), expected, "{args:?}: {}{}", out(&output), err(&output));
        assert_eq!(expected == 2, !err(&output).is_empty() && out(&output).is_empty(), "{args:?}");
    }
}

#[test]
fn json_is_the_contract() {
    let report = json(&["validate", "--workspace", BROKEN, "--format", "json"]);
    let keys =
        |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&report), "version summary findings");
    assert_eq!(
        keys(&report["summary"]),
        "files entries rules evaluations errors warnings infos suppressed"
    );
    let findings = report["findings"].as_array().unwrap();
    for finding in findings {
        assert_eq!(
            keys(finding),
            "code severity message help file line column end_line end_column agency domain entry field \
             related fingerprint"
        );
        assert_eq!(finding["fingerprint"].as_str().unwrap().len(), 16);
    }
    let wrong = findings.iter().find(|it| it["code"] == "unknown-channel").unwrap();
    assert_eq!(wrong["file"], "catalogs/county/20.yaml");
    let place =
        ["line", "column", "end_line", "end_column"].map(|key| wrong[key].as_u64().unwrap());
    assert_eq!(place, [5, 21, 5, 25]);
    let about = ["agency", "domain", "entry", "field"].map(|key| wrong[key].as_str().unwrap());
    assert_eq!(about, ["county", "social-assistance", "county-1", "channel"]);
    let twice = findings.iter().find(|it| it["code"] == "duplicate-key").unwrap();
    assert_eq!(keys(&twice["related"][0]), "file line column message");
    let order: Vec<_> =
        findings.iter().map(|it| (it["line"].as_u64(), it["column"].as_u64())).collect();
    assert!(order.is_sorted());
}

#[test]
fn fingerprints_survive_language_place_and_scope() {
    let folder = copy(BROKEN);
    let before = fingerprints(&validate_at(folder.path(), &["--format", "json"]));
    let unique: BTreeSet<_> = before.iter().collect();
    assert_eq!(unique.len(), before.len());
    assert_eq!(
        before,
        fingerprints(&validate_at(folder.path(), &["--format", "json", "--lang", "en"]))
    );
    let scoped = ["--format", "json", "catalogs/county"];
    assert_eq!(before, fingerprints(&validate_at(folder.path(), &scoped)));
    // Moved down by a comment, into a file of another name.
    let file = folder.path().join("catalogs/county/20.yaml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(folder.path().join("catalogs/county/social.yaml"), format!("# 说明\n\n{text}"))
        .unwrap();
    fs::remove_file(file).unwrap();
    assert_eq!(before, fingerprints(&validate_at(folder.path(), &["--format", "json"])));
}

#[test]
fn many_formats_are_written_in_one_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let formats = ["json", "sarif", "gitlab", "junit", "github", "concise", "full"];
    let mut command = govcat(&["validate", "--workspace", BROKEN]);
    for format in formats {
        command.arg("--format").arg(format!("{format}={}", path(format).display()));
    }
    let output = command.output().unwrap();
    assert_eq!(code(&output), 1);
    assert!(out(&output).lines().count() == 1, "only the summary is printed");
    let read = |name: &str| fs::read_to_string(path(name)).unwrap();
    let report: Value = serde_json::from_str(&read("json")).unwrap();
    let count = report["findings"].as_array().unwrap().len();
    assert!(count > 2);
    let sarif: Value = serde_json::from_str(&read("sarif")).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["results"].as_array().unwrap().len(), count);
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
    let gitlab: Value = serde_json::from_str(&read("gitlab")).unwrap();
    assert_eq!(gitlab.as_array().unwrap().len(), count);
    assert_eq!(gitlab[0]["severity"], "major");
    let errors = report["summary"]["errors"].as_u64().unwrap();
    assert!(
        read("junit").contains(&format!("failures=\"{errors}\" errors=\"0\">")),
        "{}",
        read("junit")
    );
    assert!(
        read("junit").contains("<testcase name=\"govcat\" classname=\"catalogs/nation/20.yaml\"/>")
    );
    let github = read("github");
    assert!(github.starts_with("::error file=catalogs/county/20.yaml,line=5,endLine=5,col=21,endColumn=25,title=unknown-channel::"));
    assert_eq!(read("concise").lines().count(), count);
    assert!(!read("full").contains('\u{1b}'));
}

#[test]
fn paths_are_found_from_here_and_from_the_workspace() {
    let folder = copy(BROKEN);
    let county = folder.path().join("catalogs/county");
    for (here, path, expected) in [
        (folder.path(), "catalogs/county", 1),
        (folder.path(), "./catalogs/county/20.yaml", 1),
        (folder.path(), "catalogs/nation", 0),
        (folder.path(), ".", 1),
        (county.as_path(), "20.yaml", 1),
        (county.as_path(), "agency.yaml", 0),
        (county.as_path(), "catalogs/nation/20.yaml", 0),
        (county.as_path(), "../nation/20.yaml", 0),
        (county.as_path(), "..", 1),
        (county.as_path(), "/", 2),
        (county.as_path(), "../nation/21.yaml", 2),
    ] {
        let output = govcat(&["validate", path]).current_dir(here).output().unwrap();
        assert_eq!(code(&output), expected, "{path}: {}", err(&output));
    }
    // From elsewhere, the first path leads to the workspace.
    let output = govcat(&["validate", county.to_str().unwrap()]).current_dir("/").output().unwrap();
    assert_eq!(code(&output), 1, "{}", err(&output));
}

#[test]
fn settings_name_only_rules_that_exist() {
    let folder = copy(CLEAN);
    fs::write(folder.path().join("govcat.toml"), "[rules]\nunknown-chanel = \"off\"\n").unwrap();
    let output = validate_at(folder.path(), &[]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("did you mean unknown-channel?"), "{}", err(&output));
}

#[test]
fn the_language_is_asked_for_set_or_the_locales() {
    let folder = copy(BROKEN);
    let speaks_chinese = |command: &mut Command| {
        let output = command.output().unwrap();
        let text = out(&output) + &err(&output);
        assert_ne!(text.contains("错误"), text.contains("error "), "{text}");
        text.contains("错误")
    };
    let validate = |args: &[&str]| {
        let mut command = govcat(&["validate"]);
        command.args(args).current_dir(folder.path());
        command
    };
    assert!(speaks_chinese(&mut validate(&[])));
    assert!(!speaks_chinese(&mut validate(&[
        "--format",
        "full",
        "--lang",
        "en",
        "--quiet",
        "--statistics"
    ])));
    fs::write(folder.path().join("govcat.toml"), "").unwrap();
    assert!(!speaks_chinese(&mut validate(&["--statistics"])));
    assert!(speaks_chinese(validate(&[]).env("LC_ALL", "zh_CN.UTF-8")));
    assert!(speaks_chinese(
        validate(&[]).env("LC_ALL", "").env("LC_MESSAGES", "zh_TW").env("LANG", "en")
    ));
    assert!(!speaks_chinese(
        validate(&["--statistics"]).env("LC_ALL", "en_GB.UTF-8").env("LANG", "zh_CN")
    ));
}

#[cfg(unix)]
#[test]
fn who_stops_reading_is_no_failure_and_a_full_disk_is_one() {
    // The pipe's reading end is closed before anything is written.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = govcat(&["validate", "--workspace", BROKEN]).stdout(writer).output().unwrap();
    assert_eq!(code(&output), 1, "{}", err(&output));
    assert_eq!(err(&output), "");
    if Path::new("/dev/full").exists() {
        let full = || Stdio::from(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
        for args in [&["explain"][..], &["--help"], &["validate", "--workspace", CLEAN]] {
            let output = govcat(args).stdout(full()).output().unwrap();
            assert_eq!(code(&output), 2, "{args:?}: {}", err(&output));
        }
        let output = validate_at(Path::new(CLEAN), &["--format", "json=/dev/full"]);
        assert_eq!(code(&output), 2);
    }
}

#[cfg(unix)]
#[test]
fn odd_arguments_are_refused_without_panic() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};
    let odd = OsStr::from_bytes(b"\xff\xfe");
    for before in [
        &["validate"][..],
        &["validate", "--format"],
        &["--lang"],
        &["--workspace"],
        &["explain"],
        &["resolve"],
        &["schema"],
        &[],
        &["validate", "--workspace", CLEAN],
    ] {
        let output = govcat(before).arg(odd).output().unwrap();
        assert_eq!(code(&output), 2, "{before:?}");
        assert!(!err(&output).contains("panicked"), "{before:?}: {}", err(&output));
    }
}

#[test]
fn nothing_from_a_file_steers_the_terminal() {
    let folder = copy(CLEAN);
    let file = folder.path().join("catalogs/county/20.yaml");
    let text = "govcat: 1\ndomain: social-assistance\nentries:\n  - id: \"20-001\"\n    channel: \"\\e[2Jx\"\n    \
                \"na\u{202e}me\": x\n    level: 县级\n";
    fs::write(file, text).unwrap();
    for format in ["full", "concise", "github"] {
        let output = validate_at(folder.path(), &["--format", format, "--color", "never"]);
        assert!(!out(&output).contains(['\u{1b}', '\u{202e}']), "{format}: {:?}", out(&output));
    }
}

#[test]
fn a_long_line_is_cut_around_what_is_wrong() {
    let folder = copy(CLEAN);
    let long = "社".repeat(100_000);
    let text = format!(
        "govcat: 1\ndomain: social-assistance\nentries:\n  - id: \"20-001\"\n    channel: [\"其他：{long}\", 政府网战, \"其他：{long}\"]\n"
    );
    fs::write(folder.path().join("catalogs/county/20.yaml"), text).unwrap();
    let output = validate_at(folder.path(), &["--quiet", "--lang", "zh", "catalogs/county"]);
    let text = out(&output);
    assert!(text.contains("[catalogs/county/20.yaml:5:100022]"), "{text}");
    assert!(text.contains("…社") && text.contains("社…") && text.contains("政府网战"), "{text}");
    for line in text.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
    }
}

#[test]
fn readers_and_threads_give_the_same_report() {
    let plain = run(&["validate", "--workspace", BROKEN, "--format", "json"]).stdout;
    for args in [&["--no-fast-path"][..], &["--threads", "1"], &["--threads", "3"]] {
        let output = govcat(&["validate", "--workspace", BROKEN, "--format", "json"])
            .args(args)
            .output()
            .unwrap();
        assert_eq!(output.stdout, plain, "{args:?}");
    }
}

/// Readers of values speak English; what is wrong with a value is said in the reader's language.
#[test]
fn a_value_that_cannot_be_used_is_explained_in_one_language() {
    let english_words =
        |it: &str| it.split(|c: char| !c.is_ascii_alphabetic()).filter(|it| it.len() > 3).count();
    for args in [
        ["sample", "--rate", "10"],
        ["validate", "--today", "2026-13-01"],
        ["validate", "--threads", "x"],
        ["validate", "--threads", "0"],
    ] {
        let zh = run(&[&args[..], &["--lang", "zh"]].concat());
        let line = err(&zh).lines().next().unwrap().to_owned();
        // The name of the flag is the only one.
        assert!(code(&zh) == 2 && english_words(&line) <= 1, "{line}");
        let en = run(&[&args[..], &["--lang", "en"]].concat());
        assert!(code(&en) == 2 && err(&en).is_ascii(), "{}", err(&en));
    }
}

#[test]
fn every_rule_has_a_page_in_both_languages() {
    for lang in ["zh", "en"] {
        let pages = json(&["explain", "--format", "json", "--lang", lang]);
        let rules = pages["rules"].as_array().unwrap();
        assert_eq!(rules.len(), govcat::rules::ALL.len());
        for rule in rules {
            for key in ["code", "severity", "summary", "what", "why", "how", "basis"] {
                assert!(!rule[key].as_str().unwrap().is_empty(), "{}: {key}", rule["code"]);
            }
            let page = run(&["explain", rule["code"].as_str().unwrap(), "--lang", lang]);
            assert!(
                out(&page).contains(rule["summary"].as_str().unwrap())
                    && !out(&page).contains("#~")
            );
        }
    }
}

#[test]
fn help_completions_and_the_manual_are_there_in_both_languages() {
    for args in [&["--help"][..], &["validate", "--help"], &["completions", "bash"], &["man"]] {
        let [zh, en] =
            ["zh", "en"].map(|lang| out(&govcat(args).args(["--lang", lang]).output().unwrap()));
        assert!(!zh.is_empty() && !en.is_empty(), "{args:?}");
        assert!(en.is_ascii(), "{args:?}: {en}");
        assert!(args.contains(&"bash") || !zh.is_ascii(), "{args:?}");
    }
}
