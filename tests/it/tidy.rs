//! The house rules, as tests.
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use govcat::rules;

use crate::support::{between, expect_file};

fn sources(dir: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(dir).unwrap().map(|it| it.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|it| it == "rs") {
            into.push(path);
        }
    }
}

fn all() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for dir in ["src", "tests", "benches"] {
        sources(Path::new(dir), &mut files);
    }
    assert!(files.len() > 50, "the sources were not found");
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect()
}

/// A file's code without comments and without its test module.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn in_src() -> impl Iterator<Item = (PathBuf, String)> {
    all().into_iter().filter(|(path, _)| path.starts_with("src"))
}

/// The room of a file: the first folder or file below `src`.
fn room(path: &Path) -> String {
    let first = path.strip_prefix("src").unwrap().iter().next().unwrap();
    first.to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// The names behind each `crate::` in a file, groups unfolded.
fn imported(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let mut parts = Vec::new();
        if let Some(group) = rest.strip_prefix('{') {
            let (mut depth, mut part) = (0, String::new());
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => parts.push(std::mem::take(&mut part)),
                    other if depth == 0 => part.push(other),
                    _ => {}
                }
            }
            parts.push(part);
        } else {
            parts.push(rest.to_owned());
        }
        for part in parts {
            let name: String =
                part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !name.is_empty() {
                names.push(name);
            }
        }
    }
    names
}

/// A module imports only from the lines above its own in ARCHITECTURE.md's `layers` block.
#[test]
fn layers() {
    let document = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let block = document.split("```layers\n").nth(1).unwrap().split("```").next().unwrap();
    let rank = |name: &str| block.lines().position(|line| line.split(' ').any(|it| it == name));
    let macros = ["message", "rule"];
    let mut checked = 0;
    for (path, text) in in_src() {
        let own = room(&path);
        if own == "lib" || own == "main" {
            continue;
        }
        let own_rank = rank(&own).unwrap_or_else(|| panic!("{own} is not in ARCHITECTURE.md"));
        for name in imported(&code(&text)) {
            if macros.contains(&name.as_str()) {
                continue;
            }
            let place = path.display();
            let theirs = rank(&name).unwrap_or_else(|| {
                panic!("{place}: `crate::{name}` is no layer (no re-exports at the root)")
            });
            assert!(
                theirs < own_rank || name == own,
                "{place} imports `{name}`, which is not above `{own}`"
            );
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} imports were looked at");
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let order: Vec<_> =
        lib.lines().filter_map(|it| it.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let ranks: Vec<_> = order.iter().map(|name| rank(name)).collect();
    assert!(
        ranks.is_sorted(),
        "lib.rs does not list the modules in the order of the layers: {order:?}"
    );
}

/// Each heavy dependency is named in few files, and these are known.
#[test]
fn one_crate_one_door() {
    let doors: BTreeMap<&str, &[&str]> = [
        ("granit_parser", &["src/syntax/full.rs", "src/syntax/errors.rs"] as &[&str]),
        ("walkdir", &["src/source/disk.rs", "src/source/disk/site.rs"]),
        ("toml", &["src/source/config.rs", "src/source/messages.rs"]),
        ("encoding_rs", &["src/source/encoding.rs", "src/import/read/text.rs"]),
        ("simdutf8", &["src/source/encoding.rs"]),
        ("miette", &["src/cli/formats/full.rs"]),
        ("minijinja", &["src/output/html.rs", "src/output/html/engine.rs"]),
        ("similar", &["src/diff/words.rs", "src/edit/unified.rs"]),
        ("csv", &["src/output/csv.rs", "src/import/read/separated.rs"]),
        ("serde_sarif", &["src/cli/formats/sarif.rs"]),
        ("quick_junit", &["src/cli/formats/junit.rs"]),
        ("rust_xlsxwriter", &["src/output/xlsx.rs"]),
        ("pinyin", &["src/render/search/initials.rs"]),
        (
            "zip",
            &[
                "src/output/xlsx/package.rs",
                "src/output/docx.rs",
                "src/import/read/archive.rs",
                "src/import/read/relations.rs",
            ],
        ),
        ("notify", &["src/serve/watch.rs"]),
        ("httparse", &["src/serve/request.rs"]),
        ("ctrlc", &["src/cli/serve.rs"]),
        ("open", &["src/cli/serve.rs"]),
        ("tempfile", &["src/cli/serve.rs"]),
        ("calamine", &["src/import/read/book.rs"]),
        ("chardetng", &["src/import/read/text.rs"]),
        ("hanconv", &["src/import/cells/words.rs"]),
        ("html5ever", &["src/import/read/html.rs"]),
        ("pulldown_cmark", &["src/import/read/markdown.rs"]),
        (
            "quick_xml",
            &[
                "src/import/read/docx.rs",
                "src/import/read/ods.rs",
                "src/import/read/relations.rs",
                "src/import/read/sheet.rs",
                "src/import/read/xml.rs",
            ],
        ),
        ("rustix", &["src/output/write/reuse.rs", "src/output/write/swap.rs"]),
    ]
    .into();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, text) in in_src() {
        let code = code(&text);
        for (&name, &files) in &doors {
            let named =
                code.contains(&format!("{name}::")) || code.contains(&format!("use {name}"));
            let own = is_own(&code, name);
            if named && !own {
                let place = path.to_str().unwrap();
                assert!(files.contains(&place), "{place} names `{name}`; its door is {files:?}");
                *seen.entry(name).or_default() += 1;
            }
        }
    }
    for name in doors.keys() {
        assert!(seen.contains_key(name), "`{name}` is named nowhere; take it out of this list");
    }
}

/// Another program is started in one place only.
#[test]
fn one_door_to_git() {
    for (path, text) in in_src().filter(|(_, text)| {
        code(text).contains("process::{") || code(text).contains("process::Command")
    }) {
        let starts = code(&text).contains("Command::new(");
        assert!(
            !starts || path == Path::new("src/source/git/mod.rs"),
            "{} starts a program",
            path.display()
        );
    }
}

/// Whether a word is a module of ours in this file.
fn is_own(code: &str, name: &str) -> bool {
    let imports = code.split("use crate::").skip(1).filter_map(|it| it.split(';').next());
    let words =
        |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|it| it == name);
    code.contains(&format!("mod {name};")) || imports.into_iter().any(words)
}

