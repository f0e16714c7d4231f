//! The last line of a check: what was looked at and what was found.
use crate::{
    check::Counts,
    cli::{
        finding::Finding,
        style::{Paint, Style},
    },
    diagnostic::{Lang, Severity},
};

/// What was looked at and what was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Summary {
    pub(crate) counts: Counts,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
}

impl Summary {
    pub(crate) fn new(counts: Counts, findings: &[Finding<'_>]) -> Self {
        let count = |severity| findings.iter().filter(|it| it.severity == severity).count();
        Self {
            counts,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        }
    }

    /// The line to print.
    pub(crate) fn line(&self, lang: Lang, style: Style) -> String {
        let Self { counts, errors, warnings, infos } = *self;
        let Counts { files, entries, rules, evaluations, suppressed } = counts;
        let paint = match (errors, warnings, infos) {
            (0, 0, 0) => Paint::Green,
            (0, 0, _) => Paint::Cyan,
            (0, ..) => Paint::Yellow,
            _ => Paint::Red,
        };
        let is_clean = errors + warnings + infos == 0;
        let seen = match lang {
            Lang::Zh => {
                format!("{files} 个文件，{entries} 条事项，{rules} 条规则，检查 {evaluations} 次")
            }
            Lang::En => format!(
                "{}, {}, {}, {}",
                number(files, "file", "files"),
                number(entries, "entry", "entries"),
                number(rules, "rule", "rules"),
                number(evaluations, "evaluation", "evaluations")
            ),
        };
        let found = match lang {
            Lang::Zh => format!("错误 {errors}，警告 {warnings}，提示 {infos}，忽略 {suppressed}"),
            Lang::En => format!(
                "{}, {}, {}, {suppressed} suppressed",
                number(errors, "error", "errors"),
                number(warnings, "warning", "warnings"),
                number(infos, "info", "infos")
            ),
        };
        match (lang, is_clean) {
            (Lang::Zh, true) => {
                format!("{}：{found}（{seen}）", style.paint(paint, "没有发现问题"))
            }
            (Lang::Zh, false) => format!("{}（{seen}）", style.paint(paint, found)),
            (Lang::En, true) => {
                format!("{}: {found} ({seen})", style.paint(paint, "no problems found"))
            }
            (Lang::En, false) => format!("{} ({seen})", style.paint(paint, found)),
        }
    }
}

/// A number and what is counted.
fn number(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
