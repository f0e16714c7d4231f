//! Rows to their places: which catalog they belong to, which entry of the standard or of the agency's
//! own catalog they are, and what their ids are.
mod beside;
pub mod catalog;
mod scratch;
mod told;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    compare::pair::{Pair, Rung, pair},
    diagnostic::message,
    import::{
        cells::words,
        finding::{Finding, Weight},
        place::catalog::Catalog,
    },
    model::names::is_safe_id,
    resolve::{AgencyId, Resolution, TableId, view::EntryView},
    source::Workspace,
    syntax::Reader,
};

/// Where ids come from.
#[derive(Clone, Copy, Debug)]
pub struct Grounds<'a, 's> {
    /// The workspace.
    pub workspace: &'a Workspace,
    /// The same, compiled.
    pub resolution: &'a Resolution<'s>,
    /// The agency that the tables are of.
    pub agency: &'a str,
    /// The agency whose catalogs lie below.
    pub below: Option<AgencyId>,
}

impl<'a, 's> Grounds<'a, 's> {
    /// The agency below: what `agency.yaml` says, else the only one that extends nothing.
    #[must_use]
    pub fn new(workspace: &'a Workspace, resolution: &'a Resolution<'s>, agency: &'a str) -> Self {
        let own = resolution.find_agency(agency);
        let mut roots = resolution
            .agency_ids()
            .filter(|(id, it)| it.below.is_none() && Some(*id) != own && !it.tables.is_empty());
        let root = roots.next().filter(|_| roots.next().is_none()).map(|it| it.0);
        let below = match own {
            Some(id) if resolution.agency(id).file.is_some() => resolution.agency(id).below,
            _ => root,
        };
        Self { workspace, resolution, agency, below }
    }

    /// The table of the layer below, where the agency inherits from it.
    #[must_use]
    pub fn inherited(&self, catalog: &Catalog) -> Option<TableId> {
        let own = self.resolution.agency(self.resolution.find_agency(self.agency)?);
        self.table(self.below.filter(|_| own.inherits()), catalog)
    }

    /// The table of an agency for a catalog.
    fn table(&self, agency: Option<AgencyId>, catalog: &Catalog) -> Option<TableId> {
        table(self.resolution, agency?, catalog)
    }
}

fn table(resolution: &Resolution<'_>, agency: AgencyId, catalog: &Catalog) -> Option<TableId> {
    let tables = resolution.agency(agency).tables.iter().copied();
    tables.into_iter().find(|it| {
        let table = resolution.table(*it);
        table.kind == catalog.kind && table.domain == catalog.domain
    })
}

