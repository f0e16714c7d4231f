//! `govcat init`: a new workspace, or a new agency in one that is there.
mod ask;
mod files;
mod national;

use std::{
    io::{self, BufRead, IsTerminal as _},
    path::{Path, PathBuf},
};

use clap::Args;

use self::{
    ask::Asker,
    files::{Identity, Inherit},
};
use crate::{
    check::check,
    cli::{
        Exit, schema,
        session::{Chatter, Session},
    },
    compile::compile,
    diagnostic::{Diagnostic, Lang, Severity, message},
    error::Error,
    model::{names::is_safe_folder, schema::files as schema_files},
    output::write::files::{NewFile, create},
    rules,
    source::{Workspace, paths},
};

/// The arguments of `govcat init`.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The folder of the new workspace; without it an agency is added to the workspace around the
    /// current folder, and where there is none, the current folder becomes one
    #[arg(value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// The agency's name, as 岫岩满族自治县
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    /// The agency's folder, as xiuyan [default: DIR's name, then the division code]
    #[arg(long, value_name = "AGENCY")]
    pub(crate) agency: Option<String>,
    /// The GB/T 2260 division code, as 210323
    #[arg(long, value_name = "DIGITS")]
    pub(crate) code: Option<String>,
    /// The level of government, as 县级 [default: told from the division code]
    #[arg(long, value_name = "LEVEL")]
    pub(crate) level: Option<String>,
    /// The agency whose catalogs lie below its own, or none; national is the standard of the 26
    /// pilot domains, which is copied where the workspace lacks it [default: national]
    #[arg(long, value_name = "AGENCY")]
    pub(crate) extends: Option<String>,
    /// Its files are complete tables, only compared with the layer below (inherit: false)
    #[arg(long)]
    pub(crate) complete: bool,
}

/// Runs the command.
pub(crate) fn run(args: &InitArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let stdin = io::stdin();
    let mut lock = stdin.is_terminal().then(|| stdin.lock());
    let answers = lock.as_mut().map(|it| it as &mut dyn BufRead);
    let there = place(args, session)?;
    if let Place::Workspace(root) = &there {
        session.speak(&Workspace::settings(root)?);
    }
    let mut asker = Asker { answers, lang: session.lang, out: &mut session.out };
    let who = identify(args, &mut asker)?;
    let files = match &there {
        Place::Folder(_) => in_folder(&who)?,
        Place::Workspace(root) => in_workspace(root, &who)?,
    };
    let root = there.root();
    refuse_what_would_fail(root, &there, &who, &files, session)?;
    create(root, &files)?;
    if session.chatter() == Chatter::Usual {
        tell(&there, &who, &files, session);
    }
    Ok(Exit::Clean)
}

/// Where the files go.
enum Place {
    /// A folder that becomes a workspace.
    Folder(PathBuf),
    /// A workspace.
    Workspace(PathBuf),
}

impl Place {
    fn root(&self) -> &Path {
        let (Self::Folder(root) | Self::Workspace(root)) = self;
        root
    }
}

fn place(args: &InitArgs, session: &Session<'_>) -> Result<Place, Error> {
    let Some(dir) = &args.dir else {
        return Ok(match session.workspace_root()? {
            Some(root) => Place::Workspace(root),
            None => Place::Folder(PathBuf::from(".")),
        });
    };
    if dir.join("govcat.toml").is_file() {
        return Ok(Place::Workspace(dir.clone()));
    }
    Ok(Place::Folder(dir.clone()))
}

/// Who the agency is: from the arguments, else from the answers, else as usual.
fn identify(args: &InitArgs, asker: &mut Asker<'_, '_>) -> Result<Identity, Error> {
    let given = |it: &Option<String>| it.as_deref().map(|it| it.trim().to_owned());
    let name = given(&args.name)
        .or_else(|| {
            asker.ask(&message!("机关的名称，例如 岫岩满族自治县：", "The agency's name:"), None)
        })
        .filter(|it| !it.is_empty());
    let name = name.ok_or_else(|| {
        Error::new(message!("没有写明机关的名称", "the agency's name is missing")).with_help(
            message!(
                "例如 govcat init xiuyan --name 岫岩满族自治县 --code 210323",
                "as in: govcat init xiuyan --name 岫岩满族自治县 --code 210323"
            ),
        )
    })?;
    let code = given(&args.code)
        .or_else(|| {
            asker.ask(
                &message!(
                    "行政区划代码（6位，没有就回车）：",
                    "Its division code (6 digits; empty for none):"
                ),
                None,
            )
        })
        .filter(|it| !it.is_empty());
    let folder = args.dir.as_deref().and_then(Path::file_name).and_then(|it| it.to_str());
    let folder = folder.filter(|it| is_safe_folder(it) && !it.contains(char::is_whitespace));
    let usual = folder.map(str::to_owned).or_else(|| code.clone()).unwrap_or_else(|| name.clone());
    let agency = given(&args.agency)
        .or_else(|| {
            asker.ask(
                &message!(
                    "机关的文件夹名（小写字母、数字、连字符）：",
                    "Its folder (lower-case letters, digits, hyphens):"
                ),
                Some(&usual),
            )
        })
        .unwrap_or(usual);
    let usual = code.as_deref().and_then(level_of);
    let level = given(&args.level)
        .or_else(|| {
            asker.ask(
                &message!(
                    "层级（省级 市级 县级 乡级 村级 企事业单位）：",
                    "Its level (省级 市级 县级 乡级 村级 企事业单位):"
                ),
                usual,
            )
        })
        .filter(|it| !it.is_empty());
    let extends = given(&args.extends)
        .or_else(|| {
            asker.ask(
                &message!(
                    "上一层（national 是国家标准，没有写 none）：",
                    "The layer below (national is the national standard; none for none):"
                ),
                Some("national"),
            )
        })
        .filter(|it| it != "none" && *it != agency);
    let inherit = if args.complete { Inherit::Complete } else { Inherit::Overlay };
    Ok(Identity { agency, name, code, level, extends, inherit })
}

