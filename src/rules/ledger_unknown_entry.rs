//! See [`RULE`].
use rustc_hash::FxHashSet;

use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// 台账里写的事项编号，本机关的目录里没有。
    ///
    /// ## 为什么
    /// 对不上目录的记录不能证明任何事项已经公开，等于没有核查。
    ///
    /// ## 怎么改
    /// 核对编号；改过编号的，在目录里把旧编号写进 was。
    ///
    /// ## What it does
    /// Finds ledger rows whose entry the agency's catalogs do not have.
    ///
    /// ## Why it matters
    /// A row that matches no entry proves nothing; what it meant stays unchecked.
    ///
    /// ## How to mend
    /// Check the id; where it was changed, keep the old one under `was` in the catalog.
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
    /// 20-009,低保标准,2026-01-05,2026-01-08  #~ ledger-unknown-entry: "20-009"
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
        code: "ledger-unknown-entry",
        summary: ["台账里的事项编号目录里没有", "a ledger row names an entry that is not there"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Agency(ledger_unknown_entry),
    }
}

fn ledger_unknown_entry(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let agency = resolution.agency(id);
    if agency.ledgers.is_empty() {
        return;
    }
    let entries = agency.tables.iter().flat_map(|table| resolution.entries(*table));
    let known: FxHashSet<&str> = entries
        .flat_map(|entry| {
            let was = entry.top().was.iter().map(|it| it.value.as_ref());
            std::iter::once(entry.id()).chain(was)
        })
        .collect();
    for row in agency.ledgers.iter().flat_map(|it| &it.rows) {
        let word = &row.entry.value;
        if !known.contains(word.as_ref()) {
            findings.push(
                findings
                    .at(row.entry.span, message!("目录里没有编号“{word}”", "no entry `{word}` in the catalogs"))
                    .with_help(message!("核对编号", "check the id"))
                    .about(word),
            );
        }
    }
}
