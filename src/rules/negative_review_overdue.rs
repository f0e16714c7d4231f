//! See [`RULE`].
use jiff::{ToSpan as _, civil::Date};

use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::catalog::{Catalog, Kind},
    resolve::{CatalogId, Resolution},
    span::Span,
};

rule! {
    /// ## 查什么
    /// 负面清单到了该复查的日子还没有复查（以 --today 或当天为准）：`review-due` 已过；没有写 `review-due` 的，
    /// 版本（`version`，写成日期的）或施行日期（`effective`）距今超过一年。两样都没有的看不出来，不报。
    ///
    /// ## 为什么
    /// 国办发〔2016〕80号要求每年对不予公开的信息进行自查，负面清单要及时调整更新。
    ///
    /// ## 怎么改
    /// 逐条复查，应当公开的转为公开；复查后更新 `version`，把 `review-due` 写成下一次复查的日子。
    ///
    /// ## What it does
    /// Finds negative lists whose review is overdue, by --today or the day of the run: `review-due`
    /// has passed; or, where there is none, the `version` (where it is a date) or `effective` is more
    /// than a year old. A list with neither cannot be judged and is not reported.
    ///
    /// ## Why it matters
    /// 国办发〔2016〕80号 asks for a yearly review of what is not disclosed.
    ///
    /// ## How to mend
    /// Review every item, disclose what should be, then renew `version` and `review-due`.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// kind: negative
    /// version: "2019-10-17"  #~ negative-review-overdue: "\"2019-10-17\""
    /// entries:
    ///   - id: "fm-001"
    ///     name: 救助对象家庭成员身份证件号码
    ///     content: 身份证件号码
    ///     basis: [《中华人民共和国政府信息公开条例》（国务院令第711号）第十五条]
    ///     owner: 县民政局
    ///     reason: 个人隐私
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// kind: negative
    /// version: "2019-10-17"
    /// review-due: 2099-12-31
    /// entries:
    ///   - id: "fm-001"
    ///     name: 救助对象家庭成员身份证件号码
    ///     content: 身份证件号码
    ///     basis: [《中华人民共和国政府信息公开条例》（国务院令第711号）第十五条]
    ///     owner: 县民政局
    ///     reason: 个人隐私
    /// ```
    {
        code: "negative-review-overdue",
        summary: ["负面清单一年没有复查", "a negative list has not been reviewed for a year"],
        severity: Severity::Warning,
        basis: "国办发〔2016〕80号",
        check: Check::Catalog(negative_review_overdue),
    }
}

fn negative_review_overdue(resolution: &Resolution<'_>, id: CatalogId, findings: &mut Findings<'_>) {
    let (today, catalog) = (resolution.today, &resolution.catalog(id).catalog);
    let Some((due, span)) = due(catalog).filter(|(due, _)| *due < today) else { return };
    if catalog.kind != Kind::Negative {
        return;
    }
    findings.push(
        findings
            .at(span, message!(
                "负面清单应当在 {due} 以前复查，今天是 {today}",
                "this list was to be reviewed by {due}; today is {today}"
            ))
            .with_help(message!(
                "逐条复查，应当公开的转为公开；然后更新 version 和 review-due",
                "review every item and disclose what should be; then renew `version` and `review-due`"
            ))
            .in_field("review-due"),
    );
}

/// By when a list is to be reviewed, and where that is to be read.
fn due(catalog: &Catalog<'_>) -> Option<(Date, Span)> {
    if let Some(due) = &catalog.review_due {
        return Some((due.value, due.span));
    }
    let version = catalog.version.as_ref();
    let version = version.and_then(|it| Some((it.value.parse::<Date>().ok()?, it.span)));
    let (since, span) =
        version.or_else(|| catalog.effective.as_ref().map(|it| (it.value, it.span)))?;
    Some((since.checked_add(1.year()).ok()?, span))
}
