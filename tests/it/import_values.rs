//! What cells hold that is no text: formulas, errors, days, formats; and rows that are no entries.
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use serde_json::json;

use crate::{
    import_desk::{Desk, HEADER, ROW, codes, sheet, with},
    import_make::{archive, docx_of, escape, html, xlsx},
};

const DOMAIN: &str = "social-assistance";

/// A workbook with the usual table, of which some cells are written anew.
fn book(rows: u32, change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("社会救助").unwrap();
    for (column, text) in (0..).zip(HEADER) {
        page.write_string(0, column, text).unwrap();
    }
    for row in 1..=rows {
        for (column, text) in (0..).zip(ROW) {
            page.write_string(row, column, text).unwrap();
        }
        page.write_string(row, 2, format!("事项{row}")).unwrap();
        page.write_string(row, 0, row.to_string()).unwrap();
    }
    change(page);
    book.save_to_buffer().unwrap()
}

fn places(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(code, cell)| ((*code).to_owned(), (*cell).to_owned())).collect()
}

#[test]
fn numbers_are_what_they_show() {
    let desk = Desk::new();
    let format = |it: &str| Format::new().set_num_format(it);
    let bytes = book(5, |page| {
        page.write_with_format(1, 5, 20, &format("0\"个工作日\"")).unwrap();
        page.write_with_format(1, 0, 7, &format("000")).unwrap();
        page.write_with_format(2, 0, 1.1, &format("0.00")).unwrap();
        page.write_with_format(3, 0, 1.1, &format("0.0")).unwrap();
        page.write_with_format(4, 0, 4.0, &format("General")).unwrap();
        let day = |text| ExcelDateTime::parse_from_str(text).unwrap();
        page.write_with_format(2, 5, day("2020-05-01"), &format("yyyy/m/d")).unwrap();
        page.write_with_format(3, 5, day("2020-05-01T09:30:00"), &format("yyyy/m/d h:mm")).unwrap();
        page.write_with_format(4, 5, 0.375, &format("h:mm")).unwrap();
        // 1-4 becomes a day in Excel.
        page.write_with_format(5, 0, day("2024-01-04"), &format("m\"月\"d\"日\"")).unwrap();
    });
    let (code, report) = desk.import("20.xlsx", bytes);
    assert_eq!((code, codes(&report)), (0, places(&[("number-is-day", "A6")])), "{report}");
    let entries = desk.entries(DOMAIN);
    let ids: Vec<&str> = entries.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["20-007", "20-1.10", "20-1.1", "20-4", "20-x1"]);
    let days: Vec<&str> =
        entries.iter().map(|it| it["deadline"]["text"].as_str().unwrap()).collect();
    assert_eq!(days[..4], ["20个工作日", "2020-05-01", "2020-05-01 09:30", "09:00"]);
    let text = desk.text("catalogs/x/20-social-assistance.yaml");
    assert!(text.contains("# 序号：2024-01-04"), "{text}");
}

#[test]
fn formulas_that_failed_are_no_values() {
    let desk = Desk::new();
    let error = |it: &str| Formula::new("A1").set_result(it);
    let bytes = book(2, |page| {
        // A result is a value, and a blank one is a blank.
        page.write_formula(1, 6, Formula::new("G9").set_result("县民政局")).unwrap();
        page.write_formula(1, 1, Formula::new("IF(1,\"\")").set_result("")).unwrap();
        page.write_formula(2, 6, error("#N/A")).unwrap();
        page.write_formula(2, 1, error("#REF!")).unwrap();
    });
    let (code, report) = desk.import("20.xlsx", bytes);
    let want = places(&[("no-value", "B3"), ("no-value", "G3")]);
    assert_eq!((code, codes(&report)), (1, want), "{report}");
    let entries = desk.entries(DOMAIN);
    assert_eq!(entries[0]["owner"]["lead"], json!(["县民政局"]));
    assert_eq!((&entries[1]["owner"]["lead"], &entries[1]["category"]), (&json!([]), &json!([])));
    let text = desk.text("catalogs/x/20-social-assistance.yaml");
    assert!(
        text.contains("# 公开主体（G3）原文：#N/A") && text.contains("# B3 原文：#REF!"),
        "{text}"
    );
}

