//! Diffs of revisions, with real repositories: work trees, bare ones, hooks, shallow clones.
use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use serde_json::Value;
use tempfile::TempDir;

use crate::git::{command, git};

const OLD: &str = "govcat: 1\ndomain: social-assistance\nentries:\n  - {id: a1, name: 监督检查, content: [社会救助信访通讯地址], deadline: 自信息形成之日起10个工作日内, channel: [政府网站, 公开查阅点]}\n";

/// A repository to work in.
struct Repo {
    folder: TempDir,
}

impl Repo {
    /// One commit on `main` with a workspace at `at`, and one on `work` that weakens a deadline.
    fn new(at: &str) -> Self {
        let repo = Self { folder: tempfile::tempdir().unwrap() };
        let root = repo.path(at);
        fs::create_dir_all(root.join("catalogs/x")).unwrap();
        fs::write(root.join("govcat.toml"), "[workspace]\nlanguage = \"en\"\n").unwrap();
        fs::write(root.join("catalogs/x/agency.yaml"), "govcat: 1\nagency: x\nname: 某县\n")
            .unwrap();
        fs::write(root.join("catalogs/x/20.yaml"), OLD).unwrap();
        repo.git(&["init", "-q", "-b", "main"]);
        repo.commit("first");
        repo.git(&["tag", "v1"]);
        repo.git(&["switch", "-q", "-c", "work"]);
        repo.edit(at, "10个工作日", "20个工作日");
        repo.commit("second");
        repo
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn edit(&self, at: &str, from: &str, to: &str) {
        let path = self.path(at).join("catalogs/x/20.yaml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        fs::write(path, text.replace(from, to)).unwrap();
    }

    fn git(&self, args: &[&str]) -> String {
        git(self.folder.path(), args)
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }

    fn diff(&self, at: &str, args: &[&str]) -> Vec<String> {
        changes(&govcat(&self.path(at), &[&["diff", "--format", "json", "-q"], args].concat()))
    }
}

fn govcat(folder: &Path, args: &[&str]) -> Output {
    command(env!("CARGO_BIN_EXE_govcat"), folder).args(args).output().unwrap()
}

fn changes(output: &Output) -> Vec<String> {
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}{}", out(output), err(output)));
    let text = |it: &Value, key: &str| it[key].as_str().unwrap_or("-").to_owned();
    let changes = report["changes"].as_array().unwrap().iter();
    changes
        .map(|it| ["entry", "action", "field", "direction"].map(|key| text(it, key)).join(" "))
        .collect()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn failed(output: &Output, words: &str) {
    assert_eq!(output.status.code(), Some(2), "{}", err(output));
    assert!(err(output).contains(words), "{}", err(output));
    assert!(output.stdout.is_empty());
}

const LAXER: [&str; 1] = ["a1 changed deadline weakened"];
const FEWER: [&str; 1] = ["a1 changed channel weakened"];
const NONE: [&str; 0] = [];

#[test]
fn revisions_in_every_spelling() {
    let repo = Repo::new(".");
    let diff = |args: &[&str]| repo.diff(".", args);
    assert_eq!(diff(&["v1", "HEAD"]), LAXER);
    assert_eq!(diff(&["HEAD", "v1"]), ["a1 changed deadline strengthened"]);
    for range in ["v1..HEAD", "v1..", "main...", "main...work", "HEAD~1..HEAD", "v1...HEAD"] {
        assert_eq!(diff(&[range]), LAXER, "{range}");
    }
    assert_eq!(diff(&["HEAD", "HEAD"]), NONE);
    assert_eq!(diff(&["HEAD~1"]), LAXER);
    assert_eq!(diff(&[]), LAXER, "where HEAD left main, against the work tree");
    let id = repo.git(&["rev-parse", "v1"]);
    assert_eq!(diff(&[&id]), LAXER);
    assert_eq!(diff(&[&id[..8]]), LAXER);
    assert_eq!(diff(&["HEAD^{tree}", "v1^{tree}"]), ["a1 changed deadline strengthened"]);
    assert_eq!(diff(&["v1:", "HEAD:."]), LAXER);
    assert_eq!(diff(&["v1:catalogs/x/20.yaml", "HEAD:catalogs/x/20.yaml"]), LAXER);
    assert_eq!(diff(&["v1:./catalogs/x", "catalogs/x/20.yaml"]), LAXER);
    // What is not committed counts, when nothing else is named.
    repo.edit(".", ", 公开查阅点", "");
    assert_eq!(diff(&["HEAD"]), FEWER);
    assert_eq!(diff(&["HEAD", "."]), FEWER);
    assert_eq!(diff(&["HEAD", "catalogs/x/20.yaml"]), FEWER);
    assert_eq!(diff(&["HEAD", "catalogs/x/agency.yaml"]), NONE);
    assert_eq!(diff(&["v1..HEAD"]), LAXER);
}

#[test]
fn a_workspace_in_a_folder_of_the_repository() {
    let repo = Repo::new("gov/open");
    assert_eq!(repo.diff("gov/open", &["HEAD~1"]), LAXER);
    assert_eq!(repo.diff("gov/open/catalogs/x", &["HEAD~1", "HEAD"]), LAXER);
    let output =
        govcat(&repo.path("."), &["diff", "--workspace", "gov/open", "HEAD~1", "--format", "json"]);
    assert_eq!(changes(&output), LAXER);
    assert_eq!(repo.diff(".", &["HEAD~1", "HEAD"]), LAXER, "found by its govcat.toml");
    assert_eq!(repo.diff(".", &["HEAD~1:gov/open", "HEAD:gov/open"]), LAXER);
    assert_eq!(
        repo.diff("gov/open", &["HEAD~1:./catalogs/x/20.yaml", "catalogs/x/20.yaml"]),
        LAXER
    );
    // A workspace that was moved is still the same one.
    repo.git(&["mv", "gov", "elsewhere"]);
    repo.commit("moved");
    assert_eq!(repo.diff("elsewhere/open", &["v1"]), LAXER);
}

#[test]
fn bare_repositories_and_further_work_trees() {
    let repo = Repo::new(".");
    let elsewhere = tempfile::tempdir().unwrap();
    let bare = elsewhere.path().join("bare.git");
    repo.git(&["clone", "-q", "--bare", ".", bare.to_str().unwrap()]);
    assert_eq!(changes(&govcat(&bare, &["diff", "main", "work", "--format", "json"])), LAXER);
    failed(&govcat(&bare, &["diff", "main"]), "no workspace");
    let tree = repo.path("tree");
    repo.git(&["worktree", "add", "-q", "tree", "main"]);
    assert_eq!(
        changes(&govcat(&tree, &["diff", "work", "--format", "json"])),
        ["a1 changed deadline strengthened"]
    );
}

/// In a hook git sets where the repository is, relative to the folder that the hook runs in.
#[test]
fn inside_hooks() {
    let repo = Repo::new("w");
    repo.edit("w", ", 公开查阅点", "");
    let hook = |folder: &Path, dir: &str, args: &[&str]| {
        let mut command = command(env!("CARGO_BIN_EXE_govcat"), folder);
        command.env("GIT_DIR", dir).env("GIT_INDEX_FILE", format!("{dir}/index"));
        changes(&command.args([&["diff", "--format", "json"], args].concat()).output().unwrap())
    };
    assert_eq!(hook(&repo.path("."), ".git", &["--workspace", "w", "HEAD"]), FEWER);
    assert_eq!(hook(&repo.path("."), ".git", &["v1", "HEAD"]), LAXER);
    let inner = repo.path(".git");
    assert_eq!(hook(&inner, ".", &["v1", "HEAD"]), LAXER, "as after a push");
    // A real one: the commit is stopped.
    let script = format!(
        "#!/bin/sh\nexec '{}' diff --workspace w --quiet --format json HEAD >found.json\n",
        env!("CARGO_BIN_EXE_govcat")
    );
    let path = repo.path(".git/hooks/pre-commit");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, script).unwrap();
    #[cfg(unix)]
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let output = command("git", &repo.path("."))
        .args(["commit", "-a", "-q", "-m", "third"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let found: Value =
        serde_json::from_str(&fs::read_to_string(repo.path("found.json")).unwrap()).unwrap();
    assert_eq!(found["summary"]["weakened"], 1);
}

#[test]
fn a_shallow_clone_says_what_to_fetch() {
    let repo = Repo::new(".");
    repo.git(&["switch", "-q", "main"]);
    let url = format!("file://{}", repo.path(".").canonicalize().unwrap().display());
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["clone", "-q", "--depth", "1", "-b", "work", &url, "clone"]);
    let clone = folder.path().join("clone");
    let output = govcat(&clone, &["diff", "v1"]);
    failed(&output, "git knows no revision v1");
    assert!(err(&output).contains("git fetch --unshallow"), "{}", err(&output));
    git(&clone, &["fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main"]);
    let output = govcat(&clone, &["diff", "origin/main...HEAD"]);
    failed(&output, "have no commit in common");
    assert!(err(&output).contains("--unshallow"), "{}", err(&output));
    assert_eq!(
        changes(&govcat(&clone, &["diff", "origin/main", "HEAD", "--format", "json"])),
        LAXER
    );
    git(&clone, &["fetch", "-q", "--unshallow"]);
    assert_eq!(
        changes(&govcat(&clone, &["diff", "--format", "json"])),
        LAXER,
        "origin/main is the main branch"
    );
}

#[test]
fn what_is_no_revision_is_said_to_be_none() {
    let repo = Repo::new(".");
    let root = repo.path(".");
    failed(&govcat(&root, &["diff", "v9"]), "git knows no revision v9");
    failed(&govcat(&root, &["diff", "v1:no/such", "HEAD"]), "there is no no/such in v1");
    failed(&govcat(&root, &["diff", ":catalogs"]), "before the colon");
    failed(&govcat(&root, &["diff", "catalogs/y/20.yaml"]), "no file, folder or revision");
    failed(&govcat(&root, &["diff", "v1..v9"]), "git knows no revision v9");
    assert_eq!(govcat(&root, &["diff", "--exec=x", "v1"]).status.code(), Some(2));
    fs::create_dir(root.join("v1")).unwrap();
    failed(&govcat(&root, &["diff", "v1"]), "both a file or folder and a revision");
    let nowhere = tempfile::tempdir().unwrap();
    fs::create_dir_all(nowhere.path().join("catalogs")).unwrap();
    failed(&govcat(nowhere.path(), &["diff"]), "is in no git repository");
    let mut without = command(env!("CARGO_BIN_EXE_govcat"), &root);
    failed(
        &without.args(["diff", "HEAD"]).env("PATH", "/nonexistent").output().unwrap(),
        "there is no command git",
    );
}

#[test]
fn the_first_catalogs_are_all_new() {
    let repo = Repo { folder: tempfile::tempdir().unwrap() };
    fs::write(repo.path("README"), "x").unwrap();
    repo.git(&["init", "-q", "-b", "main"]);
    repo.commit("first");
    fs::create_dir_all(repo.path("catalogs/x")).unwrap();
    fs::write(repo.path("catalogs/x/20.yaml"), OLD).unwrap();
    assert_eq!(
        repo.diff(".", &["HEAD"]),
        ["- added registry:agency strengthened", "a1 added - strengthened"]
    );
    repo.commit("second");
    failed(&govcat(&repo.path("."), &["diff", "HEAD~1", "HEAD~1"]), "nothing was compared");
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let repo = Repo::new(".");
    let path = repo.path("catalogs/x/21.yaml");
    fs::write(&path, "govcat: 1\ndomain: elderly-care\nentries:\n  - {id: e1, name: 备案, content: [指南说明]}\n").unwrap();
    repo.commit("third");
    fs::write(&path, [0xff, 0xfe, 0x00, 0xd8, 0x80, 0x80]).unwrap();
    repo.commit("fourth");
    let output = govcat(&repo.path("."), &["diff", "HEAD~1", "HEAD", "--format", "json"]);
    assert_eq!(changes(&output), ["e1 removed - undetermined"]);
    assert!(
        err(&output).contains("catalogs/x/21.yaml:1:1")
            && err(&output).contains("[unsupported-encoding]")
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn lone_files_and_folders() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("old.yaml"), OLD).unwrap();
    fs::write(path("new.yaml"), OLD.replace("10个", "20个")).unwrap();
    let run = |args: &[&str]| {
        changes(&govcat(folder.path(), &[&["diff", "--format", "json"], args].concat()))
    };
    assert_eq!(run(&["old.yaml", "new.yaml"]), LAXER);
    assert_eq!(run(&["old.yaml", "old.yaml"]), NONE);
    for (name, file) in [("2024", "old.yaml"), ("2025", "new.yaml")] {
        fs::create_dir(path(name)).unwrap();
        fs::copy(path(file), path(name).join("20.yaml")).unwrap();
        let agency = path(&format!("{name}-all/someone"));
        fs::create_dir_all(&agency).unwrap();
        fs::copy(path(file), agency.join("20.yaml")).unwrap();
    }
    assert_eq!(run(&["2024", "2025"]), LAXER);
    assert_eq!(run(&["2024-all", "2025-all"]), LAXER);
    // Two agencies' files of one workspace are compared with each other.
    for agency in ["a", "b"] {
        fs::create_dir_all(path(&format!("w/catalogs/{agency}"))).unwrap();
    }
    fs::copy(path("old.yaml"), path("w/catalogs/a/20.yaml")).unwrap();
    fs::copy(path("new.yaml"), path("w/catalogs/b/20.yaml")).unwrap();
    assert_eq!(run(&["w/catalogs/a/20.yaml", "w/catalogs/b/20.yaml"]), LAXER);
}

/// `git diff`, `git log -p --ext-diff` and `git show --ext-diff` with the two lines of the help.
#[test]
fn git_speaks_of_catalogs() {
    let repo = Repo::new(".");
    let driver = format!("'{}' git-diff-driver", env!("CARGO_BIN_EXE_govcat"));
    repo.git(&["config", "diff.govcat.command", &driver]);
    fs::write(repo.path(".gitattributes"), "catalogs/**/*.yaml diff=govcat\n").unwrap();
    let log = repo.git(&["log", "-p", "--ext-diff", "-1"]);
    assert!(log.contains("second") && log.contains("govcat diff catalogs/x/20.yaml"), "{log}");
    assert!(log.contains("deadline-laxer") && log.contains("1 weakened"), "{log}");
    let all = repo.git(&["log", "-p", "--ext-diff"]);
    assert!(all.contains("1 strengthened"), "the first commit adds: {all}");
    repo.edit(".", ", 公开查阅点", "");
    assert!(repo.git(&["diff"]).contains("channel-dropped"));
    repo.git(&["commit", "-q", "-a", "-m", "third"]);
    repo.git(&["mv", "catalogs/x/20.yaml", "catalogs/x/aid.yaml"]);
    repo.commit("fourth");
    let moved = repo.git(&["show", "--ext-diff", "-M"]);
    assert!(moved.contains("no changes"), "{moved}");
    fs::remove_file(repo.path("catalogs/x/aid.yaml")).unwrap();
    let gone = repo.git(&["diff"]);
    assert!(gone.contains("entry-removed"), "{gone}");
    fs::write(repo.path("catalogs/x/aid.yaml"), "entries: [\n").unwrap();
    assert!(repo.git(&["diff"]).contains("entry-unreadable"), "a broken file does not stop git");
}

/// What all agencies share is shown with its line, and can be asked for by its file.
#[test]
fn a_registry_has_a_place() {
    let repo = Repo::new(".");
    let basis = repo.path("catalogs/basis.yaml");
    let law = "govcat: 1\ndocuments:\n  - {title: 某条例, status: 现行}\n  - {title: 某办法, status: 现行}\n";
    fs::write(&basis, law).unwrap();
    repo.commit("third");
    fs::write(&basis, law.replace("某办法, status: 现行", "某办法, status: 废止")).unwrap();
    let run = |args: &[&str]| {
        govcat(&repo.path("."), &[&["diff", "HEAD", "--format", "json"], args].concat())
    };
    for output in [run(&["catalogs/basis.yaml"]), run(&[])] {
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["changes"][0]["field"], "registry:basis");
        assert_eq!(report["changes"][0]["new_at"]["line"], 4);
    }
    assert_eq!(changes(&run(&["catalogs/x"])), NONE);
}
