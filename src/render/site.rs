//! What every page shares: the site's name and footer, the page's title and breadcrumbs.
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    diagnostic::Lang,
    render::identity::Identity,
    source::{
        config::Config,
        site_config::{SiteConfig, SiteLink},
    },
};

/// No search engine shows more characters of a title.
const LONGEST_TITLE: usize = 70;
/// Nor of a description.
const LONGEST_DESCRIPTION: usize = 120;

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
    /// The emblem's file in the site.
    pub emblem: Option<String>,
    /// Whether pages begin in large text.
    pub large_text: bool,
    /// The site's main pages, from its top; empty for a page that stands alone.
    pub nav: Vec<Link>,
    /// More links in the header, on the web.
    pub header: Vec<Link>,
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

/// An item of the footer: a label and a text.
#[derive(Clone, Debug, Serialize)]
pub struct FooterItem {
    /// What it is, as a key of the interface's words; `None` where the text says it.
    pub label: Option<&'static str>,
    /// The text.
    pub text: String,
    /// Where it leads, on the web.
    pub href: Option<String>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Link {
    /// The text.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

/// A file to download.
#[derive(Clone, Debug, Serialize)]
pub struct Download {
    /// The text, which pages show as the filter `term` has it.
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
    /// The site tags and the footer of the page's agency, where it has its own.
    pub identity: Option<Identity>,
    /// The pages above, without home; templates show home before them.
    pub crumbs: Vec<Link>,
    /// The last breadcrumb, without a link; empty for no breadcrumbs.
    pub here: String,
}

impl Page {
    /// The frame of a page in the site's top folder; `about` says what is on it.
    #[must_use]
    pub fn top(config: &Config, heading: &str, about: &str) -> Self {
        Self {
            title: title(&[heading, name(config)]),
            meta: column(heading, about, &[heading]),
            here: heading.to_owned(),
            ..Self::default()
        }
    }
}

impl Site {
    /// The identity of a workspace's site. `nav` has its main pages.
    #[must_use]
    pub fn new(config: &Config, nav: Vec<Link>) -> Self {
        let site = &config.site;
        let Identity { meta, footer } = Identity::new(&site.identity(), config);
        let added = |links: &[SiteLink]| -> Vec<Link> {
            let link = |it: &SiteLink| {
                Some(Link { text: it.text.clone(), href: it.url.get()?.to_owned() })
            };
            links.iter().filter_map(link).collect()
        };
        Self {
            name: name(config).to_owned(),
            lang: tag(config),
            generator: concat!("govcat ", env!("CARGO_PKG_VERSION")),
            meta,
            emblem: emblem(site),
            large_text: site.large_text,
            nav,
            header: added(&site.header),
            footer,
        }
    }
}

/// The emblem's name in the site.
fn emblem(site: &SiteConfig) -> Option<String> {
    let ending = site.emblem.rsplit_once('.')?.1.to_ascii_lowercase();
    Some(format!("emblem.{ending}"))
}

/// The language of the pages' own words.
#[must_use]
pub fn lang(config: &Config) -> Lang {
    config.site.language.unwrap_or(Lang::Zh)
}

/// The tag of that language.
#[must_use]
pub fn tag(config: &Config) -> &'static str {
    match lang(config) {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

/// The tags of a column page (栏目页).
#[must_use]
pub fn column(name: &str, description: &str, keywords: &[&str]) -> Vec<Meta> {
    filled([
        ("ColumnName", name.to_owned()),
        ("ColumnDescription", cut(description, LONGEST_DESCRIPTION)),
        ("ColumnKeywords", keywords.join(",")),
        ("ColumnType", "信息公开".to_owned()),
    ])
}

/// The tags of a content page (内容页).
#[derive(Clone, Copy, Debug, Default)]
pub struct Article<'a> {
    /// The title.
    pub title: &'a str,
    /// The column that it belongs to.
    pub column: &'a str,
    /// The day of publication.
    pub day: Option<Date>,
    /// Who says it.
    pub source: &'a str,
    /// What it is about.
    pub keywords: &'a [&'a str],
    /// What it says, of which the beginning is shown.
    pub description: &'a str,
    /// The page's path in the site.
    pub path: &'a str,
}

impl Article<'_> {
    /// The tags; none of them is empty.
    #[must_use]
    pub fn meta(&self, config: &Config) -> Vec<Meta> {
        let has_address = config.site.base_url.get().is_some();
        filled([
            ("ColumnName", self.column.to_owned()),
            ("ArticleTitle", self.title.to_owned()),
            // The tag has hours and minutes; catalogs have days.
            ("PubDate", self.day.map_or_else(String::new, |it| format!("{it} 00:00"))),
            ("ContentSource", self.source.to_owned()),
            ("Keywords", self.keywords.join(",")),
            ("Description", cut(self.description, LONGEST_DESCRIPTION)),
            ("Url", if has_address { permalink(config, self.path) } else { String::new() }),
        ])
    }
}

/// The tags that have a content.
pub(super) fn filled<const N: usize>(tags: [(&'static str, String); N]) -> Vec<Meta> {
    let tags = tags.into_iter().filter(|it| !it.1.trim().is_empty());
    tags.map(|(name, content)| Meta { name, content }).collect()
}

/// At most so many characters of a text, on one line.
fn cut(text: &str, most: usize) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
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
