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

/// Writes what needs no page: the catalogue and the feed.
///
/// # Errors
/// When a file cannot be written.
pub fn catalogue(edition: &Edition<'_, '_>, staging: &Staging) -> Result<(), Error> {
    staging.write(CATALOGUE, linked_data::catalogue(edition, &MEDIA).as_bytes())?;
    match Feed::of_tables(edition) {
        Some(feed) => staging.write(feed::TABLES, atom::file(&feed).as_bytes()),
        None => Ok(()),
    }
}

/// Writes what comes when all pages are written: the sitemap, which lists them, and pages at former
/// addresses, which it does not list. Gives how many of those there are.
///
/// # Errors
/// When a template is wrong or a file cannot be written.
pub fn addresses(
    edition: &Edition<'_, '_>,
    templates: &Templates,
    staging: &Staging,
) -> Result<usize, Error> {
    let config = &edition.workspace.config;
    let tables: Vec<_> = edition.agencies.iter().flat_map(|it| &it.tables).collect();
    let moved = || -> Vec<_> { tables.par_iter().map(|it| moved::pages(edition, **it)).collect() };
    let (pages, moved) = rayon::join(|| staging.pages(), moved);
    let map = || {
        for (name, text) in sitemap::files(config, &pages) {
            staging.write(&name, text.as_bytes())?;
        }
        staging.write("robots.txt", sitemap::robots(config).as_bytes())
    };
    let write = |(path, page): &(String, _)| staging.write(path, &templates.page(page)?);
    let moved: Vec<_> = moved.into_iter().flatten().collect();
    let (map, written) = rayon::join(map, || moved.par_iter().try_for_each(write));
    map.and(written).map(|()| moved.len())
}
