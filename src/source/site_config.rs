//! `[site]` of `govcat.toml`: whose the site is, how it looks, what it links to.
use serde::Deserialize;

use crate::source::{colour::Colour, config::Language};

/// `[site]`: who the site belongs to, as 国办发〔2017〕47号 asks of a government site. What is not
/// configured is not shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SiteConfig {
    /// The language of the pages' own words: `zh` unless said otherwise. Catalogs stay as written.
    pub language: Option<Language>,
    /// 网站名称: the government's site that this one belongs to, for `<meta name="SiteName">`
    pub name: String,
    /// 网站域名, as `www.example.gov.cn`
    pub domain: String,
    /// 政府网站标识码
    pub id_code: String,
    /// The home page's first paragraph, instead of the built-in one.
    pub description: String,
    /// Where the site will be served from, as `https://www.example.gov.cn/gk/`: shown in permalinks
    /// and used by the 404 page, which is served at any depth. `sitemap.xml` and `feed.atom` hold full
    /// addresses only, so they are written only where this is configured.
    pub base_url: WebAddress,
    /// 主办单位
    pub sponsor: String,
    /// 联系方式
    pub contact: String,
    /// ICP 备案号
    pub icp: String,
    /// 公安备案号
    pub police_record: String,
    /// Address of the certificate page of 党政机关网站标识.
    pub unit_mark: WebAddress,
    /// Address of “我为政府网站找错”.
    pub error_report: WebAddress,
    /// An image of the workspace that stands beside the site's name.
    pub emblem: String,
    /// Whether pages begin in large text (适老化); readers can switch it either way.
    pub large_text: bool,
    /// The site's colours.
    pub colours: ColoursConfig,
    /// `[[site.header]]`: more links in the header.
    pub header: Vec<SiteLink>,
    /// `[[site.footer]]`: more links in the footer.
    pub footer: Vec<SiteLink>,
}

/// `[site.colours]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ColoursConfig {
    /// Of the header and of marks, as `#8c1c1f`: white text must be legible on it.
    pub brand: Option<Colour>,
    /// Of links, as `#0b4d94`: it must be legible on white.
    pub link: Option<Colour>,
}

/// A link that the site's owner adds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteLink {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub url: WebAddress,
}

impl SiteConfig {
    /// What a government site must show and this one does not: keys and what they are called.
    /// Nothing while no site is configured at all.
    #[must_use]
    pub fn lacks(&self) -> Vec<(&'static str, &'static str)> {
        let texts = [
            ("name", "网站名称", self.name.as_str()),
            ("domain", "网站域名", &self.domain),
            ("id_code", "政府网站标识码", &self.id_code),
            ("sponsor", "主办单位", &self.sponsor),
            ("contact", "联系方式", &self.contact),
            ("icp", "ICP备案号", &self.icp),
            ("police_record", "公安备案号", &self.police_record),
            ("unit_mark", "党政机关网站标识", self.unit_mark.get().unwrap_or_default()),
            ("error_report", "“我为政府网站找错”入口", self.error_report.get().unwrap_or_default()),
        ];
        if texts.iter().all(|it| it.2.trim().is_empty()) {
            return Vec::new();
        }
        texts.iter().filter(|it| it.2.trim().is_empty()).map(|it| (it.0, it.1)).collect()
    }
}

/// An address on the web, `http://` or `https://`; empty where not configured.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct WebAddress(String);

impl WebAddress {
    /// The address, where one is configured.
    #[must_use]
    pub fn get(&self) -> Option<&str> {
        (!self.0.is_empty()).then_some(self.0.as_str())
    }
}

impl TryFrom<String> for WebAddress {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let is_address =
            ["http://", "https://"].iter().any(|it| text.len() > it.len() && text.starts_with(it));
        if text.is_empty() || (is_address && !text.contains(char::is_whitespace)) {
            Ok(Self(text))
        } else {
            Err(format!(
                "“{text}”不是 http:// 或 https:// 开头的网址 (not an http:// or https:// address)"
            ))
        }
    }
}
