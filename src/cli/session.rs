//! One run: the settings that hold for every command, the two streams, and the workspace.
use std::{
    io,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use crate::{
    calendar::Calendar,
    check::ALWAYS,
    cli::{
        Exit,
        args::Global,
        language,
        printer::Printer,
        rounds::Rounds,
        style::{Paint, Style},
        today, usage, wrap,
    },
    compile::registries,
    diagnostic::{Lang, Outcome, message},
    error::Error,
    model::likeness::nearest,
    rules,
    source::{
        Workspace,
        config::{Config, Level},
        shard::Shard,
    },
    syntax::Reader,
};

/// One run of one command.
pub(crate) struct Session<'a> {
    /// The language to speak.
    pub(crate) lang: Lang,
    /// Standard output.
    pub(crate) out: Printer<'a>,
    /// Standard error.
    pub(crate) err: Printer<'a>,
    global: Global,
}

/// How much to say besides what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chatter {
    /// Summaries and progress.
    Usual,
    /// Nothing.
    Quiet,
}

impl<'a> Session<'a> {
    pub(crate) fn new(global: Global, lang: Lang, out: Printer<'a>, err: Printer<'a>) -> Self {
        if let Some(threads) = global.threads {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into());
            // It can only be built once in a process; the first run of a process decides.
            let _ = pool.build_global();
        }
        Self { lang, out, err, global }
    }

    /// Which YAML reader to use.
    pub(crate) fn reader(&self) -> Reader {
        if self.global.no_fast_path { Reader::Full } else { Reader::Fast }
    }

    /// The day for which the run holds.
    pub(crate) fn today(&self) -> Date {
        today::today(self.global.today)
    }

    /// How much to say.
    pub(crate) fn chatter(&self) -> Chatter {
        if self.global.quiet { Chatter::Quiet } else { Chatter::Usual }
    }

    /// How standard output looks.
    pub(crate) fn out_style(&self) -> Style {
        Style::decide(self.global.color, &io::stdout())
    }

    /// How standard error looks.
    pub(crate) fn err_style(&self) -> Style {
        Style::decide(self.global.color, &io::stderr())
    }

    /// Reads the workspace: the one named, else the one around the first path, else the one around
    /// the current folder. From here on its language is spoken.
    ///
    /// # Errors
    /// When there is none, or it cannot be read, or its settings are wrong.
    pub(crate) fn open(&mut self, paths: &[PathBuf]) -> Result<Outcome<Workspace>, Error> {
        let workspace = Workspace::load(&self.root(paths)?)?;
        check_rules(&workspace.value.config)?;
        Ok(workspace)
    }

    /// Lists the same, to be read in rounds of about so many files.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub(crate) fn rounds(
        &mut self,
        paths: &[PathBuf],
        shard: Option<Shard>,
        at_once: usize,
    ) -> Result<Rounds, Error> {
        let root = self.root(paths)?;
        check_rules(&Workspace::settings(&root)?)?;
        Rounds::new(&root, shard, self.reader(), at_once)
    }

    /// The workspace's folder; from here on its language is spoken.
    fn root(&mut self, paths: &[PathBuf]) -> Result<PathBuf, Error> {
        let root = match &self.global.workspace {
            Some(named) => check_named(named)?,
            None => find(paths)?,
        };
        self.choose_language(&root)?;
        Ok(root)
    }

    /// Speaks the language of a workspace from here on, unless the arguments said otherwise.
    ///
    /// # Errors
    /// When its settings cannot be read, or are wrong.
    pub(crate) fn choose_language(&mut self, root: &Path) -> Result<(), Error> {
        if self.global.lang.is_none() {
            let asked = Workspace::settings(root)?.workspace.language;
            self.lang = asked.unwrap_or_else(language::of_locale);
        }
        Ok(())
    }

    /// The workspace that was named, or the one around the current folder, if there is one.
    ///
    /// # Errors
    /// When one was named and is none.
    pub(crate) fn workspace_root(&self) -> Result<Option<PathBuf>, Error> {
        match &self.global.workspace {
            Some(named) => check_named(named).map(Some),
            None => Ok(find(&[]).ok()),
        }
    }

    /// Speaks the language that the settings ask for, unless the arguments said otherwise.
    pub(crate) fn speak(&mut self, config: &Config) {
        if self.global.lang.is_none()
            && let Some(language) = config.workspace.language
        {
            self.lang = language;
        }
    }

    /// The workspace's calendar; the built-in one where there is no workspace.
    ///
    /// # Errors
    /// When the workspace was named, or its settings are wrong.
    pub(crate) fn calendar(&mut self) -> Result<Calendar, Error> {
        let is_here = self.global.workspace.is_some() || find(&[]).is_ok();
        let workspace =
            if is_here { self.open(&[])?.value } else { Workspace::assemble(Vec::new())?.value };
        let (mut found, mut allows) = (Vec::new(), Vec::new());
        Ok(registries(&workspace, self.reader(), &mut found, &mut allows).calendar)
    }

    /// Says why govcat could not work.
    pub(crate) fn fail(&mut self, error: &Error) {
        let style = self.err_style();
        let word = style.paint(Paint::Red, usage::error_word(self.lang));
        let colon = if self.lang == Lang::Zh { "：" } else { ": " };
        self.err
            .print_line(format_args!("{word}{colon}{}", wrap::printable(error.message(self.lang))));
        for line in error.help(self.lang).unwrap_or_default().lines() {
            self.err.print_line(format_args!("  {}", wrap::printable(line)));
        }
    }

    /// Ends the run.
    pub(crate) fn finish(mut self, exit: Exit) -> Exit {
        let finished = self.out.finish();
        let exit = match finished {
            Ok(()) => exit,
            Err(error) => {
                self.fail(&error);
                Exit::Failed
            }
        };
        // Nobody is left to be told that standard error failed.
        let _ = self.err.finish();
        exit
    }
}

