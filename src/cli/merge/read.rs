//! A shard's report, read no deeper than merging needs: what it holds is copied as it is printed.
use std::{borrow::Cow, path::Path};

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{
    cli::{formats::json::Totals, shard::ShardJson},
    diagnostic::{Severity, message},
    error::Error,
    render::gap::causes::CauseJson,
};

/// Which command wrote a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Validate,
    Gap,
}

/// A report of either command.
#[derive(Debug, Deserialize)]
pub(super) struct Report<'a> {
    version: u32,
    pub(super) summary: Option<Totals>,
    #[serde(borrow)]
    pub(super) findings: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    pub(super) agencies: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    today: Option<&'a RawValue>,
    #[serde(borrow)]
    formula: Option<&'a RawValue>,
    #[serde(borrow)]
    view: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) causes: Option<Vec<CauseJson<'a>>>,
    #[serde(borrow)]
    shard: Option<ShardJson<'a>>,
}

/// What merging asks of a finding.
#[derive(Debug, Deserialize)]
pub(super) struct Finding<'a> {
    #[serde(borrow)]
    pub(super) file: Cow<'a, str>,
    #[serde(borrow)]
    severity: Cow<'a, str>,
}

/// What merging asks of an agency.
#[derive(Debug, Deserialize)]
pub(super) struct Agency<'a> {
    #[serde(borrow)]
    pub(super) agency: Cow<'a, str>,
    pub(super) score: Option<f64>,
}

impl Finding<'_> {
    /// How bad it is. A word that is not known is taken for the worst.
    pub(super) fn severity(&self) -> Severity {
        let all = [Severity::Warning, Severity::Info];
        all.into_iter().find(|it| it.name() == self.severity).unwrap_or(Severity::Error)
    }
}

impl<'a> Report<'a> {
    /// Which command wrote it.
    pub(super) fn kind(&self) -> Option<Kind> {
        match (&self.summary, &self.findings, &self.agencies) {
            (Some(_), Some(_), None) => Some(Kind::Validate),
            (None, None, Some(_)) => Some(Kind::Gap),
            _ => None,
        }
    }

    /// The shard that it is of.
    pub(super) fn take_shard(&mut self) -> Option<ShardJson<'a>> {
        self.shard.take()
    }

    /// What follows the agencies and is the same in all shards, as it is printed, with a comma behind each key.
    pub(super) fn rest(&self) -> String {
        let keys = [("today", self.today), ("formula", self.formula), ("view", self.view)];
        let keys =
            keys.iter().filter_map(|(key, raw)| Some(format!("\"{key}\":{},", (*raw)?.get())));
        keys.collect()
    }
}

/// Reads a report.
///
/// # Errors
/// When it is none, or one of another version.
pub(super) fn parse<'a>(path: &Path, text: &'a str) -> Result<Report<'a>, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let report: Report<'a> = serde_json::from_str(text).map_err(|why| no_report(path, &why))?;
    if report.version != 1 {
        return Err(no_report(path, &format_args!("version {}", report.version)));
    }
    Ok(report)
}

/// Reads what merging asks of a finding.
///
/// # Errors
/// When it is none.
pub(super) fn finding<'a>(path: &Path, raw: &'a RawValue) -> Result<Finding<'a>, Error> {
    serde_json::from_str(raw.get()).map_err(|why| no_report(path, &why))
}

/// Reads what merging asks of an agency.
///
/// # Errors
/// When it is none.
pub(super) fn agency<'a>(path: &Path, raw: &'a RawValue) -> Result<Agency<'a>, Error> {
    serde_json::from_str(raw.get()).map_err(|why| no_report(path, &why))
}

/// A file that cannot be merged.
pub(super) fn no_report(path: &Path, why: &dyn std::fmt::Display) -> Error {
    let path = path.display();
    Error::new(message!(
        "{path} 不是一份（--shard）的报告：{why}",
        "{path} is no report of a shard: {why}"
    ))
    .with_help(message!(
        "要的是 govcat validate 或 gap 用 --shard 和 --format json 写成的文件",
        "what is wanted is what govcat validate or gap writes with --shard and --format json"
    ))
}
