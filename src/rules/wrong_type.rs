//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// 形式不对的内容：只能写一段文字的地方写了列表，应当是列表的地方写了“键: 值”，日期、整数、true/false 写成了别的。
    ///
    /// ## 为什么
    /// 形式不对的内容无法归入任何一项要素，也无法比较。
    ///
    /// ## 怎么改
    /// 按提示改写。日期写成 2019-04-30；列表写成 [甲, 乙] 或每行一个“- 甲”；文字里有“: ”时，整段加双引号。
    ///
    /// ## What it does
    /// Finds values of the wrong form: a list where one text must stand, a mapping where a list must
    /// stand, and what should be a date, a number or true/false and is not.
    ///
    /// ## Why it matters
    /// Such a value belongs to no element and cannot be compared.
    ///
    /// ## How to mend
    /// Rewrite it as the help says. Dates look like 2019-04-30; lists are [a, b] or one `- a` a line;
    /// a text that holds `: ` goes into double quotes.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// effective: 2019年4月30日  #~ wrong-type: "2019年4月30日"
    /// entries:
    ///   - id: "20-001"
    ///     deadline: [长期公开, 实时公开]  #~ wrong-type: "[长期公开, 实时公开]"
    ///     content:
    ///       - 办理依据
    ///       - 联系方式: 咨询电话  #~ wrong-type: "联系方式: 咨询电话"
    ///   - id: [a]  #~ wrong-type: "[a]"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// effective: 2019-04-30
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 长期公开
    ///     content:
    ///       - 办理依据
    ///       - "联系方式: 咨询电话"
    /// ```
    {
        code: "wrong-type",
        summary: ["内容的形式不对", "a value has the wrong form"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}