/// Gives every row of a catalog its id, in the order of the rows.
#[must_use]
pub fn ids(
    catalog: &Catalog,
    grounds: Grounds<'_, '_>,
    reader: Reader,
    findings: &mut Vec<Finding>,
) -> Vec<String> {
    let mut ids: Vec<Option<String>> = vec![None; catalog.drafts.len()];
    let agency = grounds.resolution.find_agency(grounds.agency);
    let own = grounds.table(agency, catalog);
    let standard = grounds.table(grounds.below, catalog);
    let is_own = |it: &EntryView<'_, '_>| it.is_own();
    let all = |_: &EntryView<'_, '_>| true;
    let mut taken: FxHashSet<String> = FxHashSet::default();
    // What an export gave an id is that entry.
    for (id, draft) in ids.iter_mut().zip(&catalog.drafts) {
        *id = draft.id.clone().filter(|it| taken.insert(it.clone()));
    }
    let is_open = ids.contains(&None);
    if is_open && (own.is_some() || standard.is_some()) {
        scratch::with(catalog, grounds, reader, |ours| {
            if let Some(table) = own {
                let theirs: Vec<_> = grounds.resolution.entries(table).filter(is_own).collect();
                let any = |_: &Pair| true;
                match_up(catalog, ours, &theirs, &mut ids, &mut taken, &any, &mut Vec::new());
            }
            if let Some(table) = standard {
                let theirs: Vec<_> = grounds
                    .resolution
                    .entries(table)
                    .filter(all)
                    .filter(|it| !taken.contains(it.id()))
                    .collect();
                let names = names(grounds.resolution.entries(table));
                let may = |pair: &Pair| {
                    let entry = &theirs[pair.theirs];
                    let is_common = names.get(name(entry).as_str()).is_some_and(|it| *it > 1);
                    // 办事指南 alone says nothing where the standard has one in every category.
                    !is_common
                        || !matches!(pair.rung, Rung::NameAlone | Rung::Likeness)
                        || content(entry) == content(&ours[pair.ours])
                };
                match_up(catalog, ours, &theirs, &mut ids, &mut taken, &may, findings);
            }
        });
    }
    if let Some(table) = standard {
        taken.extend(grounds.resolution.entries(table).map(|it| it.id().to_owned()));
    }
    // Ids are unique in the whole agency.
    if let Some(agency) = agency {
        for table in &grounds.resolution.agency(agency).tables {
            taken.extend(grounds.resolution.entries(*table).map(|it| it.id().to_owned()));
        }
    }
    let prefix = catalog.prefix(&grounds.resolution.registries.domains);
    let mut unnumbered = 0;
    ids.into_iter()
        .zip(&catalog.drafts)
        .map(|(id, draft)| {
            id.unwrap_or_else(|| {
                let wanted = match &draft.number {
                    Some(number) if number.contains('-') && is_safe_id(number) => number.clone(),
                    Some(number) => format!("{prefix}-{number}"),
                    None => {
                        unnumbered += 1;
                        format!("{prefix}-x{unnumbered}")
                    }
                };
                let again = (2..).map(|n: usize| format!("{wanted}-{n}"));
                let free =
                    std::iter::once(wanted.clone()).chain(again).find(|it| !taken.contains(it));
                let free = free.unwrap_or(wanted);
                taken.insert(free.clone());
                free
            })
        })
        .collect()
}

/// How many entries have a name.
fn names<'t, 's: 't>(entries: impl Iterator<Item = EntryView<'t, 's>>) -> FxHashMap<String, usize> {
    let mut names = FxHashMap::default();
    for entry in entries {
        *names.entry(name(&entry)).or_default() += 1;
    }
    names
}

fn name(entry: &EntryView<'_, '_>) -> String {
    entry.name().map_or_else(String::new, |it| words::one_line(&it.value))
}

fn content(entry: &EntryView<'_, '_>) -> Vec<String> {
    entry.content().iter().map(|it| words::one_line(&it.value)).collect()
}

/// Pairs the rows that have no id yet with entries that have one.
fn match_up(
    catalog: &Catalog,
    ours: &[EntryView<'_, '_>],
    theirs: &[EntryView<'_, '_>],
    ids: &mut [Option<String>],
    taken: &mut FxHashSet<String>,
    may: &dyn Fn(&Pair) -> bool,
    findings: &mut Vec<Finding>,
) {
    let left: Vec<usize> = (0..ours.len()).filter(|it| ids[*it].is_none()).collect();
    let views: Vec<EntryView<'_, '_>> = left.iter().map(|it| ours[*it]).collect();
    for found in pair(&views, theirs) {
        let (at, entry) = (left[found.ours], &theirs[found.theirs]);
        let draft = &catalog.drafts[at];
        let name = entry.name().map_or("", |it| &it.value);
        // The same number is not yet the same entry.
        let whole = Pair { ours: at, ..found };
        if !may(&whole) {
            continue;
        }
        let is_chance = found.rung == Rung::Id
            && strsim::normalized_levenshtein(&words::one_line(name), draft.name()) < 0.5;
        if is_chance || !taken.insert(entry.id().to_owned()) {
            continue;
        }
        ids[at] = Some(entry.id().to_owned());
        if found.rung == Rung::Likeness && name != draft.name() {
            let (id, own) = (entry.id(), draft.name());
            findings.push(Finding {
                weight: Weight::Guessed,
                code: "entry-guessed",
                file: draft.file.clone(),
                sheet: draft.sheet.clone(),
                cell: draft.cell.clone(),
                message: message!(
                    "“{own}”和标准的 {id}“{name}”相像，编号取 {id}",
                    "`{own}` is like the standard's {id} `{name}` and took its id"
                ),
                original: own.to_owned(),
            });
        }
    }
}
