//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{Text, deadline::Reading, wording},
};

rule! {
    /// ## 查什么
    /// 公开时限读不懂：既没有数字期限，也不是“及时公开”“长期公开”一类的说法。
    ///
    /// ## 为什么
    /// 读不懂的时限算不出哪天到期，也无法同国家标准比较谁更严；公众无从知道该等到什么时候。
    ///
    /// ## 怎么改
    /// 改用能读懂的写法，例如“信息形成或者变更之日起20个工作日内”。`govcat deadline “…”` 可以试读。
    ///
    /// ## What it does
    /// Finds deadlines that cannot be understood: neither a period nor one of the known phrases.
    ///
    /// ## Why it matters
    /// Of such a phrase no due date can be computed, and nobody can say whether it is stricter than
    /// the standard.
    ///
    /// ## How to mend
    /// Use a phrase that can be read, such as 信息形成或者变更之日起20个工作日内; try one with `govcat deadline`.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 视情况而定  #~ unreadable-deadline: "视情况而定"
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
        code: "unreadable-deadline",
        summary: ["公开时限读不懂", "a deadline cannot be understood"],
        severity: Severity::Warning,
        basis: "《政府信息公开条例》第二十六条",
        check: Check::Deadline(unreadable_deadline),
    }
}

fn unreadable_deadline(
    _: &Subject<'_, '_>,
    text: &Text<'_>,
    reading: &Reading,
    findings: &mut Findings<'_>,
) {
    // 同上, 无 and the like have rules of their own.
    if reading.deadline.is_some() || wording::is_ditto(&text.value) || wording::is_nothing(&text.value) {
        return;
    }
    let phrase = &text.value;
    let near = reading.nearest.unwrap_or("信息形成或者变更之日起20个工作日内");
    findings.push(
        findings
            .at(
                text.span,
                message!("公开时限“{phrase}”读不懂", "the deadline `{phrase}` cannot be understood"),
            )
            .with_help(message!("能读懂的写法，例如：{near}", "a phrase that can be read: {near}"))
            .in_field("deadline")
            .about(phrase),
    );
}
