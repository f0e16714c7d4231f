//! What a check found, in the formats that people and machines read; one file each.
mod concise;
mod full;
mod github;
mod gitlab;
pub(crate) mod json;
mod junit;
mod sarif;
mod snippet;

use std::io::Write;

use clap::ValueEnum;

use crate::{
    cli::{
        finding::Finding, shard::ShardJson, style::Style, summary::Summary, validate::FailOn, wrap,
    },
    diagnostic::{Lang, Severity},
    source::SourceFile,
};

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: the source lines with what is wrong in them.
    Full,
    /// For people and editors: one line a finding.
    Concise,
    /// govcat's own, for machines.
    Json,
    /// For code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// For whatever counts tests.
    Junit,
}

/// What a check found.
#[derive(Debug)]
pub(crate) struct Checked<'a> {
    /// In which language to tell.
    pub(crate) lang: Lang,
    /// The files that could not be read.
    pub(crate) unread: Vec<&'a str>,
    /// The files that the report is about.
    pub(crate) files: Vec<&'a SourceFile>,
    /// What was found, sorted by file, place and code.
    pub(crate) findings: Vec<Finding<'a>>,
    /// The totals.
    pub(crate) summary: Summary,
    /// From which severity on the catalogs fail.
    pub(crate) fail_on: FailOn,
    /// From which severity on the format for people draws findings; the summary counts all.
    pub(crate) show: Severity,
    /// Which shard it is of.
    pub(crate) shard: Option<ShardJson<'static>>,
}

/// How the reader sees the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Colours or none.
    pub(crate) style: Style,
    /// How many columns there are.
    pub(crate) width: usize,
}

impl Look {
    /// As in a file.
    pub(crate) const FILE: Self = Self { style: Style::Plain, width: 80 };

    /// As on the terminal.
    pub(crate) fn terminal(style: Style) -> Self {
        Self { style, width: wrap::terminal_width() }
    }
}

impl Format {
    /// Whether people read it.
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Self::Full | Self::Concise)
    }

    /// Writes a report. Neither a printer nor memory fails, so nobody has to look.
    pub(crate) fn write(self, checked: &Checked<'_>, look: Look, out: &mut dyn Write) {
        let text = match self {
            Self::Full => full::text(checked, look),
            Self::Concise => concise::text(checked, look),
            Self::Json => json::text(checked),
            Self::Sarif => sarif::text(checked),
            Self::Github => github::text(checked),
            Self::Gitlab => gitlab::text(checked),
            Self::Junit => junit::text(checked),
        };
        let _ = out.write_all(text.as_bytes());
    }
}

/// The word for a severity.
pub(crate) fn severity_word(severity: Severity, lang: Lang) -> &'static str {
    match (lang, severity) {
        (Lang::En, it) => it.name(),
        (Lang::Zh, Severity::Error) => "错误",
        (Lang::Zh, Severity::Warning) => "警告",
        (Lang::Zh, Severity::Info) => "提示",
    }
}

/// The findings, the worst first, else in order: some readers show only the first few.
fn worst_first<'a, 'f>(checked: &'a Checked<'f>) -> Vec<&'a Finding<'f>> {
    let mut findings: Vec<_> = checked.findings.iter().collect();
    findings.sort_by_key(|it| it.severity);
    findings
}

/// A document as indented JSON with a line end.
fn pretty(document: &impl serde::Serialize) -> String {
    // Only maps with keys that are no texts fail, and there are none.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}
