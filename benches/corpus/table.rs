//! Writes one catalog file that is a whole table, with defects or gaps where they are planned.

use std::io;

use super::agency::NATIONAL;
use super::change::{self, Change};
use super::disk::{Catalog, Disk};
use super::domains::Domain;
use super::draft::{Around, Draft, Mark};
use super::edits::{Edit, TableEdits};
use super::entry::{self, Entry, Place, Voice};
use super::gaps::PlannedGap;
use super::layout::{Sheet, Style};
use super::planting::Planned;
use super::prng::Prng;
use super::{Defect, agency};

/// Whose table it is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Holder {
    /// The national layer.
    National,
    /// A county whose entries are unlike those of any other.
    Single(usize),
    /// A county whose entries are the national ones in its own words, numbered in its own way or not.
    Reworded(usize, Numbers),
}

/// How a county with tables of its own numbers the entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// As the national layer does.
    National,
    /// In its own way.
    Own,
}

impl Holder {
    pub(crate) fn folder(self) -> String {
        match self {
            Self::National => NATIONAL.to_owned(),
            Self::Single(county) | Self::Reworded(county, _) => agency::county_id(county),
        }
    }

    /// The agency's stream. A county that rewords the national entries makes them from the national stream.
    fn stream(self) -> usize {
        match self {
            Self::National | Self::Reworded(..) => 0,
            Self::Single(county) => county + 1,
        }
    }

    fn number(self) -> usize {
        match self {
            Self::National => 0,
            Self::Single(county) | Self::Reworded(county, _) => county + 1,
        }
    }
}

/// One table of a holder.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<'a> {
    /// The seed of the whole corpus.
    pub(crate) seed: u64,
    /// Whose it is.
    pub(crate) holder: Holder,
    /// Of which domain.
    pub(crate) domain: &'a Domain,
    /// The holder's domain before it, if it has one.
    pub(crate) previous: Option<&'a Domain>,
    /// How many entries it has.
    pub(crate) entries: usize,
}

