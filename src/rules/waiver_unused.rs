//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    compare::{Verdict, field},
    diagnostic::{Severity, message},
    model::field::Field,
    resolve::{CatalogId, Resolution},
};

rule! {
    /// ## 查什么
    /// 放宽说明所指的字段并不比标准弱：没有什么可放宽的；或字段名写错了。
    ///
    /// ## 为什么
    /// 多余的放宽说明让公众以为承诺变弱了，也会掩盖以后真正的放宽。
    ///
    /// ## 怎么改
    /// 删去这条说明，或核对 entry 和 field。
    ///
    /// ## What it does
    /// Finds waivers for a field that is not weaker than the standard, or is no field.
    ///
    /// ## Why it matters
    /// A waiver that waives nothing tells the public of a weakening that is not there, and would
    /// hide a later one.
    ///
    /// ## How to mend
    /// Delete it, or check `entry` and `field`.
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
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 信息形成或者变更之日起5个工作日内
    /// waivers:
    ///   - entry: "20-001"
    ///     field: deadline  #~ waiver-unused: "deadline"
    ///     reason: 尚未接入政务网站群
    ///     basis: [《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）]
    ///     approved_by: 区政府办公室
    ///     until: 2099-12-31
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
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 信息形成或者变更之日起15个工作日内
    /// waivers:
    ///   - entry: "20-001"
    ///     field: deadline
    ///     reason: 尚未接入政务网站群
    ///     basis: [《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）]
    ///     approved_by: 区政府办公室
    ///     until: 2099-12-31
    /// ```
    {
        code: "waiver-unused",
        summary: ["放宽说明没有用处", "a waiver waives nothing"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Catalog(waiver_unused),
    }
}

fn waiver_unused(resolution: &Resolution<'_>, id: CatalogId, findings: &mut Findings<'_>) {
    let written = resolution.catalog(id);
    if written.catalog.waivers.is_empty() || written.catalog.is_damaged {
        return;
    }
    let tables = &resolution.agency(written.agency).tables;
    let Some(&table) = tables.iter().find(|it| resolution.table(**it).own.contains(&id)) else { return };
    for waiver in &written.catalog.waivers {
        let (Some(entry), Some(name)) = (&waiver.entry, &waiver.field) else { continue };
        let view = resolution.entries(table).find(|it| it.id() == entry.value);
        // An entry that nobody has is unknown-overlay-id's.
        let Some(ours) = view else { continue };
        let what = match (Field::find(&name.value), ours.below()) {
            (None, _) => {
                let word = &name.value;
                message!("没有“{word}”这个字段", "there is no field `{word}`")
            }
            (Some(field), Some(below)) => {
                if field::compare(field, &ours, &below.view()).verdict == Verdict::Laxer {
                    continue;
                }
                let label = field.label();
                let key = field.name();
                message!("{label}并不比标准弱，这条说明没有用处", "{key} is not weaker than the standard; the waiver waives nothing")
            }
            (Some(_), None) => message!("上一层没有这条事项，无从放宽", "the layer below does not have this entry"),
        };
        findings.push(
            findings
                .at(name.span, what)
                .with_help(message!("删去这条说明，或核对 entry 和 field", "delete the waiver, or check `entry` and `field`"))
                .in_entry(&entry.value)
                .in_field("field")
                .about(&name.value),
        );
    }
}
