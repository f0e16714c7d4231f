//! What is whole enough to be published: entries with errors are left out.
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::{
    check::Report,
    diagnostic::{Diagnostic, Severity},
    model::catalog::{Catalog, Entry},
    resolve::{AgencyId, CatalogId, EntryRef, Resolution, view::EntryView},
    source::Workspace,
    span::Span,
};

/// The errors of a report, by what they spoil.
#[derive(Debug, Default)]
pub struct Selection<'r> {
    /// Errors inside a written entry: they spoil every resolved entry that is made of it.
    entries: FxHashMap<EntryRef, Vec<&'r Diagnostic>>,
    /// Errors of a catalog file as a whole.
    catalogs: FxHashMap<CatalogId, Vec<&'r Diagnostic>>,
    /// Errors about an entry that stand in another file of the agency, by its id.
    ids: BTreeMap<(AgencyId, Box<str>), Vec<&'r Diagnostic>>,
    /// Errors in files that hold no entries; nothing is left out for them.
    pub others: Vec<&'r Diagnostic>,
}

impl<'r> Selection<'r> {
    /// Sorts the errors of a report.
    #[must_use]
    pub fn new(workspace: &Workspace, resolution: &Resolution<'_>, report: &'r Report) -> Self {
        let mut selection = Self::default();
        for finding in report.findings.iter().filter(|it| it.severity == Severity::Error) {
            let file = finding.span.file;
            let catalog = resolution.catalogs.binary_search_by_key(&file, |it| it.catalog.file);
            if let Some(id) = catalog.ok().and_then(|it| u32::try_from(it).ok()).map(CatalogId) {
                let written = resolution.catalog(id);
                let at = (0u32..)
                    .zip(&written.catalog.entries)
                    .find(|(_, entry)| is_about(finding, entry, &written.catalog));
                match at {
                    Some((entry, _)) => {
                        let at = EntryRef { catalog: id, entry };
                        selection.entries.entry(at).or_default().push(finding);
                    }
                    None => selection.catalogs.entry(id).or_default().push(finding),
                }
                continue;
            }
            let agency = workspace.file(file).role.agency().and_then(|it| resolution.find_agency(it));
            match (agency, &finding.entry) {
                (Some(agency), Some(id)) => {
                    selection.ids.entry((agency, id.clone())).or_default().push(finding);
                }
                _ => selection.others.push(finding),
            }
        }
        selection
    }

    /// Whether everything is whole.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.entries.is_empty()
            && self.catalogs.is_empty()
            && self.ids.is_empty()
            && self.others.is_empty()
    }

    /// The first error that spoils an entry.
    #[must_use]
    pub fn spoilt(&self, view: &EntryView<'_, '_>) -> Option<&'r Diagnostic> {
        if self.is_clean() {
            return None;
        }
        let written = view.stack.iter().find_map(|at| self.entries.get(at)?.first());
        let file = || view.stack.iter().find_map(|at| self.catalogs.get(&at.catalog)?.first());
        let elsewhere = || self.ids.get(&(view.table.agency, view.id().into()))?.first();
        written.or_else(file).or_else(elsewhere).copied()
    }
}

/// Whether a finding of a catalog's file is about one of its entries.
fn is_about(finding: &Diagnostic, entry: &Entry<'_>, catalog: &Catalog<'_>) -> bool {
    let inside = |outer: Span| outer.contains(finding.span);
    // What stands in `exclude` or `waivers` may lie behind the last entry's start.
    let records = catalog.excludes.iter().map(|it| it.span).chain(catalog.waivers.iter().map(|it| it.span));
    if inside(entry.span) && !records.into_iter().any(inside) {
        return true;
    }
    finding.entry.as_deref().is_some_and(|id| !id.is_empty() && id == entry.id())
        && !catalog.entries.iter().any(|it| inside(it.span))
}
