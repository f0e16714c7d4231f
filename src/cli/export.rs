//! `govcat export`: tables in the official form, to be signed, filed, or worked on in Excel and Word.
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::{
    check::{Report, check},
    cli::{
        Exit,
        outlet::Outlet,
        session::{Chatter, Session, unread},
    },
    compile::compile,
    diagnostic::{Message, Severity, message},
    error::Error,
    model::likeness::nearest,
    output::{csv, docx, form_html, write::files::make_folder, xlsx},
    render::{
        edition::Edition,
        entry_json::{EntryJson, Trace},
        exchange,
        official::Form,
        sheet::Sheet,
    },
    resolve::{AgencyId, Resolution, TableId},
    rules,
    source::Workspace,
};

/// The arguments of `govcat export`.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// How to write
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: ExportFormat,
    /// Whose tables [default: the only agency that no other lies over]
    #[arg(long, value_name = "AGENCY")]
    pub(crate) agency: Option<String>,
    /// Only this domain, by its code or name; may be repeated [default: all tables]
    #[arg(long, value_name = "CODE")]
    pub(crate) domain: Vec<String>,
    /// The file to write, or a folder for a file of each table [default: standard output]
    #[arg(long, value_name = "FILE|DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Only the columns of the official form, for signing: without those that govcat import reads
    /// besides
    #[arg(long)]
    pub(crate) plain: bool,
}

/// How to write tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    Xlsx,
    Docx,
    Csv,
    Html,
    Json,
}

impl ExportFormat {
    fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    fn is_text(self) -> bool {
        matches!(self, Self::Csv | Self::Html | Self::Json)
    }
}

/// One table, ready to be written.
struct Ready {
    stem: String,
    tab: String,
    form: Form,
    left_out: usize,
}

/// Runs the command.
pub(crate) fn run(args: &ExportArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let mut found = Vec::new();
    let workspace = session.open(&[])?.take(&mut found);
    let compilation = compile(&workspace, session.reader(), session.today()).take(&mut found);
    let report = check(&workspace, &compilation, found, rules::ALL);
    let resolution = &compilation.resolution;
    let agency = choose_agency(args.agency.as_deref(), resolution)?;
    let tables = choose_tables(&args.domain, resolution, agency)?;
    let name = resolution.agency(agency).name().to_owned();
    let key = resolution.agency(agency).key.clone();
    let target = Target::of(args, &key)?;
    let (files, left_out) = if args.format == ExportFormat::Json {
        (json(&tables, resolution, &target)?, 0)
    } else {
        let forms = ready(&workspace, resolution, &report, &tables, args);
        let left_out = forms.iter().map(|it| it.left_out).sum();
        (write_forms(args.format, &name, &forms, &target)?, left_out)
    };
    let count = files.len();
    if let Target::Folder(folder) = &target {
        make_folder(folder)?;
    }
    for (file, bytes) in files {
        Outlet { format: (), file }.send(&bytes, &mut session.out)?;
    }
    if left_out > 0 {
        let line = message!(
            "有 {left_out} 条事项有错误，没有导出；govcat validate 列出",
            "{left_out} entries have errors and were left out; see govcat validate"
        );
        session.err.print_line(line.text(session.lang));
    }
    if session.chatter() == Chatter::Usual {
        tell(&target, tables.len(), count, session);
    }
    let errors = report.count(Severity::Error);
    let exit = if left_out > 0 || errors > 0 && args.format == ExportFormat::Json {
        Exit::Findings
    } else {
        Exit::Clean
    };
    unread(&workspace).map_or(Ok(exit), Err)
}

/// Where the files go.
enum Target {
    Stdout,
    File(PathBuf),
    /// One file for each table.
    Folder(PathBuf),
}

impl Target {
    fn of(args: &ExportArgs, key: &str) -> Result<Self, Error> {
        let ending = args.format.ending();
        match &args.out {
            None if args.format.is_text() => Ok(Self::Stdout),
            None => {
                Err(Error::new(message!("{ending} 要写到文件里", "{ending} needs a file to go to"))
                    .with_help(message!("加 --out {key}.{ending}", "add --out {key}.{ending}")))
            }
            Some(out) if out.is_dir() || is_folder(out) => Ok(Self::Folder(out.clone())),
            Some(out) => Ok(Self::File(out.clone())),
        }
    }
}

