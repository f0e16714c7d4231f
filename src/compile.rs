//! Workspace to resolution: every command begins here.
//!
//! Files are parsed and lowered in parallel, each tree dropped as soon as it is lowered, so memory
//! holds the texts and the typed catalogs only. Results come back in the order of the files:
//! one thread and many give the same.
use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::{
    diagnostic::{Diagnostic, Outcome},
    model::{
        catalog::{AgencyFile, Catalog},
        ledger::Ledger,
        lower,
        readings::{Phrases, Readings},
        registry::Registries,
        vocabulary::Vocabulary,
    },
    resolve::{
        Resolution,
        stack::{self, Folder},
    },
    source::{
        SourceFile, Workspace,
        paths::{self, Role},
    },
    span::FileId,
    syntax::{self, Parsed, Reader, allow::Allow},
};

/// A compiled workspace.
#[derive(Debug, Default)]
pub struct Compilation<'s> {
    /// The layers, laid together.
    pub resolution: Resolution<'s>,
    /// The suppressions in the files' comments.
    pub allows: Vec<Allow>,
}

impl Compilation<'_> {
    /// Gives the memory back on all threads: that of a round is a tenth of its time on one.
    pub fn discard(mut self) {
        mem::take(&mut self.resolution.catalogs).into_par_iter().for_each(drop);
    }
}

/// What a file is, typed.
enum Lowered<'s> {
    Agency(AgencyFile<'s>),
    Catalog(Option<Catalog<'s>>),
    Ledger(Ledger<'s>),
}

/// Parses, lowers and resolves every file, as of a day.
#[must_use]
pub fn compile(workspace: &Workspace, reader: Reader, today: Date) -> Outcome<Compilation<'_>> {
    let mut diagnostics = Vec::new();
    let mut allows = Vec::new();
    // The words are needed to lower a file; the laws and the days are not, and the laws are many.
    let is_words = |role: &Role| matches!(role, Role::Domains | Role::Vocabulary);
    let mut registries =
        read_registries(workspace, reader, is_words, &mut diagnostics, &mut allows);
    let files: Vec<_> = workspace.ids().filter(|(_, file)| file.was_read).collect();
    let lower_all = || {
        files
            .into_par_iter()
            .filter_map(|(id, file)| lower(id, &file.role, &file.text, reader, &registries))
            .fold(LoweredFiles::default, LoweredFiles::with)
            .reduce(LoweredFiles::default, LoweredFiles::and)
    };
    let (mut found, mut allowed) = (Vec::new(), Vec::new());
    let is_law = |role: &Role| matches!(role, Role::Basis | Role::Calendar);
    let (lowered, laws) = rayon::join(lower_all, || {
        read_registries(workspace, reader, is_law, &mut found, &mut allowed)
    });
    diagnostics.append(&mut found);
    allows.append(&mut allowed);
    registries.register = laws.register;
    registries.calendar = laws.calendar;
    registries.files.extend(laws.files);
    registries.files.sort_unstable();
    let mut folders = BTreeMap::new();
    let mut catalogs = Vec::new();
    for (key, lowered, mut found, mut allowed) in lowered.files {
        diagnostics.append(&mut found);
        allows.append(&mut allowed);
        let folder = folder(&mut folders, key);
        match lowered {
            Lowered::Agency(file) => folder.file = Some(file),
            Lowered::Catalog(Some(catalog)) => catalogs.push((key.to_owned(), catalog)),
            Lowered::Catalog(None) => folder.has_unread = true,
            Lowered::Ledger(ledger) => folder.ledgers.push(ledger),
        }
    }
    for (id, file) in workspace.ids().filter(|(_, file)| !file.was_read) {
        if file.is_left_out {
            // Its agency is known by its name and its `agency.yaml`; its catalogs are another shard's.
            if let Some(key) = file.role.agency() {
                folder(&mut folders, key);
            }
            continue;
        }
        match paths::classify(&file.path) {
            Some(Role::Agency(key)) => {
                folder(&mut folders, &key).file.get_or_insert_with(|| AgencyFile::lost(id));
            }
            Some(Role::Catalog(key)) => folder(&mut folders, &key).has_unread = true,
            // A ledger is kept, though nothing of it is known: then nothing counts as published.
            Some(Role::Ledger(key)) => {
                folder(&mut folders, &key).ledgers.push(Ledger { rows: Vec::new() });
            }
            _ => {}
        }
    }
    let readings = Readings::of(lowered.phrases, &registries.register);
    let resolution =
        stack::resolve(today, registries, readings, folders.into_values().collect(), catalogs);
    attribute(&resolution, &mut diagnostics);
    Outcome { value: Compilation { resolution, allows }, diagnostics }
}

/// The folder of an agency, found or begun.
fn folder<'f, 's>(folders: &'f mut BTreeMap<String, Folder<'s>>, key: &str) -> &'f mut Folder<'s> {
    let begin =
        || Folder { key: key.to_owned(), file: None, has_unread: false, ledgers: Vec::new() };
    folders.entry(key.to_owned()).or_insert_with(begin)
}

type LoweredFile<'s> = (&'s str, Lowered<'s>, Vec<Diagnostic>, Vec<Allow>);

/// Some files, typed, and the phrases in them: these are gathered while a file is at hand, for going
/// through all entries once more takes longer.
#[derive(Default)]
struct LoweredFiles<'s> {
    files: Vec<LoweredFile<'s>>,
    phrases: Phrases<'s>,
}

