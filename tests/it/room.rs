//! A room to build sites in: a folder with a copy of a small workspace.
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

use tempfile::TempDir;

const CASE: &str = "tests/cases/site/in";

/// The site of the shipped catalogs, as text; built once for all tests.
pub(crate) fn shipped() -> &'static BTreeMap<String, String> {
    static SITE: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    SITE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("dist");
        let govcat =
            Command::new(env!("CARGO_BIN_EXE_govcat")).arg("build").arg("--out").arg(&out).output();
        let output = govcat.unwrap();
        assert_eq!(code(&output), 0, "{}", err(&output));
        texts(&out)
    })
}

/// The files of a folder that are text.
pub(crate) fn texts(out: &Path) -> BTreeMap<String, String> {
    let texts = |(path, bytes)| Some((path, String::from_utf8(bytes).ok()?));
    tree(out).into_iter().filter_map(texts).collect()
}

/// A folder to work in, with a copy of the case in `w`.
pub(crate) struct Room {
    pub(crate) folder: TempDir,
}

impl Room {
    pub(crate) fn new() -> Self {
        let room = Self { folder: tempfile::tempdir().unwrap() };
        copy(Path::new(CASE), &room.path("w"));
        room
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The command that builds into `out`, run in the room.
    pub(crate) fn command(&self, out: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
        command.args(["build", "--lang", "en", "--workspace", "w", "--out", out]);
        // Plans say what is overdue, as of a day; calendars begin with its month.
        if !args.contains(&"--today") {
            command.args(["--today", "2026-10-01"]);
        }
        command.args(args);
        command.current_dir(self.folder.path());
        command
    }

    pub(crate) fn build(&self, out: &str, args: &[&str]) -> Output {
        self.command(out, args).output().unwrap()
    }

    /// Builds into `dist`, which must go well.
    pub(crate) fn built(&self) -> BTreeMap<String, Vec<u8>> {
        let output = self.build("dist", &[]);
        assert_eq!(code(&output), 0, "{}", err(&output));
        tree(&self.path("dist"))
    }

    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.path(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// What is in the room besides the workspace.
    pub(crate) fn names(&self) -> Vec<String> {
        let list = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = list
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .filter(|it| it != "w")
            .collect();
        names.sort();
        names
    }
}

pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

pub(crate) fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    let files = entries.filter(|it| it.file_type().is_file());
    files
        .map(|it| {
            let path = it.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            (path, fs::read(it.path()).unwrap())
        })
        .collect()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
