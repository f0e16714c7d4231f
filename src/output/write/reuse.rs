//! Files that have not changed stay what they are, so that whoever copies the site has nothing to send.
#![expect(clippy::disallowed_methods, reason = "this is the one place that writes disks")]
use std::path::Path;

use super::manifest::{Manifest, Record};

/// The site that stands there now. It is held by its handle, not by its name: another build may
/// put its own site there at any time, and then this one is still the one that was looked at.
#[derive(Debug)]
pub(super) struct Previous {
    #[cfg(unix)]
    folder: std::fs::File,
    manifest: Option<Manifest>,
    /// When the manifest was written, in the file system's own time: seconds and nanoseconds.
    written: (i128, i128),
}

impl Previous {
    /// What its files were made from; `None` where that is not known.
    pub(super) fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    /// The files of a unit, if they were made from what has the hash `key`, and are as they were written.
    pub(super) fn unit(&self, name: &str, key: u128) -> Option<&[Record]> {
        let unit = self.manifest()?.units.get(name).filter(|it| it.key == key)?;
        unit.files.iter().all(|it| self.is_untouched(it)).then_some(&unit.files)
    }

    /// Whether all of its files are as they were written.
    pub(super) fn is_whole(&self) -> bool {
        use rayon::prelude::*;
        let units = self.manifest().into_par_iter().flat_map(|it| it.units.par_iter());
        units.flat_map(|it| it.1.files.par_iter()).all(|it| self.is_untouched(it))
    }

    /// Removes the files of the site at `folder` that a new list does not name, and folders that are
    /// empty then.
    pub(super) fn clear_stale(&self, new: &Manifest, folder: &Path) {
        let files = |it: &'_ Manifest| -> rustc_hash::FxHashSet<String> {
            it.units.values().flat_map(|it| &it.files).map(|it| it.path.clone()).collect()
        };
        let kept = files(new);
        let old = self.manifest().map(files).unwrap_or_default();
        for path in old.difference(&kept) {
            let path = folder.join(path);
            // What cannot be removed is nowhere linked to.
            let _ = std::fs::remove_file(&path);
            for above in path.ancestors().skip(1).take_while(|it| *it != folder) {
                if std::fs::remove_dir(above).is_err() {
                    break;
                }
            }
        }
    }
}

#[cfg(unix)]
mod unix {
    use std::{
        fs::{self, File},
        io::{self, Read as _},
        path::Path,
    };

    use rustix::fs::{
        AtFlags, CWD, FileType, Mode, OFlags, Timespec, Timestamps, UTIME_NOW, UTIME_OMIT, fstat,
        futimens, linkat, openat, statat,
    };
    use xxhash_rust::xxh3::xxh3_64;

    use super::{
        super::{manifest::Manifest, place::MANIFEST},
        Previous, Record,
    };

    /// How much to compare at a time.
    const CHUNK: usize = 1 << 16;

    impl Previous {
        pub(in crate::output::write) fn open(folder: &Path) -> Option<Self> {
            let folder = File::open(folder).ok()?;
            let mut previous = Self { folder, manifest: None, written: (0, 0) };
            if let Ok(mut file) = previous.file(MANIFEST) {
                let mut text = String::new();
                if file.read_to_string(&mut text).is_ok()
                    && let Ok(stat) = fstat(&file)
                {
                    previous.manifest = Manifest::parse(&text);
                    previous.written = changed(&stat);
                }
            }
            Some(previous)
        }

        /// Whether a file is as it was written. Nothing was done to it since if its last change, which
        /// nobody can set, lies before that of the manifest, which came last; otherwise its bytes are looked at.
        pub(super) fn is_untouched(&self, record: &Record) -> bool {
            let Ok(stat) = statat(&self.folder, record.path.as_str(), AtFlags::SYMLINK_NOFOLLOW)
            else {
                return false;
            };
            let is_file = FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile;
            is_file
                && u64::try_from(stat.st_size) == Ok(record.size)
                && (changed(&stat) < self.written
                    || self.bytes(&record.path).is_ok_and(|it| xxh3_64(&it) == record.hash))
        }

