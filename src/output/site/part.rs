//! A part of a site: what some of its agencies have alone.
use std::ops::Range;

use super::{Contents, Writer};
use crate::{
    error::Error,
    output::{gap, html::Templates, write::Staging},
    render::{edition::Edition, inputs::Inputs},
};

/// Writes only what belongs to some of an edition's agencies alone, for a build that takes it over.
///
/// # Errors
/// When a template is wrong or a file cannot be written.
pub fn write(
    edition: &Edition<'_, '_>,
    part: Range<usize>,
    templates: &Templates,
    inputs: &Inputs,
    staging: &Staging,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Contents, Error> {
    let writer = Writer::new(edition, templates, inputs, staging, progress);
    let places = &edition.agencies[part];
    let mut contents = Contents::default();
    contents.pages += gap::agencies(edition, places, templates, inputs, staging)?.0.len();
    writer.agencies(places, |_, agency| {
        contents.agencies += 1;
        contents.pages += agency.pages;
        for table in agency.tables {
            contents.pages += 1 + table.card.counts.entries;
            contents.counts += table.card.counts;
            contents.leave_out(table.left_out);
        }
        Ok(())
    })?;
    Ok(contents)
}
