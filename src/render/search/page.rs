//! The page to search on, and to browse by where nothing can be searched.
use serde::Serialize;

use crate::{
    diagnostic::message,
    render::{
        address,
        agency::DomainCard,
        edition::{Edition, Place},
        home::AgencyCard,
        identity::Identity,
        search::{CONTENTS, INDEX, PAGE},
        site::{self, Link, Page},
    },
    resolve::AgencyId,
};

/// What the pages are called.
fn title(edition: &Edition<'_, '_>) -> &'static str {
    edition.say("查找公开事项", "Search the entries")
}

/// `search.html` and `<agency>/search.html`
#[derive(Debug, Serialize)]
pub struct SearchPage {
    /// The frame.
    pub page: Page,
    /// The agency that is searched; `None` for all.
    pub agency: Option<String>,
    /// The index; `None` where there are too many entries for one.
    pub index: Option<&'static str>,
    /// What the entries disclose, where there is an index.
    pub contents: &'static str,
    /// How many entries there are.
    pub entries: usize,
    /// What there is: an agency's tables; the agencies, or where there is no index their searches.
    pub places: Vec<SearchPlace>,
}

/// A table or an agency.
#[derive(Debug, Serialize)]
pub struct SearchPlace {
    /// Its name.
    pub name: String,
    /// Where to read or search it.
    pub href: String,
    /// How many entries it has.
    pub entries: usize,
}

impl SearchPage {
    /// The search over an agency's tables, given their cards.
    #[must_use]
    pub fn agency(edition: &Edition<'_, '_>, place: &Place, cards: &[DomainCard]) -> Self {
        let (agency, config) = (edition.resolution.agency(place.agency), &edition.workspace.config);
        let name = agency.name();
        let heading = title(edition);
        let meta = message!("查找{name}的公开事项", "search the entries of {name}");
        let meta = meta.text(edition.lang());
        let places = cards.iter().filter_map(|card| {
            let (name, href) = (card.name.clone(), card.href.clone()?);
            Some(SearchPlace { name, href, entries: card.counts.entries })
        });
        Self {
            page: Page {
                title: site::title(&[heading, name, site::name(config)]),
                root: "../".to_owned(),
                crumbs: vec![Link { text: name.to_owned(), href: "index.html".to_owned() }],
                here: heading.to_owned(),
                meta: site::column(heading, meta, &[heading, name]),
                identity: Identity::of(agency, config),
            },
            agency: Some(name.to_owned()),
            index: Some(INDEX),
            contents: CONTENTS,
            entries: cards.iter().map(|it| it.counts.entries).sum(),
            places: places.collect(),
        }
    }

    /// The search over all agencies, given their cards.
    #[must_use]
    pub fn site(edition: &Edition<'_, '_>, cards: &[(AgencyId, AgencyCard)], index: bool) -> Self {
        let heading = title(edition);
        let place = |(id, card): &(AgencyId, AgencyCard)| SearchPlace {
            name: card.name.clone(),
            href: if index {
                card.href.clone()
            } else {
                format!("{}/{PAGE}", address::href(&edition.resolution.agency(*id).key))
            },
            entries: card.counts.entries,
        };
        Self {
            page: Page {
                title: site::title(&[heading, site::name(&edition.workspace.config)]),
                here: heading.to_owned(),
                meta: site::column(
                    heading,
                    edition.say("查找各机关的公开事项", "search the entries of all agencies"),
                    &[heading],
                ),
                ..Page::default()
            },
            agency: None,
            index: index.then_some(INDEX),
            contents: CONTENTS,
            entries: cards.iter().map(|it| it.1.counts.entries).sum(),
            places: cards.iter().map(place).collect(),
        }
    }
}
