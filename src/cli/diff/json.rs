//! govcat's own format for machines; its keys and their order are a contract.
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    cli::diff::report::{At, Report},
    diff::{Change, Direction, accept::Approval},
};

/// The report.
pub(super) fn text(report: &Report<'_>) -> String {
    let summary = report.set.summary();
    let document = Document {
        version: 1,
        summary: Totals {
            strengthened: summary.of(Direction::Strengthened),
            weakened: summary.of(Direction::Weakened),
            neutral: summary.of(Direction::Neutral),
            undetermined: summary.of(Direction::Undetermined),
        },
        changes: report.set.changes.iter().map(|it| item(report, it)).collect(),
        stale: report.stale.iter().map(|it| it.fingerprint.as_str()).collect(),
    };
    // Only maps with keys that are no texts fail, and there are none.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// The whole report.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Document<'a> {
    version: u32,
    summary: Totals,
    changes: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stale: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Totals {
    strengthened: usize,
    weakened: usize,
    neutral: usize,
    undetermined: usize,
}

#[derive(Serialize, JsonSchema)]
struct Item<'a> {
    agency: Option<&'a str>,
    domain: Option<&'a str>,
    entry: Option<&'a str>,
    was: Option<&'a str>,
    action: &'static str,
    field: Option<&'static str>,
    direction: &'static str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    old_at: Option<Place<'a>>,
    new_at: Option<Place<'a>>,
    affects: Vec<&'a str>,
    fingerprint: String,
    rule: &'static str,
    severity: &'static str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<Accepted<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    touches: Vec<Touch<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Place<'a> {
    file: &'a str,
    line: usize,
}

#[derive(Serialize, JsonSchema)]
struct Accepted<'a> {
    reason: &'a str,
    by: Option<&'a str>,
    date: Option<String>,
    until: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Touch<'a> {
    agency: &'a str,
    domain: Option<&'a str>,
    entry: &'a str,
}

fn item<'a>(report: &Report<'a>, change: &'a Change) -> Item<'a> {
    Item {
        agency: change.agency.as_deref(),
        domain: change.domain.as_deref(),
        entry: change.entry.as_deref(),
        was: change.was.as_deref(),
        action: change.action.name(),
        field: change.field,
        direction: change.direction.name(),
        old: change.old.as_deref(),
        new: change.new.as_deref(),
        old_at: report.old_at(change).map(place),
        new_at: report.new_at(change).map(place),
        affects: change.affects.iter().map(|it| it.agency.as_str()).collect(),
        fingerprint: format!("{:016x}", change.fingerprint),
        rule: change.rule.code,
        severity: change.severity.name(),
        reason: change.reason.text(report.lang),
        doubt: change.doubt.as_ref().map(|it| it.text(report.lang)),
        accepted: change.accepted.as_ref().map(accepted),
        touches: change
            .touches
            .iter()
            .map(|it| Touch { agency: &it.agency, domain: it.domain.as_deref(), entry: &it.entry })
            .collect(),
    }
}

fn place(at: At<'_>) -> Place<'_> {
    Place { file: at.file, line: at.line }
}

fn accepted(approval: &Approval) -> Accepted<'_> {
    Accepted {
        reason: &approval.reason,
        by: approval.by.as_deref(),
        date: approval.date.map(|it| it.to_string()),
        until: approval.until.map(|it| it.to_string()),
    }
}
