//! See [`RULE`].
use crate::{
    check::{Check, Findings, marks::Marks, rule},
    diagnostic::{Severity, message},
    model::{Text, field::Field, wording},
    span::Span,
};

rule! {
    /// ## 查什么
    /// 没有填写的内容：整项是“无”“/”“待定”“略”“暂无”，或者留着“XX”“××”“（请自行填写）”。
    /// 公开依据里的由 placeholder-basis 检查。
    ///
    /// ## 为什么
    /// 八个要素都要填写；“/”和“待定”公开出去，群众查到的是一个空格子。
    ///
    /// ## 怎么改
    /// 填写实际内容；没有这一项的删去；拿不准的先不公开这一条。
    ///
    /// ## What it does
    /// Finds what was never filled in: a value that is only 无, `/`, 待定 or 略, or that still holds
    /// `XX`, `××`. The basis has a rule of its own, placeholder-basis.
    ///
    /// ## Why it matters
    /// All eight elements are to be filled in; a citizen who finds `/` finds an empty cell.
    ///
    /// ## How to mend
    /// Write what is the case, or delete the item.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    ///     content: [投诉电话, 待定]  #~ placeholder-value: "待定"
    ///     deadline: /  #~ placeholder-value: "/"
    ///     owner: XX镇人民政府  #~ placeholder-value: "XX"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 无障碍设施
    ///     content: [7×24小时服务电话, X光检查点]
    /// ```
    {
        code: "placeholder-value",
        summary: ["内容没有填写", "a value was not filled in"],
        severity: Severity::Warning,
        basis: "国办发〔2019〕54号",
        checks: [Check::Text(Marks::ANY, says_nothing), Check::Text(Marks::SIGN, has_signs)],
    }
}

fn says_nothing(text: &Text<'_>, field: Field, findings: &mut Findings<'_>) {
    // A lone 〃 has a rule of its own.
    if is_free(field) && wording::is_nothing(&text.value) && !wording::is_ditto(&text.value) {
        report(text, text.span, findings);
    }
}

fn has_signs(text: &Text<'_>, field: Field, findings: &mut Findings<'_>) {
    if !is_free(field) || wording::is_nothing(&text.value) {
        return;
    }
    if let Some(signs) = wording::fill_in(&text.value) {
        report(text, text.part(signs), findings);
    }
}

/// Words of the vocabulary have rules of their own, and so has the basis.
fn is_free(field: Field) -> bool {
    matches!(field, Field::Category | Field::Name | Field::Content | Field::Deadline | Field::Owner)
}

fn report(text: &Text<'_>, span: Span, findings: &mut Findings<'_>) {
    let value = &text.value;
    findings.push(
        findings
            .at(span, message!("“{value}”没有填写", "`{value}` was not filled in"))
            .with_help(message!(
                "写上实际内容；没有这一项的，删去",
                "write what is the case, or delete the item"
            ))
            .about(value),
    );
}
