//! What an import says: every doubtful cell, then the sums.
use std::fmt::Write as _;

use serde_json::json;

use crate::{
    cli::wrap,
    diagnostic::Lang,
    import::{
        finding::{Finding, Weight},
        write::plan::Written,
    },
};

/// Longer originals are shown by their beginning.
const SHOWN: usize = 40;

/// What there is to say.
pub(super) struct Report {
    pub(super) lang: Lang,
    pub(super) files: usize,
    pub(super) tables: usize,
    pub(super) rows: usize,
    pub(super) catalogs: Vec<Written>,
    pub(super) written: Vec<String>,
    pub(super) out: String,
    pub(super) is_dry: bool,
    /// How many files of runs that were cut short were taken away.
    pub(super) swept: usize,
    pub(super) findings: Vec<Finding>,
}

impl Report {
    fn count(&self, weight: Weight) -> usize {
        self.findings.iter().filter(|it| it.weight == weight).count()
    }

    fn entries(&self) -> usize {
        self.catalogs.iter().map(|it| it.entries).sum()
    }
}

/// The report for people.
pub(super) fn text(report: &Report) -> String {
    let mut out = String::new();
    let zh = report.lang == Lang::Zh;
    for finding in &report.findings {
        out.push_str(&wrap::printable(&line(finding, report.lang)));
        out.push('\n');
    }
    if !report.findings.is_empty() {
        out.push('\n');
    }
    for written in &report.catalogs {
        let Written { file, entries, added, changed } = written;
        let place = format!("{}/{file}", report.out);
        let _ = if zh {
            writeln!(out, "{place}：{entries} 条，新增 {added} 条，改动 {changed} 条")
        } else {
            writeln!(out, "{place}: {entries} entries, {added} new, {changed} changed")
        };
    }
    if report.written.iter().any(|it| it == "agency.yaml") {
        let place = format!("{}/agency.yaml", report.out);
        let _ = if zh {
            writeln!(out, "{place}：新建，请补全机关名称、层级和各机构承担的角色")
        } else {
            writeln!(out, "{place}: new; fill in the agency's name, level and offices")
        };
    }
    let (files, tables, rows, entries) =
        (report.files, report.tables, report.rows, report.entries());
    let (guessed, lost) = (report.count(Weight::Guessed), report.count(Weight::Lost));
    let _ = if zh {
        writeln!(
            out,
            "{files} 个文件，{tables} 张表，{rows} 行，{entries} 条；推测 {guessed} 处，没有读懂或没有写入 {lost} 处"
        )
    } else {
        writeln!(
            out,
            "{files} files, {tables} tables, {rows} rows, {entries} entries; {guessed} guessed, {lost} not understood or not written"
        )
    };
    let swept = report.swept;
    if swept > 0 {
        let _ = if zh {
            writeln!(out, "清除了上次导入中断留下的 {swept} 个临时文件")
        } else {
            writeln!(out, "{swept} temporary files of an import that was cut short were removed")
        };
    }
    let ending = match (report.is_dry, report.written.is_empty(), zh) {
        (true, _, true) => "试运行，没有写任何文件\n",
        (true, _, false) => "dry run: nothing was written\n",
        (false, true, true) => "没有变化\n",
        (false, true, false) => "nothing has changed\n",
        _ => "",
    };
    out.push_str(ending);
    out
}

fn line(finding: &Finding, lang: Lang) -> String {
    let Finding { weight, file, sheet, cell, message, original, .. } = finding;
    let weight = match (weight, lang) {
        (Weight::Lost, Lang::Zh) => "未读懂",
        (Weight::Guessed, Lang::Zh) => "推测",
        (Weight::Told, Lang::Zh) => "说明",
        (it, Lang::En) => it.name(),
    };
    let place: Vec<&str> =
        [file, sheet, cell].into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    let mut line = format!("{weight} {} ", place.join(" "));
    line.push_str(message.text(lang));
    let flat: String = original.split_whitespace().collect::<Vec<_>>().join(" ");
    if !flat.is_empty() && !message.text(lang).contains(&flat) {
        let short: String = flat.chars().take(SHOWN).collect();
        let more = if flat.chars().count() > SHOWN { "…" } else { "" };
        let _ = match lang {
            Lang::Zh => write!(line, "：{short}{more}"),
            Lang::En => write!(line, ": {short}{more}"),
        };
    }
    line
}

/// The report for programs.
pub(super) fn json(report: &Report) -> String {
    let findings: Vec<_> = report
        .findings
        .iter()
        .map(|it| {
            json!({
                "code": it.code, "weight": it.weight.name(), "file": it.file, "sheet": it.sheet,
                "cell": it.cell, "message": it.message.text(report.lang), "original": it.original,
            })
        })
        .collect();
    let catalogs: Vec<_> = report
        .catalogs
        .iter()
        .map(|it| {
            let file = format!("{}/{}", report.out, it.file);
            json!({"file": file, "entries": it.entries, "added": it.added, "changed": it.changed})
        })
        .collect();
    let document = json!({
        "version": 1,
        "summary": {
            "files": report.files, "tables": report.tables, "rows": report.rows, "entries": report.entries(),
            "guessed": report.count(Weight::Guessed), "lost": report.count(Weight::Lost),
            "written": if report.is_dry { 0 } else { report.written.len() },
        },
        "catalogs": catalogs,
        "findings": findings,
    });
    format!("{document:#}\n")
}
