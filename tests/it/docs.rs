//! The guides in `docs/` and the READMEs: their tables are made by the code, their examples are compiled.
use std::{fmt::Write as _, fs, path::Path, process::Command};

use govcat::{
    calendar::Calendar,
    compare::{Verdict, deadline::stricter},
    diagnostic::{Lang, Severity},
    model::{
        choice::Review,
        deadline::{Deadline, read},
        shape::{self, Form, Key, Need, Shape},
    },
    rules,
    source::{Workspace, paths::Role},
};
use jiff::civil::Date;

use crate::support::{self, between, expect_file};

const FORMAT: &str = "docs/format.zh-CN.md";
const DEADLINES: &str = "docs/deadlines.zh-CN.md";
const REGISTERS: [Role; 4] = [Role::Domains, Role::Vocabulary, Role::Basis, Role::Calendar];

/// A fenced block whose heading is a language and a path: ```` ```yaml catalogs/national/20.yaml ````.
struct Block {
    path: String,
    text: String,
}

fn blocks(document: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    for line in document.split_inclusive('\n') {
        match (&mut open, line.trim_end().strip_prefix("```")) {
            (None, Some(heading)) => {
                let path = heading.split_once(' ').map_or("", |(_, path)| path).to_owned();
                open = Some(Block { path, text: String::new() });
            }
            (Some(_), Some(_)) => found.extend(open.take().filter(|it| !it.path.is_empty())),
            (Some(block), None) => block.text.push_str(line),
            (None, None) => {}
        }
    }
    found
}

/// What is wrong with a workspace: errors and warnings.
fn wrong(files: Vec<(String, String)>) -> Vec<String> {
    let workspace = Workspace::assemble(files).unwrap().value;
    let report = support::run(&workspace, rules::ALL);
    assert!(report.counts.entries > 0, "no entry was looked at");
    let findings = report.findings.iter().filter(|it| it.severity < Severity::Info);
    findings
        .map(|it| {
            let (path, at) = workspace.place(it.span);
            format!("{path}:{}:{} {} {}", at.line, at.column, it.code, it.message.text(Lang::Zh))
        })
        .collect()
}

#[test]
fn the_examples_of_the_format_are_catalogs() {
    let blocks = blocks(&fs::read_to_string(FORMAT).unwrap());
    let (registers, catalogs): (Vec<Block>, Vec<Block>) = blocks.into_iter().partition(|block| {
        govcat::source::paths::classify(&block.path).is_some_and(|role| REGISTERS.contains(&role))
    });
    for kind in ["plan", "participation", "negative", "powers"] {
        let line = format!("kind: {kind}\n");
        assert!(
            catalogs.iter().any(|it| it.text.contains(&line)),
            "{FORMAT} has no example of a {kind}"
        );
    }
    for key in ["exclude:\n", "waivers:\n", "not_applicable:\n", "site:\n", "explains:", "entry,"] {
        assert!(
            catalogs.iter().any(|it| it.text.contains(key)),
            "{FORMAT} has no example of {key:?}"
        );
    }
    let files: Vec<_> = catalogs.into_iter().map(|it| (it.path, it.text)).collect();
    let found = wrong(files.clone());
    assert!(found.is_empty(), "{FORMAT}:\n{}", found.join("\n"));
    // A register of an example is short, so that catalogs would miss words in it; only it is looked at.
    assert_eq!(registers.len(), REGISTERS.len(), "{FORMAT} does not show every register");
    for Block { path, text } in registers {
        let with_register = files.iter().cloned().chain([(path.clone(), text)]).collect();
        let found: Vec<_> =
            wrong(with_register).into_iter().filter(|it| it.starts_with(&path)).collect();
        assert!(found.is_empty(), "{FORMAT}:\n{}", found.join("\n"));
    }
}

/// The READMEs show the files that their commands are run on.
#[test]
fn the_examples_of_the_readmes_are_files() {
    for path in ["README.md", "README.zh-CN.md"] {
        let blocks = blocks(&fs::read_to_string(path).unwrap());
        assert!(!blocks.is_empty(), "{path} shows no file");
        for block in blocks {
            let file = fs::read_to_string(&block.path)
                .unwrap_or_else(|_| panic!("{path}: {} is no file", block.path));
            assert_eq!(block.text, file, "{path}: {}", block.path);
        }
    }
}

