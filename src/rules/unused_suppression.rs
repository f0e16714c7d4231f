//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// 没有用处的“# govcat: allow(…)”：所指的一行没有这个问题，没有这条规则，或者写法不对（全角的冒号、
    /// 括号，别的动词）。
    /// 写在一行末尾，管这一行；单独成行，管下一行。
    ///
    /// ## 为什么
    /// 问题改好以后留下的忽略，会遮住下一次的问题；规则名写错的，则从来没有起过作用。
    ///
    /// ## 怎么改
    /// 删去；规则名、写法不对的，改正。
    ///
    /// ## What it does
    /// Finds `# govcat: allow(…)` that suppresses nothing: there is no such finding on its line, there
    /// is no such rule, or it is written otherwise (a full-width colon or bracket, another verb).
    /// At a line's end it holds for that line; on a line of its own, for the next.
    ///
    /// ## Why it matters
    /// Left behind when the problem is mended, it hides the next one; with a misspelt rule it never
    /// worked.
    ///
    /// ## How to mend
    /// Delete it, or mend the rule's name or the way it is written.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     # govcat: allow(unknown-channel): 县里的试点渠道  #~ unused-suppression: "unknown-channel"
    ///     channel: [政府网站]
    ///     method: 公示  # govcat: allow(unknown-methods): 沿用旧表  #~ unused-suppression: "unknown-methods"
    ///     # govcat：allow(unknown-audience)：沿用旧表  #~ unused-suppression: "# govcat：allow(unknown-audience)：沿用旧表"
    ///     audience: 全社会
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     # govcat: allow(unknown-channel): 县里的试点渠道
    ///     channel: [村口大喇叭]
    ///     # govcat: 1
    /// ```
    {
        code: "unused-suppression",
        summary: ["忽略检查没有用处", "a suppression suppresses nothing"],
        severity: Severity::Warning,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}
