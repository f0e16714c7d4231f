//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::ledger::Formed,
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// 台账里的公开日期早于信息形成日期。
    ///
    /// ## 为什么
    /// 还没有形成的信息不可能已经公开；两个日期必有一个写错，时限也就算不准。
    ///
    /// ## 怎么改
    /// 核对两个日期。
    ///
    /// ## What it does
    /// Finds ledger rows that were published before they were formed.
    ///
    /// ## Why it matters
    /// One of the two dates is wrong, and whether it was in time cannot be said.
    ///
    /// ## How to mend
    /// Check both dates.
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
    /// entry,title,formed,published
    /// 20-001,投诉举报电话,2026-03-05,2026-01-08  #~ ledger-order: "2026-01-08"
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
        code: "ledger-order",
        summary: ["公开日期早于形成日期", "published before it was formed"],
        severity: Severity::Warning,
        basis: "目录格式第1版",
        check: Check::Agency(ledger_order),
    }
}

fn ledger_order(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    for row in resolution.agency(id).ledgers.iter().flat_map(|it| &it.rows) {
        let (Formed::On(formed), Some(published)) = (&row.formed, &row.published) else { continue };
        if published.value < formed.value {
            let (formed, day) = (formed.value, published.value);
            findings.push(
                findings
                    .at(published.span, message!("{day} 公开，{formed} 才形成", "published on {day}, formed on {formed}"))
                    .with_help(message!("核对两个日期", "check both dates"))
                    .in_entry(&row.entry.value),
            );
        }
    }
}
