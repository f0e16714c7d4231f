//! `govcat import` of files that an office suite saved.
use std::{fs, path::Path};

use crate::{
    import_desk::Desk,
    import_make::{Cell, Sheet, xlsx},
};

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

/// The workbook that the files in `tests/data/import` were saved from.
#[test]
#[ignore = "writes the workbook from which LibreOffice makes tests/data/import"]
fn workbook_for_libreoffice() {
    let mut sheet = Sheet {
        name: "社会救助".into(),
        title: "社会救助领域基层政务公开标准目录".into(),
        cells: Vec::new(),
    };
    let cell =
        |text: &str, rows: usize, columns: usize| Some(Cell { text: text.into(), rows, columns });
    let mut head: Vec<Option<Cell>> = [
        "序号",
        "一级事项",
        "二级事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
    ]
    .iter()
    .map(|it| cell(it, 2, 1))
    .collect();
    head.extend([cell("公开对象", 1, 2), None, cell("公开方式", 2, 1)]);
    sheet.cells.push(head);
    let mut below: Vec<Option<Cell>> = vec![None; 8];
    below.extend([cell("全社会", 1, 1), cell("特定群体", 1, 1), None]);
    sheet.cells.push(below);
    let boxes = "■政府网站\n□政府公报\n■公开查阅点";
    sheet.row(&[
        "1",
        "综合业务",
        "政策法规文件",
        "1.法规；\n2.规章",
        "《社会救助暂行办法》",
        "10个工作日",
        "县民政局",
        boxes,
        "√",
        "",
        "主动",
    ]);
    sheet.row(&[
        "2",
        "综合业务",
        "监督检查",
        "通讯地址；投诉电话",
        "《社会救助暂行办法》",
        "10个工作日",
        "县民政局",
        boxes,
        "",
        "√",
        "主动",
    ]);
    sheet.merge_down(1, 2);
    fs::write("target/social-assistance.xlsx", xlsx(&[sheet])).unwrap();
}
