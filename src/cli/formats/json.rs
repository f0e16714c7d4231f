//! govcat's own format for machines; its keys and their order are a contract.
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::{
    finding::{Finding, Related},
    formats::{Checked, pretty},
};

/// The report.
pub(super) fn text(checked: &Checked<'_>) -> String {
    let counts = checked.summary.counts;
    pretty(&Document {
        version: 1,
        summary: Totals {
            files: counts.files,
            entries: counts.entries,
            rules: counts.rules,
            evaluations: counts.evaluations,
            errors: checked.summary.errors,
            warnings: checked.summary.warnings,
            infos: checked.summary.infos,
            suppressed: counts.suppressed,
        },
        findings: checked.findings.iter().map(item).collect(),
    })
}

/// The whole report.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Document<'a> {
    version: u32,
    summary: Totals,
    findings: Vec<Item<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Totals {
    files: usize,
    entries: usize,
    rules: usize,
    evaluations: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
}

#[derive(Serialize, JsonSchema)]
struct Item<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    agency: Option<&'a str>,
    domain: Option<&'a str>,
    entry: Option<&'a str>,
    field: Option<&'a str>,
    related: Vec<Elsewhere<'a>>,
    fingerprint: String,
}

#[derive(Serialize, JsonSchema)]
struct Elsewhere<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

fn item<'a>(finding: &'a Finding<'_>) -> Item<'a> {
    let place = &finding.place;
    Item {
        code: finding.code,
        severity: finding.severity.name(),
        message: &finding.message,
        help: finding.help.as_deref(),
        file: &place.file.path,
        line: place.start.line,
        column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
        agency: finding.agency,
        domain: finding.domain.as_deref(),
        entry: finding.entry,
        field: finding.field,
        related: finding.related.iter().map(elsewhere).collect(),
        fingerprint: format!("{:016x}", finding.fingerprint),
    }
}

fn elsewhere<'a>(related: &Related<'a>) -> Elsewhere<'a> {
    Elsewhere {
        file: &related.place.file.path,
        line: related.place.start.line,
        column: related.place.start.column,
        message: related.message,
    }
}
