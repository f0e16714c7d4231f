//! `govcat schema`: prints the JSON Schema of a file, for editors, or of what a command prints, for
//! programs that read it.
use clap::Args;
use jiff::civil::Date;
use schemars::{JsonSchema, Schema, generate::SchemaSettings};

use crate::{
    cli::{Exit, deadline, diff, formats, resolve, session::Session, wrap},
    compile::compile,
    diagnostic::{Lang, message},
    error::Error,
    model::{likeness::nearest, schema, shape::Shape},
    render::gap,
    source::Workspace,
    syntax::Reader,
};

/// The arguments of `govcat schema`.
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// The file, or the output of a command; all are listed where it is left out
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
}

/// What a command prints for machines.
struct Output {
    name: &'static str,
    command: &'static str,
    schema: fn() -> Schema,
}

/// All of them, made from the types that are printed.
const OUTPUTS: [Output; 5] = [
    Output {
        name: "validate-output",
        command: "govcat validate --format json",
        schema: of::<formats::json::Document<'_>>,
    },
    Output {
        name: "resolve-output",
        command: "govcat resolve --format json",
        schema: of::<resolve::Document<'_>>,
    },
    Output {
        name: "gap-output",
        command: "govcat gap --format json",
        schema: of::<gap::json::Document<'_>>,
    },
    Output {
        name: "diff-output",
        command: "govcat diff --format json",
        schema: of::<diff::json::Document<'_>>,
    },
    Output {
        name: "deadline-output",
        command: "govcat deadline --format json",
        schema: of::<deadline::DeadlineJson<'_>>,
    },
];

/// Runs the command.
pub(crate) fn run(args: &SchemaArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let Some(name) = &args.name else {
        let columns = schema::files().map(|it| it.name.len()).max().unwrap_or(0);
        let columns = OUTPUTS.iter().map(|it| it.name.len()).max().unwrap_or(0).max(columns);
        for shape in schema::files() {
            let what = match session.lang {
                Lang::Zh => shape.zh,
                Lang::En => schema::place(shape),
            };
            session.out.print_line(format_args!("{}  {what}", wrap::pad(shape.name, columns)));
        }
        for Output { name, command, .. } in &OUTPUTS {
            session.out.print_line(format_args!("{}  {command}", wrap::pad(name, columns)));
        }
        return Ok(Exit::Clean);
    };
    if let Some(output) = OUTPUTS.iter().find(|it| it.name == name) {
        let mut schema = (output.schema)();
        schema.insert("title".to_owned(), output.command.into());
        session.out.print_line(format_args!("{:#}", schema.as_value()));
        return Ok(Exit::Clean);
    }
    let shape = schema::files().find(|it| it.name == name).ok_or_else(|| unknown(name))?;
    session.out.print_line(format_args!("{:#}", document(shape)?));
    Ok(Exit::Clean)
}

/// The schema of a file, with the words of the built-in vocabulary: it depends on the version of
/// govcat alone.
///
/// # Errors
/// Never with a sound build: the built-in registries are read.
pub(crate) fn document(shape: &'static Shape) -> Result<serde_json::Value, Error> {
    let built_in = Workspace::assemble(Vec::new())?.value;
    let registries = compile(&built_in, Reader::Fast, Date::MAX).value.resolution.registries;
    Ok(schema::schema(shape, &registries))
}

/// The schema of what is printed; a key that may be left out is not required.
fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

fn unknown(name: &str) -> Error {
    let files = schema::files().map(|it: &Shape| it.name);
    let names: Vec<&str> = files.chain(OUTPUTS.iter().map(|it| it.name)).collect();
    let known = names.join(" ");
    Error::new(message!("没有 {name} 这种文件", "there is no file called {name}")).with_help(
        match nearest(name, names) {
            Some(near) => {
                message!("是不是 {near}？可以写：{known}", "did you mean {near}? One of: {known}")
            }
            None => message!("可以写：{known}", "one of: {known}"),
        },
    )
}
