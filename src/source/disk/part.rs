//! Reading a workspace a part at a time: all names at once, the texts of a part's agencies and of the layers
//! below them.
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::{
    diagnostic::Outcome,
    error::Error,
    source::{
        SourceFile, Workspace,
        config::Config,
        disk::{Found, Trouble, as_read, gather, list, load_config, read, read_text, settings},
        paths::Role,
        shard::Part,
    },
};

/// What a workspace holds, with the texts of all but catalogs and ledgers.
#[derive(Debug)]
pub struct Survey {
    root: PathBuf,
    config: Config,
    /// What all parts read: the settings, registries, each `agency.yaml`, and what lies astray.
    small: Vec<(SourceFile, Option<Trouble>)>,
    /// The catalogs and ledgers.
    large: Vec<Found>,
    /// The folders of agencies.
    agencies: BTreeSet<String>,
}

/// See [`Survey::new`].
pub(crate) fn survey(root: &Path) -> Result<Survey, Error> {
    let config = load_config(root)?;
    let (large, small): (Vec<Found>, Vec<Found>) = list(root)?
        .into_iter()
        .partition(|it| matches!(it.role, Role::Catalog(_) | Role::Ledger(_)));
    let agencies = large.iter().chain(&small).filter_map(|it| it.role.agency());
    let agencies = agencies.map(str::to_owned).collect();
    let mut small: Vec<_> = small.into_par_iter().map(|found| read(root, found)).collect();
    small.extend(settings(root));
    Ok(Survey { root: root.to_owned(), config, small, large, agencies })
}

impl Survey {
    /// Lists a workspace.
    ///
    /// # Errors
    /// When the folder or `govcat.toml` cannot be read, or the settings are wrong.
    pub fn new(root: &Path) -> Result<Self, Error> {
        survey(root)
    }

    /// The folders of agencies, in order.
    #[must_use]
    pub fn agencies(&self) -> &BTreeSet<String> {
        &self.agencies
    }

    /// What was read already; among it is each `agency.yaml`.
    #[must_use]
    pub fn outline(&self) -> Vec<&SourceFile> {
        self.small.iter().map(|(file, _)| file).collect()
    }

    /// The agency of each catalog and ledger, in the order of their paths.
    pub fn owners(&self) -> impl Iterator<Item = &str> {
        self.large.iter().filter_map(|it| it.role.agency())
    }

    /// The settings.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The names of all files; catalogs and ledgers come last.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let small = self.small.iter().map(|(file, _)| file.path.as_str());
        small.chain(self.large.iter().map(|it| it.path.as_str()))
    }

    /// Reads a part: the catalogs and ledgers of the agencies that are `wanted`. Of each other agency one
    /// file is named, so that it is known to be there.
    #[must_use]
    pub fn read(&self, part: Part, wanted: &BTreeSet<String>) -> Outcome<Workspace> {
        let mut files: Vec<_> =
            self.small.iter().map(|(it, why)| (again(it), why.clone())).collect();
        let mut last = None;
        let mut chosen: Vec<&Found> = Vec::new();
        for found in &self.large {
            let agency = found.role.agency();
            let is_wanted = agency.is_some_and(|key| wanted.contains(key));
            if is_wanted {
                chosen.push(found);
            } else if last != agency {
                let file = SourceFile::new(found.path.clone(), String::new(), found.role.clone());
                files.push((SourceFile { was_read: false, is_left_out: true, ..file }, None));
            }
            last = agency;
        }
        let read = |found: &&Found| {
            let text = match &found.trouble {
                Some(trouble) => Err(trouble.clone()),
                None => read_text(&self.root.join(&found.path)),
            };
            as_read(found.path.clone(), found.role.clone(), text)
        };
        files.extend(chosen.par_iter().map(read).collect::<Vec<_>>());
        let mut outcome = gather(self.root.clone(), self.config.clone(), files);
        outcome.value.part = part;
        outcome
    }
}

fn again(file: &SourceFile) -> SourceFile {
    let new = SourceFile::new(file.path.clone(), file.text.clone(), file.role.clone());
    SourceFile { was_read: file.was_read, has_mark: file.has_mark, ..new }
}