/// What the READMEs say of the shipped data is so.
#[test]
fn the_readmes_count_the_entries() {
    let workspace = Workspace::load(Path::new(".")).unwrap().value;
    let compilation = support::compiled(&workspace);
    let resolution = &compilation.resolution;
    let national = resolution.agency(resolution.find_agency("national").unwrap());
    let (mut all, mut published, mut reconstructed) = (0, 0, 0);
    for entry in national.tables.iter().flat_map(|table| resolution.entries(*table)) {
        all += 1;
        published += usize::from(entry.review() == Some(Review::Published));
        reconstructed += usize::from(entry.review() == Some(Review::Reconstructed));
    }
    assert_eq!(all, published + reconstructed, "an entry is verified; say so in the READMEs");
    for (path, unit) in [("README.md", " entries"), ("README.zh-CN.md", "条")] {
        let readme = fs::read_to_string(path).unwrap();
        for (word, count) in
            [("", all), ("`published`", published), ("`reconstructed`", reconstructed)]
        {
            let says = readme
                .lines()
                .any(|it| it.contains(word) && it.contains(&format!("{count}{unit}")));
            assert!(says, "{path} does not say {word} {count}{unit}");
        }
    }
}

/// A command that nobody reads of is not there.
#[test]
fn the_readmes_list_every_command() {
    let help = Command::new(env!("CARGO_BIN_EXE_govcat"))
        .args(["--help", "--lang", "en"])
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands =
        help.split("Commands:\n").nth(1).unwrap().lines().take_while(|it| !it.is_empty());
    let names: Vec<_> = commands
        .filter_map(|it| it.strip_prefix("  ").filter(|it| !it.starts_with(' '))?.split(' ').next())
        .collect();
    assert!(names.len() >= 8, "only {names:?} were looked at");
    for path in ["README.md", "README.zh-CN.md"] {
        let readme = fs::read_to_string(path).unwrap();
        for name in &names {
            let row = |line: &str| {
                [" ", "`"].iter().any(|end| line.starts_with(&format!("| `govcat {name}{end}")))
            };
            assert!(readme.lines().any(row), "{path}: the table of commands lacks `govcat {name}`");
        }
    }
}

/// Links between the documents lead somewhere.
#[test]
fn links_lead_to_files() {
    let mut checked = 0;
    for path in [
        "README.md",
        "README.zh-CN.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        FORMAT,
        DEADLINES,
        "docs/ci.md",
        "docs/daily.zh-CN.md",
        "docs/founding.zh-CN.md",
    ] {
        let document = fs::read_to_string(path).unwrap();
        for target in document.split("](").skip(1).filter_map(|it| it.split([')', '#']).next()) {
            // `make bench` writes this one.
            if target.contains("://") || target.is_empty() || target == "docs/performance.md" {
                continue;
            }
            let file = Path::new(path).parent().unwrap().join(target);
            assert!(file.exists(), "{path}: {target} is not there");
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} links were looked at");
}

/// The layer that `extends` names is 上一层 in Chinese, in messages as in the guides, and never 下层, though it lies
/// below in English.
#[test]
fn the_layer_that_is_extended_has_one_name() {
    let key = shape::ALL.iter().flat_map(|it| it.keys).find(|it| it.name == "extends");
    assert_eq!(key.unwrap().zh, "上一层");
    let mut said = 0;
    for root in ["src", "docs", "templates", "README.zh-CN.md"] {
        for entry in walkdir::WalkDir::new(root).into_iter().map(Result::unwrap) {
            let Ok(text) = fs::read_to_string(entry.path()) else { continue };
            for (at, line) in (1..).zip(text.lines()) {
                let other = ["下层", "底层"].iter().find(|it| line.contains(**it));
                assert!(other.is_none(), "{}:{at}: {line}", entry.path().display());
                said += line.matches("上一层").count();
            }
        }
    }
    assert!(said > 50, "上一层 is said {said} times");
}

#[test]
fn every_key_is_in_the_guide() {
    let mut document = fs::read_to_string(FORMAT).unwrap();
    for shape in shape::ALL {
        document = between(&document, &format!("keys:{}", shape.name), &key_table(shape));
    }
    expect_file(FORMAT, &document);
}

fn key_table(shape: &Shape) -> String {
    let mut table = "| 键 | 中文名 | 怎么写 | 必写 |\n| --- | --- | --- | --- |\n".to_owned();
    for Key { name, form, need, zh, .. } in shape.keys {
        let need = match need {
            Need::Required => "必写",
            Need::Optional => "",
            Need::Resolved => "各层合并后须有",
        };
        writeln!(table, "| `{name}` | {zh} | {} | {need} |", written(form)).unwrap();
    }
    table
}

fn written(form: &Form) -> String {
    match form {
        Form::Text => "文字".to_owned(),
        Form::Texts => "文字，或列表".to_owned(),
        Form::Date => "日期，如 2026-01-31".to_owned(),
        Form::Number => "整数".to_owned(),
        Form::Flag => "`true` 或 `false`".to_owned(),
        Form::Owner => "文字、列表，或 `lead`、`with`".to_owned(),
        Form::Record(shape) => format!("一组键，见“{}”", shape.zh),
        Form::Records(shape) => format!("列表，每项见“{}”", shape.zh),
    }
}

/// The first cells of a table between two marks; the rest is written from them.
fn cells(document: &str, mark: &str, columns: usize) -> Vec<Vec<String>> {
    let (_, rest) =
        document.split_once(&format!("<!-- {mark} -->\n")).unwrap_or_else(|| panic!("no {mark}"));
    let table = rest.split_once(&format!("<!-- /{mark} -->")).unwrap().0;
    let rows = table.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.split('|').skip(1).take(columns).map(|it| it.trim().to_owned()).collect())
        .collect()
}

