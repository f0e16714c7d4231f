//! Temporary folders, and how one takes the site's place.
#![expect(clippy::disallowed_methods, reason = "this is the one place that writes disks")]
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use super::place::{Found, MARKER, Place};
use crate::error::{Doing, Error};

/// Between the site's name and the process's in the names of temporary folders.
const INFIX: &str = ".govcat-";

/// Makes a temporary folder beside the site's place and locks it. The lock tells it from the
/// leftover of a build that was killed: the system drops a dead process's locks.
pub(super) fn fresh_folder(place: &Place) -> Result<(PathBuf, Option<File>), Error> {
    let pid = std::process::id();
    for n in 0..u32::MAX {
        let folder = place.beside(".", &format!("{INFIX}{pid}-{n}"));
        match fs::create_dir(&folder) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(Error::io(Doing::Write, place.parent(), &error)),
        }
        let Ok(lock) = File::open(&folder) else {
            // Where folders cannot be opened there are no locks, and nobody clears leftovers.
            if folder.is_dir() {
                return Ok((folder, None));
            }
            continue;
        };
        // Who clears leftovers may have come between: then it is gone, or going.
        match lock.lock() {
            Ok(()) if is_still(&folder, &lock) => return Ok((folder, Some(lock))),
            Ok(()) => {}
            Err(_) => return Ok((folder, None)),
        }
    }
    Err(Error::io(Doing::Write, place.parent(), &io::ErrorKind::AlreadyExists.into()))
}

#[cfg(unix)]
fn is_still(folder: &Path, lock: &File) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (fs::metadata(folder), lock.metadata()) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still(folder: &Path, _: &File) -> bool {
    folder.is_dir()
}

/// Removes what killed builds left beside the site's place. What is not certainly that stays.
pub(super) fn clear_leftovers(place: &Place) {
    let (Some(name), Ok(list)) = (place.name.to_str(), fs::read_dir(place.parent())) else {
        return;
    };
    let prefix = format!(".{name}{INFIX}");
    for entry in list.flatten() {
        let is_one = entry
            .file_name()
            .to_str()
            .and_then(|it| it.strip_prefix(&prefix))
            .is_some_and(is_numbers);
        let folder = entry.path();
        if !is_one || !entry.file_type().is_ok_and(|it| it.is_dir()) {
            continue;
        }
        let Ok(lock) = File::open(&folder) else { continue };
        if lock.try_lock().is_ok() && !is_foreign(&folder) {
            let _ = remove(&folder);
        }
    }
}

/// Whether it is `<pid>-<n>`.
fn is_numbers(text: &str) -> bool {
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit());
    text.split_once('-').is_some_and(|(pid, n)| is_number(pid) && is_number(n))
}

/// Gives the new folder the permissions of the one that it replaces.
pub(super) fn copy_permissions(old: &Path, new: &Path, found: Found) {
    if matches!(found, Found::Empty | Found::Site)
        && let Ok(metadata) = fs::metadata(old)
    {
        // The site is as readable as the system makes new folders; that will do.
        let _ = fs::set_permissions(new, metadata.permissions());
    }
}

/// Puts the new folder in the site's place; returns where what stood there is now.
pub(super) fn put(new: &Path, place: &Place) -> io::Result<Option<PathBuf>> {
    loop {
        match exchange(new, &place.target) {
            Ok(()) => return Ok(Some(new.to_path_buf())),
            Err(error) if error.kind() == io::ErrorKind::NotFound && new.is_dir() => {}
            Err(error) if is_unsupported(&error) => return put_in_two_steps(new, place),
            Err(error) => return Err(error),
        }
        match move_to_nothing(new, &place.target) {
            Ok(()) => return Ok(None),
            // Another build was faster: exchange it.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) if is_unsupported(&error) => return put_in_two_steps(new, place),
            Err(error) => return Err(error),
        }
    }
}

#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(target_os = "linux")]
fn move_to_nothing(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(target_os = "linux"))]
fn move_to_nothing(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Some file systems know no exchange.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Moves the old away and the new in; if the second step fails, the old comes back.
fn put_in_two_steps(new: &Path, place: &Place) -> io::Result<Option<PathBuf>> {
    let old = (0..u32::MAX)
        .map(|n| place.beside(".", &format!("{INFIX}{}-{n}", std::process::id())))
        .find(|it| fs::symlink_metadata(it).is_err())
        .ok_or(io::ErrorKind::AlreadyExists)?;
    let had = match fs::rename(&place.target, &old) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(error),
    };
    if let Err(error) = fs::rename(new, &place.target) {
        if had {
            fs::rename(&old, &place.target)?;
        }
        return Err(error);
    }
    Ok(had.then_some(old))
}

/// Whether what was replaced is neither a site nor empty.
pub(super) fn is_foreign(old: &Path) -> bool {
    let is_empty = || fs::read_dir(old).is_ok_and(|mut it| it.next().is_none());
    !old.join(MARKER).is_file() && !is_empty()
}

/// Moves what was not govcat's out of the way, under a name that nothing has yet.
pub(super) fn move_aside(old: &Path, place: &Place) -> Result<PathBuf, Error> {
    let aside =
        (1..u32::MAX)
            .map(|n| {
                if n == 1 {
                    place.beside("", ".old")
                } else {
                    place.beside("", &format!(".old-{n}"))
                }
            })
            .find(|it| fs::symlink_metadata(it).is_err());
    let aside = aside.unwrap_or_else(|| old.to_path_buf());
    fs::rename(old, &aside).map_err(|error| Error::io(Doing::Write, &aside, &error))?;
    let shown = place.shown.parent().map(|it| it.join(aside.file_name().unwrap_or_default()));
    Ok(shown.unwrap_or(aside))
}

/// Removes a folder with all that is in it, many files at a time. The marker goes last: without it,
/// what a removal that was killed leaves would be taken for somebody else's, and stay for ever.
pub(super) fn remove(folder: &Path) -> io::Result<()> {
    let list: Vec<fs::DirEntry> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    let (marker, list): (Vec<_>, Vec<_>) =
        list.into_iter().partition(|it| it.file_name() == MARKER);
    list.into_par_iter().try_for_each(|entry| remove_entry(&entry))?;
    marker.iter().try_for_each(remove_entry)?;
    fs::remove_dir(folder)
}

fn remove_entry(entry: &fs::DirEntry) -> io::Result<()> {
    let removed = if entry.file_type()?.is_dir() {
        remove(&entry.path())
    } else {
        fs::remove_file(entry.path())
    };
    // Two builds may remove one leftover.
    removed
        .or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}
