//! The one door out: the only place that writes disks. Single files are in `files`; the rest of this
//! module puts a site in its place.
//!
//! A site is written beside the folder that it is for, and takes its place as a whole when it is
//! complete. Until then nobody sees any of it; a build that fails or is killed leaves the previous
//! site as it was. Two builds into one folder each put a whole site there; the last one stays.
#![expect(clippy::disallowed_methods, reason = "this is the one place that writes disks")]
pub mod files;
mod place;
mod reuse;
mod swap;

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

pub use self::{files::put_new, place::Existing};
use self::{
    place::{Found, LIST, MARKER, Place},
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
    folder: PathBuf,
    previous: Option<Previous>,
    /// Held while the site is being written, so that nobody takes it for a leftover.
    _lock: Option<File>,
    is_published: bool,
    files: AtomicU64,
    bytes: AtomicU64,
    kept: AtomicU64,
    paths: Mutex<Vec<String>>,
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

/// A file that is written piece by piece. Finish it with [`Staging::finish`].
#[derive(Debug)]
pub struct Stream {
    path: String,
    file: BufWriter<File>,
    bytes: u64,
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
            previous,
            _lock: lock,
            is_published: false,
            files: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            kept: AtomicU64::new(0),
            paths: Mutex::default(),
        };
        staging.write(MARKER, MARKER_TEXT.as_bytes())?;
        Ok(staging)
    }

    /// Makes a folder of the site, and those above it.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make_folder(&self, path: &str) -> Result<(), Error> {
        fs::create_dir_all(self.folder.join(path)).map_err(|error| self.failed(path, &error))
    }

    /// Writes a file of the site; its folder must be there. A file that has not changed since the
    /// previous site is that very file: same inode, same time.
    ///
    /// # Errors
    /// When it cannot be written, or is there already.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        self.count(path, bytes.len() as u64);
        self.put(path, bytes)
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let to = self.folder.join(path);
        if self.previous.as_ref().is_some_and(|it| it.keep(path, bytes, &to)) {
            self.kept.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        let write = || File::create_new(&to)?.write_all(bytes);
        write().map_err(|error| self.failed(path, &error))
    }

    /// The pages written so far, in the order of their paths.
    #[must_use]
    pub fn pages(&self) -> Vec<String> {
        let mut pages = self.paths();
        pages.retain(|it| it.rsplit('.').next() == Some("html"));
        pages
    }

    fn paths(&self) -> Vec<String> {
        let mut paths = self.paths.lock().unwrap_or_else(PoisonError::into_inner).clone();
        paths.sort_unstable();
        paths
    }

    /// Begins a file that is written piece by piece.
    ///
    /// # Errors
    /// When it cannot be written, or is there already.
    pub fn stream(&self, path: &str) -> Result<Stream, Error> {
        let file =
            File::create_new(self.folder.join(path)).map_err(|error| self.failed(path, &error))?;
        Ok(Stream {
            path: path.to_owned(),
            file: BufWriter::with_capacity(1 << 16, file),
            bytes: 0,
        })
    }

    /// Appends to a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn append(&self, stream: &mut Stream, bytes: &[u8]) -> Result<(), Error> {
        stream.bytes += bytes.len() as u64;
        stream.file.write_all(bytes).map_err(|error| self.failed(&stream.path, &error))
    }

    /// Ends a file that was written piece by piece.
    ///
    /// # Errors
    /// When its last bytes cannot be written.
    pub fn finish(&self, stream: Stream) -> Result<(), Error> {
        let Stream { path, mut file, bytes } = stream;
        file.flush().map_err(|error| self.failed(&path, &error))?;
        drop(file);
        self.count(&path, bytes);
        let to = self.folder.join(&path);
        if self.previous.as_ref().is_some_and(|it| it.keep_file(&path, &to)) {
            self.kept.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Puts the site in its place, and takes away the one that stood there.
    ///
    /// # Errors
    /// When something that must not be replaced has come to stand there, or it cannot be moved.
    pub fn publish(mut self) -> Result<Written, Error> {
        // By this list the next build knows what is not the site's own.
        self.put(LIST, (self.paths().join("\n") + "\n").as_bytes())?;
        let found = self.place.look()?;
        self.place.permit(found, self.existing)?;
        swap::copy_permissions(&self.place.target, &self.folder, found);
        let replaced = swap::put(&self.folder, &self.place).map_err(|error| {
            let out = &self.place.shown;
            Error::io(Doing::Write, out, &error).with_help(untouched())
        })?;
        self.is_published = true;
        let moved_aside = match replaced {
            None => None,
            // What came there at the last moment is looked at again: only a site is removed.
            Some(old) if found == Found::Foreign || swap::is_foreign(&old) => {
                Some(swap::move_aside(&old, &self.place)?)
            }
            Some(old) => {
                // What cannot be removed now is a leftover that the next build removes.
                let _ = swap::remove(&old);
                None
            }
        };
        Ok(Written {
            folder: self.place.shown.clone(),
            files: self.files.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
            kept: self.kept.load(Ordering::Relaxed),
            moved_aside,
        })
    }

    fn count(&self, path: &str, bytes: u64) {
        self.paths.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    fn failed(&self, path: &str, error: &io::Error) -> Error {
        Error::io(Doing::Write, &self.place.shown.join(path), error).with_help(untouched())
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
