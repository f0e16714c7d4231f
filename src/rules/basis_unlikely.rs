//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{Text, readings::Cited},
};

rule! {
    /// ## 查什么
    /// 引用的文件登记为只属于别的领域，例如市政道路事项引用《城镇燃气管理条例》。
    ///
    /// ## 为什么
    /// 多半是从别的行复制来的，真正的依据反而漏了。
    ///
    /// ## 怎么改
    /// 核对依据；确实适用的，在 basis.yaml 里给文件加上这个领域。
    ///
    /// ## What it does
    /// Finds documents that are registered for other domains only.
    ///
    /// ## Why it matters
    /// Most often it was copied from another row, and the true basis is missing.
    ///
    /// ## How to mend
    /// Check it; if it does apply, add the domain to the document in basis.yaml.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/basis.yaml
    /// govcat: 1
    /// documents:
    ///   - title: 城镇燃气管理条例
    ///     kind: 行政法规
    ///     number: 国务院令第583号
    ///     status: 修订
    ///     domains: [municipal-services]
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《城镇燃气管理条例》（国务院令第583号）]  #~ basis-unlikely: "《城镇燃气管理条例》（国务院令第583号）"
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/basis.yaml
    /// govcat: 1
    /// documents:
    ///   - title: 城镇燃气管理条例
    ///     kind: 行政法规
    ///     number: 国务院令第583号
    ///     status: 修订
    ///     domains: [municipal-services]
    /// --- catalogs/x/26.yaml
    /// govcat: 1
    /// domain: municipal-services
    /// entries:
    ///   - id: "26-001"
    ///     basis: [《城镇燃气管理条例》（国务院令第583号）]
    /// ```
    {
        code: "basis-unlikely",
        summary: ["依据属于别的领域", "a cited document belongs to other domains"],
        severity: Severity::Info,
        basis: "国办发〔2019〕54号",
        check: Check::Basis(basis_unlikely),
    }
}

fn basis_unlikely(
    subject: &Subject<'_, '_>,
    text: &Text<'_>,
    cited: &Cited,
    findings: &mut Findings<'_>,
) {
    let registries = &subject.resolution.registries;
    let Some(domain) = subject.written.domain.map(|id| registries.domains.get(id)) else { return };
    let Some(document) = cited.found.document.map(|id| registries.register.document(id)) else { return };
    if document.domains.is_empty() || document.domains.contains(&domain.code) {
        return;
    }
    let (title, domains) = (&document.title, document.domains.join(" "));
    let name = &domain.name;
    findings.push(
        findings
            .at(
                text.span,
                message!("《{title}》不像{name}领域的依据", "《{title}》 is an unlikely basis in this domain"),
            )
            .with_help(message!("它登记在：{domains}；核对是不是引错了", "it is registered for: {domains}; check the citation"))
            .in_field("basis")
            .about(title),
    );
}
