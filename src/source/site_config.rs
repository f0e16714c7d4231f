//! `[site]` of `govcat.toml`: whose the site is, how it looks, what it links to.
use serde::Deserialize;

use crate::{diagnostic::Lang, source::colour::Colour};

/// `[site]`: who the site belongs to, as 国办发〔2017〕47号 asks of a government site. What is not
/// configured is not shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SiteConfig {
    /// The language of the pages' own words: `zh` unless said otherwise. Catalogs stay as written.
    pub language: Option<Lang>,
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

/// Who a site belongs to, in `[site]` or in the `site` of an `agency.yaml`; empty where it is not said.
#[derive(Clone, Copy, Debug)]
pub struct Identity<'a> {
    /// 网站名称
    pub name: &'a str,
    /// 网站域名
    pub domain: &'a str,
    /// 政府网站标识码
    pub id_code: &'a str,
    /// 主办单位
    pub sponsor: &'a str,
    /// 联系方式
    pub contact: &'a str,
    /// ICP 备案号
    pub icp: &'a str,
    /// 公安备案号
    pub police_record: &'a str,
    /// 党政机关网站标识
    pub unit_mark: &'a str,
    /// “我为政府网站找错”
    pub error_report: &'a str,
}

impl SiteConfig {
    /// Who the site belongs to.
    #[must_use]
    pub fn identity(&self) -> Identity<'_> {
        Identity {
            name: &self.name,
            domain: &self.domain,
            id_code: &self.id_code,
            sponsor: &self.sponsor,
            contact: &self.contact,
            icp: &self.icp,
            police_record: &self.police_record,
            unit_mark: self.unit_mark.get().unwrap_or_default(),
            error_report: self.error_report.get().unwrap_or_default(),
        }
    }
}

impl Identity<'_> {
    /// What a government site must show: keys, what they are called, and what is said.
    fn parts(&self) -> [(&'static str, &'static str, &str); 9] {
        [
            ("name", "网站名称", self.name),
            ("domain", "网站域名", self.domain),
            ("id_code", "政府网站标识码", self.id_code),
            ("sponsor", "主办单位", self.sponsor),
            ("contact", "联系方式", self.contact),
            ("icp", "ICP备案号", self.icp),
            ("police_record", "公安备案号", self.police_record),
            ("unit_mark", "党政机关网站标识", self.unit_mark),
            ("error_report", "“我为政府网站找错”入口", self.error_report),
        ]
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts().iter().all(|it| it.2.trim().is_empty())
    }

    /// What is not said: keys and what they are called. Nothing while nothing is said at all.
    #[must_use]
    pub fn lacks(&self) -> Vec<(&'static str, &'static str)> {
        if self.is_empty() {
            return Vec::new();
        }
        let parts = self.parts().into_iter();
        parts.filter(|it| it.2.trim().is_empty()).map(|it| (it.0, it.1)).collect()
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
