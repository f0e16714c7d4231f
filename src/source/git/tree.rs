//! What a revision holds: its list of files, and their bytes in one go.
use std::{
    io::{self, BufRead, BufReader, Read, Write},
    path::Path,
    process::{ChildStdin, ChildStdout, Stdio},
    thread,
};

use rayon::prelude::*;

use crate::{
    diagnostic::{Lang, message},
    error::Error,
    source::{
        SourceFile, Survey,
        config::Config,
        disk::{
            Found, Trouble, decode, loose_survey,
            part::{Door, is_large},
        },
        git::{Repository, cannot_run, words},
        loose,
        paths::{self, Role},
    },
};

/// So many files are worth a process of their own.
const ENOUGH: usize = 200;

/// What a revision holds.
#[derive(Debug)]
pub struct Tree {
    repository: Repository,
    revision: String,
    files: Vec<File>,
}

/// A file of a revision.
#[derive(Clone, Debug)]
struct File {
    path: String,
    id: String,
    is_link: bool,
}

/// What lies at a path of a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// Nothing.
    Nothing,
}

impl Tree {
    pub(super) fn list(repository: Repository, revision: &str, id: &str) -> Result<Self, Error> {
        let output = repository.run(["ls-tree", "-r", "-z", "--full-tree", id])?;
        if !output.status.success() {
            let why = words(&output.stderr);
            return Err(Error::new(message!(
                "读不出版本 {revision}：{why}",
                "cannot read the revision {revision}: {why}"
            )));
        }
        let files = output.stdout.split(|it| *it == 0).filter_map(file).collect();
        Ok(Self { repository, revision: revision.to_owned(), files })
    }

    /// What lies at a path; the empty path is the top.
    #[must_use]
    pub fn kind(&self, path: &str) -> Kind {
        if self.files.iter().any(|it| it.path == path) {
            return Kind::File;
        }
        let is_folder =
            path.is_empty() || self.files.iter().any(|it| below(&it.path, path).is_some());
        if is_folder { Kind::Folder } else { Kind::Nothing }
    }

    /// Whether a folder is a workspace.
    #[must_use]
    pub fn is_workspace(&self, folder: &str) -> bool {
        self.files.iter().filter_map(|it| below(&it.path, folder)).any(|it| {
            it == "govcat.toml"
                || matches!(paths::classify(it), Some(Role::Catalog(_) | Role::Agency(_)))
        })
    }

    /// The workspace that this revision has: at the place where it is now, else where the only
    /// `govcat.toml` or `catalogs/` lies, the topmost first.
    #[must_use]
    pub fn workspace(&self, now: Option<&str>) -> Option<String> {
        if let Some(now) = now.filter(|it| self.is_workspace(it)) {
            return Some(now.to_owned());
        }
        let folders = self.files.iter().filter_map(|it| {
            let folder = it.path.strip_suffix("govcat.toml")?;
            (folder.is_empty() || folder.ends_with('/')).then(|| folder.trim_end_matches('/'))
        });
        let least =
            folders.min_by_key(|it| (it.matches('/').count() + usize::from(!it.is_empty()), *it));
        least.or_else(|| self.is_workspace("").then_some("")).map(str::to_owned)
    }

    /// The workspace around a path.
    #[must_use]
    pub fn workspace_around(&self, path: &str) -> Option<String> {
        let folders = path.match_indices('/').rev().map(|(at, _)| &path[..at]);
        let mut all = std::iter::once(path).chain(folders).chain([""]);
        all.find(|it| self.is_workspace(it)).map(str::to_owned)
    }

    /// Lists a workspace of this revision.
    ///
    /// # Errors
    /// When its settings are wrong, or git cannot give its files.
    pub fn survey(self, folder: &str) -> Result<Survey, Error> {
        let (mut wanted, mut large) = (Vec::new(), Vec::new());
        for file in &self.files {
            let Some(path) = below(&file.path, folder) else { continue };
            match paths::classify(path) {
                Some(role) if is_large(&role) => {
                    let trouble = file.is_link.then_some(Trouble::Link);
                    large.push(Found { path: path.to_owned(), role, trouble });
                }
                Some(role) => wanted.push((file, path.to_owned(), role)),
                None => {}
            }
        }
        let mut config = Config::default();
        let mut small = Vec::new();
        for (path, role, text) in self.read(&wanted)? {
            match (role, text) {
                (Role::Config, Ok(text)) => config = Config::parse(&path, &text)?,
                (Role::Config, Err(_)) => {
                    let revision = &self.revision;
                    return Err(Error::new(message!(
                        "版本 {revision} 的 govcat.toml 不是 UTF-8 文本",
                        "govcat.toml of {revision} is no UTF-8 text"
                    )));
                }
                (role, text) => small.push(source(path, role, text)),
            }
        }
        drop(wanted);
        Ok(Survey::of(Door::Git(Box::new(self), folder.to_owned()), config, small, large))
    }

    /// The id of what lies at a path of a folder.
    pub(in crate::source) fn object(&self, folder: &str, path: &str) -> Option<&str> {
        let path = if folder.is_empty() { path.into() } else { format!("{folder}/{path}") };
        let at = self.files.binary_search_by(|it| it.path.as_str().cmp(&path)).ok()?;
        Some(&self.files[at].id)
    }

