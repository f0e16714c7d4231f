//! `govcat gap` and `govcat sample` on the command line: formats, widths, bytes, exit codes.
use std::{collections::BTreeMap, fs, process::Command};

use serde_json::Value;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use crate::{
    git::git,
    room::{code, copy, err},
};

const CASE: &str = "tests/cli/gap.in";

struct Case(TempDir);

impl Case {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(CASE.as_ref(), folder.path());
        Self(folder)
    }

    /// Runs govcat in the workspace: exit code, standard output, standard error.
    fn run(&self, args: &[&str]) -> (i32, Vec<u8>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
        command
            .args(args)
            .args(["--today", "2026-11-21", "--color", "never"])
            .current_dir(self.0.path());
        let output = command.env("COLUMNS", "80").output().unwrap();
        (code(&output), output.stdout.clone(), err(&output))
    }

    fn text(&self, args: &[&str]) -> String {
        let (code, out, err) = self.run(args);
        assert_eq!(code, 0, "{err}");
        String::from_utf8(out).unwrap()
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.0.path().join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// A ledger that cannot be read proves nothing: its entries are not checked, never met.
#[test]
fn an_unreadable_ledger_proves_nothing() {
    let case = Case::new();
    let agency = fs::read_dir(case.0.path().join("catalogs"))
        .unwrap()
        .flatten()
        .map(|it| it.path())
        .find(|it| {
            let file = fs::read_to_string(it.join("agency.yaml")).unwrap_or_default();
            file.contains("\nextends:")
                && !file.contains("inherit: false")
                && !it.join("ledger").exists()
        })
        .expect("an agency without a ledger");
    fs::create_dir(agency.join("ledger")).unwrap();
    // 标题 in GB18030.
    fs::write(agency.join("ledger/2026.csv"), b"entry,title\n20-001,\xb1\xea\xcc\xe2\n").unwrap();
    let name = agency.file_name().unwrap().to_str().unwrap();
    let (_, out, err) = case.run(&["gap", name, "--format", "json"]);
    let report: Value = serde_json::from_slice(&out).unwrap();
    let counts = &report["agencies"][0]["counts"];
    assert_eq!(counts["met"], 0, "{counts} {err}");
    assert!(counts["not-checked"].as_u64().unwrap() > 0, "{counts}");
}

/// The contract: these keys, in this order, before any other.
#[test]
fn the_json_is_the_contracts() {
    let report: Value =
        serde_json::from_str(&Case::new().text(&["gap", "--format", "json"])).unwrap();
    assert_eq!(keys(&report)[..2], ["version", "agencies"]);
    let states = [
        "met",
        "partial",
        "missing",
        "not-applicable",
        "excluded",
        "elsewhere",
        "not-checked",
        "overdue",
    ];
    let mut seen = BTreeMap::new();
    let agencies = report["agencies"].as_array().unwrap();
    let names: Vec<&str> = agencies.iter().map(|it| it["agency"].as_str().unwrap()).collect();
    assert_eq!(names, ["east", "north", "south", "west"]);
    for agency in agencies {
        assert_eq!(keys(agency)[..5], ["agency", "score", "grade", "counts", "domains"]);
        assert_eq!(keys(&agency["counts"]), states);
        for domain in agency["domains"].as_array().unwrap() {
            assert_eq!(keys(domain)[..4], ["domain", "score", "counts", "entries"]);
            assert_eq!(keys(&domain["counts"]), states);
            for entry in domain["entries"].as_array().unwrap() {
                assert_eq!(keys(entry)[..4], ["entry", "name", "state", "findings"]);
                *seen.entry(entry["state"].as_str().unwrap().to_owned()).or_insert(0_u64) += 1;
                assert!(entry["at"]["line"].as_u64().unwrap() > 0);
                for finding in entry["findings"].as_array().unwrap() {
                    assert_eq!(keys(finding)[..4], ["field", "state", "standard", "local"]);
                    assert!(finding["at"]["file"].as_str().unwrap().starts_with("catalogs/"));
                }
            }
        }
    }
    let total =
        |state: &str| agencies.iter().map(|it| it["counts"][state].as_u64().unwrap()).sum::<u64>();
    for state in states {
        assert_eq!(total(state), seen.get(state).copied().unwrap_or_default(), "{state}");
    }
    assert_eq!(agencies[1]["score"], 84.4);
    assert_eq!(agencies[1]["domains"][1]["score"], Value::Null);
}

#[test]
fn texts_fit_and_every_gap_has_its_line() {
    let case = Case::new();
    for args in [
        &["gap"] as &[&str],
        &["gap", "north"],
        &["gap", "south"],
        &["gap", "east"],
        &["gap", "west"],
        &["gap", "--office", "县民政局"],
        &["sample"],
    ] {
        for lang in ["zh", "en"] {
            let text = case.text(&[args, &["--lang", lang]].concat());
            for line in text.lines() {
                assert!(line.width() <= 80, "{args:?} {lang}: {line}");
                assert_eq!(line, line.trim_end(), "{args:?}");
            }
        }
    }
    let text = case.text(&["gap", "north"]);
    for place in
        ["catalogs/north/20.yaml:7", "catalogs/national/20.yaml:5", "catalogs/north/agency.yaml:2"]
    {
        assert!(text.contains(place), "{place}\n{text}");
    }
}

#[test]
fn files_are_the_same_each_time() {
    let case = Case::new();
    for format in ["csv", "xlsx", "html", "json"] {
        let args = ["gap", "--format", format];
        let (_, one, err) = case.run(&args);
        assert!(!one.is_empty(), "{err}");
        assert_eq!(one, case.run(&args).1, "{format}");
        assert_eq!(one, case.run(&["gap", "--threads", "1", "--format", format]).1, "{format}");
    }
    case.text(&["gap", "--format", "csv=a.csv", "--format", "xlsx=a.xlsx", "--format", "text"]);
    assert_eq!(
        fs::read(case.0.path().join("a.csv")).unwrap(),
        case.run(&["gap", "--format", "csv"]).1
    );
    let html = case.text(&["gap", "--format", "html"]);
    // It needs no other file.
    for link in ["<link rel=\"stylesheet\"", "<script", "<img", "url("] {
        assert!(!html.contains(link), "{link}");
    }
    assert!(html.contains("<style>") && html.contains("prefers-color-scheme"));
}

#[test]
fn the_csv_has_one_harmless_row_an_entry() {
    let case = Case::new();
    case.edit("catalogs/national/20.yaml", "name: 监督检查", "name: \"=监督检查\"");
    let text = case.text(&["gap", "--format", "csv"]);
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heading = "机关,领域,编号,事项,状态,字段,标准,本机关,说明,公开主体,文件,行";
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>().join(","), heading);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4 * 6);
    assert_eq!(rows.iter().filter(|it| &it[3] == "'=监督检查").count(), 4);
    assert!(rows.iter().all(|it| it[11].parse::<usize>().unwrap() > 0));
}

