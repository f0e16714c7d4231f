//! The corpus: workspaces of any size, made from a seed, with known defects where wanted. For measuring and for tests.
//!
//! Every entry is a function of the seed and its place alone and is written as soon as it is made, so memory does not
//! grow with the corpus; whatever else is planted one day (edits, gaps) can make the same entry again and change it.
#![allow(dead_code, reason = "the example and each test use a part of it")]
#![allow(
    clippy::disallowed_methods,
    reason = "a generator writes its own files; the rule is for the program"
)]

mod agency;
mod broken;
mod change;
mod damage;
mod disk;
mod domains;
mod draft;
mod edits;
mod entry;
mod gaps;
mod layout;
mod ledger;
mod offices;
mod overlay;
mod planting;
mod prng;
pub(crate) mod ranks;
mod table;
mod words;

use std::io;
use std::path::{Path, PathBuf};

use agency::Standing;
use change::Truth;
use disk::Disk;
use domains::Domain;
use edits::{Edits, Effect};
use gaps::{Gaps, Lack};
use ledger::Ledger;
use planting::Planting;
use ranks::Ranks;
use table::{Holder, Numbers, Table};

/// What is to be written.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// The same seed and sizes give the same bytes.
    pub(crate) seed: u64,
    /// Which agencies there are.
    pub(crate) shape: Shape,
    /// How many entries a table has.
    pub(crate) entries: usize,
    /// How many defects are planted. They go into tables that no other agency inherits.
    pub(crate) defects: usize,
    /// How many gaps are planted in the counties of a layered corpus. There are no defects beside them.
    pub(crate) gaps: usize,
    /// Which layers a layered corpus has besides the nation's and the counties'.
    pub(crate) ranks: Ranks,
    /// A folder whose `*.yaml` files are copied beside the agencies.
    pub(crate) registries: Option<PathBuf>,
}

/// Which agencies a corpus has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// So many files, 26 to an agency. Each agency stands alone.
    Flat {
        /// How many tables there are.
        files: usize,
    },
    /// A national layer and so many counties over it.
    Layered {
        /// How many counties there are.
        counties: usize,
        /// How many in a hundred of them have tables of their own: the national ones in other words, never weaker.
        alone_percent: usize,
    },
}

/// What was written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written {
    /// How many agencies.
    pub(crate) agencies: usize,
    /// How many catalog files, `agency.yaml` not counted.
    pub(crate) files: usize,
    /// How many entries, damaged ones and overlays included.
    pub(crate) entries: usize,
    /// How many bytes of catalogs and `agency.yaml`.
    pub(crate) bytes: u64,
    /// The planted defects, in the order in which they were written.
    pub(crate) defects: Vec<Defect>,
    /// How the entries stand that gaps were planted in, in the order in which they were written.
    pub(crate) gaps: Vec<Gap>,
}

/// An entry that a gap was planted in, and what the gap report must say of it. All other entries are met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gap {
    /// The county.
    pub(crate) agency: String,
    /// The domain's code.
    pub(crate) domain: &'static str,
    /// The entry's id in the standard; the county's for an entry that the standard does not have.
    pub(crate) entry: String,
    /// The state; `met` where an entry has to be recognised, `extra` where the standard does not have it.
    pub(crate) state: &'static str,
    /// The field that falls short.
    pub(crate) field: Option<&'static str>,
    /// How it falls short.
    pub(crate) shortfall: Option<&'static str>,
}

/// A planted defect and where it is to be found. It is the only one in its entry and calls for one finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Defect {
    /// The rule that must find it.
    pub(crate) code: &'static str,
    /// Its file, relative to the workspace, with `/`.
    pub(crate) file: String,
    /// The line of the finding, counted from 1.
    pub(crate) line: usize,
    /// The last line that is a fair answer. It is beyond `line` only where a reader may notice the damage late.
    pub(crate) end_line: usize,
    /// The entry's id; none where it cannot be read or is not a good one.
    pub(crate) entry: Option<String>,
    /// The field that is wrong; none where the finding is not about a field that the format knows.
    pub(crate) field: Option<&'static str>,
}

/// A corpus in two versions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Versions {
    /// What was written to `old`.
    pub(crate) old: Written,
    /// What was written to `new`.
    pub(crate) new: Written,
    /// How many edits were planted; some of them change nothing.
    pub(crate) edits: usize,
    /// What the diff must say, and nothing besides.
    pub(crate) changes: Vec<Change>,
}

