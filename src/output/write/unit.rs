//! Units of a site: files that need not be made again while what they are made from is the same.
#![expect(clippy::disallowed_methods, reason = "this is the one place that writes disks")]
use std::{
    fs,
    path::PathBuf,
    sync::{Mutex, PoisonError, atomic::Ordering},
};

use super::{
    Shelf, Staging,
    manifest::{Listed, Record},
    reuse::Previous,
};
use crate::{
    diagnostic::message,
    error::{Doing, Error},
};

/// Files that are made from the same things, and not made again while these are the same.
#[derive(Debug)]
pub struct Unit<'s> {
    staging: &'s Staging,
    name: &'s str,
    key: u128,
    files: Mutex<Vec<Record>>,
}

impl Staging {
    /// Takes files from parts of the site too, which other runs built into these folders.
    ///
    /// # Errors
    /// When one of them holds no part that this program built.
    pub fn take_from(&mut self, folders: &[PathBuf]) -> Result<(), Error> {
        for folder in folders {
            let part = Previous::open(folder).filter(|it| it.manifest().is_some());
            let place = folder.display();
            self.parts.push(part.ok_or_else(|| {
                Error::new(message!(
                    "{place} 里没有本程序生成的网站或其中一份",
                    "{place} holds no site, and no part of one, that this program built"
                ))
                .with_help(message!(
                    "各份要用同一版本的 govcat，以 build --shard I/N --out 文件夹 生成",
                    "build each part with the same govcat: build --shard I/N --out FOLDER"
                ))
            })?);
        }
        Ok(())
    }

    /// Begins the unit of that name, whose files are made from what has the hash `key`; `None` where the
    /// previous site's files were made from the same, and were taken over.
    ///
    /// # Errors
    /// When a folder cannot be made.
    pub fn unit<'s>(&'s self, name: &'s str, key: u128) -> Result<Option<Unit<'s>>, Error> {
        for from in self.previous.iter().chain(&self.parts) {
            let Some(files) = from.unit(name, key) else { continue };
            if self.in_place || self.take_over(from, files)? {
                self.kept.fetch_add(files.len() as u64, Ordering::Relaxed);
                self.list(name, Listed { key, files: files.to_vec() });
                return Ok(None);
            }
        }
        Ok(Some(Unit { staging: self, name, key, files: Mutex::default() }))
    }

    fn list(&self, name: &str, listed: Listed) {
        let mut units = self.units.lock().unwrap_or_else(PoisonError::into_inner);
        units.insert(name.to_owned(), listed);
    }

    /// Takes over files that were built before; `false` where one cannot be, and none was.
    fn take_over(&self, from: &Previous, files: &[Record]) -> Result<bool, Error> {
        let mut last = "";
        for (at, Record { path, .. }) in files.iter().enumerate() {
            let folder = path.rsplit_once('/').map_or("", |it| it.0);
            if folder != last {
                self.make_folder(folder)?;
                last = folder;
            }
            if from.give(path, &self.folder.join(path)).is_err() {
                for file in &files[..at] {
                    self.take_away(&file.path)?;
                }
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A file of the site that was taken over.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, Error> {
        let file = self.site().join(path);
        fs::read(&file).map_err(|error| Error::io(Doing::Read, &file, &error))
    }
}

impl Shelf for Unit<'_> {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let record = self.staging.put(path, bytes)?;
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push(record);
        Ok(())
    }
}

impl Drop for Unit<'_> {
    fn drop(&mut self) {
        let files = self.files.get_mut().unwrap_or_else(PoisonError::into_inner);
        let files = std::mem::take(files);
        self.staging.list(self.name, Listed { key: self.key, files });
    }
}
