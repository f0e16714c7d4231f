//! Running rules. The engine knows what a rule is, not which rules there are.
mod checks;
pub mod marks;
mod run;
mod suppress;
mod texts;

use checks::Checks;
use marks::Marks;
use rayon::prelude::*;
use run::{Place, Run};

use crate::{
    compile::Compilation,
    diagnostic::{Diagnostic, Severity},
    model::{Text, catalog::Entry, deadline::Reading, field::Field, readings::Cited},
    resolve::{AgencyId, CatalogId, Resolution, Written, view::EntryView},
    source::{SourceFile, Workspace},
    span::{FileId, Span},
};

/// One thing that a catalog must not do.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case, for ever; reads after “allow”: `allow(unknown-channel)`.
    pub code: &'static str,
    /// One line for tables, in Chinese and in English.
    pub summary: [&'static str; 2],
    /// How bad, unless `govcat.toml` says otherwise.
    pub severity: Severity,
    /// The law or standard that the rule stands on.
    pub basis: &'static str,
    /// The rule's own documentation, in Chinese and English, with examples that are tested.
    pub docs: &'static str,
    /// The checks themselves: one, or one for each kind of place that a rule looks at.
    pub checks: &'static [Check],
}

/// Findings that no comment and no setting takes away: what was written is lost or not published
/// because of them, and that must never pass in silence.
pub const ALWAYS: &[&str] = &[
    "unreadable-file",
    "unsupported-encoding",
    "symbolic-link",
    "stray-file",
    "empty-file",
    "syntax-error",
    "unsupported-yaml",
    "future-version",
    "duplicate-key",
    "wrong-type",
    "bad-id",
    "duplicate-id",
    "id-case",
    "unsafe-name",
    "domain-file-twice",
    "extends-cycle",
];

/// What a rule looks at.
#[derive(Debug)]
pub enum Check {
    /// Found while files are read; an earlier stage makes the diagnostics.
    Stage,
    /// Each text that people wrote and that holds characters of a kind: an entry's, and those around
    /// the entries and of `agency.yaml` under the field of an entry that they are most like. Whether
    /// anything is found must depend on the words and the field alone: words that nothing was found in
    /// are not looked at again.
    Text(Marks, TextCheck),
    /// Each entry as written, and each file's `defaults`.
    Entry(EntryCheck),
    /// Each body that an owner in these names, with the text that names it. Of what is found the same
    /// holds as of [`Check::Text`].
    Owner(OwnerCheck),
    /// Each document that a basis names, with the text that names it.
    Basis(BasisCheck),
    /// Each deadline, with what it was understood as.
    Deadline(DeadlineCheck),
    /// Each resolved entry of which the agency wrote at least a part.
    Resolved(ResolvedCheck),
    /// Each catalog file.
    Catalog(CatalogCheck),
    /// Each agency.
    Agency(AgencyCheck),
    /// Each agency, with the settings of the site that its pages are on.
    Published(PublishedCheck),
    /// The settings.
    Settings(SettingsCheck),
}

