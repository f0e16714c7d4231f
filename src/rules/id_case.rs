//! See [`RULE`].
use rustc_hash::FxHashMap;

use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// 同一张表里只有大小写不同的编号，例如 a-1 和 A-1。
    ///
    /// ## 为什么
    /// 编号是网页的文件名；Windows 和 macOS 的磁盘不分大小写，两页会互相覆盖。
    ///
    /// ## 怎么改
    /// 换一个编号；旧编号写进 was。
    ///
    /// ## What it does
    /// Finds ids of one table that differ in case only.
    ///
    /// ## Why it matters
    /// An id is a file's name; disks of Windows and macOS do not tell them apart, and one page
    /// would overwrite the other.
    ///
    /// ## How to mend
    /// Choose another id, and keep the old one under `was`.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: a-1
    ///     name: 监督检查
    ///   - id: A-1  #~ id-case: "A-1"
    ///     name: 办事指南
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: a-1
    ///     name: 监督检查
    ///   - id: a-2
    ///     name: 办事指南
    /// ```
    {
        code: "id-case",
        summary: ["编号只有大小写不同", "ids that differ in case only"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Agency(id_case),
    }
}

fn id_case(resolution: &Resolution<'_>, agency: AgencyId, findings: &mut Findings<'_>) {
    for &table in &resolution.agency(agency).tables {
        if resolution.table(table).own.is_empty() {
            continue;
        }
        // Ids without capitals differ in more than case.
        let has_capital = |id: &str| id.bytes().any(|it| it.is_ascii_uppercase());
        if !resolution.entries(table).any(|it| has_capital(it.id())) {
            continue;
        }
        let mut seen: FxHashMap<String, &str> = FxHashMap::default();
        for view in resolution.entries(table) {
            let Some(id) = &view.top().id else { continue };
            let earlier = *seen.entry(id.value.to_ascii_lowercase()).or_insert(view.id());
            // The same id twice is duplicate-id's.
            if earlier == view.id() || !view.is_own() {
                continue;
            }
            let word = &id.value;
            findings.push(
                findings
                    .at(id.span, message!("编号“{word}”与“{earlier}”只有大小写不同", "the ids `{word}` and `{earlier}` differ in case only"))
                    .with_help(message!("换一个编号", "choose another id"))
                    .in_entry(word)
                    .in_field("id")
                    .about(word),
            );
        }
    }
}
