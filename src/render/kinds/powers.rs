//! The page of a list of powers and services: what discloses each.
use serde::Serialize;

use crate::render::{
    domain::DomainPage,
    relations::{Item, Relation},
    sheet::Sheet,
};

/// `<agency>/<list of powers>/index.html`
#[derive(Debug, Serialize)]
pub struct PowersPage {
    /// What every table's page has; `rows` are the powers and services.
    #[serde(flatten)]
    pub base: DomainPage,
    /// For each row, the entries that disclose it.
    pub disclosed_by: Vec<Vec<Item>>,
    /// How many rows an entry discloses.
    pub disclosed: usize,
}

impl PowersPage {
    /// The page of a list of powers.
    #[must_use]
    pub fn new(sheet: &Sheet<'_, '_, '_>) -> Self {
        let all = sheet.entries.iter().map(|it| sheet.related(it, Relation::DisclosedBy));
        let disclosed_by: Vec<Vec<Item>> = all.collect();
        Self {
            base: DomainPage::new(sheet),
            disclosed: disclosed_by.iter().filter(|it| !it.is_empty()).count(),
            disclosed_by,
        }
    }
}
