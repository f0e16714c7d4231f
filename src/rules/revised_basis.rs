//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{
        Text,
        basis::{document::Status, matching::NumberCheck},
        readings::Cited,
    },
};

rule! {
    /// ## 查什么
    /// 公开依据里的法律、文件在目录标注的版本日期之后修订过（目录没有写 version 的，凡修订过的都提示），
    /// 或者引用的是修订前的文号。
    ///
    /// ## 为什么
    /// 修订可能改变公开义务；条款号也常常变动。
    ///
    /// ## 怎么改
    /// 核对修订后的条文；确认无误后更新目录的 version。
    ///
    /// ## What it does
    /// Finds cited documents that were revised after the date that the catalog gives as its version
    /// (after any date, where it gives none), and citations with the number of an earlier version.
    ///
    /// ## Why it matters
    /// A revision may change the duty, and often the numbers of articles.
    ///
    /// ## How to mend
    /// Check the revised text, then bring the catalog's `version` up to date.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// version: "2019-04-30"
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《中华人民共和国土地管理法》]  #~ revised-basis: "《中华人民共和国土地管理法》"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// version: "2026-01-31"
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《中华人民共和国土地管理法》]
    /// ```
    {
        code: "revised-basis",
        summary: ["公开依据在目录版本之后修订过", "a cited document was revised after the catalog's version"],
        severity: Severity::Info,
        basis: "国办发〔2019〕54号",
        check: Check::Basis(revised_basis),
    }
}

fn revised_basis(
    subject: &Subject<'_, '_>,
    text: &Text<'_>,
    cited: &Cited,
    findings: &mut Findings<'_>,
) {
    if let (NumberCheck::Amendment, Some(number)) = (cited.found.number, &cited.citation.number) {
        former_number(subject, text, cited, &number.to_string(), findings);
    }
    let register = &subject.resolution.registries.register;
    let Some(document) = cited.found.document.map(|id| register.document(id)) else { return };
    let Some(revised) = document.revised.as_deref().filter(|_| document.status == Status::Revised) else {
        return;
    };
    // A catalog that does not say how old it is may be older than any revision.
    let version = subject.written.catalog.version.as_ref().and_then(|it| day(&it.value)).unwrap_or("");
    if day(revised).is_none_or(|it| it <= version) {
        return;
    }
    let title = &document.title;
    findings.push(
        findings
            .at(
                text.span,
                message!("《{title}》后来修订过（{revised}）", "《{title}》 was revised since ({revised})"),
            )
            .with_help(message!("核对修订后的条文", "check the revised text"))
            .in_field("basis")
            .about(title),
    );
}

/// The date at the start of a text, as `YYYY-MM-DD`; dates in this form order as texts.
fn day(text: &str) -> Option<&str> {
    let day = text.get(..10)?;
    day.parse::<jiff::civil::Date>().is_ok().then_some(day)
}

/// A number that the document bore before a revision, or that of an amendment.
fn former_number(
    subject: &Subject<'_, '_>,
    text: &Text<'_>,
    cited: &Cited,
    number: &str,
    findings: &mut Findings<'_>,
) {
    let register = &subject.resolution.registries.register;
    let Some(document) = cited.found.document.map(|id| register.document(id)) else { return };
    let Some(current) = document.number.as_deref().filter(|it| *it != number) else { return };
    let title = &document.title;
    findings.push(
        findings
            .at(
                text.span,
                message!(
                    "{number}是《{title}》修订前或修正时的文号",
                    "{number} is the number of an earlier version of 《{title}》, or of an amendment"
                ),
            )
            .with_help(message!("现在的文号是{current}", "its number is {current} now"))
            .about(number),
    );
}
