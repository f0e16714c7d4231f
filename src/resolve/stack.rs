//! Which catalogs lie on which, and which entries on which.
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::smallvec;

use crate::{
    model::{
        catalog::{AgencyFile, Catalog, Entry, Kind},
        field::Field,
        ledger::Ledger,
        readings::Readings,
        registry::{DomainId, Registries},
    },
    resolve::{Agency, AgencyId, CatalogId, EntryRef, Resolution, Stack, Table, TableId, Written},
};

/// What tells an agency's tables apart. Catalogs without a domain are apart by their file.
type TableKey = (Kind, Option<DomainId>, Option<CatalogId>);

/// An agency's folder, as read.
#[derive(Debug)]
pub struct Folder<'s> {
    /// Its name.
    pub key: String,
    /// Its `agency.yaml`; `None` where it has none.
    pub file: Option<AgencyFile<'s>>,
    /// Whether it holds a catalog file that could not be read.
    pub has_unread: bool,
    /// What it has published.
    pub ledgers: Vec<Ledger<'s>>,
}

/// Lays the layers together. `folders` are sorted by name; `catalogs` come with the folder's name,
/// sorted by file.
#[must_use]
pub fn resolve<'s>(
    today: Date,
    registries: Registries,
    readings: Readings,
    folders: Vec<Folder<'s>>,
    catalogs: Vec<(String, Catalog<'s>)>,
) -> Resolution<'s> {
    let mut resolution = Resolution { today, registries, readings, ..Resolution::default() };
    resolution.agencies = folders.into_iter().map(agency).collect();
    for (key, catalog) in catalogs {
        // An agency's files come one after the other.
        let last = resolution.catalogs.last().map(|it| it.agency);
        let same = last.filter(|it| resolution.agency(*it).key == key);
        let Some(agency) = same.or_else(|| resolution.find_agency(&key)) else { continue };
        let domain = catalog
            .domain
            .as_ref()
            .and_then(|code| resolution.registries.domains.find(&code.value));
        let id = CatalogId(index(resolution.catalogs.len()));
        resolution.by_file.insert(catalog.file, id);
        let agency_of = &mut resolution.agencies[agency.0 as usize];
        agency_of.catalogs.push(id);
        agency_of.lacks_catalogs |= agency_of.is_astray(&catalog, domain);
        resolution.catalogs.push(Written { agency, catalog, domain });
    }
    resolution.bodies = bodies(&resolution);
    link(&mut resolution);
    for layer in bottom_up(&resolution).chunk_by(|a, b| a.0 == b.0) {
        for &(_, id) in layer {
            resolution.agencies[id.0 as usize].below_is_partial = below_is_partial(&resolution, id);
        }
        // All below is known, and agencies of one height say nothing of each other.
        let tables: Vec<Table> =
            layer.par_iter().flat_map_iter(|(_, id)| stack_tables(&resolution, *id)).collect();
        for table in tables {
            let id = TableId(index(resolution.tables.len()));
            resolution.agencies[table.agency.0 as usize].tables.push(id);
            resolution.tables.push(table);
        }
    }
    resolution
}