impl<'s> LoweredFiles<'s> {
    fn with(mut self, file: LoweredFile<'s>) -> Self {
        if let Lowered::Catalog(Some(catalog)) = &file.1 {
            self.phrases.add(catalog);
        }
        self.files.push(file);
        self
    }

    fn and(mut self, mut other: Self) -> Self {
        self.files.append(&mut other.files);
        Self { files: self.files, phrases: self.phrases.and(other.phrases) }
    }
}

fn lower<'s>(
    id: FileId,
    role: &'s Role,
    text: &'s str,
    reader: Reader,
    registries: &Registries,
) -> Option<LoweredFile<'s>> {
    let vocabulary = &registries.vocabulary;
    if let Role::Ledger(key) = role {
        let Outcome { value, diagnostics } = lower::ledger::ledger(id, text);
        return Some((key, Lowered::Ledger(value), diagnostics, Vec::new()));
    }
    let (Role::Agency(key) | Role::Catalog(key)) = role else { return None };
    let Outcome { value: Parsed { tree, allows }, mut diagnostics } =
        syntax::parse(id, text, reader);
    let lowered = match role {
        Role::Agency(_) => {
            Lowered::Agency(lower::agency::agency(id, &tree, vocabulary).take(&mut diagnostics))
        }
        _ => {
            Lowered::Catalog(lower::catalog::catalog(id, &tree, vocabulary).take(&mut diagnostics))
        }
    };
    Some((key, lowered, diagnostics, allows))
}

/// Reads the registries alone.
#[must_use]
pub fn registries(
    workspace: &Workspace,
    reader: Reader,
    diagnostics: &mut Vec<Diagnostic>,
    allows: &mut Vec<Allow>,
) -> Registries {
    let is_any = |role: &Role| {
        matches!(role, Role::Domains | Role::Vocabulary | Role::Basis | Role::Calendar)
    };
    read_registries(workspace, reader, is_any, diagnostics, allows)
}

/// Reads those registries that are wanted.
fn read_registries(
    workspace: &Workspace,
    reader: Reader,
    is_wanted: fn(&Role) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
    allows: &mut Vec<Allow>,
) -> Registries {
    let mut registries = Registries::default();
    for (id, file) in workspace.ids().filter(|(_, file)| file.was_read) {
        if !is_wanted(&file.role) {
            continue;
        }
        registries.files.push(id);
        let Parsed { tree, allows: mut allowed } =
            syntax::parse(id, &file.text, reader).take(diagnostics);
        allows.append(&mut allowed);
        match file.role {
            Role::Domains => {
                registries.domains = lower::registries::domains(&tree).take(diagnostics);
            }
            Role::Vocabulary => {
                registries.vocabulary = lower::registries::vocabulary(&tree).take(diagnostics);
            }
            Role::Basis => {
                registries.register = lower::registries::register(&tree).take(diagnostics);
            }
            _ => registries.calendar = lower::registries::calendar(&tree).take(diagnostics),
        }
    }
    registries
}

/// The layer below each agency that has one, as the `agency.yaml` files among `files` say.
#[must_use]
pub fn layers(files: &[&SourceFile], reader: Reader) -> BTreeMap<String, String> {
    let vocabulary = Vocabulary::default();
    let below = |file: &&SourceFile| {
        let Role::Agency(key) = &file.role else { return None };
        let id = FileId(0);
        let tree = syntax::parse(id, &file.text, reader).value.tree;
        let below = lower::agency::agency(id, &tree, &vocabulary).value.extends?;
        Some((key.clone(), below.value.into_owned()))
    };
    files.par_iter().filter_map(below).collect()
}

/// Some agencies and all layers below them.
#[must_use]
pub fn with_layers(
    agencies: &BTreeSet<String>,
    below: &BTreeMap<String, String>,
) -> BTreeSet<String> {
    let mut wanted = agencies.clone();
    for agency in agencies {
        let mut next = below.get(agency);
        while let Some(key) = next
            && wanted.insert(key.clone())
        {
            next = below.get(key);
        }
    }
    wanted
}

/// Gives diagnostics of the earlier stages the entry in whose lines they fall.
fn attribute(resolution: &Resolution<'_>, diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics.iter_mut().filter(|it| it.entry.is_none()) {
        let Some(written) = resolution.catalog_of(diagnostic.span.file) else { continue };
        let entries = &written.catalog.entries;
        let behind = entries.partition_point(|entry| entry.span.start <= diagnostic.span.start);
        let entry = behind.checked_sub(1).map(|at| &entries[at]);
        if let Some(entry) = entry.filter(|it| it.span.contains(diagnostic.span) && it.id.is_some())
        {
            diagnostic.entry = Some(entry.id().into());
            continue;
        }
        // What is left out or waived names its entry too.
        let excludes = written.catalog.excludes.iter().map(|it| (it.span, &it.id));
        let waivers = written.catalog.waivers.iter().map(|it| (it.span, &it.entry));
        let record = excludes.chain(waivers).find(|(span, _)| span.contains(diagnostic.span));
        if let Some((_, Some(id))) = record {
            diagnostic.entry = Some(id.value.as_ref().into());
        }
    }
}
