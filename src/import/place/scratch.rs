//! The rows as a catalog of their own, compiled in memory so that they can be compared.
use crate::{
    compile::compile,
    import::{
        place::{Grounds, catalog::Catalog, table},
        write::text,
    },
    resolve::view::EntryView,
    source::{Workspace, paths::Role},
    syntax::Reader,
};

/// Compiles the rows and looks at them. Every row is an entry there, in order.
pub(super) fn with(
    catalog: &Catalog,
    grounds: Grounds<'_, '_>,
    reader: Reader,
    look: impl FnOnce(&[EntryView<'_, '_>]),
) {
    let ids: Vec<String> = catalog
        .drafts
        .iter()
        .enumerate()
        .map(|(at, it)| match &it.number {
            Some(number) if number.contains('-') => number.clone(),
            _ => format!("row-{at}"),
        })
        .collect();
    let shared = grounds.workspace.files.iter().filter(|it| {
        matches!(it.role, Role::Domains | Role::Vocabulary) && it.path.starts_with("catalogs/")
    });
    let mut files: Vec<(String, String)> =
        shared.map(|it| (it.path.clone(), it.text.clone())).collect();
    let key = "scratch";
    files.push((
        format!("catalogs/{key}/agency.yaml"),
        format!("govcat: 1\nagency: {key}\nname: {key}\ninherit: false\n"),
    ));
    let domains = &grounds.resolution.registries.domains;
    files.push((format!("catalogs/{key}/table.yaml"), text::catalog(catalog, &ids, domains)));
    let Ok(workspace) = Workspace::assemble(files) else { return };
    let workspace = workspace.value;
    let compilation = compile(&workspace, reader, grounds.resolution.today).value;
    let resolution = &compilation.resolution;
    let found = resolution.find_agency(key).and_then(|it| table(resolution, it, catalog));
    let Some(found) = found else { return };
    let views: Vec<_> = resolution.entries(found).collect();
    if views.len() == catalog.drafts.len() {
        look(&views);
    }
}
