//! Single files that the command line names.
use std::{fs, io, path::Path};

use crate::error::{Doing, Error};

/// See [`read_text`](crate::source::read_text).
pub(in crate::source) fn read_one(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| Error::io(Doing::Read, path, &error))
}

/// See [`crate::source::read_bytes`].
pub(in crate::source) fn read_bytes(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Error> {
    let read = || -> io::Result<Option<Vec<u8>>> {
        let file = fs::File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::Read::take(file, limit + 1), &mut bytes)?;
        Ok((bytes.len() as u64 <= limit).then_some(bytes))
    };
    read().map_err(|error| Error::io(Doing::Read, path, &error))
}

/// See [`crate::source::read_optional`].
pub(in crate::source) fn read_optional(path: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io(Doing::Read, path, &error)),
    }
}
