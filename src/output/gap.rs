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
        edition::Edition,
        gap::site::{self, FOLDER, GapMark, GapSite},
        inputs::Inputs,
    },
    resolve::AgencyId,
};

/// Writes the pages; gives how many, and the score of each agency.
///
/// # Errors
/// When a template is wrong or a file cannot be written.
pub fn write(
    edition: &Edition<'_, '_>,
    templates: &Templates,
    inputs: &Inputs,
    staging: &Staging,
) -> Result<(usize, FxHashMap<AgencyId, GapMark>), Error> {
    let pages = GapSite::new(edition);
    let agencies: Vec<AgencyId> = site::agencies(edition).collect();
    let one = |agency: AgencyId| -> Result<_, Error> {
        let Some(mut report) = pages.report(agency) else { return Ok(None) };
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
    let reports = agencies.par_iter().map(|it| one(*it)).collect::<Result<Vec<_>, Error>>()?;
    let (reports, marks): (Vec<GapReport>, Vec<_>) = reports.into_iter().flatten().unzip();
    let marks = marks.into_iter().flatten().collect();
    if reports.is_empty() {
        return Ok((0, marks));
    }
    let count = reports.len() + 1;
    let page = pages.index(&pages.all(reports));
    staging.make_folder(FOLDER)?;
    staging.write(&format!("{FOLDER}/index.html"), &templates.page(&page)?)?;
    Ok((count, marks))
}