/// One change between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// The agency.
    pub(crate) agency: String,
    /// The domain's code.
    pub(crate) domain: &'static str,
    /// What happened.
    pub(crate) effect: Effect,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            seed: 1,
            shape: Shape::Flat { files: 500 },
            entries: 60,
            defects: 0,
            gaps: 0,
            ranks: Ranks::default(),
            registries: None,
        }
    }
}

impl Plan {
    /// Writes the workspace into a folder that does not exist or is empty; with defects, `truth.json` says
    /// where, and with gaps `gaps.json` says which.
    pub(crate) fn write(&self, dir: &Path) -> io::Result<Written> {
        let domains = domains::domains();
        let mut planting = Planting::plan(
            self.seed,
            self.defects,
            self.tables_of_their_own(domains.len()),
            self.entries,
        )?;
        let tables = match self.shape {
            Shape::Layered { counties, .. } if self.defects == 0 => counties * domains.len(),
            _ => 0,
        };
        let gaps = Gaps::plan(self.seed, self.gaps, tables, self.entries)?;
        let mut disk = Disk::begin(dir)?;
        self.begin(&disk)?;
        match self.shape {
            Shape::Flat { files } => self.flat(&mut disk, &domains, files, &mut planting)?,
            Shape::Layered { counties, .. } => {
                self.layered(&mut disk, &domains, counties, &mut planting, gaps)?;
            }
        }
        if self.defects > 0 {
            disk.truth()?;
        }
        if self.gaps > 0 {
            disk.gaps()?;
        }
        Ok(disk.written)
    }

    /// Writes the workspace in two versions, `old` and `new`, with so many edits between them; `edits.json` says
    /// what the diff must say. Only tables that stand alone can be edited.
    pub(crate) fn write_versions(&self, dir: &Path, edits: usize) -> io::Result<Versions> {
        let Shape::Flat { files } = self.shape else {
            let message = "edits go with agencies that stand alone";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        };
        let domains = domains::domains();
        let mut planned = Edits::plan(self.seed, edits, files, self.entries)?;
        let old = Self { defects: 0, gaps: 0, ..self.clone() }.write(&dir.join("old"))?;
        let mut disk = Disk::begin(&dir.join("new"))?;
        self.begin(&disk)?;
        let mut changes = Vec::new();
        for file in 0..files {
            let (county, domain) = (file / domains.len(), file % domains.len());
            let agency = agency::county_id(county);
            if domain == 0 {
                disk.agency(&agency, &agency::county(county, Standing::Alone, &[]))?;
            }
            let domain = &domains[domain];
            let table = self.table(Holder::Single(county), domain, None);
            let edits = planned.next(&table);
            table.write_edited(&mut disk, &edits)?;
            changes.extend(edits.edits.iter().filter_map(|it| {
                let effect = it.effect(&table)?;
                Some(Change { agency: agency.clone(), domain: domain.code, effect })
            }));
        }
        disk::changes(&dir.join("edits.json"), &changes)?;
        Ok(Versions { old, new: disk.written, edits, changes })
    }

    fn begin(&self, disk: &Disk) -> io::Result<()> {
        disk.plain(
            "govcat.toml",
            "[workspace]\nname = \"基层政务公开标准目录样本\"\nlanguage = \"zh\"\n",
        )?;
        match &self.registries {
            Some(registries) => disk.registries(registries),
            None => Ok(()),
        }
    }

    fn flat(
        &self,
        disk: &mut Disk,
        domains: &[Domain],
        files: usize,
        planting: &mut Planting,
    ) -> io::Result<()> {
        for county in 0..files.div_ceil(domains.len()) {
            disk.agency(&agency::county_id(county), &agency::county(county, Standing::Alone, &[]))?;
            let left = files - county * domains.len();
            let domains = &domains[..left.min(domains.len())];
            self.tables(disk, Holder::Single(county), domains, Some(planting))?;
        }
        Ok(())
    }

