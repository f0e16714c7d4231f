//! Files to text in memory. Everything later is a pure function of a [`Workspace`].
pub mod colour;
pub mod config;
mod disk;
mod encoding;
pub mod git;
pub mod gap_config;
pub mod line_index;
mod loose;
pub mod messages;
pub mod paths;
pub mod shard;
pub mod site_config;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::OnceLock,
};

use rayon::prelude::*;

pub use self::disk::part::{Survey, Texts};
use crate::{
    diagnostic::Outcome,
    error::Error,
    source::{
        config::Config,
        line_index::{LineIndex, Position},
        paths::Role,
        shard::Part,
    },
    span::{FileId, Span},
};

/// One input file.
#[derive(Debug, Default)]
pub struct SourceFile {
    /// Its path from the workspace's root, with `/`.
    pub path: String,
    /// Its text as UTF-8, without a byte order mark; empty where it could not be read.
    pub text: String,
    /// What it is for.
    pub role: Role,
    /// Whether its text was read. A file that was not has a finding of its own.
    pub was_read: bool,
    /// Whether it was passed over on purpose: it belongs to another shard of the workspace.
    pub is_left_out: bool,
    /// Whether a byte order mark stood before its text.
    pub has_mark: bool,
    lines: OnceLock<LineIndex>,
}

impl SourceFile {
    /// A file from memory.
    #[must_use]
    pub fn new(path: String, text: String, role: Role) -> Self {
        Self {
            path,
            text,
            role,
            was_read: true,
            is_left_out: false,
            has_mark: false,
            lines: OnceLock::new(),
        }
    }

    /// Whether it is part of what the catalogs say: no settings, and no registry of govcat's own.
    #[must_use]
    pub fn is_catalog_input(&self) -> bool {
        self.role != Role::Config && !self.path.starts_with('<')
    }

    /// Its lines, indexed at the first call.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The place of a byte.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(&self.text, offset)
    }
}

/// Reads one text file that the command line names, such as an earlier report.
///
/// # Errors
/// When it cannot be read, or is no UTF-8 text.
pub fn read_text(path: &Path) -> Result<String, Error> {
    disk::read_one(path)
}

/// What there is at a path of a folder that is served.
#[derive(Debug, PartialEq, Eq)]
pub enum Served {
    /// A file's bytes.
    File(Vec<u8>),
    /// A folder.
    Folder,
}

/// Reads a file of a site to serve it. The path's parts are plain names.
///
/// # Errors
/// When there is nothing, or it cannot be read.
pub fn served(folder: &Path, path: &str) -> std::io::Result<Served> {
    disk::served::served(folder, path)
}

/// Reads one file of any kind that the command line names; nothing where it has more bytes than
/// `limit`.
///
/// # Errors
/// When it cannot be read.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Error> {
    disk::read_bytes(path, limit)
}

/// Reads one text file that may not be there.
///
/// # Errors
/// When it is there and cannot be read, or is no UTF-8 text.
pub fn read_optional(path: &Path) -> Result<Option<String>, Error> {
    disk::read_optional(path)
}

/// Every input file in memory, sorted by path, and the workspace's settings.
#[derive(Debug, Default)]
pub struct Workspace {
    /// The folder that holds `govcat.toml`.
    pub root: PathBuf,
    /// The settings.
    pub config: Config,
    /// The files; a [`FileId`] is an index into them.
    pub files: Vec<SourceFile>,
    /// Files that exist and could not be read: govcat could not do its work (exit code 2),
    /// though everything else was checked.
    pub unread: Vec<String>,
    /// What of it the run answers for.
    pub part: Part,
}

impl Workspace {
    /// Walks up from `start` to the folder that holds `govcat.toml`.
    ///
    /// # Errors
    /// When no folder above has one.
    pub fn find(start: &Path) -> Result<PathBuf, Error> {
        disk::find_root(start)
    }

    /// Reads a workspace's settings alone.
    ///
    /// # Errors
    /// When they cannot be read, or are wrong.
    pub fn settings(root: &Path) -> Result<Config, Error> {
        disk::load_config(root)
    }

