//! The one door to git: a workspace as some revision has it, read from the object store without a
//! checkout. The command `git` itself is asked, so that whatever it can read can be compared: bare
//! repositories, work trees, shallow clones, alternates, the quarantine of a hook that receives.
mod tree;

use std::{
    env,
    ffi::OsStr,
    io,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use jiff::civil::Date;

pub use self::tree::{Kind as TreeKind, Tree};
use crate::{diagnostic::message, error::Error};

/// A repository.
#[derive(Clone, Debug)]
pub struct Repository {
    /// Where to run git; `None` for the current folder, where a hook has set the scene.
    folder: Option<PathBuf>,
    /// The top of the work tree; `None` in a bare repository.
    top: Option<PathBuf>,
}

impl Repository {
    /// Finds the repository around a folder; in a hook, the one that git has set.
    ///
    /// # Errors
    /// When there is none, or no git.
    pub fn around(start: &Path) -> Result<Self, Error> {
        // What a hook sets may be relative to the folder that it runs in.
        let is_set = env::var_os("GIT_DIR").is_some_and(|it| !it.is_empty());
        let folder = (!is_set).then(|| start.to_path_buf());
        let mut repository = Self { folder, top: None };
        let place = start.display();
        let found = repository.run(["rev-parse", "--git-dir"])?;
        if !found.status.success() {
            let why = words(&found.stderr);
            return Err(Error::new(message!(
                "{place} 不在 git 仓库里：{why}",
                "{place} is in no git repository: {why}"
            ))
            .with_help(message!(
                "也可以比较两个文件夹或两个文件：govcat diff 旧 新",
                "two folders or two files can be compared as well: govcat diff OLD NEW"
            )));
        }
        let top = repository.run(["rev-parse", "--show-toplevel"])?;
        let path = line(&top.stdout);
        if top.status.success() && !path.is_empty() {
            repository.top = Path::new(&path).canonicalize().ok();
        }
        Ok(repository)
    }

    /// Where a folder lies in the repository, with `/`; `None` where it lies elsewhere.
    #[must_use]
    pub fn inside(&self, folder: &Path) -> Option<String> {
        let folder = folder.canonicalize().ok()?;
        let inside = folder.strip_prefix(self.top.as_ref()?).ok()?;
        Some(inside.iter().map(OsStr::to_string_lossy).collect::<Vec<_>>().join("/"))
    }

    /// Whether a word names a revision.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn knows(&self, revision: &str) -> Result<bool, Error> {
        Ok(self.resolve(revision, "tree")?.is_some())
    }

    /// Whether a branch or a tag is called so. An id that begins so is not meant.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn has_ref(&self, name: &str) -> Result<bool, Error> {
        let names = ["refs/heads/", "refs/tags/", "refs/remotes/"].map(|it| format!("{it}{name}"));
        let [heads, tags, remotes] = &names;
        let output = self.run(["for-each-ref", "--format=%(refname)", heads, tags, remotes])?;
        let found = String::from_utf8_lossy(&output.stdout);
        Ok(found.lines().any(|it| names.iter().any(|name| name == it)))
    }

    /// The last commit that two revisions have in common.
    ///
    /// # Errors
    /// When one is not known here, or they have none.
    pub fn merge_base(&self, a: &str, b: &str) -> Result<String, Error> {
        let (one, other) = (self.commit(a)?, self.commit(b)?);
        let output = self.run(["merge-base", &one, &other])?;
        if output.status.success() {
            return Ok(line(&output.stdout));
        }
        let error = Error::new(message!(
            "{a} 和 {b} 没有共同的提交，找不到比较的起点",
            "{a} and {b} have no commit in common to compare with"
        ));
        Err(error.with_help(if self.is_shallow() {
            unshallow(b)
        } else {
            message!(
                "直接写要比较的两个版本：govcat diff {a} {b}",
                "name both versions to compare: govcat diff {a} {b}"
            )
        }))
    }

    /// The day on which a revision was committed, by the committer's clock.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn date(&self, revision: &str) -> Result<Option<Date>, Error> {
        let Some(id) = self.resolve(revision, "commit")? else { return Ok(None) };
        let output = self.run(["show", "--no-patch", "--format=%cs", &id])?;
        Ok(line(&output.stdout).parse().ok())
    }

    /// The branch that everything is merged into.
    ///
    /// # Errors
    /// When there is none of the usual names.
    pub fn main_branch(&self) -> Result<String, Error> {
        let head = self.run(["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"])?;
        let named = line(&head.stdout);
        let usual = ["main", "master", "origin/main", "origin/master"].map(str::to_owned);
        for name in Some(named).filter(|it| !it.is_empty()).into_iter().chain(usual) {
            if self.resolve(&name, "commit")?.is_some() {
                return Ok(name);
            }
        }
        let error = Error::new(message!(
            "找不到主分支：没有 origin/HEAD，也没有 main 或 master",
            "there is no main branch: neither origin/HEAD nor main nor master"
        ));
        Err(error.with_help(message!(
            "写明与哪个版本比较：govcat diff 版本",
            "say which revision to compare with: govcat diff REVISION"
        )))
    }

    /// What a revision holds.
    ///
    /// # Errors
    /// When it is not known here.
    pub fn tree(&self, revision: &str) -> Result<Tree, Error> {
        match self.resolve(revision, "tree")? {
            Some(id) => Tree::list(self.clone(), revision, &id),
            None => Err(self.unknown(revision)),
        }
    }

    /// The commit that is checked out; `None` where there is none yet.
    #[must_use]
    pub fn head(&self) -> Option<String> {
        self.resolve("HEAD", "commit").ok().flatten()
    }

    /// Whether anything that a site is made of was changed or added since the commit that is checked out;
    /// `None` where git does not say.
    #[must_use]
    pub fn is_changed(&self) -> Option<bool> {
        let output = self
            .run(["status", "--porcelain", "--", "catalogs", "templates", "govcat.toml"])
            .ok()?;
        output.status.success().then_some(!output.stdout.is_empty())
    }

    fn commit(&self, revision: &str) -> Result<String, Error> {
        self.resolve(revision, "commit")?.ok_or_else(|| self.unknown(revision))
    }

    /// The object that a revision names; `None` where it names none.
    fn resolve(&self, revision: &str, kind: &str) -> Result<Option<String>, Error> {
        // What starts like an option is none of git's revisions.
        if revision.is_empty() || revision.starts_with('-') || revision.contains('\0') {
            return Ok(None);
        }
        let peeled = format!("{revision}^{{{kind}}}");
        let output = self.run(["rev-parse", "--verify", "--quiet", "--end-of-options", &peeled])?;
        // Some versions of git print the separator too.
        let text = String::from_utf8_lossy(&output.stdout);
        let id =
            text.lines().map(str::trim).rfind(|it| !it.is_empty()).unwrap_or_default().to_owned();
        Ok((output.status.success() && !id.is_empty()).then_some(id))
    }

    fn unknown(&self, revision: &str) -> Error {
        let error = Error::new(message!(
            "git 里没有 {revision} 这个版本",
            "git knows no revision {revision}"
        ));
        if self.is_shallow() {
            return error.with_help(unshallow(revision));
        }
        let remote = self.run(["remote"]).map(|it| line(&it.stdout)).unwrap_or_default();
        if remote.is_empty() {
            return error.with_help(message!(
                "git log --oneline --all 列出全部版本",
                "git log --oneline --all lists the revisions"
            ));
        }
        error.with_help(message!(
            "若在远端，先取回：git fetch {remote}",
            "if it is on the remote, fetch it first: git fetch {remote}"
        ))
    }

    fn is_shallow(&self) -> bool {
        self.run(["rev-parse", "--is-shallow-repository"])
            .is_ok_and(|it| line(&it.stdout) == "true")
    }

    fn command(&self) -> Command {
        let mut command = Command::new("git");
        if let Some(folder) = &self.folder {
            command.arg("-C").arg(folder);
        }
        // Words that can be understood, and no locks taken for what only reads.
        command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
        command.stdin(Stdio::null());
        command
    }

    fn run<const N: usize>(&self, arguments: [&str; N]) -> Result<Output, Error> {
        self.command().args(arguments).output().map_err(|error| cannot_run(&error))
    }
}

