//! The rulebook: every rule that the catalogs are held against, from the rules' own documentation.
use serde::Serialize;

use crate::{
    check::Rule,
    diagnostic::{Lang, Severity},
    render::{
        edition::Edition,
        rule_page::{self, Verdict},
        site::Page,
    },
    rules,
    source::config::Level,
};

/// The name of the page in the site.
pub const FILE: &str = "rules.html";

/// `rules.html`
#[derive(Debug, Serialize)]
pub struct RulesPage {
    /// The frame.
    pub page: Page,
    /// The rules, in the order of their list.
    pub rules: Vec<RuleSection>,
}

/// A rule.
#[derive(Debug, Serialize)]
pub struct RuleSection {
    /// Its code.
    pub code: &'static str,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// How bad it is here: `error`, `warning`, `info` or `off`.
    pub severity: &'static str,
    /// What it finds, why that matters, how to mend it, what it stands on.
    pub parts: Vec<RulePart>,
    /// Examples.
    pub examples: Vec<RuleExample>,
}

/// A part of a rule's documentation.
#[derive(Debug, Serialize)]
pub struct RulePart {
    /// Its heading.
    pub heading: &'static str,
    /// Its words; every second piece is code.
    pub pieces: Vec<String>,
}

/// An example.
#[derive(Debug, Serialize)]
pub struct RuleExample {
    /// Whether it passes.
    pub passes: bool,
    /// The files.
    pub text: String,
}

impl RulesPage {
    /// The page of a workspace.
    #[must_use]
    pub fn new(edition: &Edition<'_, '_>) -> Self {
        let heading = edition.say("规则", "Rules");
        let about = edition.say(
            "校验目录的全部规则：查什么、为什么、怎么改、依据什么",
            "every rule that the catalogs are held against",
        );
        Self {
            page: Page::top(&edition.workspace.config, heading, about),
            rules: rules::ALL.iter().map(|it| section(edition, it)).collect(),
        }
    }
}

fn section(edition: &Edition<'_, '_>, rule: &Rule) -> RuleSection {
    let lang: Lang = edition.lang();
    let page = rule_page::Page::of(rule, lang);
    let parts = page.sections().map(|(heading, text)| RulePart {
        heading,
        pieces: text.split('`').map(str::to_owned).collect(),
    });
    let examples = page
        .examples
        .iter()
        .map(|it| RuleExample { passes: it.verdict == Verdict::Passes, text: it.text.clone() });
    let severity = match edition.workspace.config.rules.get(rule.code) {
        Some(level) => Level::severity(*level),
        None => Some(rule.severity),
    };
    RuleSection {
        code: rule.code,
        summary: page.summary,
        severity: severity.map_or("off", Severity::name),
        parts: parts.into(),
        examples: examples.collect(),
    }
}