impl Table<'_> {
    /// Writes the whole table.
    pub(crate) fn write(
        &self,
        disk: &mut Disk,
        planned: &[Planned],
        gaps: &[PlannedGap],
    ) -> io::Result<()> {
        for gap in gaps {
            disk.gap(&self.holder.folder(), self.domain, self.gap_id(gap), gap.change.truth());
        }
        let mut prng = self.prng();
        let style = Style::of(&mut prng);
        let mut catalog = begin(disk, &self.holder.folder(), self.domain, style)?;
        let mut planned = planned.iter().peekable();
        let mut sheet = Sheet::default();
        let mut gaps_left = gaps.iter().peekable();
        for index in 0..self.entries {
            let gap = gaps_left.next_if(|gap| gap.index == index);
            if gap.is_some_and(|gap| gap.change == Change::Removed) {
                continue;
            }
            if style.spaced && index > 0 {
                catalog.lines("\n", 1)?;
            }
            let mut entry = self.entry(index);
            if let Some(gap) = gap {
                gap.change.apply(&mut entry, self.place(), index, gap.form);
            }
            sheet.clear();
            sheet.entry(&entry, style, &mut prng);
            match planned.next_if(|planned| planned.index == index) {
                Some(planned) => self.damaged(&mut catalog, &entry, &sheet, *planned)?,
                None => catalog.entry(&sheet.text, sheet.lines)?,
            }
        }
        for gap in gaps.iter().filter(|gap| gap.change == Change::Added) {
            sheet.clear();
            sheet.entry(&change::added(self.place(), gap.index), style, &mut prng);
            catalog.entry(&sheet.text, sheet.lines)?;
        }
        catalog.end()
    }

    /// Writes the table as a new version has it.
    pub(crate) fn write_edited(&self, disk: &mut Disk, edits: &TableEdits) -> io::Result<()> {
        let mut prng = self.prng();
        let mut style = Style::of(&mut prng);
        if edits.is_reserialised {
            style = Style { block: !style.block, spaced: !style.spaced, comment: false };
            prng = Prng::keyed(self.seed, &[self.holder.number(), usize::MAX]);
        }
        let mut catalog = begin(disk, &self.holder.folder(), self.domain, style)?;
        let mut sheet = Sheet::default();
        let mut put = |catalog: &mut Catalog<'_>, entry: &Entry| {
            sheet.clear();
            sheet.entry(entry, style, &mut prng);
            catalog.entry(&sheet.text, sheet.lines)
        };
        let mut last = Vec::new();
        let mut edits = edits.edits.iter().peekable();
        for index in 0..self.entries {
            let mut entry = self.entry(index);
            if let Some(planned) = edits.next_if(|it| it.index == index) {
                planned.edit.apply(&mut entry, self.place(), index, planned.form);
                match planned.edit {
                    Edit::Removed => continue,
                    Edit::Reordered => {
                        last.push(entry);
                        continue;
                    }
                    Edit::Added => last.push(change::added(self.place(), index)),
                    _ => {}
                }
            }
            if style.spaced && index > 0 {
                catalog.lines("\n", 1)?;
            }
            put(&mut catalog, &entry)?;
        }
        for entry in &last {
            put(&mut catalog, entry)?;
        }
        catalog.end()
    }

    /// The id that the gap report must name a gap by.
    pub(crate) fn gap_id(&self, gap: &PlannedGap) -> String {
        match gap.change {
            Change::Added => change::added(self.place(), gap.index).id,
            _ => entry::id(self.domain, gap.index),
        }
    }

    /// The entry at `index`, whole.
    pub(crate) fn entry(&self, index: usize) -> Entry {
        let voice = match self.holder {
            Holder::National => Voice::Roles,
            Holder::Single(_) | Holder::Reworded(..) => Voice::Offices,
        };
        let entry = entry::make(self.place(), index, voice);
        match self.holder {
            Holder::National | Holder::Single(_) => entry,
            Holder::Reworded(county, numbers) => {
                let id = numbers.id(self.domain, index);
                Entry { id, ..entry::vary(entry, self.place(), county, index) }
            }
        }
    }

    fn damaged(
        &self,
        catalog: &mut Catalog<'_>,
        entry: &Entry,
        sheet: &Sheet,
        planned: Planned,
    ) -> io::Result<()> {
        let before = self.entry(planned.index - 1);
        let elsewhere = self.previous.map(|domain| Table { domain, ..*self }.entry(0).id);
        let around =
            Around { entry, before: &before, elsewhere: elsewhere.as_deref(), form: planned.form };
        let mut draft = Draft::of(sheet);
        let Mark { line, field, entry } = (planned.kind.plant)(&mut draft, &around);
        let first = catalog.next_line();
        catalog.defect(Defect {
            code: planned.kind.code,
            file: String::new(),
            line: first + line.unwrap_or(0),
            end_line: first + line.unwrap_or(draft.len() - 1),
            entry,
            field,
        });
        let mut text = String::with_capacity(sheet.text.len());
        draft.write_to(&mut text);
        catalog.entry(&text, draft.len())
    }

    /// Where its entries stand.
    pub(crate) fn place(&self) -> Place<'_> {
        Place {
            seed: self.seed,
            stream: self.holder.stream(),
            domain: self.domain,
            entries: self.entries,
        }
    }

    /// The stream of what concerns the file and not one of its entries.
    fn prng(&self) -> Prng {
        Prng::keyed(
            self.seed,
            &[self.holder.number(), self.domain.office, self.entries, usize::MAX],
        )
    }
}

impl Numbers {
    fn id(self, domain: &Domain, index: usize) -> String {
        match self {
            Self::National => entry::id(domain, index),
            Self::Own => format!("{}.{:03}", domain.number, index + 1),
        }
    }
}

/// Begins a file with all that stands above its entries.
pub(crate) fn begin<'a>(
    disk: &'a mut Disk,
    folder: &str,
    domain: &Domain,
    style: Style,
) -> io::Result<Catalog<'a>> {
    let Domain { number, code, name, .. } = domain;
    let mut head = format!("govcat: 1\ndomain: {code}\ntitle: {name}领域基层政务公开标准目录\n");
    head.push_str("version: \"2023-06-30\"\neffective: 2023-07-01\n");
    if let Some(document) = domain.document {
        head.extend(["source: ", document, "\n"]);
    }
    if style.comment {
        head.push_str("# 以下事项由各责任单位核对，如有调整及时报送。\n");
    }
    head.push_str("entries:\n");
    let mut catalog = disk.catalog(format!("catalogs/{folder}/{number}-{code}.yaml"))?;
    let lines = head.lines().count();
    catalog.lines(&head, lines)?;
    Ok(catalog)
}