fn unshallow(revision: &str) -> crate::diagnostic::Message {
    message!(
        "这是浅克隆，历史不全。先取回：git fetch --unshallow\n（GitHub Actions 的 actions/checkout 写 fetch-depth: 0；只要 {revision} 可用 git fetch --depth=1 origin {revision}）",
        "this clone is shallow. Fetch the history first: git fetch --unshallow\n(in GitHub Actions, fetch-depth: 0 of actions/checkout; {revision} alone: git fetch --depth=1 origin {revision})"
    )
}

fn cannot_run(error: &io::Error) -> Error {
    if error.kind() == io::ErrorKind::NotFound {
        return Error::new(message!(
            "比较版本要用 git，但没有找到 git 命令",
            "comparing revisions takes git, and there is no command git"
        ))
        .with_help(message!(
            "安装 git，或者比较两个文件夹：govcat diff 旧 新",
            "install git, or compare two folders: govcat diff OLD NEW"
        ));
    }
    Error::new(message!("无法运行 git：{error}", "cannot run git: {error}"))
}

/// The first line that a command printed.
fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).lines().next().unwrap_or_default().trim_end().to_owned()
}

/// What git said was wrong.
fn words(bytes: &[u8]) -> String {
    line(bytes).trim_start_matches("fatal: ").to_owned()
}
