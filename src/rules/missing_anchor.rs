//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{Text, deadline::Reading, deadline::ClauseKind},
};

rule! {
    /// ## 查什么
    /// 公开时限只写了多长时间，没有写从哪天算起，例如只写“20个工作日”。
    ///
    /// ## 为什么
    /// 没有起算点就没有到期日。govcat 比较时按条例第二十六条的“信息形成或者变更之日”看待，但不替机关补写。
    ///
    /// ## 怎么改
    /// 写明起算点，例如“信息形成或者变更之日起20个工作日内”。
    ///
    /// ## What it does
    /// Finds deadlines that say how long, and not from when.
    ///
    /// ## Why it matters
    /// Without a start there is no due date. Comparisons take it as article 26 has it (formed or
    /// changed), but nothing is written in.
    ///
    /// ## How to mend
    /// Say from when: 信息形成或者变更之日起20个工作日内.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 20个工作日  #~ missing-anchor: "20个工作日"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 信息形成或者变更之日起20个工作日内
    /// ```
    {
        code: "missing-anchor",
        summary: ["公开时限没有写从哪天算起", "a deadline does not say from when"],
        severity: Severity::Info,
        basis: "《政府信息公开条例》第二十六条",
        check: Check::Deadline(missing_anchor),
    }
}

fn missing_anchor(
    _: &Subject<'_, '_>,
    text: &Text<'_>,
    reading: &Reading,
    findings: &mut Findings<'_>,
) {
    let Some(deadline) = &reading.deadline else { return };
    let lacks = |kind: &ClauseKind| matches!(kind, ClauseKind::Within { anchor: None, .. });
    if deadline.clauses.iter().any(|clause| lacks(&clause.kind)) {
        findings.push(
            findings
                .at(text.span, message!("没有写从哪天算起", "the deadline does not say from when"))
                .with_help(message!(
                    "例如“信息形成或者变更之日起…”",
                    "for example 信息形成或者变更之日起…"
                ))
                .in_field("deadline")
                .about(&text.value),
        );
    }
}
