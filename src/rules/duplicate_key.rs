//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// 同一条事项（或同一组内容）里写了两次的键。两处都会指出。
    ///
    /// ## 为什么
    /// 两处内容只有第一处有用；读的人看见的可能是另一处。
    ///
    /// ## 怎么改
    /// 把两处合成一处，删去多余的。
    ///
    /// ## What it does
    /// Finds a key that stands twice in one mapping, and shows both places.
    ///
    /// ## Why it matters
    /// Only the first value is used, while a reader may well see the second.
    ///
    /// ## How to mend
    /// Merge the two and delete one.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     channel: [政府网站]
    ///     channel: [公开查阅点]  #~ duplicate-key: "channel"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     channel: [政府网站, 公开查阅点]
    /// ```
    {
        code: "duplicate-key",
        summary: ["同一个键写了两次", "a key is written twice"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}
