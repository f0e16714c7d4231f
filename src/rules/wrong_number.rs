//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{Text, readings::Cited, basis::matching::NumberCheck},
};

rule! {
    /// ## 查什么
    /// 引用的名称和文号对不上：文号是另一份文件的，或与登记的文号不同。
    ///
    /// ## 为什么
    /// 名称和文号有一个是错的，读者会找到别的文件。
    ///
    /// ## 怎么改
    /// 按提示核对名称和文号。
    ///
    /// ## What it does
    /// Finds citations whose title and number belong to different documents.
    ///
    /// ## Why it matters
    /// One of the two is wrong, and sends the reader to another document.
    ///
    /// ## How to mend
    /// Compare title and number as the help says.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《社会救助暂行办法》（国务院令第711号）]  #~ wrong-number: "《社会救助暂行办法》（国务院令第711号）"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《社会救助暂行办法》（国务院令第649号）]
    /// ```
    {
        code: "wrong-number",
        summary: ["名称和文号对不上", "a title with another document's number"],
        severity: Severity::Warning,
        basis: "GB/T 9704—2012",
        check: Check::Basis(wrong_number),
    }
}

fn wrong_number(
    subject: &Subject<'_, '_>,
    text: &Text<'_>,
    cited: &Cited,
    findings: &mut Findings<'_>,
) {
    let register = &subject.resolution.registries.register;
    let (Some(id), Some(number)) = (cited.found.document, &cited.citation.number) else { return };
    let document = register.document(id);
    let title = &document.title;
    let what = match cited.found.number {
        NumberCheck::BelongsTo(other) => {
            let other = &register.document(other).title;
            message!("{number}是《{other}》的文号，不是《{title}》的", "{number} is the number of 《{other}》, not of 《{title}》")
        }
        NumberCheck::Differs => {
            message!("{number}不是《{title}》的文号", "{number} is not the number of 《{title}》")
        }
        _ => return,
    };
    let known = document.number.as_deref().unwrap_or_default();
    findings.push(
        findings
            .at(text.span, what)
            .with_help(message!("登记的文号是{known}", "the register has {known}"))
            .in_field("basis")
            .about(title),
    );
}
