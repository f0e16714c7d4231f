//! What nobody sees in a table, or far from it: it is read, kept and told.
use std::{fs, path::Path};

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::{
    import_desk::{Desk, HEADER, ROW, codes, sheet, with},
    import_make::{archive, docx_of, html, xlsx},
};

const TITLE: &str = "社会救助领域基层政务公开标准目录";

/// The title, the headings and a row for each name.
fn book(names: &[&str]) -> Workbook {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("社会救助").unwrap();
    page.write_string(0, 0, TITLE).unwrap();
    for (column, text) in (0..).zip(HEADER) {
        page.write_string(1, column, text).unwrap();
    }
    for (row, name) in (2..).zip(names) {
        for (column, text) in (0..).zip(ROW) {
            let text = [text, name][usize::from(column == 2)];
            page.write_string(row, column, text).unwrap();
        }
    }
    book
}

/// The messages of findings with a code.
fn messages(report: &Value, code: &str) -> Vec<String> {
    let list = report["findings"].as_array().unwrap().iter().filter(|it| it["code"] == code);
    list.map(|it| it["message"].as_str().unwrap().to_owned()).collect()
}

fn names(desk: &Desk) -> String {
    let entries = desk.entries("social-assistance");
    entries.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn hidden_rows_columns_and_sheets_are_read_and_told() {
    let mut whole = book(&["甲", "乙", "丙", "丁"]);
    let page = whole.worksheet_from_index(0).unwrap();
    page.set_row_hidden(3).unwrap();
    page.set_row_hidden(5).unwrap();
    // A blank row that is hidden says nothing.
    page.set_row_hidden(20).unwrap();
    page.set_column_hidden(10).unwrap();
    page.set_column_hidden(30).unwrap();
    let second = whole.add_worksheet();
    second.set_name("养老服务").unwrap().set_hidden(true);
    for (row, cells) in (0..).zip([HEADER, ROW]) {
        for (column, text) in (0..).zip(cells) {
            second.write_string(row, column, text).unwrap();
        }
    }
    let files = [
        ("hidden.xlsx", whole.save_to_buffer().unwrap()),
        // Both were saved by LibreOffice from the same workbook.
        ("hidden.ods", fs::read(Path::new("tests/data/import/hidden.ods")).unwrap()),
        ("hidden.xls", fs::read(Path::new("tests/data/import/hidden.xls")).unwrap()),
    ];
    for (name, bytes) in files {
        let desk = Desk::new();
        let (code, report) = desk.import(name, bytes);
        let want = [
            ("hidden-rows".to_owned(), "A4".to_owned()),
            ("hidden-columns".into(), "K2".into()),
            ("hidden-sheet".into(), "A1".into()),
        ];
        assert_eq!((code, codes(&report)), (0, want.to_vec()), "{name}: {report}");
        assert!(messages(&report, "hidden-rows")[0].starts_with("第 4、6 行是隐藏的"), "{report}");
        assert!(messages(&report, "hidden-columns")[0].starts_with("K 列是隐藏的"), "{report}");
        assert_eq!(names(&desk), "甲乙丙丁", "{name}");
        assert_eq!(desk.entries("elderly-care").len(), 1, "{name}");
        let text = desk.run(&["import", name, "--agency", "y", "--lang", "en"]);
        let text = String::from_utf8_lossy(&text.stdout).into_owned();
        for line in ["社会救助 A4 rows 4, 6 are hidden", "社会救助 K2 columns K are hidden"]
        {
            assert!(text.contains(line), "{name}: {text}");
        }
    }
}

#[test]
fn of_two_columns_that_say_the_same_the_one_that_shows_counts() {
    let desk = Desk::new();
    let mut book = book(&["甲"]);
    let page = book.worksheet_from_index(0).unwrap();
    page.write_string(1, 11, "公开时限").unwrap();
    page.write_string(2, 11, "长期公开").unwrap();
    page.set_column_hidden(5).unwrap();
    let (code, report) = desk.import("a.xlsx", book.save_to_buffer().unwrap());
    assert_eq!((code, messages(&report, "hidden-columns").len()), (0, 1), "{report}");
    assert_eq!(desk.entries("social-assistance")[0]["deadline"]["text"], "长期公开");
    let text = desk.text("catalogs/x/20-social-assistance.yaml");
    assert!(text.contains("# 公开时限：制定或获取信息之日起10个工作日内"), "{text}");
}

#[test]
fn hidden_words_and_rows_of_documents_are_told() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |mark: &str, texts: &[&str]| {
        let cells: String = texts.iter().map(|it| cell(it)).collect();
        format!("<w:tr>{mark}{cells}</w:tr>")
    };
    let inner = "县民政局</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部电话1380</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>";
    let rows = [
        row("", &HEADER),
        row("", &with(6, inner)),
        row("<w:trPr><w:hidden/></w:trPr>", &with(2, "乙")),
    ];
    let body = format!("<w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p><w:tbl>{}</w:tbl>", rows.concat());
    let desk = Desk::new();
    let (code, report) = desk.import("a.docx", docx_of(&body));
    let want = [("hidden-rows".to_owned(), "A3".to_owned()), ("hidden-text".into(), "G2".into())];
    assert_eq!((code, codes(&report)), (0, want.to_vec()), "{report}");
    let entry = &desk.entries("social-assistance")[0];
    assert_eq!(entry["owner"]["lead"], serde_json::json!(["县民政局"]));
    let text = desk.text("catalogs/x/20-social-assistance.yaml");
    assert!(text.contains("# G2 的隐藏文字：内部电话1380"), "{text}");

    let page = String::from_utf8(html(&[sheet(&[&ROW, &with(2, "乙")])])).unwrap();
    let last = page.rfind("<tr>").unwrap();
    let page = format!("{}<tr style='display: none'>{}", &page[..last], &page[last + 4..]);
    let page = page.replacen(
        "<td rowspan=1 colspan=\"1\"><p>县民政局",
        "<td hidden>旧<td rowspan=1 colspan=\"1\"><p>县民政局",
        1,
    );
    let desk = Desk::new();
    let (code, report) = desk.import("a.html", page);
    let want = [("hidden-rows".to_owned(), "A3".to_owned()), ("hidden-text".into(), "G2".into())];
    assert_eq!((code, codes(&report)), (0, want.to_vec()), "{report}");
    assert_eq!(desk.entries("social-assistance")[0], {
        let plain = Desk::new();
        plain.import("a.html", html(&[sheet(&[&ROW])]));
        plain.entries("social-assistance").remove(0)
    });
}

