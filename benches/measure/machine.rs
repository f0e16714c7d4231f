//! The machine, as far as it says.
use std::{env::consts, fs, path::Path, thread};

use crate::{
    numbers::{amount, megabytes},
    process::Call,
};

/// What the figures were measured on.
#[derive(Debug)]
pub(crate) struct Machine {
    /// The processor's name.
    pub(crate) processor: String,
    /// How many threads run at a time.
    pub(crate) cores: usize,
    /// The memory.
    pub(crate) memory: String,
    /// The system and its kernel.
    pub(crate) system: String,
    /// The compiler.
    pub(crate) compiler: String,
    /// How busy it was before, over a minute.
    pub(crate) load: String,
}

impl Machine {
    /// Looks around.
    pub(crate) fn look() -> Self {
        let unknown = || "unknown".to_owned();
        Self {
            processor: field("/proc/cpuinfo", "model name").unwrap_or_else(unknown),
            cores: thread::available_parallelism().map_or(1, usize::from),
            memory: memory("MemTotal")
                .map_or_else(unknown, |it| format!("{} GB", amount(megabytes(it) / 1e3))),
            system: system(),
            compiler: first_line("rustc", &["--version"]).unwrap_or_else(unknown),
            load: load().unwrap_or_else(unknown),
        }
    }

    /// The numbers of threads that are measured: one, four where there are more, and all.
    pub(crate) fn threads(&self) -> Vec<usize> {
        let mut threads: Vec<usize> =
            [1, 4, self.cores].into_iter().filter(|it| *it <= self.cores).collect();
        threads.dedup();
        threads
    }
}

/// The kind of file system that a folder is on.
pub(crate) fn file_system(folder: &Path) -> Option<String> {
    let mounts = fs::read_to_string("/proc/mounts").ok()?;
    // Device, place, kind: the innermost place counts, and of several at one place the last.
    let mounts = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((Path::new(words.next()?), words.next()?))
    });
    let around = mounts.filter(|(place, _)| folder.starts_with(place));
    let innermost = around.max_by_key(|(place, _)| place.components().count());
    innermost.map(|(_, kind)| kind.to_owned())
}

/// How many bytes of memory can still be had.
pub(crate) fn available_memory() -> Option<u64> {
    memory("MemAvailable")
}

fn memory(name: &str) -> Option<u64> {
    let kibibytes: u64 = field("/proc/meminfo", name)?.strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

fn system() -> String {
    let name = fs::read_to_string("/etc/os-release").ok().and_then(|text| {
        let name = text.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
        Some(name.trim_matches('"').to_owned())
    });
    let name = name.unwrap_or_else(|| consts::OS.to_owned());
    match first_line("uname", &["-srm"]) {
        Some(kernel) => format!("{name}, {kernel}"),
        None => format!("{name}, {}", consts::ARCH),
    }
}

fn load() -> Option<String> {
    let text = fs::read_to_string("/proc/loadavg").ok()?;
    text.split(' ').next().map(ToOwned::to_owned)
}

/// A `name : value` line of a file.
fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let mut pairs = text.lines().filter_map(|line| line.split_once(':'));
    pairs.find(|(key, _)| key.trim() == name).map(|(_, value)| value.trim().to_owned())
}

fn first_line(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Call::new(Path::new(program), Path::new("."), arguments).output().ok()?;
    output.lines().next().map(ToOwned::to_owned)
}
