//! The arguments. The doc comments are the English help; the Chinese one is in `help_zh.rs`.
use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, builder::PossibleValue};
use jiff::civil::Date;

use crate::{
    cli::{
        build::BuildArgs,
        completions::CompletionsArgs,
        deadline::DeadlineArgs,
        diff::{DiffArgs, driver::DriverArgs},
        explain::ExplainArgs,
        export::ExportArgs,
        fix::FixArgs,
        fmt::FmtArgs,
        gap::GapArgs,
        import::ImportArgs,
        init::InitArgs,
        merge::MergeArgs,
        resolve::ResolveArgs,
        sample::SampleArgs,
        schema::SchemaArgs,
        serve::ServeArgs,
        templates::TemplatesArgs,
        validate::ValidateArgs,
    },
    diagnostic::Lang,
};

/// A compiler for open-government disclosure catalogs
#[derive(Debug, Parser)]
#[command(name = "govcat", version, disable_help_flag = true, disable_version_flag = true)]
#[command(
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = "Global options")]
    version: Option<bool>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// The workspace: the folder that holds govcat.toml [default: searched for upwards]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) workspace: Option<PathBuf>,
    /// The language of messages [default: govcat.toml, then the locale]
    #[arg(long, global = true, value_name = "LANG")]
    pub(crate) lang: Option<Lang>,
    /// Whether to colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
    /// Print no summary and no progress
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Read every file with the full YAML reader; slower, for comparison
    #[arg(long, global = true)]
    pub(crate) no_fast_path: bool,
    /// How many threads to use [default: one for each core]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
    /// The day for which deadlines and waivers are judged [default: today]
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub(crate) today: Option<Date>,
    /// Print help
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a new workspace, or add an agency to one
    Init(InitArgs),
    /// Check the catalogs and say what is wrong
    Validate(ValidateArgs),
    /// Lay catalog files out; what they say does not change
    Fmt(FmtArgs),
    /// Mend what is sure: standard terms, stray blanks, the spelling of a law
    Fix(FixArgs),
    /// Compile the catalogs into a site
    Build(BuildArgs),
    /// Show the site while you work on it, and load it again when a file changes
    Serve(ServeArgs),
    /// Print compiled entries: all layers laid together
    Resolve(ResolveArgs),
    /// Write tables in the official form, as Excel, Word, CSV or a page
    Export(ExportArgs),
    /// Compare agencies with their standard: what is missing, weaker or late
    Gap(GapArgs),
    /// Make one report of the shards' reports
    Merge(MergeArgs),
    /// Draw the monthly inspection list: the same seed draws the same entries
    Sample(SampleArgs),
    /// Read a deadline phrase, and count its days
    Deadline(DeadlineArgs),
    /// Say what a new version strengthens or weakens for the public
    Diff(DiffArgs),
    /// Let git show changes of catalogs as govcat diff does
    GitDiffDriver(DriverArgs),
    /// Make catalogs of tables: Excel, Word, web pages, CSV
    Import(ImportArgs),
    /// Explain a rule, or list all rules
    Explain(ExplainArgs),
    /// Print the JSON Schema of a file, for editors, or of a command's output
    Schema(SchemaArgs),
    /// Copy the templates of the pages, to change them
    Templates(TemplatesArgs),
    /// Print a shell's completion script
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

// What the lower rooms read of a settings file, clap reads of an argument; they need not know of it.
impl ValueEnum for Lang {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// When to do something that suits a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}
