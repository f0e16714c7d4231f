//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{Text, deadline::Reading},
};

rule! {
    /// ## 查什么
    /// 公开时限有缺字、错字或多种理解，govcat 按最可能的意思理解了。
    ///
    /// ## 为什么
    /// 猜出来的期限不能当作承诺；到期日、比较结果都以它为准，必须有人看过。
    ///
    /// ## 怎么改
    /// 按提示补全缺字，或改成没有歧义的写法。
    ///
    /// ## What it does
    /// Finds deadlines that were understood by guessing: a word is missing, misspelt, or has
    /// several readings.
    ///
    /// ## Why it matters
    /// Due dates and comparisons stand on the reading; a guess must be seen by somebody.
    ///
    /// ## How to mend
    /// Write the phrase out as the help says.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 信息形成之日起20内公开  #~ guessed-deadline: "信息形成之日起20内公开"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 信息形成之日起20个工作日内公开
    /// ```
    {
        code: "guessed-deadline",
        summary: ["公开时限是猜着读懂的", "a deadline was understood by guessing"],
        severity: Severity::Warning,
        basis: "《政府信息公开条例》第二十六条",
        check: Check::Deadline(guessed_deadline),
    }
}

fn guessed_deadline(
    _: &Subject<'_, '_>,
    text: &Text<'_>,
    reading: &Reading,
    findings: &mut Findings<'_>,
) {
    let Some(understood) = &reading.deadline else { return };
    for warning in &reading.warnings {
        findings.push(
            findings
                .at(text.span, warning.message())
                .with_help(message!("读作：{understood}", "read as: {understood}"))
                .in_field("deadline")
                .about(&text.value),
        );
    }
}
