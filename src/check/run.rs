//! Running rules over catalogs and over agencies.
use rustc_hash::FxHashSet;

use crate::{
    check::{Findings, Subject, checks::Checks, texts::Texts},
    diagnostic::Diagnostic,
    model::catalog::{Catalog, Entry},
    resolve::{AgencyId, CatalogId, Resolution, view::EntryView},
    source::Workspace,
};

/// What rules are run over.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Catalog(CatalogId),
    Agency(AgencyId),
}

/// A run over some catalogs and agencies, one after the other.
pub(super) struct Run<'r, 's> {
    workspace: &'r Workspace,
    resolution: &'r Resolution<'s>,
    checks: &'r Checks,
    texts: Texts<'r>,
    /// Owners in which nothing was found.
    silent: FxHashSet<&'r str>,
    found: Vec<Diagnostic>,
    evaluations: usize,
}

impl<'r, 's> Run<'r, 's> {
    pub(super) fn new(
        workspace: &'r Workspace,
        resolution: &'r Resolution<'s>,
        checks: &'r Checks,
    ) -> Self {
        let (texts, silent) = (Texts::new(&checks.texts), FxHashSet::default());
        Self { workspace, resolution, checks, texts, silent, found: Vec::new(), evaluations: 0 }
    }

    /// What was found, and how often a rule looked.
    pub(super) fn end(self) -> (Vec<Diagnostic>, usize) {
        (self.found, self.evaluations + self.texts.evaluations())
    }

    /// The run, with one place more.
    pub(super) fn at(mut self, place: Place) -> Self {
        match place {
            Place::Catalog(id) => self.catalog(id),
            Place::Agency(id) => self.agency(id),
        }
        self
    }

    /// Runs the rules over a catalog and its entries.
    fn catalog(&mut self, id: CatalogId) {
        let Self { resolution, checks, .. } = *self;
        let before = self.found.len();
        let written = resolution.catalog(id);
        let Catalog { entries, defaults, .. } = &written.catalog;
        for entry in entries.iter().chain(defaults.as_deref()) {
            let subject = Subject { resolution, written, entry };
            let id = id_of(entry);
            self.texts.of_entry(entry, &mut self.found);
            self.owners(entry);
            self.words(&subject);
            for &(rule, check) in &checks.entries {
                check(
                    &subject,
                    &mut Findings { rule, entry: id, key: None, found: &mut self.found },
                );
            }
            self.evaluations += checks.entries.len();
        }
        self.texts.around_entries(&written.catalog, &mut self.found);
        for &(rule, check) in &checks.catalogs {
            let found = &mut self.found;
            check(resolution, id, &mut Findings { rule, entry: None, key: None, found });
        }
        self.evaluations += checks.catalogs.len();
        // Each finding is its agency's own: shards report, and suppress, without the others.
        debug_assert!(self.found[before..].iter().all(|it| it.span.file == written.catalog.file));
    }

    /// Runs the rules over the bodies that an entry's owners name.
    fn owners(&mut self, entry: &'r Entry<'s>) {
        self.evaluations += self.checks.owners.len();
        for owner in entry.owner.all() {
            if self.silent.contains(owner.value.as_ref()) {
                continue;
            }
            let before = self.found.len();
            let bodies = self.resolution.bodies_in(&owner.value);
            for name in bodies.lead.into_iter().chain(bodies.with) {
                for &(rule, check) in &self.checks.owners {
                    let (key, found) = (Some("owner"), &mut self.found);
                    let findings = &mut Findings { rule, entry: id_of(entry), key, found };
                    check(self.resolution, owner, name, findings);
                }
            }
            if self.found.len() == before {
                self.silent.insert(&owner.value);
            }
        }
    }

    /// Runs the rules over an entry's citations and its deadline. What they mean is looked up once for
    /// all rules.
    fn words(&mut self, subject: &Subject<'_, '_>) {
        let Subject { resolution, entry, .. } = *subject;
        let (checks, entry_id) = (self.checks, id_of(entry));
        for text in &entry.basis {
            for cited in resolution.readings.basis(&text.value) {
                for &(rule, check) in &checks.bases {
                    let (key, found) = (Some("basis"), &mut self.found);
                    let findings = &mut Findings { rule, entry: entry_id, key, found };
                    check(subject, text, cited, findings);
                }
                self.evaluations += checks.bases.len();
            }
        }
        if let Some(text) = &entry.deadline
            && let Some(reading) = resolution.readings.deadline(&text.value)
        {
            for &(rule, check) in &checks.deadlines {
                let (key, found) = (Some("deadline"), &mut self.found);
                let findings = &mut Findings { rule, entry: entry_id, key, found };
                check(subject, text, reading, findings);
            }
            self.evaluations += checks.deadlines.len();
        }
    }

    /// Runs the rules over an agency and its entries as they are resolved.
    fn agency(&mut self, id: AgencyId) {
        let Self { workspace, resolution, checks, .. } = *self;
        let before = self.found.len();
        let agency = resolution.agency(id);
        let tables = agency.tables.iter().filter(|it| !resolution.table(**it).own.is_empty());
        for view in tables.flat_map(|it| resolution.entries(*it)).filter(EntryView::is_own) {
            let entry = id_of(view.top());
            for &(rule, check) in &checks.resolved {
                check(&view, &mut Findings { rule, entry, key: None, found: &mut self.found });
            }
            self.evaluations += checks.resolved.len();
        }
        self.texts.of_agency(agency, &mut self.found);
        for &(rule, check) in &checks.agencies {
            let found = &mut self.found;
            check(resolution, id, &mut Findings { rule, entry: None, key: None, found });
        }
        for &(rule, check) in &checks.published {
            let found = &mut self.found;
            check(workspace, resolution, id, &mut Findings { rule, entry: None, key: None, found });
        }
        self.evaluations += checks.agencies.len() + checks.published.len();
        // See above; an agency's findings lie in its catalogs or in its `agency.yaml`.
        debug_assert!(self.found[before..].iter().all(|it| {
            let file = it.span.file;
            agency.file.as_ref().is_some_and(|own| own.file == file)
                || resolution.catalog_of(file).is_none_or(|written| written.agency == id)
        }));
    }
}

fn id_of<'e>(entry: &'e Entry<'_>) -> Option<&'e str> {
    entry.id.as_ref().map(|id| id.value.as_ref())
}
