//! `govcat gap`: what agencies lack against their standard.
mod agency;
pub(crate) mod lines;
mod overview;

use std::{
    io::{self, IsTerminal},
    path::Path,
};

use clap::{Args, ValueEnum};

use crate::{
    check::check_errors,
    cli::{
        Exit,
        diff::{loss::Loss, sides},
        formats::Look,
        outlet::{Outlet, outlets_or},
        session::{Session, unread},
        shard::{self, ShardJson},
        standing,
    },
    compile::compile,
    diagnostic::message,
    error::Error,
    gap::{
        self, GapReport,
        against::{Earlier, EarlierView, Movement, movement},
        grade::Scale,
        narrow::View,
    },
    model::{catalog::Entry, likeness::nearest},
    output::{csv, html::Templates, xlsx},
    render::{
        gap::{Telling, json, tables, view::GapPage},
        site::{self, Site},
    },
    resolve::{AgencyId, Resolution},
    rules,
    source::{Workspace, read_text, shard::Shard},
};

/// The arguments of `govcat gap`.
#[derive(Debug, Args)]
pub(crate) struct GapArgs {
    /// Only these agencies [default: all that extend another]
    #[arg(value_name = "AGENCY")]
    pub(crate) agencies: Vec<String>,
    /// How to print: text, json, html, csv or xlsx; may be repeated, and FORMAT=FILE writes to a
    /// file
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub(crate) format: Vec<String>,
    /// Fail (exit code 1) when an agency's score is below this
    #[arg(long, value_name = "SCORE", value_parser = score)]
    pub(crate) fail_under: Option<f64>,
    /// Look at this domain only; may be repeated
    #[arg(long, value_name = "CODE")]
    pub(crate) domain: Vec<String>,
    /// Look only at what this office is named for; may be repeated
    #[arg(long, value_name = "OFFICE")]
    pub(crate) office: Vec<String>,
    /// Say which gaps came and went since a git revision, or since an earlier report that was written
    /// with --format json
    #[arg(long, value_name = "REVISION|FILE")]
    pub(crate) against: Option<String>,
    /// Compare one of N shares of the agencies, the I-th; govcat merge makes one JSON report of all
    #[arg(long, value_name = "I/N", value_parser = shard::shard, conflicts_with_all = ["agencies", "against"])]
    pub(crate) shard: Option<Shard>,
}

/// How a gap report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GapFormat {
    Text,
    Json,
    Html,
    Csv,
    Xlsx,
}

pub(crate) fn score(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(score) if (0.0..=100.0).contains(&score) => Ok(score),
        _ => Err("0–100".to_owned()),
    }
}

/// Runs the command.
pub(crate) fn run(args: &GapArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let outlets = outlets_or(&args.format, GapFormat::Text)?;
    for outlet in &outlets {
        check_terminal(outlet.format == GapFormat::Xlsx && outlet.file.is_none(), "xlsx")?;
    }
    let report = args.against.as_deref().map(Path::new);
    let report = report.filter(|it| it.is_file() || it.extension().is_some_and(|it| it == "json"));
    let earlier = report.map(read_earlier).transpose()?;
    let mut found = Vec::new();
    let (workspace, mut shard) = session.open_shard(args.shard)?;
    let workspace = workspace.take(&mut found);
    let compilation = compile(&workspace, session.reader(), session.today()).take(&mut found);
    let resolution = &compilation.resolution;
    let mut agencies = standing::agencies(&args.agencies, resolution)?;
    agencies.retain(|it| workspace.part.holds(Some(&resolution.agency(*it).key)));
    let scale = Scale::new(&workspace.config.gap);
    let today = session.today();
    let (whole, checked) = rayon::join(
        || gap::gap(resolution, &agencies, &scale, today),
        || check_errors(&workspace, &compilation, found, rules::ALL),
    );
    check_standards(&whole, &agencies, args, resolution)?;
    let view = view(args, &whole, resolution)?;
    let earlier = match (earlier, args.against.as_deref()) {
        (None, Some(revision)) => Some(at_revision(revision, args, &workspace, &scale, session)?),
        (earlier, _) => earlier,
    };
    let (report, movement) = match args.shard {
        None => look(whole, &view, earlier.as_ref(), resolution)?,
        // What is left to look at is known when all are merged.
        Some(_) => (whole.narrowed(&view), None),
    };
    standing::say(session, &workspace, &compilation, &checked, &agencies);
    let telling = Telling {
        workspace: &workspace,
        resolution,
        report: &report,
        view: &view,
        lang: session.lang,
    };
    let unused = unused_patterns(&scale, resolution);
    match &mut shard {
        Some(shard) => shard.unused_ids = unused.into_iter().map(Into::into).collect(),
        None => say_unused_patterns(session, &unused),
    }
    for outlet in &outlets {
        write(outlet, &telling, movement.as_ref(), shard.as_ref(), session)?;
    }
    if let Some(error) = unread(&workspace) {
        return Err(error);
    }
    let exit = verdict(args, &telling, session);
    // The process ends here; giving the memory back piece by piece would take its time.
    std::mem::forget((report, checked));
    std::mem::forget(compilation);
    std::mem::forget(workspace);
    Ok(exit)
}

