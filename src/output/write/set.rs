//! Several files put in their places together: all of them, or none.
#![expect(clippy::disallowed_methods, reason = "this is the one place that writes disks")]
use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use crate::error::{Doing, Error};

/// Writes files, with the folders that they need. Every file is first written whole beside its place;
/// when one cannot be, or cannot take its place, those that were there before come back.
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

fn stage(path: &Path, text: &str, folders: &mut Vec<PathBuf>) -> io::Result<PathBuf> {
    let parent = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let missing: Vec<&Path> =
        parent.ancestors().take_while(|it| !it.as_os_str().is_empty() && !it.exists()).collect();
    folders.extend(missing.into_iter().rev().map(Path::to_path_buf));
    fs::create_dir_all(parent)?;
    let beside = beside(path, "new");
    let mut file = File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if let Ok(metadata) = fs::metadata(path) {
        fs::set_permissions(&beside, metadata.permissions())?;
    }
    Ok(beside)
}

fn put(files: &[(PathBuf, String)], staged: &[PathBuf]) -> Result<(), Error> {
    let mut done: Vec<(&Path, Option<PathBuf>)> = Vec::new();
    let mut outcome = Ok(());
    for ((path, _), new) in files.iter().zip(staged) {
        let kept = beside(path, "old");
        let had = match fs::rename(path, &kept) {
            Ok(()) => Ok(Some(kept)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        };
        let moved = had.and_then(|had| {
            done.push((path, had));
            fs::rename(new, path)
        });
        if let Err(error) = moved {
            outcome = Err(Error::io(Doing::Write, path, &error));
            break;
        }
    }
    for (path, kept) in done.iter().rev() {
        match (&outcome, kept) {
            (Ok(()), Some(kept)) => {
                // An old copy that stays is a nuisance, no loss.
                let _ = fs::remove_file(kept);
            }
            (Ok(()), None) => {}
            (Err(_), Some(kept)) => {
                let _ = fs::rename(kept, path);
            }
            (Err(_), None) => {
                let _ = fs::remove_file(path);
            }
        }
    }
    outcome
}

/// A hidden name beside a file that only this process uses.
fn beside(path: &Path, what: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.{what}", std::process::id()))
}
