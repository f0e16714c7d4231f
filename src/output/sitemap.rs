//! `sitemap.xml` and `robots.txt`: what search engines may read, by its full address.
use std::fmt::Write as _;

use crate::{
    output::xml::escape,
    render::{address, site},
    source::config::Config,
};

/// No sitemap may list more addresses.
const MOST: usize = 50_000;
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// The files of a sitemap, names and texts. `pages` are paths of the site. None without a configured
/// address: a sitemap holds full addresses only.
#[must_use]
pub fn files(config: &Config, pages: &[String]) -> Vec<(String, String)> {
    if config.site.base_url.get().is_none() {
        return Vec::new();
    }
    let mut files: Vec<(String, String)> = Vec::new();
    for pages in pages.chunks(MOST) {
        let addresses = pages.iter().map(|path| {
            // A folder is its first page, and one address is enough.
            let path = path.strip_suffix("index.html").filter(|it| it.is_empty()).unwrap_or(path);
            site::permalink(config, &address::href(path))
        });
        let name = format!("sitemap-{}.xml", files.len() + 1);
        files.push((name, list("urlset", "url", addresses)));
    }
    if let [(name, _)] = files.as_mut_slice() {
        "sitemap.xml".clone_into(name);
        return files;
    }
    let parts = files.iter().map(|(name, _)| site::permalink(config, name));
    let index = list("sitemapindex", "sitemap", parts);
    files.push(("sitemap.xml".to_owned(), index));
    files
}

fn list(list: &str, item: &str, addresses: impl Iterator<Item = String>) -> String {
    let mut out = format!("{HEAD}<{list} {NAMESPACE}>\n");
    for address in addresses {
        let _ = write!(out, "<{item}><loc>");
        escape(&mut out, &address);
        let _ = writeln!(out, "</loc></{item}>");
    }
    out + &format!("</{list}>\n")
}

/// `robots.txt`: everything may be read.
#[must_use]
pub fn robots(config: &Config) -> String {
    let mut out = "User-agent: *\nAllow: /\n".to_owned();
    if config.site.base_url.get().is_some() {
        let _ = write!(out, "\nSitemap: {}\n", site::permalink(config, "sitemap.xml"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{MOST, files, robots};
    use crate::source::config::Config;

    fn config() -> Config {
        Config::parse("govcat.toml", "[site]\nbase_url = \"https://a.cn/gk/\"\n")
            .expect("it is right")
    }

    #[test]
    fn a_large_site_has_an_index_of_sitemaps() {
        let pages: Vec<String> = (0..=MOST).map(|it| format!("a/{it}.html")).collect();
        let files = files(&config(), &pages);
        let names: Vec<&str> = files.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
        assert_eq!(files[0].1.matches("<loc>").count(), MOST);
        assert!(files[1].1.contains("<loc>https://a.cn/gk/a/50000.html</loc>"));
        assert!(files[2].1.contains("<sitemap><loc>https://a.cn/gk/sitemap-2.xml</loc></sitemap>"));
    }

    #[test]
    fn addresses_are_full_or_there_are_none() {
        let pages = ["index.html".to_owned(), "岫/index.html".to_owned()];
        let files = files(&config(), &pages);
        assert_eq!(files.len(), 1);
        assert!(files[0].1.contains("<loc>https://a.cn/gk/</loc>"));
        assert!(files[0].1.contains("<loc>https://a.cn/gk/%E5%B2%AB/index.html</loc>"));
        assert!(super::files(&Config::default(), &pages).is_empty());
        assert!(robots(&config()).ends_with("Sitemap: https://a.cn/gk/sitemap.xml\n"));
        assert!(!robots(&Config::default()).contains("Sitemap"));
    }
}
