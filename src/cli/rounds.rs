//! A workspace that is checked a round of agencies at a time, so that memory does not grow with their number.
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    path::Path,
    vec,
};

use clap::{Args, value_parser};

use crate::{
    check::{Counts, Report, check},
    cli::{
        finding::{Finding, findings_with},
        session::Session,
    },
    compile::{Compilation, compile, layers, with_layers},
    diagnostic::{Diagnostic, Lang, Outcome},
    error::Error,
    rules,
    source::{
        Survey, Workspace,
        shard::{Part, Shard, rounds},
    },
    span::FileId,
    syntax::Reader,
};

/// How large a round is.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct AtOnce {
    // A nation has nine times as many. These are some 300 MB of text; with fewer, what is read again for each
    // round would weigh.
    /// How many catalog files are held in memory at a time
    #[arg(long, value_name = "N", default_value_t = 8_192, value_parser = value_parser!(u32).range(1..))]
    at_once: u32,
}

impl AtOnce {
    /// So many files.
    pub(crate) fn files(self) -> usize {
        self.at_once as usize
    }
}

/// The rounds that are still to come.
pub(crate) struct Rounds {
    survey: Survey,
    below: BTreeMap<String, String>,
    parts: vec::IntoIter<Part>,
}

/// What was found in a round.
pub(crate) struct Round {
    /// The files; the texts only where something was found, unless there is but one round.
    pub(crate) workspace: Workspace,
    /// What was found.
    pub(crate) report: Report,
    /// In which domain's catalog, finding by finding.
    pub(crate) domains: Vec<Option<String>>,
}

impl Rounds {
    /// Lists a workspace, and deals out a shard of it, or all, in rounds of about so many files.
    pub(crate) fn new(
        root: &Path,
        shard: Option<Shard>,
        reader: Reader,
        at_once: usize,
    ) -> Result<Self, Error> {
        let survey = Survey::new(root)?;
        let parts = rounds(shard, survey.agencies(), survey.owners(), at_once);
        let is_all = shard.is_none() && parts.len() == 1;
        let below = if is_all { BTreeMap::new() } else { layers(&survey.outline(), reader) };
        Ok(Self { survey, below, parts: parts.into_iter() })
    }

    /// What is dealt out.
    pub(crate) fn survey(&self) -> &Survey {
        &self.survey
    }

    /// The names of all files of the workspace.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.survey.paths()
    }
}

impl Iterator for Rounds {
    type Item = Outcome<Workspace>;

    fn next(&mut self) -> Option<Self::Item> {
        let part = self.parts.next()?;
        let wanted = match &part {
            Part::Some { own, .. } => with_layers(own, &self.below),
            Part::Whole => self.survey.agencies().clone(),
        };
        Some(self.survey.read(part, &wanted))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.parts.size_hint()
    }
}

impl ExactSizeIterator for Rounds {}

impl Round {
    /// Checks what was read.
    pub(crate) fn check(loaded: Outcome<Workspace>, session: &Session<'_>, is_only: bool) -> Self {
        let mut found = Vec::new();
        let mut workspace = loaded.take(&mut found);
        let compilation = compile(&workspace, session.reader(), session.today()).take(&mut found);
        let report = check(&workspace, &compilation, found, rules::ALL);
        let domains = domains(&report, &compilation);
        if is_only {
            // The process ends soon; giving the memory back piece by piece would be a tenth of its time.
            std::mem::forget(compilation);
        } else {
            compilation.discard();
            workspace.keep_texts(&concerned(&report));
        }
        Self { workspace, report, domains }
    }

    /// The findings, in order, in those files that are `wanted`.
    pub(crate) fn findings(&self, lang: Lang, wanted: impl Fn(&str) -> bool) -> Vec<Finding<'_>> {
        let domain = |at: usize, _: &Diagnostic| self.domains[at].as_deref().map(Cow::Borrowed);
        findings_with(&self.report.findings, &self.workspace, domain, lang, wanted)
    }
}

/// In which domain's catalog each finding is.
pub(crate) fn domains(report: &Report, compilation: &Compilation<'_>) -> Vec<Option<String>> {
    let domain = |it: &Diagnostic| {
        let written = compilation.resolution.catalog_of(it.span.file)?;
        written.catalog.domain.as_ref().map(|it| it.value.as_ref().to_owned())
    };
    report.findings.iter().map(domain).collect()
}

/// The files whose texts are shown with what was found.
pub(crate) fn concerned(report: &Report) -> BTreeSet<FileId> {
    let spans = report.findings.iter().map(|it| (it.span, &it.labels));
    spans
        .flat_map(|(span, labels)| labels.iter().map(|it| it.span.file).chain([span.file]))
        .collect()
}

/// The findings of all rounds, sorted by file: paths are not quite in the order of folders' names, by which
/// rounds are dealt out.
pub(crate) fn findings(
    rounds: &[Round],
    lang: Lang,
    wanted: impl Fn(&str) -> bool,
) -> Vec<Finding<'_>> {
    let all = rounds.iter().flat_map(|it| it.findings(lang, &wanted));
    let mut all: Vec<_> = all.collect();
    if rounds.len() > 1 {
        all.sort_by(|a, b| a.place.file.path.cmp(&b.place.file.path));
    }
    all
}

/// What was looked at in all rounds. The rules are the same in each.
pub(crate) fn counts(rounds: &[Round]) -> Counts {
    rounds.iter().fold(Counts::default(), |sum, round| {
        let Counts { files, entries, rules, evaluations, suppressed } = round.report.counts;
        Counts {
            files: sum.files + files,
            entries: sum.entries + entries,
            rules,
            evaluations: sum.evaluations + evaluations,
            suppressed: sum.suppressed + suppressed,
        }
    })
}

/// The files that could not be read, each once.
pub(crate) fn unread(rounds: &[Round]) -> Vec<&str> {
    let all = rounds.iter().flat_map(|it| &it.workspace.unread);
    let all: BTreeSet<&str> = all.map(String::as_str).collect();
    all.into_iter().collect()
}
