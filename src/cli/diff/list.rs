//! The rules over changes, one line each.
use serde::Serialize;

use crate::{
    cli::{
        diff::report::paint,
        style::{Paint, Style},
        wrap,
    },
    diagnostic::Lang,
    diff::rules::Rule,
};

/// The list, for people.
pub(crate) fn text(rules: &[Rule], lang: Lang, style: Style) -> String {
    let width = rules.iter().map(|it| it.code.len()).max().unwrap_or(0);
    let labels = rules.iter().map(|it| wrap::width(it.direction.label().text(lang)));
    let label_width = labels.max().unwrap_or(0);
    let line = |rule: &Rule| {
        let code = style.paint(Paint::Bold, wrap::pad(rule.code, width));
        let label = wrap::pad(rule.direction.label().text(lang), label_width);
        let label = style.paint(paint(rule.direction), label);
        format!("{code}  {label}  {}\n", summary(rule, lang))
    };
    rules.iter().map(line).collect()
}

fn summary(rule: &Rule, lang: Lang) -> &'static str {
    let [zh, en] = rule.summary;
    if lang == Lang::Zh { zh } else { en }
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    changes: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    code: &'a str,
    direction: &'a str,
    severity: &'a str,
    summary: &'a str,
    mirror: Option<&'a str>,
}

/// The list, for machines.
pub(crate) fn json(rules: &[Rule], lang: Lang) -> String {
    let item = |rule: &Rule| Item {
        code: rule.code,
        direction: rule.direction.name(),
        severity: rule.severity().name(),
        summary: summary(rule, lang),
        mirror: rule.mirror,
    };
    let document = Document { version: 1, changes: rules.iter().map(item).collect() };
    // Only maps with keys that are no texts fail, and there are none.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}
