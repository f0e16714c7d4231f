//! A diagnostic with everything resolved that a report shows. All formats are made from it.
use std::borrow::Cow;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::{
    compile::Compilation,
    diagnostic::{Diagnostic, Lang, Severity},
    source::{SourceFile, Workspace, line_index::Position},
    span::Span,
};

/// No message needs more characters.
const LONGEST: usize = 240;

/// Where something is, as people name it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// The file.
    pub(crate) file: &'a SourceFile,
    /// The bytes.
    pub(crate) span: Span,
    /// The first character.
    pub(crate) start: Position,
    /// The character behind the last one.
    pub(crate) end: Position,
}

/// Another place that belongs to a finding.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Related<'a> {
    /// Where.
    pub(crate) place: Place<'a>,
    /// What is there.
    pub(crate) message: &'a str,
}

/// One finding in one language.
#[derive(Clone, Debug)]
pub(crate) struct Finding<'a> {
    /// The rule.
    pub(crate) code: &'static str,
    /// How bad.
    pub(crate) severity: Severity,
    /// What is wrong.
    pub(crate) message: Cow<'a, str>,
    /// How to mend it.
    pub(crate) help: Option<Cow<'a, str>>,
    /// Where.
    pub(crate) place: Place<'a>,
    /// In whose folder.
    pub(crate) agency: Option<&'a str>,
    /// In which domain's catalog, as its file says.
    pub(crate) domain: Option<Cow<'a, str>>,
    /// In which entry.
    pub(crate) entry: Option<&'a str>,
    /// In which field.
    pub(crate) field: Option<&'static str>,
    /// Other places.
    pub(crate) related: Vec<Related<'a>>,
    /// What stays the same while the finding does.
    pub(crate) fingerprint: u64,
}

/// Makes findings of diagnostics that are sorted, leaving out those in files that are not `wanted`.
pub(crate) fn findings<'a>(
    diagnostics: &'a [Diagnostic],
    workspace: &'a Workspace,
    compilation: &'a Compilation<'_>,
    lang: Lang,
    wanted: impl Fn(&str) -> bool,
) -> Vec<Finding<'a>> {
    let domain = |_: usize, it: &Diagnostic| domain_of(compilation, it);
    findings_with(diagnostics, workspace, domain, lang, wanted)
}

/// The same, where the domains are known otherwise: by the finding's place in the list.
pub(crate) fn findings_with<'a>(
    diagnostics: &'a [Diagnostic],
    workspace: &'a Workspace,
    domain: impl Fn(usize, &Diagnostic) -> Option<Cow<'a, str>>,
    lang: Lang,
    wanted: impl Fn(&str) -> bool,
) -> Vec<Finding<'a>> {
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    let mut findings = Vec::new();
    for (at, diagnostic) in diagnostics.iter().enumerate() {
        let file = workspace.file(diagnostic.span.file);
        let agency = file.role.agency();
        let domain = domain(at, diagnostic);
        // Counted before anything is left out: a finding keeps its print whatever is asked for.
        let print = fingerprint(diagnostic, agency, domain.as_deref(), &mut seen);
        if !wanted(&file.path) {
            continue;
        }
        findings.push(Finding {
            code: diagnostic.code,
            severity: diagnostic.severity,
            message: clipped(diagnostic.message.text(lang)),
            help: diagnostic.help.as_ref().map(|it| clipped(it.text(lang))),
            place: place(workspace, diagnostic.span),
            agency,
            domain,
            entry: diagnostic.entry.as_deref(),
            field: diagnostic.field,
            related: diagnostic
                .labels
                .iter()
                .map(|it| Related {
                    place: place(workspace, it.span),
                    message: it.message.text(lang),
                })
                .collect(),
            fingerprint: print,
        });
    }
    findings
}

/// Finds a span's lines and columns.
pub(crate) fn place(workspace: &Workspace, span: Span) -> Place<'_> {
    let file = workspace.file(span.file);
    let start = file.position(span.start);
    let (lines, to) = (file.lines(), span.end.max(span.start));
    let end = if lines.line_of(to) + 1 == start.line {
        // Counted from the start on: the line may be long.
        let inside = file.text.get(span.start as usize..to as usize).unwrap_or("");
        Position { line: start.line, column: start.column + inside.chars().count() }
    } else {
        file.position(to)
    };
    Place { file, span, start, end }
}

/// A message, cut where a word from a file makes it endless.
fn clipped(message: &str) -> Cow<'_, str> {
    match message.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &message[..end])),
        None => Cow::Borrowed(message),
    }
}

fn domain_of<'a>(
    compilation: &'a Compilation<'_>,
    diagnostic: &Diagnostic,
) -> Option<Cow<'a, str>> {
    let written = compilation.resolution.catalog_of(diagnostic.span.file)?;
    written.catalog.domain.as_ref().map(|it| Cow::Borrowed(it.value.as_ref()))
}

/// A hash of what a finding is about. Neither the language, nor the wording, nor the path, nor the
/// line is part of it, so that it survives edits elsewhere and upgrades of govcat.
fn fingerprint(
    diagnostic: &Diagnostic,
    agency: Option<&str>,
    domain: Option<&str>,
    seen: &mut FxHashMap<u64, u32>,
) -> u64 {
    let parts = [
        Some(diagnostic.code),
        agency,
        domain,
        diagnostic.entry.as_deref(),
        diagnostic.field,
        Some(&diagnostic.subject),
    ];
    let mut bytes = Vec::with_capacity(128);
    for part in parts {
        // What is absent differs from what is empty.
        bytes.push(u8::from(part.is_some()));
        bytes.extend(part.unwrap_or("").as_bytes());
        bytes.push(0);
    }
    let ordinal = seen.entry(xxh3_64(&bytes)).or_insert(0);
    bytes.extend(ordinal.to_le_bytes());
    *ordinal += 1;
    xxh3_64(&bytes)
}