/// Bytes on a terminal are of no use to anybody.
pub(crate) fn check_terminal(is_binary: bool, format: &str) -> Result<(), Error> {
    if !is_binary || !io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Error::new(message!("{format} 不能显示在终端上", "{format} cannot be shown on a terminal"))
        .with_help(message!("写成 --format {format}=文件名", "write --format {format}=FILE")))
}

fn read_earlier(path: &Path) -> Result<Earlier, Error> {
    let text = read_text(path)?;
    let shown = path.display();
    Earlier::parse(&text).map_err(|why| {
        Error::new(message!("{shown} 不是差距报告：{why}", "{shown} is no gap report: {why}"))
            .with_help(message!(
                "--against 要的是 govcat gap --format json 写成的文件",
                "--against takes a file that govcat gap --format json wrote"
            ))
    })
}

/// The report of the same agencies as an earlier revision has them, weighed as today's.
fn at_revision(
    revision: &str,
    args: &GapArgs,
    workspace: &Workspace,
    scale: &Scale,
    session: &mut Session<'_>,
) -> Result<Earlier, Error> {
    let side = sides::revision(revision, &workspace.root)?;
    let today = session.today();
    let compilation = compile(&side.workspace, session.reader(), today);
    Loss::of(&side, &compilation.diagnostics).say(session);
    let resolution = &compilation.value.resolution;
    let is_asked = |key: &str| {
        args.agencies.is_empty() || args.agencies.iter().any(|it| it.trim_end_matches('/') == key)
    };
    let agencies: Vec<AgencyId> = resolution
        .agency_ids()
        .filter(|(_, agency)| is_asked(&agency.key))
        .map(|(id, _)| id)
        .collect();
    let report = gap::gap(resolution, &agencies, scale, today);
    Ok(Earlier::of(&report, resolution, revision.to_owned()))
}

/// Every agency that was named must have a standard, and somebody must.
fn check_standards(
    report: &GapReport,
    agencies: &[AgencyId],
    args: &GapArgs,
    resolution: &Resolution<'_>,
) -> Result<(), Error> {
    let has_standard = |id: &AgencyId| report.agencies.iter().any(|it| it.agency == *id);
    let help = message!(
        "在 agency.yaml 里用 extends 写明上一层",
        "name the layer below with `extends` in agency.yaml"
    );
    if let (false, Some(id)) =
        (args.agencies.is_empty(), agencies.iter().find(|it| !has_standard(it)))
    {
        let key = &resolution.agency(*id).key;
        let what = message!(
            "{key} 没有可以对照的标准：它没有上一层",
            "{key} has no standard to be compared with: it extends no agency"
        );
        return Err(Error::new(what).with_help(help));
    }
    // Of a shard it is told when all are merged.
    if report.agencies.is_empty() && args.shard.is_none() {
        let what = message!(
            "没有一个机关有可以对照的标准，什么也没比较",
            "no agency has a standard to be compared with; nothing was compared"
        );
        return Err(Error::new(what).with_help(help));
    }
    Ok(())
}

/// What the options ask to see; a slip in a name must not pass for an empty report.
fn view(args: &GapArgs, report: &GapReport, resolution: &Resolution<'_>) -> Result<View, Error> {
    let register = &resolution.registries.domains;
    let mut view = View::default();
    for word in &args.domain {
        let named = register.list.iter().position(|it| it.name == *word);
        let named =
            named.and_then(|it| u16::try_from(it).ok()).map(crate::model::registry::DomainId);
        let Some(id) = register.find(word).or(named) else {
            let near = register.nearest(word).map(|it| it.code.as_str());
            let what = message!("没有 {word} 这个领域", "there is no domain {word}");
            return Err(standing::unknown(what, near));
        };
        view.domains.push(id);
    }
    let offices = if args.office.is_empty() { Vec::new() } else { report.offices() };
    for word in &args.office {
        // Another shard may name it.
        if args.shard.is_none() && !offices.contains(&word.as_str()) {
            let near = nearest(word, offices.iter().copied());
            let what = message!("没有哪条事项由 {word} 公开", "no entry names the office {word}");
            return Err(standing::unknown(what, near));
        }
        view.offices.push(word.clone());
    }
    Ok(view)
}

