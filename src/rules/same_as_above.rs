//! See [`RULE`].
use crate::{
    check::{Check, Findings, marks::Marks, rule},
    diagnostic::{Severity, message},
    model::{Text, field::Field, wording},
};

rule! {
    /// ## 查什么
    /// 表格里留下来的“同上”“同前”“〃”“见上”“内容同上”。
    ///
    /// ## 为什么
    /// 目录里一条是一条，网页也是一条一页，“上”面是哪一条没有人知道；条目一调换顺序，意思就变了。
    ///
    /// ## 怎么改
    /// 把上面那一条的内容抄写过来；整个文件都一样的，写进 `defaults`。
    ///
    /// ## What it does
    /// Finds 同上 (the same as above) and its kin, left over from a table.
    ///
    /// ## Why it matters
    /// An entry stands alone and has a page of its own; nobody knows what is above it, and the meaning
    /// changes when entries are moved.
    ///
    /// ## How to mend
    /// Copy what stands above, or write under `defaults` what is alike in the whole file.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 最低生活保障
    ///     deadline: 长期公开
    ///   - id: "20-002"
    ///     content: [办理事项, 办事指南：内容同上]  #~ same-as-above: "办事指南：内容同上"
    ///     deadline: 同上  #~ same-as-above: "同上"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// defaults:
    ///   deadline: 长期公开
    /// entries:
    ///   - id: "20-001"
    ///     content: [劳动合同, 报上级部门的材料]
    /// ```
    {
        code: "same-as-above",
        summary: ["写的是“同上”", "it says “the same as above”"],
        severity: Severity::Error,
        basis: "国办发〔2019〕54号",
        check: Check::Text(Marks::ANY, same_as_above),
    }
}

fn same_as_above(text: &Text<'_>, _: Field, findings: &mut Findings<'_>) {
    if !wording::is_ditto(&text.value) {
        return;
    }
    let words = &text.value;
    findings.push(
        findings
            .at(
                text.span,
                message!(
                    "“{words}”没有说明是什么",
                    "`{words}` refers to something above that is not here"
                ),
            )
            .with_help(message!(
                "抄写上面那一条的内容；整个文件都一样的，写进 defaults",
                "copy what stands above, or write under `defaults` what is alike in the whole file"
            ))
            .about(words),
    );
}
