//! Whose site a page belongs to: the site tags (网站标签) and the footer that 国办发〔2017〕47号 asks for.
use serde::Serialize;

use crate::{
    diagnostic::{Lang, message},
    render::{
        address,
        site::{self, FooterItem, Meta},
    },
    resolve::Agency,
    source::{config::Config, site_config},
};

/// The tags and the footer; templates read the workspace's as `site`, an agency's own as
/// `page.identity`.
#[derive(Clone, Debug, Serialize)]
pub struct Identity {
    /// `SiteName`, `SiteDomain`, `SiteIDCode`, where they are configured.
    pub meta: Vec<Meta>,
    /// The footer's items, in order.
    pub footer: Vec<FooterItem>,
}

impl Identity {
    /// What a site says of itself, with the footer links that the workspace adds.
    #[must_use]
    pub fn new(of: &site_config::Identity<'_>, config: &Config) -> Self {
        let meta = [("SiteName", of.name), ("SiteDomain", of.domain), ("SiteIDCode", of.id_code)];
        Self {
            meta: site::filled(meta.map(|(name, content)| (name, content.to_owned()))),
            footer: footer(of, config),
        }
    }

    /// An agency's own; `None` where its `agency.yaml` says none, and the workspace's holds.
    #[must_use]
    pub fn of(agency: &Agency<'_>, config: &Config) -> Option<Self> {
        let of = agency.file.as_ref()?.site.as_ref()?.identity();
        (!of.is_empty()).then(|| Self::new(&of, config))
    }
}

fn footer(of: &site_config::Identity<'_>, config: &Config) -> Vec<FooterItem> {
    let lang = site::lang(config);
    let is_said = |text: &str| !text.trim().is_empty();
    let labelled = [("sponsor", of.sponsor), ("contact", of.contact), ("site_id_code", of.id_code)];
    let labelled = labelled
        .into_iter()
        .filter(|it| is_said(it.1))
        .map(|(label, text)| FooterItem { label: Some(label), text: text.to_owned(), href: None });
    let records =
        [(of.icp, "https://beian.miit.gov.cn/"), (of.police_record, "https://beian.mps.gov.cn/")];
    let records = records.into_iter().filter(|it| is_said(it.0));
    let marks = [
        (of.unit_mark, message!("党政机关网站标识", "Mark of party and government sites")),
        (of.error_report, message!("我为政府网站找错", "Report an error of this site")),
    ];
    let text = |it: &crate::diagnostic::Message, lang: Lang| it.text(lang).to_owned();
    let marks = marks.iter().filter_map(|(href, it)| Some((text(it, lang), address::web(href)?)));
    let added = config.site.footer.iter().filter_map(|it| Some((it.text.clone(), it.url.get()?)));
    let links = records.map(|(text, href)| (text.to_owned(), href)).chain(marks).chain(added);
    let links =
        links.map(|(text, href)| FooterItem { label: None, text, href: Some(href.to_owned()) });
    labelled.chain(links).collect()
}
