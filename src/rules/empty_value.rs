//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// 后面没有内容的键：空着、写成 null、一对空引号、只有空格、空列表，以及列表里空着的一项。
    ///
    /// ## 为什么
    /// 空着的键看不出是忘了写，还是有意留空；在上一层之上，还会盖掉继承来的内容。
    ///
    /// ## 怎么改
    /// 写上内容；要沿用上一层或默认值的，删去这个键。
    ///
    /// ## What it does
    /// Finds keys with nothing behind them: left blank, null, empty quotes, only blanks, an empty
    /// list, an empty item of a list.
    ///
    /// ## Why it matters
    /// Nobody can tell a slip from an intention; over a lower layer, the empty value would also hide
    /// the inherited one.
    ///
    /// ## How to mend
    /// Write a value; to take the layer below's or the default, delete the key.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name:  #~ empty-value: ""
    ///     basis: []  #~ empty-value: "[]"
    ///     content: [救助标准, ""]  #~ empty-value: "\"\""
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 政策法规文件
    ///     content: [救助标准, 申请材料]
    /// ```
    {
        code: "empty-value",
        summary: ["键后面没有内容", "nothing stands behind a key"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}
