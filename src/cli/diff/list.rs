//! The rules over changes, one line each.
use crate::{
    cli::{
        diff::report::paint,
        style::{Paint, Style},
        wrap,
    },
    diagnostic::Lang,
    diff::rules,
};

/// The list.
pub(super) fn text(lang: Lang, style: Style) -> String {
    let width = rules::ALL.iter().map(|it| it.code.len()).max().unwrap_or(0);
    let labels = || rules::ALL.iter().map(|it| it.direction.label());
    let label_width = labels().map(|it| wrap::width(it.text(lang))).max().unwrap_or(0);
    let line = |rule: &rules::Rule| {
        let code = style.paint(Paint::Bold, wrap::pad(rule.code, width));
        let label = rule.direction.label();
        let label = style.paint(paint(rule.direction), wrap::pad(label.text(lang), label_width));
        let [zh, en] = rule.summary;
        format!("{code}  {label}  {}\n", if lang == Lang::Zh { zh } else { en })
    };
    rules::ALL.iter().map(line).collect()
}
