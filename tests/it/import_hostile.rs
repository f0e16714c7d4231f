//! `govcat import` of files that are no tables, or too much of one.
use std::{
    fs,
    io::{Cursor, Write as _},
};

use zip::{ZipWriter, write::SimpleFileOptions};

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
    // The folder of its container goes on where it begins.
    let mut endless = fs::read("tests/data/import/far.xls").unwrap();
    let long = |at: usize| u32::from_le_bytes(endless[at..at + 4].try_into().unwrap()) as usize;
    let (folder, table) = (long(0x30), (long(0x4c) + 1) * 512);
    endless[table + folder * 4..][..4]
        .copy_from_slice(&u32::try_from(folder).unwrap().to_le_bytes());
    let cut = fs::read("tests/data/import/social-assistance.xls").unwrap();
    let flipped = |name: &str, at: usize, byte: u8| {
        let mut bytes = fs::read(format!("tests/data/import/{name}.xls")).unwrap();
        bytes[at] = byte;
        bytes
    };
    let bomb = archive(&[
        ("xl/workbook.xml", "<workbook/>"),
        ("xl/sharedStrings.xml", &"甲".repeat(70 << 20)),
    ]);
    for (name, bytes, word) in [
        ("a.xlsx", good[..good.len() / 2].to_vec(), "不完整或已损坏"),
        ("b.xlsx", ole("EncryptedPackage"), "打开密码"),
        ("b2.xlsx", fs::read("tests/data/import/locked.xlsx").unwrap(), "打开密码"),
        ("c.doc", ole("WordDocument"), "另存为 .docx"),
        ("d.xls", ole("nothing"), "不完整或已损坏"),
        ("d2.xls", endless, "不完整或已损坏"),
        ("d3.xls", cut[..cut.len() / 2].to_vec(), "不完整或已损坏"),
        // One byte of a record: its reader looks for more than there is.
        ("d4.xls", flipped("social-assistance", 3151, 54), "不完整或已损坏"),
        ("d5.xls", flipped("hidden", 4833, 229), "不完整或已损坏"),
        ("d6.xls", flipped("far", 3060, 66), "不完整或已损坏"),
        ("e.docx", docx_of("<w:p><w:r><w:t>没有表格</w:t></w:r></w:p>"), "没有表格"),
        ("f.pdf", b"%PDF-1.7".to_vec(), "PDF"),
        ("g.png", b"\x89PNG\r\n\x1a\n".to_vec(), "图片"),
        ("h.csv", Vec::new(), "空的"),
        // A bomb in a bomb is a file in an archive, and is not unpacked.
        ("i2.zip", archive_of("a.xlsx", &bomb), "不是 Word 或 Excel"),
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
        assert!(!err.contains("panicked"), "{name}: {err}");
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

fn archive_of(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, SimpleFileOptions::default()).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_file_or_no_table_of_a_size_says_so_in_both_languages() {
    let desk = Desk::new();
    fs::create_dir(desk.path("folder.xlsx")).unwrap();
    let large = fs::File::create(desk.path("large.csv")).unwrap();
    large.set_len(100 << 20).unwrap();
    for name in ["folder.xlsx", "large.csv", "missing.xlsx"] {
        for lang in ["zh", "en"] {
            let output = desk.run(&["import", name, "--agency", "x", "--lang", lang]);
            let err = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{name}: {err}");
            assert!(err.contains(name), "{name}: {err}");
            let is_chinese = err.chars().any(|c| ('一'..='龥').contains(&c));
            assert_eq!(is_chinese, lang == "zh", "{name}: {err}");
            assert!(!desk.path("catalogs/x").exists(), "{name}");
        }
    }
}

#[test]
fn every_encoding_of_a_csv_gives_the_same_file() {
    let text = crate::import_make::csv(&[sheet(&[&ROW])], ',');
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16().collect::<Vec<_>>())
        .flat_map(u16::to_le_bytes)
        .collect();
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
    let mut seen = Vec::new();
    for bytes in [text.clone().into_bytes(), wide, windows.into_bytes(), gb] {
        let desk = Desk::new();
        assert_eq!(desk.import("a.csv", bytes).0, 0);
        seen.push(desk.text("catalogs/x/20-social-assistance.yaml"));
    }
    seen.dedup();
    assert!(seen.len() == 1 && seen[0].contains("监督检查"), "{seen:?}");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_table_is_the_table() {
    let desk = Desk::new();
    desk.put("real.xlsx", xlsx(&[sheet(&[&ROW])]));
    std::os::unix::fs::symlink("real.xlsx", desk.path("link.xlsx")).unwrap();
    let output = desk.run(&["import", "link.xlsx", "--agency", "x"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(desk.entries("social-assistance").len(), 1);
}
