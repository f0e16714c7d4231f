//! Where a site is to stand, and whether it may.
#![expect(clippy::disallowed_methods, reason = "this is the one place that writes disks")]
use std::{
    ffi::OsString,
    fs, io,
    path::{Component, Path, PathBuf},
};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::manifest::Manifest;
use crate::{
    diagnostic::{Message, message},
    error::{Doing, Error},
};

/// The file by which govcat knows a site of its own.
pub(super) const MARKER: &str = ".govcat-site";

/// The list of a site's files and of what they were made from.
pub(super) const MANIFEST: &str = ".govcat-manifest";

/// What file managers leave in any folder that they show.
const DROPPINGS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Folders of a workspace that hold what people wrote.
const SOURCES: [&str; 3] = ["catalogs", "templates", ".git"];

/// What to do about something at the site's place that govcat did not write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Leave it and fail.
    Refuse,
    /// Move it aside.
    MoveAside,
}

/// Where a site is to stand.
#[derive(Debug)]
pub(super) struct Place {
    /// As the user wrote it.
    pub(super) shown: PathBuf,
    /// The folder itself, without links.
    pub(super) target: PathBuf,
    /// Its name.
    pub(super) name: OsString,
}

/// What stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// An empty folder.
    Empty,
    /// A site of govcat's, and nothing besides.
    Site,
    /// Something else, if only a file that somebody put into a site.
    Foreign,
}

impl Place {
    /// Finds the place that `out` names. A link is followed: what it leads to is replaced.
    pub(super) fn find(out: &Path, root: &Path) -> Result<Self, Error> {
        let target = real_path(out)?;
        let root = root.canonicalize().map_err(|error| Error::io(Doing::Read, root, &error))?;
        let place = out.display();
        let refuse = |why: Message| {
            Err(Error::new(message!(
                "不能把网站写到 {place}",
                "the site cannot be written to {place}"
            ))
            .with_help(why))
        };
        if root.starts_with(&target) {
            return refuse(message!(
                "那里是工作区本身，或工作区在它里面",
                "it is the workspace, or holds it"
            ));
        }
        if let Some(source) = SOURCES.iter().find(|it| target.starts_with(root.join(it))) {
            return refuse(message!(
                "{source} 里是工作区的原件",
                "{source} holds the workspace's sources"
            ));
        }
        let Some(name) = target.file_name().map(ToOwned::to_owned) else {
            return refuse(message!("写一个文件夹的名字", "name a folder"));
        };
        if is_mount_point(&target) {
            return refuse(message!(
                "它是挂载点，不能整个替换；写它里面的一个文件夹",
                "it is a mount point and cannot be replaced as a whole; name a folder inside it"
            ));
        }
        Ok(Self { shown: out.to_path_buf(), target, name })
    }

    /// The folder that it stands in.
    pub(super) fn parent(&self) -> &Path {
        self.target.parent().unwrap_or(&self.target)
    }

    /// A path beside it.
    pub(super) fn beside(&self, before: &str, after: &str) -> PathBuf {
        let mut name = OsString::from(before);
        name.push(&self.name);
        name.push(after);
        self.parent().join(name)
    }