    /// Reads the workspace's own page templates, stylesheet, script and words, in `templates/`: names
    /// and texts.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn templates(&self) -> Result<Vec<(String, String)>, Error> {
        disk::load_templates(&self.root)
    }

    /// Reads the image that the settings name as the site's emblem: its name in the site and its
    /// bytes; `None` where they name none.
    ///
    /// # Errors
    /// When it is no image of the workspace, or cannot be read.
    pub fn emblem(&self) -> Result<Option<(String, Vec<u8>)>, Error> {
        disk::load_emblem(&self.root, &self.config.site.emblem)
    }

    /// Reads a workspace. Files that cannot be used become findings:
    /// `unreadable-file`, `unsupported-encoding`, `symbolic-link`, `stray-file`.
    ///
    /// # Errors
    /// When the folder or `govcat.toml` cannot be read, or the settings are wrong.
    pub fn load(root: &Path) -> Result<Outcome<Self>, Error> {
        disk::load(root)
    }

    /// Reads one file as if it stood at another path of a workspace: git lays versions of a file down
    /// under names of its own. A file that cannot be used becomes a finding.
    #[must_use]
    pub fn load_as(
        file: &Path,
        shown: &str,
        key: &str,
        registries: Option<&Path>,
    ) -> Outcome<Self> {
        disk::load_as(file, shown, key, registries)
    }

    /// A workspace from memory: `(path, text)` pairs, as tests and other revisions have them.
    /// Registries that are missing are the built-in ones.
    ///
    /// # Errors
    /// When `govcat.toml` is among the files and wrong.
    pub fn assemble(files: Vec<(String, String)>) -> Result<Outcome<Self>, Error> {
        let mut config = Config::default();
        let mut sources = Vec::new();
        for (path, text) in files {
            match paths::classify(&path) {
                Some(Role::Config) => {
                    config = Config::parse(&path, &text)?;
                    sources.push(SourceFile::new(path, text, Role::Config));
                }
                Some(role) => sources.push(SourceFile::new(path, text, role)),
                None => {}
            }
        }
        Ok(Outcome::clean(Self::new(PathBuf::new(), config, sources)))
    }

    fn new(root: PathBuf, config: Config, mut files: Vec<SourceFile>) -> Self {
        for (role, name, text) in paths::BUILT_IN {
            if !files.iter().any(|file| file.role == *role) {
                files.push(SourceFile::new((*name).to_owned(), (*text).to_owned(), role.clone()));
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { root, config, files, unread: Vec::new(), part: Part::Whole }
    }

    /// The same workspace, with other texts in some of its files.
    #[must_use]
    pub fn with_texts(&self, texts: &BTreeMap<FileId, String>) -> Self {
        let files = self.ids().map(|(id, file)| {
            let text = texts.get(&id).unwrap_or(&file.text).clone();
            let new = SourceFile::new(file.path.clone(), text, file.role.clone());
            SourceFile { was_read: file.was_read, is_left_out: file.is_left_out, ..new }
        });
        Self {
            root: self.root.clone(),
            config: self.config.clone(),
            files: files.collect(),
            unread: self.unread.clone(),
            part: self.part.clone(),
        }
    }

    /// A file.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The files with their ids, in the order of their paths.
    pub fn ids(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }

    /// Takes over some texts, and of further files the lines, from another part of the same workspace in which
    /// each file bears the same number.
    pub fn adopt(&mut self, part: Self, texts: &BTreeSet<FileId>, lines: &BTreeSet<FileId>) {
        for ((id, mine), theirs) in (0..).map(FileId).zip(&mut self.files).zip(part.files) {
            if texts.contains(&id) {
                *mine = theirs;
            } else if lines.contains(&id) {
                mine.lines = theirs.lines;
            }
        }
    }

    /// Drops the texts of all files but some: what was found in the others is told without them.
    pub fn keep_texts(&mut self, kept: &BTreeSet<FileId>) {
        let files = (0..).map(FileId).zip(&mut self.files);
        let others: Vec<_> = files.filter(|(id, _)| !kept.contains(id)).collect();
        others.into_par_iter().for_each(|(_, file)| {
            file.text = String::new();
            file.lines = OnceLock::new();
        });
    }

    /// Whether the run answers for a file; what it only reads is another shard's to report.
    #[must_use]
    pub fn answers_for(&self, file: FileId) -> bool {
        self.part.holds(self.file(file).role.agency())
    }

    /// Whether the run answers for what belongs to no agency.
    #[must_use]
    pub fn answers_for_rest(&self) -> bool {
        self.part.holds(None)
    }

    /// The text of a span.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or("")
    }

    /// The path and the line of a span's start. It is known for as long as the file's lines are, without its text.
    #[must_use]
    pub fn line(&self, span: Span) -> (&str, usize) {
        let file = self.file(span.file);
        (&file.path, file.lines().line_of(span.start) + 1)
    }

    /// `path:line:column` of a span's start.
    #[must_use]
    pub fn place(&self, span: Span) -> (&str, Position) {
        let file = self.file(span.file);
        (&file.path, file.position(span.start))
    }
}