/// See [`Check::Text`].
pub type TextCheck = fn(&Text<'_>, Field, &mut Findings<'_>);
/// See [`Check::Entry`].
pub type EntryCheck = fn(&Subject<'_, '_>, &mut Findings<'_>);
/// See [`Check::Owner`].
pub type OwnerCheck = fn(&Resolution<'_>, &Text<'_>, &str, &mut Findings<'_>);
/// See [`Check::Basis`].
pub type BasisCheck = fn(&Subject<'_, '_>, &Text<'_>, &Cited, &mut Findings<'_>);
/// See [`Check::Deadline`].
pub type DeadlineCheck = fn(&Subject<'_, '_>, &Text<'_>, &Reading, &mut Findings<'_>);
/// See [`Check::Resolved`].
pub type ResolvedCheck = fn(&EntryView<'_, '_>, &mut Findings<'_>);
/// See [`Check::Catalog`].
pub type CatalogCheck = fn(&Resolution<'_>, CatalogId, &mut Findings<'_>);
/// See [`Check::Agency`].
pub type AgencyCheck = fn(&Resolution<'_>, AgencyId, &mut Findings<'_>);
/// See [`Check::Published`].
pub type PublishedCheck = fn(&Workspace, &Resolution<'_>, AgencyId, &mut Findings<'_>);
/// See [`Check::Settings`].
pub type SettingsCheck = fn(&Workspace, &mut Findings<'_>);

/// An entry as written, or the `defaults` of its file.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'r, 's> {
    /// Everything.
    pub resolution: &'r Resolution<'s>,
    /// Its file.
    pub written: &'r Written<'s>,
    /// The entry.
    pub entry: &'r Entry<'s>,
}

/// Where a rule puts what it finds.
#[derive(Debug)]
pub struct Findings<'a> {
    rule: &'a Rule,
    entry: Option<&'a str>,
    /// The key of the text that is looked at.
    key: Option<&'static str>,
    found: &'a mut Vec<Diagnostic>,
}

impl Findings<'_> {
    /// Adds a problem. The rule's code and the entry that is looked at are filled in, and the
    /// field where a text is looked at.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        diagnostic.code = self.rule.code;
        if diagnostic.entry.is_none() {
            diagnostic.entry = self.entry.map(Into::into);
        }
        diagnostic.field = diagnostic.field.or(self.key);
        self.found.push(diagnostic);
    }

    /// Starts a problem; finish it with the `with_` methods and [`Findings::push`].
    #[must_use]
    pub fn at(&self, span: Span, message: crate::diagnostic::Message) -> Diagnostic {
        Diagnostic::new(self.rule.code, span, message)
    }
}

/// Declares a rule: its doc comment becomes [`Rule::docs`], and so `govcat explain`, the README's
/// table and a test. `check` is its check; a rule with several has `checks: [one, another]`.
macro_rules! rule {
    ($(#[doc = $doc:literal])+ {
        code: $code:expr,
        summary: $summary:expr,
        severity: $severity:expr,
        basis: $basis:expr,
        check: $check:expr $(,)?
    }) => {
        $crate::check::rule! {
            $(#[doc = $doc])+
            {
                code: $code,
                summary: $summary,
                severity: $severity,
                basis: $basis,
                checks: [$check],
            }
        }
    };
    ($(#[doc = $doc:literal])+ {
        code: $code:expr,
        summary: $summary:expr,
        severity: $severity:expr,
        basis: $basis:expr,
        checks: [$($check:expr),+ $(,)?] $(,)?
    }) => {
        $(#[doc = $doc])+
        pub static RULE: $crate::check::Rule = $crate::check::Rule {
            code: $code,
            summary: $summary,
            severity: $severity,
            basis: $basis,
            docs: concat!($($doc, "\n"),+),
            checks: &[$($check),+],
        };
    };
}
pub(crate) use rule;

/// How much was looked at. A run that looked at nothing is not a pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files read, without the built-in registries.
    pub files: usize,
    /// Entries written in them.
    pub entries: usize,
    /// Rules that are on.
    pub rules: usize,
    /// How often a rule looked at something.
    pub evaluations: usize,
    /// Findings that a comment suppresses.
    pub suppressed: usize,
}

/// Everything found, sorted by file, place and code.
#[derive(Debug, Default)]
pub struct Report {
    /// The findings.
    pub findings: Vec<Diagnostic>,
    /// What was looked at.
    pub counts: Counts,
}

impl Report {
    /// How many findings have a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|it| it.severity == severity).count()
    }
}