#[test]
fn formulas_without_results_are_told() {
    let row = |at: usize, cells: &[String]| format!("<row r=\"{at}\">{}</row>", cells.concat());
    let text = |at: usize, row: usize, text: &str| {
        let column = char::from(b'A' + u8::try_from(at).unwrap());
        format!(
            "<c r=\"{column}{row}\" t=\"inlineStr\"><is><r><t>{}</t></r><rPh sb=\"0\" eb=\"1\"><t>注音</t></rPh></is></c>",
            escape(text)
        )
    };
    let cells = |row: usize, texts: &[&str]| -> Vec<String> {
        texts.iter().enumerate().map(|(at, it)| text(at, row, it)).collect()
    };
    let mut last = cells(3, &with(2, "乙"));
    last[5] = "<c r=\"F3\"><f>F2&amp;\"\"</f><v></v></c>".to_owned();
    last[6] = "<c r=\"G3\"><f>G2</f></c>".to_owned();
    last[10] = "<c r=\"K3\" t=\"str\"><f>K9</f><v></v></c>".to_owned();
    let body = [row(1, &cells(1, &HEADER)), row(2, &cells(2, &ROW)), row(3, &last)].concat();
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{body}</sheetData></worksheet>"
    );
    let bytes = archive(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"社会救助\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);
    let desk = Desk::new();
    let (code, report) = desk.import("20.xlsx", bytes);
    let want = places(&[("no-value", "F3"), ("no-value", "G3"), ("blank-as-above", "K3")]);
    assert_eq!((code, codes(&report)), (1, want), "{report}");
    let entry = &desk.entries(DOMAIN)[1];
    assert_eq!((&entry["deadline"], &entry["owner"]["lead"]), (&json!(null), &json!([])));
    let text = desk.text("catalogs/x/20-social-assistance.yaml");
    assert!(text.contains("# 公开时限（F3）原文：=F2&\"\""), "{text}");
    assert!(!text.contains("注音"), "{text}");
}

#[test]
fn what_stands_below_the_rows_is_no_entry() {
    let desk = Desk::new();
    let bytes = book(2, |page| {
        for (row, column, text) in [
            (4, 0, "联系人"),
            (4, 1, "张三"),
            (4, 2, "联系电话"),
            (4, 3, "0312-1"),
            (5, 0, "以上目录动态调整"),
            (6, 9, "县民政局"),
            (7, 9, "2020年5月10日"),
        ] {
            page.write_string(row, column, text).unwrap();
        }
    });
    let (code, report) = desk.import("20.xlsx", bytes);
    let want = places(&[("note", "A5"), ("note", "A6"), ("note", "J7"), ("note", "J8")]);
    assert_eq!((code, codes(&report)), (0, want), "{report}");
    assert_eq!(desk.entries(DOMAIN).len(), 2);
}

#[test]
fn a_signature_under_the_names_is_no_entry() {
    let desk = Desk::new();
    let head = &HEADER[2..];
    let mut rows: Vec<Vec<&str>> = vec![head.to_vec(), ROW[2..].to_vec(), vec!["养老机构"]];
    // A lone name goes with the rows below it; a body and a day below all of them sign.
    rows.push(with(2, "")[2..].to_vec());
    rows.extend([vec!["某某县民政局"], vec!["二〇二〇年五月十日"]]);
    let mut sheet = sheet(&[]);
    sheet.cells.clear();
    for row in &rows {
        sheet.row(row);
    }
    let (code, report) = desk.import("20.xlsx", xlsx(&[sheet]));
    let notes: Vec<_> = codes(&report).into_iter().filter(|it| it.0 == "note").collect();
    assert_eq!((code, notes), (0, places(&[("note", "A6"), ("note", "A7")])), "{report}");
    let entries = desk.entries(DOMAIN);
    assert!(entries.iter().any(|it| it["name"] == "养老机构"), "{entries:?}");
    assert!(!entries.iter().any(|it| it["name"].as_str().unwrap().contains("县民政局")));
}

#[test]
fn a_heading_for_rows_right_below_a_header_of_two_rows() {
    for is_merged in [true, false] {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        page.set_name("社会救助").unwrap();
        let mut head: Vec<&str> = vec!["公开渠道", "", ""];
        head.extend(HEADER[2..7].iter().chain(&HEADER[8..]));
        for (column, text) in (0..).zip(&head) {
            page.write_string(0, column, *text).unwrap();
        }
        for (column, text) in [(0, "政府网站"), (1, "政府公报"), (2, "公开查阅点")] {
            page.write_string(1, column, text).unwrap();
        }
        let last = u16::try_from(head.len()).unwrap() - 1;
        if is_merged {
            page.merge_range(2, 0, 2, last, "（一）综合业务", &Format::new()).unwrap();
        } else {
            page.write_string(2, 0, "（一）综合业务").unwrap();
        }
        let mut row: Vec<&str> = vec!["√", "", "√"];
        row.extend(ROW[2..7].iter().chain(&ROW[8..]));
        for (column, text) in (0..).zip(&row) {
            page.write_string(3, column, *text).unwrap();
        }
        let desk = Desk::new();
        let (_, report) = desk.import("20.xlsx", book.save_to_buffer().unwrap());
        let entry = desk.entries(DOMAIN).remove(0);
        assert_eq!(entry["channel"], json!(["政府网站", "公开查阅点"]), "{is_merged}: {report}");
        assert_eq!(entry["name"], "监督检查");
        // Its number says what it is where its width does not.
        assert_eq!(
            (&entry["category"], codes(&report).len()),
            (&json!(["综合业务"]), 0),
            "{report}"
        );
    }
}

