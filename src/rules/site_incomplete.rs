//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Message, Severity, message},
    resolve::{AgencyId, Resolution},
    source::{Workspace, paths::Role},
    span::{FileId, Span},
};

rule! {
    /// ## 查什么
    /// govcat.toml 里写了 `[site]`、却缺少政府网站必备项的：网站名称、域名、标识码、主办单位、联系方式、ICP备案号、
    /// 公安备案号、党政机关网站标识、“我为政府网站找错”入口。机关文件的 `site` 写了其中任何一项的，照样查：它的网页
    /// 用它自己的网站标签和页脚，不再用 govcat.toml 的。这些项都没有写的，不查。
    ///
    /// ## 为什么
    /// 《政府网站发展指引》要求每个网页带网站标签，页脚列明这些内容；缺的项网页上不会显示。
    ///
    /// ## 怎么改
    /// 在 govcat.toml 的 `[site]`、或者机关文件的 `site` 里补上。不作为政府网站发布的，在 `[rules]` 里写 site-incomplete = "off"。
    ///
    /// ## What it does
    /// Finds a `[site]` in govcat.toml that lacks what a government site must show: name, domain, id
    /// code, sponsor, contact, ICP record, police record, the mark of party and government sites, and
    /// the entrance for reporting errors. So it does in the `site` of an agency.yaml that says one of
    /// them: that agency's pages then have its own tags and footer instead of govcat.toml's. Where none
    /// of them is said, nothing is looked at.
    ///
    /// ## Why it matters
    /// The guidelines for government sites ask for these in the tags of each page and in the footer;
    /// what is not configured is not shown.
    ///
    /// ## How to mend
    /// Add them to `[site]` in govcat.toml, or to the agency's `site`. Where the site is no government site, write
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
    /// ```yaml fail
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 静海区
    /// site:
    ///   name: 某区人民政府  #~ site-incomplete: "某区人民政府"
    ///   domain: www.example.gov.cn
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
        checks: [Check::Settings(site_incomplete), Check::Agency(of_agency)],
    }
}

fn site_incomplete(workspace: &Workspace, findings: &mut Findings<'_>) {
    let lacks = workspace.config.site.identity().lacks();
    if lacks.is_empty() {
        return;
    }
    let Some((file, settings)) = workspace.ids().find(|it| it.1.role == Role::Config) else { return };
    report(heading(file, &settings.text), &lacks, message!("[site]", "[site]"), findings);
}

fn of_agency(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let site = resolution.agency(id).file.as_ref().and_then(|it| it.site.as_ref());
    let Some((first, site)) = site.and_then(|it| Some((it.identity_texts().next()?, it))) else {
        return;
    };
    let lacks = site.identity().lacks();
    if !lacks.is_empty() {
        let place = message!("机关文件的 site", "the agency's `site`");
        report(first.span, &lacks, place, findings);
    }
}

fn report(
    at: Span,
    lacks: &[(&'static str, &'static str)],
    Message { zh, en }: Message,
    findings: &mut Findings<'_>,
) {
    let names: Vec<&str> = lacks.iter().map(|it| it.1).collect();
    let keys: Vec<&str> = lacks.iter().map(|it| it.0).collect();
    let (names, keys) = (names.join("、"), keys.join(", "));
    findings.push(
        findings
            .at(at, message!("网站设置缺少：{names}", "the site's settings lack: {keys}"))
            .with_help(Message {
                zh: format!("在 {zh} 里补上 {keys}；不作为政府网站发布的，在 [rules] 里写 site-incomplete = \"off\""),
                en: format!("add {keys} to {en}; where it is no government site, write site-incomplete = \"off\" in [rules]"),
            }),
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
