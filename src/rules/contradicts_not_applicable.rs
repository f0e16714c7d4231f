//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::catalog::Kind,
    resolve::{CatalogId, Resolution},
};

rule! {
    /// ## 查什么
    /// 机关文件的 `not_applicable` 说某个领域不适用，机关却又写了这个领域的目录。
    ///
    /// ## 为什么
    /// 不适用的领域不继承标准，也不参加对照。两处说法相反，目录里写的就落了空。
    ///
    /// ## 怎么改
    /// 领域确实不适用的，删去目录文件；适用的，从 `not_applicable` 里删去。
    ///
    /// ## What it does
    /// Finds a catalog of a domain that the agency's `not_applicable` says it has no business in.
    ///
    /// ## Why it matters
    /// Of a domain that does not apply nothing is inherited and nothing is compared with the standard.
    /// What the catalog says then comes to nothing.
    ///
    /// ## How to mend
    /// Delete the catalog if the domain does not apply; else take the domain out of `not_applicable`.
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
    /// not_applicable:
    ///   - domain: social-assistance
    ///     reason: 辖区内没有这项业务
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance  #~ contradicts-not-applicable: "social-assistance"
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 信息形成之日起5个工作日内
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 静海区
    /// not_applicable:
    ///   - domain: elderly-care
    ///     reason: 辖区内没有这项业务
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    /// ```
    {
        code: "contradicts-not-applicable",
        summary: ["领域既写为不适用，又有目录", "a domain that does not apply has a catalog"],
        severity: Severity::Error,
        basis: "国办发〔2019〕54号",
        check: Check::Catalog(contradicts_not_applicable),
    }
}

fn contradicts_not_applicable(
    resolution: &Resolution<'_>,
    id: CatalogId,
    findings: &mut Findings<'_>,
) {
    let written = resolution.catalog(id);
    // A plan or a list may speak of any domain.
    let (Kind::Standard, Some(domain), Some(code)) =
        (written.catalog.kind, written.domain, &written.catalog.domain)
    else {
        return;
    };
    let Some(said) = resolution.not_applicable(written.agency, domain) else { return };
    let name = &resolution.registries.domains.get(domain).name;
    findings.push(
        findings
            .at(
                code.span,
                message!(
                    "机关文件说“{name}”领域不适用，这里却有它的目录",
                    "agency.yaml says that `{name}` does not apply, and here is its catalog"
                ),
            )
            .with_label(said.span, message!("写为不适用的地方", "said not to apply here"))
            .with_help(message!(
                "删去这个文件，或者从 not_applicable 里删去这个领域",
                "delete this file, or take the domain out of `not_applicable`"
            ))
            .in_field("domain")
            .about(&code.value),
    );
}
