//! `govcat schema`: prints the JSON Schema of a file, for editors.
use clap::Args;
use jiff::civil::Date;

use crate::{
    cli::{Exit, session::Session, wrap},
    compile::compile,
    diagnostic::{Lang, message},
    error::Error,
    model::{likeness::nearest, schema, shape::Shape},
    source::Workspace,
    syntax::Reader,
};

/// The arguments of `govcat schema`.
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// The file; all are listed where it is left out
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
}

/// Runs the command.
pub(crate) fn run(args: &SchemaArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let Some(name) = &args.name else {
        let columns = schema::files().map(|it| it.name.len()).max().unwrap_or(0);
        for shape in schema::files() {
            let what = match session.lang {
                Lang::Zh => shape.zh,
                Lang::En => schema::place(shape),
            };
            session.out.print_line(format_args!("{}  {what}", wrap::pad(shape.name, columns)));
        }
        return Ok(Exit::Clean);
    };
    let shape = schema::files().find(|it| it.name == name).ok_or_else(|| unknown(name))?;
    // The words of the built-in vocabulary: what is printed depends on the version of govcat alone.
    let built_in = Workspace::assemble(Vec::new())?.value;
    let registries = compile(&built_in, Reader::Fast, Date::MAX).value.resolution.registries;
    let schema = schema::schema(shape, &registries);
    session.out.print_line(format_args!("{schema:#}"));
    Ok(Exit::Clean)
}

fn unknown(name: &str) -> Error {
    let names: Vec<&str> = schema::files().map(|it: &Shape| it.name).collect();
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
