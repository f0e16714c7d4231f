//! `govcat serve`: builds, shows the site on this machine, and builds again when a file changes.
use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use clap::Args;

use crate::{
    check::check,
    cli::{
        Exit,
        finding::{Finding, findings},
        session::{Chatter, Session},
        templates::say_unused,
        wrap,
    },
    compile::compile,
    diagnostic::{Lang, Severity, message},
    error::Error,
    output::{
        html::Templates,
        site,
        write::{Staging, Summary},
    },
    render::{
        edition::Edition,
        inputs::{Files, Inputs},
        site::{Site, base_path},
    },
    rules,
    serve::{
        Preview, Problem,
        watch::{Wake, Watch},
    },
};

/// The arguments of `govcat serve`.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// The port on 127.0.0.1; 0 takes any free one
    #[arg(long, value_name = "PORT", default_value_t = 8000)]
    port: u16,
    /// Write the site to this folder [default: a temporary one, removed at the end]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Open it in the browser
    #[arg(long)]
    open: bool,
}

/// Runs the command.
pub(crate) fn run(args: &ServeArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let Some(root) = session.workspace_root()? else {
        // The same search says why there is none.
        return session.open(&[]).map(|_| Exit::Failed);
    };
    session.choose_language(&root)?;
    // Removed when it is dropped, however the run ends.
    let temporary = tempfile::Builder::new().prefix("govcat-").tempdir().map_err(|error| {
        Error::new(message!(
            "无法建立临时文件夹：{error}",
            "cannot make a temporary folder: {error}"
        ))
    })?;
    let out = args.out.clone().unwrap_or_else(|| temporary.path().join("site"));
    let preview = Preview::start(out.clone(), args.port, session.lang)?;
    let mut watch = Watch::new(&root)?;
    let stop = watch.waker();
    ctrlc::set_handler(move || {
        // Whoever no longer waits has stopped.
        let _ = stop.send(Wake::Stop);
    })
    .map_err(|error| {
        Error::new(message!("无法接收 Ctrl-C：{error}", "cannot listen to Ctrl-C: {error}"))
    })?;
    if session.chatter() == Chatter::Usual {
        session.out.print_line(match session.lang {
            Lang::Zh => "正在生成网站……",
            Lang::En => "building the site…",
        });
        session.out.finish()?;
    }
    show(session, &preview, &out)?;
    let address = preview.address();
    session.out.print_line(match session.lang {
        Lang::Zh => format!("预览：{address}（按 Ctrl-C 结束）"),
        Lang::En => format!("preview: {address} (Ctrl-C ends it)"),
    });
    session.out.finish()?;
    if args.open && open::that_detached(&address).is_err() {
        session.err.print_line(match session.lang {
            Lang::Zh => format!("打不开浏览器；请自行打开 {address}"),
            Lang::En => format!("cannot open a browser; open {address} yourself"),
        });
    }
    while watch.wait() == Wake::Changed {
        show(session, &preview, &out)?;
    }
    Ok(Exit::Clean)
}

/// Builds and shows the site, or what is wrong.
fn show(session: &mut Session<'_>, preview: &Preview, out: &Path) -> Result<(), Error> {
    let built = build(session, out).unwrap_or_else(|error| {
        Err(vec![Problem {
            place: None,
            message: error.message(session.lang).to_owned(),
            help: error.help(session.lang).map(str::to_owned),
        }])
    });
    match built {
        Ok(Built { pages, base }) => {
            preview.show_site(&base);
            if session.chatter() == Chatter::Usual {
                session.out.print_line(match session.lang {
                    Lang::Zh => format!("已生成 {pages} 个网页"),
                    Lang::En => format!("built {pages} pages"),
                });
            }
        }
        Err(problems) => {
            for Problem { place, message, .. } in &problems {
                let colon = if session.lang == Lang::Zh { "：" } else { ": " };
                let place = place.as_ref().map(|it| format!("{it}{colon}")).unwrap_or_default();
                session.err.print_line(wrap::printable(&format!("{place}{message}")));
            }
            preview.show_problems(problems);
        }
    }
    session.out.finish()?;
    session.err.finish()
}

/// A site that was built.
struct Built {
    /// How many pages it has.
    pages: usize,
    /// Its path on a server.
    base: String,
}

/// Builds the site, or gives what keeps it from being whole.
fn build(session: &mut Session<'_>, out: &Path) -> Result<Result<Built, Vec<Problem>>, Error> {
    let mut found = Vec::new();
    let workspace = session.open(&[])?.take(&mut found);
    let compilation = compile(&workspace, session.reader(), session.today()).take(&mut found);
    let report = check(&workspace, &compilation, found, rules::ALL);
    let lang = session.lang;
    let all = findings(&report.findings, &workspace, &compilation, lang, |_| true);
    let errors = all.iter().filter(|it| it.severity == Severity::Error);
    let mut problems: Vec<Problem> = errors.map(problem).collect();
    let edition = Edition::new(&workspace, &compilation.resolution, &report);
    problems.extend(edition.homeless.iter().map(|it| Problem {
        place: None,
        message: it.text(lang).to_owned(),
        help: None,
    }));
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let own = workspace.templates()?;
    say_unused(session, &own);
    let inputs = Inputs::new(&edition, &own, Files::of(&workspace));
    let site = Site::new(&workspace.config, edition.nav());
    let templates = Templates::new(&site, &workspace.config, own)?;
    let staging = Staging::in_place(out, &workspace.root)?;
    let contents = site::write(&edition, &templates, &inputs, &staging, &|_| {})?;
    staging.publish(None, Summary::default())?;
    Ok(Ok(Built { pages: contents.pages, base: base_path(&workspace.config) }))
}

fn problem(finding: &Finding<'_>) -> Problem {
    let place = finding.place;
    Problem {
        place: Some(format!("{}:{}:{}", place.file.path, place.start.line, place.start.column)),
        message: format!("{} [{}]", finding.message, finding.code),
        help: finding.help.as_ref().map(|it| Cow::clone(it).into_owned()),
    }
}
