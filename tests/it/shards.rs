//! `--shard` and `govcat merge`: the merged report is that of a run without shards, byte for byte.
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

use crate::{
    corpus::generator::{Plan, Shape, ranks::Ranks},
    room::{code, err},
};

const COMMANDS: [&str; 2] = ["validate", "gap"];

fn govcat(workspace: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
    command.args(args).args(["--today", "2026-11-21", "--color", "never", "--lang", "en"]);
    command.arg("--workspace").arg(workspace).output().unwrap()
}

/// Runs all shards; gives their reports and the worst exit code.
fn shards(workspace: &Path, command: &str, count: u32, out: &Path) -> (Vec<PathBuf>, i32) {
    let mut worst = 0;
    let mut reports = Vec::new();
    // The last one first: the order of the reports says nothing.
    for index in (1..=count).rev() {
        let report = out.join(format!("{command}-{index}-{count}.json"));
        let format = format!("json={}", report.display());
        let shard = format!("{index}/{count}");
        let output =
            govcat(workspace, &[command, "--quiet", "--format", &format, "--shard", &shard]);
        worst = worst.max(code(&output));
        assert!(report.exists(), "{}", err(&output));
        reports.push(report);
    }
    (reports, worst)
}

fn merge(workspace: &Path, reports: &[PathBuf], options: &[&str]) -> Output {
    let mut args = vec!["merge"];
    args.extend(options);
    args.extend(reports.iter().map(|it| it.to_str().unwrap()));
    govcat(workspace, &args)
}

/// Holds the merged reports of 1 to 7 shards against the whole one; gives the whole ones.
fn hold(workspace: &Path) -> Vec<String> {
    let out = tempfile::tempdir().unwrap();
    let mut wholes = Vec::new();
    for command in COMMANDS {
        let whole = govcat(workspace, &[command, "--format", "json"]);
        for count in 1..=7 {
            let (reports, worst) = shards(workspace, command, count, out.path());
            let merged = merge(workspace, &reports, &[]);
            assert!(
                merged.stdout == whole.stdout,
                "{} {command} {count}\n{}\n{}",
                workspace.display(),
                String::from_utf8_lossy(&merged.stdout),
                err(&merged)
            );
            assert_eq!(code(&merged), code(&whole), "{} {command} {count}", err(&merged));
            assert_eq!(worst, code(&whole), "{command} {count}");
        }
        let rounds = govcat(workspace, &[command, "--format", "json", "--at-once", "1"]);
        assert!(rounds.stdout == whole.stdout, "{}", workspace.display());
        assert_eq!(code(&rounds), code(&whole));
        let [of_shard, in_rounds] = [&[][..], &["--at-once", "1"]].map(|more| {
            let args = [&[command, "--format", "json", "--shard", "2/3"], more].concat();
            govcat(workspace, &args)
        });
        assert!(of_shard.stdout == in_rounds.stdout, "{} {command}", workspace.display());
        assert_eq!(code(&of_shard), code(&in_rounds));
        wholes.push(String::from_utf8(whole.stdout).unwrap());
    }
    wholes
}

/// A workspace of files.
fn room(files: &[(&str, &str)]) -> TempDir {
    let room = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = room.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    room
}

#[test]
fn shards_of_the_shipped_workspace_make_the_whole() {
    let [validate, gap] = &hold(Path::new("."))[..] else { unreachable!() };
    assert!(validate.contains("\"findings\"") && gap.contains("\"xiuyan\""));
}

#[test]
fn shards_of_the_tests_workspaces_make_the_whole() {
    for workspace in
        ["tests/cli/broken.in", "tests/cli/gap.in", "tests/cli/clean.in", "tests/cases/site/in"]
    {
        let [validate, _] = &hold(Path::new(workspace))[..] else { unreachable!() };
        assert!(validate.contains("\"findings\""), "{workspace}");
    }
}

#[test]
fn shards_of_generated_workspaces_make_the_whole() {
    for (defects, gaps) in [(40, 0), (0, 80)] {
        let room = tempfile::tempdir().unwrap();
        let plan = Plan {
            shape: Shape::Layered { counties: 5, alone_percent: 40 },
            entries: 4,
            defects,
            gaps,
            ranks: Ranks { provinces: true, township_percent: 40 },
            ..Plan::default()
        };
        plan.write(room.path()).unwrap();
        let [validate, gap] = &hold(room.path())[..] else { unreachable!() };
        assert!(defects == 0 || validate.contains("\"severity\": \"error\""));
        assert!(gaps == 0 || gap.contains("\"partial\""));
    }
}

