//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    source::{Workspace, paths::Role},
    span::{FileId, Span},
};

rule! {
    /// ## 查什么
    /// govcat.toml 里写了 `[site]`、却缺少政府网站必备项的：网站名称、域名、标识码、主办单位、联系方式、ICP备案号、
    /// 公安备案号、党政机关网站标识、“我为政府网站找错”入口。没有写 `[site]` 这些项的，不查。
    ///
    /// ## 为什么
    /// 《政府网站发展指引》要求每个网页带网站标签，页脚列明这些内容；缺的项网页上不会显示。
    ///
    /// ## 怎么改
    /// 在 govcat.toml 的 `[site]` 里补上。不作为政府网站发布的，在 `[rules]` 里写 site-incomplete = "off"。
    ///
    /// ## What it does
    /// Finds a `[site]` in govcat.toml that lacks what a government site must show: name, domain, id
    /// code, sponsor, contact, ICP record, police record, the mark of party and government sites, and
    /// the entrance for reporting errors. A workspace that configures none of them is not looked at.
    ///
    /// ## Why it matters
    /// The guidelines for government sites ask for these in the tags of each page and in the footer;
    /// what is not configured is not shown.
    ///
    /// ## How to mend
    /// Add them to `[site]` in govcat.toml. Where the site is no government site, write
    /// `site-incomplete = "off"` in `[rules]`.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- govcat.toml
    /// [site]  #~ site-incomplete: "[site]"
    /// name = "某县人民政府"
    /// domain = "www.example.gov.cn"
    /// ```
    ///
    /// ```yaml pass
    /// --- govcat.toml
    /// [site]
    /// description = "内网试用"
    /// ```
    {
        code: "site-incomplete",
        summary: ["网站设置缺少政府网站必备项", "the site's settings lack what a government site must show"],
        severity: Severity::Warning,
        basis: "《政府网站发展指引》（国办发〔2017〕47号）",
        check: Check::Settings(site_incomplete),
    }
}

fn site_incomplete(workspace: &Workspace, findings: &mut Findings<'_>) {
    let lacks = workspace.config.site.lacks();
    if lacks.is_empty() {
        return;
    }
    let Some((file, settings)) = workspace.ids().find(|it| it.1.role == Role::Config) else { return };
    let names: Vec<&str> = lacks.iter().map(|it| it.1).collect();
    let keys: Vec<&str> = lacks.iter().map(|it| it.0).collect();
    let (names, keys) = (names.join("、"), keys.join(", "));
    findings.push(
        findings
            .at(
                heading(file, &settings.text),
                message!("网站设置缺少：{names}", "the site's settings lack: {keys}"),
            )
            .with_help(message!(
                "在 [site] 里补上 {keys}；不作为政府网站发布的，在 [rules] 里写 site-incomplete = \"off\"",
                "add {keys} to [site]; where it is no government site, write site-incomplete = \"off\" in [rules]"
            )),
    );
}

/// Where `[site]` stands; the top of the file where it is written in another way.
fn heading(file: FileId, text: &str) -> Span {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let head = line.trim_start();
        if head.starts_with("[site]") {
            let from = start + line.len() - head.len();
            let at = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
            return Span { file, start: at(from), end: at(from + "[site]".len()) };
        }
        start += line.len();
    }
    Span::top(file)
}