fn shipped_calendar() -> Calendar {
    let workspace = Workspace::load(Path::new(".")).unwrap().value;
    support::compiled(&workspace).resolution.registries.calendar.clone()
}

fn deadline(phrase: &str) -> Deadline {
    read(phrase).deadline.unwrap_or_else(|| panic!("{DEADLINES}: {phrase} cannot be read"))
}

/// What the guide says about phrases is what the reader, the order and the calendar say.
#[test]
fn the_guide_to_deadlines_is_true() {
    let calendar = shipped_calendar();
    let document = fs::read_to_string(DEADLINES).unwrap();
    let phrases = cells(&document, "phrases", 1);
    assert!(phrases.len() > 25, "only {} phrases", phrases.len());
    let mut table = "| 写法 | 读作 | 规范形式 | 提示 |\n| --- | --- | --- | --- |\n".to_owned();
    for row in phrases {
        let reading = read(&row[0]);
        let (plain, canonical) = reading.deadline.as_ref().map_or_else(
            || ("读不懂".to_owned(), String::new()),
            |it| (it.plain().text(Lang::Zh).to_owned(), format!("`{it}`")),
        );
        let notes: Vec<_> =
            reading.warnings.iter().map(|it| it.message().text(Lang::Zh).to_owned()).collect();
        writeln!(table, "| {} | {plain} | {canonical} | {} |", row[0], notes.join("；")).unwrap();
    }
    let document = between(&document, "phrases", &table);

    let mut table = "| 甲 | 乙 | 甲比乙 |\n| --- | --- | --- |\n".to_owned();
    for row in cells(&document, "order", 2) {
        let verdict = match stricter(&deadline(&row[0]), &deadline(&row[1]), &calendar).verdict {
            Verdict::Stricter => "更严",
            Verdict::Laxer => "更宽",
            Verdict::Equal => "相同",
            Verdict::Neutral => "不分宽严",
            Verdict::Undetermined => "不能判定",
        };
        writeln!(table, "| {} | {} | {verdict} |", row[0], row[1]).unwrap();
    }
    let document = between(&document, "order", &table);

    let mut table = "| 写法 | 起算日 | 到期日 |\n| --- | --- | --- |\n".to_owned();
    for row in cells(&document, "dates", 2) {
        let from: Date = row[1].parse().unwrap();
        let clauses = deadline(&row[0]).clauses;
        let dates: Vec<_> = clauses
            .iter()
            .map(|it| {
                it.due(from, &calendar)
                    .map_or_else(|| "算不出日期".to_owned(), |due| due.date.to_string())
            })
            .collect();
        writeln!(table, "| {} | {} | {} |", row[0], row[1], dates.join("；")).unwrap();
    }
    expect_file(DEADLINES, &between(&document, "dates", &table));
}
