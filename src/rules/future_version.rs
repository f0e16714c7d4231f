//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// `govcat:` 后面写的格式版本，这个 govcat 不懂。
    ///
    /// ## 为什么
    /// 新版本的格式里，同一个键可能有别的意思；按旧规矩读，会读错而不自知。
    ///
    /// ## 怎么改
    /// 升级 govcat；如果是笔误，写成 govcat: 1。
    ///
    /// ## What it does
    /// Finds files whose `govcat:` names a version of the format that this govcat does not know.
    ///
    /// ## Why it matters
    /// In a later version a key may mean something else; read by the old rules it would be misread in
    /// silence.
    ///
    /// ## How to mend
    /// Upgrade govcat; if it is a slip, write `govcat: 1`.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 2  #~ future-version: "2"
    /// domain: social-assistance
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// ```
    {
        code: "future-version",
        summary: ["格式版本不是这个 govcat 能读的", "this govcat does not read that version of the format"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}
