//! Where things are: the programs, the corpora, and room for what is written.
use std::{
    env::consts::EXE_SUFFIX,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Result,
    corpus::{Plan, Shape, Versions, Written},
    process::Call,
    say,
    scratch::Scratch,
};

/// How many counties lie over the national layer in the layered corpus; a quarter have tables of
/// their own, so that it is about as large as the other.
const COUNTIES: usize = 60;
/// How many counties lie over the national layer where gaps are looked for.
const COUNTIES_WITH_GAPS: usize = 100;
/// How many gaps are planted in them.
const GAPS: usize = 2_000;
/// How many in a hundred counties have tables of their own.
const ALONE_PERCENT: usize = 25;
/// How many edits lie between the two versions that are compared.
const EDITS: usize = 1_126;
/// How many files make so many counties, gaps and edits worth it.
const FULL_SIZE: usize = 500;
/// How many tables three agencies have.
const FEW: usize = 78;

/// Everything that is needed to measure.
#[derive(Debug)]
pub(crate) struct Places {
    /// The program that is measured.
    pub(crate) govcat: PathBuf,
    /// This program.
    pub(crate) own: PathBuf,
    /// Agencies that each stand alone.
    pub(crate) standalone: Corpus,
    /// The same, three agencies with 26 tables each.
    pub(crate) few: Corpus,
    /// Counties over a national layer.
    pub(crate) layered: Corpus,
    /// Counties with gaps over a national layer.
    pub(crate) gaps: Corpus,
    /// What lies in `versions_folder`, as `old` and `new`.
    pub(crate) versions: Versions,
    /// Agencies that stand alone, in two versions.
    pub(crate) versions_folder: PathBuf,
    /// Room for more.
    pub(crate) scratch: Scratch,
}

/// A generated workspace.
#[derive(Debug)]
pub(crate) struct Corpus {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// What is in it, its registries aside.
    pub(crate) written: Written,
    /// The bytes of all its YAML.
    pub(crate) bytes: u64,
}

impl Places {
    /// Finds the programs and makes the corpora.
    pub(crate) fn make(files: usize, inside: Option<PathBuf>) -> Result<Self> {
        let own = std::env::current_exe().map_err(|error| error.to_string())?;
        let govcat = govcat(&own)?;
        let scratch = Scratch::make(inside)?;
        say(&format!("making the corpora in {}", scratch.path().display()));
        let scaled = |full: usize| (full * files / FULL_SIZE).max(1);
        let layered =
            |counties| Shape::Layered { counties: scaled(counties), alone_percent: ALONE_PERCENT };
        let versions_folder = scratch.path().join("versions");
        let plan = Plan { registries: Some(registries()), ..Plan::default() };
        let plan = Plan { shape: Shape::Flat { files }, ..plan };
        let versions = plan
            .write_versions(&versions_folder, scaled(EDITS))
            .map_err(|error| format!("the versions: {error}"))?;
        Ok(Self {
            govcat,
            own,
            versions,
            versions_folder,
            standalone: Corpus::make(&scratch.path().join("standalone"), Shape::Flat { files }, 0)?,
            few: Corpus::make(&scratch.path().join("few"), Shape::Flat { files: FEW }, 0)?,
            layered: Corpus::make(&scratch.path().join("layered"), layered(COUNTIES), 0)?,
            gaps: Corpus::make(
                &scratch.path().join("gaps"),
                layered(COUNTIES_WITH_GAPS),
                scaled(GAPS),
            )?,
            scratch,
        })
    }

    /// What the program says it is.
    pub(crate) fn govcat_version(&self) -> Result<String> {
        Call::new(&self.govcat, &self.standalone.folder, ["--version"])
            .output()
            .map(|text| text.trim().to_owned())
    }
}

impl Corpus {
    fn make(folder: &Path, shape: Shape, gaps: usize) -> Result<Self> {
        Self::of(folder, &Plan { shape, gaps, registries: Some(registries()), ..Plan::default() })
    }

    /// Makes the corpus of a plan.
    pub(crate) fn of(folder: &Path, plan: &Plan) -> Result<Self> {
        let written = plan.write(folder).map_err(|error| format!("the corpus: {error}"))?;
        let bytes = size_of(&files_under(folder, "yaml")?)?;
        Ok(Self { folder: folder.to_owned(), written, bytes })
    }

    /// Its tables, relative to its folder: what a JSON Schema of a table can be held against.
    pub(crate) fn tables(&self) -> Result<Vec<PathBuf>> {
        let catalogs = self.folder.join("catalogs");
        let is_table = |path: &PathBuf| {
            path.parent() != Some(catalogs.as_path())
                && path.file_name().is_some_and(|name| name != "agency.yaml")
        };
        let tables = files_under(&catalogs, "yaml")?.into_iter().filter(is_table);
        Ok(tables
            .filter_map(|path| path.strip_prefix(&self.folder).ok().map(Path::to_owned))
            .collect())
    }
}

/// govcat beside this program: target/release/examples/measure and target/release/govcat.
pub(crate) fn govcat(own: &Path) -> Result<PathBuf> {
    let folder = own.ancestors().nth(2);
    folder
        .map(|it| it.join(format!("govcat{EXE_SUFFIX}")))
        .filter(|it| it.is_file())
        .ok_or_else(|| "there is no govcat beside this program; run `make bench`".to_owned())
}

/// The shipped registries: all that the corpora stand on is in them.
pub(crate) fn registries() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogs")
}

/// The files below a folder with one ending, sorted.
pub(crate) fn files_under(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut files = all_under(folder)?;
    files.retain(|path| path.extension().is_some_and(|it| it == ending));
    files.sort();
    Ok(files)
}

/// The files below a folder.
pub(crate) fn all_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for item in fs::read_dir(folder).map_err(failed)? {
        let item = item.map_err(failed)?;
        if item.file_type().map_err(failed)?.is_dir() {
            files.append(&mut all_under(&item.path())?);
        } else {
            files.push(item.path());
        }
    }
    Ok(files)
}

/// How many bytes some files have together.
pub(crate) fn size_of(files: &[PathBuf]) -> Result<u64> {
    let size = |path: &PathBuf| {
        fs::metadata(path)
            .map(|it| it.len())
            .map_err(|error| format!("{}: {error}", path.display()))
    };
    files.iter().map(size).sum()
}
