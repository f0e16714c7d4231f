//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// 台账没有 entry、formed 或 published 列，有两列同名，某一行没有写事项编号，或有引号没有配对。
    ///
    /// ## 为什么
    /// 台账是公开与否的唯一凭据；缺了形成日期或公开日期，就算不出是否按时；读不懂的行不能当作已经公开，也不能悄悄略过。
    ///
    /// ## 怎么改
    /// 照提示改正：第一行写列名 entry,title,formed,published,url,channel，日期写成 2026-01-05。
    ///
    /// ## What it does
    /// Finds a ledger without an `entry`, `formed` or `published` column or with two columns of one name,
    /// rows that name no entry, and a quotation mark that is not closed.
    ///
    /// ## Why it matters
    /// The ledger alone proves what was published, and only both dates tell whether in time; a row that cannot be read is neither a proof nor
    /// to be skipped in silence.
    ///
    /// ## How to mend
    /// Name the columns entry,title,formed,published,url,channel in the first row; write dates like
    /// 2026-01-05.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    /// --- catalogs/x/ledger/2026.csv
    /// title,formed,published  #~ ledger-column: "title"
    /// 投诉举报电话,2026-01-05,2026-01-08
    /// ```
    ///
    /// ```yaml fail
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    /// --- catalogs/x/ledger/2026.csv
    /// entry,title,published  #~ ledger-column: "entry"
    /// 20-001,投诉举报电话,2026-01-08
    /// ```
    ///
    /// ```yaml fail
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    /// --- catalogs/x/ledger/2026.csv
    /// entry,formed,published,formed  #~ ledger-column: "formed"
    /// 20-001,2026-01-05,2026-01-08,2026-01-06
    /// ```
    ///
    /// ```yaml fail
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    /// --- catalogs/x/ledger/2026.csv
    /// entry,title,formed,published
    /// 20-001,"投诉举报电话,2026-01-05,2026-01-08  #~ ledger-column: "\""
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    /// --- catalogs/x/ledger/2026.csv
    /// entry,title,formed,published
    /// 20-001,投诉举报电话,2026-01-05,2026-01-08
    /// ```
    {
        code: "ledger-column",
        summary: ["台账缺列，或一行没有事项编号", "a ledger lacks a column or a row its entry"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}


