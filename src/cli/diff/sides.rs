//! The two sides of a diff: folders, files, revisions of git.
use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use crate::{
    cli::diff::report::Version,
    diagnostic::{Diagnostic, Message, message},
    error::Error,
    source::{
        Survey, Workspace,
        config::Config,
        git::{Repository, Tree, TreeKind},
    },
};

/// What one side is called on the command line.
#[derive(Clone, Debug)]
enum Named {
    /// What is in the workspace now.
    Now,
    /// A file or folder.
    Path(PathBuf),
    /// A revision.
    Revision(String),
    /// `REVISION:PATH`
    Inside(String, String),
}

/// A side that was found.
enum Place {
    /// A workspace on disk, and the path in it that was named.
    Folder(PathBuf, Option<String>),
    /// A file or folder on disk that is no workspace's.
    Loose(PathBuf),
    /// A workspace of a revision, and the path in it that was named.
    Tree(Tree, String, Option<String>),
    /// A file or folder of a revision that is no workspace's.
    LooseTree(Tree, String),
}

/// A side that is listed, to be read a part at a time.
#[derive(Debug)]
pub(crate) struct Listed {
    /// What it is called.
    pub(crate) label: Message,
    pub(crate) survey: Survey,
    /// The path that was named; everything where there is none.
    pub(super) scope: Option<String>,
}

/// A side that was read.
#[derive(Debug)]
pub(crate) struct Side {
    /// What it is called.
    pub(crate) label: Message,
    pub(crate) workspace: Workspace,
    /// What was wrong with its files.
    pub(crate) found: Vec<Diagnostic>,
}

impl Listed {
    /// Reads all of it.
    pub(crate) fn read(self) -> Side {
        let mut found = Vec::new();
        let workspace = self.survey.read_all().take(&mut found);
        Side { label: self.label, workspace, found }
    }
}

impl Side {
    /// What is told of it.
    pub(crate) fn version(&self) -> Version<'_> {
        Version { label: &self.label, workspace: &self.workspace }
    }
}

/// Both sides.
#[derive(Debug)]
pub(super) struct Both {
    pub(super) old: Listed,
    pub(super) new: Listed,
    /// The settings that hold: the new side's, or the workspace's around the current folder.
    pub(super) config: Config,
}

/// Finds and lists both sides.
///
/// # Errors
/// When one is not there, or cannot be read.
pub(super) fn list(args: &[String], root: Option<&Path>) -> Result<Both, Error> {
    let finder = Finder { root };
    let (old, new) = finder.named(args)?;
    let labels = (label(&old), label(&new));
    let (old, new) = (finder.place(old)?, finder.place(new)?);
    let (old, new) = loosen(old, new);
    let key = key(&new).or_else(|| key(&old)).unwrap_or_else(|| "x".to_owned());
    let is_loose = new.is_loose();
    let (a, b) = rayon::join(|| old.list(labels.0, &key, root), || new.list(labels.1, &key, root));
    let (mut old, mut new) = (a?, b?);
    // A path that was named for one side is meant for both.
    match (&old.scope, &new.scope) {
        (None, Some(path)) => old.scope = Some(path.clone()),
        (Some(path), None) => new.scope = Some(path.clone()),
        _ => {}
    }
    let config = match root {
        Some(root) if is_loose => Workspace::settings(root)?,
        _ => new.survey.config().clone(),
    };
    Ok(Both { old, new, config })
}

/// Lists the workspace at `root` as an earlier revision has it.
///
/// # Errors
/// When git does not know the revision, or cannot give its files.
pub(crate) fn revision(revision: &str, root: &Path) -> Result<Listed, Error> {
    let finder = Finder { root: Some(root) };
    let named = Named::Revision(revision.to_owned());
    let label = label(&named);
    finder.place(named)?.list(label, "", Some(root))
}

/// The name of a side for people.
fn label(named: &Named) -> Message {
    match named {
        Named::Now => message!("工作区", "the work tree"),
        Named::Path(path) => {
            let path = path.display();
            message!("{path}", "{path}")
        }
        // A commit's full id is for machines.
        Named::Revision(id) if id.len() >= 40 && id.chars().all(|it| it.is_ascii_hexdigit()) => {
            let short = &id[..10];
            message!("{short}", "{short}")
        }
        Named::Revision(revision) => message!("{revision}", "{revision}"),
        Named::Inside(revision, path) => message!("{revision}:{path}", "{revision}:{path}"),
    }
}

struct Finder<'a> {
    /// The workspace that was named, or is around the current folder.
    root: Option<&'a Path>,
}

