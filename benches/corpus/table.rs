//! Writes one catalog file: a whole table, with defects where they are planned, or an overlay on the national one.

use std::io;

use super::agency::NATIONAL;
use super::disk::{Catalog, Disk};
use super::domains::Domain;
use super::draft::{Around, Draft, Mark};
use super::entry::{self, Entry, Place, Voice};
use super::layout::{Sheet, Style};
use super::planting::Planned;
use super::prng::Prng;
use super::words;
use super::{Defect, agency};

/// Whose table it is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Holder {
    /// The national layer.
    National,
    /// A county whose entries are unlike those of any other.
    Single(usize),
    /// A county whose entries are the national ones in its own words.
    Reworded(usize),
}

impl Holder {
    fn folder(self) -> String {
        match self {
            Self::National => NATIONAL.to_owned(),
            Self::Single(county) | Self::Reworded(county) => agency::county_id(county),
        }
    }

    /// The agency's stream. A county that rewords the national entries makes them from the national stream.
    fn stream(self) -> usize {
        match self {
            Self::National | Self::Reworded(_) => 0,
            Self::Single(county) => county + 1,
        }
    }

    fn number(self) -> usize {
        match self {
            Self::National => 0,
            Self::Single(county) | Self::Reworded(county) => county + 1,
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
    pub(crate) fn write(&self, disk: &mut Disk, planned: &[Planned]) -> io::Result<()> {
        let mut prng = self.prng();
        let style = Style::of(&mut prng);
        let mut catalog = begin(disk, &self.holder.folder(), self.domain, style)?;
        let mut planned = planned.iter().peekable();
        let mut sheet = Sheet::default();
        for index in 0..self.entries {
            if style.spaced && index > 0 {
                catalog.lines("\n", 1)?;
            }
            let entry = self.entry(index);
            sheet.clear();
            sheet.entry(&entry, style, &mut prng);
            match planned.next_if(|planned| planned.index == index) {
                Some(planned) => self.damaged(&mut catalog, &entry, &sheet, *planned)?,
                None => catalog.entry(&sheet.text, sheet.lines)?,
            }
        }
        catalog.end()
    }

    /// The entry at `index`, whole.
    fn entry(&self, index: usize) -> Entry {
        let voice = match self.holder {
            Holder::National => Voice::Roles,
            Holder::Single(_) | Holder::Reworded(_) => Voice::Offices,
        };
        let entry = entry::make(self.place(), index, voice);
        match self.holder {
            Holder::National | Holder::Single(_) => entry,
            Holder::Reworded(county) => {
                let id = own_id(self.domain, county, index);
                Entry {
                    id,
                    ..entry::vary(entry, self.place(), county, index)
                }
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
        let elsewhere = self
            .previous
            .map(|domain| Table { domain, ..*self }.entry(0).id);
        let around = Around {
            entry,
            before: &before,
            elsewhere: elsewhere.as_deref(),
            form: planned.form,
        };
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

    fn place(&self) -> Place<'_> {
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
            &[
                self.holder.number(),
                self.domain.office,
                self.entries,
                usize::MAX,
            ],
        )
    }
}

/// Writes what a county that inherits adds to a national table and strengthens in it.
pub(crate) fn write_overlay(disk: &mut Disk, table: Table<'_>, county: usize) -> io::Result<()> {
    let style = Style {
        block: false,
        spaced: false,
        comment: false,
    };
    let mut prng = Prng::keyed(table.seed, &[county + 1, table.domain.office, usize::MAX]);
    let mut catalog = begin(disk, &agency::county_id(county), table.domain, style)?;
    let mut sheet = Sheet::default();
    let half = table.entries.div_ceil(2);
    for (from, to) in [(0, half), (half, table.entries)] {
        if from < to {
            sheet.clear();
            strengthen(
                &mut sheet,
                table.entry(from + prng.below(to - from)),
                &mut prng,
            );
            catalog.entry(&sheet.text, sheet.lines)?;
        }
    }
    let own = entry::make(table.place(), table.entries, Voice::Offices);
    let own = Entry {
        id: format!("{}-L01", table.domain.number),
        ..own
    };
    sheet.clear();
    sheet.entry(&own, style, &mut prng);
    catalog.entry(&sheet.text, sheet.lines)?;
    catalog.end()
}

/// States the one field in which a county does better: sooner where the usual deadline stands, else by one more channel.
fn strengthen(sheet: &mut Sheet, mut entry: Entry, prng: &mut Prng) {
    sheet.id(&entry.id);
    if words::STANDARD_DEADLINES.contains(&entry.deadline) {
        sheet.scalar("deadline", words::SOONER, "");
    } else {
        entry::add_channel(&mut entry, prng);
        sheet.list("channel", &entry.channel, false);
    }
}

/// Every other county with tables of its own numbers them in its own way.
fn own_id(domain: &Domain, county: usize, index: usize) -> String {
    match county % 2 {
        0 => entry::id(domain, index),
        _ => format!("{}.{:03}", domain.number, index + 1),
    }
}

/// Begins a file with all that stands above its entries.
fn begin<'a>(
    disk: &'a mut Disk,
    folder: &str,
    domain: &Domain,
    style: Style,
) -> io::Result<Catalog<'a>> {
    let Domain {
        number, code, name, ..
    } = domain;
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
