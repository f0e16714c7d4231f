//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::{field::Field, shape::DEFAULTS},
    resolve::{AgencyId, Resolution, footing::Footing, view::EntryView},
};

rule! {
    /// ## 查什么
    /// 必须写而没有写的内容。公开事项标准目录和公众参与事项清单的每条事项，要有名称、内容、依据、时限、主体、
    /// 方式、渠道、对象八项要素；任务分工不写方式、渠道、对象；负面清单写理由，不写时限；
    /// 权责清单写名称、依据、主体。公开事项标准目录要写明领域，公共企事业单位的除外。
    /// 从上一层继承的、由 `defaults` 补上的，不算缺。
    ///
    /// ## 为什么
    /// 国办发〔2019〕54号要求标准目录逐项写明八项要素；缺一项，群众就不知道去哪里、什么时候、看什么。
    ///
    /// ## 怎么改
    /// 在所指的事项里补上。多条事项相同的内容，写进 `defaults` 一次即可。
    ///
    /// ## What it does
    /// Finds what must be there and is not. Once layers and defaults are laid together, an entry of
    /// a standard catalog or a participation list has all eight elements: name, content, basis,
    /// deadline, owner, method, channel, audience; a plan's entry does without the last three, a
    /// negative list's has a reason instead of a deadline, and a list of powers needs name, basis and
    /// owner. A standard catalog names its domain, unless it is a public enterprise's.
    ///
    /// ## Why it matters
    /// 国办发〔2019〕54号 asks for all eight; where one is missing, citizens do not know what is
    /// disclosed, where or when.
    ///
    /// ## How to mend
    /// Add the field to the entry; what many entries share is written once, under `defaults`.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// defaults:
    ///   method: 主动公开
    ///   audience: 全社会
    /// entries:
    ///   - id: "20-001"  #~ missing-field: "\"20-001\""  #~ missing-field: "\"20-001\""
    ///     name: 监督检查
    ///     content: [社会救助投诉举报电话]
    ///     basis: [《社会救助暂行办法》（国务院令第649号）]
    ///     owner: [县级人民政府民政部门]
    ///   - name: 政策法规文件  #~ missing-field: ""
    ///     content: [各地配套政策法规文件]
    ///     basis: [《社会救助暂行办法》（国务院令第649号）]
    ///     deadline: 信息形成之日起20个工作日内
    ///     owner: [县级人民政府民政部门]
    ///     channel: [政府网站]
    /// ```
    ///
    /// ```yaml fail
    /// govcat: 1  #~ missing-field: ""
    /// title: 社会救助领域基层政务公开标准目录
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// defaults:
    ///   method: 主动公开
    ///   audience: 全社会
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    ///     content: [社会救助投诉举报电话]
    ///     basis: [《社会救助暂行办法》（国务院令第649号）]
    ///     deadline: 信息形成之日起20个工作日内
    ///     owner: [县级人民政府民政部门]
    ///     channel: [政府网站]
    /// ```
    {
        code: "missing-field",
        summary: ["缺少必须写的内容", "something that must be there is missing"],
        severity: Severity::Error,
        basis: "国办发〔2019〕54号",
        checks: [Check::Stage, Check::Resolved(missing_field), Check::Agency(missing_domain)],
    }
}

fn missing_field(view: &EntryView<'_, '_>, findings: &mut Findings<'_>) {
    // What an overlay lacks, the entry below lacks too, and that one is reported.
    if view.stack.len() > 1 {
        return;
    }
    let required = view.table.kind.required();
    let is_missing = |field| !is_meant(view, field) && view.find(field).is_none();
    if !required.iter().any(|field| is_missing(*field)) || view.footing() != Footing::Itself {
        return;
    }
    let top = view.top();
    let catalog = &view.resolution.catalog(view.stack[0].catalog).catalog;
    let defaults_are_lost = catalog.head_is_lost
        || catalog.defaults.as_deref().is_some_and(|defaults| defaults.is_damaged);
    for &field in required.iter().filter(|field| is_missing(**field)) {
        let (name, label) = (field.name(), field.label());
        if defaults_are_lost && DEFAULTS.find(name).is_some() {
            continue;
        }
        findings.push(
            findings
                .at(top.head(), message!("公开事项缺少“{name}”（{label}）", "`{name}` is missing"))
                .with_help(message!("补上“{name}: …”", "add `{name}: …`"))
                .in_field(name)
                .about(name),
        );
    }
}

/// A standard catalog of a government agency has a domain.
fn missing_domain(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let agency = resolution.agency(id);
    let catalogs = agency.catalogs.iter().map(|it| resolution.catalog(*it));
    for written in catalogs.filter(|it| !it.catalog.names_domain) {
        if agency.is_astray(&written.catalog, written.domain) {
            findings.push(
                findings
                    .at(written.catalog.start, message!("目录文件缺少“domain”（领域代码）", "`domain` is missing"))
                    .with_help(message!("补上“domain: …”", "add `domain: …`"))
                    .in_field("domain")
                    .about("domain"),
            );
        }
    }
}

/// Whether the field's key was written somewhere, readable or not: that has a finding of its own.
fn is_meant(view: &EntryView<'_, '_>, field: Field) -> bool {
    view.stack.iter().any(|at| {
        let defaults = view.resolution.catalog(at.catalog).catalog.defaults.as_deref();
        std::iter::once(view.resolution.entry(*at)).chain(defaults).any(|it| it.meant.contains(field))
    })
}
