//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    resolve::{CatalogId, Resolution},
};

rule! {
    /// ## 查什么
    /// 把标准里的事项排除在外，却没有词表里的法定理由；或理由是“他处已公开”而没有写明在哪里（where）。
    ///
    /// ## 为什么
    /// 条例第十三条：除第十四至十六条规定的情形外，政府信息应当公开。不写理由就是少公开。
    ///
    /// ## 怎么改
    /// 写上词表里的理由；“他处已公开”的，补上 where。
    ///
    /// ## What it does
    /// Finds exclusions without one of the lawful reasons of the vocabulary, and 他处已公开 without `where`.
    ///
    /// ## Why it matters
    /// Article 13: what articles 14 to 16 do not exempt is to be disclosed. An exclusion without a
    /// reason is a disclosure less.
    ///
    /// ## How to mend
    /// Give one of the reasons of the vocabulary; with 他处已公开, say where.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/up/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    ///     deadline: 信息形成或者变更之日起10个工作日内
    ///     channel: [政府网站, 公开查阅点]
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 静海区
    /// extends: up
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// exclude:
    ///   - id: "20-001"
    ///     reason: 他处已公开  #~ excluded-without-reason: "他处已公开"
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/up/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    ///     deadline: 信息形成或者变更之日起10个工作日内
    ///     channel: [政府网站, 公开查阅点]
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 静海区
    /// extends: up
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// exclude:
    ///   - id: "20-001"
    ///     reason: 他处已公开
    ///     where: https://www.mca.gov.cn/
    /// ```
    {
        code: "excluded-without-reason",
        summary: ["排除事项没有法定理由", "an exclusion without a lawful reason"],
        severity: Severity::Error,
        basis: "《政府信息公开条例》第十三条",
        check: Check::Catalog(excluded_without_reason),
    }
}

fn excluded_without_reason(resolution: &Resolution<'_>, id: CatalogId, findings: &mut Findings<'_>) {
    let reasons = &resolution.registries.vocabulary.reasons;
    for record in &resolution.catalog(id).catalog.excludes {
        // A missing or unknown reason has a finding of its own.
        let Some(reason) = &record.reason else { continue };
        let Some((index, _)) = reasons.find(&reason.text.value) else { continue };
        let term = &reasons.list()[usize::from(index)];
        if term.requires.as_deref() != Some("where") || record.elsewhere.is_some() {
            continue;
        }
        let word = &term.term;
        let entry = record.id.as_ref().map_or("", |it| &it.value);
        findings.push(
            findings
                .at(reason.text.span, message!("理由是“{word}”，却没有写在哪里", "the reason is `{word}`, and the place is not given"))
                .with_help(message!("补上 where: 网址或公开处", "add `where:` with the address or place"))
                .in_entry(entry)
                .in_field("where"),
        );
    }
}
