//! Annotations of GitHub Actions: workflow commands on standard output.
//!
//! GitHub shows ten annotations of a severity for each step, so the worst come first, and a last
//! one gives the totals.
use std::fmt::Write as _;

use crate::{
    cli::{
        finding::Finding,
        formats::{Checked, worst_first},
        style::Style,
        wrap::printable,
    },
    diagnostic::Severity,
};

/// The report.
pub(super) fn text(checked: &Checked<'_>) -> String {
    let mut text = String::new();
    for finding in worst_first(checked) {
        annotation(&mut text, finding);
    }
    let line = checked.summary.line(checked.lang, Style::Plain);
    let _ = writeln!(text, "::notice title=govcat::{}", data(&line));
    text
}

fn annotation(text: &mut String, finding: &Finding<'_>) {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (start, end) = (finding.place.start, finding.place.end);
    let file = property(&printable(&finding.place.file.path));
    let _ = write!(text, "::{command} file={file},line={},endLine={}", start.line, end.line);
    // GitHub refuses columns for what spans several lines.
    if start.line == end.line {
        let _ = write!(text, ",col={},endColumn={}", start.column, end.column);
    }
    let message = printable(&finding.message);
    let message = match &finding.help {
        Some(help) => format!("{message}\n{}", printable(help)),
        None => message.into_owned(),
    };
    let _ = writeln!(text, ",title={}::{}", property(finding.code), data(&message));
}

/// Escapes a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
