//! Where a registry's record stands: registries keep no places, their files do.
use crate::{
    diff::ChangeSet,
    source::{Workspace, paths::Role},
    span::{FileId, Span},
};

/// Gives the changes of registries their places.
pub(crate) fn find(set: &mut ChangeSet, old: &Workspace, new: &Workspace) {
    for change in set.changes.iter_mut().filter(|it| it.agency.is_none()) {
        let role = match change.field {
            Some("registry:basis") => Role::Basis,
            Some("registry:vocabulary") => Role::Vocabulary,
            Some("registry:calendar") => Role::Calendar,
            _ => continue,
        };
        // A law's title stands in brackets here, a term behind its list's name, a year before a word.
        let name = change.name.rsplit('·').next().unwrap_or_default();
        let name = name.trim_matches(['《', '》']).split(' ').next().unwrap_or_default();
        if change.old.is_some() {
            change.old_at = place(old, &role, name);
        }
        if change.new.is_some() {
            change.new_at = place(new, &role, name);
        }
    }
}

/// The first place of a word in a registry's own file; its top, where the word is spelled otherwise.
fn place(workspace: &Workspace, role: &Role, word: &str) -> Option<Span> {
    let at = workspace.files.iter().position(|it| it.role == *role && !it.path.starts_with('<'))?;
    let file = FileId(u32::try_from(at).ok()?);
    let start = workspace.file(file).text.find(word).filter(|_| !word.is_empty());
    let Some(start) = start else { return Some(Span::top(file)) };
    let (start, end) = (u32::try_from(start).ok()?, u32::try_from(start + word.len()).ok()?);
    Some(Span { file, start, end })
}
