//! `govcat.toml`: the workspace's settings. A wrong setting is a failure to work, not a finding.
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de::Error as _};

use crate::{
    diagnostic::{Lang, Severity, message},
    error::Error,
    source::{gap_config::GapConfig, line_index::LineIndex, site_config::SiteConfig},
};

/// The settings of a workspace.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Who and in which language.
    pub workspace: WorkspaceConfig,
    /// The identity of the site.
    pub site: SiteConfig,
    /// Severities by rule.
    pub rules: BTreeMap<String, Level>,
    /// Severities by rule over changes.
    pub diff: BTreeMap<String, Level>,
    /// Changes that somebody approved.
    #[serde(rename = "diff-accept")]
    pub diff_accept: Vec<Accept>,
    /// How the gap report weighs.
    pub gap: GapConfig,
}

/// `[workspace]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorkspaceConfig {
    /// The workspace's name, shown as the site's title.
    pub name: String,
    /// The language of messages, unless `--lang` says otherwise.
    pub language: Option<Lang>,
}

/// `[[diff-accept]]`: a change that somebody approved.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The change, as `govcat diff` names it.
    #[serde(deserialize_with = "fingerprint")]
    pub fingerprint: String,
    /// Why it may pass.
    #[serde(deserialize_with = "reason")]
    pub reason: String,
    /// When it was approved: `2026-11-21`, with or without quotes.
    #[serde(deserialize_with = "date")]
    pub date: Date,
}

fn fingerprint<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    let is_print = text.len() == 16 && text.chars().all(|it| matches!(it, '0'..='9' | 'a'..='f'));
    if is_print {
        return Ok(text);
    }
    Err(D::Error::custom(format!("“{text}”不是改动的指纹 (not a change's fingerprint)")))
}

fn reason<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    if text.trim().is_empty() {
        return Err(D::Error::custom("reason 要写明理由 (the reason must say why)"));
    }
    Ok(text)
}

fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Plain(toml::value::Datetime),
        Quoted(String),
    }
    let text = match Written::deserialize(from)? {
        Written::Plain(it) => it.to_string(),
        Written::Quoted(it) => it,
    };
    text.parse().map_err(|_| D::Error::custom(format!("“{text}”不是日期 (not a date)")))
}

/// What a rule's finding counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// As an error.
    Error,
    /// As a warning.
    Warning,
    /// As information.
    Info,
    /// Not looked for.
    Off,
}

impl Level {
    /// The severity; `None` for off.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Off => None,
        }
    }
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// With file, line and column when they are wrong.
    pub fn parse(path: &str, text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |it| it.start);
            let at = LineIndex::new(text).position(text, u32::try_from(start).unwrap_or(0));
            let (line, column, words) = (at.line, at.column, error.message());
            Error::new(message!(
                "{path}:{line}:{column}：设置有误：{words}",
                "{path}:{line}:{column}: wrong setting: {words}"
            ))
        })
    }
}
