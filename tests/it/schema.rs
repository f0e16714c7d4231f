//! The JSON Schemas that editors use agree with the shipped catalogs and refuse broken ones.
use std::{fs, path::Path};

use govcat::{
    compile::compile,
    model::{registry::Registries, schema},
    source::Workspace,
    syntax::Reader,
};
use serde_json::Value;

fn registries() -> Registries {
    let workspace = Workspace::assemble(Vec::new()).unwrap().value;
    compile(&workspace, Reader::Fast, crate::support::TODAY).value.resolution.registries
}

fn validator(name: &str) -> jsonschema::Validator {
    let shape = schema::files().find(|it| it.name == name).unwrap();
    let schema = schema::schema(shape, &registries());
    assert!(jsonschema::meta::is_valid(&schema), "{name} is no JSON Schema");
    jsonschema::validator_for(&schema).unwrap()
}

fn problems(validator: &jsonschema::Validator, text: &str) -> Vec<String> {
    let value: Value = serde_yaml::from_str(text).unwrap();
    validator.iter_errors(&value).map(|it| format!("{}: {it}", it.instance_path())).collect()
}

#[test]
fn shipped_files_fit_their_schemas() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogs");
    let mut seen = Vec::new();
    for entry in fs::read_dir(&root).unwrap().flatten() {
        let path = entry.path();
        let inner = if path.is_dir() {
            fs::read_dir(&path).unwrap().flatten().map(|it| it.path()).collect()
        } else {
            vec![path]
        };
        seen.extend(inner.into_iter().filter(|it| it.extension().is_some_and(|it| it == "yaml")));
    }
    assert!(seen.len() > 26, "only {} files", seen.len());
    let names = ["catalog", "agency", "domains", "vocabulary", "basis", "calendar"];
    let validators = names.map(|name| (name, validator(name)));
    for path in seen {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let (_, validator) =
            validators.iter().find(|(name, _)| *name == stem).unwrap_or(&validators[0]);
        let found = problems(validator, &fs::read_to_string(&path).unwrap());
        assert!(found.is_empty(), "{}: {found:#?}", path.display());
    }
}

#[test]
fn broken_files_do_not_fit() {
    let catalog = validator("catalog");
    let head = "govcat: 1\ndomain: social-assistance\n";
    for (broken, why) in [
        ("domain: social-assistance\nentries: []\n", "no version"),
        ("govcat: 2\nentries: []\n", "another version"),
        ("govcat: 1\nentires: []\n", "an unknown key"),
        ("govcat: 1\nkind: plans\n", "an unknown kind"),
        ("govcat: 1\neffective: 2019年4月30日\n", "no date"),
        ("govcat: 1\nentries: {}\n", "entries that are no list"),
        ("govcat: 1\nentries: [{name: 监督检查}]\n", "no id"),
        ("govcat: 1\nentries: [{id: ../../etc/passwd}]\n", "an id with a slash"),
        ("govcat: 1\nentries: [{id: a, nmae: 监督检查}]\n", "an unknown key of an entry"),
        ("govcat: 1\nentries: [{id: a, name: ''}]\n", "an empty name"),
        ("govcat: 1\nentries: [{id: a, content: []}]\n", "an empty list"),
        ("govcat: 1\nentries: [{id: a, method: 自动公开}]\n", "an unknown method"),
        ("govcat: 1\nentries: [{id: a, level: [县]}]\nreview: sure\n", "an unknown review"),
        ("govcat: 1\nentries: [{id: a, owner: {with: 乙}}]\n", "an owner without a lead"),
        ("govcat: 1\nexclude: [{id: a}]\n", "an exclusion without a reason"),
        (
            "govcat: 1\nwaivers: [{entry: a, field: colour, reason: x, basis: b, approved_by: y, until: 2027-01-01}]\n",
            "an unknown field",
        ),
    ] {
        assert!(!problems(&catalog, broken).is_empty(), "passes with {why}");
    }
    for whole in [
        "entries: [{id: a, method: 主动公开, channel: 村口大喇叭, owner: {lead: 甲, with: [乙, 丙]}}]\n",
        "version: 2019\nentries: [{id: 20, was: [a, 3], content: 甲, audience: [特定群体：申请人]}]\n",
        "exclude: {id: a, reason: 不适用}\n",
    ] {
        let found = problems(&catalog, &format!("{head}{whole}"));
        assert!(found.is_empty(), "{whole}: {found:#?}");
    }
    let agency = validator("agency");
    assert!(
        problems(&agency, "govcat: 1\nagency: x\nname: 某县\ninherit: false\nlevel: 县级\n")
            .is_empty()
    );
    assert!(!problems(&agency, "govcat: 1\nagency: x\nname: 某县\ninherit: 'no'\n").is_empty());
    assert!(
        !problems(&agency, "govcat: 1\nagency: x\nname: 某县\noffices: [{acts_for: 甲}]\n")
            .is_empty()
    );
}

/// What commands print for machines is what their schema says: every key, and no other.
#[test]
fn outputs_fit_their_schemas() {
    for (name, folder, args) in [
        ("validate-output", "tests/cli/broken.in", &["validate", "--format", "json"][..]),
        ("gap-output", "tests/cli/gap.in", &["gap", "--format", "json"]),
        ("diff-output", "tests/cli/diff.in", &["diff", "2024", "2025", "--format", "json"]),
        ("resolve-output", "tests/cli/gap.in", &["resolve", "north", "--trace"]),
        (
            "deadline-output",
            "tests/cli/gap.in",
            &["deadline", "信息形成之日起20个工作日内", "--from", "2026-03-02", "--format", "json"],
        ),
    ] {
        let run = |args: &[&str]| -> Value {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_govcat"));
            command.args(args).args(["--today", "2026-11-21"]).current_dir(folder);
            serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
        };
        let mut schema = run(&["schema", name]);
        assert!(jsonschema::meta::is_valid(&schema), "{name} is no JSON Schema");
        close(&mut schema);
        let output = run(args);
        let validator = jsonschema::validator_for(&schema).unwrap();
        let found: Vec<_> = validator
            .iter_errors(&output)
            .map(|it| format!("{}: {it}", it.instance_path()))
            .collect();
        assert!(found.is_empty(), "{name}: {found:#?}");
        assert!(!validator.is_valid(&serde_json::json!({"version": 1})), "{name} takes anything");
    }
}

/// Forbids keys that an object does not name.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            map.values_mut().for_each(close);
            if map.contains_key("properties") {
                map.insert("additionalProperties".to_owned(), false.into());
            }
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}
