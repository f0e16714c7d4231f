//! What Word and Excel keep beside the words: links, list numbers, text boxes, what a merge covers.
use serde_json::json;

use crate::{
    import_desk::{Desk, HEADER, ROW, codes, sheet},
    import_make::{archive, docx_of, html, xlsx},
};

const LINK: &str = "https://www.example.gov.cn/a?b=1";

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn cell(inside: &str) -> String {
    format!("<w:tc><w:tcPr/>{inside}</w:tc>")
}

fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

/// A table of Word with the usual headings and some rows more.
fn table(above: &str, head: &[&str], rows: &[Vec<String>]) -> String {
    let head: Vec<String> = head.iter().map(|it| cell(&paragraph(it))).collect();
    let rows: String = rows.iter().map(|it| row(it)).collect();
    format!("{above}<w:tbl>{}{rows}</w:tbl>", row(&head))
}

fn texts(row: &[&str]) -> Vec<String> {
    row.iter().map(|it| cell(&paragraph(it))).collect()
}

#[test]
fn numbers_that_word_counts_are_numbers() {
    let desk = Desk::new();
    let counted = cell(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:p>",
    );
    let mut rows = Vec::new();
    for name in ["甲事项", "乙事项", "丙事项"] {
        let mut cells = texts(&ROW);
        cells[0] = counted.clone();
        cells[2] = cell(&paragraph(name));
        rows.push(cells);
    }
    let title = paragraph("社会救助领域基层政务公开标准目录");
    let (code, report) = desk.import("a.docx", docx_of(&table(&title, &HEADER, &rows)));
    assert_eq!(code, 0, "{report}");
    let ids: Vec<_> = desk
        .entries("social-assistance")
        .iter()
        .map(|it| it["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, ["20-1", "20-2", "20-3"]);
}

#[test]
fn a_title_in_a_text_box_and_words_in_content_controls() {
    let desk = Desk::new();
    let title = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        paragraph("社会救助领域基层政务公开标准目录")
    );
    let mut cells = texts(&ROW);
    cells[6] = cell(&format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"主体\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        paragraph("县民政局")
    ));
    cells[3] = cell(&format!(
        "<w:p><w:r><w:t>通讯地址；</w:t></w:r><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>",
        paragraph("投诉电话")
    ));
    let (code, report) = desk.import("a.docx", docx_of(&table(&title, &HEADER, &[cells])));
    assert_eq!(code, 0, "{report}");
    let entry = &desk.entries("social-assistance")[0];
    assert_eq!(entry["owner"]["lead"], json!(["县民政局"]));
    let content = entry["content"].to_string();
    assert!(content.contains("通讯地址") && content.contains("投诉电话"), "{content}");
}

#[test]
fn links_are_kept() {
    let head: Vec<&str> = HEADER.iter().copied().chain(["公开链接"]).collect();
    let shown: Vec<&str> = ROW.iter().copied().chain(["查看"]).collect();
    // A web page.
    let mut page = sheet(&[&shown]);
    page.cells[0] = sheet(&[&head]).cells.remove(1);
    let text = String::from_utf8(html(std::slice::from_ref(&page))).unwrap();
    let anchor = format!("<a href=\"{LINK}\">查看</a>");
    let text = text
        .replace("查看", &anchor)
        .replace("监督检查", &format!("<a href='{LINK}&c'>监督检查</a>"));
    // Word.
    let mut cells = texts(&ROW);
    cells.push(cell(
        "<w:p><w:hyperlink r:id=\"rId7\"><w:r><w:t>查看</w:t></w:r></w:hyperlink></w:p>",
    ));
    let title = paragraph("社会救助领域基层政务公开标准目录");
    let document = format!(
        "<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{}</w:body></w:document>",
        table(&title, &head, &[cells])
    );
    let relations = format!(
        "<Relationships><Relationship Id=\"rId7\" Target=\"{LINK}\" TargetMode=\"External\"/></Relationships>"
    );
    let word =
        archive(&[("word/document.xml", &document), ("word/_rels/document.xml.rels", &relations)]);
    // Excel.
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("社会救助").unwrap();
    for (column, (head, text)) in (0_u16..).zip(head.iter().zip(&shown)) {
        sheet.write_string(0, column, *head).unwrap();
        sheet.write_string(1, column, *text).unwrap();
    }
    let url = rust_xlsxwriter::Url::new(LINK).set_text("查看");
    sheet.write_url(1, 11, url).unwrap();
    let book = book.save_to_buffer().unwrap();
    for (name, bytes) in [("a.html", text.into_bytes()), ("a.docx", word), ("a.xlsx", book)] {
        let desk = Desk::new();
        let (code, report) = desk.import(name, bytes);
        assert_eq!(code, 0, "{name}: {report}");
        assert_eq!(desk.entries("social-assistance")[0]["link"], LINK, "{name}");
        let text = desk.text("catalogs/x/20-social-assistance.yaml");
        assert_eq!(
            text.contains("C3 的链接") || text.contains("C2 的链接"),
            name == "a.html",
            "{text}"
        );
    }
}

#[test]
fn what_a_merged_cell_covers_is_told_and_does_not_count() {
    let desk = Desk::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("社会救助").unwrap();
    let format = rust_xlsxwriter::Format::new();
    for (column, head) in (0_u16..).zip(HEADER) {
        sheet.write_string(0, column, head).unwrap();
        for row in 1..=2 {
            sheet.write_string(row, column, ROW[usize::from(column)]).unwrap();
        }
    }
    sheet.write_string(2, 2, "另一事项").unwrap();
    sheet.merge_range(1, 1, 2, 1, "综合业务", &format).unwrap();
    sheet.write_string(2, 1, "旧的类别").unwrap();
    let (_, report) = desk.import("a.xlsx", book.save_to_buffer().unwrap());
    assert!(codes(&report).contains(&("hidden-text".into(), "B3".into())), "{report}");
    let entries = desk.entries("social-assistance");
    assert_eq!(entries[1]["category"], json!(["综合业务"]));
    let text = desk.text("catalogs/x/20-social-assistance.yaml");
    assert!(text.contains("旧的类别"), "{text}");
}

#[test]
fn exact_values_that_a_cell_contradicts_are_told() {
    let desk = Desk::new();
    let head: Vec<&str> = HEADER.iter().copied().chain(["条目编号", "精确值"]).collect();
    let exact = r#"{"content":["甲；乙"]}"#;
    for (cell, code) in [("甲；乙", 0), ("甲；丙", 1)] {
        let mut row: Vec<&str> = ROW.iter().copied().chain(["x-1", exact]).collect();
        row[3] = cell;
        let mut page = sheet(&[&row]);
        page.cells[0] = sheet(&[&head]).cells.remove(1);
        let (found, report) = desk.import("a.xlsx", xlsx(&[page]));
        assert_eq!(found, code, "{report}");
        assert_eq!(codes(&report).iter().any(|it| it.0 == "exact-differs"), code == 1, "{report}");
        let entry = &desk.entries("social-assistance")[0];
        assert_eq!((&entry["id"], &entry["content"]), (&json!("x-1"), &json!(["甲；乙"])));
    }
}