    fn layered(
        &self,
        disk: &mut Disk,
        domains: &[Domain],
        counties: usize,
        planting: &mut Planting,
        mut gaps: Gaps,
    ) -> io::Result<()> {
        disk.agency(agency::NATIONAL, &agency::national())?;
        self.tables(disk, Holder::National, domains, None)?;
        let provinces = self.ranks.provinces(counties);
        for province in 0..provinces {
            ranks::province(disk, self, domains, province)?;
        }
        for county in 0..counties {
            let standing = self.standing(county);
            let lacks = gaps.next_county(standing, domains);
            let lacks: Vec<_> = domains.iter().zip(lacks).collect();
            let mut text = agency::county(county, standing, &lacks);
            if provinces > 0 && standing == Standing::Inherits {
                text = ranks::over_province(&text, county % provinces);
            }
            disk.agency(&agency::county_id(county), &text)?;
            let mut previous = None;
            let mut ledger = Ledger::of(county).filter(|_| self.gaps > 0);
            for (domain, lack) in lacks {
                let national = self.table(Holder::National, domain, None);
                let Lack::Entries(count) = lack else {
                    lack_all(disk, &national, county, lack);
                    if let (Some(ledger), Lack::Unfilled) = (&mut ledger, lack) {
                        ledger.rows(&national, &[], None);
                    }
                    continue;
                };
                let planned = gaps.choose(standing, &national, count);
                let own = if standing == Standing::Inherits {
                    overlay::write(disk, national, county, &planned)?;
                    national
                } else {
                    let holder = Holder::Reworded(county, self.numbers(county));
                    let defects = planting.next_file();
                    let own = self.table(holder, domain, previous);
                    own.write(disk, &defects, &planned)?;
                    own
                };
                if let Some(ledger) = &mut ledger {
                    ledger.table(disk, &own, &planned);
                }
                previous = Some(domain);
            }
            if let Some(ledger) = ledger {
                ledger.end(disk)?;
            }
            if self.ranks.has_township(county) {
                ranks::township(disk, self, domains, county)?;
            }
        }
        Ok(())
    }

    fn tables(
        &self,
        disk: &mut Disk,
        holder: Holder,
        domains: &[Domain],
        mut planting: Option<&mut Planting>,
    ) -> io::Result<()> {
        let mut previous = None;
        for domain in domains {
            let planned = planting.as_mut().map_or(Vec::new(), |planting| planting.next_file());
            self.table(holder, domain, previous).write(disk, &planned, &[])?;
            previous = Some(domain);
        }
        Ok(())
    }

    fn table<'a>(
        &self,
        holder: Holder,
        domain: &'a Domain,
        previous: Option<&'a Domain>,
    ) -> Table<'a> {
        Table { seed: self.seed, holder, domain, previous, entries: self.entries }
    }

    /// How many tables are read by their own agency alone.
    fn tables_of_their_own(&self, domains: usize) -> usize {
        match self.shape {
            Shape::Flat { files } => files,
            Shape::Layered { counties, .. } => {
                let own = |county: &usize| self.standing(*county) == Standing::Compared;
                (0..counties).filter(own).count() * domains
            }
        }
    }

    /// Every other county with tables of its own numbers them in its own way.
    fn numbers(&self, county: usize) -> Numbers {
        let before = match self.shape {
            Shape::Flat { .. } => 0,
            Shape::Layered { alone_percent, .. } => county * alone_percent / 100,
        };
        match before % 2 {
            0 => Numbers::Own,
            _ => Numbers::National,
        }
    }

    /// How a county stands to the national layer; those with tables of their own are spread evenly.
    fn standing(&self, county: usize) -> Standing {
        match self.shape {
            Shape::Flat { .. } => Standing::Alone,
            Shape::Layered { alone_percent, .. } => {
                let own = (county + 1) * alone_percent / 100 > county * alone_percent / 100;
                if own { Standing::Compared } else { Standing::Inherits }
            }
        }
    }
}

/// Notes how all entries of a domain stand that a county lacks as a whole.
fn lack_all(disk: &mut Disk, national: &Table<'_>, county: usize, lack: Lack) {
    let truth = match lack {
        Lack::Entries(_) => return,
        Lack::NotApplicable => Truth::of("not-applicable"),
        Lack::Unfilled => Truth::partial("owner", "unlocalised"),
        Lack::NoTable => Truth::of("missing"),
    };
    for index in 0..national.entries {
        let entry = entry::id(national.domain, index);
        disk.gap(&agency::county_id(county), national.domain, entry, truth);
    }
}