const ENTRY: &str = "content: [表]\n    basis: [《中华人民共和国政府信息公开条例》]\n    \
    deadline: 信息形成之日起20个工作日内\n    owner: [OWNER]\n    method: 主动公开\n    \
    channel: [政府网站]\n    audience: 全社会\n";

fn catalog(domain: &str, id: &str, owner: &str) -> String {
    let entry = ENTRY.replace("OWNER", owner);
    format!(
        "govcat: 1\ndomain: {domain}\ntitle: 表\nentries:\n  - id: \"{id}\"\n    category: 综合\n    name: 检查\n    {entry}"
    )
}

/// What looks beyond an agency and its layers: names of bodies, likely names of agencies, circles of
/// `extends`; what belongs to no agency; folders whose order is not that of their files.
#[test]
fn what_looks_across_agencies_is_judged_as_in_the_whole() {
    let agency = |key: &str, rest: &str| format!("govcat: 1\nagency: {key}\nname: {key}县\n{rest}");
    let layer = catalog("social-assistance", "20-001", "县级人民政府民政部门");
    let two_bodies = catalog("compulsory-education", "25-001", "县教育局、县统计局");
    let allowed = format!(
        "{layer}# govcat: allow(unknown-channel): 没有用\n# govcat: allow(vague-deadline): 没有用\n"
    );
    let weaker = "govcat: 1\ndomain: social-assistance\ntitle: 表\nentries:\n  - id: \"20-001\"\n    channel: [公告栏2]\n    method: 依申请公开\n";
    let room = room(&[
        ("govcat.toml", "[workspace]\nname = \"试\"\n[gap]\nessential = [\"20-001\", \"99-*\"]\n"),
        ("catalogs/stray.yaml", "a: 1\n"),
        ("catalogs/z/deep/stray.yaml", "a: 1\n"),
        ("catalogs/m/agency.yaml", &agency("m", "level: 国家级\n")),
        ("catalogs/m/20.yaml", &allowed),
        (
            "catalogs/a/agency.yaml",
            &agency(
                "a",
                "level: 县级\nextends: z\noffices:\n  - name: 县民政局\n    acts_for: [县级人民政府民政部门]\n",
            ),
        ),
        ("catalogs/a/20.yaml", weaker),
        ("catalogs/a/25.yaml", &two_bodies),
        ("catalogs/a-b/agency.yaml", &agency("a-b", "level: 县级\nextends: m\ninherit: false\n")),
        ("catalogs/a-b/20.yaml", weaker),
        ("catalogs/a.b/agency.yaml", &agency("a.b", "level: 县级\nextends: mm\n")),
        ("catalogs/a.b/20.yaml", &layer),
        ("catalogs/c/agency.yaml", &agency("c", "extends: y\n")),
        ("catalogs/c/20.yaml", weaker),
        (
            "catalogs/y/agency.yaml",
            &agency("y", "extends: c\noffices:\n  - name: 县教育局\n  - name: 县统计局\n"),
        ),
        ("catalogs/y/20.yaml", &layer),
        ("catalogs/nobody/20.yaml", &layer),
        ("catalogs/z/agency.yaml", &agency("z", "level: 省级\nextends: m\n")),
        (
            "catalogs/z/20.yaml",
            "govcat: 1\ndomain: social-assistance\ntitle: 表\nentries:\n  - id: \"20-001\"\n    deadline: 信息形成之日起10个工作日内\n",
        ),
    ]);
    let [validate, gap] = &hold(room.path())[..] else { unreachable!() };
    for code in [
        "stray-file",
        "unknown-agency",
        "extends-cycle",
        "unused-suppression",
        "weaker-than-standard",
    ] {
        assert!(validate.contains(code), "{code}: {validate}");
    }
    assert!(gap.contains("\"a-b\""), "{gap}");
    // An id that no shard's entries bear is told once, by the merge.
    let out = tempfile::tempdir().unwrap();
    let (reports, _) = shards(room.path(), "gap", 3, out.path());
    let told = err(&merge(room.path(), &reports, &[]));
    assert!(told.contains("99-*") && !told.contains("20-001"), "{told}");
}