#[test]
fn views_recount() {
    let case = Case::new();
    let json = |args: &[&str]| -> Value {
        serde_json::from_str(&case.text(&[&["gap", "--format", "json"], args].concat())).unwrap()
    };
    let domain = json(&["east", "--domain", "elderly-care"]);
    assert_eq!(domain["agencies"][0]["score"], 0.0);
    assert_eq!(domain["agencies"][0]["possible"], 4.0);
    assert_eq!(domain["agencies"][0]["domains"].as_array().unwrap().len(), 1);
    let office = json(&["--office", "各乡镇人民政府"]);
    assert_eq!(office["agencies"].as_array().unwrap().len(), 1);
    assert_eq!(office["agencies"][0]["counts"]["met"], 1);
    for (args, word) in
        [(["--domain", "elderly-car"], "elderly-care"), (["--office", "县民政"], "县民政局")]
    {
        let (code, _, err) = case.run(&[&["gap"], &args[..]].concat());
        assert!(code == 2 && err.contains(word), "{err}");
    }
}

#[test]
fn exit_codes_say_what_happened() {
    let case = Case::new();
    assert_eq!(case.run(&["gap", "--fail-under", "31.5"]).0, 0);
    let (code, out, err) = case.run(&["gap", "--fail-under", "31.6", "--quiet"]);
    assert!(code == 1 && !out.is_empty() && err.contains("south 得分 31.5"), "{err}");
    for args in [
        &["gap", "noth"] as &[&str],
        &["gap", "national"],
        &["gap", "--format", "jsn"],
        &["gap", "--fail-under", "101"],
        &["gap", "--against", "none.json"],
        &["gap", "--against", "govcat.toml"],
        &["sample", "--rate", "10"],
    ] {
        assert_eq!(case.run(args).0, 2, "{args:?}");
    }
    assert!(case.run(&["gap", "noth"]).2.contains("是不是 north"));
    // A broken catalog does not stop the report, and is not passed over in silence.
    case.edit(
        "catalogs/north/20.yaml",
        "method: 主动公开\n    channel: [政府网站]",
        "method: 主动公开\n    chanel: [政府网站]",
    );
    let (code, out, err) = case.run(&["gap", "north"]);
    assert!(code == 0 && !out.is_empty(), "{err}");
    assert!(
        err.contains("catalogs/north/20.yaml:17:5: error[unknown-key]")
            && err.contains("报告照常生成"),
        "{err}"
    );
}

