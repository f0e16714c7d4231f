//! What every page shares: the site's name and footer, the page's title and breadcrumbs.
use serde::Serialize;

use crate::source::config::Config;

/// No search engine shows more characters of a title.
const LONGEST_TITLE: usize = 70;

/// The same on every page; templates read it as `site`.
#[derive(Clone, Debug, Serialize)]
pub struct Site {
    /// The site's name.
    pub name: String,
    /// The language of the pages.
    pub lang: &'static str,
    /// What made them.
    pub generator: &'static str,
    /// `SiteName`, `SiteDomain`, `SiteIDCode`, where they are configured.
    pub meta: Vec<Meta>,
    /// The footer's items, in order.
    pub footer: Vec<FooterItem>,
}

/// A `<meta>` of the label specification (网页标签规范) of 国办发〔2017〕47号.
#[derive(Clone, Debug, Serialize)]
pub struct Meta {
    /// Its name.
    pub name: &'static str,
    /// Its content, never empty.
    pub content: String,
}

/// An item of the footer: `label：text`.
#[derive(Clone, Debug, Serialize)]
pub struct FooterItem {
    /// What it is; `None` where the text says it.
    pub label: Option<&'static str>,
    /// The text.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The text.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

/// A file to download.
#[derive(Clone, Debug, Serialize)]
pub struct Download {
    /// The text.
    pub text: &'static str,
    /// Where it lies.
    pub href: String,
    /// Its media type.
    pub mime: &'static str,
}

/// A page's own frame; templates read it as `page`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Page {
    /// `<title>`
    pub title: String,
    /// From the page to the site's top: `""`, `"../"`, `"../../"`.
    pub root: String,
    /// The page's own `<meta>`s.
    pub meta: Vec<Meta>,
    /// The pages above, home first; empty for no breadcrumbs.
    pub crumbs: Vec<Link>,
    /// The last breadcrumb, without a link.
    pub here: String,
}

impl Site {
    /// The identity of a workspace's site.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let site = &config.site;
        let meta =
            [("SiteName", &site.name), ("SiteDomain", &site.domain), ("SiteIDCode", &site.id_code)];
        let text = |label, text: &str| FooterItem {
            label: Some(label),
            text: text.to_owned(),
            href: None,
        };
        let link = |text: &str, href: &str| FooterItem {
            label: None,
            text: text.to_owned(),
            href: Some(href.to_owned()),
        };
        let mut footer = Vec::new();
        for (label, words) in [
            ("主办单位", &site.sponsor),
            ("联系方式", &site.contact),
            ("网站标识码", &site.id_code),
        ] {
            if !words.is_empty() {
                footer.push(text(label, words));
            }
        }
        if !site.icp.is_empty() {
            footer.push(link(&site.icp, "https://beian.miit.gov.cn/"));
        }
        if !site.police_record.is_empty() {
            footer.push(link(&site.police_record, "https://beian.mps.gov.cn/"));
        }
        footer.extend(site.unit_mark.get().map(|href| link("党政机关网站标识", href)));
        footer.extend(site.error_report.get().map(|href| link("我为政府网站找错", href)));
        Self {
            name: name(config).to_owned(),
            lang: "zh-CN",
            generator: concat!("govcat ", env!("CARGO_PKG_VERSION")),
            meta: meta
                .into_iter()
                .filter(|(_, content)| !content.is_empty())
                .map(|(name, content)| Meta { name, content: content.clone() })
                .collect(),
            footer,
        }
    }
}

/// The site's name.
#[must_use]
pub fn name(config: &Config) -> &str {
    match config.workspace.name.as_str() {
        "" => "基层政务公开标准目录",
        name => name,
    }
}

/// The path part of the configured address, with a slash at both ends; empty where none is.
#[must_use]
pub fn base_path(config: &Config) -> String {
    let Some(url) = config.site.base_url.get() else { return String::new() };
    let behind = url.split_once("://").map_or("", |it| it.1);
    let path =
        behind.split(['?', '#']).next().and_then(|it| it.split_once('/')).map_or("", |it| it.1);
    match path.trim_matches('/') {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    }
}

/// The full address of a path of the site; the path itself where no address is configured.
#[must_use]
pub fn permalink(config: &Config, path: &str) -> String {
    match config.site.base_url.get() {
        None => path.to_owned(),
        Some(url) => {
            let base = url.split(['?', '#']).next().unwrap_or(url).trim_end_matches('/');
            format!("{base}/{path}")
        }
    }
}

/// A page's title: the parts joined, as many as fit; a single part that does not is cut.
#[must_use]
pub fn title(parts: &[&str]) -> String {
    let length = |parts: &[&str]| {
        parts.iter().map(|it| it.chars().count()).sum::<usize>() + 3 * parts.len().saturating_sub(1)
    };
    let mut parts = parts;
    while let [rest @ .., _] = parts
        && !rest.is_empty()
        && length(parts) > LONGEST_TITLE
    {
        parts = rest;
    }
    let all = parts.join(" - ");
    if length(parts) > LONGEST_TITLE {
        all.chars().take(LONGEST_TITLE - 1).chain(['…']).collect()
    } else {
        all
    }
}

#[cfg(test)]
mod tests {
    use super::{base_path, permalink, title};
    use crate::source::config::Config;

    fn config(url: &str) -> Config {
        Config::parse("govcat.toml", &format!("[site]\nbase_url = \"{url}\"\n"))
            .expect("the address is valid")
    }

    #[test]
    fn titles_fit() {
        assert_eq!(title(&["监督检查", "社会救助"]), "监督检查 - 社会救助");
        let long = "长".repeat(80);
        assert_eq!(title(&[&long, "社会救助"]).chars().count(), 70);
        assert_eq!(title(&[&"长".repeat(66), "社会救助"]).chars().count(), 66);
    }

    #[test]
    fn addresses_follow_the_settings() {
        for (url, path) in
            [("https://a.cn", "/"), ("https://a.cn/gk", "/gk/"), ("https://a.cn/x/gk/?y", "/x/gk/")]
        {
            assert_eq!(base_path(&config(url)), path);
        }
        assert_eq!(permalink(&config("https://a.cn/gk/"), "x/y.html"), "https://a.cn/gk/x/y.html");
        assert_eq!(permalink(&Config::default(), "x/y.html"), "x/y.html");
        assert!(Config::parse("govcat.toml", "[site]\nbase_url = \"javascript:x\"\n").is_err());
    }
}