/// The report as it is looked at, and what changed since an earlier one.
fn look<'r>(
    whole: GapReport<'r>,
    view: &View,
    earlier: Option<&Earlier>,
    resolution: &Resolution<'_>,
) -> Result<(GapReport<'r>, Option<Movement>), Error> {
    let mut moved = None;
    if let Some(earlier) = earlier.filter(|it| it.view().is_none()) {
        moved = Some(movement(earlier, &whole, resolution));
    }
    let report = whole.narrowed(view);
    if report.agencies.is_empty() {
        return Err(Error::new(message!("照这些条件没有可看的事项", "nothing is left to look at")));
    }
    if let Some(earlier) = earlier
        && let Some(before) = earlier.view()
    {
        let code = |id: &crate::model::registry::DomainId| {
            resolution.registries.domains.get(*id).code.clone()
        };
        let now = EarlierView {
            domains: view.domains.iter().map(code).collect(),
            offices: view.offices.clone(),
        };
        if *before != now {
            return Err(Error::new(message!(
                "先前的报告只看了一部分，和这一次的范围不同，无法比较",
                "the earlier report shows a part, and another one than this; they cannot be compared"
            ))
            .with_help(message!(
                "用同样的 --domain 和 --office",
                "give the same --domain and --office"
            )));
        }
        moved = Some(movement(earlier, &report, resolution));
    } else if let Some(moved) = moved.as_mut().filter(|_| !view.is_whole()) {
        moved.narrow(&report, resolution);
    }
    Ok((report, moved))
}

fn write(
    outlet: &Outlet<GapFormat>,
    telling: &Telling<'_, '_>,
    movement: Option<&Movement>,
    shard: Option<&ShardJson<'_>>,
    session: &mut Session<'_>,
) -> Result<(), Error> {
    let look = match outlet.file {
        Some(_) => Look::FILE,
        None => Look::terminal(session.out_style()),
    };
    let bytes = match outlet.format {
        GapFormat::Text => text(telling, movement, look).into_bytes(),
        GapFormat::Json => {
            return outlet.stream(&mut session.out, |to| json::write(telling, movement, shard, to));
        }
        GapFormat::Html => html(telling, movement)?,
        GapFormat::Csv => csv::file(&tables::table(telling)),
        GapFormat::Xlsx => xlsx::file(&tables::book(telling))?,
    };
    outlet.send(&bytes, &mut session.out)
}

fn text(telling: &Telling<'_, '_>, movement: Option<&Movement>, look: Look) -> String {
    let mut text = match &telling.report.agencies[..] {
        [one] => agency::text(telling, one, look),
        _ => overview::text(telling, look),
    };
    if let Some(movement) = movement {
        text.push_str(&overview::movement(telling, movement, look));
    }
    text.push_str(&overview::formula(telling, look));
    text
}

/// The page speaks the language of the site.
fn html(telling: &Telling<'_, '_>, movement: Option<&Movement>) -> Result<Vec<u8>, Error> {
    let workspace: &Workspace = telling.workspace;
    let templates = Templates::new(
        &Site::new(&workspace.config, Vec::new()),
        &workspace.config,
        workspace.templates()?,
    )?;
    let telling = Telling { lang: site::lang(&workspace.config), ..*telling };
    let style = templates.style();
    templates.page(&GapPage::alone(&telling, movement, style))
}

/// An essential id that no entry bears gates nothing: likely a slip.
fn unused_patterns(scale: &Scale, resolution: &Resolution<'_>) -> Vec<String> {
    let ids = || resolution.catalogs.iter().flat_map(|it| &it.catalog.entries).map(Entry::id);
    let patterns = scale.essential.iter().chain(&scale.optional);
    let unused = patterns.filter(|pattern| !ids().any(|it| pattern.matches(it)));
    unused.map(|it| it.get().to_owned()).collect()
}

/// Says which ids of the settings no entry bears.
pub(crate) fn say_unused_patterns(session: &mut Session<'_>, unused: &[String]) {
    for pattern in unused {
        let words = message!(
            "govcat.toml 的 [gap] 里有 {pattern}，但没有这个编号的事项",
            "govcat.toml: [gap] names {pattern}, but no entry bears that id"
        );
        session.err.print_line(words.text(session.lang));
    }
}

/// Says whose score is below what was asked.
pub(crate) fn say_below(session: &mut Session<'_>, key: &str, score: f64, least: f64) {
    let words =
        message!("{key} 得分 {score:.1}，低于 {least}", "{key} scores {score:.1}, below {least}");
    session.err.print_line(words.text(session.lang));
}

/// Exit code 1 where an agency's score, as it is printed, is below what was asked.
fn verdict(args: &GapArgs, telling: &Telling<'_, '_>, session: &mut Session<'_>) -> Exit {
    let Some(least) = args.fail_under else { return Exit::Clean };
    let mut exit = Exit::Clean;
    for agency in telling.report.worst_first() {
        if let Some(score) = agency.tally.rounded().filter(|it| *it < least) {
            say_below(session, telling.key(agency.agency), score, least);
            exit = Exit::Findings;
        }
    }
    exit
}
