//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::Text,
    resolve::Resolution,
};

rule! {
    /// ## 查什么
    /// 公开主体是机构改革中已经改名或撤并的机构，例如县国土资源局。
    ///
    /// ## 为什么
    /// 公众按旧名找不到人；改革后职责由谁承担，应当写清楚。
    ///
    /// ## 怎么改
    /// 换成现在的机构名称；旧名写进 agency.yaml 里该机构的 former。
    ///
    /// ## What it does
    /// Finds owners that were renamed or merged in an institutional reform.
    ///
    /// ## Why it matters
    /// Under its old name nobody finds it; who took over should be said.
    ///
    /// ## How to mend
    /// Write the present name, and keep the old one under the office's `former` in agency.yaml.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     owner: [县国土资源局]  #~ retired-office: "县国土资源局"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     owner: [县自然资源局]
    /// ```
    {
        code: "retired-office",
        summary: ["公开主体已经改名或撤并", "an owner was renamed or merged"],
        severity: Severity::Warning,
        basis: "《深化党和国家机构改革方案》",
        check: Check::Owner(retired_office),
    }
}

fn retired_office(
    resolution: &Resolution<'_>,
    owner: &Text<'_>,
    name: &str,
    findings: &mut Findings<'_>,
) {
    let reforms = &resolution.registries.vocabulary.reforms;
    let Some(reform) = reforms.of(name) else { return };
    let today = reforms.successors(reform);
    let successors = today.join("、");
    // The year is that of the first reform; after several it would mislead.
    let is_one_step = today.iter().all(|it| reform.successors.iter().any(|next| next == it));
    let (zh_year, en_year) = match reform.year.filter(|_| is_one_step) {
        Some(year) => (format!("{year}年机构改革后，"), format!(" since {year}")),
        None => (String::new(), String::new()),
    };
    findings.push(
        findings
            .at(owner.span, message!("“{name}”已经改名或撤并", "`{name}` was renamed or merged"))
            .with_help(message!(
                "{zh_year}职责由{successors}承担",
                "its duties are with {successors}{en_year}"
            ))
            .about(name),
    );
}
