//! Files of a site that are too large to be held: written piece by piece.
#![expect(clippy::disallowed_methods, reason = "this is the one place that writes disks")]
use std::{
    fs::{self, File},
    io::{BufWriter, Write as _},
    sync::atomic::Ordering,
};

use xxhash_rust::xxh3::Xxh3;

use super::{Staging, manifest::Record};
use crate::error::Error;

/// A file that is written piece by piece. Finish it with [`Staging::finish`].
#[expect(missing_debug_implementations, reason = "a hash in the making has none")]
pub struct Stream {
    path: String,
    file: BufWriter<File>,
    bytes: u64,
    hash: Xxh3,
}

impl Staging {
    /// Begins a file that is written piece by piece.
    ///
    /// # Errors
    /// When it cannot be written, or is there already.
    pub fn stream(&self, path: &str) -> Result<Stream, Error> {
        let file = File::create_new(self.folder.join(stream_name(path)))
            .map_err(|error| self.failed(path, &error))?;
        Ok(Stream {
            path: path.to_owned(),
            file: BufWriter::with_capacity(1 << 16, file),
            bytes: 0,
            hash: Xxh3::new(),
        })
    }

    /// Appends to a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn append(&self, stream: &mut Stream, bytes: &[u8]) -> Result<(), Error> {
        stream.bytes += bytes.len() as u64;
        stream.hash.update(bytes);
        stream.file.write_all(bytes).map_err(|error| self.failed(&stream.path, &error))
    }

    /// Ends a file that was written piece by piece.
    ///
    /// # Errors
    /// When its last bytes cannot be written.
    pub fn finish(&self, stream: Stream) -> Result<(), Error> {
        let Stream { path, mut file, bytes, hash } = stream;
        file.flush().map_err(|error| self.failed(&path, &error))?;
        drop(file);
        let from = self.folder.join(stream_name(&path));
        let is_kept = self.previous.as_ref().is_some_and(|it| it.has_file(&path, &from));
        if is_kept && (self.in_place || self.link(&path)) {
            self.kept.fetch_add(1, Ordering::Relaxed);
            fs::remove_file(&from).map_err(|error| self.failed(&path, &error))?;
        } else {
            self.bring_in(&from, &path)?;
        }
        self.list_lone(Record { path, size: bytes, hash: hash.digest() });
        Ok(())
    }
}

/// What a file is called while it is written piece by piece: it lies beside the site's own files.
fn stream_name(path: &str) -> String {
    format!("{}.part", path.replace('/', "-"))
}
