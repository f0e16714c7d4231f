//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::catalog::Kind,
    resolve::{CatalogId, Resolution},
};

rule! {
    /// ## 查什么
    /// 目录到了写明的复查期限（`review-due`）还没有复查，以 --today 或当天为准。负面清单另有 `negative-review-overdue`。
    ///
    /// ## 为什么
    /// 主动公开目录要动态更新；每年要对不予公开的和依申请公开较多的信息自查，该转为主动公开的转过来。
    ///
    /// ## 怎么改
    /// 复查目录，更新内容和 `version`，再把 `review-due` 写成下一次复查的日子。
    ///
    /// ## What it does
    /// Finds catalogs whose own day of review (`review-due`) has passed, by --today or the day of the
    /// run. Negative lists have a rule of their own.
    ///
    /// ## Why it matters
    /// Catalogs are to be kept up to date, and what is often asked for is to become proactive, every
    /// year.
    ///
    /// ## How to mend
    /// Review the catalog, renew `version`, and set `review-due` to the next day.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// review-due: 2020-12-31  #~ review-overdue: "2020-12-31"
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// review-due: 2099-12-31
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    /// ```
    {
        code: "review-overdue",
        summary: ["目录过了复查期限", "a catalog's day of review has passed"],
        severity: Severity::Warning,
        basis: "国办发〔2016〕80号",
        check: Check::Catalog(review_overdue),
    }
}

fn review_overdue(resolution: &Resolution<'_>, id: CatalogId, findings: &mut Findings<'_>) {
    let (today, catalog) = (resolution.today, &resolution.catalog(id).catalog);
    let Some(due) = catalog.review_due.as_ref().filter(|it| it.value < today) else { return };
    if catalog.kind == Kind::Negative {
        return;
    }
    let day = due.value;
    findings.push(
        findings
            .at(due.span, message!(
                "应当在 {day} 以前复查，今天是 {today}",
                "it was to be reviewed by {day}; today is {today}"
            ))
            .with_help(message!(
                "复查后更新 version，把 review-due 写成下一次复查的日子",
                "review it, then renew `version` and `review-due`"
            ))
            .in_field("review-due"),
    );
}
