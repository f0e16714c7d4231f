//! Annotations of GitHub Actions: workflow commands on standard output.
//!
//! GitHub shows ten annotations of a severity for each step, so the worst come first, and a last
//! one gives the totals.
use std::fmt::Write as _;

use crate::{
    cli::{
        diff::report::{Report, weight},
        style::Style,
        wrap::printable,
    },
    diagnostic::Severity,
    diff::Change,
};

/// The report.
pub(super) fn text(report: &Report<'_>) -> String {
    let mut text = String::new();
    let mut changes: Vec<&Change> = report.set.changes.iter().collect();
    changes.sort_by_key(|it| (weight(it), it.direction));
    for change in changes {
        annotation(report, change, &mut text);
    }
    for line in report.stale_lines() {
        let _ = writeln!(
            text,
            "::warning file=govcat.toml,title=diff-accept::{}",
            data(&printable(&line))
        );
    }
    let line = format!("{}\n{}", report.title(), report.totals(Style::Plain));
    let _ = writeln!(text, "::notice title=govcat diff::{}", data(&line));
    text
}

fn annotation(report: &Report<'_>, change: &Change, text: &mut String) {
    let command = match weight(change) {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let _ = write!(text, "::{command} ");
    // What is gone has no line in the new version; its old one may be in a file that still is there.
    if let Some(at) = report.new_at(change).or_else(|| report.old_at(change)) {
        let _ = write!(text, "file={},line={},", property(&printable(at.file)), at.line);
    }
    let mut message = match Report::entry(change) {
        Some(entry) => format!("{} · {entry}\n", report.whose(change)),
        None => format!("{}\n", report.whose(change)),
    };
    message.push_str(&report.told(change));
    if let Some((old, new)) = Report::texts(change) {
        let _ = write!(message, "\n- {old}\n+ {new}");
    }
    let notes = [
        change.doubt.as_ref().map(|it| report.say(it).to_owned()),
        report.reach_words(change),
        change.accepted.as_ref().map(|it| report.approval(it)),
    ];
    for note in notes.into_iter().flatten() {
        let _ = write!(message, "\n{note}");
    }
    let _ = write!(message, "\n{:016x}", change.fingerprint);
    let message: Vec<_> = message.lines().map(printable).collect();
    let _ = writeln!(text, "title={}::{}", property(change.rule.code), data(&message.join("\n")));
}

/// Escapes a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