impl Finder<'_> {
    fn repository(&self) -> Result<Repository, Error> {
        Repository::around(self.root.unwrap_or(Path::new(".")))
    }

    /// What the arguments name.
    fn named(&self, args: &[String]) -> Result<(Named, Named), Error> {
        if args.iter().any(String::is_empty) {
            return Err(Error::new(message!(
                "要比较的版本写成了空的",
                "a version to compare is an empty word"
            ))
            .with_help(message!(
                "写文件夹、文件或 git 版本；脚本里多半是变量没有取到值",
                "name a folder, a file or a revision of git; in a script a variable may be unset"
            )));
        }
        match args {
            [] => {
                let repository = self.repository()?;
                let main = repository.main_branch()?;
                Ok((Named::Revision(repository.merge_base(&main, "HEAD")?), self.now()?))
            }
            [one] if !Path::new(one).exists() && one.contains("..") => self.range(one),
            [one] => Ok((self.side(one)?, self.now()?)),
            [old, new, ..] => Ok((self.side(old)?, self.side(new)?)),
        }
    }

    /// `A..B`, and `A...B` for what B did since it left A; a side that is left out is HEAD.
    fn range(&self, range: &str) -> Result<(Named, Named), Error> {
        let or_head = |it: &str| if it.is_empty() { "HEAD".to_owned() } else { it.to_owned() };
        if let Some((a, b)) = range.split_once("...") {
            let (a, b) = (or_head(a), or_head(b));
            return Ok((
                Named::Revision(self.repository()?.merge_base(&a, &b)?),
                Named::Revision(b),
            ));
        }
        let (a, b) = range.split_once("..").unwrap_or((range, ""));
        Ok((Named::Revision(or_head(a)), Named::Revision(or_head(b))))
    }

    fn now(&self) -> Result<Named, Error> {
        if self.root.is_some() {
            return Ok(Named::Now);
        }
        Err(Error::new(message!(
            "在当前文件夹及其上级都没有找到工作区，不知道拿什么作新版",
            "there is no workspace around the current folder to compare with"
        ))
        .with_help(message!(
            "写明两个版本：govcat diff 旧 新",
            "name both versions: govcat diff OLD NEW"
        )))
    }

    fn side(&self, word: &str) -> Result<Named, Error> {
        let path = Path::new(word);
        let is_plain =
            !word.contains(['/', std::path::MAIN_SEPARATOR]) && word != "." && word != "..";
        let is_yaml = path.extension().is_some_and(|it| it == "yaml" || it == "yml");
        // A file such as HEAD, in the folder of a bare repository, is none of ours.
        if path.exists() && (path.is_dir() || is_yaml || !is_plain) {
            // git refuses to guess too.
            if is_plain && self.repository().is_ok_and(|it| it.has_ref(word).unwrap_or(false)) {
                return Err(Error::new(message!(
                    "{word} 既是文件夹或文件，也是 git 的版本",
                    "{word} is both a file or folder and a revision of git"
                ))
                .with_help(message!(
                    "文件夹写 ./{word}，版本写 {word}^0",
                    "write ./{word} for the folder, {word}^0 for the revision"
                )));
            }
            return Ok(Named::Path(path.to_path_buf()));
        }
        let repository = match self.repository() {
            Ok(repository) => repository,
            // Not a word of git where a path was meant.
            Err(_) if is_yaml || path.components().count() > 1 => return Err(no_path(word)),
            Err(error) => return Err(error),
        };
        if let Some((revision, inside)) = word.split_once(':') {
            if revision.is_empty() {
                return Err(Error::new(message!(
                    "{word}：冒号前要写版本，例如 HEAD:{inside}",
                    "{word}: a revision must stand before the colon, as in HEAD:{inside}"
                )));
            }
            return Ok(Named::Inside(revision.to_owned(), inside.to_owned()));
        }
        // What looks like a file was meant as one; anything else may be a branch that was not fetched.
        if is_yaml && !repository.knows(word)? {
            return Err(no_path(word));
        }
        Ok(Named::Revision(word.to_owned()))
    }

    fn place(&self, named: Named) -> Result<Place, Error> {
        match named {
            Named::Now => match self.root {
                Some(root) => Ok(Place::Folder(root.to_path_buf(), None)),
                None => Err(no_path(".")),
            },
            Named::Path(path) => Ok(on_disk(path)),
            Named::Revision(revision) => {
                let repository = self.repository()?;
                let now = self.root.and_then(|it| repository.inside(it));
                let tree = repository.tree(&revision)?;
                // A revision from before there was any catalog has none: everything is new then.
                let folder = tree.workspace(now.as_deref()).or(now).unwrap_or_default();
                Ok(Place::Tree(tree, folder, None))
            }
            Named::Inside(revision, inside) => {
                let repository = self.repository()?;
                let tree = repository.tree(&revision)?;
                let path = from_top(&repository, &inside)?;
                if tree.kind(&path) == TreeKind::Nothing {
                    return Err(Error::new(message!(
                        "版本 {revision} 里没有 {path}",
                        "there is no {path} in {revision}"
                    )));
                }
                Ok(match tree.workspace_around(&path) {
                    Some(folder) => {
                        let scope = path.strip_prefix(&folder).unwrap_or(&path).trim_matches('/');
                        let scope = (!scope.is_empty()).then(|| scope.to_owned());
                        Place::Tree(tree, folder, scope)
                    }
                    None => Place::LooseTree(tree, path),
                })
            }
        }
    }
}

