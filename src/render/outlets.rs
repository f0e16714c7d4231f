//! Where an agency publishes, as it says itself: columns, new media, its gazette.
use serde::Serialize;

use crate::{
    model::site::{AgencySite, Place},
    render::{address, relations::Item},
    resolve::Agency,
};

/// Where an agency publishes.
#[derive(Debug, Serialize)]
pub struct Outlets {
    /// The columns of its disclosure section.
    pub columns: Vec<Item>,
    /// Its accounts in new media.
    pub media: Vec<Medium>,
    /// Its gazette.
    pub gazette: Option<Item>,
}

/// An account in new media.
#[derive(Debug, Serialize)]
pub struct Medium {
    /// The account.
    pub account: Item,
    /// The platform.
    pub kind: Option<String>,
}

impl Outlets {
    /// Of an agency; `None` where it says nothing.
    #[must_use]
    pub fn of(agency: &Agency<'_>) -> Option<Self> {
        let AgencySite { columns, media, gazette, .. } = agency.file.as_ref()?.site.as_deref()?;
        let outlets = Self {
            columns: columns.iter().map(item).collect(),
            media: media
                .iter()
                .map(|it| Medium {
                    account: item(it),
                    kind: it.kind.as_ref().map(|it| it.value.to_string()),
                })
                .collect(),
            gazette: gazette.as_ref().map(|it| match address::web(&it.value) {
                Some(href) => Item { text: "政府公报".to_owned(), href: Some(href.to_owned()) },
                None => Item { text: it.value.to_string(), href: None },
            }),
        };
        let is_empty =
            outlets.columns.is_empty() && outlets.media.is_empty() && outlets.gazette.is_none();
        (!is_empty).then_some(outlets)
    }
}

fn item(place: &Place<'_>) -> Item {
    let href = place.link.as_ref().and_then(|it| address::web(&it.value));
    Item { text: place.name.value.to_string(), href: href.map(str::to_owned) }
}
