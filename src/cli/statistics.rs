//! How many findings each rule has, the worst first.
use std::{cmp::Reverse, collections::BTreeMap};

use crate::{
    cli::{
        finding::Finding,
        formats::severity_word,
        style::{Paint, Style},
        wrap,
    },
    diagnostic::Lang,
    rules,
};

/// A table: how many, how bad, which rule, what it finds.
pub(crate) fn table(findings: &[Finding<'_>], lang: Lang, style: Style) -> String {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry((finding.severity, finding.code)).or_insert(0_usize) += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|((severity, code), count)| (*severity, Reverse(*count), *code));
    let count_width = rows.iter().map(|it| it.1.to_string().len()).max().unwrap_or(0);
    let code_width = rows.iter().map(|it| it.0.1.len()).max().unwrap_or(0);
    let word_width =
        rows.iter().map(|it| wrap::width(severity_word(it.0.0, lang))).max().unwrap_or(0);
    let line = |((severity, code), count): &((_, &str), usize)| {
        let word = wrap::pad(severity_word(*severity, lang), word_width);
        let word = style.paint(Paint::from(*severity), word);
        let summary = rules::find(code).map_or("", |rule| match lang {
            Lang::Zh => rule.summary[0],
            Lang::En => rule.summary[1],
        });
        format!("{count:>count_width$}  {word}  {}  {summary}", wrap::pad(code, code_width))
            .trim_end()
            .to_owned()
            + "\n"
    };
    rows.iter().map(line).collect()
}
