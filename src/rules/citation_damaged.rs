//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{Text, readings::Cited, basis::damage::DamageKind},
};

rule! {
    /// ## 查什么
    /// 引用写坏了：文号缺括号（国办发2017年44号）、缺“号”字、只有半个标题。括号缺一半的，归 unbalanced-brackets。
    ///
    /// ## 为什么
    /// 写坏的引用查不到原文，也对不上登记簿。
    ///
    /// ## 怎么改
    /// 按提示补全。
    ///
    /// ## What it does
    /// Finds citations that are damaged: a number without its brackets or its 号, half of a title. Half
    /// a pair of brackets is `unbalanced-brackets`'s.
    ///
    /// ## Why it matters
    /// A damaged citation leads nowhere, and cannot be matched with the register.
    ///
    /// ## How to mend
    /// Mend it as the message says.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《关于推进公共资源配置领域政府信息公开的意见》（国办发〔2017〕97）]  #~ citation-damaged: "《关于推进公共资源配置领域政府信息公开的意见》（国办发〔2017〕97）"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《国务院办公厅关于推进公共资源配置领域政府信息公开的意见》（国办发〔2017〕97号）]
    /// ```
    {
        code: "citation-damaged",
        summary: ["引用的名称或文号写坏了", "a citation is damaged"],
        severity: Severity::Warning,
        basis: "GB/T 9704—2012",
        check: Check::Basis(citation_damaged),
    }
}

fn citation_damaged(
    _: &Subject<'_, '_>,
    text: &Text<'_>,
    cited: &Cited,
    findings: &mut Findings<'_>,
) {
    for damage in &cited.citation.damage {
        let words = text.value.get(damage.span.clone()).unwrap_or_default();
        if has_its_own_rule(damage.kind, words) {
            continue;
        }
        let standard = &cited.found.standard_spelling;
        let help = if cited.found.document.is_some() {
            message!("规范的写法是“{standard}”", "the standard spelling is `{standard}`")
        } else {
            message!("照原文件补全", "complete it from the document itself")
        };
        findings.push(
            findings.at(text.span, damage.message()).with_help(help).in_field("basis").about(words),
        );
    }
}

/// What `unbalanced-brackets`, `placeholder-basis` and `stray-whitespace` report.
fn has_its_own_rule(kind: DamageKind, words: &str) -> bool {
    use DamageKind as D;
    match kind {
        D::UnclosedTitle | D::UnopenedTitle | D::UnclosedBracket | D::UnopenedBracket | D::Vague | D::Blank => true,
        // 国办发〔201744号 has one half of its brackets, 国办发2017年44号 none.
        D::NumberBracket => words.contains(['〔', '〕', '[', ']', '［', '］', '（', '）', '(', ')']),
        _ => false,
    }
}
