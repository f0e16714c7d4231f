//! The page for addresses that do not exist.
use serde::Serialize;

use crate::{
    diagnostic::message,
    render::site::{self, Page, base_path},
    source::config::Config,
};

/// `404.html`
#[derive(Debug, Serialize)]
pub struct MissingPage {
    /// The frame. A server shows this page at any depth, so its root is the configured path.
    pub page: Page,
}

impl MissingPage {
    /// The page of a workspace.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let page = Page {
            title: message!("没有找到这个页面", "Page not found")
                .text(site::lang(config))
                .to_owned(),
            root: base_path(config),
            ..Page::default()
        };
        Self { page }
    }
}
