//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    resolve::{CatalogId, Resolution},
};

rule! {
    /// ## 查什么
    /// 不纳入标准里的事项（exclude），写了理由，却没有写依据（basis）。“他处已公开”的写明公开处即可，不查。
    ///
    /// ## 为什么
    /// 说本地没有这项业务，要有权责清单可查；说依法不予公开，要有法律可查。没有依据，公众无从核对。
    ///
    /// ## 怎么改
    /// 补上 basis：不适用的写权责清单，不予公开的写法律、行政法规的条款。
    ///
    /// ## What it does
    /// Finds exclusions (`exclude`) with a reason and without a `basis`. With 他处已公开 the place is
    /// enough.
    ///
    /// ## Why it matters
    /// That there is no such business here, a list of powers proves; that the law forbids disclosure,
    /// the law does. Without a basis nobody can check it.
    ///
    /// ## How to mend
    /// Add `basis`: the list of powers where it does not apply, the article where it is not disclosed.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/up/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
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
    ///     reason: 不适用  #~ excluded-without-basis: "不适用"
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/up/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    ///   - id: "20-002"
    ///     name: 政策法规文件
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
    ///     reason: 不适用
    ///     basis: [《静海区民政局权责清单》]
    ///   - id: "20-002"
    ///     reason: 他处已公开
    ///     where: https://www.mca.gov.cn/
    /// ```
    {
        code: "excluded-without-basis",
        summary: ["排除事项没有写依据", "an exclusion without a basis"],
        severity: Severity::Warning,
        basis: "《政府信息公开条例》第十三条",
        check: Check::Catalog(excluded_without_basis),
    }
}

fn excluded_without_basis(resolution: &Resolution<'_>, id: CatalogId, findings: &mut Findings<'_>) {
    let catalog = &resolution.catalog(id).catalog;
    // What was written as the basis may have been lost.
    if catalog.is_damaged {
        return;
    }
    let reasons = &resolution.registries.vocabulary.reasons;
    for record in catalog.excludes.iter().filter(|it| it.basis.is_empty()) {
        // A missing or unknown reason has a finding of its own.
        let Some(reason) = &record.reason else { continue };
        let Some((index, _)) = reasons.find(&reason.text.value) else { continue };
        let term = &reasons.list()[usize::from(index)];
        if term.requires.is_some() {
            continue;
        }
        let word = &term.term;
        let entry = record.id.as_ref().map_or("", |it| &it.value);
        findings.push(
            findings
                .at(reason.text.span, message!(
                    "理由是“{word}”，却没有写依据",
                    "the reason is `{word}`, and no basis is given"
                ))
                .with_help(message!(
                    "补上 basis：权责清单，或法律、行政法规的条款",
                    "add `basis`: the list of powers, or the article of a law"
                ))
                .in_entry(entry)
                .in_field("basis"),
        );
    }
}
