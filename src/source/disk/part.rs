//! Reading a workspace a part at a time: all names at once, the texts of a part's agencies and of the layers
//! below them.
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::{
    diagnostic::Outcome,
    error::Error,
    source::{
        SourceFile, Workspace,
        config::Config,
        disk::{
            Found, Trouble, as_read, gather, list, load_config, read, read_text, settings,
            survey_loose,
        },
        git::Tree,
        paths::Role,
        shard::Part,
    },
};

/// A file as it was found, and why it is not used.
pub(in crate::source) type Loaded = (SourceFile, Option<Trouble>);

/// What a workspace holds, with the texts of all but catalogs and ledgers.
#[derive(Debug)]
pub struct Survey {
    door: Door,
    config: Config,
    /// What all parts read: the settings, registries, each `agency.yaml`, and what lies astray.
    small: Vec<Loaded>,
    /// The catalogs and ledgers.
    large: Vec<Found>,
    /// The folders of agencies.
    agencies: BTreeSet<String>,
}

/// Where texts come from.
#[derive(Debug)]
pub(in crate::source) enum Door {
    /// The workspace's folder.
    Disk(PathBuf),
    /// A revision, and the workspace's folder in it.
    Git(Box<Tree>, String),
    /// All are here already.
    Memory,
}

/// The catalogs and ledgers of some agencies.
#[derive(Debug, Default)]
pub struct Texts(Vec<Loaded>);

impl Texts {
    /// Drops those of all but some agencies.
    pub fn keep(&mut self, agencies: &BTreeSet<String>) {
        self.0.retain(|(file, _)| file.role.agency().is_some_and(|it| agencies.contains(it)));
    }

    /// Adds those of further agencies.
    pub fn extend(&mut self, more: Self) {
        self.0.extend(more.0);
    }
}

/// See [`Survey::new`].
pub(crate) fn survey(root: &Path) -> Result<Survey, Error> {
    let config = load_config(root)?;
    let (large, small): (Vec<Found>, Vec<Found>) =
        list(root)?.into_iter().partition(|it| is_large(&it.role));
    let mut small: Vec<_> = small.into_par_iter().map(|found| read(root, found)).collect();
    small.extend(settings(root));
    Ok(Survey::of(Door::Disk(root.to_owned()), config, small, large))
}

/// Whether files of a role are read with their part only.
pub(in crate::source) fn is_large(role: &Role) -> bool {
    matches!(role, Role::Catalog(_) | Role::Ledger(_))
}

impl Survey {
    /// Lists a workspace.
    ///
    /// # Errors
    /// When the folder or `govcat.toml` cannot be read, or the settings are wrong.
    pub fn new(root: &Path) -> Result<Self, Error> {
        survey(root)
    }

