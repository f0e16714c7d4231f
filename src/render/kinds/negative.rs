//! A negative list's page: what is not disclosed, why, and when that is looked at again.
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
    /// When it is to be reviewed; `None` where the list does not say.
    pub review: Option<Review>,
    /// For each row, the entries that it is known to cover.
    pub covers: Vec<Vec<Item>>,
    /// Whether any row covers an entry.
    pub has_covers: bool,
}

/// When a catalog is to be reviewed again, as of a day.
#[derive(Debug, Serialize)]
pub struct Review {
    /// By when.
    pub due: String,
    /// The day.
    pub today: String,
    /// Whether `due` has passed.
    pub overdue: bool,
}

impl NegativePage {
    /// The page of a negative list.
    #[must_use]
    pub fn new(sheet: &Sheet<'_, '_, '_>) -> Self {
        let covers: Vec<Vec<Item>> =
            sheet.entries.iter().map(|it| sheet.related(it, Relation::Covers)).collect();
        Self {
            base: DomainPage::new(sheet),
            review: Review::of(sheet),
            has_covers: covers.iter().any(|it| !it.is_empty()),
            covers,
        }
    }
}

impl Review {
    /// What the table's own files say.
    pub(crate) fn of(sheet: &Sheet<'_, '_, '_>) -> Option<Self> {
        let resolution = sheet.edition.resolution;
        let catalogs = sheet.table().own.iter().map(|it| &resolution.catalog(*it).catalog);
        let due = catalogs.filter_map(|it| it.review_due.as_ref()).map(|it| it.value).min()?;
        Some(Self {
            due: due.to_string(),
            today: resolution.today.to_string(),
            overdue: due < resolution.today,
        })
    }
}
