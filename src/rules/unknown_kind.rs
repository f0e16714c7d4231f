//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// `kind` 后面写的，不是四种目录之一：standard（公开事项标准目录）、plan（工作任务与责任分工）、
    /// participation（公众参与事项清单）、negative（负面清单）。
    ///
    /// ## 为什么
    /// 目录的种类决定每条必须写哪些要素；种类不明，缺什么就查不出来。
    ///
    /// ## 怎么改
    /// 换成四种之一；公开事项标准目录可以不写 `kind`。
    ///
    /// ## What it does
    /// Finds a `kind` that is none of the four: standard, plan, participation, negative.
    ///
    /// ## Why it matters
    /// The kind says which elements an entry must have; without it, what is missing cannot be told.
    ///
    /// ## How to mend
    /// Write one of the four; a standard catalog needs no `kind`.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// kind: 负面清单  #~ unknown-kind: "负面清单"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// kind: negative
    /// ```
    {
        code: "unknown-kind",
        summary: ["没有这种目录", "there is no such kind of catalog"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}
