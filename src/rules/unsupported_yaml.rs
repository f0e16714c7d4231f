//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// 目录文件不使用的 YAML 写法：锚点（&…）、别名（*…）、标签（!…），以及一个文件里用“---”分开的第二份内容。
    ///
    /// ## 为什么
    /// 每一条事项都要能单独读懂、单独核对；别名让一条的内容写在另一条里，改一处，别处跟着变。
    ///
    /// ## 怎么改
    /// 把内容直接写在每一条里，相同的内容放进 `defaults`；文字以 &、*、! 开头时，整段加双引号。
    ///
    /// ## What it does
    /// Finds features of YAML that catalogs do not use: anchors (`&…`), aliases (`*…`), tags (`!…`),
    /// and a second document behind `---`.
    ///
    /// ## Why it matters
    /// Each entry must be readable and checkable on its own; with an alias its text stands in another
    /// entry, and changes with it.
    ///
    /// ## How to mend
    /// Write the value into each entry, or what is common under `defaults`; put a text that starts
    /// with `&`, `*` or `!` in double quotes.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     channel: &common [政府网站, 公开查阅点]  #~ unsupported-yaml: "&common"
    ///   - id: "20-002"
    ///     channel: *common  #~ unsupported-yaml: "*common"
    ///   - id: "20-003"
    ///     name: !!str 监督检查  #~ unsupported-yaml: "!!str"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// defaults:
    ///   channel: [政府网站, 公开查阅点]
    /// entries:
    ///   - id: "20-001"
    ///   - id: "20-002"
    ///     name: "!监督检查"
    /// ```
    {
        code: "unsupported-yaml",
        summary: ["用了目录文件不支持的 YAML 写法", "a feature of YAML that catalogs do not use"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}
