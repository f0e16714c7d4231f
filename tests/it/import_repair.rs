//! Tables in disrepair: what repeats, is broken over pages, flattened or noted at the side.
use serde_json::{Value, json};

use crate::{
    import_desk::{Desk, HEADER, ROW, codes, sheet, with},
    import_make::{Cell, Sheet, archive, docx_of, one, xlsx},
};

const DOMAIN: &str = "social-assistance";

fn named(number: &'static str, name: &'static str) -> Vec<&'static str> {
    let mut row = with(2, name);
    row[0] = number;
    row
}

fn column(entries: &[Value], field: &str) -> Vec<Value> {
    entries.iter().map(|it| it[field].clone()).collect()
}

fn plain(rows: &[Vec<&str>]) -> Sheet {
    let mut sheet = Sheet {
        name: "社会救助".into(),
        title: "社会救助领域基层政务公开标准目录".into(),
        cells: Vec::new(),
    };
    for row in rows {
        sheet.row(row);
    }
    sheet
}

#[test]
fn a_header_repeated_in_another_form_keeps_what_is_above() {
    let two = [
        "序号,公开事项,,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,,公开方式,,公开层级,",
        ",一级事项,二级事项,,,,,,全社会,特定群体,主动,依申请,县级,乡、村级",
    ];
    let flat = "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,全社会,特定群体,主动,依申请,县级,乡、村级";
    let other = "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式,公开层级";
    let row = |name: &str, category: &str| {
        format!("1,{category},{name},甲,《甲法》,长期公开,县民政局,政府网站,√,,√,,√,√")
    };
    let last = "4,,丁,甲,《甲法》,长期公开,县民政局,政府网站,全社会,主动,县乡级".to_owned();
    let lines = [
        two[0].into(),
        two[1].into(),
        row("甲", "综合业务"),
        flat.into(),
        row("乙", ""),
        two[0].into(),
        row("丙", ""),
        other.into(),
        last,
    ];
    let desk = Desk::new();
    let text = format!("社会救助领域基层政务公开标准目录\n{}\n", lines.join("\n"));
    let (code, report) = desk.import("a.csv", text);
    assert_eq!(code, 0, "{report}");
    let entries = desk.entries(DOMAIN);
    assert_eq!(column(&entries, "category"), vec![json!(["综合业务"]); 4]);
    let levels = [json!(["县级", "乡级", "村级"]), json!(["县级", "乡级"])];
    assert_eq!((&entries[1]["level"], &entries[3]["level"]), (&levels[0], &levels[1]));
}

#[test]
fn pages_of_a_document_go_on() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |texts: &[&str]| {
        format!("<w:tr>{}</w:tr>", texts.iter().map(|it| cell(it)).collect::<String>())
    };
    let line = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let table = |rows: &[String]| format!("<w:tbl>{}</w:tbl>", rows.concat());
    let blank = |number: &'static str, name: &'static str| {
        let mut row = named(number, name);
        row[1] = "";
        row
    };
    let broken = ["", "", "", "监督电话", "", "", "", "", "", "", ""];
    let body = [
        line("社会救助领域基层政务公开标准目录"),
        table(&[row(&HEADER), row(&named("1", "甲"))]),
        line("— 2 —"),
        line("（续上表）"),
        table(&[row(&HEADER), row(&blank("2", "乙"))]),
        line("县人民政府办公室文件"),
        table(&[row(&broken), row(&blank("3", "丙"))]),
    ];
    let desk = Desk::new();
    let (code, report) = desk.import("a.docx", docx_of(&body.concat()));
    assert_eq!(code, 0, "{report}");
    let entries = desk.entries(DOMAIN);
    assert_eq!(column(&entries, "category"), vec![json!(["综合业务"]); 3]);
    assert_eq!(entries[1]["content"], json!(["通讯地址", "投诉电话", "监督电话"]));
    assert!(codes(&report).contains(&("row-continued".into(), "D1".into())), "{report}");
}

#[test]
fn numbers_are_those_of_words_lists() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='5'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%1）'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let comments = "<w:comments><w:comment w:id=\"0\" w:author=\"甲\"><w:p><w:r><w:t>请核实</w:t></w:r></w:p></w:comment></w:comments>";
    let header = "<w:hdr><w:p><w:r><w:t>社会救助领域基层政务公开标准目录</w:t></w:r></w:p></w:hdr>";
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let mut body: String = HEADER.iter().map(|it| cell(it)).collect();
    for (list, name) in [(1, "甲"), (2, "乙")] {
        let number = format!(
            "<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{list}'/></w:numPr></w:pPr></w:p></w:tc>"
        );
        let mut cells: Vec<String> = with(2, name).iter().map(|it| cell(it)).collect();
        cells[0] = number;
        cells[5] = cells[5].replace("</w:r>", "<w:commentReference w:id=\"0\"/></w:r>");
        body += &format!("</w:tr><w:tr>{}", cells.concat());
    }
    let document = format!(
        "<w:document xmlns:w=\"w\"><w:body><w:tbl><w:tr>{body}</w:tr></w:tbl></w:body></w:document>"
    );
    let bytes = archive(&[
        ("word/document.xml", &document),
        ("word/numbering.xml", numbering),
        ("word/comments.xml", comments),
        ("word/header1.xml", header),
    ]);
    let desk = Desk::new();
    let (code, report) = desk.import("a.docx", bytes);
    assert_eq!(code, 0, "{report}");
    assert_eq!(column(&desk.entries(DOMAIN), "id"), [json!("20-5"), json!("20-6")]);
    let text = desk.text("catalogs/x/20-social-assistance.yaml");
    assert!(text.contains("F3 的批注：请核实"), "{text}");
}

