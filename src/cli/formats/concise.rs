//! One line a finding: `path:line:column: severity[code] message`, as editors understand it.
use std::fmt::Write as _;

use crate::cli::{
    formats::{Checked, Look},
    style::Paint,
    wrap::printable,
};

/// The report.
pub(super) fn text(checked: &Checked<'_>, look: Look) -> String {
    let mut text = String::new();
    for finding in &checked.findings {
        let (file, start) = (printable(&finding.place.file.path), finding.place.start);
        // The word stays English: it is what editors look for.
        let severity = look.style.paint(Paint::from(finding.severity), finding.severity.name());
        let place = format!("{file}:{}:{}", start.line, start.column);
        let place = look.style.paint(Paint::Bold, place);
        let (code, message) = (finding.code, printable(&finding.message));
        let _ = writeln!(text, "{place}: {severity}[{code}] {message}");
    }
    text
}
