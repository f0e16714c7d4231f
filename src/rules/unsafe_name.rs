//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::names::is_safe_folder,
    resolve::{AgencyId, Resolution},
    span::Span,
};

rule! {
    /// ## 查什么
    /// 机关文件夹的名称、领域代码不能用作网址和文件名：含斜杠等字符，以“.”开头，或是系统保留名。
    ///
    /// ## 为什么
    /// 它们是网页的永久地址；写不出来或会写到别处的名称，网站就无法生成。
    ///
    /// ## 怎么改
    /// 机关文件夹和领域代码用小写字母、数字和连字符，例如 xiuyan、social-assistance。
    ///
    /// ## What it does
    /// Finds names of agencies' folders and codes of domains that can be no address and no file.
    ///
    /// ## Why it matters
    /// They are the permanent addresses of pages; a name that cannot be written, or that leads
    /// elsewhere, breaks the site.
    ///
    /// ## How to mend
    /// Use lower-case letters, digits and hyphens, as in xiuyan and social-assistance.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/con/agency.yaml
    /// govcat: 1
    /// agency: con  #~ unsafe-name: "con"
    /// name: 静海区
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/jinghai/agency.yaml
    /// govcat: 1
    /// agency: jinghai
    /// name: 静海区
    /// ```
    {
        code: "unsafe-name",
        summary: ["名称不能用作网址", "a name that can be no address"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Agency(unsafe_name),
    }
}

fn unsafe_name(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let agency = resolution.agency(id);
    let help = || {
        message!(
            "用小写字母、数字和连字符，例如 jinghai",
            "use lower-case letters, digits and hyphens, as in jinghai"
        )
    };
    if !is_safe_folder(&agency.key) {
        let word = &agency.key;
        let file = agency.file.as_ref().map(|it| it.key.as_ref().map_or(Span::top(it.file), |key| key.span));
        let catalog = agency.catalogs.first().map(|it| Span::top(resolution.catalog(*it).catalog.file));
        if let Some(span) = file.or(catalog) {
            findings.push(
                findings
                    .at(span, message!("机关文件夹“{word}”不能用作网址", "the folder `{word}` can be no address"))
                    .with_help(help())
                    .about(word),
            );
        }
    }
    for written in agency.catalogs.iter().map(|it| resolution.catalog(*it)) {
        let Some(code) = written.catalog.domain.as_ref().filter(|it| !is_safe_folder(&it.value)) else { continue };
        // An unknown code has a finding of its own.
        if written.domain.is_some() {
            let word = &code.value;
            findings.push(
                findings
                    .at(code.span, message!("领域代码“{word}”不能用作网址", "the domain's code `{word}` can be no address"))
                    .with_help(help())
                    .in_field("domain")
                    .about(word),
            );
        }
    }
}
