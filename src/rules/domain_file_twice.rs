//! See [`RULE`].
use rustc_hash::FxHashMap;

use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::{Text, catalog::Kind, registry::DomainId},
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// 一个机关里，同一个领域、同一种目录写了两个文件。两处都会指出。
    ///
    /// ## 为什么
    /// 一个领域一个文件，改的人才知道改哪里；多半是改名另存以后，忘了删旧的。
    ///
    /// ## 怎么改
    /// 合成一个文件；`domain` 是照抄时没改的，改正。
    ///
    /// ## What it does
    /// Finds two files of one agency with the same domain and kind, and shows both.
    ///
    /// ## Why it matters
    /// With one file a domain, whoever edits knows where; two are most often a copy whose original
    /// was not deleted.
    ///
    /// ## How to mend
    /// Merge them, or mend the `domain` that came along with the copy.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// --- catalogs/x/21.yaml
    /// govcat: 1
    /// domain: social-assistance  #~ domain-file-twice: "social-assistance"
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// --- catalogs/x/20-participation.yaml
    /// govcat: 1
    /// kind: participation
    /// domain: social-assistance
    /// ```
    {
        code: "domain-file-twice",
        summary: ["一个领域写了两个文件", "two files for one domain"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Agency(domain_file_twice),
    }
}

fn domain_file_twice(resolution: &Resolution<'_>, agency: AgencyId, findings: &mut Findings<'_>) {
    let mut first: FxHashMap<(Kind, DomainId), &Text<'_>> = FxHashMap::default();
    for &id in &resolution.agency(agency).catalogs {
        let written = resolution.catalog(id);
        let (Some(domain), Some(text)) = (written.domain, &written.catalog.domain) else { continue };
        // Of a damaged head the kind may have been lost.
        if written.catalog.head_is_lost {
            continue;
        }
        let earlier = *first.entry((written.catalog.kind, domain)).or_insert(text);
        if earlier.span == text.span {
            continue;
        }
        let name = &resolution.registries.domains.get(domain).name;
        let code = &text.value;
        findings.push(
            findings
                .at(text.span, message!("“{name}”领域已经有一个文件", "there is already a file for `{code}`"))
                .with_label(earlier.span, message!("第一个文件在这里", "the first file"))
                .with_help(message!(
                    "合成一个文件；照抄时没改的，改正 domain",
                    "merge them, or mend the `domain` that came along with a copy"
                ))
                .in_field("domain")
                .about(code),
        );
    }
}
