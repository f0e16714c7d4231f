//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::Text,
    resolve::Resolution,
};

rule! {
    /// ## 查什么
    /// 公开主体写成“相关部门”“有关单位”，没有指明是谁。
    ///
    /// ## 为什么
    /// 条例第十条按“谁制作谁公开”确定主体；写不清是谁，就没有人负责，也不知道向谁询问。
    ///
    /// ## 怎么改
    /// 写明是哪个机构；几个机构分工的，用牵头和配合分开写。
    ///
    /// ## What it does
    /// Finds owners that name nobody in particular (相关部门).
    ///
    /// ## Why it matters
    /// Article 10 makes whoever produced the information responsible; where nobody is named, nobody
    /// is.
    ///
    /// ## How to mend
    /// Name the body; where several share the work, use `lead` and `with`.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     owner: [相关部门]  #~ vague-owner: "相关部门"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     owner: [县民政局]
    /// ```
    {
        code: "vague-owner",
        summary: ["公开主体没有指明是谁", "an owner names nobody in particular"],
        severity: Severity::Warning,
        basis: "《政府信息公开条例》第十条",
        check: Check::Owner(vague_owner),
    }
}

fn vague_owner(
    resolution: &Resolution<'_>,
    owner: &Text<'_>,
    name: &str,
    findings: &mut Findings<'_>,
) {
    if !resolution.registries.vocabulary.vague_bodies.iter().any(|it| it == name) {
        return;
    }
    findings.push(
        findings
            .at(owner.span, message!("“{name}”没有指明是谁", "`{name}` names nobody in particular"))
            .with_help(message!("写明机构名称，例如“县民政局”", "name the body, for example 县民政局"))
            .about(name),
    );
}
