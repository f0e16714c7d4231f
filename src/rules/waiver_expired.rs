//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    resolve::{CatalogId, Resolution},
};

rule! {
    /// ## 查什么
    /// 放宽说明已经过了截止日期（以 --today 或当天为准）。
    ///
    /// ## 为什么
    /// 放宽是暂时的；到期后应当恢复标准，或重新批准。
    ///
    /// ## 怎么改
    /// 恢复到标准并删去这条说明，或重新报批并更新 until。
    ///
    /// ## What it does
    /// Finds waivers whose end has passed, by --today or the day of the run.
    ///
    /// ## Why it matters
    /// A waiver is for a time; after it the standard holds again.
    ///
    /// ## How to mend
    /// Go back to the standard and delete the waiver, or have it approved anew and change `until`.
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
    ///     deadline: 信息形成或者变更之日起15个工作日内
    /// waivers:
    ///   - entry: "20-001"
    ///     field: deadline
    ///     reason: 尚未接入政务网站群
    ///     basis: [《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）]
    ///     approved_by: 区政府办公室
    ///     until: 2020-12-31  #~ waiver-expired: "2020-12-31"
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
        code: "waiver-expired",
        summary: ["放宽说明已经过期", "a waiver has expired"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Catalog(waiver_expired),
    }
}

fn waiver_expired(resolution: &Resolution<'_>, id: CatalogId, findings: &mut Findings<'_>) {
    let today = resolution.today;
    for waiver in &resolution.catalog(id).catalog.waivers {
        let Some(until) = waiver.until.as_ref().filter(|it| it.value < today) else { continue };
        let (day, entry) = (until.value, waiver.entry.as_ref().map_or("", |it| &it.value));
        findings.push(
            findings
                .at(until.span, message!("放宽说明到 {day} 为止，今天是 {today}", "the waiver held until {day}; today is {today}"))
                .with_help(message!("恢复到标准，或重新报批", "go back to the standard, or have it approved anew"))
                .in_entry(entry)
                .in_field("until"),
        );
    }
}
