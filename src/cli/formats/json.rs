//! govcat's own format for machines; its keys and their order are a contract.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    check::Counts,
    cli::{
        finding::{Finding, Related},
        formats::{Checked, pretty},
        shard::ShardJson,
        summary::Summary,
    },
};

/// The report.
pub(super) fn text(checked: &Checked<'_>) -> String {
    pretty(&Document {
        version: 1,
        summary: Totals::from(checked.summary),
        findings: checked.findings.iter().map(item).collect(),
        shard: checked.shard.clone(),
    })
}

impl From<Summary> for Totals {
    fn from(summary: Summary) -> Self {
        let Summary { counts, errors, warnings, infos } = summary;
        let Counts { files, entries, rules, evaluations, suppressed } = counts;
        Self { files, entries, rules, evaluations, errors, warnings, infos, suppressed }
    }
}

impl From<Totals> for Summary {
    fn from(totals: Totals) -> Self {
        let Totals { files, entries, rules, evaluations, errors, warnings, infos, suppressed } =
            totals;
        let counts = Counts { files, entries, rules, evaluations, suppressed };
        Self { counts, errors, warnings, infos }
    }
}

impl Totals {
    /// Adds another shard's. The rules are the same in each.
    pub(crate) fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.entries += other.entries;
        self.rules = other.rules;
        self.evaluations += other.evaluations;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.suppressed += other.suppressed;
    }
}

/// The report that holds findings as they were printed in others.
pub(crate) fn of_printed<'a>(totals: &Totals, findings: impl Iterator<Item = &'a str>) -> String {
    let head = Document { version: 1, summary: *totals, findings: Vec::new(), shard: None };
    let head = pretty(&head);
    let mut text = head.trim_end_matches("]\n}\n").to_owned();
    let mut between = "\n    ";
    for finding in findings {
        text.push_str(between);
        text.push_str(finding);
        between = ",\n    ";
    }
    text.push_str(if between.starts_with(',') { "\n  ]\n}\n" } else { "]\n}\n" });
    text
}

/// The whole report.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Document<'a> {
    version: u32,
    summary: Totals,
    findings: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shard: Option<ShardJson<'a>>,
}

/// What was looked at and what was found.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Totals {
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