    /// Reads files that belong to no workspace, a lone one or those of a folder, as if they were those
    /// of the agency `key`; what all agencies share is taken from the workspace at `registries`.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn loose(path: &Path, key: &str, registries: Option<&Path>) -> Result<Self, Error> {
        survey_loose(path, key, registries)
    }

    pub(in crate::source) fn of(
        door: Door,
        config: Config,
        small: Vec<Loaded>,
        large: Vec<Found>,
    ) -> Self {
        let roles = large.iter().map(|it| &it.role).chain(small.iter().map(|it| &it.0.role));
        let agencies = roles.filter_map(Role::agency).map(str::to_owned).collect();
        Self { door, config, small, large, agencies }
    }

    /// The workspace's folder; empty where it is a revision's.
    #[must_use]
    pub fn root(&self) -> &Path {
        match &self.door {
            Door::Disk(root) => root,
            Door::Git(..) | Door::Memory => Path::new(""),
        }
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
        self.gather(part, self.texts(wanted), false)
    }

    /// Reads everything.
    #[must_use]
    pub fn read_all(&self) -> Outcome<Workspace> {
        self.read(Part::Whole, &self.agencies)
    }

    /// A part whose texts were read before. All files of the workspace are named in it, so that each has one
    /// number in all parts.
    #[must_use]
    pub fn numbered(&self, part: Part, texts: Texts) -> Outcome<Workspace> {
        self.gather(part, texts, true)
    }

    fn gather(&self, part: Part, texts: Texts, names_all: bool) -> Outcome<Workspace> {
        let mut files: Vec<_> =
            self.small.iter().map(|(it, why)| (again(it), why.clone())).collect();
        let read: BTreeSet<&str> = texts.0.iter().filter_map(|it| it.0.role.agency()).collect();
        let mut last = None;
        for found in &self.large {
            let agency = found.role.agency();
            let is_read = agency.is_some_and(|it| read.contains(it));
            if !is_read && (names_all || last != agency) {
                let file = SourceFile::new(found.path.clone(), String::new(), found.role.clone());
                files.push((SourceFile { was_read: false, is_left_out: true, ..file }, None));
            }
            last = agency;
        }
        files.extend(texts.0);
        let mut outcome = gather(self.root().to_owned(), self.config.clone(), files);
        outcome.value.part = part;
        outcome
    }

    /// Reads the catalogs and ledgers of some agencies.
    #[must_use]
    pub fn texts(&self, wanted: &BTreeSet<String>) -> Texts {
        let is_wanted = |it: &&Found| it.role.agency().is_some_and(|key| wanted.contains(key));
        let chosen: Vec<&Found> = self.large.iter().filter(is_wanted).collect();
        Texts(match &self.door {
            Door::Disk(root) => {
                let read = |it: &&Found| loaded(it, || read_text(&root.join(&it.path)));
                chosen.par_iter().map(read).collect()
            }
            Door::Git(tree, folder) => {
                let paths: Vec<&str> = chosen.iter().map(|it| it.path.as_str()).collect();
                let texts = tree.texts(folder, &paths);
                let pairs = chosen.iter().zip(texts);
                pairs.map(|(it, text)| loaded(it, || Ok((text?, false)))).collect()
            }
            Door::Memory => Vec::new(),
        })
    }

    /// Whether the registries of two workspaces have the same texts.
    #[must_use]
    pub fn shares_registries(&self, other: &Self) -> bool {
        fn registries(survey: &Survey) -> Vec<(&SourceFile, bool)> {
            let is_registry = |it: &&Loaded| {
                matches!(it.0.role, Role::Domains | Role::Vocabulary | Role::Basis | Role::Calendar)
            };
            survey.small.iter().filter(is_registry).map(|(it, why)| (it, why.is_none())).collect()
        }
        let (mine, theirs) = (registries(self), registries(other));
        mine.len() == theirs.len()
            && mine.iter().all(|(it, is_read)| {
                let other = theirs.iter().find(|(other, _)| other.role == it.role);
                *is_read && other.is_some_and(|(other, is_read)| *is_read && other.text == it.text)
            })
    }

    /// The agencies of which two revisions of one repository have the same files, as git knows without
    /// reading them; none where either is no revision.
    #[must_use]
    pub fn same_objects(&self, other: &Self) -> BTreeSet<String> {
        let (Door::Git(mine, folder), Door::Git(theirs, other_folder)) = (&self.door, &other.door)
        else {
            return BTreeSet::new();
        };
        let objects = |survey: &Self, tree: &Tree, folder: &str| {
            let mut objects: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
            let small = survey.small.iter().map(|it| &it.0).map(|it| (&it.path, &it.role));
            for (path, role) in survey.large.iter().map(|it| (&it.path, &it.role)).chain(small) {
                let Some(agency) = role.agency() else { continue };
                let id = tree.object(folder, path).unwrap_or_default().to_owned();
                objects.entry(agency.to_owned()).or_default().push((path.clone(), id));
            }
            objects
        };
        let (mine, theirs) = (objects(self, mine, folder), objects(other, theirs, other_folder));
        let is_whole = |key: &String| self.is_whole(key) && other.is_whole(key);
        let same = mine.into_iter().filter(|(key, it)| theirs.get(key) == Some(it));
        same.map(|it| it.0).filter(is_whole).collect()
    }

    /// Whether no file of an agency is left unread.
    fn is_whole(&self, agency: &str) -> bool {
        let small = self.small.iter().filter(|it| it.1.is_some()).map(|it| &it.0.role);
        let large = self.large.iter().filter(|it| it.trouble.is_some()).map(|it| &it.role);
        small.chain(large).all(|it| it.agency() != Some(agency))
    }

    /// The agencies among `wanted` of which two workspaces have files of the same names and bytes.
    #[must_use]
    pub fn same_bytes(
        &self,
        mine: &Texts,
        other: &Self,
        theirs: &Texts,
        wanted: &BTreeSet<String>,
    ) -> BTreeSet<String> {
        let (mine, theirs) = (self.by_agency(mine), other.by_agency(theirs));
        let is_same = |key: &&String| match (mine.get(key.as_str()), theirs.get(key.as_str())) {
            (Some(mine), Some(theirs)) => {
                mine.len() == theirs.len() && mine.iter().zip(theirs).all(|(a, b)| is_same(a, b))
            }
            _ => false,
        };
        let wanted: Vec<&String> = wanted.iter().collect();
        wanted.into_par_iter().filter(is_same).cloned().collect()
    }

    /// The files of each agency, sorted by path.
    fn by_agency<'a>(&'a self, texts: &'a Texts) -> BTreeMap<&'a str, Vec<&'a Loaded>> {
        let mut files: BTreeMap<&str, Vec<&Loaded>> = BTreeMap::new();
        for file in self.small.iter().chain(&texts.0) {
            if let Some(agency) = file.0.role.agency() {
                files.entry(agency).or_default().push(file);
            }
        }
        for files in files.values_mut() {
            files.sort_by(|a, b| a.0.path.cmp(&b.0.path));
        }
        files
    }
}

/// Whether two files were read and have the same name and bytes.
fn is_same((a, why): &Loaded, (b, other_why): &Loaded) -> bool {
    why.is_none()
        && other_why.is_none()
        && a.path == b.path
        && a.has_mark == b.has_mark
        && a.text == b.text
}

fn loaded(found: &Found, read: impl FnOnce() -> Result<(String, bool), Trouble>) -> Loaded {
    let read = found.trouble.clone().map_or_else(read, Err);
    as_read(found.path.clone(), found.role.clone(), read)
}

fn again(file: &SourceFile) -> SourceFile {
    let new = SourceFile::new(file.path.clone(), file.text.clone(), file.role.clone());
    SourceFile { was_read: file.was_read, has_mark: file.has_mark, ..new }
}
