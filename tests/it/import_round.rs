//! A table that went out comes back in: `govcat export`, then `govcat import`, gives the same catalog.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::{Map, Value};

use crate::corpus::generator::{Plan, Shape};

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
    command.args(args).current_dir(folder).env("LC_ALL", "C.UTF-8").output().unwrap()
}

fn resolve(folder: &Path, agency: &str) -> Vec<Map<String, Value>> {
    let output = run(folder, &["resolve", agency, "--format", "json"]);
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    value["entries"].as_array().unwrap().iter().map(|it| it.as_object().unwrap().clone()).collect()
}

/// An entry field by field. What is chosen from a list has no order.
fn plain(mut entry: Map<String, Value>) -> BTreeMap<String, String> {
    for key in ["method", "channel", "audience", "level", "stage"] {
        if let Some(Value::Array(all)) = entry.get_mut(key) {
            all.sort_by_key(ToString::to_string);
        }
    }
    entry.into_iter().map(|(key, value)| (key, value.to_string())).collect()
}

type Key = (String, String, String);

fn by_id(entries: Vec<Map<String, Value>>) -> BTreeMap<Key, BTreeMap<String, String>> {
    let word = |it: &Map<String, Value>, key: &str| it[key].as_str().unwrap_or("").to_owned();
    let keyed = entries
        .into_iter()
        .map(|it| ((word(&it, "kind"), word(&it, "domain"), word(&it, "id")), plain(it)));
    keyed.collect()
}

/// Exports an agency, imports it into a workspace that has nothing but the registers, and compares.
/// Gives the kinds that were seen and how many entries.
fn round(source: &Path, agency: &str, format: &str) -> (BTreeSet<String>, usize) {
    let there = tempfile::tempdir().unwrap();
    let folder = there.path();
    fs::create_dir_all(folder.join("catalogs")).unwrap();
    fs::write(folder.join("govcat.toml"), "[workspace]\nname = \"试\"\nlanguage = \"zh\"\n")
        .unwrap();
    for name in ["domains.yaml", "vocabulary.yaml", "basis.yaml", "calendar.yaml"] {
        if let Ok(text) = fs::read(source.join("catalogs").join(name)) {
            fs::write(folder.join("catalogs").join(name), text).unwrap();
        }
    }
    // Offices say which names are one body, those of the layers below too.
    for name in folders(source) {
        let own = folder.join("catalogs").join(&name);
        fs::create_dir_all(&own).unwrap();
        let file = source.join("catalogs").join(&name).join("agency.yaml");
        fs::copy(file, own.join("agency.yaml")).unwrap();
    }
    let out = match format {
        "csv" => folder.join("out/"),
        _ => folder.join(format!("out.{format}")),
    };
    let mut name = out.to_str().unwrap().to_owned();
    if format == "csv" {
        name.push('/');
    }
    let output = run(source, &["export", "--agency", agency, "--format", format, "--out", &name]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let mut files: Vec<String> = match fs::read_dir(&out) {
        Ok(all) => all.map(|it| it.unwrap().path().to_str().unwrap().to_owned()).collect(),
        Err(_) => vec![name],
    };
    files.sort();
    let mut args: Vec<&str> = vec!["import"];
    args.extend(files.iter().map(String::as_str));
    args.extend(["--agency", agency]);
    let output = run(folder, &args);
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    let place = format!("{agency} {format}");
    assert_eq!(
        output.status.code(),
        Some(0),
        "{place}: {}{}",
        report.chars().take(2000).collect::<String>(),
        String::from_utf8_lossy(&output.stderr)
    );
    let (want, got) = (by_id(resolve(source, agency)), by_id(resolve(folder, agency)));
    for (key, entry) in &want {
        let back = got.get(key).unwrap_or_else(|| panic!("{place}: {key:?} is gone\n{report}"));
        for (field, value) in entry {
            assert_eq!(back.get(field), Some(value), "{place}: {key:?} {field}");
        }
        assert_eq!(entry.len(), back.len(), "{place}: {key:?} has more");
    }
    assert_eq!(want.len(), got.len(), "{place}");
    // Nothing is guessed in what govcat wrote itself; CSV alone has no place for titles and says so.
    let is_doubt = |it: &&str| ["推测 ", "说明 "].iter().any(|word| it.starts_with(word));
    let (bare, doubts): (Vec<_>, Vec<_>) =
        report.lines().filter(is_doubt).partition(|it| it.contains("导出的 CSV 不带标题"));
    assert!(doubts.is_empty(), "{place}: {report}");
    assert_eq!(bare.len(), if format == "csv" { files.len() } else { 0 }, "{place}: {report}");
    if format == "csv" {
        // The layout of the house, and a second import changes nothing.
        let tidy = run(folder, &["fmt", "--check", &format!("catalogs/{agency}")]);
        let text = String::from_utf8_lossy(&tidy.stdout).into_owned();
        assert_eq!(tidy.status.code(), Some(0), "{place}: {text}");
        let again = run(folder, &args);
        let again = String::from_utf8_lossy(&again.stdout).into_owned();
        assert!(again.contains("没有变化"), "{place}: {again}");
    }
    (want.keys().map(|it| it.0.clone()).collect(), want.len())
}

fn folders(source: &Path) -> Vec<String> {
    let folders = fs::read_dir(source.join("catalogs")).unwrap().map(|it| it.unwrap().path());
    let mut all: Vec<String> = folders
        .filter(|it| it.join("agency.yaml").exists())
        .map(|it| it.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    all.sort();
    all
}

const FORMATS: [&str; 4] = ["xlsx", "csv", "html", "docx"];

#[test]
fn the_shipped_catalogs_come_back() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut kinds = BTreeSet::new();
    let mut entries = 0;
    for (at, agency) in folders(source).iter().enumerate() {
        let count = resolve(source, agency).len();
        // What a county inherits is the same in all of them: one format for each is enough.
        let is_large = count > 300 && agency != "national";
        let formats = FORMATS.iter().enumerate().filter(|it| !is_large || it.0 == at % 4);
        for (_, format) in formats.filter(|_| count > 0) {
            let (seen, count) = round(source, agency, format);
            kinds.extend(seen);
            entries += count;
        }
    }
    assert_eq!(kinds.len(), 5, "{kinds:?}");
    assert!(entries > 4 * 1000, "{entries}");
}

#[test]
fn generated_catalogs_come_back() {
    for (seed, shape) in
        [(7, Shape::Flat { files: 6 }), (8, Shape::Layered { counties: 1, alone_percent: 34 })]
    {
        let folder = tempfile::tempdir().unwrap();
        Plan { seed, shape, ..Plan::default() }.write(folder.path()).unwrap();
        let agency = folders(folder.path()).pop().unwrap();
        for format in FORMATS {
            assert!(round(folder.path(), &agency, format).1 > 0);
        }
    }
}
