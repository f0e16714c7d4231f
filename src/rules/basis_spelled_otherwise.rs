//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{Text, punctuation, readings::Cited, basis::{citation::Citation, matching::NumberCheck}},
};

rule! {
    /// ## 查什么
    /// 同一份文件的另一种写法：名称多字少字，或文号写得不规范。
    ///
    /// ## 为什么
    /// 同一份文件写法不一，查不全引用它的事项；文号应当照公文格式写。
    ///
    /// ## 怎么改
    /// 换成提示里的写法。
    ///
    /// ## What it does
    /// Finds citations of a registered document in another spelling.
    ///
    /// ## Why it matters
    /// Spelled in many ways, a document does not gather the entries that stand on it.
    ///
    /// ## How to mend
    /// Use the spelling that the help gives.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《社会救助暂行办法》（国务院第649号令）]  #~ basis-spelled-otherwise: "《社会救助暂行办法》（国务院第649号令）"
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
        code: "basis-spelled-otherwise",
        summary: ["同一文件的写法不规范", "a registered document in another spelling"],
        severity: Severity::Info,
        basis: "GB/T 9704—2012",
        check: Check::Basis(basis_spelled_otherwise),
    }
}

fn basis_spelled_otherwise(
    subject: &Subject<'_, '_>,
    text: &Text<'_>,
    cited: &Cited,
    findings: &mut Findings<'_>,
) {
    let register = &subject.resolution.registries.register;
    let written = text.value.get(cited.citation.text.clone()).unwrap_or_default();
    let Some(document) = cited.found.document.map(|id| register.document(id)) else { return };
    let Citation { title, number, damage, .. } = &cited.citation;
    let knows = |title: &String| document.title == *title || document.short_titles.contains(title);
    let is_known = title.as_ref().is_none_or(knows);
    // A former number is wrong-number's business; here only how the number is written counts.
    // Wrong brackets and blanks are stray-whitespace's.
    let is_written = number.as_ref().is_none_or(|it| {
        written.contains(it.as_str()) || punctuation::mend(written).contains(it.as_str())
    });
    if !damage.is_empty() || is_known && is_written {
        return;
    }
    let title = &document.title;
    let standard = match number {
        Some(number) => format!("《{title}》（{number}）"),
        None => format!("《{title}》"),
    };
    let mut found = findings
        .at(
            text.span,
            message!("规范的写法是“{standard}”", "the standard spelling is `{standard}`"),
        )
        .with_help(message!("换成“{standard}”", "write `{standard}`"))
        .in_field("basis")
        .about(written);
    if cited.found.number == NumberCheck::Agrees && is_bare(&cited.citation) {
        let mut value = text.value.to_string();
        value.replace_range(cited.citation.text.clone(), &standard);
        found = found.with_mend(text.span, value);
    }
    findings.push(found);
}

/// Whether a citation says nothing but title and number; the rest would be lost in the standard
/// spelling, so somebody must write it.
fn is_bare(citation: &Citation) -> bool {
    citation.number.is_some()
        && citation.other_numbers.is_empty()
        && citation.articles.is_empty()
        && citation.dates.is_empty()
        && citation.edition.is_none()
        && citation.kind.is_none()
        && !citation.and_others
}
