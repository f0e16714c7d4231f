//! What `govcat.toml` says of changes: how bad each kind is, and which somebody approved.
use jiff::civil::Date;

use crate::{
    diff::{ChangeSet, rules},
    source::config::{Accept, Config},
};

/// Who approved a change, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Why.
    pub reason: String,
    /// Who, where a waiver says so.
    pub by: Option<String>,
    /// When, where `diff-accept` says so.
    pub date: Option<Date>,
    /// Until when, where a waiver says so.
    pub until: Option<Date>,
}

/// The name of the first setting in `[diff]` that is no rule over changes.
#[must_use]
pub fn unknown_rule(config: &Config) -> Option<&str> {
    config.diff.keys().map(String::as_str).find(|it| rules::find(it).is_none())
}

/// Weighs the changes by the settings: those of rules that are off are left out. Gives the approvals
/// that no change needs any more.
pub fn weigh<'c>(set: &mut ChangeSet, config: &'c Config) -> Vec<&'c Accept> {
    let mut used = vec![false; config.diff_accept.len()];
    let all = set.changes.len();
    set.changes.retain_mut(|change| {
        let severity = match config.diff.get(change.rule.code) {
            Some(level) => level.severity(),
            None => Some(change.rule.severity()),
        };
        let print = format!("{:016x}", change.fingerprint);
        for (at, accept) in config.diff_accept.iter().enumerate() {
            if accept.fingerprint == print {
                used[at] = true;
                change.accepted = Some(Approval {
                    reason: accept.reason.clone(),
                    by: None,
                    date: Some(accept.date),
                    until: None,
                });
            }
        }
        if let Some(severity) = severity {
            change.severity = severity;
        }
        severity.is_some()
    });
    set.hidden = all - set.changes.len();
    let stale = config.diff_accept.iter().zip(used).filter(|(_, used)| !used);
    stale.map(|(accept, _)| accept).collect()
}