#[test]
fn domains_in_a_column_or_between_the_rows() {
    let mut head = HEADER.to_vec();
    head.insert(1, "领域");
    let row = |domain: &'static str, name: &'static str| {
        let mut row = with(2, name);
        row.insert(1, domain);
        row
    };
    let mut columns = plain(&[head, row("社会救助", "甲"), row("", "乙"), row("养老服务", "丙")]);
    columns.title = "甲镇基层政务公开标准目录".into();
    columns.name = "Sheet1".into();
    let wide = |text: &str| vec![Some(Cell { text: text.into(), rows: 1, columns: HEADER.len() })];
    let mut between = Sheet { cells: Vec::new(), ..columns.clone() };
    between.row(&HEADER);
    for (domain, names) in
        [("（一）社会救助领域（共2项）", ["甲", "乙"].as_slice()), ("（二）养老服务领域", &["丙"])]
    {
        between.cells.push(wide(domain));
        for name in names {
            between.row(&with(2, name));
        }
    }
    for sheet in [columns, between] {
        let desk = Desk::new();
        let (code, report) = desk.import("a.xlsx", xlsx(&[sheet]));
        assert_eq!((code, report["summary"]["entries"].as_u64()), (0, Some(3)), "{report}");
        assert_eq!((desk.entries(DOMAIN).len(), desk.entries("elderly-care").len()), (2, 1));
    }
}

#[test]
fn headings_that_end_in_their_value() {
    for head in [
        ["公开对象\n全社会", "公开方式\n主动", "公开层级\n县级"],
        ["公开对象-全社会", "公开方式_主动", "公开层级/县级"],
        ["公开对象（全社会）", "公开方式（主动）", "公开层级（县（市、区）级）"],
    ] {
        let mut top = HEADER.to_vec();
        top.splice(8.., head);
        let mut row = ROW.to_vec();
        row.splice(8.., ["√", "Y", "1"]);
        let desk = Desk::new();
        let (code, report) = desk.import("a.xlsx", xlsx(&[plain(&[top, row])]));
        assert_eq!(code, 0, "{report}");
        let entry = &desk.entries(DOMAIN)[0];
        assert_eq!(entry["audience"], json!(["全社会"]));
        assert_eq!((&entry["method"], &entry["level"]), (&json!(["主动公开"]), &json!(["县级"])));
    }
}

#[test]
fn pages_of_the_web_with_frames_scripts_and_check_boxes() {
    let cells = |tag: &str, row: &[&str]| {
        row.iter().map(|it| format!("<{tag}>{it}</{tag}>")).collect::<String>()
    };
    let channels = "<input type=checkbox checked>政府网站<input type=checkbox>政府公报";
    let page = format!(
        "<meta charset=utf-8><table><tr><td>社会救助领域基层政务公开标准目录</td></tr><tr><td><script>var a = '扶贫领域目录';</script><p>本目录不含养老服务、义务教育等领域事项。</p><table><tr>{}</tr><tr>{}</tr></table></td></tr></table>",
        cells("th", &HEADER),
        cells("td", &with(7, channels)),
    );
    let desk = Desk::new();
    let (code, report) = desk.import("a.html", page);
    assert_eq!(code, 0, "{report}");
    assert_eq!(desk.entries(DOMAIN)[0]["channel"], json!(["政府网站"]));
}

#[test]
fn rows_that_are_no_entries() {
    let mut head = HEADER.to_vec();
    head.remove(1);
    let row = |number: &'static str, name: &'static str| {
        let mut row = named(number, name);
        row.remove(1);
        row
    };
    let group = |number: &'static str, name: &'static str| {
        let mut row = vec![""; head.len()];
        (row[0], row[1]) = (number, name);
        row
    };
    let rows = [
        head.clone(),
        group("一", "监督检查"),
        row("1", "甲"),
        row("2", "乙"),
        group("", "本类小计"),
        group("二", "行政处罚"),
        row("1", "丙"),
    ];
    let desk = Desk::new();
    let (code, report) = desk.import("a.xlsx", xlsx(&[plain(&rows)]));
    assert_eq!(code, 0, "{report}");
    let want = [json!(["监督检查"]), json!(["监督检查"]), json!(["行政处罚"])];
    assert_eq!(column(&desk.entries(DOMAIN), "category"), want);
}

