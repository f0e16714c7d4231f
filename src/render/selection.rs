//! What is whole enough to be published: entries with errors are left out.
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::{
    check::Report,
    diagnostic::{Diagnostic, Severity},
    model::catalog::Catalog,
    resolve::{AgencyId, CatalogId, EntryRef, Resolution, view::EntryView},
    source::Workspace,
    span::Span,
};

/// The first errors of a report, by what they spoil.
#[derive(Debug, Default)]
pub struct Selection<'r> {
    /// Errors inside a written entry: they spoil every resolved entry that is made of it.
    entries: FxHashMap<EntryRef, &'r Diagnostic>,
    /// Errors of a catalog file as a whole.
    catalogs: FxHashMap<CatalogId, &'r Diagnostic>,
    /// Errors about an entry that stand in another file of the agency, by its id.
    ids: BTreeMap<(AgencyId, Box<str>), &'r Diagnostic>,
}

impl<'r> Selection<'r> {
    /// Sorts the errors of a report.
    #[must_use]
    pub fn new(workspace: &Workspace, resolution: &Resolution<'_>, report: &'r Report) -> Self {
        let mut selection = Self::default();
        for finding in report.findings.iter().filter(|it| it.severity == Severity::Error) {
            let file = finding.span.file;
            let catalog = resolution.catalogs.binary_search_by_key(&file, |it| it.catalog.file);
            let catalog = catalog.ok().and_then(|it| u32::try_from(it).ok()).map(CatalogId);
            let agency =
                workspace.file(file).role.agency().and_then(|it| resolution.find_agency(it));
            let about =
                catalog.map_or(About::Record, |id| about(finding, &resolution.catalog(id).catalog));
            match (about, catalog, agency, &finding.entry) {
                (About::Entry(entry), Some(catalog), ..) => {
                    let at = EntryRef { catalog, entry };
                    selection.entries.entry(at).or_insert(finding);
                }
                (About::File, Some(catalog), ..) => {
                    selection.catalogs.entry(catalog).or_insert(finding);
                }
                (_, _, Some(agency), Some(id)) => {
                    selection.ids.entry((agency, id.clone())).or_insert(finding);
                }
                // Errors in files that hold no entries spoil none.
                _ => {}
            }
        }
        selection
    }

    /// Whether everything is whole.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.entries.is_empty() && self.catalogs.is_empty() && self.ids.is_empty()
    }

    /// The first error that spoils an entry.
    #[must_use]
    pub fn spoilt(&self, view: &EntryView<'_, '_>) -> Option<&'r Diagnostic> {
        if self.is_clean() {
            return None;
        }
        let written = view.stack.iter().find_map(|at| self.entries.get(at));
        let file = || view.stack.iter().find_map(|at| self.catalogs.get(&at.catalog));
        let elsewhere = || self.ids.get(&(view.table.agency, view.id().into()));
        written.or_else(file).or_else(elsewhere).copied()
    }
}

/// What a finding in a catalog's file is about.
enum About {
    /// An entry written there, by its place.
    Entry(u32),
    /// A record about an entry of the layer below: an exclusion or a waiver.
    Record,
    /// The file as a whole.
    File,
}

fn about(finding: &Diagnostic, catalog: &Catalog<'_>) -> About {
    let entries = &catalog.entries;
    let inside = |outer: Span| outer.contains(finding.span);
    let mut records =
        catalog.excludes.iter().map(|it| it.span).chain(catalog.waivers.iter().map(|it| it.span));
    if records.any(inside) {
        return About::Record;
    }
    let behind = entries.partition_point(|it| it.span.start <= finding.span.start);
    let before = behind
        .checked_sub(1)
        // What a syntax error cuts off belongs to the entry in which it fell.
        .filter(|at| inside(entries[*at].span) || entries[*at].is_damaged);
    let named = || {
        let id = finding.entry.as_deref().filter(|id| !id.is_empty())?;
        entries.iter().position(|it| it.id() == id)
    };
    match before.or_else(named).and_then(|at| u32::try_from(at).ok()) {
        Some(at) => About::Entry(at),
        None => About::File,
    }
}
