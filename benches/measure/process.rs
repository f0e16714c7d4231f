//! Runs a program and looks at it from outside: how long it takes, and how much memory.
use std::{
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::Result;

/// How often a running process is asked for its memory.
const GLANCE: Duration = Duration::from_micros(500);

/// A program with its arguments and the folder it runs in.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    program: PathBuf,
    arguments: Vec<OsString>,
    folder: PathBuf,
    /// An exit code beside 0 that is no failure.
    accepted: Option<i32>,
}

impl Call {
    /// A call; it runs only when asked to.
    pub(crate) fn new<I>(program: &Path, folder: &Path, arguments: I) -> Self
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        Self {
            program: program.to_owned(),
            arguments: arguments.into_iter().map(|it| it.as_ref().to_owned()).collect(),
            folder: folder.to_owned(),
            accepted: None,
        }
    }

    /// The same call, to which one more exit code than 0 is no failure.
    pub(crate) fn accepting(self, code: i32) -> Self {
        Self { accepted: Some(code), ..self }
    }

    /// The same call with more arguments.
    pub(crate) fn with<I>(mut self, arguments: I) -> Self
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        self.arguments.extend(arguments.into_iter().map(|it| it.as_ref().to_owned()));
        self
    }

    /// Runs it and gives what it prints; a failure comes with what it said.
    pub(crate) fn output(&self) -> Result<String> {
        let output = self.command().output().map_err(|error| self.failed(&error.to_string()))?;
        if !self.is_fine(output.status) {
            let said = [output.stderr, output.stdout].concat();
            let said = String::from_utf8_lossy(&said);
            let first = said.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            return Err(self.failed(&format!("{}: {first}", output.status)));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs it with its output thrown away and gives the time it took.
    pub(crate) fn time(&self) -> Result<Duration> {
        let start = Instant::now();
        let status = self.silent().status().map_err(|error| self.failed(&error.to_string()))?;
        let took = start.elapsed();
        if self.is_fine(status) { Ok(took) } else { Err(self.failed(&status.to_string())) }
    }

    /// Runs it and gives the most memory in bytes that it ever held; nothing where the system does
    /// not tell.
    pub(crate) fn peak(&self) -> Result<Option<u64>> {
        let failed = |error: std::io::Error| self.failed(&error.to_string());
        let mut child = self.silent().spawn().map_err(failed)?;
        let mut peak = None;
        // The figure only ever grows, and is gone when the process is.
        while child.try_wait().map_err(failed)?.is_none() {
            peak = resident_peak(child.id()).max(peak);
            thread::sleep(GLANCE);
        }
        Ok(peak)
    }

    fn silent(&self) -> Command {
        let mut command = self.command();
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).current_dir(&self.folder).stdin(Stdio::null());
        command
    }

    fn is_fine(&self, status: ExitStatus) -> bool {
        status.success() || self.accepted.is_some() && status.code() == self.accepted
    }

    fn failed(&self, why: &str) -> String {
        format!("{}: {why}", self.program.display())
    }
}

/// The “high water mark” of a process, where there is a `/proc`.
fn resident_peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
