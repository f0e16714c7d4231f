//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
};

rule! {
    /// ## 查什么
    /// 同一份文件的另一种写法：名称多字少字，或文号写得不规范。
    ///
    /// ## 为什么
    /// 同一份文件写法不一，查不全引用它的事项；文号应当照公文格式写。
    ///
    /// ## 怎么改
    /// 换成提示里的写法。
    ///
    /// ## What it does
    /// Finds citations of a registered document in another spelling.
    ///
    /// ## Why it matters
    /// Spelled in many ways, a document does not gather the entries that stand on it.
    ///
    /// ## How to mend
    /// Use the spelling that the help gives.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《社会救助暂行办法》（国务院第649号令）]  #~ basis-spelled-otherwise: "《社会救助暂行办法》（国务院第649号令）"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《社会救助暂行办法》（国务院令第649号）]
    /// ```
    {
        code: "basis-spelled-otherwise",
        summary: ["同一文件的写法不规范", "a registered document in another spelling"],
        severity: Severity::Info,
        basis: "GB/T 9704—2012",
        check: Check::Entry(basis_spelled_otherwise),
    }
}

fn basis_spelled_otherwise(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    for text in &subject.entry.basis {
        for cited in subject.resolution.readings.basis(&text.value) {
            let written = text.value.get(cited.citation.text.clone()).unwrap_or_default();
            let standard = &cited.found.standard_spelling;
            if cited.found.document.is_none() || !cited.citation.damage.is_empty() || written == standard {
                continue;
            }
            findings.push(
                findings
                    .at(text.span, message!("规范的写法是“{standard}”", "the standard spelling is `{standard}`"))
                    .with_help(message!("换成“{standard}”", "write `{standard}`"))
                    .in_field("basis")
                    .about(written),
            );
        }
    }
}
