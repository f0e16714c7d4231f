//! Room for what is written while measuring.
//!
//! A site is some ten thousand files, and how fast a disk takes them depends on what it did before:
//! ext4 keeps off the inodes of deleted files for minutes and searches around every one of them
//! whenever a file is made, so that a build, or a copy, after a deletion can take ten times as long.
//! So the room is in memory where there is enough; on a disk nothing is deleted until the end.
use std::{
    env,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use crate::{Result, machine, places::all_under};

/// A folder in memory, on Linux.
const IN_MEMORY: &str = "/dev/shm";
/// How many bytes must be free there: the sites, their copy, and all that runs beside them.
const ENOUGH: u64 = 4_000_000_000;

/// A temporary folder. It goes when this does.
#[derive(Debug)]
pub(crate) struct Scratch {
    folder: TempDir,
    medium: Medium,
}

/// A place in it that is cleared again and again.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// The folder; it need not be there.
    pub(crate) path: PathBuf,
    medium: Medium,
}

/// What a folder is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Medium {
    Memory,
    Disk,
}

impl Scratch {
    /// Makes room in a folder; else where it does best.
    pub(crate) fn make(inside: Option<PathBuf>) -> Result<Self> {
        let inside = inside.unwrap_or_else(|| {
            let memory = Path::new(IN_MEMORY);
            if free_memory(memory) >= ENOUGH { memory.to_owned() } else { env::temp_dir() }
        });
        let folder = tempfile::Builder::new()
            .prefix("govcat-measure-")
            .tempdir_in(&inside)
            .map_err(|error| format!("{}: {error}", inside.display()))?;
        let is_memory = machine::file_system(folder.path()).is_some_and(|it| it == "tmpfs");
        let medium = if is_memory { Medium::Memory } else { Medium::Disk };
        Ok(Self { folder, medium })
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A place in it.
    pub(crate) fn spot(&self, name: &str) -> Spot {
        Spot { path: self.path().join(name), medium: self.medium }
    }
}

impl Spot {
    /// Sees to it that nothing is there.
    pub(crate) fn clear(&self) -> Result<()> {
        let cleared = match self.medium {
            _ if !self.path.exists() => Ok(()),
            Medium::Memory => fs::remove_dir_all(&self.path),
            Medium::Disk => self.retire(),
        };
        cleared.map_err(|error| format!("{}: {error}", self.path.display()))
    }

    /// Takes the folder out of the way and empties its files.
    fn retire(&self) -> io::Result<()> {
        let old = (1..10_000)
            .map(|number| self.path.with_extension(number.to_string()))
            .find(|it| !it.exists())
            .ok_or(io::ErrorKind::AlreadyExists)?;
        fs::rename(&self.path, &old)?;
        let files = all_under(&old).map_err(io::Error::other)?;
        files.into_iter().try_for_each(|file| File::create(file).map(drop))
    }
}

/// How many bytes can be kept in a folder in memory.
#[cfg(target_os = "linux")]
fn free_memory(folder: &Path) -> u64 {
    let free = rustix::fs::statvfs(folder).map_or(0, |it| it.f_bavail * it.f_frsize);
    free.min(machine::available_memory().unwrap_or(0) / 2)
}

#[cfg(not(target_os = "linux"))]
fn free_memory(_: &Path) -> u64 {
    0
}