fn agency(folder: Folder<'_>) -> Agency<'_> {
    let Folder { key, file, has_unread, ledgers } = folder;
    let mut roles = FxHashMap::default();
    for (at, office) in (0..).zip(file.iter().flat_map(|file| &file.offices)) {
        for role in &office.acts_for {
            roles.entry(role.value.as_ref().into()).or_insert(at);
        }
    }
    Agency {
        key,
        file,
        below: None,
        in_cycle: false,
        catalogs: vec![],
        tables: vec![],
        ledgers,
        lacks_catalogs: has_unread,
        below_is_partial: false,
        roles,
    }
}

/// Every name that is known to be a body's.
fn bodies(resolution: &Resolution<'_>) -> FxHashSet<Box<str>> {
    let offices = resolution.agencies.iter().flat_map(|it| &it.file).flat_map(|it| &it.offices);
    let names =
        offices.flat_map(|it| std::iter::once(&it.name).chain(&it.acts_for).chain(&it.former));
    let reforms = resolution.registries.vocabulary.reforms.names();
    names.map(|it| it.value.as_ref()).chain(reforms).map(Into::into).collect()
}

/// Finds the layer below each agency, and cuts the cycles.
fn link(resolution: &mut Resolution<'_>) {
    let below: Vec<Option<AgencyId>> = resolution
        .agencies
        .iter()
        .map(|agency| {
            let extends = agency.file.as_ref()?.extends.as_ref()?;
            resolution.find_agency(&extends.value)
        })
        .collect();
    for at in 0..below.len() {
        let mut seen = FxHashSet::default();
        let mut next = below[at];
        while let Some(id) = next
            && id.0 as usize != at
            && seen.insert(id)
        {
            next = below[id.0 as usize];
        }
        let agency = &mut resolution.agencies[at];
        agency.in_cycle = next.is_some_and(|id| id.0 as usize == at);
        agency.below = below[at].filter(|_| !agency.in_cycle);
    }
}

/// Whether an agency inherits from layers of which something could not be read; it is known of
/// those below it.
fn below_is_partial(resolution: &Resolution<'_>, id: AgencyId) -> bool {
    let agency = resolution.agency(id);
    let Some(file) = agency.file.as_ref().filter(|file| file.inherit) else { return false };
    match agency.below {
        Some(below) => {
            let below = resolution.agency(below);
            below.lacks_catalogs || below.below_is_partial
        }
        None => file.extends.is_some() || file.is_damaged,
    }
}

/// The agencies, each after the one below it, with the number of layers below.
fn bottom_up(resolution: &Resolution<'_>) -> Vec<(usize, AgencyId)> {
    let mut order: Vec<(usize, AgencyId)> = resolution
        .agency_ids()
        .map(|(id, agency)| {
            let above = std::iter::successors(agency.below, |it| resolution.agency(*it).below);
            (above.count(), id)
        })
        .collect();
    order.sort_unstable();
    order
}

/// Makes the tables of one agency from its files and the tables of the layer below.
fn stack_tables(resolution: &Resolution<'_>, id: AgencyId) -> Vec<Table> {
    let agency = resolution.agency(id);
    let mut keys: Vec<TableKey> = Vec::new();
    let mut own: FxHashMap<TableKey, Vec<CatalogId>> = FxHashMap::default();
    for &catalog in &agency.catalogs {
        let written = resolution.catalog(catalog);
        let key =
            (written.catalog.kind, written.domain, written.domain.is_none().then_some(catalog));
        own.entry(key).or_insert_with(|| {
            keys.push(key);
            Vec::new()
        });
        if let Some(files) = own.get_mut(&key) {
            files.push(catalog);
        }
    }
    // Only standard catalogs are inherited: a county's plan is nobody else's plan. What an agency
    // takes up from one below, it names by its id (see `taken_up`).
    let mut below: FxHashMap<TableKey, TableId> = FxHashMap::default();
    if let Some(lower) = agency.below.filter(|_| agency.inherits()) {
        for &table in &resolution.agency(lower).tables {
            let Table { kind, domain, .. } = *resolution.table(table);
            let left_out = domain.is_some_and(|it| resolution.not_applicable(id, it).is_some());
            if kind == Kind::Standard && domain.is_some() && !left_out {
                let key = (kind, domain, None);
                below.insert(key, table);
                if !own.contains_key(&key) {
                    keys.push(key);
                }
            }
        }
    }
    keys.sort_by_key(|(kind, domain, file)| {
        let number = domain.map(|it| resolution.registries.domains.get(it).number);
        (*kind, number.unwrap_or(u32::MAX), *domain, *file)
    });
    let table = |key| {
        let own = own.remove(&key).unwrap_or_default();
        let below = below.get(&key).copied();
        let (kind, domain, _) = key;
        let (entries, repeats) = match kind {
            Kind::Standard => stack_entries(resolution, &own, below),
            _ => (taken_up(resolution, id, kind, &own), Vec::new()),
        };
        let mut table =
            Table { agency: id, kind, domain, own, below, entries, repeats, is_partial: false };
        table.is_partial = table.own.iter().any(|it| resolution.catalog(*it).catalog.is_damaged)
            || resolution.below_is_partial(&table);
        table
    };
    keys.into_iter().map(table).collect()
}

/// Lays an agency's own entries over those of the table below; gives the entries, and those own
/// ones whose id was laid before.
fn stack_entries(
    resolution: &Resolution<'_>,
    own: &[CatalogId],
    below: Option<TableId>,
) -> (Arc<[Stack]>, Vec<EntryRef>) {
    let lower = below.map(|it| &resolution.table(it).entries);
    if own.is_empty() {
        return (lower.map_or_else(|| [].into(), Arc::clone), Vec::new());
    }
    let mut entries: Vec<Stack> = lower.map_or_else(Vec::new, |it| it.to_vec());
    let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, stack) in entries.iter().enumerate() {
        if let Some(id) = stack_id(resolution, stack) {
            by_id.entry(id).or_insert(at);
        }
    }
    let mut laid = FxHashSet::default();
    let mut repeats = Vec::new();
    for &catalog in own {
        for (at, entry) in (0..).zip(&resolution.catalog(catalog).catalog.entries) {
            let reference = EntryRef { catalog, entry: at };
            let id = entry.id.as_ref().map(|id| id.value.as_ref());
            match id.and_then(|id| by_id.get(id)) {
                // A second entry of one id in the same agency is a finding, not a further layer.
                Some(&lower) if laid.insert(lower) => entries[lower].insert(0, reference),
                Some(_) => {
                    repeats.push(reference);
                    entries.push(smallvec![reference]);
                }
                None => entries.push(smallvec![reference]),
            }
        }
    }
    let excluded: FxHashSet<&str> = own
        .iter()
        .flat_map(|it| &resolution.catalog(*it).catalog.excludes)
        .filter_map(|it| it.id.as_ref().map(|id| id.value.as_ref()))
        .collect();
    if !excluded.is_empty() {
        entries.retain(|stack| stack_id(resolution, stack).is_none_or(|id| !excluded.contains(id)));
    }
    (entries.into(), repeats)
}