#[test]
fn no_way_around_the_walls() {
    for (path, text) in in_src() {
        let code = code(&text);
        assert!(!code.contains("super::super"), "{}: super::super", path.display());
        for line in code.lines().filter(|line| line.trim_start().starts_with("use crate::")) {
            assert!(!line.contains("::*"), "{}: {line}", path.display());
        }
        for word in ["todo!", "dbg!", "unimplemented!", "FIXME", "XXX:"] {
            assert!(!code.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn every_file_introduces_itself() {
    for (path, text) in all() {
        assert!(text.starts_with("//! "), "{} does not start with `//! `", path.display());
    }
}

#[test]
fn files_can_be_read_in_a_sitting() {
    for (path, text) in all() {
        let lines = text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
    }
}

#[test]
fn a_rule_stands_alone_in_a_file_of_its_name() {
    let mut seen = Vec::new();
    for rule in rules::ALL {
        let path = format!("src/rules/{}.rs", rule.code.replace('-', "_"));
        let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{path} is missing"));
        assert!(!code(&text).contains("rules::"), "{path} knows another rule");
        assert!(!seen.contains(&rule.code), "{} is there twice", rule.code);
        seen.push(rule.code);
    }
    let files = fs::read_dir("src/rules").unwrap().count() - 1;
    assert_eq!(files, seen.len(), "a file in src/rules is not in the list");
}

/// Codes are for ever: none disappears. `SNAPSHOTS=overwrite` adds new ones.
#[test]
fn codes_are_for_ever() {
    let path = "tests/codes.txt";
    let kept = fs::read_to_string(path).unwrap_or_default();
    for code in kept.lines() {
        assert!(rules::find(code).is_some(), "the code `{code}` has disappeared");
    }
    let mut codes: Vec<_> = rules::ALL.iter().map(|rule| rule.code).collect();
    codes.sort_unstable();
    expect_file(path, &format!("{}\n", codes.join("\n")));
}

/// Codes that the stages give exist as rules.
#[test]
fn every_code_given_is_a_rule() {
    let mut checked = 0;
    for (path, text) in in_src().filter(|(path, _)| !path.starts_with("src/cli")) {
        for rest in code(&text).split("Diagnostic::new(").skip(1) {
            let Some(code) =
                rest.trim_start().strip_prefix('"').and_then(|it| it.split('"').next())
            else {
                continue;
            };
            assert!(rules::find(code).is_some(), "{}: `{code}` is no rule", path.display());
            checked += 1;
        }
    }
    assert!(checked > 10, "only {checked} codes were looked at");
}

/// The README's tables of rules are the registry's.
#[test]
fn readme_rule_tables() {
    for (path, lang) in [("README.md", 1), ("README.zh-CN.md", 0)] {
        let rows: String = rules::ALL
            .iter()
            .map(|rule| {
                let file = format!("src/rules/{}.rs", rule.code.replace('-', "_"));
                format!(
                    "| [`{}`]({file}) | {} | {} | {} |\n",
                    rule.code,
                    rule.severity.name(),
                    rule.summary[lang],
                    rule.basis
                )
            })
            .collect();
        let head =
            ["| 规则 | 级别 | 查什么 | 依据 |", "| rule | severity | finds | stands on |"][lang];
        let readme = fs::read_to_string(path).unwrap();
        let table = format!("{head}\n| --- | --- | --- | --- |\n{rows}");
        expect_file(path, &between(&readme, "rules", &table));
    }
}
