//! The one door in: the only file that reads disks.
#![expect(clippy::disallowed_methods, reason = "this is the one file that reads disks")]
mod one;
pub(super) mod part;
pub(super) mod served;
mod site;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use walkdir::WalkDir;

pub(super) use self::one::{read_bytes, read_one, read_optional};
use self::part::{Door, Loaded};
use crate::{
    diagnostic::{Diagnostic, Outcome, message},
    error::{Doing, Error},
    source::{SourceFile, Survey, Workspace, config::Config, encoding, loose, paths, paths::Role},
    span::{FileId, Span},
};

/// Offsets are 32 bits wide.
const MAX_FILE: u64 = u32::MAX as u64;

pub(super) use self::site::{load_emblem, load_templates};

/// See [`Workspace::find`].
pub(super) fn find_root(start: &Path) -> Result<PathBuf, Error> {
    let start = start.canonicalize().map_err(|error| Error::io(Doing::Read, start, &error))?;
    start.ancestors().find(|it| it.join("govcat.toml").is_file()).map(Path::to_path_buf).ok_or_else(
        || {
            let place = start.display();
            Error::new(message!(
                "在 {place} 及其上级文件夹中都没有找到 govcat.toml",
                "no govcat.toml in {place} or any folder above it"
            ))
            .with_help(message!(
                "请进入工作区的文件夹，或用 --workspace 指定它",
                "go to the workspace's folder, or name it with --workspace"
            ))
        },
    )
}

/// See [`Workspace::load`].
pub(super) fn load(root: &Path) -> Result<Outcome<Workspace>, Error> {
    let config = load_config(root)?;
    let found = list(root)?;
    let mut files: Vec<_> = found.into_par_iter().map(|found| read(root, found)).collect();
    files.extend(settings(root));
    Ok(gather(root.to_path_buf(), config, files))
}

/// The text of the settings, which were read already: it is kept for what is found in it.
fn settings(root: &Path) -> Option<(SourceFile, Option<Trouble>)> {
    let file = read_as(&root.join("govcat.toml"), "govcat.toml".to_owned(), Role::Config);
    Some(file).filter(|it| it.1.is_none())
}

/// Makes a workspace of files as they were found; those that cannot be used become findings.
pub(super) fn gather(
    root: PathBuf,
    config: Config,
    files: Vec<(SourceFile, Option<Trouble>)>,
) -> Outcome<Workspace> {
    let troubles: Vec<(String, Trouble)> = files
        .iter()
        .filter_map(|(file, trouble)| Some((file.path.clone(), trouble.clone()?)))
        .collect();
    let files = files.into_iter().map(|(file, _)| file).collect();
    let mut workspace = Workspace::new(root, config, files);
    let mut diagnostics = Vec::new();
    for (path, trouble) in troubles {
        let Ok(at) = workspace.files.binary_search_by(|file| file.path.cmp(&path)) else {
            continue;
        };
        diagnostics.push(trouble.describe(FileId(u32::try_from(at).unwrap_or(u32::MAX))));
        if let Trouble::Unreadable(_) | Trouble::TooLarge | Trouble::NotAFile = trouble {
            workspace.unread.push(path);
        }
    }
    Outcome { value: workspace, diagnostics }
}

/// See [`Survey::loose`].
pub(super) fn survey_loose(
    path: &Path,
    key: &str,
    registries: Option<&Path>,
) -> Result<Survey, Error> {
    let mut names: Vec<(PathBuf, String)> = Vec::new();
    for entry in WalkDir::new(path).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let at = error.path().unwrap_or(path).to_path_buf();
            let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
            Error::io(Doing::List, &at, &error)
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let inside = relative(path, entry.path());
        let lone = loose::name(&entry.path().to_string_lossy()).to_owned();
        names.push((entry.path().to_path_buf(), if inside.is_empty() { lone } else { inside }));
    }
    let inside: Vec<&str> = names.iter().map(|it| it.1.as_str()).collect();
    // A lone file may bear any name: a diff driver is given temporary ones.
    let roles = match inside.as_slice() {
        [lone] if path.is_file() => {
            vec![loose::roles(&[lone], key).remove(0).or(Some(Role::Catalog(key.to_owned())))]
        }
        _ => loose::roles(&inside, key),
    };
    let mut files = Vec::new();
    for ((file, _), role) in names.iter().zip(roles) {
        let Some(role) = role else { continue };
        let shown = file.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        files.push(read_as(file, shown, role));
    }
    Ok(loose_survey(files, registries))
}

