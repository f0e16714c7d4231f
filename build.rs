//! Names the program by what it is made of: a site that another program built is built anew as a whole.
#![allow(clippy::disallowed_methods, reason = "the program is not there yet")]
use std::{
    env, fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io,
    path::{Path, PathBuf},
};

/// What decides what the program writes.
const PARTS: [&str; 5] = ["Cargo.toml", "Cargo.lock", "src", "templates", "catalogs"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        list(&root, Path::new(part), &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(root.join(&file))?.hash(&mut hasher);
    }
    println!("cargo::rustc-env=GOVCAT_MADE_OF={:016x}", hasher.finish());
    Ok(())
}

/// The files of a part. Of the catalogs only the registries are in the program.
fn list(root: &Path, part: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !root.join(part).is_dir() {
        files.push(part.to_path_buf());
        return Ok(());
    }
    for entry in fs::read_dir(root.join(part))? {
        let path = part.join(entry?.file_name());
        if part != Path::new("catalogs") || !root.join(&path).is_dir() {
            list(root, &path, files)?;
        }
    }
    Ok(())
}