/// However few files are in memory at a time, every format says the same.
#[test]
fn rounds_make_the_whole() {
    let formats = ["full", "concise", "json", "sarif", "github", "gitlab", "junit"];
    let mut found = 0;
    for workspace in ["tests/cli/broken.in", "tests/cli/gap.in", "tests/cases/site/in"] {
        for format in formats {
            let args = ["validate", "--show", "info", "--statistics", "--format", format];
            let whole = govcat(Path::new(workspace), &args);
            for at_once in ["1", "2", "5"] {
                let output =
                    govcat(Path::new(workspace), &[&args[..], &["--at-once", at_once]].concat());
                assert!(output.stdout == whole.stdout, "{workspace} {format} {at_once}");
                assert_eq!(err(&output), err(&whole), "{workspace} {format} {at_once}");
                assert_eq!(code(&output), code(&whole));
                found += output.stdout.len();
            }
        }
    }
    assert!(found > 10_000);
}

#[test]
fn shards_that_are_not_all_of_one_run_are_refused() {
    let room = Path::new("tests/cli/gap.in");
    let out = tempfile::tempdir().unwrap();
    let (three, _) = shards(room, "validate", 3, out.path());
    let (two, _) = shards(room, "validate", 2, out.path());
    let (gaps, _) = shards(room, "gap", 3, out.path());
    let copy = out.path().join("copy.json");
    fs::copy(&three[0], &copy).unwrap();
    let written = |name: &str, from: &str, to: &str| {
        let text = fs::read_to_string(&three[0]).unwrap();
        assert!(text.contains(from), "{from}");
        let path = out.path().join(name);
        fs::write(&path, text.replace(from, to)).unwrap();
        path
    };
    let other_version = written("version.json", "\"version\": 1", "\"version\": 2");
    let other_tool = written("tool.json", env!("CARGO_PKG_VERSION"), "9.9.9");
    let other_day = written("day.json", "2026-11-21", "2026-11-20");
    let whole = out.path().join("whole.json");
    fs::write(&whole, govcat(room, &["validate", "--format", "json"]).stdout).unwrap();
    let nowhere = out.path().join("nowhere.json");
    let refused: [(Vec<&PathBuf>, &str); 9] = [
        (vec![&three[0], &three[2]], "missing: 2"),
        (vec![&three[0], &three[1], &three[2], &copy], "both shard 3/3"),
        (vec![&two[0], &three[0], &three[1]], "number of shards"),
        (vec![&three[0], &three[1], &gaps[2]], "command"),
        (vec![&other_version, &three[1], &three[2]], "version 2"),
        (vec![&other_tool, &three[1], &three[2]], "version of govcat"),
        (vec![&other_day, &three[1], &three[2]], "day"),
        (vec![&whole], "no report of a shard"),
        (vec![&three[0], &three[1], &nowhere], "nowhere.json"),
    ];
    for (reports, why) in refused {
        let reports: Vec<PathBuf> = reports.into_iter().cloned().collect();
        let output = merge(room, &reports, &[]);
        assert_eq!(code(&output), 2, "{why}");
        assert!(output.stdout.is_empty(), "{why}");
        assert!(err(&output).contains(why), "{why}: {}", err(&output));
    }
}

#[test]
fn merging_fails_as_the_whole_run_would() {
    let room = Path::new("tests/cli/gap.in");
    let out = tempfile::tempdir().unwrap();
    let (reports, _) = shards(room, "gap", 3, out.path());
    let whole = govcat(room, &["gap", "--format", "json", "--fail-under", "99", "--quiet"]);
    let merged = merge(room, &reports, &["--fail-under", "99"]);
    assert_eq!((code(&merged), err(&merged)), (code(&whole), err(&whole)));
    assert_eq!(code(&merged), 1);
    assert_eq!(code(&merge(room, &reports, &["--fail-on", "info"])), 2);
    let (reports, _) = shards(Path::new("tests/cli/broken.in"), "validate", 2, out.path());
    for level in ["error", "warning", "info", "never"] {
        let whole = govcat(Path::new("tests/cli/broken.in"), &["validate", "--fail-on", level]);
        assert_eq!(code(&merge(room, &reports, &["--fail-on", level])), code(&whole), "{level}");
    }
}
