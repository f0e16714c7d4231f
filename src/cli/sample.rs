//! `govcat sample`: draws the monthly inspection list.
use clap::{Args, ValueEnum};

use crate::{
    check::check_errors,
    cli::{
        Exit,
        formats::Look,
        gap::{
            check_terminal,
            lines::{heading, placed},
        },
        outlet::{Outlet, outlets_or},
        session::{Session, unread},
        standing, wrap,
    },
    compile::compile,
    diagnostic::{Lang, message},
    error::Error,
    output::{csv, xlsx},
    render::inspection::Inspection,
    rules,
    sample::{self, Rate},
};

/// The arguments of `govcat sample`.
#[derive(Debug, Args)]
pub(crate) struct SampleArgs {
    /// Only these agencies [default: all but those that are only a standard for others]
    #[arg(value_name = "AGENCY")]
    pub(crate) agencies: Vec<String>,
    /// What share of the entries to draw in every domain of every agency, rounded up
    #[arg(long, value_name = "RATE", default_value = "10%")]
    pub(crate) rate: Rate,
    /// What the draw depends on: the same seed draws the same list [default: the month]
    #[arg(long, value_name = "SEED")]
    pub(crate) seed: Option<String>,
    /// How to print: text, csv or xlsx; may be repeated, and FORMAT=FILE writes to a file
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub(crate) format: Vec<String>,
}

/// How an inspection list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SampleFormat {
    Text,
    Csv,
    Xlsx,
}

/// Runs the command.
pub(crate) fn run(args: &SampleArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let outlets = outlets_or(&args.format, SampleFormat::Text)?;
    for outlet in &outlets {
        check_terminal(outlet.format == SampleFormat::Xlsx && outlet.file.is_none(), "xlsx")?;
    }
    let mut found = Vec::new();
    let workspace = session.open(&[])?.take(&mut found);
    let compilation = compile(&workspace, session.reader(), session.today()).take(&mut found);
    let resolution = &compilation.resolution;
    let agencies = if args.agencies.is_empty() {
        sample::inspected(resolution)
    } else {
        standing::agencies(&args.agencies, resolution)?
    };
    let month = session.today().strftime("%Y-%m").to_string();
    let seed = args.seed.as_deref().unwrap_or(&month);
    let strata = sample::sample(resolution, &agencies, args.rate, seed);
    if strata.is_empty() {
        return Err(Error::new(message!("没有可抽查的事项", "there is no entry to draw from")));
    }
    let checked = check_errors(&workspace, &compilation, found, rules::ALL);
    standing::say(session, &workspace, &compilation, &checked, &agencies);
    let inspection =
        Inspection { resolution, strata: &strata, rate: args.rate, seed, lang: session.lang };
    for outlet in &outlets {
        write(outlet, &inspection, session)?;
    }
    if let Some(error) = unread(&workspace) {
        return Err(error);
    }
    // The process ends here; giving the memory back piece by piece would take its time.
    std::mem::forget((strata, checked));
    std::mem::forget(compilation);
    std::mem::forget(workspace);
    Ok(Exit::Clean)
}

fn write(
    outlet: &Outlet<SampleFormat>,
    inspection: &Inspection<'_, '_, '_>,
    session: &mut Session<'_>,
) -> Result<(), Error> {
    let look = match outlet.file {
        Some(_) => Look::FILE,
        None => Look::terminal(session.out_style()),
    };
    let bytes = match outlet.format {
        SampleFormat::Text => text(inspection, look).into_bytes(),
        SampleFormat::Csv => csv::file(&inspection.table()),
        SampleFormat::Xlsx => xlsx::file(&inspection.book())?,
    };
    outlet.send(&bytes, &mut session.out)
}

/// The list by agency and domain.
fn text(inspection: &Inspection<'_, '_, '_>, look: Look) -> String {
    let mut out = wrap::fill(&inspection.note(), look.width, "");
    let mut rows = inspection.rows().into_iter();
    for stratum in inspection.strata {
        let (drawn, entries) = (stratum.drawn.len(), stratum.entries);
        let mut group = rows.by_ref().take(drawn).peekable();
        let Some([_, agency, domain, ..]) = group.peek() else { continue };
        let title = match inspection.lang {
            Lang::Zh => format!("{agency} {domain}（{entries} 条中的 {drawn} 条）"),
            Lang::En => format!("{agency} {domain} ({drawn} of {entries})"),
        };
        out.push_str(&heading(&title, look));
        for [number, _, _, id, name, deadline, owner, ..] in group {
            out.push_str(&placed(&format!("{number}. {id} {name}"), &owner, look.width, 2));
            if !deadline.is_empty() {
                out.push_str(&wrap::fill(
                    &wrap::printable(&deadline.replace('\n', " ")),
                    look.width,
                    "     ",
                ));
            }
        }
    }
    out
}
