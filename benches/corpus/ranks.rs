//! The layers between and beneath: provinces, over which counties lie, and townships, which lie over counties.

use std::io;

use super::Plan;
use super::agency::{self, NATIONAL};
use super::disk::Disk;
use super::domains::Domain;
use super::entry::{self, Entry, Voice};
use super::layout::{Sheet, Style};
use super::offices::{OFFICES, TOWNSHIPS};
use super::prng::Prng;
use super::table::{self, Holder};

/// As many as there are provinces with counties.
const PROVINCES: usize = 31;
/// A province adds to one domain in so many.
const ADDS_IN: usize = 5;
/// Beyond the indices of all entries that a county or a gap adds.
const BEYOND: usize = 100_000;

/// Which layers there are besides the nation's and the counties'.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Ranks {
    /// Whether there are provinces.
    pub(crate) provinces: bool,
    /// How many in a hundred counties have a township.
    pub(crate) township_percent: usize,
}

impl Ranks {
    /// How many provinces there are for so many counties.
    pub(crate) fn provinces(self, counties: usize) -> usize {
        if self.provinces { PROVINCES.min(counties) } else { 0 }
    }

    /// Whether a county has a township; they are spread evenly.
    pub(crate) fn has_township(self, county: usize) -> bool {
        (county + 1) * self.township_percent / 100 > county * self.township_percent / 100
    }
}

fn province_id(province: usize) -> String {
    format!("province-{:02}", province + 1)
}

/// A county's `agency.yaml`, with its province as the layer below it.
pub(crate) fn over_province(county: &str, province: usize) -> String {
    let nation = format!("extends: {NATIONAL}\n");
    county.replacen(&nation, &format!("extends: {}\n", province_id(province)), 1)
}

/// Writes a province. Where no gaps are planted it adds entries of its own, which its counties inherit;
/// where there are some, what they are compared with must be the nation's tables alone.
pub(crate) fn province(
    disk: &mut Disk,
    plan: &Plan,
    domains: &[Domain],
    province: usize,
) -> io::Result<()> {
    let id = province_id(province);
    let number = province + 1;
    disk.agency(
        &id,
        &format!("govcat: 1\nagency: {id}\nname: 第{number}省\nlevel: 省级\nextends: {NATIONAL}\ninherit: true\n"),
    )?;
    let adds = |at: usize| plan.gaps == 0 && at % ADDS_IN == province % ADDS_IN;
    for (_, domain) in domains.iter().enumerate().filter(|(at, _)| adds(*at)) {
        add(disk, plan, domain, &id, &format!("P{number:02}"), BEYOND + province, Voice::Roles)?;
    }
    Ok(())
}

/// Writes a county's township, which adds an entry to one domain.
pub(crate) fn township(
    disk: &mut Disk,
    plan: &Plan,
    domains: &[Domain],
    county: usize,
) -> io::Result<()> {
    let below = agency::county_id(county);
    let id = format!("township-{:04}", county + 1);
    let number = county + 1;
    let role = OFFICES[TOWNSHIPS].role;
    disk.agency(
        &id,
        &format!(
            "govcat: 1\nagency: {id}\nname: 第{number}镇\nlevel: 乡级\nextends: {below}\ninherit: true\noffices:\n  - name: 镇人民政府\n    acts_for: [{role}]\n"
        ),
    )?;
    if plan.gaps > 0 {
        return Ok(());
    }
    let domain = &domains[county % domains.len()];
    add(disk, plan, domain, &id, "T01", BEYOND + PROVINCES + county, Voice::Offices)
}

/// Writes a table that holds one addition.
fn add(
    disk: &mut Disk,
    plan: &Plan,
    domain: &Domain,
    agency: &str,
    suffix: &str,
    index: usize,
    voice: Voice,
) -> io::Result<()> {
    let style = Style { block: false, spaced: false, comment: false };
    let mut prng = Prng::keyed(plan.seed, &[index, domain.office, usize::MAX]);
    let table = plan.table(Holder::National, domain, None);
    let own = entry::make(table.place(), index, voice);
    let own = Entry { id: format!("{}-{suffix}", domain.number), ..own };
    let mut catalog = table::begin(disk, agency, domain, style)?;
    let mut sheet = Sheet::default();
    sheet.entry(&own, style, &mut prng);
    catalog.entry(&sheet.text, sheet.lines)?;
    catalog.end()
}
