//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::wording,
};

rule! {
    /// ## 查什么
    /// 主动公开、依申请公开以外的公开方式。
    ///
    /// ## 为什么
    /// 《政府信息公开条例》第十三条只规定主动公开和依申请公开两种方式；“内部公开”“有偿公开”没有依据。
    ///
    /// ## 怎么改
    /// 写“主动公开”或者“依申请公开”；两种都有的写成列表。
    ///
    /// ## What it does
    /// Finds methods of disclosure other than 主动公开 (proactively) and 依申请公开 (on request).
    ///
    /// ## Why it matters
    /// Article 13 of the Regulation on Open Government Information knows these two methods only.
    ///
    /// ## How to mend
    /// Write `主动公开` or `依申请公开`, or both in a list.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     method: [主动公开, 内部公开]  #~ unknown-method: "内部公开"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     method: [主动公开, 依申请公开]
    /// ```
    {
        code: "unknown-method",
        summary: ["没有这种公开方式", "there is no such method of disclosure"],
        severity: Severity::Error,
        basis: "《政府信息公开条例》第十三条",
        check: Check::Entry(unknown_method),
    }
}

fn unknown_method(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let terms = &subject.resolution.registries.vocabulary.methods;
    for choice in subject.entry.method.iter().filter(|choice| choice.value.is_none()) {
        let word = &choice.text.value;
        // 同上 has a rule of its own.
        if wording::is_ditto(word) {
            continue;
        }
        let help = match terms.nearest(word) {
            Some(nearest) => message!(
                "是不是“{nearest}”？只有主动公开、依申请公开两种",
                "did you mean `{nearest}`? There are 主动公开 and 依申请公开"
            ),
            None => message!("写“主动公开”或者“依申请公开”", "write `主动公开` or `依申请公开`"),
        };
        findings.push(
            findings
                .at(
                    choice.text.span,
                    message!("没有公开方式“{word}”", "unknown method of disclosure `{word}`"),
                )
                .with_help(help)
                .in_field("method")
                .about(word),
        );
    }
}
