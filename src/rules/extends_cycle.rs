//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::Text,
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// 绕成一圈的 `extends`：甲以乙为上一层，乙又（经过丙）以甲为上一层；或者以自己为上一层。
    ///
    /// ## 为什么
    /// 绕成一圈，就没有哪一层是底，谁也继承不到内容。
    ///
    /// ## 怎么改
    /// 上一层应当是管它的那一级：乡镇接县，县接国家标准目录。改正其中一处。
    ///
    /// ## What it does
    /// Finds `extends` that lead round in a circle, or from an agency to itself.
    ///
    /// ## Why it matters
    /// In a circle nothing is the lowest layer, and nothing is inherited.
    ///
    /// ## How to mend
    /// A township lies over its county, a county over the national catalogs; mend one of the links.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/county/agency.yaml
    /// govcat: 1
    /// agency: county
    /// name: 某县
    /// extends: town  #~ extends-cycle: "town"
    /// --- catalogs/town/agency.yaml
    /// govcat: 1
    /// agency: town
    /// name: 某镇
    /// extends: county
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/county/agency.yaml
    /// govcat: 1
    /// agency: county
    /// name: 某县
    /// --- catalogs/town/agency.yaml
    /// govcat: 1
    /// agency: town
    /// name: 某镇
    /// extends: county
    /// ```
    {
        code: "extends-cycle",
        summary: ["上一层绕成一圈", "the layers lie in a circle"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Agency(extends_cycle),
    }
}

fn extends_cycle(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    if !resolution.agency(id).in_cycle {
        return;
    }
    let Some((mut at, extends)) = next(resolution, id) else { return };
    let mut circle = resolution.agency(id).key.clone();
    let mut others = Vec::new();
    while at != id {
        // A cycle is one problem; the first of its agencies reports it.
        let Some((after, extends)) = next(resolution, at).filter(|_| at > id) else { return };
        circle += " → ";
        circle += &resolution.agency(at).key;
        others.push((&resolution.agency(at).key, extends));
        at = after;
    }
    circle += " → ";
    circle += &resolution.agency(id).key;
    let mut finding = findings
        .at(extends.span, message!("上一层绕成一圈：{circle}", "the layers lie in a circle: {circle}"))
        .with_help(message!("改正其中一处 extends", "mend one of the `extends`"))
        .in_field("extends")
        .about(&circle);
    for (key, extends) in others {
        let to = &extends.value;
        finding = finding.with_label(extends.span, message!("{key} 的上一层是 {to}", "{key} extends {to}"));
    }
    findings.push(finding);
}

/// The agency below as written, and where.
fn next<'r, 's>(resolution: &'r Resolution<'s>, id: AgencyId) -> Option<(AgencyId, &'r Text<'s>)> {
    let extends = resolution.agency(id).file.as_ref()?.extends.as_ref()?;
    Some((resolution.find_agency(&extends.value)?, extends))
}
