//! What `fmt` and `fix` share: files with a new text, held against the old ones, shown and written.
use std::collections::BTreeMap;

use crate::{
    check::{Report, check},
    cli::session::Session,
    compile::compile,
    diagnostic::Diagnostic,
    edit::unified,
    error::Error,
    output::write::files::replace,
    rules,
    source::Workspace,
    span::FileId,
};

/// New texts of files.
pub(crate) type Texts = BTreeMap<FileId, String>;

/// What is wrong in a workspace with new texts.
pub(crate) fn report(workspace: &Workspace, session: &Session<'_>) -> Report {
    let mut found = Vec::new();
    let compilation = compile(workspace, session.reader(), session.today()).take(&mut found);
    check(workspace, &compilation, found, rules::ALL)
}

/// What tells findings apart wherever their lines are, sorted; by file.
pub(crate) fn prints<'r>(
    findings: impl Iterator<Item = &'r Diagnostic>,
) -> BTreeMap<FileId, Vec<(&'static str, &'r str, &'r str, &'r str)>> {
    let mut prints: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for it in findings {
        let print =
            (it.code, it.entry.as_deref().unwrap_or(""), it.field.unwrap_or(""), &*it.subject);
        prints.entry(it.span.file).or_default().push(print);
    }
    for all in prints.values_mut() {
        all.sort_unstable();
    }
    prints
}

/// Shows what would change.
pub(crate) fn show(workspace: &Workspace, texts: &Texts, session: &mut Session<'_>) {
    for (id, text) in texts {
        let file = workspace.file(*id);
        let old = if file.has_mark { format!("\u{feff}{}", file.text) } else { file.text.clone() };
        session.out.print(unified::diff(&file.path, &old, text));
    }
}

/// Writes the new texts: all of them, or none.
pub(crate) fn save(workspace: &Workspace, texts: &Texts) -> Result<(), Error> {
    let texts = texts
        .iter()
        .map(|(id, text)| (workspace.root.join(&workspace.file(*id).path), text.clone()));
    replace(&texts.collect::<Vec<_>>())
}
