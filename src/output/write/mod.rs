//! The one door out: the only place that writes disks. Single files are in `files`; the rest of this
//! module puts a site in its place.
//!
//! A site is written beside the folder that it is for, and takes its place as a whole when it is
//! complete. Until then nobody sees any of it; a build that fails or is killed leaves the previous
//! site as it was. Two builds into one folder each put a whole site there; the last one stays.
#![expect(clippy::disallowed_methods, reason = "this is the one place that writes disks")]
pub mod files;
mod manifest;
mod place;
mod reuse;
mod stream;
mod swap;
mod unit;

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

pub use self::{files::put_new, place::Existing, stream::Stream, unit::Unit};
use self::{
    manifest::{Listed, Manifest, Record},
    place::{Found, MANIFEST, MARKER, Place},
    reuse::Previous,
};
use crate::{
    diagnostic::message,
    error::{Doing, Error},
};

/// What the marker says. It is the same in every site.
const MARKER_TEXT: &str = "\
govcat-site 1
这个文件夹由 govcat build 生成，下次生成时整个替换，不要在里面存放别的东西。
Written by govcat build and replaced as a whole by the next one; keep nothing else in here.
";

/// A site that is being written.
#[derive(Debug)]
pub struct Staging {
    place: Place,
    existing: Existing,
    /// Where files are written: beside the site's place.
    folder: PathBuf,
    /// Whether they then go into the site that is there, one by one.
    in_place: bool,
    previous: Option<Previous>,
    /// Parts of the site that were built elsewhere.
    parts: Vec<Previous>,
    /// Held while the site is being written, so that nobody takes it for a leftover.
    _lock: Option<File>,
    is_published: bool,
    kept: AtomicU64,
    units: Mutex<BTreeMap<String, Listed>>,
}

/// What a build says of a site, and says again where nothing changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// HTML pages.
    pub pages: usize,
    /// Agencies.
    pub agencies: usize,
    /// Published entries.
    pub entries: usize,
    /// Warnings of the catalogs.
    pub warnings: usize,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The site's folder.
    pub folder: PathBuf,
    /// How many files it has.
    pub files: u64,
    /// How many bytes they have.
    pub bytes: u64,
    /// How many of the files were there before and did not change; these were not touched.
    pub kept: u64,
    /// Where what stood there before and was not govcat's was moved to.
    pub moved_aside: Option<PathBuf>,
}

/// Where files of a site are put.
pub trait Shelf: Sync {
    /// Writes a file of the site; its folder must be there. A file that has not changed since the
    /// previous site is that very file: same inode, same time.
    ///
    /// # Errors
    /// When it cannot be written, or is there already.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error>;
}

impl Staging {
    /// Makes room for a site that is to stand at `out`. `root` is the workspace's folder.
    ///
    /// # Errors
    /// When `out` cannot or must not be replaced, or its parent folder cannot be written.
    pub fn new(out: &Path, root: &Path, existing: Existing) -> Result<Self, Error> {
        let place = Place::find(out, root)?;
        let found = place.look()?;
        place.permit(found, existing)?;
        fs::create_dir_all(place.parent())
            .map_err(|error| Error::io(Doing::Write, place.parent(), &error))?;
        swap::clear_leftovers(&place);
        let (folder, lock) = swap::fresh_folder(&place)?;
        let previous = if found == Found::Site { Previous::open(&place.target) } else { None };
        let staging = Self {
            place,
            existing,
            folder,
            in_place: false,
            previous,
            parts: Vec::new(),
            _lock: lock,
            is_published: false,
            kept: AtomicU64::new(0),
            units: Mutex::default(),
        };
        // A leftover is known by it too.
        Shelf::write(&staging, MARKER, MARKER_TEXT.as_bytes())?;
        Ok(staging)
    }

    /// The same for a preview that nobody else reads: what changes is replaced within the site that is
    /// there, if there is one, file by file.
    ///
    /// # Errors
    /// As those of [`Staging::new`].
    pub fn in_place(out: &Path, root: &Path) -> Result<Self, Error> {
        let mut staging = Self::new(out, root, Existing::Refuse)?;
        staging.in_place = staging.previous.as_ref().is_some_and(|it| it.manifest().is_some());
        if staging.in_place {
            // Without it, whoever comes after a run that was cut short replaces the site as a whole.
            staging.take_away(MANIFEST)?;
        }
        Ok(staging)
    }

    /// The site at `out` if it was made of just these inputs, and is whole.
    ///
    /// # Errors
    /// When `out` must not be replaced.
    pub fn current(
        out: &Path,
        root: &Path,
        inputs: u128,
    ) -> Result<Option<(Written, Summary)>, Error> {
        let place = Place::find(out, root)?;
        let Some(previous) = Previous::open(&place.target) else { return Ok(None) };
        let Some(manifest) = previous.manifest().filter(|it| it.inputs == Some(inputs)) else {
            return Ok(None);
        };
        let (is_alone, is_whole) = rayon::join(|| place.has_only(manifest), || previous.is_whole());
        if !is_alone || !is_whole {
            return Ok(None);
        }
        place.permit(Found::Site, Existing::Refuse)?;
        let files = || manifest.units.values().flat_map(|it| &it.files);
        let count = files().count() as u64;
        let written = Written {
            folder: place.shown,
            files: count,
            bytes: files().map(|it| it.size).sum(),
            kept: count,
            moved_aside: None,
        };
        Ok(Some((written, manifest.summary)))
    }

