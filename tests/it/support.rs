//! Workspaces from fixtures, findings as people read them, and files kept in step with the code.
use std::fs;

use govcat::{
    check::{Report, Rule, check},
    compile::{Compilation, compile},
    diagnostic::Outcome,
    source::Workspace,
    syntax::Reader,
};
use jiff::civil::Date;

/// The day for which tests hold.
pub(crate) const TODAY: Date = Date::constant(2026, 11, 21);

/// Files separated by lines `--- path`; a text without such a line is one catalog of agency `x`.
pub(crate) fn files(fixture: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in fixture.split_inclusive('\n') {
        if let Some(path) = line.strip_prefix("--- ") {
            files.push((path.trim().to_owned(), String::new()));
        } else {
            if files.is_empty() {
                files.push(("catalogs/x/catalog.yaml".to_owned(), String::new()));
            }
            files.last_mut().unwrap().1.push_str(line);
        }
    }
    let agencies: Vec<String> = files
        .iter()
        .filter_map(|(path, _)| Some(path.strip_prefix("catalogs/")?.split_once('/')?.0.to_owned()))
        .collect();
    for agency in agencies {
        let path = format!("catalogs/{agency}/agency.");
        // A fixture that has the file under a wrong ending does without.
        if !files.iter().any(|(it, _)| it.starts_with(&path)) {
            files.push((
                format!("{path}yaml"),
                format!("govcat: 1\nagency: {agency}\nname: 某机关\n"),
            ));
        }
    }
    files
}

/// A workspace of a fixture.
pub(crate) fn workspace(fixture: &str) -> Workspace {
    Workspace::assemble(files(fixture)).unwrap().value
}

/// What `rules` (and the stages before them) find.
pub(crate) fn run(workspace: &Workspace, rules: &[&'static Rule]) -> Report {
    let Outcome { value, diagnostics } = compile(workspace, Reader::Fast, TODAY);
    check(workspace, &value, diagnostics, rules)
}

/// A workspace, compiled.
pub(crate) fn compiled(workspace: &Workspace) -> Compilation<'_> {
    compile(workspace, Reader::Fast, TODAY).value
}

/// The document with other text between two marks.
pub(crate) fn between(document: &str, mark: &str, text: &str) -> String {
    let (start, end) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->"));
    let (before, rest) =
        document.split_once(&start).unwrap_or_else(|| panic!("there is no {start}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("there is no {end}"));
    format!("{before}{start}{text}{end}{after}")
}

/// A file kept in step with the code: compared, or rewritten by `make bless`.
pub(crate) fn expect_file(path: &str, want: &str) {
    if fs::read_to_string(path).unwrap_or_default() == want {
        return;
    }
    if std::env::var_os("SNAPSHOTS").is_some_and(|it| it == "overwrite") {
        fs::write(path, want).unwrap();
    } else {
        panic!("{path} is stale; run `make bless` and review the change");
    }
}
