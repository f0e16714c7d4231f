//! `govcat import`: makes catalogs of tables.
mod report;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rustc_hash::FxHashSet;

use crate::{
    cli::{
        Exit,
        import::report::{Report, json, text},
        outlet::Outlet,
        session::{Chatter, Session, unread},
    },
    compile::compile,
    diagnostic::message,
    error::Error,
    import::{
        cells::{Context, words},
        finding::Weight,
        place::{Grounds, catalog::Gathered},
        read,
        write::{
            plan::{self, Plan},
            state::FOLDER,
        },
    },
    model::{
        likeness::nearest,
        names::is_safe_folder,
        registry::{DomainId, Domains},
    },
    output::write,
    source,
};

/// The arguments of `govcat import`.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The tables: xlsx, xls, ods, docx, html, csv, tsv, md
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Whose tables they are: the name of a folder in catalogs/
    #[arg(long, value_name = "AGENCY")]
    pub(crate) agency: String,
    /// The domain of tables whose title, sheet and file name none: a code, a name or a number
    #[arg(long, value_name = "CODE")]
    pub(crate) domain: Option<String>,
    /// Where to write [default: catalogs/AGENCY]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Only report; write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Write the report to this file too
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// How the report is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ImportFormat,
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    Text,
    Json,
}

/// Runs the command.
pub(crate) fn run(args: &ImportArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    if !is_safe_folder(&args.agency) {
        let agency = &args.agency;
        return Err(Error::new(message!(
            "“{agency}”不能做文件夹名",
            "`{agency}` cannot be the name of a folder"
        ))
        .with_help(message!(
            "--agency 写 catalogs/ 下的文件夹名，例如 xiuyan",
            "--agency takes the name of a folder in catalogs/, such as xiuyan"
        )));
    }
    let workspace = session.open(&[])?.value;
    if let Some(error) = unread(&workspace) {
        return Err(error);
    }
    let compilation = compile(&workspace, session.reader(), session.today()).value;
    let resolution = &compilation.resolution;
    let domains = &resolution.registries.domains;
    let asked = args.domain.as_deref().map(|it| domain(it, domains)).transpose()?;
    let grounds = Grounds::new(&workspace, resolution, &args.agency);
    let context = Context::new(&resolution.registries, known(grounds));
    let mut gathered = Gathered::default();
    for file in &args.files {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        let grids = read::read(&name, &bytes(file)?).map_err(|it| it.of(&name))?;
        gathered.add(&name, &grids, &context, asked);
    }
    let out =
        args.out.clone().unwrap_or_else(|| workspace.root.join("catalogs").join(&args.agency));
    let standing = |name: &str| source::read_optional(&out.join(name));
    let Plan { files, catalogs, mut findings } =
        plan::plan(&gathered.catalogs, grounds, session.reader(), &standing)?;
    findings.splice(0..0, std::mem::take(&mut gathered.findings));
    // A run that found nothing to import is no success.
    let is_lost = findings.iter().any(|it| it.weight == Weight::Lost) || gathered.rows == 0;
    // A run that was cut short left files that nobody needs.
    let swept = if args.dry_run { 0 } else { write::files::sweep(&[&out, &out.join(FOLDER)]) };
    if !args.dry_run && !files.is_empty() {
        // What was read is recorded last: a record that is older than its catalog mends itself.
        let (records, catalogs): (Vec<_>, Vec<_>) =
            files.iter().partition(|it| it.0.starts_with(FOLDER));
        let texts = catalogs.into_iter().chain(records);
        let texts: Vec<(PathBuf, String)> =
            texts.map(|(name, text)| (out.join(name), text.clone())).collect();
        write::files::replace(&texts)?;
    }
    let report = Report {
        lang: session.lang,
        files: args.files.len(),
        tables: gathered.tables,
        rows: gathered.rows,
        catalogs,
        written: files.into_keys().collect(),
        out: shown(&out, &workspace.root),
        is_dry: args.dry_run,
        swept,
        findings,
    };
    let bytes = match args.format {
        ImportFormat::Text if session.chatter() == Chatter::Quiet => String::new(),
        ImportFormat::Text => text(&report),
        ImportFormat::Json => json(&report),
    };
    Outlet { format: args.format, file: None }.send(bytes.as_bytes(), &mut session.out)?;
    if let Some(file) = &args.report {
        let bytes = match args.format {
            ImportFormat::Text => text(&report),
            ImportFormat::Json => json(&report),
        };
        Outlet { format: args.format, file: Some(file.clone()) }
            .send(bytes.as_bytes(), &mut session.out)?;
    }
    Ok(if is_lost { Exit::Findings } else { Exit::Clean })
}

fn bytes(file: &Path) -> Result<Vec<u8>, Error> {
    source::read_bytes(file, read::MAX_FILE)?.ok_or_else(|| {
        let file = file.display();
        Error::new(message!("{file} 超过 64 MB，不像是目录", "{file} is over 64 MB: no catalog"))
            .with_help(message!(
                "删去图片和多余的工作表，或分成几个文件",
                "delete pictures and sheets that are not needed, or split the file"
            ))
    })
}

/// A path below the workspace, as it is shown.
fn shown(out: &Path, root: &Path) -> String {
    out.strip_prefix(root).unwrap_or(out).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// The elements of content that the layer below has.
fn known(grounds: Grounds<'_, '_>) -> FxHashSet<String> {
    let tables = grounds.below.map(|it| &grounds.resolution.agency(it).tables);
    let entries = tables.into_iter().flatten().flat_map(|it| grounds.resolution.entries(*it));
    entries.flat_map(|it| it.content()).map(|it| words::one_line(&it.value)).collect()
}

/// The domain that was asked for: by code, name or number.
fn domain(word: &str, domains: &Domains) -> Result<DomainId, Error> {
    let number: Option<u32> = word.parse().ok();
    let found = (0..).map(DomainId).zip(&domains.list).find(|(_, it)| {
        let names = std::iter::once(&it.name).chain(&it.other_names);
        it.code == word
            || number == Some(it.number)
            || names.into_iter().any(|it| it == word.trim_end_matches("领域"))
    });
    if let Some((id, _)) = found {
        return Ok(id);
    }
    let codes = domains.list.iter().map(|it| it.code.as_str());
    let near = domains.nearest(word).map(|it| it.code.as_str()).or_else(|| nearest(word, codes));
    let error = Error::new(message!("没有 {word} 这个领域", "there is no domain {word}"));
    Err(match near {
        Some(near) => error.with_help(message!("是不是 {near}？", "did you mean {near}?")),
        None => error.with_help(message!(
            "领域列在 catalogs/domains.yaml 里",
            "catalogs/domains.yaml lists the domains"
        )),
    })
}
