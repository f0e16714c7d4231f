//! Running rules. The engine knows what a rule is, not which rules there are.
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::{
    compile::Compilation,
    diagnostic::{Diagnostic, Severity, message},
    model::{
        Text,
        catalog::{Catalog, Entry},
        choice::Choice,
        field::Field,
    },
    resolve::{Agency, AgencyId, CatalogId, Resolution, Written, view::EntryView},
    source::{Workspace, config::Level},
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
    /// The check itself.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Debug)]
pub enum Check {
    /// Found while files are read; an earlier stage makes the diagnostics.
    Stage,
    /// Each text that people wrote.
    Text(fn(&Text<'_>, Field, &mut Findings<'_>)),
    /// Each entry as written, and each file's `defaults`.
    Entry(fn(&Subject<'_, '_>, &mut Findings<'_>)),
    /// Each resolved entry of which the agency wrote at least a part.
    Resolved(fn(&EntryView<'_, '_>, &mut Findings<'_>)),
    /// Each catalog file.
    Catalog(fn(&Resolution<'_>, CatalogId, &mut Findings<'_>)),
    /// Each agency.
    Agency(fn(&Resolution<'_>, AgencyId, &mut Findings<'_>)),
}

/// An entry as written, or the `defaults` of its file.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'r, 's> {
    /// Everything.
    pub resolution: &'r Resolution<'s>,
    /// Its file.
    pub written: &'r Written<'s>,
    /// The entry.
    pub entry: &'r Entry<'s>,
    /// Whether it is the file's `defaults`.
    pub is_defaults: bool,
}

/// Where a rule puts what it finds.
#[derive(Debug)]
pub struct Findings<'a> {
    rule: &'a Rule,
    entry: Option<&'a str>,
    found: &'a mut Vec<Diagnostic>,
}

impl Findings<'_> {
    /// Adds a problem. The rule's code and the entry that is looked at are filled in.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        diagnostic.code = self.rule.code;
        if diagnostic.entry.is_none() {
            diagnostic.entry = self.entry.map(Into::into);
        }
        self.found.push(diagnostic);
    }

    /// Starts a problem; finish it with the `with_` methods and [`Findings::push`].
    #[must_use]
    pub fn at(&self, span: Span, message: crate::diagnostic::Message) -> Diagnostic {
        Diagnostic::new(self.rule.code, span, message)
    }
}

/// Declares a rule: its doc comment becomes [`Rule::docs`], and so `govcat explain`, the README's
/// table and a test.
macro_rules! rule {
    ($(#[doc = $doc:literal])+ { $($field:ident: $value:expr),+ $(,)? }) => {
        $(#[doc = $doc])+
        pub static RULE: $crate::check::Rule = $crate::check::Rule {
            docs: concat!($($doc, "\n"),+),
            $($field: $value),+
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

    /// The worst severity found.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|it| it.severity).min()
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
    let resolution = &compilation.resolution;
    let on: Vec<&'static Rule> = rules
        .iter()
        .copied()
        .filter(|rule| workspace.config.rules.get(rule.code) != Some(&Level::Off))
        .collect();
    let mut findings = earlier;
    let mut evaluations = 0;
    let by_catalog: Vec<_> = resolution
        .catalog_ids()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(id, written)| check_catalog(resolution, id, written, &on))
        .collect();
    let by_agency: Vec<_> = resolution
        .agency_ids()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(id, agency)| check_agency(resolution, id, agency, &on))
        .collect();
    for (mut found, evaluated) in by_catalog.into_iter().chain(by_agency) {
        findings.append(&mut found);
        evaluations += evaluated;
    }
    // A stage's rule looks at every file.
    let files = workspace.files.iter().filter(|file| !file.path.starts_with('<')).count();
    evaluations += files * on.iter().filter(|rule| matches!(rule.check, Check::Stage)).count();
    let suppressed = suppress(workspace, compilation, rules, &mut findings);
    findings.retain_mut(|finding| stamp(finding, workspace, rules));
    findings.sort_by(|a, b| {
        let key = |it: &Diagnostic| (it.span.file, it.span.start, it.code, it.span.end);
        key(a).cmp(&key(b)).then_with(|| a.subject.cmp(&b.subject))
    });
    let counts = Counts {
        files,
        entries: resolution.catalogs.iter().map(|it| it.catalog.entries.len()).sum(),
        rules: on.len(),
        evaluations,
        suppressed,
    };
    Report { findings, counts }
}

/// Gives a finding the severity of its rule; false where the rule is off.
fn stamp(finding: &mut Diagnostic, workspace: &Workspace, rules: &[&'static Rule]) -> bool {
    let rule = rules.iter().find(|rule| rule.code == finding.code);
    let severity = match (workspace.config.rules.get(finding.code), rule) {
        (Some(level), _) => level.severity(),
        (None, Some(rule)) => Some(rule.severity),
        (None, None) => Some(Severity::Error),
    };
    finding.severity = severity.unwrap_or(finding.severity);
    severity.is_some()
}

type Found = (Vec<Diagnostic>, usize);

fn check_catalog(
    resolution: &Resolution<'_>,
    id: CatalogId,
    written: &Written<'_>,
    rules: &[&'static Rule],
) -> Found {
    let mut found = Vec::new();
    let mut evaluations = 0;
    let Catalog { entries, defaults, .. } = &written.catalog;
    let subjects = entries
        .iter()
        .map(|entry| (entry, false))
        .chain(defaults.iter().map(|entry| (entry.as_ref(), true)));
    for (entry, is_defaults) in subjects {
        let entry_id = entry.id.as_ref().map(|id| id.value.as_ref());
        let subject = Subject { resolution, written, entry, is_defaults };
        for &rule in rules {
            let mut findings = Findings { rule, entry: entry_id, found: &mut found };
            match rule.check {
                Check::Text(check) => {
                    evaluations += 1;
                    each_text(entry, &mut |text, field| check(text, field, &mut findings));
                }
                Check::Entry(check) => {
                    evaluations += 1;
                    check(&subject, &mut findings);
                }
                _ => {}
            }
        }
    }
    for &rule in rules {
        let mut findings = Findings { rule, entry: None, found: &mut found };
        match rule.check {
            Check::Catalog(check) => {
                evaluations += 1;
                check(resolution, id, &mut findings);
            }
            Check::Text(check) => {
                for text in written.catalog.title.iter().chain(&written.catalog.source) {
                    evaluations += 1;
                    check(text, Field::Name, &mut findings);
                }
            }
            _ => {}
        }
    }
    (found, evaluations)
}

fn check_agency(
    resolution: &Resolution<'_>,
    id: AgencyId,
    agency: &Agency<'_>,
    rules: &[&'static Rule],
) -> Found {
    let mut found = Vec::new();
    let mut evaluations = 0;
    for &table in &agency.tables {
        if resolution.table(table).own.is_empty() {
            continue;
        }
        for view in resolution.entries(table).filter(EntryView::is_own) {
            for &rule in rules {
                if let Check::Resolved(check) = rule.check {
                    evaluations += 1;
                    let entry = view.top().id.as_ref().map(|id| id.value.as_ref());
                    check(&view, &mut Findings { rule, entry, found: &mut found });
                }
            }
        }
    }
    for &rule in rules {
        if let Check::Agency(check) = rule.check {
            evaluations += 1;
            check(resolution, id, &mut Findings { rule, entry: None, found: &mut found });
        }
    }
    (found, evaluations)
}

/// Calls `visit` with each text of an entry that people wrote.
fn each_text(entry: &Entry<'_>, visit: &mut impl FnMut(&Text<'_>, Field)) {
    fn choices<T>(
        choices: &[Choice<'_, T>],
        field: Field,
        visit: &mut impl FnMut(&Text<'_>, Field),
    ) {
        choices.iter().for_each(|choice| visit(&choice.text, field));
    }
    entry.category.iter().for_each(|text| visit(text, Field::Category));
    entry.name.iter().for_each(|text| visit(text, Field::Name));
    entry.content.iter().for_each(|text| visit(text, Field::Content));
    entry.basis.iter().for_each(|text| visit(text, Field::Basis));
    entry.deadline.iter().for_each(|text| visit(text, Field::Deadline));
    entry.owner.all().for_each(|text| visit(text, Field::Owner));
    choices(&entry.method, Field::Method, visit);
    choices(&entry.channel, Field::Channel, visit);
    choices(&entry.audience, Field::Audience, visit);
    choices(&entry.level, Field::Level, visit);
    choices(&entry.stage, Field::Stage, visit);
    choices(entry.reason.as_slice(), Field::Reason, visit);
}

/// Takes out what comments suppress; reports suppressions that are unused or give no reason.
fn suppress(
    workspace: &Workspace,
    compilation: &Compilation<'_>,
    rules: &[&'static Rule],
    findings: &mut Vec<Diagnostic>,
) -> usize {
    if compilation.allows.is_empty() {
        return 0;
    }
    let mut by_line: FxHashMap<(FileId, usize), Vec<usize>> = FxHashMap::default();
    for (at, allow) in compilation.allows.iter().enumerate() {
        by_line.entry((allow.span.file, allow.line)).or_default().push(at);
    }
    let mut used = vec![Vec::<&str>::new(); compilation.allows.len()];
    let before = findings.len();
    findings.retain(|finding| {
        let line = workspace.file(finding.span.file).lines().line_of(finding.span.start);
        let allows = by_line.get(&(finding.span.file, line));
        let hit = allows.into_iter().flatten().find(|at| {
            let allow = &compilation.allows[**at];
            // Without a reason nothing is suppressed.
            !allow.reason.is_empty() && allow.codes.iter().any(|code| code == finding.code)
        });
        if let Some(at) = hit {
            used[*at].push(finding.code);
        }
        hit.is_none()
    });
    let suppressed = before - findings.len();
    for (allow, used) in compilation.allows.iter().zip(&used) {
        if allow.reason.is_empty() {
            findings.push(
                Diagnostic::new(
                    "suppression-without-reason",
                    allow.span,
                    message!("忽略检查没有写理由，所以不起作用", "a suppression without a reason has no effect"),
                )
                .with_help(message!(
                    "写成“# govcat: allow(规则): 理由”",
                    "write `# govcat: allow(rule): reason`"
                )),
            );
            continue;
        }
        for code in allow.codes.iter().filter(|code| !used.contains(&code.as_str())) {
            let known = rules.iter().any(|rule| rule.code == code);
            let what = if known {
                message!("“{code}”在这一行没有发现问题，这条忽略没有用", "`{code}` finds nothing on this line; the suppression is unused")
            } else {
                message!("没有“{code}”这条规则", "there is no rule `{code}`")
            };
            findings.push(
                Diagnostic::new("unused-suppression", allow.span, what)
                    .with_help(message!("删去这条忽略", "delete the suppression"))
                    .about(code),
            );
        }
    }
    suppressed
}
