//! Other validators, held against the same tables with a JSON Schema that says as much as a schema can.
use std::{
    env,
    env::consts::{ARCH, EXE_SUFFIX, OS},
    fmt, fs,
    path::{Path, PathBuf},
};

use crate::{Result, places::Places, process::Call};

/// The peers, each in its best way to check many files in one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Peer {
    /// sourcemeta's validator, fast: it says that a file is wrong, and stops at the first problem.
    SourcemetaFast,
    /// The same, exhaustive, with line and column.
    SourcemetaFull,
    /// boon, without line and column.
    Boon,
}

impl Peer {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::SourcemetaFast, Self::SourcemetaFull, Self::Boon];

    /// How it is run, files aside.
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::SourcemetaFast => &["validate", "--fast"],
            Self::SourcemetaFull => &["validate"],
            Self::Boon => &["--quiet"],
        }
    }

    /// The command line, files aside.
    pub(crate) fn command(self) -> String {
        format!("{} {}", self.name(), self.arguments().join(" "))
    }

    fn name(self) -> &'static str {
        match self {
            Self::SourcemetaFast | Self::SourcemetaFull => "jsonschema",
            Self::Boon => "boon",
        }
    }

    fn version_argument(self) -> &'static str {
        match self {
            Self::SourcemetaFast | Self::SourcemetaFull => "version",
            Self::Boon => "--version",
        }
    }

    /// What it leaves out of what `govcat validate` does.
    pub(crate) fn leaves_out(self) -> &'static str {
        match self {
            Self::SourcemetaFast => {
                "no line or column, first problem of a file only, no rules across files"
            }
            Self::SourcemetaFull => "no rules across files",
            Self::Boon => "no line or column, no rules across files",
        }
    }

    /// The call that checks all tables; else why there is none.
    pub(crate) fn call(self, places: &Places) -> Result<Call> {
        let program = self.program().ok_or("not installed; `make peers` does that")?;
        let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/schema-peer.json");
        let call = Call::new(&program, &places.standalone.folder, self.arguments()).with([&schema]);
        // One that calls everything valid would be fast.
        let wrong = places.scratch.path().join("wrong.yaml");
        fs::write(&wrong, "govcat: 2\n").map_err(|error| error.to_string())?;
        if call.clone().with([&wrong]).output().is_ok() {
            return Err("it takes a wrong file for a right one".to_owned());
        }
        Ok(call.with(places.standalone.tables()?))
    }

    /// What it says it is.
    pub(crate) fn version(self) -> Option<String> {
        let call = Call::new(&self.program()?, Path::new("."), [self.version_argument()]);
        Some(call.output().ok()?.trim().to_owned())
    }

    /// Where it is: where `make peers` puts it, or on the path.
    fn program(self) -> Option<PathBuf> {
        let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers");
        let installed = match self {
            Self::SourcemetaFast | Self::SourcemetaFull => {
                // The package's script would start Node only to start this.
                let arch = if ARCH == "aarch64" { "arm64" } else { ARCH };
                let system = if OS == "macos" { "darwin" } else { OS };
                let binaries = "node_modules/@sourcemeta/jsonschema/build/github-releases";
                format!("{binaries}/jsonschema-{system}-{arch}{EXE_SUFFIX}")
            }
            Self::Boon => format!("bin/boon{EXE_SUFFIX}"),
        };
        let name = format!("{}{EXE_SUFFIX}", self.name());
        let path = env::var_os("PATH").unwrap_or_default();
        let on_path = env::split_paths(&path).map(|it| it.join(&name));
        std::iter::once(peers.join(installed)).chain(on_path).find(|it| it.is_file())
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SourcemetaFast => "`jsonschema validate --fast` (sourcemeta)",
            Self::SourcemetaFull => "`jsonschema validate` (sourcemeta)",
            Self::Boon => "`boon`",
        })
    }
}