    /// The folder that files come to stand in.
    fn site(&self) -> &Path {
        if self.in_place { &self.place.target } else { &self.folder }
    }

    fn take_away(&self, path: &str) -> Result<(), Error> {
        fs::remove_file(self.site().join(path)).map_err(|error| self.failed(path, &error))
    }

    /// Makes a folder of the site, and those above it.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make_folder(&self, path: &str) -> Result<(), Error> {
        fs::create_dir_all(self.site().join(path)).map_err(|error| self.failed(path, &error))
    }

    /// Writes a file, and gives what the list of files says of it.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<Record, Error> {
        let hash = xxh3_64(bytes);
        let record = Record { path: path.to_owned(), size: bytes.len() as u64, hash };
        if self.previous.as_ref().is_some_and(|it| it.has(path, bytes))
            && (self.in_place || self.link(path))
        {
            self.kept.fetch_add(1, Ordering::Relaxed);
            return Ok(record);
        }
        let to = if self.in_place {
            self.folder.join(format!("{:032x}", xxhash_rust::xxh3::xxh3_128(path.as_bytes())))
        } else {
            self.folder.join(path)
        };
        let write = || File::create_new(&to)?.write_all(bytes);
        write().map_err(|error| self.failed(path, &error))?;
        if self.in_place {
            self.bring_in(&to, path)?;
        }
        Ok(record)
    }

    /// Lets a file that was written beside the site take its place in it.
    fn bring_in(&self, from: &Path, path: &str) -> Result<(), Error> {
        fs::rename(from, self.site().join(path)).map_err(|error| self.failed(path, &error))
    }

    fn link(&self, path: &str) -> bool {
        self.previous.as_ref().is_some_and(|it| it.link(path, &self.folder.join(path)).is_ok())
    }

    /// Lists a file that belongs to no unit.
    fn list_lone(&self, file: Record) {
        let mut units = self.units.lock().unwrap_or_else(PoisonError::into_inner);
        units.entry(String::new()).or_default().files.push(file);
    }

    /// The pages so far, in the order of their paths, without the one for addresses that do not exist, which
    /// is no address itself.
    #[must_use]
    pub fn pages(&self) -> Vec<String> {
        let units = self.units.lock().unwrap_or_else(PoisonError::into_inner);
        let files = units.values().flat_map(|it| &it.files).map(|it| &it.path);
        let is_page = |it: &&String| it.rsplit('.').next() == Some("html") && *it != "404.html";
        let mut pages: Vec<String> = files.filter(is_page).cloned().collect();
        pages.par_sort_unstable();
        pages
    }

    /// Puts the site in its place, and takes away the one that stood there. `inputs` is the hash of all
    /// that the site was made of, where it is whole.
    ///
    /// # Errors
    /// When something that must not be replaced has come to stand there, or it cannot be moved.
    pub fn publish(mut self, inputs: Option<u128>, summary: Summary) -> Result<Written, Error> {
        let units = std::mem::take(self.units.get_mut().unwrap_or_else(PoisonError::into_inner));
        let mut manifest = Manifest { inputs, summary, units };
        let text = manifest.text();
        let files = || manifest.units.values().flat_map(|it| &it.files);
        let written = Written {
            folder: self.place.shown.clone(),
            files: files().count() as u64,
            bytes: files().map(|it| it.size).sum(),
            kept: self.kept.load(Ordering::Relaxed),
            moved_aside: None,
        };
        if let Some(previous) = self.previous.as_ref().filter(|_| self.in_place) {
            previous.clear_stale(&manifest, &self.place.target);
        }
        let list = self.site().join(MANIFEST);
        File::create_new(&list)
            .and_then(|mut it| it.write_all(text.as_bytes()))
            .map_err(|error| self.failed(MANIFEST, &error))?;
        // Nobody waits for the memory of a long list.
        rayon::spawn(move || drop(manifest));
        if self.in_place {
            return Ok(written);
        }
        let moved_aside = self.exchange()?;
        reuse::renew(&self.place.target.join(MANIFEST));
        Ok(Written { moved_aside, ..written })
    }

    /// The new site for what stood at its place; gives where that went if it was not govcat's.
    fn exchange(&mut self) -> Result<Option<PathBuf>, Error> {
        let found = self.place.look()?;
        self.place.permit(found, self.existing)?;
        swap::copy_permissions(&self.place.target, &self.folder, found);
        let replaced = swap::put(&self.folder, &self.place).map_err(|error| {
            let out = &self.place.shown;
            Error::io(Doing::Write, out, &error).with_help(untouched())
        })?;
        self.is_published = true;
        match replaced {
            None => Ok(None),
            // What came there at the last moment is looked at again: only a site is removed.
            Some(old) if found == Found::Foreign || swap::is_foreign(&old) => {
                swap::move_aside(&old, &self.place).map(Some)
            }
            Some(old) => {
                // What cannot be removed now is a leftover that the next build removes.
                let _ = swap::remove(&old);
                Ok(None)
            }
        }
    }

    fn failed(&self, path: &str, error: &io::Error) -> Error {
        Error::io(Doing::Write, &self.place.shown.join(path), error).with_help(untouched())
    }
}

impl Shelf for Staging {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        self.put(path, bytes).map(|it| self.list_lone(it))
    }
}

fn untouched() -> crate::diagnostic::Message {
    message!("原来的网站没有变动", "the previous site was left as it was")
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.is_published {
            // What cannot be removed now is a leftover that the next build removes.
            let _ = swap::remove(&self.folder);
        }
    }
}