fn no_path(word: &str) -> Error {
    Error::new(message!(
        "没有 {word} 这个文件、文件夹或版本",
        "there is no file, folder or revision {word}"
    ))
}

/// A path behind a revision: from the top of the repository, or from here where it starts with `./`.
fn from_top(repository: &Repository, path: &str) -> Result<String, Error> {
    let is_here = path.starts_with("./") || path.starts_with("../") || path == "." || path == "..";
    let mut parts: Vec<String> = Vec::new();
    if is_here && let Some(here) = repository.inside(Path::new(".")) {
        parts.extend(here.split('/').filter(|it| !it.is_empty()).map(str::to_owned));
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Err(Error::new(message!(
                        "{path} 不在仓库里",
                        "{path} lies outside the repository"
                    )));
                }
            }
            name => parts.push(name.to_owned()),
        }
    }
    Ok(parts.join("/"))
}

/// What a path on disk is.
fn on_disk(path: PathBuf) -> Place {
    let is_root = |it: &Path| it.join("govcat.toml").is_file() || it.join("catalogs").is_dir();
    if is_root(&path) {
        return Place::Folder(path, None);
    }
    let Ok(real) = path.canonicalize() else { return Place::Loose(path) };
    let Some(root) = real.ancestors().skip(1).find(|it| is_root(it)) else {
        return Place::Loose(path);
    };
    let Ok(inside) = real.strip_prefix(root) else { return Place::Loose(path) };
    let inside = inside.iter().map(OsStr::to_string_lossy).collect::<Vec<_>>().join("/");
    let is_catalogs = inside == "catalogs" || inside.starts_with("catalogs/");
    if is_catalogs { Place::Folder(root.to_path_buf(), Some(inside)) } else { Place::Loose(path) }
}

/// Two paths in one workspace, or one in none, are compared as lone files: each would else be
/// compared with itself.
fn loosen(old: Place, new: Place) -> (Place, Place) {
    let one_root = match (&old, &new) {
        (Place::Folder(a, Some(x)), Place::Folder(b, Some(y))) => a == b && x != y,
        _ => false,
    };
    if !one_root && !old.is_loose() && !new.is_loose() {
        return (old, new);
    }
    (old.loose(), new.loose())
}

/// The folder's name of the agency whose files a side's lone files are taken for.
fn key(place: &Place) -> Option<String> {
    match place {
        Place::Loose(path) => {
            let path = path.canonicalize().ok()?;
            let folder = if path.is_dir() { path.as_path() } else { path.parent()? };
            folder.file_name().map(|it| it.to_string_lossy().into_owned())
        }
        Place::LooseTree(tree, path) => {
            let folder = match tree.kind(path) {
                TreeKind::File => path.rsplit_once('/').map_or("", |it| it.0),
                _ => path,
            };
            folder.rsplit('/').next().filter(|it| !it.is_empty()).map(str::to_owned)
        }
        _ => None,
    }
}

impl Place {
    fn is_loose(&self) -> bool {
        matches!(self, Self::Loose(_) | Self::LooseTree(..))
    }

    fn loose(self) -> Self {
        match self {
            Self::Folder(root, Some(inside)) => Self::Loose(root.join(inside)),
            Self::Tree(tree, folder, Some(inside)) => {
                let path = if folder.is_empty() { inside } else { format!("{folder}/{inside}") };
                Self::LooseTree(tree, path)
            }
            other => other,
        }
    }

    fn list(self, label: Message, key: &str, root: Option<&Path>) -> Result<Listed, Error> {
        let (survey, scope) = match self {
            Self::Folder(root, scope) => (Survey::new(&root)?, scope),
            Self::Loose(path) => (Survey::loose(&path, key, root)?, None),
            Self::Tree(tree, folder, scope) => (tree.survey(&folder)?, scope),
            Self::LooseTree(tree, path) => (tree.survey_loose(&path, key, root)?, None),
        };
        Ok(Listed { label, survey, scope })
    }
}
