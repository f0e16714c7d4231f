//! Writes the corpus, a file at a time and an entry at a time, and counts what was written.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::change::Truth;
use super::domains::Domain;
use super::{Change, Defect, Gap, Written};

/// The workspace that is being written.
#[derive(Debug)]
pub(crate) struct Disk {
    root: PathBuf,
    /// What has been written so far.
    pub(crate) written: Written,
}

impl Disk {
    /// Begins a workspace in a folder that does not exist yet or is empty: nothing is ever overwritten.
    pub(crate) fn begin(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root.join("catalogs"))?;
        if fs::read_dir(root)?.count() > 1 || fs::read_dir(root.join("catalogs"))?.count() > 0 {
            let message = format!("{} is not empty", root.display());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
        }
        Ok(Self { root: root.to_owned(), written: Written::default() })
    }

    /// Writes a file that is not part of any agency's catalogs.
    pub(crate) fn plain(&self, path: &str, text: &str) -> io::Result<()> {
        fs::write(self.root.join(path), text)
    }

    /// Copies the registries (`*.yaml`) of a folder beside the agencies.
    pub(crate) fn registries(&self, from: &Path) -> io::Result<()> {
        for file in fs::read_dir(from)? {
            let path = file?.path();
            if path.is_file() && path.extension().is_some_and(|extension| extension == "yaml") {
                let name = path.file_name().unwrap_or_default();
                fs::copy(&path, self.root.join("catalogs").join(name))?;
            }
        }
        Ok(())
    }

    /// Writes an agency's folder and its `agency.yaml`.
    pub(crate) fn agency(&mut self, agency: &str, text: &str) -> io::Result<()> {
        let folder = self.root.join("catalogs").join(agency);
        fs::create_dir(&folder)?;
        fs::write(folder.join("agency.yaml"), text)?;
        self.written.agencies += 1;
        self.written.bytes += text.len() as u64;
        Ok(())
    }

    /// Writes an agency's ledger.
    pub(crate) fn ledger(&self, agency: &str, text: &str) -> io::Result<()> {
        let folder = self.root.join("catalogs").join(agency).join("ledger");
        fs::create_dir(&folder)?;
        fs::write(folder.join("2026.csv"), text)
    }

    /// Begins a catalog file. The path is relative to the workspace.
    pub(crate) fn catalog(&mut self, path: String) -> io::Result<Catalog<'_>> {
        let file = File::create(self.root.join(&path))?;
        self.written.files += 1;
        Ok(Catalog {
            path,
            file: BufWriter::with_capacity(1 << 16, file),
            next_line: 1,
            written: &mut self.written,
        })
    }

    /// Writes down where the defects are.
    pub(crate) fn truth(&self) -> io::Result<()> {
        list(&self.root.join("truth.json"), self.written.defects.iter().map(json))
    }

    /// Notes how an entry of an agency stands to the standard.
    pub(crate) fn gap(&mut self, agency: &str, domain: &Domain, entry: String, truth: Truth) {
        let Truth { state, field, shortfall } = truth;
        let (agency, domain) = (agency.to_owned(), domain.code);
        self.written.gaps.push(Gap { agency, domain, entry, state, field, shortfall });
    }

    /// Writes down which gaps there are.
    pub(crate) fn gaps(&self) -> io::Result<()> {
        list(&self.root.join("gaps.json"), self.written.gaps.iter().map(gap_json))
    }
}

/// Writes down what the diff of two versions must say.
pub(crate) fn changes(path: &Path, changes: &[Change]) -> io::Result<()> {
    list(path, changes.iter().map(change_json))
}

fn list(path: &Path, rows: impl Iterator<Item = String>) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all(b"[")?;
    for (index, row) in rows.enumerate() {
        let comma = if index == 0 { "\n" } else { ",\n" };
        write!(file, "{comma}  {row}")?;
    }
    file.write_all(b"\n]\n")?;
    file.flush()
}

/// A catalog file that is being written.
#[derive(Debug)]
pub(crate) struct Catalog<'a> {
    path: String,
    file: BufWriter<File>,
    next_line: usize,
    written: &'a mut Written,
}

impl Catalog<'_> {
    /// Writes some lines.
    pub(crate) fn lines(&mut self, text: &str, lines: usize) -> io::Result<()> {
        self.next_line += lines;
        self.written.bytes += text.len() as u64;
        self.file.write_all(text.as_bytes())
    }

    /// Writes an entry's lines.
    pub(crate) fn entry(&mut self, text: &str, lines: usize) -> io::Result<()> {
        self.written.entries += 1;
        self.lines(text, lines)
    }

    /// The number of the line that comes next, counted from 1.
    pub(crate) fn next_line(&self) -> usize {
        self.next_line
    }

    /// Writes a defect down; its file is this one.
    pub(crate) fn defect(&mut self, defect: Defect) {
        self.written.defects.push(Defect { file: self.path.clone(), ..defect });
    }

    /// Ends the file.
    pub(crate) fn end(mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// One defect as JSON. Codes, paths, ids and fields are plain ASCII here, and so Rust's quoting is JSON's.
fn json(defect: &Defect) -> String {
    format!(
        "{{\"code\":{:?},\"file\":{:?},\"line\":{},\"end_line\":{},\"entry\":{},\"field\":{}}}",
        defect.code,
        defect.file,
        defect.line,
        defect.end_line,
        text(defect.entry.as_deref()),
        text(defect.field),
    )
}

/// One gap as JSON; all of it is plain ASCII too.
fn gap_json(gap: &Gap) -> String {
    format!(
        "{{\"agency\":{:?},\"domain\":{:?},\"entry\":{:?},\"state\":{:?},\"field\":{},\"shortfall\":{}}}",
        gap.agency,
        gap.domain,
        gap.entry,
        gap.state,
        text(gap.field),
        text(gap.shortfall),
    )
}

/// One change as JSON; all of it is plain ASCII too.
fn change_json(change: &Change) -> String {
    let Change { agency, domain, effect } = change;
    format!(
        "{{\"agency\":{agency:?},\"domain\":{domain:?},\"entry\":{:?},\"was\":{},\"action\":{:?},\"field\":{},\"direction\":{:?}}}",
        effect.entry,
        text(effect.was.as_deref()),
        effect.action,
        text(effect.field),
        effect.direction,
    )
}

fn text(value: Option<&str>) -> String {
    value.map_or("null".to_owned(), |value| format!("{value:?}"))
}
