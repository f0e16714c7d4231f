//! `govcat export`: the tables carry all that the catalogs say.
use std::{collections::BTreeMap, io::Read as _, process::Command};

use serde_json::{Map, Value, json};

fn run(args: &[&str]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
    let output = command.args(args).env("LC_ALL", "C.UTF-8").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A row as somebody reads it who knows the form and nothing else.
fn read(row: &BTreeMap<&str, &str>) -> Map<String, Value> {
    let cell = |heading: &str| row.get(heading).copied().unwrap_or("");
    let list = |text: &str, sign: &str| -> Vec<Value> {
        text.split(sign).filter(|it| !it.is_empty()).map(Value::from).collect()
    };
    let ticked = |heading: &str| cell(heading).starts_with('√');
    let mut entry = Map::new();
    entry.insert("id".into(), cell("条目编号").into());
    let levels: Vec<&str> = ["一级事项", "二级事项", "三级事项", "四级事项"]
        .into_iter()
        .filter(|it| row.contains_key(it))
        .collect();
    let (name, category) = levels.split_last().map_or(("事项名称", &[][..]), |it| (it.0, it.1));
    entry.insert("category".into(), category.iter().map(|it| Value::from(cell(it))).collect());
    entry.insert("name".into(), cell(name).into());
    entry.insert("content".into(), list(cell("公开内容（要素）"), "；").into());
    entry.insert("basis".into(), list(cell("公开依据"), "；").into());
    entry.insert("deadline".into(), cell("公开时限").into());
    let (with, lead): (Vec<_>, Vec<_>) = cell("公开主体")
        .split('；')
        .filter(|it| !it.is_empty())
        .partition(|it| it.starts_with("配合："));
    let with: Vec<Value> =
        with.iter().flat_map(|it| list(it.trim_start_matches("配合："), "、")).collect();
    entry.insert("owner".into(), json!({"lead": lead, "with": with}));
    let channels = cell("公开渠道和载体").split(['\n', ' ']);
    // What has no box of its own stands behind 其他.
    let channels: Vec<&str> = channels
        .filter_map(|it| it.strip_prefix('■'))
        .flat_map(|it| match it.strip_prefix("其他（").and_then(|it| it.strip_suffix('）')) {
            Some(others) => others.split('、').collect(),
            None => vec![it],
        })
        .collect();
    entry.insert("channel".into(), channels.into());
    let mut audience = Vec::new();
    if ticked("公开对象（全社会）") {
        audience.push("全社会".to_owned());
    }
    if ticked("公开对象（特定群体）") {
        let who = cell("公开对象（特定群体）").trim_start_matches("√（").trim_end_matches('）');
        audience.push(if who == "√" {
            "特定群体".to_owned()
        } else {
            format!("特定群体：{who}")
        });
    }
    entry.insert("audience".into(), audience.into());
    let ways = [("公开方式（主动）", "主动公开"), ("公开方式（依申请公开）", "依申请公开")];
    let ways: Vec<_> = ways.into_iter().filter(|it| ticked(it.0)).map(|it| it.1).collect();
    entry.insert("method".into(), ways.into());
    let levels = row.keys().filter_map(|it| it.strip_prefix("公开层级（")?.strip_suffix('）'));
    let levels = levels.filter(|it| ticked(&format!("公开层级（{it}）"))).map(Value::from);
    entry.insert("level".into(), levels.collect());
    entry.insert("stage".into(), list(cell("五公开"), "、").into());
    entry.insert("link".into(), some(cell("公开链接")));
    // The JSON's review is that of the least sure part.
    let filled_in = list(cell("补写的要素"), "、");
    let review = if filled_in.is_empty() { cell("核对程度") } else { "reconstructed" };
    entry.insert("review".into(), some(review));
    if !filled_in.is_empty() {
        entry.insert("reconstructed".into(), filled_in.into());
    }
    if let Ok(Value::Object(exact)) = serde_json::from_str(cell("精确值")) {
        entry.extend(exact);
    }
    entry
}

fn some(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}

/// Sets are compared as sets, and what the JSON derives is left out.
fn plain(entry: &Map<String, Value>) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for (key, value) in entry {
        let value = match (key.as_str(), value) {
            ("deadline", Value::Object(it)) => it["text"].clone(),
            ("owner", Value::Array(lead)) => json!({"lead": lead, "with": []}),
            ("level" | "channel" | "method" | "audience", Value::Array(all)) => {
                let mut all: Vec<String> = all.iter().map(ToString::to_string).collect();
                all.sort();
                all.into()
            }
            // Each document is a row of its own in the JSON.
            ("basis", Value::Array(all)) => {
                let texts = all.iter().map(|it| it.get("text").unwrap_or(it).as_str().unwrap());
                texts.collect::<String>().replace(['；', '、', '，'], "").into()
            }
            ("agency" | "domain" | "kind" | "reason", _) | (_, Value::Null) => continue,
            _ => value.clone(),
        };
        out.insert(key.clone(), value.to_string());
    }
    out
}

