//! Workspace to resolution: every command begins here.
//!
//! Files are parsed and lowered in parallel, each tree dropped as soon as it is lowered, so memory
//! holds the texts and the typed catalogs only. Results come back in the order of the files:
//! one thread and many give the same.
use rayon::prelude::*;

use crate::{
    diagnostic::{Diagnostic, Outcome},
    model::{
        catalog::{AgencyFile, Catalog},
        ledger::Ledger,
        lower,
        readings::Readings,
        registry::Registries,
    },
    resolve::{Resolution, stack},
    source::{Workspace, paths::Role},
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

/// What a file is, typed.
enum Lowered<'s> {
    Agency(Option<AgencyFile<'s>>),
    Catalog(Option<Catalog<'s>>),
    Ledger(Ledger<'s>),
}

/// Parses, lowers and resolves every file.
#[must_use]
pub fn compile(workspace: &Workspace, reader: Reader) -> Outcome<Compilation<'_>> {
    let mut diagnostics = Vec::new();
    let mut allows = Vec::new();
    let registries = registries(workspace, reader, &mut diagnostics, &mut allows);
    let files: Vec<_> = workspace.ids().filter(|(_, file)| file.was_read).collect();
    let lowered: Vec<_> = files
        .into_par_iter()
        .filter_map(|(id, file)| lower(id, &file.role, &file.text, reader, &registries))
        .collect();
    let mut agencies: Vec<(String, Option<AgencyFile<'_>>)> = Vec::new();
    let mut catalogs = Vec::new();
    let mut ledgers = Vec::new();
    for (key, lowered, mut found, mut allowed) in lowered {
        diagnostics.append(&mut found);
        allows.append(&mut allowed);
        match agencies.binary_search_by(|(it, _)| it.as_str().cmp(key)) {
            Ok(_) => {}
            Err(at) => agencies.insert(at, (key.to_owned(), None)),
        }
        match lowered {
            Lowered::Agency(file) => {
                if let Ok(at) = agencies.binary_search_by(|(it, _)| it.as_str().cmp(key)) {
                    agencies[at].1 = file;
                }
            }
            Lowered::Ledger(ledger) => ledgers.push((key.to_owned(), ledger)),
            Lowered::Catalog(catalog) => catalogs.extend(catalog.map(|it| (key.to_owned(), it))),
        }
    }
    let readings = Readings::of(catalogs.par_iter().map(|(_, it)| it), &registries.register);
    let resolution = stack::resolve(registries, readings, agencies, catalogs, ledgers);
    attribute(&resolution, &mut diagnostics);
    Outcome { value: Compilation { resolution, allows }, diagnostics }
}

type LoweredFile<'s> = (&'s str, Lowered<'s>, Vec<Diagnostic>, Vec<Allow>);

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
    let Outcome { value: Parsed { tree, allows }, mut diagnostics } = syntax::parse(id, text, reader);
    let lowered = match role {
        Role::Agency(_) => {
            Lowered::Agency(lower::agency::agency(id, &tree, vocabulary).take(&mut diagnostics))
        }
        _ => Lowered::Catalog(lower::catalog::catalog(id, &tree, vocabulary).take(&mut diagnostics)),
    };
    Some((key, lowered, diagnostics, allows))
}

fn registries(
    workspace: &Workspace,
    reader: Reader,
    diagnostics: &mut Vec<Diagnostic>,
    allows: &mut Vec<Allow>,
) -> Registries {
    let mut registries = Registries::default();
    for (id, file) in workspace.ids().filter(|(_, file)| file.was_read) {
        if !matches!(file.role, Role::Domains | Role::Vocabulary | Role::Basis | Role::Calendar) {
            continue;
        }
        registries.files.push(id);
        let Parsed { tree, allows: mut allowed } =
            syntax::parse(id, &file.text, reader).take(diagnostics);
        allows.append(&mut allowed);
        match file.role {
            Role::Domains => registries.domains = lower::registries::domains(&tree).take(diagnostics),
            Role::Vocabulary => {
                registries.vocabulary = lower::registries::vocabulary(&tree).take(diagnostics);
            }
            Role::Basis => registries.register = lower::registries::register(&tree).take(diagnostics),
            _ => registries.calendar = lower::registries::calendar(&tree).take(diagnostics),
        }
    }
    registries
}

/// Gives diagnostics of the earlier stages the entry in whose lines they fall.
fn attribute(resolution: &Resolution<'_>, diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics.iter_mut().filter(|it| it.entry.is_none()) {
        let Some(written) = resolution.catalog_of(diagnostic.span.file) else { continue };
        let entries = &written.catalog.entries;
        let behind = entries.partition_point(|entry| entry.span.start <= diagnostic.span.start);
        let Some(entry) = behind.checked_sub(1).map(|at| &entries[at]) else { continue };
        if entry.span.contains(diagnostic.span) && entry.id.is_some() {
            diagnostic.entry = Some(entry.id().into());
        }
    }
}
