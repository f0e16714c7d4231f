//! GitLab's code quality report.
use serde::Serialize;

use crate::{
    cli::{
        finding::Finding,
        formats::{Checked, pretty, worst_first},
    },
    diagnostic::{Lang, Severity},
};

/// The report.
pub(super) fn text(checked: &Checked<'_>) -> String {
    let issue = |finding| issue(finding, checked.lang);
    pretty(&worst_first(checked).into_iter().map(issue).collect::<Vec<_>>())
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

fn issue<'a>(finding: &'a Finding<'_>, lang: Lang) -> Issue<'a> {
    let place = &finding.place;
    Issue {
        description: match (&finding.help, lang) {
            (Some(help), Lang::Zh) => format!("{}（{help}）", finding.message),
            (Some(help), Lang::En) => format!("{} ({help})", finding.message),
            (None, _) => finding.message.to_string(),
        },
        check_name: finding.code,
        fingerprint: format!("{:016x}", finding.fingerprint),
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location {
            path: &place.file.path,
            lines: Lines { begin: place.start.line, end: place.end.line },
        },
    }
}
