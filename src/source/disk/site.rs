//! What a workspace says of its site's looks: its templates, and the image of its emblem.
use std::{fs, io, path::Path};

use walkdir::WalkDir;

use crate::{
    diagnostic::message,
    error::{Doing, Error},
};

/// The kinds of files that `templates/` is for.
const KINDS: [&str; 4] = ["html", "css", "js", "toml"];
/// The kinds of images that every browser shows.
const IMAGES: [&str; 6] = ["svg", "png", "jpg", "jpeg", "webp", "gif"];
/// An emblem is loaded by every page.
const LARGEST: u64 = 512 * 1024;

/// See [`Workspace::templates`](crate::source::Workspace::templates).
pub(in crate::source) fn load_templates(root: &Path) -> Result<Vec<(String, String)>, Error> {
    let folder = root.join("templates");
    let mut templates = Vec::new();
    for entry in WalkDir::new(&folder).max_depth(1).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.depth() == 0 && !folder.exists() => break,
            Err(error) => {
                let path = error.path().unwrap_or(&folder).to_path_buf();
                let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                return Err(Error::io(Doing::Read, &path, &error));
            }
        };
        let Some(name) = entry.file_name().to_str() else { continue };
        let ending = entry.path().extension().and_then(|it| it.to_str()).unwrap_or_default();
        if entry.depth() == 0 || !KINDS.contains(&ending) {
            continue;
        }
        // A link could publish any file of the machine that builds.
        if !entry.file_type().is_file() {
            return Err(Error::new(message!(
                "templates/{name} 不是普通文件，没有读",
                "templates/{name} is no regular file and was not read"
            )));
        }
        let text = fs::read_to_string(entry.path())
            .map_err(|error| Error::io(Doing::Read, &Path::new("templates").join(name), &error))?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        templates.push((name.to_owned(), text));
    }
    Ok(templates)
}

/// See [`Workspace::emblem`](crate::source::Workspace::emblem).
pub(in crate::source) fn load_emblem(
    root: &Path,
    path: &str,
) -> Result<Option<(String, Vec<u8>)>, Error> {
    if path.is_empty() {
        return Ok(None);
    }
    let wrong = |zh: &str, en: &str| {
        Err(Error::new(message!(
            "govcat.toml 的 [site] 里 emblem = “{path}”：{zh}",
            "govcat.toml: [site] emblem = \"{path}\": {en}"
        )))
    };
    let is_inside = !path.contains('\\')
        && path.split('/').all(|it| !matches!(it, "" | "." | ".."))
        && !path.contains(':');
    if !is_inside {
        return wrong(
            "要写成工作区里的相对路径",
            "it must be a relative path inside the workspace",
        );
    }
    let ending = path.rsplit_once('.').map(|it| it.1.to_ascii_lowercase()).unwrap_or_default();
    if !IMAGES.contains(&ending.as_str()) {
        return wrong(
            "只能是 svg、png、jpg、webp、gif 图片",
            "it must be an svg, png, jpg, webp or gif image",
        );
    }
    let file = root.join(path);
    // A link could publish any file of the machine that builds.
    let place = file.canonicalize().map_err(|error| Error::io(Doing::Read, &file, &error))?;
    let root = root.canonicalize().map_err(|error| Error::io(Doing::Read, root, &error))?;
    let about = fs::metadata(&place).map_err(|error| Error::io(Doing::Read, &file, &error))?;
    if !place.starts_with(&root) || !about.is_file() {
        return wrong("不是工作区里的普通文件", "it is no regular file of the workspace");
    }
    if about.len() > LARGEST {
        return wrong(
            "超过 512 KB，每个网页都要下载它",
            "it is larger than 512 KB, and every page loads it",
        );
    }
    let bytes = fs::read(&place).map_err(|error| Error::io(Doing::Read, &file, &error))?;
    Ok(Some((format!("emblem.{ending}"), bytes)))
}