#[test]
fn what_came_and_went_is_told() {
    let case = Case::new();
    case.text(&["gap", "--format", "json=before.json"]);
    let same: Value =
        serde_json::from_str(&case.text(&["gap", "--format", "json", "--against", "before.json"]))
            .unwrap();
    assert_eq!(
        (
            same["against"]["opened"].as_array().unwrap().len(),
            same["against"]["closed"].as_array().unwrap().len()
        ),
        (0, 0)
    );
    case.edit("catalogs/north/20.yaml", "变更之日起15个", "变更之日起5个");
    case.edit("catalogs/west/20.yaml", "reason: 不适用", "reason: 不便公开");
    let now: Value =
        serde_json::from_str(&case.text(&["gap", "--format", "json", "--against", "before.json"]))
            .unwrap();
    let list = |name: &str| -> Vec<String> {
        let changes = now["against"][name].as_array().unwrap().iter();
        changes
            .map(|it| {
                format!("{} {} {} {}", it["agency"], it["entry"], it["field"], it["state"])
                    .replace('"', "")
            })
            .collect()
    };
    assert_eq!(list("opened"), ["west 20-002 null missing"]);
    assert_eq!(list("closed"), ["north 20-002 deadline weaker"]);
    let text = case.text(&["gap", "--against", "before.json"]);
    assert!(
        text.contains("新增差距 1 处，消除 1 处") && text.contains("north  84.4 → 91.1"),
        "{text}"
    );
    // A part is compared with the same part only.
    case.text(&["gap", "--domain", "elderly-care", "--format", "json=part.json"]);
    assert_eq!(case.run(&["gap", "--against", "part.json"]).0, 2);
    let part: Value = serde_json::from_str(&case.text(&[
        "gap",
        "--domain",
        "elderly-care",
        "--format",
        "json",
        "--against",
        "before.json",
    ]))
    .unwrap();
    assert_eq!(part["against"]["opened"].as_array().unwrap().len(), 0);
}

