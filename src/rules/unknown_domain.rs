//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Message, Severity, message},
    model::{
        Text,
        registry::{Domain, Domains},
    },
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// domains.yaml 里没有的领域代码：目录文件的 `domain`，机关文件 `not_applicable` 里的 `domain`。
    ///
    /// ## 为什么
    /// 领域代码决定这份目录与哪一份国家标准目录对照、叠在哪一份之上；代码写错，就什么也对不上。
    ///
    /// ## 怎么改
    /// 写代码，不写中文名称，例如 social-assistance。26个试点领域之外的，先加进 domains.yaml。
    ///
    /// ## What it does
    /// Finds codes of domains that domains.yaml does not have: a catalog's `domain`, and those of
    /// `not_applicable` in agency.yaml.
    ///
    /// ## Why it matters
    /// The domain's code decides which standard the catalog lies over and is compared with; with a
    /// wrong one it is compared with nothing.
    ///
    /// ## How to mend
    /// Write the code, not the Chinese name; add a domain beyond the 26 pilot ones to domains.yaml.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// not_applicable:
    ///   - domain: 农村集体土地征收  #~ unknown-domain: "农村集体土地征收"
    ///     reason: 辖区内无农村集体土地
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-asistance  #~ unknown-domain: "social-asistance"
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// not_applicable:
    ///   - domain: rural-land-expropriation
    ///     reason: 辖区内无农村集体土地
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// ```
    {
        code: "unknown-domain",
        summary: ["没有这个领域", "there is no such domain"],
        severity: Severity::Error,
        basis: "国办发〔2019〕54号",
        check: Check::Agency(unknown_domain),
    }
}

fn unknown_domain(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let domains = &resolution.registries.domains;
    // A register that cannot be read has its own finding.
    if domains.list.is_empty() {
        return;
    }
    let agency = resolution.agency(id);
    let catalogs = agency.catalogs.iter().map(|it| resolution.catalog(*it));
    let named = catalogs.filter(|it| it.domain.is_none()).filter_map(|it| it.catalog.domain.as_ref());
    let records = agency.file.iter().flat_map(|file| &file.not_applicable);
    let others = records.filter_map(|it| it.domain.as_ref());
    for text in named.chain(others.filter(|text| domains.find(&text.value).is_none())) {
        let word = &text.value;
        findings.push(
            findings
                .at(text.span, message!("没有“{word}”这个领域", "unknown domain `{word}`"))
                .with_help(help(domains, text))
                .in_field("domain")
                .about(word),
        );
    }
}

fn help(domains: &Domains, text: &Text<'_>) -> Message {
    let word = text.value.as_ref();
    let name = word.trim_end_matches("领域");
    let is_meant = |it: &&Domain| {
        it.name == name
            || it.other_names.iter().any(|other| other == name)
            || word.parse() == Ok(it.number)
            || it.code.eq_ignore_ascii_case(word)
    };
    if let Some(Domain { code, name, .. }) = domains.list.iter().find(is_meant) {
        return message!("这里写领域代码：{code}（{name}）", "write the domain's code: {code}");
    }
    match domains.nearest(word) {
        Some(Domain { code, name, .. }) => message!("是不是“{code}”（{name}）？", "did you mean `{code}`?"),
        None => message!("领域代码见 domains.yaml；新的领域先加进去", "domains.yaml lists the codes; add a new domain there first"),
    }
}
