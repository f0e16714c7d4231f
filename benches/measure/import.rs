//! `govcat import` of a workbook as a county has it, beside the national standard, on one core.
use std::{fs, path::Path};

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::Deserialize;

use crate::{
    Result,
    places::Places,
    process::Call,
    suite::{self, Before, Contender, Measured, Need},
};

/// Rows in all sheets together.
pub(crate) const ROWS: u32 = 5_000;
/// A sheet for each of these domains.
const DOMAINS: [&str; 5] = ["社会救助", "养老服务", "公共法律服务", "就业", "社会保险"];
const HEADINGS: [&str; 11] = [
    "序号",
    "一级事项",
    "二级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象",
    "公开方式",
    "公开层级",
];

/// What came of it.
#[derive(Debug)]
pub(crate) struct Import {
    /// The workbook's bytes.
    pub(crate) bytes: u64,
    /// The figures.
    pub(crate) measured: Measured,
}

/// The part of a report that is held against what was written.
#[derive(Debug, Deserialize)]
struct Report {
    summary: Summary,
}

#[derive(Debug, Deserialize)]
struct Summary {
    rows: u32,
    entries: u32,
    lost: u32,
}

/// Measures it. Nothing is written, so that every round does the same.
pub(crate) fn import(places: &Places, rounds: usize) -> Result<Import> {
    let folder = places.scratch.path().join("import");
    let failed = |error: std::io::Error| format!("the workbook: {error}");
    fs::create_dir_all(&folder).map_err(failed)?;
    let workbook = workbook().map_err(|error| format!("the workbook: {error}"))?;
    fs::write(folder.join("county.xlsx"), &workbook).map_err(failed)?;
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let arguments = ["import", "county.xlsx", "--agency", "measured", "--dry-run"];
    let call = Call::new(&places.govcat, &folder, arguments)
        .with(["--format", "json", "--threads", "1", "--workspace"])
        .with([own]);
    let report: Report =
        serde_json::from_str(&call.output()?).map_err(|error| error.to_string())?;
    let Summary { rows, entries, lost } = report.summary;
    if (rows, entries, lost) != (ROWS, ROWS, 0) {
        return Err(format!("{ROWS} rows were written; {rows} were read, {lost} cells lost"));
    }
    let contender = Contender { key: (), call, before: Before::Nothing, need: Need::Ours };
    let row = suite::run("import", vec![contender], rounds)?.pop();
    let measured = row.ok_or("import was not measured")?.outcome?;
    Ok(Import { bytes: workbook.len() as u64, measured })
}

fn workbook() -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let format = Format::new();
    let each = ROWS / 5;
    for domain in DOMAINS {
        let sheet = book.add_worksheet();
        sheet.set_name(domain)?;
        let title = format!("{domain}领域基层政务公开标准目录");
        sheet.merge_range(0, 0, 0, 10, &title, &format)?;
        for (column, heading) in (0_u16..).zip(HEADINGS) {
            sheet.write_string(1, column, heading)?;
        }
        for row in 0..each {
            for (column, text) in (0_u16..).zip(cells(row)) {
                sheet.write_string(row + 2, column, &text)?;
            }
        }
        for row in (0..each).step_by(10) {
            let category = format!("{domain}服务{}", row / 10);
            sheet.merge_range(row + 2, 1, row + 11, 1, &category, &format)?;
        }
    }
    book.save_to_buffer()
}

fn cells(row: u32) -> [String; 11] {
    let sign = |bit: u32| if row >> bit & 1 == 1 { '■' } else { '□' };
    let number = row + 1;
    [
        number.to_string(),
        String::new(),
        format!("第{number}项业务的办理"),
        format!("1.第{number}项申请条件；\n2.办理流程及时限；\n3.《第{number}项办法》、联系方式"),
        "《社会救助暂行办法》（国务院令第649号）\n《中华人民共和国政府信息公开条例》（国务院令第711号）".into(),
        format!("自该信息形成或者变更之日起{}个工作日内", row % 20 + 1),
        "县民政局、乡镇人民政府".into(),
        format!("■政府网站 {}政府公报 □两微一端\n{}公开查阅点 {}政务服务中心", sign(0), sign(1), sign(2)),
        "全社会".into(),
        "主动".into(),
        "县级、乡级".into(),
    ]
}
