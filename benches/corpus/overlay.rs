//! Writes what a county that inherits states itself: what it does better, what it adds, and the gaps that are planted in it.

use std::io;

use super::agency;
use super::change::{self, Approval, Change};
use super::disk::Disk;
use super::entry::{self, Entry, Voice};
use super::gaps::PlannedGap;
use super::layout::{Sheet, Style};
use super::prng::Prng;
use super::table::{self, Table};
use super::words;

/// Lawful reasons that need no place.
const REASONS: &[&str] = &["不适用", "依法不予公开", "商业秘密", "内部事务信息", "过程性信息"];

/// Writes a county's overlay on a national table, with gaps where they are planned.
pub(crate) fn write(
    disk: &mut Disk,
    table: Table<'_>,
    county: usize,
    gaps: &[PlannedGap],
) -> io::Result<()> {
    let style = Style { block: false, spaced: false, comment: false };
    let agency = agency::county_id(county);
    let mut prng = Prng::keyed(table.seed, &[county + 1, table.domain.office, usize::MAX]);
    for gap in gaps {
        let truth = gap.change.truth();
        disk.gap(&agency, table.domain, table.gap_id(gap), truth);
    }
    let mut catalog = table::begin(disk, &agency, table.domain, style)?;
    let mut sheet = Sheet::default();
    let half = table.entries.div_ceil(2);
    for (from, to) in [(0, half), (half, table.entries)] {
        if from < to {
            let start = from + prng.below(to - from);
            let free = |index: &usize| !gaps.iter().any(|gap| gap.index == *index);
            if let Some(index) = (start..to).chain(from..start).find(free) {
                sheet.clear();
                strengthen(&mut sheet, table.entry(index), &mut prng);
                catalog.entry(&sheet.text, sheet.lines)?;
            }
        }
    }
    let own = entry::make(table.place(), table.entries, Voice::Offices);
    let own = Entry { id: format!("{}-L01", table.domain.number), ..own };
    sheet.clear();
    sheet.entry(&own, style, &mut prng);
    catalog.entry(&sheet.text, sheet.lines)?;
    let (mut excludes, mut waivers) = (String::new(), String::new());
    for gap in gaps {
        let mut entry = table.entry(gap.index);
        sheet.clear();
        match gap.change {
            Change::Weaker(field, approval) => {
                change::weaken(&mut entry, field);
                change::lay_out(&mut sheet, &entry, field);
                waive(&mut waivers, &entry.id, field, approval);
            }
            Change::Added => {
                sheet.entry(&change::added(table.place(), gap.index), style, &mut prng);
            }
            Change::Excluded => {
                let reason = REASONS[gap.form % REASONS.len()];
                exclude(&mut excludes, &entry.id, reason, "");
            }
            Change::Elsewhere => {
                let place = "    where: https://www.gov.cn/zhengce/\n";
                exclude(&mut excludes, &entry.id, "他处已公开", place);
            }
            Change::Removed
            | Change::Renumbered
            | Change::Traced
            | Change::Renamed
            | Change::Moved => {}
        }
        if sheet.lines > 0 {
            catalog.entry(&sheet.text, sheet.lines)?;
        }
    }
    for (key, records) in [("exclude:\n", excludes), ("waivers:\n", waivers)] {
        if !records.is_empty() {
            catalog.lines(key, 1)?;
            catalog.lines(&records, records.lines().count())?;
        }
    }
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

fn exclude(records: &mut String, id: &str, reason: &str, place: &str) {
    let basis = words::COMMON_BASIS[0];
    records.extend(["  - id: \"", id, "\"\n    reason: ", reason, "\n    basis: [", basis, "]\n"]);
    records.push_str(place);
}

fn waive(records: &mut String, id: &str, field: &str, approval: Approval) {
    let until = match approval {
        Approval::None => return,
        Approval::Valid => "2099-12-31",
        Approval::Expired => "2020-12-31",
    };
    records.extend(["  - entry: \"", id, "\"\n    field: ", field, "\n"]);
    records.extend(["    reason: 政务网站群尚未接通\n    basis: [", words::COMMON_BASIS[0], "]\n"]);
    records.push_str("    approved_by: 县人民政府办公室\n");
    records.extend(["    until: ", until, "\n"]);
}