fn check_named(named: &Path) -> Result<PathBuf, Error> {
    if named.join("govcat.toml").is_file() || named.join("catalogs").is_dir() {
        return Ok(named.to_path_buf());
    }
    let place = named.display();
    let what = if named.is_dir() {
        message!(
            "{place} 不是工作区：其中既没有 govcat.toml，也没有 catalogs 文件夹",
            "{place} is no workspace: it holds neither govcat.toml nor a folder catalogs"
        )
    } else {
        message!("没有 {place} 这个文件夹", "there is no folder {place}")
    };
    Err(Error::new(what))
}

fn find(paths: &[PathBuf]) -> Result<PathBuf, Error> {
    let start = paths.iter().map(PathBuf::as_path).find(|it| it.exists()).unwrap_or(Path::new("."));
    Workspace::find(start).or_else(|error| {
        // A folder named by hand may do without settings, if it holds catalogs.
        let start = start.canonicalize().unwrap_or_default();
        let holds = |it: &&Path| start.starts_with(it.join("catalogs"));
        let root = if start.join("catalogs").is_dir() {
            Some(start.as_path())
        } else {
            start.ancestors().find(holds)
        };
        root.map(Path::to_path_buf).ok_or(error)
    })
}

/// Every rule that the settings name must exist: a slip there would switch nothing off.
fn check_rules(config: &Config) -> Result<(), Error> {
    for (name, level) in &config.rules {
        if ALWAYS.contains(&name.as_str()) && *level != Level::Error {
            return Err(Error::new(message!(
                "govcat.toml 的 [rules] 里不能调低 {name}",
                "govcat.toml: {name} in [rules] is always an error"
            ))
            .with_help(message!(
                "不改好这类问题，写下的内容就会丢失或不能公开",
                "until it is mended, something that was written is lost or not published"
            )));
        }
    }
    let names = config.rules.keys();
    let Some(name) = names.into_iter().find(|it| rules::find(it).is_none()) else { return Ok(()) };
    Err(unknown_rule(
        name,
        message!(
            "govcat.toml 的 [rules] 里有 {name}，但没有这条规则",
            "govcat.toml: [rules] names {name}, but there is no such rule"
        ),
    ))
}

/// A run that could not look at everything is no answer, whatever it found.
pub(crate) fn unread(workspace: &Workspace) -> Option<Error> {
    let files: Vec<&str> = workspace.unread.iter().map(String::as_str).collect();
    unread_files(&files)
}

/// See [`unread`].
pub(crate) fn unread_files(files: &[&str]) -> Option<Error> {
    let (count, files) = (files.len(), files.join("\n"));
    let what = message!(
        "有 {count} 个文件没能读取，没有检查",
        "{count} of the files could not be read and were not checked"
    );
    (count > 0).then(|| Error::new(what).with_help(message!("{files}", "{files}")))
}

/// A rule that does not exist, with the one that was likely meant.
pub(crate) fn unknown_rule(name: &str, what: crate::diagnostic::Message) -> Error {
    let help = match nearest(name, rules::ALL.iter().map(|rule| rule.code)) {
        Some(nearest) => message!("是不是 {nearest}？", "did you mean {nearest}?"),
        None => message!("govcat explain 列出全部规则", "govcat explain lists all rules"),
    };
    Error::new(what).with_help(help)
}
