//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::wording,
};

rule! {
    /// ## 查什么
    /// 既不是“全社会”，也没有写成“特定群体：…”的公开对象。
    ///
    /// ## 为什么
    /// 公开对象分全社会和特定群体两类，各领域标准目录都照此填写；写成别的词，就看不出是不是人人可查。
    ///
    /// ## 怎么改
    /// 人人可查的写“全社会”；只对一部分人公开的写“特定群体：申请人”这样的形式。
    ///
    /// ## What it does
    /// Finds audiences that are neither 全社会 (everyone) nor 特定群体 (a group), alone or with the group named.
    ///
    /// ## Why it matters
    /// The official tables know these two; from any other word nobody can tell whether all may look.
    ///
    /// ## How to mend
    /// Write `全社会`, or name the group as in `特定群体：申请人`.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     audience: 低保申请人  #~ unknown-audience: "低保申请人"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     audience: [全社会, 特定群体：低保申请人]
    /// ```
    {
        code: "unknown-audience",
        summary: ["公开对象不是全社会，也不是特定群体", "an audience is neither everyone nor a group"],
        severity: Severity::Error,
        basis: "国办发〔2019〕54号",
        check: Check::Entry(unknown_audience),
    }
}

fn unknown_audience(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let terms = &subject.resolution.registries.vocabulary.audiences;
    for choice in subject.entry.audience.iter().filter(|choice| choice.value.is_none()) {
        let word = &choice.text.value;
        // 同上 has a rule of its own.
        if wording::is_ditto(word) {
            continue;
        }
        let help = match terms.nearest(word) {
            Some(nearest) => message!(
                "是不是“{nearest}”？只对一部分人公开的，写“特定群体：{word}”",
                "did you mean `{nearest}`? For a group write `特定群体：{word}`"
            ),
            None => message!(
                "写“全社会”，或者“特定群体：{word}”",
                "write `全社会`, or `特定群体：{word}`"
            ),
        };
        findings.push(
            findings
                .at(choice.text.span, message!("没有公开对象“{word}”", "unknown audience `{word}`"))
                .with_help(help)
                .in_field("audience")
                .about(word),
        );
    }
}
