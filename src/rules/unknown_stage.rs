//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::wording,
};

rule! {
    /// ## 查什么
    /// “五公开”以外的环节。五公开是决策、执行、管理、服务、结果。
    ///
    /// ## 为什么
    /// 试点方案要求按“五公开”梳理事项；环节写错，统计各环节公开了多少就不准。
    ///
    /// ## 怎么改
    /// 换成五个环节之一；涉及几个环节的写成列表；没有把握的不写。
    ///
    /// ## What it does
    /// Finds stages other than the five: 决策 (decision), 执行 (execution), 管理 (management), 服务
    /// (service), 结果 (result).
    ///
    /// ## Why it matters
    /// Entries are sorted by these five; another word falls out of every count.
    ///
    /// ## How to mend
    /// Write one of the five, or several in a list, or leave the field out.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     stage: [服务, 监督]  #~ unknown-stage: "监督"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     stage: [服务, 结果]
    /// ```
    {
        code: "unknown-stage",
        summary: ["五公开里没有这个环节", "there is no such stage among the five"],
        severity: Severity::Error,
        basis: "国办发〔2017〕42号",
        check: Check::Entry(unknown_stage),
    }
}

fn unknown_stage(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let terms = &subject.resolution.registries.vocabulary.stages;
    for choice in subject.entry.stage.iter().filter(|choice| choice.value.is_none()) {
        let word = &choice.text.value;
        // 同上 has a rule of its own.
        if wording::is_ditto(word) {
            continue;
        }
        let help = match terms.nearest(word) {
            Some(nearest) => message!("是不是“{nearest}”？", "did you mean `{nearest}`?"),
            None => message!(
                "五公开是：决策、执行、管理、服务、结果",
                "the five are 决策, 执行, 管理, 服务 and 结果"
            ),
        };
        findings.push(
            findings
                .at(choice.text.span, message!("五公开里没有“{word}”", "unknown stage `{word}`"))
                .with_help(help)
                .in_field("stage")
                .about(word),
        );
    }
}
