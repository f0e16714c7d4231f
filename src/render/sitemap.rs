//! 站点地图: every page that leads on to others.
use serde::Serialize;

use crate::render::{
    address,
    edition::Edition,
    site::{Link, Page},
};

/// The name of the page in the site.
pub const FILE: &str = "sitemap.html";
/// Where there are more tables than this, only the agencies are listed; each lists its own.
const LISTED: usize = 3000;

/// `sitemap.html`
#[derive(Debug, Serialize)]
pub struct SitemapPage {
    /// The frame.
    pub page: Page,
    /// The agencies.
    pub agencies: Vec<SitemapAgency>,
}

/// An agency's pages.
#[derive(Debug, Serialize)]
pub struct SitemapAgency {
    /// The agency.
    pub agency: Link,
    /// Pages that go across its tables.
    pub pages: Vec<Link>,
    /// Its tables; empty where there are too many.
    pub tables: Vec<Link>,
}

impl SitemapPage {
    /// The page; `agencies` are in order, each with its folder and its tables' names and folders.
    #[must_use]
    pub fn new(edition: &Edition<'_, '_>, agencies: Vec<SitemapAgency>) -> Self {
        let heading = edition.say("站点地图", "Sitemap");
        let about = edition.say("本站的全部栏目", "every section of this site");
        let tables: usize = agencies.iter().map(|it| it.tables.len()).sum();
        let mut agencies = agencies;
        if tables > LISTED {
            for agency in &mut agencies {
                agency.tables.clear();
            }
        }
        Self { page: Page::top(&edition.workspace.config, heading, about), agencies }
    }
}

impl SitemapAgency {
    /// An agency; `tables` and `pages` are links from its own page.
    #[must_use]
    pub fn new(key: &str, name: &str, pages: Vec<Link>, tables: Vec<Link>) -> Self {
        let folder = address::href(key).into_owned();
        let from_top = |links: Vec<Link>| -> Vec<Link> {
            let link = |it: Link| Link { href: format!("{folder}/{}", it.href), text: it.text };
            links.into_iter().map(link).collect()
        };
        Self {
            agency: Link { text: name.to_owned(), href: format!("{folder}/index.html") },
            pages: from_top(pages),
            tables: from_top(tables),
        }
    }
}
