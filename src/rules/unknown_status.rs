//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// basis.yaml 里 status 不是现行、修订、废止、失效之一。
    ///
    /// ## 为什么
    /// 效力状态决定引用它的事项要不要标注；写错了就判断不了。
    ///
    /// ## 怎么改
    /// 换成四个词之一。
    ///
    /// ## What it does
    /// Finds a `status` in basis.yaml that is none of 现行, 修订, 废止, 失效.
    ///
    /// ## Why it matters
    /// The status decides whether the entries that cite a document must say that it is gone.
    ///
    /// ## How to mend
    /// Use one of the four words.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/basis.yaml
    /// govcat: 1
    /// documents:
    ///   - title: 某某条例
    ///     status: 有效  #~ unknown-status: "有效"
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/basis.yaml
    /// govcat: 1
    /// documents:
    ///   - title: 某某条例
    ///     status: 现行
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// ```
    {
        code: "unknown-status",
        summary: ["没有这种效力状态", "an unknown status of a document"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}