    /// The texts of some files of a folder, in their order. Where git gives none, each says why.
    pub(in crate::source) fn texts(&self, folder: &str, paths: &[&str]) -> Vec<Text> {
        let texts = paths.par_chunks(ENOUGH).map(|chunk| {
            let ids = chunk.iter().map(|it| self.object(folder, it).unwrap_or_default()).collect();
            let lost = |error: Error| Trouble::Unreadable(error.message(Lang::En).to_owned());
            self.blobs(ids).unwrap_or_else(|error| vec![Err(lost(error)); chunk.len()])
        });
        texts.flatten_iter().collect()
    }

    /// Reads files that belong to no workspace, as if they were those of the agency `key`; what all
    /// agencies share is taken from the workspace at `registries`.
    ///
    /// # Errors
    /// When git cannot give them.
    pub fn survey_loose(
        &self,
        path: &str,
        key: &str,
        registries: Option<&Path>,
    ) -> Result<Survey, Error> {
        let inside = |file: &File| {
            if file.path == path {
                return Some(loose::name(path).to_owned());
            }
            below(&file.path, path).map(str::to_owned)
        };
        let found: Vec<(&File, String)> =
            self.files.iter().filter_map(|it| Some((it, inside(it)?))).collect();
        let names: Vec<&str> = found.iter().map(|it| it.1.as_str()).collect();
        let roles = loose::roles(&names, key);
        let wanted: Vec<_> = found
            .into_iter()
            .zip(roles)
            .filter_map(|((file, _), role)| Some((file, file.path.clone(), role?)))
            .collect();
        let files =
            self.read(&wanted)?.into_iter().map(|(path, role, text)| source(path, role, text));
        Ok(loose_survey(files.collect(), registries))
    }

    /// The texts of some files, several processes at a time.
    fn read(&self, wanted: &[(&File, String, Role)]) -> Result<Vec<(String, Role, Text)>, Error> {
        let chunks: Vec<Vec<(String, Role, Text)>> = wanted
            .par_chunks(ENOUGH)
            .map(|chunk| {
                let ids =
                    chunk.iter().filter(|it| is_read(it)).map(|it| it.0.id.as_str()).collect();
                let mut texts = self.blobs(ids)?.into_iter();
                let text = |it: &(&File, String, Role)| match &it.2 {
                    Role::Stray => Err(Trouble::Stray),
                    _ if it.0.is_link => Err(Trouble::Link),
                    _ => texts.next().unwrap_or_else(|| Err(Trouble::Unreadable("git".to_owned()))),
                };
                let mut text = text;
                Ok(chunk.iter().map(|it| (it.1.clone(), it.2.clone(), text(it))).collect())
            })
            .collect::<Result<_, Error>>()?;
        Ok(chunks.into_iter().flatten().collect())
    }

    /// The texts of some objects, in their order.
    fn blobs(&self, ids: Vec<&str>) -> Result<Vec<Text>, Error> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut command = self.repository.command();
        command.args(["cat-file", "--batch", "--buffer"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| cannot_run(&error))?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(cannot_run(&io::ErrorKind::BrokenPipe.into()));
        };
        let count = ids.len();
        // Both pipes fill up: somebody has to write while somebody reads.
        let texts = thread::scope(|scope| {
            scope.spawn(move || ask(input, &ids));
            answers(output, count)
        });
        // It has said all that it was asked; how it ended tells nothing more.
        let _ = child.wait();
        texts.map_err(|error| {
            let revision = &self.revision;
            Error::new(message!(
                "git 没有给出版本 {revision} 的全部文件：{error}",
                "git did not give all files of {revision}: {error}"
            ))
        })
    }
}

/// A file's text, or why there is none.
pub(in crate::source) type Text = Result<String, Trouble>;

fn is_read(wanted: &(&File, String, Role)) -> bool {
    !wanted.0.is_link && wanted.2 != Role::Stray
}

fn source(path: String, role: Role, text: Text) -> (SourceFile, Option<Trouble>) {
    match text {
        Ok(text) => (SourceFile::new(path, text, role), None),
        Err(trouble) => {
            let file = SourceFile { was_read: false, ..SourceFile::new(path, String::new(), role) };
            (file, Some(trouble))
        }
    }
}

/// A line of `git ls-tree`: mode, kind and id, then the path.
fn file(record: &[u8]) -> Option<File> {
    let record = String::from_utf8_lossy(record);
    let (head, path) = record.split_once('\t')?;
    let mut head = head.split(' ');
    let (mode, kind, id) = (head.next()?, head.next()?, head.next()?);
    (kind == "blob").then(|| File {
        path: path.to_owned(),
        id: id.to_owned(),
        is_link: mode == "120000",
    })
}

/// A path inside a folder.
fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

fn ask(input: ChildStdin, ids: &[&str]) {
    let mut input = io::BufWriter::new(input);
    for id in ids {
        // Who does not listen will be missed when the answers are counted.
        if writeln!(input, "{id}").is_err() {
            return;
        }
    }
}

fn answers(output: ChildStdout, count: usize) -> io::Result<Vec<Text>> {
    let mut output = BufReader::with_capacity(1 << 16, output);
    let mut texts = Vec::with_capacity(count);
    for _ in 0..count {
        let mut head = String::new();
        output.read_line(&mut head)?;
        let size = head.trim_end().rsplit(' ').next().and_then(|it| it.parse::<usize>().ok());
        let Some(size) = size else {
            if head.trim_end().ends_with("missing") {
                texts.push(Err(Trouble::Unreadable("missing from the object store".to_owned())));
                continue;
            }
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        let mut bytes = vec![0; size];
        output.read_exact(&mut bytes)?;
        output.read_exact(&mut [0])?;
        texts.push(decode(&bytes));
    }
    Ok(texts)
}
