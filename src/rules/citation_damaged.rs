//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{Text, readings::Cited, basis::damage::DamageKind},
};

rule! {
    /// ## 查什么
    /// 引用写坏了：文号缺括号（国办发〔201744号）、缺“号”字、只有半个标题、括号不成对、中间有空格。
    ///
    /// ## 为什么
    /// 写坏的引用查不到原文，也对不上登记簿。
    ///
    /// ## 怎么改
    /// 按提示补全。
    ///
    /// ## What it does
    /// Finds citations that are damaged: a number without its bracket, half of a title, unpaired
    /// marks, blanks inside.
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
    ///     basis: [《关于推进公共资源配置领域政府信息公开的意见》（国办发〔201797号）]  #~ citation-damaged: "《关于推进公共资源配置领域政府信息公开的意见》（国办发〔201797号）"
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
        // These have rules of their own.
        if has_its_own_rule(damage.kind) {
            continue;
        }
        let standard = &cited.found.standard_spelling;
        let help = if cited.found.document.is_some() {
            message!("规范的写法是“{standard}”", "the standard spelling is `{standard}`")
        } else {
            message!("照原文件补全", "complete it from the document itself")
        };
        let words = text.value.get(damage.span.clone()).unwrap_or_default();
        findings.push(
            findings.at(text.span, damage.message()).with_help(help).in_field("basis").about(words),
        );
    }
}

/// What `unbalanced-brackets`, `placeholder-basis` and `stray-whitespace` report.
fn has_its_own_rule(kind: DamageKind) -> bool {
    use DamageKind as D;
    matches!(
        kind,
        D::UnclosedTitle | D::UnopenedTitle | D::UnclosedBracket | D::UnopenedBracket | D::Vague | D::Blank
    )
}
