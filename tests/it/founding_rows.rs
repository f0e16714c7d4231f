//! What the founding documents ask for, row by row: where each stands in the catalogs and on the built site.
//! `docs/founding.zh-CN.md` is the same list for readers.
use std::{fmt::Write as _, fs, path::Path};

use crate::{
    founding_table::{ROWS, Row},
    room,
    support::{between, expect_file},
};

const DOC: &str = "docs/founding.zh-CN.md";

#[test]
fn every_row_can_be_pointed_to() {
    let site = room::shipped();
    for Row { system, files, pages, .. } in &ROWS {
        for file in *files {
            assert!(Path::new("catalogs").join(file).is_file(), "{system}: {file}");
        }
        for (path, words) in *pages {
            let page = site.get(*path).unwrap_or_else(|| panic!("{system}: there is no {path}"));
            let mut rest = page.as_str();
            for word in *words {
                let at = rest.find(word);
                let at = at.unwrap_or_else(|| panic!("{system}: {path} lacks {word}, or in order"));
                rest = &rest[at + word.len()..];
            }
        }
    }
}

#[test]
fn the_document_lists_the_rows_and_their_tests_are_there() {
    let mut table = "| 文件要求的制度 | 谁的文件 | 目录文件（`catalogs/`） | 网页（`dist/`） | 测试（`tests/it/`） |\n| --- | --- | --- | --- | --- |\n".to_owned();
    for Row { system, agencies, files, pages, tests } in &ROWS {
        let code = |all: Vec<&str>| {
            all.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join("<br>")
        };
        for test in *tests {
            let (file, name) = test.split_once("::").unwrap_or((test, ""));
            let text = fs::read_to_string(format!("tests/it/{file}.rs"));
            let text = text.unwrap_or_else(|_| panic!("{system}: there is no {file}"));
            let mark = if name.is_empty() { "#[test]".to_owned() } else { format!("fn {name}(") };
            assert!(text.contains(&mark), "{system}: there is no test {test}");
        }
        writeln!(
            table,
            "| {system} | {agencies} | {} | {} | {} |",
            code(files.to_vec()),
            code(pages.iter().map(|it| it.0).collect()),
            code(tests.to_vec()),
        )
        .unwrap();
    }
    let document = fs::read_to_string(DOC).unwrap();
    expect_file(DOC, &between(&document, "rows", &table));
}

/// 振兴（十八）: not less than 10% each month.
#[test]
fn a_month_s_sample_is_a_tenth_of_each_domain() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_govcat"))
        .args(["sample", "zhenxing", "--seed", "2026-11", "--format", "csv", "--lang", "en"])
        .output()
        .unwrap();
    assert_eq!(room::code(&output), 0, "{}", room::err(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let domain = rows.headers().unwrap().iter().position(|it| it == "domain").unwrap();
    let mut drawn = std::collections::BTreeMap::<String, usize>::new();
    for row in rows.records() {
        *drawn.entry(row.unwrap()[domain].to_owned()).or_default() += 1;
    }
    let workspace = govcat::source::Workspace::load(Path::new(".")).unwrap().value;
    let compilation = crate::support::compiled(&workspace);
    let resolution = &compilation.resolution;
    let agency = resolution.agency(resolution.find_agency("zhenxing").unwrap());
    let mut domains = 0;
    for &id in &agency.tables {
        let table = resolution.table(id);
        let Some(domain) =
            table.domain.filter(|_| table.kind == govcat::model::catalog::Kind::Standard)
        else {
            continue;
        };
        let name = &resolution.registries.domains.get(domain).name;
        let count = resolution.entries(id).len();
        let drawn = drawn.get(name).copied().unwrap_or_default();
        assert!(drawn * 10 >= count, "{name}: {drawn} of {count}");
        domains += 1;
    }
    assert!(domains >= 26, "{domains}");
}
