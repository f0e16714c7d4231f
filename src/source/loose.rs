//! Files that belong to no workspace: a lone catalog, an agency's folder, a folder of agencies.
use crate::source::paths::{self, Role};

/// What each file of a folder is for, told from its path inside the folder. Files that lie directly
/// in it are those of the agency `key`.
pub(super) fn roles(paths: &[&str], key: &str) -> Vec<Option<Role>> {
    let has_agencies = paths.iter().any(|it| {
        it.contains('/')
            && matches!(paths::classify(&format!("catalogs/{it}")), Some(Role::Catalog(_)))
    });
    let role = |path: &&str| {
        let shared = paths::classify(&format!("catalogs/{path}"));
        match shared {
            Some(Role::Domains | Role::Vocabulary | Role::Basis | Role::Calendar) => shared,
            _ if has_agencies => shared,
            _ => paths::classify(&format!("catalogs/{key}/{path}")),
        }
    };
    paths.iter().map(role).map(|it| it.filter(|it| *it != Role::Stray)).collect()
}

/// The last name of a path.
pub(super) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
