//! `govcat build --since`: what each version of the catalogs changed, for the site.
use crate::{
    cli::{
        diff::{
            html,
            loss::Loss,
            public,
            report::{Reach, Report, Version},
            sides,
        },
        session::Session,
    },
    compile::{Compilation, compile},
    diagnostic::{Message, message},
    diff::{Change, accept, diff},
    error::Error,
    render::{
        history::{Event, Step},
        site,
    },
    source::{Workspace, git::Repository},
};

/// What lies between the revisions, the oldest first, and the workspace as it is now.
///
/// # Errors
/// When git does not know one of them, or cannot give its files.
pub(super) fn steps(
    revisions: &[String],
    workspace: &Workspace,
    now: &Compilation<'_>,
    session: &mut Session<'_>,
) -> Result<Vec<Step>, Error> {
    if revisions.is_empty() {
        return Ok(Vec::new());
    }
    let repository = Repository::around(&workspace.root)?;
    let mut sides = Vec::new();
    for revision in revisions {
        sides.push(sides::revision(revision, &workspace.root)?.read());
    }
    let lang = site::lang(&workspace.config);
    let (reader, today) = (session.reader(), session.today());
    let compilations: Vec<_> =
        sides.iter().map(|it| compile(&it.workspace, reader, today)).collect();
    for (side, compilation) in sides.iter().zip(&compilations) {
        Loss::of(side, &compilation.diagnostics).say(session);
    }
    let current: Message = message!("现行版本", "the current version");
    let mut versions: Vec<(Version<'_>, &Compilation<'_>, &str)> = sides
        .iter()
        .zip(&compilations)
        .zip(revisions)
        .map(|((side, it), revision)| (side.version(), &it.value, revision.as_str()))
        .collect();
    versions.push((Version { label: &current, workspace }, now, "HEAD"));
    let mut steps = Vec::new();
    for pair in versions.windows(2) {
        let [(old, a, _), (new, b, revision)] = pair else { continue };
        let mut set = diff(&a.resolution, &b.resolution);
        super::diff::places::find(&mut set, old.workspace, new.workspace);
        // What somebody approved is told so; approvals for other steps are not stale here.
        accept::weigh(&mut set, &workspace.config);
        let report =
            Report { lang, old: *old, new: *new, set: &set, stale: &[], reach: Reach::Counted };
        steps.push(Step {
            old: old.label.text(lang).to_owned(),
            new: new.label.text(lang).to_owned(),
            date: repository.date(revision)?,
            public: public::page(&report),
            review: html::page(&report),
            events: events(&report),
        });
    }
    Ok(steps)
}

/// What happened to single entries: of the agency that wrote it, and of those that it reaches.
fn events(report: &Report<'_>) -> Vec<Event> {
    let of_change = |change: &Change| {
        let entry = change.entry.clone()?;
        let what = report.told(change);
        let anchor = format!("c-{:016x}", change.fingerprint);
        let reached = change.affects.iter().map(|it| it.agency.clone());
        let agencies = change.agency.iter().cloned().chain(reached);
        Some(
            agencies
                .map(|agency| Event {
                    agency,
                    entry: entry.clone(),
                    what: what.clone(),
                    anchor: anchor.clone(),
                })
                .collect::<Vec<_>>(),
        )
    };
    report.set.changes.iter().filter_map(of_change).flatten().collect()
}