/// What is not listed but read, with the registries of a workspace.
pub(super) fn loose_survey(mut files: Vec<Loaded>, registries: Option<&Path>) -> Survey {
    add_registries(&mut files, registries);
    Survey::of(Door::Memory, Config::default(), files, Vec::new())
}

/// See [`Workspace::load_as`].
pub(super) fn load_as(
    file: &Path,
    shown: &str,
    key: &str,
    registries: Option<&Path>,
) -> Outcome<Workspace> {
    let name = loose::name(shown);
    let is_own = shown.contains(&format!("catalogs/{key}/"));
    let shared = loose::roles(&[name], key).remove(0).filter(|it| !is_own || it.agency().is_some());
    let role = shared.unwrap_or_else(|| Role::Catalog(key.to_owned()));
    let mut files = vec![read_as(file, shown.to_owned(), role)];
    add_registries(&mut files, registries);
    gather(PathBuf::new(), Config::default(), files)
}

/// Adds the registries of a workspace that are not among the files.
fn add_registries(files: &mut Vec<Loaded>, registries: Option<&Path>) {
    for role in [Role::Domains, Role::Vocabulary, Role::Basis, Role::Calendar] {
        let name = paths::registry(&role).map(|it| format!("catalogs/{it}"));
        let shared = registries.zip(name).filter(|(root, name)| root.join(name).is_file());
        if let Some((root, name)) = shared
            && !files.iter().any(|(file, _)| file.role == role)
        {
            files.push(read_as(&root.join(&name), name, role));
        }
    }
}

fn read_as(file: &Path, shown: String, role: Role) -> (SourceFile, Option<Trouble>) {
    as_read(shown, role, read_text(file))
}

/// A file with the text that was read, and whether a byte order mark stood before it.
fn as_read(
    path: String,
    role: Role,
    read: Result<(String, bool), Trouble>,
) -> (SourceFile, Option<Trouble>) {
    let (text, has_mark, trouble) = match read {
        Ok((text, has_mark)) => (text, has_mark, None),
        Err(trouble) => (String::new(), false, Some(trouble)),
    };
    let was_read = trouble.is_none();
    (SourceFile { was_read, has_mark, ..SourceFile::new(path, text, role) }, trouble)
}

/// See [`Workspace::settings`].
pub(super) fn load_config(root: &Path) -> Result<Config, Error> {
    let path = root.join("govcat.toml");
    match fs::read_to_string(&path) {
        Ok(text) => Config::parse("govcat.toml", text.strip_prefix('\u{feff}').unwrap_or(&text)),
        // A folder that was named by hand may do without settings, if it holds catalogs.
        Err(error) if error.kind() == io::ErrorKind::NotFound && root.join("catalogs").is_dir() => {
            Ok(Config::default())
        }
        Err(error) => Err(Error::io(Doing::Read, &path, &error)),
    }
}

/// A file that was found, and why it will not be read.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: String,
    pub(super) role: Role,
    pub(super) trouble: Option<Trouble>,
}

/// Why a file is not used.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    Unreadable(String),
    TooLarge,
    NotAFile,
    NotUtf8(encoding::NotUtf8),
    Link,
    FolderNamedLikeFile,
    Stray,
}

/// Lists what lies under `catalogs/`. Links are not followed, so there are no loops and no way out.
fn list(root: &Path) -> Result<Vec<Found>, Error> {
    let mut found = Vec::new();
    for entry in WalkDir::new(root.join("catalogs")).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(root).to_path_buf();
                if error.depth() == 0 {
                    let error =
                        error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                    return Err(Error::io(Doing::List, &path, &error));
                }
                // Its own words name the path, from the root of this machine.
                let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                let trouble = Some(Trouble::Unreadable(why));
                found.push(Found { path: relative(root, &path), role: Role::Stray, trouble });
                continue;
            }
        };
        let path = relative(root, entry.path());
        let kind = entry.file_type();
        let role = paths::classify(&path);
        if kind.is_dir() {
            let named_like_file =
                matches!(role, Some(Role::Catalog(_) | Role::Agency(_) | Role::Stray));
            // An agency's folder may be named anything; `catalogs/x.yaml/` is caught as well.
            if named_like_file {
                found.push(Found {
                    path,
                    role: Role::Stray,
                    trouble: Some(Trouble::FolderNamedLikeFile),
                });
            }
        } else if kind.is_symlink() {
            let folder = entry.path().is_dir();
            if role.is_some() || folder {
                found.push(Found { path, role: Role::Stray, trouble: Some(Trouble::Link) });
            }
        } else if let Some(role) = role {
            let trouble = if kind.is_file() {
                (role == Role::Stray).then_some(Trouble::Stray)
            } else {
                // Reading a pipe waits for ever for somebody who writes.
                Some(Trouble::NotAFile)
            };
            found.push(Found { path, role, trouble });
        }
    }
    Ok(found)
}

