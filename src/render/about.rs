//! About the site: how it was compiled, from what, and what was checked.
use serde::Serialize;

use crate::render::{
    edition::{Edition, Revision},
    home::Certificate,
    sheet::Counts,
    site::Page,
};

/// The name of the page in the site.
pub const FILE: &str = "about.html";

/// `about.html`
#[derive(Debug, Serialize)]
pub struct AboutPage {
    /// The frame.
    pub page: Page,
    /// What was checked.
    pub certificate: Certificate,
    /// How much is published.
    pub counts: Counts,
    /// How many agencies.
    pub agencies: usize,
    /// The version of the catalogs; `None` where it is not known.
    pub revision: Option<Revision>,
}

impl AboutPage {
    /// The page, once everything is counted.
    #[must_use]
    pub fn new(edition: &Edition<'_, '_>, agencies: usize, counts: Counts) -> Self {
        let heading = edition.say("关于本站", "About this site");
        let about = edition.say(
            "本站怎样由目录文件生成，校验了什么",
            "how this site was compiled from the catalogs, and what was checked",
        );
        Self {
            page: Page::top(&edition.workspace.config, heading, about),
            certificate: edition.certificate,
            counts,
            agencies,
            revision: edition.revision.clone(),
        }
    }
}
