//! Layers to one catalog, with the origin of every field.
//!
//! Nothing is copied: a resolved entry is the stack of the written entries that it is made of,
//! top layer first, and a field is looked up when it is asked for. A county that inherits 750
//! entries and changes two shares the list of the other 748 with the layer below.
pub mod footing;
pub mod owner;
pub mod roles;
pub mod stack;
pub mod view;

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::{
    model::{
        Text,
        catalog::{AgencyFile, Catalog, Entry, Kind},
        choice::Level,
        ledger::Ledger,
        readings::Readings,
        registry::{DomainId, Registries},
    },
    span::FileId,
};

/// The index of an agency in a [`Resolution`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgencyId(pub u32);

/// The index of a written catalog in a [`Resolution`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CatalogId(pub u32);

/// The index of a resolved table in a [`Resolution`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(pub u32);

/// A written entry, by its catalog and its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryRef {
    /// The catalog.
    pub catalog: CatalogId,
    /// The index in its entries.
    pub entry: u32,
}

/// The written entries that a resolved one is made of, top layer first; never empty.
pub type Stack = SmallVec<[EntryRef; 2]>;

/// An agency.
#[derive(Debug)]
pub struct Agency<'s> {
    /// The name of its folder.
    pub key: String,
    /// Its `agency.yaml`, as far as it can be read; `None` where it has none.
    pub file: Option<AgencyFile<'s>>,
    /// The layer below; `None` where it extends nothing, or something unknown, or itself.
    pub below: Option<AgencyId>,
    /// Whether following `extends` from here comes back here.
    pub in_cycle: bool,
    /// Its written catalogs.
    pub catalogs: Vec<CatalogId>,
    /// Its resolved tables.
    pub tables: Vec<TableId>,
    /// Whether one of its catalogs could not be read, or has no known domain: tables that it
    /// seems to lack may be in there.
    pub lacks_catalogs: bool,
    /// Whether it inherits from layers of which something could not be read.
    pub below_is_partial: bool,
    /// What it has published.
    pub ledgers: Vec<Ledger<'s>>,
    /// The offices by the roles that they fill.
    roles: FxHashMap<Box<str>, u32>,
}

/// A written catalog and whose it is.
#[derive(Debug)]
pub struct Written<'s> {
    /// Whose.
    pub agency: AgencyId,
    /// The catalog.
    pub catalog: Catalog<'s>,
    /// Its domain; `None` where it names none, or an unknown one.
    pub domain: Option<DomainId>,
}

/// One agency's resolved catalog of one kind for one domain.
#[derive(Clone, Debug)]
pub struct Table {
    /// Whose.
    pub agency: AgencyId,
    /// What it is.
    pub kind: Kind,
    /// The domain; `None` for plans and lists that belong to no domain.
    pub domain: Option<DomainId>,
    /// The agency's own files; empty where all is inherited.
    pub own: Vec<CatalogId>,
    /// The table of the layer below that it lies over.
    pub below: Option<TableId>,
    /// The entries in order: those of the layer below, then the additions.
    pub entries: Arc<[Stack]>,
    /// Own entries whose id has been laid over the layer below before, sorted.
    pub repeats: Vec<EntryRef>,
    /// Whether something that it is made of could not be read, here or in a layer below.
    pub is_partial: bool,
}

/// Everything compiled.
#[derive(Debug, Default)]
pub struct Resolution<'s> {
    /// The day for which everything holds: waivers end, things fall due.
    pub today: Date,
    /// What all agencies share.
    pub registries: Registries,
    /// What the deadlines and citations of all catalogs mean.
    pub readings: Readings,
    /// The agencies, sorted by key.
    pub agencies: Vec<Agency<'s>>,
    /// The catalogs as written, sorted by file.
    pub catalogs: Vec<Written<'s>>,
    /// The resolved tables, sorted by agency, kind and domain.
    pub tables: Vec<Table>,
    /// The names of all offices and roles, and of the bodies of the vocabulary.
    bodies: FxHashSet<Box<str>>,
    /// Which catalog a file holds.
    by_file: FxHashMap<FileId, CatalogId>,
}

