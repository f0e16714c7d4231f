//! Single files: those of a new workspace, and catalogs that are imported or edited in place.
#![expect(clippy::disallowed_methods, reason = "this is the one place that writes disks")]
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use crate::{
    diagnostic::message,
    error::{Doing, Error},
};

/// Whether a file is a program that the system may start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A text.
    Plain,
    /// A script.
    Program,
}

/// A file to make: its path below the folder, its text, what it is.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// With `/`.
    pub path: String,
    /// The text.
    pub text: String,
    /// What it is.
    pub mode: Mode,
}

/// Makes files below a folder, all of them or none. Nothing that is there is touched.
///
/// # Errors
/// When one of them is there already, or cannot be written; then those already written are taken
/// away again.
pub fn create(root: &Path, files: &[NewFile]) -> Result<(), Error> {
    let there: Vec<&str> = files
        .iter()
        .map(|it| it.path.as_str())
        .filter(|it| fs::symlink_metadata(root.join(it)).is_ok())
        .collect();
    if !there.is_empty() {
        let (count, names, place) = (there.len(), there.join("\n"), root.display());
        return Err(Error::new(message!(
            "{place} 里已经有其中 {count} 个文件，什么也没有写",
            "{place} has {count} of the files already; nothing was written"
        ))
        .with_help(message!("{names}", "{names}")));
    }
    let mut made: Vec<PathBuf> = Vec::new();
    for file in files {
        if let Err((path, error)) = make(root, file, &mut made) {
            for path in made.iter().rev() {
                // Only what this run made: an empty folder, or a file.
                let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
            }
            return Err(Error::io(Doing::Write, &path, &error)
                .with_help(message!("什么也没留下", "nothing was left behind")));
        }
    }
    Ok(())
}

/// Makes one file, and the folders that it needs.
fn make(root: &Path, file: &NewFile, made: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let path = root.join(&file.path);
    let folders: Vec<&Path> = path.ancestors().skip(1).take_while(|it| !it.is_dir()).collect();
    for folder in folders.into_iter().rev().filter(|it| !it.as_os_str().is_empty()) {
        fs::create_dir(folder).map_err(|error| (folder.to_path_buf(), error))?;
        made.push(folder.to_path_buf());
    }
    let mut new = File::create_new(&path).map_err(|error| (path.clone(), error))?;
    made.push(path.clone());
    let written = new.write_all(file.text.as_bytes()).and_then(|()| match file.mode {
        Mode::Plain => Ok(()),
        Mode::Program => permit(&new),
    });
    written.map_err(|error| (path, error))
}

#[cfg(unix)]
fn permit(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut permissions = file.metadata()?.permissions();
    permissions.set_mode(permissions.mode() | 0o111);
    file.set_permissions(permissions)
}

#[cfg(not(unix))]
fn permit(_: &File) -> io::Result<()> {
    Ok(())
}

/// Puts files in their places together, with the folders that they need: all of them, or none. Every
/// one is first written whole beside its place. Readers see the old text or the new one, never a part;
/// when one cannot be written or cannot take its place, those that were there before come back.
///
/// # Errors
/// When a file cannot be written. Nothing has changed then.
pub fn replace(files: &[(PathBuf, String)]) -> Result<(), Error> {
    let mut staged = Vec::new();
    let mut folders = Vec::new();
    let outcome = files.iter().try_for_each(|(path, text)| {
        stage(path, text, &mut folders)
            .map(|it| staged.push(it))
            .map_err(|error| Error::io(Doing::Write, path, &error))
    });
    let outcome = outcome.and_then(|()| put(files, &staged));
    for file in &staged {
        // What took its place is gone from here; the rest is a leftover.
        let _ = fs::remove_file(file);
    }
    if outcome.is_err() {
        for folder in folders.iter().rev() {
            // Only those that are empty again go.
            let _ = fs::remove_dir(folder);
        }
    }
    outcome
}

