//! What of a site is for machines: the catalogue, the sitemap, the feed, and former addresses.
use rayon::prelude::*;

use crate::{
    error::Error,
    output::{
        atom,
        html::Templates,
        sitemap,
        write::{Shelf as _, Staging},
    },
    render::{
        edition::Edition,
        feed::{self, Feed},
        linked_data, moved,
    },
};

/// The catalogue of all tables.
pub const CATALOGUE: &str = "catalog.jsonld";
/// A table's files, by ending and media type.
const MEDIA: [(&str, &str); 3] = [
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("csv", "text/csv"),
    ("json", "application/json"),
];

/// Writes all of it, when the pages are written; gives how many pages at former addresses there are.
///
/// # Errors
/// When a template is wrong or a file cannot be written.
pub fn write(
    edition: &Edition<'_, '_>,
    templates: &Templates,
    staging: &Staging,
) -> Result<usize, Error> {
    let config = &edition.workspace.config;
    // The page for addresses that do not exist is no address itself.
    let pages: Vec<String> = staging.pages().into_iter().filter(|it| it != "404.html").collect();
    for (name, text) in sitemap::files(config, &pages) {
        staging.write(&name, text.as_bytes())?;
    }
    staging.write("robots.txt", sitemap::robots(config).as_bytes())?;
    staging.write(CATALOGUE, linked_data::catalogue(edition, &MEDIA).as_bytes())?;
    if let Some(feed) = Feed::of_tables(edition) {
        staging.write(feed::TABLES, atom::file(&feed).as_bytes())?;
    }
    // Pages at former addresses come last: a sitemap lists none of them.
    let tables: Vec<_> = edition.agencies.iter().flat_map(|it| &it.tables).collect();
    let moved = |id: &&crate::resolve::TableId| -> Result<usize, Error> {
        let pages = moved::pages(&edition.sheet(**id));
        for (path, page) in &pages {
            staging.write(path, &templates.page(page)?)?;
        }
        Ok(pages.len())
    };
    tables.par_iter().map(moved).sum()
}