        /// Whether its file at `path` has these bytes.
        pub(in crate::output::write) fn has(&self, path: &str, bytes: &[u8]) -> bool {
            self.file(path)
                .and_then(|it| it.metadata())
                .is_ok_and(|it| it.len() == bytes.len() as u64)
                && self.bytes(path).is_ok_and(|it| it == bytes)
        }

        /// Whether its file at `path` has the bytes of the file `new`.
        pub(in crate::output::write) fn has_file(&self, path: &str, new: &Path) -> bool {
            self.is_same_file(path, new).unwrap_or(false)
        }

        /// Makes `to` its file at `path`.
        pub(in crate::output::write) fn link(&self, path: &str, to: &Path) -> io::Result<()> {
            Ok(linkat(&self.folder, path, CWD, to, AtFlags::empty())?)
        }

        /// The same; on another disk a copy has to do.
        pub(in crate::output::write) fn give(&self, path: &str, to: &Path) -> io::Result<()> {
            self.link(path, to).or_else(|_| fs::write(to, self.bytes(path)?))
        }

        fn file(&self, path: &str) -> io::Result<File> {
            let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
            let file = File::from(openat(&self.folder, path, flags, Mode::empty())?);
            if file.metadata()?.is_file() {
                Ok(file)
            } else {
                Err(io::ErrorKind::InvalidInput.into())
            }
        }

        fn bytes(&self, path: &str) -> io::Result<Vec<u8>> {
            let mut bytes = Vec::new();
            self.file(path)?.read_to_end(&mut bytes)?;
            Ok(bytes)
        }

        fn is_same_file(&self, path: &str, new: &Path) -> io::Result<bool> {
            let (mut old, mut new) = (self.file(path)?, File::open(new)?);
            if old.metadata()?.len() != new.metadata()?.len() {
                return Ok(false);
            }
            let (mut a, mut b) = (vec![0; CHUNK], vec![0; CHUNK]);
            loop {
                let read = new.read(&mut a)?;
                if read == 0 {
                    return Ok(true);
                }
                old.read_exact(&mut b[..read])?;
                if a[..read] != b[..read] {
                    return Ok(false);
                }
            }
        }
    }

    fn changed(stat: &rustix::fs::Stat) -> (i128, i128) {
        (i128::from(stat.st_ctime), i128::from(stat.st_ctime_nsec))
    }

    /// Makes a manifest the last thing that was changed: taking away the site before it has changed the
    /// files that both share.
    pub(in crate::output::write) fn renew(manifest: &Path) {
        let omit = Timespec { tv_sec: 0, tv_nsec: UTIME_OMIT };
        let now = Timespec { tv_sec: 0, tv_nsec: UTIME_NOW };
        let times = Timestamps { last_access: omit, last_modification: now };
        if let Ok(file) = File::open(manifest) {
            // Where that fails, the next build looks at the bytes.
            let _ = futimens(&file, &times);
        }
    }
}

#[cfg(unix)]
pub(super) use self::unix::renew;

#[cfg(not(unix))]
pub(super) fn renew(_: &Path) {}

#[cfg(not(unix))]
impl Previous {
    pub(super) fn open(_: &Path) -> Option<Self> {
        None
    }

    pub(super) fn is_untouched(&self, _: &Record) -> bool {
        false
    }

    pub(super) fn has(&self, _: &str, _: &[u8]) -> bool {
        false
    }

    pub(super) fn has_file(&self, _: &str, _: &Path) -> bool {
        false
    }

    pub(super) fn give(&self, _: &str, _: &Path) -> std::io::Result<()> {
        Err(std::io::ErrorKind::Unsupported.into())
    }

    pub(super) fn link(&self, _: &str, _: &Path) -> std::io::Result<()> {
        Err(std::io::ErrorKind::Unsupported.into())
    }
}