#[test]
fn the_columns_carry_all_that_the_catalogs_say() {
    let mut compared = 0;
    for agency in ["national", "xiuyan"] {
        let folder = tempfile::tempdir().unwrap();
        let out = format!("{}/", folder.path().display());
        run(&["export", "--format", "csv", "--agency", agency, "--out", &out]);
        let resolved: Value = serde_json::from_slice(&run(&["resolve", agency])).unwrap();
        let mut rows = BTreeMap::new();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let path = file.unwrap().path();
            if path.to_string_lossy().contains("plan-") {
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            let mut reader =
                csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
            let headings = reader.headers().unwrap().clone();
            for record in reader.records() {
                let record = record.unwrap();
                let row: BTreeMap<&str, &str> = headings.iter().zip(&record).collect();
                let entry = read(&row);
                rows.insert(entry["id"].as_str().unwrap().to_owned(), entry);
            }
        }
        for entry in resolved["entries"].as_array().unwrap() {
            let entry = entry.as_object().unwrap();
            if entry["kind"] != "standard" {
                continue;
            }
            let row = &rows[entry["id"].as_str().unwrap()];
            assert_eq!(plain(row), plain(entry), "{agency}");
            compared += 1;
        }
    }
    assert!(compared > 1500, "{compared}");
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Whether every tag is closed in its order.
fn is_well_formed(xml: &str) -> bool {
    let mut open = Vec::new();
    for tag in xml.split('<').skip(1).map(|it| it.split('>').next().unwrap()) {
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !tag.ends_with('/') && !tag.starts_with('?') {
            open.push(tag.split(' ').next().unwrap());
        }
    }
    open.is_empty()
}

#[test]
fn a_word_document_is_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.docx");
    let out = file.to_str().unwrap();
    let args =
        ["export", "--format", "docx", "--agency", "xiuyan", "--domain", "社会救助", "--plain"];
    run(&[&args[..], &["--out", out]].concat());
    let bytes = std::fs::read(&file).unwrap();
    let body = part(&bytes, "word/document.xml");
    for name in ["[Content_Types].xml", "word/styles.xml", "word/footer1.xml", "_rels/.rels"] {
        assert!(is_well_formed(&part(&bytes, name)), "{name}");
    }
    assert!(is_well_formed(&body));
    assert_eq!(body.matches("<w:tblHeader/>").count(), 2);
    assert_eq!(body.matches("<w:tr>").count(), 14 + 2);
    // 公开事项, 公开对象, 公开方式, 公开层级.
    assert_eq!(body.matches("<w:gridSpan w:val=\"2\"/>").count(), 4);
    assert!(body.contains("w:orient=\"landscape\""));
    assert!(body.contains("<w:vMerge w:val=\"restart\"/>") && !body.contains("条目编号"));
    // The same catalogs, the same bytes.
    run(&[&args[..], &["--out", out]].concat());
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_page_and_a_workbook_have_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.xlsx");
    let domain = ["--agency", "xiuyan", "--domain", "social-assistance"];
    run(&[&["export", "--format", "xlsx", "--out", file.to_str().unwrap()], &domain[..]].concat());
    let page = run(&[&["export", "--format", "html"], &domain[..]].concat());
    let page = String::from_utf8(page).unwrap();
    let sheet = part(&std::fs::read(&file).unwrap(), "xl/worksheets/sheet1.xml");
    for words in ["20-001", "xiuyan-20-001", "条目编号", "核对程度", "■政府网站", "最低生活保障"]
    {
        assert!(page.contains(words) && sheet.contains(words), "{words}");
    }
    assert_eq!(page.matches("<tr>").count(), 14 + 2);
}