/// Runs `rules` and adds what they find to what the earlier stages found.
#[must_use]
pub fn check(
    workspace: &Workspace,
    compilation: &Compilation<'_>,
    earlier: Vec<Diagnostic>,
    rules: &[&'static Rule],
) -> Report {
    run(workspace, compilation, earlier, rules, Severity::Info)
}

/// Only the errors, for commands that say no more of the catalogs than these: rules that could only
/// warn are not run.
#[must_use]
pub fn check_errors(
    workspace: &Workspace,
    compilation: &Compilation<'_>,
    earlier: Vec<Diagnostic>,
    rules: &[&'static Rule],
) -> Report {
    let mut report = run(workspace, compilation, earlier, rules, Severity::Error);
    report.findings.retain(|it| it.severity == Severity::Error);
    report
}

/// Runs the rules whose severity is at least as bad as `least`.
fn run(
    workspace: &Workspace,
    compilation: &Compilation<'_>,
    earlier: Vec<Diagnostic>,
    rules: &[&'static Rule],
    least: Severity,
) -> Report {
    let resolution = &compilation.resolution;
    let mut rules_on = 0;
    let mut checks = Checks::default();
    // Whether a suppression is of use is known only when all rules have looked.
    let needs_all =
        severity_of("unused-suppression", workspace, rules).is_some_and(|it| it <= least);
    for &rule in rules {
        let severity = severity_of(rule.code, workspace, rules);
        if severity.is_some_and(|it| needs_all || it <= least) {
            rules_on += 1;
            checks.add(rule);
        }
    }
    let mut findings = earlier;
    findings.retain(|it| workspace.answers_for(it.span.file));
    let mut evaluations = 0;
    let agencies = resolution.agency_ids();
    let agencies = agencies.filter(|(_, agency)| workspace.part.holds(Some(&agency.key)));
    // An agency comes right behind its catalogs, while these are at hand.
    let places: Vec<Place> = agencies
        .flat_map(|(id, agency)| {
            let catalogs = agency.catalogs.iter().map(|it| Place::Catalog(*it));
            catalogs.chain([Place::Agency(id)])
        })
        .collect();
    let runs: Vec<_> = places
        .into_par_iter()
        .fold(|| Run::new(workspace, resolution, &checks), Run::at)
        .map(Run::end)
        .collect();
    for (mut found, evaluated) in runs {
        findings.append(&mut found);
        evaluations += evaluated;
    }
    for &(rule, check) in checks.settings.iter().filter(|_| workspace.answers_for_rest()) {
        evaluations += 1;
        check(workspace, &mut Findings { rule, entry: None, key: None, found: &mut findings });
    }
    // A stage's rule looks at every file.
    let is_input =
        |(id, file): &(FileId, &SourceFile)| file.is_catalog_input() && workspace.answers_for(*id);
    let files = workspace.ids().filter(is_input).count();
    evaluations += files * checks.stages;
    suppress::beside_syntax_errors(workspace, &mut findings);
    let suppressed = suppress::suppress(workspace, compilation, rules, &mut findings);
    findings.retain_mut(|finding| stamp(finding, workspace, rules));
    findings.sort_by(|a, b| {
        let key = |it: &Diagnostic| (it.span.file, it.span.start, it.code, it.span.end);
        key(a).cmp(&key(b)).then_with(|| a.subject.cmp(&b.subject))
    });
    let counts = Counts {
        files,
        entries: resolution
            .catalogs
            .iter()
            .filter(|it| workspace.answers_for(it.catalog.file))
            .map(|it| it.catalog.entries.len())
            .sum(),
        rules: rules_on,
        evaluations,
        suppressed,
    };
    Report { findings, counts }
}

/// Gives a finding the severity of its rule; false where the rule is off.
fn stamp(finding: &mut Diagnostic, workspace: &Workspace, rules: &[&'static Rule]) -> bool {
    let severity = severity_of(finding.code, workspace, rules);
    finding.severity = severity.unwrap_or(finding.severity);
    severity.is_some()
}

/// How bad the findings of a rule are: as the settings say, else as the rule does; `None` for off.
fn severity_of(code: &str, workspace: &Workspace, rules: &[&'static Rule]) -> Option<Severity> {
    match workspace.config.rules.get(code) {
        Some(level) => level.severity(),
        None => rules
            .iter()
            .find(|rule| rule.code == code)
            .map_or(Some(Severity::Error), |rule| Some(rule.severity)),
    }
}