#[test]
fn a_far_cell_is_named_and_the_table_is_imported() {
    let desk = Desk::new();
    let mut book = book(&["甲", "乙"]);
    let page = book.worksheet_from_index(0).unwrap();
    page.write_string(1_048_575, 16_383, "x").unwrap();
    page.write_string(0, 16_383, "y").unwrap();
    // Beside the table and below it, but near.
    page.write_string(3, 60, "已核对").unwrap();
    page.write_string(900, 7, "核对：张三").unwrap();
    let (code, report) = desk.import("a.xlsx", book.save_to_buffer().unwrap());
    let want =
        [("far-cell", "XFD1"), ("far-cell", "XFD1048576"), ("no-heading", "BI4"), ("note", "H901")];
    let want = want.map(|(code, cell)| (code.to_owned(), cell.to_owned()));
    assert_eq!((code, codes(&report)), (1, want.to_vec()), "{report}");
    assert_eq!(names(&desk), "甲乙");
    let text = desk.text("catalogs/x/20-social-assistance.yaml");
    assert!(text.contains("# BI4：已核对"), "{text}");

    // A sheet with nothing else is told as well.
    let mut book = Workbook::new();
    book.add_worksheet().write_string(1_048_575, 16_383, "x").unwrap();
    let (code, report) = desk.import("b.xlsx", book.save_to_buffer().unwrap());
    assert_eq!((code, codes(&report)), (1, vec![("far-cell".into(), "XFD1048576".into())]));

    let far = "<table:table table:name=\"表\"><table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated=\"16383\"/><table:table-cell table:number-rows-spanned=\"4294967295\" table:number-columns-spanned=\"9\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    let xml = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>{far}</office:spreadsheet></office:body></office:document-content>"
    );
    let bytes = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &xml),
    ]);
    let (code, report) = desk.import("b.ods", bytes);
    assert_eq!((code, codes(&report)), (1, vec![("far-cell".into(), "XFD1048576".into())]));
}

