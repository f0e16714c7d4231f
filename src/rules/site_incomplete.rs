//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Message, Severity, message},
    model::catalog::Catalog,
    resolve::{AgencyId, Resolution},
    source::{Workspace, paths::Role, site_config::Identity},
    span::{FileId, Span},
};

rule! {
    /// ## 查什么
    /// govcat.toml 里写了 `[site]`、却缺少政府网站必备项的：网站名称、域名、标识码、主办单位、联系方式、ICP备案号、
    /// 公安备案号、党政机关网站标识、“我为政府网站找错”入口。机关文件的 `site` 写了其中任何一项的，照样查：它的网页
    /// 用它自己的网站标签和页脚，不再用 govcat.toml 的。这些项都没有写的，不查。
    ///
    /// 写了的，还查网站上的每份目录有没有日期：`version` 和 `effective` 都不是年月日的，事项的网页缺少内容页必备的标签
    /// PubDate。每个文件只说一次；日期从上一层继承的，在上一层的文件里说。
    ///
    /// ## 为什么
    /// 《政府网站发展指引》要求每个网页带网站标签，页脚列明这些内容；缺的项网页上不会显示。内容页要有发布时间，
    /// 目录没有写日期的，govcat 不编造。
    ///
    /// ## 怎么改
    /// 在 govcat.toml 的 `[site]`、或者机关文件的 `site` 里补上；目录的日期，查明后写进 `version` 或者 `effective`。
    /// 不作为政府网站发布的，在 `[rules]` 里写 site-incomplete = "off"。
    ///
    /// ## What it does
    /// Finds a `[site]` in govcat.toml that lacks what a government site must show: name, domain, id
    /// code, sponsor, contact, ICP record, police record, the mark of party and government sites, and
    /// the entrance for reporting errors. So it does in the `site` of an agency.yaml that says one of
    /// them: that agency's pages then have its own tags and footer instead of govcat.toml's. Where none
    /// of them is said, nothing is looked at.
    ///
    /// Where one is said, it finds each catalog on the site without a date, too: where neither `version` nor
    /// `effective` is a day, the pages of its entries lack the tag `PubDate` that content pages must have. Each file is
    /// named once; where a table takes its dates from the layer below, it is that layer's file.
    ///
    /// ## Why it matters
    /// The guidelines for government sites ask for these in the tags of each page and in the footer;
    /// what is not configured is not shown. Content pages must say when they were published, and govcat
    /// makes no date up.
    ///
    /// ## How to mend
    /// Add them to `[site]` in govcat.toml, or to the agency's `site`; look a catalog's day up, and write it as `version` or
    /// `effective`. Where the site is no government site, write `site-incomplete = "off"` in `[rules]`.
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
    /// ```yaml fail
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 静海区
    /// site:
    ///   name: 某区人民政府  #~ site-incomplete: "某区人民政府"
    /// --- catalogs/x/catalog.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// version: "2020"  #~ site-incomplete: "\"2020\""
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    /// ```
    ///
    /// ```yaml pass
    /// --- govcat.toml
    /// [site]
    /// description = "内网试用"
    /// --- catalogs/x/catalog.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// version: "2020"
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    /// ```
    {
        code: "site-incomplete",
        summary: ["网站设置缺少政府网站必备项", "the site's settings lack what a government site must show"],
        severity: Severity::Warning,
        basis: "《政府网站发展指引》（国办发〔2017〕47号）",
        checks: [Check::Settings(site_incomplete), Check::Agency(of_agency), Check::Published(undated)],
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

/// Whose site an agency's pages are on.
fn identity<'w>(
    workspace: &'w Workspace,
    resolution: &'w Resolution<'_>,
    id: AgencyId,
) -> Identity<'w> {
    let own = resolution.agency(id).file.as_ref().and_then(|it| it.site.as_ref());
    let own = own.map(|it| it.identity()).filter(|it| !it.is_empty());
    own.unwrap_or_else(|| workspace.config.site.identity())
}

/// Names the catalogs that give the pages of their entries no `PubDate`.
fn undated(
    workspace: &Workspace,
    resolution: &Resolution<'_>,
    id: AgencyId,
    findings: &mut Findings<'_>,
) {
    if identity(workspace, resolution, id).is_empty() {
        return;
    }
    let agency = resolution.agency(id);
    let mut elsewhere = Vec::new();
    for &table in &agency.tables {
        let issuing = resolution.issuing(table).map(|it| resolution.catalog(it));
        let is_dated = issuing.is_some_and(|it| it.catalog.day().is_some());
        if is_dated || resolution.entries(table).next().is_none() {
            continue;
        }
        // What another agency's file lacks is said there, if its own pages are on a site, too.
        let first = |own: &[_]| own.first().map(|it| resolution.catalog(*it));
        let says = issuing.or_else(|| resolution.layers(table).filter_map(|it| first(&it.own)).last());
        let is_said_there = |it| it != id && !identity(workspace, resolution, it).is_empty();
        if says.is_some_and(|it| is_said_there(it.agency)) {
            continue;
        }
        let own = says.filter(|it| it.agency == id).or_else(|| first(&resolution.table(table).own));
        match own {
            Some(own) if own.catalog.head_is_lost => {}
            Some(own) => report_undated(&own.catalog, findings),
            None => elsewhere.extend(says.map(|it| workspace.place(it.catalog.start).0)),
        }
    }
    let site = agency.file.as_ref().and_then(|it| it.site.as_ref());
    let at = site.and_then(|it| it.identity_texts().next());
    if let Some(at) = at.filter(|_| !elsewhere.is_empty()) {
        let (zh, en) = (elsewhere.join("、"), elsewhere.join(", "));
        findings.push(
            findings
                .at(at.span, message!(
                    "继承的目录没有日期，事项的网页缺少必备的标签 PubDate：{zh}",
                    "inherited catalogs have no day, so the pages of their entries lack the required tag PubDate: {en}"
                ))
                .with_help(message!(
                    "在本机关的这些目录、或者所继承的目录里写明 version 或 effective，如 2020-08-20；govcat 不编造日期",
                    "say `version` or `effective` as a day, such as 2020-08-20, in these catalogs or in files of this agency over them; govcat makes no date up"
                )),
        );
    }
}

fn report_undated(catalog: &Catalog<'_>, findings: &mut Findings<'_>) {
    let at = catalog.version.as_ref().or(catalog.source.as_ref()).or(catalog.domain.as_ref());
    let message = match catalog.version.as_ref().map(|it| &it.value) {
        Some(version) => message!(
            "version“{version}”不是年月日，也没有写 effective：事项的网页缺少内容页必备的标签 PubDate",
            "`version` {version} is no day, and there is no `effective`: the pages of its entries lack the tag PubDate that content pages must have"
        ),
        None => message!(
            "没有写 version 和 effective：事项的网页缺少内容页必备的标签 PubDate",
            "there is neither `version` nor `effective`: the pages of its entries lack the tag PubDate that content pages must have"
        ),
    };
    findings.push(
        findings
            .at(at.map_or(catalog.start, |it| it.span), message)
            .with_help(message!(
                "查明发布或者施行的日期，写成 version: \"2020-08-20\" 或 effective: 2020-08-20；govcat 不编造日期",
                "look up the day on which it was issued or came into force, and write it as version: \"2020-08-20\" or effective: 2020-08-20; govcat makes no date up"
            ))
            .in_field("version"),
    );
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