/// The entries of an agency's plan or list. The layer below does not lie under all of it; but an
/// entry without a name that has the id of one there, in a catalog of the same kind, takes that one
/// up and states only what differs. One with a name stands for itself: two plans may number their
/// tasks alike.
fn taken_up(
    resolution: &Resolution<'_>,
    id: AgencyId,
    kind: Kind,
    own: &[CatalogId],
) -> Arc<[Stack]> {
    let agency = resolution.agency(id);
    let written = own.iter().flat_map(|&catalog| {
        let entries = (0..).zip(&resolution.catalog(catalog).catalog.entries);
        entries.map(move |(at, entry)| (EntryRef { catalog, entry: at }, entry))
    });
    let is_partial = |entry: &Entry<'_>| entry.id.is_some() && !entry.meant.contains(Field::Name);
    let below = agency.below.filter(|_| agency.inherits());
    let wanted: FxHashSet<&str> = match below {
        Some(_) => written.clone().filter(|it| is_partial(it.1)).map(|it| it.1.id()).collect(),
        None => FxHashSet::default(),
    };
    let mut lower: FxHashMap<&str, &Stack> = FxHashMap::default();
    if let Some(below) = below.filter(|_| !wanted.is_empty()) {
        let tables = resolution.agency(below).tables.iter().map(|it| resolution.table(*it));
        for stack in tables.filter(|it| it.kind == kind).flat_map(|it| it.entries.iter()) {
            if let Some(id) = stack_id(resolution, stack).filter(|id| wanted.contains(id)) {
                lower.entry(id).or_insert(stack);
            }
        }
    }
    written
        .map(|(reference, entry)| {
            let below = lower.get(entry.id()).filter(|_| is_partial(entry));
            let mut stack: Stack = smallvec![reference];
            stack.extend(below.into_iter().flat_map(|it| it.iter().copied()));
            stack
        })
        .collect()
}

fn stack_id<'r>(resolution: &'r Resolution<'_>, stack: &Stack) -> Option<&'r str> {
    let top = stack.first()?;
    resolution.entry(*top).id.as_ref().map(|id| id.value.as_ref())
}

/// There are fewer than 2³² of anything: files are at most that many bytes.
fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