fn relative(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    inside.iter().map(|it| it.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn read(root: &Path, found: Found) -> (SourceFile, Option<Trouble>) {
    let Found { path, role, trouble } = found;
    let read = trouble.map_or_else(|| read_text(&root.join(&path)), Err);
    as_read(path, role, read)
}

/// A file's text, and whether a byte order mark stood before it.
fn read_text(path: &Path) -> Result<(String, bool), Trouble> {
    let unreadable = |error: io::Error| Trouble::Unreadable(error.to_string());
    if fs::metadata(path).map_err(unreadable)?.len() > MAX_FILE {
        return Err(Trouble::TooLarge);
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    Ok((decode(&bytes)?, bytes.starts_with("\u{feff}".as_bytes())))
}

/// A file's bytes as text.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Trouble> {
    encoding::decode(bytes).map_err(Trouble::NotUtf8)
}

impl Trouble {
    fn describe(&self, file: FileId) -> Diagnostic {
        let at = Span::top(file);
        match self {
            Self::Unreadable(error) => Diagnostic::new(
                "unreadable-file",
                at,
                message!("文件无法读取：{error}", "the file cannot be read: {error}"),
            )
            .with_help(message!(
                "检查文件的权限，或从版本库重新检出",
                "check its permissions, or check it out again"
            )),
            Self::TooLarge => Diagnostic::new(
                "unreadable-file",
                at,
                message!("文件超过 4 GB", "the file is larger than 4 GB"),
            )
            .with_help(message!("一个领域一个文件", "one file a domain")),
            Self::NotAFile => Diagnostic::new(
                "unreadable-file",
                at,
                message!(
                    "这不是普通文件，是管道、套接字或设备",
                    "this is no regular file but a pipe, a socket or a device"
                ),
            )
            .with_help(message!("换成普通文件，或删去", "put a regular file here, or delete it")),
            Self::NotUtf8(it) => it.describe(at),
            Self::Link => Diagnostic::new(
                "symbolic-link",
                at,
                message!(
                    "符号链接没有读：目录文件必须在工作区里",
                    "a symbolic link is not read: catalogs live inside the workspace"
                ),
            )
            .with_help(message!("把文件本身放进来，替换链接", "put the file itself here")),
            Self::FolderNamedLikeFile => Diagnostic::new(
                "stray-file",
                at,
                message!(
                    "这是文件夹，名字却像目录文件",
                    "this is a folder with a catalog file's name"
                ),
            )
            .with_help(message!(
                "给文件夹改名，或把其中的文件移到机关的文件夹里",
                "rename it, or move its files to the agency's folder"
            )),
            Self::Stray => Diagnostic::new(
                "stray-file",
                at,
                message!(
                    "这个文件不在该在的地方，没有读",
                    "this file does not lie where it is looked for and was not read"
                ),
            )
            .with_help(message!(
                "目录文件放在 catalogs/机关/ 下，不再分层；台账另存为 CSV，放在 catalogs/机关/ledger/ 下",
                "catalog files lie directly in catalogs/<agency>/, ledgers as .csv in catalogs/<agency>/ledger/"
            )),
        }
    }
}

impl encoding::NotUtf8 {
    fn describe(&self, span: Span) -> Diagnostic {
        let byte = self.at + 1;
        let (what, help) = match self.name {
            Some(name) => (
                message!(
                    "文件是 {name} 编码，不是 UTF-8（第 {byte} 个字节起）",
                    "the file is {name}, not UTF-8 (from byte {byte})"
                ),
                message!(
                    "用记事本“另存为”选 UTF-8，或运行 iconv -f {name} -t UTF-8",
                    "save it as UTF-8, or run iconv -f {name} -t UTF-8"
                ),
            ),
            None => (
                message!(
                    "文件不是 UTF-8 文本（第 {byte} 个字节起）",
                    "the file is not UTF-8 text (from byte {byte})"
                ),
                message!(
                    "这可能不是文本文件，或已损坏；从原件重新导出",
                    "it may be no text file, or damaged; export it again"
                ),
            ),
        };
        Diagnostic::new("unsupported-encoding", span, what).with_help(help)
    }
}