/// The level that a division code tells.
fn level_of(code: &str) -> Option<&'static str> {
    match code.len() {
        6 if code.ends_with("0000") => Some("省级"),
        6 if code.ends_with("00") => Some("市级"),
        6 => Some("县级"),
        9 => Some("乡级"),
        12 => Some("村级"),
        _ => None,
    }
}

fn in_folder(who: &Identity) -> Result<Vec<NewFile>, Error> {
    let mut all = files::workspace(who);
    all.push(files::agency(who));
    if who.extends.as_deref() == Some("national") {
        all.extend(files::national());
    }
    all.extend(schemas()?);
    Ok(all)
}

fn in_workspace(root: &Path, who: &Identity) -> Result<Vec<NewFile>, Error> {
    let mut all = vec![files::agency(who)];
    if who.extends.as_deref() == Some("national") && !root.join("catalogs/national").exists() {
        all.extend(files::national());
    }
    if !root.join("schema").exists() {
        all.extend(schemas()?);
    }
    Ok(all)
}

/// The schemas that the first lines name.
fn schemas() -> Result<Vec<NewFile>, Error> {
    schema_files()
        .filter(|it| matches!(it.name, "agency" | "catalog"))
        .map(|shape| {
            let text = format!("{:#}\n", schema::document(shape)?);
            Ok(files::plain(&format!("schema/{}.json", shape.name), text))
        })
        .collect()
}

/// The new files are compiled before any is written: what would be a finding is refused here.
fn refuse_what_would_fail(
    root: &Path,
    place: &Place,
    who: &Identity,
    files: &[NewFile],
    session: &Session<'_>,
) -> Result<(), Error> {
    if !is_safe_folder(&who.agency) || who.agency.contains(char::is_whitespace) {
        let word = &who.agency;
        return Err(Error::new(message!(
            "“{word}”不能作机关的文件夹名",
            "`{word}` can be no agency's folder"
        ))
        .with_help(message!(
            "用小写字母、数字和连字符，例如 --agency xiuyan",
            "use lower-case letters, digits and hyphens, as in --agency xiuyan"
        )));
    }
    let own = format!("catalogs/{}/agency.yaml", who.agency);
    let mut texts: Vec<(String, String)> = match place {
        Place::Folder(_) => Vec::new(),
        Place::Workspace(_) => {
            let files = Workspace::load(root)?.value.files;
            let is_there = |it: &str| !it.starts_with('<') && it != own;
            files.into_iter().filter(|it| is_there(&it.path)).map(|it| (it.path, it.text)).collect()
        }
    };
    let is_read = |it: &&NewFile| paths::classify(&it.path).is_some();
    texts.extend(files.iter().filter(is_read).map(|it| (it.path.clone(), it.text.clone())));
    let workspace = Workspace::assemble(texts)?.value;
    let mut found = Vec::new();
    let compilation = compile(&workspace, session.reader(), session.today()).take(&mut found);
    let report = check(&workspace, &compilation, found, rules::ALL);
    let is_ours = |it: &&Diagnostic| {
        it.severity == Severity::Error && workspace.file(it.span.file).path == own
    };
    match report.findings.into_iter().find(|it| is_ours(&it)) {
        None => Ok(()),
        Some(found) => {
            let error = Error::new(found.message);
            Err(match found.help {
                Some(help) => error.with_help(help),
                None => error,
            })
        }
    }
}

/// What was written, and what comes next.
fn tell(place: &Place, who: &Identity, files: &[NewFile], session: &mut Session<'_>) {
    let root = place.root();
    let (count, agency) = (files.len(), &who.agency);
    let national = files.iter().filter(|it| it.path.starts_with("catalogs/national/")).count();
    let shown = root.display();
    let what = match place {
        Place::Folder(_) => message!(
            "在 {shown} 建立了工作区，写了 {count} 个文件：",
            "made a workspace in {shown}, {count} files:"
        ),
        Place::Workspace(_) => message!(
            "在工作区里增加了 {agency}，写了 {count} 个文件：",
            "added {agency} to the workspace, {count} files:"
        ),
    };
    session.out.print_line(what.text(session.lang));
    for file in files.iter().filter(|it| !it.path.starts_with("catalogs/national/")) {
        session.out.print_line(format_args!("  {}", file.path));
    }
    if national > 0 {
        let line = message!(
            "  catalogs/national/（国家标准目录，{national} 个文件）",
            "  catalogs/national/ (the national standard, {national} files)"
        );
        session.out.print_line(line.text(session.lang));
    }
    let steps = match (who.extends.is_some(), session.lang) {
        (true, Lang::Zh) => {
            "\n接下来：govcat validate 检查，govcat build 编译网站；在 agency.yaml 里写明各机构承担的角色"
        }
        (true, Lang::En) => {
            "\nnext: govcat validate, govcat build; then say in agency.yaml which roles its offices fill"
        }
        (false, Lang::Zh) => {
            "\n接下来：在机关的文件夹里写目录，或用 govcat import 导入表格；有了事项才能检查和编译"
        }
        (false, Lang::En) => {
            "\nnext: write catalogs in the agency's folder, or govcat import tables; there is nothing to check before"
        }
    };
    session.out.print_line(steps);
}
