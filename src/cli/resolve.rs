//! `govcat resolve`: prints compiled entries.
use clap::{Args, ValueEnum};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    check::{Report, check},
    cli::{
        Exit,
        finding::findings,
        formats::{Checked, Format, Look},
        session::{Session, unread},
        summary::Summary,
        validate::FailOn,
    },
    compile::{Compilation, compile},
    diagnostic::{Severity, message},
    error::Error,
    model::likeness::nearest,
    render::entry_json::{EntryJson, Trace},
    resolve::{Agency, AgencyId, Resolution, view::EntryView},
    rules,
    source::Workspace,
};

/// The arguments of `govcat resolve`.
#[derive(Debug, Args)]
pub(crate) struct ResolveArgs {
    /// AGENCY, AGENCY/DOMAIN or AGENCY/DOMAIN#ID
    #[arg(value_name = "TARGET")]
    pub(crate) target: String,
    /// Say for each field in which file and line it is written
    #[arg(long)]
    pub(crate) trace: bool,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    pub(crate) format: ResolveFormat,
}

/// How to print entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ResolveFormat {
    Json,
    Yaml,
}

/// What `--format json` prints.
#[derive(JsonSchema, Serialize)]
pub(crate) struct Document<'a> {
    version: u32,
    entries: Vec<EntryJson<'a>>,
}

/// Runs the command.
pub(crate) fn run(args: &ResolveArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let mut found = Vec::new();
    let workspace = session.open(&[])?.take(&mut found);
    let compilation = compile(&workspace, session.reader(), session.today()).take(&mut found);
    let report = check(&workspace, &compilation, found, rules::ALL);
    let resolution = &compilation.resolution;
    let target = Target::read(&args.target);
    let agency = target.agency(resolution)?;
    let views = target.entries(resolution, agency)?;
    let trace = if args.trace { Trace::On(&workspace) } else { Trace::Off };
    let entries = views.into_iter().map(|view| EntryJson::new(&view, trace)).collect();
    let document = Document { version: 1, entries };
    let text = match args.format {
        ResolveFormat::Json => serde_json::to_string_pretty(&document).map_err(|it| failed(&it))?,
        ResolveFormat::Yaml => serde_saphyr::to_string(&document).map_err(|it| failed(&it))?,
    };
    session.out.print_line(text.trim_end());
    let exit = verdict(session, &workspace, &compilation, &report, agency);
    unread(&workspace).map_or(Ok(exit), Err)
}

fn failed(error: &dyn std::error::Error) -> Error {
    Error::new(message!("无法输出：{error}", "cannot print: {error}"))
}

/// What is wrong in the files that the entries are made of goes to standard error.
fn verdict(
    session: &mut Session<'_>,
    workspace: &Workspace,
    compilation: &Compilation<'_>,
    report: &Report,
    agency: AgencyId,
) -> Exit {
    let resolution = &compilation.resolution;
    let below = |id: &AgencyId| resolution.agency(*id).below;
    let layers: Vec<&str> = std::iter::successors(Some(agency), below)
        .map(|id| resolution.agency(id).key.as_str())
        .collect();
    let concerns = |path: &str| {
        let folder = path.strip_prefix("catalogs/").and_then(|it| it.split_once('/'));
        folder.is_none_or(|(folder, _)| layers.contains(&folder))
    };
    let findings = findings(&report.findings, workspace, compilation, session.lang, concerns);
    let checked = Checked {
        lang: session.lang,
        unread: workspace.unread.iter().map(String::as_str).collect(),
        files: Vec::new(),
        summary: Summary::new(report.counts, &findings),
        // What is only worth knowing would drown what was asked for.
        findings: findings.into_iter().filter(|it| it.severity < Severity::Info).collect(),
        fail_on: FailOn::Error,
        show: Severity::Warning,
        shard: None,
    };
    let look = Look::terminal(session.err_style());
    Format::Concise.write(&checked, look, &mut session.err);
    if checked.summary.errors > 0 { Exit::Findings } else { Exit::Clean }
}

/// `AGENCY[/DOMAIN[#ID]]`; an id is unique in its agency, so `AGENCY#ID` will do as well.
struct Target<'t> {
    agency: &'t str,
    domain: Option<&'t str>,
    id: Option<&'t str>,
}

impl<'t> Target<'t> {
    fn read(target: &'t str) -> Self {
        let (place, id) = match target.split_once('#') {
            Some((place, id)) => (place, Some(id)),
            None => (target, None),
        };
        let (agency, domain) = match place.trim_end_matches('/').split_once('/') {
            Some((agency, domain)) => (agency, Some(domain)),
            None => (place.trim_end_matches('/'), None),
        };
        Self { agency, domain, id }
    }

    fn agency(&self, resolution: &Resolution<'_>) -> Result<AgencyId, Error> {
        resolution.find_agency(self.agency).ok_or_else(|| {
            let named = resolution.agencies.iter().find(|it| it.name() == self.agency);
            let near = named.map(|it| it.key.as_str());
            let keys = || resolution.agencies.iter().map(|it: &Agency<'_>| it.key.as_str());
            let near = near.or_else(|| nearest(self.agency, keys()));
            let agency = self.agency;
            unknown(message!("没有 {agency} 这个机关", "there is no agency {agency}"), near)
        })
    }

    fn entries<'r, 's>(
        &self,
        resolution: &'r Resolution<'s>,
        agency: AgencyId,
    ) -> Result<Vec<EntryView<'r, 's>>, Error> {
        let domains = &resolution.registries.domains;
        let tables = &resolution.agency(agency).tables;
        let code = |id: crate::resolve::TableId| {
            resolution.table(id).domain.map(|it| domains.get(it).code.as_str())
        };
        let chosen: Vec<_> = match self.domain {
            None => tables.clone(),
            Some(domain) => tables.iter().copied().filter(|it| code(*it) == Some(domain)).collect(),
        };
        if let (Some(domain), true) = (self.domain, chosen.is_empty()) {
            let agency = self.agency;
            let named = domains.nearest(domain).map(|it| it.code.as_str());
            let own = nearest(domain, tables.iter().filter_map(|it| code(*it)));
            let near = own.or(named).filter(|it| *it != domain);
            return Err(unknown(
                message!(
                    "{agency} 没有 {domain} 领域的目录",
                    "{agency} has no catalog for {domain}"
                ),
                near,
            ));
        }
        let all: Vec<_> = chosen.iter().flat_map(|it| resolution.entries(*it)).collect();
        let Some(id) = self.id else { return Ok(all) };
        let found: Vec<_> = all.iter().copied().filter(|it| it.id() == id).collect();
        if found.is_empty() {
            let near = nearest(id, all.iter().map(EntryView::id));
            return Err(unknown(
                message!("没有编号为 {id} 的事项", "there is no entry {id}"),
                near,
            ));
        }
        Ok(found)
    }
}

fn unknown(what: crate::diagnostic::Message, near: Option<&str>) -> Error {
    let error = Error::new(what);
    match near {
        Some(near) => error.with_help(message!("是不是 {near}？", "did you mean {near}?")),
        None => error,
    }
}