    /// Looks what stands there.
    pub(super) fn look(&self) -> Result<Found, Error> {
        let list = match fs::read_dir(&self.target) {
            Ok(list) => list,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Ok(Found::Foreign);
            }
            Err(error) => return Err(Error::io(Doing::List, &self.shown, &error)),
        };
        if self.target.join(MARKER).is_file() {
            return Ok(match self.stranger() {
                None => Found::Site,
                Some(_) => Found::Foreign,
            });
        }
        Ok(if list.count() == 0 { Found::Empty } else { Found::Foreign })
    }

    /// Whether a site of govcat's stands there, with no file besides those of its list.
    pub(super) fn has_only(&self, manifest: &Manifest) -> bool {
        let own = manifest.units.values().flat_map(|it| &it.files).map(|it| it.path.as_str());
        self.target.join(MARKER).is_file() && self.beside_these(own).is_none()
    }

    /// A file in the site there that govcat did not write. A site without a list is replaced as its
    /// marker says.
    fn stranger(&self) -> Option<PathBuf> {
        let list = fs::read_to_string(self.target.join(MANIFEST)).ok()?;
        self.beside_these(Manifest::paths(&list)?)
    }

    /// A file there besides these and their list.
    fn beside_these<'p>(&self, own: impl Iterator<Item = &'p str>) -> Option<PathBuf> {
        let own: FxHashSet<&Path> = own.chain([MANIFEST]).map(Path::new).collect();
        strange_file(&self.target, Path::new(""), &own)
    }

    /// Whether what stands there may be replaced.
    pub(super) fn permit(&self, found: Found, existing: Existing) -> Result<(), Error> {
        let place = self.shown.display();
        // A repository that publishes its own folder would lose its history with the folder.
        if self.target.join(".git").exists() {
            return Err(Error::new(message!(
                "{place} 是一个 git 仓库，不能整个替换",
                "{place} is a git repository and cannot be replaced as a whole"
            ))
            .with_help(message!(
                "写到别的文件夹，再把其中的文件复制过去",
                "write to another folder, and copy the files over"
            )));
        }
        if found != Found::Foreign || existing == Existing::MoveAside {
            return Ok(());
        }
        let what = if let Some(path) = self.stranger() {
            let path = path.display();
            message!(
                "{place} 里有不是 govcat 生成的内容：{path}",
                "{place} holds something that govcat did not write: {path}"
            )
        } else if self.target.is_dir() {
            message!(
                "{place} 里有不是 govcat 生成的内容",
                "{place} holds something that govcat did not write"
            )
        } else {
            message!("{place} 是一个文件，不是文件夹", "{place} is a file, not a folder")
        };
        Err(Error::new(what).with_help(message!(
            "换一个 --out；或加 --force，把原有内容移到旁边再写",
            "choose another --out, or add --force to move what is there aside"
        )))
    }
}

/// The first file below a folder of a site that is not among its own; folders are looked at side by side.
fn strange_file(site: &Path, folder: &Path, own: &FxHashSet<&Path>) -> Option<PathBuf> {
    let (mut folders, mut strangers) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(site.join(folder)).ok()?.flatten() {
        let path = folder.join(entry.file_name());
        if entry.file_type().is_ok_and(|it| it.is_dir()) {
            folders.push(path);
        } else if !own.contains(path.as_path())
            && !DROPPINGS.iter().any(|it| entry.file_name() == *it)
        {
            strangers.push(path);
        }
    }
    let below = folders.par_iter().filter_map(|it| strange_file(site, it, own)).min();
    strangers.into_iter().chain(below).min()
}

/// The path without links; what does not exist yet is taken as written.
fn real_path(out: &Path) -> Result<PathBuf, Error> {
    let failed = |error: &io::Error| Error::io(Doing::Write, out, error);
    let whole = std::path::absolute(out).map_err(|error| failed(&error))?;
    for existing in whole.ancestors() {
        match existing.canonicalize() {
            Ok(real) => {
                let rest = whole.strip_prefix(existing).unwrap_or(Path::new(""));
                if rest.components().any(|it| !matches!(it, Component::Normal(_))) {
                    return Err(failed(&io::ErrorKind::NotFound.into()));
                }
                return Ok(if rest == Path::new("") { real } else { real.join(rest) });
            }
            // A link that leads nowhere is there, though what it leads to is not.
            Err(error)
                if error.kind() == io::ErrorKind::NotFound
                    && fs::symlink_metadata(existing).is_err() => {}
            Err(error) => return Err(failed(&error)),
        }
    }
    Err(failed(&io::ErrorKind::NotFound.into()))
}

/// Whether something is mounted there: it cannot be renamed.
#[cfg(unix)]
fn is_mount_point(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |path: &Path| fs::metadata(path).map(|it| it.dev()).ok();
    match (device(path), path.parent().and_then(device)) {
        (Some(own), Some(parent)) => own != parent,
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_mount_point(_: &Path) -> bool {
    false
}