#[test]
fn one_item_over_several_rows_is_one_entry() {
    let mut sheet = plain(&[HEADER.to_vec(), with(4, "《甲法》"), with(4, "《乙法》")]);
    for column in (0..HEADER.len()).filter(|it| *it != 4) {
        sheet.merge_down(column, 1);
    }
    let desk = Desk::new();
    let (_, report) = desk.import("a.xlsx", xlsx(&[sheet]));
    assert_eq!(report["summary"]["entries"], 1, "{report}");
    let basis = desk.entries(DOMAIN)[0]["basis"].to_string();
    assert!(basis.contains("甲法") && basis.contains("乙法"), "{basis}");
}

#[test]
fn a_column_that_nobody_knows_is_told() {
    let mut head = HEADER.to_vec();
    head[3] = "甲乙丙";
    let desk = Desk::new();
    let (code, report) = desk.import("a.xlsx", xlsx(&[plain(&[head, ROW.to_vec()])]));
    assert_eq!(code, 1);
    assert_eq!(codes(&report), [("unknown-column".into(), "D2".into())]);
    assert!(desk.text("catalogs/x/20-social-assistance.yaml").contains("甲乙丙：通讯地址"));
}

#[test]
fn a_copied_sheet_and_a_sheet_without_headings() {
    let first = plain(&[HEADER.to_vec(), named("1", "甲"), named("2", "乙")]);
    let copy = Sheet { name: "社会救助 (2)".into(), ..first.clone() };
    let mut more = Sheet { name: "Sheet3".into(), title: String::new(), cells: Vec::new() };
    more.row(&named("3", "丙"));
    let desk = Desk::new();
    let (code, report) = desk.import("a.xlsx", xlsx(&[first, copy, more]));
    assert_eq!((code, report["summary"]["entries"].as_u64()), (0, Some(3)), "{report}");
    let told = codes(&report);
    for (code, count) in [("same-row", 2), ("sheet-continued", 1)] {
        assert_eq!(told.iter().filter(|it| it.0 == code).count(), count, "{report}");
    }
}

#[test]
fn a_common_name_takes_no_id_of_the_standard() {
    let desk = Desk::new();
    let path = "catalogs/national/20.yaml";
    let standard = desk.text(path).replace("name: 监督检查", "name: 政策法规文件");
    desk.put(path, standard.replacen("category: 综合业务", "category: 低保", 1));
    let mut row = with(3, "住房救助政策");
    (row[1], row[2]) = ("住房救助", "政策法规文件");
    let (code, report) = desk.import("a.xlsx", xlsx(&[sheet(&[&row])]));
    assert_eq!(code, 0, "{report}");
    assert_eq!(desk.entries(DOMAIN)[0]["id"], "20-1");
}

#[test]
fn what_a_killed_run_left_is_taken_away() {
    let desk = Desk::new();
    let left = "catalogs/x/.20-social-assistance.yaml.govcat-4294967295-0";
    let other = "catalogs/x/.20-social-assistance.yaml.bak";
    desk.put(left, "half");
    desk.put(other, "mine");
    desk.put("a.xlsx", xlsx(&[sheet(&[&ROW])]));
    let output = desk.run(&["import", "a.xlsx", "--agency", "x"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if cfg!(target_os = "linux") {
        assert!(text.contains("清除了上次导入中断留下的 1 个临时文件"), "{text}");
        assert!(!desk.path(left).exists());
    }
    assert!(desk.path(other).exists());
}

#[test]
fn a_record_older_than_its_catalog_mends_itself() {
    let desk = Desk::new();
    let (catalog, record) = (
        "catalogs/x/20-social-assistance.yaml",
        "catalogs/x/.govcat/import/20-social-assistance.json",
    );
    desk.import("a.xlsx", xlsx(&[sheet(&[&ROW])]));
    let old = desk.text(record);
    let better = with(5, "5个工作日内");
    desk.import("a.xlsx", xlsx(&[sheet(&[&better])]));
    let (text, new) = (desk.text(catalog), desk.text(record));
    // A run that was killed between the two renames: the catalog comes first.
    desk.put(record, &old);
    let (code, _) = desk.import("a.xlsx", xlsx(&[sheet(&[&better])]));
    assert_eq!((code, desk.text(catalog), desk.text(record)), (0, text, new));
}

#[test]
fn a_run_that_finds_nothing_is_no_success() {
    let desk = Desk::new();
    let mut list = Sheet { name: "名单".into(), ..Sheet::default() };
    list.cells.push(vec![Some(one("姓名")), Some(one("电话"))]);
    assert_eq!(desk.import("a.xlsx", xlsx(&[list])).0, 1);
}
