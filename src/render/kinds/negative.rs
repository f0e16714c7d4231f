//! A negative list's page: what is not disclosed, and why.
use serde::Serialize;

use crate::render::{
    domain::DomainPage,
    relations::{Item, Relation},
    sheet::Sheet,
};

/// `<agency>/<negative list>/index.html`
#[derive(Debug, Serialize)]
pub struct NegativePage {
    /// What every table's page has; `rows` are the items.
    #[serde(flatten)]
    pub base: DomainPage,
    /// For each row, the entries that it is known to cover.
    pub covers: Vec<Vec<Item>>,
    /// Whether any row covers an entry.
    pub has_covers: bool,
}

impl NegativePage {
    /// The page of a negative list.
    #[must_use]
    pub fn new(sheet: &Sheet<'_, '_, '_>) -> Self {
        let covers: Vec<Vec<Item>> =
            sheet.entries.iter().map(|it| sheet.related(it, Relation::Covers)).collect();
        Self {
            base: DomainPage::new(sheet),
            has_covers: covers.iter().any(|it| !it.is_empty()),
            covers,
        }
    }
}