/// Writes a file beside its place.
fn stage(path: &Path, text: &str, folders: &mut Vec<PathBuf>) -> io::Result<PathBuf> {
    let parent = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let missing: Vec<&Path> =
        parent.ancestors().take_while(|it| !it.as_os_str().is_empty() && !it.exists()).collect();
    folders.extend(missing.into_iter().rev().map(Path::to_path_buf));
    fs::create_dir_all(parent)?;
    let permissions = match fs::metadata(path) {
        Ok(metadata) => {
            // A rename would go past what a file that may not be written says.
            drop(OpenOptions::new().write(true).open(path)?);
            Some(metadata.permissions())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let (beside, mut file) = fresh(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| match permissions {
        Some(it) => file.set_permissions(it),
        None => Ok(()),
    });
    if let Err(error) = written.and_then(|()| file.sync_all()) {
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    Ok(beside)
}

/// Lets the staged files take their places.
fn put(files: &[(PathBuf, String)], staged: &[PathBuf]) -> Result<(), Error> {
    let mut done: Vec<(&Path, Option<PathBuf>)> = Vec::new();
    let mut outcome = Ok(());
    for ((path, _), new) in files.iter().zip(staged) {
        // One file alone needs no copy to come back from: its rename happens or does not.
        let kept = if files.len() > 1 { keep(path) } else { Ok(None) };
        let moved = kept.and_then(|kept| {
            done.push((path, kept));
            fs::rename(new, path)
        });
        if let Err(error) = moved {
            outcome = Err(Error::io(Doing::Write, path, &error));
            break;
        }
    }
    let failed_at = if outcome.is_err() { done.len().checked_sub(1) } else { None };
    for (at, (path, kept)) in done.iter().enumerate().rev() {
        match (&outcome, kept) {
            (Ok(()), Some(kept)) => {
                // An old copy that stays is a nuisance, no loss.
                let _ = fs::remove_file(kept);
            }
            (Ok(()), None) => {}
            (Err(_), Some(kept)) => {
                let _ = fs::rename(kept, path);
            }
            // The last one did not take its place: what is there is not ours.
            (Err(_), None) if failed_at == Some(at) => {}
            (Err(_), None) => {
                let _ = fs::remove_file(path);
            }
        }
    }
    outcome
}

/// Keeps a file under a second name; `None` where there is none to keep.
fn keep(path: &Path) -> io::Result<Option<PathBuf>> {
    let (kept, file) = fresh(path)?;
    drop(file);
    match fs::copy(path, &kept) {
        Ok(_) => Ok(Some(kept)),
        Err(error) => {
            let _ = fs::remove_file(&kept);
            if error.kind() == io::ErrorKind::NotFound { Ok(None) } else { Err(error) }
        }
    }
}

/// Takes away what runs that were killed left in folders: hidden files beside those that they were writing. Says
/// how many. Where it cannot be told that a run is over, its files stay.
#[must_use]
pub fn sweep(folders: &[&Path]) -> usize {
    let files = folders.iter().filter_map(|it| fs::read_dir(it).ok()).flatten().flatten();
    let left = files.filter(|it| is_left(&it.file_name().to_string_lossy()));
    left.filter(|it| fs::remove_file(it.path()).is_ok()).count()
}

/// Whether a name is one of [`fresh`], by a process that is no more.
fn is_left(name: &str) -> bool {
    let Some((_, mark)) = name.strip_prefix('.').and_then(|it| it.rsplit_once(".govcat-")) else {
        return false;
    };
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|c| c.is_ascii_digit());
    let processes = Path::new("/proc");
    mark.split_once('-').is_some_and(|(process, n)| {
        is_number(process)
            && is_number(n)
            && processes.join("self").exists()
            && !processes.join(process).exists()
    })
}

/// A hidden file beside a path that nobody else uses.
fn fresh(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut n = 0_u32;
    loop {
        let beside = path.with_file_name(format!(".{name}.govcat-{}-{n}", std::process::id()));
        match File::create_new(&beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && n < u32::MAX => n += 1,
            other => return other.map(|file| (beside, file)),
        }
    }
}

/// Makes a folder for reports, and those above it.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|error| Error::io(Doing::Write, folder, &error))
}

/// Puts files into a folder, which is made where it is missing. A file that is there is left as it
/// is; these are returned.
///
/// # Errors
/// When the folder or a file cannot be written.
pub fn put_new<'a>(
    folder: &Path,
    files: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Vec<PathBuf>, Error> {
    make_folder(folder)?;
    let mut there = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        let failed = |error| Error::io(Doing::Write, &path, &error);
        match File::create_new(&path) {
            Ok(mut file) => file.write_all(text.as_bytes()).map_err(failed)?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => there.push(path),
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(there)
}
