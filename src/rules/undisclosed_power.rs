//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    compare::relation::Directory,
    diagnostic::{Severity, message},
    model::{catalog::Kind, field::Field},
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// 权责清单和公共服务事项清单（`kind: powers`）里，没有哪个公开事项公开它的职权或服务。
    /// 写了 `disclosed_by` 的，看所写的编号；没有写的，看本机关有没有同名的公开事项，或公开内容里有没有这一项。
    ///
    /// ## 为什么
    /// 国办发〔2019〕54号要求结合权责清单和公共服务事项清单梳理公开事项：行使一项职权，就有相应的信息要公开。
    ///
    /// ## 怎么改
    /// 在目录里增加公开它的事项；已有而名称不同的，在清单里用 `disclosed_by` 写明编号。
    ///
    /// ## What it does
    /// Finds powers and services of a list (`kind: powers`) that no entry discloses: none of those
    /// that `disclosed_by` names is there; or, where it is not written, no entry of the agency has
    /// their name or has it among its content.
    ///
    /// ## Why it matters
    /// 国办发〔2019〕54号 asks for catalogs made with the lists of powers and public services in hand:
    /// whoever exercises a power has something to disclose about it.
    ///
    /// ## How to mend
    /// Add an entry that discloses it; where there is one of another name, give its id under
    /// `disclosed_by`.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 最低生活保障对象名单
    /// --- catalogs/x/powers.yaml
    /// govcat: 1
    /// kind: powers
    /// entries:
    ///   - id: "qz-001"
    ///     name: 最低生活保障金给付  #~ undisclosed-power: "最低生活保障金给付"
    ///     basis: [《社会救助暂行办法》（国务院令第649号）第十一条]
    ///     owner: 县民政局
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 最低生活保障对象名单
    ///   - id: "20-002"
    ///     name: 临时救助
    /// --- catalogs/x/powers.yaml
    /// govcat: 1
    /// kind: powers
    /// entries:
    ///   - id: "qz-001"
    ///     name: 最低生活保障金给付
    ///     basis: [《社会救助暂行办法》（国务院令第649号）第十一条]
    ///     owner: 县民政局
    ///     disclosed_by: ["20-001"]
    ///   - id: "qz-002"
    ///     name: 临时救助
    ///     basis: [《社会救助暂行办法》（国务院令第649号）第四十七条]
    ///     owner: 县民政局
    /// ```
    {
        code: "undisclosed-power",
        summary: ["职权或服务没有公开事项", "a power or service that no entry discloses"],
        severity: Severity::Warning,
        basis: "国办发〔2019〕54号",
        check: Check::Agency(undisclosed_power),
    }
}

fn undisclosed_power(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let agency = resolution.agency(id);
    let is_list = |it: &&_| resolution.table(**it).kind == Kind::Powers;
    // Where catalogs could not be read, what discloses a power may be in there.
    if agency.lacks_catalogs || agency.below_is_partial || !agency.tables.iter().any(|it| is_list(&it)) {
        return;
    }
    let directory = Directory::of(resolution, id);
    for power in agency.tables.iter().filter(is_list).flat_map(|it| resolution.entries(*it)) {
        let Some(name) = power.name() else { continue };
        if !directory.disclosers(&power).is_empty() {
            continue;
        }
        let word = &name.value;
        let field = match power.disclosed_by() {
            [] => Field::Name,
            _ => Field::DisclosedBy,
        };
        let span = power.span_here(field);
        findings.push(
            findings
                .at(span, message!("没有哪个公开事项公开“{word}”", "no entry discloses `{word}`"))
                .with_help(message!(
                    "增加公开它的事项，或在 disclosed_by 里写明已有事项的编号",
                    "add an entry that discloses it, or name one under `disclosed_by`"
                ))
                .in_entry(power.id())
                .in_field("disclosed_by")
                .about(word),
        );
    }
}