#[test]
fn far_cells_of_an_old_workbook_are_named() {
    // Saved by LibreOffice: a formula with a text, two numbers in a row, a text in the last corner.
    let bytes = fs::read(Path::new("tests/data/import/far.xls")).unwrap();
    let desk = Desk::new();
    let (code, report) = desk.import("far.xls", bytes);
    let cells: Vec<String> = codes(&report).into_iter().map(|it| it.1).collect();
    assert!(codes(&report).iter().all(|it| it.0 == "far-cell"), "{report}");
    assert_eq!(
        (code, cells.join(" ").as_str()),
        (1, "IU65535 IV65535 IU65536 IV65536"),
        "{report}"
    );
    assert_eq!(names(&desk), "甲");
}

#[test]
fn a_sheet_that_is_too_large_names_its_first_far_cell() {
    let desk = Desk::new();
    let mut book = book(&["甲"]);
    let page = book.worksheet_from_index(0).unwrap();
    for row in 100_050..100_200 {
        page.write_number(row, 1, 1.0).unwrap();
    }
    desk.put("a.xlsx", book.save_to_buffer().unwrap());
    for (lang, word) in [("zh", "社会救助 从 B100051 起"), ("en", "社会救助, from B100051 on")]
    {
        let output = desk.run(&["import", "a.xlsx", "--agency", "x", "--lang", lang]);
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && err.contains(word), "{err}");
        assert!(!desk.path("catalogs/x").exists());
    }
}

#[test]
fn a_title_merged_to_the_edge_and_a_word_beside_change_nothing() {
    let desk = Desk::new();
    let headings = &HEADER[2..];
    let mut book = Workbook::new();
    let format = rust_xlsxwriter::Format::new();
    let page = book.add_worksheet();
    page.merge_range(0, 0, 0, 16_383, TITLE, &format).unwrap();
    page.merge_range(2, 0, 2, 8, "一、综合业务", &format).unwrap();
    page.write_string(2, 51, "x").unwrap();
    for (row, cells) in [(1, headings), (3, &ROW[2..])] {
        for (column, text) in (0..).zip(cells) {
            page.write_string(row, column, *text).unwrap();
        }
    }
    let (code, report) = desk.import("a.xlsx", book.save_to_buffer().unwrap());
    assert_eq!((code, codes(&report)), (0, vec![("note".into(), "AZ3".into())]), "{report}");
    let entries = desk.entries("social-assistance");
    assert_eq!((entries.len(), &entries[0]["category"]), (1, &serde_json::json!(["综合业务"])));
}

#[test]
fn what_lies_over_the_cells_is_told() {
    let desk = Desk::new();
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (row, cells) in [(1, HEADER), (2, ROW)] {
        for (column, text) in (0..).zip(cells) {
            page.write_string(row, column, text).unwrap();
        }
    }
    // A title in a text box names the domain; what else it says, and what another one says, is told.
    let text = format!("{TITLE}\n2020年版");
    page.insert_shape(0, 3, &rust_xlsxwriter::Shape::textbox().set_text(text)).unwrap();
    let inside = rust_xlsxwriter::Shape::textbox().set_text("请核实");
    page.insert_shape(2, 6, &inside).unwrap();
    page.write_url_with_text(1, 5, "https://a.gov.cn/1", "公开时限").unwrap();
    let (code, report) = desk.import("a.xlsx", book.save_to_buffer().unwrap());
    let want = [("note", "D1"), ("note", "F2")].map(|it| (it.0.to_owned(), it.1.to_owned()));
    assert_eq!((code, codes(&report)), (0, want.to_vec()), "{report}");
    let text = desk.text("catalogs/x/20-social-assistance.yaml");
    assert!(text.contains("# G3 的批注：文本框：请核实"), "{text}");
}

#[test]
fn plain_workbooks_tell_nothing() {
    let desk = Desk::new();
    let (code, report) = desk.import("20.xlsx", xlsx(&[sheet(&[&ROW])]));
    assert_eq!((code, codes(&report)), (0, Vec::new()), "{report}");
}
