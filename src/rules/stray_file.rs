//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// catalogs 里不属于任何机关的 YAML 文件：直接放在 catalogs 下，或放得太深；名字像目录文件的文件夹；
    /// 以及不是 CSV、或不在 ledger 里的台账。
    ///
    /// ## 为什么
    /// 放错地方的文件不会被读；没有人提醒，就会以为已经检查、已经公开。
    ///
    /// ## 怎么改
    /// 目录文件放在 catalogs/机关/ 下，不再分层；台账另存为 CSV，放在 catalogs/机关/ledger/ 下；文件夹不要用
    /// .yaml 结尾。
    ///
    /// ## What it does
    /// Finds YAML files in catalogs/ that belong to no agency, directly in it or too deep; folders with
    /// a catalog file's name; and ledgers that are no CSV or lie elsewhere than in ledger/.
    ///
    /// ## Why it matters
    /// A misplaced file is not read; unless somebody says so, it passes for checked and published.
    ///
    /// ## How to mend
    /// Put catalog files directly into `catalogs/<agency>/` and ledgers, saved as CSV, into
    /// `catalogs/<agency>/ledger/`; give no folder a name that ends in .yaml.
    ///
    /// ## Example
    /// ```text
    /// catalogs/x/2020/20.yaml
    /// stray-file: catalogs/x/2020/20.yaml
    ///
    /// catalogs/x/20.yaml
    /// ```
    {
        code: "stray-file",
        summary: ["文件不在该在的地方", "a file lies where none is read"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}