impl<'s> Resolution<'s> {
    /// An agency.
    #[must_use]
    pub fn agency(&self, id: AgencyId) -> &Agency<'s> {
        &self.agencies[id.0 as usize]
    }

    /// A written catalog.
    #[must_use]
    pub fn catalog(&self, id: CatalogId) -> &Written<'s> {
        &self.catalogs[id.0 as usize]
    }

    /// A resolved table.
    #[must_use]
    pub fn table(&self, id: TableId) -> &Table {
        &self.tables[id.0 as usize]
    }

    /// A table and those it lies over, topmost first.
    pub fn layers(&self, table: TableId) -> impl Iterator<Item = &Table> {
        std::iter::successors(Some(self.table(table)), |it| it.below.map(|id| self.table(id)))
    }

    /// The catalog that says when and with what a table was issued, the topmost that says any of it: a
    /// county's version does not come into force on the day of the national one.
    #[must_use]
    pub fn issuing(&self, table: TableId) -> Option<CatalogId> {
        let catalogs = self.layers(table).flat_map(|it| &it.own).copied();
        catalogs.into_iter().find(|it| self.catalog(*it).catalog.says_issue())
    }

    /// A written entry.
    #[must_use]
    pub fn entry(&self, at: EntryRef) -> &Entry<'s> {
        &self.catalog(at.catalog).catalog.entries[at.entry as usize]
    }

    /// The agencies with their ids, in order.
    pub fn agency_ids(&self) -> impl Iterator<Item = (AgencyId, &Agency<'s>)> {
        (0..).map(AgencyId).zip(&self.agencies)
    }

    /// Finds an agency by its key.
    #[must_use]
    pub fn find_agency(&self, key: &str) -> Option<AgencyId> {
        let at = self.agencies.binary_search_by(|agency| agency.key.as_str().cmp(key)).ok()?;
        u32::try_from(at).ok().map(AgencyId)
    }

    /// Where an agency says that a domain does not apply to it.
    #[must_use]
    pub fn not_applicable(&self, agency: AgencyId, domain: DomainId) -> Option<&Text<'s>> {
        let code = &self.registries.domains.get(domain).code;
        let records = self.agency(agency).file.iter().flat_map(|file| &file.not_applicable);
        records.filter_map(|it| it.domain.as_ref()).find(|it| it.value == *code)
    }

    /// The catalog that a file holds.
    #[must_use]
    pub fn catalog_of(&self, file: FileId) -> Option<&Written<'s>> {
        self.by_file.get(&file).map(|id| self.catalog(*id))
    }
}

impl Agency<'_> {
    /// The name to show: the full name, or the folder's.
    #[must_use]
    pub fn name(&self) -> &str {
        self.file.as_ref().and_then(|file| file.name.as_ref()).map_or(&self.key, |name| &name.value)
    }

    /// Whether its standard catalogs need no domain: a public enterprise's business (供水, 公交) is
    /// none of the domains of government.
    #[must_use]
    pub fn may_lack_domains(&self) -> bool {
        let level = self.file.as_ref().and_then(|file| file.level.as_ref());
        level.is_some_and(|it| it.value == Some(Level::Enterprise))
    }

    /// Whether a catalog of its has no known domain and should have one: it may then be meant to
    /// lie over any.
    #[must_use]
    pub fn is_astray(&self, catalog: &Catalog<'_>, domain: Option<DomainId>) -> bool {
        let needs_domain = catalog.names_domain || !self.may_lack_domains();
        catalog.kind == Kind::Standard && domain.is_none() && needs_domain
    }

    /// Whether its files are laid over the layer below.
    #[must_use]
    pub fn inherits(&self) -> bool {
        self.file.as_ref().is_some_and(|file| file.inherit)
    }
}