/// A revision is as good as a report that was kept: the same changes, whatever was committed how.
#[test]
fn a_revision_can_be_compared_with() {
    let case = Case::new();
    let git = |args: &[&str]| git(case.0.path(), args);
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "first"]);
    case.text(&["gap", "--format", "json=before.json"]);
    case.edit("catalogs/north/20.yaml", "变更之日起15个", "变更之日起5个");
    case.edit("catalogs/west/20.yaml", "reason: 不适用", "reason: 不便公开");
    let against = |what: &str, args: &[&str]| -> Value {
        let args = [&["gap", "--format", "json", "--against", what], args].concat();
        serde_json::from_str::<Value>(&case.text(&args)).unwrap()["against"].take()
    };
    let (mut revision, mut report) = (against("HEAD", &[]), against("before.json", &[]));
    assert_eq!(revision["since"].take(), "HEAD");
    assert_eq!(report["since"].take(), "2026-11-21");
    assert_eq!(revision, report);
    assert_eq!(revision["opened"].as_array().unwrap().len(), 1);
    assert_eq!(revision["closed"].as_array().unwrap().len(), 1);
    assert_eq!(against("HEAD", &["west"])["closed"].as_array().unwrap().len(), 0);
    assert!(case.text(&["gap", "--against", "HEAD"]).contains("较 HEAD 的报告：新增差距 1 处"));
    // What git does not know is no empty comparison, and what is lost of a revision is said.
    let (code, _, err) = case.run(&["gap", "--against", "v9"]);
    assert!(code == 2 && err.contains("v9"), "{err}");
    fs::write(case.0.path().join("catalogs/east/more.yaml"), "govcat: 1\nentries: [\n").unwrap();
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "broken"]);
    fs::remove_file(case.0.path().join("catalogs/east/more.yaml")).unwrap();
    let (code, _, err) = case.run(&["gap", "--against", "HEAD"]);
    assert!(code == 0 && err.contains("HEAD 的文件没有读全"), "{err}");
}

fn sample(case: &Case, args: &[&str]) -> Vec<csv::StringRecord> {
    let text = case.text(&[&["sample", "--format", "csv"], args].concat());
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heading =
        "序号,机关,领域,编号,事项,公开时限,公开主体,渠道,链接,是否公开,公开日期,问题,检查人";
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>().join(","), heading);
    reader.records().map(Result::unwrap).collect()
}

#[test]
fn a_sample_is_stratified_and_the_same_for_the_same_seed() {
    let case = Case::new();
    let strata = |rows: &[csv::StringRecord]| {
        let mut counts = BTreeMap::new();
        for row in rows {
            *counts.entry(format!("{} {}", &row[1], &row[2])).or_insert(0) += 1;
        }
        counts.into_iter().collect::<Vec<(String, usize)>>()
    };
    let at_least_one = sample(&case, &["--seed", "2026-11"]);
    // The standard itself is not inspected; the north has no business in one domain, the south no table.
    let expected = [
        "东县 养老服务",
        "东县 社会救助",
        "北县 社会救助",
        "南县 社会救助",
        "西县 养老服务",
        "西县 社会救助",
    ];
    assert_eq!(strata(&at_least_one), expected.map(|it| (it.to_owned(), 1)));
    let half = sample(&case, &["--seed", "2026-11", "--rate", "50%"]);
    assert_eq!(strata(&half).iter().map(|it| it.1).collect::<Vec<_>>(), [1, 2, 2, 2, 1, 2]);
    assert_eq!(half, sample(&case, &["--seed", "2026-11", "--rate", "0.5", "--threads", "1"]));
    // What is drawn at a lower rate is drawn at a higher one too.
    let names = |rows: &[csv::StringRecord]| {
        rows.iter().map(|it| format!("{} {}", &it[1], &it[3])).collect::<Vec<_>>()
    };
    assert!(names(&at_least_one).iter().all(|it| names(&half).contains(it)));
    assert_eq!(names(&sample(&case, &["--rate", "100%"])).len(), 4 + 2 + 4 + 3 + 3 + 2);
    let seeds: std::collections::BTreeSet<_> =
        (0..20).map(|it| names(&sample(&case, &["--seed", &it.to_string()]))).collect();
    assert!(seeds.len() > 5, "the seed changes little");
    // The month is the seed where none is given.
    assert_eq!(sample(&case, &[]), at_least_one);
    let (_, one, _) = case.run(&["sample", "--format", "xlsx"]);
    assert!(one.starts_with(b"PK"));
    assert_eq!(one, case.run(&["sample", "--format", "xlsx"]).1);
    assert_eq!(sample(&case, &["national"]).len(), 2);
}
