//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{Text, readings::Cited, basis::{citation::Citation, matching::How},
        vague,
    },
};

rule! {
    /// ## 查什么
    /// 公开依据里的法律、文件没有登记在 basis.yaml 里。
    ///
    /// ## 为什么
    /// 没有登记就不知道它是否有效、有没有被修订；网页上也没有它的页面。地方文件常见这种情况，不是错误。
    ///
    /// ## 怎么改
    /// 在 basis.yaml 里登记这份文件；或核对名称是否写错。
    ///
    /// ## What it does
    /// Finds cited documents that the register does not have.
    ///
    /// ## Why it matters
    /// Of such a document nobody knows whether it is still in force; local documents are often
    /// unregistered, so this is information only.
    ///
    /// ## How to mend
    /// Register it in basis.yaml, or check its title.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《某某县社会救助实施细则》]  #~ unregistered-basis: "《某某县社会救助实施细则》"
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
        code: "unregistered-basis",
        summary: ["公开依据没有登记", "a cited document is not in the register"],
        severity: Severity::Info,
        basis: "目录格式第1版",
        check: Check::Basis(unregistered_basis),
    }
}

fn unregistered_basis(
    subject: &Subject<'_, '_>,
    text: &Text<'_>,
    cited: &Cited,
    findings: &mut Findings<'_>,
) {
    let register = &subject.resolution.registries.register;
    let Citation { title, number, damage, .. } = &cited.citation;
    // A damaged citation must be mended before anybody can look it up.
    let names_something = title.is_some() || number.is_some();
    if cited.found.document.is_some() || !damage.is_empty() || !names_something {
        return;
    }
    // What names no document at all is placeholder-basis' or same-as-above's.
    if vague::names_no_document(&text.value) {
        return;
    }
    let name = cited.citation.to_string();
    let mut diagnostic = findings
        .at(text.span, message!("“{name}”没有登记", "`{name}` is not in the register"))
        .in_field("basis")
        .about(&name);
    diagnostic = match &cited.found.how {
        How::Nearest(id, _) => {
            let nearest = &register.document(*id).title;
            diagnostic.with_help(message!("登记簿里最接近的是《{nearest}》", "the register's nearest title is 《{nearest}》"))
        }
        How::Ambiguous(ids) => {
            let titles: Vec<_> = ids.iter().map(|id| format!("《{}》", register.document(*id).title)).collect();
            let titles = titles.join("、");
            diagnostic.with_help(message!("有几份文件都可能是它：{titles}", "several documents fit: {titles}"))
        }
        _ => diagnostic.with_help(message!("在 basis.yaml 里登记，或核对名称", "register it in basis.yaml, or check the title")),
    };
    findings.push(diagnostic);
}