/// Whether a path that may not be there yet is meant as a folder.
fn is_folder(path: &Path) -> bool {
    path.to_string_lossy().ends_with(['/', MAIN_SEPARATOR])
}

fn choose_agency(named: Option<&str>, resolution: &Resolution<'_>) -> Result<AgencyId, Error> {
    let keys = || resolution.agencies.iter().map(|it| it.key.as_str());
    let list = keys().collect::<Vec<_>>().join(" ");
    if let Some(named) = named {
        let by_name = || {
            let mut all = resolution.agency_ids();
            all.find(|(_, it)| it.name() == named).map(|(id, _)| id)
        };
        return resolution.find_agency(named).or_else(by_name).ok_or_else(|| {
            unknown(
                message!("没有 {named} 这个机关", "there is no agency {named}"),
                nearest(named, keys()),
                &list,
            )
        });
    }
    let below: Vec<AgencyId> = resolution.agencies.iter().filter_map(|it| it.below).collect();
    let mut top = resolution.agency_ids().map(|(id, _)| id).filter(|it| !below.contains(it));
    match (top.next(), top.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(Error::new(message!(
            "没有写明导出哪个机关的目录",
            "whose tables are to be exported?"
        ))
        .with_help(message!("加 --agency，可以写：{list}", "add --agency, one of: {list}"))),
    }
}

fn choose_tables(
    named: &[String],
    resolution: &Resolution<'_>,
    agency: AgencyId,
) -> Result<Vec<TableId>, Error> {
    let domains = &resolution.registries.domains;
    let tables = &resolution.agency(agency).tables;
    let domain = |it: &TableId| resolution.table(*it).domain.map(|it| domains.get(it));
    if named.is_empty() {
        if tables.is_empty() {
            let key = &resolution.agency(agency).key;
            return Err(Error::new(message!("{key} 没有目录", "{key} has no catalogs")));
        }
        return Ok(tables.clone());
    }
    let mut chosen = Vec::new();
    for name in named {
        let is_meant = |it: &&TableId| {
            domain(it).is_some_and(|it| {
                it.code == *name || it.name == *name || it.other_names.contains(name)
            })
        };
        let found: Vec<TableId> = tables.iter().filter(is_meant).copied().collect();
        if found.is_empty() {
            let codes: Vec<&str> = tables.iter().filter_map(domain).map(|it| &*it.code).collect();
            let near = domains.nearest(name).map(|it| &*it.code).filter(|it| codes.contains(it));
            let near = near.or_else(|| nearest(name, codes.iter().copied()));
            let what = message!("没有 {name} 领域的目录", "there is no catalog for {name}");
            return Err(unknown(what, near, &codes.join(" ")));
        }
        chosen.extend(found.into_iter().filter(|it| !chosen.contains(it)).collect::<Vec<_>>());
    }
    Ok(chosen)
}

fn unknown(what: Message, near: Option<&str>, known: &str) -> Error {
    Error::new(what).with_help(match near {
        Some(near) => message!("是不是 {near}？", "did you mean {near}?"),
        None => message!("可以写：{known}", "one of: {known}"),
    })
}

/// The forms of tables, in the order of the tables.
fn ready(
    workspace: &Workspace,
    resolution: &Resolution<'_>,
    report: &Report,
    tables: &[TableId],
    args: &ExportArgs,
) -> Vec<Ready> {
    let edition = Edition::new(workspace, resolution, report);
    tables
        .iter()
        .map(|table| {
            let sheet: Sheet<'_, '_, '_> = edition.sheet(*table);
            let mut form = Form::of_table(&sheet);
            if !args.plain {
                exchange::complete(&mut form, &sheet);
            }
            let tab = match sheet.numbered() {
                Some(number) => format!("{number:02} {}", sheet.name()),
                None => sheet.name(),
            };
            let stem = stem(resolution, *table, &tab);
            Ready { stem, tab, form, left_out: sheet.left_out.len() }
        })
        .collect()
}

