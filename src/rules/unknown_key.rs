//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// 目录文件、机关文件和登记文件里不认识的键：拼写错误的键，写成中文的键，放错层级的键。
    ///
    /// ## 为什么
    /// 不认识的键，后面的内容不会进入目录；写错一个字母，一项要素就悄悄丢了。
    ///
    /// ## 怎么改
    /// 改成提示中的键。备注写在“#”后面，不另立键。
    ///
    /// ## What it does
    /// Finds keys that the format does not have: misspelt, written in Chinese, or at the wrong place.
    ///
    /// ## Why it matters
    /// What stands behind an unknown key never reaches the catalog: one wrong letter, and an element
    /// is lost in silence.
    ///
    /// ## How to mend
    /// Use the key that the help names. Remarks go into comments, behind `#`.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     chanel: [政府网站]  #~ unknown-key: "chanel"
    ///     公开时限: 长期公开  #~ unknown-key: "公开时限"
    ///     phone: 0412-0000000  #~ unknown-key: "phone"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     channel: [政府网站]
    ///     deadline: 长期公开
    /// ```
    {
        code: "unknown-key",
        summary: ["没有这个键", "there is no such key"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}
