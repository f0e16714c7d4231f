//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{Text, readings::Cited},
};

rule! {
    /// ## 查什么
    /// 公开依据里的法律、文件已经废止或失效。
    ///
    /// ## 为什么
    /// 对已经废止的文件应当予以标注；继续引用会误导公众，公开义务也可能已经变了。
    ///
    /// ## 怎么改
    /// 改引替代它的文件；2019年国家标准里原本就这样写的，保留原文，网页上会标明已废止。
    ///
    /// ## What it does
    /// Finds cited documents that were repealed or have expired.
    ///
    /// ## Why it matters
    /// A repealed document misleads readers, and the duty that it set may have changed.
    ///
    /// ## How to mend
    /// Cite what replaced it. Where a national table of 2019 really cites it, it stays, and the
    /// page says that it was repealed.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《中华人民共和国环境保护法》]  #~ repealed-basis: "《中华人民共和国环境保护法》"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《中华人民共和国生态环境法典》]
    /// ```
    {
        code: "repealed-basis",
        summary: ["公开依据已经废止或失效", "a cited document was repealed or has expired"],
        severity: Severity::Warning,
        basis: "国办发〔2019〕54号",
        check: Check::Basis(repealed_basis),
    }
}

fn repealed_basis(
    subject: &Subject<'_, '_>,
    text: &Text<'_>,
    cited: &Cited,
    findings: &mut Findings<'_>,
) {
    let register = &subject.resolution.registries.register;
    let Some(id) = cited.found.document else { return };
    let document = register.document(id);
    if document.status.holds() {
        return;
    }
    let (title, status) = (&document.title, document.status);
    let since = document.replaced_on.as_deref().unwrap_or_default();
    let (zh_since, en_since) = match since {
        "" => (String::new(), String::new()),
        day => (format!("（{day} 起）"), format!(" since {day}")),
    };
    let chain: Vec<_> = register.successors(id).into_iter().map(|it| it.text).collect();
    let help = match chain.last() {
        Some(last) => {
            let last = if last.contains('《') { last.clone() } else { format!("《{last}》") };
            message!("现由{last}替代", "replaced by {last}")
        }
        None => message!("核对现行依据", "find out what is in force"),
    };
    findings.push(
        findings
            .at(text.span, message!("《{title}》已{status}{zh_since}", "《{title}》 is no longer in force ({status}){en_since}"))
            .with_help(help)
            .in_field("basis")
            .about(title),
    );
}