/// What a table's own file is called.
fn stem(resolution: &Resolution<'_>, table: TableId, tab: &str) -> String {
    let of = resolution.table(table);
    let code = of.domain.map(|it| resolution.registries.domains.get(it).code.as_str());
    match (code, of.kind.name()) {
        (Some(code), "standard") => code.to_owned(),
        (Some(code), kind) => format!("{code}-{kind}"),
        (None, kind) => {
            let name: String = tab.chars().filter(|c| c.is_alphanumeric()).collect();
            format!("{kind}-{name}")
        }
    }
}

type Files = Vec<(Option<PathBuf>, Vec<u8>)>;

fn write_forms(
    format: ExportFormat,
    title: &str,
    forms: &[Ready],
    target: &Target,
) -> Result<Files, Error> {
    let file = match target {
        Target::Folder(folder) => {
            return forms
                .iter()
                .map(|it| {
                    let path = folder.join(format!("{}.{}", it.stem, format.ending()));
                    Ok((Some(path), bytes(format, &it.form.title, std::slice::from_ref(it))?))
                })
                .collect();
        }
        Target::File(file) => Some(file.clone()),
        Target::Stdout => None,
    };
    if format == ExportFormat::Csv && forms.len() > 1 {
        let count = forms.len();
        return Err(Error::new(message!(
            "一个 CSV 文件只能有一张表，要导出的有 {count} 张",
            "a CSV file holds one table, and {count} are to be exported"
        ))
        .with_help(message!(
            "用 --domain 选一个领域，或用 --out 文件夹/ 每张表写一个文件",
            "choose one with --domain, or write a file for each with --out FOLDER/"
        )));
    }
    Ok(vec![(file, bytes(format, title, forms)?)])
}

fn bytes(format: ExportFormat, title: &str, forms: &[Ready]) -> Result<Vec<u8>, Error> {
    let all: Vec<&Form> = forms.iter().map(|it| &it.form).collect();
    match format {
        ExportFormat::Xlsx => {
            xlsx::form::workbook(title, forms.iter().map(|it| (it.tab.as_str(), &it.form)))
        }
        ExportFormat::Docx => docx::document(&all),
        ExportFormat::Html => Ok(form_html::page(title, &all).into_bytes()),
        _ => Ok(all.iter().flat_map(|it| csv::file(&it.table())).collect()),
    }
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    entries: Vec<EntryJson<'a>>,
}

/// The entries as `govcat resolve` prints them.
fn json(tables: &[TableId], resolution: &Resolution<'_>, target: &Target) -> Result<Files, Error> {
    let text = |tables: &[TableId]| {
        let views = tables.iter().flat_map(|it| resolution.entries(*it));
        let entries = views.map(|it| EntryJson::new(&it, Trace::Off)).collect();
        serde_json::to_string_pretty(&Document { version: 1, entries })
            .map(|it| (it + "\n").into_bytes())
            .map_err(|it| Error::new(message!("无法输出：{it}", "cannot print: {it}")))
    };
    match target {
        Target::Stdout => Ok(vec![(None, text(tables)?)]),
        Target::File(file) => Ok(vec![(Some(file.clone()), text(tables)?)]),
        Target::Folder(folder) => tables
            .iter()
            .map(|it| {
                let stem = stem(resolution, *it, "");
                Ok((Some(folder.join(format!("{stem}.json"))), text(&[*it])?))
            })
            .collect(),
    }
}

fn tell(target: &Target, tables: usize, files: usize, session: &mut Session<'_>) {
    let line = match target {
        Target::Stdout => return,
        Target::File(file) => {
            let file = file.display();
            message!("{tables} 张表，写到 {file}", "{tables} tables, written to {file}")
        }
        Target::Folder(folder) => {
            let folder = folder.display();
            message!(
                "{tables} 张表，{files} 个文件，写到 {folder}",
                "{tables} tables in {files} files, written to {folder}"
            )
        }
    };
    session.out.print_line(line.text(session.lang));
}