#[test]
fn a_piece_of_a_row_between_the_rows_is_told() {
    let desk = Desk::new();
    let piece = ["", "", "", "", "（国务院令第649号）", "", "", "", "", "", ""];
    let (code, report) = desk.import("20.xlsx", xlsx(&[sheet(&[&ROW, &piece, &with(2, "乙")])]));
    assert_eq!((code, codes(&report)), (1, places(&[("row-torn", "E4")])), "{report}");
    assert_eq!(desk.entries(DOMAIN).len(), 2);
}

#[test]
fn marks_that_repeat_what_is_above_and_those_that_say_nothing() {
    let desk = Desk::new();
    let mut head = HEADER.to_vec();
    head.push("配合单位");
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for (at, mark) in ["〃 〃", "々々", "\"\"", "同〃"].iter().enumerate() {
        let mut row = vec![*mark; 12];
        (row[0], row[2], row[11]) =
            ("", ["乙", "丙", "丁", "戊"][at], ["—", "无", "/", "县财政局"][at]);
        rows.push(row);
    }
    let first: Vec<&str> = ROW.iter().chain(&["－"]).copied().collect();
    let mut sheet = sheet(&[]);
    sheet.cells.clear();
    sheet.row(&head);
    sheet.row(&first);
    for row in &rows {
        sheet.row(row);
    }
    let (code, report) = desk.import("20.xlsx", xlsx(&[sheet]));
    assert_eq!((code, codes(&report)), (0, Vec::new()), "{report}");
    let entries = desk.entries(DOMAIN);
    for (at, entry) in entries.iter().enumerate() {
        for field in
            ["category", "content", "basis", "deadline", "channel", "audience", "method", "level"]
        {
            assert_eq!(entry[field], entries[0][field], "{at} {field}");
        }
        let with = if at == 4 { json!(["县财政局"]) } else { json!([]) };
        assert_eq!(entry["owner"], json!({"lead": ["县民政局"], "with": with}), "{at}");
    }
}

#[test]
fn a_table_in_a_cell_is_what_the_cell_says() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let texts = |texts: &[&str]| -> Vec<String> { texts.iter().map(|it| cell(it)).collect() };
    let boxes = [
        "■政府网站",
        "□政府公报",
        "□两微一端",
        "□广播电视",
        "■公开查阅点",
        "□精准推送",
        "□其他",
        "",
    ];
    let inner: String = boxes.chunks(4).map(|it| row(&texts(it))).collect();
    let mut cells = texts(&ROW);
    cells[7] = format!("<w:tc><w:p/><w:tbl>{inner}</w:tbl><w:p/></w:tc>");
    let body = format!(
        "<w:p><w:r><w:t>社会救助领域目录</w:t></w:r></w:p><w:tbl>{}{}</w:tbl>",
        row(&texts(&HEADER)),
        row(&cells)
    );
    let page = String::from_utf8(html(&[sheet(&[&ROW])])).unwrap();
    let inner: String = boxes
        .chunks(4)
        .map(|it| {
            format!("<tr>{}</tr>", it.iter().map(|it| format!("<td>{it}</td>")).collect::<String>())
        })
        .collect();
    let page = page.replace(ROW[7], &format!("<table>{inner}</table>"));
    assert!(page.contains("■公开查阅点</td>"), "{page}");
    for (name, bytes) in [("20.docx", docx_of(&body)), ("20.html", page.into_bytes())] {
        let desk = Desk::new();
        let (code, report) = desk.import(name, bytes);
        assert_eq!((code, codes(&report)), (0, Vec::new()), "{name}: {report}");
        let entry = &desk.entries(DOMAIN)[0];
        assert_eq!(entry["channel"], json!(["政府网站", "公开查阅点"]), "{name}");
    }
}

#[test]
fn a_page_goes_on_though_its_last_column_is_blank() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |texts: &[&str], note: &str| {
        let cells: String = texts.iter().chain(&[note]).map(|it| cell(it)).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let line = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body = [
        line("社会救助领域目录"),
        format!("<w:tbl>{}{}</w:tbl>", row(&HEADER, "备注"), row(&ROW, "新增")),
        line("— 2 —"),
        format!("<w:tbl>{}</w:tbl>", row(&with(2, "乙"), "")),
    ];
    let desk = Desk::new();
    let (code, report) = desk.import("20.docx", docx_of(&body.concat()));
    assert_eq!((code, codes(&report)), (0, Vec::new()), "{report}");
    assert_eq!(desk.entries(DOMAIN).len(), 2);
}
