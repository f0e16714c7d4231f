//! Which catalogs lie on which, and which entries on which.
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::smallvec;

use crate::{
    model::{
        catalog::{AgencyFile, Catalog, Kind},
        ledger::Ledger,
        readings::Readings,
        registry::{DomainId, Registries},
    },
    resolve::{Agency, AgencyId, CatalogId, EntryRef, Resolution, Stack, Table, TableId, Written},
};

/// What tells an agency's tables apart. Catalogs without a domain are apart by their file.
type TableKey = (Kind, Option<DomainId>, Option<CatalogId>);

/// Lays the layers together. `agencies` are the folders' names with their `agency.yaml`, sorted;
/// `catalogs` come with the folder's name, sorted by file.
#[must_use]
pub fn resolve<'s>(
    registries: Registries,
    readings: Readings,
    agencies: Vec<(String, Option<AgencyFile<'s>>)>,
    catalogs: Vec<(String, Catalog<'s>)>,
    ledgers: Vec<(String, Ledger<'s>)>,
) -> Resolution<'s> {
    let mut resolution = Resolution { registries, readings, ..Resolution::default() };
    resolution.agencies = agencies.into_iter().map(|(key, file)| agency(key, file)).collect();
    for (key, catalog) in catalogs {
        let Some(agency) = resolution.find_agency(&key) else { continue };
        let domain =
            catalog.domain.as_ref().and_then(|code| resolution.registries.domains.find(&code.value));
        let id = CatalogId(index(resolution.catalogs.len()));
        resolution.by_file.insert(catalog.file, id);
        resolution.agencies[agency.0 as usize].catalogs.push(id);
        resolution.catalogs.push(Written { agency, catalog, domain });
    }
    for (key, ledger) in ledgers {
        if let Some(agency) = resolution.find_agency(&key) {
            resolution.agencies[agency.0 as usize].ledgers.push(ledger);
        }
    }
    link(&mut resolution);
    for agency in bottom_up(&resolution) {
        stack_tables(&mut resolution, agency);
    }
    resolution
}

fn agency(key: String, file: Option<AgencyFile<'_>>) -> Agency<'_> {
    let mut roles = FxHashMap::default();
    for (at, office) in (0..).zip(file.iter().flat_map(|file| &file.offices)) {
        for role in &office.acts_for {
            roles.entry(role.value.as_ref().into()).or_insert(at);
        }
    }
    Agency { key, file, below: None, in_cycle: false, catalogs: vec![], tables: vec![], ledgers: vec![], roles }
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

/// The agencies, each after the one below it.
fn bottom_up(resolution: &Resolution<'_>) -> Vec<AgencyId> {
    let mut order: Vec<(usize, AgencyId)> = resolution
        .agency_ids()
        .map(|(id, agency)| {
            let above = std::iter::successors(agency.below, |it| resolution.agency(*it).below);
            (above.count(), id)
        })
        .collect();
    order.sort();
    order.into_iter().map(|(_, id)| id).collect()
}

/// Makes the tables of one agency from its files and the tables of the layer below.
fn stack_tables(resolution: &mut Resolution<'_>, id: AgencyId) {
    let agency = resolution.agency(id);
    let mut keys: Vec<TableKey> = Vec::new();
    let mut own: FxHashMap<TableKey, Vec<CatalogId>> = FxHashMap::default();
    for &catalog in &agency.catalogs {
        let written = resolution.catalog(catalog);
        let key = (written.catalog.kind, written.domain, written.domain.is_none().then_some(catalog));
        own.entry(key).or_insert_with(|| {
            keys.push(key);
            Vec::new()
        });
        if let Some(files) = own.get_mut(&key) {
            files.push(catalog);
        }
    }
    // Only standard catalogs are inherited: a county's plan is nobody else's plan.
    let mut below: FxHashMap<TableKey, TableId> = FxHashMap::default();
    if let Some(lower) = agency.below.filter(|_| agency.inherits()) {
        for &table in &resolution.agency(lower).tables {
            let Table { kind, domain, .. } = *resolution.table(table);
            let left_out = domain.is_some_and(|it| does_not_apply(resolution, id, it));
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
    for key in keys {
        let own = own.remove(&key).unwrap_or_default();
        let below = below.get(&key).copied();
        let entries = stack_entries(resolution, &own, below);
        let table = TableId(index(resolution.tables.len()));
        resolution.tables.push(Table { agency: id, kind: key.0, domain: key.1, own, below, entries });
        resolution.agencies[id.0 as usize].tables.push(table);
    }
}

/// Whether an agency says that a domain does not apply to it.
fn does_not_apply(resolution: &Resolution<'_>, agency: AgencyId, domain: DomainId) -> bool {
    let code = &resolution.registries.domains.get(domain).code;
    let records = resolution.agency(agency).file.iter().flat_map(|file| &file.not_applicable);
    records.filter_map(|it| it.domain.as_ref()).any(|it| it.value == *code)
}

/// Lays an agency's own entries over those of the table below.
fn stack_entries(
    resolution: &Resolution<'_>,
    own: &[CatalogId],
    below: Option<TableId>,
) -> Arc<[Stack]> {
    let lower = below.map(|it| &resolution.table(it).entries);
    if own.is_empty() {
        return lower.map_or_else(|| [].into(), Arc::clone);
    }
    let mut entries: Vec<Stack> = lower.map_or_else(Vec::new, |it| it.to_vec());
    let lower_count = entries.len();
    let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, stack) in entries.iter().enumerate() {
        if let Some(id) = stack_id(resolution, stack) {
            by_id.entry(id).or_insert(at);
        }
    }
    let mut laid = FxHashSet::default();
    for &catalog in own {
        for (at, entry) in (0..).zip(&resolution.catalog(catalog).catalog.entries) {
            let reference = EntryRef { catalog, entry: at };
            let id = entry.id.as_ref().map(|id| id.value.as_ref());
            match id.and_then(|id| by_id.get(id)) {
                // A second entry of one id in the same agency is a finding, not a further layer.
                Some(&lower) if lower < lower_count && laid.insert(lower) => {
                    entries[lower].insert(0, reference);
                }
                _ => entries.push(smallvec![reference]),
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
    entries.into()
}

fn stack_id<'r>(resolution: &'r Resolution<'_>, stack: &Stack) -> Option<&'r str> {
    let top = stack.first()?;
    resolution.entry(*top).id.as_ref().map(|id| id.value.as_ref())
}

/// There are fewer than 2³² of anything: files are at most that many bytes.
fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
