//! Files that have not changed stay what they are, so that whoever copies the site has nothing to send.
#![expect(clippy::disallowed_methods, reason = "this is the one place that writes disks")]
#[cfg(not(unix))]
use std::path::Path;

/// The site that stands there now. It is held by its handle, not by its name: another build may
/// put its own site there at any time, and then this one is still the one that was looked at.
#[derive(Debug)]
pub(super) struct Previous {
    #[cfg(unix)]
    folder: std::fs::File,
}

#[cfg(unix)]
mod unix {
    use std::{
        fs::{self, File},
        io::{self, Read as _},
        path::Path,
    };

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, openat};

    use super::Previous;

    /// How much to compare at a time.
    const CHUNK: usize = 1 << 16;

    impl Previous {
        pub(in crate::output::write) fn open(folder: &Path) -> Option<Self> {
            Some(Self { folder: File::open(folder).ok()? })
        }

        /// Makes `to` the previous site's file at `path` if that has the same bytes.
        pub(in crate::output::write) fn keep(&self, path: &str, bytes: &[u8], to: &Path) -> bool {
            self.is_same(path, bytes).unwrap_or(false) && self.link(path, to).is_ok()
        }

        /// Replaces the file `new` with the previous site's one if that has the same bytes.
        pub(in crate::output::write) fn keep_file(&self, path: &str, new: &Path) -> bool {
            if !self.is_same_file(path, new).unwrap_or(false) {
                return false;
            }
            // Linked under another name first, so that there is a file at every moment.
            let mut spare = new.as_os_str().to_owned();
            spare.push(".kept");
            let is_kept =
                self.link(path, Path::new(&spare)).is_ok() && fs::rename(&spare, new).is_ok();
            if !is_kept {
                let _ = fs::remove_file(&spare);
            }
            is_kept
        }

        fn link(&self, path: &str, to: &Path) -> io::Result<()> {
            Ok(linkat(&self.folder, path, CWD, to, AtFlags::empty())?)
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

        fn is_same(&self, path: &str, bytes: &[u8]) -> io::Result<bool> {
            let mut file = self.file(path)?;
            if file.metadata()?.len() != bytes.len() as u64 {
                return Ok(false);
            }
            let mut buffer = Vec::with_capacity(bytes.len() + 1);
            file.read_to_end(&mut buffer)?;
            Ok(buffer == bytes)
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
}

#[cfg(not(unix))]
impl Previous {
    pub(super) fn open(_: &Path) -> Option<Self> {
        None
    }

    pub(super) fn keep(&self, _: &str, _: &[u8], _: &Path) -> bool {
        false
    }

    pub(super) fn keep_file(&self, _: &str, _: &Path) -> bool {
        false
    }
}
