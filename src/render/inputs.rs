//! What pages are made from, as hashes: where nothing of it changed, they need not be made again.
//!
//! A hash may cover more than a page shows, never less. What the pages of a table take from files of other agencies
//! (links between entries, what others promise, who the bodies are that a cell names) is hashed by its value.
use std::hash::Hash;

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use crate::{
    model::catalog::Kind,
    render::{edition::Edition, others::Comparison, sheet::Sheet},
    resolve::AgencyId,
    source::{SourceFile, Workspace, paths::Role},
};

/// The hashes of what an edition is made from.
#[derive(Debug)]
pub struct Inputs {
    /// Of what all pages are made from: settings, templates, registries, navigation.
    site: u128,
    /// Of each file, in the workspace's order.
    files: Vec<u128>,
    /// Of each agency's files, in the order of the agencies.
    agencies: Vec<AgencyInputs>,
    /// Of the names of all bodies: by these, cells that name several are taken apart.
    bodies: u128,
}

/// The hashes of an agency's files.
#[derive(Clone, Copy, Debug, Default)]
struct AgencyInputs {
    /// Its `agency.yaml`.
    file: u128,
    /// All that is in its folder.
    folder: u128,
}

/// The hash of each file's path and text, in the workspace's order.
#[derive(Debug)]
pub struct Files(Vec<u128>);

impl Files {
    /// Of a workspace.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        Self(workspace.files.par_iter().map(file).collect())
    }

    /// Of everything that a run reads; `with` is what else decides what it writes.
    #[must_use]
    pub fn and(&self, with: &impl Hash) -> u128 {
        of(|to| (&self.0, with).hash(to))
    }
}

impl Inputs {
    /// Of an edition; `templates` are the workspace's own.
    #[must_use]
    pub fn new(
        edition: &Edition<'_, '_>,
        templates: &[(String, String)],
        Files(files): Files,
    ) -> Self {
        let Edition { workspace, resolution, .. } = edition;
        let mut folders = vec![Xxh3::new(); resolution.agencies.len()];
        let mut agencies = vec![AgencyInputs::default(); resolution.agencies.len()];
        let shared = |role: &Role| role.agency().is_none();
        for (file, hash) in workspace.files.iter().zip(&files) {
            let Some(id) = file.role.agency().and_then(|it| resolution.find_agency(it)) else {
                continue;
            };
            hash.hash(&mut folders[id.0 as usize]);
            if matches!(file.role, Role::Agency(_)) {
                agencies[id.0 as usize].file = *hash;
            }
        }
        for (agency, folder) in agencies.iter_mut().zip(folders) {
            agency.folder = folder.digest128();
        }
        let site = of(|to| {
            for (_, hash) in workspace.files.iter().zip(&files).filter(|it| shared(&it.0.role)) {
                hash.hash(to);
            }
            templates.hash(to);
            edition.nav().hash(to);
        });
        let bodies = of(|to| resolution.body_names().hash(to));
        Self { site, files, agencies, bodies }
    }

    /// Of what a table says, as its files have it.
    #[must_use]
    pub fn table(&self, sheet: &Sheet<'_, '_, '_>) -> u128 {
        let edition = sheet.edition;
        let resolution = edition.resolution;
        let table = sheet.table();
        of(|to| {
            self.site.hash(to);
            sheet.path().hash(to);
            for layer in self.layers(edition, table.agency) {
                layer.file.hash(to);
            }
            for catalog in sheet.layers().flat_map(|it| &it.own) {
                let file = resolution.catalog(*catalog).catalog.file;
                self.files[file.0 as usize].hash(to);
            }
            for left_out in &sheet.left_out {
                (&left_out.id, left_out.reason.text(edition.lang()), &left_out.place).hash(to);
            }
            if matches!(table.kind, Kind::Plan | Kind::Negative) {
                resolution.today.hash(to);
            }
            for view in &sheet.entries {
                view.id().hash(to);
                let owners = view.owner();
                for owner in owners.lead.iter().chain(&owners.with) {
                    owner.name.hash(to);
                }
                owners.lead.len().hash(to);
                edition.relations.rows(view).hash(to);
            }
        })
    }

    /// Of a table's pages, where what it says has the hash `table`, and others promise that for its entries.
    #[must_use]
    pub fn pages(
        &self,
        table: u128,
        sheet: &Sheet<'_, '_, '_>,
        others: &[Option<Comparison<'_>>],
    ) -> u128 {
        of(|to| {
            (table, others).hash(to);
            for view in &sheet.entries {
                sheet.edition.past_of(&sheet.agency().key, view.id()).hash(to);
            }
        })
    }

    /// Of something that is made of several tables of an agency, all for one office or for anybody. `tables`
    /// are their places and the hashes of what they say.
    #[must_use]
    pub fn across(
        &self,
        edition: &Edition<'_, '_>,
        agency: AgencyId,
        whose: &str,
        tables: impl Iterator<Item = (usize, u128)>,
    ) -> u128 {
        of(|to| {
            self.site.hash(to);
            edition.resolution.today.hash(to);
            for layer in self.layers(edition, agency) {
                layer.file.hash(to);
            }
            whose.hash(to);
            for table in tables {
                table.hash(to);
            }
        })
    }

    /// Of an agency's gap report.
    #[must_use]
    pub fn report(&self, edition: &Edition<'_, '_>, agency: AgencyId) -> u128 {
        of(|to| {
            self.site.hash(to);
            edition.resolution.today.hash(to);
            for layer in self.layers(edition, agency) {
                layer.folder.hash(to);
            }
            self.bodies.hash(to);
            for table in &edition.resolution.agency(agency).tables {
                edition.folder(*table).hash(to);
                // It leads to the pages of entries, as far as these are whole.
                if !edition.selection.is_clean() {
                    for view in edition.resolution.entries(*table) {
                        edition.publishes(&view).hash(to);
                    }
                }
            }
        })
    }

    /// An agency and the layers below it.
    fn layers<'i>(
        &'i self,
        edition: &'i Edition<'_, '_>,
        agency: AgencyId,
    ) -> impl Iterator<Item = &'i AgencyInputs> {
        let below = |it: &AgencyId| edition.resolution.agency(*it).below;
        std::iter::successors(Some(agency), below).map(|it| &self.agencies[it.0 as usize])
    }
}

fn of(write: impl FnOnce(&mut Xxh3)) -> u128 {
    let mut hasher = Xxh3::new();
    write(&mut hasher);
    hasher.digest128()
}

fn file(file: &SourceFile) -> u128 {
    of(|to| (&file.path, &file.text, file.was_read).hash(to))
}
