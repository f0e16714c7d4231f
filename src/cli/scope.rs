//! Which files' findings are reported: the paths on the command line.
use std::path::{Component, Path, PathBuf};

use crate::{
    diagnostic::message,
    error::Error,
    model::likeness::nearest,
    source::{Workspace, paths::Role},
};

/// A choice of files; everything where no path was given.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// Paths from the workspace's root, with `/`; the root itself is empty.
    chosen: Vec<String>,
}

impl Scope {
    /// Finds the paths in the workspace: from the current folder, else from the workspace's.
    ///
    /// # Errors
    /// When one does not exist, lies elsewhere, or holds no catalog: a slip in a path must not pass.
    pub(crate) fn new(paths: &[PathBuf], workspace: &Workspace) -> Result<Self, Error> {
        let chosen = paths.iter().map(|path| inside(path, workspace));
        let scope = Self { chosen: chosen.collect::<Result<_, _>>()? };
        for (path, chosen) in paths.iter().zip(&scope.chosen) {
            let holds_some = workspace.files.iter().any(|file| {
                file.path == *chosen
                    || is_under(&file.path, chosen) && matches!(file.role, Role::Catalog(_))
            });
            if !holds_some {
                let path = path.display();
                return Err(Error::new(message!(
                    "{path} 里没有目录文件",
                    "there is no catalog file in {path}"
                ))
                .with_help(message!(
                    "目录文件是 catalogs/机关/ 里的 .yaml 文件",
                    "catalog files are the .yaml files in catalogs/<agency>/"
                )));
            }
        }
        Ok(scope)
    }

    /// Whether a file's findings are reported.
    pub(crate) fn holds(&self, path: &str) -> bool {
        self.chosen.is_empty() || self.chosen.iter().any(|it| path == it || is_under(path, it))
    }
}

fn is_under(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// A path, and the folders that it lies in.
fn with_folders(path: &str) -> impl Iterator<Item = &str> {
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    std::iter::once(path).chain(folders)
}

fn inside(path: &Path, workspace: &Workspace) -> Result<String, Error> {
    let in_workspace = workspace.root.join(path);
    let found = [path, &in_workspace].into_iter().find(|it| it.symlink_metadata().is_ok());
    let Some(found) = found else {
        let shown = path.display();
        let words = path.to_string_lossy();
        let near =
            nearest(&words, workspace.files.iter().flat_map(|file| with_folders(&file.path)));
        let error = Error::new(message!(
            "没有 {shown} 这个文件或文件夹",
            "there is no file or folder {shown}"
        ));
        return Err(match near {
            Some(near) => error.with_help(message!("是不是 {near}？", "did you mean {near}?")),
            None => error,
        });
    };
    let root = workspace.root.canonicalize().unwrap_or_else(|_| workspace.root.clone());
    let real = real(found);
    let Ok(inside) = real.strip_prefix(&root) else {
        let (shown, root) = (path.display(), root.display());
        return Err(Error::new(message!(
            "{shown} 不在工作区 {root} 里",
            "{shown} lies outside the workspace {root}"
        )));
    };
    let parts = inside.components().filter_map(|it| match it {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    Ok(parts.collect::<Vec<_>>().join("/"))
}

/// The path without links, but for its last name: a link is reported as what it is.
fn real(path: &Path) -> PathBuf {
    let whole = || path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let (Some(name), Some(parent)) = (path.file_name(), path.parent()) else { return whole() };
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    parent.canonicalize().map_or_else(|_| whole(), |it| it.join(name))
}
