//! `govcat import` of files that an office suite saved.
use std::{fs, path::Path};

use crate::import_desk::Desk;

#[test]
fn old_workbooks_and_opendocument() {
    // Both files were saved by LibreOffice from the same workbook.
    for name in ["social-assistance.xls", "social-assistance.ods"] {
        let desk = Desk::new();
        let bytes = fs::read(Path::new("tests/data/import").join(name)).unwrap();
        let (code, report) = desk.import(name, bytes);
        assert_eq!(code, 0, "{name}: {report}");
        let entries = desk.entries("social-assistance");
        assert_eq!(entries.len(), 2, "{name}");
        assert_eq!(entries[1]["category"], entries[0]["category"], "{name}");
        assert_eq!(entries[0]["audience"], serde_json::json!(["全社会"]), "{name}");
        assert_eq!(entries[1]["audience"], serde_json::json!(["特定群体"]), "{name}");
    }
}
