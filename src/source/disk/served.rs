//! The part of the door that a preview reads its site through.
#![expect(clippy::disallowed_methods, reason = "it is a part of the one door")]
use std::{fs, io, path::Path};

use crate::source::Served;

/// See [`served`](crate::source::served).
pub(in crate::source) fn served(folder: &Path, path: &str) -> io::Result<Served> {
    let path = folder.join(path);
    if path.is_dir() { Ok(Served::Folder) } else { fs::read(path).map(Served::File) }
}
