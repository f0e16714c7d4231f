//! The gap report's pages of the site. An agency's report is dropped once its page is written; what
//! the overview needs of it is small.
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::{
    error::Error,
    gap::{EntryGap, GapReport},
    output::{
        html::Templates,
        write::{Shelf as _, Staging},
    },
    render::{
        edition::{Edition, Place},
        gap::site::{self, FOLDER, GapMark, GapSite},
        inputs::Inputs,
    },
    resolve::AgencyId,
};

/// The reports of some agencies, of which only gaps are kept, and their scores.
pub type Reported<'r> = (Vec<GapReport<'r>>, FxHashMap<AgencyId, GapMark>);

/// Writes the pages of some agencies.
///
/// # Errors
/// When a template is wrong or a file cannot be written.
pub fn agencies<'r>(
    edition: &Edition<'r, '_>,
    places: &[Place],
    templates: &Templates,
    inputs: &Inputs,
    staging: &Staging,
) -> Result<Reported<'r>, Error> {
    let pages = GapSite::new(edition);
    let one = |place: &Place| -> Result<_, Error> {
        let agency = place.agency;
        let has_standard = edition.resolution.agency(agency).below.is_some();
        let report = has_standard.then(|| pages.report(agency)).flatten();
        let Some(mut report) = report else { return Ok(None) };
        let path = site::path(edition, agency);
        if let Some(unit) = staging.unit(&path, inputs.report(edition, agency))?
            && let Some(page) = pages.agency(&report)
        {
            staging.make_folder(&edition.resolution.agency(agency).key)?;
            unit.write(&path, &templates.page(&page)?)?;
        }
        let mark = pages.mark(&report);
        for domain in report.agencies.iter_mut().flat_map(|it| &mut it.domains) {
            domain.entries.retain(EntryGap::is_gap);
            domain.extra.clear();
        }
        Ok(Some((report, mark.map(|it| (agency, it)))))
    };
    let reports = places.par_iter().map(one).collect::<Result<Vec<_>, Error>>()?;
    let (reports, marks): (Vec<GapReport<'_>>, Vec<_>) = reports.into_iter().flatten().unzip();
    Ok((reports, marks.into_iter().flatten().collect()))
}

/// Writes the overview of all reports, if there are any; gives how many pages it has.
///
/// # Errors
/// When a template is wrong or a file cannot be written.
pub fn overview(
    edition: &Edition<'_, '_>,
    reports: Vec<GapReport<'_>>,
    templates: &Templates,
    staging: &Staging,
) -> Result<usize, Error> {
    if reports.is_empty() {
        return Ok(0);
    }
    let pages = GapSite::new(edition);
    let page = pages.index(&pages.all(reports));
    staging.make_folder(FOLDER)?;
    staging.write(&format!("{FOLDER}/index.html"), &templates.page(&page)?)?;
    Ok(1)
}
