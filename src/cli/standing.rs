//! Which agencies a report is about, and what stands in the way of trusting it.
use std::collections::BTreeSet;

use crate::{
    check::{Counts, Report},
    cli::{
        finding::{Finding, findings},
        formats::{Checked, Format, Look},
        rounds::{self, Round},
        session::Session,
        summary::Summary,
        validate::FailOn,
    },
    compile::Compilation,
    diagnostic::{Message, Severity, message},
    error::Error,
    model::likeness::nearest,
    resolve::{AgencyId, Resolution},
    source::Workspace,
};

/// More errors than this are counted, not printed: `govcat validate` prints them all.
const SHOWN: usize = 20;
/// What a gap report says itself, entry by entry.
const TOLD_BY_REPORT: &str = "weaker-than-standard";

/// The agencies that were named, in the order of the workspace, each once; all where none was.
///
/// # Errors
/// When there is no agency of a name.
pub(crate) fn agencies(
    named: &[String],
    resolution: &Resolution<'_>,
) -> Result<Vec<AgencyId>, Error> {
    let mut ids = Vec::new();
    for word in named {
        ids.push(agency(word.trim_end_matches('/'), resolution)?);
    }
    if named.is_empty() {
        ids.extend(resolution.agency_ids().map(|(id, _)| id));
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// The agency of a name; an unknown one is answered with the one that was likely meant.
fn agency(word: &str, resolution: &Resolution<'_>) -> Result<AgencyId, Error> {
    resolution.find_agency(word).ok_or_else(|| {
        let all = &resolution.agencies;
        let of_name = all.iter().find(|it| it.name() == word).map(|it| it.key.as_str());
        let near = of_name.or_else(|| nearest(word, all.iter().map(|it| it.key.as_str())));
        unknown(message!("没有 {word} 这个机关", "there is no agency {word}"), near)
    })
}

/// A name that nothing bears, with the one that was likely meant.
pub(crate) fn unknown(what: Message, near: Option<&str>) -> Error {
    let error = Error::new(what);
    match near {
        Some(near) => error.with_help(message!("是不是 {near}？", "did you mean {near}?")),
        None => error,
    }
}

/// Prints the errors in the files that a report is made of to standard error; the report is made
/// all the same, and that is said.
pub(crate) fn say(
    session: &mut Session<'_>,
    workspace: &Workspace,
    compilation: &Compilation<'_>,
    report: &Report,
    agencies: &[AgencyId],
) {
    let layers = layers(&compilation.resolution, agencies);
    let concerns = |path: &str| concerns(&layers, path);
    let findings = findings(&report.findings, workspace, compilation, session.lang, concerns);
    let unread = workspace.unread.iter().map(String::as_str).collect();
    tell(session, findings, report.counts, unread);
}

/// The same, where the agencies and all layers below them were looked at in rounds.
pub(crate) fn say_rounds(session: &mut Session<'_>, rounds: &[Round], layers: &BTreeSet<String>) {
    let findings = rounds::findings(rounds, session.lang, |path| concerns(layers, path));
    tell(session, findings, rounds::counts(rounds), rounds::unread(rounds));
}

/// Some agencies and all layers below them.
pub(crate) fn layers(resolution: &Resolution<'_>, agencies: &[AgencyId]) -> BTreeSet<String> {
    let below = |id: &AgencyId| resolution.agency(*id).below;
    let layers = agencies.iter().flat_map(|id| std::iter::successors(Some(*id), below));
    layers.map(|id| resolution.agency(id).key.clone()).collect()
}

/// Whether a file is one of these agencies', or of none.
fn concerns(layers: &BTreeSet<String>, path: &str) -> bool {
    let folder = path.strip_prefix("catalogs/").and_then(|it| it.split_once('/'));
    folder.is_none_or(|(folder, _)| layers.contains(folder))
}

fn tell(
    session: &mut Session<'_>,
    mut findings: Vec<Finding<'_>>,
    counts: Counts,
    unread: Vec<&str>,
) {
    findings.retain(|it| it.severity == Severity::Error && it.code != TOLD_BY_REPORT);
    let count = findings.len();
    if count == 0 {
        return;
    }
    findings.truncate(SHOWN);
    let checked = Checked {
        lang: session.lang,
        unread,
        files: Vec::new(),
        summary: Summary::new(counts, &findings),
        findings,
        fail_on: FailOn::Error,
        show: Severity::Error,
        shard: None,
    };
    let look = Look::terminal(session.err_style());
    Format::Concise.write(&checked, look, &mut session.err);
    let more = count.saturating_sub(SHOWN);
    if more > 0 {
        let words = message!(
            "另有 {more} 处错误没有列出，用 govcat validate 查看",
            "{more} more errors are not shown; govcat validate shows them"
        );
        session.err.print_line(words.text(session.lang));
    }
    let words = message!(
        "目录有 {count} 处错误，报告照常生成；涉及这些错误的事项以改正后为准",
        "the catalogs have {count} errors; the report was made all the same, and may change once they are mended"
    );
    session.err.print_line(words.text(session.lang));
}
