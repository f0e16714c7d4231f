//! Single files: those of a new workspace, and catalogs that are edited in place.
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

/// Gives a file another text. Readers see the old text or the new one, never a part; where it
/// fails, the old one stays.
///
/// # Errors
/// When the folder or the file cannot be written.
pub fn replace(path: &Path, text: &str) -> Result<(), Error> {
    let failed = |error: io::Error| Error::io(Doing::Write, path, &error);
    let permissions = fs::metadata(path).map_err(failed)?.permissions();
    // A rename would go past what a file that may not be written says.
    drop(OpenOptions::new().write(true).open(path).map_err(failed)?);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let fresh = |n: u32| path.with_file_name(format!(".{name}.govcat-{}-{n}", std::process::id()));
    let is_taken = |it: &io::Result<File>| {
        it.as_ref().is_err_and(|it| it.kind() == io::ErrorKind::AlreadyExists)
    };
    let mut n = 0;
    let mut made = File::create_new(fresh(n));
    while is_taken(&made) && n < u32::MAX {
        n += 1;
        made = File::create_new(fresh(n));
    }
    let (temporary, mut file) = (fresh(n), made.map_err(failed)?);
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.set_permissions(permissions))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&temporary, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        failed(error)
    })
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
