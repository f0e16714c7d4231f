//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// 没有写理由的“# govcat: allow(…)”。没有理由的忽略不起作用，原来的问题照样报出。
    ///
    /// ## 为什么
    /// 忽略一项检查，是对后来人的一个交代；不写理由，过一年谁也说不清该不该留。
    ///
    /// ## 怎么改
    /// 在括号后面写冒号和理由，例如“# govcat: allow(unknown-channel): 县里的试点渠道”。
    ///
    /// ## What it does
    /// Finds `# govcat: allow(…)` without a reason. Such a suppression has no effect: the finding
    /// stays.
    ///
    /// ## Why it matters
    /// A suppression is a promise to whoever comes next; without a reason nobody can tell a year
    /// later whether it may go.
    ///
    /// ## How to mend
    /// Write a colon and the reason behind the bracket: `# govcat: allow(unknown-channel): the
    /// county's pilot`.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     channel: [村口大喇叭]  # govcat: allow(unknown-channel)  #~ suppression-without-reason: "# govcat: allow(unknown-channel)"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     channel: [村口大喇叭]  # govcat: allow(unknown-channel): 县里的试点渠道，年底评估
    /// ```
    {
        code: "suppression-without-reason",
        summary: ["忽略检查没有写理由", "a suppression gives no reason"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}
