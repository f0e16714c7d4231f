//! `govcat import` of files that are no tables, or too much of one.
use crate::{
    import_desk::{Desk, ROW, sheet},
    import_make::{archive, docx_of, xlsx},
};

#[test]
fn files_that_are_no_tables_say_what_to_do() {
    let desk = Desk::new();
    let good = xlsx(&[sheet(&[&ROW])]);
    let ole = |name: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        bytes.resize(512, 0);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(4096, 0);
        bytes
    };
    let bomb = archive(&[
        ("xl/workbook.xml", "<workbook/>"),
        ("xl/sharedStrings.xml", &"甲".repeat(70 << 20)),
    ]);
    for (name, bytes, word) in [
        ("a.xlsx", good[..good.len() / 2].to_vec(), "不完整或已损坏"),
        ("b.xlsx", ole("EncryptedPackage"), "打开密码"),
        ("c.doc", ole("WordDocument"), "另存为 .docx"),
        ("d.xls", ole("nothing"), "不完整或已损坏"),
        ("e.docx", docx_of("<w:p><w:r><w:t>没有表格</w:t></w:r></w:p>"), "没有表格"),
        ("f.pdf", b"%PDF-1.7".to_vec(), "PDF"),
        ("g.png", b"\x89PNG\r\n\x1a\n".to_vec(), "图片"),
        ("h.csv", Vec::new(), "空的"),
        ("i.xlsx", bomb, "200 MB"),
        ("j.zip", archive(&[("a.txt", "x")]), "不是 Word 或 Excel"),
        ("k.csv", "没有表格\n只有文字".into(), "没有表格"),
        (
            "l.docx",
            archive(&[("word/document.xml", "<w:document><w:body><w:tbl><w:tr><w:tc>")]),
            "不完整或已损坏",
        ),
    ] {
        desk.put(name, &bytes);
        desk.put("good.xlsx", &good);
        // One bad file among good ones: nothing is written.
        let output = desk.run(&["import", "good.xlsx", name, "--agency", "x"]);
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{name}: {err}");
        assert!(err.contains(word) && err.contains(name), "{name}: {err}");
        assert!(!desk.path("catalogs/x").exists(), "{name}");
    }
}

#[test]
fn a_sheet_that_has_no_end_is_refused() {
    let desk = Desk::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    for row in 0..200_000 {
        page.write_number(row, 0, 1.0).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    desk.put("a.xlsx", bytes);
    let output = desk.run(&["import", "a.xlsx", "--agency", "x"]);
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && err.contains("表格太大"), "{err}");
}
